//! The wall itself: posts, comments, what is new, and what is not sent twice.

use crate::support::tables::an_hour_passes;
use crate::support::{Page, Visitor, Wall};

on_both![
    an_empty_wall_invites,
    a_post_stands_on_the_wall_at_once,
    the_newest_post_comes_first,
    a_permalink_shows_the_post_with_its_comments,
    a_comment_stands_inside_its_post,
    a_post_with_many_comments_leads_to_all_of_them,
    new_posts_since_the_last_visit_are_marked,
    an_unchanged_page_is_not_sent_again,
    what_is_there_is_there_after_a_restart,
];

fn an_empty_wall_invites(wall: Wall) {
    let page = Visitor::new(&wall).open("/");
    assert!(!page.text("main .empty").is_empty());
    assert!(
        !page.text("main .lede").is_empty(),
        "nothing says what this is"
    );
}

fn a_post_stands_on_the_wall_at_once(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let answer = ana
        .open("/")
        .form("/posts")
        .set("body", "Good evening, wall.")
        .send();
    let landed = answer.follow();
    let id = landed.landed_on();
    assert_eq!(answer.location(), format!("{}/#p{id}", wall.origin));
    let seen = Visitor::new(&wall).open("/").entry(id);
    assert_eq!(
        (seen.author.as_str(), seen.words.as_str()),
        ("Ana", "Good evening, wall.")
    );
    assert!(
        !landed.has("main .empty"),
        "the wall still says that it is empty"
    );
}

fn the_newest_post_comes_first(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let written = ["first", "second", "third"].map(|words| ana.write(words));
    assert!(written.is_sorted(), "ids do not grow: {written:?}");
    let newest_first: Vec<u64> = written.into_iter().rev().collect();
    assert_eq!(Visitor::new(&wall).open("/").ids(), newest_first);
}

fn a_permalink_shows_the_post_with_its_comments(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Who is awake?");
    let comments = ["I am.", "So am I."].map(|words| ana.comment(post, words));
    let page = Visitor::new(&wall).open("/");
    let address = page
        .first(&format!("article#p{post} a.u-url.u-uid"))
        .attr("href");
    let page = page.visitor.open(address.expect("a permalink"));
    assert_eq!(page.entry(post).words, "Who is awake?");
    let shown: Vec<u64> = page
        .comments_of(post)
        .iter()
        .map(|comment| comment.id)
        .collect();
    assert_eq!(shown, comments);
}

fn a_comment_stands_inside_its_post(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let post = ana.write("A question.");
    let form = bob
        .open(&format!("/posts/{post}"))
        .form(&format!("/posts/{post}/comments"));
    let answer = form.set("body", "An answer.").send();
    let comment = answer.follow().landed_on();
    assert_eq!(
        answer.location(),
        format!("{}/posts/{post}#p{comment}", wall.origin)
    );
    let page = Visitor::new(&wall).open("/");
    let comments = page.comments_of(post);
    assert_eq!(comments.len(), 1);
    assert_eq!(
        (comments[0].author.as_str(), comments[0].words.as_str()),
        ("Bob", "An answer.")
    );
    assert_eq!(
        page.ids(),
        [post],
        "the comment stands beside its post as well"
    );
}

fn a_post_with_many_comments_leads_to_all_of_them(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Count with me.");
    let written: Vec<u64> = (0..12)
        .map(|n| ana.comment(post, &format!("number {n}")))
        .collect();
    let wall_page = Visitor::new(&wall).open("/");
    let shown: Vec<u64> = wall_page
        .comments_of(post)
        .iter()
        .map(|comment| comment.id)
        .collect();
    assert!(
        written.ends_with(&shown),
        "{shown:?} are not the last of {written:?}"
    );
    assert!(wall_page.has(&format!("article#p{post} a[href^='/posts/{post}']")));
    let all = wall_page.visitor.open(&format!("/posts/{post}"));
    assert_eq!(all.comments_of(post).len(), 12);
}

fn new_posts_since_the_last_visit_are_marked(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let old = bob.write("Seen.");
    assert!(
        !ana.open("/").has("#new"),
        "everything is new to a first visit: no line is needed"
    );
    let wall = wall.restart_after(an_hour_passes);
    let (ana, bob) = (ana.following(&wall), bob.following(&wall));
    let fresh = bob.write("Unseen.");
    let page = ana.open("/");
    let source = page.source();
    let place = |needle: String| {
        source
            .find(&needle)
            .unwrap_or_else(|| panic!("no {needle}"))
    };
    let line = place("id=\"new\"".to_owned());
    assert!(
        place(format!("id=\"p{fresh}\"")) < line,
        "the new post is not before the line"
    );
    assert!(
        line < place(format!("id=\"p{old}\"")),
        "the old post is not after the line"
    );
    assert!(page.has("p.new-since#new"));
    assert!(
        !bob.open("/").has("#new"),
        "his own words are no news to Bob"
    );
}

fn an_unchanged_page_is_not_sent_again(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Something.");
    let room = ana.open_room("Tea", "Leaves.");
    let stranger = Visitor::new(&wall);
    for path in [
        "/".to_owned(),
        format!("/posts/{post}"),
        "/rooms".to_owned(),
        room,
    ] {
        let page = stranger.open(&path);
        let etag = page
            .header("etag")
            .unwrap_or_else(|| panic!("{path} has no ETag"))
            .to_owned();
        let again = if_none_match(&stranger, &path, &etag);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), Some(etag.as_str()), "{path}");
    }
    let etag = stranger
        .open("/")
        .header("etag")
        .expect("an ETag")
        .to_owned();
    ana.write("Something else.");
    let changed = if_none_match(&stranger, "/", &etag);
    assert_eq!(changed.status, 200);
    assert!(changed.says("Something else."));
    let french = Visitor::reading(&wall, "fr").open("/");
    assert_ne!(
        french.header("etag"),
        changed.header("etag"),
        "two languages have one ETag"
    );
}

fn what_is_there_is_there_after_a_restart(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Written in stone.");
    let wall = wall.restart();
    assert_eq!(
        Visitor::new(&wall).open("/").entry(post).words,
        "Written in stone."
    );
    assert_eq!(
        ana.following(&wall).open("/").pseudonym().as_deref(),
        Some("Ana")
    );
}

fn if_none_match(visitor: &Visitor, path: &str, etag: &str) -> Page {
    visitor.request("GET", path, &[("If-None-Match", etag)], None)
}
