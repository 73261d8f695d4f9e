//! Abuse, kept out without scripts, and without shutting anybody out: each layer, with the limits on.

use crate::support::inside::ruled;
use crate::support::{Form, Page, Visitor, Wall};
use std::time::{Duration, Instant};
use thewall::rules::{Rules, Verdict};

on_both![
    an_unsuspected_first_timer_writes_with_no_extra_step,
    a_flood_is_refused_with_the_reason_and_the_words_are_kept,
    whoever_is_known_may_write_more_and_moderators_as_they_like,
    changes_rooms_and_pseudonyms_have_budgets_too,
    a_form_that_comes_back_too_fast_is_held,
    the_field_that_must_stay_empty_holds_a_post,
    the_field_that_must_stay_empty_follows_a_pseudonym,
    the_owners_question_is_asked_and_its_answer_understood,
    a_puzzle_is_read_and_solved,
    a_puzzle_is_asked_in_french,
    a_picture_is_counted_in_or_its_puzzle_solved,
    what_was_said_just_before_is_not_said_again,
    what_another_newcomer_said_is_not_said_again,
    links_of_newcomers_are_treated_as_the_owners_say,
    newcomers_do_not_all_link_to_one_place,
    under_siege_a_pseudonym_is_waited_for,
    under_siege_a_ticket_is_used_once,
    under_siege_newcomers_wait_before_they_write,
    under_siege_only_so_many_posts_of_newcomers_are_seen,
    under_siege_whoever_is_known_notices_nothing,
];

/// The same wall, with its limits on and under these rules.
fn guarded(wall: Wall, change: impl FnOnce(&mut Rules)) -> Wall {
    ruled(wall.limited(), change)
}

fn try_to_write(visitor: &Visitor, words: &str) -> Page {
    visitor.open("/").form("/posts").set("body", words).send()
}

/// Writes, and says whether strangers see it.
fn is_seen(wall: &Wall, visitor: &Visitor, words: &str) -> bool {
    let post = visitor.write(words);
    let seen = Visitor::new(wall).open("/").shows(post);
    let waits = visitor.open("/").has(&format!("article#p{post}.held"));
    assert_ne!(seen, waits, "{words}");
    seen
}

/// Somebody who keeps a pseudonym, and of whom so much was seen that they are no newcomer.
fn somebody_known(wall: &Wall, name: &str) -> Visitor {
    let visitor = Visitor::named(wall, name);
    visitor.keep("a password of their own");
    for n in 1..=4 {
        visitor.write(&format!("What {name} has to say, part {n}."));
    }
    visitor
}

fn an_unsuspected_first_timer_writes_with_no_extra_step(wall: Wall) {
    let wall = guarded(wall, |_| ());
    let visitor = Visitor::new(&wall);
    let login = visitor.open("/login");
    let asked: Vec<_> = login
        .all("form[action='/login'] [required]")
        .iter()
        .filter_map(|field| field.attr("name").map(str::to_owned))
        .collect();
    assert_eq!(asked, ["pseudonym"]);
    // The one field besides says, to whoever reads it, that it is to be left empty.
    let label = login.text("label[for='subject']");
    assert_eq!(label, "Leave this empty:");
    visitor.take("Ana");
    let words = "Hello! I read about you on https://example.com/, and like it here.";
    assert!(is_seen(&wall, &visitor, words));
}

fn a_flood_is_refused_with_the_reason_and_the_words_are_kept(wall: Wall) {
    let wall = guarded(wall, |rules| {
        (rules.posts_at_once, rules.posts_a_minute) = (3, 1);
    });
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let mut last = None;
    for n in 1..=3 {
        let form = ana.open("/").form("/posts");
        let form = form.set("body", &format!("Post number {n}, which is another one."));
        assert_eq!(form.send().status, 303);
        last = Some(form);
    }
    let refused = try_to_write(&ana, "The fourth.");
    assert_eq!(refused.status, 429);
    assert!(refused.says("You have written a lot in a short time."));
    assert!(refused.says("second"), "{}", refused.words());
    assert!(refused.says("ask those who look after this place"));
    assert!(refused.says("The fourth."), "the words are lost");
    let wait = refused.header("retry-after").expect("how long to wait");
    assert!((1..=61).contains(&wait.parse::<u64>().expect("a number")));
    // A second click on what was taken is no new post.
    assert_eq!(last.expect("a form").send().status, 303);
    assert_eq!(try_to_write(&bob, "Mine.").status, 303);
}

fn whoever_is_known_may_write_more_and_moderators_as_they_like(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let known = Visitor::named(&wall, "Ana");
    known.keep("a password of their own");
    for n in 1..=3 {
        known.write(&format!("Something to be known by, part {n}."));
    }
    // Rooms, since their budgets fill so slowly that no machine is slow enough to notice.
    let wall = guarded(wall, |rules| {
        (rules.rooms_an_hour, rules.newcomer_posts) = (2, 2);
    });
    let opens = |visitor: &Visitor, n: u32| {
        let form = visitor.open("/rooms").form("/rooms");
        form.set("title", &format!("Room {n}")).send().status == 303
    };
    let taken = |visitor: &Visitor| (0..9).filter(|n| opens(visitor, *n)).count();
    assert_eq!(taken(&Visitor::named(&wall, "Eve")), 2);
    assert_eq!(taken(&known.following(&wall)), 6);
    assert_eq!(taken(&owner.following(&wall)), 9);
}

fn changes_rooms_and_pseudonyms_have_budgets_too(wall: Wall) {
    let wall = guarded(wall, |rules| rules.rooms_an_hour = 1);
    let ana = Visitor::named(&wall, "Ana");
    ana.open_room("Tea", "");
    let form = ana.open("/rooms").form("/rooms");
    let refused = form.set("title", "Coffee").set("about", "Beans.").send();
    assert_eq!(refused.status, 429);
    assert!(refused.says("rooms") && refused.says("Coffee") && refused.says("Beans."));
    let post = ana.write("What will be changed often.");
    let edit = format!("/posts/{post}/edit");
    let change = |n: u32| {
        let form = ana.open(&edit).form(&edit);
        form.set("body", &format!("Change {n}")).send()
    };
    let changes: Vec<u16> = (0..36).map(|n| change(n).status).collect();
    assert_eq!(changes[..30], [303; 30]);
    assert!(changes.contains(&429), "{changes:?}");
    let eve = Visitor::new(&wall);
    eve.open("/login");
    let names: Vec<u16> = (0..6)
        .map(|n| {
            let form = eve.open("/login").form("/login");
            form.set("pseudonym", &format!("~{n}")).send().status
        })
        .collect();
    assert_eq!(names, [422, 422, 422, 422, 422, 429]);
}

fn a_form_that_comes_back_too_fast_is_held(wall: Wall) {
    let known = somebody_known(&wall, "Ana");
    let wall = guarded(wall, |rules| rules.too_fast_seconds = 2);
    let bob = Visitor::named(&wall, "Bob");
    assert!(!is_seen(&wall, &bob, "Faster than anybody writes."));
    let form = bob.open("/").form("/posts");
    std::thread::sleep(Duration::from_millis(2_100));
    let post = form.set("body", "In my own time.").submit().landed_on();
    assert!(Visitor::new(&wall).open("/").shows(post));
    let known = known.following(&wall);
    assert!(is_seen(&wall, &known, "Known people paste, too."));
}

fn the_field_that_must_stay_empty_holds_a_post(wall: Wall) {
    let known = somebody_known(&wall, "Ana");
    let wall = guarded(wall, |_| ());
    let bob = Visitor::named(&wall, "Bob");
    let form = bob.open("/").form("/posts");
    let form = form.set("body", "I fill in every field.");
    let post = form.set("subject", "Pills").submit().landed_on();
    assert!(!Visitor::new(&wall).open("/").shows(post));
    assert!(bob.open("/").has(&format!("article#p{post}.held")));
    assert!(is_seen(&wall, &bob, "I leave empty what is to stay empty."));
    assert!(!known.following(&wall).open("/").has("[name='subject']"));
}

fn the_field_that_must_stay_empty_follows_a_pseudonym(wall: Wall) {
    let wall = guarded(wall, |_| ());
    let eve = Visitor::new(&wall);
    let form = eve.open("/login").form("/login");
    form.set("pseudonym", "Eve").set("subject", "x").submit();
    assert!(!is_seen(&wall, &eve, "My very first words."));
    assert!(!is_seen(&wall, &eve, "And my second ones."));
}

fn the_owners_question_is_asked_and_its_answer_understood(wall: Wall) {
    let known = somebody_known(&wall, "Zoé");
    known.leave();
    let database = wall.database();
    for (name, value) in [
        ("question", "What do we drink here?"),
        ("answers", "Crème brûlée\nTea"),
    ] {
        let bytes: String = value.bytes().map(|byte| format!("{byte:02x}")).collect();
        let blob = if crate::support::tables::is_postgres(&database) {
            format!("'\\x{bytes}'")
        } else {
            format!("x'{bytes}'")
        };
        let statement = format!("INSERT INTO secret (name, value) VALUES ('{name}', {blob})");
        crate::support::tables::change(&database, &statement);
    }
    let wall = guarded(wall, |rules| rules.asks_question = true);
    let visitor = Visitor::new(&wall);
    let form = |answer: &str| {
        let form = visitor.open("/login?next=%2Frooms").form("/login");
        form.set("pseudonym", "Ana").set("answer", answer).send()
    };
    assert_eq!(
        visitor.open("/login").text("label[for='answer']"),
        "What do we drink here?"
    );
    for wrong in ["", "Coffee", "!"] {
        let refused = form(wrong);
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(refused.error_for("answer").contains("not the answer"));
        let again = refused.form("/login");
        assert_eq!(again.value("pseudonym"), Some("Ana"));
        assert_eq!(again.value("answer"), Some(wrong));
        assert_eq!(again.value("next"), Some("/rooms"));
    }
    let entered = form(" CREME-brulee. ").follow();
    assert_eq!(entered.pseudonym().as_deref(), Some("Ana"));
    // Whoever has a password is asked for nothing else.
    let known = known.following(&wall);
    let back = known.log_in("Zoé", "a password of their own");
    assert_eq!(back.status, 303, "{}", back.words());
}

/// Solves the puzzle on a page, as its words ask for it.
fn solution(page: &Page) -> String {
    let asked = page.text("label[for='puzzle']");
    let after = |start: &str| asked.split_once(start).map(|(_, rest)| rest.to_owned());
    let places = ["first", "second", "third", "fourth"];
    if let Some(rest) = after("Write the ") {
        let (place, words) = rest.split_once(" word of: ").expect("words");
        let nth = places.iter().position(|name| *name == place);
        let mut words = words.split(", ");
        return words.nth(nth.expect("a place")).expect("a word").to_owned();
    }
    if let Some(rest) = after("What is ") {
        let (one, other) = rest.split_once(" plus ").expect("two numbers");
        let other = other.strip_suffix(", in digits?").expect("its end");
        let names = [
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        ];
        let number = |word: &str| names.iter().position(|name| *name == word);
        return (number(one).expect("a number") + number(other).expect("a number")).to_string();
    }
    if let Some(rest) = after("is the largest: ") {
        let numbers = rest.trim_end_matches('?').split(", ");
        let numbers = numbers.map(|number| number.parse::<u32>().expect("a number"));
        return numbers.max().expect("a largest").to_string();
    }
    let word = after("does the word “").unwrap_or_else(|| panic!("what is “{asked}”?"));
    word.chars().take(1).collect()
}

fn a_puzzle_is_read_and_solved(wall: Wall) {
    let wall = guarded(wall, |rules| rules.asks_puzzle = true);
    let visitor = Visitor::new(&wall);
    let page = visitor.open("/login");
    let asked = page.text("label[for='puzzle']");
    let form = page.form("/login").set("pseudonym", "Ana");
    let refused = form.clone().set("puzzle", "no idea").send();
    assert_eq!(refused.status, 422);
    assert!(refused.error_for("puzzle").contains("another puzzle"));
    let again = refused.form("/login");
    assert_eq!(again.value("pseudonym"), Some("Ana"));
    let mut others = 0;
    for _ in 0..5 {
        others += u32::from(visitor.open("/login").text("label[for='puzzle']") != asked);
    }
    assert!(others > 0, "it is always the same");
    let answer = again.set("puzzle", &solution(&refused)).send();
    assert_eq!(answer.status, 303, "{}", answer.words());
    // Its form, sent by somebody else, is worth nothing.
    let eve = Visitor::new(&wall);
    let stolen = form.set("puzzle", &solution(&page)).encoded();
    let answer = eve.post("/login", crate::support::form::URLENCODED, stolen);
    assert_eq!(answer.status, 422);
}

fn a_picture_is_counted_in_or_its_puzzle_solved(wall: Wall) {
    let wall = guarded(wall, |rules| rules.asks_picture = true);
    let visitor = Visitor::new(&wall);
    let page = visitor.open("/login");
    let picture = page.first(".counting img");
    let described = picture
        .attr("alt")
        .expect("words for whoever does not see it");
    assert!(described.contains("puzzle in words"), "{described}");
    let file = visitor.get(picture.attr("src").expect("an address"));
    assert_eq!(file.header("content-type"), Some("image/png"));
    assert_eq!(file.header("cache-control"), Some("private, no-store"));
    let lights = lights_in(&file.body);
    let form = page.form("/login").set("pseudonym", "Ana");
    let wrong = form
        .clone()
        .set("picture", &(lights + 1).to_string())
        .send();
    assert_eq!(wrong.status, 422);
    assert!(wrong.error_for("picture").contains("another picture"));
    // The one stands for one form: the same number is hardly right for the next.
    let next = visitor.get(
        wrong
            .first(".counting img")
            .attr("src")
            .expect("an address"),
    );
    assert_ne!(next.body, file.body);
    let counted = form.set("picture", &lights.to_string()).send();
    assert_eq!(counted.status, 303, "{}", counted.words());

    let blind = Visitor::new(&wall);
    let page = blind.open("/login");
    let form = page.form("/login").set("pseudonym", "Bob");
    let solved = form.set("puzzle", &solution(&page)).send();
    assert_eq!(solved.status, 303, "{}", solved.words());
}

/// Counts the bright lights in a picture, as eyes do.
fn lights_in(file: &[u8]) -> usize {
    let decoder = png::Decoder::new(std::io::Cursor::new(file));
    let mut reader = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("its size")];
    let width = reader.next_frame(&mut pixels).expect("its pixels").width as usize;
    // The palette grows brighter by its numbers.
    let bright = |at: usize| pixels.get(at).is_some_and(|glow| *glow > 128);
    let mut counted = vec![false; pixels.len()];
    let mut found = 0;
    for first in 0..pixels.len() {
        let mut edge = vec![first];
        found += usize::from(bright(first) && !counted[first]);
        while let Some(at) = edge.pop() {
            if bright(at) && !counted[at] {
                counted[at] = true;
                edge.extend([
                    at.wrapping_sub(1),
                    at + 1,
                    at.wrapping_sub(width),
                    at + width,
                ]);
            }
        }
    }
    found
}

fn a_puzzle_is_asked_in_french(wall: Wall) {
    let wall = guarded(wall, |rules| rules.asks_puzzle = true);
    let page = Visitor::reading(&wall, "fr").open("/login");
    let asked = page.text("label[for='puzzle']");
    let kinds = [
        "Écrivez le",
        "Combien font",
        "Lequel de ces",
        "Par quelle lettre",
    ];
    assert!(kinds.iter().any(|kind| asked.starts_with(kind)), "{asked}");
}

fn what_was_said_just_before_is_not_said_again(wall: Wall) {
    let known = somebody_known(&wall, "Ana");
    let wall = guarded(wall, |_| ());
    let known = known.following(&wall);
    for visitor in [&known, &Visitor::named(&wall, "Bob")] {
        let name = visitor.open("/").pseudonym().expect("a name");
        visitor.write(&format!("Come to the tea room of {name}."));
        let refused = try_to_write(visitor, &format!("come to the  tea-room of {name}!"));
        assert_eq!(refused.status, 422);
        assert!(refused.says("You have just said this."));
        assert!(
            refused
                .form("/posts")
                .value("body")
                .expect("words")
                .contains("tea-room")
        );
        // A short answer is given often.
        visitor.write("Thanks!");
        visitor.write("Thanks!");
    }
}

fn what_another_newcomer_said_is_not_said_again(wall: Wall) {
    let known = somebody_known(&wall, "Zoé");
    let wall = guarded(wall, |_| ());
    let (ana, bob) = (Visitor::named(&wall, "Ana"), Visitor::named(&wall, "Bob"));
    let words = "Everybody come to my shop, where all is cheap!";
    ana.write(words);
    let refused = try_to_write(&bob, words);
    assert_eq!(refused.status, 422);
    assert!(refused.says("word for word"));
    ana.write("Hello everybody!");
    bob.write("Hello everybody!");
    let known = known.following(&wall);
    assert!(is_seen(&wall, &known, words));
}

fn links_of_newcomers_are_treated_as_the_owners_say(wall: Wall) {
    let known = somebody_known(&wall, "Zoé");
    let wall = guarded(wall, |rules| rules.newcomer_links = Verdict::Hold);
    let known = known.following(&wall);
    let ana = Visitor::named(&wall, "Ana");
    assert!(!is_seen(&wall, &ana, "See [this](https://example.com/)."));
    assert!(is_seen(&wall, &ana, "See [the rooms](/rooms)."));
    assert!(is_seen(&wall, &known, "See https://example.com/ as well."));
    let wall = guarded(wall, |rules| rules.newcomer_links = Verdict::Refuse);
    let ana = ana.following(&wall);
    let refused = try_to_write(&ana, "And https://example.org/ too.");
    assert_eq!(refused.status, 422);
    assert!(refused.says("cannot write links yet"));
    // Nor can a link be brought in by a change.
    let post = ana.write("Nothing of the kind.");
    let edit = format!("/posts/{post}/edit");
    let form = ana.open(&edit).form(&edit);
    let refused = form.set("body", "But https://example.org/ here.").send();
    assert_eq!(refused.status, 422);
}

fn newcomers_do_not_all_link_to_one_place(wall: Wall) {
    let wall = guarded(wall, |_| ());
    let write = |n: u32, words: &str| {
        let visitor = Visitor::named(&wall, &format!("Newcomer {n}"));
        is_seen(&wall, &visitor, words)
    };
    for n in 1..=5 {
        assert!(write(n, &format!("Look, https://shop.example/{n}")));
    }
    assert!(!write(6, "Look, https://www.shop.example/6"));
    assert!(write(7, "Look, https://elsewhere.example/"));
}

const SIEGE: Duration = Duration::from_secs(2);

fn besieged(wall: Wall) -> Wall {
    guarded(wall, |rules| {
        rules.siege = true;
        rules.siege_seconds = 2;
    })
}

fn wait_in_line(since: Instant) {
    let rest = (SIEGE + Duration::from_millis(200)).saturating_sub(since.elapsed());
    std::thread::sleep(rest);
}

fn under_siege_a_pseudonym_is_waited_for(wall: Wall) {
    let wall = besieged(wall);
    let ana = Visitor::new(&wall);
    let begun = Instant::now();
    let line = ana.open("/login?next=%2Frooms");
    assert!(!line.has_form("/login"), "there is no line");
    assert!(line.says("It is your turn in"), "{}", line.words());
    assert!(line.says("second"), "{}", line.words());
    let refresh = line.header("refresh").expect("it renews itself");
    let link = line.first("main a[href*='ticket=']").attr("href");
    let link = link.expect("a way to go on").to_owned();
    let (seconds, leads_to) = refresh.split_once("; url=").expect("an address");
    assert_eq!(ana.path_of(leads_to), link);
    assert!((1..=3).contains(&seconds.parse::<u32>().expect("a number")));
    // Too early: one keeps one's place.
    let early = ana.open(&link);
    assert!(early.has(&format!("main a[href='{link}']")));
    wait_in_line(begun);
    let form = ana.open(&link).form("/login");
    let landed = form.set("pseudonym", "Ana").submit();
    assert_eq!(ana.path_of(&landed.address), "/rooms");
    assert_eq!(landed.pseudonym().as_deref(), Some("Ana"));
}

fn under_siege_a_ticket_is_used_once(wall: Wall) {
    let wall = besieged(wall);
    let ana = Visitor::new(&wall);
    let begun = Instant::now();
    // Without a place in line nothing is lost, but nothing goes on either.
    let form = ana.open("/login?kept=1").form("/login");
    let early = form.set("pseudonym", "Ana").send();
    assert_eq!(early.status, 422);
    assert!(early.says("it is not your turn"));
    let again = early.form("/login");
    assert_eq!(again.value("pseudonym"), Some("Ana"));
    let ticket = again.value("ticket").expect("a place in line").to_owned();
    wait_in_line(begun);
    // A robot keeps the cookie that it had before, to come in by the same ticket again.
    let robot = Visitor::new(&wall);
    robot.plant_cookie("sid", &ana.cookie("sid").expect("a cookie"));
    let twice = robot.open(&format!("/login?ticket={ticket}"));
    let twice = twice.form("/login").set("pseudonym", "Anabel");
    let stolen = again.encoded();
    assert_eq!(again.send().status, 303);
    let replayed = twice.send();
    assert_eq!(replayed.status, 422, "{}", replayed.words());
    assert!(replayed.says("had this turn already"));
    let eve = Visitor::new(&wall);
    let answer = eve.post("/login", crate::support::form::URLENCODED, stolen);
    assert_eq!(answer.status, 422);
}

fn under_siege_newcomers_wait_before_they_write(wall: Wall) {
    let ana = Visitor::named(&wall, "Ana");
    let wall = besieged(wall);
    let ana = ana.following(&wall);
    let begun = Instant::now();
    let page = ana.open("/");
    assert!(page.says("you can send this in"), "{}", page.words());
    let form = page.form("/posts");
    let early = form.set("body", "As fast as I can.").send();
    assert_eq!(early.status, 422);
    assert!(early.says("it is not your turn"));
    let again = early.form("/posts");
    assert_eq!(again.value("body"), Some("As fast as I can."));
    wait_in_line(begun);
    let sent: Form = again.clone();
    let post = again.submit().landed_on();
    assert!(Visitor::new(&wall).open("/").shows(post));
    // The same form is the same post; with another number, its ticket is used up.
    assert!(sent.send().follow().shows(post));
    let ticket = sent.value("ticket").expect("a ticket").to_owned();
    let other = ana.open("/").form("/posts").set("ticket", &ticket);
    let replayed = other.set("body", "And once more, with it.").send();
    assert_eq!(replayed.status, 422);
    assert!(replayed.says("had this turn already"));
    let fresh = replayed.form("/posts");
    assert_ne!(fresh.value("ticket"), Some(ticket.as_str()));
}

fn under_siege_only_so_many_posts_of_newcomers_are_seen(wall: Wall) {
    let wall = guarded(wall, |rules| {
        rules.siege = true;
        (rules.siege_seconds, rules.siege_posts) = (0, 3);
    });
    let seen = (0..6).filter(|n| {
        let visitor = Visitor::named(&wall, &format!("Newcomer {n}"));
        is_seen(&wall, &visitor, &format!("What newcomer {n} has to say."))
    });
    assert_eq!(seen.count(), 3);
}

fn under_siege_whoever_is_known_notices_nothing(wall: Wall) {
    let (known, gone) = (somebody_known(&wall, "Ana"), somebody_known(&wall, "Zoé"));
    gone.leave();
    let wall = guarded(wall, |rules| {
        rules.siege = true;
        (rules.siege_seconds, rules.siege_posts) = (3_600, 0);
    });
    let known = known.following(&wall);
    assert!(!known.open("/").says("attacked"));
    assert!(is_seen(&wall, &known, "Is anything the matter?"));
    known.open_room("Tea", "");
    let eve = Visitor::new(&wall);
    assert!(!eve.open("/login").has_form("/login"));
    // Whoever keeps a pseudonym is led past the line.
    let gone = gone.following(&wall);
    let line = gone.open("/login");
    let way = line.first("main a[href*='kept=']").attr("href");
    let form = gone.open(way.expect("a way past the line")).form("/login");
    let form = form.set("pseudonym", "Zoé");
    let back = form.set("password", "a password of their own").send();
    assert_eq!(back.status, 303, "{}", back.words());
}
