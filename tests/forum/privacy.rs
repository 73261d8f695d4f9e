//! What is kept, told by the wall itself; taken along; and forgotten.

use crate::files;
use crate::support::{Backend, Page, Setup, Visitor, Wall, tables};
use serde_json::Value;
use std::io::{Cursor, Read};
use zip::ZipArchive;

const PASSWORD: &str = "a lantern in the reeds";

on_both![
    the_way_to_what_is_kept_stands_on_every_page,
    a_person_takes_everything_of_theirs_and_nothing_of_others,
    an_archive_is_for_its_own_session_and_a_short_time,
    whoever_is_forgotten_can_leave_their_words_without_a_name,
    whoever_is_forgotten_can_take_their_words_away,
    being_forgotten_asks_for_a_choice_the_pseudonym_and_the_password,
    somebody_without_a_password_is_forgotten_as_well,
    being_forgotten_twice_is_once,
];

#[test]
fn the_page_says_what_is_configured() {
    let wall = Setup::on(Backend::Sqlite)
        .option("--undo-days", "7")
        .option("--session-days", "11")
        .start();
    for (language, undo, sessions) in [
        ("en", "can be undone for 7 days", "not used for 11 days"),
        (
            "fr",
            "être annulée pendant 7 jours",
            "inutilisée pendant 11 jours",
        ),
    ] {
        let page = Visitor::reading(&wall, language).open("/privacy");
        assert!(page.says(undo) && page.says(sessions), "{}", page.words());
        assert_eq!(page.header("cache-control"), Some("public, no-cache"));
    }
}

fn the_way_to_what_is_kept_stands_on_every_page(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for (visitor, path) in [
        (&Visitor::new(&wall), "/"),
        (&Visitor::new(&wall), "/nothing"),
        (&ana, "/account"),
    ] {
        let page = visitor.get(path);
        let link = page.first("footer.site a[href$='/privacy']");
        let address = link.attr("href").expect("an address").to_owned();
        assert!(!visitor.open(&address).words().is_empty());
    }
}

fn a_person_takes_everything_of_theirs_and_nothing_of_others(wall: Wall) {
    let (ana, bob) = (keeper(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "Leaves.");
    let first = ana.write("My first words, é and “quotes”.");
    bob.comment(first, "These are Bob's words.");
    let own = ana.comment(first, "A comment of mine.");
    ana.edit(first, "My second words.");
    let said = ana.say(&room, "Something in a room.");
    let form = ana.open("/").form("/posts").set("body", "A picture.");
    let picture = form
        .set("alt", "A square.")
        .attach("me & you.png", &files::png(30, 20));
    let picture = picture.submit().landed_on();
    let form = ana
        .open(&format!("/posts/{said}"))
        .form(&format!("/posts/{said}/delete"));
    form.submit();
    ana.open("/account").form("/account/light").submit();
    let form = ana
        .open("/account/profile")
        .form("/account/profile/picture");
    form.attach("me.png", &files::png(40, 40)).submit();

    let mut archive = take(&ana);
    let mut names: Vec<String> = archive
        .file_names()
        .map(|name| name.expect("a name in UTF-8").into_owned())
        .collect();
    names.sort_unstable();
    let all = [
        "README.txt",
        "drafts.json",
        &format!("files/{picture}-0-me  you.png"),
        "files/picture.png",
        "messages.jsonl",
        "moderation.json",
        "notifications.json",
        "posts.jsonl",
        "profile.json",
        "reactions.json",
        "sessions.json",
        "settings.json",
    ];
    assert_eq!(names, all);
    assert!(text(&mut archive, "README.txt").contains("Ana"));
    let profile = json(&text(&mut archive, "profile.json"));
    assert_eq!(profile["pseudonym"], "Ana");
    assert_eq!(profile["kept"], true);
    assert_eq!(profile["picture"], "files/picture.png");
    let settings = json(&text(&mut archive, "settings.json"));
    assert_eq!(settings["light"], false);
    let sessions = json(&text(&mut archive, "sessions.json"));
    assert_eq!(sessions.as_array().map(Vec::len), Some(1));

    let posts = text(&mut archive, "posts.jsonl");
    assert!(!posts.contains("Bob's words"), "others' words are in it");
    let posts: Vec<Value> = posts.lines().map(json).collect();
    let ids: Vec<u64> = posts
        .iter()
        .filter_map(|post| post["id"].as_u64())
        .collect();
    assert_eq!(ids, [first, own, said, picture]);
    assert_eq!(posts[3]["files"][0]["description"], "A square.");
    assert_eq!(posts[0]["body"], "My second words.");
    let before = "My first words, é and “quotes”.";
    assert_eq!(posts[0]["versions"][0]["body"], before);
    assert_eq!(posts[0]["room"], "wall");
    assert_eq!(posts[1]["comment-on"], first);
    assert_eq!(posts[2]["room"], room.trim_start_matches("/rooms/"));
    assert!(posts[2]["deleted"].is_string() && posts[0]["deleted"].is_null());
    let address = posts[0]["address"].as_str().expect("an address");
    assert_eq!(ana.open(address).entry(first).words, "My second words.");
    let at = posts[0]["at"].as_str().expect("a time");
    assert!(at.starts_with("20") && at.ends_with('Z'), "{at}");
}

fn an_archive_is_for_its_own_session_and_a_short_time(wall: Wall) {
    let (ana, bob) = (keeper(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let led = ana.open("/account/data").form("/account/data").send();
    assert_eq!(led.status, 303);
    let address = led.location().to_owned();
    assert_eq!(bob.get(&address).status, 403, "somebody else gets it");
    assert_eq!(Visitor::new(&wall).get(&address).status, 401);
    let bare = address.split('?').next().expect("an address");
    for other in [
        bare.to_owned(),
        format!("{address}A"),
        format!("{bare}?proof=AAAA"),
    ] {
        assert_eq!(ana.get(&other).status, 403, "{other}");
    }
    let file = ana.get(&address);
    assert_eq!(file.status, 200);
    assert_eq!(file.header("cache-control"), Some("private, no-store"));
    assert_eq!(file.header("content-type"), Some("application/zip"));
    let disposition = file.header("content-disposition").unwrap_or_default();
    assert!(disposition.starts_with("attachment; filename=\"wall-"));
    let length = file.body.len().to_string();
    assert_eq!(file.header("content-length"), Some(length.as_str()));
    assert_eq!(
        ana.request("HEAD", &address, &[], None)
            .header("content-length"),
        Some(length.as_str())
    );
}

fn whoever_is_forgotten_can_leave_their_words_without_a_name(wall: Wall) {
    let (zoe, bob) = (keeper(&wall, "Zwiebelfisch"), Visitor::named(&wall, "Bob"));
    let post = zoe.write("Words that stay.");
    let answer = bob.comment(post, "An answer that stays.");
    let own_wall = zoe
        .open("/people/Zwiebelfisch")
        .form("/people/Zwiebelfisch/posts");
    own_wall.set("body", "On my own wall.").submit();
    let session = zoe.cookie("sid").expect("a session");
    let elsewhere = Visitor::new(&wall);
    elsewhere.log_in("Zwiebelfisch", PASSWORD).follow();

    let after = forget(&zoe, "leave", "Zwiebelfisch");
    assert!(after.has("main p.done"), "{}", after.words());
    assert_eq!(after.pseudonym(), None);
    let page = bob.open("/");
    let left = page.entry(post);
    assert_eq!(left.words, "Words that stay.");
    assert_eq!(left.author, "somebody who was forgotten");
    let link = format!("article#p{post} > header .p-author a");
    assert!(!page.has(&link), "a link leads to nobody");
    assert_eq!(page.comments_of(post)[0].id, answer);
    assert!(bob.open(&format!("/posts/{post}")).says("forgotten"));
    assert_eq!(bob.get("/people/Zwiebelfisch").status, 404);

    let thief = Visitor::new(&wall);
    thief.plant_cookie("sid", &session);
    assert_eq!(thief.open("/").pseudonym(), None);
    assert_eq!(elsewhere.open("/").pseudonym(), None);
    assert_eq!(
        Visitor::new(&wall).log_in("Zwiebelfisch", PASSWORD).status,
        422
    );
    is_gone(wall, &["Zwiebelfisch", "zwiebelfisch"]);
}

fn whoever_is_forgotten_can_take_their_words_away(wall: Wall) {
    let (zoe, bob) = (keeper(&wall, "Zwiebelfisch"), Visitor::named(&wall, "Bob"));
    let post = zoe.write("Marzipankartoffel, the first time.");
    bob.comment(post, "An answer that stays.");
    zoe.edit(post, "Marzipankartoffel, the second time.");
    let asides: Vec<u64> = (0..3)
        .map(|n| zoe.write(&format!("Nebelkerze {n}.")))
        .collect();
    let poll = zoe.ask("Nebelkerze, or what?", "Pfefferkuchen\nStollen", false);
    for who in [&zoe, &bob] {
        who.vote(poll, &["1"]).follow();
        who.react(poll, "smile");
    }
    let deleted = format!("/posts/{}", asides[0]);
    zoe.open(&deleted)
        .form(&format!("{deleted}/delete"))
        .submit();
    let preview = zoe
        .open("/")
        .form("/posts")
        .set("body", "Eierschecke, half done")
        .set("poll_choices", "Baumkuchen\nStollen");
    preview.press("act", "preview").send();

    let after = forget(&zoe, "delete", "Zwiebelfisch");
    assert!(after.has("main p.done"), "{}", after.words());
    assert!(!bob.open("/").says("Marzipankartoffel"));
    let gone = bob.get(&format!("/posts/{post}"));
    assert!(!gone.says("Marzipankartoffel"), "{}", gone.words());
    assert_eq!(bob.get(&format!("/posts/{}/versions", post)).status, 410);
    for table in ["reaction", "poll", "ballot"] {
        assert!(tables::rows(&wall.database(), table).is_empty(), "{table}");
    }
    is_gone(
        wall,
        &[
            "Zwiebelfisch",
            "Marzipankartoffel",
            "Nebelkerze",
            "Eierschecke",
            "Pfefferkuchen",
            "Baumkuchen",
        ],
    );
}

/// The log still verifies, a person of that name can come anew, and nothing on this machine holds the
/// marks any more: neither database, nor its files, nor what was logged.
fn is_gone(mut wall: Wall, marks: &[&str]) {
    let check = wall.run(&["check"]);
    check.expect_success();
    let tables = tables::dump(&wall);
    for mark in marks {
        let hides: Vec<&String> = tables
            .iter()
            .filter(|(_, rows)| rows.iter().any(|row| row.contains(mark)))
            .map(|(table, _)| table)
            .collect();
        assert!(hides.is_empty(), "{mark} stands in {hides:?}");
        assert!(!wall.log().contains(mark), "{mark} was logged");
    }
    let database = wall.database();
    wall.stop();
    if !tables::is_postgres(&database) {
        for mark in marks {
            for file in [database.clone(), format!("{database}-wal")] {
                let bytes = std::fs::read(&file).unwrap_or_default();
                let found = bytes
                    .windows(mark.len())
                    .any(|some| some == mark.as_bytes());
                assert!(!found, "{mark} stands in {file}");
            }
        }
    }
}

fn being_forgotten_asks_for_a_choice_the_pseudonym_and_the_password(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    let form = || ana.open("/account/delete").form("/account/delete");
    let filled = |name: &str, password: &str| {
        let form = form().without("words").add("words", "leave");
        form.set("confirm", name).set("current", password)
    };
    let unchosen = form()
        .without("words")
        .set("confirm", "Ana")
        .set("current", PASSWORD);
    let refused = unchosen.send();
    assert_eq!(refused.status, 422);
    refused.error_for("words");
    assert_eq!(
        refused.form("/account/delete").value("confirm"),
        Some("Ana")
    );
    let refused = filled("Bob", PASSWORD).send();
    refused.error_for("confirm");
    assert!(refused.has("input[name='words'][value='leave'][checked]"));
    filled("Ana", "not the password")
        .send()
        .error_for("current");
    assert_eq!(filled("Ana", PASSWORD).without("token").send().status, 422);
    assert_eq!(ana.open("/").pseudonym().as_deref(), Some("Ana"));
    assert_eq!(Visitor::new(&wall).get("/account/delete").status, 401);
}

fn somebody_without_a_password_is_forgotten_as_well(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    assert!(!ana.open("/account/delete").has("main [name='current']"));
    let form = ana.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", "delete");
    let after = form.set("confirm", "ana").submit();
    assert_eq!(after.pseudonym(), None);
    assert_eq!(
        Visitor::named(&wall, "Ana")
            .open("/")
            .pseudonym()
            .as_deref(),
        Some("Ana")
    );
}

fn being_forgotten_twice_is_once(wall: Wall) {
    let ana = keeper(&wall, "Ana");
    let form = ana.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", "leave");
    let form = form.set("confirm", "Ana").set("current", PASSWORD);
    let twin = Visitor::new(&wall);
    twin.plant_cookie("sid", &ana.cookie("sid").expect("a session"));
    let body = form.encoded();
    let first = form.send();
    let second = twin.post("/account/delete", crate::support::form::URLENCODED, body);
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
}

fn forget(visitor: &Visitor, words: &str, name: &str) -> Page {
    let form = visitor.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", words);
    form.set("confirm", name).set("current", PASSWORD).submit()
}

pub fn take(visitor: &Visitor) -> ZipArchive<Cursor<Vec<u8>>> {
    let led = visitor.open("/account/data").form("/account/data").send();
    let file = visitor.get(led.location());
    assert_eq!(file.status, 200);
    ZipArchive::new(Cursor::new(file.body)).expect("a ZIP archive")
}

pub fn text(archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> String {
    let mut text = String::new();
    let mut file = archive.by_name(name).expect("a file in the archive");
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn keeper(wall: &Wall, name: &str) -> Visitor {
    let visitor = Visitor::named(wall, name);
    visitor.keep(PASSWORD);
    visitor
}

#[test]
fn the_last_owner_stays() {
    let wall = Setup::on(Backend::Sqlite).start();
    let olga = Visitor::owner(&wall, "Olga");
    let form = olga.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", "leave");
    let form = form.set("confirm", "Olga");
    let answer = form.set("current", "the owner's long password").send();
    assert_eq!(answer.status, 403, "{}", answer.words());
    assert!(answer.says("This is the last owner"));
    assert_eq!(olga.get("/owner").status, 200);
}
