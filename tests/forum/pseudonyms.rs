//! Taking a pseudonym, keeping it, coming back to it, and what nobody else can do with it.

use crate::support::page::words;
use crate::support::{Page, Visitor, Wall};
use scraper::ElementRef;

const PASSWORD: &str = "a lantern in the reeds";

on_both![
    a_stranger_takes_a_pseudonym_and_is_greeted_by_it,
    taking_a_pseudonym_leads_back_to_where_the_visitor_was,
    a_taken_pseudonym_is_refused_in_the_visitors_language,
    look_alikes_of_a_pseudonym_are_refused,
    pseudonyms_that_sound_official_are_refused,
    what_is_no_name_is_refused,
    an_invisible_character_makes_no_other_person,
    marks_piled_upon_a_letter_are_refused_or_cut,
    a_pseudonym_is_free_again_after_leaving,
    a_kept_pseudonym_stays_its_owners_after_leaving,
    the_password_opens_a_kept_pseudonym_from_elsewhere,
    a_wrong_password_and_an_unknown_pseudonym_look_the_same,
    a_password_is_changed_only_by_who_knows_it,
    sessions_are_listed_and_ended,
    leaving_ends_the_session_on_the_server,
    logging_in_changes_the_session_id,
    an_invented_session_id_is_nobodys,
    an_unkept_pseudonym_is_marked_in_words,
    two_people_have_the_pseudonyms_they_took,
];

fn a_stranger_takes_a_pseudonym_and_is_greeted_by_it(wall: Wall) {
    let visitor = Visitor::new(&wall);
    let before = visitor.open("/");
    assert_eq!(before.pseudonym(), None);
    assert!(
        before.has("header nav a[href^='/login']"),
        "nothing leads to the log-in form"
    );

    let after = visitor.take("Ana");
    assert_eq!(after.visitor.path_of(&after.address), "/");
    assert_eq!(after.pseudonym().as_deref(), Some("Ana"));
    assert_eq!(visitor.open("/rooms").pseudonym().as_deref(), Some("Ana"));
}

fn taking_a_pseudonym_leads_back_to_where_the_visitor_was(wall: Wall) {
    let room = Visitor::named(&wall, "Bob").open_room("Tea", "Leaves.");
    let visitor = Visitor::new(&wall);
    let invitation = visitor.open(&room);
    let address = invitation
        .first("p.join a")
        .attr("href")
        .expect("an address")
        .to_owned();
    let landed = visitor
        .open(&address)
        .form("/login")
        .set("pseudonym", "Ana")
        .submit();
    assert_eq!(visitor.path_of(&landed.address), room);
    assert!(
        landed.has_form(&format!("{room}/posts")),
        "there is nowhere to write"
    );
}

fn a_taken_pseudonym_is_refused_in_the_visitors_language(wall: Wall) {
    Visitor::named(&wall, "Ana");
    let refusals = ["en", "fr"].map(|language| {
        let visitor = Visitor::reading(&wall, language);
        let refused = refuse(&visitor, "Ana");
        assert_eq!(refused.language(), language);
        assert_eq!(
            refused.form("/login").value("pseudonym"),
            Some("Ana"),
            "the name is lost"
        );
        refused.error_for("pseudonym")
    });
    assert_ne!(
        refusals[0], refusals[1],
        "the error speaks one language to everybody"
    );
}

fn look_alikes_of_a_pseudonym_are_refused(wall: Wall) {
    let _ana = Visitor::named(&wall, "Ana");
    let _paul = Visitor::named(&wall, "paul1");
    let stranger = Visitor::new(&wall);
    let other_case = ["ana", "ANA", "aNa"];
    let other_width = ["Ａｎａ", "Ａna"];
    let other_alphabet = ["Аna", "Anа", "Αna"];
    let confusable_with_paul1 = ["paull", "paulI", "рaul1"];
    let of_ana = other_case.iter().chain(&other_width).chain(&other_alphabet);
    for name in of_ana.chain(&confusable_with_paul1) {
        refuse(&stranger, name).error_for("pseudonym");
    }
}

fn pseudonyms_that_sound_official_are_refused(wall: Wall) {
    let stranger = Visitor::new(&wall);
    for name in [
        "owner",
        "admin",
        "Admin",
        "moderator",
        "modérateur",
        "ADMIN",
        "аdmin",
    ] {
        refuse(&stranger, name).error_for("pseudonym");
    }
}

fn what_is_no_name_is_refused(wall: Wall) {
    let stranger = Visitor::new(&wall);
    let too_long = "a".repeat(300);
    for name in [
        "", " ", "\t", "\u{200b}", "\u{202e}", ".", "..", "/", "a/b", &too_long,
    ] {
        refuse(&stranger, name).error_for("pseudonym");
    }
}

fn an_invisible_character_makes_no_other_person(wall: Wall) {
    let _ana = Visitor::named(&wall, "Ana");
    let stranger = Visitor::new(&wall);
    for name in [
        "A\u{200b}na",
        "Ana\u{202e}",
        "An\u{ad}a",
        " Ana ",
        "A\u{2060}na",
        "Ana\u{fe0f}",
    ] {
        refuse(&stranger, name).error_for("pseudonym");
    }
}

fn marks_piled_upon_a_letter_are_refused_or_cut(wall: Wall) {
    let visitor = Visitor::new(&wall);
    let piled = format!("Z{}oe", "\u{0301}".repeat(30));
    let form = visitor
        .open("/login")
        .form("/login")
        .set("pseudonym", &piled);
    let answer = form.send();
    if answer.status == 422 {
        answer.error_for("pseudonym");
    } else {
        let shown = answer.follow().pseudonym().expect("a pseudonym");
        let marks = shown.chars().filter(|mark| *mark == '\u{0301}').count();
        assert!(marks <= 4, "{marks} marks upon one letter");
    }
}

fn a_pseudonym_is_free_again_after_leaving(wall: Wall) {
    let first = Visitor::named(&wall, "Ana");
    let left = first.leave();
    assert_eq!(left.pseudonym(), None);
    let second = Visitor::new(&wall);
    assert_eq!(second.take("Ana").pseudonym().as_deref(), Some("Ana"));
}

fn a_kept_pseudonym_stays_its_owners_after_leaving(wall: Wall) {
    keep_and_leave(&wall, "Ana");
    refuse(&Visitor::new(&wall), "Ana");
    refuse(&Visitor::new(&wall), "ana");
}

fn the_password_opens_a_kept_pseudonym_from_elsewhere(wall: Wall) {
    keep_and_leave(&wall, "Ana");
    let elsewhere = Visitor::new(&wall);
    let landed = elsewhere.log_in("Ana", PASSWORD).follow();
    assert_eq!(landed.pseudonym().as_deref(), Some("Ana"));
}

fn a_wrong_password_and_an_unknown_pseudonym_look_the_same(wall: Wall) {
    keep_and_leave(&wall, "Ana");
    let stranger = Visitor::new(&wall);
    let wrong = stranger.log_in("Ana", "not the password");
    let unknown = stranger.log_in("Eve", "not the password");
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(outline(&wrong), outline(&unknown));
    assert_eq!(wrong.words(), unknown.words());
    assert!(wrong.has("main .error"), "no error says what is wrong");
    for page in [&wrong, &unknown] {
        let sent_back = page.form("/login").value("password").map(str::to_owned);
        assert_eq!(sent_back.as_deref(), Some(""), "the password is sent back");
    }
    assert_eq!(stranger.open("/").pseudonym(), None);
}

fn a_password_is_changed_only_by_who_knows_it(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.keep(PASSWORD);
    let form = ana
        .open("/account")
        .form("/account/password")
        .set("password", "another password, longer");
    let refused = form.clone().set("current", "not the password").send();
    assert_eq!(refused.status, 422);
    refused.error_for("current");

    let form = refused
        .form("/account/password")
        .set("password", "another password, longer");
    form.set("current", PASSWORD).submit();
    assert_eq!(
        Visitor::new(&wall).log_in("Ana", PASSWORD).status,
        422,
        "the old one still opens"
    );
    let landed = Visitor::new(&wall)
        .log_in("Ana", "another password, longer")
        .follow();
    assert_eq!(landed.pseudonym().as_deref(), Some("Ana"));
}

fn sessions_are_listed_and_ended(wall: Wall) {
    let here = Visitor::named(&wall, "Ana");
    here.keep(PASSWORD);
    let there = Visitor::new(&wall);
    there.log_in("Ana", PASSWORD).follow();

    let account = here.open("/account");
    assert_eq!(account.all("ul.sessions > li").len(), 2);
    // A browser's own session may have a form as well; ending that one is another test's business.
    let others = account.forms("/account/sessions/end").into_iter();
    let of_other = |form: &crate::support::Form| form.value("session").is_some();
    assert!(
        others.clone().all(|form| of_other(&form)),
        "a form does not say which session it ends"
    );
    let end_of_there = others.last().expect("a form to end the other session");
    let after = end_of_there.submit();

    let still_in = [&here, &there].map(|visitor| visitor.open("/").pseudonym().is_some());
    assert_eq!(
        still_in.iter().filter(|is_in| **is_in).count(),
        1,
        "{still_in:?}: one was to end"
    );
    if still_in[0] {
        assert_eq!(after.all("ul.sessions > li").len(), 1);
    }
}

fn leaving_ends_the_session_on_the_server(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let old = ana.cookie("sid").expect("a session cookie");
    ana.leave();
    let thief = Visitor::new(&wall);
    thief.plant_cookie("sid", &old);
    assert_eq!(
        thief.open("/").pseudonym(),
        None,
        "the old cookie still opens the session"
    );
}

fn logging_in_changes_the_session_id(wall: Wall) {
    let visitor = Visitor::new(&wall);
    visitor.open("/login");
    let before = visitor
        .cookie("sid")
        .expect("a cookie that the form is bound to");
    visitor.take("Ana");
    let after = visitor.cookie("sid").expect("a session cookie");
    assert_ne!(before, after);
    visitor.keep(PASSWORD);
    let kept = visitor.cookie("sid").expect("a session cookie");
    assert_ne!(
        after, kept,
        "a new password leaves the old session id as it is"
    );
    for old in [before, after] {
        let thief = Visitor::new(&wall);
        thief.plant_cookie("sid", &old);
        assert_eq!(
            thief.open("/").pseudonym(),
            None,
            "an old session id is still good"
        );
    }
}

fn an_invented_session_id_is_nobodys(wall: Wall) {
    let visitor = Visitor::new(&wall);
    visitor.plant_cookie("sid", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(visitor.open("/").pseudonym(), None);
    visitor.take("Ana");
    let id = visitor.cookie("sid").expect("a session cookie");
    assert_ne!(
        id, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "the invented id was adopted"
    );
}

fn an_unkept_pseudonym_is_marked_in_words(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("I am only passing through.");
    let mark = format!("article#p{post} .unkept");
    let stranger = Visitor::new(&wall);
    assert!(!stranger.open("/").text(&mark).is_empty());
    ana.keep(PASSWORD);
    assert!(
        !stranger.open("/").has(&mark),
        "a kept pseudonym is still marked as unkept"
    );
}

fn two_people_have_the_pseudonyms_they_took(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let (hers, his) = (ana.write("From Ana."), bob.write("From Bob."));
    let page = Visitor::new(&wall).open("/");
    assert_eq!(page.entry(hers).author, "Ana");
    assert_eq!(page.entry(his).author, "Bob");
}

/// Tries to take a pseudonym that must not be given out, and gives back the refusal.
fn refuse(visitor: &Visitor, name: &str) -> Page {
    let form = visitor.open("/login").form("/login").set("pseudonym", name);
    let answer = form.send();
    assert_eq!(answer.status, 422, "{name:?} was given out");
    assert_eq!(visitor.open("/").pseudonym(), None);
    answer
}

fn keep_and_leave(wall: &Wall, name: &str) {
    let visitor = Visitor::named(wall, name);
    visitor.keep(PASSWORD);
    visitor.leave();
}

/// The page's elements and words, without what must differ: values and the one-time keys.
fn outline(page: &Page) -> Vec<String> {
    let describe = |element: ElementRef<'_>| {
        let shown = element.value().attrs().filter(|(name, _)| *name != "value");
        let attributes: Vec<String> = shown
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let own = if element.child_elements().next().is_none() {
            words(element)
        } else {
            String::new()
        };
        format!("{} {attributes:?} {own}", element.value().name())
    };
    page.all("body *").into_iter().map(describe).collect()
}
