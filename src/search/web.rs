//! Handlers: what was searched for, and where its results go on.

use actix_web::HttpRequest;

use super::excerpt::excerpt;
use super::fold::{Token, tokens};
use super::query::{LENGTH_MAX, Query};
use super::store::{self, Sought};
use super::terms::Wanted;
use super::{Found, From, Hit, Order, PER_PAGE, WEIGHED, rank, view, visible};
use crate::db::Conn;
use crate::error::Error;
use crate::post::poll::{Poll, store as polls};
use crate::post::{Post, store as posts};
use crate::viewer::Viewer;
use crate::web::{Act, Answer, Ctx, id, query};

/// How many characters the fields for an author and a room have at most.
pub const NAME_MAX: usize = 100;

/// What was asked for, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words and operators.
    pub words: String,
    /// An author.
    pub author: String,
    /// A room.
    pub room: String,
    /// In which order.
    pub order: Order,
    /// From where on.
    pub from: From,
}

impl Asked {
    fn read(req: &HttpRequest) -> Result<Self, Error> {
        let query = query(req);
        // One more than is read, so that it is said that this is too much. It is no fault to type more.
        let line = |name: &str, max: usize| -> String {
            query.line(name, max).text.chars().take(max).collect()
        };
        let number = |text: &str| id(text).ok_or(Error::NotFound);
        let mut from = From::default();
        if query.has("before") {
            from.before = number(&line("before", 20))?;
        }
        if query.has("past") {
            let past = line("past", 40);
            let (score, post) = past.split_once('.').ok_or(Error::NotFound)?;
            from.past = Some((number(score)?, number(post)?));
        }
        Ok(Self {
            words: line("q", LENGTH_MAX + 1),
            author: line("author", NAME_MAX),
            room: line("room", NAME_MAX),
            order: match &line("order", 10)[..] {
                "newest" => Order::Newest,
                _ => Order::Best,
            },
            from,
        })
    }

    fn is_empty(&self) -> bool {
        [&self.words, &self.author, &self.room]
            .iter()
            .all(|field| field.trim().is_empty())
    }
}

/// `GET /search`.
pub async fn search(ctx: Ctx, req: HttpRequest) -> Answer {
    let asked = Asked::read(&req)?;
    let mut query = Query::parse(&asked.words);
    query.by(&asked.author);
    query.within(&asked.room);
    if asked.is_empty() {
        return Ok(ctx.page(view::search(&ctx.ui, &asked, &query, None)));
    }
    if !query.is_sought() {
        return Ok(ctx.page(view::search(&ctx.ui, &asked, &query, None).passing()));
    }
    ctx.spend(Act::Search).await?;
    let (viewer, order, from) = (ctx.ui.viewer.clone(), asked.order, asked.from);
    let (query, found) = ctx
        .site
        .db
        .read(move |conn| {
            let found = find(conn, &query, order, from, &viewer)?;
            Ok((query, found))
        })
        .await?;
    Ok(ctx.page(view::search(&ctx.ui, &asked, &query, Some(&found)).passing()))
}

fn find(
    conn: &mut Conn,
    query: &Query,
    order: Order,
    from: From,
    viewer: &Viewer,
) -> Result<Found, Error> {
    let mut found = Found::default();
    let (mut authors, mut rooms) = (Vec::new(), Vec::new());
    for name in &query.authors {
        match store::author(conn, name)? {
            Some(author) => authors.push(author),
            None => found.no_author = Some(name.clone()),
        }
    }
    for name in &query.rooms {
        match store::room(conn, name, viewer)? {
            Some(room) => rooms.push(room),
            None => found.no_room = Some(name.clone()),
        }
    }
    let nobody = authors.is_empty() && !query.authors.is_empty();
    let nowhere = rooms.is_empty() && !query.rooms.is_empty();
    if nobody || nowhere {
        return Ok(found);
    }
    // Without words all are equally good.
    let order = if query.wanted.is_empty() {
        Order::Newest
    } else {
        order
    };
    let most = match order {
        Order::Best => WEIGHED,
        Order::Newest => PER_PAGE,
    };
    let sought = Sought {
        wanted: Wanted {
            query,
            authors: &authors,
            rooms: &rooms,
        },
        viewer,
        before: from.before,
        limit: most + 1,
    };
    let mut ids = store::matching(conn, &sought)?;
    let goes_on = ids.len() > most;
    ids.truncate(most);
    let (Some(newest), Some(oldest)) = (ids.first().copied(), ids.last().copied()) else {
        return Ok(found);
    };
    let posts = posts::some(conn, &ids)?;
    let polled = posts.iter().filter(|post| post.polled);
    let polled: Vec<i64> = polled.map(|post| post.id).collect();
    let polls = polls::of_posts(conn, &polled, None)?;
    let mut read: Vec<Read> = posts
        .into_iter()
        .map(|post| Read::new(post, &polls, query))
        .collect();
    read.sort_by_key(|read| {
        std::cmp::Reverse(match order {
            Order::Best => read.key(),
            Order::Newest => (0, read.post.id),
        })
    });
    if let Some(past) = from.past.filter(|_| order == Order::Best) {
        read.retain(|read| read.key() < past);
    }
    let rest = read.len() > PER_PAGE;
    read.truncate(PER_PAGE);
    let last = read.last().map(Read::key).filter(|_| rest);
    found.more = match last {
        Some(last) => Some(From {
            before: from.before.min(newest.saturating_add(1)),
            past: Some(last),
        }),
        None => goes_on.then_some(From {
            before: oldest,
            past: None,
        }),
    };
    let at: Vec<i64> = read.iter().map(|read| read.post.room).collect();
    let places = store::places(conn, &at, viewer)?;
    found.hits = read
        .into_iter()
        .filter_map(|read| {
            let (_, at) = places.iter().find(|(room, _)| *room == read.post.room)?;
            let pieces = excerpt(&read.text, &read.tokens, &query.wanted);
            Some(Hit {
                post: read.post,
                at: at.clone(),
                pieces,
            })
        })
        .collect();
    Ok(found)
}

/// A post that was read to be weighed.
struct Read {
    post: Post,
    text: String,
    tokens: Vec<Token>,
    score: i64,
}

impl Read {
    fn new(post: Post, polls: &[Poll], query: &Query) -> Self {
        let poll = polls.iter().find(|poll| poll.post == post.id);
        let text = visible(&post.body, poll);
        let tokens = tokens(&text);
        let score = rank::score(&tokens, &query.wanted);
        Self {
            post,
            text,
            tokens,
            score,
        }
    }

    /// What says it best comes first, and the newest of those that say it equally well.
    fn key(&self) -> (i64, i64) {
        (self.score, self.post.id)
    }
}
