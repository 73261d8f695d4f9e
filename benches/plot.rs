//! The picture for the README: how costs grow when the forum grows 10 and 100 times, as an SVG document.
//!
//! One small panel for each measure of size, all drawn alike. It needs no scripts and no fonts, is at home on
//! a light and on a dark page, and says its figures in words too.

/// How one cost grows.
pub struct Series {
    /// What costs this: "a room's newest page". There is room for some 45 letters.
    pub name: String,
    /// The factor of growth, from 1 to 100, and the cost relative to that at factor 1.
    pub points: Vec<(f64, f64)>,
    /// The cost at factor 1 in words: "44 µs".
    pub base: String,
}

/// The costs that grow with one measure of size. Up to six of them can be told apart.
pub struct Panel {
    /// What grows.
    pub title: String,
    /// The factors to mark on the x axis, and the size at each in words.
    pub ticks: Vec<(f64, String)>,
    /// What no cost may grow beyond, and its name.
    pub limit: (f64, String),
    /// The costs.
    pub series: Vec<Series>,
}

const TITLE: &str = "Cost as the forum grows, relative to its first size";

/// The space around the panels, between two of them, and for the heading above them.
const MARGIN: f64 = 24.0;
const GAP: f64 = 40.0;
const HEADING: f64 = 64.0;
/// The width of a panel, of what lies left of its plot, and of what lies around its points.
const PANEL: f64 = 436.0;
const AXIS: f64 = 44.0;
const INSET: f64 = 44.0;
/// From the top of a panel to its plot, the plot's height, and from there to the legend.
const ABOVE: f64 = 34.0;
const PLOT: f64 = 190.0;
const BELOW: f64 = 52.0;
/// The height of a line of the legend, and the width of the sample before its words.
const LINE: f64 = 22.0;
const SAMPLE: f64 = 28.0;
/// How far apart the series lie at the same factor, so that none hides another.
const DODGE: f64 = 9.0;
/// The greatest cost that a linear axis shows.
const LINEAR: f64 = 6.0;

/// The markers' outlines around the point, one for each of the style's six colours.
const MARKERS: [&str; 6] = [
    "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "m-4-4h8v8h-8z",
    "m0-5l5.2 9h-10.4z",
    "m0-5.8l5.8 5.8l-5.8 5.8l-5.8-5.8z",
    "m0 5l5.2-9h-10.4z",
    "m-1.8-5.2h3.6v3.4h3.4v3.6h-3.4v3.4h-3.6v-3.4h-3.4v-3.6h3.4z",
];

const STYLE: &str = "<style>
svg { --paper: #fbfaf6; --ink: #1c2230; --quiet: #565d6d; --grid: #dedbd0 }
.s0 { color: #0068a8 } .s1 { color: #b84a00 } .s2 { color: #00795a }
.s3 { color: #a03c7c } .s4 { color: #7a6200 } .s5 { color: #4b4fa6 }
@media (prefers-color-scheme: dark) {
svg { --paper: #10141f; --ink: #ebe8df; --quiet: #a9afbd; --grid: #2c3344 }
.s0 { color: #5ab6f0 } .s1 { color: #f08c4a } .s2 { color: #35c79c }
.s3 { color: #ea92c6 } .s4 { color: #e6d34a } .s5 { color: #a9adff }
}
text { font: 13px system-ui, sans-serif; fill: var(--ink) }
.heading { font-size: 16px; font-weight: 600 } .title { font-size: 14px; font-weight: 600 }
.quiet { fill: var(--quiet) } .middle { text-anchor: middle } .end { text-anchor: end }
.name { stroke: var(--paper); stroke-width: 4; stroke-linejoin: round; paint-order: stroke }
.paper { fill: var(--paper) } .grid { stroke: var(--grid) }
.limit { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 6 4 }
.line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round }
.mark { fill: currentColor; stroke: var(--paper); stroke-linejoin: round }
</style>";

/// The picture, as an SVG document.
pub fn draw(panels: &[Panel]) -> String {
    let columns = panels.len().clamp(1, 2);
    let width = 2.0 * MARGIN + columns as f64 * (PANEL + GAP) - GAP;
    let rows = || panels.chunks(columns);
    let height_of = |row: &[Panel]| row.iter().map(height).fold(0.0, f64::max);
    let mut out = Vec::new();
    let height = HEADING + rows().map(height_of).sum::<f64>();
    head(&mut out, panels, (width, height));
    let mut top = HEADING;
    for row in rows() {
        for (column, panel) in row.iter().enumerate() {
            let left = MARGIN + column as f64 * (PANEL + GAP);
            let lines = lines(panel);
            Frame {
                panel,
                lines,
                left,
                top,
            }
            .draw(&mut out);
        }
        top += height_of(row);
    }
    out.push("</svg>\n".to_owned());
    out.join("\n")
}

/// A panel's height, with the space below it.
fn height(panel: &Panel) -> f64 {
    ABOVE + PLOT + BELOW + LINE * panel.series.len() as f64 + MARGIN / 2.0
}

/// What comes before the panels.
fn head(out: &mut Vec<String>, panels: &[Panel], (width, height): (f64, f64)) {
    let size = format!(r#"width="{width}" height="{height}""#);
    let view = format!(r#"viewBox="0 0 {width} {height}" role="img""#);
    let names = r#"xmlns="http://www.w3.org/2000/svg" aria-labelledby="title desc""#;
    out.push(format!("<svg {names} {size} {view}>"));
    out.push(format!(r#"<title id="title">{TITLE}</title>"#));
    out.push(r#"<desc id="desc">"#.to_owned());
    panels.iter().for_each(|panel| describe(out, panel));
    out.push("</desc>".to_owned());
    out.push(STYLE.to_owned());
    out.push(format!(r#"<rect class="paper" {size} rx="8"/>"#));
    text(out, "heading", (MARGIN, 38.0), TITLE);
}

/// Says a panel's figures in words, a line for each series.
fn describe(out: &mut Vec<String>, panel: &Panel) {
    out.push(escape(&format!("{} ({}).", panel.title, panel.limit.1)));
    for series in &panel.series {
        let first = format!("{}: {} at {}", series.name, series.base, size(panel, 1.0));
        let later = finite(series).filter(|point| point.0 > 1.0);
        let words = later.fold(first, |words, (factor, cost)| {
            let (cost, size) = (short(cost), size(panel, factor));
            format!("{words}, {cost} times that at {size}")
        });
        out.push(escape(&words) + ".");
    }
}

/// The size at a factor, in words.
fn size(panel: &Panel, factor: f64) -> String {
    let tick = panel.ticks.iter().find(|tick| tick.0 == factor);
    tick.map_or(short(factor) + "×", |tick| tick.1.clone())
}

/// The points that can be drawn.
fn finite(series: &Series) -> impl Iterator<Item = (f64, f64)> {
    let points = series.points.iter().copied();
    points.filter(|(factor, cost)| factor.is_finite() && *factor >= 1.0 && cost.is_finite())
}

/// The costs that have a gridline, with a little space above all that is shown.
fn lines(panel: &Panel) -> Vec<f64> {
    let costs = || panel.series.iter().flat_map(finite).map(|point| point.1);
    let most = costs().fold(panel.limit.0.max(1.0), f64::max);
    if most <= LINEAR {
        steps(most * 1.05)
    } else {
        powers(costs().fold(1.0, f64::min).max(0.01), most * 1.05)
    }
}

/// Round costs from 0 to at least `most`, evenly spaced.
fn steps(most: f64) -> Vec<f64> {
    let fits = |step: &f64| most <= 5.0 * step;
    let step = [0.25, 0.5, 1.0].into_iter().find(fits).unwrap_or(2.0);
    let last = (most / step).ceil() as u32;
    (0..=last).map(|line| f64::from(line) * step).collect()
}

/// Round costs from at most `least` to at least `most`: 1, 3, 10, 30 and so on.
fn powers(least: f64, most: f64) -> Vec<f64> {
    let decade = |power| [1.0, 3.0].map(|digit: f64| digit * 10_f64.powi(power));
    let round: Vec<f64> = (-2..9).flat_map(decade).collect();
    let first = round.partition_point(|&cost| cost <= least).max(1) - 1;
    let last = round.partition_point(|&cost| cost < most);
    round[first..=last.min(round.len() - 1)].to_vec()
}

/// A panel and where it lies.
struct Frame<'a> {
    panel: &'a Panel,
    lines: Vec<f64>,
    left: f64,
    top: f64,
}

impl Frame<'_> {
    fn x(&self, factor: f64) -> f64 {
        self.left + AXIS + INSET + (PANEL - AXIS - 2.0 * INSET) * factor.log10() / 2.0
    }

    fn y(&self, cost: f64) -> f64 {
        self.top + ABOVE + PLOT * (1.0 - self.share(cost))
    }

    /// How far up the plot a cost lies, from 0 to 1. Only a logarithmic axis begins above 0.
    fn share(&self, cost: f64) -> f64 {
        let (low, high) = (self.lines[0], self.lines[self.lines.len() - 1]);
        let cost = cost.clamp(low, high);
        if low > 0.0 {
            (cost / low).ln() / (high / low).ln()
        } else {
            cost / high
        }
    }

    fn draw(&self, out: &mut Vec<String>) {
        let corner = (self.left, self.top + 14.0);
        text(out, "title", corner, &self.panel.title);
        for &cost in &self.lines {
            self.rule(out, "grid", cost);
            let place = (self.left + AXIS - 8.0, self.y(cost) + 4.5);
            text(out, "quiet end", place, &format!("{}×", short(cost)));
        }
        for (factor, size) in &self.panel.ticks {
            let place = (self.x(*factor), self.top + ABOVE + PLOT + 20.0);
            text(out, "quiet middle", place, size);
        }
        self.rule(out, "limit", self.panel.limit.0);
        for (index, series) in self.panel.series.iter().enumerate() {
            line(out, index, &self.places(index));
            self.legend(out, index, series);
        }
        for index in 0..self.panel.series.len() {
            let places = self.places(index).into_iter();
            places.for_each(|place| mark(out, index, place));
        }
        self.name_limit(out);
    }

    /// A horizontal line across the plot.
    fn rule(&self, out: &mut Vec<String>, class: &str, cost: f64) {
        let (from, to, y) = (self.left + AXIS, self.left + PANEL, self.y(cost));
        path(out, class, &format!("M{from:.1} {y:.1}H{to:.1}"));
    }

    /// Names the limit above where the series begin, or, if it lies low, where the steep ones have left it.
    fn name_limit(&self, out: &mut Vec<String>) {
        let (limit, name) = &self.panel.limit;
        let y = self.y(*limit) - 7.0;
        if self.share(*limit) > 0.5 {
            text(out, "name", (self.left + AXIS + 4.0, y), name);
        } else {
            text(out, "name end", (self.left + PANEL - 4.0, y), name);
        }
    }

    /// Where a series' points lie.
    fn places(&self, index: usize) -> Vec<(f64, f64)> {
        let series = &self.panel.series;
        let aside = DODGE * (index as f64 - (series.len() as f64 - 1.0) / 2.0);
        let place = |(factor, cost)| (self.x(factor) + aside, self.y(cost));
        finite(&series[index]).map(place).collect()
    }

    fn legend(&self, out: &mut Vec<String>, index: usize, series: &Series) {
        let y = self.top + ABOVE + PLOT + BELOW + LINE * index as f64;
        line(out, index, &[(self.left, y), (self.left + SAMPLE, y)]);
        mark(out, index, (self.left + SAMPLE / 2.0, y));
        let words = format!("{}, {} at first", series.name, series.base);
        text(out, "entry", (self.left + SAMPLE + 10.0, y + 4.5), &words);
    }
}

fn line(out: &mut Vec<String>, index: usize, places: &[(f64, f64)]) {
    let point = |(x, y): &(f64, f64)| format!("{x:.1} {y:.1}");
    let points: Vec<String> = places.iter().map(point).collect();
    let class = format!("line s{}", index % MARKERS.len());
    path(out, &class, &format!("M{}", points.join("L")));
}

fn mark(out: &mut Vec<String>, index: usize, (x, y): (f64, f64)) {
    let style = index % MARKERS.len();
    let outline = format!("M{x:.1} {y:.1}{}", MARKERS[style]);
    path(out, &format!("mark s{style}"), &outline);
}

fn path(out: &mut Vec<String>, class: &str, d: &str) {
    out.push(format!(r#"<path class="{class}" d="{d}"/>"#));
}

fn text(out: &mut Vec<String>, class: &str, (x, y): (f64, f64), words: &str) {
    let attributes = format!(r#"class="{class}" x="{x:.1}" y="{y:.1}""#);
    out.push(format!("<text {attributes}>{}</text>", escape(words)));
}

/// A number with at most two decimals.
fn short(number: f64) -> String {
    ((number * 100.0).round() / 100.0).to_string()
}

/// Text for XML.
fn escape(words: &str) -> String {
    let words = words.replace(char::is_control, " ").replace('&', "&amp;");
    words.replace('<', "&lt;").replace('>', "&gt;")
}
