//! Between the network and the features: who asks, whether they may send this form, and how the answer
//! leaves. What a form means is its feature's business.
//!
//! [`frame`] stands around every request. Handlers get a [`Ctx`] and, for forms, a [`Submission`].

mod arrival;
mod assets;
mod budget;
mod cache;
mod compress;
mod cookie;
mod done;
pub mod draft;
mod filters;
mod frame;
mod gate;
mod headers;
mod hosts;
mod known_rules;
mod multipart;
pub mod once;
mod own_page;
mod peer;
mod random;
mod read_marks;
mod representation;
mod request_id;
mod shelf;
mod site;
mod slices;
mod submission;
mod ticket;
mod tries;
mod unread;
mod wire;

use std::borrow::Cow;
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};

pub use assets::EmbeddedAssets;
pub use budget::{Act, Budgets, Spender};
pub use cache::PageCache;
pub use compress::Blocks;
pub use cookie::{fresh_session, known_browser, session_number};
pub use filters::{FILTERS_MAX, Filter, Filters, KnownFilters, LoadFilters, Matcher, PATTERN_MAX};
pub use frame::frame;
pub use headers::Framing;
pub use hosts::Origin;
pub use known_rules::{KnownRules, LoadQuestion, LoadRules};
pub use multipart::{FILES, PICTURES, Spooled, Upload};
pub use peer::{Address, Peers};
pub use read_marks::ReadMarks;
pub use representation::Representation;
pub use request_id::RequestId;
pub use shelf::Shelf;
pub use site::{Crowd, Identified, Identify, IsKnown, LogInPage, Parts, Site};
pub use submission::{Submission, Typed};
pub use ticket::Ticket;
pub use tries::{Tries, TryKey};
pub use wire::{Wire, lasting};

use crate::config::PublicUrl;
use crate::db::Tx;
use crate::error::{Error, Kept};
use crate::html::{Page, Refused, Ui, error_main, form, time};
use crate::locale::Value;
use crate::urls::{self, Window};
use crate::viewer::Member;

/// The query of an address, read as a form is.
pub fn query(req: &HttpRequest) -> Submission {
    Submission::of_query(req)
}

/// Which part of a list an address asks for, by `?before=` or `?after=`.
///
/// # Errors
/// [`Error::NotFound`] when it is no number: there is no such page.
pub fn window(req: &HttpRequest) -> Result<Window, Error> {
    let query = query(req);
    let number = |name: &str| {
        let typed = query.line(name, 20);
        typed
            .error
            .is_none()
            .then(|| id(&typed.text))
            .flatten()
            .ok_or(Error::NotFound)
    };
    if query.has("before") {
        number("before").map(Window::Before)
    } else if query.has("after") {
        number("after").map(Window::After)
    } else {
        Ok(Window::Newest)
    }
}

/// A number of something, as it stands in addresses: digits and nothing else.
pub fn id(text: &str) -> Option<i64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

/// The number in an address.
///
/// # Errors
/// [`Error::NotFound`] when it is none.
pub fn id_of(req: &HttpRequest) -> Result<i64, Error> {
    id(req.match_info().query("id")).ok_or(Error::NotFound)
}

/// The room's name in an address.
///
/// # Errors
/// [`Error::NotFound`] when it cannot be one.
pub fn slug_of(req: &HttpRequest) -> Result<String, Error> {
    segment(req, "slug")
}

/// A part of an address, decoded.
///
/// # Errors
/// [`Error::NotFound`] when it is no text.
pub fn segment(req: &HttpRequest, name: &str) -> Result<String, Error> {
    let raw = req.match_info().query(name);
    let text = percent_encoding::percent_decode_str(raw).decode_utf8();
    let text = text.ok().filter(|text| !text.chars().any(char::is_control));
    text.map(std::borrow::Cow::into_owned)
        .ok_or(Error::NotFound)
}

/// A path of this site to go on to; the wall for anything else.
pub fn local(ui: &Ui, next: &str) -> String {
    let plain = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'#');
    if plain && ui.urls.is_inside(next) && !next.starts_with("//") {
        next.to_owned()
    } else {
        ui.urls.wall()
    }
}

/// Gives a cookie with an answer.
pub fn give(cookie: &str, answer: &mut HttpResponse) {
    // A cookie of ours is plain ASCII: there is no other.
    if let Ok(value) = cookie.parse() {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// What a handler answers.
pub type Answer = Result<HttpResponse, Error>;

/// One request: who asks, in which language, from where. Cheap to clone.
#[derive(Clone)]
pub struct Ctx(Rc<Request>);

/// What [`Ctx`] leads to.
pub struct Request {
    /// What the process is made of.
    pub site: Site,
    /// What views need.
    pub ui: Ui,
    /// The address that the visitor has typed: scheme and host.
    pub origin: Origin,
    /// The request's own name, in the answer and in the log.
    pub id: RequestId,
    /// What the browser calls itself.
    pub agent: String,
    /// Where it comes from, if that is known: only for what is counted.
    pub address: Option<Address>,
    /// Whether the visitor sent a cookie of ours.
    pub has_cookie: bool,
    /// What the browser was given when somebody last logged in from it with a password.
    pub known: Option<String>,
}

impl std::ops::Deref for Ctx {
    type Target = Request;

    fn deref(&self) -> &Request {
        &self.0
    }
}

impl FromRequest for Ctx {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = req.extensions().get::<Self>().cloned();
        std::future::ready(found.ok_or_else(|| Error::fault("a route stands outside of the frame")))
    }
}

impl Ctx {
    fn new(request: Request) -> Self {
        Self(Rc::new(request))
    }

    /// The person who asks.
    ///
    /// # Errors
    /// [`Error::Unauthorized`] for strangers: they come back to `next` once they have a name.
    pub fn member(&self, next: &str) -> Result<&Member, Error> {
        self.ui.viewer.member.as_ref().ok_or_else(|| {
            Error::Unauthorized(Box::new(Kept {
                next: next.to_owned(),
                ..Kept::default()
            }))
        })
    }

    /// The wall's name.
    pub fn title(&self) -> &str {
        let set = &self.ui.viewer.rules.title;
        if set.is_empty() {
            &self.site.config.title
        } else {
            set
        }
    }

    /// Scheme and host that the wall goes by, whichever of its addresses the visitor typed: the first that
    /// was set, or, without one, theirs.
    pub fn canonical_origin(&self) -> String {
        let public = self.site.config.public_urls.first();
        public.map_or_else(|| self.origin.to_string(), PublicUrl::origin)
    }

    /// Why whoever asks may read nothing here, if so. Strangers are asked who they are, and come back.
    pub fn shut_out(&self) -> Option<Error> {
        let error = self.ui.viewer.shut_out()?;
        Some(match error {
            Error::Unauthorized(_) => Error::Unauthorized(Box::new(Kept {
                next: self.ui.here.clone(),
                ..Kept::default()
            })),
            other => other,
        })
    }

    /// The same by the rules as they are now: they may have changed while this request was held.
    ///
    /// # Errors
    /// As for [`Ctx::shut_out`].
    pub fn may_still_read(&self) -> Result<(), Error> {
        let mut viewer = self.ui.viewer.clone();
        viewer.rules = self.site.rules.now().1;
        viewer.shut_out().map_or(Ok(()), Err)
    }

    /// A page, to be dressed by the frame.
    pub fn page(&self, page: Page) -> HttpResponse {
        let mut answer = HttpResponse::Ok().finish();
        answer.extensions_mut().insert(page);
        answer
    }

    /// What is no page, to be sent as it is.
    pub fn represent(&self, what: Representation) -> HttpResponse {
        let mut answer = HttpResponse::Ok().finish();
        answer.extensions_mut().insert(what);
        answer
    }

    /// `303 See Other` to a path of the site, with an absolute address: text browsers warn at others.
    ///
    /// Links (the text browser) keeps every page that it was given, whatever the page says about that,
    /// and would show its own copy from before the form was sent: it is led to an address that it has
    /// not seen yet.
    pub fn see_other(&self, path: &str) -> HttpResponse {
        let path = if self.agent.starts_with("Links (") {
            Cow::Owned(urls::unseen(path, self.id.as_str()))
        } else {
            Cow::Borrowed(path)
        };
        HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("{}{path}", self.origin)))
            .finish()
    }

    /// A page that says what went wrong and gives back what was typed.
    pub fn refusal(&self, error: &Error, kept: &str) -> HttpResponse {
        self.note(error);
        let refused = Refused {
            words: kept,
            is_draft: false,
        };
        self.page(error_page(self, error, Some(refused)))
    }

    /// Writes a fault of ours into the log, with the request's id.
    pub fn note(&self, error: &Error) {
        if let Error::Fault(fault) = error {
            tracing::error!(request = %self.id, %fault, "a request failed");
        }
    }

    /// Does what a form asks for, once: the same `once` again answers with the same address and does
    /// nothing. `work` says where its effect is seen.
    ///
    /// # Errors
    /// What `work` says, or a fault of the database.
    pub async fn effect<F>(&self, form: &Submission, work: F) -> Result<String, Error>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<String, Error> + Send + 'static,
    {
        let (key, once, now) = (
            session_number(self.ui.forms.cookie()),
            form.once(),
            self.ui.now,
        );
        self.site
            .db
            .write(move |tx| {
                if let Some(location) = once::location(tx, &key, &once)? {
                    return Ok(location);
                }
                let location = work(tx)?;
                once::record(tx, &key, &once, &location, now)?;
                Ok(location)
            })
            .await
    }

    /// The answer to a form that was acted on already, if it was: to be asked before anything that the
    /// act itself has changed (a session that ended, a room that is gone) is asked.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn already(&self, form: &Submission) -> Result<Option<HttpResponse>, Error> {
        if form.problem(&self.ui).is_some() {
            return Ok(None);
        }
        let (key, once) = (session_number(self.ui.forms.cookie()), form.once());
        let location = self
            .site
            .db
            .read(move |conn| once::find(conn, &key, &once))
            .await?;
        Ok(location.map(|location| self.see_other(&location)))
    }

    /// Answers a form that is one button: a `303`, or the button again where its token has gone stale.
    ///
    /// # Errors
    /// As [`Ctx::effect`].
    pub async fn press<F>(&self, form: &Submission, label: &str, work: F) -> Answer
    where
        F: FnOnce(&mut Tx<'_>) -> Result<String, Error> + Send + 'static,
    {
        if let Some(problem) = form.problem(&self.ui) {
            return Ok(self.press_again(form, label, problem));
        }
        let location = self.effect(form, work).await?;
        Ok(self.see_other(&location))
    }

    /// The button once more, with what is wrong.
    pub fn press_again(
        &self,
        sent: &Submission,
        label: &str,
        problem: &'static str,
    ) -> HttpResponse {
        let ui = &self.ui;
        let hidden = sent.others();
        let main = maud::html! {
            h1 { (ui.t("again-title")) }
            (form::problem(Some(ui.t(problem))))
            (form::form(ui, sent.path(), "again", None, &maud::html! {
                @for (name, value) in &hidden { input type="hidden" name=(name) value=(value); }
                button { (label) }
            }))
        };
        self.page(Page::new("again", ui.t("again-title"), main).status(422))
    }
}

/// The page for an error.
pub fn error_page(ctx: &Ctx, error: &Error, kept: Option<Refused<'_>>) -> Page {
    let ui = &ctx.ui;
    if let Error::Unauthorized(kept) = error {
        return (ctx.site.log_in_page)(ui, kept).status(401);
    }
    let status = error.status().as_u16();
    let limited;
    let sentence = match error {
        Error::Forbidden(key) | Error::BadRequest(key) => ui.t(key),
        Error::Limited { why, seconds } => {
            let wait = time::wait(ui.lang, *seconds);
            let why = ui.t_with(why, &[("wait", Value::Text(&wait))]);
            limited = format!("{why} {}", ui.t("limited-ask"));
            &limited
        }
        _ => error_sentence(ui, status),
    };
    let title = error_title(ui, status);
    let mut page = Page::new(
        "error",
        title,
        error_main(ui, status, title, sentence, kept),
    )
    .status(status);
    page.retry_after = match error {
        Error::TooMany(seconds) | Error::Unavailable(seconds) | Error::Limited { seconds, .. } => {
            Some(*seconds)
        }
        _ => None,
    };
    page
}

/// The page for a bare status.
fn status_page(ui: &Ui, status: u16) -> Page {
    let title = error_title(ui, status);
    Page::new(
        "error",
        title,
        error_main(ui, status, title, error_sentence(ui, status), None),
    )
    .status(status)
}

fn error_title(ui: &Ui, status: u16) -> &'static str {
    match status {
        401 => ui.t("error-401-title"),
        403 => ui.t("error-403-title"),
        404 => ui.t("error-404-title"),
        405 => ui.t("error-405-title"),
        410 => ui.t("error-410-title"),
        413 => ui.t("error-413-title"),
        415 => ui.t("error-415-title"),
        429 => ui.t("error-429-title"),
        503 => ui.t("error-503-title"),
        500.. => ui.t("error-500-title"),
        _ => ui.t("error-400-title"),
    }
}

fn error_sentence(ui: &Ui, status: u16) -> &'static str {
    match status {
        401 => ui.t("error-401"),
        403 => ui.t("error-403"),
        404 => ui.t("error-404"),
        405 => ui.t("error-405"),
        410 => ui.t("error-410"),
        413 => ui.t("error-413"),
        415 => ui.t("error-415"),
        429 => ui.t("error-429"),
        503 => ui.t("error-503"),
        500.. => ui.t("error-500"),
        _ => ui.t("error-400"),
    }
}
