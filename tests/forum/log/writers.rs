//! However many write at once, the log has no gap, and what was answered is in it.

use super::{last_of, numbers, open, room_opened, up_to, url, verified};
use crate::support::{Visitor, Wall, tables};
use actix_web::rt;
use diesel::{RunQueryDsl, sql_query};
use futures_util::future::{join, join_all};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use thewall::app::apply;
use thewall::db::{Db, Tx};
use thewall::error::Error;
use thewall::log::Log;

on_both![
    concurrent_writers_make_no_gap,
    a_piece_that_fails_takes_nobody_with_it,
    what_was_answered_with_a_303_is_on_disk,
];

fn concurrent_writers_make_no_gap(wall: Wall) {
    let database = wall.database();
    let ana = Visitor::named(&wall, "Ana");
    let before = last_of(&database);
    let processes = [0, 1, 2].map(|_| open(&database));
    let fails = |turn: usize| turn % 3 == 1;
    // The program that serves is one more that writes.
    let posts = std::thread::scope(|scope| {
        for (process, db) in processes.iter().enumerate() {
            for thread in 0..4 {
                scope.spawn(move || {
                    for turn in 0..12 {
                        let slug = format!("room-{process}-{thread}-{turn}");
                        let written = db.write_here(move |tx| {
                            let seq = Log::new(apply).append(tx, 0, room_opened(&slug))?;
                            if fails(turn) {
                                Err(Error::Gone)
                            } else {
                                Ok(seq)
                            }
                        });
                        assert_eq!(written.is_err(), fails(turn), "{written:?}");
                    }
                });
            }
        }
        [1, 2, 3, 4, 5].map(|n| ana.write(&format!("Meanwhile, {n}.")))
    });

    let mut expected = Vec::new();
    for process in 0..3 {
        for thread in 0..4 {
            let kept = (0..12).filter(|turn| !fails(*turn));
            expected.extend(kept.map(|turn| format!("room-{process}-{thread}-{turn}")));
        }
    }
    let last = before + (expected.len() + posts.len()) as i64;
    let seqs = "SELECT CAST(seq AS TEXT) AS text FROM log ORDER BY seq";
    assert_eq!(numbers(&database, seqs), up_to(last));
    assert_eq!(verified(&processes[0]).expect("a whole chain"), last);
    assert_eq!(slugs(&database), sorted(expected));
}

/// Pieces of one commit, each with a way to end.
const PIECES: [&str; 7] = [
    "kept-1",
    "gives-an-error",
    "kept-2",
    "panics",
    "kept-3",
    "asks-nonsense",
    "kept-4",
];

fn a_piece_that_fails_takes_nobody_with_it(mut wall: Wall) {
    wall.stop();
    let before = last_of(&wall.database());
    let commits = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&commits);
    let count = Arc::new(move |_: i64| {
        counted.fetch_add(1, Ordering::Relaxed);
    });
    let db = Db::open(&url(&wall.database()), 1, count).expect("a database");
    let (begin, begun) = channel();
    let (open, opened) = channel();
    // The writer is held in a first commit until all the pieces are in its queue, so that the next
    // commit takes them together.
    let held = db.write(move |_| {
        begin.send(()).expect("somebody who waits");
        opened.recv().map_err(Error::fault)
    });
    let pieces = async {
        begun.recv().expect("a commit that has begun");
        let pieces = join_all(PIECES.map(|piece| db.write(move |tx| work(tx, piece))));
        let open = async { open.send(()).expect("a commit that waits") };
        join(pieces, open).await.0
    };
    let (held, outcomes) = rt::System::new().block_on(join(held, pieces));
    held.expect("the first commit");
    // The first commit wrote no entry, so nobody was told of it: one for all the pieces is left.
    assert_eq!(commits.load(Ordering::Relaxed), 1);

    let mut next = before;
    for (piece, outcome) in PIECES.into_iter().zip(outcomes) {
        if piece.starts_with("kept") {
            next += 1;
            assert_eq!(outcome.expect(piece), next, "{piece}");
        } else {
            outcome.expect_err(piece);
        }
    }
    assert_eq!(verified(&db).expect("a whole chain"), next);
    let kept = PIECES.into_iter().filter(|piece| piece.starts_with("kept"));
    assert_eq!(slugs(&wall.database()), kept.collect::<Vec<_>>());
}

/// Opens a room of the piece's name, and then ends as that name says.
fn work(tx: &mut Tx<'_>, piece: &str) -> Result<i64, Error> {
    let seq = Log::new(apply).append(tx, 0, room_opened(piece))?;
    match piece {
        "gives-an-error" => return Err(Error::Gone),
        "panics" => panic!("as the test wants it"),
        "asks-nonsense" => sql_query("DELETE FROM nowhere").execute(tx.conn)?,
        _ => 0,
    };
    Ok(seq)
}

fn what_was_answered_with_a_303_is_on_disk(mut wall: Wall) {
    let mut ana = Visitor::named(&wall, "Ana");
    let mut written = Vec::new();
    for round in 1..=20 {
        let words = format!("Round {round}.");
        let answer = ana.open("/").form("/posts").set("body", &words).send();
        wall = wall.restart_killed();
        assert_eq!(answer.status, 303);
        let post = answer.location().split_once("#p").expect("a fragment").1;
        ana = ana.following(&wall);
        let page = ana.open(&format!("/posts/{post}"));
        let post = post.parse().expect("a number");
        assert_eq!(page.entry(post).words, words);
        assert_eq!(page.pseudonym().as_deref(), Some("Ana"));
        written.push(post);
    }
    written.reverse();
    assert_eq!(ana.open("/").ids(), written);
    wall.stop();
    wall.run(&["check"]).expect_success();
}

fn slugs(database: &str) -> Vec<String> {
    let rooms = "SELECT slug AS text FROM room WHERE kind = 'room'";
    sorted(tables::ask(database, rooms))
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort();
    words
}
