//! Sending a message.

use actix_web::HttpRequest;

use super::super::{may_write, store};
use super::person;
use super::read::{Filled, show};
use crate::clock::{Micros, SECOND};
use crate::error::{Error, Kept};
use crate::html::form as fields;
use crate::locale::key;
use crate::post::BODY_MAX;
use crate::post::store::is_newcomer;
use crate::urls::Window;
use crate::web::draft::{self, Draft};
use crate::web::{Act, Answer, Ctx, Submission, segment};

/// `POST /messages/NAME/posts`.
pub async fn send(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let name = segment(&req, "name")?;
    let (urls, typed) = (&ctx.ui.urls, form.area("body", BODY_MAX).required());
    let (action, next) = (urls.messages_send(&name), urls.messages_with(&name));
    let Some(me) = ctx.ui.viewer.id() else {
        return Err(Error::Unauthorized(Box::new(Kept {
            next,
            place: action,
            body: form.area("body", BODY_MAX).text,
            reply_to: None,
            poll: None,
        })));
    };
    let problem = form.problem(&ctx.ui);
    if typed.error.or(problem).is_some() {
        let status = if typed.is_too_long() { 413 } else { 422 };
        let filled = Filled {
            body: typed.text,
            error: typed.error,
            problem,
        };
        return show_again(&ctx, name, filled, status).await;
    }
    let words = Draft {
        body: typed.text,
        ..Draft::default()
    };
    if form.pressed("act") == b"preview" {
        return Ok(
            match preview(&ctx, me, name, &action, words.clone()).await {
                Ok(()) => ctx.see_other(&format!("{next}#write")),
                Err(error) => ctx.refuse_words(&error, &form, &action, words).await,
            },
        );
    }
    match deliver(&ctx, &form, &name, &words).await {
        Ok(location) => Ok(ctx.see_other(&location)),
        Err(error) => {
            // A second click is told where its message is, whatever has changed by the first.
            if let Some(answer) = ctx.already(&form).await? {
                return Ok(answer);
            }
            if let Error::Invalid { key, .. } = error {
                ctx.keep_words(&form, &action, words.clone()).await;
                let filled = Filled {
                    body: words.body,
                    problem: Some(key),
                    ..Filled::default()
                };
                return show_again(&ctx, name, filled, 422).await;
            }
            Ok(ctx.refuse_words(&error, &form, &action, words).await)
        }
    }
}

/// Keeps the words as a draft, which is shown as it will look.
async fn preview(
    ctx: &Ctx,
    me: i64,
    name: String,
    action: &str,
    words: Draft,
) -> Result<(), Error> {
    ctx.spend(Act::Keep).await?;
    let (place, now) = (action.to_owned(), ctx.ui.now);
    let saved = ctx.site.db.write(move |tx| {
        // Nothing is kept for an address that is nobody's.
        person(tx.conn, &name)?;
        draft::save(tx, me, &place, &words, now)
    });
    saved.await
}

/// Everything that is asked before a message is taken, and its sending. Answers where it is seen.
async fn deliver(ctx: &Ctx, form: &Submission, name: &str, words: &Draft) -> Result<String, Error> {
    ctx.shut_out().map_or(Ok(()), Err)?;
    let me = ctx.member("")?.id;
    let (viewer, to) = (ctx.ui.viewer.clone(), name.to_owned());
    let looked = ctx.site.db.read(move |conn| {
        let other = person(conn, &to)?;
        let reach = store::reach(conn, me, other.id)?;
        may_write(&viewer, &other, reach)?;
        let begins = store::side(conn, me, other.id)?.is_none();
        let newcomer = !viewer.rules.lifted && is_newcomer(conn, &viewer)?;
        Ok((begins, newcomer))
    });
    let (begins, newcomer) = looked.await?;
    let rules = &ctx.ui.viewer.rules;
    let invalid = |key| Error::Invalid { field: "body", key };
    // What would hold back a post holds back a message: it cannot wait for a moderator, who must not read it.
    let least = Micros::from(rules.too_fast_seconds) * SECOND;
    if newcomer && (form.has_text(fields::EMPTY) || form.age(&ctx.ui) < least) {
        return Err(invalid(key("messages-too-fast")));
    }
    if ctx.is_filtered(&words.body).await? {
        return Err(invalid(key("messages-filtered")));
    }
    ctx.spend(Act::Message).await?;
    if begins {
        if newcomer && rules.is_besieged() {
            return Err(Error::Forbidden(key("messages-siege")));
        }
        ctx.spend(Act::Address).await?;
    }
    let (viewer, urls, now) = (ctx.ui.viewer.clone(), ctx.ui.urls.clone(), ctx.ui.now);
    let (to, body) = (name.to_owned(), words.body.clone());
    ctx.effect(form, move |tx| {
        let other = person(tx.conn, &to)?;
        let reach = store::reach(tx.conn, me, other.id)?;
        may_write(&viewer, &other, reach)?;
        draft::drop(tx, me, &urls.messages_send(&to))?;
        let body = body.trim_end().trim_start_matches('\n');
        let id = store::send(tx, me, other.id, body, now)?;
        Ok(format!("{}#m{id}", urls.messages_with(&to)))
    })
    .await
}

/// The conversation with the composer as it was; or, if there is none to be had, the words alone.
async fn show_again(ctx: &Ctx, name: String, filled: Filled, status: u16) -> Answer {
    let body = filled.body.clone();
    match show(ctx, name, Window::Newest, Some(filled), status).await {
        Ok(answer) => Ok(answer),
        Err(error) => Ok(ctx.refusal(&error, &body)),
    }
}
