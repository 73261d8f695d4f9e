//! CPU time per request. Unlike the time on the clock it hardly depends on what else the machine does.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::process::Process;
use crate::report::{median, quantile};

/// How many clients ask at once. There are as many readers in the program.
const CLIENTS: usize = 4;
/// How many posts a page has that is full.
const FULL_PAGE: usize = 50;

/// What a server uses for what it is asked, beyond what it uses for being there.
pub struct Meter<'a> {
    server: &'a Process,
    idle: f64,
}

impl<'a> Meter<'a> {
    /// Watches a server that has nothing to do for as long as `watch`.
    pub fn new(server: &'a Process, watch: Duration) -> Self {
        let before = server.cpu_seconds();
        std::thread::sleep(watch);
        let idle = (server.cpu_seconds() - before) / watch.as_secs_f64();
        Self { server, idle }
    }

    /// The CPU microseconds that the server used because of `work`.
    pub fn micros(&self, work: impl FnOnce()) -> f64 {
        let (before, begun) = (self.server.cpu_seconds(), Instant::now());
        work();
        let used = self.server.cpu_seconds() - before;
        (used - self.idle * begun.elapsed().as_secs_f64()) * 1e6
    }
}

/// Several clients that go through a list of requests, each asking as soon as it was answered.
pub struct Load {
    clients: Vec<Client>,
    requests: Vec<Vec<u8>>,
    status: u16,
    waits: Vec<f64>,
    /// How many bytes the pages have on average, uncompressed.
    pub page_bytes: f64,
}

impl Load {
    /// Asks for every page once, which must be full of posts, so that nothing is measured that is
    /// done once only.
    pub fn new(address: &str, requests: Vec<Vec<u8>>) -> Self {
        Self::of(address, requests, 200, |text| {
            let articles = text.matches("<article").count();
            assert_eq!(articles, FULL_PAGE, "the posts on a page");
        })
    }

    /// The same for any answers of this status; `check` looks at each of them.
    pub fn of(address: &str, requests: Vec<Vec<u8>>, status: u16, check: impl Fn(&str)) -> Self {
        let mut clients: Vec<Client> = (0..CLIENTS).map(|_| Client::connect(address)).collect();
        let mut bytes = 0;
        for (nth, request) in requests.iter().enumerate() {
            let text = clients[nth % CLIENTS].expect(status, request).text();
            check(&text);
            bytes += text.len();
        }
        // A connection on which nothing was asked yet is closed sooner than one that is kept alive.
        for client in &mut clients {
            client.expect(status, &requests[0]);
        }
        let page_bytes = bytes as f64 / requests.len() as f64;
        Self {
            clients,
            requests,
            status,
            waits: Vec::new(),
            page_bytes,
        }
    }

    /// Within how many milliseconds half and 99 of 100 of all requests so far were answered, each client
    /// asking again at once.
    pub fn waits(&self) -> String {
        let within = |share| quantile(&self.waits, share);
        format!("{:.2} and {:.2} ms", within(0.5), within(0.99))
    }

    /// Asks for `length`, and answers the CPU microseconds for one request.
    pub fn turn(&mut self, meter: &Meter<'_>, length: Duration) -> f64 {
        let (next, requests) = (AtomicUsize::new(0), &self.requests);
        let status = self.status;
        let mut waits = Vec::new();
        let micros = meter.micros(|| {
            let end = Instant::now() + length;
            std::thread::scope(|scope| {
                let clients = self.clients.iter_mut().map(|client| {
                    scope.spawn(|| {
                        let mut waits = Vec::new();
                        while Instant::now() < end {
                            let at = next.fetch_add(1, Ordering::Relaxed) % requests.len();
                            let asked = Instant::now();
                            client.expect(status, &requests[at]);
                            waits.push(asked.elapsed().as_secs_f64() * 1e3);
                        }
                        waits
                    })
                });
                for client in clients.collect::<Vec<_>>() {
                    waits.extend(client.join().expect("a client that was answered"));
                }
            });
        });
        self.waits.extend(waits);
        micros / next.load(Ordering::Relaxed) as f64
    }
}

/// What each measurement found relative to the others, if all of them had found the same on average: the
/// median of its turns, each divided by the mean of its round. A machine that is slow for a while is so
/// for a whole round.
pub fn relative<const N: usize>(found: &[Vec<f64>; N]) -> [f64; N] {
    let rounds = 0..found[0].len();
    let mean = |round: usize| found.iter().map(|turns| turns[round]).sum::<f64>() / N as f64;
    let means: Vec<f64> = rounds.map(mean).collect();
    std::array::from_fn(|nth| {
        let turns = found[nth].iter().zip(&means);
        median(&turns.map(|(turn, mean)| turn / mean).collect::<Vec<f64>>())
    })
}

/// The median of how often each turn of the one goes into the turn of the other beside it.
pub fn ratio(turns: &[f64], others: &[f64]) -> f64 {
    median(
        &turns
            .iter()
            .zip(others)
            .map(|(turn, other)| turn / other)
            .collect::<Vec<f64>>(),
    )
}

/// Lets several measurements take turns, so that whatever disturbs the machine for a while disturbs
/// them all, and answers what each turn of each found.
pub fn in_turns<const N: usize>(
    rounds: usize,
    mut turns: [&mut dyn FnMut() -> f64; N],
) -> [Vec<f64>; N] {
    let mut found = [const { Vec::new() }; N];
    for _ in 0..rounds {
        for (turn, found) in turns.iter_mut().zip(&mut found) {
            found.push(turn());
        }
    }
    found
}
