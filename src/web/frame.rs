//! What stands around every request: its id, whom it is meant for, who asks, and the headers that every
//! answer carries. A handler answers with a [`Page`]; here it becomes a document.

use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode, Version};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use data_encoding::BASE32_NOPAD;

use super::cache::{Kept, Key};
use super::headers::{Framing, PRIVATE, finish};
use super::representation::represent;
use super::{
    Ctx, Identified, Origin, Representation, Request, Site, compress, cookie, done, error_page,
    gate, give, session_number, slices::sliced, status_page, unread,
};
use crate::error::Error;
use crate::html::{FormKey, Frame, Page, Part, Renewal, Slots, Ui, document, piece_key};
use crate::locale::Lang;
use crate::viewer::{Live, Reading, Rung, Viewer};

const PUBLIC: HeaderValue = HeaderValue::from_static("public, no-cache");
const VARY: HeaderValue =
    HeaderValue::from_static("Accept-Language, Accept-Encoding, Cookie, Sec-Fetch-Dest");
const HTML: &str = "text/html; charset=utf-8";

/// The middleware.
///
/// # Errors
/// Only what actix itself cannot answer.
pub async fn frame<B>(
    site: Site,
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error>
where
    B: MessageBody + 'static,
{
    let begun = Instant::now();
    let unread = unread::keep(&mut req);
    let (ctx, refused) = arrive(&site, &req).await;
    let refused = refused.or_else(|| shut_out(&ctx, &req));
    req.extensions_mut().insert(ctx.clone());
    let key = cache_key(&ctx, &req);
    let answer = if let Some(error) = refused {
        let answer = ctx.page(error_page(&ctx, &error, None));
        ctx.note(&error);
        req.into_response(answer)
    } else if let Some(page) = gate::banned(&ctx, req.path()) {
        let answer = ctx.page(page);
        req.into_response(answer)
    } else if let Some(kept) = key.as_ref().and_then(|key| ctx.site.pages.get(key)) {
        let answer = send_kept(&ctx, &kept, req.headers());
        req.into_response(answer)
    } else {
        next.call(req).await?.map_into_boxed_body()
    };
    let mut answer = dress(&ctx, answer, key);
    let framing = answer.response().extensions().get::<Framing>().copied();
    finish(&ctx, answer.headers_mut(), framing);
    let answer = answer.map_body(|_, body| unread::beside(sliced(body), unread));
    note(&ctx, answer.status(), answer.request(), begun);
    Ok(answer)
}

/// Everything that is known of a request before it is looked at; and why it must not be, if so.
async fn arrive(site: &Site, req: &ServiceRequest) -> (Ctx, Option<Error>) {
    let mut random = [0; 20];
    let mut refused = getrandom::fill(&mut random).map_err(Error::fault).err();
    let origin = Origin::of(req, &site.config).and_then(|origin| {
        origin.permits(req)?;
        Ok(origin)
    });
    let origin = origin.unwrap_or_else(|error| {
        refused = Some(error);
        Origin::unknown()
    });
    let name = cookie::name(origin.secure, site.urls.cookie_path());
    let sent = req.cookie(name).map(|cookie| cookie.value().to_owned());
    let sent = sent.filter(|value| cookie::is_ours(value));
    let mut language = req
        .cookie("language")
        .and_then(|cookie| Lang::from_code(cookie.value()));
    let chosen = req.cookie(cookie::READING);
    let mut reading = chosen.map_or_else(Reading::default, |cookie| Reading::parse(cookie.value()));
    let known = req.cookie(cookie::known_name(origin.secure, site.urls.cookie_path()));
    let now = site.clock.now();
    let looked = site.rules.look(&site.db, site.bell.seq(), now).await;
    if let Err(error) = looked {
        refused = refused.or(Some(error));
    }
    let (rules_version, rules) = site.rules.now();
    let offered = rules.offered();
    let mut viewer = Viewer {
        member: None,
        rules,
    };
    if let Some(value) = sent.as_deref().filter(|value| cookie::is_members(value)) {
        match identify(site, session_number(value)).await {
            Ok(Some(identified)) => {
                let (mut member, spoken, liked) = identified;
                member
                    .restraints
                    .retain(|restraint| restraint.until.is_none_or(|until| now < until));
                let read = site.read_marks.count_of(member.id);
                let unread = member.unread_messages;
                member.unread_messages = unread.map(|unread| (unread - read).max(0));
                viewer.member = Some(member);
                language = spoken.or(language);
                reading = liked.unwrap_or(reading);
            }
            Ok(None) => {}
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    // What a browser asks for by itself says nothing about who sits before it.
    if let Some(member) = viewer
        .member
        .as_ref()
        .filter(|_| !site.urls.is_held(req.path()) && !site.urls.is_part_of_a_page(req.path()))
    {
        site.crowd.saw(member, now);
    }
    let fresh = || cookie::stranger().unwrap_or_default();
    let has_cookie = sent.is_some();
    let text = |name: header::HeaderName| {
        req.headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let mut seed = [0; 12];
    seed.copy_from_slice(&random[8..]);
    let language = language.filter(|lang| offered.contains(lang));
    // In a document that stays open for long, an age would soon be a lie.
    reading.ages &= !site.urls.is_stream(req.path());
    // Who is here is told to those who may read.
    let reads = viewer.is_among(viewer.rules.readers);
    let ui = Ui {
        lang: language.unwrap_or_else(|| Lang::negotiate(text(header::ACCEPT_LANGUAGE), &offered)),
        urls: site.urls.clone(),
        viewer,
        lights: if reads {
            site.crowd.lights(now)
        } else {
            Arc::default()
        },
        now,
        here: here(site, req),
        undo_days: site.config.undo_days,
        rules_version,
        forms: FormKey::new(site.keys.clone(), sent.unwrap_or_else(fresh), seed, now),
        // What is written while it is shown is not put together when it leaves.
        slots: Slots::new(!site.urls.is_stream(req.path())),
        pieces: site.pieces.clone(),
        live: live(req),
        reading,
        done: done_word(site, req),
        mail: site.mailer.is_some(),
    };
    let ctx = Ctx::new(Request {
        address: site.peers.of(req, now),
        site: site.clone(),
        ui,
        origin,
        id: BASE32_NOPAD.encode(&random[..8]).to_ascii_lowercase(),
        agent: text(header::USER_AGENT)
            .chars()
            .filter(|c| !c.is_control())
            .take(200)
            .collect(),
        has_cookie,
        known: known.map(|cookie| cookie.value().to_owned()),
    });
    (ctx, refused)
}

/// The person of a session, as it was read before, if nothing has been written since.
async fn identify(site: &Site, number: Vec<u8>) -> Result<Option<Identified>, Error> {
    let key = piece_key(&("identity", &number));
    let version = site.db.version();
    if let Some(known) = site.shelf.find::<Option<Identified>>(&key, version) {
        return Ok((*known).clone());
    }
    let identify = site.identify;
    let found = site.db.read(move |conn| identify(conn, &number)).await?;
    site.shelf
        .put(key, version, IDENTITY, Arc::new(found.clone()));
    Ok(found)
}

/// About how many bytes are known of somebody.
const IDENTITY: usize = 600;

/// Why whoever asks may not see anything here, if so: the owners say who reads. What is sent with words in
/// it goes on to its handler, which asks the same and gives the words back.
fn shut_out(ctx: &Ctx, req: &ServiceRequest) -> Option<Error> {
    let urls = &ctx.ui.urls;
    let sends_words = req.method() == Method::POST && urls.takes_words(req.path());
    if sends_words || urls.stays_open(req.path()) {
        return None;
    }
    ctx.shut_out()
}

/// The word of success that the page is to say. What a frame or a long poll shows is not the page.
fn done_word(site: &Site, req: &ServiceRequest) -> Option<&'static str> {
    let looks = req.method() == Method::GET && !site.urls.is_held(req.path());
    let cookie = req.cookie("done").filter(|_| looks)?;
    done::word(cookie.value())
}

/// How news are to come: as chosen; without a choice, by a stream where the browser says that it fills
/// windows (Fetch Metadata, `Sec-Fetch-Dest`), which those do that show what comes as it comes, and by
/// hand elsewhere. HTTP/1.0 has no answers without an end.
fn live(req: &ServiceRequest) -> Live {
    let chosen = cookie::chosen_live(req.request());
    let fills_windows = req
        .headers()
        .get("sec-fetch-dest")
        .is_some_and(|dest| dest == "document" || dest == "iframe");
    let guess = || Live {
        rung: if fills_windows {
            Rung::Stream
        } else {
            Rung::Hand
        },
        aloud: false,
    };
    let mut live = chosen.unwrap_or_else(guess);
    if live.rung == Rung::Stream && req.version() < Version::HTTP_11 {
        live.rung = Rung::Hand;
    }
    live
}

/// Where to come back to. From a page that only leads on, and from
/// what answers a form, that is the wall.
fn here(site: &Site, req: &ServiceRequest) -> String {
    let urls = &site.urls;
    let here = req.uri().path_and_query().map_or("/", |here| here.as_str());
    let acts = ![Method::GET, Method::HEAD].contains(req.method());
    let leads_on = acts
        || [
            urls.login(),
            urls.language(),
            urls.settings(),
            urls.settings_saved(),
            urls.live_choice(),
            urls.recover(),
            urls.recover_sent(),
        ]
        .iter()
        .any(|page| page == req.path())
        || urls.holds_token(req.path());
    if leads_on {
        urls.wall()
    } else if urls.is_held(req.path()) {
        urls.list_of_held(req.path())
    } else {
        here.to_owned()
    }
}

/// Under what a page is kept: only for strangers who look. One that tells ages grows old by itself. Feeds show
/// neither who is here, nor how news come, nor how somebody likes to read.
fn cache_key(ctx: &Ctx, req: &ServiceRequest) -> Option<Key> {
    let looks = [Method::GET, Method::HEAD].contains(req.method());
    let kept = looks && !ctx.site.urls.is_held(req.path());
    let is_page = !ctx.site.urls.is_for_machines(req.path());
    let lasts = ctx.ui.done.is_none() && (!is_page || !ctx.ui.reading.ages);
    (kept && lasts && ctx.ui.viewer.member.is_none()).then(|| Key {
        address: format!("{}{}", ctx.origin, req.uri()),
        lang: ctx.ui.lang,
        seq: ctx.site.bell.seq(),
        lights: if is_page { ctx.ui.lights.version } else { 0 },
        rules: ctx.ui.rules_version,
        live: if is_page {
            ctx.ui.live
        } else {
            Live::default()
        },
        reading: if is_page {
            ctx.ui.reading
        } else {
            Reading::default()
        },
    })
}

/// Turns a page into a document. What is no page stays as it is, unless it is a bare error.
fn dress(
    ctx: &Ctx,
    answer: ServiceResponse<BoxBody>,
    key: Option<Key>,
) -> ServiceResponse<BoxBody> {
    let (req, mut res) = answer.into_parts();
    if let Some(what) = res.extensions_mut().remove::<Representation>() {
        let answer = represent(ctx, what, key, req.headers());
        return ServiceResponse::new(req, answer);
    }
    let page = res.extensions_mut().remove::<Page>();
    let page = page.or_else(|| {
        let error = res.error().and_then(|error| error.as_error::<Error>());
        if let Some(error) = error {
            ctx.note(error);
            return Some(error_page(ctx, error, None));
        }
        let status = res.status().as_u16();
        (status >= 400).then(|| status_page(&ctx.ui, status))
    });
    let Some(page) = page else {
        return ServiceResponse::new(req, res);
    };
    let title = ctx.title();
    let frame = Frame {
        title,
        assets: &ctx.site.assets.addresses,
        request_id: &ctx.id,
        origin: &ctx.canonical_origin(),
    };
    let document = document(&ctx.ui, &page, &frame);
    let document = ctx.ui.slots.fill(document, &ctx.ui.forms);
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let is_kept = status.is_success() && !ctx.ui.forms.used() && !page.is_passing;
    let mut dressed = if let Some(key) = key.filter(|_| is_kept) {
        let kept = keep(ctx, key, whole(&document), page.renewal);
        send_kept(ctx, &kept, req.headers())
    } else {
        let mut answer = send(ctx, status, &document, req.headers());
        renew(ctx, &mut answer, &page.renewal);
        answer
    };
    if let Some(seconds) = page.retry_after {
        dressed
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    for cookie in res.headers().get_all(header::SET_COOKIE) {
        dressed
            .headers_mut()
            .append(header::SET_COOKIE, cookie.clone());
    }
    if ctx.ui.done.is_some() {
        give(&ctx.drop_done(), &mut dressed);
    }
    ServiceResponse::new(req, dressed)
}

/// Keeps a stranger's page for the next one.
fn keep(ctx: &Ctx, key: Key, document: String, renewal: Renewal) -> Kept {
    let kept = Kept::new(document, HTML, None, renewal);
    ctx.site.pages.put(key, kept.clone());
    kept
}

/// A stranger's page: it holds nothing of theirs, so anybody may keep it who asks again each time.
pub(super) fn send_kept(ctx: &Ctx, kept: &Kept, asked: &HeaderMap) -> HttpResponse {
    let mut answer = if kept.is_known(asked) {
        HttpResponse::NotModified().finish()
    } else {
        let is_gzip = compress::takes_gzip(asked);
        let bytes = if is_gzip { &kept.gzip } else { &kept.plain };
        let mut answer = body(StatusCode::OK, bytes.clone(), is_gzip);
        let media_type = HeaderValue::from_static(kept.media_type);
        answer
            .headers_mut()
            .insert(header::CONTENT_TYPE, media_type);
        answer
    };
    let headers = answer.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(&kept.etag) {
        headers.insert(header::ETAG, etag);
    }
    if let Some(modified) = kept.last_modified(ctx.ui.now) {
        headers.insert(header::LAST_MODIFIED, modified);
    }
    headers.insert(header::CACHE_CONTROL, PUBLIC);
    headers.insert(header::VARY, VARY);
    renew(ctx, &mut answer, &kept.renewal);
    answer
}

/// Says how a page renews itself.
fn renew(ctx: &Ctx, answer: &mut HttpResponse, renewal: &Renewal) {
    match renewal {
        Renewal::Still => {}
        Renewal::Framed => {
            answer.extensions_mut().insert(Framing::Around);
        }
        Renewal::After(seconds, path) => {
            // Absolute, since text browsers warn at relative addresses.
            let refresh = format!("{seconds}; url={}{path}", ctx.origin);
            if let Ok(refresh) = HeaderValue::from_str(&refresh) {
                answer.headers_mut().insert(header::REFRESH, refresh);
            }
        }
    }
}

/// A document in one piece.
fn whole(document: &[Part]) -> String {
    document.iter().map(Part::text).collect()
}

/// A page that is its visitor's alone.
fn send(ctx: &Ctx, status: StatusCode, document: &[Part], asked: &HeaderMap) -> HttpResponse {
    let length: usize = document.iter().map(|part| part.text().len()).sum();
    let mut answer = if length >= compress::WORTHWHILE && compress::takes_gzip(asked) {
        let gzip = ctx.site.blocks.gzip(document);
        body(status, Bytes::from(gzip), true)
    } else {
        body(status, Bytes::from(whole(document)), false)
    };
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, PRIVATE);
    headers.insert(header::VARY, VARY);
    if ctx.ui.forms.used()
        && !ctx.has_cookie
        && let Ok(cookie) = HeaderValue::from_str(&ctx.set_cookie(ctx.ui.forms.cookie()))
    {
        headers.append(header::SET_COOKIE, cookie);
    }
    answer
}

fn body(status: StatusCode, bytes: Bytes, is_gzip: bool) -> HttpResponse {
    let mut answer = HttpResponse::build(status).body(bytes);
    let html = HeaderValue::from_static(HTML);
    answer.headers_mut().insert(header::CONTENT_TYPE, html);
    if is_gzip {
        answer
            .headers_mut()
            .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    answer
}

/// The path as the log tells it: where it names a person, the pattern alone. Queries, which may hold
/// tokens, are not part of it.
fn path_for_log(req: &HttpRequest) -> String {
    match req.match_pattern() {
        Some(pattern) if pattern.contains("{name}") => pattern,
        _ => req.path().to_owned(),
    }
}

fn note(ctx: &Ctx, status: StatusCode, req: &HttpRequest, begun: Instant) {
    let (request, status, micros) = (&ctx.id, status.as_u16(), begun.elapsed().as_micros());
    if status < 400 && !tracing::enabled!(tracing::Level::DEBUG) {
        // Nearly always: what would be said is not even put together.
        return;
    }
    let (method, path) = (req.method(), path_for_log(req));
    let path: String = path.chars().take(200).collect();
    if status >= 500 {
        tracing::error!(%request, %method, ?path, status, micros, "answered");
    } else if status >= 400 {
        tracing::info!(%request, %method, ?path, status, micros, "answered");
    } else {
        tracing::debug!(%request, %method, ?path, status, micros, "answered");
    }
}
