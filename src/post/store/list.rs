//! Paging through posts by key, and loading what stands around them.

use std::sync::Arc;

use diesel::prelude::*;

use super::{COLUMNS, Row, quote_of};
use crate::account::store as people;
use crate::attachment::{Attachment, store as attachments};
use crate::clock::Micros;
use crate::db::schema::{person, post, room};
use crate::db::{Conn, on_either};
use crate::error::Error;
use crate::html::Slice;
use crate::post::poll::store as polls;
use crate::post::reaction::store as reactions;
use crate::post::{COMMENTS_SHOWN, Entry, Post, Quote, Sealed};
use crate::rules::Reaction;
use crate::urls::Window;
use crate::viewer::Viewer;

/// Which posts a list holds.
#[derive(Debug, Clone, Copy)]
pub struct Filter<'a> {
    /// The room.
    pub room: i64,
    /// The post whose comments they are; without it, posts that are no comments.
    pub parent: Option<i64>,
    /// From when on they were said, and before when.
    pub span: Option<(Micros, Micros)>,
    /// Who looks: whoever may undo a deletion sees its place.
    pub viewer: &'a Viewer,
    /// How many at once.
    pub limit: usize,
}

type Boxed<'a> = diesel::helper_types::IntoBoxed<
    'a,
    diesel::helper_types::Select<
        diesel::helper_types::InnerJoinOn<
            post::table,
            person::table,
            diesel::helper_types::Eq<person::id, post::author_id>,
        >,
        super::Columns,
    >,
    <Conn as diesel::Connection>::Backend,
>;

fn chosen<'a>(filter: &Filter<'a>) -> Boxed<'a> {
    let mut query = post::table
        .inner_join(person::table.on(person::id.eq(post::author_id)))
        .select(COLUMNS)
        .into_boxed()
        .filter(post::erased_at.is_null());
    query = match filter.parent {
        Some(parent) => query.filter(post::parent_id.eq(parent)),
        None => query
            .filter(post::parent_id.is_null())
            .filter(post::room_id.eq(filter.room)),
    };
    if let Some((from, to)) = filter.span {
        query = query
            .filter(post::published_at.ge(from))
            .filter(post::published_at.lt(to));
    }
    match filter.viewer.id() {
        _ if filter.viewer.moderates() => query,
        Some(viewer) => {
            let query = query.filter(
                post::deleted_at
                    .is_null()
                    .or(post::comments.gt(0))
                    .or(post::author_id.eq(viewer))
                    .or(post::deleted_by.eq(viewer)),
            );
            if filter.viewer.keeps(filter.room, None) {
                return query;
            }
            // What waits is seen by its author, and by whoever opened the room.
            let opened = room::table
                .filter(room::owner_id.eq(viewer))
                .select(room::id);
            query.filter(
                post::held_at
                    .is_null()
                    .or(post::author_id.eq(viewer))
                    .or(post::room_id.eq_any(opened)),
            )
        }
        None => query
            .filter(post::deleted_at.is_null().or(post::comments.gt(0)))
            .filter(post::held_at.is_null()),
    }
}

/// A part of a list, newest first, and whether it goes on before and after.
///
/// # Errors
/// [`Error::NotFound`] when a day's list is asked for from a post that never was; a fault of the
/// database.
pub fn list(conn: &mut Conn, filter: &Filter<'_>, window: Window) -> Result<Slice<Post>, Error> {
    let limit = filter.limit as i64 + 1;
    let rows: Vec<Row> = if filter.span.is_some() {
        day_rows(conn, filter, window, limit)?
    } else {
        let query = chosen(filter).limit(limit);
        match window {
            Window::Newest => query.order(post::id.desc()).load(conn)?,
            Window::Before(id) => query
                .filter(post::id.lt(id))
                .order(post::id.desc())
                .load(conn)?,
            Window::After(id) => query
                .filter(post::id.gt(id))
                .order(post::id.asc())
                .load(conn)?,
        }
    };
    let posts = rows.into_iter().map(Post::from).collect();
    Ok(Slice::cut(posts, window, filter.limit))
}

/// A day is read by time, since what was imported may be numbered in another order.
fn day_rows(
    conn: &mut Conn,
    filter: &Filter<'_>,
    window: Window,
    limit: i64,
) -> Result<Vec<Row>, Error> {
    let query = chosen(filter).limit(limit);
    let latest_first = (post::published_at.desc(), post::id.desc());
    Ok(match window {
        Window::Newest => query.order(latest_first).load(conn)?,
        Window::After(0) => query
            .order((post::published_at.asc(), post::id.asc()))
            .load(conn)?,
        Window::Before(id) => {
            let at = super::by_id(conn, id)?.published_at;
            let before = post::published_at
                .lt(at)
                .or(post::published_at.eq(at).and(post::id.lt(id)));
            query.filter(before).order(latest_first).load(conn)?
        }
        Window::After(id) => {
            let at = super::by_id(conn, id)?.published_at;
            let after = post::published_at
                .gt(at)
                .or(post::published_at.eq(at).and(post::id.gt(id)));
            query
                .filter(after)
                .order((post::published_at.asc(), post::id.asc()))
                .load(conn)?
        }
    })
}

/// When something was said in a room last before a span of time, and first after it.
///
/// # Errors
/// A fault of the database.
pub fn around(
    conn: &mut Conn,
    room: i64,
    (from, to): (Micros, Micros),
) -> Result<(Option<Micros>, Option<Micros>), Error> {
    let said = || {
        post::table
            .filter(post::room_id.eq(room))
            .filter(post::parent_id.is_null())
            .filter(post::erased_at.is_null())
            .filter(post::deleted_at.is_null())
            .filter(post::held_at.is_null())
            .select(post::published_at)
    };
    let before: Option<Micros> = said()
        .filter(post::published_at.lt(from))
        .order(post::published_at.desc())
        .first(conn)
        .optional()?;
    let after: Option<Micros> = said()
        .filter(post::published_at.ge(to))
        .order(post::published_at.asc())
        .first(conn)
        .optional()?;
    Ok((before, after))
}

/// Loads what stands around posts: what they answer, and, where `comments` is wished for, the latest
/// of their comments.
///
/// # Errors
/// A fault of the database.
pub fn entries(
    conn: &mut Conn,
    posts: Vec<Post>,
    viewer: &Viewer,
    comments: bool,
) -> Result<Vec<Entry>, Error> {
    let quotes = quotes(conn, &posts)?;
    let mut under_each = Vec::with_capacity(posts.len());
    for post in &posts {
        under_each.push(if comments && post.comments > 0 {
            latest_comments(conn, post, viewer)?
        } else {
            Vec::new()
        });
    }
    let all = posts.iter().chain(under_each.iter().flatten());
    let mentions = super::mentions(conn, all.map(|post| post.body.as_str()))?;
    let mut entries = Vec::with_capacity(posts.len());
    for (post, under) in posts.into_iter().zip(under_each) {
        let under = under.into_iter();
        let comments = under.map(|post| Entry::of(post, &mentions)).collect();
        let quote = post
            .reply_to
            .and_then(|id| quotes.binary_search_by_key(&id, |(_, quote)| quote.id).ok())
            .map(|at| &quotes[at])
            // What was moved to another room meanwhile is for those who may read there.
            .filter(|(room, _)| *room == post.room)
            .map(|(_, quote)| quote.clone());
        entries.push(Entry {
            quote,
            comments,
            ..Entry::of(post, &mentions)
        });
    }
    hang_files(conn, &mut entries)?;
    add_polls(conn, &mut entries)?;
    if let Some(person) = viewer.id() {
        let pressed = Pressed::read(conn, entries.iter(), person)?;
        let marked = entries.into_iter().map(|entry| pressed.marked(entry));
        entries = marked.collect();
    }
    Ok(entries)
}

/// Loads what hangs on posts and on their comments, in one question; in none where nothing does.
fn hang_files(conn: &mut Conn, entries: &mut [Entry]) -> Result<(), Error> {
    let all = entries.iter().flat_map(|entry| {
        std::iter::once(&entry.post).chain(entry.comments.iter().map(|under| &under.post))
    });
    let files = files_on(conn, all)?;
    if files.is_empty() {
        return Ok(());
    }
    let of = |post: &Post| -> Vec<Attachment> {
        files
            .iter()
            .filter(|file| file.post == post.id)
            .cloned()
            .collect()
    };
    for entry in entries {
        entry.files = of(&entry.post);
        for comment in &mut entry.comments {
            comment.files = of(&comment.post);
        }
    }
    Ok(())
}

/// What hangs on posts, where it is shown, in one question; in none where nothing does.
///
/// # Errors
/// A fault of the database.
pub fn files_on<'a>(
    conn: &mut Conn,
    posts: impl Iterator<Item = &'a Post>,
) -> Result<Vec<Attachment>, Error> {
    let posts = posts.filter(|post| shows_files(post));
    let ids: Vec<i64> = posts.map(|post| post.id).collect();
    attachments::of(conn, &ids)
}

/// Loads polls: nothing, where no post has one.
fn add_polls(conn: &mut Conn, entries: &mut [Entry]) -> Result<(), Error> {
    let polled = entries.iter().filter(|entry| entry.post.polled);
    let polled: Vec<i64> = polled.map(|entry| entry.post.id).collect();
    let mut polls = polls::of_posts(conn, &polled, None)?;
    for entry in entries {
        let poll = polls.iter().position(|poll| poll.post == entry.post.id);
        entry.poll = poll.map(|at| polls.swap_remove(at));
    }
    Ok(())
}

/// How somebody reacts to some posts, and what they chose in their polls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pressed {
    reactions: Vec<(i64, Reaction)>,
    votes: Vec<(i64, i64)>,
}

impl Pressed {
    /// Asks for it: nothing, where nobody reacts and nothing can be voted for.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn read<'a>(
        conn: &mut Conn,
        entries: impl Iterator<Item = &'a Entry>,
        person: i64,
    ) -> Result<Self, Error> {
        let (mut reacted, mut polled) = (Vec::new(), Vec::new());
        for entry in entries.flat_map(|entry| std::iter::once(entry).chain(&entry.comments)) {
            if !entry.post.reactions.is_empty() {
                reacted.push(entry.post.id);
            }
            if entry.poll.is_some() {
                polled.push(entry.post.id);
            }
        }
        let mut pressed = Self::default();
        if !reacted.is_empty() {
            pressed.reactions = reactions::own(conn, person, &reacted)?;
        }
        if !polled.is_empty() {
            pressed.votes = people::chosen(conn, person, &polled)?;
        }
        Ok(pressed)
    }

    /// Puts it beside the posts that it is about.
    pub fn mark(&self, entries: &mut [Arc<Sealed>]) {
        if *self == Self::default() {
            return;
        }
        for entry in entries {
            let all = std::iter::once(&***entry).chain(&entry.comments);
            if all.into_iter().any(|entry| self.is_about(entry.post.id)) {
                *entry = Sealed::new(self.marked(Entry::clone(entry)));
            }
        }
    }

    fn is_about(&self, id: i64) -> bool {
        self.reactions.iter().any(|(post, _)| *post == id)
            || self.votes.iter().any(|(post, _)| *post == id)
    }

    /// The same entry with it.
    pub fn marked(&self, mut entry: Entry) -> Entry {
        self.mark_one(&mut entry);
        for comment in &mut entry.comments {
            self.mark_one(comment);
        }
        entry
    }

    fn mark_one(&self, entry: &mut Entry) {
        let id = entry.post.id;
        let own = self.reactions.iter().filter(|(post, _)| *post == id);
        entry.own = own.map(|(_, kind)| *kind).collect();
        if let Some(poll) = &mut entry.poll {
            let own = self.votes.iter().filter(|(post, _)| *post == id);
            poll.own = own.map(|(_, choice)| *choice).collect();
        }
    }
}

/// Whether somebody sees posts of a room that others do not: their own that wait for a moderator, and
/// deleted ones that are theirs, or that they deleted.
///
/// # Errors
/// A fault of the database.
pub fn sees_apart(conn: &mut Conn, person: i64, room: i64) -> Result<bool, Error> {
    let there = || {
        post::table
            .filter(post::room_id.eq(room))
            .filter(post::erased_at.is_null())
            .select(post::id)
            .limit(1)
    };
    let own = there().filter(post::author_id.eq(person)).filter(
        post::deleted_at
            .is_not_null()
            .or(post::held_at.is_not_null()),
    );
    // Every list that a member opens asks this.
    let own: Option<i64> = on_either!(conn, |conn| own.first(conn).optional())?;
    if own.is_some() {
        return Ok(true);
    }
    let deleted = there().filter(post::deleted_by.eq(person));
    let deleted: Option<i64> = on_either!(conn, |conn| deleted.first(conn).optional())?;
    Ok(deleted.is_some())
}

/// What hangs on one post, where it is shown.
///
/// # Errors
/// A fault of the database.
pub fn files_of(conn: &mut Conn, post: &Post) -> Result<Vec<Attachment>, Error> {
    files_on(conn, std::iter::once(post))
}

fn shows_files(post: &Post) -> bool {
    post.files > 0 && post.deleted.is_none() && !post.erased
}

fn latest_comments(conn: &mut Conn, post: &Post, viewer: &Viewer) -> Result<Vec<Post>, Error> {
    let filter = Filter {
        room: post.room,
        parent: Some(post.id),
        span: None,
        viewer,
        limit: COMMENTS_SHOWN,
    };
    let mut latest = list(conn, &filter, Window::Newest)?.rows;
    latest.reverse();
    Ok(latest)
}

/// What posts answer, in the order of the numbers, each with the room where it stands.
fn quotes(conn: &mut Conn, posts: &[Post]) -> Result<Vec<(i64, Quote)>, Error> {
    let ids: Vec<i64> = posts.iter().filter_map(|post| post.reply_to).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = post::table
        .inner_join(person::table.on(person::id.eq(post::author_id)))
        .filter(post::id.eq_any(ids))
        .order(post::id)
        .select(COLUMNS)
        .load(conn)?;
    // What stands under a post that waits is not quoted.
    let parents: Vec<i64> = rows.iter().filter_map(|row| row.parent).collect();
    let held: Vec<i64> = if parents.is_empty() {
        Vec::new()
    } else {
        post::table
            .filter(post::id.eq_any(parents))
            .filter(post::held_at.is_not_null())
            .select(post::id)
            .load(conn)?
    };
    let seen = |post: &Post| post.parent.is_none_or(|parent| !held.contains(&parent));
    let quoted = rows.into_iter().map(Post::from).filter(seen);
    Ok(quoted.map(|post| (post.room, quote_of(&post))).collect())
}
