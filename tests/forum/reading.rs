//! How somebody likes to read: light, letters, space, posts on a page, clocks, ages.

use crate::support::programs::require;
use crate::support::raw::exchange;
use crate::support::stream::Stream;
use crate::support::terminal::Terminal;
use crate::support::{Backend, Page, Setup, Visitor, Wall};
use std::collections::BTreeSet;

const PASSWORD: &str = "a lantern in the reeds";

on_both![
    a_stranger_reads_as_they_like_and_nobody_else_does,
    what_a_member_likes_goes_with_them,
    what_cannot_be_chosen_is_refused_beside_its_field,
    words_that_stand_for_nothing_are_passed_over,
    as_many_posts_stand_on_a_page_as_are_wished_for,
    days_begin_when_they_begin_there,
    an_age_is_told_and_the_exact_time_with_it,
    many_who_read_at_once_each_see_their_own,
    a_stream_and_an_error_stand_in_the_same_light,
    a_long_post_is_folded_and_a_very_long_one_goes_on_elsewhere,
    each_key_leads_to_one_place_and_is_told_of,
];

/// Chooses on the page of settings.
fn choose(visitor: &Visitor, choices: &[(&str, &str)]) -> Page {
    let mut form = visitor.open("/settings").form("/settings/save");
    for (name, value) in choices {
        form = form.set(name, value);
    }
    form.submit()
}

/// Opens the stream of the wall with all cookies of a visitor.
fn follow(wall: &Wall, visitor: &Visitor) -> Stream {
    let cookies = visitor.cookies("/").expect("a cookie");
    let headers = format!("Cookie: {cookies}\r\n");
    Stream::request(wall.address(), "/live", &headers)
}

fn classes(page: &Page) -> String {
    let html = page.first("html");
    html.attr("class").unwrap_or_default().to_owned()
}

fn a_stranger_reads_as_they_like_and_nobody_else_does(wall: Wall) {
    let (reader, other) = (Visitor::new(&wall), Visitor::new(&wall));
    other.open("/");
    let saved = choose(
        &reader,
        &[("theme", "sepia"), ("size", "large"), ("density", "dense")],
    );
    assert!(saved.says("Your settings are saved."));
    assert_eq!(classes(&saved), "sky-sepia size-large dense");
    let words = reader.cookie("reading").expect("a cookie");
    assert_eq!(words, "sepia.large.dense");
    let page = reader.open("/");
    assert_eq!(classes(&page), "sky-sepia size-large dense");
    assert_eq!(page.header("cache-control"), Some("public, no-cache"));
    let schemes = page.first("meta[name='color-scheme']");
    assert_eq!(schemes.attr("content"), Some("light"));
    assert_eq!(classes(&other.open("/")), "");
    // As usual again, nothing is kept at all.
    choose(
        &reader,
        &[("theme", "auto"), ("size", "usual"), ("density", "calm")],
    );
    assert_eq!(reader.cookie("reading").unwrap_or_default(), "");
    assert_eq!(classes(&reader.open("/")), "");
}

fn what_a_member_likes_goes_with_them(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.keep(PASSWORD);
    choose(&ana, &[("theme", "dark"), ("zone", "Asia/Kathmandu")]);
    let elsewhere = Visitor::new(&wall);
    elsewhere.plant_cookie("reading", "sepia");
    elsewhere.log_in("Ana", PASSWORD).follow();
    let page = elsewhere.open("/");
    assert_eq!(classes(&page), "sky-dark");
    assert!(page.says("Times are those of Asia/Kathmandu"));
    assert_eq!(classes(&Visitor::named(&wall, "Bob").open("/")), "");
}

fn what_cannot_be_chosen_is_refused_beside_its_field(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let page = ana.open("/settings");
    let form = page.form("/settings/save").set("theme", "dark");
    let refused = form.without("zone").add("zone", "Mars/Olympus").send();
    assert_eq!(refused.status, 422);
    assert_eq!(refused.error_for("zone"), "Choose one of these.");
    let form = refused.form("/settings/save");
    assert_eq!(form.value("theme"), Some("dark"), "what was chosen is lost");
    assert_eq!(classes(&ana.open("/")), "");
}

fn words_that_stand_for_nothing_are_passed_over(wall: Wall) {
    let reader = Visitor::new(&wall);
    for (words, expected) in [
        ("dark.51.Mars/Olympus.<b>", "sky-dark"),
        ("../../etc/passwd", ""),
        ("........", ""),
        ("%00%ff", ""),
    ] {
        reader.plant_cookie("reading", words);
        assert_eq!(classes(&reader.open("/")), expected, "{words}");
    }
}

fn as_many_posts_stand_on_a_page_as_are_wished_for(wall: Wall) {
    Visitor::named(&wall, "Bob").fill_the_wall();
    let reader = Visitor::new(&wall);
    assert_eq!(reader.open("/").ids().len(), 50);
    let mut seen = Vec::new();
    for (count, number) in [("20", 20), ("100", 100)] {
        choose(&reader, &[("posts", count)]);
        let page = reader.open("/");
        assert_eq!(page.ids().len(), number);
        seen = page.ids();
    }
    choose(&reader, &[("posts", "20")]);
    let next = reader.open("/").link_rel("next").expect("more");
    assert_eq!(reader.open(&next).ids(), seen[20..40]);
}

fn days_begin_when_they_begin_there(wall: Wall) {
    let line = |at: &str, body: &str| {
        serde_json::json!({ "room": "Tea", "author": "Zoë", "at": at, "body": body }).to_string()
    };
    let lines = [
        line("2026-01-31T12:00:00Z", "At noon."),
        line("2026-01-31T23:30:00Z", "Late."),
        line("2026-02-01T12:00:00Z", "At noon again."),
    ];
    let file = wall.folder().join("tea.jsonl");
    std::fs::write(&file, lines.join("\n")).expect("a file");
    wall.run(&["import", &file.to_string_lossy()])
        .expect_success();
    let reader = Visitor::new(&wall);
    let said_on = |day: &str| -> Vec<String> {
        let posts = reader.open(&format!("/rooms/tea/{day}")).posts();
        posts.into_iter().map(|post| post.words).collect()
    };
    assert_eq!(said_on("2026/01/31"), ["At noon.", "Late."]);
    choose(&reader, &[("zone", "Europe/Paris")]);
    assert_eq!(said_on("2026/01/31"), ["At noon."]);
    assert_eq!(said_on("2026/02/01"), ["Late.", "At noon again."]);
    let page = reader.open("/rooms/tea/2026/02/01");
    let time = page.first(".h-entry time");
    assert_eq!(time.attr("datetime"), Some("2026-02-01T00:30:00+01:00"));
    assert_eq!(page.text(".h-entry time"), "00:30");
    assert!(page.says("31 January 2026"), "no way to the day before");
    // Whoever reads by other clocks sees other days, also of pages that are kept.
    let other = Visitor::new(&wall).open("/rooms/tea/2026/01/31");
    assert_eq!(other.ids().len(), 2);
}

fn an_age_is_told_and_the_exact_time_with_it(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Now.");
    let reader = Visitor::new(&wall);
    choose(&reader, &[("times", "ages")]);
    for path in ["/".to_owned(), format!("/posts/{post}")] {
        let page = reader.open(&path);
        assert_eq!(page.text(".h-entry time"), "just now");
        let time = page.first(".h-entry time");
        let exact = time.attr("datetime").expect("a time");
        assert!(exact.ends_with('Z') && time.attr("title") == Some(exact));
        // What grows old by itself is kept nowhere.
        assert_eq!(page.header("cache-control"), Some("private, no-store"));
    }
    let mut stream = follow(&wall, &reader);
    stream.until("Now.");
    assert!(!stream.text().contains("just now"), "it will not stay true");
    let french = Visitor::reading(&wall, "fr");
    french.plant_cookie("reading", "ages");
    assert_eq!(french.open("/").text(".h-entry time"), "à l’instant");
}

fn many_who_read_at_once_each_see_their_own(wall: Wall) {
    Visitor::named(&wall, "Ana").write("To everybody.");
    let tastes = [
        ("", ""),
        ("dark", "sky-dark"),
        ("sepia", "sky-sepia"),
        ("contrast.large", "sky-contrast size-large"),
        ("dense", "dense"),
        ("light.largest", "sky-light size-largest"),
        ("ages", ""),
        ("Europe/Paris", ""),
    ];
    let readers = tastes.into_iter().enumerate().map(|(at, taste)| {
        let visitor = if at % 2 == 0 {
            Visitor::new(&wall)
        } else {
            Visitor::named(&wall, &format!("Reader{at}"))
        };
        if !taste.0.is_empty() {
            visitor.plant_cookie("reading", taste.0);
        }
        let cookies = visitor.cookies("/").unwrap_or_default();
        (cookies, taste)
    });
    let readers: Vec<_> = readers.collect();
    let address = wall.address();
    std::thread::scope(|scope| {
        for (cookies, (words, expected)) in readers {
            scope.spawn(move || {
                for path in ["/", "/rooms", "/", "/about", "/people/Ana"].repeat(6) {
                    let head = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n");
                    let rest = "Accept-Language: en\r\nConnection: close\r\n\r\n";
                    let answer = exchange(address, format!("{head}Cookie: {cookies}\r\n{rest}"));
                    let page = answer.text();
                    let begins = match expected {
                        "" => "<html lang=\"en\">".to_owned(),
                        classes => format!("<html lang=\"en\" class=\"{classes}\">"),
                    };
                    assert!(page.contains(&begins), "{words} at {path}: {page}");
                    let paris = page.contains("Times are those of Europe/Paris");
                    assert_eq!(paris, words == "Europe/Paris", "{words} at {path}");
                    let ages = page.contains("just now") || page.contains("minute ago");
                    assert!(words == "ages" || !ages, "{words} at {path}");
                }
            });
        }
    });
}

fn a_stream_and_an_error_stand_in_the_same_light(wall: Wall) {
    let reader = Visitor::new(&wall);
    reader.plant_cookie("reading", "dark.large.Europe/Paris");
    let post = Visitor::named(&wall, "Ana").write("Good evening.");
    let mut stream = follow(&wall, &reader);
    stream.until("Good evening.");
    assert!(stream.text().contains("class=\"sky-dark size-large\""));
    let paris = |count: usize, stream: &mut Stream| {
        // Written in winter or in summer, the clocks of Paris are never those of UTC.
        stream.until_count("+0", count);
    };
    paris(1, &mut stream);
    Visitor::named(&wall, "Bob").comment(post, "Another voice.");
    stream.until("Another voice.");
    paris(2, &mut stream);
    let lost = reader.get("/nothing");
    assert_eq!(
        (lost.status, &classes(&lost)[..]),
        (404, "sky-dark size-large")
    );
}

fn a_long_post_is_folded_and_a_very_long_one_goes_on_elsewhere(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let paragraph = |word: &str, times: usize| format!("{} ", word).repeat(times);
    let short = ana.write(&paragraph("short", 50));
    let long = ana.write(&format!(
        "{}\n\n{}\n\nThe end.",
        paragraph("first", 200),
        paragraph("second", 200)
    ));
    let very = ana.write(&format!(
        "{}\n\n{}",
        paragraph("begun", 400),
        paragraph("ended", 2_000)
    ));
    let page = Visitor::new(&wall).open("/");
    let has = |post: u64, what: &str| page.has(&format!("#p{post} {what}"));
    assert!(!has(short, "details") && has(long, "details summary"));
    assert!(page.text(&format!("#p{long} details")).contains("The end."));
    assert!(!page.text(&format!("#p{long} details")).contains("first"));
    assert!(!has(very, "details") && has(very, ".more a"));
    let alone = Visitor::new(&wall).open(&format!("/posts/{long}"));
    assert!(!alone.has("details") && alone.says("The end."));
}

fn each_key_leads_to_one_place_and_is_told_of(wall: Wall) {
    let bob = Visitor::named(&wall, "Bob");
    bob.fill_the_wall();
    let room = bob.open_room("Tea", "Leaves.");
    let about: BTreeSet<String> = bob
        .open("/about")
        .all(".keys kbd")
        .into_iter()
        .map(crate::support::page::words)
        .collect();
    let next = bob.open("/").link_rel("next").expect("more");
    let mut used = BTreeSet::new();
    for path in ["/", &next, "/rooms", &room, "/people/Bob", "/settings"] {
        let page = bob.open(path);
        let keys: Vec<String> = page
            .all("[accesskey]")
            .into_iter()
            .filter_map(|element| element.attr("accesskey").map(str::to_owned))
            .collect();
        let different: BTreeSet<String> = keys.iter().cloned().collect();
        assert_eq!(different.len(), keys.len(), "{path}: {keys:?}");
        used.extend(different);
    }
    assert_eq!(used, about);
}

fn settings_are_saved_in(open: impl Fn(&str) -> Terminal) {
    let wall = Setup::on(Backend::Sqlite).start();
    let browser = open(&format!("{}/login", wall.origin));
    browser.wait_for("Password").fill("Pseudonym", "Firefly");
    browser.follow("Take").wait_for("My account");
    let ana = Visitor::named(&wall, "Ana");
    ana.write("Good evening.");
    browser.follow("My account").wait_for("Change how you read");
    browser.follow("Change how you read");
    browser.wait_for("Time zone").wait_for("Colours");
    browser.follow("Save").wait_for("Your settings are saved.");
    browser
        .follow("Back to where")
        .wait_for("Change what your page");
}

#[test]
fn settings_are_saved_in_lynx() {
    if require("lynx").is_some() && require("tmux").is_some() {
        settings_are_saved_in(Terminal::lynx);
    }
}

#[test]
fn settings_are_saved_in_w3m() {
    if require("w3m").is_some() && require("tmux").is_some() {
        settings_are_saved_in(Terminal::w3m);
    }
}
