//! How much is measured, and for how long.

use std::time::Duration;

/// The sizes of one run.
pub struct Scale {
    /// One line of the corpus in so many is taken.
    pub corpus_share: usize,
    /// How often the things to be compared take turns.
    pub rounds: usize,
    /// How often those take turns that many people do at once.
    pub crowded_rounds: usize,
    /// How often those take turns whose costs differ by hardly more than those of one alone do from turn to turn.
    pub close_rounds: usize,
    /// How long an idle server is watched, and how long a turn of a loop lasts.
    pub turn: Duration,
    /// How many posts a turn takes that asks for a page after each.
    pub cold_posts: usize,
    /// How often each kind of page is looked at in forums that grow: a multiple of three, as there are.
    pub looks: usize,
    /// How many posts each of the clients that post at once sends in a turn.
    pub posts_each: usize,
    /// How many searches are made for one, two and three words each.
    pub searches: usize,
    /// How many posts forums have that grow.
    pub forums: [usize; 3],
    /// How many requests the largest of them answers.
    pub long_requests: usize,
    /// How many photographs are sent.
    pub photographs: usize,
    /// How often the program is started.
    pub starts: usize,
    /// How many streams are open at once: some, ten times as many, and very many.
    pub crowds: [Crowd; 3],
    /// How many posts are followed into all of them.
    pub stream_posts: usize,
    /// How many pages are asked for meanwhile.
    pub steady_requests: usize,
    /// How many posts a day has: the whole run has no time for one as busy as that which is measured alone.
    pub day_posts: usize,
    /// Whether there is time for forums that grow, which are then drawn, and for fireflies that go out after a
    /// minute.
    pub has_time: bool,
}

/// Streams that are open at once.
#[derive(Clone, Copy)]
pub struct Crowd {
    /// How many.
    pub streams: usize,
    /// Milliseconds until a post is in 99 of 100 of them.
    pub bound: f64,
    /// Whether their memory counts, and what pages cost meanwhile.
    pub is_weighed: bool,
}

impl Scale {
    /// Everything, in some minutes.
    pub const FULL: Self = Self {
        corpus_share: 1,
        rounds: 3,
        crowded_rounds: 7,
        close_rounds: 7,
        turn: Duration::from_millis(800),
        cold_posts: 8,
        looks: 18,
        posts_each: 4,
        searches: 1_000,
        forums: [50_000, 500_000, 5_000_000],
        long_requests: 1_000_000,
        photographs: 7,
        starts: 7,
        crowds: [
            Crowd {
                streams: 100,
                bound: 200.0,
                is_weighed: false,
            },
            Crowd {
                streams: 1_000,
                bound: 200.0,
                is_weighed: false,
            },
            Crowd {
                streams: 10_000,
                bound: 500.0,
                is_weighed: true,
            },
        ],
        stream_posts: 20,
        steady_requests: 600,
        day_posts: 10_000,
        has_time: true,
    };

    /// The same for streams alone: with a busier day.
    pub const FULL_DAY: Self = Self {
        day_posts: 100_000,
        ..Self::FULL
    };

    /// The same in about a minute, for a look while something is being changed.
    pub const QUICK: Self = Self {
        corpus_share: 10,
        rounds: 1,
        crowded_rounds: 3,
        close_rounds: 3,
        turn: Duration::from_millis(400),
        cold_posts: 6,
        looks: 6,
        posts_each: 4,
        searches: 200,
        forums: [1_000, 10_000, 100_000],
        long_requests: 50_000,
        photographs: 3,
        starts: 3,
        crowds: [
            Crowd {
                streams: 10,
                bound: 200.0,
                is_weighed: false,
            },
            Crowd {
                streams: 100,
                bound: 200.0,
                is_weighed: false,
            },
            Crowd {
                streams: 1_000,
                bound: 500.0,
                is_weighed: true,
            },
        ],
        stream_posts: 5,
        steady_requests: 150,
        day_posts: 2_000,
        has_time: false,
    };
}
