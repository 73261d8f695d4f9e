//! Who follows the log is told of everything, in time, and gets everything once.

use super::{last_of, numbers, open, open_rooms, room_opened, up_to, url};
use crate::support::programs::eventually;
use crate::support::{Visitor, Wall, tables};
use diesel::{RunQueryDsl, sql_query};
use std::sync::{Arc, Mutex};
use thewall::app::apply;
use thewall::db::{Conn, Db};
use thewall::error::Error;
use thewall::log::cursor::{self, Follower, catch_up};
use thewall::log::{Bell, Entry, Log};

on_both![
    a_follower_that_is_killed_in_its_work_begins_again_there,
    a_follower_catches_up_with_what_it_missed,
    the_bell_rings_after_each_commit,
    the_bell_rings_for_another_process,
];

/// Writes down the number of every entry that it is given, unless something happens to it.
struct Scribe(Mutex<Option<Mishap>>);

/// What happens at an entry.
#[derive(Clone, Copy, Debug)]
enum Mishap {
    Panic(i64),
    Error(i64),
}

impl Scribe {
    fn new(database: &str) -> Arc<Scribe> {
        tables::change(database, "CREATE TABLE heard (seq BIGINT NOT NULL)");
        Arc::new(Scribe(Mutex::new(None)))
    }

    fn meets(&self, mishap: Option<Mishap>) {
        *self.0.lock().expect("a mishap") = mishap;
    }

    /// The numbers it wrote down, in the order of numbers.
    fn heard(database: &str) -> Vec<i64> {
        numbers(
            database,
            "SELECT CAST(seq AS TEXT) AS text FROM heard ORDER BY seq",
        )
    }
}

impl Follower for Scribe {
    fn name(&self) -> &'static str {
        "scribe"
    }

    fn follow(&self, conn: &mut Conn, entries: &[Entry]) -> Result<(), Error> {
        let mishap = *self.0.lock().expect("a mishap");
        for entry in entries {
            match mishap {
                Some(Mishap::Panic(at)) if at == entry.seq => panic!("as the test wants it"),
                Some(Mishap::Error(at)) if at == entry.seq => return Err(Error::Gone),
                _ => {}
            }
            sql_query(format!("INSERT INTO heard VALUES ({})", entry.seq)).execute(conn)?;
        }
        Ok(())
    }
}

fn a_follower_that_is_killed_in_its_work_begins_again_there(mut wall: Wall) {
    wall.stop();
    let database = wall.database();
    let db = open(&database);
    let scribe = Scribe::new(&database);
    // More than a follower takes in one step, so that some steps are finished when it is killed.
    let last = open_rooms(&db, 1200);
    for mishap in [Mishap::Panic(700), Mishap::Error(1101)] {
        let (Mishap::Panic(at) | Mishap::Error(at)) = mishap;
        scribe.meets(Some(mishap));
        catch_up(&db, &scribe).expect_err("a follower that stumbled");
        let stands = stands_at(&db);
        assert!(
            0 < stands && stands < at,
            "{mishap:?} leaves it at {stands}"
        );
        assert_eq!(Scribe::heard(&database), up_to(stands), "{mishap:?}");
    }
    let stands = stands_at(&db);
    scribe.meets(None);
    let given = catch_up(&db, &scribe).expect("the rest");
    assert_eq!(given as i64, last - stands);
    assert_eq!(Scribe::heard(&database), up_to(last));
    assert_eq!(stands_at(&db), last);
}

fn a_follower_catches_up_with_what_it_missed(wall: Wall) {
    let database = wall.database();
    let scribe = Scribe::new(&database);
    let ana = Visitor::named(&wall, "Ana");
    catch_up(&open(&database), &scribe).expect("what there is");
    let before = last_of(&database);
    assert_eq!(Scribe::heard(&database), up_to(before));

    // Nobody follows now: the handle is closed, and the program knows no scribe.
    let missed = ana.write("Is anybody listening?") as i64;
    let db = open(&database);
    assert_eq!(stands_at(&db), before);
    let given = catch_up(&db, &scribe).expect("what it missed");
    assert_eq!(given as i64, missed - before);
    assert_eq!(Scribe::heard(&database), up_to(missed));
    assert_eq!(catch_up(&db, &scribe).expect("nothing"), 0);
}

fn stands_at(db: &Db) -> i64 {
    db.read_here(|conn| cursor::position(conn, "scribe"))
        .expect("its position")
}

fn the_bell_rings_after_each_commit(mut wall: Wall) {
    wall.stop();
    let bell = Bell::default();
    let db = Db::open(&url(&wall.database()), 1, bell.after_commit()).expect("a database");
    let mut listener = bell.listen();
    let seq = open_rooms(&db, 1);
    // It rang before the writer was answered: whoever is led on finds everything there.
    assert_eq!(bell.seq(), seq);
    assert!(listener.has_changed().expect("a bell"));
    assert_eq!(*listener.borrow_and_update(), seq);

    let failed = db.write_here(|tx| {
        Log::new(apply).append(tx, 0, room_opened("nowhere"))?;
        Err::<(), _>(Error::Gone)
    });
    failed.expect_err("a write that fails");
    assert_eq!(bell.seq(), seq);
    let rang = listener.has_changed().expect("a bell");
    assert!(!rang, "it rang for what was not written");
}

fn the_bell_rings_for_another_process(wall: Wall) {
    let bell = Bell::default();
    let db = Db::open(&url(&wall.database()), 1, bell.after_commit()).expect("a database");
    bell.watch(db).expect("a watch");
    let ana = Visitor::named(&wall, "Ana");
    for words in ["Can you hear me?", "And now?"] {
        let post = ana.write(words) as i64;
        eventually("the bell rings for a post", || bell.seq() == post);
    }
}
