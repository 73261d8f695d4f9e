//! Handlers: what one says about oneself, and the picture that is drawn from a pseudonym.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse};

use crate::account::profile::{BIO_MAX, LINK_MAX, LINKS, Profile, fault};
use crate::account::store;
use crate::account::view::{self, ProfileForm};
use crate::error::Error;
use crate::html::firefly::firefly;
use crate::locale::key;
use crate::rules::Who;
use crate::viewer::{Restraint, RestraintKind};
use crate::web::{Act, Answer, Ctx, Submission, Typed, segment};

/// `GET /account/profile`.
pub async fn profile_form(ctx: Ctx) -> Answer {
    let (person, kept) = of_whom(&ctx)?;
    let state = ctx
        .site
        .db
        .read(move |conn| {
            let said = store::profile_of(conn, person)?;
            Ok(ProfileForm::of(said, store::shows_sight(conn, person)?))
        })
        .await?;
    Ok(ctx.page(view::describe(&ctx.ui, kept, &state)))
}

fn of_whom(ctx: &Ctx) -> Result<(i64, bool), Error> {
    let member = ctx.member(&ctx.ui.urls.account_profile())?;
    Ok((member.id, member.kept))
}

/// `POST /account/profile`. A pseudonym that no password keeps may be somebody else's tomorrow, so it says
/// nothing about anybody.
pub async fn set_profile(ctx: Ctx, form: Submission) -> Answer {
    let (person, kept) = of_whom(&ctx)?;
    let state = typed(&ctx, &form, kept).await?;
    if !state.is_sound() {
        return Ok(ctx.page(view::describe(&ctx.ui, kept, &state).status(422)));
    }
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let words = said_in(&state);
    if let Err(error) = ctx.spend(Act::Edit).await {
        return Ok(ctx.refusal(&error, &words.bio));
    }
    let address = ctx.member("")?.address.clone();
    let location = ctx.ui.urls.person(&address);
    let (log, now, shows) = (ctx.site.log, ctx.ui.now, state.shows_sight);
    let location = ctx
        .effect(&form, move |tx| {
            if kept {
                store::describe(tx, log, person, person, &words, now)?;
            }
            store::set_shows_sight(tx, person, shows)?;
            Ok(location)
        })
        .await?;
    let mut answer = ctx.see_other(&location);
    ctx.say_done(&mut answer, "done-profile");
    Ok(answer)
}

async fn typed(ctx: &Ctx, form: &Submission, kept: bool) -> Result<ProfileForm, Error> {
    let mut state = ProfileForm {
        shows_sight: form.has("sight"),
        problem: form.problem(&ctx.ui),
        ..ProfileForm::default()
    };
    if !kept {
        return Ok(state);
    }
    state.bio = form.area("bio", BIO_MAX);
    state.links = (1..=LINKS)
        .map(|number| link(&form.line(&format!("link{number}"), LINK_MAX)))
        .collect();
    let words = said_in(&state);
    if !words.is_empty() {
        let everything = format!("{}\n{}", words.bio, words.links.join("\n"));
        let member = ctx.member("")?;
        let is_mute = |held: &Restraint| held.kind == RestraintKind::Mute && held.room.is_none();
        if member.restraints.iter().any(is_mute) || ctx.ui.viewer.applies() {
            state.problem = state.problem.or(Some(key("profile-muted")));
        } else if state.is_sound() && ctx.is_filtered(&everything).await? {
            state.problem = Some(key("refused-filter"));
        }
    }
    Ok(state)
}

/// An address as it was typed, without blanks around it.
fn link(typed: &Typed) -> Typed {
    let text = typed.text.trim().to_owned();
    let fault = (!text.is_empty()).then(|| fault(&text)).flatten();
    Typed {
        error: typed.error.or(fault),
        text,
    }
}

fn said_in(state: &ProfileForm) -> Profile {
    let mut links: Vec<String> = Vec::new();
    for link in &state.links {
        if !link.text.is_empty() && !links.contains(&link.text) {
            links.push(link.text.clone());
        }
    }
    Profile {
        bio: state.bio.text.trim().to_owned(),
        links,
    }
}

/// `GET /people/PSEUDONYM/avatar.svg`: the same for ever, since it follows from the pseudonym.
pub async fn avatar(ctx: Ctx, req: HttpRequest) -> Answer {
    let address = segment(&req, "name")?;
    let found = ctx
        .site
        .db
        .read(move |conn| store::by_address(conn, &address))
        .await?;
    let person = found.filter(|person| !person.name.is_empty());
    let person = person.ok_or(Error::NotFound)?;
    let keeps = if ctx.ui.viewer.rules.readers == Who::Everybody {
        "public, max-age=31536000, immutable"
    } else {
        "private, max-age=31536000, immutable"
    };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "image/svg+xml"))
        .insert_header((CACHE_CONTROL, keeps))
        .body(firefly(&person.name)))
}
