//! The program at the command line: what its commands do, and where its settings come from.

use crate::mistakes::one_sentence;
use crate::support::programs::{eventually, run};
use crate::support::server::program;
use crate::support::{Backend, Setup, Visitor, Wall};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use tempfile::tempdir;

on_both![
    the_owners_address_is_printed_at_the_first_start_only,
    the_claim_can_be_used_once,
    a_member_becomes_an_owner_from_the_shell,
    nobody_becomes_an_owner_by_a_wrong_name,
    importing_twice_changes_nothing,
    identical_lines_of_one_file_are_two_messages,
    names_and_words_come_in_as_they_are_meant,
    a_compressed_file_is_imported_as_well,
    bad_lines_are_named_by_their_numbers,
    what_was_imported_can_be_read_and_answered,
    checking_a_sound_wall_finds_nothing,
    a_request_to_stop_is_a_success,
    a_request_under_way_is_answered_before_the_program_stops,
];

fn the_owners_address_is_printed_at_the_first_start_only(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let wall = wall.restart();
    assert_eq!(
        owner.following(&wall).open("/").pseudonym().as_deref(),
        Some("Olga")
    );
    assert!(
        !wall.said_so_far().contains("claim this wall"),
        "it offers the wall once more"
    );
}

fn the_claim_can_be_used_once(wall: Wall) {
    let address = wall.claim();
    let thief = Visitor::new(&wall);
    let early = thief.open(&address).form("/owner/claim");
    let form = Visitor::new(&wall).open(&address).form("/owner/claim");
    form.set("pseudonym", "Olga")
        .set("password", "the owner's long password")
        .submit();

    let late = early
        .set("pseudonym", "Mallory")
        .set("password", "the thief's long password")
        .send();
    assert!(
        (400..500).contains(&late.status),
        "a second owner: {}",
        late.status
    );
    assert!(
        (400..500).contains(&thief.get(&address).status),
        "the address is still good"
    );
    let wrong = address.replace("token=", "token=x");
    assert!(
        (400..500).contains(&thief.get(&wrong).status),
        "any token will do"
    );
}

fn a_member_becomes_an_owner_from_the_shell(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    ana.keep("a lantern in the reeds");
    let post = bob.write("Not yours.");
    let delete = format!("/posts/{post}/delete");
    assert!(!ana.open("/").has_form(&delete));
    wall.run(&["owner", "Ana"]).expect_success();
    // A new role is a new session: Ana comes in again.
    let ana = Visitor::new(&wall);
    ana.log_in("Ana", "a lantern in the reeds").follow();
    assert!(
        ana.open("/").has_form(&delete),
        "the owner cannot delete what Bob wrote"
    );
}

fn nobody_becomes_an_owner_by_a_wrong_name(wall: Wall) {
    let refused = one_sentence(wall.run(&["owner", "Nobody"]));
    assert!(refused.contains("Nobody"), "{refused}");
}

fn importing_twice_changes_nothing(wall: Wall) {
    let file = write_lines(&wall, "tea.jsonl", &three_lines());
    wall.run(&["import", &file]).expect_success();
    let reader = Visitor::new(&wall);
    let room = imported_room(&reader);
    let once = reader.open(&room).posts();
    assert_eq!(once.len(), 3);
    wall.run(&["import", &file]).expect_success();
    assert_eq!(reader.open(&room).posts(), once);
    assert_eq!(reader.open("/rooms").all("li.room").len(), 1);
}

fn identical_lines_of_one_file_are_two_messages(wall: Wall) {
    let line = line("Ana", "2015-03-01T20:15:00Z", "Hm.");
    let file = write_lines(&wall, "twice.jsonl", &format!("{line}\n{line}\n"));
    for _ in 0..2 {
        wall.run(&["import", &file]).expect_success();
        let reader = Visitor::new(&wall);
        assert_eq!(reader.open(&imported_room(&reader)).posts().len(), 2);
    }
}

fn names_and_words_come_in_as_they_are_meant(wall: Wall) {
    let spaced = format!("Zo\u{eb}{}the Younger", " ".repeat(2_000));
    let lines = [
        r#"{"room":"T\u0065a","author":"Zo\u00eb","at":"2015-03-01T20:15:00Z","body":"A \u0007bell."}"#.to_owned(),
        line("Zo\u{eb}", "2015-03-01T20:16:00Z", "Two\nlines."),
        line(&spaced, "2015-03-01T20:17:00Z", "Me too."),
        line(&spaced, "2015-03-01T20:18:00Z", "And again."),
    ];
    let file = write_lines(&wall, "names.jsonl", &(lines.join("\n") + "\n"));
    wall.run(&["import", &file]).expect_success();
    let reader = Visitor::new(&wall);
    let posts = reader.open(&imported_room(&reader)).posts();
    let authors: Vec<&str> = posts.iter().map(|post| &*post.author).collect();
    let younger = "Zo\u{eb} the Younger";
    assert_eq!(authors, ["Zo\u{eb}", "Zo\u{eb}", younger, younger]);
    assert_eq!(posts[0].words, "A bell.");
    assert_eq!(posts[3].words, "And again.");
}

fn a_compressed_file_is_imported_as_well(wall: Wall) {
    let file = wall.folder().join("tea.jsonl.gz");
    let target = std::fs::File::create(&file).expect("a file");
    let mut encoder = flate2::write::GzEncoder::new(target, flate2::Compression::default());
    encoder
        .write_all(three_lines().as_bytes())
        .expect("compressed lines");
    encoder.finish().expect("a whole file");
    wall.run(&["import", file.to_str().expect("a path")])
        .expect_success();
    let reader = Visitor::new(&wall);
    assert_eq!(reader.open(&imported_room(&reader)).posts().len(), 3);
}

fn bad_lines_are_named_by_their_numbers(wall: Wall) {
    let good = three_lines();
    let bad = [
        "not json at all",
        "{}",
        r#"{"room":"Tea","author":"Ana","at":"yesterday","body":"x"}"#,
        r#"{"room":"Tea","author":"Ana","at":"2015-03-01T20:15:00Z","body":5}"#,
    ];
    let file = write_lines(&wall, "bad.jsonl", &format!("{good}{}\n", bad.join("\n")));
    let finished = wall.run(&["import", &file]);
    assert!(
        !finished.status.success(),
        "bad lines are a success: {finished:?}"
    );
    let said = format!("{}{}", finished.stdout, finished.stderr);
    for number in 4..=7 {
        assert!(
            said.contains(&number.to_string()),
            "line {number} is not named:\n{said}"
        );
    }
}

fn what_was_imported_can_be_read_and_answered(wall: Wall) {
    let file = write_lines(&wall, "tea.jsonl", &three_lines());
    wall.run(&["import", &file]).expect_success();
    let bob = Visitor::named(&wall, "Bob");
    let room = imported_room(&bob);
    let page = bob.open(&room);
    let words: Vec<String> = page.posts().into_iter().map(|post| post.words).collect();
    assert_eq!(words, ["Is the kettle on?", "It is.", "Then I am coming."]);
    assert_eq!(page.posts()[0].author, "Ana");
    assert!(
        page.first("time.dt-published")
            .attr("datetime")
            .is_some_and(|at| at.starts_with("2015-03-01"))
    );
    bob.say(&room, "Eleven years late.");
    assert_eq!(bob.open(&format!("{room}/2015/03/01")).posts().len(), 3);
}

fn checking_a_sound_wall_finds_nothing(mut wall: Wall) {
    Visitor::named(&wall, "Ana").write("Something.");
    wall.stop();
    wall.run(&["check"]).expect_success();
}

fn a_request_to_stop_is_a_success(mut wall: Wall) {
    let post = Visitor::named(&wall, "Ana").write("The last words.");
    let status = wall.stop();
    assert!(status.success(), "it ended with {status}:\n{}", wall.log());
    let wall = wall.restart();
    assert_eq!(
        Visitor::new(&wall).open("/").entry(post).words,
        "The last words."
    );
}

fn a_request_under_way_is_answered_before_the_program_stops(mut wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana
        .open("/")
        .form("/posts")
        .set("body", "Sent just in time.");
    let (body, cookie) = (form.encoded(), ana.cookie("sid").expect("a session"));
    let (first, rest) = body.split_at(body.len() / 2);
    let mut stream = TcpStream::connect(wall.address()).expect("a connection");
    let head = format!(
        "POST /posts HTTP/1.1\r\nHost: {}\r\nCookie: sid={cookie}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        wall.address(),
        body.len(),
    );
    stream.write_all(head.as_bytes()).expect("the head");
    stream.write_all(first).expect("half of the form");
    // Another request on another connection is answered after this one was taken up.
    ana.open("/");
    wall.terminate();
    eventually("the program is stopping", || {
        wall.log().contains("stopping")
    });
    stream.write_all(rest).expect("the other half");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
    assert!(wall.stop().success());
    let page = Visitor::new(&wall.restart()).open("/");
    assert!(page.says("Sent just in time."));
}

#[test]
fn a_setting_on_the_command_line_wins_over_environment_and_file() {
    let titles = [
        ("file", None, None),
        ("environment", Some("environment"), None),
    ];
    let flagged = ("flag", Some("environment"), Some("flag"));
    for (expected, environment, flag) in titles.into_iter().chain([flagged]) {
        let file = tempdir().expect("a folder");
        let config = file.path().join("thewall.toml");
        std::fs::write(&config, "title = \"file\"\n").expect("a file");
        let mut setup = Setup::on(Backend::Sqlite).option("--config", &path(&config));
        if let Some(title) = environment {
            setup = setup.environment("THEWALL_TITLE", title);
        }
        if let Some(title) = flag {
            setup = setup.option("--title", title);
        }
        let page = Visitor::new(&setup.start()).open("/");
        assert_eq!(page.text("header.site .name"), expected);
    }
}

#[test]
fn the_program_explains_itself() {
    let folder = tempdir().expect("a folder");
    let help = run(program(folder.path()).arg("--help"))
        .expect_success()
        .stdout;
    for command in ["serve", "owner", "import", "check", "completions", "man"] {
        assert!(help.contains(command), "--help does not name {command}");
        let own = run(program(folder.path()).args([command, "--help"]))
            .expect_success()
            .stdout;
        assert!(own.len() > 80, "{command} --help says only: {own}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = run(program(folder.path()).args(["completions", shell]))
            .expect_success()
            .stdout;
        assert!(
            script.contains("thewall") && script.contains("owner"),
            "{shell}"
        );
    }
    let manual = run(program(folder.path()).arg("man"))
        .expect_success()
        .stdout;
    assert!(
        manual.starts_with(".ie") || manual.contains(".TH"),
        "not a manual page: {manual:.80}"
    );
    let version = run(program(folder.path()).arg("--version"))
        .expect_success()
        .stdout;
    assert!(version.contains(env!("CARGO_PKG_VERSION")), "{version}");
    let left = std::fs::read_dir(folder.path())
        .expect("the folder")
        .count();
    assert_eq!(left, 0, "explaining itself wrote files");
}

fn three_lines() -> String {
    let lines = [
        line("Ana", "2015-03-01T20:15:00Z", "Is the kettle on?"),
        line("Bob the Elder", "2015-03-01T20:15:30+00:00", "It is."),
        line("Ana", "2015-03-01T21:16:00+01:00", "Then I am coming."),
    ];
    lines.join("\n") + "\n"
}

fn line(author: &str, at: &str, body: &str) -> String {
    serde_json::json!({ "room": "Tea", "author": author, "at": at, "body": body }).to_string()
}

fn write_lines(wall: &Wall, name: &str, lines: &str) -> String {
    let file = wall.folder().join(name);
    std::fs::write(&file, lines).expect("a file to import");
    path(&file)
}

/// The address of the only room there is.
fn imported_room(reader: &Visitor) -> String {
    let rooms = reader.open("/rooms");
    rooms
        .first("li.room h2 a")
        .attr("href")
        .expect("its address")
        .to_owned()
}

fn path(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}
