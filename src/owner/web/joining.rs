//! Invitations, and those who wait to be let in.

use actix_web::HttpRequest;
use data_encoding::{BASE32_NOPAD, HEXLOWER};

use super::{moderator, owner};
use crate::account::store::joining as store;
use crate::html::Pager;
use crate::locale::key;
use crate::owner::view::{self, Inviting, NOTE_MAX, USES_MAX};
use crate::urls::Window;
use crate::web::{Answer, Ctx, Submission, id, query, window};

/// The code of the invitation that a form makes. It follows from the form and from the owner's own
/// cookie, so that it can be shown once the form was answered, and stands nowhere.
fn code(ctx: &Ctx, once: &str) -> String {
    let cookie = ctx.ui.forms.cookie().as_bytes();
    let derived = ctx
        .site
        .keys
        .derive(&[b"invitation", cookie, once.as_bytes()]);
    let letters = BASE32_NOPAD.encode(&derived[..15]).to_ascii_lowercase();
    let groups: Vec<&str> = (0..letters.len())
        .step_by(4)
        .map(|at| &letters[at..(at + 4).min(letters.len())])
        .collect();
    groups.join("-")
}

/// `GET /owner/invitations`.
pub async fn invitations(ctx: Ctx, req: HttpRequest) -> Answer {
    owner(&ctx, &ctx.ui.urls.owner_invitations())?;
    let once = query(&req).line("made", 64).text;
    let mut state = Inviting::default();
    if !once.is_empty() {
        let code = code(&ctx, &once);
        let asked = code.clone();
        let is_one = ctx
            .site
            .db
            .read(move |conn| store::is_invitation(conn, &asked))
            .await?;
        let address = format!("{}{}", ctx.origin, ctx.ui.urls.login_invited(&code));
        state.made = is_one.then_some((code, address));
    }
    show(&ctx, &state, 200).await
}

async fn show(ctx: &Ctx, state: &Inviting, status: u16) -> Answer {
    let list = ctx.site.db.read(store::invitations).await?;
    Ok(ctx.page(view::invitations(&ctx.ui, &list, state).status(status)))
}

/// `POST /owner/invitations`.
pub async fn invite(ctx: Ctx, form: Submission) -> Answer {
    let by = owner(&ctx, &ctx.ui.urls.owner_invitations())?.id;
    let mut state = Inviting {
        uses: form.line("uses", 20),
        note: form.line("note", NOTE_MAX),
        problem: form.problem(&ctx.ui),
        made: None,
    };
    let uses = id(state.uses.text.trim()).filter(|uses| (1..=USES_MAX).contains(uses));
    if uses.is_none() {
        state.uses.error = state.uses.error.or(Some(key("set-number")));
    }
    let wrong = state.uses.error.or(state.note.error).or(state.problem);
    let (Some(uses), None) = (uses, wrong) else {
        return show(&ctx, &state, 422).await;
    };
    let (once, now) = (form.once(), ctx.ui.now);
    let (code, note) = (code(&ctx, &once), state.note.text.trim().to_owned());
    let location = ctx.ui.urls.owner_invitation_made(&once);
    let location = ctx
        .effect(&form, move |tx| {
            store::invite(tx, &code, by, uses, &note, now)?;
            Ok(location)
        })
        .await?;
    Ok(ctx.see_other(&location))
}

/// `POST /owner/invitations/end`.
pub async fn end_invitation(ctx: Ctx, form: Submission) -> Answer {
    let location = ctx.ui.urls.owner_invitations();
    owner(&ctx, &location)?;
    let number = HEXLOWER
        .decode(form.line("invitation", 64).text.as_bytes())
        .unwrap_or_default();
    ctx.press(&form, ctx.ui.t("invitation-end"), move |tx| {
        store::end_invitation(tx, &number)?;
        Ok(location)
    })
    .await
}

/// `GET /moderation/applicants`.
pub async fn applicants(ctx: Ctx, req: HttpRequest) -> Answer {
    moderator(&ctx, &ctx.ui.urls.applicants())?;
    waiting(&ctx, window(&req)?, None, 200).await
}

async fn waiting(ctx: &Ctx, window: Window, problem: Option<&'static str>, status: u16) -> Answer {
    let mut list = ctx
        .site
        .db
        .read(move |conn| store::applicants(conn, window))
        .await?;
    let goes_on = list.len() > store::PER_PAGE;
    list.truncate(store::PER_PAGE);
    let last = list.last().filter(|_| goes_on).map(|last| last.id);
    let pager = Pager {
        older: None,
        newer: last.map(|last| {
            let query = Window::After(last).query();
            format!("{}{query}", ctx.ui.urls.applicants())
        }),
    };
    Ok(ctx.page(view::applicants(&ctx.ui, &list, pager, problem).status(status)))
}

/// `POST /moderation/applicants`: those who were ticked are let in, or turned away.
pub async fn decide(ctx: Ctx, form: Submission) -> Answer {
    let location = ctx.ui.urls.applicants();
    moderator(&ctx, &location)?;
    let people = form.ticked("person");
    let lets_in = match form.pressed("act") {
        b"let-in" => Some(true),
        b"turn-away" => Some(false),
        _ => None,
    };
    let nobody = people.is_empty().then_some(key("applicants-nobody"));
    let unclear = lets_in.is_none().then_some(key("applicants-unclear"));
    let problem = form.problem(&ctx.ui).or(nobody).or(unclear);
    let (Some(lets_in), None) = (lets_in, problem) else {
        return waiting(&ctx, Window::Newest, problem, 422).await;
    };
    let (log, now, turned) = (ctx.site.log, ctx.ui.now, people.clone());
    let location = ctx
        .effect(&form, move |tx| {
            for person in people {
                if lets_in {
                    store::let_in(tx, person)?;
                } else {
                    store::turn_away(tx, log, person, now)?;
                }
            }
            Ok(location)
        })
        .await?;
    if !lets_in {
        for person in turned {
            ctx.site.crowd.left(person);
        }
    }
    Ok(ctx.see_other(&location))
}
