//! Letters about what is unread, to those who asked for them. At most one in the time that they chose: who
//! is to get one is claimed before it is written, so that a restart or a second process writes none twice.

use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

use super::store;
use super::unread::{Part, gather};
use crate::account::store as people;
use crate::clock::Micros;
use crate::error::Error;
use crate::html::KeyMaker;
use crate::html::markdown::plain;
use crate::html::text::snippet;
use crate::locale::{Lang, Value};
use crate::log::RoomKind;
use crate::mail::Letter;
use crate::room::visit::{UNREAD_MOST, Visits};
use crate::web::Site;

/// How many letters are begun at once: fewer than may wait for the mail server.
const AT_ONCE: i64 = 20;
/// How many letters may wait, of whatever kind, where one more of these is begun.
const MOST_WAITING: usize = 20;
/// How many characters of a post stand in a letter.
const QUOTED: usize = 100;

/// Writes the letters that are due, if there is a mail server.
///
/// # Errors
/// A fault of the database.
pub fn send_due(site: &Site) -> Result<(), Error> {
    let Some(mailer) = &site.mailer else {
        return Ok(());
    };
    let now = site.clock.now();
    let due = site.db.read_here(|conn| store::due(conn, now, AT_ONCE))?;
    for (person, since) in due {
        // Somebody may wait for the letter that gives them back their password. The others come later.
        if mailer.waiting() >= MOST_WAITING {
            break;
        }
        let claimed = site
            .db
            .write_here(move |tx| store::claim(tx, person, since, now))?;
        if claimed {
            let site = site.clone();
            mailer.soon(move || letter(&site, person, now));
        }
    }
    Ok(())
}

/// What shows that whoever opens the page on which letters end holds one of them.
pub fn proof(keys: &KeyMaker, person: i64) -> String {
    let mac = keys.derive(&[b"end of letters", &person.to_be_bytes()]);
    BASE64URL_NOPAD.encode(&mac[..16])
}

/// Whether it does.
pub fn proves(keys: &KeyMaker, person: i64, typed: &str) -> bool {
    bool::from(proof(keys, person).as_bytes().ct_eq(typed.as_bytes()))
}

/// The letter to a person, if anything is unread and they may read it.
fn letter(site: &Site, person: i64, now: Micros) -> Result<Option<Letter>, Error> {
    let rules = site.rules.now().1;
    let offered = rules.offered();
    let found = site.db.read_here(|conn| {
        let Some(to) = people::confirmed_address(conn, person)? else {
            return Ok(None);
        };
        let viewer = store::viewers(conn, &[person], &rules, now)?.remove(&person);
        let Some(viewer) = viewer.filter(|viewer| viewer.shut_out().is_none()) else {
            return Ok(None);
        };
        let parts = gather(conn, &Visits::default(), &viewer)?;
        let chosen = people::language_of(conn, person)?;
        let chosen = chosen.and_then(|code| Lang::from_code(&code));
        Ok(Some((to, viewer, parts, chosen)))
    })?;
    let Some((to, viewer, parts, chosen)) = found.filter(|found| !found.2.is_empty()) else {
        return Ok(None);
    };
    let lang = chosen
        .filter(|lang| offered.contains(lang))
        .or(offered.first().copied())
        .unwrap_or_default();
    let end = site.urls.letters_end(person, &proof(&site.keys, person));
    let end = absolute(site, &end);
    let title = if rules.title.is_empty() {
        &site.config.title
    } else {
        &rules.title
    };
    let name = viewer.member.as_ref().map_or("", |member| &member.name);
    let list: Vec<String> = parts.iter().map(|part| told(site, lang, part)).collect();
    let values = [
        ("title", Value::Text(title)),
        ("name", Value::Text(name)),
        ("list", Value::Text(&list.join("\n\n"))),
        ("all", Value::Text(&absolute(site, &site.urls.unread()))),
        ("end", Value::Text(&end)),
    ];
    Ok(Some(Letter {
        to,
        subject: lang.t_with("letter-unread-subject", &values),
        body: format!("{}\n", lang.t_with("letter-unread", &values)),
        unsubscribe: Some(end),
    }))
}

/// What is unread in a room, in lines.
fn told(site: &Site, lang: Lang, part: &Part) -> String {
    let (title, way) = match part.room.kind {
        RoomKind::Room => (&part.room.title[..], site.urls.room_unread(&part.room.slug)),
        RoomKind::Wall | RoomKind::Own => (lang.t("nav-wall"), site.urls.wall_unread()),
    };
    let count = if part.unread.count < UNREAD_MOST {
        lang.t_with(
            "unread-count",
            &[("count", Value::Number(part.unread.count))],
        )
    } else {
        let most = [("count", Value::Number(UNREAD_MOST - 1))];
        lang.t_with("unread-many", &most)
    };
    let mut lines = vec![format!("{title} ({count})"), absolute(site, &way)];
    for post in &part.posts {
        let name = match &post.author.name[..] {
            "" => lang.t("nameless"),
            name => name,
        };
        let words = snippet(&plain(&post.body), QUOTED);
        lines.push(format!("  {name}{} {words}", lang.t("said")));
    }
    lines.join("\n")
}

/// The address in a letter, as it was configured.
fn absolute(site: &Site, path: &str) -> String {
    let origin = site.config.public_urls.first().map(|url| url.origin());
    format!("{}{path}", origin.unwrap_or_default())
}
