//! The composer of the wall: where it stands, previews, double clicks, and words that must not get lost.

use crate::support::raw::exchange;
use crate::support::{Visitor, Wall};

on_both![
    a_preview_shows_the_words_and_publishes_nothing,
    a_previewed_comment_keeps_its_words,
    a_form_sent_twice_has_one_effect,
    a_form_sent_twice_at_once_has_one_effect,
    whatever_is_sent_twice_is_answered_twice,
    words_typed_before_logging_in_are_not_lost,
    an_answer_typed_before_logging_in_stays_an_answer,
    a_stranger_is_invited_instead_of_shown_a_form,
    the_composer_stands_before_the_posts,
    a_composer_that_is_shown_again_quotes_nothing_of_another_room,
];

fn a_composer_that_is_shown_again_quotes_nothing_of_another_room(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let (tea, here) = (ana.open_room("Tea", ""), ana.write("In the open."));
    let there = ana.say(&tea, "Among ourselves.");
    let again = |quoted: u64| {
        let form = bob.open("/").form("/posts").set("body", "");
        let page = form.add("reply_to", &quoted.to_string()).send();
        assert_eq!(page.status, 422);
        page
    };
    assert!(again(here).text("#write").contains("In the open."));
    assert!(!again(there).source().contains("Among ourselves."));
}

fn the_composer_stands_before_the_posts(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.write("Something.");
    let page = ana.open("/");
    let source = page.source();
    let composer = source.find("<textarea").expect("a composer");
    assert!(composer < source.find("h-entry").expect("a post"));
    assert!(page.has("form#write textarea[name='body'][required]"));
}

fn a_stranger_is_invited_instead_of_shown_a_form(wall: Wall) {
    Visitor::named(&wall, "Ana").write("Something.");
    let page = Visitor::new(&wall).open("/");
    assert!(
        !page
            .all("form")
            .iter()
            .any(|form| form.attr("method") == Some("post"))
    );
    assert!(page.has("p.join#write a[href^='/login?next=']"));
}

fn a_preview_shows_the_words_and_publishes_nothing(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "A *shy* post.");
    let answer = form.press("act", "preview").send();
    assert_eq!(answer.location(), format!("{}/#write", wall.origin));
    let preview = answer.follow();
    assert_eq!(preview.text("section.preview .e-content em"), "shy");
    assert_eq!(preview.posts(), []);
    assert!(
        !Visitor::new(&wall).open("/").says("shy"),
        "others see it already"
    );

    let form = preview.form("/posts");
    assert_eq!(
        form.value("body"),
        Some("A *shy* post."),
        "the words are lost"
    );
    let published = form.press("act", "publish").submit();
    let id = published.landed_on();
    assert_eq!(published.entry(id).words, "A shy post.");
    assert!(
        !ana.open("/").has("section.preview"),
        "the preview stays after publishing"
    );
    assert_eq!(ana.open("/").form("/posts").value("body"), Some(""));
}

fn a_previewed_comment_keeps_its_words(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("A post.");
    let action = format!("/posts/{post}/comments");
    let form = ana.open(&format!("/posts/{post}")).form(&action);
    let preview = form
        .set("body", "Hm, **well**.")
        .press("act", "preview")
        .submit();
    assert_eq!(preview.text("section.preview strong"), "well");
    assert_eq!(preview.form(&action).value("body"), Some("Hm, **well**."));
    assert_eq!(preview.comments_of(post), []);
    assert_eq!(
        ana.open("/").form("/posts").value("body"),
        Some(""),
        "it is in another composer"
    );
}

fn a_form_sent_twice_has_one_effect(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "Only once.");
    let (first, second) = (form.send(), form.send());
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(first.location(), second.location());
    assert_eq!(ana.open("/").posts().len(), 1);

    let post = first.follow().landed_on();
    let comment = ana
        .open(&format!("/posts/{post}"))
        .form(&format!("/posts/{post}/comments"));
    let comment = comment.set("body", "Only once, too.");
    assert_eq!(comment.send().location(), comment.send().location());
    assert_eq!(ana.open("/").comments_of(post).len(), 1);
}

fn whatever_is_sent_twice_is_answered_twice(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Tea", "");
    let deletion = format!("{room}/delete");
    let confirm = ana.open(&deletion).form(&deletion).set("confirm", "tea");
    let keep = ana
        .open("/account")
        .form("/account/password")
        .set("password", "a lantern in the reeds");
    // Both clicks of a double click leave with the cookie from before them.
    let cookie = ana.cookie("sid").expect("a session");
    for form in [confirm, keep] {
        let first = form.send();
        let after = ana.cookie("sid").expect("a session");
        ana.plant_cookie("sid", &cookie);
        let second = form.send();
        assert_eq!((first.status, second.status), (303, 303), "{}", form.action);
        assert_eq!(first.location(), second.location());
        assert_eq!(
            ana.cookie("sid"),
            Some(after),
            "the two clicks end in two sessions"
        );
    }
    let leave = ana.open("/").form("/logout");
    let cookie = ana.cookie("sid").expect("a session");
    assert_eq!(leave.send().status, 303);
    ana.plant_cookie("sid", &cookie);
    assert_eq!(leave.send().status, 303);
    assert_eq!(ana.open("/").pseudonym(), None);
}

fn a_form_sent_twice_at_once_has_one_effect(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana
        .open("/")
        .form("/posts")
        .set("body", "An impatient double click.");
    let (body, cookie) = (form.encoded(), ana.cookie("sid").expect("a session"));
    let address = wall.address();
    let head = format!(
        "POST /posts HTTP/1.1\r\nHost: {}\r\nCookie: sid={cookie}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        wall.address(),
        body.len(),
    );
    let request = [head.into_bytes(), body].concat();
    let locations: Vec<_> = std::thread::scope(|scope| {
        let send = || exchange(address, &request);
        let clicks: Vec<_> = (0..6).map(|_| scope.spawn(send)).collect();
        let answers = clicks
            .into_iter()
            .map(|click| click.join().expect("an answer"));
        answers
            .map(|answer| (answer.status, answer.header("location").map(str::to_owned)))
            .collect()
    });
    assert!(
        locations.iter().all(|(status, _)| *status == 303),
        "{locations:?}"
    );
    assert!(
        locations.windows(2).all(|pair| pair[0] == pair[1]),
        "{locations:?}"
    );
    assert_eq!(ana.open("/").posts().len(), 1);
}

fn words_typed_before_logging_in_are_not_lost(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana
        .open("/")
        .form("/posts")
        .set("body", "A long & careful <text>.");
    // The same browser leaves in another tab, and the first tab's form is sent after that.
    ana.clone().leave();
    let asked = form.send();
    assert_eq!(asked.status, 401);
    let landed = asked.form("/login").set("pseudonym", "Ana").submit();
    let composer = landed.form("/posts");
    assert_eq!(composer.value("body"), Some("A long & careful <text>."));
    assert_eq!(
        landed.posts(),
        [],
        "it was published without being asked for"
    );
    let id = composer.submit().landed_on();
    assert_eq!(ana.open("/").entry(id).words, "A long & careful <text>.");
}

fn an_answer_typed_before_logging_in_stays_an_answer(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let room = ana.open_room("Tea", "");
    let asked = ana.say(&room, "Green or black?");
    let reply = ana
        .open(&format!("{room}?reply={asked}"))
        .form(&format!("{room}/posts"))
        .set("body", "Green.");
    ana.clone().leave();
    let landed = reply.send().form("/login").set("pseudonym", "Ana").submit();
    let composer = landed.form(&format!("{room}/posts"));
    assert_eq!(composer.value("reply_to"), Some(&*asked.to_string()));
}
