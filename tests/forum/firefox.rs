//! The wall in Firefox with its scripts off: what others do appears by itself.

use crate::support::firefox::{Firefox, browse};
use crate::support::{Backend, Setup, Visitor};

#[test]
fn what_others_do_appears_in_firefox_while_one_types() {
    browse(|browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        let bob = Visitor::named(&wall, "Bob");
        let tea = bob.write("Is anybody else awake?");
        browser.open(&format!("{}/", wall.origin));
        take_a_pseudonym(browser);
        browser.fill("form#write textarea", "Half a senten");

        browser.enter_stream();
        browser.until_shown(".turn", "anybody else awake");
        let said = bob.write("The lights are on.");
        browser.until_shown(".turn", "The lights are on.");
        bob.edit(tea, "Is anybody awake at all?");
        browser.until_shown(".turn", "awake at all?");
        browser.until_gone(".turn", "anybody else awake");
        let page = bob.open("/");
        let deleted = page.form(&format!("/posts/{said}/delete")).submit();
        browser.until_gone(".turn", "The lights are on.");
        browser.until_shown(".turn .gone", "deleted");
        deleted.form(&format!("/posts/{said}/restore")).submit();
        browser.until_shown(".turn", "The lights are on.");
        browser.until_gone(".turn .gone", "deleted");

        let zoe = Visitor::named(&wall, "Zoé");
        browser.until_shown(".swarm", "Zoé");
        zoe.leave();
        browser.until_gone(".swarm", "Zoé");

        // In a frame that had become empty, nobody would be seen either.
        browser.until_shown(".turn", "awake at all?");
        browser.leave_stream();
        assert_eq!(browser.value("form#write textarea"), "Half a senten");
    });
}

#[test]
fn what_is_said_in_a_room_appears_in_firefox() {
    browse(|browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        let bob = Visitor::named(&wall, "Bob");
        let room = bob.open_room("Tea", "What steeps, and for how long.");
        browser.open(&format!("{}{room}", wall.origin));
        browser.enter_stream();
        bob.say(&room, "The kettle is on.");
        browser.until_shown(".turn", "The kettle is on.");
    });
}

#[test]
fn what_is_pressed_in_the_frame_acts_on_the_page_in_firefox() {
    browse(|browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        browser.open(&format!("{}/", wall.origin));
        take_a_pseudonym(browser);
        browser.fill("form#write textarea", "Too hasty.");
        browser.press("form#write button[value='publish']");
        browser.enter_stream();
        browser.until_shown(".turn", "Too hasty.");
        browser.press(".turn form.delete button");
        browser.enter_stream();
        browser.until_shown(".turn .gone", "deleted");
        browser.press(".turn form.undo button");
        browser.enter_stream();
        browser.until_shown(".turn", "Too hasty.");
    });
}

fn take_a_pseudonym(browser: &mut Firefox) {
    browser.press("main p.join a");
    browser.fill("#pseudonym", "Firefly");
    browser.press("main form[action='/login'] button");
    assert_eq!(browser.text("header nav bdi"), "Firefly");
}
