//! Every form of the wall, as an attacker would send it: forged, replayed, stolen, raced.

mod filled;

use crate::support::crawl::{Crawl, Found, crawl};
use crate::support::furnished::{Furnished, furnish, order};
use crate::support::mint::Mint;
use crate::support::raw::{at_once, request};
use crate::support::{Form, Visitor, Wall, tables};
use filled::filled;
use std::collections::{BTreeMap, BTreeSet};

on_both![
    a_forged_form_changes_nothing,
    a_replayed_form_has_one_effect,
    a_stolen_form_changes_nothing,
    what_belongs_to_another_cannot_be_named,
    two_moderators_decide_on_one_report_once,
    one_pseudonym_is_taken_by_one,
    one_wall_is_claimed_by_one,
];

/// How many send the same thing at once.
const MANY: usize = 6;

const DAY: i64 = 24 * 3_600 * 1_000_000;

fn a_forged_form_changes_nothing(wall: Wall) {
    let here = furnish(&wall);
    let (eve, mint) = (Visitor::named(&wall, "Eve"), Mint::of(&wall));
    let everybody = here.everybody(&wall);
    let crawls = everybody.map(|(who, visitor)| (who, crawl(&visitor)));
    let before = tables::dump(&wall);
    let mut tried = 0;
    for (who, found) in &crawls {
        for found_form in found.posts() {
            let form = fill(found, found_form, who);
            let visitor = form.visitor().clone();
            let strangely = |header: &str, value: &str| {
                let form = mint.renew(&form, &visitor);
                form.header(header, value).send().status
            };
            for (header, value) in [
                ("Origin", "https://evil.example"),
                ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Site", "same-site"),
            ] {
                let status = strangely(header, value);
                assert_eq!(status, 403, "{who}, {}, {header}: {value}", form.action);
            }
            assert_eq!(strangely("Host", "evil.example"), 400, "{}", form.action);
            let (action, now) = (form.action.as_str(), mint.now());
            for (what, forged) in [
                ("of another", mint.stamp(&form, &eve, action, now)),
                ("of another form", mint.stamp(&form, &visitor, "/x", now)),
                (
                    "too old",
                    mint.stamp(&form, &visitor, action, now - 3 * DAY),
                ),
                (
                    "of tomorrow",
                    mint.stamp(&form, &visitor, action, now + DAY),
                ),
            ] {
                for forged in [forged.clone(), forged.header("Origin", "null")] {
                    let status = forged.send().status;
                    assert_eq!(status, 422, "{who}, {action}: a token {what}");
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 500, "only {tried} forms were tried");
    assert_eq!(tables::dump(&wall), before);
}

/// A form, filled in by whoever found it.
fn fill(found: &Crawl, form: &Found, who: &str) -> Form {
    filled(form.form.clone(), who, &found.pages[&form.page])
}

/// The form once more, as it stands on its page now; none where it is not there any more.
fn again(visitor: &Visitor, found: &Found, who: &str) -> Option<Form> {
    let page = visitor.get(&found.page);
    let forms = page.all("form").into_iter();
    let mut forms = forms.map(|form| Form::read(&page, form));
    let form = forms.find(|form| form.kind() == found.form.kind())?;
    Some(filled(form, who, &page))
}

/// Forms that are sent last, since little is left to be sent after them.
fn takes_much_away(action: &str) -> bool {
    [
        "/logout",
        "/delete",
        "/wipe",
        "/erase",
        "/password",
        "/end",
        "/end-others",
        "/role",
    ]
    .iter()
    .any(|end| action.ends_with(end))
}

/// Forms that cannot be filled in rightly by looking at their page alone.
const UNFILLED: [&str; 1] = ["/account/second-factor"];

fn a_replayed_form_has_one_effect(wall: Wall) {
    let here = furnish(&wall);
    let mut refused = BTreeSet::new();
    let mut sent = 0;
    let mut everybody = here.everybody(&wall);
    everybody.reverse();
    for (who, visitor) in everybody {
        let mut forms = crawl(&visitor).forms;
        forms.retain(|found| found.form.is_post);
        forms.sort_by_key(|found| takes_much_away(&found.form.action));
        for found in &forms {
            let Some(form) = again(&visitor, found, who) else {
                continue;
            };
            let before = sizes(&wall);
            let answers = at_once(wall.address(), &vec![request(&form); MANY]);
            let first = answers[0].header("location").map(str::to_owned);
            for answer in &answers {
                let location = answer.header("location").map(str::to_owned);
                // An archive is given another key each time, and nothing else comes of it.
                let location = match form.action == "/account/data" {
                    true => first.clone(),
                    false => location,
                };
                assert_eq!(
                    (answer.status, &location),
                    (answers[0].status, &first),
                    "{who}, {}: {}",
                    form.action,
                    answer.text()
                );
            }
            if answers[0].status != 303 {
                refused.insert((who, form.action.clone(), answers[0].status));
                continue;
            }
            sent += 1;
            let after = tables::dump(&wall);
            grew_by_one_at_most(&form, &before, &sizes(&wall));
            let replayed = form.send();
            assert_eq!(replayed.status, 303, "{who}, {}: twice", form.action);
            if form.action != "/account/data" {
                assert_eq!(Some(replayed.location()), first.as_deref());
            }
            let what = format!("{who}, {}: twice", form.action);
            tables::expect_same(&after, &tables::dump(&wall), &what);
            let cookies = answers[0].headers.iter();
            for (_, cookie) in cookies.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
                visitor.take_cookie(cookie);
            }
        }
    }
    refused.retain(|(_, action, _)| !UNFILLED.contains(&action.as_str()));
    assert!(
        refused.is_empty(),
        "these were not filled in rightly: {refused:?}"
    );
    assert!(sent > 60, "only {sent} forms were sent");
}

/// How many rows there are of what a form adds one of.
fn sizes(wall: &Wall) -> BTreeMap<&'static str, usize> {
    const ONE: [&str; 12] = [
        "post",
        "room",
        "report",
        "filter",
        "invitation",
        "person",
        "once_key",
        "post_version",
        "appeal",
        "message",
        "blocked",
        "message_report",
    ];
    let dump = tables::dump(wall);
    ONE.map(|table| (table, dump[table].len())).into()
}

fn grew_by_one_at_most(
    form: &Form,
    before: &BTreeMap<&'static str, usize>,
    after: &BTreeMap<&'static str, usize>,
) {
    for (table, size) in after {
        let before = before[table];
        assert!(
            *size <= before + 1,
            "{}: {table} grew from {before} to {size}",
            form.action
        );
    }
}

fn a_stolen_form_changes_nothing(wall: Wall) {
    let here = furnish(&wall);
    let mint = Mint::of(&wall);
    let everybody = here.everybody(&wall);
    let crawls = everybody.map(|(who, visitor)| (who, visitor.clone(), crawl(&visitor)));
    let before = tables::dump(&wall);
    let mut refused = BTreeMap::new();
    let mut accepted = Vec::new();
    for (rank, (thief, visitor, own)) in crawls.iter().enumerate() {
        let own: BTreeSet<&str> = own
            .forms
            .iter()
            .map(|own| own.form.action.as_str())
            .collect();
        for (who, _, found) in &crawls[..rank] {
            for form in found.posts() {
                let action = form.form.action.as_str();
                let is_no_secret = *thief != "stranger" && is_every_members(action);
                if own.contains(action) || is_everybodys(action) || is_no_secret {
                    continue;
                }
                let stolen = fill(found, form, who).by(visitor);
                let status = mint.renew(&stolen, visitor).send().status;
                let expected: &[u16] = match *thief {
                    "stranger" => &[401, 404],
                    _ => &[403, 404],
                };
                if !expected.contains(&status) {
                    accepted.push(format!("{thief} sends {action} of the {who}: {status}"));
                }
                *refused.entry((*thief, status)).or_insert(0) += 1;
            }
        }
    }
    assert!(accepted.is_empty(), "{accepted:#?}");
    assert_eq!(tables::dump(&wall), before);
    assert!(refused[&("member", 403)] > 20, "{refused:?}");
    assert!(refused[&("moderator", 403)] > 10, "{refused:?}");
    assert!(refused[&("stranger", 401)] > 30, "{refused:?}");
    unseen_forms_are_refused(&wall, &here, &mint);
}

/// Whether anybody may send a form, even where no link leads them to it.
fn is_everybodys(action: &str) -> bool {
    [
        "/login",
        "/logout",
        "/report",
        "/comments",
        "/language",
        "/choice",
    ]
    .iter()
    .any(|end| action.ends_with(end))
        || (action.starts_with("/messages/") && action.ends_with("/posts"))
}

/// Whether every member may send a form, each for themselves.
fn is_every_members(action: &str) -> bool {
    ["/following", "/read", "/read-all"]
        .iter()
        .any(|end| action.ends_with(end))
}

/// Forms that stand on pages which only come of another form.
fn unseen_forms_are_refused(wall: &Wall, here: &Furnished, mint: &Mint) {
    let batch = tables::ask(
        &wall.database(),
        "SELECT CAST(max(batch) AS TEXT) AS text FROM act",
    );
    let before = tables::dump(wall);
    let any = here.ana.open("/").form("/posts").without("body");
    let to = |action: &str, fields: &[(&str, &str)]| {
        let mut form = any.clone();
        action.clone_into(&mut form.action);
        fields
            .iter()
            .fold(form, |form, (name, value)| form.add(name, value))
    };
    let sweep = [
        ("since_at", "0"),
        ("up_to", "999999"),
        ("who", "all"),
        ("deed", "delete"),
    ];
    let forms = [
        to("/moderation/undo", &[("batch", &batch[0])]),
        to("/moderation/sweep", &sweep),
        to("/moderation/people/Zed/release", &[("kind", "ban")]),
        to("/owner/siege", &[("siege", "1")]),
    ];
    for (visitor, expected) in [
        (&here.ana, 403),
        (&here.bob, 403),
        (&here.zed, 403),
        (&Visitor::new(wall), 401),
    ] {
        for form in &forms {
            let form = mint.renew(&form.clone().by(visitor), visitor);
            let status = form.send().status;
            assert_eq!(status, expected, "{}", form.action);
        }
    }
    // Somebody who is banned sends nothing else either.
    for form in crawl(&here.ana).posts() {
        let action = form.form.action.as_str();
        if action.starts_with("/posts") || action.starts_with("/rooms") {
            let form = mint.renew(&form.form.clone().by(&here.zed), &here.zed);
            assert_eq!(form.send().status, 403, "the banned send {action}");
        }
    }
    assert_eq!(tables::dump(wall), before);
}

fn what_belongs_to_another_cannot_be_named(wall: Wall) {
    let here = furnish(&wall);
    let mint = Mint::of(&wall);
    let theirs = here.ana.open("/account").form("/account/sessions/end");
    let reported = here.moderator.open("/moderation").form("/moderation");
    let post = tables::ask(&wall.database(), REPORTED);
    let reported = reported.add("post", &post[0]).press("deed", "dismiss");
    reported.submit();
    assert!(
        !tables::ask(&wall.database(), SETTLED).is_empty(),
        "nothing was settled"
    );
    let sessions = |wall: &Wall| tables::ask(&wall.database(), COUNT_SESSIONS);
    let before = (sessions(&wall), tables::dump(&wall));
    for thief in [&here.bob, &here.moderator, &here.owner] {
        let stolen = mint.renew(&theirs.clone().by(thief), thief);
        let answer = stolen.send();
        assert!(answer.status < 500, "{}", answer.name());
        assert_eq!(sessions(&wall), before.0, "a session of another was ended");
        assert!(here.ana.open("/").pseudonym().is_some());
    }
    // A report that a moderator found to be all right is not opened again by whoever names the press.
    for batch in tables::ask(&wall.database(), SETTLED) {
        let mut undo = here.bob.open("/").form("/posts").without("body");
        undo.action = "/moderation/undo".to_owned();
        let answer = mint.renew(&undo.add("batch", &batch), &here.bob).send();
        assert!([403, 404].contains(&answer.status), "{}", answer.name());
    }
    // An answer to what stands in a room cannot be put elsewhere, nor to what is nowhere.
    let reply = here.bob.open("/").form("/posts").set("body", "An answer.");
    for post in ["999999", "-1", "x", "1 OR 1=1"] {
        let mut reply = reply.clone().add("reply_to", post);
        reply.action = "/rooms/tea/posts".to_owned();
        let answer = mint.renew(&reply, &here.bob).send();
        assert!(
            [403, 404, 422].contains(&answer.status),
            "{}",
            answer.name()
        );
    }
    // What is not among the posts of the queue is not decided on by a moderator of another room.
    let held = tables::ask(
        &wall.database(),
        "SELECT CAST(id AS TEXT) AS text FROM post WHERE held_at IS NOT NULL",
    );
    let mut decide = here.ana.open("/").form("/posts").without("body");
    decide.action = "/moderation".to_owned();
    let decide = decide.add("post", &held[0]).add("deed", "release");
    let answer = mint.renew(&decide, &here.ana).send();
    assert!([403, 404].contains(&answer.status), "{}", answer.name());
    let mut after = tables::dump(&wall);
    let mut before = before.1;
    for dump in [&mut before, &mut after] {
        dump.remove("once_key");
        // What was refused is kept for whoever sent it.
        dump.remove("draft");
    }
    assert_eq!(after, before);
}

const REPORTED: &str = "SELECT CAST(post_id AS TEXT) AS text FROM report WHERE settled_at IS NULL";
const SETTLED: &str =
    "SELECT CAST(settled_batch AS TEXT) AS text FROM report WHERE settled_batch IS NOT NULL";
const COUNT_SESSIONS: &str = "SELECT CAST(count(*) AS TEXT) AS text FROM session";

fn two_moderators_decide_on_one_report_once(wall: Wall) {
    let here = furnish(&wall);
    let post = here.bob.write("Decide on me.");
    let path = format!("/posts/{post}/report");
    let report = here.ana.open(&path).form(&path);
    report.set("reason", "Look.").submit();
    let by = |moderator: &Visitor, deed: &str| {
        let form = moderator.open("/moderation").form("/moderation");
        let form = form.set("reason", "So.").add("post", &post.to_string());
        request(&form.press("deed", deed))
    };
    let requests = [by(&here.owner, "delete"), by(&here.moderator, "delete")];
    let answers = at_once(wall.address(), &requests);
    for answer in &answers {
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    let database = wall.database();
    let acts = format!("SELECT kind AS text FROM act WHERE post_id = {post} AND kind = 'delete'");
    assert_eq!(tables::ask(&database, &acts), ["delete"], "deleted twice");
    let open =
        format!("SELECT receipt AS text FROM report WHERE post_id = {post} AND settled_at IS NULL");
    assert_eq!(tables::ask(&database, &open), [""; 0]);
    assert_eq!(
        Visitor::new(&wall).get(&format!("/posts/{post}")).status,
        410
    );
    // One undoes what the other wants to be done: the wall is as the last of them wanted it.
    let page = order(&here.owner, post, "restore", "room");
    assert!(!page.words().is_empty());
    assert_eq!(
        Visitor::new(&wall).get(&format!("/posts/{post}")).status,
        200
    );
}

fn one_pseudonym_is_taken_by_one(wall: Wall) {
    let visitors: Vec<Visitor> = (0..8).map(|_| Visitor::new(&wall)).collect();
    let requests = visitors.iter().enumerate().map(|(number, visitor)| {
        // The same to a reader, if not to a machine.
        let name = ["Amélie", "AMÉLIE", "Ame\u{301}lie", "amélie"][number % 4];
        request(&visitor.open("/login").form("/login").set("pseudonym", name))
    });
    let answers = at_once(wall.address(), &requests.collect::<Vec<_>>());
    let mut statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422, 422, 422, 422, 422, 422, 422]);
    assert_eq!(tables::dump(&wall)["person"].len(), 1);
}

fn one_wall_is_claimed_by_one(wall: Wall) {
    let claim = wall.claim();
    let requests = (0..4).map(|number| {
        let form = Visitor::new(&wall).get(&claim).form("/owner/claim");
        let form = form.set("pseudonym", &format!("Owner {number}"));
        request(&form.set("password", "the owner's long password"))
    });
    let answers = at_once(wall.address(), &requests.collect::<Vec<_>>());
    let won = answers.iter().filter(|answer| answer.status == 303).count();
    assert_eq!(
        won,
        1,
        "{:?}",
        answers
            .iter()
            .map(|answer| answer.status)
            .collect::<Vec<_>>()
    );
    let owners = "SELECT name AS text FROM person WHERE role = 'owner'";
    assert_eq!(tables::ask(&wall.database(), owners).len(), 1);
}
