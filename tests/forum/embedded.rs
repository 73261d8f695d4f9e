//! The wall as a part of somebody else's program: it stands under its path there, and what stands
//! beside it never notices.

use crate::support::stream::Stream;
use crate::support::{Visitor, raw, tables, walk};
use actix_web::dev::ServerHandle;
use actix_web::{App, HttpServer, rt, web};
use std::path::Path;
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use tempfile::{TempDir, tempdir};
use thewall::Config;

const BASE: &str = "/forum";

/// A program with a page of its own, and a wall beside it. Everything is in this very process.
struct Program {
    origin: String,
    wall: thewall::App,
    server: ServerHandle,
    thread: JoinHandle<std::io::Result<()>>,
}

impl Program {
    fn start(data: &Path) -> Program {
        let mut config = Config::new(data);
        config.base_path = BASE.parse().expect("a base path");
        config.limits = false;
        let wall = thewall::App::build(config).expect("a wall");
        wall.start_upkeep().expect("a thread");
        let (sender, receiver) = channel();
        let served = wall.clone();
        let thread = std::thread::spawn(move || {
            rt::System::new().block_on(async move {
                let program = HttpServer::new(move || {
                    App::new()
                        .route("/", web::get().to(async || "a foreign page"))
                        .service(thewall::routes(&served))
                });
                let bound = program.workers(1).disable_signals().bind("127.0.0.1:0")?;
                let address = bound.addrs()[0];
                let running = bound.run();
                let started = sender.send((address, running.handle()));
                started.expect("somebody who waits for the address");
                running.await
            })
        });
        let (address, server) = receiver.recv().expect("a program that listens");
        Program {
            origin: format!("http://{address}"),
            wall,
            server,
            thread,
        }
    }

    fn visitor(&self, pseudonym: &str) -> Visitor {
        let visitor = Visitor::at(&self.origin, BASE);
        visitor.take(pseudonym);
        visitor
    }

    /// What the program answers to a browser that sends every cookie it was ever given.
    fn foreign(&self, path: &str) -> raw::Answer {
        let address = self.address();
        let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
        raw::exchange(address, format!("{head}Cookie: sid=somebody\r\n\r\n"))
    }

    fn address(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    /// Ends as an embedding program should: no more requests, then what the wall has in memory only.
    fn end(self) {
        rt::System::new().block_on(async {
            self.wall.part().await;
            self.server.stop(false).await;
        });
        let ended = self.thread.join().expect("the server's thread");
        ended.expect("a program that ends well");
        self.wall.stop();
    }
}

#[test]
fn a_visitor_does_everything_under_the_path() {
    let (folder, program) = program();
    let ana = program.visitor("Ana");
    let post = ana.write("In somebody else's house.");
    let comment = ana.comment(post, "A comment.");
    let room = ana.open_room("Tea", "Leaves.");
    let said = ana.say(&room, "A message.");

    let bob = program.visitor("Bob");
    let page = bob.open(&format!("{BASE}/posts/{post}"));
    assert_eq!(page.entry(post).words, "In somebody else's house.");
    assert_eq!(page.entry(comment).words, "A comment.");
    let page = bob.open(&format!("{BASE}{room}"));
    assert_eq!(page.entry(said).author, "Ana");

    let seen = walk::inside(&ana, BASE);
    let styles =
        |address: &String| address.starts_with("/forum/assets/") && address.contains(".css");
    assert!(seen.iter().any(styles), "no stylesheet among {seen:?}");
    program.end();
    drop(folder);
}

#[test]
fn a_server_that_keeps_its_connections_streams_too() {
    let (_folder, program) = program();
    let ana = program.visitor("Ana");
    let mut stream = Stream::open(program.address(), &format!("{BASE}/live"));
    stream.until("Ana");
    ana.write("In somebody else's house.");
    stream.until("In somebody else's house.");
    std::thread::scope(|scope| {
        scope.spawn(|| stream.until_its_end());
        program.end();
    });
}

#[test]
fn redirects_and_cookies_stay_inside() {
    let (_folder, program) = program();
    let stranger = Visitor::at(&program.origin, BASE);
    let inside = format!("{}{BASE}/", program.origin);
    let form = stranger.open(&format!("{BASE}/login")).form("/login");
    let answer = form.set("pseudonym", "Ana").send();
    assert_eq!(answer.location(), inside);
    for (name, cookie) in &answer.headers {
        let path = walk::cookie_path(cookie);
        let stays = path.is_some_and(|path| walk::is_inside(path, BASE));
        assert!(stays || name != "set-cookie", "{cookie}");
    }
    assert!(answer.header("set-cookie").is_some(), "no session");

    let form = stranger.open(&format!("{BASE}/")).form("/posts");
    let answer = form.set("body", "Hello.").send();
    let id = answer.follow().landed_on();
    assert_eq!(answer.location(), format!("{inside}#p{id}"));
    program.end();
}

#[test]
fn the_programs_own_pages_are_untouched() {
    let (_folder, program) = program();
    program.visitor("Ana").write("Next door.");
    let page = program.foreign("/");
    assert_eq!((page.status, page.text().as_str()), (200, "a foreign page"));
    let nothing = program.foreign("/forums");
    assert_eq!((nothing.status, nothing.text().as_str()), (404, ""));
    for answer in [page, nothing] {
        let usual = ["connection", "content-length", "content-type", "date"];
        let ours = |(name, _): &&(String, String)| !usual.contains(&name.to_lowercase().as_str());
        assert_eq!(answer.headers.iter().find(ours), None);
    }
    program.end();
}

#[test]
fn what_is_only_in_memory_is_written_at_the_end() {
    let (folder, program) = program();
    let (ana, bob) = (program.visitor("Ana"), program.visitor("Bob"));
    let room = ana.open_room("Tea", "Leaves.");
    bob.say(&room, "Seen.");
    ana.open(&format!("{BASE}{room}"));
    program.end();
    tables::an_hour_passes_in(&database(folder.path()));

    // What Ana had seen is known again, so that the rest can be marked as new to her.
    let program = Program::start(folder.path());
    let (ana, bob) = (ana.moved_to(&program.origin), bob.moved_to(&program.origin));
    let fresh = bob.say(&room, "Unseen.");
    let source = ana.open(&format!("{BASE}{room}")).source();
    let place = |needle: &str| source.find(needle).unwrap_or_else(|| panic!("no {needle}"));
    assert!(place("id=\"new\"") < place(&format!("id=\"p{fresh}\"")));
    assert!(place("Seen.") < place("id=\"new\""));
    program.end();
}

fn program() -> (TempDir, Program) {
    let folder = tempdir().expect("a folder for the data");
    let program = Program::start(folder.path());
    (folder, program)
}

fn database(data: &Path) -> String {
    data.join("thewall.sqlite").to_string_lossy().into_owned()
}
