//! What stands around every request: its id, whom it is meant for, who asks, and the headers that every
//! answer carries. A handler answers with a [`Page`]; here it becomes a document.

use std::sync::Arc;
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, HttpResponse};

use super::arrival::Arrival;
use super::cache::{Kept, Key};
use super::headers::{Framing, PRIVATE, finish};
use super::own_page::OwnPage;
use super::representation::represent;
use super::{
    Ctx, Origin, Representation, RequestId, Site, compress, error_page, gate, give, slices::sliced,
    status_page, unread,
};
use crate::clock::Micros;
use crate::error::Error;
use crate::html::{Frame, Page, Part, Renewal, document};

const PUBLIC: HeaderValue = HeaderValue::from_static("public, no-cache");
/// Of what a member is sent that is no page.
const OWN: HeaderValue = HeaderValue::from_static("private, no-cache");
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
    // Boxed, as is the rest below: one future for all of it would be too large for what an allocator is quick with.
    let arrival = Box::pin(Arrival::of(&site, &req)).await;
    let key = arrival.key(&site, &req);
    let kept = key.as_ref().and_then(|key| site.pages.get(key));
    let (id, secure) = (arrival.id, arrival.origin.secure);
    let (mut answer, framing) = if let Some(kept) = kept {
        let answer = send_kept(&kept, req.headers(), arrival.now, &arrival.origin);
        (req.into_response(answer), Framing::of(&kept.renewal))
    } else {
        let answer = Box::pin(answer(&site, arrival, key, req, next)).await?;
        let framing = answer.response().extensions().get::<Framing>().copied();
        (answer, framing)
    };
    finish(&id, secure, answer.headers_mut(), framing);
    let answer = answer.map_body(|_, body| unread::beside(sliced(body), unread));
    note(&id, answer.status(), answer.request(), begun);
    Ok(answer)
}

/// What is answered where nothing is kept. What can be kept stands under `key` from then on.
async fn answer<B>(
    site: &Site,
    arrival: Arrival,
    key: Option<Key>,
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error>
where
    B: MessageBody + 'static,
{
    let (ctx, refused) = arrival.into_ctx(site, &req);
    let refused = refused.or_else(|| shut_out(&ctx, &req));
    let answer = if let Some(error) = refused {
        let answer = ctx.page(error_page(&ctx, &error, None));
        ctx.note(&error);
        req.into_response(answer)
    } else if let Some(page) = gate::banned(&ctx, req.path()) {
        let answer = ctx.page(page);
        req.into_response(answer)
    } else {
        req.extensions_mut().insert(ctx.clone());
        next.call(req).await?.map_into_boxed_body()
    };
    Ok(dress(&ctx, answer, key))
}

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
    if let Some(kept) = res.extensions_mut().remove::<Arc<OwnPage>>() {
        let answer = send_own(ctx, &kept, req.headers());
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
        request_id: ctx.id.as_str(),
        origin: &ctx.canonical_origin(),
    };
    let template = ctx.ui.slots.template(document(&ctx.ui, &page, &frame));
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let is_lasting = status.is_success() && !ctx.ui.forms.used() && !page.is_passing;
    let mut dressed = if let Some(under) = page.kept.filter(|_| is_lasting) {
        send_own(
            ctx,
            &OwnPage::keep(ctx, template, page.renewal, under),
            req.headers(),
        )
    } else {
        let document = template.fill(&ctx.ui.forms, ctx.ui.now);
        let is_kept = is_lasting && !ctx.ui.forms.used() && ctx.ui.viewer.member.is_none();
        if let Some(key) = key.filter(|_| is_kept) {
            let kept = keep(ctx, key, whole(&document), page.renewal);
            let mut answer = send_kept(&kept, req.headers(), ctx.ui.now, &ctx.origin);
            say_framing(&mut answer, &kept.renewal);
            answer
        } else {
            let mut answer = send(ctx, status, &document, req.headers());
            renew(&mut answer, &page.renewal, &ctx.origin);
            answer
        }
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
fn keep(ctx: &Ctx, key: Key, document: String, renewal: Renewal) -> Arc<Kept> {
    let kept = Arc::new(Kept::new(document, HTML, None, renewal, false));
    ctx.site.pages.put(key, Arc::clone(&kept));
    kept
}

/// A stranger's page: it holds nothing of theirs, so anybody may keep it who asks again each time. A member's
/// feed is for their browser alone. What it has to do with frames is said by whoever has it sent.
pub(super) fn send_kept(
    kept: &Kept,
    asked: &HeaderMap,
    now: Micros,
    origin: &Origin,
) -> HttpResponse {
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
    headers.insert(header::ETAG, kept.etag.clone());
    if let Some(modified) = kept.last_modified(now) {
        headers.insert(header::LAST_MODIFIED, modified);
    }
    let control = if kept.is_own { OWN } else { PUBLIC };
    headers.insert(header::CACHE_CONTROL, control);
    headers.insert(header::VARY, VARY);
    refresh(headers, &kept.renewal, origin);
    answer
}

/// Says how a page renews itself.
fn renew(answer: &mut HttpResponse, renewal: &Renewal, origin: &Origin) {
    say_framing(answer, renewal);
    refresh(answer.headers_mut(), renewal, origin);
}

/// Leaves word for whoever puts the headers around a page.
fn say_framing(answer: &mut HttpResponse, renewal: &Renewal) {
    if let Some(framing) = Framing::of(renewal) {
        answer.extensions_mut().insert(framing);
    }
}

/// Has a page asked for again that renews itself by that.
fn refresh(headers: &mut HeaderMap, renewal: &Renewal, origin: &Origin) {
    if let Renewal::After(seconds, path) = renewal {
        // Absolute, since text browsers warn at relative addresses.
        let refresh = format!("{seconds}; url={origin}{path}");
        if let Ok(refresh) = HeaderValue::from_str(&refresh) {
            headers.insert(header::REFRESH, refresh);
        }
    }
}

/// A document in one piece.
fn whole(document: &[Part<'_>]) -> String {
    document.iter().map(Part::text).collect()
}

/// A page that its member may have been sent before, with what is good once filled in now.
fn send_own(ctx: &Ctx, page: &OwnPage, asked: &HeaderMap) -> HttpResponse {
    let document = page.template.fill(&ctx.ui.forms, ctx.ui.now);
    let mut answer = send(ctx, StatusCode::OK, &document, asked);
    renew(&mut answer, &page.renewal, &ctx.origin);
    answer
}

/// A page that is its visitor's alone.
fn send(ctx: &Ctx, status: StatusCode, document: &[Part<'_>], asked: &HeaderMap) -> HttpResponse {
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

fn note(request: &RequestId, status: StatusCode, req: &HttpRequest, begun: Instant) {
    let status = status.as_u16();
    if status < 400 && !tracing::enabled!(tracing::Level::DEBUG) {
        // Nearly always: what would be said is not even put together.
        return;
    }
    let micros = begun.elapsed().as_micros();
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
