//! Hostile strings in every field of every form, in every query and every part of an address, and in
//! headers. Nothing breaks: no fault of ours, nothing that runs, a sentence wherever something is
//! refused. That each page holds nothing that runs is checked wherever a page is made.

mod strings;

use crate::support::crawl::{Found, crawl};
use crate::support::form::URLENCODED;
use crate::support::furnished::furnish;
use crate::support::mint::Mint;
use crate::support::raw::exchange;
use crate::support::{Backend, Page, Setup, Visitor, Wall};
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn every_field_takes_or_refuses_whatever_is_typed_sqlite() {
    fields(&Setup::on(Backend::Sqlite).start(), 1);
}

#[test]
fn every_field_takes_or_refuses_whatever_is_typed_postgres() {
    if Backend::Postgres.is_here() {
        fields(&Setup::on(Backend::Postgres).start(), 4);
    }
}

on_both![
    every_address_leads_somewhere_or_nowhere,
    whatever_stands_in_a_header_is_survived,
];

/// How many strings go into a field together.
const TOGETHER: usize = 24;
/// How many go alone into the fields of each form: another part of them for each form.
const ALONE: usize = 14;

/// Strings, one after the other, without end.
struct Supply {
    all: Vec<Vec<u8>>,
    next: usize,
}

impl Supply {
    fn new() -> Supply {
        Supply {
            all: strings::all(),
            next: 0,
        }
    }

    fn next(&mut self) -> Vec<u8> {
        // A step that shares no divisor with any number of strings below it.
        self.next = (self.next + 127) % self.all.len();
        self.all[self.next].clone()
    }

    /// All of them, many at a time; those that are long stand alone.
    fn together(&self) -> Vec<Vec<u8>> {
        let (long, short): (Vec<_>, Vec<_>) = self.all.iter().partition(|text| text.len() > 1_000);
        let short: Vec<_> = short.into_iter().cloned().collect();
        let long = long.into_iter().step_by(4).cloned();
        let groups = short.chunks(TOGETHER).map(|group| group.join(&b"\n\n"[..]));
        groups.chain(long).collect()
    }
}

/// Every `step`-th form only: the others are the other database's.
fn fields(wall: &Wall, step: usize) {
    let here = furnish(wall);
    let mint = Mint::of(wall);
    let stranger = Visitor::new(wall);
    let (mut supply, mut wrong) = (Supply::new(), BTreeSet::new());
    let (mut kinds, mut pages, mut sent) = (BTreeSet::new(), Vec::new(), 0);
    let crawls = [
        ("owner", here.owner.clone()),
        ("member", here.ana.clone()),
        ("stranger", stranger.clone()),
    ]
    .map(|(who, visitor)| (who, crawl(&visitor), visitor));
    for (who, found, visitor) in crawls {
        let mut forms: Vec<&Found> = found.forms.iter().collect();
        forms.retain(|found| kinds.insert(names(found)));
        for found in forms.iter().step_by(step) {
            sent += send_all(found, who, (wall, &mint), &mut supply, &mut wrong);
        }
        pages.push((visitor, found.pages.into_keys().collect::<Vec<_>>()));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Wherever all of it stands now, the pages are whole. Some are gone, or another's.
    for (visitor, addresses) in &pages {
        for address in addresses.iter().step_by(step) {
            sound(&visitor.get(address), address);
        }
    }
    assert!(sent > 1_200 / step, "only {sent} were sent");
}

/// What tells a form from others: many lead to one post or another.
fn names(found: &Found) -> String {
    let pattern: String = found
        .form
        .action
        .split('/')
        .map(|part| match part.parse::<u64>() {
            Ok(_) => "/1".to_owned(),
            Err(_) => format!("/{part}"),
        })
        .collect();
    let fields: Vec<_> = found.form.fields.iter().map(|(name, _)| name).collect();
    format!("{pattern} {fields:?}")
}

fn send_all(
    found: &Found,
    who: &str,
    (wall, mint): (&Wall, &Mint),
    supply: &mut Supply,
    wrong: &mut BTreeSet<String>,
) -> usize {
    let form = &found.form;
    let (typed, other): (Vec<_>, Vec<_>) = form
        .fields
        .iter()
        .map(|(name, _)| name.clone())
        .chain(form.choices().into_iter().map(|(name, _)| name))
        .filter(|name| !["once", "token"].contains(&name.as_str()))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .partition(|name| form.texts.contains(name));
    let mut sent = 0;
    let mut send = |names: &[String], text: &mut dyn FnMut() -> Vec<u8>| {
        let visitor = if who == "stranger" {
            somebody(wall)
        } else {
            form.visitor().clone()
        };
        let stamped = mint.renew(form, &visitor);
        let mut fields: Vec<(String, Vec<u8>)> = stamped
            .fields
            .iter()
            .map(|(name, value)| (name.clone(), value.clone().into_bytes()))
            .collect();
        let button = form
            .choices()
            .into_iter()
            .find(|(_, value)| value != "preview");
        if let Some((name, value)) = button {
            fields.push((name, value.into_bytes()));
        }
        for name in names {
            let text = text();
            let field = fields.iter_mut().find(|(field, _)| field == name);
            field.expect("a field of this form").1 = text;
        }
        let page = deliver(&visitor, form.is_post, &form.action, &fields);
        let what = format!("{who}, {}, {names:?}", form.action);
        let checked = catch_unwind(AssertUnwindSafe(|| sound(&page, &what)));
        if let Err(panic) = checked {
            let said = panic.downcast_ref::<String>().cloned();
            wrong.insert(said.unwrap_or(what));
        }
        sent += 1;
    };
    if !typed.is_empty() {
        for text in supply.together() {
            send(&typed, &mut || text.clone());
        }
        for _ in 0..ALONE {
            send(&typed, &mut || supply.next());
        }
    }
    for name in &other {
        for _ in 0..4 {
            send(std::slice::from_ref(name), &mut || supply.next());
        }
    }
    sent
}

/// Somebody new with a stranger's cookie.
fn somebody(wall: &Wall) -> Visitor {
    let visitor = Visitor::new(wall);
    visitor.plant_cookie("sid", &format!("p{}", "A".repeat(43)));
    visitor
}

fn deliver(visitor: &Visitor, is_post: bool, action: &str, fields: &[(String, Vec<u8>)]) -> Page {
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", escaped(name.as_bytes()), escaped(value)));
    let body = pairs.collect::<Vec<_>>().join("&");
    if is_post {
        return visitor.post(action, URLENCODED, body.into_bytes());
    }
    // Addresses are as long as clients let them be.
    let path = action.split('?').next().unwrap_or_default();
    visitor.get(&format!("{path}?{}", &body[..whole(&body, 30_000)]))
}

/// Where an encoded text can be cut without cutting an escape.
fn whole(text: &str, at_most: usize) -> usize {
    let end = text.len().min(at_most);
    let cut = text[..end].rfind('%').filter(|at| at + 3 > end);
    cut.unwrap_or(end)
}

fn escaped(bytes: &[u8]) -> String {
    percent_encode(bytes, NON_ALPHANUMERIC).to_string()
}

/// Whether an answer is one of ours: no fault, nothing smuggled into its headers, and a sentence where
/// something is refused. A page that leads on is followed.
fn sound(page: &Page, what: &str) {
    assert!(page.status < 500, "{what}: {}", page.name());
    for (name, value) in &page.headers {
        let smuggled = name.eq_ignore_ascii_case("x-injected")
            || (name.eq_ignore_ascii_case("set-cookie") && value.starts_with("injected"));
        assert!(!smuggled, "{what}: {name}: {value}");
        assert!(
            !value.chars().any(char::is_control),
            "{what}: {name}: {value:?}"
        );
    }
    if page.status == 303 {
        let origin = page.visitor.origin();
        let path = page.location().strip_prefix(origin);
        let path = path.unwrap_or_else(|| panic!("{what} leads to {}", page.location()));
        assert!(
            path.starts_with('/') && !path.starts_with("//"),
            "{what} leads to {path}"
        );
    }
    if page.status >= 400 {
        assert!(page.is_html(), "{what}: {} is no page", page.name());
        let said = page.has("main [role='alert']") || page.has("main .error") || page.status != 422;
        assert!(
            said && !page.words().is_empty(),
            "{what}: {} says nothing",
            page.name()
        );
    }
}

fn every_address_leads_somewhere_or_nowhere(wall: Wall) {
    let here = furnish(&wall);
    let mut supply = Supply::new();
    let queries = [
        ("/", "before"),
        ("/", "after"),
        ("/", "write"),
        ("/", "x"),
        ("/rooms/tea", "before"),
        ("/rooms/tea", "after"),
        ("/rooms/tea", "reply"),
        ("/rooms/tea", "write"),
        ("/login", "next"),
        ("/language", "next"),
        ("/search", "q"),
        ("/search", "author"),
        ("/search", "room"),
        ("/search", "past"),
        ("/live/choice", "next"),
        ("/owner/claim", "token"),
        ("/login/recover", "x"),
        ("/account/data/archive.zip", "proof"),
        ("/account/mail/confirm", "token"),
        ("/moderation", "after"),
        ("/moderation", "done"),
        ("/moderation/log", "before"),
        ("/moderation/people", "after"),
        ("/moderation/sweep", "since"),
        ("/moderation/sweep", "author"),
        ("/moderation/sweep", "words"),
        ("/moderation/sweep", "who"),
        ("/owner/people", "q"),
        ("/owner/people", "after"),
        ("/owner/log", "before"),
        ("/owner/invitations", "made"),
        ("/moderation/filters", "try"),
        ("/fireflies", "x"),
        ("/posts/1", "after"),
        ("/people/Ana", "before"),
        ("/messages", "before"),
        ("/messages/Olga", "before"),
        ("/messages/Olga", "after"),
        ("/account/drafts", "x"),
    ];
    let paths = [
        "/{}",
        "/rooms/{}",
        "/rooms/{}/settings",
        "/rooms/{}/delete",
        "/rooms/{}/wipe",
        "/people/{}",
        "/posts/{}",
        "/posts/{}/edit",
        "/posts/{}/moderate",
        "/posts/{}/report",
        "/posts/{}/versions",
        "/assets/{}",
        "/2026/{}/01",
        "/{}/01/01",
        "/rooms/tea/2026/01/{}",
        "/rooms/tea/{}/01/01",
        "/reports/{}",
        "/messages/{}",
        "/messages/{}/delete",
        "/messages/Olga/{}/report",
        "/moderation/people/{}",
        "/owner/people/{}/erase",
        "/{}/live",
        "/rooms/{}/posts",
        "/account/{}",
        "/owner/{}",
    ];
    for visitor in [&here.owner, &here.ana, &Visitor::new(&wall)] {
        for (path, name) in queries {
            for _ in 0..6 {
                let (one, other) = (escaped(&supply.next()), escaped(&supply.next()));
                let one = &one[..whole(&one, 30_000)];
                let other = &other[..whole(&other, 10_000)];
                for query in [
                    format!("{name}={one}"),
                    format!("{name}={other}&{name}={one}&{other}"),
                ] {
                    let address = format!("{path}?{query}");
                    sound(&visitor.get(&address), &address);
                }
            }
        }
        for pattern in paths {
            for _ in 0..6 {
                let text = escaped(&supply.next());
                let address = pattern.replace("{}", &text[..whole(&text, 30_000)]);
                // Two dots are a way up: a client goes it before it asks.
                let address = address.replace("%2E", ".");
                if !address.starts_with("//") {
                    sound(&visitor.get(&address), &address);
                }
            }
        }
    }
    // As no client sends them: not encoded at all.
    let host = wall.address();
    for text in strings::all().iter().filter(|text| text.len() < 1_000) {
        let line = [
            b"GET /rooms/".as_slice(),
            text,
            b"?next=",
            text,
            b" HTTP/1.1\r\n",
        ]
        .concat();
        let rest = format!("Host: {host}\r\nConnection: close\r\n\r\n");
        let answer = exchange(host, [line, rest.into_bytes()].concat());
        assert!(
            answer.status < 500,
            "{:?}: {}",
            String::from_utf8_lossy(text),
            answer.status
        );
        assert_eq!(answer.header("x-injected"), None);
    }
}

fn whatever_stands_in_a_header_is_survived(wall: Wall) {
    let host = wall.address();
    let ana = Visitor::named(&wall, "Ana");
    let cookies = ana.cookies("/").expect("a session");
    const NAMES: [&str; 12] = [
        "Cookie",
        "User-Agent",
        "Accept-Language",
        "Accept-Encoding",
        "Referer",
        "If-None-Match",
        "Range",
        "Sec-Fetch-Dest",
        "Sec-Fetch-Site",
        "Authorization",
        "X-Forwarded-For",
        "Content-Type",
    ];
    for text in strings::all().iter().filter(|text| text.len() < 6_000) {
        for (number, path) in ["/", "/account", "/login"].into_iter().enumerate() {
            let mut request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n").into_bytes();
            if number > 0 {
                request.extend(format!("Cookie: {cookies}\r\n").bytes());
            }
            // A line of a header ends where a line ends: what comes after it is the client's own.
            let line: Vec<u8> = text
                .iter()
                .copied()
                .filter(|byte| !b"\r\n".contains(byte))
                .collect();
            for name in NAMES.iter().skip(number * 4).take(4) {
                request.extend(format!("{name}: ").bytes());
                request.extend(&line);
                request.extend(b"\r\n");
            }
            request.extend(b"Connection: close\r\n\r\n");
            let answer = exchange(host, &request);
            let shown = String::from_utf8_lossy(text);
            assert!(answer.status < 500, "{path}, {shown:?}: {}", answer.status);
            assert_eq!(answer.header("x-injected"), None, "{shown:?}");
        }
    }
    assert!(ana.open("/").pseudonym().is_some());
}
