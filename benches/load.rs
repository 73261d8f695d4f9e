//! Several clients that ask again as soon as they were answered: `wrk`, a load generator, as a process of
//! its own.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use tempfile::NamedTempFile;

use crate::client::Client;
use crate::meter::Meter;
use crate::report::{Cost, median};

/// How many clients ask at once. There are as many readers in the program.
const CLIENTS: usize = 4;
/// How many posts a page has that is full.
const FULL_PAGE: usize = 50;
/// How long a turn lasts, in seconds: `wrk` knows no shorter one.
pub const TURN: u32 = 1;

/// What `wrk` does with the list of requests that is written before it: it sends one after another, and
/// at last says what it saw in one line, times in microseconds.
const SCRIPT: &str = r#"
local nth = 0
function request()
   nth = nth % #requests + 1
   return requests[nth]
end
function done(summary, latency)
   local errors = summary.errors
   io.write(string.format("seen %d %d %d %d\n", summary.requests,
      errors.connect + errors.read + errors.write + errors.status + errors.timeout,
      latency:percentile(50), latency:percentile(99)))
end
"#;

/// Requests that are sent in turn.
pub struct Load {
    address: String,
    script: NamedTempFile,
    /// Milliseconds within which half, and 99 of 100, were answered in each turn.
    halves: Vec<f64>,
    lates: Vec<f64>,
    /// How many requests were answered.
    pub requests: f64,
    /// How many bytes the bodies have on average, as they are sent.
    pub bytes: f64,
}

impl Load {
    /// Ends the program if there is no `wrk`.
    pub fn require() {
        let is_here = Command::new("wrk")
            .arg("--version")
            .stdout(Stdio::null())
            .status();
        if is_here.is_err() {
            eprintln!("`wrk` makes the load, and is not here. Debian has it: apt-get install wrk");
            std::process::exit(1);
        }
    }

    /// Asks for every page once, which must be full of posts, so that nothing is measured that is
    /// done once only.
    pub fn new(address: &str, requests: &[Vec<u8>]) -> Self {
        Self::of(address, requests, 200, |text| {
            let articles = text.matches("<article").count();
            assert_eq!(articles, FULL_PAGE, "the posts on a page");
        })
    }

    /// The same for any answers of this status; `check` looks at each of them.
    pub fn of(address: &str, requests: &[Vec<u8>], status: u16, check: impl Fn(&str)) -> Self {
        let mut client = Client::connect(address);
        let mut bytes = 0;
        for request in requests {
            let answer = client.expect(status, request);
            check(&answer.text());
            bytes += answer.body.len();
        }
        let mut script = NamedTempFile::new().expect("a file for the requests");
        script
            .write_all((list(requests) + SCRIPT).as_bytes())
            .expect("room on the disk for the requests");
        Self {
            address: address.to_owned(),
            script,
            halves: Vec::new(),
            lates: Vec::new(),
            requests: 0.0,
            bytes: bytes as f64 / requests.len() as f64,
        }
    }

    /// Asks for one turn, and answers the CPU microseconds for one request.
    pub fn turn(&mut self, meter: &Meter<'_>) -> f64 {
        self.ask(meter, TURN)
    }

    /// Asks for so many seconds, and answers the CPU microseconds for one request.
    pub fn ask(&mut self, meter: &Meter<'_>, seconds: u32) -> f64 {
        let mut seen = Vec::new();
        let micros = meter.micros(|| seen = self.run(seconds));
        let [requests, errors, half, late] = seen[..] else {
            panic!("wrk saw {seen:?}");
        };
        assert_eq!(errors, 0.0, "requests without the answer that is wanted");
        self.halves.push(half / 1e3);
        self.lates.push(late / 1e3);
        self.requests += requests;
        micros / requests
    }

    /// What its script says at last.
    fn run(&self, seconds: u32) -> Vec<f64> {
        let output = Command::new("wrk")
            .args(["--threads", "1", "--timeout", "30s", "--script"])
            .arg(self.script.path())
            .args(["--connections", &CLIENTS.to_string()])
            .args(["--duration", &format!("{seconds}s")])
            .arg(format!("http://{}/", self.address))
            .output()
            .expect("wrk");
        let words = String::from_utf8_lossy(&output.stdout);
        let seen = words.lines().find_map(|line| line.strip_prefix("seen "));
        let seen = seen.unwrap_or_else(|| panic!("wrk said {output:?}"));
        let number = |word: &str| word.parse().expect("a number");
        seen.split(' ').map(number).collect()
    }

    /// What one request cost in these turns, with the memory of the server by now.
    pub fn cost(&self, turns: &[f64], meter: &Meter<'_>) -> Cost {
        Cost {
            micros: turns.to_vec(),
            half: Some(median(&self.halves)),
            late: Some(median(&self.lates)),
            bytes: self.bytes,
            memory: meter.memory(),
        }
    }
}

/// The requests as a list in Lua, in whose strings a byte may be written as a decimal number.
fn list(requests: &[Vec<u8>]) -> String {
    let mut list = "local requests = {\n".to_owned();
    for request in requests {
        list.push('"');
        for byte in request {
            match byte {
                b'"' | b'\\' | ..0x20 | 0x7f.. => write!(list, "\\{byte:03}").expect("a string"),
                _ => list.push(char::from(*byte)),
            }
        }
        list.push_str("\",\n");
    }
    list + "}\n"
}
