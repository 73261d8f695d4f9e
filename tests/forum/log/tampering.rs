//! Nobody changes the log unnoticed, and what may be taken from it can be.

use super::{last_of, open, verified};
use crate::mistakes::one_sentence;
use crate::support::{Visitor, Wall, tables};
use diesel::{RunQueryDsl, sql_query};
use thewall::db::Db;
use thewall::error::{Error, Fault};
use thewall::log::{chain, erase_words};

on_both![
    a_flipped_bit_is_found_wherever_it_is,
    checking_names_the_entry_that_was_changed,
    erased_words_leave_a_log_that_verifies,
    a_log_that_ends_too_early_or_elsewhere_is_found,
];

/// The columns of an entry. Every one is a part of what the chain vouches for.
const COLUMNS: [&str; 7] = ["seq", "at", "event", "words", "salt", "digest", "hash"];

fn a_flipped_bit_is_found_wherever_it_is(mut wall: Wall) {
    let entry = write_between(&wall);
    wall.stop();
    let db = open(&wall.database());
    verified(&db).expect("a sound log");
    for column in COLUMNS {
        is_guarded(&wall.database(), &db, entry, column);
    }
    verified(&db).expect("a sound log again");
}

/// Flips one bit after the other in a column of an entry.
fn is_guarded(database: &str, db: &Db, entry: i64, column: &str) {
    for flipped in flips(database, entry, column) {
        let change = format!("UPDATE log SET {column} = {flipped} WHERE seq = {entry}");
        let statement = change.clone();
        // The error that verifying gives takes the change back with it.
        let found = db.write_here(move |tx| {
            sql_query(statement).execute(tx.conn)?;
            chain::verify(tx.conn)
        });
        match found {
            Err(Error::Fault(Fault::Log { seq, .. })) => assert_eq!(seq, entry, "{change}"),
            other => panic!("{change}: {other:?}"),
        }
    }
}

fn checking_names_the_entry_that_was_changed(mut wall: Wall) {
    let entry = write_between(&wall);
    wall.stop();
    let database = wall.database();
    for column in COLUMNS {
        let present = value(&database, entry, column);
        let flipped = flips(&database, entry, column).swap_remove(0);
        let set = |value: &str, at: &str| {
            let change = format!("UPDATE log SET {column} = {value} WHERE seq = {at}");
            tables::change(&database, &change);
        };
        set(&flipped, &entry.to_string());
        let sentence = one_sentence(wall.run(&["check"]));
        assert!(
            sentence.contains(&format!("entry {entry}:")),
            "{column}: {sentence}"
        );
        let number = entry.to_string();
        set(&present, if column == "seq" { &flipped } else { &number });
        wall.run(&["check"]).expect_success();
    }
}

fn erased_words_leave_a_log_that_verifies(mut wall: Wall) {
    let entry = write_between(&wall);
    wall.stop();
    let database = wall.database();
    let db = open(&database);
    db.write_here(move |tx| erase_words(tx, &[entry]))
        .expect("an erasure");
    let left = "SELECT event AS text FROM log WHERE words IS NULL AND salt IS NULL AND seq =";
    assert_eq!(tables::ask(&database, &format!("{left} {entry}")).len(), 1);
    wall.run(&["check"]).expect_success();
    // What is left of the entry is guarded as before, its digest included.
    for column in ["seq", "at", "event", "digest", "hash"] {
        is_guarded(&database, &db, entry, column);
    }
    let forged = "UPDATE log SET words = 'Never said.' WHERE seq =";
    tables::change(&database, &format!("{forged} {entry}"));
    let sentence = one_sentence(wall.run(&["check"]));
    assert!(sentence.contains(&format!("entry {entry}:")), "{sentence}");
}

fn a_log_that_ends_too_early_or_elsewhere_is_found(mut wall: Wall) {
    write_between(&wall);
    wall.stop();
    let database = wall.database();
    let last = last_of(&database);
    let before = format!("(SELECT hash FROM log WHERE seq = {})", last - 1);
    let present = format!("(SELECT hash FROM log WHERE seq = {last})");
    let is_found = |change: &str, named: i64| {
        tables::change(&database, change);
        let sentence = one_sentence(wall.run(&["check"]));
        assert!(
            sentence.contains(&format!("entry {named}:")),
            "{change}: {sentence}"
        );
    };
    is_found(&format!("UPDATE head SET hash = {before}"), last);
    tables::change(&database, &format!("UPDATE head SET hash = {present}"));
    is_found("UPDATE head SET seq = seq + 1", last + 1);
    tables::change(&database, "UPDATE head SET seq = seq - 1");
    wall.run(&["check"]).expect_success();
    is_found(&format!("DELETE FROM log WHERE seq = {last}"), last);
}

/// Writes three posts and gives back the number of the one in the middle.
fn write_between(wall: &Wall) -> i64 {
    let ana = Visitor::named(wall, "Ana");
    ana.write("Before it.");
    let entry = ana.write("What nobody may change.");
    ana.write("After it.");
    entry as i64
}

/// Values for a column of an entry, in SQL, that differ from the present one in a single bit: each bit
/// of a number, and one bit of each byte of the rest.
fn flips(database: &str, entry: i64, column: &str) -> Vec<String> {
    if ["seq", "at"].contains(&column) {
        let number: i64 = value(database, entry, column).parse().expect("a number");
        // The low bits of its own number would make it another entry's, and the database sees to that.
        let bits = if column == "seq" { 32..63 } else { 0..63 };
        return bits.map(|bit| (number ^ (1 << bit)).to_string()).collect();
    }
    let bytes = bytes(database, entry, column);
    let flip = |at: usize| {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        literal(database, column, &flipped)
    };
    (0..bytes.len()).map(flip).collect()
}

/// The present value of a column of an entry, in SQL.
fn value(database: &str, entry: i64, column: &str) -> String {
    if ["seq", "at"].contains(&column) {
        let number = format!("SELECT CAST({column} AS TEXT) AS text FROM log WHERE seq = {entry}");
        return tables::ask(database, &number).swap_remove(0);
    }
    literal(database, column, &bytes(database, entry, column))
}

fn bytes(database: &str, entry: i64, column: &str) -> Vec<u8> {
    let hex = match (tables::is_postgres(database), is_text(column)) {
        (false, _) => format!("lower(hex({column}))"),
        (true, false) => format!("encode({column}, 'hex')"),
        (true, true) => format!("encode(convert_to({column}, 'UTF8'), 'hex')"),
    };
    let question = format!("SELECT {hex} AS text FROM log WHERE seq = {entry}");
    let hex = tables::ask(database, &question).swap_remove(0);
    data_encoding::HEXLOWER
        .decode(hex.as_bytes())
        .expect("bytes")
}

fn literal(database: &str, column: &str, bytes: &[u8]) -> String {
    let hex = data_encoding::HEXLOWER.encode(bytes);
    match (tables::is_postgres(database), is_text(column)) {
        (false, false) => format!("x'{hex}'"),
        (false, true) => format!("CAST(x'{hex}' AS TEXT)"),
        (true, false) => format!("decode('{hex}', 'hex')"),
        (true, true) => format!("convert_from(decode('{hex}', 'hex'), 'UTF8')"),
    }
}

fn is_text(column: &str) -> bool {
    ["event", "words"].contains(&column)
}
