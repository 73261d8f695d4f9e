//! What holds for every answer of the site, checked on each one that any test sees: the ground rules of
//! `contract.md` and the headers of `security.md`.

use super::Page;
use super::page::{within, words};
use scraper::{ElementRef, Node};
use std::collections::{BTreeMap, BTreeSet};

const POLICY: &str = "default-src 'none'; script-src 'none'; script-src-attr 'none'; style-src 'self'; \
    style-src-attr 'none'; img-src 'self'; frame-src 'self'; manifest-src 'self'; \
    form-action 'self'; \
    frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; \
    sandbox allow-forms allow-same-origin allow-scripts allow-downloads allow-popups \
    allow-popups-to-escape-sandbox";

const HEADERS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Elements that could run, or load, something of somebody else's, or hide what is in them.
const FORBIDDEN: [&str; 8] = [
    "script", "style", "object", "embed", "applet", "base", "noscript", "template",
];

/// Fails, naming the answer, when a rule is broken.
pub fn check(page: &Page) {
    assert_eq!(
        page.header("x-content-type-options"),
        Some("nosniff"),
        "{}",
        page.name()
    );
    // Loopback is plain http here: a browser told to use HTTPS could never come back.
    assert_eq!(
        page.header("strict-transport-security"),
        None,
        "{}",
        page.name()
    );
    if page.status >= 400 {
        assert!(
            page.header("x-request-id").is_some(),
            "{}: no request id",
            page.name()
        );
    }
    if page.is_html() {
        headers(page);
        document(page);
        nothing_runs(page);
        reading_order(page);
        references(page);
        fields(page);
        errors_are_pages(page);
    }
}

fn headers(page: &Page) {
    for (name, value) in HEADERS {
        assert_eq!(page.header(name), Some(value), "{}: {name}", page.name());
    }
    let policy = page.header("content-security-policy").unwrap_or_default();
    let mut expected = POLICY.to_owned();
    if page.has("iframe") {
        // What is pressed in the frame leads the page on, and that both of them have to allow.
        expected.push_str(" allow-top-navigation-by-user-activation");
    }
    assert_eq!(directives(policy), directives(&expected), "{}", page.name());
    let cache = page.header("cache-control").unwrap_or_default();
    let own = page.has("input[name='token']") || page.pseudonym().is_some();
    assert!(
        !own || cache == "private, no-store",
        "{}: Cache-Control: {cache}",
        page.name()
    );
}

/// A policy, free of the order in which it is written.
fn directives(policy: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let directives = policy.split(';').filter_map(|directive| {
        let mut words = directive.split_whitespace();
        Some((words.next()?, words.collect()))
    });
    directives.collect()
}

fn document(page: &Page) {
    let source = std::str::from_utf8(&page.body);
    let source = source.unwrap_or_else(|error| panic!("{} is not UTF-8: {error}", page.name()));
    assert!(
        source.to_ascii_lowercase().starts_with("<!doctype html>"),
        "{}",
        page.name()
    );
    assert!(
        source.trim_end().ends_with("</html>"),
        "{} is cut short",
        page.name()
    );
    assert!(
        ["en", "fr"].contains(&page.language()),
        "{}: lang={}",
        page.name(),
        page.language()
    );
    assert!(page.has("head meta[charset='utf-8']"), "{}", page.name());
    assert!(
        !page.text("head title").is_empty(),
        "{} has no title",
        page.name()
    );
    assert_eq!(
        page.all("h1").len(),
        1,
        "{} has another number of h1",
        page.name()
    );
    let kind = page
        .header("content-type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    assert_eq!(kind, "text/html; charset=utf-8", "{}", page.name());
}

fn nothing_runs(page: &Page) {
    for element in elements(page) {
        let name = element.value().name();
        assert!(
            !FORBIDDEN.contains(&name),
            "{}: a {name} element",
            page.name()
        );
        for (attribute, value) in element.value().attrs() {
            let runs = attribute.starts_with("on") || ["style", "srcdoc"].contains(&attribute);
            let address = ["href", "src", "action", "formaction", "cite"].contains(&attribute);
            let runs = runs || (address && runs_when_opened(value));
            assert!(!runs, "{}: {name} {attribute}={value}", page.name());
        }
    }
}

/// Whether a browser would run the address, which it reads without the control bytes in it.
fn runs_when_opened(address: &str) -> bool {
    let seen: String = address.chars().filter(|c| !c.is_ascii_control()).collect();
    let seen = seen.trim().to_ascii_lowercase();
    ["javascript:", "vbscript:", "data:"]
        .iter()
        .any(|scheme| seen.starts_with(scheme))
}

/// The order in the source is the order of reading: for text browsers, screen readers and no CSS.
fn reading_order(page: &Page) {
    const ORDER: [&str; 5] = [
        "a.skip[href='#content']",
        "header nav",
        "main#content",
        "aside#fireflies",
        "footer.site",
    ];
    let all: Vec<_> = elements(page).map(|element| element.id()).collect();
    let places = ORDER.map(|css| {
        let id = page.first(css).id();
        all.iter().position(|other| *other == id)
    });
    assert!(
        places.is_sorted(),
        "{}: {ORDER:?} stand at {places:?}",
        page.name()
    );
    assert_eq!(
        page.all("main, header nav, aside#fireflies").len(),
        3,
        "{}",
        page.name()
    );
}

/// Ids are unique, and whatever names one means something on the page.
fn references(page: &Page) {
    let mut ids = BTreeSet::new();
    for element in elements(page) {
        if let Some(id) = element.attr("id") {
            assert!(ids.insert(id), "{}: id {id} twice", page.name());
        }
    }
    for element in elements(page) {
        let named = ["for", "aria-describedby", "aria-labelledby"].map(|name| element.attr(name));
        let fragment = element
            .attr("href")
            .and_then(|address| address.strip_prefix('#'));
        let fragment = fragment.filter(|_| element.value().name() == "a");
        let words = named.into_iter().flatten().flat_map(str::split_whitespace);
        for id in words.chain(fragment) {
            assert!(ids.contains(id), "{}: nothing has the id {id}", page.name());
        }
    }
}

/// Every form can be sent once and by its own visitor only, and every field says what it is for.
fn fields(page: &Page) {
    for form in page.all("form") {
        let action = form
            .attr("action")
            .unwrap_or_else(|| panic!("{}: no action", page.name()));
        if form
            .attr("method")
            .is_some_and(|method| method.eq_ignore_ascii_case("post"))
        {
            for name in ["once", "token"] {
                let css = format!("input[type='hidden'][name='{name}']");
                let hidden = within(form, &css).and_then(|input| input.attr("value"));
                assert!(
                    hidden.is_some_and(|value| !value.is_empty()),
                    "{action}: no {name}"
                );
            }
        }
    }
    for button in page.all("button, input[type='submit']") {
        let label = words(button) + button.attr("value").unwrap_or_default();
        assert!(!label.is_empty(), "{}: a button without words", page.name());
    }
    for field in page.all("textarea, select, input:not([type='hidden']):not([type='submit'])") {
        let label = field.attr("id").map(|id| format!("label[for='{id}']"));
        let labelled = label.is_some_and(|label| page.has(&label))
            || field.attr("aria-label").is_some()
            || field
                .ancestors()
                .any(|node| is_element(node.value(), "label"));
        assert!(
            labelled,
            "{}: {:?} has no label",
            page.name(),
            field.attr("name")
        );
    }
}

/// Whoever is refused can read why, go elsewhere, and name the request to the owner.
fn errors_are_pages(page: &Page) {
    if page.status >= 400 && page.status != 422 {
        let id = page.header("x-request-id").unwrap_or_default();
        let shown = page.all("main .request code");
        let shown: Vec<_> = shown.into_iter().map(words).collect();
        assert_eq!(shown, [id], "{}: the request id on the page", page.name());
    }
}

fn elements(page: &Page) -> impl Iterator<Item = ElementRef<'_>> {
    page.html
        .tree
        .root()
        .descendants()
        .filter_map(ElementRef::wrap)
}

fn is_element(node: &Node, name: &str) -> bool {
    node.as_element()
        .is_some_and(|element| element.name() == name)
}
