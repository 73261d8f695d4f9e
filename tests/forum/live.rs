//! Lists that renew themselves: streams, long polls, and the choice among the rungs of the ladder.

use crate::support::programs::eventually;
use crate::support::stream::Stream;
use crate::support::{Backend, Page, Setup, Visitor, Wall};

on_both![
    a_stream_begins_with_history_and_goes_on_with_what_happens,
    an_edit_costs_its_own_size,
    a_comment_comes_under_its_post,
    a_stream_in_a_room_hears_of_that_room_only,
    what_was_in_the_beginning_does_not_come_again,
    strangers_are_shown_no_way_to_answer_and_everybody_no_form,
    a_stream_says_that_its_discussion_was_deleted,
    a_light_goes_on_with_a_stream_and_out_with_it,
    whoever_leaves_goes_out_while_the_stream_is_open,
    readers_without_a_pseudonym_are_counted,
    a_wait_is_answered_when_something_happens,
    a_wait_for_what_happened_already_is_answered_at_once,
    a_wait_hears_of_an_edit,
    a_page_that_was_waited_for_leads_to_another_address,
    a_number_that_is_none_is_not_waited_for,
    the_rung_is_chosen_by_a_form,
    a_browser_that_says_so_gets_the_stream,
    a_page_that_renews_itself_has_its_composer_elsewhere,
    two_processes_show_each_others_posts_and_fireflies,
    whoever_wants_to_be_invisible_is,
];

fn a_stream_begins_with_history_and_goes_on_with_what_happens(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let before = ana.write("Before anybody looked.");
    let mut stream = Stream::open(wall.address(), "/live");
    stream.until("Before anybody looked.");
    let after = ana.write("While they look.");
    stream.until("While they look.");
    let text = stream.text();
    let place = |id: u64| text.find(&format!("id=\"p{id}\"")).expect("a post");
    assert!(place(before) < place(after));
    ana.open("/")
        .form(&format!("/posts/{after}/delete"))
        .submit();
    stream.until("deleted by its author");
    ana.open("/")
        .form(&format!("/posts/{after}/restore"))
        .submit();
    stream.until_count("While they look.", 2);
}

fn an_edit_costs_its_own_size(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.fill_the_wall();
    let post = ana.write("First words.");
    let mut stream = Stream::open(wall.address(), "/live");
    stream.until("First words.");
    let before = stream.text().len();
    ana.edit(post, "Second words.");
    stream.until("Second words.");
    let cost = stream.text().len() - before;
    assert!(cost < 4_000, "an edit sent {cost} bytes");
    assert_eq!(stream.count("First words."), 1);
}

fn a_comment_comes_under_its_post(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let post = ana.write("What I meant to say.");
    let mut stream = Stream::open(wall.address(), "/live");
    stream.until("What I meant to say.");
    ana.comment(post, "And one thing more.");
    stream.until("And one thing more.");
    assert_eq!(
        stream.count(&format!("id=\"p{post}\"")),
        2,
        "the post did not come again with its comment"
    );
}

fn a_stream_in_a_room_hears_of_that_room_only(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let (tea, coffee) = (ana.open_room("Tea", ""), ana.open_room("Coffee", ""));
    let mut stream = Stream::open(wall.address(), &format!("{tea}/live"));
    ana.say(&coffee, "Black.");
    ana.write("On the wall.");
    ana.say(&tea, "Green.");
    stream.until("Green.");
    assert_eq!(stream.count("Black.") + stream.count("On the wall."), 0);
}

fn what_was_in_the_beginning_does_not_come_again(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    for number in 0..20 {
        let words = format!("Number {number}.");
        let mut stream = Stream::open(wall.address(), "/live");
        let post = ana.write(&words);
        stream.until(&words);
        ana.write("Something else.");
        stream.until("Something else.");
        assert_eq!(stream.count(&format!("id=\"p{post}\"")), 1);
    }
}

fn strangers_are_shown_no_way_to_answer_and_everybody_no_form(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let tea = ana.open_room("Tea", "");
    let live = format!("{tea}/live");
    let mut strangers = Stream::open(wall.address(), &live);
    let mut bobs = Stream::of(wall.address(), &bob, &live);
    let said = ana.say(&tea, "Shall I pour?");
    strangers.until("Shall I pour?");
    bobs.until("Shall I pour?");
    let answer = format!("reply={said}");
    assert_eq!((strangers.count(&answer), bobs.count(&answer)), (0, 1));
    assert_eq!(strangers.count("<form") + bobs.count("<form"), 0);
}

fn a_stream_says_that_its_discussion_was_deleted(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let tea = ana.open_room("Tea", "");
    let mut stream = Stream::open(wall.address(), &format!("{tea}/live"));
    let deletion = format!("{tea}/delete");
    ana.open(&deletion)
        .form(&deletion)
        .set("confirm", "tea")
        .submit();
    stream.until("This discussion was deleted.");
    stream.until_its_end();
    assert_eq!(Visitor::new(&wall).get(&format!("{tea}/live")).status, 410);
}

fn a_light_goes_on_with_a_stream_and_out_with_it(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let mut anas = Stream::of(wall.address(), &ana, "/live");
    anas.until(">Bob<");
    bob.leave();
    anas.until("One light");
    let zoe = Visitor::named(&wall, "Zoé");
    let tea = zoe.open_room("Tea", "");
    let zoes = Stream::of(wall.address(), &zoe, &format!("{tea}/live"));
    let fireflies = Visitor::new(&wall);
    eventually("Zoé is seen in the room", || {
        let page = fireflies.open("/fireflies");
        page.says("Zoé") && page.has(&format!("ul.everybody a[href='{tea}']"))
    });
    assert!(fireflies.open("/rooms").has(".here bdi"));
    drop(zoes);
    zoe.open("/");
    eventually("Zoé is not in the room any more", || {
        !fireflies
            .open("/fireflies")
            .has(&format!("ul.everybody a[href='{tea}']"))
    });
}

fn whoever_leaves_goes_out_while_the_stream_is_open(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let _bobs = Stream::of(wall.address(), &bob, "/live");
    let mut anas = Stream::of(wall.address(), &ana, "/live");
    anas.until("2 lights");
    bob.leave();
    anas.until("One light<");
    assert!(!Visitor::new(&wall).open("/fireflies").says("Bob"));
}

fn readers_without_a_pseudonym_are_counted(wall: Wall) {
    let mut one = Stream::open(wall.address(), "/live");
    let two = Stream::open(wall.address(), "/live");
    one.until("2 readers without a pseudonym");
    drop(two);
    let alone = "one reader without a pseudonym";
    let before = one.count(alone);
    one.until_count(alone, before + 1);
}

fn a_wait_is_answered_when_something_happens(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    ana.write("Long ago.");
    let reader = Visitor::new(&wall);
    let wait = address(&reader.open("/"), ".renewal a[href^='/wait']");
    let again = meanwhile(&wall, &wait, "Here it is.", || {
        ana.write("Here it is.");
    });
    assert_ne!(again, wait, "it would wait for the same news again");
}

fn a_wait_for_what_happened_already_is_answered_at_once(wall: Wall) {
    let post = Visitor::named(&wall, "Ana").write("It happened.");
    let page = Visitor::new(&wall).open(&format!("/wait?after={}", post - 1));
    assert!(page.says("It happened."));
}

fn a_wait_hears_of_an_edit(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let tea = ana.open_room("Tea", "");
    let said = ana.say(&tea, "Green.");
    meanwhile(&wall, &format!("{tea}/wait?after={said}"), "White.", || {
        ana.write("Elsewhere.");
        ana.edit(said, "White.");
    });
}

fn a_page_that_was_waited_for_leads_to_another_address(wall: Wall) {
    Visitor::named(&wall, "Ana").write("Long ago.");
    let reader = Visitor::new(&wall);
    let pages = ["/", "/wait?after=0", "/wait?after=0"].map(|path| reader.open(path));
    let [first, second, third] = pages
        .each_ref()
        .map(|page| address(page, ".renewal a[href*='/wait']"));
    // A text browser shows what it has of an address that it knows.
    assert!(first != second && second != third);
}

fn a_number_that_is_none_is_not_waited_for(wall: Wall) {
    let reader = Visitor::new(&wall);
    for after in ["-1", "x", "", "99999999999999999999", "1%202"] {
        let status = reader.get(&format!("/wait?after={after}")).status;
        assert_eq!(status, 404, "after={after}");
    }
    assert_eq!(reader.get("/rooms/nowhere/wait?after=1").status, 404);
    assert_eq!(reader.get("/rooms/nowhere/live").status, 404);
}

fn the_rung_is_chosen_by_a_form(wall: Wall) {
    let reader = Visitor::new(&wall);
    let choose = |rung: &str| -> Page {
        let link = address(&reader.open("/"), ".renewal a[href^='/live/choice']");
        let form = reader.open(&link).form("/live/choice");
        form.set("rung", rung).submit()
    };
    assert!(reader.open("/").has("a[href^='/wait']"));
    assert!(choose("stream").has("iframe[name='live'][src='/live'][title]"));
    let page = choose("poll");
    let refresh = page.header("refresh").expect("a Refresh header").to_owned();
    assert!(refresh.starts_with(&format!("1; url={}/wait?after=", wall.origin)));
    let page = choose("refresh");
    let refresh = page.header("refresh").map(str::to_owned);
    assert_eq!(refresh, Some(format!("30; url={}/", wall.origin)));
    assert_eq!(choose("hand").header("refresh"), None);
    let form = reader.open("/live/choice").form("/live/choice");
    let answer = form.set("rung", "teleport").send();
    assert_eq!(answer.status, 422);
}

fn a_browser_that_says_so_gets_the_stream(wall: Wall) {
    Visitor::named(&wall, "Ana").write("Good evening.");
    let head = "Sec-Fetch-Dest: document\r\nConnection: close\r\n";
    let request = format!("GET / HTTP/1.1\r\nHost: {}\r\n{head}\r\n", wall.address());
    let page = crate::support::raw::exchange(wall.address(), request);
    assert!(page.text().contains("<iframe"));
    assert_eq!(
        page.header("vary")
            .map(|vary| vary.contains("Sec-Fetch-Dest")),
        Some(true)
    );
    let old = format!(
        "GET / HTTP/1.0\r\nHost: {}\r\nSec-Fetch-Dest: document\r\n\r\n",
        wall.address()
    );
    let page = crate::support::raw::exchange(wall.address(), old);
    assert!(!page.text().contains("<iframe") && page.text().contains("Good evening."));
}

fn a_page_that_renews_itself_has_its_composer_elsewhere(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let form = ana.open("/live/choice").form("/live/choice");
    let page = form.set("rung", "refresh").submit();
    assert!(page.header("refresh").is_some() && !page.has_form("/posts"));
    let link = page
        .first("#write a")
        .attr("href")
        .expect("an address")
        .to_owned();
    let page = ana.open(&link);
    assert_eq!(page.header("refresh"), None);
    let landed = page
        .form("/posts")
        .set("body", "Written in peace.")
        .submit();
    assert!(landed.says("Written in peace."));
}

fn two_processes_show_each_others_posts_and_fireflies(wall: Wall) {
    let other = wall.beside();
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&other, "Bob"));
    let mut stream = Stream::of(wall.address(), &ana, "/live");
    let bobs = Stream::of(other.address(), &bob, "/live");
    bob.write("From the other one.");
    stream.until("From the other one.");
    stream.until(">Bob<");
    let fireflies = Visitor::new(&other);
    eventually("Ana is seen there", || {
        fireflies.open("/fireflies").says("Ana")
    });
    drop(bobs);
    bob.leave();
    stream.until("One light<");
}

fn whoever_wants_to_be_invisible_is(wall: Wall) {
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let mut stream = Stream::of(wall.address(), &bob, "/live");
    stream.until("2 lights");
    let account = ana.open("/account").form("/account/light").submit();
    stream.until("One light<");
    assert!(!Visitor::new(&wall).open("/fireflies").says("Ana"));
    account.form("/account/light").submit();
    eventually("Ana is seen again", || {
        ana.open("/").has("#fireflies a[href='/people/Ana']")
    });
}

#[test]
fn a_session_that_holds_four_streams_gets_a_still_page() {
    let wall = Setup::on(Backend::Sqlite).with_limits().start();
    let ana = Visitor::named(&wall, "Ana");
    let many = "several streams open";
    let open = || {
        let mut stream = Stream::of(wall.address(), &ana, "/live");
        stream.until("class=\"swarm\"");
        stream
    };
    let held: Vec<Stream> = (0..4).map(|_| open()).collect();
    assert!(held.iter().all(|stream| !stream.text().contains(many)));
    assert!(open().text().contains(many));
    drop(held);
    eventually("a place is free again", || !open().text().contains(many));
}

#[test]
fn streams_end_with_a_word_when_the_wall_stops() {
    let wall = Setup::on(Backend::Sqlite).start();
    let mut stream = Stream::open(wall.address(), "/live");
    stream.until("class=\"swarm\"");
    wall.terminate();
    stream.until("http-equiv=\"refresh\"");
    stream.until_its_end();
    assert!(stream.text().contains("stopping for a moment"));
}

/// Where a link leads.
fn address(page: &Page, css: &str) -> String {
    let link = page.first(css);
    link.attr("href").expect("an address").to_owned()
}

/// Waits at an address while something is done, until a page comes that says so; answers where that page
/// waits on.
fn meanwhile(wall: &Wall, wait: &str, news: &str, act: impl FnOnce()) -> String {
    let origin = wall.origin.clone();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let page = Visitor::at(&origin, "").open(wait);
            assert!(page.says(news), "the page came without “{news}”");
            address(&page, ".renewal a[href*='/wait']")
        });
        act();
        waiting.join().expect("a page")
    })
}

#[test]
fn a_stream_comes_after_what_was_asked_for_before_it_on_its_connection() {
    let wall = Setup::on(Backend::Sqlite).start();
    let ana = Visitor::named(&wall, "Ana");
    let host = wall.address();
    let get = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let mut stream = Stream::say(host, &[get("/about"), get("/"), get("/live")].concat());
    stream.until_count("HTTP/1.1 200 OK", 3);
    assert_eq!(stream.count("</html>"), 2, "{}", stream.text());
    ana.write("After two pages.");
    stream.until("After two pages.");
}

#[test]
fn a_stream_begins_anew_when_a_post_goes_to_another_room() {
    let wall = Setup::on(Backend::Sqlite).start();
    let olga = Visitor::owner(&wall, "Olga");
    let post = olga.write("In the wrong place.");
    let room = olga.open_room("Tea", "Leaves.");
    let mut streams =
        ["/live", &format!("{room}/live")].map(|path| Stream::open(wall.address(), path));
    let path = format!("/posts/{post}/moderate");
    let form = olga
        .open(&path)
        .forms(&path)
        .pop()
        .expect("a form to move it");
    let to = room.trim_start_matches("/rooms/");
    form.set("room", to).press("deed", "move").submit();
    for stream in &mut streams {
        stream.until_its_end();
        assert!(
            stream
                .text()
                .contains("http-equiv=\"refresh\" content=\"0\"")
        );
    }
    let mut stream = Stream::open(wall.address(), &format!("{room}/live"));
    stream.until("In the wrong place.");
}
