//! Search: what was said is found again, by whoever may see it, and marked.

use crate::owner::moderator;
use crate::support::furnished::order;
use crate::support::programs::require;
use crate::support::tables::{self, followed, indexed, logged};
use crate::support::terminal::Terminal;
use crate::support::{Backend, Page, Setup, Visitor, Wall};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeSet;

on_both![
    capitals_accents_and_ligatures_make_no_difference,
    phrases_beginnings_and_what_is_left_out,
    authors_rooms_and_dates_narrow,
    a_room_is_found_by_its_title_in_any_script,
    what_is_changed_deleted_restored_and_moved_is_followed,
    what_is_held_is_found_by_nobody,
    what_is_erased_is_in_no_index,
    rooms_that_one_may_not_read_are_not_searched,
    a_result_leads_to_the_post_in_its_history,
    whatever_is_typed_is_answered,
    results_go_on_by_key,
    looking_writes_nothing,
    a_crawler_runs_out_of_searches,
    what_was_there_before_is_indexed_at_the_first_start,
    several_processes_share_the_work,
    whoever_writes_does_not_wait_until_the_index_has_caught_up,
    what_can_be_chosen_in_a_poll_is_found,
    polls_that_were_there_before_are_found_as_well,
];

fn look(visitor: &Visitor, typed: &str) -> Page {
    let typed = utf8_percent_encode(typed, NON_ALPHANUMERIC);
    visitor.open(&format!("/search?q={typed}"))
}

/// The numbers of what is found, in their order.
fn found(visitor: &Visitor, typed: &str) -> Vec<u64> {
    look(visitor, typed).ids()
}

fn marks(page: &Page) -> Vec<String> {
    let marks = page.all("main mark").into_iter();
    marks.map(|mark| mark.text().collect()).collect()
}

fn capitals_accents_and_ligatures_make_no_difference(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("L’**élève** a le cœur à l’ouvrage.");
    indexed(&wall.database());
    for (typed, marked) in [
        ("eleve", "élève"),
        ("ÉLÈVE", "élève"),
        ("e\u{301}le\u{300}ve", "élève"),
        ("coeur", "cœur"),
        ("CŒUR", "cœur"),
        ("\"l'ouvrage\"", "l’ouvrage"),
    ] {
        let page = look(&ana, typed);
        assert_eq!(page.ids(), [post], "{typed}");
        assert_eq!(marks(&page), [marked], "{typed}");
        // What is seen of the post, without its stars.
        assert!(page.says("L’élève a le cœur à l’ouvrage."));
        assert!(page.has("meta[name='robots'][content='noindex']"));
    }
    assert!(!ana.open("/search").has("meta[name='robots']"));
}

fn phrases_beginnings_and_what_is_left_out(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let green = ana.write("We drink green tea.");
    let other = ana.write("The tea is green, the teapot blue.");
    let comment = ana.comment(green, "No green teacups here.");
    indexed(&wall.database());
    for (typed, expected) in [
        // What is said together comes first, then the newest.
        ("green tea", vec![green, other]),
        ("\"green tea\"", vec![green]),
        ("“tea is green”", vec![other]),
        ("\"green tea\"*", vec![green, comment]),
        ("teap*", vec![other]),
        ("green -blue -here", vec![green]),
        ("tea -\"green tea\"", vec![other]),
        ("green teacups", vec![comment]),
        ("nowhere", vec![]),
        ("gree", vec![]),
    ] {
        assert_eq!(found(&ana, typed), expected, "{typed}");
    }
    let newest = ana.open("/search?q=green+tea&order=newest");
    assert_eq!(newest.ids(), [other, green]);
    let nothing = look(&ana, "nowhere");
    assert!(nothing.says("Nothing was found.") && nothing.says("light*"));
}

fn a_room_is_found_by_its_title_in_any_script(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let rooms = ["日本語", "中文", "Чай"].map(|title| ana.open_room(title, ""));
    let said = rooms.each_ref().map(|room| ana.say(room, "A kettle."));
    indexed(&wall.database());
    assert_eq!(found(&ana, "kettle room:日本語"), [said[0]]);
    assert_eq!(found(&ana, "kettle room:中文"), [said[1]]);
    assert_eq!(found(&ana, "kettle room:Чай"), [said[2]]);
    assert!(look(&ana, "kettle room:茶").says("There is no room called 茶."));
}

fn authors_rooms_and_dates_narrow(wall: Wall) {
    let (ana, zoe) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Zoë"));
    let tea = ana.open_room("Tea time", "");
    let on_the_wall = ana.write("A kettle.");
    let in_tea = zoe.say(&tea, "A kettle.");
    let own = zoe.open("/people/Ana").form("/people/Ana/posts");
    let own = own.set("body", "A kettle.").submit().landed_on();
    indexed(&wall.database());
    for (typed, expected) in [
        ("kettle author:Ana", vec![on_the_wall]),
        ("kettle author:zoe", vec![own, in_tea]),
        ("author:@Zoë", vec![own, in_tea]),
        (
            "auteur:Ana author:Zoë kettle",
            vec![own, in_tea, on_the_wall],
        ),
        ("kettle room:tea-time", vec![in_tea]),
        ("kettle salon:\"Tea time\"", vec![in_tea]),
        ("room:/ kettle", vec![on_the_wall]),
        ("room:tea-time author:Ana", vec![]),
        ("kettle after:2020", vec![own, in_tea, on_the_wall]),
        ("kettle before:2020-06-30", vec![]),
        ("kettle author:Nobody", vec![]),
    ] {
        assert_eq!(found(&ana, typed), expected, "{typed}");
    }
    assert!(look(&ana, "author:Nobody").says("Nobody here is called Nobody."));
    assert!(look(&ana, "room:nowhere").says("There is no room called nowhere."));
    // The same as fields of the form, to which the pages of rooms and people lead.
    let page = ana.open("/search?q=kettle&room=tea-time&author=Zo%C3%AB");
    assert_eq!(page.ids(), [in_tea]);
    assert!(page.says("Tea time"));
    assert!(ana.open(&tea).has("a[href='/search?room=tea-time']"));
    assert!(ana.open("/people/Ana").has("a[href='/search?author=Ana']"));
    assert!(
        look(&ana, "kettle room:/")
            .text("article")
            .contains("The wall")
    );
    assert!(page.has("form[role='search'] input[name='author'][value='Zoë']"));
}

fn what_is_changed_deleted_restored_and_moved_is_followed(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let (tea, coffee) = (ana.open_room("Tea", ""), ana.open_room("Coffee", ""));
    let post = ana.write("A sparrow.");
    let comment = owner.comment(post, "A finch.");
    ana.edit(post, "A swallow.");
    indexed(&wall.database());
    assert_eq!(found(&ana, "sparrow"), [0; 0]);
    assert_eq!(found(&ana, "swallow"), [post]);

    let path = format!("/posts/{post}/delete");
    let page = ana.open(&format!("/posts/{post}")).form(&path).submit();
    // At once, whether the index has heard of it or not.
    assert_eq!(found(&owner, "swallow"), [0; 0]);
    page.form(&format!("/posts/{post}/restore")).submit();
    indexed(&wall.database());
    assert_eq!(found(&owner, "swallow"), [post]);

    let path = format!("/posts/{post}/moderate");
    let form = owner
        .open(&path)
        .forms(&path)
        .pop()
        .expect("a form to move it");
    form.set("room", "tea").press("deed", "move").submit();
    indexed(&wall.database());
    for word in ["swallow", "finch"] {
        assert_eq!(found(&ana, &format!("{word} room:tea")).len(), 1, "{word}");
        assert_eq!(found(&ana, &format!("{word} room:/")), [0; 0], "{word}");
    }
    let said = ana.say(&coffee, "A wren.");
    indexed(&wall.database());
    assert_eq!(found(&ana, "wren"), [said]);
    let delete = |room: &str| {
        let path = format!("{room}/delete");
        let form = ana.open(&path).form(&path);
        form.set("confirm", room.trim_start_matches("/rooms/"))
            .submit()
    };
    let gone = delete(&coffee);
    for visitor in [&ana, &owner] {
        assert_eq!(found(visitor, "wren"), [0; 0]);
        assert!(look(visitor, "wren room:coffee").says("There is no room called coffee."));
    }
    gone.form("/rooms/coffee/restore").submit();
    assert_eq!(found(&ana, "wren"), [said]);
    delete(&tea);
    assert_eq!(found(&owner, "finch"), [0; 0]);
    assert_eq!(comment, post + 1);
}

fn what_is_held_is_found_by_nobody(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("A heron.");
    let comment = ana.comment(post, "A crane.");
    indexed(&wall.database());
    order(&owner, post, "hold", "room");
    for visitor in [&owner, &ana, &Visitor::new(&wall)] {
        assert_eq!(found(visitor, "heron"), [0; 0]);
        assert_eq!(found(visitor, "crane"), [0; 0]);
    }
    indexed(&wall.database());
    order(&owner, post, "release", "room");
    indexed(&wall.database());
    assert_eq!(found(&ana, "heron"), [post]);
    assert_eq!(found(&ana, "crane"), [comment]);
}

fn what_is_erased_is_in_no_index(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Quillwort");
    let post = ana.write("Saxifrage in the cracks.");
    owner.comment(post, "And stonecrop.");
    indexed(&wall.database());
    assert_eq!(found(&ana, "saxifrage").len(), 1);
    let path = "/owner/people/Quillwort/erase";
    let form = owner.open(path).form(path);
    form.set("current", "the owner's long password").submit();
    assert_eq!(found(&owner, "saxifrage"), [0; 0]);
    assert_eq!(found(&owner, "author:Quillwort"), [0; 0]);
    for row in tables::rows(&wall.database(), "search") {
        assert!(!row.contains("saxifrage"), "{row}");
    }
    if !tables::is_postgres(&wall.database()) {
        // The words themselves are the keys of the index, but for what they begin alike.
        let blocks = "SELECT hex(block) AS text FROM search_data";
        let word: String = b"xifrag".iter().map(|b| format!("{b:02X}")).collect();
        for block in tables::ask(&wall.database(), blocks) {
            assert!(!block.contains(&word), "{block}");
        }
    }
}

fn rooms_that_one_may_not_read_are_not_searched(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let bob = Visitor::named(&wall, "Bob");
    let tea = owner.open_room("Tea", "");
    let said = bob.say(&tea, "A bittern.");
    indexed(&wall.database());
    assert_eq!(found(&bob, "bittern"), [said]);
    order(&mona, said, "ban", "room");
    assert_eq!(bob.get(&tea).status, 403);
    assert_eq!(found(&bob, "bittern"), [0; 0]);
    assert!(look(&bob, "room:tea").says("There is no room called tea."));
    assert_eq!(found(&owner, "bittern"), [said]);
}

fn a_result_leads_to_the_post_in_its_history(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let tea = ana.open_room("Tea", "");
    let wanted = ana.say(&tea, "The wanted word: shearwater.");
    for n in 0..60 {
        ana.say(&tea, &format!("Message {n}."));
    }
    let post = ana.write("A post.");
    let comment = ana.comment(post, "A comment on a shearwater.");
    let own = ana.open("/people/Ana").form("/people/Ana/posts");
    let own = own.set("body", "Shearwater!").submit().landed_on();
    indexed(&wall.database());
    let page = look(&Visitor::new(&wall), "shearwater");
    assert_eq!(
        page.ids().into_iter().collect::<BTreeSet<u64>>(),
        [wanted, comment, own].into()
    );
    for (id, place) in [
        (wanted, &tea[..]),
        (comment, "/posts/"),
        (own, "/people/Ana"),
    ] {
        let link = page.first(&format!("article#p{id} > header > a.u-url"));
        let address = link.attr("href").expect("an address");
        assert!(
            address.starts_with(place) && address.ends_with(&format!("#p{id}")),
            "{address}"
        );
        assert!(ana.open(address).shows(id), "{address}");
    }
}

const ODD: [&str; 24] = [
    "\"",
    "\"\"",
    "\"tea",
    "tea\"",
    "-",
    "*",
    "- * \"",
    "%",
    "_",
    "'",
    "\\",
    "(",
    ")",
    "^tea",
    "tea:",
    "NEAR(tea, 2)",
    "AND OR NOT",
    "tea AND NOT",
    "{words} : tea",
    "🪲 tea",
    "🪲",
    "author:",
    "before:soon tea",
    "tea & | ! <-> :*",
];

fn whatever_is_typed_is_answered(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Near tea, and not or words, 2.");
    indexed(&wall.database());
    for typed in ODD {
        let page = look(&ana, typed);
        let says_something = page.shows(post) || page.has("main .empty") || page.has("main .note");
        assert!(says_something, "{typed}: {}", page.words());
        let shown = page.first("main input[name='q']");
        assert_eq!(shown.attr("value"), Some(typed));
    }
    for typed in [
        "^tea",
        "tea:",
        "NEAR(tea, 2)",
        "AND OR NOT",
        "🪲 tea",
        "\"tea",
        "tea & | ! <-> :*",
    ] {
        assert_eq!(found(&ana, typed), [post], "{typed}");
    }
    for typed in [
        "x".repeat(10_000),
        "tea ".repeat(2_500),
        "\"a ".repeat(3_000),
        "é".repeat(5_000),
    ] {
        assert!(look(&ana, &typed).has("main .note"));
    }
    for address in [
        "q=%FF%00tea",
        "q=tea&q=tea",
        "q=tea&order=worst",
        "author=%22",
        "q=tea&room=%27",
    ] {
        ana.open(&format!("/search?{address}"));
    }
    for address in [
        "before=x",
        "before=-1",
        "past=1",
        "past=a.b",
        "past=99999999999999999999.1",
    ] {
        assert_eq!(
            ana.get(&format!("/search?q=tea&{address}")).status,
            404,
            "{address}"
        );
    }
    assert!(look(&ana, "-tea").says("Please type at least one word"));
}

fn results_go_on_by_key(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let tea = ana.open_room("Tea", "");
    let mut said = BTreeSet::new();
    for n in 0..45 {
        let again = "again ".repeat(n % 4);
        said.insert(ana.say(&tea, &format!("Petrel {again}petrel, {n}.")));
    }
    indexed(&wall.database());
    for order in ["best", "newest"] {
        let mut page = ana.open(&format!("/search?q=petrel&order={order}"));
        let mut seen = page.ids();
        while let Some(next) = page.link_rel("next") {
            page = ana.open(&next);
            assert!(!page.ids().is_empty());
            seen.extend(page.ids());
        }
        assert_eq!(seen.len(), said.len(), "{order}");
        assert_eq!(seen.into_iter().collect::<BTreeSet<u64>>(), said, "{order}");
    }
}

fn looking_writes_nothing(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.write("A gannet.");
    let before = tables::dump(&wall);
    let stranger = Visitor::new(&wall);
    for typed in ["gannet", "", "-", "nothing"] {
        look(&stranger, typed);
        look(&ana, typed);
    }
    assert_eq!(tables::dump(&wall), before);
    assert_eq!(stranger.cookie("sid"), None);
}

fn a_crawler_runs_out_of_searches(wall: Wall) {
    let wall = wall.limited().restart();
    let ana = Visitor::named(&wall, "Ana");
    let answers: Vec<Page> = (0..80)
        .map(|n| ana.get(&format!("/search?q=word{n}")))
        .collect();
    let refused = answers.iter().find(|answer| answer.status == 429);
    let refused = refused.expect("a refusal");
    assert!(refused.header("retry-after").is_some());
    assert!(refused.says("You have searched a lot in a short time."));
    assert_eq!(ana.get("/search").status, 200);
}

fn what_was_there_before_is_indexed_at_the_first_start(wall: Wall) {
    let wall = wall.restart_after(|wall| {
        import(wall, 700, "phalarope");
        // As if it had been here before search was.
        tables::change(&wall.database(), "DELETE FROM search");
        tables::change(&wall.database(), "DELETE FROM log_cursor");
    });
    indexed(&wall.database());
    let stranger = Visitor::new(&wall);
    assert_eq!(found(&stranger, "phalarope 0").len(), 1);
    assert_eq!(found(&stranger, "phalarope 699").len(), 1);
    let page = look(&stranger, "phalarope before:2016 room:old-tea");
    assert_eq!(page.ids().len(), 20);
    assert!(page.link_rel("next").is_some());
}

fn several_processes_share_the_work(wall: Wall) {
    let other = wall.beside();
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&other, "Bob"));
    for n in 0..10 {
        ana.write(&format!("A dunlin, {n}."));
        bob.write(&format!("A dunlin, {n}, once more."));
    }
    indexed(&wall.database());
    for visitor in [&ana, &bob] {
        assert_eq!(found(visitor, "dunlin").len(), 20);
    }
    let rows = tables::rows(&wall.database(), "search");
    assert_eq!(rows.len(), 20);
}

fn whoever_writes_does_not_wait_until_the_index_has_caught_up(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let mut last = 0;
    let wall = wall.restart_after(|wall| {
        import(wall, 20_000, "godwit");
        last = logged(&wall.database());
    });
    let other = wall.beside();
    let (ana, bob) = (ana.following(&wall), bob.following(&other));
    for n in 0..5 {
        ana.write(&format!("A whimbrel, {n}."));
        bob.write(&format!("A whimbrel, {n}, once more."));
        if n == 0 {
            let followed = followed(&wall.database());
            assert!(followed < last, "of what was imported nothing was left");
        }
    }
    indexed(&wall.database());
    for visitor in [&ana, &bob] {
        assert_eq!(found(visitor, "whimbrel").len(), 10);
        assert_eq!(found(visitor, "godwit 19999").len(), 1);
    }
    assert_eq!(tables::rows(&wall.database(), "search").len(), 20_010);
}

/// Imports so many messages that say this.
fn import(wall: &Wall, messages: usize, word: &str) {
    let line = |n: usize| {
        let body = format!("Old message {n} of a {word}.");
        serde_json::json!({ "room": "Old tea", "author": "Zoë", "at": "2015-03-01T20:15:00Z", "body": body })
    };
    let lines: String = (0..messages).map(|n| format!("{}\n", line(n))).collect();
    let file = wall.folder().join("old.jsonl");
    std::fs::write(&file, lines).expect("a file");
    wall.run(&["import", &file.to_string_lossy()])
        .expect_success();
}

fn what_can_be_chosen_in_a_poll_is_found(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.ask(
        "Which bird?",
        "A *whimbrel*\nL’échasse <i>blanche</i>",
        false,
    );
    let other = ana.write("No whimbrel is in sight.");
    indexed(&wall.database());
    let stranger = Visitor::new(&wall);
    for (typed, expected) in [
        ("echasse", vec![post]),
        ("\"l'echasse i blanche\"", vec![post]),
        ("bird whimbrel", vec![post]),
        ("whimbrel", vec![other, post]),
        ("whimbrel -echasse", vec![other]),
        ("stilt", vec![]),
    ] {
        assert_eq!(found(&stranger, typed), expected, "{typed}");
    }
    let page = look(&stranger, "blanche");
    assert_eq!(marks(&page), ["blanche"]);
    let shown = page.text(".p-summary");
    assert_eq!(
        shown,
        "Which bird? • A *whimbrel* • L’échasse <i>blanche</i>"
    );

    // They stay when the words change, and go with the post.
    ana.edit(post, "Which of these?");
    indexed(&wall.database());
    assert_eq!(found(&stranger, "these echasse"), [post]);
    order(&owner, post, "hold", "room");
    assert_eq!(found(&stranger, "echasse"), [0; 0]);
    order(&owner, post, "release", "room");
    indexed(&wall.database());
    assert_eq!(found(&stranger, "echasse"), [post]);
    let path = format!("/posts/{post}/delete");
    ana.open(&format!("/posts/{post}")).form(&path).submit();
    for visitor in [&ana, &owner, &stranger] {
        assert_eq!(found(visitor, "echasse"), [0; 0]);
        assert!(!look(visitor, "echasse").says("blanche"));
    }
    let path = "/owner/people/Ana/erase";
    let form = owner.open(path).form(path);
    form.set("current", "the owner's long password").submit();
    for row in tables::rows(&wall.database(), "search") {
        assert!(!row.contains("echasse"), "{row}");
    }
}

/// The index was made before it knew of polls: it goes on from the first of them.
fn polls_that_were_there_before_are_found_as_well(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let first = ana.write("Nothing to choose.");
    let posts = [(), ()].map(|()| ana.ask("Which bird?", "Godwit\nKnot", false));
    let last = ana.write("A knot of something else.");
    indexed(&wall.database());
    let database = wall.database();
    let wall = wall.restart_after(|_| {
        for post in posts {
            let forget = if tables::is_postgres(&database) {
                format!("UPDATE search SET words = 'which:1 bird:2' WHERE rowid = {post}")
            } else {
                format!("UPDATE search SET words = 'which bird' WHERE rowid = {post}")
            };
            tables::change(&database, &forget);
        }
        tables::change(
            &database,
            &format!("DELETE FROM search WHERE rowid = {first}"),
        );
        let migration = include_str!("../../migrations/sqlite/2026-11-26-000009_language/up.sql");
        let (_, update) = migration.split_once("UPDATE ").expect("a step back");
        tables::change(&database, &format!("UPDATE {update}"));
    });
    indexed(&wall.database());
    let stranger = Visitor::new(&wall);
    assert_eq!(found(&stranger, "godwit"), [posts[1], posts[0]]);
    assert_eq!(found(&stranger, "knot"), [last, posts[1], posts[0]]);
    // What was written before the first of them was not looked at again.
    assert_eq!(found(&stranger, "nothing"), [0; 0]);
}

#[test]
fn both_databases_find_the_same_in_the_same_order() {
    if !Backend::Postgres.is_here() {
        return;
    }
    let walls = [Backend::Sqlite, Backend::Postgres].map(|backend| Setup::on(backend).start());
    let words = [
        "tea",
        "thé",
        "green",
        "Green",
        "leaf",
        "leaves",
        "L’été",
        "日本語",
        "don't",
        "x-ray",
        "the",
        "of",
        "ﬁne",
        "œuvre",
        "Straße",
        "🪲",
        "100%",
        "foo_bar",
    ];
    // A small sequence that is the same each time, and looks like none.
    let mut state = 7_u64;
    let mut next = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    };
    let mut lines = String::new();
    for n in 0..600 {
        let body: Vec<&str> = (0..1 + next(12))
            .map(|_| words[next(words.len())])
            .collect();
        let (room, author) = (["Tea", "Coffee"][next(2)], ["Ana", "Zoë", "Bob"][next(3)]);
        let line = serde_json::json!({
            "room": room,
            "author": author,
            "at": format!("20{:02}-03-01T20:15:00Z", 10 + n / 60),
            "body": body.join(" "),
        });
        lines.push_str(&format!("{line}\n"));
    }
    // More words, and more of one, than a tsvector knows places for.
    let long = format!(
        "{} begin {} end tea",
        "la ".repeat(300),
        "word ".repeat(3_000)
    );
    let line = serde_json::json!({ "room": "Tea", "author": "Ana", "at": "2020-01-01T00:00:00Z", "body": long });
    lines.push_str(&format!("{line}\n"));
    let visitors = walls.each_ref().map(|wall| {
        let file = wall.folder().join("corpus.jsonl");
        std::fs::write(&file, &lines).expect("a file");
        wall.run(&["import", &file.to_string_lossy()])
            .expect_success();
        indexed(&wall.database());
        Visitor::new(wall)
    });
    let mut some = 0;
    for typed in [
        "tea",
        "the",
        "of the",
        "green tea leaf",
        "\"green tea\"",
        "\"the of\" -tea",
        "lea*",
        "le*",
        "\"l'ete\"",
        "日本",
        "\"x ray\" don*",
        "oeuvre -strasse",
        "author:ana tea",
        "room:coffee the of",
        "author:bob",
        "strasse",
        "tea after:2012 before:2014-03",
        "fine foo bar",
        "-the room:tea",
        "\"la begin\"",
        "\"word end tea\"",
        "\"la la la\"",
        "th* -the",
        "tea author:zoe author:bob -leaf room:tea",
    ] {
        for order in ["best", "newest"] {
            let pages = visitors.each_ref().map(|visitor| {
                let typed = utf8_percent_encode(typed, NON_ALPHANUMERIC);
                let mut page = visitor.open(&format!("/search?q={typed}&order={order}"));
                let (first, mut ids) = (page.text("main"), page.ids());
                while let Some(next) = page.link_rel("next").filter(|_| ids.len() < 400) {
                    page = visitor.open(&next);
                    ids.extend(page.ids());
                }
                (ids, first)
            });
            some += pages[0].0.len();
            assert_eq!(pages[0], pages[1], "{typed}, {order}");
        }
    }
    assert!(some > 1_000, "only {some} results were compared");
}

/// `steps` lead from the field for words, once it is filled in, to the button: its name is that of the link
/// to search as well.
fn walk(open: impl Fn(&str) -> Terminal, steps: &[&str]) {
    let wall = Setup::on(Backend::Sqlite).start();
    let ana = Visitor::named(&wall, "Ana");
    let tea = ana.open_room("Tea", "");
    ana.say(&tea, "Where the turnstone is.");
    for n in 0..60 {
        ana.say(&tea, &format!("Message {n}."));
    }
    indexed(&wall.database());
    let browser = open(&format!("{}/", wall.origin));
    browser.wait_for("Search").follow("Search");
    browser
        .wait_for("What was said")
        .fill("What was said", "turnstone")
        .keys(steps)
        .keys(&["Enter"])
        .wait_for("Where the turnstone is.");
    browser.follow("Tea, ").wait_for("Where the turnstone is.");
    browser.wait_for("Message 0.");
}

#[test]
fn what_was_said_is_found_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        walk(Terminal::lynx, &["Down", "Down"]);
    }
}

#[test]
fn what_was_said_is_found_in_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        walk(Terminal::w3m, &["Tab", "Tab", "Tab"]);
    }
}
