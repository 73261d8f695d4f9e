//! Pictures and files on posts: taken, shown, described, changed, kept from whoever may not see them, and
//! gone when the last post is.

mod bad;
mod samples;

use crate::owner::{OFF, moderator, set};
use crate::support::furnished::order;
use crate::support::inside::ruled;
use crate::support::programs::eventually;
use crate::support::raw;
use crate::support::stream::Stream;
use crate::support::{Backend, Page, Setup, Visitor, Wall, tables};
use samples::{animated_webp, webp};
use std::path::{Path, PathBuf};

pub use samples::{EXIF, animated_gif, jpeg, png, with_exif};

on_both![
    a_picture_hangs_on_a_post_in_several_sizes,
    nothing_of_what_stood_in_a_photograph_is_kept,
    a_photograph_is_turned_upright,
    what_moves_goes_on_moving,
    a_preview_keeps_the_files_and_asks_for_words,
    what_is_left_out_of_a_preview_is_not_published,
    files_hang_wherever_something_is_said,
    a_picture_is_described_anew_and_taken_away_by_its_author,
    a_file_that_is_gone_is_described_no_more,
    a_file_is_seen_by_those_who_see_its_post,
    the_same_file_is_kept_once_and_until_its_last_post_is_erased,
    whoever_is_forgotten_takes_their_files_away,
    a_file_may_not_be_kept_where_the_wall_is_not_open,
    other_files_are_downloads_and_only_where_owners_want_them,
    a_stream_shows_pictures,
    a_form_without_a_field_for_files_is_taken_as_well,
    files_that_were_taken_in_before_too_many_wait_nevertheless,
];

/// The files of a wall, below its folder: whatever is kept, and whatever is on its way.
pub fn on_disk(wall: &Wall) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![wall.folder().join("data").join("files")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
}

/// Writes on the wall, with pictures.
pub fn write_with(visitor: &Visitor, words: &str, alt: &str, files: &[&[u8]]) -> u64 {
    let form = visitor.open("/").form("/posts").set("body", words);
    let form = files
        .iter()
        .fold(form, |form, file| form.attach("a.png", file));
    form.set("alt", alt).submit().landed_on()
}

/// Gets a file that must be there.
fn fetch(visitor: &Visitor, address: &str) -> Page {
    let page = visitor.get(address);
    assert_eq!(page.status, 200, "{address}");
    page
}

/// Width and height of a picture that was fetched.
pub fn measures(page: &Page) -> (u32, u32) {
    let image = image::load_from_memory(&page.body).expect("a picture");
    (image.width(), image.height())
}

fn a_picture_hangs_on_a_post_in_several_sizes(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = write_with(
        &ana,
        "Look.",
        "A gradient from red to green",
        &[&jpeg(2_000, 1_500)],
    );
    let stranger = Visitor::new(&wall);
    for address in ["/".to_owned(), format!("/posts/{post}")] {
        let page = stranger.open(&address);
        let image = page.first(&format!("article#p{post} .pictures a img"));
        assert_eq!(image.attr("alt"), Some("A gradient from red to green"));
        assert_eq!(image.attr("loading"), Some("lazy"));
        assert_eq!(
            (image.attr("width"), image.attr("height")),
            (Some("800"), Some("600"))
        );
        assert!(image.attr("sizes").is_some());
        let choice = image.attr("srcset").expect("sizes to choose from");
        let widths: Vec<&str> = choice
            .split(", ")
            .filter_map(|one| one.split(' ').nth(1))
            .collect();
        assert_eq!(widths, ["320w", "800w", "1600w"]);
    }
    for (size, expected) in [
        ("small", (320, 240)),
        ("medium", (800, 600)),
        ("large", (1_600, 1_200)),
    ] {
        let file = fetch(&stranger, &format!("/files/{post}/0/{size}"));
        assert_eq!(measures(&file), expected);
        assert_eq!(file.header("content-type"), Some("image/jpeg"));
        let cache = "public, max-age=31536000, immutable";
        assert_eq!(file.header("cache-control"), Some(cache));
        let policy = "default-src 'none'; sandbox";
        assert_eq!(file.header("content-security-policy"), Some(policy));
        assert!(
            file.header("content-disposition")
                .is_some_and(|how| how.starts_with("inline"))
        );
        let etag = file.header("etag").expect("a validator").to_owned();
        let asked = [("If-None-Match", &etag[..])];
        let again = stranger.request("GET", &file.address, &asked, None);
        assert_eq!(again.status, 304);
        let part = stranger.request("GET", &file.address, &[("Range", "bytes=0-9")], None);
        assert_eq!((part.status, part.body.len()), (206, 10));
        assert_eq!(part.body, file.body[..10]);
    }
    for nothing in ["1/large", "0/huge", "-1/large", "x/large"] {
        assert_eq!(
            stranger.get(&format!("/files/{post}/{nothing}")).status,
            404
        );
    }
}

fn nothing_of_what_stood_in_a_photograph_is_kept(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let photograph = with_exif(&jpeg(900, 600), 1);
    assert!(photograph.windows(EXIF.len()).any(|some| some == EXIF));
    write_with(&ana, "Look.", "", &[&photograph]);
    let kept = on_disk(&wall);
    assert!(!kept.is_empty());
    for file in kept {
        let bytes = std::fs::read(&file).expect("a file");
        for mark in [EXIF, b"Exif"] {
            let found = bytes.windows(mark.len()).any(|some| some == mark);
            assert!(
                !found,
                "{} stands in {}",
                String::from_utf8_lossy(mark),
                file.display()
            );
        }
    }
}

fn a_photograph_is_turned_upright(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let lying = samples::with_exif(&jpeg(600, 300), 6);
    let post = write_with(&ana, "Look.", "", &[&lying]);
    let file = fetch(&ana, &format!("/files/{post}/0/large"));
    assert_eq!(measures(&file), (300, 600));
}

fn what_moves_goes_on_moving(wall: Wall) {
    use image::AnimationDecoder;
    let ana = Visitor::named(&wall, "Ana");
    let files = [animated_gif(5), animated_webp(4), webp(50, 40)];
    let files: Vec<&[u8]> = files.iter().map(Vec::as_slice).collect();
    let post = write_with(&ana, "Look.", "", &files);
    for (position, frames) in [(0, 5), (1, 4)] {
        let file = fetch(&ana, &format!("/files/{post}/{position}/medium"));
        assert_eq!(file.header("content-type"), Some("image/gif"));
        let decoder = image::codecs::gif::GifDecoder::new(std::io::Cursor::new(&file.body));
        let found = decoder.expect("an animation").into_frames().count();
        assert_eq!(found, frames, "file {position}");
        let still = fetch(&ana, &format!("/files/{post}/{position}/small"));
        assert_eq!(still.header("content-type"), Some("image/png"));
    }
    let still = fetch(&ana, &format!("/files/{post}/2/large"));
    assert_eq!(still.header("content-type"), Some("image/png"));
}

fn a_preview_keeps_the_files_and_asks_for_words(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "Two of them.");
    let form = form.set("alt", "The first").attach("one.png", &png(40, 30));
    let form = form.attach("two.png", &png(50, 30));
    let preview = form.press("act", "preview").submit();
    assert_eq!(preview.all(".waiting img").len(), 2);
    assert!(
        preview.has(".waiting .kindly"),
        "nobody asks for a description"
    );
    assert_eq!(preview.posts(), []);
    let thumbnail = preview
        .first(".waiting img")
        .attr("src")
        .expect("an address");
    let file = fetch(&ana, thumbnail);
    assert_eq!(file.header("cache-control"), Some("private, no-store"));
    assert_eq!(measures(&file), (40, 30));
    let bob = Visitor::named(&wall, "Bob");
    assert_eq!(
        bob.get(thumbnail).status,
        404,
        "another sees what is not published"
    );
    assert_eq!(Visitor::new(&wall).get(thumbnail).status, 401);

    let form = preview.form("/posts");
    let alts: Vec<String> = form
        .texts
        .iter()
        .filter(|name| name.starts_with("alt_"))
        .cloned()
        .collect();
    assert_eq!(form.value(&alts[0]), Some("The first"));
    let post = form.set(&alts[1], "The second").submit().landed_on();
    let page = ana.open("/");
    let shown: Vec<_> = page.all(&format!("article#p{post} img"));
    let shown: Vec<_> = shown.iter().map(|image| image.attr("alt")).collect();
    assert_eq!(shown, [Some("The first"), Some("The second")]);
    assert!(!page.has(".waiting"), "they wait still");
    assert_eq!(tables::rows(&wall.database(), "pending_file").len(), 0);
}

fn what_is_left_out_of_a_preview_is_not_published(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "One of two.");
    let form = form
        .attach("one.png", &png(40, 30))
        .attach("two.png", &png(50, 30));
    let preview = form.press("act", "preview").submit();
    let first = preview
        .first("input[name='left_out']")
        .attr("value")
        .expect("a number");
    let form = preview.form("/posts").add("left_out", first);
    let post = form.submit().landed_on();
    let file = fetch(&ana, &format!("/files/{post}/0/large"));
    assert_eq!(measures(&file), (50, 30));
    assert_eq!(ana.get(&format!("/files/{post}/1/large")).status, 404);
    eventually("what was left out is gone", || on_disk(&wall).len() == 1);
}

fn files_hang_wherever_something_is_said(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Tea", "");
    let post = write_with(&ana, "On the wall.", "", &[]);
    for (page, action) in [
        (room.clone(), format!("{room}/posts")),
        ("/people/Ana".to_owned(), "/people/Ana/posts".to_owned()),
        (format!("/posts/{post}"), format!("/posts/{post}/comments")),
    ] {
        let form = ana.open(&page).form(&action).set("body", "With a picture.");
        let landed = form
            .set("alt", "A square")
            .attach("a.png", &png(20, 20))
            .submit();
        let id = landed.landed_on();
        let image = landed.first(&format!("article#p{id} .pictures img"));
        assert_eq!(image.attr("alt"), Some("A square"), "{action}");
    }
    // A comment's picture stands under it in the list as well.
    assert!(
        Visitor::new(&wall)
            .open("/")
            .has("article.p-comment .pictures img")
    );
}

fn a_picture_is_described_anew_and_taken_away_by_its_author(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = write_with(&ana, "Two.", "Quittengelee", &[&png(20, 20), &png(30, 20)]);
    let path = format!("/posts/{post}/edit");
    let page = ana.open(&path);
    assert!(page.has(".waiting .kindly"), "one has no description");
    let form = page.form(&path);
    assert_eq!(form.value("alt_0"), Some("Quittengelee"));
    form.set("alt_0", "Mirabellenkompott").submit();
    ana.open(&path)
        .form(&path)
        .set("alt_0", "A jar")
        .add("left_out", "1")
        .submit();
    let page = Visitor::new(&wall).open("/");
    let shown: Vec<_> = page.all(&format!("article#p{post} img"));
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].attr("alt"), Some("A jar"));
    assert_eq!(ana.get(&format!("/files/{post}/1/large")).status, 404);
    eventually("its file is gone", || on_disk(&wall).len() == 1);
    let log = tables::rows(&wall.database(), "log");
    let left = log.iter().any(|row| row.contains("Mirabellenkompott"));
    assert!(!left, "an earlier description is in the log");
    wall.run(&["check"]).expect_success();
    let too_long = "x".repeat(1_001);
    let refused = ana.open(&path).form(&path).set("alt_0", &too_long).send();
    assert_eq!(refused.status, 422);
    refused.error_for("alt_0");
    assert_eq!(refused.form(&path).value("alt_0"), Some(&too_long[..]));
}

fn a_file_that_is_gone_is_described_no_more(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for _ in 0..5 {
        let post = write_with(&ana, "Look.", "", &[&png(20, 20)]);
        let path = format!("/posts/{post}/edit");
        let describes = ana.open(&path).form(&path).set("alt_0", "A square.");
        let leaves_out = ana.open(&path).form(&path).add("left_out", "0");
        let sent = [&describes, &leaves_out].map(raw::request);
        raw::at_once(wall.address(), &sent);
    }
    let mut detached = Vec::new();
    for event in tables::ask(
        &wall.database(),
        "SELECT event AS text FROM log ORDER BY seq",
    ) {
        let event: serde_json::Value = serde_json::from_str(&event).expect("an event");
        match event["event"].as_str() {
            Some("file-detached") => detached.push(event["post"].clone()),
            Some("file-described") => assert!(!detached.contains(&event["post"]), "{event}"),
            _ => {}
        }
    }
    assert_eq!(detached.len(), 5);
}

fn a_file_is_seen_by_those_who_see_its_post(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let stranger = Visitor::new(&wall);
    let post = write_with(&ana, "Look.", "", &[&png(20, 20)]);
    let address = format!("/files/{post}/0/large");
    let seen = |who: &Visitor| who.get(&address).status;
    assert_eq!((seen(&stranger), seen(&bob)), (200, 200));
    order(&mona, post, "hold", "room");
    assert_eq!((seen(&stranger), seen(&bob)), (404, 404));
    assert_eq!((seen(&ana), seen(&mona)), (200, 200));
    let held = ana.get(&address);
    assert_eq!(held.header("cache-control"), Some("private, no-store"));
    assert!(
        mona.open(&format!("/posts/{post}/moderate"))
            .has("article.case .pictures img")
    );
    order(&mona, post, "release", "room");
    assert_eq!(seen(&stranger), 200);
    let path = format!("/posts/{post}");
    let gone = ana.open(&path).form(&format!("{path}/delete")).submit();
    assert_eq!((seen(&stranger), seen(&ana), seen(&mona)), (410, 410, 410));
    assert!(!on_disk(&wall).is_empty(), "the deletion can be undone");
    gone.form(&format!("{path}/restore")).submit();
    assert_eq!(seen(&stranger), 200);
}

/// Erases what was deleted, as the upkeep does when its time is over.
fn erase(wall: Wall) -> Wall {
    wall.restart_after(|wall| {
        let db = crate::log::open(&wall.database());
        let log = thewall::log::Log::new(thewall::app::apply);
        let erase = move |tx: &mut thewall::db::Tx<'_>| {
            thewall::post::store::erase_old(tx, log, i64::MAX, 100, 7)
        };
        db.write_here(erase).expect("erased posts");
    })
}

fn the_same_file_is_kept_once_and_until_its_last_post_is_erased(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let picture = png(20, 20);
    let first = write_with(&ana, "Once.", "", &[&picture]);
    let second = write_with(&ana, "Twice.", "", &[&picture]);
    assert_eq!(on_disk(&wall).len(), 1, "it is kept twice");
    let delete = |ana: &Visitor, post: u64| {
        let path = format!("/posts/{post}");
        ana.open(&path).form(&format!("{path}/delete")).submit();
    };
    delete(&ana, first);
    let wall = erase(wall);
    let ana = ana.following(&wall);
    assert_eq!(ana.get(&format!("/files/{first}/0/large")).status, 410);
    fetch(&ana, &format!("/files/{second}/0/large"));
    delete(&ana, second);
    let wall = erase(wall);
    eventually("nothing is on the disk", || on_disk(&wall).is_empty());
}

fn whoever_is_forgotten_takes_their_files_away(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = write_with(&ana, "Look.", "Pflaumenmus", &[&png(20, 20)]);
    let path = format!("/posts/{post}/edit");
    ana.open(&path)
        .form(&path)
        .set("alt_0", "Pflaumenmus again")
        .submit();
    let form = ana.open("/").form("/posts").set("body", "Not yet.");
    let form = form
        .set("alt", "Pflaumenmus to come")
        .attach("Pflaumenmus.png", &png(30, 20));
    form.press("act", "preview").submit();
    assert_eq!(on_disk(&wall).len(), 2);
    let form = ana.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", "delete");
    form.set("confirm", "Ana").submit();
    eventually("nothing is on the disk", || on_disk(&wall).is_empty());
    for (table, rows) in tables::dump(&wall) {
        let found = rows.iter().any(|row| row.contains("Pflaumenmus"));
        assert!(!found, "their words stand in {table}");
    }
    wall.run(&["check"]).expect_success();
}

fn a_file_may_not_be_kept_where_the_wall_is_not_open(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let post = write_with(&owner, "Look.", "", &[&png(20, 20)]);
    set(&owner, "access", &[("readers", "members")]);
    let address = format!("/files/{post}/0/large");
    assert_eq!(Visitor::new(&wall).get(&address).status, 401);
    let file = fetch(&owner, &address);
    assert_eq!(file.header("cache-control"), Some("private, no-store"));
}

fn other_files_are_downloads_and_only_where_owners_want_them(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let pdf = b"%PDF-1.7\nnot much of one";
    let form = || owner.open("/").form("/posts").set("body", "Read this.");
    let refused = form().attach("a.pdf", pdf).send();
    assert_eq!(refused.status, 422);
    refused.error_for("attachment");
    set(&owner, "files", &[("other_files", "1"), ("pictures", OFF)]);
    form()
        .attach("a.png", &png(20, 20))
        .send()
        .error_for("attachment");
    let landed = form().attach("../Notes & more.exe", pdf).submit();
    let post = landed.landed_on();
    let link = landed.first(&format!("article#p{post} .files a"));
    assert_eq!(link.text().collect::<String>(), "Notes  more.pdf");
    let file = fetch(&Visitor::new(&wall), link.attr("href").expect("an address"));
    let how = file.header("content-disposition");
    assert_eq!(how, Some("attachment; filename=\"Notes  more.pdf\""));
    assert_eq!(file.header("content-type"), Some("application/pdf"));
    assert_eq!(file.body, pdf);
    let html = form()
        .attach("a.html", b"<html><script>alert(1)</script>")
        .submit();
    let address = format!("/files/{}/0/large", html.landed_on());
    let file = fetch(&owner, &address);
    assert_eq!(
        file.header("content-type"),
        Some("text/plain; charset=utf-8")
    );
    assert!(
        file.header("content-disposition")
            .is_some_and(|how| how.starts_with("attachment"))
    );
    set(&owner, "files", &[("other_files", OFF)]);
    let composer = owner.open("/");
    assert!(!composer.has("[name='attachment']") && composer.has("#write textarea"));
    fetch(&owner, &address);
}

fn a_stream_shows_pictures(wall: Wall) {
    let mut stream = Stream::open(wall.address(), "/live");
    let ana = Visitor::named(&wall, "Ana");
    let post = write_with(&ana, "Look.", "A lantern", &[&png(20, 20)]);
    stream.until(&format!("src=\"/files/{post}/0/large\""));
    assert_eq!(stream.text().matches("A lantern").count(), 1);
    assert!(stream.text().contains("img-src 'self'"));
    let path = format!("/posts/{post}/edit");
    ana.open(&path)
        .form(&path)
        .set("alt_0", "Two lanterns")
        .submit();
    stream.until("Two lanterns");
}

fn a_form_without_a_field_for_files_is_taken_as_well(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "From lynx: é.");
    let landed = form
        .send_bytes(crate::support::form::URLENCODED, form.encoded())
        .follow();
    assert_eq!(landed.entry(landed.landed_on()).words, "From lynx: é.");
}

fn files_that_were_taken_in_before_too_many_wait_nevertheless(wall: Wall) {
    let wall = ruled(wall.limited(), |rules| rules.posts_at_once = 100);
    let ana = Visitor::named(&wall, "Ana");
    let picture = png(8, 8);
    // Seven at a time: the budget ends amidst a form.
    let waiting = (0..50).find_map(|_| {
        let form = ana.open("/").form("/posts").set("body", "Seven.");
        let form = (0..7).fold(form, |form, _| form.attach("a.png", &picture));
        let answer = form.send();
        if answer.status == 303 {
            return None;
        }
        assert_eq!(answer.status, 429);
        assert!(answer.says("Seven."));
        Some(ana.open("/").all(".waiting img").len()).filter(|waiting| *waiting > 0)
    });
    let waiting = waiting.expect("those that were taken in");
    assert!(waiting < 7, "{waiting} wait");
}

#[test]
fn where_budgets_are_on_what_is_refused_keeps_its_files() {
    let wall = Setup::on(Backend::Sqlite).with_limits().start();
    let owner = Visitor::owner(&wall, "Olga");
    set(
        &owner,
        "limits",
        &[("posts_at_once", "1"), ("posts_a_minute", "1")],
    );
    let ana = Visitor::named(&wall, "Ana");
    ana.write("The only one for now.");
    let form = ana.open("/").form("/posts").set("body", "One too many.");
    let refused = form
        .set("alt", "A square")
        .attach("a.png", &png(20, 20))
        .send();
    assert_eq!(refused.status, 429);
    assert!(refused.says("One too many."));
    let page = ana.open("/");
    assert_eq!(page.form("/posts").value("body"), Some("One too many."));
    assert_eq!(page.all(".waiting img").len(), 1, "the picture is lost");
    assert!(Path::new(&on_disk(&wall)[0]).is_file());
}
