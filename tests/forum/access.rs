//! Who may read, write, open rooms and come at all, as the owners decide: each rule with everybody whom
//! it could concern.

use crate::owner::{filled, kept, moderator, set};
use crate::support::form::URLENCODED;
use crate::support::page::within;
use crate::support::raw;
use crate::support::stream::Stream;
use crate::support::{Backend, Form, Page, Setup, Visitor, Wall, tables};
use chrono::Utc;

on_both![
    who_reads_is_as_the_owners_say,
    who_writes_is_as_the_owners_say,
    who_opens_rooms_is_as_the_owners_say,
    whoever_may_not_read_is_not_told_who_is_here,
    a_page_that_was_kept_for_strangers_is_not_shown_after_they_are_shut_out,
    a_stream_ends_when_the_rules_change,
    a_wait_that_is_answered_late_asks_again_who_may_read,
    words_of_somebody_who_may_read_no_more_come_back,
    a_stranger_comes_back_to_where_they_wanted_to_read,
    one_comes_as_the_owners_say,
    whoever_waits_to_be_let_in_reads_and_writes_ahead,
    several_are_let_in_or_turned_away_at_once,
    whoever_is_turned_away_can_come_again,
    an_invitation_is_for_as_many_as_it_says,
    an_invitation_is_shown_once_and_kept_as_a_hash,
    an_invitation_that_is_taken_back_is_none,
    the_first_owner_comes_under_every_rule,
];

/// Everybody whom a rule could concern.
struct Everybody {
    owner: Visitor,
    moderator: Visitor,
    applicant: Visitor,
    kept: Visitor,
    visiting: Visitor,
    stranger: Visitor,
    post: u64,
}

/// How many there are.
const ALL: usize = 6;

impl Everybody {
    fn on(wall: &Wall) -> Everybody {
        let owner = Visitor::owner(wall, "Olga");
        let moderator = moderator(wall, &owner, "Mona");
        let (kept, visiting) = (kept(wall, "Karl"), Visitor::named(wall, "Vera"));
        let room = visiting.open_room("Tea", "");
        visiting.say(&room, "A word of tea.");
        let post = visiting.write("A word on the wall.");
        set(&owner, "access", &[("joining", "approval")]);
        let applicant = Visitor::named(wall, "Aude");
        set(&owner, "access", &[("joining", "open")]);
        Everybody {
            owner,
            moderator,
            applicant,
            kept,
            visiting,
            stranger: Visitor::new(wall),
            post,
        }
    }

    /// From the one with the fewest rights to the one with the most, with what they are called here.
    fn all(&self) -> [(&'static str, &Visitor); ALL] {
        [
            ("stranger", &self.stranger),
            ("applicant", &self.applicant),
            ("visiting", &self.visiting),
            ("kept", &self.kept),
            ("moderator", &self.moderator),
            ("owner", &self.owner),
        ]
    }
}

fn who_reads_is_as_the_owners_say(wall: Wall) {
    let all = Everybody::on(&wall);
    let today = Utc::now().format("/%Y/%m/%d").to_string();
    let post = format!("/posts/{}", all.post);
    let day = format!("/rooms/tea{today}");
    let closed = [
        "/",
        "/?before=9999",
        &post,
        "/rooms",
        "/rooms/tea",
        "/people/Vera",
        "/fireflies",
        "/wait?after=0",
        "/rooms/tea/wait?after=0",
        &today,
        &day,
        "/feed.atom",
        "/people/Vera/feed.atom",
        "/rooms/tea/feed.atom",
        "/sitemap.xml",
    ];
    let open = [
        "/login",
        "/about",
        "/language",
        "/healthz",
        "/readyz",
        "/robots.txt",
        "/manifest.webmanifest",
    ];
    // Stranger, applicant, visiting, kept, moderator, owner.
    let table: [(&str, [u16; ALL]); 4] = [
        ("everybody", [200, 200, 200, 200, 200, 200]),
        ("members", [401, 403, 200, 200, 200, 200]),
        ("kept", [401, 403, 403, 200, 200, 200]),
        ("moderators", [401, 403, 403, 403, 200, 200]),
    ];
    for (readers, expected) in table {
        set(&all.owner, "access", &[("readers", readers)]);
        for ((who, visitor), expected) in all.all().into_iter().zip(expected) {
            for path in closed {
                let page = visitor.get(path);
                assert_eq!(page.status, expected, "{readers}: {who} {path}");
                // Not in the source: by chance a token has these three letters in it.
                let told = page.says("A word") || page.says("Tea");
                assert!(expected == 200 || !told, "{readers}: {who} {path}");
            }
            for path in open {
                let status = visitor.get(path).status;
                assert_eq!(status, 200, "{readers}: {who} {path}");
            }
            let style = visitor.open("/login");
            let style = style.first("link[rel='stylesheet']").attr("href");
            visitor.open(style.expect("a stylesheet"));
            let account = if who == "stranger" { 401 } else { 200 };
            assert_eq!(visitor.get("/account").status, account, "{readers}: {who}");
            // A stream is no page of its own.
            for path in ["/live?pause=1", "/rooms/tea/live?pause=1"] {
                let answer = raw::exchange(wall.address(), asking(visitor, &wall, path));
                assert_eq!(answer.status, expected, "{readers}: {who} {path}");
                let told = answer.text().contains("A word");
                assert_eq!(told, expected == 200, "{readers}: {who} {path}");
            }
        }
    }
    // Whoever may not read for want of a password is told so, and can set one.
    set(&all.owner, "access", &[("readers", "kept")]);
    assert!(all.visiting.get("/").words().contains("set one under"));
    all.visiting.keep("a lantern in the reeds");
    assert!(all.visiting.open("/").shows(all.post));
}

/// A request that ends its connection.
fn asking(visitor: &Visitor, wall: &Wall, path: &str) -> String {
    let cookie = visitor.cookie("sid");
    let cookie = cookie.map(|sid| format!("Cookie: sid={sid}\r\n"));
    format!(
        "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{}\r\n",
        wall.address(),
        cookie.unwrap_or_default()
    )
}

/// What each would send, as long as they may; strangers have no form, and send words all the same.
fn prepared(all: &Everybody, page: &str, action: &str, field: &str) -> Vec<Option<Form>> {
    let filled = all.all().map(|(who, visitor)| {
        let page = visitor.open(page);
        assert_eq!(page.has_form(action), !["stranger"].contains(&who), "{who}");
        page.has_form(action)
            .then(|| page.form(action).set(field, "Words of mine"))
    });
    filled.into_iter().collect()
}

fn who_writes_is_as_the_owners_say(wall: Wall) {
    let all = Everybody::on(&wall);
    let comments = format!("/posts/{}/comments", all.post);
    let thread = format!("/posts/{}", all.post);
    let places = [
        ("/", "/posts"),
        ("/rooms/tea", "/rooms/tea/posts"),
        ("/people/Olga", "/people/Olga/posts"),
        (&thread, &comments),
    ];
    let table: [(&str, [u16; ALL]); 3] = [
        ("members", [401, 403, 303, 303, 303, 303]),
        ("kept", [401, 403, 403, 303, 303, 303]),
        ("moderators", [401, 403, 403, 403, 303, 303]),
    ];
    for (writers, expected) in table {
        for (page, action) in places {
            set(&all.owner, "access", &[("writers", "members")]);
            let forms = prepared(&all, page, action, "body");
            set(&all.owner, "access", &[("writers", writers)]);
            for (((who, visitor), form), expected) in all.all().into_iter().zip(forms).zip(expected)
            {
                let answer = match form {
                    Some(form) => form.send(),
                    None => visitor.post(action, URLENCODED, b"body=Words+of+mine".to_vec()),
                };
                assert_eq!(answer.status, expected, "{writers}: {who} {action}");
                if expected == 403 {
                    assert!(answer.says("Words of mine"), "{who}: the words are lost");
                }
                // Nobody is offered what they may not do; but whoever waits may write ahead.
                let offered = visitor.open(page).has_form(action);
                let may = expected == 303 || who == "applicant";
                assert_eq!(offered, may, "{writers}: {who} {page}");
            }
        }
    }
}

fn who_opens_rooms_is_as_the_owners_say(wall: Wall) {
    let all = Everybody::on(&wall);
    let table: [(&str, [u16; ALL]); 3] = [
        ("members", [401, 403, 303, 303, 303, 303]),
        ("kept", [401, 403, 403, 303, 303, 303]),
        ("moderators", [401, 403, 403, 403, 303, 303]),
    ];
    for (openers, expected) in table {
        set(&all.owner, "access", &[("openers", "members")]);
        let forms = all.all().map(|(_, visitor)| {
            let page = visitor.open("/rooms");
            let form = page.forms("/rooms").pop();
            form.map(|form| form.set("title", &format!("Room for {openers}")))
        });
        set(&all.owner, "access", &[("openers", openers)]);
        for (((who, visitor), form), expected) in all.all().into_iter().zip(forms).zip(expected) {
            let answer = match form {
                Some(form) => form.send(),
                None => visitor.post("/rooms", URLENCODED, b"title=Mine".to_vec()),
            };
            assert_eq!(answer.status, expected, "{openers}: {who}");
            let page = visitor.open("/rooms");
            assert_eq!(page.has_form("/rooms"), expected == 303, "{openers}: {who}");
            if expected == 403 {
                assert!(page.has("main .notice"), "{openers}: {who} is not told why");
            }
        }
    }
    // Four who may, then three, then two.
    let opened = all.owner.open("/rooms").all("ul.rooms li.room").len();
    assert_eq!(opened, 1 + 4 + 3 + 2);
}

fn whoever_may_not_read_is_not_told_who_is_here(wall: Wall) {
    let all = Everybody::on(&wall);
    all.kept.open("/");
    let names = |visitor: &Visitor, path: &str| {
        let page = visitor.get(path);
        let named = page.all("#fireflies li").len();
        (page.says("Karl"), named > 0)
    };
    assert_eq!(names(&all.stranger, "/about"), (true, true));
    set(&all.owner, "access", &[("readers", "members")]);
    for path in ["/about", "/login", "/", "/fireflies"] {
        assert_eq!(names(&all.stranger, path), (false, false), "{path}");
    }
    assert_eq!(names(&all.applicant, "/account"), (false, false));
    assert_eq!(names(&all.visiting, "/about"), (true, true));
}

fn a_page_that_was_kept_for_strangers_is_not_shown_after_they_are_shut_out(wall: Wall) {
    let all = Everybody::on(&wall);
    let before = all.stranger.open("/");
    let tag = before.header("etag").expect("a tag").to_owned();
    let known = |visitor: &Visitor| {
        let headers = [("If-None-Match", tag.as_str())];
        visitor.request("GET", "/", &headers, None).status
    };
    set(&all.owner, "access", &[("readers", "members")]);
    assert_eq!(known(&all.stranger), 401);
    assert_eq!(all.stranger.get("/").status, 401);
    assert_eq!(all.stranger.request("HEAD", "/", &[], None).status, 401);
    set(&all.owner, "access", &[("readers", "everybody")]);
    assert!(all.stranger.open("/").shows(all.post));
}

fn a_stream_ends_when_the_rules_change(wall: Wall) {
    let all = Everybody::on(&wall);
    let mut strangers = Stream::open(wall.address(), "/live");
    strangers.until("A word on the wall.");
    set(&all.owner, "access", &[("readers", "members")]);
    strangers.until("The stream begins anew.");
    strangers.until_its_end();
    all.visiting.write("Among ourselves.");
    assert_eq!(strangers.count("Among ourselves."), 0);
    let mut again = Stream::of(wall.address(), &all.visiting, "/live");
    again.until("Among ourselves.");
}

fn a_wait_that_is_answered_late_asks_again_who_may_read(wall: Wall) {
    let all = Everybody::on(&wall);
    // What a page says it waits for is the last thing that happened.
    let page = all.stranger.open("/");
    let wait = page.first("main a[href*='/wait?after=']");
    let wait = wait.attr("href").expect("an address").to_owned();
    let (origin, path) = (wall.origin.clone(), wait);
    let waiting = std::thread::spawn(move || {
        let page = Visitor::at(&origin, "").get(&path);
        (page.status, page.says("Among ourselves."))
    });
    crate::support::programs::eventually("somebody waits", || {
        let here = all.visiting.open("/fireflies");
        here.has("p.strangers")
    });
    set(&all.owner, "access", &[("readers", "members")]);
    all.visiting.write("Among ourselves.");
    assert_eq!(waiting.join().expect("an answer"), (401, false));
}

fn words_of_somebody_who_may_read_no_more_come_back(wall: Wall) {
    let all = Everybody::on(&wall);
    let form = all.visiting.open("/").form("/posts");
    let edit = format!("/posts/{}/edit", all.post);
    let change = all.visiting.open(&edit).form(&edit);
    set(&all.owner, "access", &[("readers", "moderators")]);
    for form in [form, change] {
        let refused = form.set("body", "A long letter").send();
        assert_eq!(refused.status, 403);
        assert!(refused.says("A long letter"), "{}", refused.words());
        assert!(!refused.says("A word on the wall."));
    }
    let words = b"body=A+long+letter".to_vec();
    let asked = all.stranger.post("/posts", URLENCODED, words);
    assert_eq!(asked.status, 401);
    assert_eq!(asked.form("/login").value("body"), Some("A long letter"));
}

fn a_stranger_comes_back_to_where_they_wanted_to_read(wall: Wall) {
    let all = Everybody::on(&wall);
    set(&all.owner, "access", &[("readers", "members")]);
    let asked = all.stranger.get("/rooms/tea?before=9999");
    assert_eq!(asked.status, 401);
    assert!(asked.says("Only those who have a pseudonym can read here."));
    let landed = asked.form("/login").set("pseudonym", "Nora").submit();
    let path = all.stranger.path_of(&landed.address);
    assert_eq!(
        (landed.status, path.as_str()),
        (200, "/rooms/tea?before=9999")
    );
}

/// Takes a pseudonym, with whatever else the form asks for.
fn come(wall: &Wall, name: &str, fields: &[(&str, &str)]) -> (Visitor, Page) {
    let visitor = Visitor::new(wall);
    let mut form = visitor.open("/login").form("/login").set("pseudonym", name);
    for (field, value) in fields {
        form = form.set(field, value);
    }
    let answer = form.send();
    (visitor, answer)
}

fn one_comes_as_the_owners_say(wall: Wall) {
    let all = Everybody::on(&wall);
    for (number, joining) in ["open", "approval", "invitation", "closed"]
        .iter()
        .enumerate()
    {
        set(&all.owner, "access", &[("joining", joining)]);
        // A stranger takes a new pseudonym.
        let name = format!("New {number}");
        let (visitor, answer) = come(&wall, &name, &[]);
        let comes = ["open", "approval"].contains(joining);
        assert_eq!(answer.status, if comes { 303 } else { 422 }, "{joining}");
        let named = visitor.open("/").pseudonym();
        assert_eq!(named, comes.then_some(name.clone()), "{joining}");
        if !comes {
            let field = if *joining == "closed" {
                "password"
            } else {
                "invitation"
            };
            answer.error_for(field);
            let typed = answer.form("/login");
            assert_eq!(typed.value("pseudonym"), Some(name.as_str()));
        }
        // Those who are here stay, and those who keep a pseudonym come back.
        for (who, visitor) in all.all() {
            let named = visitor.open("/").pseudonym().is_some();
            assert_eq!(named, who != "stranger", "{joining}: {who}");
        }
        for (name, password) in [
            ("Karl", "a lantern in the reeds"),
            ("Mona", "a lantern in the reeds"),
            ("Olga", crate::owner::PASSWORD),
        ] {
            let back = Visitor::new(&wall);
            let answer = back.log_in(name, password);
            assert_eq!(answer.status, 303, "{joining}: {name} does not come back");
            assert_eq!(answer.follow().pseudonym().as_deref(), Some(name));
        }
        // A pseudonym that somebody has is taken, under every rule that lets anybody come.
        if comes {
            let (_, answer) = come(&wall, "Karl", &[]);
            answer.error_for("pseudonym");
        }
    }
}

fn whoever_waits_to_be_let_in_reads_and_writes_ahead(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let post = owner.write("Welcome.");
    set(&owner, "access", &[("joining", "approval")]);
    let (aude, answer) = come(&wall, "Aude", &[("application", "I grow *reeds*.")]);
    let landed = answer.follow();
    assert!(landed.shows(post));
    let told = "A moderator has to let you in before you can write here.";
    assert!(landed.text("main .notice").starts_with(told));
    let form = landed.form("/posts").set("body", "My first words.");
    let refused = form.clone().send();
    assert_eq!(refused.status, 403);
    assert!(refused.says(told) && refused.says("My first words."));
    form.press("act", "preview").submit();

    let waiting = owner.open("/moderation/applicants");
    assert!(waiting.says("Aude") && waiting.says("I grow *reeds*."));
    choose(&waiting, &["Aude"], "let-in").submit();
    let waiting = owner.open("/moderation/applicants");
    assert!(!waiting.words().contains("Aude"));

    // What was written ahead is still there, and is sent now.
    let page = aude.open("/");
    assert!(!page.has("main .notice"));
    let form = page.form("/posts");
    assert_eq!(form.value("body").map(str::trim), Some("My first words."));
    let written = form.submit().landed_on();
    assert!(Visitor::new(&wall).open("/").shows(written));
}

/// The form about those who wait, with these ticked and a button pressed.
fn choose(page: &Page, names: &[&str], act: &str) -> Form {
    let mut form = page.form("/moderation/applicants/decide").press("act", act);
    for name in names {
        let rows = page.all("ul.people li").into_iter();
        let row = rows.filter(|row| {
            let label = within(*row, "label bdi");
            label.is_some_and(|label| label.text().collect::<String>() == *name)
        });
        let id = row
            .filter_map(|row| within(row, "input[type='checkbox']"))
            .find_map(|input| input.attr("value").map(str::to_owned));
        form = form.add(
            "person",
            &id.unwrap_or_else(|| panic!("{name} does not wait")),
        );
    }
    form
}

fn several_are_let_in_or_turned_away_at_once(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    let mona = moderator(&wall, &owner, "Mona");
    set(&owner, "access", &[("joining", "approval")]);
    let names = ["Ana", "Bob", "Cléo", "Dan", "Eve"];
    let all = names.map(|name| come(&wall, name, &[]).0);
    let page = mona.open("/moderation/applicants");
    assert_eq!(page.all("ul.people li").len(), 5);
    let nobody = choose(&page, &[], "let-in").send();
    assert_eq!(nobody.status, 422);
    assert!(nobody.says("Nobody was ticked."));
    let old = mona.open("/moderation/applicants");
    let page = choose(&page, &["Ana", "Cléo"], "let-in").submit();
    let landed = choose(&page, &["Bob", "Dan"], "turn-away").submit();
    assert_eq!(landed.all("ul.people li").len(), 1);
    let writes = |visitor: &Visitor| {
        let page = visitor.open("/");
        page.pseudonym().is_some() && !page.has("main .notice")
    };
    assert_eq!(
        all.each_ref().map(writes),
        [true, false, true, false, false]
    );
    let named = |visitor: &Visitor| visitor.open("/").pseudonym().is_some();
    assert_eq!(all.each_ref().map(named), [true, false, true, false, true]);
    // Whoever was let in is not thrown out by a button of old.
    choose(&old, &["Ana"], "turn-away").submit();
    assert!(writes(&all[0]));
}

fn whoever_is_turned_away_can_come_again(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    set(&owner, "access", &[("joining", "approval")]);
    let (bob, _) = come(&wall, "Bob", &[]);
    bob.keep("a lantern in the reeds");
    let form = bob.open("/").form("/posts").set("body", "Begun in vain.");
    form.press("act", "preview").submit();
    let drafts = || tables::rows(&wall.database(), "draft").len();
    assert_eq!(drafts(), 1);
    let page = owner.open("/moderation/applicants");
    choose(&page, &["Bob"], "turn-away").submit();
    assert_eq!(drafts(), 0, "what they had begun is kept");
    // The password does not lead around the door.
    assert_eq!(bob.log_in("Bob", "a lantern in the reeds").status, 422);
    let (bob, answer) = come(&wall, "Bob", &[]);
    assert_eq!(answer.status, 303, "the pseudonym is not free");
    assert!(bob.open("/").has("main .notice"));
    // Whoever leaves waits no longer.
    bob.leave();
    let waiting = owner.open("/moderation/applicants");
    assert!(!waiting.words().contains("Bob"));
}

/// Makes an invitation, and gives back its code.
fn invite(owner: &Visitor, uses: &str, note: &str) -> String {
    let form = owner.open("/owner/invitations").form("/owner/invitations");
    let made = form.set("uses", uses).set("note", note).submit();
    made.text("#made code")
}

fn an_invitation_is_for_as_many_as_it_says(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    set(&owner, "access", &[("joining", "invitation")]);
    for wrong in ["0", "-1", "many", "10001", ""] {
        let form = owner.open("/owner/invitations").form("/owner/invitations");
        let refused = form.set("uses", wrong).set("note", "For Ana").send();
        assert_eq!(refused.status, 422, "{wrong}");
        refused.error_for("uses");
        let form = refused.form("/owner/invitations");
        assert_eq!(form.value("note"), Some("For Ana"));
    }
    let code = invite(&owner, "2", "For Ana");
    for (name, code, expected) in [
        ("Ana", "abcd-efgh-ijkl", 422),
        ("Ana", "", 422),
        ("Olga", &*code, 422),
        ("Ana", &*code, 303),
        // However it is typed.
        ("Bob", &*code.replace('-', " ").to_uppercase(), 303),
        ("Eve", &*code, 422),
    ] {
        let (_, answer) = come(&wall, name, &[("invitation", code)]);
        assert_eq!(answer.status, expected, "{name} with {code}");
        if expected == 422 && name != "Olga" {
            answer.error_for("invitation");
        }
    }
    let list = owner.open("/owner/invitations");
    assert!(list.says("No invitation is open."));
}

fn an_invitation_is_shown_once_and_kept_as_a_hash(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    kept(&wall, "Bob");
    set(&owner, "access", &[("joining", "invitation")]);
    let form = owner.open("/owner/invitations").form("/owner/invitations");
    let made = form.set("uses", "3").set("note", "For the choir").submit();
    let code = made.text("#made code");
    assert_eq!(code.split('-').count(), 6, "{code}");
    let link = made.first("#made a").attr("href").expect("an address");
    let form = Visitor::new(&wall).open(link).form("/login");
    assert_eq!(form.value("invitation"), Some(code.as_str()));
    form.set("pseudonym", "Ana").submit();

    let list = owner.open("/owner/invitations");
    assert!(list.says("For the choir") && list.says("for 2 people"));
    assert!(!list.says(&code));
    // The address of the page that showed it shows it to nobody else.
    crate::owner::role_form(&owner, "Bob")
        .set("role", "owner")
        .submit();
    let bob = Visitor::new(&wall);
    bob.log_in("Bob", "a lantern in the reeds").follow();
    assert!(!bob.open(&bob.path_of(&made.address)).has("#made"));
    let plain = code.replace('-', "");
    for (table, rows) in tables::dump(&wall) {
        let holds = |row: &String| row.contains(&code) || row.contains(&plain);
        assert!(!rows.iter().any(holds), "{table} holds the code");
    }
}

fn an_invitation_that_is_taken_back_is_none(wall: Wall) {
    let owner = Visitor::owner(&wall, "Olga");
    set(&owner, "access", &[("joining", "invitation")]);
    let (one, other) = (invite(&owner, "5", "One"), invite(&owner, "5", "Other"));
    let list = owner.open("/owner/invitations");
    let rows = list.all("ul.people li");
    let row = rows.into_iter().find(|row| {
        let text = row.text().collect::<String>();
        text.contains("One")
    });
    let form = within(row.expect("the invitation"), "form").expect("a form");
    Form::read(&list, form).submit();
    assert_eq!(come(&wall, "Ana", &[("invitation", &one)]).1.status, 422);
    assert_eq!(come(&wall, "Ana", &[("invitation", &other)]).1.status, 303);
}

fn the_first_owner_comes_under_every_rule(wall: Wall) {
    let claim = wall.claim();
    kept(&wall, "Ana");
    wall.run(&["owner", "Ana"]).expect_success();
    let ana = Visitor::new(&wall);
    ana.log_in("Ana", "a lantern in the reeds").follow();
    for joining in ["approval", "invitation", "closed"] {
        let fields = [("joining", joining), ("readers", "moderators")];
        filled(&ana, "access", &fields).submit();
        let page = Visitor::new(&wall).open(&claim);
        assert!(page.has_form("/owner/claim"), "{joining}");
    }
    let olga = Visitor::owner_at(&wall, "Olga", &claim);
    olga.open("/owner");
    assert_eq!(olga.open("/").pseudonym().as_deref(), Some("Olga"));
    let rooms = olga.open("/rooms").form("/rooms");
    rooms.set("title", "Open to owners").submit();
}

#[test]
fn a_wall_under_a_path_shuts_out_as_well() {
    let wall = Setup::on(Backend::Sqlite).mounted_at("/forum").start();
    let visitor = Visitor::new(&wall);
    let form = visitor.get(&wall.claim()).form("/owner/claim");
    form.set("pseudonym", "Olga")
        .set("password", crate::owner::PASSWORD)
        .submit();
    let form = visitor.open("/forum/owner").form("/owner/access");
    form.set("readers", "members").submit();
    let stranger = Visitor::new(&wall);
    for (path, status) in [
        ("/forum/", 401),
        ("/forum", 401),
        ("/forum/rooms", 401),
        ("/forum/live", 401),
        ("/forum/login", 200),
        ("/forum/about", 200),
        ("/forum/loginx", 401),
        ("/forum/accounting", 401),
        ("/elsewhere", 404),
    ] {
        assert_eq!(stranger.get(path).status, status, "{path}");
    }
}
