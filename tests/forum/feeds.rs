//! Feeds, read by a library that others read feeds with, and checked for what RFC 4287 demands.

use crate::files::{png, write_with};
use crate::languages::FRENCH;
use crate::owner::{kept, moderator, set};
use crate::support::furnished::{furnish, order};
use crate::support::{Backend, Page, Setup, Visitor, Wall};
use feed_rs::model::{Entry, Feed};
use std::collections::BTreeSet;

on_both![
    every_list_and_every_thread_has_its_feed,
    a_feed_of_a_person_holds_what_they_wrote_everywhere,
    an_entry_is_called_the_same_whatever_becomes_of_it,
    hostile_words_make_no_broken_feed,
    a_feed_leads_back_to_the_first_post,
    pictures_and_files_hang_on_entries,
    a_poll_is_read_with_its_post,
    words_say_their_language_where_it_is_known,
    what_few_may_see_is_in_no_feed,
    whoever_has_the_feed_already_is_told_so,
    a_feed_is_answered_as_its_page_is,
    a_feed_of_a_place_where_nothing_was_said_is_whole,
    what_moderators_did_pages_as_other_feeds_do,
];

/// A feed, checked for what holds for all of them.
fn read(visitor: &Visitor, address: &str) -> Feed {
    let page = visitor.open(address);
    assert_eq!(
        page.header("content-type"),
        Some("application/atom+xml; charset=utf-8"),
        "{address}"
    );
    let source = page.source();
    let feed = feed_rs::parser::parse(source.as_bytes());
    let feed = feed.unwrap_or_else(|error| panic!("{address}: {error}:\n{source}"));
    assert!(feed.updated.is_some() && !feed.id.is_empty(), "{source}");
    let title = feed.title.as_ref().map(|title| title.content.trim());
    assert!(title.is_some_and(|title| !title.is_empty()), "{source}");
    let here = format!("{}{}", visitor.origin(), visitor.path_of(address));
    assert_eq!(link(&feed.links, "self").as_deref(), Some(&here[..]));
    for rel in ["alternate", "first"] {
        let address = link(&feed.links, rel).unwrap_or_else(|| panic!("no {rel} in {source}"));
        assert!(address.starts_with(visitor.origin()), "{rel}: {address}");
    }
    // Each has what it must have, and names nothing that another names.
    let mut names = BTreeSet::from([feed.id.clone()]);
    assert_eq!(source.matches("<entry>").count(), feed.entries.len());
    assert_eq!(source.matches("<id>").count(), feed.entries.len() + 1);
    for entry in &feed.entries {
        assert!(
            names.insert(entry.id.clone()),
            "{} is there twice",
            entry.id
        );
        assert!(entry.id.starts_with("urn:uuid:"), "{}", entry.id);
        assert!(entry.updated >= entry.published && entry.published.is_some());
        let author = entry.authors.first().expect("an author");
        let name = author.name.as_deref().unwrap_or_default();
        assert!(!name.is_empty(), "{source}");
        let own = link(&entry.links, "alternate").expect("a page of its own");
        assert!(own.starts_with(visitor.origin()), "{own}");
        assert!(!body(entry).contains("=\"/"), "{}", body(entry));
    }
    let latest = feed.entries.iter().filter_map(|entry| entry.updated).max();
    assert!(latest.is_none() || feed.updated == latest, "{source}");
    feed
}

fn link(links: &[feed_rs::model::Link], rel: &str) -> Option<String> {
    let found = links.iter().find(|link| link.rel.as_deref() == Some(rel))?;
    Some(found.href.clone())
}

fn body(entry: &Entry) -> String {
    let content = entry.content.as_ref().expect("all of it");
    assert_eq!(content.content_type.to_string(), "text/html");
    content.body.clone().unwrap_or_default()
}

/// What a feed says, the newest first.
fn bodies(feed: &Feed) -> Vec<String> {
    let words = |entry: &Entry| body(entry).replace("<p>", "").replace("</p>", "");
    let bodies = feed.entries.iter().map(words);
    bodies.map(|words| words.trim().to_owned()).collect()
}

/// The feed that a page names in its head, and visibly in its footer.
fn feed_of(page: &Page) -> String {
    let found = page.first("head link[rel='alternate'][type='application/atom+xml']");
    let address = found.attr("href").expect("an address").to_owned();
    let visible = page.first("footer.site a[type='application/atom+xml']");
    assert_eq!(visible.attr("href"), Some(&address[..]), "{}", page.name());
    address
}

fn every_list_and_every_thread_has_its_feed(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("On the wall, [about](/about).");
    ana.comment(post, "A comment.");
    let room = ana.open_room("Tea", "Leaves.");
    let said = ana.say(&room, "A message.");
    let reply = ana.open(&format!("{room}?reply={said}"));
    let reply = reply.form(&format!("{room}/posts"));
    reply.set("body", "An answer.").submit();
    let deleted = ana.write("Too loud.");
    order(&owner, deleted, "delete", "room");
    let stranger = Visitor::new(&wall);
    let about = format!("On the wall, <a href=\"{}/about\" rel", wall.origin);
    let cases = [
        ("/".to_owned(), "/feed.atom".to_owned(), vec![&about[..]]),
        (
            room.clone(),
            "/rooms/tea/feed.atom".to_owned(),
            vec!["An answer.", "A message."],
        ),
        (
            format!("/posts/{post}"),
            format!("/posts/{post}/feed.atom"),
            vec!["A comment.", &about],
        ),
        (
            format!("/posts/{said}"),
            format!("/posts/{said}/feed.atom"),
            vec!["An answer.", "A message."],
        ),
        (
            "/moderation/log".to_owned(),
            "/moderation/log.atom".to_owned(),
            vec!["Olga – deleted a post"],
        ),
    ];
    for (page, address, expected) in cases {
        for visitor in [&stranger, &ana] {
            assert_eq!(feed_of(&visitor.open(&page)), address, "{page}");
            let found = bodies(&read(visitor, &address));
            assert_eq!(found.len(), expected.len(), "{address}: {found:?}");
            for (found, expected) in found.iter().zip(&expected) {
                assert!(found.contains(expected), "{address}: {found}");
            }
        }
    }
    // Where a page is no list, the wall's feed is named.
    for page in ["/about", "/rooms", "/fireflies"] {
        assert_eq!(feed_of(&stranger.open(page)), "/feed.atom", "{page}");
    }
    let comment = &read(&stranger, &format!("/posts/{post}/feed.atom")).entries[0];
    let answered = format!("{}/posts/{post}", wall.origin);
    assert_eq!(link(&comment.links, "related"), Some(answered));
}

fn a_feed_of_a_person_holds_what_they_wrote_everywhere(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = bob.write("Of Bob.");
    ana.write("On the wall.");
    ana.comment(post, "As a comment.");
    let room = ana.open_room("Tea", "Leaves.");
    ana.say(&room, "In a room.");
    let form = ana.open("/people/Bob").form("/people/Bob/posts");
    form.set("body", "On a wall of somebody's.").submit();
    let gone = bob.open_room("Coffee", "Beans.");
    ana.say(&gone, "In a room that is gone.");
    let form = bob.open(&format!("{gone}/delete"));
    let form = form.form(&format!("{gone}/delete"));
    form.set("confirm", "coffee").submit();

    let stranger = Visitor::new(&wall);
    assert_eq!(
        feed_of(&stranger.open("/people/Ana")),
        "/people/Ana/feed.atom"
    );
    let feed = read(&stranger, "/people/Ana/feed.atom");
    let expected = [
        "On a wall of somebody's.",
        "In a room.",
        "As a comment.",
        "On the wall.",
    ];
    assert_eq!(bodies(&feed), expected);
    assert_eq!(feed.authors[0].name.as_deref(), Some("Ana"));
    let page = format!("{}/people/Ana", wall.origin);
    assert_eq!(feed.authors[0].uri.as_deref(), Some(&page[..]));
    assert_eq!(stranger.get("/people/Nobody/feed.atom").status, 404);
}

fn an_entry_is_called_the_same_whatever_becomes_of_it(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Tea", "Leaves.");
    let said = ana.say(&room, "Before.");
    let stranger = Visitor::new(&wall);
    let address = format!("{room}/feed.atom");
    let before = read(&stranger, &address);

    ana.edit(said, "After.");
    let settings = format!("{room}/settings");
    let form = ana.open(&settings).form(&settings);
    form.set("title", "Coffee").submit();
    // By another of its names.
    let port = wall.address().rsplit(':').next().expect("a port");
    let elsewhere = Visitor::at(&format!("http://localhost:{port}"), "");
    for visitor in [&stranger, &elsewhere] {
        let after = read(visitor, &address);
        assert_eq!(after.id, before.id);
        let (one, other) = (&before.entries[0], &after.entries[0]);
        assert_eq!(one.id, other.id);
        assert_eq!(one.published, other.published);
        assert!(other.updated > one.updated && other.updated > other.published);
        assert_eq!(bodies(&after), ["After."]);
        assert!(
            after
                .title
                .is_some_and(|title| title.content.contains("Coffee"))
        );
    }
    // The same entry stands in other feeds too.
    let thread = read(&stranger, &format!("/posts/{said}/feed.atom"));
    assert_eq!(thread.entries[0].id, before.entries[0].id);
    assert_ne!(thread.id, before.id);
}

fn hostile_words_make_no_broken_feed(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let hostile = [
        "]]> <![CDATA[ </content></entry> &amp; &lt;",
        "<script>alert(1)</script>",
        "a&#0;b&#1;c&#xfffe;d&#x1b;e \u{ffff} \u{fffe}",
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]>&a;",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🦀 \u{202e}sdrawkcab",
    ];
    for words in hostile {
        ana.write(words);
    }
    let room = ana.open_room("</title><x> & ]]>", "<b> & \"it\"");
    ana.say(&room, "In it.");
    let stranger = Visitor::new(&wall);
    for address in [
        "/feed.atom",
        "/people/Ana/feed.atom",
        &format!("{room}/feed.atom"),
    ] {
        let feed = read(&stranger, address);
        for entry in &feed.entries {
            let page = scraper::Html::parse_fragment(&body(entry));
            let running = scraper::Selector::parse("script, style, [style], [onload]");
            assert_eq!(page.select(&running.expect("a selector")).count(), 0);
        }
    }
    let title = read(&stranger, &format!("{room}/feed.atom")).title;
    let title = title.expect("a title").content;
    assert!(title.starts_with("</title><x> & ]]>"), "{title}");
}

fn a_feed_leads_back_to_the_first_post(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.fill_the_wall();
    let stranger = Visitor::new(&wall);
    for list in ["/feed.atom", "/people/Ana/feed.atom"] {
        let (mut found, mut pages, mut next) = (Vec::new(), Vec::new(), Some(list.to_owned()));
        while let Some(address) = next {
            let feed = read(&stranger, &address);
            assert!(feed.entries.len() <= 50, "{address}");
            found.extend(bodies(&feed));
            next = link(&feed.links, "next");
            pages.push(feed);
        }
        let expected: Vec<String> = (1..=130)
            .rev()
            .map(|n| format!("entry number {n}."))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(pages.len(), 3);
        // Back again, and to the beginning at once.
        let back = link(&pages[2].links, "previous").expect("the page before");
        assert_eq!(bodies(&read(&stranger, &back)), bodies(&pages[1]));
        let first = format!("{}{list}", wall.origin);
        assert!(
            pages
                .iter()
                .all(|page| link(&page.links, "first").as_deref() == Some(&first))
        );
        assert!(pages.iter().all(|page| page.id == pages[0].id));
        assert_eq!(link(&pages[0].links, "previous"), None);
    }
    for nowhere in [
        "/feed.atom?before=x",
        "/posts/0/feed.atom",
        "/rooms/no/feed.atom",
    ] {
        assert_eq!(stranger.get(nowhere).status, 404, "{nowhere}");
    }
}

fn pictures_and_files_hang_on_entries(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    set(&owner, "files", &[("other_files", "1")]);
    let post = write_with(&owner, "What I saw.", "Two <swans>", &[&png(40, 30)]);
    let form = owner.open("/").form("/posts").set("body", "On paper.");
    form.attach("a.pdf", b"%PDF-1.4\n%%EOF\n").submit();
    let stranger = Visitor::new(&wall);
    let feed = read(&stranger, "/feed.atom");
    let [paper, picture] = &feed.entries[..] else {
        panic!("two entries, not {}", feed.entries.len());
    };
    let origin = stranger.origin();
    let address = |entry: &Entry| link(&entry.links, "enclosure").expect("a file");
    assert_eq!(address(picture), format!("{origin}/files/{post}/0/large"));
    let image = format!("<img src=\"{origin}/files/{post}/0/");
    assert!(body(picture).contains(&image), "{}", body(picture));
    assert!(body(picture).contains("alt=\"Two &lt;swans&gt;\""));
    assert!(!body(paper).contains("<img"), "{}", body(paper));
    for entry in [paper, picture] {
        let link = entry
            .links
            .iter()
            .find(|link| link.rel.as_deref() == Some("enclosure"));
        let link = link.expect("a file");
        let file = stranger.open(&link.href);
        assert_eq!(file.header("content-type"), link.media_type.as_deref());
        assert_eq!(Some(file.body.len() as u64), link.length);
    }
    owner
        .open("/")
        .form(&format!("/posts/{post}/delete"))
        .submit();
    let feed = read(&stranger, "/feed.atom");
    assert_eq!(feed.entries.len(), 1);
}

fn a_poll_is_read_with_its_post(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.ask("Which tea?", "Camomile\n<b>Sencha</b> & co.", false);
    ana.ask("Which ones?", "Milk\nSugar", true);
    let stranger = Visitor::new(&wall);
    let before = read(&stranger, "/feed.atom");
    let [several, one] = &before.entries[..] else {
        panic!("two entries, not {}", before.entries.len());
    };
    let shown = scraper::Html::parse_fragment(&body(one));
    let all = |selector: &str| -> Vec<String> {
        let selector = scraper::Selector::parse(selector).expect("a selector");
        let words = |found: scraper::ElementRef<'_>| found.text().collect();
        shown.select(&selector).map(words).collect()
    };
    assert_eq!(all("li"), ["Camomile", "<b>Sencha</b> & co."]);
    assert_eq!(
        all("p"),
        ["Which tea?", "Choose one", "Vote, or see the result"]
    );
    let there = format!("<a href=\"{}/posts/{post}\">", stranger.origin());
    assert!(body(one).contains(&there), "{}", body(one));
    assert!(body(several).contains("Choose one or more"));
    // Votes change nothing: nobody is told of an entry that has not changed.
    ana.vote(post, &["2"]);
    assert_eq!(read(&stranger, "/feed.atom").entries, before.entries);
    let path = format!("/posts/{post}/delete");
    ana.open("/").form(&path).submit();
    for feed in ["/feed.atom", "/people/Ana/feed.atom"] {
        assert!(!stranger.open(feed).source().contains("Sencha"), "{feed}");
    }
}

fn words_say_their_language_where_it_is_known(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.write("Merci.");
    let post = ana.ask(FRENCH, "Oui\nNon", false);
    let stranger = Visitor::new(&wall);
    let source = stranger.open("/feed.atom").source();
    for element in ["title", "content"] {
        let told = format!("<{element} xml:lang=\"fr\"");
        assert_eq!(source.matches(&told).count(), 1, "{source}");
    }
    assert_eq!(source.matches("xml:lang").count(), 2, "{source}");
    // What the wall adds is in its own.
    let feed = read(&stranger, "/feed.atom");
    assert!(body(&feed.entries[0]).contains("<p lang=\"en\">Choose one</p>"));
    ana.edit(post, "Oui.");
    assert!(!stranger.open("/feed.atom").source().contains("xml:lang"));
}

fn what_few_may_see_is_in_no_feed(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let held = bob.write("Secret one.");
    ana.comment(held, "Secret two.");
    let deleted = bob.write("Secret three.");
    ana.comment(deleted, "Seen below what is gone.");
    let comment = bob.comment(deleted, "Secret four.");
    order(&owner, held, "hold", "room");
    order(&owner, deleted, "delete", "room");
    order(&owner, comment, "hold", "room");
    let everybody = [Visitor::new(&wall), owner, ana, bob];
    for visitor in &everybody {
        for feed in [
            "/feed.atom",
            "/people/Bob/feed.atom",
            "/people/Ana/feed.atom",
        ] {
            let source = visitor.open(feed).source();
            assert!(!source.contains("Secret"), "{feed}: {source}");
        }
        let thread = read(visitor, &format!("/posts/{deleted}/feed.atom"));
        assert_eq!(bodies(&thread), ["Seen below what is gone."]);
        let none = visitor.get(&format!("/posts/{held}/feed.atom"));
        assert_eq!(none.status, 404);
        let map = visitor.open("/sitemap/rooms-0.xml").source();
        assert!(!map.contains("/posts/"), "{map}");
        assert_eq!(visitor.get("/sitemap/posts-0.xml").status, 404);
    }
    let lone = everybody[2].write("Secret five.");
    let page = everybody[2].open(&format!("/posts/{lone}"));
    page.form(&format!("/posts/{lone}/delete")).submit();
    let gone = everybody[0].get(&format!("/posts/{lone}/feed.atom"));
    assert_eq!(gone.status, 410);
}

fn whoever_has_the_feed_already_is_told_so(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.write("One.");
    // Dates know whole seconds: this one is to be over.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    for visitor in [&Visitor::new(&wall), &ana] {
        let first = visitor.open("/feed.atom");
        let header = |name| first.header(name).expect("a validator").to_owned();
        let (etag, modified) = (header("etag"), header("last-modified"));
        let ask = |name: &str, value: &str| {
            let page = visitor.request("GET", "/feed.atom", &[(name, value)], None);
            (page.status, page.body.len())
        };
        let (unknown, long_ago) = ("W/\"x\"", "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(ask("If-None-Match", &etag), (304, 0));
        assert_eq!(ask("If-Modified-Since", &modified), (304, 0));
        assert_eq!(ask("If-None-Match", unknown).0, 200);
        assert_eq!(ask("If-Modified-Since", long_ago).0, 200);
        let cache = first.header("cache-control").unwrap_or_default();
        assert!(
            cache.contains("no-cache") && !cache.contains("no-store"),
            "{cache}"
        );
        let post = ana.write("Two.");
        assert_eq!(ask("If-None-Match", &etag).0, 200);
        assert_eq!(ask("If-Modified-Since", &modified).0, 200);
        // What is taken away is news as well.
        let page = ana.open(&format!("/posts/{post}"));
        page.form(&format!("/posts/{post}/delete")).submit();
        assert_eq!(ask("If-None-Match", &etag), (304, 0));
        assert_eq!(ask("If-Modified-Since", &modified).0, 200);
        let head = visitor.request("HEAD", "/feed.atom", &[], None);
        assert_eq!((head.status, head.body.len()), (200, 0));
        assert_eq!(head.header("etag"), Some(&etag[..]));
        std::thread::sleep(std::time::Duration::from_millis(1_100));
    }
}

fn a_feed_is_answered_as_its_page_is(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = kept(&wall, "Ana");
    let post = ana.write("For members.");
    let room = ana.open_room("Tea", "Leaves.");
    set(&owner, "access", &[("readers", "members")]);
    let stranger = Visitor::new(&wall);
    let lists = ["/", "/people/Ana", &room, &format!("/posts/{post}")];
    for list in lists {
        let feed = format!("{}/feed.atom", list.trim_end_matches('/'));
        let page = stranger.get(&feed);
        assert_eq!(
            (page.status, stranger.get(list).status),
            (401, 401),
            "{feed}"
        );
        assert!(
            page.has_form("/login") && !page.has("link[rel='alternate'], link[rel='canonical']")
        );
        read(&ana, &feed);
    }
    let cache = ana.open("/feed.atom");
    assert_eq!(cache.header("cache-control"), Some("private, no-cache"));
    assert_eq!(stranger.get("/sitemap.xml").status, 401);
    let robots = stranger.open("/robots.txt").source();
    assert_eq!(robots, "User-agent: *\nDisallow: /\n");
    stranger.open("/manifest.webmanifest");
}

fn a_feed_of_a_place_where_nothing_was_said_is_whole(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Tea", "Leaves.");
    let stranger = Visitor::new(&wall);
    for list in [
        "/feed.atom",
        "/people/Ana/feed.atom",
        &format!("{room}/feed.atom"),
    ] {
        assert_eq!(read(&stranger, list).entries.len(), 0, "{list}");
    }
}

fn what_moderators_did_pages_as_other_feeds_do(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let post = Visitor::named(&wall, "Ana").write("Locked and unlocked.");
    for _ in 0..26 {
        order(&mona, post, "lock", "room");
        order(&mona, post, "unlock", "room");
    }
    let stranger = Visitor::new(&wall);
    let first = read(&stranger, "/moderation/log.atom");
    assert_eq!(first.entries.len(), 50);
    let next = link(&first.links, "next").expect("more");
    let second = read(&stranger, &next);
    assert!(second.entries.len() >= 2 && link(&second.links, "next").is_none());
    let etag = stranger.open("/moderation/log.atom");
    let etag = etag.header("etag").expect("a validator").to_owned();
    let asked = [("If-None-Match", &etag[..])];
    let known = stranger.request("GET", "/moderation/log.atom", &asked, None);
    assert_eq!(known.status, 304);
}

#[test]
fn under_a_path_every_address_of_a_feed_stays_under_it() {
    let wall = Setup::on(Backend::Sqlite).mounted_at("/forum").start();
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("See [about](/forum/about).");
    let inside = format!("{}/forum/", wall.origin);
    let stranger = Visitor::new(&wall);
    for list in ["", "/people/Ana", &format!("/posts/{post}")] {
        let address = format!("/forum{list}/feed.atom");
        let feed = read(&stranger, &address);
        let links = feed.links.iter().chain(&feed.entries[0].links);
        for link in links {
            assert!(link.href.starts_with(&inside), "{}", link.href);
        }
        assert!(body(&feed.entries[0]).contains(&format!("\"{inside}about\"")));
    }
    assert_eq!(feed_of(&stranger.open("/forum/")), "/forum/feed.atom");
}

#[test]
fn every_feed_of_a_furnished_wall_is_in_order() {
    let wall = Setup::on(Backend::Sqlite).start();
    let here = furnish(&wall);
    for (_, visitor) in here.everybody(&wall) {
        let mut feeds = BTreeSet::new();
        for page in [
            "/",
            "/rooms/tea",
            "/people/Ana",
            "/people/Olga",
            "/moderation/log",
        ] {
            let page = visitor.open(page);
            feeds.insert(feed_of(&page));
            feeds.extend(page.ids().iter().map(|id| format!("/posts/{id}/feed.atom")));
        }
        assert!(feeds.len() > 8, "{feeds:?}");
        for feed in feeds {
            if visitor.get(&feed).status == 200 {
                read(&visitor, &feed);
            }
        }
    }
}
