//! Markdown as people write it, as markup that cannot hurt: a safe subset of CommonMark with tables
//! and ~~struck~~ words. Raw HTML is shown as the text that it is, images become links, headings begin
//! at the third level, and a line break is a line break.
//!
//! The events of `pulldown-cmark` are written out here, element by element, so what is not named below
//! cannot come out.

use linkify::{LinkFinder, LinkKind};
use maud::PreEscaped;
use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use super::highlight::{Language, highlight};
use super::mention::{self, Piece};
use super::text::tame;

/// How many elements may stand inside each other. What is deeper is shown at this depth.
const DEPTH: usize = 16;
/// How many bytes come out at most; the rest is left away.
const OUTPUT: usize = 512 * 1024;
/// How a link to elsewhere is marked: we vouch for nothing that people write.
const REL: &str = "nofollow ugc noopener";

/// Where the pseudonym that stands after an @ leads to, if it is one.
pub type Lead<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Renders Markdown in which names lead nowhere.
pub fn render(source: &str) -> PreEscaped<String> {
    render_for(source, &|_| None)
}

/// Renders Markdown. Whether a name after an @ is one was found out before: this asks nobody.
pub fn render_for(source: &str, lead: Lead<'_>) -> PreEscaped<String> {
    PreEscaped(write(source, lead, None).0)
}

/// The same for where no page of the site is around it: names lead nowhere, addresses on the site begin
/// with `origin`, and nothing is marked for a stylesheet.
pub fn render_elsewhere(source: &str, origin: &str) -> PreEscaped<String> {
    PreEscaped(write(source, &|_| None, Some(origin)).0)
}

/// The markup, and at which byte of it the rest may be folded away: between two blocks that stand inside of
/// nothing, so that each part is whole.
fn write(source: &str, lead: Lead<'_>, origin: Option<&str>) -> (String, Option<usize>) {
    let source = tame(source);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer {
        html: String::with_capacity(source.len() * 3 / 2),
        finder: link_finder(),
        lead: Some(lead),
        names: mention::MOST,
        origin,
        ..Writer::default()
    };
    let long = source.len() >= SHOWN + FOLDED;
    let (mut fold, mut characters) = (None, 0);
    for event in TextMergeStream::new(Parser::new_ext(&source, options)) {
        if writer.html.len() > OUTPUT {
            break;
        }
        if let (true, Event::Text(text) | Event::Code(text)) = (long, &event) {
            characters += text.chars().count();
        }
        let before = characters;
        writer.event(event);
        if long && writer.open.is_empty() && before >= SHOWN && fold.is_none() {
            fold = Some((writer.html.len(), before));
        }
    }
    let fold = fold.filter(|(_, before)| characters - before >= FOLDED);
    while let Some(closing) = writer.open.pop() {
        writer.html.push_str(closing.tag);
    }
    (writer.html, fold.map(|(at, _)| at))
}

/// How many characters of a post are shown before the rest is folded away, and how many are worth it.
const SHOWN: usize = 1_000;
const FOLDED: usize = 500;

/// The same in two parts, where it is long enough for the second to be folded away: both are whole by
/// themselves, and nothing is between them.
pub fn render_folded(
    source: &str,
    lead: Lead<'_>,
) -> (PreEscaped<String>, Option<PreEscaped<String>>) {
    let (whole, fold) = write(source, lead, None);
    match fold {
        None => (PreEscaped(whole), None),
        Some(at) => {
            let mut shown = whole;
            let rest = shown.split_off(at);
            (PreEscaped(shown), Some(PreEscaped(rest)))
        }
    }
}

/// The words alone, for where there is no room for markup: a title, a quote in one line.
pub fn plain(source: &str) -> String {
    let mut words = String::with_capacity(source.len());
    for event in Parser::new_ext(
        source,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::Rule => words.push(' '),
            Event::End(tag) => {
                let is_inline = matches!(
                    tag,
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link
                );
                if !is_inline {
                    words.push(' ');
                }
            }
            Event::Start(_) | Event::TaskListMarker(_) => {}
        }
    }
    words
}

/// The addresses of the web that a text links to, each as often as it does.
pub fn links(source: &str) -> Vec<String> {
    let source = tame(source);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let (finder, mut links, mut inside) = (link_finder(), Vec::new(), 0_usize);
    let is_web = |address: &str| {
        let lower = address.to_ascii_lowercase();
        lower.starts_with("http://") || lower.starts_with("https://")
    };
    for event in TextMergeStream::new(Parser::new_ext(&source, options)) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.extend(is_web(&dest_url).then(|| dest_url.into_string()));
                inside += 1;
            }
            Event::Start(Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(text) if inside == 0 => {
                let found = finder.links(&text).map(|link| link.as_str().to_owned());
                links.extend(found.filter(|address| is_web(address)));
            }
            _ => {}
        }
    }
    links
}

/// Hands on what people wrote as words: no code, and no links.
pub fn prose(source: &str, mut each: impl FnMut(&str)) {
    let source = tame(source);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let (finder, mut inside) = (link_finder(), 0_usize);
    for event in TextMergeStream::new(Parser::new_ext(&source, options)) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                inside = inside.saturating_sub(1);
            }
            Event::Text(text) if inside == 0 => {
                let text = tame(&text);
                let words = finder.spans(&text).filter(|span| span.kind().is_none());
                words.for_each(|span| each(span.as_str()));
            }
            _ => {}
        }
    }
}

fn link_finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    finder
}

/// An element that waits for its end.
#[derive(Clone, Copy)]
struct Open {
    tag: &'static str,
    is_link: bool,
    is_code: bool,
}

#[derive(Default)]
struct Writer<'a> {
    html: String,
    origin: Option<&'a str>,
    language: Option<&'static Language>,
    finder: LinkFinder,
    open: Vec<Open>,
    in_table_head: bool,
    lead: Option<Lead<'a>>,
    /// How many names may still be looked for.
    names: usize,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text),
            Event::Html(text) | Event::InlineHtml(text) => self.lines(&text),
            Event::Code(code) => {
                self.html.push_str("<code>");
                escape(&mut self.html, &code);
                self.html.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                escape(&mut self.html, &text);
            }
            Event::TaskListMarker(done) => self.html.push_str(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.element("<p>", "</p>\n"),
            Tag::Heading { level, .. } => match level {
                HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => {
                    self.element("<h3>", "</h3>\n");
                }
                HeadingLevel::H4 => self.element("<h4>", "</h4>\n"),
                HeadingLevel::H5 => self.element("<h5>", "</h5>\n"),
                HeadingLevel::H6 => self.element("<h6>", "</h6>\n"),
            },
            Tag::BlockQuote(_) => self.element("<blockquote>\n", "</blockquote>\n"),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::List(None) => self.element("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => self.element("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => self.element(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
            Tag::Item => self.element("<li>", "</li>\n"),
            Tag::Table(_) => {
                self.element(
                    "<div class=\"table\" tabindex=\"0\"><table>\n",
                    "</table></div>\n",
                );
            }
            Tag::TableHead => {
                self.in_table_head = true;
                self.element("<thead><tr>", "</tr></thead>\n");
            }
            Tag::TableRow => self.element("<tr>", "</tr>\n"),
            Tag::TableCell if self.in_table_head => self.element("<th>", "</th>"),
            Tag::TableCell => self.element("<td>", "</td>"),
            Tag::Emphasis => self.element("<em>", "</em>"),
            Tag::Strong => self.element("<strong>", "</strong>"),
            Tag::Strikethrough => self.element("<del>", "</del>"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link(dest_url),
            Tag::Superscript
            | Tag::Subscript
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => self.element("", ""),
        }
    }

    fn element(&mut self, opening: &str, closing: &'static str) {
        let fits = self.open.len() < DEPTH;
        if fits {
            self.html.push_str(opening);
        }
        self.open.push(Open {
            tag: if fits { closing } else { "" },
            is_link: false,
            is_code: false,
        });
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "+-#".contains(c);
        let opening = if language.is_empty() || !language.chars().all(plain) {
            "<pre tabindex=\"0\"><code>".to_owned()
        } else {
            format!("<pre tabindex=\"0\"><code class=\"language-{language}\">")
        };
        self.element(&opening, "</code></pre>\n");
        if let Some(open) = self.open.last_mut() {
            open.is_code = true;
            self.language = Language::named(language).filter(|_| self.origin.is_none());
        }
    }

    fn link(&mut self, address: &str) {
        if self.open.iter().any(|open| open.is_link) || !is_harmless(address) {
            return self.element("", "");
        }
        let mut opening = String::from("<a href=\"");
        if let Some(origin) = self.origin.filter(|_| address.starts_with('/')) {
            opening.push_str(origin);
        }
        escape(&mut opening, address);
        opening.push_str("\" rel=\"");
        opening.push_str(REL);
        opening.push_str("\">");
        self.element(&opening, "</a>");
        if let Some(open) = self.open.last_mut() {
            open.is_link = true;
        }
    }

    fn end(&mut self) {
        if let Some(open) = self.open.pop() {
            self.language = self.language.filter(|_| !open.is_code);
            self.html.push_str(open.tag);
            self.in_table_head &= open.tag != "</tr></thead>\n";
        }
    }

    fn text(&mut self, text: &str) {
        // Once more: what was written as `&#x202e;` is a character only now.
        let tamed = tame(text);
        let text = &tamed;
        if let Some(language) = self.language {
            return highlight(&mut self.html, language, text);
        }
        if self.open.iter().any(|open| open.is_code || open.is_link) {
            return escape(&mut self.html, text);
        }
        for span in self.finder.spans(text) {
            let address = span.as_str();
            let web = address.starts_with("http://") || address.starts_with("https://");
            if span.kind().is_some() && web && is_harmless(address) {
                self.link(address);
                escape(&mut self.html, address);
                self.end();
            } else {
                self.words(address);
            }
        }
    }

    /// Words in which somebody may be named.
    fn words(&mut self, text: &str) {
        let Some(lead) = self.lead.filter(|_| text.contains('@')) else {
            return escape(&mut self.html, text);
        };
        for piece in mention::pieces(text, &mut self.names, |name| lead(name).is_some()) {
            match piece {
                Piece::Words(words) => escape(&mut self.html, words),
                Piece::Name(name) => {
                    self.html.push_str("<a class=\"mention\" href=\"");
                    escape(&mut self.html, &lead(name).unwrap_or_default());
                    self.html.push_str("\">@<bdi>");
                    escape(&mut self.html, name);
                    self.html.push_str("</bdi></a>");
                }
            }
        }
    }

    /// Raw HTML, as text: its line breaks stay.
    fn lines(&mut self, text: &str) {
        for (n, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if n > 0 || self.html.ends_with(';') {
                self.html.push_str(if n > 0 { "<br>\n" } else { "" });
            }
            escape(&mut self.html, line);
        }
        if text.ends_with('\n') {
            self.html.push('\n');
        }
    }
}

/// Whether an address leads to the web, to a mailbox or to a page of this site, and nowhere else.
fn is_harmless(address: &str) -> bool {
    if address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    let lower = address.to_ascii_lowercase();
    let web = ["http://", "https://", "mailto:"];
    let here = lower.starts_with('/') && !lower.starts_with("//") && !lower.starts_with("/\\");
    here || web
        .iter()
        .any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len())
}

pub(super) fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests;
