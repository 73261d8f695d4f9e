//! A client that keeps its connection, as a browser does: HTTP/1.1, one request at a time. It is small
//! so that it takes little of the machine away from the server.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use flate2::read::GzDecoder;

/// How long to wait for an answer before the run is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a browser sends that reads English and takes gzip.
pub const BROWSER: &str = "Accept: text/html\r\nAccept-Language: en\r\nAccept-Encoding: gzip\r\n";
/// The same without gzip.
pub const PLAIN: &str = "Accept: text/html\r\nAccept-Language: en\r\n";

/// A connection.
pub struct Client(BufReader<TcpStream>);

/// An answer.
pub struct Response {
    /// The status.
    pub status: u16,
    /// Status line and headers, as they came.
    pub head: String,
    /// The body, as it came.
    pub body: Vec<u8>,
}

impl Client {
    /// Connects to `ADDRESS:PORT`.
    pub fn connect(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream
            .set_nodelay(true)
            .expect("a connection without delay");
        stream
            .set_read_timeout(Some(PATIENCE))
            .expect("a connection with a time limit");
        Self(BufReader::with_capacity(64 * 1024, stream))
    }

    /// Sends a request that is written out already, and reads the whole answer.
    pub fn send(&mut self, request: &[u8]) -> Response {
        self.0
            .get_mut()
            .write_all(request)
            .expect("a request that can be sent");
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let length = self.0.read_line(&mut head).expect("a line of an answer");
            assert!(
                length > 0,
                "the server closed the connection after “{head}”"
            );
        }
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        let mut response = Response {
            status: status.expect("a status line"),
            head,
            body: Vec::new(),
        };
        // `304` has no body (RFC 9110, section 15.4.5).
        let length = response.header("content-length");
        let length = length
            .or((status == Some(304)).then_some("0"))
            .expect("a length of the answer");
        response
            .body
            .resize(length.parse().expect("a number of bytes"), 0);
        self.0
            .read_exact(&mut response.body)
            .expect("the body of an answer");
        response
    }

    /// Sends a request that must be answered with this status.
    pub fn expect(&mut self, status: u16, request: &[u8]) -> Response {
        let response = self.send(request);
        assert_eq!(response.status, status, "{}", response.head);
        response
    }
}

impl Response {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    /// The body as text, uncompressed.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if self.header("content-encoding") == Some("gzip") {
            GzDecoder::new(&self.body[..])
                .read_to_string(&mut text)
                .expect("a page in gzip");
        } else {
            text.push_str(std::str::from_utf8(&self.body).expect("a page in UTF-8"));
        }
        text
    }
}

/// A `GET`, written out. `headers` are whole lines.
pub fn get(address: &str, path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{headers}\r\n").into_bytes()
}

/// A form that is sent, written out.
pub fn post(address: &str, path: &str, headers: &str, form: &str) -> Vec<u8> {
    let media_type = "application/x-www-form-urlencoded";
    post_as(address, path, headers, media_type, form.as_bytes())
}

/// The same with a body of any kind.
pub fn post_as(address: &str, path: &str, headers: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n{headers}\
         Content-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}
