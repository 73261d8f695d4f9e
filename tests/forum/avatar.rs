//! The picture by which somebody shows themselves beside their pseudonym: taken, seen by everybody, replaced,
//! taken away, cleared, and gone from the disk with its last use.

use crate::files::{EXIF, animated_gif, jpeg, measures, on_disk, png, with_exif, write_with};
use crate::log::replay::replays_to_the_same;
use crate::owner::{OFF, kept, moderator, set};
use crate::support::inside::ruled;
use crate::support::programs::{eventually, require};
use crate::support::terminal::Terminal;
use crate::support::{Backend, Form, Page, Setup, Visitor, Wall, tables};

const PASSWORD: &str = "a lantern in the reeds";
const SHOWN: &str = ".light.face > img[alt=''][width][height][loading='lazy']";

on_both![
    a_picture_stands_beside_the_name_wherever_that_stands,
    nothing_of_what_else_a_photograph_holds_is_kept,
    what_moves_stands_still,
    the_firefly_comes_back_and_the_file_goes,
    another_picture_stands_in_the_place_of_the_first,
    what_is_no_picture_is_refused_beside_its_field_and_leaves_nothing,
    the_same_picture_is_there_until_the_last_lets_go_of_it,
    whoever_is_forgotten_takes_the_picture_along,
    a_moderator_clears_words_and_picture_as_one_act,
    a_newcomer_is_held_back_with_their_picture_too,
    a_pseudonym_that_nobody_keeps_has_its_firefly,
    where_no_pictures_are_taken_the_firefly_can_still_come_back,
    where_only_members_read_only_they_see_pictures,
];

fn form(visitor: &Visitor) -> Form {
    let page = visitor.open("/account/profile");
    page.form("/account/profile/picture")
}

fn show(visitor: &Visitor, picture: &[u8]) -> Page {
    form(visitor).attach("me.png", picture).submit()
}

fn remove(visitor: &Visitor) -> Page {
    let page = visitor.open("/account/profile");
    page.form("/account/profile/picture/remove").submit()
}

/// Where the picture is that stands beside the author of a post on the wall; none where the firefly is.
fn beside(visitor: &Visitor, post: u64) -> Option<String> {
    let page = visitor.open("/");
    let shown = page.maybe(&format!("#p{post} > header {SHOWN}"));
    shown.and_then(|image| image.attr("src").map(str::to_owned))
}

fn a_picture_stands_beside_the_name_wherever_that_stands(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let stranger = Visitor::new(&wall);
    let post = ana.write("A lantern.");
    let plain = bob.write("No picture.");
    assert_eq!(beside(&stranger, post), None);
    let page = show(&ana, &jpeg(900, 600));
    assert!(page.says("Your page is changed."));
    let address = beside(&stranger, post).expect("a picture");
    assert!(address.starts_with("/avatars/"), "{address}");
    assert_eq!(beside(&stranger, plain), None, "the others keep theirs");
    let picture = stranger.get(&address);
    assert_eq!((picture.status, measures(&picture)), (200, (96, 96)));
    assert_eq!(picture.header("content-type"), Some("image/jpeg"));
    let keeps = Some("public, max-age=31536000, immutable");
    assert_eq!(picture.header("cache-control"), keeps);
    assert_eq!(picture.header("x-content-type-options"), Some("nosniff"));
    assert!(picture.body.len() < 8_000, "{}", picture.body.len());
    // On pages about one, in lists of people, in what they say to each other, and in what is found.
    bob.comment(post, "Hello, @Ana.");
    bob.send("Ana", "In private.");
    ana.send("Bob", "In private as well.");
    let image = format!("{SHOWN}[src='{address}']");
    for (visitor, path) in [
        (&stranger, format!("/posts/{post}")),
        (&stranger, "/people/Ana/written".to_owned()),
        (&stranger, "/fireflies".to_owned()),
        (&stranger, "/search?q=lantern".to_owned()),
        (&bob, "/messages".to_owned()),
        (&bob, "/messages/Ana".to_owned()),
        (&ana, "/account/profile".to_owned()),
    ] {
        eventually(&format!("it stands on {path}"), || {
            visitor.open(&path).has(&image)
        });
    }
    let card = stranger.open("/people/Ana");
    assert!(card.has(&format!(".card img.u-photo[src='{address}'][alt='']")));
    assert_eq!(on_disk(&wall).len(), 1, "it is kept in one size");
}

fn nothing_of_what_else_a_photograph_holds_is_kept(wall: Wall) {
    let ana = kept(&wall, "Ana");
    let photograph = with_exif(&jpeg(300, 200), 1);
    assert!(photograph.windows(EXIF.len()).any(|some| some == EXIF));
    show(&ana, &photograph);
    let post = ana.write("Look.");
    let picture = ana.get(&beside(&ana, post).expect("a picture"));
    assert!(!picture.body.windows(4).any(|some| some == b"Exif"));
    assert!(!picture.body.windows(EXIF.len()).any(|some| some == EXIF));
}

fn what_moves_stands_still(wall: Wall) {
    let ana = kept(&wall, "Ana");
    show(&ana, &animated_gif(4));
    let post = ana.write("Look.");
    let picture = ana.get(&beside(&ana, post).expect("a picture"));
    assert_eq!(picture.header("content-type"), Some("image/png"));
    assert_eq!(measures(&picture), (40, 40));
}

fn the_firefly_comes_back_and_the_file_goes(wall: Wall) {
    let (ana, stranger) = (kept(&wall, "Ana"), Visitor::new(&wall));
    let post = ana.write("Look.");
    assert!(
        !ana.open("/account/profile")
            .has_form("/account/profile/picture/remove")
    );
    show(&ana, &png(200, 200));
    let address = beside(&stranger, post).expect("a picture");
    remove(&ana);
    assert_eq!(beside(&stranger, post), None);
    assert_eq!(stranger.get(&address).status, 404);
    let card = stranger.open("/people/Ana");
    assert!(card.has(".card img.u-photo[src='/people/Ana/avatar.svg']"));
    eventually("nothing is on the disk", || on_disk(&wall).is_empty());
    let file = address.trim_start_matches("/avatars/");
    for (table, rows) in tables::dump(&wall) {
        let found = rows.iter().any(|row| row.contains(file));
        assert!(!found, "its hash stands in {table}");
    }
    wall.run(&["check"]).expect_success();
}

fn another_picture_stands_in_the_place_of_the_first(mut wall: Wall) {
    let (ana, stranger) = (kept(&wall, "Ana"), Visitor::new(&wall));
    let post = ana.write("Look.");
    show(&ana, &png(200, 200));
    let first = beside(&stranger, post).expect("a picture");
    show(&ana, &png(300, 100));
    let second = beside(&stranger, post).expect("a picture");
    assert_ne!(first, second);
    assert_eq!(stranger.get(&first).status, 404);
    assert_eq!(stranger.get(&second).status, 200);
    eventually("one file is on the disk", || on_disk(&wall).len() == 1);
    // The same once more changes nothing.
    show(&ana, &png(300, 100));
    let told = "SELECT event AS text FROM log WHERE event LIKE '%person-pictured%'";
    assert_eq!(tables::ask(&wall.database(), told).len(), 2);
    wall.stop();
    replays_to_the_same(&wall, &["person"]);
}

fn what_is_no_picture_is_refused_beside_its_field_and_leaves_nothing(wall: Wall) {
    let ana = kept(&wall, "Ana");
    let page = ana.open("/account/profile");
    let words = page.form("/account/profile").set("bio", "Words that stay.");
    words.submit();
    let (photograph, drawing) = (jpeg(400, 300), png(400, 300));
    let mut huge = png(10, 10);
    huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let cases: [(&str, &[u8], &str); 8] = [
        (
            "half.jpg",
            &photograph[..photograph.len() / 2],
            "cannot be read",
        ),
        ("half.png", &drawing[..drawing.len() / 2], "cannot be read"),
        ("start.jpg", b"\xff\xd8\xff\xe0", "cannot be read"),
        ("huge.png", &huge, ""),
        ("empty.png", b"", "nothing in it"),
        ("words.png", b"only words", "no picture"),
        ("page.png", b"%PDF-1.7", "no picture"),
        (
            "drawing.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "SVG",
        ),
    ];
    for (name, bytes, why) in cases {
        let answer = form(&ana).attach(name, bytes).send();
        assert_eq!(answer.status, 422, "{name}");
        let sentence = answer.error_for("attachment");
        assert!(
            sentence.contains(name) && sentence.contains(why),
            "{sentence}"
        );
        let words = answer.form("/account/profile");
        assert_eq!(words.value("bio"), Some("Words that stay."));
        assert!(on_disk(&wall).is_empty(), "{name} is on the disk");
    }
    let none = form(&ana).send();
    assert_eq!(none.status, 422);
    assert!(none.error_for("attachment").contains("choose one"));
    let two = form(&ana)
        .attach("a.png", &drawing)
        .attach("b.png", &drawing);
    assert_eq!(two.send().status, 422);
    assert!(on_disk(&wall).is_empty());
    // What a picture is called is no matter.
    form(&ana).attach("me.txt", &drawing).submit();
    assert_eq!(on_disk(&wall).len(), 1);
}

fn the_same_picture_is_there_until_the_last_lets_go_of_it(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let stranger = Visitor::new(&wall);
    let (of_ana, of_bob) = (ana.write("Look."), bob.write("Look."));
    // So small that a post keeps the same bytes.
    let picture = png(20, 20);
    let hanging = write_with(&ana, "A picture.", "", &[&picture]);
    for who in [&ana, &bob] {
        show(who, &picture);
    }
    let address = beside(&stranger, of_ana).expect("a picture");
    assert_eq!(beside(&stranger, of_bob).as_ref(), Some(&address));
    assert_eq!(on_disk(&wall).len(), 1, "it is kept more than once");
    let undropped = || {
        eventually("it was looked at", || {
            tables::rows(&wall.database(), "dropped_file").is_empty()
        });
    };
    remove(&ana);
    undropped();
    assert_eq!(stranger.get(&address).status, 200, "it is still Bob's");
    let path = format!("/posts/{hanging}/edit");
    ana.open(&path).form(&path).add("left_out", "0").submit();
    undropped();
    assert_eq!(stranger.get(&address).status, 200, "it is still Bob's");
    let again = write_with(&ana, "Once more.", "", &[&picture]);
    remove(&bob);
    undropped();
    assert_eq!(stranger.get(&address).status, 404);
    assert_eq!(stranger.get(&format!("/files/{again}/0/large")).status, 200);
}

fn whoever_is_forgotten_takes_the_picture_along(wall: Wall) {
    let (ana, stranger) = (kept(&wall, "Ana"), Visitor::new(&wall));
    let post = ana.write("Words that stay.");
    show(&ana, &png(200, 200));
    let address = beside(&stranger, post).expect("a picture");
    let form = ana.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", "leave");
    form.set("confirm", "Ana").set("current", PASSWORD).submit();
    assert!(stranger.open("/").shows(post));
    assert_eq!(beside(&stranger, post), None);
    assert_eq!(stranger.get(&address).status, 404);
    eventually("nothing is on the disk", || on_disk(&wall).is_empty());
    let file = address.trim_start_matches("/avatars/");
    for (table, rows) in tables::dump(&wall) {
        // Who is here is forgotten within seconds.
        let found = table != "swarm" && rows.iter().any(|row| row.contains(file));
        assert!(!found, "its hash stands in {table}");
    }
    wall.run(&["check"]).expect_success();
}

fn a_moderator_clears_words_and_picture_as_one_act(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let (ana, bob) = (kept(&wall, "Ana"), kept(&wall, "Bob"));
    let stranger = Visitor::new(&wall);
    let page = ana.open("/account/profile").form("/account/profile");
    page.set("bio", "Buy lamps!").submit();
    for who in [&ana, &bob] {
        show(who, &png(200, 200));
    }
    // Bob says nothing, and has a picture to be cleared all the same.
    for (n, name) in ["Ana", "Bob"].into_iter().enumerate() {
        let path = format!("/people/{name}/clear");
        let page = mona.open(&format!("/people/{name}"));
        page.form(&path).submit();
        assert!(!mona.open(&format!("/people/{name}")).has_form(&path));
        let page = stranger.open(&format!("/people/{name}"));
        assert!(page.has(".card img.u-photo[src$='/avatar.svg']") && !page.has(".p-note"));
        let log = stranger.open("/moderation/log").words();
        let told = log.matches("cleared what somebody says about themselves");
        assert_eq!(told.count(), n + 1);
        assert!(log.contains(name), "it is said whose page it was");
    }
    eventually("nothing is on the disk", || on_disk(&wall).is_empty());
}

fn a_newcomer_is_held_back_with_their_picture_too(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let wall = ruled(wall, |rules| rules.hold_newcomers = true);
    let (ana, owner) = (kept(&wall, "Ana"), owner.following(&wall));
    let refused = form(&ana).attach("me.png", &png(200, 200)).send();
    assert_eq!(refused.status, 422);
    assert!(refused.says("for those who have written a few posts"));
    assert!(on_disk(&wall).is_empty());
    let shown = form(&owner).attach("me.png", &png(200, 200)).send();
    assert_eq!(shown.status, 303, "an owner is none");
}

fn a_pseudonym_that_nobody_keeps_has_its_firefly(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    assert!(
        !bob.open("/account/profile")
            .has_form("/account/profile/picture")
    );
    let form = form(&ana);
    let stolen = form.clone().by(&bob).attach("me.png", &png(50, 50));
    assert_eq!(stolen.send().status, 422);
    // What is not to be taken is thrown away as it comes.
    assert!(on_disk(&wall).is_empty());
    let foreign = form.by(&Visitor::new(&wall)).attach("me.png", &png(50, 50));
    assert_eq!(foreign.send().status, 401);
    assert!(on_disk(&wall).is_empty());
}

fn where_no_pictures_are_taken_the_firefly_can_still_come_back(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    show(&owner, &png(200, 200));
    let form = form(&owner).attach("me.png", &png(50, 50));
    set(&owner, "files", &[("pictures", OFF)]);
    assert_eq!(form.send().status, 422);
    let page = owner.open("/account/profile");
    assert!(!page.has_form("/account/profile/picture"));
    page.form("/account/profile/picture/remove").submit();
    assert!(!owner.open("/account/profile").has(SHOWN));
}

fn where_only_members_read_only_they_see_pictures(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let post = owner.write("Look.");
    show(&owner, &png(200, 200));
    set(&owner, "access", &[("readers", "members")]);
    let bob = Visitor::named(&wall, "Bob");
    let address = beside(&bob, post).expect("a picture");
    let keeps = bob.get(&address);
    let keeps = keeps.header("cache-control").unwrap_or_default();
    assert!(keeps.starts_with("private,"), "{keeps}");
    assert_eq!(Visitor::new(&wall).get(&address).status, 401);
}

fn the_firefly_comes_back_in(open: impl Fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    let ana = kept(&wall, "Firefly");
    show(&ana, &png(200, 200));
    let browser = open(&format!("{}/login", wall.origin));
    browser.wait_for("Password").fill("Pseudonym", "Firefly");
    browser.fill_password("Password", PASSWORD);
    browser.follow("Take").wait_for("My account");
    browser.follow("My account").wait_for("Change the password");
    browser.follow("Change what your page");
    browser.wait_for("Who you are");
    browser.follow("Show the firefly again");
    browser.wait_for("Your page is changed.");
    assert!(!ana.open("/account/profile").has(SHOWN));
}

#[test]
fn the_firefly_comes_back_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        the_firefly_comes_back_in(Terminal::lynx);
    }
}

#[test]
fn the_firefly_comes_back_in_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        the_firefly_comes_back_in(Terminal::w3m);
    }
}
