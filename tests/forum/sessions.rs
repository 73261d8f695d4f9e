//! Sessions: told by name, listed, ended, renewed; cookies that are of no use to a thief; guesses that
//! wait; and a word when something was done. Named after the rows of the policy: session fixation and
//! theft, enumeration, password-hash flood.

use crate::support::page::words;
use crate::support::raw::exchange;
use crate::support::{Backend, Form, Page, Setup, Visitor, Wall};
use std::sync::{Arc, Barrier};

const PASSWORD: &str = "a lantern in the reeds";
const FIREFOX: &str = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";

on_both![
    sessions_have_the_names_that_people_know_their_browsers_by,
    every_other_session_is_ended_with_one_button,
    a_changed_password_ends_the_others,
    session_fixation_and_theft_old_ids_are_refused_after_a_change_of_role,
    session_fixation_and_theft_what_is_planted_is_never_adopted,
    a_word_of_success_is_said_once,
    a_word_of_success_cannot_be_invented,
    an_address_without_capitals_or_accents_leads_to_its_person,
    an_address_that_two_may_mean_leads_nowhere,
];

fn sessions_have_the_names_that_people_know_their_browsers_by(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    for agent in [FIREFOX, "Lynx/2.9.2 libwww-FM/2.14", "w3m/0.5.3"] {
        log_in(&Visitor::new(&wall), "Ana", PASSWORD)
            .header("User-Agent", agent)
            .submit();
    }
    let account = ana.open("/account");
    let names: Vec<String> = account
        .all("ul.sessions .agent")
        .into_iter()
        .map(words)
        .collect();
    for name in ["Firefox on Android", "Lynx", "w3m"] {
        assert!(names.iter().any(|shown| shown == name), "{names:?}");
    }
    let titles = account.all(&format!("ul.sessions .agent[title='{FIREFOX}']"));
    assert_eq!(titles.len(), 1, "what it calls itself is gone");
    let french = Visitor::reading(&wall, "fr");
    french.log_in("Ana", PASSWORD).follow();
    assert!(french.open("/account").says("Firefox sur Android"));
}

fn every_other_session_is_ended_with_one_button(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    assert!(
        !ana.open("/account")
            .has_form("/account/sessions/end-others")
    );
    let others = [Visitor::new(&wall), Visitor::new(&wall)];
    for other in &others {
        other.log_in("Ana", PASSWORD).follow();
    }
    let account = ana.open("/account");
    assert_eq!(account.all("ul.sessions > li").len(), 3);
    let after = account.form("/account/sessions/end-others").submit();
    assert_eq!(after.all("ul.sessions > li").len(), 1);
    assert!(
        others
            .iter()
            .all(|other| other.open("/").pseudonym().is_none())
    );
    assert!(ana.open("/").pseudonym().is_some());
}

fn a_changed_password_ends_the_others(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    let other = Visitor::new(&wall);
    other.log_in("Ana", PASSWORD).follow();
    let form = ana.open("/account").form("/account/password");
    form.set("current", PASSWORD)
        .set("password", "another lantern")
        .submit();
    assert_eq!(other.open("/").pseudonym(), None);
    assert_eq!(ana.open("/").pseudonym().as_deref(), Some("Ana"));
}

fn session_fixation_and_theft_old_ids_are_refused_after_a_change_of_role(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    let before = ana.cookie("sid").expect("a session");
    ana.open(&wall.claim()).form("/owner/claim").submit();
    let after = ana.cookie("sid").expect("a session");
    assert_ne!(before, after, "an owner has the session id of a member");
    let thief = Visitor::new(&wall);
    thief.plant_cookie("sid", &before);
    assert_eq!(thief.open("/").pseudonym(), None);
    assert_eq!(ana.open("/").pseudonym().as_deref(), Some("Ana"));
}

fn session_fixation_and_theft_what_is_planted_is_never_adopted(wall: Wall) {
    let attacker = Visitor::new(&wall);
    attacker.open("/login");
    let planted = attacker.cookie("sid").expect("a cookie");
    let victim = Visitor::new(&wall);
    victim.plant_cookie("sid", &planted);
    victim.take("Ana");
    victim.keep(PASSWORD);
    assert_ne!(victim.cookie("sid"), Some(planted));
    assert_eq!(attacker.open("/").pseudonym(), None);
    // What makes a browser known opens nothing by itself.
    let known = victim.cookie("known").expect("a mark");
    let thief = Visitor::new(&wall);
    thief.plant_cookie("known", &known);
    thief.plant_cookie("sid", &known);
    assert_eq!(thief.open("/").pseudonym(), None);
}

fn a_word_of_success_is_said_once(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let said = |page: &Page| page.maybe("main p.done[role='status']").map(words);
    let form = |action: &str| ana.open("/account").form(action);
    let done = [
        ana.keep(PASSWORD),
        form("/account/password")
            .set("current", PASSWORD)
            .set("password", "another lantern")
            .submit(),
        form("/account/light").submit(),
        form("/account/light").submit(),
        ana.open("/settings").form("/settings/save").submit(),
    ];
    let words: Vec<String> = done.iter().filter_map(said).collect();
    assert_eq!(words.len(), done.len(), "{words:?}");
    let mut different = words.clone();
    different.dedup();
    assert_eq!(different, words, "two different things have one word");
    assert_eq!(said(&ana.open("/account")), None, "it is said again");

    let left = ana.leave();
    assert!(said(&left).is_some());
    assert_eq!(left.header("cache-control"), Some("private, no-store"));
    let next = ana.open("/");
    assert_eq!(said(&next), None);
    assert_eq!(next.header("cache-control"), Some("public, no-cache"));
    assert_eq!(said(&Visitor::new(&wall).open("/")), None);
}

fn a_word_of_success_cannot_be_invented(wall: Wall) {
    for word in ["about-lede", "<b>done</b>", "done-", "password"] {
        let visitor = Visitor::new(&wall);
        visitor.plant_cookie("done", word);
        assert!(!visitor.open("/").has("p.done"), "{word}");
    }
    let refused = Visitor::new(&wall);
    refused.plant_cookie("done", "done-password");
    let page = refused.log_in("Ana", "not the password");
    assert!(!page.has("p.done"), "a refusal speaks of success");
}

fn an_address_without_capitals_or_accents_leads_to_its_person(wall: Wall) {
    Visitor::named(&wall, "Chloé");
    let stranger = Visitor::new(&wall);
    for typed in ["chlo%C3%A9", "CHLO%C3%89", "chloe", "Chloe"] {
        let page = stranger.get(&format!("/people/{typed}?before=9"));
        assert_eq!(page.status, 301, "{typed}");
        let location = page.location();
        assert!(location.starts_with(&wall.origin), "{location}");
        let landed = stranger.open(location);
        assert!(landed.says("Chloé"), "{typed}");
        assert!(location.ends_with("/people/Chlo%C3%A9?before=9"));
    }
    assert_eq!(stranger.get("/people/chlo").status, 404);
    assert_eq!(stranger.get("/people/%CC%81").status, 404);
}

fn an_address_that_two_may_mean_leads_nowhere(wall: Wall) {
    let (_one, _other) = (Visitor::named(&wall, "Zoé"), Visitor::named(&wall, "Zoë"));
    let stranger = Visitor::new(&wall);
    assert_eq!(stranger.get("/people/zoe").status, 404);
    assert_eq!(stranger.get("/people/zo%C3%AB").status, 301);
}

/// Walls of before have no folded names: they are filled in at the next start.
#[test]
fn folded_names_of_older_walls_are_filled_in() {
    let wall = Setup::on(Backend::Sqlite).start();
    keeper(&wall, "Chloé");
    let wall = wall.restart_after(|wall| {
        crate::support::tables::change(&wall.database(), "UPDATE person SET folded = ''");
    });
    assert_eq!(Visitor::new(&wall).get("/people/chloe").status, 301);
}

#[test]
fn session_fixation_and_theft_cookies_over_https_are_for_the_host_alone() {
    let wall = Setup::on(Backend::Sqlite)
        .option("--public-url", "https://wall.example")
        .start();
    let ask = |path: &str| {
        let head = format!("GET {path} HTTP/1.1\r\nHost: wall.example\r\n");
        exchange(wall.address(), format!("{head}Connection: close\r\n\r\n"))
    };
    let answer = ask("/login");
    let cookie = answer.header("set-cookie").expect("a cookie").to_owned();
    assert!(cookie.starts_with("__Host-sid="), "{cookie}");
    for needed in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.split("; ").any(|part| part == needed), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    // Headers stand on errors as well as on pages.
    for path in ["/", "/login", "/nothing", "/account", "/assets/nothing"] {
        let answer = ask(path);
        let hsts = answer.header("strict-transport-security");
        assert_eq!(hsts, Some("max-age=63072000"), "{path}");
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("script-src 'none'"), "{path}: {policy}");
        assert!(policy.ends_with("upgrade-insecure-requests"), "{path}");
    }
}

#[test]
fn enumeration_guesses_wait_whether_anybody_has_the_pseudonym_or_not() {
    let wall = Setup::on(Backend::Sqlite).with_limits().start();
    let ana = keeper(&wall, "Ana");
    ana.leave();
    let _visiting = Visitor::named(&wall, "Vera");
    let answers = ["Ana", "Nobody", "Vera"].map(|name| {
        let stranger = Visitor::new(&wall);
        for _ in 0..5 {
            assert_eq!(stranger.log_in(name, "not the password").status, 422);
        }
        // From another browser, and with other capitals: it is the pseudonym that waits.
        let waits = Visitor::new(&wall).log_in(&name.to_uppercase(), "guess");
        assert_eq!(waits.status, 429, "{name}");
        let seconds: u64 = waits
            .header("retry-after")
            .and_then(|seconds| seconds.parse().ok())
            .expect("seconds to wait");
        assert!((1..=10).contains(&seconds), "{seconds}");
        let form = waits.form("/login");
        assert_eq!(form.value("pseudonym"), Some(&*name.to_uppercase()));
        assert_eq!(form.value("password"), Some(""));
        waits.text("main [role='alert']")
    });
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
    // Another pseudonym does not wait, and neither does the browser of the one who is guessed at.
    assert_eq!(Visitor::new(&wall).log_in("Bob", "guess").status, 422);
    assert_eq!(Visitor::new(&wall).log_in("Ana", PASSWORD).status, 429);
    let back = ana.log_in("Ana", PASSWORD).follow();
    assert_eq!(back.pseudonym().as_deref(), Some("Ana"));
    // Taking a pseudonym is no guess.
    assert_eq!(Visitor::new(&wall).take("Bob").status, 200);
}

#[test]
fn a_stolen_session_guesses_its_password_no_faster() {
    let wall = Setup::on(Backend::Sqlite).with_limits().start();
    let ana = keeper(&wall, "Ana");
    let change = |current: &str| {
        let form = ana.open("/account").form("/account/password");
        form.set("current", current)
            .set("password", "another lantern")
            .send()
    };
    for _ in 0..5 {
        change("a guess").error_for("current");
    }
    let waits = change(PASSWORD);
    assert_eq!(waits.status, 429);
    assert!(waits.header("retry-after").is_some());
}

#[test]
fn password_hash_flood_the_queue_is_short_and_pages_go_on() {
    const MANY: usize = 90;
    let wall = Setup::on(Backend::Sqlite).start();
    keeper(&wall, "Ana").leave();
    let together = Arc::new(Barrier::new(MANY + 1));
    let all: Vec<_> = (0..MANY)
        .map(|_| {
            let (origin, together) = (wall.origin.clone(), Arc::clone(&together));
            std::thread::spawn(move || {
                let visitor = Visitor::at(&origin, "");
                let form = log_in(&visitor, "Ana", "a guess");
                together.wait();
                let answer = form.send();
                if answer.status == 503 {
                    assert!(answer.header("retry-after").is_some());
                    let form = answer.form("/login");
                    assert_eq!(form.value("pseudonym"), Some("Ana"));
                    assert_eq!(form.value("password"), Some(""));
                }
                answer.status
            })
        })
        .collect();
    together.wait();
    assert_eq!(Visitor::new(&wall).open("/").status, 200);
    let mut statuses: Vec<u16> = all
        .into_iter()
        .map(|one| one.join().expect("an answer"))
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    assert_eq!(
        statuses,
        [422, 503],
        "some are tried, the rest come back later"
    );
    let after = Visitor::new(&wall).log_in("Ana", PASSWORD);
    assert_eq!(after.status, 303, "the flood has not ebbed");
}

fn keeper(wall: &Wall, name: &str) -> Visitor {
    let visitor = Visitor::named(wall, name);
    visitor.keep(PASSWORD);
    visitor
}

fn log_in(visitor: &Visitor, name: &str, password: &str) -> Form {
    let form = visitor.open("/login").form("/login");
    form.set("pseudonym", name).set("password", password)
}
