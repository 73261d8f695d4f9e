//! The wall in Chromium with its scripts off, and what it looks like there.

use crate::support::chromium::{Browser, Sky, browse};
use crate::support::{Backend, Setup, Visitor, Wall};

#[test]
fn the_whole_wall_is_there_without_scripts() {
    browse(async |browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        Visitor::named(&wall, "Bob").fill_the_wall();
        browser.open(&format!("{}/", wall.origin)).await;
        choose_by_hand(browser).await;
        take_a_pseudonym(browser).await;
        post(browser).await;
        read_two_pages_back(browser).await;
        comment(browser, &wall).await;
        delete_and_undo(browser, &wall).await;
        leave(browser).await;
    });
}

#[test]
fn what_others_do_appears_while_one_types() {
    browse(async |browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        let bob = Visitor::named(&wall, "Bob");
        let tea = bob.write("Is anybody else awake?");
        browser.open(&format!("{}/", wall.origin)).await;
        take_a_pseudonym(browser).await;
        browser.fill("form#write textarea", "Half a senten").await;

        browser.enter_stream().await;
        browser
            .until_shown(".turn", "anybody else awake", true)
            .await;
        let said = bob.write("The lights are on.");
        browser
            .until_shown(".turn", "The lights are on.", true)
            .await;
        bob.edit(tea, "Is anybody awake at all?");
        browser.until_shown(".turn", "awake at all?", true).await;
        browser
            .until_shown(".turn", "anybody else awake", false)
            .await;
        bob.comment(tea, "I am, myself.");
        browser
            .until_shown(".turn .p-comment", "I am, myself.", true)
            .await;
        let deleted = bob
            .open("/")
            .form(&format!("/posts/{said}/delete"))
            .submit();
        browser
            .until_shown(".turn", "The lights are on.", false)
            .await;
        browser.until_shown(".turn .gone", "deleted", true).await;
        deleted.form(&format!("/posts/{said}/restore")).submit();
        browser
            .until_shown(".turn", "The lights are on.", true)
            .await;

        browser.until_shown(".swarm", "Zoé", false).await;
        let zoe = Visitor::named(&wall, "Zoé");
        browser.until_shown(".swarm", "Zoé", true).await;
        zoe.leave();
        browser.until_shown(".swarm", "Zoé", false).await;

        browser.leave_stream().await;
        assert_eq!(browser.value("form#write textarea").await, "Half a senten");
    });
}

#[test]
fn what_is_pressed_in_the_frame_acts_on_the_page() {
    browse(async |browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        browser.open(&format!("{}/", wall.origin)).await;
        take_a_pseudonym(browser).await;
        browser.fill("form#write textarea", "Too hasty.").await;
        browser.press("form#write button[value='publish']").await;
        browser.until_stream_shows(".turn", "Too hasty.").await;
        browser.press(".turn form.delete button").await;
        browser.until_stream_shows(".turn .gone", "deleted").await;
        browser.press(".turn form.undo button").await;
        browser.until_stream_shows(".turn", "Too hasty.").await;
    });
}

#[test]
fn no_page_scrolls_sideways_and_both_skies_differ() {
    browse(async |browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        let room = furnish(&wall);
        for (name, path) in [("wall", "/"), ("room", room.as_str())] {
            for width in [360, 1280] {
                browser.open(&format!("{}{path}", wall.origin)).await;
                browser.look(width, Sky::Light).await;
                let light = browser
                    .screenshot(&format!("{name}-{width}-light.png"))
                    .await;
                browser.look(width, Sky::Dark).await;
                let dark = browser
                    .screenshot(&format!("{name}-{width}-dark.png"))
                    .await;
                assert_ne!(
                    light, dark,
                    "{name} at {width} is the same by day and by night"
                );
                assert!(
                    !browser.is_wider_than_its_window().await,
                    "{name} at {width} scrolls sideways"
                );
            }
        }
    });
}

/// The pictures of the README: `.ci/screenshots` puts them there.
#[test]
fn an_evening_on_the_wall_can_be_shown() {
    browse(async |browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        let room = spend_an_evening(&wall);
        for (name, path, width, sky) in [
            ("readme-wall-night.png", "/", 1280, Sky::Dark),
            ("readme-wall-day.png", "/", 1280, Sky::Light),
            ("readme-room-phone.png", room.as_str(), 360, Sky::Dark),
        ] {
            browser.open(&format!("{}{path}", wall.origin)).await;
            browser.look(width, sky).await;
            browser.screenshot(name).await;
            assert!(!browser.is_wider_than_its_window().await, "{name}");
        }
    });
}

/// The series of the README: one page, which nobody touches.
#[test]
fn an_evening_goes_on_before_ones_eyes() {
    browse(async |browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        let room = spend_an_evening(&wall);
        let [noor, ana] = ["Noor", "Ilse"].map(|pseudonym| Visitor::named(&wall, pseudonym));
        browser.open(&format!("{}{room}", wall.origin)).await;
        browser.look(760, Sky::Dark).await;
        browser.enter_stream().await;
        browser.until_shown(".turn", "barely a swim", true).await;
        browser.screenshot("readme-live-1.png").await;
        let said = ana.say(&room, "Three minutes, and not one fewer.");
        browser.until_shown(".turn", "not one fewer", true).await;
        browser.until_shown(".swarm", "Ilse", true).await;
        browser.screenshot("readme-live-2.png").await;
        ana.edit(said, "Two minutes, then. *Because it is you.*");
        noor.open(&room);
        browser.until_shown(".turn", "not one fewer", false).await;
        browser
            .until_shown(".turn", "Because it is you.", true)
            .await;
        browser.until_shown(".swarm", "Noor", true).await;
        browser.screenshot("readme-live-3.png").await;
    });
}

/// The pictures of the README that show how order is kept.
#[test]
fn an_evening_is_kept_in_order() {
    browse(async |browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        let owner = Visitor::owner(&wall, "Olga");
        spend_an_evening(&wall);
        let [seller, guest] = ["Lamp Seller", "Noor"].map(|name| Visitor::named(&wall, name));
        let advertised = seller.write("LAMPS!!! Cheap LAMPS at lamps.example, every colour.");
        seller.write("LAMPS!!! The cheapest LAMPS, only tonight, at lamps.example.");
        let report = format!("/posts/{advertised}/report");
        let form = guest.open(&report).form(&report);
        form.set("reason", "This is no market.").submit();
        let held = guest.write("May I show my own lamp here? I made it.");
        crate::support::furnished::order(&owner, held, "hold", "room");
        browser.open(&format!("{}/login", wall.origin)).await;
        browser.fill("#pseudonym", "Olga").await;
        browser.fill("#password", "the owner's long password").await;
        browser.press("main form[action='/login'] button").await;
        let case = format!("/posts/{advertised}/moderate");
        for (name, path, width, sky) in [
            ("readme-moderation.png", "/moderation", 1280, Sky::Dark),
            ("readme-case-phone.png", case.as_str(), 360, Sky::Light),
        ] {
            browser.open(&format!("{}{path}", wall.origin)).await;
            browser.look(width, sky).await;
            browser.screenshot(name).await;
            assert!(!browser.is_wider_than_its_window().await, "{name}");
        }
    });
}

#[test]
fn nothing_hostile_reaches_another_server_or_a_dialog() {
    browse(async |browser| {
        let wall = Setup::on(Backend::Sqlite).start();
        let ana = Visitor::named(&wall, "Ana");
        ana.write(
            "<img src=x onerror=\"document.title='on'\"> <script>document.title='on'</script>",
        );
        ana.write("[x](javascript:document.title='on') <iframe src=//evil.example></iframe>");
        browser.open(&format!("{}/", wall.origin)).await;
        browser.enter_stream().await;
        browser.until_shown(".turn", "document.title", true).await;
        assert_eq!(
            browser
                .count("main img, main iframe, main script, [href^='javascript']")
                .await,
            0
        );
    });
}

async fn choose_by_hand(browser: &Browser) {
    browser.press("main .renewal a[href^='/live/choice']").await;
    browser.choose("#hand").await;
    browser
        .press("main form[action='/live/choice'] button")
        .await;
    browser.text("main .renewal a[href^='/wait']").await;
    assert_eq!(browser.count("iframe").await, 0);
}

async fn take_a_pseudonym(browser: &Browser) {
    browser.press("main p.join a").await;
    browser.fill("#pseudonym", "Firefly").await;
    browser.press("main form[action='/login'] button").await;
    assert_eq!(browser.text("header nav bdi").await, "Firefly");
}

async fn post(browser: &Browser) {
    browser
        .fill("form#write textarea", "Good evening\nfrom a browser.")
        .await;
    browser.press("form#write button[value='publish']").await;
    let newest = "article.h-entry:target .e-content";
    assert!(browser.text(newest).await.contains("from a browser."));
    assert!(
        browser.address().await.contains("/#p"),
        "it did not lead to the post"
    );
}

async fn read_two_pages_back(browser: &Browser) {
    let mut tops = Vec::new();
    for _ in 0..2 {
        browser.press("main a[rel='next']").await;
        tops.push(browser.text("article.h-entry .e-content").await);
    }
    assert!(
        tops.iter().all(|top| top.starts_with("entry number")),
        "{tops:?}"
    );
    assert_ne!(tops[0], tops[1]);
}

async fn comment(browser: &Browser, wall: &Wall) {
    let newest = Visitor::new(wall).open("/").ids()[0];
    browser
        .open(&format!("{}/posts/{newest}", wall.origin))
        .await;
    browser
        .fill("form#write textarea", "Is anybody else awake?")
        .await;
    browser.press("form#write button[value='publish']").await;
    assert_eq!(
        browser.text("article.p-comment:target .e-content").await,
        "Is anybody else awake?"
    );
}

async fn delete_and_undo(browser: &Browser, wall: &Wall) {
    let reader = Visitor::new(wall);
    let newest = reader.open("/").ids()[0];
    browser.open(&format!("{}/", wall.origin)).await;
    browser
        .press(&format!("form[action='/posts/{newest}/delete'] button"))
        .await;
    browser.text(&format!("#p{newest}.deleted")).await;
    assert!(!reader.open("/").says("from a browser."));
    browser
        .press(&format!("form[action='/posts/{newest}/restore'] button"))
        .await;
    browser.text(&format!("#p{newest}:not(.deleted)")).await;
    assert!(reader.open("/").says("from a browser."));
}

async fn leave(browser: &Browser) {
    browser.press("header form[action='/logout'] button").await;
    browser.text("header a[href^='/login']").await;
    assert_eq!(browser.count("form[action='/logout']").await, 0);
}

/// A wall and a room with what makes layouts break: long words, long names, code, two directions.
fn furnish(wall: &Wall) -> String {
    let bob = Visitor::named(wall, "Bartholomäus-von-der-langen-Straße");
    let ana = Visitor::named(wall, "Ana");
    let room = ana.open_room(
        "Tea",
        "What steeps, for how long, and at which hour of the night.",
    );
    let long_word = "a".repeat(400);
    let words = [
        "Good evening. The lights are on by the water, and the *kettle* is too.",
        "A line of code: `let wall = Wall::new();`\n\n```\nfn main() { println!(\"a very long line of code, \
         which must not push the page out of its window, however narrow that window is\"); }\n```",
        &long_word,
        "مرحبا بالعالم، هذه رسالة باللغة العربية بجانب الفرنسية.",
        "> What was said\n\n1. first\n2. second\n\n- [ ] not a task, only a list",
        "| a | table | with | many | columns | that | is | wide |\n|---|---|---|---|---|---|---|---|\n\
         | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |",
    ];
    for text in words {
        let post = bob.write(text);
        ana.comment(post, "I see it.");
        bob.say(&room, text);
        ana.say(&room, "And so do I, from here.");
    }
    room
}

/// Some people who talk, most of whom are still here.
fn spend_an_evening(wall: &Wall) -> String {
    let [ana, boris, camille, eleni, zoe] = ["Ana", "Борис", "Camille", "Ελένη", "Zoé"]
        .map(|pseudonym| Visitor::named(wall, pseudonym));
    let left = Visitor::named(wall, "Jean-Luc");
    left.write("Goodbye for tonight. The lake is all yours.");
    left.leave();
    camille.write(
        "Quelqu’un a quitté l’autre réseau aujourd’hui et m’a demandé où était passé le mur. Je lui ai \
         envoyé l’adresse d’ici.",
    );
    let question = boris.write(
        "Does anybody read this from a terminal? I am in `lynx` over ssh, from a train, and it is *fine*.",
    );
    ana.comment(
        question,
        "From w3m, on a phone from 2011. Nothing is missing.",
    );
    eleni.comment(question, "Καλησπέρα. Είναι ήσυχα εδώ, και μου αρέσει.");
    let walk = zoe.write(
        "Three things I counted on the way home:\n\n- eleven fireflies by the bridge\n- one heron, annoyed\n\
         - no notifications at all",
    );
    camille.comment(walk, "The heron is always annoyed.");
    let tea = ana.open_room(
        "Tea",
        "What steeps, for how long, and at which hour of the night.",
    );
    let asked = ana.say(&tea, "Is anybody else awake? The kettle is on.");
    boris.say(&tea, "Always. Black, please, and not too long.");
    let composer = eleni.open(&format!("{tea}?reply={asked}"));
    composer
        .form(&format!("{tea}/posts"))
        .set("body", "I have sencha, 70 °C, **one** minute.")
        .submit();
    zoe.say(&tea, "> one minute\n\nThat is barely a swim.");
    tea
}
