//! What is read off a page: its posts, its forms, its links.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use scraper::{ElementRef, Html, Selector};

/// The elements that a CSS selector finds.
pub fn select<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).expect("a CSS selector"))
        .collect()
}

/// The numbers of the posts on a page, in their order.
pub fn post_ids(page: &str) -> Vec<i64> {
    let page = Html::parse_document(page);
    let articles = select(&page, "article[id]");
    let ids = articles
        .iter()
        .filter_map(|article| article.attr("id")?.strip_prefix('p')?.parse().ok());
    ids.collect()
}

/// A form of a page as a browser sends it: its hidden fields, and `fields`.
pub fn fill(page: &str, action: &str, fields: &[(&str, &str)]) -> String {
    let hidden = hidden(page, action);
    let hidden = hidden.iter().map(|(name, value)| (&name[..], &value[..]));
    let pairs: Vec<_> = hidden.chain(fields.iter().copied()).collect();
    form(&pairs)
}

/// The hidden fields of a form of a page.
pub fn hidden(page: &str, action: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(page);
    let hidden = select(
        &page,
        &format!("form[action='{action}'] input[type='hidden']"),
    );
    assert!(
        !hidden.is_empty(),
        "the page has no form that is sent to {action}"
    );
    let hidden = hidden
        .iter()
        .filter_map(|field| Some((field.attr("name")?, field.attr("value")?)));
    let owned = hidden.map(|(name, value)| (name.to_owned(), value.to_owned()));
    owned.collect()
}

/// Fields as a browser sends them.
pub fn form(fields: &[(&str, &str)]) -> String {
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn encode(text: &str) -> impl std::fmt::Display {
    utf8_percent_encode(text, NON_ALPHANUMERIC)
}
