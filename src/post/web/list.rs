//! Loading a list. What stands in it is the same for nearly everybody, and is read once for each state of
//! the log; what is one person's own is read for them, and again only when something was written.

use std::sync::Arc;

use actix_web::web::Data;

use super::read::{Asked, quotable};
use crate::account::profile::{About, Profile};
use crate::account::store as people;
use crate::attachment::store as attachments;
use crate::clock::Micros;
use crate::db::Conn;
use crate::error::Error;
use crate::html::{Pager, PieceKey, Ui, piece_key};
use crate::post::poll::Sketch;
use crate::post::store::{self, Filter, Pressed};
use crate::post::view::{Composer, List, Renewal};
use crate::post::{Entry, Key, Place, Post, Quote, Sealed};
use crate::room::following::{Stance, store as following};
use crate::room::store::WALL;
use crate::room::visit::{Visit, Visits};
use crate::room::{Act, may};
use crate::urls::{Urls, Window};
use crate::viewer::{Rung, Viewer};
use crate::web::{Ctx, draft};

/// About how many bytes a post takes in memory beside its words.
const POST: usize = 700;
/// About how many bytes are one person's own.
const OWN: usize = 500;

/// What of a list everybody sees who sees nothing there that others do not.
struct Common {
    place: Place,
    entries: Vec<Arc<Sealed>>,
    pager: Pager,
    pinned: Vec<Quote>,
    /// What the person said about themselves whose own wall it is.
    said: Option<Profile>,
    /// The post alone under which it stands, and whether it is seen.
    thread: Option<(Entry, bool)>,
}

impl Common {
    /// About how many bytes it takes.
    fn bytes(&self) -> usize {
        let thread = self.thread.iter().map(|(entry, _)| entry);
        let entries = self.entries.iter().map(|entry| &***entry).chain(thread);
        let all = entries.flat_map(|entry| std::iter::once(entry).chain(&entry.comments));
        let each = all.map(|entry| {
            let files = entry.files.iter().map(|file| file.details.alt.len() + POST);
            let choices = entry.poll.iter().flat_map(|poll| &poll.choices);
            let choices = choices.map(|choice| choice.words.len() + 32);
            entry.post.body.len() + POST + files.sum::<usize>() + choices.sum::<usize>()
        });
        let said = self.said.iter();
        let said =
            said.map(|said| said.bio.len() + said.links.iter().map(String::len).sum::<usize>());
        OWN + each.sum::<usize>() + said.sum::<usize>() + self.pinned.len() * POST
    }
}

/// What of a list is one person's own.
#[derive(Clone)]
struct Own {
    /// Whether they see posts there that others do not: deleted ones, or such as wait.
    apart: bool,
    newcomer: bool,
    visit: Option<Visit>,
    stance: Option<Stance>,
    pressed: Pressed,
    /// When the person was last here whose own wall it is.
    seen: Option<Micros>,
    composer: Composer,
}

/// Which list, and which part of it.
#[derive(Clone)]
struct Wanted {
    key: Key,
    window: Window,
    limit: usize,
    reply: Option<i64>,
}

/// A list as the visitor sees it.
///
/// # Errors
/// As for [`Key::find`]; [`Error::Gone`] for what stands under a post that was deleted, where nothing does.
pub(super) async fn list_of(ctx: &Ctx, key: Key, asked: Asked) -> Result<List, Error> {
    let wanted = Wanted {
        key,
        window: asked.window,
        limit: asked.limit.unwrap_or(ctx.ui.reading.per_page.count()),
        reply: asked.reply,
    };
    // How far the log is, and what was written, is asked before anything is read: what is read is no older.
    let (seq, version) = (ctx.site.bell.seq(), ctx.site.db.version());
    // Who sits at another machine may have read what was just written there: nothing is kept for them.
    let stamp = version.map(|_| seq.unsigned_abs());
    let common = match common(ctx, &wanted, stamp).await {
        // To somebody it may be there all the same.
        Err(Error::Gone | Error::NotFound) if ctx.ui.viewer.member.is_some() => None,
        other => other?,
    };
    let own = match &common {
        Some(common) => own(ctx, &wanted, common, (seq, version)).await?,
        None => None,
    };
    let apart = own.as_ref().is_some_and(|own| own.apart);
    let (mut list, visit) = match common.filter(|_| !apart) {
        Some(common) => assemble(&ctx.ui, common, own)?,
        None => alone(ctx, wanted).await?,
    };
    list.window = asked.window;
    sight(ctx, &mut list, asked.visits.as_ref(), visit, seq);
    if let Some(composer) = asked.composer {
        list.composer = composer;
    }
    list.renewal = renewal(&ctx.ui, &list, asked.writes, seq);
    (list.seq, list.version) = (seq, version);
    Ok(list)
}

/// What everybody sees, as it was read before or is read now. Nothing for those who keep order there, and
/// may see more.
async fn common(
    ctx: &Ctx,
    wanted: &Wanted,
    stamp: Option<u64>,
) -> Result<Option<Arc<Common>>, Error> {
    let viewer = &ctx.ui.viewer;
    if viewer.moderates() {
        return Ok(None);
    }
    let is_for_them = |common: &Common| {
        let room = &common.place.room;
        !viewer.keeps(room.id, room.owner)
    };
    let key = piece_key(&("list", &wanted.key, wanted.window, wanted.limit));
    if let Some(common) = ctx.site.shelf.find::<Common>(&key, stamp) {
        return Ok(is_for_them(&common).then_some(common));
    }
    let (wanted, urls) = (wanted.clone(), ctx.ui.urls.clone());
    let read = ctx
        .site
        .db
        .read(move |conn| read_common(conn, &wanted, &urls));
    let common = Arc::new(read.await?);
    ctx.site
        .shelf
        .put(key, stamp, common.bytes(), common.clone());
    Ok(is_for_them(&common).then_some(common))
}

fn read_common(conn: &mut Conn, wanted: &Wanted, urls: &Urls) -> Result<Common, Error> {
    // Nobody in particular.
    let viewer = Viewer::default();
    let place = wanted.key.locate(conn)?;
    let is_seen = place.shows_thread(conn, &viewer)?;
    let said = match &place.person {
        Some(person) if place.thread.is_none() => Some(people::profile_of(conn, person.id)?),
        _ => None,
    };
    let (entries, pager) = load(conn, &place, wanted, &viewer, urls)?;
    Ok(Common {
        entries: entries.into_iter().map(Sealed::new).collect(),
        pager,
        pinned: pinned(conn, &place, wanted.window)?,
        said,
        thread: thread(conn, &place, &viewer)?.map(|entry| (entry, is_seen)),
        place,
    })
}

/// What is somebody's own, as it was read before, if nothing has been written since; nothing for strangers.
async fn own(
    ctx: &Ctx,
    wanted: &Wanted,
    common: &Arc<Common>,
    (seq, version): (i64, Option<u64>),
) -> Result<Option<Own>, Error> {
    let Some(member) = &ctx.ui.viewer.member else {
        return Ok(None);
    };
    let Wanted {
        key,
        window,
        limit,
        reply,
    } = wanted;
    let rules = ctx.ui.rules_version;
    // What they pressed is asked of the posts that stand there just now.
    let what = (key, window, limit, reply, rules, seq);
    let key: PieceKey = piece_key(&("own list", &member.session, what));
    if let Some(known) = ctx.site.shelf.find::<Own>(&key, version) {
        return Ok(Some((*known).clone()));
    }
    let (viewer, urls) = (ctx.ui.viewer.clone(), ctx.ui.urls.clone());
    let (common, reply) = (common.clone(), *reply);
    let read = move |conn: &mut Conn| read_own(conn, &viewer, &common, reply, &urls);
    let own = Arc::new(ctx.site.db.read(read).await?);
    // What they had begun to write may be long, and is read seldom.
    if own.composer == Composer::default() {
        ctx.site.shelf.put(key, version, OWN, own.clone());
    }
    Ok(Some((*own).clone()))
}

fn read_own(
    conn: &mut Conn,
    viewer: &Viewer,
    common: &Common,
    reply: Option<i64>,
    urls: &Urls,
) -> Result<Own, Error> {
    let place = &common.place;
    let person = viewer.id().ok_or(Error::NotFound)?;
    let thread = common.thread.as_ref().map(|(entry, _)| entry);
    let entries = common.entries.iter().map(|entry| &***entry).chain(thread);
    Ok(Own {
        apart: store::sees_apart(conn, person, place.room.id)?,
        newcomer: viewer.rules.looks_at_newcomers() && store::is_newcomer(conn, viewer)?,
        visit: visit(conn, place, person)?,
        stance: stance(conn, place, person)?,
        pressed: Pressed::read(conn, entries, person)?,
        seen: match &place.person {
            Some(shown) if place.thread.is_none() => people::last_sight(conn, shown.id)?,
            _ => None,
        },
        composer: begun(conn, place, viewer, urls, reply)?,
    })
}

/// The list of somebody who sees what everybody does.
fn assemble(
    ui: &Ui,
    common: Arc<Common>,
    own: Option<Own>,
) -> Result<(List, Option<Visit>), Error> {
    may(&ui.viewer, &common.place.room, Act::Read)?;
    let mut thread = match &common.thread {
        Some((_, false)) => return Err(Error::NotFound),
        Some((entry, true)) => Some(entry.clone()),
        None => None,
    };
    if common.entries.is_empty() && thread.as_ref().is_some_and(is_gone) {
        return Err(Error::Gone);
    }
    let mut place = common.place.clone();
    let mut entries = common.entries.clone();
    let (mut seen, mut visit, mut composer) = (None, None, Composer::default());
    if let Some(own) = own {
        own.pressed.mark(&mut entries);
        thread = thread.map(|entry| own.pressed.marked(entry));
        (place.stance, place.newcomer) = (own.stance, own.newcomer);
        (seen, visit, composer) = (own.seen, own.visit, own.composer);
    }
    let said = common.said.clone();
    let list = List {
        about: said.map(|said| About { said, seen }),
        entries,
        pager: common.pager.clone(),
        composer,
        pinned: common.pinned.clone(),
        thread,
        ..List::of(place)
    };
    Ok((list, visit))
}

/// The list of somebody who may see what others do not, read for them alone.
async fn alone(ctx: &Ctx, wanted: Wanted) -> Result<(List, Option<Visit>), Error> {
    let (viewer, urls) = (ctx.ui.viewer.clone(), ctx.ui.urls.clone());
    let read = move |conn: &mut Conn| {
        let mut place = wanted.key.find(conn, &viewer)?;
        let (entries, pager) = load(conn, &place, &wanted, &viewer, &urls)?;
        let thread = thread(conn, &place, &viewer)?;
        if entries.is_empty() && thread.as_ref().is_some_and(is_gone) {
            return Err(Error::Gone);
        }
        let mut visit_before = None;
        let mut seen = None;
        if let Some(person) = viewer.id() {
            visit_before = visit(conn, &place, person)?;
            place.stance = stance(conn, &place, person)?;
            if let Some(shown) = place.person.as_ref().filter(|_| place.thread.is_none()) {
                seen = people::last_sight(conn, shown.id)?;
            }
        }
        let about = match &place.person {
            Some(shown) if place.thread.is_none() => Some(About {
                said: people::profile_of(conn, shown.id)?,
                seen,
            }),
            _ => None,
        };
        let list = List {
            about,
            entries: entries.into_iter().map(Sealed::new).collect(),
            pager,
            composer: begun(conn, &place, &viewer, &urls, wanted.reply)?,
            pinned: pinned(conn, &place, wanted.window)?,
            thread,
            ..List::of(place)
        };
        Ok((list, visit_before))
    };
    ctx.site.db.read(read).await
}

fn is_gone(entry: &Entry) -> bool {
    entry.post.deleted.is_some() || entry.post.erased
}

/// What stands in a part of a list, the newest first, and where it goes on.
fn load(
    conn: &mut Conn,
    place: &Place,
    wanted: &Wanted,
    viewer: &Viewer,
    urls: &Urls,
) -> Result<(Vec<Entry>, Pager), Error> {
    let filter = Filter {
        room: place.room.id,
        parent: place.thread.as_ref().map(|post| post.id),
        span: None,
        viewer,
        limit: wanted.limit,
    };
    let slice = store::list(conn, &filter, wanted.window)?;
    let address = place.key.address(urls);
    let pager = slice.pager(
        |post| post.id,
        |window| format!("{address}{}", window.query()),
    );
    let entries = store::entries(conn, slice.rows, viewer, place.thread.is_none())?;
    Ok((entries, pager))
}

/// The post alone under which a list stands.
fn thread(conn: &mut Conn, place: &Place, viewer: &Viewer) -> Result<Option<Entry>, Error> {
    let Some(mut post) = place.thread.clone() else {
        return Ok(None);
    };
    post.locked = store::is_locked(conn, &post)?;
    Ok(store::entries(conn, vec![post], viewer, false)?.pop())
}

fn pinned(conn: &mut Conn, place: &Place, window: Window) -> Result<Vec<Quote>, Error> {
    if window == Window::Newest && place.thread.is_none() {
        store::pinned(conn, place.room.id)
    } else {
        Ok(Vec::new())
    }
}

/// The last visit of somebody, as it was written, to a list that notes them.
fn visit(conn: &mut Conn, place: &Place, person: i64) -> Result<Option<Visit>, Error> {
    if place.thread.is_some() {
        return Ok(None);
    }
    Visits::written(conn, person, place.room.id)
}

/// How somebody stands to it, where that is shown.
fn stance(conn: &mut Conn, place: &Place, person: i64) -> Result<Option<Stance>, Error> {
    match place.subject() {
        WALL => Ok(None),
        subject => following::stance(conn, person, subject),
    }
}

/// The composer as the visitor left it, or with the answer that they begin.
fn begun(
    conn: &mut Conn,
    place: &Place,
    viewer: &Viewer,
    urls: &Urls,
    reply: Option<i64>,
) -> Result<Composer, Error> {
    let mut composer = Composer::default();
    let mut quoted = reply;
    if let Some(member) = &viewer.member
        && let Some(draft) = draft::find(conn, member.id, &place.key.action(urls))?
    {
        quoted = quoted.or(draft.draft.reply_to);
        composer.preview = true;
        composer.mentions = store::mentions(conn, [draft.draft.body.as_str()])?;
        composer.body = draft.draft.body;
        composer.files.files =
            attachments::pending_of(conn, &member.session, &place.key.action(urls))?;
        composer.poll = draft.draft.poll.as_deref().and_then(Sketch::decode);
    }
    // What a comment or message answers stands above it on its own page.
    if let Some(id) = quoted.filter(|_| place.thread.is_none()) {
        composer.quote = quotable(conn, id, &place.room, viewer)?;
    }
    Ok(composer)
}

/// Says after which number things are new to somebody who sees a part of a list, and notes that they have
/// seen its end, where it ends there: who reads on from an unread message has read the newest at last.
fn sight(
    ctx: &Ctx,
    list: &mut List,
    visits: Option<&Data<Visits>>,
    written: Option<Visit>,
    seq: i64,
) {
    let (Some(person), Some(visits)) = (ctx.ui.viewer.id(), visits) else {
        return;
    };
    let (now, room) = (ctx.ui.now, list.place.room.id);
    if let Some(Post { id, .. }) = &list.place.thread {
        if ctx.ui.viewer.unread() > 0 {
            visits.open(person, *id, now);
        }
        return;
    }
    list.since = match list.window {
        Window::Newest => Some(visits.enter(person, room, written, seq, now)),
        Window::After(_) => {
            let since = visits.look(person, room, written, seq, now);
            if list.pager.newer.is_none() {
                visits.enter(person, room, written, seq, now);
            }
            Some(since)
        }
        Window::Before(_) => None,
    };
}

/// How the list renews itself. Whoever writes is left in peace.
fn renewal(ui: &Ui, list: &List, writes: bool, seq: i64) -> Renewal {
    let followed = matches!(list.place.key, Key::Wall | Key::Room(_));
    let in_peace = writes || list.composer != Composer::default();
    match ui.live.rung {
        _ if !followed || list.window != Window::Newest => Renewal::Still,
        Rung::Stream => Renewal::Framed,
        Rung::Poll if !in_peace => Renewal::Waits(seq),
        Rung::Refresh if !in_peace => Renewal::Timed,
        Rung::Poll | Rung::Refresh | Rung::Hand => Renewal::Asked(seq),
    }
}
