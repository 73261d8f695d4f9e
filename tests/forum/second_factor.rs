//! A code besides the password: set up, asked for, lost and found, switched off.

use crate::support::authenticator::Authenticator;
use crate::support::form::URLENCODED;
use crate::support::page::words;
use crate::support::{Backend, Page, Setup, Visitor, Wall};

const PASSWORD: &str = "a lantern in the reeds";

on_both![
    setting_it_up_shows_a_secret_and_ten_recovery_codes_and_changes_nothing_by_itself,
    logging_in_asks_for_the_code_and_opens_nothing_before,
    a_code_counts_once,
    a_recovery_code_opens_once,
    new_recovery_codes_replace_the_old_ones,
    it_is_switched_off_with_password_and_code_only,
    a_wrong_password_or_code_sets_nothing_up_and_loses_nothing,
    setting_it_up_ends_the_other_sessions_and_changes_ones_own,
    what_proves_the_password_is_for_one_browser_alone,
    words_on_their_way_outlast_both_pages,
    whoever_has_no_password_is_told_to_set_one_first,
    sending_the_code_twice_opens_one_session,
];

fn setting_it_up_shows_a_secret_and_ten_recovery_codes_and_changes_nothing_by_itself(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    let page = ana.open("/account/second-factor");
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert_eq!(codes_of(&page).len(), 10);
    let secret = page.text("p.secret code");
    assert_eq!(secret.replace(' ', "").len(), 32, "160 bits: {secret}");
    let address = page.first("a.secret").attr("href").expect("an address");
    let expected = format!("secret={}", secret.replace(' ', ""));
    assert!(address.starts_with("otpauth://totp/The%20Wall:Ana?"));
    assert!(address.contains(&expected), "{address}");
    assert_ne!(
        ana.open("/account/second-factor").text("p.secret code"),
        secret
    );
    assert_eq!(
        Visitor::new(&wall).log_in("Ana", PASSWORD).status,
        303,
        "looking at the page switched it on"
    );
}

fn logging_in_asks_for_the_code_and_opens_nothing_before(wall: Wall) {
    let (_ana, phone, _) = guarded(&wall, "Ana");
    let elsewhere = Visitor::new(&wall);
    let asked = elsewhere.log_in("Ana", PASSWORD);
    assert_eq!(asked.status, 422);
    assert_eq!(elsewhere.open("/").pseudonym(), None, "half-way is in");
    assert_eq!(elsewhere.get("/account").status, 401);

    let refused = asked.form("/login/code").set("code", "000000").send();
    assert_eq!(refused.status, 422);
    refused.error_for("code");
    assert_eq!(elsewhere.open("/").pseudonym(), None);

    let landed = refused
        .form("/login/code")
        .set("code", &phone.code(1))
        .submit();
    assert_eq!(landed.pseudonym().as_deref(), Some("Ana"));
    // Without the right password there is no second page.
    let wrong = Visitor::new(&wall).log_in("Ana", "not the password");
    assert!(!wrong.has_form("/login/code"));
}

fn a_code_counts_once(wall: Wall) {
    let (_ana, phone, _) = guarded(&wall, "Ana");
    let code = phone.code(1);
    let first = Visitor::new(&wall).log_in("Ana", PASSWORD);
    first.form("/login/code").set("code", &code).submit();
    let thief = Visitor::new(&wall);
    let again = thief.log_in("Ana", PASSWORD);
    let refused = again.form("/login/code").set("code", &code).send();
    assert_eq!(refused.status, 422);
    refused.error_for("code");
    assert_eq!(thief.open("/").pseudonym(), None);
}

fn a_recovery_code_opens_once(wall: Wall) {
    let (_ana, _, codes) = guarded(&wall, "Ana");
    let code = codes[3].to_uppercase();
    let first = Visitor::new(&wall);
    let asked = first.log_in("Ana", PASSWORD);
    let landed = asked.form("/login/code").set("code", &code).submit();
    assert_eq!(landed.pseudonym().as_deref(), Some("Ana"));
    assert!(first.open("/account/second-factor").says("9 are left"));

    let asked = Visitor::new(&wall).log_in("Ana", PASSWORD);
    let refused = asked.form("/login/code").set("code", &code).send();
    refused.error_for("code");
}

fn new_recovery_codes_replace_the_old_ones(wall: Wall) {
    let (ana, _, old) = guarded(&wall, "Ana");
    let page = ana.open("/account/second-factor/codes");
    let new = codes_of(&page);
    assert!(new.iter().all(|code| !old.contains(code)));
    let form = page.form("/account/second-factor/codes");
    let refused = form.set("current", PASSWORD).set("code", &new[0]).send();
    assert_eq!(
        refused.status, 422,
        "a code that is not yet good made it good"
    );
    assert_eq!(codes_of(&refused), new, "others are shown");

    let done = refused
        .form("/account/second-factor/codes")
        .set("current", PASSWORD)
        .set("code", &old[0])
        .submit();
    assert!(!done.text("main p.done").is_empty());
    let log_in = |code: &str| {
        let asked = Visitor::new(&wall).log_in("Ana", PASSWORD);
        asked.form("/login/code").set("code", code).send().status
    };
    assert_eq!(log_in(&old[1]), 422, "an old one is still good");
    assert_eq!(log_in(&new[1]), 303);
}

fn it_is_switched_off_with_password_and_code_only(wall: Wall) {
    let (ana, _, codes) = guarded(&wall, "Ana");
    let form = || {
        let page = ana.open("/account/second-factor");
        page.form("/account/second-factor/off")
    };
    let refused = form().set("current", "wrong").set("code", &codes[0]).send();
    refused.error_for("current");
    let refused = form().set("current", PASSWORD).set("code", "123456").send();
    refused.error_for("code");
    assert_eq!(Visitor::new(&wall).log_in("Ana", PASSWORD).status, 422);

    let done = form()
        .set("current", PASSWORD)
        .set("code", &codes[0])
        .submit();
    assert!(!done.text("main p.done").is_empty());
    assert_eq!(Visitor::new(&wall).log_in("Ana", PASSWORD).status, 303);
}

fn a_wrong_password_or_code_sets_nothing_up_and_loses_nothing(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    let page = ana.open("/account/second-factor");
    let (secret, codes) = (page.text("p.secret code"), codes_of(&page));
    let phone = Authenticator::told(&secret);
    for (password, code, field) in [
        ("wrong", phone.code(0), "current"),
        (PASSWORD, "000000".to_owned(), "code"),
        (PASSWORD, String::new(), "code"),
        // A recovery code proves nothing about the authenticator.
        (PASSWORD, codes[0].clone(), "code"),
    ] {
        let form = page.form("/account/second-factor");
        let refused = form.set("current", password).set("code", &code).send();
        assert_eq!(refused.status, 422);
        refused.error_for(field);
        assert_eq!(refused.text("p.secret code"), secret, "another secret");
        assert_eq!(codes_of(&refused), codes, "other codes");
    }
    assert_eq!(Visitor::new(&wall).log_in("Ana", PASSWORD).status, 303);
}

fn setting_it_up_ends_the_other_sessions_and_changes_ones_own(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    let elsewhere = Visitor::new(&wall);
    elsewhere.log_in("Ana", PASSWORD).follow();
    let before = ana.cookie("sid").expect("a session");
    set_up(&ana);
    assert_ne!(ana.cookie("sid"), Some(before.clone()));
    assert_eq!(ana.open("/").pseudonym().as_deref(), Some("Ana"));
    assert_eq!(elsewhere.open("/").pseudonym(), None);
    let thief = Visitor::new(&wall);
    thief.plant_cookie("sid", &before);
    assert_eq!(thief.open("/").pseudonym(), None);
}

fn what_proves_the_password_is_for_one_browser_alone(wall: Wall) {
    let (ana, phone, _) = guarded(&wall, "Ana");
    let asked = Visitor::new(&wall).log_in("Ana", PASSWORD);
    let proof = asked.form("/login/code").value("proof").map(str::to_owned);
    let proof = proof.expect("a proof");

    // Another browser, which stole the proof, and one that was half-way in before the password changed.
    let thief = Visitor::new(&wall);
    keeper(&wall, "Eve").leave();
    let (_eve, _, _) = guarded(&wall, "Mallory");
    let own = thief.log_in("Mallory", PASSWORD);
    let form = own.form("/login/code").set("proof", &proof);
    let refused = form.set("code", &phone.code(1)).send();
    assert_eq!(refused.status, 422);
    assert!(refused.has_form("/login"), "it goes on with a stolen proof");
    assert_eq!(thief.open("/").pseudonym(), None);

    let change = ana.open("/account").form("/account/password");
    change
        .set("current", PASSWORD)
        .set("password", "another lantern")
        .submit();
    let late = asked.form("/login/code").set("code", &phone.code(1)).send();
    assert_eq!(late.status, 422);
    assert!(late.has_form("/login"), "the old password still opens");
    let tampered = asked
        .form("/login/code")
        .set("proof", "AAAA")
        .set("code", "1");
    assert_eq!(tampered.send().status, 422);
}

fn words_on_their_way_outlast_both_pages(wall: Wall) {
    let (_ana, phone, _) = guarded(&wall, "Ana");
    let elsewhere = Visitor::new(&wall);
    let form = elsewhere.open("/login").form("/login");
    let asked = form
        .add("place", "/posts")
        .add("body", "Half a thought.")
        .set("pseudonym", "Ana")
        .set("password", PASSWORD)
        .send();
    let refused = asked.form("/login/code").set("code", "000000").send();
    let landed = refused
        .form("/login/code")
        .set("code", &phone.code(1))
        .submit();
    assert!(landed.says("Half a thought."), "{}", landed.words());
}

fn whoever_has_no_password_is_told_to_set_one_first(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    assert!(!ana.open("/account").has("a[href$='/second-factor']"));
    assert_eq!(ana.get("/account/second-factor").status, 403);
    assert_eq!(
        Visitor::new(&wall).get("/account/second-factor").status,
        401
    );
}

fn sending_the_code_twice_opens_one_session(wall: Wall) {
    let (ana, phone, _) = guarded(&wall, "Ana");
    let elsewhere = Visitor::new(&wall);
    let asked = elsewhere.log_in("Ana", PASSWORD);
    let form = asked.form("/login/code").set("code", &phone.code(1));
    let before = ana.open("/account").all("ul.sessions > li").len();
    // The second press leaves with the cookie that the first one left with.
    let twin = Visitor::new(&wall);
    twin.plant_cookie("sid", &elsewhere.cookie("sid").expect("a cookie"));
    let first = form.clone().send();
    let second = twin.post("/login/code", URLENCODED, form.encoded());
    assert_eq!(first.location(), second.location());
    for both in [&elsewhere, &twin] {
        assert_eq!(both.open("/").pseudonym().as_deref(), Some("Ana"));
    }
    let after = ana.open("/account").all("ul.sessions > li").len();
    assert_eq!(after, before + 1);
}

/// Codes are tried against the same count as passwords, whoever knows the password.
#[test]
fn wrong_codes_wait_like_wrong_passwords() {
    let wall = Setup::on(Backend::Sqlite).with_limits().start();
    let (_ana, phone, _) = guarded(&wall, "Ana");
    let thief = Visitor::new(&wall);
    let mut page = thief.log_in("Ana", PASSWORD);
    for _ in 0..4 {
        page = page.form("/login/code").set("code", "000000").send();
        assert_eq!(page.status, 422);
    }
    let waits = page.form("/login/code").set("code", &phone.code(1)).send();
    assert_eq!(waits.status, 429, "the sixth try was made");
    assert!(waits.header("retry-after").is_some());
    let anew = thief.log_in("Ana", PASSWORD);
    assert_eq!(anew.status, 429, "the password makes the count begin anew");
    assert!(anew.header("retry-after").is_some());
}

/// Somebody who keeps a pseudonym.
fn keeper(wall: &Wall, name: &str) -> Visitor {
    let visitor = Visitor::named(wall, name);
    visitor.keep(PASSWORD);
    visitor
}

/// Somebody with a second factor, their phone, and their recovery codes. The phone's present code is used.
pub fn guarded(wall: &Wall, name: &str) -> (Visitor, Authenticator, Vec<String>) {
    let visitor = keeper(wall, name);
    let (phone, codes) = set_up(&visitor);
    (visitor, phone, codes)
}

fn set_up(visitor: &Visitor) -> (Authenticator, Vec<String>) {
    let page = visitor.open("/account/second-factor");
    let phone = Authenticator::told(&page.text("p.secret code"));
    let codes = codes_of(&page);
    let form = page.form("/account/second-factor");
    let done = form
        .set("current", PASSWORD)
        .set("code", &phone.code(0))
        .submit();
    assert!(!done.text("main p.done").is_empty(), "{}", done.words());
    (phone, codes)
}

fn codes_of(page: &Page) -> Vec<String> {
    page.all("ol.codes li").into_iter().map(words).collect()
}
