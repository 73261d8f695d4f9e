//! The Wall: a forum that works whole without a line of JavaScript.
//!
//! This page is the tour: a map, what always holds, and three walks through the house. Read it once,
//! and every path in the tree says where a thing is and what duty it has there.
//!
//! # The idea
//!
//! **Everything public is an event in one log; every page is a view of the tables that the log wrote.**
//! The wall is a room. So is a person's own wall. A message, a post and a comment are one thing: a
//! [`post`] in a [`room`], with an optional parent.
//!
//! # Map
//!
//! Imports point up this list only, and a test reads the sources to prove it.
//!
//! | line | modules | what lives there |
//! |---|---|---|
//! | 1 | [`error`], [`config`], [`clock`], [`locale`] | plain values: what can go wrong, what was set, the time, the words |
//! | 2 | [`db`] | `read` and `write` over SQLite and PostgreSQL; one writer that gathers commits |
//! | 3 | [`rules`], [`viewer`], [`urls`], [`html`] | what owners decided, who looks, every address, the document and its parts |
//! | 4 | [`log`], [`mail`], [`web`] | events, hash chain, cursors, the bell; letters; requests, forms, cookies, headers |
//! | 5 | [`account`] → [`room`] → [`attachment`] → [`post`] | people; where things are said; pictures and files, that included by which somebody shows themselves (`attachment::avatar`); what is said, with its reactions (`post::reaction`), polls (`post::poll`), and the language that it is in (`post::language`) |
//! | 6 | [`moderation`], [`owner`], [`search`], [`presence`], [`live`], [`notify`], [`feed`], [`message`] | keeping order; the owners' pages; what was said, found again; the fireflies; lists that renew themselves; who is told of what; what programs read instead of pages; what two people say to each other. They are siblings that meet through the log |
//! | 7 | [`archive`] | in (and later out): imports |
//! | 8 | [`app`], [`mod@routes`] | what the process is made of; every address on one page |
//! | 9 | [`cli`], `main` | one file a command |
//!
//! A feature always has the same anatomy: `mod.rs` types and pure rules · `store` all its SQL, `apply`
//! included · `view` all its HTML · `web` its handlers. Past some 400 lines a file becomes a folder.
//! Outside of `src`: `migrations/{sqlite,postgres}` (the same names in both), `assets` (the
//! stylesheet, the icon, the words), `tests/forum` (one binary, a module a feature), `benches` (what
//! the table in the README is made with), `.cargo/config.toml` (switches of the SQLite that is built in).
//!
//! # What always holds
//!
//! 1. Only `apply` writes public tables, inside the transaction that appends the event. Replaying the
//!    log from nothing gives the same tables. The language of a post is worked out there from its words: a
//!    newer recogniser may give old words another tag.
//! 2. The log has one gapless sequence; a post's id is the number of the event that made it.
//! 3. Each entry carries the hash of the one before it. What people may want erased stands beside the
//!    hashed part, under a salted digest, so the chain verifies when it is gone.
//! 4. What is private (passwords, sessions, drafts, sights, reports, appeals, filters, ballots, private
//!    messages) never enters the log: of a poll it says how many voted for what, never who.
//!    Network addresses are never written anywhere: in memory they are keyed hashes, for a day at most.
//! 5. A `303` means that the effect is on disk. A `GET` writes nothing: sights of readers are gathered
//!    in memory and written by the upkeep's own clock.
//! 6. Every form carries `once` and `token`: it has one effect, and only for its own visitor.
//! 7. What was typed is never lost: a form that cannot be accepted is shown again with it, and whatever is
//!    refused although its form was in order is kept as a draft, by one function (`Ctx::keep_words`).
//! 8. Strangers' pages hold no token and nothing of a cookie's, so they are kept whole, under a key
//!    that contains the number of the log's last entry and that of the rules; so is what members get that is
//!    no page, under a key of their own. Of members' lists and threads what is good once is left open, and the
//!    rest is kept for their session alone, until anything at all is written (`db::Db::version`: SQLite has
//!    one), where time alone changes nothing on them. What members' pages are made of is kept for longer: lists that everybody sees alike (by the
//!    log's last number), what is one person's own (by that version), runs of posts as markup (by a digest
//!    of all that it depends on), and texts that were compressed (by themselves). Nothing is ever
//!    invalidated by hand.
//! 9. No page holds anything that could run; `html::markdown` is the one place that trusts markup.
//! 10. Clock and database come in as arguments; there are no globals that change, but for the gates
//!     that let two password hashes and one picture through at a time, since that is about the machine.
//!
//! 11. What a stream sends is rendered once for each language and kind of viewer, holds no form, and is
//!     found again on the page itself by whoever reloads it: a stream knows nothing that the tables do
//!     not.
//! 12. What moderators and owners do is an event like any other; all events of one press share a batch,
//!     by which they are told as one and undone as one. Who may do what to whom is one function
//!     ([`moderation::may`]), and every cell of its table has a test.
//!
//! # First walk: a post is made
//!
//! 1. [`web::frame`] gives the request an id, checks whom it is meant for and where it says it comes
//!    from, finds the session, and puts a [`web::Ctx`] into it.
//! 2. `post::web::publish` gets a [`web::Submission`]: the form, read once, each field cleaned, with
//!    what was wrong kept beside it. A form that is not in order goes back as the same page, `422`.
//! 3. [`web::Ctx::effect`] hands the work to the writer: in one transaction the form's `once` is looked
//!    up, the place is found again, the rights are asked ([`room::may`]), and [`log::Log::append`]
//!    writes the event and applies it to the tables.
//!    On the way there `post::web::hearing` gathers what speaks against the words (filters, links,
//!    repetitions, how little is known of their author), and [`post::judge`] says what becomes of them:
//!    seen, held for a moderator, or not taken.
//! 4. The writer (`db/writer.rs`) puts everything that waits into one commit, each piece in a
//!    savepoint of its own. Nobody is answered before that commit is on disk.
//! 5. The [`log::Bell`] rings, and the visitor gets `303` to `/#p42`.
//! 6. The hub (`live/hub.rs`) hears the bell in each process, reads the log from where it was, renders
//!    what happened once for each kind of listener, and hands everybody the same bytes. In each open
//!    stream (`live/stream.rs`) they are appended to a document that never ends; classes put them in
//!    their place there, and hide what stood in it before (`live/turns.rs`).
//! 7. [`notify`] and [`search`] hear it as well, each in a thread of its own, with a cursor that is
//!    committed together with their work: the one writes down who is told of it (`room::following` holds
//!    what people follow or mute, `room::visit` how far they have read), the other what it is found by.
//!
//! # Second walk: a page is read
//!
//! 1. The frame asks the page cache first, if a stranger asks, or anybody for a feed: address, language, the
//!    log's last number, who is here.
//! 2. Otherwise `post::web::list` loads the place and a [`html::Slice`] of it by key: fifty posts, what
//!    they answer, their latest comments. A page a million posts back costs what the first one does. What
//!    nearly everybody sees alike is read once and stays on a shelf (`web/shelf.rs`); beside it stands
//!    what is one person's own: how they react, what is new to them, what they had begun to write.
//!    Columns of the post (`files`, `reactions`, `polled`) say whether there is anything more to load: a
//!    list on which nothing hangs costs no query more.
//! 3. `post::view` turns loaded values into markup, and never sees a connection. Neighbouring posts are one
//!    piece (`post/view/runs.rs`), made once; the fields of its forms are left open (`html/slot.rs`).
//!    The handler answers with a [`html::Page`]; back in the frame it becomes a document, with
//!    navigation, fireflies and the headers that every answer carries. Its own text, the pieces in it and
//!    fresh fields are put in a row there, compressed or not (`web/compress.rs`). Where a member asks for a list
//!    or a thread again and nothing was written, the document is there already, and only the fields are fresh
//!    (`web/own_page.rs`). The picture beside a name
//!    comes with the row of its author, and [`html::Face`] carries it to the light; [`html::Ui::foreign`]
//!    gives the `lang` of words that are not in the page's language.
//! 4. How it looks to this reader is [`viewer::Reading`] (theme, sizes, posts on a page, time zone, ages):
//!    a cookie that anybody may have, and part of the key under which a page is kept.
//! 5. Programs read [`feed`]: the same slices as Atom, a site map, a manifest. `html::atom` writes the
//!    documents, `web::representation` answers what is no page.
//!
//! # Third walk: a discussion is brought in
//!
//! 1. `cli::import` opens the file and says how far it is; [`archive::import::Import`] reads it line by
//!    line, and names each bad one by its number.
//! 2. A line is known by the hash of what it says and of how many said the same before it. Five thousand
//!    at a time become one transaction of events: rooms, people whom nobody has claimed, posts with
//!    their own times.
//! 3. A wall that is being served meanwhile hears of it by its bell, which also watches the database.
//!
//! # As a module
//!
//! ```no_run
//! # async fn mount() -> Result<(), Box<dyn std::error::Error>> {
//! let mut config = thewall::Config::new("data");
//! config.base_path = "/forum".parse()?;
//! let wall = thewall::App::build(config)?;
//! wall.start_upkeep()?;
//! let served = wall.clone();
//! actix_web::HttpServer::new(move || actix_web::App::new().service(thewall::routes(&served)))
//!     .h1_allow_half_closed(false)
//!     .bind("127.0.0.1:8080")?
//!     .run()
//!     .await?;
//! // Streams end here, if the server was not told to stop before: `part` ends them with a word.
//! wall.part().await;
//! // Outside of an async context, since it waits for the disk.
//! std::thread::spawn(move || wall.stop()).join().ok();
//! # Ok(())
//! # }
//! ```

pub mod account;
pub mod app;
pub mod archive;
pub mod attachment;
pub mod cli;
pub mod clock;
pub mod config;
pub mod db;
pub mod error;
pub mod feed;
pub mod html;
pub mod live;
pub mod locale;
pub mod log;
pub mod mail;
pub mod message;
pub mod moderation;
pub mod notify;
pub mod owner;
pub mod post;
pub mod presence;
pub mod room;
pub mod routes;
pub mod rules;
pub mod search;
pub mod urls;
pub mod viewer;
pub mod web;

pub use app::App;
pub use config::Config;
pub use routes::routes;
