//! A walk along every link of a wall that stands under a path.

use super::Visitor;
use std::collections::{BTreeSet, VecDeque};

/// Follows every link below `base` from its first page on, styles and icons included, and gives back
/// the addresses. Fails when a link leads nowhere, or a link or a form leads out of `base`.
pub fn inside(visitor: &Visitor, base: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut queue = VecDeque::from([format!("{base}/")]);
    while let Some(address) = queue.pop_front() {
        let page = visitor.open(&address);
        for element in page.all("[href], [src], form[action]") {
            let given = ["href", "src", "action"]
                .into_iter()
                .find_map(|name| element.attr(name));
            let given = given.expect("an address");
            if given.starts_with('/') {
                assert!(is_inside(given, base), "{address} leads outside: {given}");
                let path = at_once(&visitor.path_of(given));
                if element.value().name() != "form" && seen.insert(path.clone()) {
                    queue.push_back(path);
                }
            }
        }
        assert!(seen.len() < 200, "the site never ends: {seen:?}");
    }
    assert!(seen.len() > 10, "the walk found only {seen:?}");
    seen
}

/// The same address, but for one that is answered when there is news: that of what happened already.
pub fn at_once(address: &str) -> String {
    match address.split_once("/wait?after=") {
        Some((list, _)) => format!("{list}/wait?after=0"),
        None => address.to_owned(),
    }
}

/// Whether an address is the path itself or below it. (`/wallpaper` is not below `/wall`.)
pub fn is_inside(address: &str, base: &str) -> bool {
    let rest = address
        .split(['?', '#'])
        .next()
        .and_then(|path| path.strip_prefix(base));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The path that a `Set-Cookie` header holds for.
pub fn cookie_path(cookie: &str) -> Option<&str> {
    let mut parts = cookie.split(';').map(str::trim);
    parts.find_map(|part| part.strip_prefix("Path="))
}
