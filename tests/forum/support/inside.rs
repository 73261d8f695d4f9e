//! The same wall from inside, as a second process of it: for what is done on pages that a test is not
//! about. The program under test hears of it as of any other process's doings.

use super::Wall;
use super::tables::is_postgres;
use thewall::log::Event;
use thewall::rules::Rules;
use thewall::{App, Config};

/// A second process of a wall, which serves nothing.
pub fn app(wall: &Wall) -> App {
    let database = wall.database();
    let url = if is_postgres(&database) {
        database
    } else {
        format!("sqlite:{database}")
    };
    let mut config = Config::new(wall.folder());
    config.database = url.parse().expect("the address of a database");
    App::build(config).expect("the same wall")
}

/// Writes something into the log.
pub fn happens(wall: &Wall, event: Event) {
    let app = app(wall);
    let (log, now) = (app.site().log, app.site().clock.now());
    let written = app
        .site()
        .db
        .write_here(move |tx| log.append(tx, now, event));
    written.expect("an entry in the log");
    // What another process wrote is known there when somebody waits for it. A wall that stands still reads
    // it when it starts.
    let heard = format!("{}{}/wait?after=0", wall.origin, wall.base_path);
    ureq::get(heard).call().ok();
}

/// The same wall under other rules. It is restarted, so that it knows them.
pub fn ruled(wall: Wall, change: impl FnOnce(&mut Rules)) -> Wall {
    let mut rules = Rules::default();
    change(&mut rules);
    let changed = Event::RulesChanged {
        rules: Box::new(rules),
        by: 1,
    };
    wall.restart_after(|wall| happens(wall, changed))
}
