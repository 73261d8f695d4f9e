//! The threats that the policy names, each with the tests that show what is demanded:
//!
//! | Threat | Shown by |
//! |---|---|
//! | injected markup | `naughty`, `markdown::nothing_that_is_written_runs`, `markdown::nothing_hostile_in_a_name_or_title_runs`, `chromium::nothing_hostile_reaches_another_server_or_a_dialog` |
//! | session fixation, theft | `sessions::session_fixation_and_theft_…`, `pseudonyms::logging_in_changes_the_session_id`, `pseudonyms::leaving_ends_the_session_on_the_server`, `headers::the_session_cookie_is_for_the_server_alone`, `secrets` (stored hashed); here: cookies that were never set |
//! | enumeration | `sessions::enumeration_…`, `pseudonyms::a_wrong_password_and_an_unknown_pseudonym_look_the_same`, `recovery::the_answer_is_the_same_whoever_is_asked_for` |
//! | password-hash flood | `sessions::password_hash_flood_the_queue_is_short_and_pages_go_on` |
//! | slow headers, bodies, readers | here |
//! | HTTP/2 | here; `advisories::http_2_comes_in_only_with_its_flaw_patched` |
//! | known flaws of what it is built with | `advisories` |
//! | HTTP/1.0 readers | `headers::an_old_client_gets_no_chunks` |
//! | ghosts | `live::a_light_goes_on_with_a_stream_and_out_with_it` |
//! | Markdown blow-up | here; `long_words::deep_nesting_is_survived` |
//! | impersonation | `pseudonyms::look_alikes_of_a_pseudonym_are_refused`, `…::pseudonyms_that_sound_official_are_refused`, `…::an_invisible_character_makes_no_other_person`, `…::marks_piled_upon_a_letter_are_refused_or_cut`, `…::an_unkept_pseudonym_is_marked_in_words`, `attacker::one_pseudonym_is_taken_by_one` |
//! | spoofed addresses | here, for names; `secrets` for what is written down |
//! | logs | `secrets` |
//! | moderation | the table in `src/moderation/mod.rs` with a test of each cell, `attacker::a_stolen_form_changes_nothing` |
//!
//! What a form needs to be accepted is in `attacker`; what other sites send by way of six browsers in
//! `cross_site`.

use crate::support::programs::PATIENCE;
use crate::support::raw::exchange;
use crate::support::{Backend, Setup, Visitor, Wall};
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

on_both![
    session_fixation_and_theft_a_cookie_that_was_never_set_is_ignored,
    http_2_is_not_spoken,
    spoofed_addresses_change_nothing,
];

fn session_fixation_and_theft_a_cookie_that_was_never_set_is_ignored(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let sid = ana.cookie("sid").expect("a session");
    let (host, close) = (wall.address(), "Connection: close\r\n\r\n");
    let ask = |cookies: &str| {
        let head = format!("GET / HTTP/1.1\r\nHost: {host}\r\nAccept-Language: en\r\n");
        exchange(host, format!("{head}{cookies}{close}"))
    };
    // lynx sends back what only describes a cookie; others send what some other program of the host set.
    for beside in [
        "SameSite=Strict",
        "HttpOnly",
        "=",
        "sid",
        "a=b; ; =c",
        "x=\"y; z\"",
    ] {
        let answer = ask(&format!("Cookie: {beside}; sid={sid}\r\n"));
        assert_eq!(answer.status, 200, "{beside}");
        assert!(
            answer.text().contains("/logout"),
            "{beside}: Ana is not known"
        );
    }
    for invented in [
        "sid=",
        "sid=x",
        "sid=s",
        "__Host-sid=x",
        &format!("sid={sid}x"),
    ] {
        let answer = ask(&format!("Cookie: {invented}\r\n"));
        assert_eq!(answer.status, 200, "{invented}");
        assert!(!answer.text().contains("/logout"), "{invented} is somebody");
    }
    // The name that HTTPS would have does not open anything on plain http.
    let answer = ask(&format!("Cookie: __Host-sid={sid}\r\n"));
    assert!(!answer.text().contains("/logout"));
}

fn http_2_is_not_spoken(wall: Wall) {
    let host = wall.address();
    // With prior knowledge (RFC 9113, section 3.3): it is answered as a broken request, or not at all.
    let mut stream = connect(host);
    let settings = b"\0\0\0\x04\0\0\0\0\0";
    stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").ok();
    stream.write_all(settings).ok();
    let answer = read_to_its_end(&mut stream);
    let is_frame = answer.get(3) == Some(&4);
    assert!(!is_frame, "a SETTINGS frame: {answer:?}");
    assert!(
        answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"),
        "{:?}",
        String::from_utf8_lossy(&answer)
    );
    // By an upgrade: the request is answered as any other.
    let upgrade = format!(
        "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade, HTTP2-Settings, close\r\n\
         Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
    );
    let answer = exchange(host, upgrade);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("upgrade"), None);
}

#[test]
fn http_2_is_not_even_built() {
    let packages = include_str!("../../Cargo.lock");
    assert!(
        packages.contains("name = \"actix-http\""),
        "another lock file"
    );
    for package in ["h2", "rustls", "openssl"] {
        assert!(
            !serves(packages, package),
            "the server is built with {package}"
        );
    }
}

/// Whether what actix-http is built with names a package.
fn serves(packages: &str, package: &str) -> bool {
    let server = packages.split("[[package]]");
    let mut server = server.filter(|one| one.contains("name = \"actix-http\""));
    server.any(|one| one.contains(&format!("\"{package}\"")))
}

fn spoofed_addresses_change_nothing(wall: Wall) {
    let host = wall.address();
    let plain = |headers: &str| {
        let head = format!("GET /login HTTP/1.1\r\nHost: {host}\r\nAccept-Language: en\r\n");
        exchange(host, format!("{head}{headers}Connection: close\r\n\r\n"))
    };
    for claimed in [
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: https",
        "Forwarded: for=1.2.3.4;host=evil.example;proto=https",
        "X-Forwarded-For: 1.2.3.4, 5.6.7.8",
        "X-Real-IP: 1.2.3.4",
        "X-Original-URL: /owner",
        "X-Rewrite-URL: /owner",
        "X-HTTP-Method-Override: DELETE",
        "X-Forwarded-Prefix: //evil.example",
    ] {
        let answer = plain(&format!("{claimed}\r\n"));
        assert_eq!(answer.status, 200, "{claimed}");
        assert!(!answer.text().contains("evil.example"), "{claimed}");
        assert_eq!(
            answer.header("strict-transport-security"),
            None,
            "{claimed}"
        );
        let cookie = answer.header("set-cookie").expect("a cookie");
        assert!(
            cookie.starts_with("sid=") && !cookie.contains("Secure"),
            "{claimed}: {cookie}"
        );
    }
    let form = Visitor::new(&wall).open("/login").form("/login");
    let form = form.header("X-Forwarded-Host", "evil.example");
    let answer = form
        .header("Forwarded", "host=evil.example")
        .set("pseudonym", "Ana")
        .send();
    assert!(
        answer.location().starts_with(&wall.origin),
        "{}",
        answer.location()
    );
}

/// Whoever sends slowly is cut off, and everybody else is answered meanwhile.
#[test]
fn slow_headers_and_bodies_are_cut_off() {
    let wall = Setup::on(Backend::Sqlite).start();
    let host = wall.address();
    let head = |line: &str| {
        format!(
            "{line} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        )
    };
    let beginnings = [
        "GET / HTTP/1.1\r\nHost: ".to_owned(),
        format!("{}X: ", head("GET /")),
        format!("{}Content-Length: 100000\r\n\r\n", head("POST /login")),
        format!(
            "{}Transfer-Encoding: chunked\r\n\r\n10000\r\n",
            head("POST /posts")
        ),
        format!("{}Content-Length: 100000\r\n\r\n", head("POST /nothing")),
        format!("{}Content-Length: 100000\r\n\r\n", head("GET /")),
    ];
    std::thread::scope(|scope| {
        let dripping: Vec<_> = beginnings
            .iter()
            .map(|beginning| scope.spawn(move || drip(host, beginning)))
            .collect();
        while dripping.iter().any(|one| !one.is_finished()) {
            assert_eq!(Visitor::new(&wall).get("/").status, 200);
            std::thread::sleep(Duration::from_millis(200));
        }
        for (one, beginning) in dripping.into_iter().zip(&beginnings) {
            let answer = one.join().expect("whoever drips");
            let answer = String::from_utf8_lossy(&answer);
            // Whatever is answered is answered by then; nothing waits for the rest.
            assert!(
                answer.is_empty() || answer.starts_with("HTTP/1.1 "),
                "{beginning:?}: {answer}"
            );
            assert!(!answer.starts_with("HTTP/1.1 5"), "{beginning:?}: {answer}");
        }
    });
}

/// Sends a beginning, and a letter now and then, until the other end has had enough.
fn drip(host: &str, beginning: &str) -> Vec<u8> {
    let mut stream = connect(host);
    let pause = Some(Duration::from_millis(500));
    stream.set_read_timeout(pause).expect("a time limit");
    stream.write_all(beginning.as_bytes()).expect("a beginning");
    let (mut answer, mut piece) = (Vec::new(), [0; 4096]);
    // Far less than the letters would take, and far more than anybody is given.
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        match stream.read(&mut piece) {
            Ok(0) => return answer,
            Ok(length) => answer.extend_from_slice(&piece[..length]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return answer,
        }
        if stream.write_all(b"a").is_err() {
            return answer;
        }
    }
    panic!("{beginning:?} was listened to for {PATIENCE:?}");
}

/// Many ask for a long page and read none of it: the program does not keep a copy for each.
#[test]
fn slow_readers_hold_no_copies_of_what_they_do_not_read() {
    const READERS: u64 = 300;
    let wall = Setup::on(Backend::Sqlite).start();
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Long", "");
    for _ in 0..40 {
        let form = ana.open(&room).form(&format!("{room}/posts"));
        let said = form.set("body", &"\u{20ac}".repeat(20_000)).send();
        assert_eq!(said.status, 303);
    }
    let page = Visitor::new(&wall).open(&room).body.len() as u64;
    assert!(page > 250_000, "the page has only {page} bytes");
    let Some(before) = wall.memory() else {
        return;
    };
    let readers: Vec<TcpStream> = (0..READERS)
        .map(|_| {
            let mut stream = reluctant(wall.address());
            let head = format!("GET {room} HTTP/1.1\r\nHost: {}\r\n\r\n", wall.address());
            stream.write_all(head.as_bytes()).expect("a request");
            let first = stream
                .read(&mut [0; 16])
                .expect("the beginning of an answer");
            assert!(first > 0);
            stream
        })
        .collect();
    assert_eq!(Visitor::new(&wall).get("/").status, 200);
    let grown = wall.memory().expect("still there").saturating_sub(before);
    assert!(
        grown < READERS * page / 2,
        "{READERS} readers of {page} bytes hold {grown} bytes"
    );
    drop(readers);
}

/// A connection into which the other end can put very little before it is read.
fn reluctant(host: &str) -> TcpStream {
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None);
    let socket = socket.expect("a socket");
    socket.set_recv_buffer_size(4096).expect("a small buffer");
    let address: SocketAddr = host.parse().expect("an address");
    socket.connect(&address.into()).expect("a connection");
    let stream = TcpStream::from(socket);
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a time limit");
    stream
}

#[test]
fn markdown_blow_up_nothing_grows_out_of_proportion() {
    const LENGTH: usize = 64 * 1024;
    let pieces = [
        "[",
        "![",
        "](",
        "[]()",
        "[a](",
        "[a]: b\n",
        "[a][",
        "*",
        "**a",
        "_a ",
        "*_",
        "`",
        "``a`",
        "~~",
        "~",
        "> ",
        ">",
        "- ",
        "1. ",
        "* a\n",
        "    ",
        "\t",
        "<",
        "<a",
        "<!--",
        "&",
        "&#",
        "\\",
        "|",
        "|a|b\n|-|-\n",
        "a|",
        "#",
        "# a\n",
        "---\n",
        "===\n",
        "a\n",
        "\n",
        "http://a.b ",
        "www.",
        "a@b.c ",
        "<http://",
        "https://a/(",
        "- [ ] ",
        "```\n",
        "[^a]: ",
        "> - ",
        "e\u{301}\u{301}",
    ];
    for piece in pieces {
        for (before, after) in [("", ""), ("x", "\n"), ("\n\n", " ")] {
            let once = format!("{before}{piece}{after}");
            let whole: String = once.repeat(LENGTH / once.len());
            let half = &whole[..whole.len() / 2 / once.len() * once.len()];
            let (whole, half) = (render(&whole), render(half));
            let (longer, shorter) = (whole.len().max(10_000), half.len().max(10_000));
            assert!(whole.len() <= 520 * 1024, "{once:?}: {} bytes", whole.len());
            assert!(
                longer <= shorter * 5 / 2,
                "{once:?}: {shorter} bytes grow to {longer}"
            );
            let deepest = depth(&whole);
            assert!(deepest < 64, "{once:?}: {deepest} elements deep");
        }
    }
}

fn render(source: &str) -> String {
    thewall::html::markdown::render(source).into_string()
}

/// How deep elements stand in each other, where all that are opened are closed.
fn depth(html: &str) -> usize {
    const NEVER_CLOSED: [&str; 3] = ["br", "hr", "input"];
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let name: String = tag
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if tag.starts_with('/') {
            depth -= 1;
        } else if !name.is_empty() && !NEVER_CLOSED.contains(&name.as_str()) {
            depth += 1;
        }
        deepest = deepest.max(depth);
    }
    assert_eq!(depth, 0, "an element is left open");
    deepest
}

fn connect(host: &str) -> TcpStream {
    let stream = TcpStream::connect(host).expect("a connection");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a time limit");
    stream
}

/// What comes until the other end closes, however it does.
fn read_to_its_end(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Err(error) = stream.read_to_end(&mut bytes) {
        let reset = error.kind() == ErrorKind::ConnectionReset;
        assert!(reset, "the other end never closed: {error}");
    }
    bytes
}
