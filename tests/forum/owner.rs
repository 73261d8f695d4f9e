//! The owners' pages: what an owner sees there, and what comes of it.

mod danger;
mod roles;
mod terminals;

use crate::support::page::{within, words};
use crate::support::{Form, Page, Visitor, Wall, tables};

on_both![
    only_an_owner_opens_the_owners_pages,
    what_an_owner_sets_stands_in_the_form_again,
    the_name_that_is_set_stands_everywhere,
    words_of_welcome_greet_whoever_has_no_pseudonym,
    only_languages_that_are_offered_are_spoken,
    a_number_out_of_bounds_is_a_sentence_and_nothing_is_lost,
    a_form_that_cannot_be_taken_changes_nothing,
    two_owners_do_not_undo_each_other,
    the_question_and_its_answers_are_for_owners_alone,
    one_button_says_that_the_wall_is_under_attack,
    the_log_says_what_was_set_and_by_whom,
    the_log_goes_on_by_key,
    another_process_hears_of_what_was_set,
];

/// What a box is set to that is not to be ticked.
pub const OFF: &str = "(off)";

/// The owner's password, as [`Visitor::owner`] sets it.
pub const PASSWORD: &str = "the owner's long password";

/// A form of settings, with some of its fields filled in.
pub fn filled(owner: &Visitor, group: &str, fields: &[(&str, &str)]) -> Form {
    let mut form = owner.open("/owner").form(&format!("/owner/{group}"));
    for (name, value) in fields {
        form = form.without(name);
        if *value != OFF {
            form = form.add(name, value);
        }
    }
    form
}

/// Sets something, which must be taken.
pub fn set(owner: &Visitor, group: &str, fields: &[(&str, &str)]) -> Page {
    filled(owner, group, fields).submit()
}

/// Somebody whose pseudonym a password keeps.
pub fn kept(wall: &Wall, name: &str) -> Visitor {
    let visitor = Visitor::named(wall, name);
    visitor.keep("a lantern in the reeds");
    visitor
}

/// The form with which an owner gives somebody a role.
pub fn role_form(owner: &Visitor, name: &str) -> Form {
    let page = owner.open(&format!("/owner/people?q={name}"));
    let rows = page.all("ul.people li");
    let row = rows.into_iter().rfind(|row| {
        let link = within(*row, ".who a");
        link.map(words).is_some_and(|text| text == name)
    });
    let row = row.unwrap_or_else(|| panic!("{name} is not listed:\n{}", page.words()));
    let form = within(row, "form").unwrap_or_else(|| panic!("no role for {name}"));
    Form::read(&page, form)
}

/// Somebody who moderates everywhere, logged in.
pub fn moderator(wall: &Wall, owner: &Visitor, name: &str) -> Visitor {
    kept(wall, name);
    role_form(owner, name).set("role", "moderator").submit();
    let visitor = Visitor::new(wall);
    visitor.log_in(name, "a lantern in the reeds").follow();
    visitor
}

fn only_an_owner_opens_the_owners_pages(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let moderator = moderator(&wall, &owner, "Mona");
    let room = ana.open_room("Tea", "");
    let (wipe, erase) = (format!("{room}/wipe"), "/owner/people/Ana/erase");
    let pages = [
        "/owner",
        "/owner/people",
        "/owner/invitations",
        "/owner/log",
        erase,
        &wipe,
    ];
    for page in pages {
        let asked = Visitor::new(&wall).get(page);
        assert_eq!(asked.status, 401, "{page}");
        assert!(asked.has_form("/login"));
        assert_eq!(ana.get(page).status, 403, "{page}");
        assert_eq!(moderator.get(page).status, 403, "{page}");
        owner.open(page);
    }
    assert_eq!(ana.get("/moderation/applicants").status, 403);
    moderator.open("/moderation/applicants");

    // The forms are theirs alone as well, with whatever token.
    let actions = [
        "/owner/place",
        "/owner/access",
        "/owner/newcomers",
        "/owner/limits",
        "/owner/layers",
        "/owner/siege",
        "/owner/people/role",
        "/owner/invitations",
        "/owner/invitations/end",
        erase,
        &wipe,
    ];
    for action in actions {
        let sent = |visitor: &Visitor| {
            let body = b"title=Mine&siege=1&role=owner&person=2".to_vec();
            visitor.post(action, crate::support::form::URLENCODED, body)
        };
        assert_eq!(sent(&Visitor::new(&wall)).status, 401, "{action}");
        assert_eq!(sent(&ana).status, 403, "{action}");
        assert_eq!(sent(&moderator).status, 403, "{action}");
        assert_eq!(sent(&owner).status, 422, "{action}: without a token");
    }
    assert_eq!(owner.open("/").text(".brand"), "The Wall");
    let owns = |visitor: &Visitor| visitor.open("/").has("header nav a[href='/owner']");
    assert!(owns(&owner) && !owns(&ana) && !owns(&moderator));
    let keeps = |visitor: &Visitor| visitor.open("/").has("header nav a[href='/moderation']");
    assert!(keeps(&owner) && keeps(&moderator) && !keeps(&ana));
}

fn what_an_owner_sets_stands_in_the_form_again(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let groups: [(&str, &[(&str, &str)]); 5] = [
        (
            "place",
            &[("title", "The Reeds"), ("welcome", "Come in.\n\nSit down.")],
        ),
        (
            "access",
            &[
                ("readers", "members"),
                ("writers", "kept"),
                ("openers", "moderators"),
                ("joining", "approval"),
                ("open_log", OFF),
            ],
        ),
        (
            "newcomers",
            &[
                ("newcomer_posts", "7"),
                ("hold_newcomers", "1"),
                ("newcomer_links", "refuse"),
            ],
        ),
        (
            "limits",
            &[
                ("posts_a_minute", "9"),
                ("posts_at_once", "8"),
                ("rooms_an_hour", "2"),
                ("too_fast_seconds", "5"),
            ],
        ),
        (
            "layers",
            &[
                ("empty_field", OFF),
                ("repeats", "hold"),
                ("asks_puzzle", "1"),
                ("asks_picture", "1"),
                ("siege_seconds", "45"),
                ("siege_posts", "12"),
            ],
        ),
    ];
    for (group, fields) in groups {
        let landed = set(&owner, group, fields);
        assert!(landed.address.ends_with(&format!("/owner#{group}")));
        assert_eq!(landed.text(".done"), "Saved; it holds from now on.");
    }
    // After all of them, so that none undid another; and after a restart.
    let wall = wall.restart();
    let owner = owner.following(&wall);
    for (group, fields) in groups {
        let form = owner.open("/owner").form(&format!("/owner/{group}"));
        for (name, value) in fields {
            let expected = (*value != OFF).then_some(*value);
            let shown = form.value(name).map(str::trim);
            assert_eq!(shown, expected, "{name}");
        }
    }
}

fn the_name_that_is_set_stands_everywhere(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let stranger = Visitor::new(&wall);
    assert_eq!(stranger.open("/").text(".brand"), "The Wall");
    set(&owner, "place", &[("title", "  The <Reeds> ")]);
    for page in ["/", "/rooms", "/about", "/login"] {
        let page = stranger.open(page);
        assert_eq!(page.text(".brand"), "The <Reeds>");
        assert!(
            page.text("head title").contains("The <Reeds>"),
            "{}",
            page.name()
        );
    }
    assert!(stranger.open("/about").text("h1").contains("The <Reeds>"));
    assert!(stranger.open("/").text("h1").contains("The <Reeds>"));
    let long = "x".repeat(81);
    let refused = filled(&owner, "place", &[("title", &long)]).send();
    assert_eq!(refused.status, 422);
    refused.error_for("title");
    set(&owner, "place", &[("title", "")]);
    assert_eq!(stranger.open("/").text(".brand"), "The Wall");
}

fn words_of_welcome_greet_whoever_has_no_pseudonym(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (stranger, ana) = (Visitor::new(&wall), Visitor::named(&wall, "Ana"));
    let own = stranger.open("/").text("main p.lede");
    set(
        &owner,
        "place",
        &[("welcome", "Come in, **friend**. <script>alert(1)</script>")],
    );
    let greeted = stranger.open("/");
    assert_eq!(greeted.text("main .welcome strong"), "friend");
    assert!(!greeted.says(&own), "our own words stand there as well");
    assert!(!ana.open("/").has("main .welcome"));
    set(&owner, "place", &[("welcome", "")]);
    assert_eq!(stranger.open("/").text("main p.lede"), own);
}

fn only_languages_that_are_offered_are_spoken(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let spoken = |asked: &str| {
        let page = Visitor::reading(&wall, asked).open("/");
        page.language().to_owned()
    };
    let chose = Visitor::new(&wall);
    let form = chose.open("/language").form("/language");
    form.set("language", "fr").submit();

    set(&owner, "place", &[("language_default", "fr")]);
    assert_eq!([spoken("de"), spoken("en")], ["fr", "en"]);

    set(
        &owner,
        "place",
        &[("language_fr", OFF), ("language_default", "en")],
    );
    assert_eq!([spoken("de"), spoken("fr")], ["en", "en"]);
    assert_eq!(chose.open("/").language(), "en", "a choice of old");
    let page = Visitor::new(&wall).open("/");
    assert!(
        !page.has("footer a[href*='/language']"),
        "there is no choice"
    );
    let form = Visitor::new(&wall).open("/language").form("/language");
    assert_eq!(form.set("language", "fr").send().status, 422);

    // None at all, or another one than those that are offered: a sentence.
    for boxes in [[OFF, OFF], [OFF, "1"]] {
        let fields = [
            ("language_en", boxes[0]),
            ("language_fr", boxes[1]),
            ("language_default", "en"),
        ];
        let refused = filled(&owner, "place", &fields).send();
        assert_eq!(refused.status, 422);
        refused.error_for("language_default");
        let form = refused.form("/owner/place");
        assert_eq!(form.value("language_en"), None);
        assert_eq!(form.value("language_fr").is_some(), boxes[1] == "1");
    }
    assert_eq!([spoken("de"), spoken("fr")], ["en", "en"]);
}

fn a_number_out_of_bounds_is_a_sentence_and_nothing_is_lost(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    for wrong in [
        "0",
        "601",
        "-1",
        "many",
        "",
        "1e2",
        "99999999999999999999",
        "2.5",
    ] {
        let fields = [("posts_a_minute", wrong), ("posts_at_once", "33")];
        let refused = filled(&owner, "limits", &fields).send();
        assert_eq!(refused.status, 422, "{wrong}");
        let error = refused.error_for("posts_a_minute");
        assert!(error.contains("from 1 to 600"), "{error}");
        let told = refused.first("main > p.error a");
        assert_eq!(told.attr("href"), Some("#limits"));
        let form = refused.form("/owner/limits");
        assert_eq!(form.value("posts_a_minute"), Some(wrong));
        assert_eq!(form.value("posts_at_once"), Some("33"));
    }
    let form = owner.open("/owner").form("/owner/limits");
    assert_eq!(form.value("posts_at_once"), Some("20"));
    let landed = refused_then_mended(&owner);
    assert_eq!(
        landed.form("/owner/limits").value("posts_at_once"),
        Some("33")
    );
}

/// Sends what was refused once more, as it stands on the page, with the mistake mended.
fn refused_then_mended(owner: &Visitor) -> Page {
    let fields = [("posts_a_minute", "0"), ("posts_at_once", "33")];
    let refused = filled(owner, "limits", &fields).send();
    let form = refused.form("/owner/limits");
    form.set("posts_a_minute", "600").submit()
}

fn a_form_that_cannot_be_taken_changes_nothing(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let before = tables::dump(&wall);
    for (group, field, value) in [
        ("access", "readers", "nobody"),
        ("access", "writers", "everybody"),
        ("access", "joining", ""),
        ("newcomers", "newcomer_links", "delete"),
        ("layers", "repeats", "Hold"),
    ] {
        let refused = filled(&owner, group, &[(field, value)]).send();
        assert_eq!(refused.status, 422, "{field}={value}");
        refused.error_for(field);
    }
    let stale = filled(&owner, "access", &[("readers", "members")]);
    let refused = stale.without("token").send();
    assert_eq!(refused.status, 422);
    let form = refused.form("/owner/access");
    assert_eq!(
        form.value("readers"),
        Some("members"),
        "what was chosen is lost"
    );
    assert_eq!(tables::dump(&wall), before);
    // Saving what is there already is nothing that happened.
    set(&owner, "access", &[]);
    assert_eq!(tables::dump(&wall)["log"], before["log"]);
}

fn two_owners_do_not_undo_each_other(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let one = filled(&owner, "place", &[("title", "The Reeds")]);
    let other = filled(&owner, "limits", &[("posts_at_once", "5")]);
    one.submit();
    other.submit();
    assert_eq!(owner.open("/").text(".brand"), "The Reeds");
    let form = owner.open("/owner").form("/owner/limits");
    assert_eq!(form.value("posts_at_once"), Some("5"));
    // A form sent twice sets nothing twice.
    set(&owner, "place", &[("title", "The Marsh")]);
    one.submit();
    assert_eq!(owner.open("/").text(".brand"), "The Marsh");
}

fn the_question_and_its_answers_are_for_owners_alone(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let refused = filled(&owner, "layers", &[("asks_question", "1")]).send();
    assert_eq!(refused.status, 422);
    refused.error_for("question");
    refused.error_for("answers");
    assert_eq!(
        refused.form("/owner/layers").value("asks_question"),
        Some("1")
    );
    let fields = [
        ("question", "What grows here?"),
        ("answers", "reedmace\n\n  bulrush "),
    ];
    let landed = set(&owner, "layers", &fields);
    let form = landed.form("/owner/layers");
    assert_eq!(form.value("question"), Some("What grows here?"));
    assert_eq!(
        form.value("answers").map(str::trim),
        Some("reedmace\nbulrush")
    );
    set(&owner, "layers", &[("asks_question", "1")]);
    for (table, rows) in tables::dump(&wall) {
        let tells = rows.iter().any(|row| row.contains("bulrush"));
        assert!(!tells, "{table} holds the answer");
    }
    let log = owner.open("/owner/log");
    assert!(log.says("A question of your own") && !log.says("bulrush"));
}

fn one_button_says_that_the_wall_is_under_attack(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let calm = owner.open("/owner");
    assert_eq!(calm.text("#siege button"), "We are under attack");
    let attacked = calm.form("/owner/siege").submit();
    assert_eq!(attacked.text("#siege button"), "The attack is over");
    // Pressed once more on the page of before, it stays so.
    let again = calm.form("/owner/siege").submit();
    assert_eq!(again.text("#siege button"), "The attack is over");
    let log = owner.open("/owner/log");
    assert_eq!(log.all("ul.owner-log > li").len(), 1);
    assert!(log.says("Under attack: off → on"), "{}", log.words());
    let over = attacked.form("/owner/siege").submit();
    assert_eq!(over.text("#siege button"), "We are under attack");
}

fn the_log_says_what_was_set_and_by_whom(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    assert_eq!(owner.open("/owner/log").all("ul.owner-log > li").len(), 0);
    set(&owner, "place", &[("title", "The Reeds")]);
    set(
        &owner,
        "access",
        &[("readers", "members"), ("open_log", OFF)],
    );
    set(&owner, "limits", &[("posts_at_once", "5")]);
    let log = owner.open("/owner/log");
    let rows: Vec<String> = log
        .all("ul.owner-log > li")
        .into_iter()
        .map(words)
        .collect();
    assert_eq!(rows.len(), 3);
    // The newest first, and each says only what was changed by it.
    assert!(
        rows[0].contains("Posts at once, for each person: 20 → 5"),
        "{rows:?}"
    );
    assert!(
        rows[1].contains("Who may read: Everybody → Whoever has a pseudonym"),
        "{rows:?}"
    );
    assert!(rows[1].contains("Everybody may read what moderators did: on → off"));
    assert!(rows[2].contains("Name: nothing → The Reeds"), "{rows:?}");
    assert!(!rows[1].contains("The Reeds") && !rows[0].contains("Who may read"));
    assert!(rows.iter().all(|row| row.contains("Olga")));
    assert_eq!(log.all("ul.owner-log > li time[datetime]").len(), 3);
}

fn the_log_goes_on_by_key(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mut page = owner.open("/owner");
    for _ in 0..60 {
        page = page.form("/owner/siege").submit();
    }
    let newest = owner.open("/owner/log");
    assert_eq!(newest.all("ul.owner-log > li").len(), 50);
    assert_eq!(newest.link_rel("prev"), None);
    let older = owner.open(&newest.link_rel("next").expect("older acts"));
    assert_eq!(older.all("ul.owner-log > li").len(), 10);
    assert_eq!(older.link_rel("next"), None);
    let back = owner.open(&older.link_rel("prev").expect("newer acts"));
    let ids = |page: &Page| -> Vec<String> {
        let rows = page.all("ul.owner-log > li").into_iter();
        rows.filter_map(|row| row.attr("id").map(str::to_owned))
            .collect()
    };
    assert_eq!(ids(&back), ids(&newest));
}

fn another_process_hears_of_what_was_set(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let beside = wall.beside();
    assert_eq!(Visitor::new(&beside).open("/").text(".brand"), "The Wall");
    set(&owner, "place", &[("title", "The Reeds")]);
    crate::support::programs::eventually("the other process knows the name", || {
        Visitor::new(&beside).open("/").text(".brand") == "The Reeds"
    });
}
