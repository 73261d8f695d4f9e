//! What the wall is compared with: the least that the same libraries need for 50 posts from SQLite,
//! and for one more. No sessions, no tokens, no Markdown, no headers, no compression, nothing kept;
//! each post is a commit of its own. And what handing out bytes costs that are there already.
//!
//! It runs in a process of its own: this very program, started again with [`SERVE`] and a file.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use actix_web::http::header::LOCATION;
use actix_web::web::Bytes;
use actix_web::{App, HttpResponse, HttpServer, error, rt, web};
use chrono::{DateTime, SecondsFormat};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use maud::{DOCTYPE, Markup, html};

use crate::table::{self, NewPost, post};

/// The argument that makes this program serve.
pub const SERVE: &str = "--serve-bare";

/// How many posts a page has.
const PER_PAGE: i64 = 50;
/// As many connections as the program has readers by default.
const CONNECTIONS: u32 = 4;
/// As many threads that wait for the database as the program has for each worker.
const BLOCKING: usize = 32;

/// As long as the program keeps a connection on which nothing is asked.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// How many bytes can be asked for.
const LARGEST: usize = 1 << 20;

type Connections = Pool<ConnectionManager<SqliteConnection>>;

/// Whoever wants to write while another does waits; and no commit is answered before it is on disk.
#[derive(Debug)]
struct Patient;

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for Patient {
    fn on_acquire(&self, conn: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        conn.batch_execute("PRAGMA busy_timeout = 60000; PRAGMA synchronous = FULL")
            .map_err(diesel::r2d2::Error::QueryError)
    }
}

/// Writes these posts, each an author and a body, into a new file, and answers the command that serves
/// it.
pub fn command<'a>(file: &Path, posts: impl Iterator<Item = (&'a str, &'a str)>) -> Command {
    let mut conn = table::create(file);
    let now = chrono::Utc::now().timestamp_micros();
    for ((author, body), nth) in posts.zip(0..) {
        table::insert(
            &mut conn,
            &NewPost {
                author,
                body,
                published_at: now + nth,
            },
        );
    }
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .arg(SERVE)
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    command
}

/// Serves a file, on as many workers as the program has: both leave that to actix.
pub fn serve(file: &Path) {
    let file = file.to_str().expect("a path in UTF-8");
    // Like the program's, these connections are not tried out before each use.
    let connections: Connections = Pool::builder()
        .max_size(CONNECTIONS)
        .test_on_check_out(false)
        .connection_customizer(Box::new(Patient))
        .build(ConnectionManager::new(file))
        .expect("connections to the file");
    let app = move || {
        App::new()
            .app_data(web::Data::new(connections.clone()))
            .app_data(web::Data::new(Bytes::from(vec![b'x'; LARGEST])))
            .route("/", web::get().to(page))
            .route("/fixed/{bytes}", web::get().to(fixed))
            .route("/posts", web::post().to(publish))
    };
    let served = rt::System::new().block_on(async {
        let server = HttpServer::new(app)
            .worker_max_blocking_threads(BLOCKING)
            .keep_alive(KEEP_ALIVE)
            .bind("127.0.0.1:0")
            .expect("a port");
        println!("listening on http://{}", server.addrs()[0]);
        server.run().await
    });
    served.expect("a server that runs until it is ended");
}

async fn page(connections: web::Data<Connections>) -> actix_web::Result<Markup> {
    let posts = web::block(move || {
        let mut conn = connections.get().expect("a connection");
        post::table
            .select((post::author, post::published_at, post::body))
            .order(post::id.desc())
            .limit(PER_PAGE)
            .load::<(String, i64, String)>(&mut conn)
    });
    let posts = posts.await?.map_err(error::ErrorInternalServerError)?;
    Ok(html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                title { "The wall" }
            }
            body {
                @for (author, at, body) in &posts {
                    @let at = DateTime::from_timestamp_micros(*at).unwrap_or_default();
                    article {
                        b { (author) } " "
                        time datetime=(at.to_rfc3339_opts(SecondsFormat::Secs, true)) {
                            (at.format("%H:%M"))
                        }
                        p { (body) }
                    }
                }
            }
        }
    })
}

/// So many bytes, which are not even copied.
async fn fixed(
    bytes: web::Data<Bytes>,
    length: web::Path<usize>,
) -> actix_web::Result<HttpResponse> {
    let bytes = bytes.slice(..length.into_inner().min(LARGEST));
    Ok(HttpResponse::Ok().content_type("text/html").body(bytes))
}

#[derive(serde::Deserialize)]
struct Draft {
    body: String,
}

async fn publish(
    connections: web::Data<Connections>,
    draft: web::Form<Draft>,
) -> actix_web::Result<HttpResponse> {
    let published = web::block(move || {
        let mut conn = connections.get().expect("a connection");
        let new = NewPost {
            author: "Poster",
            body: &draft.body,
            published_at: chrono::Utc::now().timestamp_micros(),
        };
        // A statement of its own is a transaction of its own.
        diesel::insert_into(post::table)
            .values(&new)
            .execute(&mut conn)
    });
    published.await?.map_err(error::ErrorInternalServerError)?;
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, "/"))
        .finish())
}
