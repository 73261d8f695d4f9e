//! Requests byte by byte, for what no well-behaved client would send.

use super::Form;
use super::form::URLENCODED;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer as it came over the wire.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of a name, in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let same = |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
        self.headers
            .iter()
            .find(same)
            .map(|(_, value)| value.as_str())
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends the bytes on a connection of their own and reads until the server closes it. So the request
/// must ask for that (`Connection: close`), or be an HTTP/1.0 one.
pub fn exchange(address: &str, request: impl AsRef<[u8]>) -> Answer {
    let mut stream = TcpStream::connect(address).expect("a connection");
    let patience = Some(Duration::from_secs(30));
    stream.set_read_timeout(patience).expect("a time limit");
    // A server that refuses early may close before it has read everything: its answer still counts.
    stream.write_all(request.as_ref()).ok();
    let mut bytes = Vec::new();
    if let Err(error) = stream.read_to_end(&mut bytes) {
        let so_far = String::from_utf8_lossy(&bytes);
        assert!(!bytes.is_empty(), "no answer: {error}");
        assert!(
            error.kind() == std::io::ErrorKind::ConnectionReset,
            "{error} after:\n{so_far}"
        );
    }
    parse(&bytes)
}

/// A form as its visitor's browser would send it, to be sent on any number of connections.
pub fn request(form: &Form) -> Vec<u8> {
    let visitor = form.visitor();
    let (kind, body) = if form.has_files() {
        form.encoded_with_files()
    } else {
        (URLENCODED.to_owned(), form.encoded())
    };
    let host = visitor.origin().trim_start_matches("http://");
    let cookies = visitor.cookies(&form.action);
    let cookies = cookies.map(|cookies| format!("Cookie: {cookies}\r\n"));
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {host}\r\n{}Accept-Language: en\r\nConnection: close\r\n\
         Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        form.action,
        cookies.unwrap_or_default(),
        body.len(),
    );
    [head.into_bytes(), body].concat()
}

/// Sends each of the requests on a connection of its own, all at once.
pub fn at_once(address: &str, requests: &[Vec<u8>]) -> Vec<Answer> {
    let together = std::sync::Barrier::new(requests.len());
    std::thread::scope(|scope| {
        let send = |request| {
            together.wait();
            exchange(address, request)
        };
        let sent: Vec<_> = requests
            .iter()
            .map(|request| scope.spawn(move || send(request)))
            .collect();
        let answers = sent.into_iter().map(|one| one.join().expect("an answer"));
        answers.collect()
    })
}

fn parse(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("no HTTP: {:?}", String::from_utf8_lossy(bytes)));
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let headers = lines.filter_map(|line| line.split_once(':'));
    Answer {
        status: status.unwrap_or_else(|| panic!("no status: {head}")),
        headers: headers
            .map(|(key, value)| (key.to_owned(), value.trim().to_owned()))
            .collect(),
        body: bytes[end + 4..].to_vec(),
    }
}
