//! What was typed and not sent is offered back, whatever the reason.

use crate::files::{png, write_with};
use crate::owner::{kept, set};
use crate::support::furnished::order;
use crate::support::inside::ruled;
use crate::support::{Visitor, Wall, tables};
use thewall::clock::DAY;
use thewall::web::draft;

const WORDS: &str = "Words that must not get *lost*.";

on_both![
    what_a_flood_lost_is_offered_where_it_was_typed,
    what_a_restraint_refused_is_kept,
    what_was_meant_for_a_deleted_room_is_kept,
    no_preview_is_kept_for_a_place_that_there_is_not,
    too_many_previews_are_given_back,
    what_a_filter_refused_is_kept,
    what_was_kept_is_there_after_leaving_and_in_another_browser,
    what_was_typed_into_an_editor_is_kept_and_previewed,
    files_wait_with_what_was_refused_and_go_when_it_is_thrown_away,
    what_is_to_become_of_files_is_kept_with_a_change,
    an_answer_to_what_is_gone_is_kept_without_it,
    what_a_forged_form_says_is_not_kept,
    a_draft_is_thrown_away_where_it_is_offered_and_in_the_list,
    a_draft_is_its_persons_alone,
    only_so_many_drafts_are_kept_and_not_for_ever,
];

fn drafts(visitor: &Visitor) -> String {
    visitor.open("/account/drafts").words()
}

fn what_a_flood_lost_is_offered_where_it_was_typed(wall: Wall) {
    let wall = ruled(wall.limited(), |rules| {
        (rules.posts_at_once, rules.posts_a_minute) = (1, 1);
    });
    let ana = Visitor::named(&wall, "Ana");
    ana.write("The first.");
    let refused = ana.open("/").form("/posts").set("body", WORDS).send();
    assert_eq!(refused.status, 429);
    assert!(refused.says("are kept for you"), "{}", refused.words());
    assert!(refused.has("section.kept a[href='/account/drafts']"));
    let page = ana.open("/");
    assert_eq!(page.form("/posts").value("body"), Some(WORDS));
    assert_eq!(page.text("section.preview em"), "lost");
    assert!(page.says("You have not sent this yet."));
}

fn what_a_restraint_refused_is_kept(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = kept(&wall, "Ana");
    let room = ana.open_room("Tea", "");
    let bob = Visitor::named(&wall, "Bob");
    let form = bob.open(&room).form("/rooms/tea/posts").set("body", WORDS);
    order(&owner, bob.say(&room, "Loud."), "mute", "room");
    assert_eq!(form.send().status, 403);
    assert!(drafts(&bob).contains("In the room tea"));
    // A thread that was locked meanwhile.
    let post = ana.write("A post.");
    let action = format!("/posts/{post}/comments");
    let form = bob.open(&format!("/posts/{post}")).form(&action);
    order(&owner, post, "lock", "room");
    assert_eq!(form.set("body", "A late comment.").send().status, 403);
    assert!(drafts(&bob).contains("A late comment."));
}

fn what_was_meant_for_a_deleted_room_is_kept(wall: Wall) {
    let (ana, bob) = (kept(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    let form = bob.open(&room).form("/rooms/tea/posts").set("body", WORDS);
    let delete = format!("{room}/delete");
    let page = ana.open(&delete);
    page.form(&delete).set("confirm", "tea").submit();
    assert_eq!(form.send().status, 410);
    assert!(drafts(&bob).contains(WORDS));
    // Where there never was a place, the words are given back and nothing is kept.
    let mut nowhere = bob.open("/").form("/posts").set("body", "Nowhere.");
    nowhere.action = "/rooms/coffee/posts".to_owned();
    let mint = crate::support::mint::Mint::of(&wall);
    let refused = mint.renew(&nowhere, &bob).send();
    assert_eq!(refused.status, 404);
    assert!(refused.says("Nowhere."));
    assert!(!drafts(&bob).contains("Nowhere."));
}

fn no_preview_is_kept_for_a_place_that_there_is_not(wall: Wall) {
    let ana = kept(&wall, "Ana");
    let mint = crate::support::mint::Mint::of(&wall);
    let form = ana.open("/").form("/posts").set("body", WORDS);
    let mut form = form.press("act", "preview");
    for action in ["/rooms/coffee/posts", "/people/Nobody/posts"] {
        form.action = action.to_owned();
        let refused = mint.renew(&form, &ana).send();
        assert_eq!(refused.status, 404, "{action}");
        assert!(refused.says(WORDS));
    }
    assert_eq!(tables::rows(&wall.database(), "draft"), [""; 0]);
}

fn too_many_previews_are_given_back(wall: Wall) {
    let wall = ruled(wall.limited(), |_| ());
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("A post.");
    let edit = format!("/posts/{post}/edit");
    let written = ana.open("/").form("/posts").set("body", WORDS);
    let changed = ana.open(&edit).form(&edit).set("body", WORDS);
    for form in [written, changed] {
        let form = form.press("act", "preview");
        let refused = (0..200)
            .map(|_| form.send())
            .find(|page| page.status != 303);
        let refused = refused.expect("an end of it");
        assert_eq!(refused.status, 429);
        assert!(refused.says(WORDS), "{}", refused.words());
    }
}

fn what_a_filter_refused_is_kept(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let ana = Visitor::named(&wall, "Ana");
    let form = owner
        .open("/moderation/filters")
        .form("/moderation/filters/add");
    let form = form.without("deed").add("deed", "refuse");
    form.set("pattern", "lost").submit();
    let refused = ana.open("/").form("/posts").set("body", WORDS).send();
    assert_eq!(refused.status, 422);
    assert_eq!(refused.form("/posts").value("body"), Some(WORDS));
    assert!(drafts(&ana).contains("On the wall"));
    set(&owner, "access", &[("readers", "moderators")]);
    let form = ana.open("/account/drafts");
    assert!(form.says("On the wall"), "drafts are not shut away");
}

fn what_was_kept_is_there_after_leaving_and_in_another_browser(wall: Wall) {
    let ana = kept(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", WORDS);
    form.press("act", "preview").submit();
    let elsewhere = Visitor::new(&wall);
    elsewhere.log_in("Ana", "a lantern in the reeds").follow();
    ana.leave();
    let page = elsewhere.open("/");
    assert_eq!(page.form("/posts").value("body"), Some(WORDS));
    let id = page.form("/posts").submit().landed_on();
    assert!(elsewhere.open("/").shows(id));
    assert!(drafts(&elsewhere).contains("Nothing is kept."));
    // Nobody can come back to a pseudonym that was not kept.
    let bob = Visitor::named(&wall, "Bob");
    let form = bob.open("/").form("/posts").set("body", WORDS);
    form.press("act", "preview").submit();
    bob.leave();
    assert_eq!(tables::rows(&wall.database(), "draft"), [""; 0]);
}

fn what_was_typed_into_an_editor_is_kept_and_previewed(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("Before.");
    let edit = format!("/posts/{post}/edit");
    let form = ana.open(&edit).form(&edit).set("body", WORDS);
    let preview = form.press("act", "preview").submit();
    assert_eq!(preview.text("section.preview em"), "lost");
    assert_eq!(preview.form(&edit).value("body"), Some(WORDS));
    assert_eq!(ana.open("/").entry(post).words, "Before.");
    assert!(drafts(&ana).contains("A change of a post"));
    let landed = preview.form(&edit).press("act", "save").submit();
    assert_eq!(landed.entry(post).words, "Words that must not get lost.");
    assert!(drafts(&ana).contains("Nothing is kept."));
    assert!(!ana.open(&edit).has("section.preview"));
    // Deleted meanwhile: the change is kept.
    let form = ana.open(&edit).form(&edit).set("body", "Too late.");
    let page = ana.open(&format!("/posts/{post}"));
    page.form(&format!("/posts/{post}/delete")).submit();
    assert_eq!(form.send().status, 410);
    assert!(drafts(&ana).contains("Too late."));
    // Without a session, the words wait behind the log-in form.
    let other = ana.write("Another.");
    let edit = format!("/posts/{other}/edit");
    let ana = {
        ana.keep("a lantern in the reeds");
        ana
    };
    let form = ana.open(&edit).form(&edit).set("body", WORDS);
    ana.clone().leave();
    let asked = form.send();
    assert_eq!(asked.status, 401);
    let form = asked.form("/login").set("pseudonym", "Ana");
    let landed = form.set("password", "a lantern in the reeds").submit();
    assert_eq!(landed.form(&edit).value("body"), Some(WORDS));
}

fn files_wait_with_what_was_refused_and_go_when_it_is_thrown_away(wall: Wall) {
    let wall = ruled(wall.limited(), |rules| {
        (rules.posts_at_once, rules.posts_a_minute) = (1, 1);
    });
    let ana = Visitor::named(&wall, "Ana");
    ana.write("The first.");
    let form = ana.open("/").form("/posts").set("body", WORDS);
    let form = form.attach("a.png", &png(8, 8)).set("alt", "A square");
    assert_eq!(form.send().status, 429);
    let page = ana.open("/");
    assert_eq!(page.form("/posts").value("body"), Some(WORDS));
    assert_eq!(page.all(".composer .described img").len(), 1);
    assert!(page.says("wait for a day"));
    // In another browser there are the words, and what waits stays where it was sent.
    ana.keep("a lantern in the reeds");
    let elsewhere = Visitor::new(&wall);
    elsewhere.log_in("Ana", "a lantern in the reeds").follow();
    let page = elsewhere.open("/");
    assert_eq!(page.form("/posts").value("body"), Some(WORDS));
    assert!(!page.has(".composer .described"));
    page.form("/account/drafts/drop").submit();
    for table in ["draft", "pending_file"] {
        assert_eq!(tables::rows(&wall.database(), table), [""; 0], "{table}");
    }
    assert!(!ana.open("/").has(".composer .described"));
}

fn what_is_to_become_of_files_is_kept_with_a_change(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let (one, two) = (png(8, 8), png(9, 9));
    let post = write_with(&ana, "Look.", "A square", &[&one, &two]);
    let edit = format!("/posts/{post}/edit");
    let form = ana.open(&edit).form(&edit).set("body", WORDS);
    let form = form.set("alt_0", "A small square").add("left_out", "1");
    let preview = form.press("act", "preview").submit();
    assert_eq!(preview.text("section.preview em"), "lost");
    let form = preview.form(&edit);
    assert_eq!(form.value("alt_0"), Some("A small square"));
    assert_eq!(form.value("left_out"), Some("1"));
    assert!(preview.has("#left_out_1[checked]") && !preview.has("#left_out_0[checked]"));
    // Nothing has become of them yet.
    let shown = |alt: &str| {
        let page = ana.open(&format!("/posts/{post}"));
        page.has(&format!(".pictures img[alt='{alt}']"))
    };
    assert!(shown("A square") && !shown("A small square"));
    form.press("act", "save").submit();
    assert!(shown("A small square"));
    let page = ana.open(&format!("/posts/{post}"));
    assert_eq!(page.all(".pictures img").len(), 1);
    assert!(!ana.open(&edit).has("section.preview"));
    // Thrown away, a change leaves things as they are.
    let form = ana.open(&edit).form(&edit).set("alt_0", "A large square");
    let preview = form.press("act", "preview").submit();
    let page = preview.form("/account/drafts/drop").submit();
    assert_eq!(page.form(&edit).value("alt_0"), Some("A small square"));
}

fn an_answer_to_what_is_gone_is_kept_without_it(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let room = ana.open_room("Tea", "");
    let post = ana.say(&room, "A question.");
    let form = bob.open(&format!("{room}?reply={post}"));
    let form = form.form("/rooms/tea/posts").set("body", WORDS);
    assert!(form.value("reply_to").is_some());
    let page = ana.open(&room);
    page.form(&format!("/posts/{post}/delete")).submit();
    assert_eq!(form.send().status, 422);
    let again = bob.open(&room).form("/rooms/tea/posts");
    assert_eq!(again.value("body"), Some(WORDS));
    assert_eq!(again.value("reply_to"), None);
    again.submit().landed_on();
}

fn what_a_forged_form_says_is_not_kept(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", WORDS);
    assert_eq!(form.set("token", "x").send().status, 422);
    assert_eq!(tables::rows(&wall.database(), "draft"), [""; 0]);
    // Nor what was said after all.
    let form = ana.open("/").form("/posts").set("body", WORDS);
    assert_eq!((form.send().status, form.send().status), (303, 303));
    assert_eq!(tables::rows(&wall.database(), "draft"), [""; 0]);
}

fn a_draft_is_thrown_away_where_it_is_offered_and_in_the_list(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let begin = |place: &str, action: &str| {
        let form = ana.open(place).form(action).set("body", WORDS);
        form.press("act", "preview").submit()
    };
    let page = begin("/", "/posts");
    let page = page.form("/account/drafts/drop").submit();
    assert_eq!(page.form("/posts").value("body"), Some(""));
    let own = begin("/people/Ana", "/people/Ana/posts");
    assert!(own.has("section.preview"));
    let list = ana.open("/account/drafts");
    assert!(list.has("ul.drafts a[href='/people/Ana#write']"));
    let list = list.form("/account/drafts/drop").submit();
    assert!(list.says("Nothing is kept."));
}

fn a_draft_is_its_persons_alone(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let form = ana.open("/").form("/posts").set("body", WORDS);
    form.press("act", "preview").submit();
    assert!(!drafts(&bob).contains(WORDS));
    assert_eq!(bob.open("/").form("/posts").value("body"), Some(""));
    assert_eq!(Visitor::new(&wall).get("/account/drafts").status, 401);
    // Throwing away what is another's throws nothing away.
    let form = ana.open("/account/drafts").form("/account/drafts/drop");
    let mint = crate::support::mint::Mint::of(&wall);
    mint.renew(&form.by(&bob), &bob).submit();
    assert!(drafts(&ana).contains(WORDS));
}

fn only_so_many_drafts_are_kept_and_not_for_ever(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let posts: Vec<u64> = (0..52).map(|n| ana.write(&format!("Post {n}."))).collect();
    for post in &posts {
        let action = format!("/posts/{post}/comments");
        let form = ana.open(&format!("/posts/{post}")).form(&action);
        let form = form.set("body", &format!("Draft for {post}."));
        form.press("act", "preview").send();
    }
    assert_eq!(tables::rows(&wall.database(), "draft").len(), 50);
    assert!(!drafts(&ana).contains(&format!("Draft for {}.", posts[0])));
    assert!(drafts(&ana).contains(&format!("Draft for {}.", posts[51])));
    // The upkeep forgets what is older than a month.
    let app = crate::support::inside::app(&wall);
    let forget = |days| {
        let now = app.site().clock.now() + days * DAY;
        let forgotten = app
            .site()
            .db
            .write_here(move |tx| draft::forget_old(tx, now));
        forgotten.expect("a database");
    };
    forget(29);
    assert_eq!(tables::rows(&wall.database(), "draft").len(), 50);
    forget(31);
    assert!(drafts(&ana).contains("Nothing is kept."));
}
