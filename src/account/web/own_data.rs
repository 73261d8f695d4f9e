//! Taking one's data along, and being forgotten.

use std::fs::File;

use actix_files::NamedFile;
use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderValue};
use data_encoding::BASE64URL_NOPAD;
use subtle::ConstantTimeEq;

use super::confirm::{password_error, strain};
use crate::account::pseudonym::likeness;
use crate::account::takeout::{self, Order};
use crate::account::view::{self, Deletion};
use crate::account::{password, pseudonym, store};
use crate::clock::{Micros, SECOND, utc};
use crate::error::Error;
use crate::locale::{Value, key};
use crate::viewer::Member;
use crate::web::{Answer, Ctx, Submission, give, query};

/// How long the address of an archive is good.
const LIFE: Micros = 600 * SECOND;

/// `GET /account/data`.
pub async fn data_form(ctx: Ctx) -> Answer {
    ctx.member(&ctx.ui.urls.account_data())?;
    Ok(ctx.page(view::take_data(&ctx.ui)))
}

/// `POST /account/data`: leads to the archive. Its address is good for one session and a few minutes, so
/// that a link from elsewhere makes nobody's wall work.
pub async fn take_data(ctx: Ctx, form: Submission) -> Answer {
    let member = ctx.member(&ctx.ui.urls.account_data())?;
    if let Some(problem) = form.problem(&ctx.ui) {
        return Ok(ctx.press_again(&form, ctx.ui.t("data-button"), problem));
    }
    let at = ctx.ui.now;
    let mac = signature(&ctx, member, at);
    let proof = BASE64URL_NOPAD.encode(&[&at.to_be_bytes()[..], &mac].concat());
    Ok(ctx.see_other(&ctx.ui.urls.account_archive(&proof)))
}

fn signature(ctx: &Ctx, member: &Member, at: Micros) -> [u8; 32] {
    let parts: [&[u8]; 3] = [b"own data", &member.session, &at.to_be_bytes()];
    ctx.site.keys.derive(&parts)
}

fn is_good(ctx: &Ctx, member: &Member, proof: &str) -> bool {
    let bytes = BASE64URL_NOPAD.decode(proof.as_bytes()).unwrap_or_default();
    let Some((at, mac)) = bytes.split_first_chunk() else {
        return false;
    };
    let at = Micros::from_be_bytes(*at);
    (0..=LIFE).contains(&ctx.ui.now.saturating_sub(at))
        && bool::from(signature(ctx, member, at).ct_eq(mac))
}

/// `GET /account/data/archive.zip?proof=…`.
pub async fn archive(ctx: Ctx, req: HttpRequest) -> Answer {
    let member = ctx.member(&ctx.ui.urls.account_data())?.clone();
    let proof = query(&req).line("proof", 200).text;
    if !is_good(&ctx, &member, &proof) {
        return Err(Error::Forbidden(key("data-late")));
    }
    let tries = ctx
        .site
        .keys
        .derive(&[b"archive", &member.id.to_be_bytes()]);
    ctx.site.tries.take(&tries, ctx.ui.now)?;
    let values = [
        ("name", Value::Text(&member.name)),
        ("title", Value::Text(&ctx.site.config.title)),
    ];
    let order = Order {
        read_me: format!("{}\n", ctx.ui.t_with("data-read-me", &values)),
        member,
        urls: ctx.ui.urls.clone(),
        origin: ctx.origin.to_string(),
        config: ctx.site.config.clone(),
    };
    let archive = ctx
        .site
        .db
        .read(move |conn| takeout::pack(conn, &order))
        .await?;
    file(&ctx, &req, archive)
}

/// The answer: a file to be saved.
fn file(ctx: &Ctx, req: &HttpRequest, archive: File) -> Answer {
    let name = format!("wall-{}.zip", utc(ctx.ui.now).format("%Y-%m-%d"));
    let file = NamedFile::from_file(archive, &name).map_err(Error::fault)?;
    let mut answer = file
        .use_etag(false)
        .use_last_modified(false)
        .into_response(req);
    let headers = answer.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/zip"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    let disposition = format!("attachment; filename=\"{name}\"");
    let disposition = HeaderValue::from_str(&disposition).map_err(Error::fault)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(answer)
}

/// `GET /account/delete`.
pub async fn deletion(ctx: Ctx) -> Answer {
    let member = ctx.member(&ctx.ui.urls.account_delete())?;
    let state = Deletion::default();
    Ok(ctx.page(view::delete_me(&ctx.ui, member, &state)))
}

/// `POST /account/delete`.
pub async fn delete_me(ctx: Ctx, form: Submission) -> Answer {
    if let Some(mut answer) = ctx.already(&form).await? {
        give(&ctx.drop_cookie(), &mut answer);
        return Ok(answer);
    }
    let member = ctx.member(&ctx.ui.urls.account_delete())?.clone();
    let current = form.line("current", password::MAX);
    let mut state = Deletion {
        words: match form.pressed("words") {
            b"leave" => Some(false),
            b"delete" => Some(true),
            _ => None,
        },
        words_error: None,
        confirm: form.line("confirm", pseudonym::MAX),
        password_error: current.error,
        problem: form.problem(&ctx.ui),
    };
    if state.words.is_none() {
        state.words_error = Some(key("delete-me-choose"));
    }
    if state.confirm.error.is_none() && likeness(&state.confirm.text) != likeness(&member.name) {
        state.confirm.error = Some(key("delete-me-other-name"));
    }
    if !state.is_wrong() {
        match password_error(&ctx, &member, current.text).await {
            Ok(error) => state.password_error = error,
            Err(error) => {
                let strain = strain(error)?;
                state.problem = Some(strain.problem);
                let page = view::delete_me(&ctx.ui, &member, &state).status(strain.status);
                return Ok(ctx.page(page.retry_after(strain.seconds)));
            }
        }
    }
    if state.is_wrong() {
        let page = view::delete_me(&ctx.ui, &member, &state).status(422);
        return Ok(ctx.page(page));
    }
    forget(&ctx, &form, &member, state.words == Some(true)).await
}

async fn forget(ctx: &Ctx, form: &Submission, member: &Member, words: bool) -> Answer {
    let (log, now, person) = (ctx.site.log, ctx.ui.now, member.id);
    // A few hundred at a time, so that nobody else waits long. Whoever stops in between can go on later.
    ctx.site
        .db
        .read(move |conn| store::not_the_last_owner(conn, person))
        .await?;
    while words
        && ctx
            .site
            .db
            .write(move |tx| store::erase_posts_of(tx, log, person, store::AT_ONCE, now))
            .await?
            > 0
    {}
    let (wall, own) = (ctx.ui.urls.wall(), ctx.ui.urls.person(&member.address));
    let location = ctx
        .effect(form, move |tx| {
            store::forget_addresses(tx, &own)?;
            store::forget_person(tx, log, person, person, now)?;
            Ok(wall)
        })
        .await?;
    ctx.site.crowd.left(person);
    let mut answer = ctx.see_other(&location);
    give(&ctx.drop_cookie(), &mut answer);
    give(&ctx.drop_known(), &mut answer);
    let word = if words {
        "done-erased"
    } else {
        "done-name-erased"
    };
    ctx.say_done(&mut answer, word);
    Ok(answer)
}
