//! Files that cannot be taken: a sentence beside the field, the words still there, and nothing left on the
//! disk.

use super::samples::{animated_gif, jpeg};
use super::{on_disk, png};
use crate::owner::set;
use crate::support::programs::eventually;
use crate::support::{Form, Page, Visitor, Wall, tables};
use std::io::Write;
use std::net::TcpStream;

on_both![
    what_cannot_be_taken_is_refused_beside_its_field,
    a_bomb_costs_an_error,
    a_drawing_with_a_script_is_refused,
    a_page_that_calls_itself_a_picture_is_none,
    a_wrong_name_does_no_harm,
    the_ninth_file_is_refused_and_eight_are_kept,
    a_file_that_is_too_large_costs_no_words,
    what_is_cut_off_leaves_nothing_behind,
    a_form_of_another_brings_no_files,
    a_double_click_hangs_files_once,
];

const WORDS: &str = "Typed with care.";

fn form(visitor: &Visitor) -> Form {
    visitor.open("/").form("/posts").set("body", WORDS)
}

/// It was refused with a sentence, and nothing came of it.
fn refused(wall: &Wall, answer: &Page) -> String {
    assert_eq!(answer.status, 422, "{}", answer.words());
    let kept = answer.form("/posts");
    assert_eq!(kept.value("body"), Some(WORDS), "the words are lost");
    assert_eq!(on_disk(wall), Vec::<std::path::PathBuf>::new());
    answer.error_for("attachment")
}

fn what_cannot_be_taken_is_refused_beside_its_field(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let photograph = jpeg(400, 300);
    let drawing = png(400, 300);
    let moving = animated_gif(4);
    let cases: [(&str, &[u8], &str); 7] = [
        (
            "half.jpg",
            &photograph[..photograph.len() / 2],
            "cannot be read",
        ),
        ("half.png", &drawing[..drawing.len() / 2], "cannot be read"),
        ("half.gif", &moving[..moving.len() / 2], "cannot be read"),
        ("start.jpg", b"\xff\xd8\xff\xe0", "cannot be read"),
        ("empty.png", b"", "nothing in it"),
        ("words.png", b"only words", "no picture"),
        ("program.png", b"MZ\x90\0\x03\0\0\0", "no picture"),
    ];
    for (name, bytes, why) in cases {
        let sentence = refused(&wall, &form(&ana).attach(name, bytes).send());
        assert!(
            sentence.contains(name) && sentence.contains(why),
            "{sentence}"
        );
    }
    // What was typed beside it is there for the next one.
    let half = form(&ana)
        .set("alt", "A slope")
        .attach("half.png", &drawing[..99]);
    assert_eq!(half.send().form("/posts").value("alt"), Some("A slope"));
    // What is wrong with one is no reason to lose another.
    let both = form(&ana).attach("half.png", &drawing[..99]);
    let answer = both
        .set("alt", "unread")
        .attach("whole.png", &drawing)
        .send();
    answer.error_for("attachment");
    assert_eq!(answer.all(".waiting img").len(), 1);
    let post = answer.form("/posts").submit().landed_on();
    assert_eq!(ana.get(&format!("/files/{post}/0/large")).status, 200);
}

/// A PNG file that says that it is so large, and has little in it.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(10, 10);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}

/// The check of a chunk (PNG Specification, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc: u32, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

fn a_bomb_costs_an_error(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let before = wall.memory();
    for (name, bytes) in [
        ("claims.png", claiming(100_000, 100_000)),
        ("wide.png", claiming(2_000_000_000, 1)),
        ("many.png", claiming(7_000, 7_000)),
    ] {
        refused(&wall, &form(&ana).attach(name, &bytes).send());
    }
    // A small file that inflates to all of its pixels, which are too many.
    let bomb = png_of_nothing(8_000, 8_000);
    assert!(bomb.len() < 1_000_000);
    let sentence = refused(&wall, &form(&ana).attach("bomb.png", &bomb).send());
    assert!(
        sentence.contains("too many") || sentence.contains("more pixels"),
        "{sentence}"
    );
    if let (Some(before), Some(after)) = (before, wall.memory()) {
        assert!(after < before + 60_000_000, "from {before} to {after}");
    }
}

fn png_of_nothing(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = image::GrayImage::new(width, height);
    let done = image.write_to(&mut bytes, image::ImageFormat::Png);
    done.expect("a picture");
    bytes.into_inner()
}

fn a_drawing_with_a_script_is_refused(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    set(&owner, "files", &[("other_files", "1")]);
    let drawing = b"<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"><script>alert(1)</script></svg>";
    for name in ["a.svg", "a.png", "a.txt"] {
        let sentence = refused(&wall, &form(&owner).attach(name, drawing).send());
        assert!(sentence.contains("SVG"), "{sentence}");
    }
}

fn a_page_that_calls_itself_a_picture_is_none(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let page = b"GIF89a/*<html><script>alert(1)</script></html>*/=1;";
    refused(&wall, &form(&ana).attach("a.gif", page).send());
    // One that is a picture, and a page after that, keeps the picture alone.
    let mut both = animated_gif(3);
    both.extend(b"<html><script>alert(1)</script></html>");
    let post = form(&ana).attach("a.gif", &both).submit().landed_on();
    let file = ana.get(&format!("/files/{post}/0/large"));
    assert_eq!(file.header("content-type"), Some("image/gif"));
    let kept = String::from_utf8_lossy(&file.body).into_owned();
    assert!(!kept.contains("script"));
}

fn a_wrong_name_does_no_harm(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for name in ["a.txt", "a", "../../../a.php", "é\u{202e}gnp.exe"] {
        let landed = form(&ana).attach(name, &png(20, 20)).submit();
        let file = ana.get(&format!("/files/{}/0/large", landed.landed_on()));
        assert_eq!(file.header("content-type"), Some("image/png"), "{name}");
        ana.write(&format!("Something else, {name}."));
    }
}

fn the_ninth_file_is_refused_and_eight_are_kept(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let nine = (1..=9).fold(form(&ana), |form, n| {
        form.attach(&format!("{n}.png"), &png(10 + n, 10))
    });
    let answer = nine.send();
    assert_eq!(answer.status, 422);
    assert!(
        answer.says("9.png: That is one too many"),
        "{}",
        answer.words()
    );
    assert_eq!(answer.all(".waiting img").len(), 8);
    let landed = answer.form("/posts").submit();
    let post = landed.landed_on();
    let hung = landed.all(&format!("article#p{post} .pictures img"));
    assert_eq!(hung.len(), 8);
}

fn a_file_that_is_too_large_costs_no_words(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    set(&owner, "files", &[("file_megabytes", "1")]);
    let mut large = png(20, 20);
    large.resize(3_000_000, 0);
    let sentence = refused(&wall, &form(&owner).attach("large.png", &large).send());
    assert!(sentence.contains("1 MB"), "{sentence}");
    let mut words = form(&owner);
    words = words.set("body", &"x".repeat(2_200_000));
    assert_eq!(words.send().status, 413);
}

fn what_is_cut_off_leaves_nothing_behind(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = form(&ana).attach("a.jpg", &jpeg(2_000, 1_500));
    let (kind, body) = form.encoded_with_files();
    let cookie = ana.cookie("sid").expect("a session");
    let head = format!(
        "POST /posts HTTP/1.1\r\nHost: {}\r\nCookie: sid={cookie}\r\nContent-Type: {kind}\r\n\
         Content-Length: {}\r\n\r\n",
        wall.address(),
        body.len(),
    );
    for part in [body.len() / 3, body.len() / 2, body.len() - 20] {
        let mut stream = TcpStream::connect(wall.address()).expect("a connection");
        stream.write_all(head.as_bytes()).expect("a head");
        stream.write_all(&body[..part]).expect("a part of the body");
        stream.flush().expect("all of it");
        std::thread::sleep(std::time::Duration::from_millis(200));
        drop(stream);
    }
    eventually("nothing is on the disk", || on_disk(&wall).is_empty());
    assert_eq!(tables::rows(&wall.database(), "pending_file").len(), 0);
    assert_eq!(ana.open("/").posts(), []);
}

fn a_form_of_another_brings_no_files(wall: Wall) {
    let (ana, eve) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Eve"));
    let own = form(&ana).attach("a.png", &png(20, 20));
    let stolen = own.clone().by(&eve).send();
    assert_eq!(stolen.status, 422);
    assert_eq!(on_disk(&wall), Vec::<std::path::PathBuf>::new());
    assert!(stolen.says("Please choose it again"), "{}", stolen.words());
    let stranger = own.by(&Visitor::new(&wall)).send();
    assert_eq!(stranger.status, 401);
    assert_eq!(on_disk(&wall), Vec::<std::path::PathBuf>::new());
    // What waits for one is not hung by another who knows its number.
    let preview = form(&ana).attach("a.png", &png(20, 20));
    let preview = preview.press("act", "preview").submit();
    let id = preview
        .form("/posts")
        .value("kept")
        .expect("a number")
        .to_owned();
    let landed = form(&eve).add("kept", &id).submit();
    let post = landed.landed_on();
    assert_eq!(eve.get(&format!("/files/{post}/0/large")).status, 404);
}

fn a_double_click_hangs_files_once(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = form(&ana).attach("a.png", &png(20, 20));
    let (first, second) = (form.send(), form.send());
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
    assert_eq!(tables::rows(&wall.database(), "attachment").len(), 1);
    assert_eq!(tables::rows(&wall.database(), "pending_file").len(), 0);
}
