//! Everything that is kept about a person, as an archive in open formats that any computer opens.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

use chrono::SecondsFormat;
use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::avatar::Avatar;
use super::store::{self, OwnFile, OwnMessage, OwnPost, Person};
use crate::clock::{Micros, utc};
use crate::config::Config;
use crate::db::Conn;
use crate::error::Error;
use crate::urls::Urls;
use crate::viewer::Member;
use crate::web::draft;

/// How many posts or messages are read at once.
const AT_ONCE: i64 = 500;

/// What goes into an archive besides the database's answers.
pub struct Order {
    /// Whose.
    pub member: Member,
    /// The addresses.
    pub urls: Urls,
    /// The scheme and host before them.
    pub origin: String,
    /// The first file, in the person's language.
    pub read_me: String,
    /// What was configured: where files are kept.
    pub config: Config,
}

/// The archive (ZIP, deflated), in a file that nobody else finds, and that is gone when it is closed: it
/// may be larger than what fits into memory.
///
/// # Errors
/// A fault of the database, of the disk, or of the archive.
pub fn pack(conn: &mut Conn, order: &Order) -> Result<File, Error> {
    let person = store::by_id(conn, order.member.id)?;
    let file = nameless(&order.config).map_err(Error::fault)?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    begin(&mut zip, "README.txt")?;
    write(&mut zip, order.read_me.as_bytes())?;
    for (name, value) in [
        ("profile.json", profile(conn, order, &person)?),
        ("sessions.json", sessions(conn, &order.member)?),
        ("settings.json", settings(conn, &order.member)?),
        ("drafts.json", drafts(conn, order)?),
        ("moderation.json", moderation(conn, order)?),
        ("notifications.json", notifications(conn, &order.member)?),
        ("reactions.json", reactions(conn, order)?),
    ] {
        begin(&mut zip, name)?;
        let text = serde_json::to_string_pretty(&value).map_err(Error::fault)?;
        write(&mut zip, text.as_bytes())?;
    }
    let files = store::own_files(conn, person.id)?;
    begin(&mut zip, "posts.jsonl")?;
    let mut after = 0;
    loop {
        let posts = store::own_posts(conn, person.id, after, AT_ONCE)?;
        let Some(last) = posts.last() else { break };
        after = last.id;
        for post in &posts {
            let files: Vec<&OwnFile> = files.iter().filter(|file| file.post == post.id).collect();
            let line = format!("{}\n", said(order, &person, post, &files));
            write(&mut zip, line.as_bytes())?;
        }
    }
    begin(&mut zip, "messages.jsonl")?;
    // One conversation after the other: each message is read once, however many conversations there are.
    for side in store::own_conversations(conn, person.id)? {
        after = 0;
        loop {
            let messages = store::own_messages(conn, person.id, &side, after, AT_ONCE)?;
            let Some(last) = messages.last() else { break };
            after = last.id;
            for message in &messages {
                let line = format!("{}\n", written(&person, message));
                write(&mut zip, line.as_bytes())?;
            }
        }
    }
    for file in &files {
        add_file(&mut zip, order, &name_of(file), &file.file)?;
    }
    if let Some(avatar) = store::avatar_of(conn, person.id)? {
        add_file(&mut zip, order, &name_of_avatar(&avatar), &avatar.file)?;
    }
    let mut file = zip
        .finish()
        .map_err(Error::fault)?
        .into_inner()
        .map_err(Error::fault)?;
    file.rewind().map_err(Error::fault)?;
    Ok(file)
}

/// A file without a name.
fn nameless(config: &Config) -> io::Result<File> {
    let folder = config.incoming_dir();
    std::fs::create_dir_all(&folder)?;
    let mut random = [0; 12];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    let path = folder.join(HEXLOWER.encode(&random));
    let file = File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(&path)?;
    // Where a file that is open cannot be removed, the upkeep does it later.
    let _ = std::fs::remove_file(&path);
    Ok(file)
}

/// What a file is called in the archive.
fn name_of(file: &OwnFile) -> String {
    let what = if file.post == 0 {
        "waiting".to_owned()
    } else {
        file.post.to_string()
    };
    format!("files/{what}-{}-{}", file.position, file.name)
}

/// What the person's picture is called there.
fn name_of_avatar(avatar: &Avatar) -> String {
    format!("files/picture.{}", avatar.kind)
}

fn add_file(zip: &mut Zip, order: &Order, name: &str, file: &str) -> Result<(), Error> {
    // One that is not on the disk was taken away meanwhile.
    let Ok(mut from) = File::open(order.config.file_path(file)) else {
        return Ok(());
    };
    // They are as small as they get already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(name, options).map_err(Error::fault)?;
    io::copy(&mut from, zip).map_err(Error::fault)?;
    Ok(())
}

type Zip = ZipWriter<BufWriter<File>>;

fn begin(zip: &mut Zip, name: &str) -> Result<(), Error> {
    zip.start_file(name, SimpleFileOptions::default())
        .map_err(Error::fault)
}

fn write(zip: &mut Zip, bytes: &[u8]) -> Result<(), Error> {
    zip.write_all(bytes).map_err(Error::fault)
}

/// A time as RFC 3339 writes it.
fn time(at: Micros) -> String {
    utc(at).to_rfc3339_opts(SecondsFormat::Micros, true)
}

fn profile(conn: &mut Conn, order: &Order, person: &Person) -> Result<Value, Error> {
    let restraints: Vec<Value> = store::restraints(conn, person.id)?
        .iter()
        .map(|held| {
            json!({
                "kind": held.kind.as_str(),
                "room": held.room,
                "until": held.until.map(time),
            })
        })
        .collect();
    let said = store::profile_of(conn, person.id)?;
    let avatar = store::avatar_of(conn, person.id)?;
    Ok(json!({
        "pseudonym": person.name,
        "address": format!("{}{}", order.origin, order.urls.person(&person.address)),
        "number": person.id,
        "kept": order.member.kept,
        "role": order.member.role.as_str(),
        "joined": time(person.joined_at),
        "bio": said.bio,
        "links": said.links,
        "picture": avatar.as_ref().map(name_of_avatar),
        "restraints": restraints,
    }))
}

fn sessions(conn: &mut Conn, member: &Member) -> Result<Value, Error> {
    let sessions = store::sessions(conn, member.id)?;
    let listed = sessions.iter().map(|session| {
        json!({
            "browser": session.agent,
            "opened": time(session.opened_at),
            "last-used": time(session.seen_at),
            "this-one": session.number == member.session,
        })
    });
    Ok(listed.collect())
}

fn settings(conn: &mut Conn, member: &Member) -> Result<Value, Error> {
    let reading = store::reading_of(conn, member.id)?;
    let reading: Vec<Value> = reading
        .into_iter()
        .map(|(room, seq, at)| json!({ "room": room, "up-to": seq, "at": time(at) }))
        .collect();
    let blocked = store::blocked_by(conn, member.id)?;
    let blocked: Vec<Value> = blocked
        .into_iter()
        .map(|(person, at)| json!({ "pseudonym": person.name, "at": time(at) }))
        .collect();
    Ok(json!({
        "language": store::language_of(conn, member.id)?,
        "reading": store::liking_of(conn, member.id)?,
        "last-seen-shown": store::shows_sight(conn, member.id)?,
        "light": !member.invisible,
        "second-factor-since": store::second_factor(conn, member.id)?.map(time),
        "mail-address": store::mail_address_of(conn, member.id)?.map(|(address, _)| address),
        "recovery-codes-left": store::recovery_codes_left(conn, member.id)?,
        "read": reading,
        "takes-no-messages-from": blocked,
    }))
}

fn drafts(conn: &mut Conn, order: &Order) -> Result<Value, Error> {
    let drafts = draft::all(conn, order.member.id)?;
    let listed = drafts.into_iter().map(|saved| {
        let json = |text: Option<String>| {
            let text = text.unwrap_or_default();
            serde_json::from_str::<Value>(&text).unwrap_or_default()
        };
        json!({
            "for": saved.place,
            "body": saved.draft.body,
            "answer-to": saved.draft.reply_to,
            "files": json(saved.draft.files),
            "poll": json(saved.draft.poll),
            "saved": time(saved.at),
        })
    });
    Ok(listed.collect())
}

fn moderation(conn: &mut Conn, order: &Order) -> Result<Value, Error> {
    let reports = store::reports_of(conn, order.member.id)?;
    let reports: Vec<Value> = reports
        .into_iter()
        .map(|(post, reason, at)| json!({ "post": post, "reason": reason, "at": time(at) }))
        .collect();
    let appeals = store::appeals_of(conn, order.member.id)?;
    let appeals: Vec<Value> = appeals
        .into_iter()
        .map(|(words, at, answer)| json!({ "words": words, "at": time(at), "answer": answer }))
        .collect();
    Ok(json!({ "reports": reports, "appeals": appeals }))
}

fn notifications(conn: &mut Conn, member: &Member) -> Result<Value, Error> {
    let told = store::notices_of(conn, member.id)?.into_iter();
    let told: Vec<Value> = told
        .map(|(post, why, at, read)| {
            json!({ "post": post, "why": why, "at": time(at), "read": read.map(time) })
        })
        .collect();
    let followed = store::followed_by(conn, member.id)?.into_iter();
    let followed: Vec<Value> = followed
        .map(|(subject, is_thread, mutes, at)| {
            let kind = if is_thread { "thread" } else { "room" };
            json!({ kind: subject, "muted": mutes, "since": time(at) })
        })
        .collect();
    Ok(json!({
        "told": told,
        "followed": followed,
        "days-between-letters": store::letters_of(conn, member.id)?,
    }))
}

fn reactions(conn: &mut Conn, order: &Order) -> Result<Value, Error> {
    let given = store::reactions_of(conn, order.member.id)?;
    let given: Vec<Value> = given
        .into_iter()
        .map(|(post, kind, at)| json!({ "post": post, "reaction": kind, "at": time(at) }))
        .collect();
    let votes = store::votes_of(conn, order.member.id)?;
    let votes: Vec<Value> = votes
        .into_iter()
        .map(|(post, choice)| json!({ "post": post, "choice": choice }))
        .collect();
    Ok(json!({ "reactions": given, "votes": votes }))
}

fn said(order: &Order, person: &Person, post: &OwnPost, files: &[&OwnFile]) -> Value {
    let (edited_at, deleted_at, held_at) = post.later;
    let (parent, reply_to) = post.about;
    let versions: Vec<Value> = post
        .versions
        .iter()
        .map(|(until, body)| json!({ "body": body, "until": time(*until) }))
        .collect();
    let files: Vec<Value> = files
        .iter()
        .map(|file| json!({ "file": name_of(file), "description": file.alt }))
        .collect();
    json!({
        "id": post.id,
        "room": post.slug.as_deref().unwrap_or(&post.kind),
        "room-title": post.title,
        "author": person.name,
        "at": time(post.said_at),
        "address": format!("{}{}", order.origin, order.urls.post(post.id)),
        "body": post.body,
        "edited": edited_at.map(time),
        "deleted": deleted_at.map(time),
        "held": held_at.map(time),
        "comment-on": parent,
        "answer-to": reply_to,
        "versions": versions,
        "files": files,
        "poll": post.choices,
    })
}

/// A private message, with whom and by whom.
fn written(person: &Person, message: &OwnMessage) -> Value {
    let author = if message.own {
        &person.name
    } else {
        &message.other
    };
    json!({
        "id": message.id,
        "with": message.other,
        "author": author,
        "at": time(message.at),
        "body": message.body,
    })
}
