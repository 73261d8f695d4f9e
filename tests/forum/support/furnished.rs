//! A wall with one of everything on it, and one of everybody.

use super::programs::eventually;
use super::{Page, Visitor, Wall, tables};
use crate::files::png;
use crate::languages::FRENCH;
use crate::owner::{kept, moderator, set};

/// The password of whoever keeps a pseudonym here, but for the owner.
pub const PASSWORD: &str = "a lantern in the reeds";

/// One of everybody, each at a browser of their own.
pub struct Furnished {
    pub owner: Visitor,
    pub moderator: Visitor,
    /// Keeps her pseudonym, opened the room `/rooms/tea`, and is logged in from two browsers.
    pub ana: Visitor,
    /// Was warned, muted in a room, and has reported something.
    pub bob: Visitor,
    /// Banned from everywhere, and has asked why.
    pub zed: Visitor,
}

impl Furnished {
    /// Everybody with their role, and a stranger.
    pub fn everybody(&self, wall: &Wall) -> [(&'static str, Visitor); 4] {
        [
            ("owner", self.owner.clone()),
            ("moderator", self.moderator.clone()),
            ("member", self.ana.clone()),
            ("stranger", Visitor::new(wall)),
        ]
    }
}

/// Presses a button on the page of a post.
pub fn order(moderator: &Visitor, post: u64, deed: &str, scope: &str) -> Page {
    let path = format!("/posts/{post}/moderate");
    let form = moderator.open(&path).form(&path).set("reason", "So.");
    form.set("scope", scope).press("deed", deed).submit()
}

/// Furnishes a wall that has just begun.
pub fn furnish(wall: &Wall) -> Furnished {
    furnish_for(wall, Visitor::owner(wall, "Olga"))
}

/// Furnishes the wall of an owner, whose pseudonym is Olga.
pub fn furnish_for(wall: &Wall, owner: Visitor) -> Furnished {
    let mona = moderator(wall, &owner, "Mona");
    let (ana, bob) = (kept(wall, "Ana"), Visitor::named(wall, "Bob"));
    Visitor::new(wall).log_in("Ana", PASSWORD).follow();
    speak(&owner, &ana);
    let report = |post: u64, who: &Visitor| {
        let path = format!("/posts/{post}/report");
        let form = who.open(&path).form(&path);
        form.set("reason", "Look at this.").submit();
    };
    let form = ana.open("/account/profile").form("/account/profile");
    form.set("bio", "I *read*.")
        .set("link1", "https://example.com/~ana")
        .add("sight", "1")
        .submit();
    let form = ana
        .open("/account/profile")
        .form("/account/profile/picture");
    form.attach("me.png", &png(120, 90)).submit();
    // What is held, reported, pinned, and deleted.
    report(bob.write("Reported."), &ana);
    order(&mona, bob.write("Held."), "hold", "room");
    order(&mona, ana.write("Pinned."), "pin", "room");
    let regretted = ana.write("Regretted.");
    let page = ana.open(&format!("/posts/{regretted}"));
    page.form(&format!("/posts/{regretted}/delete")).submit();
    let room = ana.open_room("Coffee", "Beans.");
    let form = ana.open(&format!("{room}/delete"));
    form.form(&format!("{room}/delete"))
        .set("confirm", "coffee")
        .submit();
    // Who is warned, muted, banned.
    order(&mona, bob.say("/rooms/tea", "Louder!"), "mute", "room");
    order(&mona, bob.write("Loud."), "warn", "room");
    let zed = Visitor::named(wall, "Zed");
    order(&mona, zed.write("Very loud."), "ban", "wall");
    let form = zed.open("/account/decisions");
    let form = form.form("/account/decisions/appeal");
    form.set("words", "Why?").submit();
    write_letters(&owner, &mona, &ana);
    prepare(wall, &owner);
    tell(wall, &owner, &ana);
    Furnished {
        owner,
        moderator: mona,
        ana,
        bob,
        zed,
    }
}

/// What people say to each other.
fn speak(owner: &Visitor, ana: &Visitor) {
    let post = ana.write("A post with a [link](https://example.com/).");
    ana.write("```rust\nfn main() {}\n```");
    let comment = owner.comment(post, "A comment.");
    for (who, to) in [(owner, post), (ana, post), (ana, comment)] {
        who.react(to, "thanks");
    }
    let poll = ana.ask("Tea or coffee?", "Tea\nCoffee", true);
    owner.vote(poll, &["2"]);
    owner.ask("Which tea?", "Green\nBlack", false);
    owner.edit(comment, "An edited comment.");
    // A picture with a description and one without; and one that waits.
    let form = ana.open("/").form("/posts").set("body", "Pictures.");
    let form = form.set("alt", "A square").attach("a.png", &png(40, 30));
    form.attach("b.png", &png(30, 40)).submit();
    let form = owner.open("/people/Olga").form("/people/Olga/posts");
    let form = form.set("body", "Not yet.").attach("c.png", &png(20, 20));
    form.press("act", "preview").submit();
    let room = ana.open_room("Tea", "Leaves.");
    let said = ana.say(&room, "A message.");
    let reply = owner.open(&format!("{room}?reply={said}"));
    let reply = reply.form(&format!("{room}/posts"));
    reply.set("body", "A reply.").submit();
    let form = ana.open("/people/Olga").form("/people/Olga/posts");
    form.set("body", FRENCH).submit();
}

/// What people are told of, have not read, follow and mute.
fn tell(wall: &Wall, owner: &Visitor, ana: &Visitor) {
    let post = owner.write("Good evening, @Ana, @Bob, @Mona and @Olga!");
    ana.comment(post, "Good evening, @Olga!");
    owner.say("/rooms/tea", "Unread.");
    for (visitor, path, n) in [(owner, "/rooms/tea", 0), (ana, "/people/Olga", 1)] {
        let mut forms = visitor.open(path).forms(&format!("{path}/following"));
        forms.swap_remove(n).submit();
    }
    eventually("everybody is told", || {
        let told = "SELECT DISTINCT CAST(person_id AS TEXT) AS text FROM notice";
        tables::ask(&wall.database(), told).len() > 3
    });
}

/// What is written in private: messages between those who keep their pseudonyms, one of which a moderator is
/// shown, somebody who is blocked, and drafts.
fn write_letters(owner: &Visitor, mona: &Visitor, ana: &Visitor) {
    ana.send("Olga", "A message to the owner.");
    let sent = owner.send("Ana", "A message to Ana.");
    mona.send("Ana", "A message of the moderator.");
    ana.send("Mona", "An answer to it.");
    let report = format!("/messages/Olga/{sent}/report");
    let form = ana.open(&report).form(&report);
    form.set("reason", "Not friendly.").submit();
    let form = ana.open("/account/blocks").form("/account/blocks/add");
    form.set("pseudonym", "Zed").submit();
    let places = [
        (ana, "/", "/posts"),
        (owner, "/messages/Ana", "/messages/Ana/posts"),
        (mona, "/", "/posts"),
    ];
    for (visitor, place, action) in places {
        let form = visitor.open(place).form(action).set("body", "A draft.");
        form.press("act", "preview").submit();
    }
}

/// What owners prepare: a filter, an invitation, somebody who waits to be let in, a keeper of a room.
fn prepare(wall: &Wall, owner: &Visitor) {
    let form = owner
        .open("/moderation/filters")
        .form("/moderation/filters/add");
    form.set("pattern", "viagra").submit();
    let form = owner.open("/owner/invitations").form("/owner/invitations");
    form.set("uses", "3").set("note", "For friends.").submit();
    set(owner, "access", &[("joining", "approval")]);
    let form = Visitor::new(wall).open("/login").form("/login");
    form.set("pseudonym", "Aude")
        .set("application", "Let me in.")
        .submit();
    set(owner, "access", &[("joining", "open")]);
    let form = owner.open("/rooms/tea/settings").form("/rooms/tea/keepers");
    form.set("keeper", "Bob").submit();
}
