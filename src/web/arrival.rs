//! What is known of a request before it is looked at: who asks, in which language, what they chose, and by
//! which key a stranger's page may be kept already. What handlers need besides is put together only for those
//! requests that reach one.

use std::sync::Arc;

use actix_web::cookie::Cookie;
use actix_web::dev::ServiceRequest;
use actix_web::http::header::{self, HeaderName};
use actix_web::http::{Method, Version};

use super::cache::Key;
use super::random::random;
use super::{Ctx, Identified, Origin, Request, RequestId, Site, cookie, done, session_number};
use crate::clock::Micros;
use crate::error::Error;
use crate::html::{FormKey, Fresh, Lights, Slots, Ui, piece_key};
use crate::locale::Lang;
use crate::viewer::{Live, Reading, Rung, Viewer};

/// A request that has arrived.
pub struct Arrival {
    /// Its own name.
    pub id: RequestId,
    /// The address that the visitor has typed: scheme and host.
    pub origin: Origin,
    /// When.
    pub now: Micros,
    /// Why it must not be looked at, if so.
    pub refused: Option<Error>,
    viewer: Viewer,
    rules_version: i64,
    lang: Lang,
    live: Live,
    reading: Reading,
    lights: Arc<Lights>,
    done: Option<&'static str>,
    sent: Option<String>,
}

impl Arrival {
    /// Asks who it is from.
    pub async fn of(site: &Site, req: &ServiceRequest) -> Self {
        let (id, mut refused) = match random() {
            Ok(bits) => (RequestId::of(bits), None),
            Err(error) => (RequestId::of([0; 8]), Some(error)),
        };
        let origin = Origin::of(req, &site.config).and_then(|origin| {
            origin.permits(req)?;
            Ok(origin)
        });
        let origin = origin.unwrap_or_else(|error| {
            refused = Some(error);
            Origin::unknown()
        });
        let name = cookie::name(origin.secure, site.urls.cookie_path());
        let cookies = Cookies::of(req);
        let sent = cookies.get(name).map(|cookie| cookie.value().to_owned());
        let sent = sent.filter(|value| cookie::is_ours(value));
        let language = cookies.get("language");
        let mut language = language.and_then(|cookie| Lang::from_code(cookie.value()));
        let chosen = cookies.get(cookie::READING);
        let mut reading =
            chosen.map_or_else(Reading::default, |cookie| Reading::parse(cookie.value()));
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
        let language = language.filter(|lang| offered.contains(lang));
        let accepted = || Lang::negotiate(text(req, header::ACCEPT_LANGUAGE), &offered);
        // In a document that stays open for long, an age would soon be a lie.
        reading.ages &= !site.urls.is_stream(req.path());
        // Who is here is told to those who may read.
        let lights = if viewer.is_among(viewer.rules.readers) {
            site.crowd.lights(now)
        } else {
            Arc::default()
        };
        Self {
            id,
            origin,
            now,
            refused,
            viewer,
            rules_version,
            lang: language.unwrap_or_else(accepted),
            live: live(req, &cookies),
            reading,
            lights,
            done: done_word(site, req, &cookies),
            sent,
        }
    }

    /// Under what an answer is kept: pages only for strangers who look, and may. One that tells ages grows old by itself.
    /// Feeds show neither who is here, nor how news come, nor how somebody likes to read, and are kept for
    /// members as well.
    pub fn key(&self, site: &Site, req: &ServiceRequest) -> Option<Key> {
        let (urls, path) = (&site.urls, req.path());
        let looks = [Method::GET, Method::HEAD].contains(req.method()) && !urls.is_held(path);
        let may =
            self.refused.is_none() && (urls.stays_open(path) || self.viewer.shut_out().is_none());
        let is_page = !urls.is_for_machines(path);
        let lasts = self.done.is_none() && (!is_page || !self.reading.ages);
        let member = self.viewer.member.as_ref();
        // Of a member who may have written at another machine nothing is kept.
        let sees_all = site.db.version().is_some();
        let suits =
            member.is_none_or(|member| !is_page && sees_all && member.restraints.is_empty());
        (looks && may && lasts && suits).then(|| Key {
            address: self.address(req),
            lang: self.lang,
            seq: site.bell.seq(),
            lights: if is_page { self.lights.version } else { 0 },
            rules: self.rules_version,
            live: if is_page { self.live } else { Live::default() },
            reading: if is_page {
                self.reading
            } else {
                Reading::default()
            },
            member: member.map(piece_key),
        })
    }

    /// The address with the host that the visitor knows the wall by, and with its query.
    fn address(&self, req: &ServiceRequest) -> String {
        let path = req.uri().path_and_query().map_or("/", |path| path.as_str());
        [self.origin.scheme(), "://", self.origin.host(), path].concat()
    }

    /// What handlers and views need; and why the request must not come to one, if so.
    pub fn into_ctx(self, site: &Site, req: &ServiceRequest) -> (Ctx, Option<Error>) {
        let known = cookie::known_name(self.origin.secure, site.urls.cookie_path());
        let known = req.cookie(known).map(|cookie| cookie.value().to_owned());
        let has_cookie = self.sent.is_some();
        let (fresh, chanceless) = match fresh() {
            Ok(fresh) => (fresh, None),
            Err(error) => (Fresh::none(), Some(error)),
        };
        let ui = Ui {
            lang: self.lang,
            urls: site.urls.clone(),
            viewer: self.viewer,
            lights: self.lights,
            now: self.now,
            here: here(site, req),
            undo_days: site.config.undo_days,
            rules_version: self.rules_version,
            forms: FormKey::new(site.keys.clone(), self.sent, fresh, self.now),
            // What is written while it is shown is not put together when it leaves.
            slots: Slots::new(!site.urls.is_stream(req.path())),
            pieces: site.pieces.clone(),
            live: self.live,
            reading: self.reading,
            done: self.done,
            mail: site.mailer.is_some(),
        };
        let agent = text(req, header::USER_AGENT).chars();
        let ctx = Ctx::new(Request {
            address: site.peers.of(req, self.now),
            site: site.clone(),
            ui,
            origin: self.origin,
            id: self.id,
            agent: agent.filter(|c| !c.is_control()).take(200).collect(),
            has_cookie,
            known,
        });
        (ctx, self.refused.or(chanceless))
    }
}

/// The cookies of a request. Where it has none, none is looked for.
struct Cookies<'a>(Option<&'a ServiceRequest>);

impl<'a> Cookies<'a> {
    fn of(req: &'a ServiceRequest) -> Self {
        Self(req.headers().contains_key(header::COOKIE).then_some(req))
    }

    fn get(&self, name: &str) -> Option<Cookie<'static>> {
        self.0?.cookie(name)
    }
}

/// A header as text; nothing where there is none.
fn text(req: &ServiceRequest, name: HeaderName) -> &str {
    let value = req.headers().get(name);
    value
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// What is random in a page.
fn fresh() -> Result<Fresh, Error> {
    Ok(Fresh {
        seed: random()?,
        cookie: random()?,
        write: cookie::stranger,
    })
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

/// The word of success that the page is to say. What a frame or a long poll shows is not the page.
fn done_word(site: &Site, req: &ServiceRequest, cookies: &Cookies<'_>) -> Option<&'static str> {
    let cookie = cookies.get("done")?;
    let looks = req.method() == Method::GET && !site.urls.is_held(req.path());
    looks.then(|| done::word(cookie.value())).flatten()
}

const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// How news are to come: as chosen; without a choice, by a stream where the browser says that it fills
/// windows (Fetch Metadata, `Sec-Fetch-Dest`), which those do that show what comes as it comes, and by
/// hand elsewhere. HTTP/1.0 has no answers without an end.
fn live(req: &ServiceRequest, cookies: &Cookies<'_>) -> Live {
    let chosen = cookies.get(cookie::LIVE);
    let chosen = chosen.and_then(|cookie| cookie::live(cookie.value()));
    let fills_windows = req
        .headers()
        .get(SEC_FETCH_DEST)
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
    let leads_on = acts || urls.leads_back(req.path()) || urls.holds_token(req.path());
    if leads_on {
        urls.wall()
    } else if urls.is_held(req.path()) {
        urls.list_of_held(req.path())
    } else {
        here.to_owned()
    }
}
