//! What search engines, browsers and those who show a link to a page learn of it: its address, the map
//! of the site, the manifest, what its parts are called.

use crate::support::page::within;
use crate::support::{Backend, Setup, Visitor, Wall};
use std::collections::BTreeSet;

on_both![
    robots_are_told_where_the_map_is_and_the_map_leads_nowhere_else,
    a_page_is_known_by_one_address,
    whoever_shows_a_link_can_say_what_it_is,
    a_list_is_a_feed_with_a_name,
];

/// The addresses in a map.
fn places(source: &str) -> Vec<String> {
    assert!(source.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    let places = source.split("<loc>").skip(1);
    let address = |rest: &str| rest.split("</loc>").next().unwrap_or_default().to_owned();
    places.map(address).collect()
}

fn robots_are_told_where_the_map_is_and_the_map_leads_nowhere_else(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.fill_the_wall();
    let room = ana.open_room("Tea", "Leaves.");
    ana.say(&room, "A message.");
    let gone = ana.open_room("Coffee", "Beans.");
    let form = ana.open(&format!("{gone}/delete"));
    let form = form.form(&format!("{gone}/delete"));
    form.set("confirm", "coffee").submit();

    let stranger = Visitor::new(&wall);
    let robots = stranger.open("/robots.txt");
    assert_eq!(
        robots.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    let robots = robots.source();
    assert!(robots.contains("Disallow: /login\n"), "{robots}");
    let map = robots
        .lines()
        .find_map(|line| line.strip_prefix("Sitemap: "));
    let map = map.expect("a map");
    assert_eq!(map, format!("{}/sitemap.xml", wall.origin));

    let mut found = BTreeSet::new();
    for part in places(&stranger.open(map).source()) {
        let page = stranger.open(&part);
        let kind = page.header("content-type");
        assert_eq!(kind, Some("application/xml; charset=utf-8"), "{part}");
        for place in places(&page.source()) {
            let page = stranger.open(&place);
            // What is listed is what the page is known by.
            let known = page.first("head link[rel='canonical']").attr("href");
            assert_eq!(known, Some(&place[..]));
            assert!(found.insert(place.clone()), "{place} is listed twice");
        }
    }
    let posts = found.iter().filter(|place| place.contains("/posts/"));
    assert_eq!(posts.count(), 130);
    for place in ["/", "/rooms", &room, "/about"] {
        let place = format!("{}{place}", wall.origin);
        assert!(found.contains(&place), "{place} is not in {found:?}");
    }
    // The wall is longer than a page, so its days are listed; those of the room are not.
    let today = chrono::Utc::now().format("%Y/");
    let days = found
        .iter()
        .filter(|place| place.contains(&today.to_string()));
    assert!((1..=2).contains(&days.count()), "{found:?}");
    assert!(!found.iter().any(|place| place.contains("coffee")));
    for nowhere in [
        "/sitemap/rooms-9.xml",
        "/sitemap/posts-99999999999999999999.xml",
        "/sitemap/days-2.xml",
        "/sitemap/people-0.xml",
    ] {
        assert_eq!(stranger.get(nowhere).status, 404, "{nowhere}");
    }
}

fn a_page_is_known_by_one_address(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.fill_the_wall();
    let post = ana.write("The last.");
    let room = ana.open_room("Tea", "Leaves.");
    let said = ana.say(&room, "A message.");
    let post_path = format!("/posts/{post}");
    let cases = [
        ("/?write=1", "/"),
        ("/?utm_source=x", "/"),
        ("/?before=99&write=1", "/?before=99"),
        (&format!("{room}?reply={said}"), &room),
        ("/rooms?x", "/rooms"),
        (&post_path, &post_path),
        (&format!("{post_path}?x=y"), &post_path),
        ("/people/Ana?x", "/people/Ana"),
        ("/about?x", "/about"),
        ("/privacy", "/privacy"),
        ("/fireflies", "/fireflies"),
        ("/moderation/log?x", "/moderation/log"),
    ];
    for (asked, known) in cases {
        for visitor in [&Visitor::new(&wall), &ana] {
            let page = visitor.open(asked);
            let canonical = page.first("head link[rel='canonical']").attr("href");
            let known = format!("{}{known}", wall.origin);
            assert_eq!(canonical, Some(&known[..]), "{asked}");
        }
    }
    for own in ["/login", "/account"] {
        assert!(!ana.open(own).has("link[rel='canonical']"), "{own}");
    }
    assert!(
        !ana.get("/nothing")
            .has("link[rel='canonical'], link[rel='alternate']")
    );
}

fn whoever_shows_a_link_can_say_what_it_is(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("**Bold** words & \"more\".");
    let room = ana.open_room("Tea", "Leaves.");
    let stranger = Visitor::new(&wall);
    let says = |path: &str, name: &str| {
        let page = stranger.open(path);
        let found = page.first(&format!("head meta[property='og:{name}']"));
        found.attr("content").unwrap_or_default().to_owned()
    };
    assert_eq!(says(&room, "title"), "Tea");
    assert_eq!(says(&room, "description"), "Leaves.");
    assert_eq!(says(&room, "type"), "website");
    let permalink = format!("/posts/{post}");
    assert!(says(&permalink, "title").contains("Bold words & \"more\"."));
    assert_eq!(says(&permalink, "description"), "Bold words & \"more\".");
    assert_eq!(says(&permalink, "type"), "article");
    assert_eq!(
        says(&permalink, "url"),
        format!("{}{permalink}", wall.origin)
    );
    assert!(!says("/", "site_name").is_empty() && !says("/", "description").is_empty());
    // Those who show links come as strangers: members need not load it.
    assert!(!ana.open("/").has("meta[property]"));

    let page = stranger.open("/");
    let manifest = page.first("head link[rel='manifest']").attr("href");
    let manifest = stranger.open(manifest.expect("an address"));
    assert_eq!(
        manifest.header("content-type"),
        Some("application/manifest+json")
    );
    let manifest: serde_json::Value = serde_json::from_slice(&manifest.body).expect("JSON");
    assert_eq!(manifest["start_url"], "/");
    let icon = manifest["icons"][0]["src"].as_str().expect("an icon");
    let icon = stranger.open(icon);
    assert_eq!(icon.header("content-type"), Some("image/svg+xml"));
    assert_eq!(page.all("head meta[name='theme-color'][media]").len(), 2);
}

fn a_list_is_a_feed_with_a_name(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("On the wall.");
    ana.comment(post, "A comment.");
    let room = ana.open_room("Tea", "Leaves.");
    ana.say(&room, "A message.");
    let stranger = Visitor::new(&wall);
    for (path, name) in [("/people/Ana", "Ana"), (&room[..], "Tea")] {
        let page = stranger.open(path);
        let feed = page.first(".h-feed");
        let value = |class: &str| {
            let found = within(feed, &format!("data.{class}")).expect("a value");
            found.attr("value").unwrap_or_default().to_owned()
        };
        assert_eq!((&value("p-name")[..], &value("u-url")[..]), (name, path));
    }
    for path in ["/", &room, &format!("/posts/{post}")] {
        let page = stranger.open(path);
        for entry in page.all(".h-entry") {
            for part in [
                ".p-author.h-card .p-name.u-url[href]",
                "time.dt-published[datetime]",
                "a.u-url[href]",
                ".e-content",
            ] {
                assert!(within(entry, part).is_some(), "{path}: no {part}");
            }
        }
    }
    assert!(
        stranger
            .open("/")
            .has(".h-feed > .h-entry .p-comment.h-entry")
    );
}

#[test]
fn under_a_path_the_map_is_found_from_the_root() {
    let wall = Setup::on(Backend::Sqlite).mounted_at("/forum").start();
    Visitor::named(&wall, "Ana").write("Under a path.");
    let stranger = Visitor::new(&wall);
    let map = format!("{}/forum/sitemap.xml", wall.origin);
    for robots in ["/robots.txt", "/forum/robots.txt"] {
        let text = stranger.open(robots).source();
        assert!(text.contains(&format!("Sitemap: {map}\n")), "{text}");
        assert!(text.contains("Disallow: /forum/login\n"), "{text}");
    }
    for part in places(&stranger.open(&map).source()) {
        for place in places(&stranger.open(&part).source()) {
            assert!(
                place.starts_with(&format!("{}/forum/", wall.origin)),
                "{place}"
            );
            stranger.open(&place);
        }
    }
    let manifest = stranger.open("/forum/manifest.webmanifest").source();
    assert!(manifest.contains("\"scope\":\"/forum/\""), "{manifest}");
}

#[test]
fn under_a_public_address_that_is_what_pages_are_known_by() {
    let wall = Setup::on(Backend::Sqlite)
        .option("--public-url", "https://wall.example")
        .start();
    let page = Visitor::new(&wall).open("/about");
    let known = page.first("head link[rel='canonical']").attr("href");
    assert_eq!(known, Some("https://wall.example/about"));
}
