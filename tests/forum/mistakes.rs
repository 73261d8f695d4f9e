//! What the program refuses to start with: each mistake is a sentence, and nothing is touched.

use crate::support::programs::{Finished, run};
use crate::support::server::program;
use crate::support::{Backend, Setup, Visitor};
use std::net::TcpListener;
use std::path::Path;
use tempfile::{TempDir, tempdir};

#[test]
fn an_occupied_port_is_a_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("its address").to_string();
    let said = refused(&["serve", "--listen", &address]);
    assert!(said.contains(&address), "{said}");
}

#[test]
fn a_folder_that_cannot_be_written_is_a_sentence() {
    // Even root cannot make a folder below a file.
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").expect("a file");
    let below = file.join("data");
    let said = refused(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--data-dir",
        &path(&below),
    ]);
    assert!(said.contains(&path(&below)), "{said}");
}

#[test]
fn a_damaged_database_is_a_sentence() {
    let folder = tempdir().expect("a folder");
    let mut bytes = b"SQLite format 3\0".to_vec();
    bytes.extend([0xA5; 8_192]);
    let said = refused_with_database(&folder, &bytes);
    assert!(said.contains("wall.sqlite"), "{said}");
}

#[test]
fn a_file_that_is_no_database_is_a_sentence() {
    let folder = tempdir().expect("a folder");
    refused_with_database(&folder, &[b'x'; 8_192]);
}

#[test]
fn somebody_elses_database_is_left_alone() {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, SqliteConnection};
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("wall.sqlite");
    let mut connection = SqliteConnection::establish(&path(&file)).expect("a database");
    connection
        .batch_execute("CREATE TABLE bookmarks (url TEXT)")
        .expect("a table of somebody else's");
    drop(connection);
    let before = std::fs::read(&file).expect("the file");
    let database = format!("sqlite:{}", path(&file));
    refused(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database-url",
        &database,
    ]);
    assert_eq!(
        std::fs::read(&file).expect("the file"),
        before,
        "it wrote into it"
    );
}

#[test]
fn a_database_of_a_newer_version_is_left_alone() {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, SqliteConnection};
    let wall = Setup::on(Backend::Sqlite).start();
    let file = wall.database();
    let wall = wall.restart_after(|_| {
        let mut connection = SqliteConnection::establish(&file).expect("the database");
        connection
            .batch_execute(
                "PRAGMA wal_checkpoint(TRUNCATE);
                 INSERT INTO __diesel_schema_migrations (version) VALUES ('20990101000001');",
            )
            .expect("a migration from the future");
        let database = format!("sqlite:{file}");
        let said = refused(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--database-url",
            &database,
        ]);
        assert!(said.contains("newer"), "{said}");
        connection
            .batch_execute("DELETE FROM __diesel_schema_migrations WHERE version LIKE '2099%'")
            .expect("the present again");
    });
    Visitor::new(&wall).open("/");
}

#[test]
fn a_database_that_is_not_there_is_a_sentence() {
    let said = refused(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database-url",
        "postgres:///x?host=/nowhere",
    ]);
    assert!(
        said.contains("/nowhere") || said.contains("postgres"),
        "{said}"
    );
}

#[test]
fn a_password_in_the_address_of_a_database_is_not_repeated() {
    let url = "postgres://wall:opensesame@127.0.0.1:1/x";
    let said = refused(&["serve", "--listen", "127.0.0.1:0", "--database-url", url]);
    assert!(!said.contains("opensesame"), "{said}");
}

#[test]
fn an_unknown_setting_is_a_sentence() {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("thewall.toml");
    std::fs::write(&file, "listten = \"127.0.0.1:0\"\n").expect("a file");
    let said = refused(&["serve", "--config", &path(&file)]);
    assert!(said.contains("listten"), "{said}");
    assert!(said.contains("thewall.toml"), "{said}");
}

#[test]
fn what_cannot_be_meant_is_a_sentence() {
    let mistakes: [&[&str]; 9] = [
        &["serve", "--listen", "nonsense"],
        &["serve", "--listen", "127.0.0.1:99999"],
        &["serve", "--limits", "off", "--listen", "0.0.0.0:0"],
        &["serve", "--limits", "sometimes"],
        &["serve", "--base-path", "no-slash"],
        &["serve", "--database-url", "mysql://x/y"],
        &["serve", "--config", "/nowhere/thewall.toml"],
        &["serve", "--nonsense"],
        &["nonsense"],
    ];
    for mistake in mistakes {
        refused(mistake);
    }
}

/// Runs the program with a mistake in its command line and gives back the sentence that it says.
fn refused(arguments: &[&str]) -> String {
    let folder = tempdir().expect("a folder");
    one_sentence(run(program(folder.path()).args(arguments)))
}

fn refused_with_database(folder: &TempDir, bytes: &[u8]) -> String {
    let file = folder.path().join("wall.sqlite");
    std::fs::write(&file, bytes).expect("a file");
    let database = format!("sqlite:{}", path(&file));
    let said = refused(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database-url",
        &database,
    ]);
    assert_eq!(
        std::fs::read(&file).expect("the file"),
        bytes,
        "the broken file was changed"
    );
    said
}

/// A mistake is told in words, not in a panic, and the program does not pretend to be content.
pub fn one_sentence(finished: Finished) -> String {
    let said = finished.stderr.trim().to_owned();
    assert!(!finished.status.success(), "it was content: {finished:?}");
    assert!(
        finished.status.code().is_some_and(|code| code < 100),
        "it crashed: {finished:?}"
    );
    assert!(!said.is_empty(), "it ended without a word");
    assert!(
        !said.contains("panicked") && !said.contains("RUST_BACKTRACE"),
        "{said}"
    );
    assert!(
        !finished.stdout.contains("listening on"),
        "it listened first: {finished:?}"
    );
    said
}

fn path(path: &Path) -> String {
    path.to_str().expect("a path in UTF-8").to_owned()
}
