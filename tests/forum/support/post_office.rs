//! A mail server, as far as the program needs one: it takes letters and hands them to the test.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use wrapping::unfolded;

/// How long a letter may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it takes to be sure that none comes.
const SILENCE: Duration = Duration::from_millis(1_500);

/// A letter as it was handed in.
#[derive(Debug)]
pub struct Letter {
    /// Whom the envelope names.
    pub to: String,
    /// The headers and the text, decoded.
    pub text: String,
}

impl Letter {
    /// The address that stands in it, with everything behind the host.
    pub fn link(&self) -> (String, String) {
        let line = self.text.lines().find(|line| line.starts_with("http"));
        let line = line.unwrap_or_else(|| panic!("no link in {}", self.text));
        let (scheme, rest) = line.trim().split_once("://").expect("an address");
        let (host, path) = rest.split_once('/').expect("a path");
        (format!("{scheme}://{host}"), format!("/{path}"))
    }
}

/// A server that goes on as long as the test.
pub struct PostOffice {
    /// `smtp://127.0.0.1:PORT`.
    pub address: String,
    letters: Receiver<Letter>,
}

impl PostOffice {
    /// Opens one on a port that the system picks.
    pub fn open() -> PostOffice {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("smtp://{}", listener.local_addr().expect("an address"));
        let (sender, letters) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let sender = sender.clone();
                std::thread::spawn(move || attend(stream, &sender));
            }
        });
        PostOffice { address, letters }
    }

    /// The next letter.
    pub fn letter(&self) -> Letter {
        self.letters.recv_timeout(PATIENCE).expect("a letter")
    }

    /// No letter comes.
    pub fn stays_empty(&self) {
        if let Ok(letter) = self.letters.recv_timeout(SILENCE) {
            panic!("a letter came: {letter:?}");
        }
    }
}

/// One conversation (RFC 5321).
fn attend(stream: TcpStream, letters: &Sender<Letter>) {
    let mut out = stream.try_clone().expect("the same connection");
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let mut say = |line: &str| out.write_all(format!("{line}\r\n").as_bytes()).is_ok();
    let mut to = String::new();
    say("220 test");
    while let Some(line) = lines.next() {
        let verb = line.split([' ', ':']).next().unwrap_or_default();
        match verb.to_ascii_uppercase().as_str() {
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1);
                to = address.unwrap_or_default().to_owned();
                say("250 ok");
            }
            "DATA" => {
                say("354 go on");
                let body: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                let letter = Letter {
                    to: to.clone(),
                    text: unfolded(&body),
                };
                letters.send(letter).ok();
                say("250 ok");
            }
            "QUIT" => {
                say("221 bye");
                return;
            }
            _ => {
                say("250 ok");
            }
        }
    }
}

/// Undoes what a letter is wrapped in for its way.
mod wrapping {
    /// Headers as they are, the text out of quoted-printable (RFC 2045, section 6.7) or base64.
    pub fn unfolded(lines: &[String]) -> String {
        let split = lines.iter().position(String::is_empty).unwrap_or(0);
        let (head, body) = lines.split_at(split);
        let head = head.join("\n");
        let lower = head.to_ascii_lowercase();
        let text = if lower.contains("transfer-encoding: quoted-printable") {
            quoted_printable(body)
        } else if lower.contains("transfer-encoding: base64") {
            let all: String = body.concat();
            let bytes = data_encoding::BASE64.decode(all.as_bytes());
            String::from_utf8(bytes.expect("base64")).expect("UTF-8")
        } else {
            body.join("\n")
        };
        format!("{head}\n{text}")
    }

    fn quoted_printable(lines: &[String]) -> String {
        let mut joined = String::new();
        for line in lines {
            match line.strip_suffix('=') {
                Some(line) => joined.push_str(line),
                None => {
                    joined.push_str(line);
                    joined.push('\n');
                }
            }
        }
        let (mut bytes, mut rest) = (Vec::new(), joined.as_bytes());
        while let [first, more @ ..] = rest {
            let hex = (*first == b'=')
                .then(|| more.get(..2))
                .flatten()
                .and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
            bytes.push(hex.unwrap_or(*first));
            rest = if hex.is_some() { &more[2..] } else { more };
        }
        String::from_utf8(bytes).expect("UTF-8")
    }
}
