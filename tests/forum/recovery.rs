//! Coming back by mail after a password was forgotten, where the owner configured mail.

use crate::support::authenticator::Authenticator;
use crate::support::page::words;
use crate::support::post_office::PostOffice;
use crate::support::{Backend, Page, Setup, Visitor, Wall, tables};

pub const PASSWORD: &str = "a lantern in the reeds";
const ANOTHER: &str = "another lantern, in the hills";
const ADDRESS: &str = "ana@example.org";

/// Makes two tests of each function named, on both databases, with a mail server beside the wall.
macro_rules! with_mail {
    ($($name:ident),+ $(,)?) => { $(
        mod $name {
            use super::{Backend, PostOffice, with};

            #[test]
            fn sqlite() {
                let office = PostOffice::open();
                super::$name(with(Backend::Sqlite, &office).start(), office);
            }

            #[test]
            fn postgres() {
                if Backend::Postgres.is_here() {
                    let office = PostOffice::open();
                    super::$name(with(Backend::Postgres, &office).start(), office);
                }
            }
        }
    )+ };
}

with_mail![
    an_address_counts_once_it_is_confirmed_and_a_link_alone_confirms_nothing,
    a_forgotten_password_is_set_anew_by_what_was_sent,
    the_answer_is_the_same_whoever_is_asked_for,
    a_link_is_good_once_and_for_an_hour,
    the_second_factor_is_asked_for_all_the_same,
    an_address_is_set_by_who_knows_the_password,
    an_address_is_forgotten_with_what_was_sent_there,
    a_wrong_address_is_refused_with_a_sentence,
    the_link_leads_where_the_owner_said_whatever_the_visitor_says,
];

#[test]
fn without_mail_none_of_it_is_there() {
    let wall = Setup::on(Backend::Sqlite).start();
    let ana = Visitor::named(&wall, "Ana");
    ana.keep(PASSWORD);
    for path in [
        "/login/recover",
        "/login/recover/sent",
        "/login/recover/password?token=x",
        "/account/mail",
        "/account/mail/confirm?token=x",
    ] {
        assert_eq!(ana.get(path).status, 404, "{path}");
    }
    assert!(!ana.open("/account").has("a[href*='mail']"));
    assert!(!Visitor::new(&wall).open("/login").has("a[href*='recover']"));
    let page = Visitor::new(&wall).open("/privacy");
    assert!(page.says("No e-mail address is asked for or kept."));
}

#[test]
fn half_a_configuration_is_refused_with_a_sentence() {
    let folder = tempfile::TempDir::new().expect("a folder");
    for (arguments, said) in [
        (&["--mail-smtp", "smtp://localhost"][..], "go together"),
        (&["--mail-from", "wall@example.org"], "go together"),
        (
            &[
                "--mail-smtp",
                "http://me:geheim@x",
                "--mail-from",
                "w@x.org",
            ],
            "--mail-smtp",
        ),
        (
            &["--mail-smtp", "smtp://localhost", "--mail-from", "w@x.org"],
            "--public-url",
        ),
        (
            &[
                "--mail-smtp",
                "smtp://localhost",
                "--mail-from",
                "no address",
                "--public-url",
                "https://wall.example",
            ],
            "--mail-from",
        ),
    ] {
        let mut command = crate::support::server::program(folder.path());
        command.args(arguments).args(["--listen", "127.0.0.1:0"]);
        let done = command.output().expect("the program");
        assert!(!done.status.success(), "{arguments:?}");
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(error.contains(said), "{arguments:?}: {error}");
        assert!(!error.contains("geheim"), "the password is shown: {error}");
    }
}

#[test]
fn letters_have_a_budget() {
    let office = PostOffice::open();
    let wall = with(Backend::Sqlite, &office).with_limits().start();
    confirmed(&wall, &office, "Ana");
    let answers: Vec<String> = (0..5).map(|_| ask(&wall, "Ana").words()).collect();
    assert!(answers.windows(2).all(|two| two[0] == two[1]));
    for _ in 0..3 {
        office.letter();
    }
    office.stays_empty();
}

fn an_address_counts_once_it_is_confirmed_and_a_link_alone_confirms_nothing(
    wall: Wall,
    office: PostOffice,
) {
    let ana = keeper(&wall, "Ana");
    let done = give_address(&ana, PASSWORD, ADDRESS);
    assert!(done.has("main p.done") && done.says("not yet confirmed"));
    let letter = office.letter();
    assert_eq!(letter.to, ADDRESS);
    assert!(letter.text.contains("Auto-Submitted: auto-generated"));
    assert!(letter.text.contains("Ana"), "{}", letter.text);
    // Before it is confirmed, nothing goes there.
    ask(&wall, "Ana");
    office.stays_empty();

    let (_, path) = letter.link();
    let anywhere = Visitor::new(&wall);
    let page = anywhere.open(&path);
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert!(ana.open("/account/mail").says("not yet confirmed"));
    page.form("/account/mail/confirm").submit();
    assert!(ana.open("/account/mail").says("(confirmed)"));
    assert_eq!(anywhere.get(&path).status, 403, "it is good twice");
    ask(&wall, "Ana");
    assert_eq!(office.letter().to, ADDRESS);
}

fn a_forgotten_password_is_set_anew_by_what_was_sent(wall: Wall, office: PostOffice) {
    let ana = confirmed(&wall, &office, "Ana");
    let path = asked_for(&wall, &office, "ana");
    let anywhere = Visitor::new(&wall);
    let page = anywhere.open(&path);
    assert!(page.says("Ana"));
    // Nothing on the page leads on with the token in it, but for the form itself.
    let token = path.rsplit('=').next().expect("a token").to_owned();
    for link in page.all("a[href], link[href]") {
        let address = link.attr("href").unwrap_or_default();
        assert!(!address.contains(&token), "{address}");
    }
    let short = page
        .form("/login/recover/password")
        .set("password", "short");
    let refused = short.send();
    assert_eq!(refused.status, 422);
    refused.error_for("password");
    assert!(
        ana.open("/").pseudonym().is_some(),
        "a refusal ended sessions"
    );

    let form = refused.form("/login/recover/password");
    let landed = form.set("password", ANOTHER).submit();
    assert!(landed.has("main p.done") && landed.has_form("/login"));
    assert_eq!(ana.open("/").pseudonym(), None, "a session goes on");
    assert_eq!(Visitor::new(&wall).log_in("Ana", PASSWORD).status, 422);
    assert_eq!(Visitor::new(&wall).log_in("Ana", ANOTHER).status, 303);
    let database = tables::dump(&wall);
    assert!(
        !format!("{database:?}").contains(&token),
        "the token is kept"
    );
    assert!(!wall.log().contains(&token) && !wall.log().contains(ADDRESS));
}

fn the_answer_is_the_same_whoever_is_asked_for(wall: Wall, office: PostOffice) {
    confirmed(&wall, &office, "Ana");
    keeper(&wall, "Bob").leave();
    let _vera = Visitor::named(&wall, "Vera");
    let answers: Vec<(String, u16)> = ["Ana", "Bob", "Vera", "Nobody", "..", "\u{202e}"]
        .iter()
        .map(|name| ask(&wall, name))
        .map(|page| (page.words(), page.status))
        .collect();
    assert!(
        answers.windows(2).all(|two| two[0] == two[1]),
        "{answers:?}"
    );
    office.letter();
    office.stays_empty();
    let empty = Visitor::new(&wall)
        .open("/login/recover")
        .form("/login/recover");
    empty.send().error_for("pseudonym");
}

fn a_link_is_good_once_and_for_an_hour(wall: Wall, office: PostOffice) {
    confirmed(&wall, &office, "Ana");
    let (first, second) = (
        asked_for(&wall, &office, "Ana"),
        asked_for(&wall, &office, "Ana"),
    );
    let (one, other) = (Visitor::new(&wall), Visitor::new(&wall));
    let late = other.open(&second).form("/login/recover/password");
    let form = one.open(&first).form("/login/recover/password");
    form.set("password", ANOTHER).submit();
    assert_eq!(one.get(&first).status, 403, "good twice");
    // The other letter is no longer good either.
    assert_eq!(late.set("password", "a third lantern").send().status, 403);
    assert_eq!(Visitor::new(&wall).log_in("Ana", ANOTHER).status, 303);

    let old = asked_for(&wall, &office, "Ana");
    let earlier = "UPDATE mail_token SET expires_at = expires_at - 3600000000";
    tables::change(&wall.database(), earlier);
    assert_eq!(one.get(&old).status, 403, "good after an hour");
    for other in ["", "?token=", "?token=AAAA"] {
        let path = format!("/login/recover/password{other}");
        assert_eq!(one.get(&path).status, 403, "{path}");
    }
}

fn the_second_factor_is_asked_for_all_the_same(wall: Wall, office: PostOffice) {
    let ana = confirmed(&wall, &office, "Ana");
    let page = ana.open("/account/second-factor");
    let phone = Authenticator::told(&page.text("p.secret code"));
    let codes: Vec<String> = page.all("ol.codes li").into_iter().map(words).collect();
    let form = page.form("/account/second-factor");
    form.set("current", PASSWORD)
        .set("code", &phone.code(0))
        .submit();

    let path = asked_for(&wall, &office, "Ana");
    let anywhere = Visitor::new(&wall);
    let form = anywhere.open(&path).form("/login/recover/password");
    for code in ["", "000000", "aaaa-bbbb-cccc"] {
        let refused = form
            .clone()
            .set("password", ANOTHER)
            .set("code", code)
            .send();
        assert_eq!(refused.status, 422, "{code:?}");
        refused.error_for("code");
    }
    assert_eq!(Visitor::new(&wall).log_in("Ana", ANOTHER).status, 422);
    let form = anywhere.open(&path).form("/login/recover/password");
    form.set("password", ANOTHER)
        .set("code", &codes[0])
        .submit();
    let asked = Visitor::new(&wall).log_in("Ana", ANOTHER);
    assert!(asked.has_form("/login/code"));
}

fn an_address_is_set_by_who_knows_the_password(wall: Wall, office: PostOffice) {
    let ana = keeper(&wall, "Ana");
    let form = ana.open("/account/mail").form("/account/mail");
    let refused = form.set("address", ADDRESS).set("current", "wrong").send();
    assert_eq!(refused.status, 422);
    refused.error_for("current");
    assert_eq!(
        refused.form("/account/mail").value("address"),
        Some(ADDRESS)
    );
    office.stays_empty();
    let visiting = Visitor::named(&wall, "Vera");
    assert_eq!(visiting.get("/account/mail").status, 403);
    assert!(!visiting.open("/account").has("a[href$='/account/mail']"));
    assert_eq!(Visitor::new(&wall).get("/account/mail").status, 401);
}

fn an_address_is_forgotten_with_what_was_sent_there(wall: Wall, office: PostOffice) {
    let ana = confirmed(&wall, &office, "Ana");
    let path = asked_for(&wall, &office, "Ana");
    let done = ana
        .open("/account/mail")
        .form("/account/mail/remove")
        .submit();
    assert!(!done.says(ADDRESS));
    assert_eq!(Visitor::new(&wall).get(&path).status, 403);
    let database = tables::dump(&wall);
    assert!(!format!("{database:?}").contains(ADDRESS));
    ask(&wall, "Ana");
    office.stays_empty();
}

fn a_wrong_address_is_refused_with_a_sentence(wall: Wall, office: PostOffice) {
    let ana = keeper(&wall, "Ana");
    let long = format!("a@{}.org", "b".repeat(300));
    for address in ["", "ana", "a@b c", "a@b.org, c@d.org", "<script>@x", &long] {
        let form = ana.open("/account/mail").form("/account/mail");
        let refused = form.set("address", address).set("current", PASSWORD).send();
        assert_eq!(refused.status, 422, "{address}");
        refused.error_for("address");
    }
    let form = ana.open("/account/mail").form("/account/mail");
    let split = "ana@example.org\r\nBcc: all@example.org";
    let refused = form.set("address", split).set("current", PASSWORD).send();
    assert_eq!(refused.status, 422);
    office.stays_empty();
}

fn the_link_leads_where_the_owner_said_whatever_the_visitor_says(wall: Wall, office: PostOffice) {
    confirmed(&wall, &office, "Ana");
    let form = Visitor::new(&wall)
        .open("/login/recover")
        .form("/login/recover")
        .set("pseudonym", "Ana");
    let form = form.header("X-Forwarded-Host", "evil.example");
    form.header("Forwarded", "host=evil.example").submit();
    let letter = office.letter();
    assert_eq!(letter.link().0, "https://wall.example");
    assert!(!letter.text.contains("evil.example"));
}

pub fn with(backend: Backend, office: &PostOffice) -> Setup {
    Setup::on(backend)
        .option("--mail-smtp", &office.address)
        .option("--mail-from", "The Wall <wall@wall.example>")
        .option("--public-url", "https://wall.example")
}

fn keeper(wall: &Wall, name: &str) -> Visitor {
    let visitor = Visitor::named(wall, name);
    visitor.keep(PASSWORD);
    visitor
}

/// Somebody who can be reached by mail.
pub fn confirmed(wall: &Wall, office: &PostOffice, name: &str) -> Visitor {
    let visitor = keeper(wall, name);
    give_address(&visitor, PASSWORD, ADDRESS);
    let (_, path) = office.letter().link();
    let page = visitor.open(&path);
    page.form("/account/mail/confirm").submit();
    visitor
}

pub fn give_address(visitor: &Visitor, password: &str, address: &str) -> Page {
    let form = visitor.open("/account/mail").form("/account/mail");
    form.set("address", address)
        .set("current", password)
        .submit()
}

/// Asks for a letter, and gives back the page that says what everybody is told.
fn ask(wall: &Wall, name: &str) -> Page {
    let visitor = Visitor::new(wall);
    let login = visitor.open("/login");
    assert!(login.has("main a[href$='/login/recover']"));
    let form = visitor.open("/login/recover").form("/login/recover");
    form.set("pseudonym", name).submit()
}

/// The path in the letter that comes.
pub fn asked_for(wall: &Wall, office: &PostOffice, name: &str) -> String {
    ask(wall, name);
    office.letter().link().1
}
