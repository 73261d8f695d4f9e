//! What those meet who listen, enlarge, or touch: one page of each kind, in both themes, under the
//! checkers that others wrote, and the outline that headings make.

mod checkers;
mod gather;
mod kinds;

use crate::support::stream::Stream;
use crate::support::{Backend, Setup, Visitor};
use gather::{Case, Gathered, gather};
use std::collections::{BTreeMap, BTreeSet};

/// Addresses that give no finite page of HTML, and why.
const NO_PAGES: [(&str, &str); 22] = [
    ("", "is `/`"),
    ("/wait", "is `/`, when there is news"),
    ("/rooms/{slug}/wait", "is the room, when there is news"),
    ("/moderation/log.atom", "is a feed"),
    ("/feed.atom", "is a feed"),
    ("/rooms/{slug}/feed.atom", "is a feed"),
    ("/people/{name}/feed.atom", "is a feed"),
    ("/posts/{id}/feed.atom", "is a feed"),
    ("/posts/unread", "leads to the wall"),
    ("/rooms/{slug}/unread", "leads to the room"),
    ("/people/{name}/avatar.svg", "is an image"),
    ("/avatars/{file}", "is an image"),
    ("/files/pending/{id}", "is an image"),
    ("/files/{id}/{position}/{size}", "is an image"),
    ("/robots.txt", "is for machines"),
    ("/sitemap.xml", "is for machines"),
    (
        "/sitemap/{kind:[a-z]+}-{number:\\\\d+}.xml",
        "is for machines",
    ),
    ("/manifest.webmanifest", "is for machines"),
    ("/account/data/archive.zip", "is an archive"),
    ("/assets/{name}", "is no page"),
    ("/healthz", "is a word for machines"),
    ("/readyz", "is a word for machines"),
];

/// Pages that are not reached here, and why.
const UNREACHED: [(&str, &str); 1] = [(
    "/login/picture",
    "is an image, and is there only when the owners ask for it",
)];

#[test]
fn every_kind_of_page_is_looked_at_and_has_an_outline_and_no_error() {
    let gathered = gather();
    let seen: BTreeSet<&str> = gathered
        .cases
        .iter()
        .map(|case| case.kind.as_str())
        .collect();
    let excepted = |pattern: &str| {
        let mut all = NO_PAGES.iter().chain(&UNREACHED);
        all.any(|(excepted, _)| *excepted == pattern)
    };
    let table = kinds::table();
    let missing = table.iter().filter(|kind| kind.is_get);
    let missing = missing.map(|kind| kind.pattern.as_str());
    let missing: Vec<&str> = missing
        .filter(|pattern| !seen.contains(pattern) && !excepted(pattern))
        .collect();
    assert!(missing.is_empty(), "no page of these was seen: {missing:?}");
    for status in ["404 ", "410 ", "403 ", "422 "] {
        assert!(seen.iter().any(|kind| kind.starts_with(status)), "{status}");
    }
    let mut found: Vec<String> = gathered.cases.iter().filter_map(outline).collect();
    found.extend(checkers::nu("accessible-nu", &gathered.cases).unwrap_or_default());
    none(&found);
}

#[test]
fn axe_finds_nothing_in_either_theme_and_nothing_scrolls_sideways() {
    let mut gathered = gather();
    let cases = one_of_each(std::mem::take(&mut gathered.cases));
    if let Some(found) = checkers::axe("accessible-axe", &gathered, &cases) {
        none(&found);
    }
}

#[test]
fn the_checkers_see_what_is_wrong() {
    let wall = Setup::on(Backend::Sqlite).start();
    let page = Visitor::new(&wall).open("/about").source();
    let wrong =
        "<main id=content><h4>Too deep</h4><img src=\"/x\"><input><div id=p1></div><p id=p1>\
        <a class=act href=\"/\">a</a><a href=\"/x\">b</a></p><pre class=wide>"
            .to_owned();
    let wide = "wide".repeat(400);
    // `object` is as wide as it says, whatever the stylesheet does to text.
    let wrong = format!("{wrong}{wide}</pre><object width=900 height=9></object></main>");
    let (before, after) = page.split_once("<main").expect("a main");
    let (_, after) = after.split_once("</main>").expect("its end");
    let case = Case {
        kind: "/about".to_owned(),
        role: "stranger",
        address: "/about".to_owned(),
        source: format!("{before}{wrong}{after}"),
        cookies: None,
    };
    assert!(outline(&case).is_some());
    let (gathered, cases) = (
        Gathered {
            wall,
            cases: Vec::new(),
        },
        [case],
    );
    let says = |found: &[String], needed: &[&str]| {
        for needed in needed {
            let is_said = found.iter().any(|line| line.contains(needed));
            assert!(is_said, "{needed} is not in {found:#?}");
        }
    };
    if let Some(found) = checkers::nu("accessible-wrong-nu", &cases) {
        says(&found, &["Duplicate ID", "must have an \"alt\""]);
    }
    if let Some(found) = checkers::axe("accessible-wrong-axe", &gathered, &cases) {
        let both = ["| light | image-alt |", "| dark | image-alt |"];
        says(&found, &both);
        says(
            &found,
            &["| label |", "page-has-heading-one", "sideways-at-320"],
        );
    }
}

#[test]
fn a_stream_is_read_aloud_only_to_who_asked_for_it() {
    let wall = Setup::on(Backend::Sqlite).start();
    let ana = Visitor::named(&wall, "Ana");
    let log = |visitor: &Visitor| {
        let cookies = visitor.cookies("/live").expect("a session");
        let headers = format!("Cookie: {cookies}\r\n");
        let mut stream = Stream::request(wall.address(), "/live", &headers);
        stream.until("role=\"log\"");
        stream.until("class=\"swarm\" aria-live=\"off\"");
        stream.text()
    };
    assert!(log(&ana).contains("role=\"log\" aria-live=\"off\""));
    let form = ana.open("/live/choice").form("/live/choice");
    form.set("rung", "stream").add("aloud", "1").submit();
    assert!(log(&ana).contains("role=\"log\" aria-live=\"polite\""));
}

/// Fails with what was found, each once.
fn none(found: &[String]) {
    let found: BTreeSet<&String> = found.iter().collect();
    let lines: Vec<&str> = found.iter().map(|line| line.as_str()).collect();
    assert!(
        lines.is_empty(),
        "{} findings:\n{}",
        lines.len(),
        lines.join("\n")
    );
}

/// The longest page of each kind that each role has; one for all where it is an error of a form.
fn one_of_each(cases: Vec<Case>) -> Vec<Case> {
    let mut longest: BTreeMap<(String, &str), Case> = BTreeMap::new();
    for case in cases {
        let role = match case.kind.starts_with("422 ") {
            true => "",
            false => case.role,
        };
        let at = (case.kind.clone(), role);
        let is_longer = |old: &Case| old.source.len() < case.source.len();
        if longest.get(&at).is_none_or(is_longer) {
            longest.insert(at, case);
        }
    }
    longest.into_values().collect()
}

/// What is wrong with the headings of a page, if anything: there is one `h1` (in a stream, which stands
/// in a page that has one, there may be none), and no level is skipped on the way down.
fn outline(case: &Case) -> Option<String> {
    let html = scraper::Html::parse_document(&case.source);
    let headings = scraper::Selector::parse("h1, h2, h3, h4, h5, h6").expect("a selector");
    let levels: Vec<u8> = html
        .select(&headings)
        .map(|heading| heading.value().name().as_bytes()[1] - b'0')
        .collect();
    let tops = levels.iter().filter(|level| **level == 1).count();
    let skips = levels.windows(2).any(|two| two[1] > two[0] + 1);
    let is_stream = case.kind.ends_with("/live");
    let is_well = (tops == 1 || (is_stream && tops == 0)) && !skips;
    let what = || {
        format!(
            "{} | {} | outline | {} | {levels:?}",
            case.kind, case.role, case.address
        )
    };
    (!is_well).then(what)
}
