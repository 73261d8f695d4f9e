//! Whose address a request comes from: only the proxies that were named are believed.

use crate::support::inside::ruled;
use crate::support::stream::Stream;
use crate::support::{Backend, Setup, Visitor, Wall};

/// A wall on which a person may open one room in an hour, and so an address twenty. (Rooms, since that
/// budget fills so slowly that no machine is slow enough to notice.)
fn wall_behind(proxies: &[&str]) -> Wall {
    let mut setup = Setup::on(Backend::Sqlite).with_limits();
    for proxy in proxies {
        setup = setup.option("--trusted-proxies", proxy);
    }
    ruled(setup.start(), |rules| rules.rooms_an_hour = 1)
}

/// One newcomer after another opens a room, each from the address that `header` names. How many can?
fn how_many_open(
    wall: &Wall,
    count: usize,
    header: impl Fn(usize) -> (&'static str, String),
) -> usize {
    let opens = |n: &usize| {
        let visitor = Visitor::new(wall);
        let (name, value) = header(*n);
        // Taking a pseudonym has a budget of its own.
        let named = visitor.open("/login").form("/login");
        let named = named.set("pseudonym", &format!("Person {n}"));
        assert_eq!(named.header(name, &value).send().status, 303);
        let form = visitor.open("/rooms").form("/rooms").header(name, &value);
        let title = format!("The room of person {n}");
        let answer = form.set("title", &title).send();
        if answer.status == 429 {
            assert!(answer.says("from your network") && answer.says(&title));
        }
        answer.status == 303
    };
    (0..count).filter(opens).count()
}

#[test]
fn an_address_that_a_trusted_proxy_names_has_a_generous_budget() {
    let wall = wall_behind(&["127.0.0.0/8"]);
    let one = |_| ("X-Forwarded-For", "203.0.113.5".to_owned());
    assert_eq!(how_many_open(&wall, 24, one), 20);
}

#[test]
fn forged_addresses_stand_left_of_the_true_one() {
    let wall = wall_behind(&["127.0.0.1"]);
    let forged = |n| ("X-Forwarded-For", format!("198.51.100.{n}, 203.0.113.5"));
    assert_eq!(how_many_open(&wall, 22, forged), 20);
}

#[test]
fn another_header_does_not_help() {
    let wall = wall_behind(&["127.0.0.1"]);
    let forged = |n| ("Forwarded", format!("for=198.51.100.{n}, for=203.0.113.5"));
    assert_eq!(how_many_open(&wall, 22, forged), 20);
}

#[test]
fn whom_nobody_named_is_not_believed() {
    // Nor is it held against them: whoever comes over loopback comes through a proxy that nobody named.
    let wall = wall_behind(&[]);
    let one = |_| ("X-Forwarded-For", "203.0.113.5".to_owned());
    assert_eq!(how_many_open(&wall, 22, one), 22);
}

#[test]
fn each_circuit_of_tor_counts_for_itself() {
    let wall = wall_behind(&["127.0.0.1"]);
    let circuit = |n| {
        let address = format!("for=\"[fc00:dead:beef:4dad::{n:x}]:4711\"");
        ("Forwarded", address)
    };
    assert_eq!(how_many_open(&wall, 22, circuit), 22);
}

#[test]
fn streams_are_counted_by_the_address_that_a_trusted_proxy_names() {
    let wall = Setup::on(Backend::Sqlite)
        .with_limits()
        .option("--trusted-proxies", "127.0.0.1")
        .option("--streams-per-address", "1")
        .start();
    let open = |address: &str| {
        let header = format!("X-Forwarded-For: {address}\r\n");
        let mut stream = Stream::request(wall.address(), "/live", &header);
        stream.until("class=\"swarm\"");
        stream
    };
    let first = open("203.0.113.5");
    let second = open("203.0.113.5");
    let other = open("203.0.113.6");
    assert_eq!(first.count("several streams open"), 0);
    assert_eq!(second.count("several streams open"), 1);
    assert_eq!(other.count("several streams open"), 0);
}

#[test]
fn no_address_is_written_down() {
    let wall = Setup::on(Backend::Sqlite)
        .with_limits()
        .option("--trusted-proxies", "127.0.0.1")
        .environment("THEWALL_LOG", "debug")
        .start();
    let ana = Visitor::new(&wall);
    let form = ana.open("/login").form("/login").set("pseudonym", "Ana");
    let from = ("X-Forwarded-For", "203.0.113.77");
    assert_eq!(form.header(from.0, from.1).send().status, 303);
    let form = ana.open("/").form("/posts").header(from.0, from.1);
    assert_eq!(form.set("body", "From somewhere.").send().status, 303);
    ana.request("GET", "/nowhere", &[from], None);
    assert!(!wall.log().contains("203.0.113"), "{}", wall.log());
    for (table, rows) in crate::support::tables::dump(&wall) {
        let found = rows.iter().any(|row| row.contains("203.0.113"));
        assert!(!found, "{table}");
    }
}

#[test]
fn what_is_no_network_is_a_sentence() {
    let wall = Setup::on(Backend::Sqlite).start();
    let said = wall.run(&["check", "--trusted-proxies", "10.0.0.0/99"]);
    assert!(!said.status.success());
    assert!(
        said.stderr.contains("trusted-proxies 10.0.0.0/99"),
        "{}",
        said.stderr
    );
}
