//! Letters about what is unread, where the owner configured mail and somebody asked for them.

use crate::support::post_office::{Letter, PostOffice};
use crate::support::{Backend, Page, Setup, Visitor, Wall, tables};

const PASSWORD: &str = "a lantern in the reeds";
const ADDRESS: &str = "bob@example.org";

#[test]
fn what_is_unread_comes_by_mail_once_in_the_time_chosen_sqlite() {
    what_is_unread_comes_by_mail_once_in_the_time_chosen(Backend::Sqlite);
}

#[test]
fn what_is_unread_comes_by_mail_once_in_the_time_chosen_postgres() {
    if Backend::Postgres.is_here() {
        what_is_unread_comes_by_mail_once_in_the_time_chosen(Backend::Postgres);
    }
}

fn what_is_unread_comes_by_mail_once_in_the_time_chosen(backend: Backend) {
    let office = PostOffice::open();
    let wall = with(backend, &office).start();
    let (ana, bob) = (Visitor::named(&wall, "Ana"), confirmed(&wall, &office));
    let room = ana.open_room("Tea", "");
    bob.open(&room);
    let done = choose(&bob, "daily");
    assert!(done.has("main p.done"), "{}", done.words());
    ana.say(&room, "Black *or* green?");
    office.stays_empty();
    it_is_time(&wall);
    let letter = office.letter();
    assert_eq!(letter.to, ADDRESS);
    for said in [
        "Bob",
        "Tea (One unread)",
        "Ana: Black or green?",
        "Subject: ",
    ] {
        assert!(letter.text.contains(said), "{said}: {}", letter.text);
    }
    let (origin, path) = letter.link();
    assert_eq!(origin, "https://wall.example");
    assert_eq!(path, format!("{room}/unread"));
    let header = format!(
        "List-Unsubscribe: <https://wall.example{}>",
        end_in(&letter)
    );
    assert!(letter.text.contains(&header), "{}", letter.text);
    // One is all, also when the wall starts again, and beside another.
    ana.say(&room, "Or white?");
    let wall = wall.restart();
    let _beside = wall.beside();
    office.stays_empty();
    it_is_time(&wall);
    assert!(office.letter().text.contains("2 unread"));
    std::thread::sleep(std::time::Duration::from_secs(7));
    office.stays_empty();
}

#[test]
fn what_is_muted_is_in_no_letter_and_on_no_list_of_what_is_unread() {
    let office = PostOffice::open();
    let wall = with(Backend::Sqlite, &office).start();
    let (ana, bob) = (Visitor::named(&wall, "Ana"), confirmed(&wall, &office));
    let room = ana.open_room("Tea", "");
    let action = format!("{room}/following");
    let forms = bob.open(&room).forms(&action).into_iter();
    let mute = forms
        .filter(|form| form.value("wish") == Some("mute"))
        .last();
    mute.expect("a way to mute").submit();
    choose(&bob, "daily");
    ana.say(&room, "Black or green?");
    ana.write("On the wall.");
    let page = bob.open("/unread");
    assert!(page.says("On the wall.") && !page.says("Black or green?"));
    it_is_time(&wall);
    let letter = office.letter().text;
    assert!(
        letter.contains("On the wall.") && !letter.contains("Tea"),
        "{letter}"
    );
}

#[test]
fn where_nothing_is_unread_nothing_comes() {
    let office = PostOffice::open();
    let wall = with(Backend::Sqlite, &office).start();
    let (ana, bob) = (Visitor::named(&wall, "Ana"), confirmed(&wall, &office));
    choose(&bob, "weekly");
    ana.write("Read.");
    bob.open("/");
    // What was read is written after a moment, and the time is over then.
    let wall = wall.restart_after(it_is_time);
    crate::support::programs::eventually("its turn has come", || {
        let due = "SELECT CAST(next_at AS TEXT) AS text FROM digest";
        tables::ask(&wall.database(), due) != ["0"]
    });
    office.stays_empty();
}

#[test]
fn a_letter_leads_to_the_end_of_letters() {
    let office = PostOffice::open();
    let wall = with(Backend::Sqlite, &office).start();
    let (ana, bob) = (Visitor::named(&wall, "Ana"), confirmed(&wall, &office));
    choose(&bob, "daily");
    ana.write("Hello.");
    it_is_time(&wall);
    let path = end_in(&office.letter());
    // Whoever holds it need not be logged in. Opening it alone changes nothing.
    let anybody = Visitor::new(&wall);
    let page = anybody.open(&path);
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert_eq!(tables::rows(&wall.database(), "digest").len(), 1);
    let other = path.replace("person=", "person=1");
    for wrong in [&other, &path[..path.len() - 1], "/account/letters/end"] {
        assert_eq!(anybody.get(wrong).status, 403, "{wrong}");
    }
    let form = page.forms("/account/letters/end").pop();
    let done = form.expect("a form").submit();
    assert!(done.says("no more letters"), "{}", done.words());
    assert!(tables::rows(&wall.database(), "digest").is_empty());
    assert!(
        bob.open("/account/letters")
            .has("option[value=never][selected]")
    );
}

#[test]
fn letters_need_a_confirmed_address_and_an_end_is_chosen_like_a_beginning() {
    let office = PostOffice::open();
    let wall = with(Backend::Sqlite, &office).start();
    let ana = Visitor::named(&wall, "Ana");
    assert_eq!(ana.get("/account/letters").status, 403);
    ana.keep(PASSWORD);
    let page = ana.open("/account/letters");
    assert!(page.says("First you need an address"), "{}", page.words());
    assert!(!page.has("select"));
    let bob = confirmed(&wall, &office);
    assert!(bob.open("/account").has("a[href$='/account/letters']"));
    assert!(bob.open("/unread").has("a[href$='/account/letters']"));
    choose(&bob, "weekly");
    let page = bob.open("/account/letters");
    assert!(page.has("option[value=weekly][selected]"));
    let form = page
        .form("/account/letters/choose")
        .set("letters", "hourly");
    assert_eq!(form.send().status, 422);
    choose(&bob, "never");
    assert!(tables::rows(&wall.database(), "digest").is_empty());
    // With the address goes what was to be sent there.
    choose(&bob, "daily");
    ana.write("Hello.");
    let page = bob.open("/account/mail");
    page.form("/account/mail/remove").submit();
    it_is_time(&wall);
    std::thread::sleep(std::time::Duration::from_secs(7));
    office.stays_empty();
}

#[test]
fn without_mail_there_are_no_letters() {
    let wall = Setup::on(Backend::Sqlite).start();
    let ana = Visitor::named(&wall, "Ana");
    ana.keep(PASSWORD);
    for path in ["/account", "/unread", "/notifications"] {
        assert!(!ana.open(path).has("a[href*='letters']"), "{path}");
    }
    assert_eq!(ana.get("/account/letters").status, 404);
}

fn with(backend: Backend, office: &PostOffice) -> Setup {
    Setup::on(backend)
        .option("--mail-smtp", &office.address)
        .option("--mail-from", "The Wall <wall@wall.example>")
        .option("--public-url", "https://wall.example")
}

/// Bob, who can be reached by mail.
fn confirmed(wall: &Wall, office: &PostOffice) -> Visitor {
    let bob = Visitor::named(wall, "Bob");
    bob.keep(PASSWORD);
    let form = bob.open("/account/mail").form("/account/mail");
    form.set("address", ADDRESS)
        .set("current", PASSWORD)
        .submit();
    let (_, path) = office.letter().link();
    let page = bob.open(&path);
    page.form("/account/mail/confirm").submit();
    bob
}

fn choose(visitor: &Visitor, how_often: &str) -> Page {
    let page = visitor.open("/account/letters");
    let form = page.form("/account/letters/choose");
    form.set("letters", how_often).submit()
}

/// Where somebody's letters end: as they were told in one.
pub fn end_of_letters(wall: &Wall, office: &PostOffice, reader: &Visitor) -> String {
    choose(reader, "daily");
    Visitor::named(wall, "Dora").write("What is new.");
    it_is_time(wall);
    end_in(&office.letter())
}

/// The time that somebody chose is over.
fn it_is_time(wall: &Wall) {
    tables::change(&wall.database(), "UPDATE digest SET next_at = 0");
}

/// The path in a letter by which letters end.
fn end_in(letter: &Letter) -> String {
    let mut lines = letter.text.lines().map(str::trim);
    let line = lines.find(|line| line.starts_with("http") && line.contains("/letters/end"));
    let line = line.unwrap_or_else(|| panic!("no end in {}", letter.text));
    line.trim_start_matches("https://wall.example").to_owned()
}
