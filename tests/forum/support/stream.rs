//! A reader of a stream: the document as it has come so far, byte by byte.

use super::Visitor;
use super::programs::PATIENCE;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A stream that is open. It closes with this value.
pub struct Stream {
    connection: TcpStream,
    bytes: Vec<u8>,
    ended: bool,
}

impl Stream {
    /// Opens a stream as a stranger.
    pub fn open(address: &str, path: &str) -> Stream {
        Stream::request(address, path, "")
    }

    /// Opens a stream with a visitor's cookie.
    pub fn of(address: &str, visitor: &Visitor, path: &str) -> Stream {
        let cookie = visitor.cookie("sid").expect("a session");
        Stream::request(address, path, &format!("Cookie: sid={cookie}\r\n"))
    }

    /// Opens a stream with some lines of headers.
    pub fn request(address: &str, path: &str, headers: &str) -> Stream {
        Stream::say(
            address,
            &format!(
                "GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Language: en\r\n{headers}\r\n"
            ),
        )
    }

    /// Opens a connection and says something on it that is answered by a stream in the end.
    pub fn say(address: &str, requests: &str) -> Stream {
        let mut connection = TcpStream::connect(address).expect("a connection");
        let pause = Some(Duration::from_millis(50));
        connection.set_read_timeout(pause).expect("a time limit");
        connection
            .write_all(requests.as_bytes())
            .expect("a request");
        let mut stream = Stream {
            connection,
            bytes: Vec::new(),
            ended: false,
        };
        stream.until("\r\n\r\n");
        stream
    }

    /// Everything that has come so far, headers included.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// How often something stands in what has come so far.
    pub fn count(&self, text: &str) -> usize {
        self.text().matches(text).count()
    }

    /// Reads until something has come.
    pub fn until(&mut self, text: &str) {
        self.until_count(text, 1);
    }

    /// Reads until something has come so often.
    pub fn until_count(&mut self, text: &str, times: usize) {
        let deadline = Instant::now() + PATIENCE;
        while self.count(text) < times {
            assert!(
                !self.ended && Instant::now() < deadline,
                "“{text}” never came {times} times; there was:\n{}",
                self.text()
            );
            self.read();
        }
    }

    /// Reads until nothing more comes for now, and answers everything that has come.
    pub fn at_rest(&mut self) -> String {
        let mut silent = 0;
        while silent < 8 {
            let before = self.bytes.len();
            self.read();
            silent = if self.bytes.len() == before {
                silent + 1
            } else {
                0
            };
        }
        self.text()
    }

    /// Reads until the document has ended, with the chunk that says so (RFC 9112, section 7.1).
    pub fn until_its_end(&mut self) {
        self.until("\r\n0\r\n\r\n");
    }

    fn read(&mut self) {
        let mut piece = [0; 16 * 1024];
        match self.connection.read(&mut piece) {
            Ok(0) => self.ended = true,
            Ok(length) => self.bytes.extend_from_slice(&piece[..length]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(error) => panic!("the stream broke: {error}"),
        }
    }
}
