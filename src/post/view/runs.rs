//! The posts of a list, run by run.
//!
//! What many people read is made once: neighbouring posts are one piece of markup, which is kept under
//! everything that it depends on. A new post makes one run anew, and the others stay as they are.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::article::{Showing, article};
use super::pages::line_of_news;
use crate::clock::Zone;
use crate::html::{PieceKey, Ui, piece_key, time};
use crate::locale::Lang;
use crate::log::RoomKind;
use crate::post::{Entry, Post, Sealed};
use crate::room::Room;
use crate::rules::Who;
use crate::viewer::{Reading, Rights};

/// How many posts a run has on average. The more there are, the better they are compressed; the fewer, the
/// less is made anew for one that changed.
const ABOUT: u64 = 16;

/// Which headings stand among posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Days<'a> {
    /// None.
    None,
    /// Those of their days.
    Named,
    /// The same, which lead into the list of this address.
    LeadInto(&'a str),
}

/// Posts with the headings of their days, and with the line before which the news end.
pub fn runs(
    ui: &Ui,
    entries: &[&Sealed],
    days: Days<'_>,
    line: Option<usize>,
    showing: Showing<'_>,
) -> Markup {
    let rows: Vec<Row<'_>> = entries
        .iter()
        .scan(None, |day_before, entry| {
            let day = ui.reading.zone.day(entry.post.published_at);
            let heads = day_before.replace(day) != Some(day) && days != Days::None;
            Some(Row { entry, heads, day })
        })
        .collect();
    let mut rest = &rows[..];
    let mut shown = 0;
    let mut made = Vec::new();
    while !rest.is_empty() {
        if line == Some(shown) {
            made.push(line_of_news(ui));
        }
        let most = line.filter(|line| *line > shown);
        let most = most.map_or(rest.len(), |line| rest.len().min(line - shown));
        let (run, after) = rest.split_at(length(&rest[..most]));
        made.push(one(ui, run, days, showing));
        shown += run.len();
        rest = after;
    }
    html! { @for markup in &made { (markup) } }
}

/// A post in its place.
struct Row<'a> {
    entry: &'a Sealed,
    /// Whether its day begins with it.
    heads: bool,
    day: NaiveDate,
}

/// How many posts the run has that these begin with: at least one. Where runs end follows from the numbers
/// of posts alone, so that it stays there when others come before or after.
fn length(rows: &[Row<'_>]) -> usize {
    if !lasts(rows[0].entry) {
        return 1;
    }
    let after = rows[1..].iter();
    let ends = after.take_while(|row| lasts(row.entry) && !begins(row.entry.post.id));
    1 + ends.count()
}

/// Whether a run begins with this post (Fibonacci hashing, so that they are spread evenly).
fn begins(id: i64) -> bool {
    let hash = id.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 32).is_multiple_of(ABOUT)
}

/// Whether its markup changes only when something happens: what was deleted can be brought back for a time.
pub(super) fn lasts(entry: &Entry) -> bool {
    let there = entry.post.deleted.is_none() && !entry.post.erased;
    there && entry.comments.iter().all(lasts)
}

fn one(ui: &Ui, run: &[Row<'_>], days: Days<'_>, showing: Showing<'_>) -> Markup {
    let make = || {
        html! {
            @for row in run {
                @if row.heads { (heading(ui, row.day, days)) }
                (article(ui, row.entry, showing))
            }
        }
    };
    if ui.reading.ages || !lasts(run[0].entry) {
        return make();
    }
    ui.kept(key(ui, run, days, showing), make)
}

fn heading(ui: &Ui, day: NaiveDate, days: Days<'_>) -> Markup {
    let stamp = html! { time datetime=(day.format("%Y-%m-%d")) { (time::day(ui.lang, day)) } };
    html! {
        h2.day {
            @if let Days::LeadInto(list) = days { a href=(ui.urls.day(list, day)) { (stamp) } } @else { (stamp) }
        }
    }
}

/// Everything that the markup of a run depends on.
#[derive(Hash)]
struct Depends<'a> {
    lang: Lang,
    zone: Zone,
    rules: i64,
    /// What the visitor may do; nothing for strangers.
    rights: Option<Rights<'a>>,
    /// Whether they opened the room.
    opened: bool,
    room: Standing<'a>,
    days: Days<'a>,
    list: Option<&'a str>,
    under: Option<&'a Post>,
    flags: [bool; 4],
    posts: Vec<Known>,
}

/// What of a room its posts depend on.
#[derive(Hash)]
struct Standing<'a> {
    id: i64,
    kind: RoomKind,
    slug: &'a str,
    owner: Option<i64>,
    is_deleted: bool,
    writers: Who,
}

fn standing(room: &Room) -> Standing<'_> {
    // All of it is named, so that whatever is added is thought of here. What is not kept here changes with
    // each post, or stands on the page beside them.
    let Room {
        id,
        kind,
        slug,
        title: _,
        about: _,
        owner,
        posts: _,
        last_seq: _,
        deleted_at,
        deleted_by: _,
        approves: _,
        slow_seconds: _,
        writers,
    } = room;
    Standing {
        id: *id,
        kind: *kind,
        slug,
        owner: *owner,
        is_deleted: deleted_at.is_some(),
        writers: *writers,
    }
}

/// A post as one visitor sees it.
#[derive(Hash)]
struct Known {
    entry: PieceKey,
    heads: bool,
    /// Of the post and of its comments in turn: whether it is the visitor's own, and whether its author is
    /// here.
    people: Vec<(bool, bool)>,
    /// Whether its poll takes votes now.
    votes: bool,
}

fn key(ui: &Ui, run: &[Row<'_>], days: Days<'_>, showing: Showing<'_>) -> PieceKey {
    let Showing {
        room,
        list,
        whole,
        dated,
        open,
        forms,
        under,
    } = showing;
    let Reading { zone, .. } = ui.reading;
    piece_key(&Depends {
        lang: ui.lang,
        zone,
        rules: ui.rules_version,
        rights: ui.viewer.member.as_ref().map(|member| member.rights()),
        opened: room.owner.is_some_and(|owner| ui.viewer.is(owner)),
        room: standing(room),
        days,
        list,
        under,
        flags: [whole, dated, open, forms],
        posts: run.iter().map(|row| known(ui, row)).collect(),
    })
}

fn known(ui: &Ui, row: &Row<'_>) -> Known {
    let entry = row.entry;
    let all = std::iter::once(&**entry).chain(&entry.comments);
    let people = all.map(|entry| {
        let author = &entry.post.author;
        (ui.viewer.is(author.id), ui.lights.has(&author.address))
    });
    Known {
        entry: entry.key(),
        heads: row.heads,
        people: people.collect(),
        votes: entry.poll.as_ref().is_some_and(|poll| poll.is_open(ui.now)),
    }
}
