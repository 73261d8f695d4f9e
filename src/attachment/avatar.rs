//! Handlers: the picture by which somebody shows themselves, as it comes in, goes again, and is sent out.
//! What is told of it in the log, and who has which, is `account`'s.

use actix_web::http::header::{CACHE_CONTROL, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};

use super::web::send;
use super::{AVATAR_SIDE, Depot, Details, Kind, Size, intake, safe_name};
use crate::account::Standing;
use crate::account::avatar::Avatar;
use crate::account::store as people;
use crate::account::view::{self, ProfileForm};
use crate::error::Error;
use crate::locale::{Value, key};
use crate::rules::Who;
use crate::viewer::{Restraint, RestraintKind};
use crate::web::{Act, Answer, Ctx, Submission, Upload, segment};

/// `POST /account/profile/picture`.
pub async fn set(ctx: Ctx, mut form: Submission) -> Answer {
    let member = ctx.member(&ctx.ui.urls.account_profile())?;
    let (person, location) = (member.id, ctx.ui.urls.person(&member.address));
    if let Some(problem) = form.problem(&ctx.ui) {
        return refuse(&ctx, Refusal::Form(problem)).await;
    }
    if let Some(answer) = ctx.already(&form).await? {
        return Ok(answer);
    }
    let why = match unfit(&ctx) {
        None if is_on_trial(&ctx, person).await? => Some(key("avatar-newcomer")),
        other => other,
    };
    if let Some(why) = why {
        return refuse(&ctx, Refusal::Picture(String::new(), why)).await;
    }
    let avatar = match take(&ctx, form.take_uploads()).await? {
        Ok(avatar) => avatar,
        Err((name, why)) => return refuse(&ctx, Refusal::Picture(name, why)).await,
    };
    let (log, now, depot) = (ctx.site.log, ctx.ui.now, Depot::of(&ctx.site.config));
    let location = ctx
        .effect(&form, move |tx| {
            // Somebody else's, of which this is a copy, may have been cleared away just now.
            if !depot.has(&avatar.file) {
                return Err(Error::Unavailable(1));
            }
            // A file may take half an hour to come: they may have gone meanwhile, or have been silenced.
            let restraints = people::restraints(tx.conn, person)?;
            if people::by_id(tx.conn, person)?.standing != Standing::Kept {
                return Err(Error::Gone);
            }
            let holds = |held: &Restraint| held.until.is_none_or(|until| now < until);
            if restraints.iter().any(|held| is_mute(held) && holds(held)) {
                return Err(Error::Forbidden(key("profile-muted")));
            }
            people::set_avatar(tx, log, person, Some(&avatar), now)?;
            Ok(location)
        })
        .await?;
    Ok(changed(&ctx, &location))
}

/// `POST /account/profile/picture/remove`: the firefly stands there again.
pub async fn remove(ctx: Ctx, form: Submission) -> Answer {
    let member = ctx.member(&ctx.ui.urls.account_profile())?;
    let (person, location) = (member.id, ctx.ui.urls.person(&member.address));
    let label = ctx.ui.t("avatar-remove");
    if let Some(problem) = form.problem(&ctx.ui) {
        return Ok(ctx.press_again(&form, label, problem));
    }
    let (log, now) = (ctx.site.log, ctx.ui.now);
    let location = ctx
        .effect(&form, move |tx| {
            people::set_avatar(tx, log, person, None, now)?;
            Ok(location)
        })
        .await?;
    Ok(changed(&ctx, &location))
}

fn changed(ctx: &Ctx, location: &str) -> HttpResponse {
    let mut answer = ctx.see_other(location);
    ctx.say_done(&mut answer, "done-profile");
    answer
}

/// Why somebody may not show a picture, if so: a key of the locales. A pseudonym that no password keeps may
/// be somebody else's tomorrow.
fn unfit(ctx: &Ctx) -> Option<&'static str> {
    let viewer = &ctx.ui.viewer;
    let member = viewer.member.as_ref()?;
    if !member.kept {
        Some(key("profile-unkept"))
    } else if member.restraints.iter().any(is_mute) || viewer.applies() {
        Some(key("profile-muted"))
    } else if !viewer.rules.pictures {
        Some(key("file-no-pictures"))
    } else {
        None
    }
}

/// Whether somebody is kept from saying anything anywhere.
fn is_mute(held: &Restraint) -> bool {
    held.kind == RestraintKind::Mute && held.room.is_none()
}

/// Whether somebody is so new that nothing of theirs is shown before a moderator has seen it.
async fn is_on_trial(ctx: &Ctx, person: i64) -> Result<bool, Error> {
    let (rules, is_known) = (&ctx.ui.viewer.rules, ctx.site.is_known);
    if ctx.ui.viewer.moderates() || !(rules.hold_newcomers || rules.is_besieged()) {
        return Ok(false);
    }
    // Known is who has more posts that are seen than this.
    let enough = i64::from(rules.newcomer_posts) - 1;
    let known = ctx.site.db.read(move |conn| is_known(conn, person, enough));
    Ok(!known.await?)
}

/// Takes in what came with the form; or says what it was called, and why it is not taken.
async fn take(
    ctx: &Ctx,
    uploads: Vec<Upload>,
) -> Result<Result<Avatar, (String, &'static str)>, Error> {
    let mut uploads = uploads.into_iter();
    let Some(Upload { name, content }) = uploads.next() else {
        return Ok(Err((String::new(), key("avatar-none"))));
    };
    if uploads.next().is_some() {
        return Ok(Err((String::new(), key("avatar-one"))));
    }
    let kept = match content {
        Ok(content) => {
            ctx.spend(Act::Upload).await?;
            intake::keep_avatar(&Depot::of(&ctx.site.config), content).await?
        }
        Err(why) => Err(why),
    };
    Ok(kept.map_err(|why| (name, why)))
}

/// What is wrong.
enum Refusal {
    /// With the form as a whole.
    Form(&'static str),
    /// With the picture, and what it was called, if it came.
    Picture(String, &'static str),
}

/// The page once more, with what is wrong.
async fn refuse(ctx: &Ctx, refusal: Refusal) -> Answer {
    let member = ctx.member("")?;
    let (person, kept) = (member.id, member.kept);
    let mut state = ctx
        .site
        .db
        .read(move |conn| {
            let said = people::profile_of(conn, person)?;
            let shows = people::shows_sight(conn, person)?;
            Ok(ProfileForm::of(said, shows))
        })
        .await?;
    match refusal {
        Refusal::Form(problem) => state.problem = Some(problem),
        Refusal::Picture(name, why) => {
            let megabytes = ctx.ui.viewer.rules.file_megabytes;
            let values = [("size", Value::Number(i64::from(megabytes)))];
            state.refused_picture = Some((name, ctx.ui.t_with(why, &values)));
        }
    }
    Ok(ctx.page(view::describe(&ctx.ui, kept, &state).status(422)))
}

/// `GET /avatars/FILE`: the same for ever, since its address says what it holds.
pub async fn show(ctx: Ctx, req: HttpRequest) -> Answer {
    let file = segment(&req, "file")?;
    let asked = file.clone();
    let kind = ctx
        .site
        .db
        .read(move |conn| people::kind_of_avatar(conn, &asked))
        .await?;
    let kind = kind.and_then(|word| Kind::from_word(&word));
    let kind = kind.ok_or(Error::NotFound)?;
    let details = Details {
        file,
        kind,
        width: AVATAR_SIDE,
        height: AVATAR_SIDE,
        bytes: 0,
        alt: String::new(),
        name: safe_name("picture", kind),
    };
    let open = ctx.ui.viewer.rules.readers == Who::Everybody;
    let mut answer = send(&ctx, &req, &details, Size::Large, open)?;
    if !open {
        // It stands on each of the pages that its reader opens next.
        let keeps = HeaderValue::from_static("private, max-age=31536000, immutable");
        answer.headers_mut().insert(CACHE_CONTROL, keeps);
    }
    Ok(answer)
}
