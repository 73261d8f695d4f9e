//! People and roles, as owners see them.

use super::{kept, moderator, role_form};
use crate::support::page::words;
use crate::support::{Page, Visitor, Wall};

on_both![
    a_role_is_given_and_begins_a_new_session,
    a_role_that_is_taken_ends_what_it_allowed,
    a_role_needs_a_password,
    the_last_owner_stays_one,
    an_owner_who_steps_down_gets_a_fresh_session,
    people_are_found_by_how_their_pseudonyms_begin,
    a_long_list_of_people_goes_on_by_key,
    the_log_says_who_gave_which_role,
];

fn a_role_is_given_and_begins_a_new_session(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let bob = kept(&wall, "Bob");
    let before = bob.cookie("sid").expect("a session");
    let landed = role_form(&owner, "Bob").set("role", "moderator").submit();
    assert_eq!(owner.path_of(&landed.address), "/owner/people");
    assert!(
        roles(&landed).contains(&"Bob Moderator".to_owned()),
        "{:?}",
        roles(&landed)
    );
    assert_eq!(landed.pseudonym().as_deref(), Some("Olga"));

    assert_eq!(
        bob.open("/").pseudonym(),
        None,
        "the old session still opens"
    );
    bob.log_in("Bob", "a lantern in the reeds").follow();
    assert_ne!(bob.cookie("sid"), Some(before));
    bob.open("/moderation/applicants");
    assert!(bob.open("/").has("header nav a[href='/moderation']"));
}

fn a_role_that_is_taken_ends_what_it_allowed(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    mona.open("/moderation/applicants");
    role_form(&owner, "Mona").set("role", "member").submit();
    assert_eq!(mona.get("/moderation/applicants").status, 401);
    mona.log_in("Mona", "a lantern in the reeds").follow();
    assert_eq!(mona.get("/moderation/applicants").status, 403);
    // The same role once more is no change: nobody is thrown out for it.
    role_form(&owner, "Mona").set("role", "member").submit();
    assert_eq!(mona.open("/").pseudonym().as_deref(), Some("Mona"));
}

fn a_role_needs_a_password(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, bob) = (Visitor::named(&wall, "Ana"), kept(&wall, "Bob"));
    let page = owner.open("/owner/people?q=Ana");
    let row = page.all("ul.people li");
    let row = row.into_iter().map(words).find(|row| row.contains("Ana"));
    assert!(
        row.expect("Ana")
            .contains("needs a pseudonym that a password keeps")
    );
    // A form for somebody else, sent for her.
    let id = crate::support::tables::ask(
        &wall.database(),
        "SELECT CAST(id AS TEXT) AS text FROM person WHERE name = 'Ana'",
    );
    let form = role_form(&owner, "Bob").set("person", &id[0]);
    let refused = form.set("role", "owner").send();
    assert_eq!(refused.status, 422);
    assert_eq!(ana.open("/").pseudonym().as_deref(), Some("Ana"));
    assert_eq!(ana.get("/owner").status, 403);
    let form = role_form(&owner, "Bob").set("person", "999999");
    assert_eq!(form.set("role", "owner").send().status, 404);
    let form = role_form(&owner, "Bob").set("role", "queen");
    assert_eq!(form.send().status, 422);
    assert_eq!(bob.get("/owner").status, 403);
}

fn the_last_owner_stays_one(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    for role in ["member", "moderator"] {
        let refused = role_form(&owner, "Olga").set("role", role).send();
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("This is the last owner"));
    }
    owner.open("/owner");
    // Nor is the last one deleted by another who is none any more.
    kept(&wall, "Bob");
    role_form(&owner, "Bob").set("role", "owner").submit();
    let bob = Visitor::new(&wall);
    bob.log_in("Bob", "a lantern in the reeds").follow();
    role_form(&bob, "Olga").set("role", "member").submit();
    assert_eq!(
        role_form(&bob, "Bob").set("role", "member").send().status,
        422
    );
    assert_eq!(bob.get("/owner/people/Bob/erase").status, 403);
}

fn an_owner_who_steps_down_gets_a_fresh_session(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let elsewhere = Visitor::new(&wall);
    elsewhere.log_in("Olga", super::PASSWORD).follow();
    kept(&wall, "Bob");
    role_form(&owner, "Bob").set("role", "owner").submit();
    let before = owner.cookie("sid").expect("a session");
    let form = role_form(&owner, "Olga").set("role", "member");
    let landed = form.submit();
    assert_eq!(landed.pseudonym().as_deref(), Some("Olga"), "thrown out");
    assert_eq!(owner.get("/owner").status, 403);
    assert_ne!(owner.cookie("sid").as_deref(), Some(before.as_str()));
    let thief = Visitor::new(&wall);
    thief.plant_cookie("sid", &before);
    assert_eq!(thief.open("/").pseudonym(), None);
    assert_eq!(elsewhere.open("/").pseudonym(), None);
}

fn people_are_found_by_how_their_pseudonyms_begin(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    for name in ["Anna", "Anton", "Bernard", "Élise"] {
        Visitor::named(&wall, name);
    }
    let found = |q: &str| -> Vec<String> {
        let page = owner.open(&format!("/owner/people?q={q}"));
        let names = page.all("section:last-of-type ul.people .who a");
        let mut names: Vec<String> = names.into_iter().map(words).collect();
        names.sort();
        names
    };
    assert_eq!(found("an"), ["Anna", "Anton"]);
    assert_eq!(found("ANN"), ["Anna"]);
    assert_eq!(found("Bernard"), ["Bernard"]);
    assert_eq!(found("nna"), [""; 0], "it is no beginning");
    for sign in ["%25", "_", "%5C", "A%25n"] {
        assert_eq!(found(sign), [""; 0], "a sign of patterns finds somebody");
    }
    assert_eq!(found("").len(), 5);
    let page = owner.open("/owner/people");
    let form = page.first("form.search");
    assert_eq!(form.attr("method"), Some("get"));
    assert_eq!(roles(&page), ["Olga Owner"]);
}

fn a_long_list_of_people_goes_on_by_key(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    for number in 0..60 {
        Visitor::named(&wall, &format!("Reed {number}"));
    }
    let names = |page: &Page| -> Vec<String> {
        let names = page.all("section:last-of-type ul.people .who a");
        names.into_iter().map(words).collect()
    };
    let first = owner.open("/owner/people?q=reed");
    assert_eq!(names(&first).len(), 50);
    assert_eq!(
        names(&first)[0],
        "Reed 59",
        "whoever came last is not first"
    );
    let rest = owner.open(&first.link_rel("next").expect("more people"));
    assert_eq!(names(&rest).len(), 10);
    let back = owner.open(&rest.link_rel("prev").expect("the way back"));
    assert_eq!(names(&back), names(&first));
}

fn the_log_says_who_gave_which_role(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    moderator(&wall, &owner, "Mona");
    let log = owner.open("/owner/log");
    let row = log.text("ul.owner-log > li");
    assert!(
        row.contains("Olga") && row.contains("Mona: Moderator"),
        "{row}"
    );
}

/// Who has which role, as the page says.
fn roles(page: &Page) -> Vec<String> {
    let rows = page.all("section:first-of-type ul.people li");
    let rows = rows.into_iter().map(|row| {
        let text = |css: &str| {
            let found = crate::support::page::within(row, css);
            found.map(words).unwrap_or_default()
        };
        format!("{} {}", text(".who a"), text(".who strong"))
    });
    rows.collect()
}
