//! Everything that stands on any page leads somewhere: each link to a page, each form to a handler. And
//! looking at it all changes nothing.

use crate::support::form::URLENCODED;
use crate::support::tables;
use crate::support::walk::at_once;
use crate::support::{Form, Page, Visitor, Wall};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

on_both![
    every_link_of_a_stranger_leads_to_a_page,
    every_link_of_a_member_leads_to_a_page,
    every_link_of_the_owner_leads_to_a_page,
    every_form_leads_to_a_handler,
    no_form_does_anything_without_its_token,
    reading_everything_writes_nothing,
];

/// What a walk through the whole site found.
struct Crawl {
    pages: BTreeMap<String, Page>,
    forms: BTreeMap<String, Form>,
}

/// Follows every link from `/` to its end.
fn crawl(visitor: &Visitor) -> Crawl {
    let mut found = Crawl {
        pages: BTreeMap::new(),
        forms: BTreeMap::new(),
    };
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut queue = VecDeque::from([("/".to_owned(), "the start".to_owned())]);
    while let Some((address, from)) = queue.pop_front() {
        let page = visitor.get(&address);
        assert_eq!(
            page.status,
            200,
            "{from} links to {address}: {}",
            page.words()
        );
        for next in addresses(&page) {
            if seen.insert(shape(&next)) {
                queue.push_back((next, address.clone()));
            }
        }
        for form in page.all("form") {
            let form = Form::read(&page, form);
            found.forms.entry(form.action.clone()).or_insert(form);
        }
        found.pages.insert(address, page);
        assert!(
            found.pages.len() < 400,
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

/// A wall with one of everything on it.
fn furnish(wall: &Wall) -> (Visitor, Visitor) {
    let owner = Visitor::owner(wall, "Olga");
    let ana = Visitor::named(wall, "Ana");
    let post = ana.write("A post with a [link](https://example.com/).");
    let comment = owner.comment(post, "A comment.");
    let edit = format!("/posts/{comment}/edit");
    owner
        .open(&edit)
        .form(&edit)
        .set("body", "An edited comment.")
        .submit();
    let room = ana.open_room("Tea", "Leaves.");
    let said = ana.say(&room, "A message.");
    let reply = owner
        .open(&format!("{room}?reply={said}"))
        .form(&format!("{room}/posts"));
    reply.set("body", "A reply.").submit();
    ana.open("/people/Olga")
        .form("/people/Olga/posts")
        .set("body", "On a wall.")
        .submit();
    (owner, ana)
}

fn every_link_of_a_stranger_leads_to_a_page(wall: Wall) {
    furnish(&wall);
    let found = crawl(&Visitor::new(&wall));
    for needed in [
        "/",
        "/rooms",
        "/about",
        "/login",
        "/rooms/tea",
        "/people/Ana",
        "/people/Olga",
    ] {
        assert!(reached(&found, needed), "no link leads to {needed}");
    }
}

fn every_link_of_a_member_leads_to_a_page(wall: Wall) {
    let (_, ana) = furnish(&wall);
    let found = crawl(&ana);
    for needed in ["/account", "/rooms/tea/settings", "/rooms/tea/delete"] {
        assert!(reached(&found, needed), "no link leads to {needed}");
    }
}

fn every_link_of_the_owner_leads_to_a_page(wall: Wall) {
    let (owner, _) = furnish(&wall);
    let found = crawl(&owner);
    let versions = |path: &String| path.ends_with("/versions");
    assert!(
        found.pages.keys().any(versions),
        "no link leads to the earlier versions"
    );
}

fn every_form_leads_to_a_handler(wall: Wall) {
    let (owner, ana) = furnish(&wall);
    for visitor in [owner, ana, Visitor::new(&wall)] {
        for (action, form) in crawl(&visitor).forms {
            if form.is_post && !action.ends_with("/logout") {
                let empty = visitor.post(&action, URLENCODED, Vec::new());
                assert!(
                    [401, 422].contains(&empty.status),
                    "{action}: {}",
                    empty.status
                );
            }
        }
    }
}

fn no_form_does_anything_without_its_token(wall: Wall) {
    let (owner, _) = furnish(&wall);
    let found = crawl(&owner);
    let before = tables::dump(&wall);
    for (action, form) in found.forms.iter().filter(|(_, form)| form.is_post) {
        for wrong in [form.clone().without("token"), form.clone().without("once")] {
            let answer = wrong.send();
            assert_eq!(answer.status, 422, "{action}");
        }
    }
    assert_eq!(tables::dump(&wall), before);
}

fn reading_everything_writes_nothing(wall: Wall) {
    let (owner, ana) = furnish(&wall);
    let before = tables::dump(&wall);
    assert!(
        !before["log"].is_empty() && !before["post"].is_empty(),
        "the dump is empty"
    );
    for visitor in [owner, ana, Visitor::new(&wall)] {
        crawl(&visitor);
    }
    assert_eq!(tables::dump(&wall), before);
}

fn reached(found: &Crawl, path: &str) -> bool {
    found
        .pages
        .keys()
        .any(|address| address.split('?').next() == Some(path))
}
