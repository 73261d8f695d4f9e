//! Handlers: notifications, what is followed, what is unread, and letters about it.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::web::Data;

use super::letters as post_office;
use super::store::{self, Choice};
use super::unread::gather;
use super::view::{self, Inbox, Subject};
use crate::account::store as people;
use crate::error::Error;
use crate::html::markdown::plain;
use crate::html::text::snippet;
use crate::locale::key;
use crate::post::{Key, store as posts};
use crate::room::following::store::{self as followed, Followed};
use crate::room::following::{Stance, Wish};
use crate::room::store::WALL;
use crate::room::visit::{self, Visits};
use crate::room::{Act, may, store as rooms};
use crate::web::{Answer, Ctx, Submission, id, id_of, local, query, segment, slug_of, window};

/// How many of anything stand on a page.
const PER_PAGE: usize = 50;

/// `GET /notifications`.
pub async fn notifications(ctx: Ctx, req: HttpRequest, visits: Data<Visits>) -> Answer {
    let person = ctx.member(&ctx.ui.urls.notifications())?.id;
    let (viewer, window) = (ctx.ui.viewer.clone(), window(&req)?);
    let (mut slice, walls) = ctx
        .site
        .db
        .read(move |conn| {
            let slice = store::notices(conn, &viewer, window, PER_PAGE)?;
            let rows = slice.rows.iter();
            let own = rows.filter(|notice| notice.room.1.is_none() && notice.room.0 != WALL);
            let own: Vec<i64> = own.map(|notice| notice.room.0).collect();
            Ok((slice, store::own_walls(conn, &own)?))
        })
        .await?;
    for notice in &mut slice.rows {
        // What was opened a moment ago is not written yet.
        notice.read |= visits.has_opened(person, notice.post);
    }
    let urls = &ctx.ui.urls;
    let pager = slice.pager(|notice| notice.seq, |part| urls.notifications_part(part));
    let inbox = Inbox {
        notices: slice.rows,
        walls,
        pager,
        seq: ctx.site.bell.seq(),
    };
    Ok(ctx.page(view::notifications(&ctx.ui, inbox)))
}

/// `POST /notifications/read`: marks one as read.
pub async fn read(ctx: Ctx, form: Submission) -> Answer {
    let person = ctx.member(&ctx.ui.urls.notifications())?.id;
    if let Some(problem) = form.problem(&ctx.ui) {
        return Ok(ctx.press_again(&form, ctx.ui.t("notice-read"), problem));
    }
    let post = id(&form.line("post", 20).text).ok_or(Error::BadRequest(key("order-unknown")))?;
    let (now, next) = (ctx.ui.now, next(&ctx, &form, ctx.ui.urls.notifications()));
    ctx.press(&form, ctx.ui.t("notice-read"), move |tx| {
        store::mark_read(tx, person, post, now)?;
        Ok(format!("{next}#n{post}"))
    })
    .await
}

/// `POST /notifications/read-all`: marks as read all that came before the page was made.
pub async fn read_all(ctx: Ctx, form: Submission) -> Answer {
    let address = ctx.ui.urls.notifications();
    let person = ctx.member(&address)?.id;
    let (now, seq) = (ctx.ui.now, up_to(&ctx, &form));
    ctx.press(&form, ctx.ui.t("notices-read-all"), move |tx| {
        store::mark_all_read(tx, person, seq, now)?;
        Ok(address)
    })
    .await
}

/// Up to which entry of the log something was shown, by a form on the page.
fn up_to(ctx: &Ctx, form: &Submission) -> i64 {
    let seq = id(&form.line("up_to", 20).text).unwrap_or_default();
    seq.min(ctx.site.bell.seq())
}

/// The page that a button stood on; `other` if there is none.
fn next(ctx: &Ctx, form: &Submission, other: String) -> String {
    if form.has("next") {
        local(&ctx.ui, &form.line("next", 2_000).text)
    } else {
        other
    }
}

/// `GET /notifications/following`.
pub async fn following(ctx: Ctx, req: HttpRequest) -> Answer {
    let address = ctx.ui.urls.following();
    let person = ctx.member(&address)?.id;
    let (viewer, window) = (ctx.ui.viewer.clone(), window(&req)?);
    let (slice, shown, wall) = ctx
        .site
        .db
        .read(move |conn| {
            let slice = followed::all_of(conn, person, window, PER_PAGE)?;
            let numbers = |threads: bool| -> Vec<i64> {
                let subjects = slice.rows.iter().map(|row| row.subject);
                let chosen = subjects.filter(|subject| subject.is_thread == threads);
                chosen.map(|subject| subject.id).collect()
            };
            let (room_ids, thread_ids) = (numbers(false), numbers(true));
            let mut shown: HashMap<i64, Subject> = HashMap::new();
            for room in rooms::listed(conn, &room_ids)? {
                if may(&viewer, &room, Act::Read).is_ok() {
                    shown.insert(room.id, Subject::Room(Box::new(room)));
                }
            }
            // A person's own wall has the person's number.
            for (id, (name, address)) in store::own_walls(conn, &room_ids)? {
                if !name.is_empty() {
                    shown.insert(id, Subject::Own(name, address));
                }
            }
            let banned = viewer.banned_from();
            for post in posts::some(conn, &thread_ids)? {
                let is_seen = !post.held && !post.erased && post.deleted.is_none();
                if is_seen && !banned.contains(&post.room) {
                    let words = snippet(&plain(&post.body), 80);
                    shown.insert(post.id, Subject::Thread(post.id, post.author.name, words));
                }
            }
            let wall = followed::stance(conn, person, WALL)?.is_none();
            Ok((slice, shown, wall))
        })
        .await?;
    let mut shown = shown;
    let urls = &ctx.ui.urls;
    let pager = slice.pager(|row: &Followed| row.at, |part| urls.following_part(part));
    let listed: Vec<(Subject, Stance)> = slice
        .rows
        .iter()
        .filter_map(|row| Some((shown.remove(&row.subject.id)?, row.stance)))
        .collect();
    Ok(ctx.page(view::following(&ctx.ui, &listed, pager, wall)))
}

/// `POST /posts/following`.
pub async fn follow_wall(ctx: Ctx, form: Submission) -> Answer {
    follow(&ctx, &form, Key::Wall).await
}

/// `POST /rooms/SLUG/following`.
pub async fn follow_room(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    follow(&ctx, &form, Key::Room(slug_of(&req)?)).await
}

/// `POST /people/PSEUDONYM/following`.
pub async fn follow_person(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    follow(&ctx, &form, Key::Own(segment(&req, "name")?)).await
}

/// `POST /posts/ID/following`.
pub async fn follow_thread(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    follow(&ctx, &form, Key::Thread(id_of(&req)?)).await
}

async fn follow(ctx: &Ctx, form: &Submission, what: Key) -> Answer {
    let address = what.address(&ctx.ui.urls);
    let person = ctx.member(&address)?.id;
    let wish = Wish::from_word(&form.line("wish", 20).text);
    let label = ctx.ui.t(match wish {
        Some(Wish::Follow) | None => key("following-follow"),
        Some(Wish::Mute) => key("following-mute"),
        Some(Wish::Leave) => key("following-leave"),
    });
    if let Some(problem) = form.problem(&ctx.ui) {
        return Ok(ctx.press_again(form, label, problem));
    }
    let wish = wish.ok_or(Error::BadRequest(key("order-unknown")))?;
    let (viewer, now) = (ctx.ui.viewer.clone(), ctx.ui.now);
    let next = next(ctx, form, address);
    ctx.press(form, label, move |tx| {
        let place = what.find(tx.conn, &viewer)?;
        let subject = followed::Subject {
            id: place.subject(),
            is_thread: place.thread.is_some(),
        };
        followed::set(tx, person, subject, wish.stance(), now)?;
        Ok(format!("{next}#following"))
    })
    .await
}

/// `GET /unread`.
pub async fn unread(ctx: Ctx, visits: Data<Visits>) -> Answer {
    ctx.member(&ctx.ui.urls.unread())?;
    let (viewer, seq) = (ctx.ui.viewer.clone(), ctx.site.bell.seq());
    let parts = ctx
        .site
        .db
        .read(move |conn| gather(conn, &visits, &viewer))
        .await?;
    Ok(ctx.page(view::unread(&ctx.ui, &parts, seq)))
}

/// `GET /posts/unread`.
pub async fn to_unread_of_wall(ctx: Ctx, visits: Data<Visits>) -> Answer {
    to_unread(&ctx, visits, Key::Wall).await
}

/// `GET /rooms/SLUG/unread`.
pub async fn to_unread_of_room(ctx: Ctx, req: HttpRequest, visits: Data<Visits>) -> Answer {
    to_unread(&ctx, visits, Key::Room(slug_of(&req)?)).await
}

/// Leads to the first unread post of a list: the part of it that begins there.
async fn to_unread(ctx: &Ctx, visits: Data<Visits>, what: Key) -> Answer {
    let address = what.address(&ctx.ui.urls);
    let person = ctx.member(&address)?.id;
    let viewer = ctx.ui.viewer.clone();
    let first = ctx
        .site
        .db
        .read(move |conn| {
            let room = what.find(conn, &viewer)?.room;
            let read = visit::news_in(conn, &visits, person, &[(room.id, room.last_seq)])?;
            let unread = visit::unread(conn, person, &read)?;
            Ok(unread.get(&room.id).map(|unread| unread.first))
        })
        .await?;
    Ok(ctx.see_other(&match first {
        Some(first) => ctx.ui.urls.at_post(&address, first),
        None => address,
    }))
}

/// `POST /posts/read`.
pub async fn read_wall(ctx: Ctx, form: Submission, visits: Data<Visits>) -> Answer {
    mark_read(&ctx, &form, &visits, Some(Key::Wall)).await
}

/// `POST /rooms/SLUG/read`.
pub async fn read_room(
    ctx: Ctx,
    req: HttpRequest,
    form: Submission,
    visits: Data<Visits>,
) -> Answer {
    mark_read(&ctx, &form, &visits, Some(Key::Room(slug_of(&req)?))).await
}

/// `POST /unread/read`.
pub async fn read_everything(ctx: Ctx, form: Submission, visits: Data<Visits>) -> Answer {
    mark_read(&ctx, &form, &visits, None).await
}

async fn mark_read(
    ctx: &Ctx,
    form: &Submission,
    visits: &Data<Visits>,
    what: Option<Key>,
) -> Answer {
    let here = ctx.ui.urls.unread();
    let person = ctx.member(&here)?.id;
    let (seq, now, next) = (up_to(ctx, form), ctx.ui.now, next(ctx, form, here));
    let (viewer, gathered) = (ctx.ui.viewer.clone(), visits.clone());
    let label = if what.is_some() {
        key("unread-read")
    } else {
        key("unread-read-all")
    };
    ctx.press(form, ctx.ui.t(label), move |tx| {
        let room = match &what {
            Some(what) => Some(what.find(tx.conn, &viewer)?.room.id),
            None => None,
        };
        visit::mark_read(tx, person, room, seq, now)?;
        gathered.has_read(person, room, seq);
        Ok(next)
    })
    .await
}

/// `GET /account/letters`.
pub async fn letters(ctx: Ctx) -> Answer {
    show_letters(&ctx, None, 200).await
}

async fn show_letters(ctx: &Ctx, problem: Option<&'static str>, status: u16) -> Answer {
    let person = may_get_letters(ctx)?;
    let (choice, address) = ctx
        .site
        .db
        .read(move |conn| {
            let address = people::mail_address_of(conn, person)?;
            Ok((store::choice_of(conn, person)?, address))
        })
        .await?;
    Ok(ctx.page(view::letters(&ctx.ui, choice, address.as_ref(), problem).status(status)))
}

/// The person who asks, if letters can reach anybody here, and can reach those who do not keep their
/// pseudonyms: they cannot.
fn may_get_letters(ctx: &Ctx) -> Result<i64, Error> {
    if ctx.site.mailer.is_none() {
        return Err(Error::NotFound);
    }
    let member = ctx.member(&ctx.ui.urls.letters())?;
    if member.kept {
        Ok(member.id)
    } else {
        Err(Error::Forbidden(key("mail-needs-password")))
    }
}

/// `POST /account/letters/choose`.
pub async fn choose_letters(ctx: Ctx, form: Submission) -> Answer {
    let person = may_get_letters(&ctx)?;
    let choice = Choice::from_word(&form.line("letters", 20).text);
    let problem = form.problem(&ctx.ui);
    let problem = problem.or(choice.is_none().then_some(key("order-unknown")));
    let (Some(choice), None) = (choice, problem) else {
        return show_letters(&ctx, problem, 422).await;
    };
    let (now, here) = (ctx.ui.now, ctx.ui.urls.letters());
    let location = ctx
        .effect(&form, move |tx| {
            store::choose(tx, person, choice, now)?;
            Ok(here)
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    ctx.say_done(&mut answer, "done-letters");
    Ok(answer)
}

/// Whose letters end, by what stands in the address.
fn holder(ctx: &Ctx, req: &HttpRequest) -> Result<(i64, String), Error> {
    let typed = query(req);
    let person = id(&typed.line("person", 20).text).unwrap_or_default();
    let proof = typed.line("proof", 100).text;
    if post_office::proves(&ctx.site.keys, person, &proof) {
        Ok((person, ctx.ui.urls.letters_end(person, &proof)))
    } else {
        Err(Error::Forbidden(key("letters-not-yours")))
    }
}

/// `GET /account/letters/end?person=…&proof=…`: opening a link changes nothing, so this is a form.
pub async fn end_of_letters(ctx: Ctx, req: HttpRequest) -> Answer {
    let (_, action) = holder(&ctx, &req)?;
    Ok(ctx.page(view::end_of_letters(&ctx.ui, &action)))
}

/// `POST /account/letters/end?person=…&proof=…`: whoever holds a letter may, logged in or not.
pub async fn end_letters(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let (person, action) = holder(&ctx, &req)?;
    if form.problem(&ctx.ui).is_some() {
        return Ok(ctx.page(view::end_of_letters(&ctx.ui, &action).status(422)));
    }
    let about = ctx.ui.urls.about();
    let location = ctx
        .effect(&form, move |tx| {
            store::end(tx, person)?;
            Ok(about)
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    ctx.say_done(&mut answer, "done-letters-ended");
    Ok(answer)
}
