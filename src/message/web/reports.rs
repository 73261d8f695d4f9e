//! Showing a message to the moderators: they see that one, as a copy, and nothing around it.

use actix_web::HttpRequest;

use super::super::{Message, REASON_MAX, may_settle, store, view};
use super::person;
use crate::account::store::Person;
use crate::error::Error;
use crate::locale::key;
use crate::web::{Act, Answer, Ctx, Submission, Typed, id_of, segment};

/// The message in an address, which somebody else wrote to whoever asks.
async fn received(ctx: &Ctx, req: &HttpRequest) -> Result<(Person, Message), Error> {
    let (name, id) = (segment(req, "name")?, id_of(req)?);
    let me = ctx.member(&ctx.ui.urls.messages_with(&name))?.id;
    let found = ctx.site.db.read(move |conn| {
        let other = person(conn, &name)?;
        let message = store::one(conn, me, other.id, id)?;
        Ok((other, message))
    });
    let (other, message) = found.await?;
    if message.author == me {
        return Err(Error::NotFound);
    }
    Ok((other, message))
}

/// `GET /messages/NAME/ID/report`.
pub async fn report(ctx: Ctx, req: HttpRequest) -> Answer {
    let (other, message) = received(&ctx, &req).await?;
    let page = view::report(&ctx.ui, &other, &message, &Typed::default(), None);
    Ok(ctx.page(page))
}

/// `POST /messages/NAME/ID/report`.
pub async fn send_report(ctx: Ctx, req: HttpRequest, form: Submission) -> Answer {
    let (other, message) = received(&ctx, &req).await?;
    let reason = form.area("reason", REASON_MAX).required();
    let problem = form.problem(&ctx.ui);
    if reason.error.or(problem).is_some() {
        let page = view::report(&ctx.ui, &other, &message, &reason, problem);
        return Ok(ctx.page(page.status(422)));
    }
    if let Err(error) = ctx.spend(Act::Report).await {
        let answer = ctx.already(&form).await?;
        return Ok(answer.unwrap_or_else(|| ctx.refusal(&error, &reason.text)));
    }
    let (me, now) = (ctx.member("")?.id, ctx.ui.now);
    let back = format!(
        "{}#m{}",
        ctx.ui.urls.messages_with(&other.address),
        message.id
    );
    let words = reason.text.clone();
    let done = ctx.effect(&form, move |tx| {
        // What its author deleted in the meantime is not copied.
        let message = store::one(tx.conn, me, other.id, message.id)?;
        store::report(tx, me, &message, words.trim(), now)?;
        Ok(back)
    });
    let mut answer = match done.await {
        Ok(location) => ctx.see_other(&location),
        Err(error) => ctx.refusal(&error, &reason.text),
    };
    ctx.say_done(&mut answer, "done-message-reported");
    Ok(answer)
}

/// Whoever asks, if they moderate.
fn moderator(ctx: &Ctx) -> Result<(), Error> {
    ctx.member(&ctx.ui.urls.reported_messages())?;
    if ctx.ui.viewer.moderates() {
        Ok(())
    } else {
        Err(Error::Forbidden(key("messages-reported-not-yours")))
    }
}

/// `GET /moderation/messages`.
pub async fn reported(ctx: Ctx) -> Answer {
    moderator(&ctx)?;
    let all = ctx.site.db.read(store::reported).await?;
    Ok(ctx.page(view::reported(&ctx.ui, &all)))
}

/// `POST /moderation/messages/settle`.
pub async fn settle(ctx: Ctx, form: Submission) -> Answer {
    moderator(&ctx)?;
    let (list, reports) = (ctx.ui.urls.reported_messages(), form.numbers("report"));
    let viewer = ctx.ui.viewer.clone();
    ctx.press(&form, ctx.ui.t("messages-reported-settle"), move |tx| {
        for report in reports {
            let author = store::author_of(tx.conn, report)?;
            if author.is_some_and(|(author, role)| !may_settle(&viewer, author, role)) {
                return Err(Error::Forbidden(key("moderate-not-yours")));
            }
            store::settle(tx, report)?;
        }
        Ok(list)
    })
    .await
}
