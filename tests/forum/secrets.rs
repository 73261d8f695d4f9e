//! The row "logs" of the policy: everything is done with marked strings while the program tells as much as
//! it can, and then its log and its database are searched for the marks.

use crate::support::authenticator::Authenticator;
use crate::support::page::words;
use crate::support::raw::exchange;
use crate::support::{Backend, Page, Setup, Visitor, Wall, tables};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};

const PASSWORD: &str = "Kellertreppe under the stairs";
const ANOTHER: &str = "Dachboden above the stairs";
const WORDS: &str = "Birnenkompott, said to everybody";
const DRAFT: &str = "Apfelstrudel, not yet said";
const LETTER: &str = "Quittengelee, said to one";
const WRONG: &str = "Zimtstern, a guess";
/// Where somebody comes from who is not on this machine, as far as the program can tell.
const ADDRESS: Ipv4Addr = Ipv4Addr::new(127, 83, 84, 85);

/// What must stand neither in the log nor, but for what is public, in the database.
struct Marks {
    /// Nowhere at all.
    secret: Vec<String>,
    /// In the database, since that is what it is for, but not in the log.
    unlogged: Vec<String>,
}

#[test]
fn logs_and_database_hold_no_secrets_sqlite() {
    searched(Backend::Sqlite);
}

#[test]
fn logs_and_database_hold_no_secrets_postgres() {
    if Backend::Postgres.is_here() {
        searched(Backend::Postgres);
    }
}

fn searched(backend: Backend) {
    let mut wall = Setup::on(backend).option("--log", "debug").start();
    let marks = everything_is_done(&wall);
    let rows = tables::dump(&wall);
    wall.stop();
    let log = wall.log();
    assert!(log.contains("/account/second-factor"), "nothing is logged");
    for mark in marks.secret.iter().chain(&marks.unlogged) {
        assert!(!log.contains(mark), "{mark} was logged");
    }
    for mark in &marks.secret {
        for (table, rows) in &rows {
            let found = rows.iter().find(|row| row.contains(mark));
            assert_eq!(found, None, "{mark} stands in {table}");
        }
    }
    // The marks are what is looked for: what is public is found.
    let said = rows["post"].iter().any(|row| row.contains(WORDS));
    assert!(said, "the search finds nothing");
    // What is said in private stands in one table.
    for (table, rows) in &rows {
        let found = rows.iter().any(|row| row.contains(LETTER));
        assert_eq!(found, table == "message", "{LETTER} in {table}");
    }
    // A line is a line: control characters do not begin another, and nothing colours the terminal.
    assert!(
        !log.lines().any(|line| line.starts_with("FORGED")),
        "a forged line"
    );
    assert!(
        !log.contains('\u{1b}') && !log.contains('\u{7}'),
        "control characters"
    );
}

fn everything_is_done(wall: &Wall) -> Marks {
    let mut secret = vec![PASSWORD.to_owned(), ANOTHER.to_owned(), WRONG.to_owned()];
    let mut unlogged = vec![
        WORDS.to_owned(),
        DRAFT.to_owned(),
        LETTER.to_owned(),
        "Zaunkönigin".to_owned(),
    ];
    let claim = wall.claim();
    let token = claim.rsplit('=').next().expect("a token").to_owned();
    let ana = Visitor::new(wall);
    let mut note = |visitor: &Visitor| secret.extend(visitor.cookie("sid"));
    ana.open("/login");
    note(&ana);
    ana.take("Zaunkönigin");
    note(&ana);
    ana.keep(PASSWORD);
    note(&ana);
    ana.open(&claim).form("/owner/claim").submit();
    note(&ana);
    ana.get(&claim);
    secret.push(token);
    secret.extend(ana.cookie("known"));

    ana.write(WORDS);
    let composer = ana.open("/").form("/posts").set("body", DRAFT);
    secret.extend(composer.value("token").map(str::to_owned));
    composer.press("act", "preview").send();
    crate::owner::kept(wall, "Bob").send("Zaunk%C3%B6nigin", LETTER);
    ana.open("/messages/Bob");
    ana.open("/people/Zaunk%C3%B6nigin");
    ana.get("/people/zaunk%C3%B6nigin");
    unlogged.push("Zaunk%C3%B6nigin".to_owned());
    // Forms that are refused, for another method, for their size, with a query of their own.
    ana.get("/login?next=/account&password=Vogelnest");
    ana.get("/nothing?token=Vogelnest");
    ana.post(
        "/login?password=Vogelnest",
        "text/plain",
        b"Vogelnest".to_vec(),
    );
    secret.push("Vogelnest".to_owned());
    Visitor::new(wall).log_in("Zaunkönigin", WRONG);

    let page = ana.open("/account/second-factor");
    let spelled = page.text("p.secret code");
    let codes: Vec<String> = codes_of(&page);
    let phone = Authenticator::told(&spelled);
    let form = page.form("/account/second-factor");
    secret.extend(form.value("seed").map(str::to_owned));
    let set_up = form.set("current", PASSWORD).set("code", &phone.code(0));
    set_up.submit();
    secret.extend(ana.cookie("sid"));
    let elsewhere = Visitor::new(wall);
    let asked = elsewhere.log_in("Zaunkönigin", PASSWORD);
    secret.extend(asked.form("/login/code").value("proof").map(str::to_owned));
    asked.form("/login/code").set("code", &codes[0]).submit();
    secret.extend(elsewhere.cookie("sid"));
    secret.extend(codes.iter().cloned());
    secret.extend(codes.iter().map(|code| code.replace('-', "")));
    unlogged.push(spelled.replace(' ', ""));
    unlogged.push(spelled);

    let change = ana.open("/account").form("/account/password");
    change
        .set("current", PASSWORD)
        .set("password", ANOTHER)
        .submit();
    secret.extend(ana.cookie("sid"));
    let led = ana.open("/account/data").form("/account/data").send();
    let proof = led.location().rsplit('=').next().unwrap_or_default();
    secret.push(proof.to_owned());
    ana.get(led.location());

    from_another_address(wall);
    secret.push(ADDRESS.to_string());
    forged(wall);
    secret
        .iter()
        .for_each(|mark| assert!(mark.len() > 7, "{mark:?} is too short a mark"));
    Marks { secret, unlogged }
}

/// Reads pages and fails to log in, coming from an address that can be told from all others.
fn from_another_address(wall: &Wall) {
    let requests = [
        "GET / HTTP/1.1",
        "GET /nothing HTTP/1.1",
        "POST /login HTTP/1.1",
    ];
    for line in requests {
        let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None);
        let socket = socket.expect("a socket");
        let own: SocketAddr = (ADDRESS, 0).into();
        socket
            .bind(&own.into())
            .expect("an address of this machine");
        let there: SocketAddr = wall.address().parse().expect("an address");
        socket.connect(&there.into()).expect("a connection");
        let mut stream = std::net::TcpStream::from(socket);
        let head = format!("{line}\r\nHost: {}\r\n", wall.address());
        let request = format!("{head}X-Forwarded-For: {ADDRESS}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok();
        assert!(answer.starts_with(b"HTTP/1.1 "), "no answer");
    }
}

/// Requests that would begin a line of their own in a careless log, or colour it.
fn forged(wall: &Wall) {
    let host = wall.address();
    let close = "Connection: close\r\n\r\n";
    for request in [
        format!("GET /%0AFORGED%0d%0aFORGED%1b[31m HTTP/1.1\r\nHost: {host}\r\n{close}"),
        format!("GET /x HTTP/1.1\r\nHost: {host}\r\nUser-Agent: a\u{7}\u{1b}[31mFORGED\r\n{close}"),
        format!("GET /x HTTP/1.1\r\nHost: \u{1b}FORGED\r\n{close}"),
        format!("FOR\u{1b}GED /x HTTP/1.1\r\nHost: {host}\r\n{close}"),
        format!("GET /\u{1b}[31m HTTP/1.1\r\nHost: {host}\r\n{close}"),
    ] {
        exchange(host, request);
    }
}

fn codes_of(page: &Page) -> Vec<String> {
    page.all("ol.codes li").into_iter().map(words).collect()
}
