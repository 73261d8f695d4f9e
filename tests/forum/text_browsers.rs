//! What every text browser must be able to do here, key by key.

use crate::support::programs::eventually;
use crate::support::terminal::Terminal;
use crate::support::{Backend, Setup, Visitor, Wall};

/// Takes a pseudonym, posts, reads two pages back into history, comments, deletes, undoes, and leaves.
pub fn spend_an_evening(open: impl Fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    Visitor::named(&wall, "Bob").fill_the_wall();
    let browser = open(&format!("{}/", wall.origin));
    take_a_pseudonym(&browser);
    post(&browser, &wall);
    read_two_pages_back(&browser, &wall);
    go_home(&browser);
    comment(&browser, &wall);
    go_home(&browser);
    delete_and_undo(&browser, &wall);
    leave(&browser, &wall);
}

/// Reads the wall, follows the link that waits, and is shown what somebody says meanwhile.
pub fn wait_for_news(open: impl Fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    let bob = Visitor::named(&wall, "Bob");
    bob.write("The lights are on.");
    let browser = open(&format!("{}/", wall.origin));
    browser
        .wait_for("The lights are on.")
        .follow("Wait for news");
    eventually("the browser waits", || {
        Visitor::new(&wall).open("/fireflies").has("p.strangers")
    });
    bob.write("Is anybody else awake?");
    browser.wait_for("Is anybody else awake?");
}

fn take_a_pseudonym(browser: &Terminal) {
    browser
        .wait_for("Bob")
        .follow("Take a pseudonym to write here");
    browser.wait_for("Password").fill("Pseudonym", "Firefly");
    browser.follow("Take").wait_for("Leave");
}

fn post(browser: &Terminal, wall: &Wall) {
    browser.fill_area("Your words", "Good evening from a terminal.");
    // The words stand in the field as well; what can be done with a post of one's own stands below it.
    browser
        .follow("Publish")
        .wait_for("Delete")
        .wait_for("Good evening from a terminal.");
    let page = Visitor::new(wall).open("/");
    let newest = &page.posts()[0];
    assert_eq!(newest.author, "Firefly");
    assert_eq!(newest.words, "Good evening from a terminal.");
}

fn read_two_pages_back(browser: &Terminal, wall: &Wall) {
    let reader = Visitor::new(wall);
    let mut page = reader.open("/");
    for _ in 0..2 {
        page = reader.open(&page.link_rel("next").expect("an older page"));
        let newest = page.posts().remove(0);
        browser.follow("Older").wait_for(&newest.words);
    }
}

fn go_home(browser: &Terminal) {
    browser
        .follow("The wall")
        .wait_for("Good evening from a terminal.");
}

fn comment(browser: &Terminal, wall: &Wall) {
    browser.follow("Comment").wait_for("Publish");
    browser.fill_area("Your words", "Is anybody else awake?");
    browser
        .follow("Publish")
        .wait_until("the words outside of the form", |screen| {
            screen.matches("Is anybody else awake?").count() == 1
        });
    let page = Visitor::new(wall).open("/");
    let post = page.ids()[0];
    eventually("the comment is under the post", || {
        let comments = Visitor::new(wall).open("/").comments_of(post);
        comments.len() == 1 && comments[0].words == "Is anybody else awake?"
    });
}

fn delete_and_undo(browser: &Terminal, wall: &Wall) {
    browser.follow("Delete").wait_for("Undo");
    let reader = Visitor::new(wall);
    assert!(!reader.open("/").says("Good evening from a terminal."));
    browser
        .follow("Undo")
        .wait_for("Good evening from a terminal.");
    assert!(reader.open("/").says("Good evening from a terminal."));
}

fn leave(browser: &Terminal, wall: &Wall) {
    browser.press_first("Leave").wait_for("Take a pseudonym");
    let page = Visitor::new(wall).open("/");
    assert!(
        !page.text("aside#fireflies").contains("Firefly"),
        "the firefly did not go out"
    );
}

/// Reacts with what another gave and with what nobody gave, reads who did, and votes twice.
pub fn react_and_vote(open: impl Fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = bob.ask("What shall we drink?", "Camomile\nSencha", false);
    ana.react(post, "thanks");
    let browser = open(&format!("{}/", wall.origin));
    take_a_pseudonym(&browser);
    let at = format!("{}/posts/{post}", wall.origin);
    // A press leads to the list, where the post may be out of sight.
    let press = |button: &str, says: &str| {
        browser.follow(button);
        eventually(says, || Visitor::new(&wall).open("/").says(says));
        browser.wait_until("the list", |screen| !screen.contains("A post by Bob"));
        browser.go(&at);
    };
    browser.go(&at).wait_for("no votes, 0%");
    press("Thanks 1", "Thanks 2");
    browser.wait_for("Thanks 2 (yours)");
    press("Smile", "Smile 1");
    browser.wait_for("Smile 1 (yours)").follow("React");
    browser.wait_for("Press once to react").wait_for("Firefly");
    browser.go(&at).wait_for("Cast my vote").choose("Sencha");
    press("Cast my vote", "Sencha one vote, 100%");
    browser.wait_for("Change my vote").choose("Camomile");
    press("Change my vote", "Camomile one vote, 100%");
    browser.wait_for("(*) Camomile one vote, 100%");
}
