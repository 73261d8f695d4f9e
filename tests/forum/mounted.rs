//! The whole site under a path, as behind somebody's proxy: nothing points outside of it.

use crate::support::{Backend, Setup, Visitor};
use std::collections::{BTreeSet, VecDeque};

const BASE: &str = "/wall";

#[test]
fn every_address_stays_under_the_path() {
    let wall = Setup::on(Backend::Sqlite).mounted_at(BASE).start();
    let claim = wall.claim();
    assert!(
        claim.starts_with(&format!("{}{BASE}/owner/claim?token=", wall.origin)),
        "{claim}"
    );
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Under a path.");
    ana.comment(post, "A comment.");
    let room = ana.open_room("Tea", "Leaves.");
    ana.say(&room, "A message.");

    let mut seen = BTreeSet::new();
    let mut queue = VecDeque::from([format!("{BASE}/")]);
    while let Some(address) = queue.pop_front() {
        let page = ana.open(&address);
        for element in page.all("[href], [src], form[action]") {
            let given = ["href", "src", "action"]
                .into_iter()
                .find_map(|name| element.attr(name));
            let given = given.expect("an address");
            if given.starts_with('/') {
                assert!(is_inside(given), "{address} leads outside: {given}");
                let path = ana.path_of(given);
                if element.value().name() != "form" && seen.insert(path.clone()) {
                    queue.push_back(path);
                }
            }
        }
        assert!(seen.len() < 200, "the site never ends: {seen:?}");
    }
    assert!(seen.len() > 10, "the walk found only {seen:?}");
}

#[test]
fn redirects_and_cookies_stay_under_the_path() {
    let wall = Setup::on(Backend::Sqlite).mounted_at(BASE).start();
    let visitor = Visitor::new(&wall);
    let form = visitor
        .open(&format!("{BASE}/login"))
        .form("/login")
        .set("pseudonym", "Ana");
    let answer = form.send();
    assert_eq!(answer.location(), format!("{}{BASE}/", wall.origin));
    let cookie = answer.header("set-cookie").expect("a cookie");
    let path = cookie
        .split(';')
        .map(str::trim)
        .find_map(|part| part.strip_prefix("Path="));
    assert!(path.is_some_and(is_inside), "{cookie}");

    let form = visitor
        .open(&format!("{BASE}/"))
        .form("/posts")
        .set("body", "Hello.");
    let landed = form.submit();
    let id = landed.landed_on();
    assert_eq!(landed.address, format!("{}{BASE}/#p{id}", wall.origin));
    visitor.leave();
    assert_eq!(visitor.open(&format!("{BASE}/")).pseudonym(), None);
}

#[test]
fn outside_the_path_is_nothing() {
    let wall = Setup::on(Backend::Sqlite).mounted_at(BASE).start();
    let stranger = Visitor::new(&wall);
    for path in ["/rooms", "/login", "/wallpaper", "/wall2/"] {
        assert_eq!(stranger.get(path).status, 404, "{path}");
    }
}

/// Whether an address is the path itself or below it. (`/wallpaper` is not below `/wall`.)
fn is_inside(address: &str) -> bool {
    let rest = address
        .split(['?', '#'])
        .next()
        .and_then(|path| path.strip_prefix(BASE));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
