//! CPU time per request. Unlike the time on the clock it hardly depends on what else the machine does.

use std::time::{Duration, Instant};

use crate::process::Process;
use crate::report::median;

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

    /// Takes it that the server does nothing by itself: for work of a few milliseconds, in which it hardly does.
    pub fn of_moments(server: &'a Process) -> Self {
        Self { server, idle: 0.0 }
    }

    /// The CPU microseconds that the server used because of `work`.
    pub fn micros(&self, work: impl FnOnce()) -> f64 {
        let (before, begun) = (self.server.cpu_seconds(), Instant::now());
        work();
        let used = self.server.cpu_seconds() - before;
        (used - self.idle * begun.elapsed().as_secs_f64()) * 1e6
    }

    /// The resident memory of the server, in megabytes.
    pub fn memory(&self) -> f64 {
        self.server.memory().0
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
