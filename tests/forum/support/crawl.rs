//! A walk along every link that somebody finds from the first page on, with every form that stands there.

use super::walk::at_once;
use super::{Form, Page, Visitor};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What a walk through the whole site found.
pub struct Crawl {
    pub pages: BTreeMap<String, Page>,
    pub forms: Vec<Found>,
}

/// A form, and the page that it stands on.
pub struct Found {
    pub page: String,
    pub form: Form,
}

/// Pages that tell of what was done, and link to what it was done to.
const TELLING: [&str; 4] = [
    "/moderation/log",
    "/moderation/people/",
    "/owner/log",
    "/account/decisions",
];

/// Follows every link from `/` to its end. Forms that lead to one address and ask for the same are one.
pub fn crawl(visitor: &Visitor) -> Crawl {
    let mut found = Crawl {
        pages: BTreeMap::new(),
        forms: Vec::new(),
    };
    let mut kinds = BTreeSet::new();
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut queue = VecDeque::from([("/".to_owned(), "the start".to_owned())]);
    while let Some((address, from)) = queue.pop_front() {
        let page = visitor.get(&address);
        if page.status == 303 {
            // The way to what is unread, wherever that is.
            let next = visitor.path_of(page.location());
            if seen.insert(shape(&next)) {
                queue.push_back((next, address));
            }
            continue;
        }
        // What is told of what was done leads to what was deleted as well.
        let tells = TELLING.iter().any(|path| from.starts_with(path));
        assert!(
            page.status == 200 || (tells && page.status == 410),
            "{from} links to {address} ({}): {}",
            page.status,
            page.words()
        );
        for next in addresses(&page) {
            if seen.insert(shape(&next)) {
                queue.push_back((next, address.clone()));
            }
        }
        for form in page.all("form") {
            let form = Form::read(&page, form);
            if kinds.insert(form.kind()) {
                let page = address.clone();
                found.forms.push(Found { page, form });
            }
        }
        found.pages.insert(address, page);
        assert!(
            found.pages.len() < 1_000,
            "the site never ends: {:?}",
            found.pages.keys()
        );
    }
    found
}

/// Every address on this site that a page mentions, styles and icons included.
fn addresses(page: &Page) -> Vec<String> {
    let named = page.all("[href], [src]").into_iter();
    let addresses = named.filter_map(|element| element.attr("href").or(element.attr("src")));
    let local = addresses.filter(|address| address.starts_with('/') && !address.starts_with("//"));
    local
        .map(|address| at_once(&page.visitor.path_of(address)))
        .collect()
}

/// Addresses that differ only in where to come back to are one: `/login?next=…` has no end otherwise.
fn shape(address: &str) -> String {
    match address.split_once("?next=") {
        Some((path, _)) => path.to_owned(),
        None => address.to_owned(),
    }
}

impl Crawl {
    /// Whether some link leads to this path.
    pub fn reached(&self, path: &str) -> bool {
        let mut addresses = self.pages.keys();
        addresses.any(|address| address.split('?').next() == Some(path))
    }

    /// The forms that may change something.
    pub fn posts(&self) -> impl Iterator<Item = &Found> {
        self.forms.iter().filter(|found| found.form.is_post)
    }
}
