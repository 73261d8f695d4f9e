//! Words on their way: previewed, refused, or typed before their author had a name. Private.
//!
//! One rule: whatever is refused although its form was in order is kept, for the person who sent it and
//! for the place that it was meant for, until it is sent, thrown away, or [`KEPT_FOR`] old. A form that
//! was not in order is not kept, since it may be somebody else's doing: it is shown again with its words.

use actix_web::HttpResponse;
use diesel::prelude::*;

use super::{Act, Ctx, Submission, error_page, once, session_number};
use crate::clock::{DAY, Micros};
use crate::db::schema::draft;
use crate::db::{Conn, Tx, on_either};
use crate::error::Error;
use crate::html::Refused;

/// How long a draft is kept.
pub const KEPT_FOR: Micros = 30 * DAY;
/// How many drafts somebody has at most: beyond that the oldest goes.
pub const MOST: i64 = 50;

/// A draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The words.
    pub body: String,
    /// What they answer.
    pub reply_to: Option<i64>,
    /// What is to become of the files of the post that is being changed, as `attachment` notes it. Files that
    /// wait to hang on a new post wait in the session that sent them.
    pub files: Option<String>,
    /// The poll that is to stand under them, as its form was filled in.
    pub poll: Option<String>,
}

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Where it would have been sent.
    pub place: String,
    /// The words.
    pub draft: Draft,
    /// Since when it is kept.
    pub at: Micros,
}

type Row = (
    String,
    String,
    Option<i64>,
    Option<String>,
    Micros,
    Option<String>,
);

/// What of a draft is read.
const ROW: (
    draft::place,
    draft::body,
    draft::reply_to,
    draft::files,
    draft::saved_at,
    draft::poll,
) = (
    draft::place,
    draft::body,
    draft::reply_to,
    draft::files,
    draft::saved_at,
    draft::poll,
);

fn from_row((place, body, reply_to, files, at, poll): Row) -> Saved {
    let draft = Draft {
        body,
        reply_to,
        files,
        poll,
    };
    Saved { place, draft, at }
}

/// The draft of a person for a composer, named by where that sends, and since when it is kept.
///
/// # Errors
/// A fault of the database.
pub fn find(conn: &mut Conn, person: i64, place: &str) -> Result<Option<Saved>, Error> {
    let found = draft::table.find((person, place)).select(ROW);
    let row: Option<Row> = on_either!(conn, |conn| found.first(conn).optional())?;
    Ok(row.map(from_row))
}

/// All drafts of a person, the latest first.
///
/// # Errors
/// A fault of the database.
pub fn all(conn: &mut Conn, person: i64) -> Result<Vec<Saved>, Error> {
    let rows: Vec<Row> = draft::table
        .filter(draft::person_id.eq(person))
        .order((draft::saved_at.desc(), draft::place))
        .select(ROW)
        .load(conn)?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Keeps a draft, in the place of the one before.
///
/// # Errors
/// A fault of the database.
pub fn save(
    tx: &mut Tx<'_>,
    person: i64,
    place: &str,
    words: &Draft,
    now: Micros,
) -> Result<(), Error> {
    drop(tx, person, place)?;
    let others: Vec<String> = draft::table
        .filter(draft::person_id.eq(person))
        .order((draft::saved_at.desc(), draft::place))
        .offset(MOST - 1)
        .limit(MOST)
        .select(draft::place)
        .load(tx.conn)?;
    for oldest in others {
        diesel::delete(draft::table.find((person, oldest))).execute(tx.conn)?;
    }
    diesel::insert_into(draft::table)
        .values((
            draft::person_id.eq(person),
            draft::place.eq(place),
            draft::body.eq(&words.body),
            draft::reply_to.eq(words.reply_to),
            draft::files.eq(&words.files),
            draft::saved_at.eq(now),
            draft::poll.eq(&words.poll),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Forgets a draft. Most of what is said has none, and looking is cheaper than deleting nothing.
///
/// # Errors
/// A fault of the database.
pub fn drop(tx: &mut Tx<'_>, person: i64, place: &str) -> Result<(), Error> {
    if find(tx.conn, person, place)?.is_none() {
        return Ok(());
    }
    diesel::delete(draft::table.find((person, place))).execute(tx.conn)?;
    Ok(())
}

/// Forgets drafts that nobody went on with for [`KEPT_FOR`].
///
/// # Errors
/// A fault of the database.
pub fn forget_old(tx: &mut Tx<'_>, now: Micros) -> Result<(), Error> {
    let old = draft::table.filter(draft::saved_at.lt(now.saturating_sub(KEPT_FOR)));
    diesel::delete(old).execute(tx.conn)?;
    Ok(())
}

impl Ctx {
    /// A page that says why words were not taken, and gives them back; they are kept as a draft for
    /// `place`, where that can be.
    pub async fn refuse_words(
        &self,
        error: &Error,
        form: &Submission,
        place: &str,
        words: Draft,
    ) -> HttpResponse {
        let shown = words.body.clone();
        self.refuse_all(error, form, (place, words), &shown).await
    }

    /// The same, where more than the body of the draft was typed: `shown` is all of it.
    pub async fn refuse_all(
        &self,
        error: &Error,
        form: &Submission,
        (place, words): (&str, Draft),
        shown: &str,
    ) -> HttpResponse {
        self.note(error);
        // There never was such a place.
        let nowhere = matches!(error, Error::NotFound);
        let is_draft = !nowhere && self.keep_words(form, place, words).await;
        let refused = Refused {
            words: shown,
            is_draft,
        };
        self.page(error_page(self, error, Some(refused)))
    }

    /// Keeps what was sent and refused as a draft for `place`. Answers whether it is kept now: not where the
    /// form is not in order, where it was acted on after all, where too much was refused already, and where
    /// the database takes nothing, which may be why the words were refused.
    pub async fn keep_words(&self, form: &Submission, place: &str, words: Draft) -> bool {
        let Some(member) = &self.ui.viewer.member else {
            return false;
        };
        if words.body.trim().is_empty() || form.problem(&self.ui).is_some() {
            return false;
        }
        if self.spend(Act::Keep).await.is_err() {
            return false;
        }
        let (person, place, now) = (member.id, place.to_owned(), self.ui.now);
        let (key, number) = (session_number(self.ui.forms.cookie()), form.once());
        let kept = self.site.db.write(move |tx| {
            if once::location(tx, &key, &number)?.is_some() {
                return Ok(false);
            }
            save(tx, person, &place, &words, now)?;
            Ok(true)
        });
        kept.await.unwrap_or_else(|error| {
            self.note(&error);
            false
        })
    }
}
