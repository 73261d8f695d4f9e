//! Polls: written with a post, voted in without anybody seeing who chose what, and closed in time.

use crate::owner::kept;
use crate::support::furnished::{PASSWORD, order};
use crate::support::page::{within, words};
use crate::support::raw::{at_once, request};
use crate::support::stream::Stream;
use crate::support::{Page, Visitor, Wall, tables};

on_both![
    a_poll_is_written_with_a_post,
    a_poll_without_choices_is_refused_and_nothing_is_lost,
    a_preview_keeps_the_poll_and_it_can_be_removed,
    rooms_and_own_walls_have_polls_and_comments_have_none,
    a_vote_is_counted_and_can_be_changed,
    several_can_be_chosen_where_that_is_so,
    a_vote_for_nothing_too_much_or_what_is_not_there_is_a_sentence,
    strangers_read_the_result_and_never_whether_it_is_open,
    nobody_sees_who_voted_for_what,
    raced_votes_are_all_counted_and_each_person_once,
    a_poll_closes_in_time,
    its_author_closes_it_early,
    whoever_may_not_write_there_does_not_vote,
    the_vote_of_whoever_is_forgotten_is_taken_back,
    a_deleted_post_hides_its_poll,
    a_held_post_hides_its_poll_until_it_is_released,
    a_filter_reads_what_can_be_chosen,
    a_stream_shows_a_poll_as_it_stands_and_holds_no_form,
    a_poll_typed_before_the_session_ended_is_not_lost,
];

/// How many votes each choice has, as it reads.
fn results(page: &Page, post: u64) -> Vec<String> {
    let votes = page.all(&format!("#p{post} .poll .votes"));
    votes.into_iter().map(words).collect()
}

fn may_vote(page: &Page, post: u64) -> bool {
    page.has_form(&format!("/posts/{post}/vote"))
}

fn three(wall: &Wall) -> (Visitor, Visitor, Visitor) {
    (
        Visitor::named(wall, "Ana"),
        Visitor::named(wall, "Bob"),
        Visitor::new(wall),
    )
}

fn a_poll_is_written_with_a_post(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let page = ana.open("/");
    assert!(page.has(FOLDED), "it is in the way");
    let form = page.form("/posts").set("body", "What shall we drink?");
    let form = form.set("poll_choices", "Camomile\n\n  Sencha ");
    let page = form.set("poll_hours", "24").submit();
    let post = page.landed_on();
    let poll = page.first(&format!("#p{post} form.poll"));
    let labels = page.all(&format!("#p{post} form.poll label"));
    let labels: Vec<String> = labels.into_iter().map(words).collect();
    assert_eq!(labels, ["Camomile", "Sencha"]);
    assert!(within(poll, "legend").is_some_and(|legend| words(legend) == "Choose one"));
    assert_eq!(results(&page, post), ["no votes, 0%"; 2]);
    assert!(page.entry(post).words.starts_with("What shall we drink?"));
    assert!(page.says("Votes count until"));
    let page = ana.open("/");
    let form = page.form("/posts");
    assert_eq!(form.value("body"), Some(""));
    let kept = form.value("poll_choices").unwrap_or_default();
    assert!(
        kept.trim().is_empty() && page.has(FOLDED),
        "the next has it too"
    );
}

/// The fields of a poll, as long as nobody wants one.
const FOLDED: &str = "details.asks:not([open])";

fn a_poll_without_choices_is_refused_and_nothing_is_lost(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts");
    let form = form.set("body", "What shall we drink?");
    let form = form.set("poll_hours", "6").add("poll_multiple", "1");
    let many = (0..13).map(|n| format!("{n}\n")).collect::<String>();
    for (choices, says) in [
        ("", "at least two"),
        ("Camomile", "at least two"),
        ("Camomile\nCamomile", "are the same"),
        (&many, "at most 12"),
        (&format!("a\n{}", "b".repeat(201)), "200 characters"),
    ] {
        let page = form.clone().set("poll_choices", choices).send();
        assert_eq!(page.status, 422, "{choices}");
        let error = page.error_for("poll_choices");
        assert!(error.contains(says), "{choices}: {error}");
        assert!(!page.has(FOLDED), "what is wrong is folded away");
        let again = page.form("/posts");
        assert_eq!(again.value("body"), Some("What shall we drink?"));
        let kept = again.value("poll_choices").unwrap_or_default();
        assert_eq!(kept.trim(), choices.trim());
        assert_eq!(again.value("poll_hours"), Some("6"));
        assert_eq!(again.value("poll_multiple"), Some("1"));
    }
    let page = form
        .clone()
        .set("poll_choices", "a\nb")
        .without("poll_hours");
    let page = page.add("poll_hours", "5").send();
    assert_eq!(page.status, 422);
    page.error_for("poll_hours");
    assert!(Visitor::new(&wall).open("/").posts().is_empty());
    form.set("poll_choices", "Tea\nCoffee").submit().landed_on();
}

fn a_preview_keeps_the_poll_and_it_can_be_removed(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "Tea *or* coffee?");
    let form = form.set("poll_choices", "Tea\nCoffee");
    let page = form.press("act", "preview").submit();
    assert!(!page.has(FOLDED));
    assert_eq!(page.text("section.preview em"), "or");
    let form = page.form("/posts");
    assert_eq!(
        form.value("poll_choices").map(str::trim),
        Some("Tea\nCoffee")
    );
    let post = form.set("poll_choices", " \n").submit().landed_on();
    assert!(!ana.open("/").has(&format!("#p{post} .poll")));
}

fn rooms_and_own_walls_have_polls_and_comments_have_none(wall: Wall) {
    let (ana, bob, _) = three(&wall);
    let room = ana.open_room("Tea", "");
    for (page, action) in [
        (room.clone(), format!("{room}/posts")),
        ("/people/Ana".to_owned(), "/people/Ana/posts".to_owned()),
    ] {
        let form = bob.open(&page).form(&action).set("body", "Which?");
        let form = form.set("poll_choices", "This\nThat");
        let page = form.submit();
        assert!(may_vote(&page, page.landed_on()), "{action}");
    }
    let post = ana.write("A post.");
    let path = format!("/posts/{post}/comments");
    let form = bob.open(&format!("/posts/{post}")).form(&path);
    assert_eq!(form.value("poll_choices"), None);
    let form = form
        .set("body", "A comment.")
        .add("poll_choices", "This\nThat");
    let comment = form.submit().landed_on();
    assert!(!bob.open(&format!("/posts/{comment}")).has(".poll"));
}

fn a_vote_is_counted_and_can_be_changed(wall: Wall) {
    let (ana, bob, stranger) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha\nBoth", false);
    let answer = bob.vote(post, &["2"]);
    assert_eq!(answer.location(), format!("{}/#p{post}", wall.origin));
    let page = answer.follow();
    assert_eq!(
        results(&page, post),
        ["no votes, 0%", "one vote, 100%", "no votes, 0%"]
    );
    let ticked = page.first(&format!("#p{post} input[checked]"));
    assert_eq!(ticked.attr("value"), Some("2"));
    ana.vote(post, &["1"]).follow();
    bob.vote(post, &["3"]).follow();
    assert_eq!(
        results(&stranger.open("/"), post),
        ["one vote, 50%", "no votes, 0%", "one vote, 50%"]
    );
    assert!(stranger.open("/").says("2 people have voted."));
    // The same again is no news.
    let before = tables::ask(&wall.database(), LAST);
    bob.vote(post, &["3"]).follow();
    assert_eq!(tables::ask(&wall.database(), LAST), before);
}

const LAST: &str = "SELECT CAST(max(seq) AS TEXT) AS text FROM log";

fn several_can_be_chosen_where_that_is_so(wall: Wall) {
    let (ana, bob, _) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha\nBoth", true);
    let page = bob.vote(post, &["1", "3", "3"]).follow();
    assert_eq!(
        results(&page, post),
        ["one vote, 100%", "no votes, 0%", "one vote, 100%"]
    );
    let page = ana.vote(post, &["3"]).follow();
    assert_eq!(
        results(&page, post),
        ["one vote, 50%", "no votes, 0%", "2 votes, 100%"]
    );
    assert!(page.says("2 people have voted."));
    let bars = page.all(&format!("#p{post} meter"));
    let values: Vec<_> = bars.iter().filter_map(|bar| bar.attr("value")).collect();
    assert_eq!(values, ["1", "0", "2"]);
}

fn a_vote_for_nothing_too_much_or_what_is_not_there_is_a_sentence(wall: Wall) {
    let (ana, bob, _) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    for (choices, says) in [
        (&[][..], "Nothing was chosen"),
        (&["1", "2"], "Only one"),
        (&["3"], "Choose among these"),
        (&["0"], "Choose among these"),
        (&["x"], "Nothing was chosen"),
    ] {
        let page = bob.vote(post, choices);
        assert_eq!(page.status, 422, "{choices:?}");
        assert!(page.text("fieldset p.error").contains(says), "{choices:?}");
        assert!(may_vote(&page, post));
    }
    let page = bob.vote(post, &["1", "2"]);
    assert_eq!(page.all("input[name='choice'][checked]").len(), 2);
    assert_eq!(results(&bob.open("/"), post), ["no votes, 0%"; 2]);
    let plain = ana.write("No poll.");
    let mut form = bob.open("/").form(&format!("/posts/{post}/vote"));
    form.action = format!("/posts/{plain}/vote");
    assert_eq!(form.add("choice", "1").send().status, 404);
}

fn strangers_read_the_result_and_never_whether_it_is_open(wall: Wall) {
    let (ana, bob, stranger) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    bob.vote(post, &["1"]).follow();
    let before = stranger.open("/");
    assert_eq!(results(&before, post), ["one vote, 100%", "no votes, 0%"]);
    assert!(!before.has("form[method='post']"));
    let form = ana.open(&format!("/posts/{post}/edit"));
    form.form(&format!("/posts/{post}/poll/close")).submit();
    let after = stranger.open("/");
    assert!(after.says("Votes count until") && !after.says("Closed"));
    assert!(!may_vote(&ana.open("/"), post));
}

fn nobody_sees_who_voted_for_what(wall: Wall) {
    let (ana, bob, stranger) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    bob.vote(post, &["2"]).follow();
    let events = tables::ask(
        &wall.database(),
        "SELECT event AS text FROM log WHERE event LIKE '%poll-%' ORDER BY seq",
    );
    let tallied = format!(r#"{{"event":"poll-tallied","post":{post},"counts":[0,1],"voters":1}}"#);
    assert_eq!(events.last(), Some(&tallied));
    for visitor in [&ana, &stranger] {
        let page = visitor.open(&format!("/posts/{post}"));
        assert!(!page.has(".poll [checked]"));
        assert!(!page.text(&format!("#p{post}")).contains("Bob"));
    }
}

fn raced_votes_are_all_counted_and_each_person_once(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    let path = format!("/posts/{post}/vote");
    let mut votes = Vec::new();
    for n in 0..6 {
        let one = Visitor::named(&wall, &format!("Person {n}"));
        // Each has the poll open twice, and presses in both.
        for _ in 0..2 {
            let form = one.open("/").form(&path).add("choice", "1");
            votes.extend(vec![request(&form); 2]);
        }
    }
    for answer in at_once(wall.address(), &votes) {
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let page = Visitor::new(&wall).open("/");
    assert_eq!(results(&page, post), ["6 votes, 100%", "no votes, 0%"]);
    assert!(page.says("6 people have voted."));
}

fn a_poll_closes_in_time(wall: Wall) {
    let (ana, bob, stranger) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    let page = bob.open("/");
    let form = page.form(&format!("/posts/{post}/vote")).add("choice", "1");
    // What follows from the log alone is read once: nobody but the log changes it while the wall stands.
    let wall = wall.restart_after(|wall| {
        tables::change(&wall.database(), "UPDATE poll SET closes_at = 1000000");
    });
    let (bob, stranger) = (bob.following(&wall), stranger.following(&wall));
    let late = form.by(&bob).send();
    assert_eq!(late.status, 403);
    assert!(late.says("This poll is closed"));
    let page = bob.open("/");
    assert!(!may_vote(&page, post) && page.says("Closed since"));
    assert_eq!(results(&page, post), ["no votes, 0%"; 2]);
    assert!(!stranger.open("/").says("Closed"));
}

fn its_author_closes_it_early(wall: Wall) {
    let (ana, bob, _) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    bob.vote(post, &["2"]).follow();
    let path = format!("/posts/{post}/poll/close");
    let form = ana.open(&format!("/posts/{post}/edit")).form(&path);
    assert_eq!(
        form.clone().by(&bob).send().status,
        422,
        "with another's token"
    );
    for _ in 0..2 {
        let page = form.submit();
        assert_eq!(page.landed_on(), post);
        assert!(page.says("Closed since") && !page.says("(your vote)"));
    }
    assert!(bob.open("/").says("(your vote)"));
    assert!(!ana.open(&format!("/posts/{post}/edit")).has_form(&path));
    ana.edit(post, "Which, then?");
    assert_eq!(
        results(&bob.open("/"), post),
        ["no votes, 0%", "one vote, 100%"]
    );
}

fn whoever_may_not_write_there_does_not_vote(wall: Wall) {
    let olga = Visitor::owner(&wall, "Olga");
    let (ana, bob, stranger) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    let form = |who: &Visitor| {
        let page = who.open(&format!("/posts/{post}"));
        page.form(&format!("/posts/{post}/vote")).add("choice", "1")
    };
    let (of_bob, of_ana) = (form(&bob), form(&ana));
    stranger.open("/login");
    assert_eq!(of_bob.clone().by(&stranger).send().status, 401);
    order(&olga, bob.write("Loud!"), "mute", "wall");
    assert_eq!(of_bob.send().status, 403);
    let page = bob.open("/");
    assert!(!may_vote(&page, post) && page.has(&format!("#p{post} .poll")));
    order(&olga, post, "lock", "room");
    assert_eq!(of_ana.send().status, 403);
    assert!(!may_vote(&ana.open("/"), post));
}

fn the_vote_of_whoever_is_forgotten_is_taken_back(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), kept(&wall, "Bob"));
    let post = ana.ask("Which?", "Camomile\nSencha", true);
    ana.vote(post, &["2"]).follow();
    bob.vote(post, &["1", "2"]).follow();
    let form = bob.open("/account/delete").form("/account/delete");
    let form = form.without("words").add("words", "leave");
    form.set("confirm", "Bob").set("current", PASSWORD).submit();
    assert_eq!(
        results(&ana.open("/"), post),
        ["no votes, 0%", "one vote, 100%"]
    );
    assert_eq!(tables::rows(&wall.database(), "ballot").len(), 1);
}

fn a_deleted_post_hides_its_poll(wall: Wall) {
    let (ana, bob, stranger) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    let form = bob.open("/").form(&format!("/posts/{post}/vote"));
    bob.comment(post, "A comment, so that its place stays.");
    let path = format!("/posts/{post}/delete");
    let page = ana.open("/").form(&path).submit();
    for page in [
        page,
        stranger.open("/"),
        stranger.get(&format!("/posts/{post}")),
    ] {
        assert!(!page.has(".poll") && !page.source().contains("Sencha"));
    }
    assert_eq!(form.add("choice", "1").send().status, 410);
    let path = format!("/posts/{post}/restore");
    let page = ana.open("/").form(&path).submit();
    assert!(may_vote(&page, post));
}

fn a_held_post_hides_its_poll_until_it_is_released(wall: Wall) {
    let olga = Visitor::owner(&wall, "Olga");
    let (ana, bob, stranger) = three(&wall);
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    let form = bob.open("/").form(&format!("/posts/{post}/vote"));
    order(&olga, post, "hold", "room");
    assert_eq!(form.clone().add("choice", "1").send().status, 404);
    for who in [&bob, &stranger] {
        assert!(!who.open("/").source().contains("Sencha"));
    }
    // Its author sees what waits, and nobody votes in it.
    let page = ana.open("/");
    assert_eq!(results(&page, post), ["no votes, 0%"; 2]);
    assert!(!may_vote(&page, post));
    order(&olga, post, "release", "room");
    assert!(may_vote(&bob.open("/"), post) && stranger.open("/").says("Sencha"));
}

fn a_filter_reads_what_can_be_chosen(wall: Wall) {
    let olga = Visitor::owner(&wall, "Olga");
    let form = olga.open("/moderation/filters");
    let form = form.form("/moderation/filters/add").without("deed");
    form.set("pattern", "camomile").add("deed", "hold").submit();
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "Which?");
    form.set("poll_choices", "Camomile\nSencha").send();
    assert!(!Visitor::new(&wall).open("/").says("Sencha"));
    ana.ask("Which?", "Mint\nSage", false);
    assert!(Visitor::new(&wall).open("/").says("Sage"));
}

fn a_stream_shows_a_poll_as_it_stands_and_holds_no_form(wall: Wall) {
    let (ana, bob, _) = three(&wall);
    let mut stream = Stream::of(wall.address(), &bob, "/live");
    stream.until("<body");
    let post = ana.ask("Which?", "Camomile\nSencha", false);
    bob.react(post, "thanks");
    stream.until("Sencha");
    assert_eq!(stream.count("<form"), 0);
    assert!(stream.text().contains("no votes, 0%"));
}

fn a_poll_typed_before_the_session_ended_is_not_lost(wall: Wall) {
    let ana = kept(&wall, "Ana");
    let form = ana.open("/").form("/posts").set("body", "Which?");
    let form = form.set("poll_choices", "Camomile\nSencha");
    let elsewhere = Visitor::new(&wall);
    elsewhere.log_in("Ana", PASSWORD).follow();
    let others = elsewhere
        .open("/account")
        .form("/account/sessions/end-others");
    others.submit();
    let asked = form.send();
    assert_eq!(asked.status, 401);
    let form = asked.form("/login").set("pseudonym", "Ana");
    let page = form.set("password", PASSWORD).submit();
    let form = page.form("/posts");
    assert_eq!(form.value("body"), Some("Which?"));
    let kept = form.value("poll_choices").map(str::trim);
    assert_eq!(kept, Some("Camomile\nSencha"));
}
