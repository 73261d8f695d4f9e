//! Every address, on one page. `urls` has the same as functions.

use actix_web::dev::HttpServiceFactory;
use actix_web::guard::{Any, Get, Head};
use actix_web::middleware::from_fn;
use actix_web::{Handler, HttpRequest, Responder, Route, Scope, web};

use crate::account::web as account;
use crate::app::{self, App};
use crate::attachment::avatar;
use crate::feed::web as feed;
use crate::live::web as live;
use crate::message::web as message;
use crate::moderation::filters::web as filters;
use crate::moderation::web as moderation;
use crate::notify::web as notify;
use crate::owner::web as owner;
use crate::post::poll::web as poll;
use crate::post::reaction::web as reaction;
use crate::post::web as post;
use crate::presence::web as presence;
use crate::room::web as room;
use crate::search::web as search;
use crate::web::{Answer, Ctx, frame};

/// The whole wall under its base path, to be put into any actix-web program.
///
/// The program around it should drop connections whose other end closed
/// (`HttpServer::h1_allow_half_closed(false)`) and leave this scope's answers uncompressed: they are.
pub fn routes(app: &App) -> impl HttpServiceFactory + 'static {
    framed(
        app,
        web::scope(app.site().config.base_path.as_str()).configure(table),
    )
}

/// What lies outside of the base path when the wall is alone: nothing, said properly, but for
/// what search engines ask first.
pub fn outside(app: &App) -> impl HttpServiceFactory + 'static {
    let alone = web::scope("");
    // Programs that follow links ask for this at the root of a host, and nowhere else.
    framed(app, alone.route("/robots.txt", get(feed::robots)))
}

fn framed(app: &App, scope: Scope) -> impl HttpServiceFactory + 'static {
    let site = app.site().clone();
    scope
        .app_data(app.visits())
        .app_data(app.hub())
        .wrap(from_fn(move |req, next| frame(site.clone(), req, next)))
}

fn table(at: &mut web::ServiceConfig) {
    at
        // The wall.
        .route("", get(post::wall))
        .route("/", get(post::wall))
        .route("/posts", web::post().to(post::to_wall))
        // Addresses are tried in this order, and those with a name in them take a while: what is asked for
        // most comes first.
        .route("/rooms/{slug}", get(post::room))
        .route("/people/{name}", get(post::person))
        .route("/posts/unread", get(notify::to_unread_of_wall))
        .route("/posts/read", web::post().to(notify::read_wall))
        .route("/posts/following", web::post().to(notify::follow_wall))
        .route("/posts/{id}", get(post::post))
        .route("/feed.atom", get(feed::wall))
        .route("/{year:\\d+}/{month:\\d+}/{day:\\d+}", get(post::wall_day))
        .route("/live", get(live::live_wall))
        .route("/wait", get(live::wait_wall))
        .route("/live/choice", get(live::choice))
        .route("/live/choice", web::post().to(live::choose))
        // What is new to whoever looks.
        .configure(news)
        // Posts.
        .route("/posts/{id}/comments", web::post().to(post::to_thread))
        .route("/posts/{id}/edit", get(post::editor))
        .route("/posts/{id}/edit", web::post().to(post::edit))
        .route("/posts/{id}/delete", web::post().to(post::delete))
        .route("/posts/{id}/restore", web::post().to(post::restore))
        .route("/posts/{id}/versions", get(post::versions))
        .route("/files/pending/{id}", get(post::pending_file))
        .route("/files/{id}/{position}/{size}", get(post::file))
        .route("/posts/{id}/reactions", get(reaction::reactions))
        .route("/posts/{id}/reactions", web::post().to(reaction::react))
        .route("/posts/{id}/vote", web::post().to(poll::vote))
        .route("/posts/{id}/poll/close", web::post().to(poll::close))
        // Rooms.
        .route("/rooms", get(room::rooms))
        .route("/rooms", web::post().to(room::open))
        .route("/rooms/{slug}/posts", web::post().to(post::to_room))
        .route("/rooms/{slug}/live", get(live::live_room))
        .route("/rooms/{slug}/wait", get(live::wait_room))
        .route("/rooms/{slug}/settings", get(room::settings))
        .route("/rooms/{slug}/settings", web::post().to(room::describe))
        .route("/rooms/{slug}/rules", web::post().to(room::rule))
        .route("/rooms/{slug}/keepers", web::post().to(room::keep))
        .route("/rooms/{slug}/delete", get(room::deletion))
        .route("/rooms/{slug}/delete", web::post().to(room::delete))
        .route("/rooms/{slug}/restore", web::post().to(room::restore))
        .route(
            "/rooms/{slug}/{year:\\d+}/{month:\\d+}/{day:\\d+}",
            get(post::room_day),
        )
        // People.
        .route("/people/{name}/posts", web::post().to(post::to_person))
        .route("/people/{name}/written", get(post::written))
        .route("/people/{name}/avatar.svg", get(account::avatar))
        .route("/avatars/{file}", get(avatar::show))
        .route(
            "/people/{name}/clear",
            web::post().to(moderation::clear_profile),
        )
        .route("/fireflies", get(presence::fireflies))
        .route("/search", get(search::search))
        // Who one is.
        .route("/login", get(account::log_in_form))
        .route("/login", web::post().to(account::log_in))
        .route("/logout", web::post().to(account::log_out))
        .route("/account", get(account::account))
        .route("/account/password", web::post().to(account::set_password))
        .route("/account/profile", get(account::profile_form))
        .route("/account/profile", web::post().to(account::set_profile))
        .route("/account/profile/picture", web::post().to(avatar::set))
        .route(
            "/account/profile/picture/remove",
            web::post().to(avatar::remove),
        )
        .route("/settings", get(account::reading_form))
        .route("/settings/save", web::post().to(account::set_reading))
        .route("/account/light", web::post().to(account::set_light))
        .route(
            "/account/sessions/end",
            web::post().to(account::end_session),
        )
        .configure(safe_accounts)
        .configure(letters)
        .route("/language", get(account::language_form))
        .route("/language", web::post().to(account::choose_language))
        .route("/owner/claim", get(account::claim_form))
        .route("/owner/claim", web::post().to(account::claim))
        // Order.
        .route("/posts/{id}/moderate", get(moderation::moderate))
        .route("/posts/{id}/moderate", web::post().to(moderation::order))
        .route("/posts/{id}/report", get(moderation::report))
        .route(
            "/posts/{id}/report",
            web::post().to(moderation::send_report),
        )
        .route("/reports/{receipt}", get(moderation::receipt))
        .route("/moderation", get(moderation::queue))
        .route("/moderation", web::post().to(moderation::decide))
        .route("/moderation/undo", web::post().to(moderation::undo))
        .route("/moderation/sweep", get(moderation::look))
        .route("/moderation/sweep", web::post().to(moderation::sweep))
        .route("/moderation/people", get(moderation::restrained))
        .route("/moderation/people/{name}", get(moderation::history))
        .route(
            "/moderation/people/{name}/release",
            web::post().to(moderation::release),
        )
        .route(
            "/moderation/appeals/{id}",
            web::post().to(moderation::answer_appeal),
        )
        .route("/moderation/log", get(moderation::log))
        .route("/moderation/log.atom", get(moderation::log_feed))
        .route("/account/decisions", get(moderation::decisions))
        .route(
            "/account/decisions/read",
            web::post().to(moderation::read_warnings),
        )
        .route(
            "/account/decisions/appeal",
            web::post().to(moderation::appeal),
        )
        // The owners' pages.
        .route("/owner", get(owner::settings))
        .route("/owner/place", web::post().to(owner::set_place))
        .route("/owner/access", web::post().to(owner::set_access))
        .route("/owner/newcomers", web::post().to(owner::set_newcomers))
        .route("/owner/limits", web::post().to(owner::set_limits))
        .route("/owner/files", web::post().to(owner::set_files))
        .route("/owner/layers", web::post().to(owner::set_layers))
        .route("/owner/siege", web::post().to(owner::siege))
        .route("/owner/people", get(owner::people))
        .route("/owner/people/role", web::post().to(owner::give_role))
        .route("/owner/people/{name}/erase", get(owner::erasure))
        .route("/owner/people/{name}/erase", web::post().to(owner::erase))
        .route("/owner/invitations", get(owner::invitations))
        .route("/owner/invitations", web::post().to(owner::invite))
        .route(
            "/owner/invitations/end",
            web::post().to(owner::end_invitation),
        )
        .route("/owner/log", get(owner::log))
        .route("/rooms/{slug}/wipe", get(owner::wiping))
        .route("/rooms/{slug}/wipe", web::post().to(owner::wipe))
        .route("/moderation/applicants", get(owner::applicants))
        .route(
            "/moderation/applicants/decide",
            web::post().to(owner::decide),
        )
        // What posts are held against.
        .route("/moderation/filters", get(filters::show))
        .route("/moderation/filters/add", web::post().to(filters::add))
        .route(
            "/moderation/filters/{id}/delete",
            web::post().to(filters::delete),
        )
        .configure(machines)
        // The place itself.
        .route("/about", get(app::about))
        .route("/assets/{name}", get(asset))
        .route("/healthz", get(app::health))
        .route("/readyz", get(app::readiness));
}

/// What people are told of, what they follow, and what they have not read.
fn news(at: &mut web::ServiceConfig) {
    at.route("/notifications", get(notify::notifications))
        .route("/notifications/read", web::post().to(notify::read))
        .route("/notifications/read-all", web::post().to(notify::read_all))
        .route("/notifications/following", get(notify::following))
        .route(
            "/posts/{id}/following",
            web::post().to(notify::follow_thread),
        )
        .route(
            "/rooms/{slug}/following",
            web::post().to(notify::follow_room),
        )
        .route(
            "/people/{name}/following",
            web::post().to(notify::follow_person),
        )
        .route("/unread", get(notify::unread))
        .route("/unread/read", web::post().to(notify::read_everything))
        .route("/rooms/{slug}/unread", get(notify::to_unread_of_room))
        .route("/rooms/{slug}/read", web::post().to(notify::read_room))
        .route("/account/letters", get(notify::letters))
        .route(
            "/account/letters/choose",
            web::post().to(notify::choose_letters),
        )
        .route("/account/letters/end", get(notify::end_of_letters))
        .route("/account/letters/end", web::post().to(notify::end_letters));
}

/// What programs read instead of pages.
fn machines(at: &mut web::ServiceConfig) {
    at.route("/rooms/{slug}/feed.atom", get(feed::room))
        .route("/people/{name}/feed.atom", get(feed::person))
        .route("/posts/{id}/feed.atom", get(feed::thread))
        .route("/robots.txt", get(feed::robots))
        .route("/sitemap.xml", get(feed::sitemap))
        .route(
            "/sitemap/{kind:[a-z]+}-{number:\\d+}.xml",
            get(feed::sitemap_part),
        )
        .route("/manifest.webmanifest", get(feed::manifest));
}

/// What keeps an account its person's: sessions, the second factor, their data.
fn safe_accounts(at: &mut web::ServiceConfig) {
    at.route("/login/code", web::post().to(account::log_in_code))
        .route(
            "/account/sessions/end-others",
            web::post().to(account::end_other_sessions),
        )
        .route("/account/second-factor", get(account::second_factor))
        .route(
            "/account/second-factor",
            web::post().to(account::set_second_factor),
        )
        .route(
            "/account/second-factor/off",
            web::post().to(account::drop_second_factor),
        )
        .route("/account/data", get(account::data_form))
        .route("/account/data", web::post().to(account::take_data))
        .route("/account/data/archive.zip", get(account::archive))
        .route("/account/delete", get(account::deletion))
        .route("/account/delete", web::post().to(account::delete_me))
        .route("/privacy", get(app::privacy))
        // By mail, where the owner configured it.
        .route("/account/mail", get(account::mail_form))
        .route("/account/mail", web::post().to(account::set_mail))
        .route("/account/mail/remove", web::post().to(account::remove_mail))
        .route("/account/mail/confirm", get(account::confirmation))
        .route(
            "/account/mail/confirm",
            web::post().to(account::confirm_mail),
        )
        .route("/login/picture", get(account::picture))
        .route("/login/recover", get(account::recovery))
        .route("/login/recover", web::post().to(account::ask_recovery))
        .route("/login/recover/sent", get(account::recovery_sent))
        .route("/login/recover/password", get(account::new_password_form))
        .route("/login/recover/password", web::post().to(account::recover))
        .route("/account/second-factor/codes", get(account::recovery_codes))
        .route(
            "/account/second-factor/codes",
            web::post().to(account::set_recovery_codes),
        );
}

/// What is written in private: messages, and drafts.
fn letters(at: &mut web::ServiceConfig) {
    at.route("/messages", get(message::conversations))
        .route("/messages/{name}", get(message::conversation))
        .route("/messages/{name}/posts", web::post().to(message::send))
        .route("/messages/{name}/delete", get(message::deletion))
        .route(
            "/messages/{name}/delete",
            web::post().to(message::delete_conversation),
        )
        .route(
            "/messages/{name}/{id}/delete",
            web::post().to(message::delete_message),
        )
        .route("/messages/{name}/{id}/report", get(message::report))
        .route(
            "/messages/{name}/{id}/report",
            web::post().to(message::send_report),
        )
        .route("/moderation/messages", get(message::reported))
        .route(
            "/moderation/messages/settle",
            web::post().to(message::settle),
        )
        .route("/account/blocks", get(message::blocks))
        .route("/account/blocks/add", web::post().to(message::block))
        .route("/account/blocks/end", web::post().to(message::unblock))
        .route(
            "/account/blocks/taking",
            web::post().to(message::set_taking),
        )
        .route("/account/drafts", get(account::drafts))
        .route("/account/drafts/drop", web::post().to(account::drop_draft));
}

/// `HEAD` works wherever `GET` does.
fn get<F, Args>(handler: F) -> Route
where
    F: Handler<Args>,
    Args: actix_web::FromRequest + 'static,
    F::Output: Responder + 'static,
{
    web::route().guard(Any(Get()).or(Head())).to(handler)
}

/// `GET /assets/NAME`.
async fn asset(ctx: Ctx, req: HttpRequest) -> Answer {
    ctx.site.assets.answer(&req, req.match_info().query("name"))
}
