//! The colours of the stylesheet, as numbers: what stands in code is to be read by day and by night.

use std::collections::BTreeMap;

const STYLE: &str = include_str!("../../assets/style.css");

/// Red, green and blue, linear, from 0 to 1.
type Colour = [f64; 3];

/// The tokens as they are under one sky.
type Tokens = BTreeMap<String, String>;

/// What stands in the rule of this selector, the `nth` of its kind.
fn rule(selector: &str, nth: usize) -> &'static str {
    let start = format!("{selector} {{\n");
    let mut found = STYLE.match_indices(&start).filter(|(at, _)| {
        // The selector is the whole line, but for its indent.
        STYLE[..*at]
            .rsplit('\n')
            .next()
            .is_some_and(|before| before.trim().is_empty())
    });
    let (at, _) = found
        .nth(nth)
        .unwrap_or_else(|| panic!("no {selector} number {nth}"));
    let inside = &STYLE[at + start.len()..];
    inside.split_once('}').map_or(inside, |(inside, _)| inside)
}

/// Takes the tokens of a rule: `light-dark()` has one of each, any other value stands for both skies.
fn take(tokens: &mut Tokens, rule: &str, sky: usize) {
    for line in rule.lines().map(str::trim) {
        let Some((name, value)) = line
            .strip_prefix("--")
            .and_then(|line| line.strip_suffix(';'))
            .and_then(|line| line.split_once(": "))
        else {
            continue;
        };
        let both = value
            .strip_prefix("light-dark(")
            .and_then(|both| both.strip_suffix(')'))
            .and_then(|both| both.split_once(", "));
        let own = both.map_or(value, |(day, night)| [day, night][sky]);
        tokens.insert(name.to_owned(), own.to_owned());
    }
}

fn colour(tokens: &Tokens, name: &str) -> Colour {
    let value = tokens.get(name).unwrap_or_else(|| panic!("no --{name}"));
    if let Some(other) = value.strip_prefix("var(--") {
        return colour(tokens, other.trim_end_matches(')'));
    }
    if let Some(hex) = value.strip_prefix('#') {
        let width = hex.len() / 3;
        return [0, 1, 2].map(|n| {
            let digits = hex[n * width..(n + 1) * width].repeat(3 - width);
            let byte = u8::from_str_radix(&digits, 16).expect("digits");
            let part = f64::from(byte) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
    }
    let numbers = value
        .strip_prefix("oklch(")
        .and_then(|value| value.strip_suffix(')'));
    let numbers: Vec<f64> = numbers
        .unwrap_or_else(|| panic!("{value} is no colour"))
        .split(' ')
        .map(|number| number.parse().expect("a number"))
        .collect();
    oklch(numbers[0], numbers[1], numbers[2])
}

/// CSS Color 4, section 10.
fn oklch(light: f64, chroma: f64, hue: f64) -> Colour {
    let (a, b) = (
        chroma * hue.to_radians().cos(),
        chroma * hue.to_radians().sin(),
    );
    let l = (light + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (light - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (light - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|part| part.clamp(0.0, 1.0))
}

/// WCAG 2.2, relative luminance and contrast ratio.
fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |[red, green, blue]: Colour| 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// A sky: what it is, which of two colours it takes, and its rules by selector and number.
type Sky = (&'static str, usize, &'static [(&'static str, usize)]);

/// Where the tokens of each sky stand, one rule upon the other: without exact colours, with them, with more
/// contrast; and each sky that somebody may choose.
const SKIES: [Sky; 12] = {
    const DAY: (&str, usize) = (":root", 0);
    const NIGHT: (&str, usize) = (":root:not(.sky-light, .sky-sepia)", 0);
    const EXACT: (&str, usize) = (":root:not(.sky-sepia)", 0);
    const MORE: (&str, usize) = (":root:root", 0);
    const SEPIA: (&str, usize) = (":root.sky-sepia", 0);
    const SEPIA_EXACT: (&str, usize) = (":root.sky-sepia", 1);
    const DARK: (&str, usize) = (":root.sky-dark", 0);
    const CONTRAST: (&str, usize) = (":root.sky-contrast", 0);
    const CONTRAST_BOTH: (&str, usize) = (":root.sky-contrast", 1);
    [
        ("day, roughly", 0, &[DAY]),
        ("night, roughly", 1, &[DAY, NIGHT]),
        ("day", 0, &[DAY, EXACT]),
        ("night", 1, &[DAY, NIGHT, EXACT]),
        ("day with more contrast", 0, &[DAY, EXACT, MORE]),
        ("night with more contrast", 1, &[DAY, NIGHT, EXACT, MORE]),
        ("dark, roughly", 1, &[DAY, DARK]),
        ("sepia, roughly", 0, &[DAY, SEPIA]),
        ("sepia", 0, &[DAY, SEPIA, SEPIA_EXACT]),
        ("contrast, roughly", 0, &[DAY, CONTRAST]),
        ("contrast by day", 0, &[DAY, EXACT, CONTRAST, CONTRAST_BOTH]),
        (
            "contrast by night",
            1,
            &[DAY, NIGHT, EXACT, CONTRAST, CONTRAST_BOTH],
        ),
    ]
};

#[test]
fn what_is_marked_in_code_can_be_read_under_every_sky() {
    let used = ["c", "s", "n", "k", "a"].map(|class| {
        let rule = STYLE.split_once(&format!("pre .{class} {{ color: var(--"));
        let (_, rule) = rule.unwrap_or_else(|| panic!("no colour for .{class}"));
        rule.split_once(')').map_or("", |(name, _)| name)
    });
    for (name, sky, rules) in SKIES {
        let mut tokens = Tokens::new();
        for (selector, nth) in rules {
            take(&mut tokens, rule(selector, *nth), sky);
        }
        let ground = colour(&tokens, "raised");
        for token in used {
            let found = contrast(colour(&tokens, token), ground);
            assert!(found >= 4.5, "{name}: --{token} has {found:.2}");
        }
    }
    let (black, white) = ([0.0; 3], [1.0; 3]);
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
}
