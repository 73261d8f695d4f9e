//! Keeping order: one post, many at once, a person, a wave; reports, appeals, and the log that everybody can
//! read. Here owners do what moderators do; who may do what to whom is a table beside
//! the rule (`moderation::may`), each cell of which is tried.

use crate::owner::moderator;
use crate::support::form::Form;
use crate::support::page::words;
use crate::support::{Page, Visitor, Wall, tables};

on_both![
    a_post_is_deleted_with_a_reason_and_comes_back,
    a_held_post_is_seen_by_its_author_and_by_moderators_only,
    a_post_is_moved_with_its_comments,
    a_pinned_post_stands_before_the_others,
    whoever_was_warned_is_told_until_they_have_read_it,
    what_was_moved_away_is_quoted_no_more,
    whoever_is_muted_reads_and_does_not_write,
    whoever_may_not_speak_does_not_edit_either,
    whoever_is_banned_from_a_room_does_not_get_in,
    whoever_is_banned_reads_why_and_can_answer,
    a_report_is_settled_and_its_receipt_says_how,
    a_stranger_can_report,
    what_was_reported_about_a_post_is_erased_with_it,
    reports_that_are_all_right_are_settled_and_can_be_opened_again,
    many_are_decided_at_once_and_undone_at_once,
    a_wave_of_spam_is_swept_up_in_four_requests,
    what_came_after_the_look_is_not_swept,
    everything_of_a_person_in_an_hour_is_deleted_at_once,
    the_log_says_who_did_what_and_why,
    what_one_press_did_to_many_is_one_row_of_the_log,
    the_log_is_a_feed,
    members_decide_nothing,
    a_moderator_decides_about_members_and_an_owner_about_moderators,
    a_keeper_decides_in_their_room_only,
    a_room_has_rules_of_its_own,
    a_restraint_ends_when_a_moderator_lifts_it,
];

fn people(wall: &Wall) -> (Visitor, Visitor, Visitor) {
    let owner = Visitor::owner(wall, "Olga");
    (
        owner,
        Visitor::named(wall, "Ana"),
        Visitor::named(wall, "Bob"),
    )
}

/// Presses a button on the page of a post.
fn order(moderator: &Visitor, post: u64, deed: &str, reason: &str) -> Page {
    let path = format!("/posts/{post}/moderate");
    moderator
        .open(&path)
        .form(&path)
        .set("reason", reason)
        .press("deed", deed)
        .submit()
}

fn a_post_is_deleted_with_a_reason_and_comes_back(wall: Wall) {
    let (olga, ana, _) = people(&wall);
    let post = ana.write("Buy my lamps.");
    let page = order(&olga, post, "delete", "An advertisement.");
    assert!(page.text(".done").contains("deleted a post"));
    assert!(!Visitor::new(&wall).open("/").says("Buy my lamps."));
    assert_eq!(
        Visitor::new(&wall).get(&format!("/posts/{post}")).status,
        410
    );

    page.form("/moderation/undo").submit();
    assert!(Visitor::new(&wall).open("/").says("Buy my lamps."));
}

fn a_held_post_is_seen_by_its_author_and_by_moderators_only(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let post = ana.write("Is this all right?");
    order(&olga, post, "hold", "");
    for other in [&bob, &Visitor::new(&wall)] {
        assert!(!other.open("/").says("Is this all right?"));
        assert_eq!(other.get(&format!("/posts/{post}")).status, 404);
    }
    assert!(ana.open("/").says("Is this all right?"));
    let queue = olga.open("/moderation");
    assert!(queue.text(".case").contains("waiting for a moderator"));

    order(&olga, post, "release", "");
    assert!(bob.open("/").says("Is this all right?"));
    assert!(!olga.open("/moderation").has(".case"));
}

fn a_post_is_moved_with_its_comments(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let room = ana.open_room("Tea", "Leaves.");
    let post = bob.write("Which pot?");
    let comment = ana.comment(post, "A small one.");
    let path = format!("/posts/{post}/moderate");
    let forms = olga.open(&path);
    let moves = |to: &str| {
        let form = forms.forms(&path).pop().expect("a form to move it");
        form.set("room", to).press("deed", "move").send()
    };
    let wrong = moves("no-such-room");
    assert_eq!(wrong.status, 422);
    assert!(wrong.error_for("room").contains("no room of that address"));
    let done = moves(room.trim_start_matches("/rooms/")).follow();
    assert!(!bob.open("/").says("Which pot?"));
    let page = bob.open(&room);
    assert!(page.says("Which pot?"));
    assert_eq!(
        bob.open(&format!("/posts/{post}")).entry(comment).words,
        "A small one."
    );
    assert!(page.first("title").inner_html().contains("Tea"));

    done.form("/moderation/undo").submit();
    assert!(bob.open("/").says("Which pot?"));
    assert!(!bob.open(&room).says("Which pot?"));
}

fn what_was_moved_away_is_quoted_no_more(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let room = ana.open_room("Tea", "Leaves.");
    let post = bob.write("Which pot?");
    let reply = ana.open(&format!("/?reply={post}")).form("/posts");
    let reply = reply.set("body", "The small one.").submit().landed_on();
    let quotes = || bob.open("/").text(&format!("#p{reply}"));
    assert!(quotes().contains("Which pot?"));
    let path = format!("/posts/{post}/moderate");
    let form = olga.open(&path).forms(&path).pop().expect("a form");
    form.set("room", room.trim_start_matches("/rooms/"))
        .press("deed", "move")
        .submit();
    assert!(quotes().contains("The small one.") && !quotes().contains("Which pot?"));
}

fn a_pinned_post_stands_before_the_others(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let post = ana.write("Read this first.");
    bob.write("Something else.");
    assert!(!bob.open("/").has(".pinned"));
    order(&olga, post, "pin", "");
    assert!(bob.open("/").text(".pinned").contains("Read this first."));
    order(&olga, post, "unpin", "");
    assert!(!bob.open("/").has(".pinned"));
}

fn whoever_was_warned_is_told_until_they_have_read_it(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let post = ana.write("You are all fools.");
    order(&olga, post, "warn", "Be kind.");
    assert!(!bob.open("/rooms").has(".notice"));
    let page = ana.open("/rooms");
    let link = page
        .first(".notice a")
        .attr("href")
        .expect("a link")
        .to_owned();
    let page = ana.open(&link);
    assert!(page.text("ul.log").contains("Be kind."));
    page.form("/account/decisions/read").submit();
    assert!(!ana.open("/rooms").has(".notice"));
}

fn whoever_is_muted_reads_and_does_not_write(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let room = bob.open_room("Tea", "Leaves.");
    let post = ana.say(&room, "Noise.");
    let form = ana.open(&room).form(&format!("{room}/posts"));
    order(&olga, post, "mute", "Noise.");
    assert!(ana.open(&room).says("a moderator muted you"));
    let answer = form.set("body", "More noise.").send();
    assert_eq!(answer.status, 403);
    assert!(answer.says("More noise."), "what was typed is given back");
    assert!(!bob.open(&room).says("More noise."));
    ana.write("Elsewhere it is fine.");
}

fn whoever_may_not_speak_does_not_edit_either(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let room = olga.open_room("Tea", "Leaves.");
    for (who, deed) in [(&ana, "mute"), (&bob, "ban")] {
        let post = who.say(&room, "The first words.");
        let path = format!("/posts/{post}/edit");
        let form = who.open(&path).form(&path).set("body", "More noise.");
        order(&olga, post, deed, "Noise.");
        let answer = form.send();
        assert_eq!(answer.status, 403, "{deed}");
        assert!(answer.says("More noise."), "what was typed is given back");
        assert_eq!(who.get(&path).status, 403, "{deed}");
        assert!(!olga.open(&room).says("More noise."));
    }
    // Elsewhere they do.
    let post = ana.write("Hello.");
    ana.edit(post, "Good morning.");
    assert!(olga.open("/").says("Good morning."));
}

fn whoever_is_banned_from_a_room_does_not_get_in(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let room = bob.open_room("Tea", "Leaves.");
    let post = ana.say(&room, "Noise.");
    order(&olga, post, "ban", "");
    assert_eq!(ana.get(&room).status, 403);
    assert_eq!(ana.get(&format!("{room}/live")).status, 403);
    assert_eq!(ana.get(&format!("{room}/wait?after=0")).status, 403);
    assert_eq!(ana.get("/").status, 200);
}

fn whoever_is_banned_reads_why_and_can_answer(wall: Wall) {
    let (olga, ana, _) = people(&wall);
    let post = ana.write("Noise.");
    let path = format!("/posts/{post}/moderate");
    let form = olga
        .open(&path)
        .form(&path)
        .set("scope", "wall")
        .set("term", "5");
    form.set("reason", "Noise everywhere.")
        .press("deed", "ban")
        .submit();
    for closed in ["/", "/rooms", "/live", "/fireflies", "/posts/1"] {
        let page = ana.get(closed);
        assert_eq!(
            (page.status, page.text("h1").as_str()),
            (403, "You are banned"),
            "{closed}"
        );
    }
    let page = ana.open("/account/decisions");
    assert!(page.text("ul.log").contains("for good"));
    assert!(page.words().contains("Noise everywhere."));
    let form = page.form("/account/decisions/appeal");
    assert_eq!(form.send().status, 422, "an empty one is not sent");
    form.set("words", "I was upset. It will not happen again.")
        .submit();

    let queue = olga.open("/moderation");
    assert!(queue.text(".appeal").contains("It will not happen again."));
    let appeal = queue
        .first(".appeal form")
        .attr("action")
        .expect("an address")
        .to_owned();
    queue
        .form(&appeal)
        .set("answer", "Welcome back.")
        .press("lift", "yes")
        .submit();
    assert!(!olga.open("/moderation").has(".appeal"));
    assert_eq!(ana.get("/").status, 200);
    assert!(
        ana.open("/account/decisions")
            .words()
            .contains("Welcome back.")
    );
}

fn a_report_is_settled_and_its_receipt_says_how(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let post = ana.write("Buy my lamps.");
    let path = format!("/posts/{post}/report");
    let form = bob
        .open("/")
        .first(".acts a[href$='/report']")
        .attr("href")
        .map(str::to_owned);
    assert_eq!(form.as_deref(), Some(path.as_str()));
    let form = bob.open(&path).form(&path);
    assert_eq!(form.send().status, 422, "a reason is asked for");
    let receipt = form.set("reason", "An advertisement.").submit();
    assert!(
        receipt
            .text("p[role=status]")
            .contains("not looked at it yet")
    );

    let queue = olga.open("/moderation");
    assert!(queue.text(".reports").contains("An advertisement."));
    let form = queue.form("/moderation").add("post", &post.to_string());
    form.press("deed", "delete").submit();
    let after = Visitor::new(&wall).open(&bob.path_of(&receipt.address));
    assert!(after.text("p[role=status]").contains("was deleted"));
}

fn a_stranger_can_report(wall: Wall) {
    let (olga, ana, _) = people(&wall);
    let post = ana.write("Buy my lamps.");
    let path = format!("/posts/{post}/report");
    let stranger = Visitor::new(&wall);
    stranger
        .open(&path)
        .form(&path)
        .set("reason", "Spam.")
        .submit();
    assert!(olga.open("/moderation").text(".reports").contains("Spam."));
}

fn what_was_reported_about_a_post_is_erased_with_it(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let report = |post: u64, reason: &str| {
        let path = format!("/posts/{post}/report");
        bob.open(&path).form(&path).set("reason", reason).submit();
    };
    let (gone, stays) = (ana.write("Buy my lamps."), ana.write("Buy my pots."));
    report(gone, "The lamps again.");
    report(stays, "The pots again.");
    order(&olga, gone, "delete", "");
    let wall = wall.restart_after(|wall| {
        let db = crate::log::open(&wall.database());
        let log = thewall::log::Log::new(thewall::app::apply);
        let erase = move |tx: &mut thewall::db::Tx<'_>| {
            thewall::post::store::erase_old(tx, log, i64::MAX, 100, 7)
        };
        assert_eq!(db.write_here(erase).expect("erased posts"), 1);
    });
    let reports = tables::rows(&wall.database(), "report");
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("The pots again."));
}

fn reports_that_are_all_right_are_settled_and_can_be_opened_again(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let post = ana.write("I like lamps.");
    let path = format!("/posts/{post}/report");
    bob.open(&path).form(&path).set("reason", "Spam?").submit();
    let form = olga.open("/moderation").form("/moderation");
    let done = form
        .add("post", &post.to_string())
        .press("deed", "dismiss")
        .submit();
    assert!(!done.has(".case") && done.text(".done").contains("all right"));
    assert!(bob.open("/").says("I like lamps."));
    let again = done.form("/moderation/undo").submit();
    assert!(again.text(".reports").contains("Spam?"));
}

fn many_are_decided_at_once_and_undone_at_once(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let posts = [ana.write("One."), ana.write("Two."), bob.write("Three.")];
    for post in posts {
        let path = format!("/posts/{post}/report");
        olga.open("/");
        Visitor::new(&wall)
            .open(&path)
            .form(&path)
            .set("reason", "Look.")
            .submit();
    }
    let page = olga.open("/moderation?all=1");
    assert_eq!(page.all("input[name=post][checked]").len(), 3);
    let done = page.form("/moderation").press("deed", "delete").submit();
    assert!(done.text(".done").contains("3 times"));
    assert!(!done.has(".case"));
    let wall_page = Visitor::new(&wall).open("/");
    assert_eq!(wall_page.ids(), Vec::<u64>::new());

    let again = done.form("/moderation/undo").submit();
    assert_eq!(again.status, 200);
    assert_eq!(Visitor::new(&wall).open("/").ids().len(), 3);
    assert_eq!(
        olga.open("/moderation").all(".case").len(),
        3,
        "and they are reported as before"
    );
}

/// The form that acts on what was found: below the one that looks.
fn sweeping(page: &Page) -> Form {
    let form = page.forms("/moderation/sweep").pop();
    form.expect("a form that acts")
}

fn wave(wall: &Wall, people: usize, each: usize) {
    for person in 0..people {
        let spammer = Visitor::named(wall, &format!("Lamps{person}"));
        for post in 0..each {
            spammer.write(&format!("Cheap lamps {person} {post}"));
        }
    }
}

fn a_wave_of_spam_is_swept_up_in_four_requests(wall: Wall) {
    let (olga, ana, _) = people(&wall);
    ana.write("Good evening.");
    wave(&wall, 5, 4);
    let page = olga.open("/moderation/sweep?since=10m&who=new&words=cheap+LAMPS&look=1");
    assert!(
        page.text(".found h2").contains("20 posts"),
        "{}",
        page.words()
    );
    assert!(page.text(".found h2").contains("5 people"));
    let form = sweeping(&page).set("term", "5");
    let done = form
        .set("reason", "Spam.")
        .press("deed", "delete-ban")
        .submit();
    let said = done.text(".done");
    assert!(
        said.contains("20 times") && said.contains("5 times"),
        "{said}"
    );
    let page = Visitor::new(&wall).open("/");
    assert!(page.says("Good evening.") && !page.says("Cheap lamps"));

    done.form("/moderation/undo").submit();
    assert_eq!(Visitor::new(&wall).open("/").ids().len(), 21);
    assert!(
        olga.open("/moderation/people")
            .words()
            .contains("Nobody is kept")
    );
}

fn what_came_after_the_look_is_not_swept(wall: Wall) {
    let (olga, _, _) = people(&wall);
    wave(&wall, 1, 2);
    let page = olga.open("/moderation/sweep?since=10m&who=all&look=1");
    let late = Visitor::named(&wall, "Zoe").write("I have just arrived.");
    sweeping(&page).press("deed", "delete").submit();
    assert_eq!(Visitor::new(&wall).open("/").ids(), [late]);
}

fn everything_of_a_person_in_an_hour_is_deleted_at_once(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    bob.write("I am another.");
    let room = bob.open_room("Tea", "Leaves.");
    ana.write("One.");
    ana.say(&room, "Two.");
    ana.write("Three.");
    let history = olga.open("/moderation/people/Ana");
    assert_eq!(history.all(".case").len(), 3);
    let hour = history
        .all("a")
        .into_iter()
        .filter_map(|a| a.attr("href"))
        .find(|a| a.contains("since=1h"));
    let page = olga.open(&hour.expect("a link").replace("&amp;", "&"));
    sweeping(&page).press("deed", "delete").submit();
    assert!(!bob.open("/").says("One.") && !bob.open(&room).says("Two."));
    assert!(bob.open("/").says("I am another."));
    assert_eq!(
        olga.get("/moderation/sweep?author=Nobody&look=1").status,
        422
    );
}

fn the_log_says_who_did_what_and_why(wall: Wall) {
    let (olga, ana, _) = people(&wall);
    let post = ana.write("Noise.");
    let own = ana.write("My own mistake.");
    let page = ana.open("/");
    page.form(&format!("/posts/{own}/delete")).submit();
    order(&olga, post, "delete", "Too <loud>.");
    let log = Visitor::new(&wall).open("/moderation/log");
    let acts = log.all("li.act");
    assert_eq!(
        acts.len(),
        1,
        "what people do with their own is nobody's business"
    );
    let said = log.text("li.act");
    for part in ["Olga", "deleted a post", "Ana", "Too <loud>."] {
        assert!(said.contains(part), "{part} in {said}");
    }
    olga.open("/moderation/log")
        .form("/moderation/undo")
        .submit();
    let log = Visitor::new(&wall).open("/moderation/log");
    assert!(log.words().contains("undone") && log.words().contains("brought a post back"));
}

fn the_log_is_a_feed(wall: Wall) {
    let (olga, ana, _) = people(&wall);
    let post = ana.write("Noise.");
    order(&olga, post, "hold", "Later & better.");
    let feed = Visitor::new(&wall).get("/moderation/log.atom");
    assert_eq!(
        feed.header("content-type"),
        Some("application/atom+xml; charset=utf-8")
    );
    let source = feed.source();
    assert!(
        source.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\""),
        "{source}"
    );
    assert!(source.contains("Later &amp; better.") && source.contains("<name>Olga</name>"));
    assert_eq!(source.matches("<entry>").count(), 1);
}

fn members_decide_nothing(wall: Wall) {
    let (_, ana, bob) = people(&wall);
    let post = ana.write("Mine.");
    for path in [
        "/moderation",
        "/moderation/sweep",
        "/moderation/people",
        "/moderation/people/Ana",
    ] {
        assert_eq!(bob.get(path).status, 403, "{path}");
        assert_eq!(Visitor::new(&wall).get(path).status, 401, "{path}");
    }
    for who in [&ana, &bob] {
        assert_eq!(who.get(&format!("/posts/{post}/moderate")).status, 403);
    }
    assert!(!bob.open("/").has("a[href$='/moderate']"));
}

fn a_keeper_decides_in_their_room_only(wall: Wall) {
    let (_, ana, bob) = people(&wall);
    let zoe = Visitor::named(&wall, "Zoe");
    let room = ana.open_room("Tea", "Leaves.");
    let form = ana
        .open(&format!("{room}/settings"))
        .form(&format!("{room}/keepers"));
    assert_eq!(form.clone().set("keeper", "Nobody").send().status, 422);
    form.set("keeper", "Zoe").submit();

    let inside = bob.say(&room, "Noise.");
    let outside = bob.write("Noise outside.");
    let report = format!("/posts/{outside}/report");
    ana.open(&report)
        .form(&report)
        .set("reason", "Noise.")
        .submit();
    for keeper in [&ana, &zoe] {
        assert_eq!(
            keeper.get(&format!("/posts/{outside}/moderate")).status,
            403
        );
        assert!(!keeper.open("/moderation").says("Noise outside."));
    }
    let page = zoe.open(&format!("/posts/{inside}/moderate"));
    assert!(!page.has("option[value=wall]"), "not everywhere");
    order(&zoe, inside, "delete-ban", "Noise.");
    assert_eq!(bob.get(&room).status, 403);
    assert_eq!(bob.get("/").status, 200);

    ana.open(&format!("{room}/settings"))
        .forms(&format!("{room}/keepers"))
        .remove(0)
        .submit();
    assert_eq!(zoe.get(&format!("/posts/{inside}/moderate")).status, 403);
}

fn a_room_has_rules_of_its_own(wall: Wall) {
    let (_, ana, bob) = people(&wall);
    let room = ana.open_room("News", "By those who know.");
    let rules = format!("{room}/rules");
    let form = ana.open(&format!("{room}/settings")).form(&rules);
    let wrong = form.clone().set("slow", "often").send();
    assert_eq!(wrong.status, 422);
    assert!(wrong.error_for("slow").contains("0 to 86400"));
    form.set("writers", "kept").submit();
    let form = bob.open(&room).maybe("form.composer").is_some();
    if form {
        let form = bob.open(&room).form(&format!("{room}/posts"));
        assert_eq!(form.set("body", "May I?").send().status, 403);
    }
    assert!(!ana.open(&room).says("May I?"));
    bob.keep("a password long enough");
    bob.say(&room, "Now I may.");
    assert!(
        Visitor::new(&wall)
            .open("/moderation/log")
            .words()
            .contains("changed how a room is written in")
    );
}

fn a_restraint_ends_when_a_moderator_lifts_it(wall: Wall) {
    let (olga, ana, bob) = people(&wall);
    let room = bob.open_room("Tea", "Leaves.");
    let post = ana.say(&room, "Noise.");
    order(&olga, post, "ban", "");
    let people = olga.open("/moderation/people");
    assert!(people.text("li.act").contains("Ana") && people.text("li.act").contains("Tea"));
    people.form("/moderation/people/Ana/release").submit();
    assert_eq!(ana.get(&room).status, 200);
}

fn what_one_press_did_to_many_is_one_row_of_the_log(wall: Wall) {
    let (olga, _, _) = people(&wall);
    wave(&wall, 3, 2);
    let page = olga.open("/moderation/sweep?since=10m&who=all&look=look");
    let done = sweeping(&page).press("deed", "delete-ban").submit();
    done.form("/moderation/undo").submit();
    let log = Visitor::new(&wall).open("/moderation/log");
    let rows: Vec<String> = log.all("li.act").into_iter().map(words).collect();
    let expected = [
        "let somebody in again: 3 times",
        "brought a post back: 6 times",
        "banned somebody: 3 times",
        "deleted a post: 6 times",
    ];
    assert_eq!(rows.len(), 4, "{rows:?}");
    for part in expected {
        assert!(
            rows.iter().any(|row| row.contains(part)),
            "{part} in {rows:?}"
        );
    }
    let each = log
        .first("li.act a[href*='batch=']")
        .attr("href")
        .expect("a link");
    let each = Visitor::new(&wall).open(each);
    assert_eq!(each.all("li.act").len(), 9);
}

fn a_moderator_decides_about_members_and_an_owner_about_moderators(wall: Wall) {
    let (olga, ana, _) = people(&wall);
    let mona = moderator(&wall, &olga, "Mona");
    let (of_ana, of_mona, of_olga) = (
        ana.write("By a member."),
        mona.write("By a moderator."),
        olga.write("By an owner."),
    );
    let status = |who: &Visitor, post: u64| who.get(&format!("/posts/{post}/moderate")).status;
    assert_eq!(status(&mona, of_ana), 200);
    assert_eq!(status(&mona, of_olga), 403);
    assert_eq!(status(&olga, of_mona), 200);
    let own = mona.open(&format!("/posts/{of_mona}/moderate"));
    assert!(own.has("button[value=pin]") && !own.has("button[value=ban]"));

    // What she may not do is passed over where she does it to many.
    let form = mona.open("/moderation/people/Ana").form("/moderation");
    let chosen = form
        .add("post", &of_ana.to_string())
        .add("post", &of_olga.to_string());
    chosen.press("deed", "delete").submit();
    let page = Visitor::new(&wall).open("/");
    assert!(!page.shows(of_ana) && page.shows(of_olga));
    order(&olga, of_mona, "mute", "Enough.");
    let form = mona.open("/rooms").form("/rooms");
    form.set("title", "Tea").submit();
    assert!(mona.open("/").says("a moderator muted you"));
}
