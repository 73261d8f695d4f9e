//! Everything that stands on any page leads somewhere: each link to a page, each form to a handler. And
//! looking at it all changes nothing.

use crate::support::crawl::crawl;
use crate::support::form::URLENCODED;
use crate::support::furnished::furnish;
use crate::support::tables;
use crate::support::{Visitor, Wall};

on_both![
    every_link_of_a_stranger_leads_to_a_page,
    every_link_of_a_member_leads_to_a_page,
    every_link_of_a_moderator_leads_to_a_page,
    every_link_of_the_owner_leads_to_a_page,
    every_form_leads_to_a_handler,
    no_form_does_anything_without_its_token,
    reading_everything_writes_nothing,
];

fn every_link_of_a_stranger_leads_to_a_page(wall: Wall) {
    furnish(&wall);
    finds(
        &Visitor::new(&wall),
        &[
            "/",
            "/rooms",
            "/about",
            "/login",
            "/rooms/tea",
            "/people/Ana",
            "/people/Olga",
            "/privacy",
            "/moderation/log",
        ],
    );
}

fn every_link_of_a_member_leads_to_a_page(wall: Wall) {
    let here = furnish(&wall);
    finds(
        &here.ana,
        &[
            "/account",
            "/rooms/tea/settings",
            "/rooms/tea/delete",
            "/account/data",
            "/account/delete",
            "/account/second-factor",
            "/moderation",
        ],
    );
}

fn every_link_of_a_moderator_leads_to_a_page(wall: Wall) {
    let here = furnish(&wall);
    finds(
        &here.moderator,
        &[
            "/moderation",
            "/moderation/sweep",
            "/moderation/people",
            "/moderation/people/Zed",
            "/moderation/filters",
            "/moderation/applicants",
        ],
    );
}

fn every_link_of_the_owner_leads_to_a_page(wall: Wall) {
    let here = furnish(&wall);
    let found = finds(
        &here.owner,
        &[
            "/owner",
            "/owner/people",
            "/owner/people/Bob/erase",
            "/owner/invitations",
            "/owner/log",
            "/rooms/tea/wipe",
        ],
    );
    let versions = |path: &String| path.ends_with("/versions");
    assert!(
        found.pages.keys().any(versions),
        "no link leads to the earlier versions"
    );
}

/// Follows every link, and fails where none leads to one of these.
fn finds(visitor: &Visitor, needed: &[&str]) -> crate::support::crawl::Crawl {
    let found = crawl(visitor);
    for path in needed {
        assert!(
            found.reached(path),
            "no link leads to {path}: {:?}",
            found.pages.keys()
        );
    }
    found
}

fn every_form_leads_to_a_handler(wall: Wall) {
    let here = furnish(&wall);
    let mut others = Vec::new();
    for (who, visitor) in here.everybody(&wall) {
        let found = crawl(&visitor);
        for form in found.posts().map(|found| &found.form) {
            if !form.action.ends_with("/logout") {
                let empty = visitor.post(&form.action, URLENCODED, Vec::new());
                if ![401, 422].contains(&empty.status) {
                    others.push(format!("{who}: {}: {}", form.action, empty.status));
                }
            }
        }
    }
    assert!(others.is_empty(), "{others:#?}");
}

fn no_form_does_anything_without_its_token(wall: Wall) {
    let here = furnish(&wall);
    let found = crawl(&here.owner);
    let before = tables::dump(&wall);
    for form in found.posts().map(|found| &found.form) {
        for wrong in [form.clone().without("token"), form.clone().without("once")] {
            let answer = wrong.send();
            assert_eq!(answer.status, 422, "{}", form.action);
        }
    }
    assert_eq!(tables::dump(&wall), before);
}

fn reading_everything_writes_nothing(wall: Wall) {
    let here = furnish(&wall);
    let before = tables::dump(&wall);
    assert!(
        !before["log"].is_empty() && !before["post"].is_empty(),
        "the dump is empty"
    );
    for (_, visitor) in here.everybody(&wall) {
        crawl(&visitor);
    }
    assert_eq!(tables::dump(&wall), before);
}
