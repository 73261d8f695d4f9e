//! Somebody with a pseudonym and a session, on a connection of their own.

use crate::client::{self, BROWSER, Client, PLAIN, Response};
use crate::page;

/// A member.
pub struct Member {
    address: String,
    cookie: String,
    /// The connection.
    pub client: Client,
}

impl Member {
    /// Takes a pseudonym through the form for it.
    pub fn named(address: &str, pseudonym: &str) -> Self {
        let mut client = Client::connect(address);
        let answer = client.expect(200, &client::get(address, "/login", PLAIN));
        let form = page::fill(
            &answer.text(),
            "/login",
            &[("pseudonym", pseudonym), ("password", "")],
        );
        let headers = format!("{PLAIN}{}", cookie_of(&answer));
        let answer = client.expect(303, &client::post(address, "/login", &headers, &form));
        Self {
            address: address.to_owned(),
            cookie: cookie_of(&answer),
            client,
        }
    }

    /// The same member where the server is now.
    pub fn at(self, address: &str) -> Self {
        Self {
            address: address.to_owned(),
            cookie: self.cookie,
            client: Client::connect(address),
        }
    }

    /// Takes a new connection: the server closes one on which nothing is asked for long.
    pub fn reconnect(&mut self) {
        self.client = Client::connect(&self.address);
    }

    /// The request for a page as this member's browser writes it.
    pub fn request(&self, path: &str) -> Vec<u8> {
        client::get(&self.address, path, &format!("{BROWSER}{}", self.cookie))
    }

    /// Opens a page.
    pub fn open(&mut self, path: &str) -> String {
        let request = self.request(path);
        self.client.expect(200, &request).text()
    }

    /// A post on the wall, written out to be sent later. Each takes a form of its own, since a form
    /// is good for one post; it is fetched here, so that whoever sends it is not slowed by that.
    pub fn draft(&mut self, body: &str) -> Vec<u8> {
        self.write("/", "/posts", &[("body", body), ("act", "publish")])
    }

    /// The same with more fields and a picture, as a browser sends files (RFC 7578).
    pub fn draft_with(&mut self, body: &str, more: &[(&str, &str)], picture: &[u8]) -> Vec<u8> {
        const BOUNDARY: &str = "----------------------------wall-bench";
        let fields = page::hidden(&self.open("/"), "/posts");
        let fields = fields.iter().map(|(name, value)| (&name[..], &value[..]));
        let mut sent = Vec::new();
        let more = more.iter().copied();
        for (name, value) in fields
            .chain([("body", body), ("act", "publish")])
            .chain(more)
        {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            sent.extend_from_slice(part.as_bytes());
        }
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"a.jpg\"\r\n\
             Content-Type: image/jpeg\r\n\r\n"
        );
        sent.extend_from_slice(part.as_bytes());
        sent.extend_from_slice(picture);
        sent.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let media_type = format!("multipart/form-data; boundary={BOUNDARY}");
        let headers = format!("{BROWSER}{}", self.cookie);
        client::post_as(&self.address, "/posts", &headers, &media_type, &sent)
    }

    /// The same in a room, by the form on the page before its first post, which is a short one.
    pub fn draft_in(&mut self, room: &str, body: &str) -> Vec<u8> {
        let (page, action) = (format!("{room}?before=1"), format!("{room}/posts"));
        self.write(&page, &action, &[("body", body), ("act", "publish")])
    }

    /// Fills in a form of a page, and sends it.
    pub fn press(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) {
        let form = self.write(page, action, fields);
        self.client.expect(303, &form);
    }

    /// Opens a room, and answers its address.
    pub fn open_room(&mut self, title: &str) -> String {
        let form = self.write("/rooms", "/rooms", &[("title", title), ("about", "")]);
        let answer = self.client.expect(303, &form);
        let address = answer.header("location").expect("the address of a room");
        let (_, path) = address.split_once(&self.address).expect("a room of here");
        path.to_owned()
    }

    /// A form of a page, filled in and written out.
    fn write(&mut self, page: &str, action: &str, fields: &[(&str, &str)]) -> Vec<u8> {
        let form = page::fill(&self.open(page), action, fields);
        let headers = format!("{BROWSER}{}", self.cookie);
        client::post(&self.address, action, &headers, &form)
    }

    /// Sends a post that was written out before, and answers its number. It is on disk when this returns.
    pub fn publish(&mut self, draft: &[u8]) -> i64 {
        let answer = self.client.expect(303, draft);
        let number = answer
            .header("location")
            .and_then(|address| address.rsplit_once("#p")?.1.parse().ok());
        number.expect("the number of a post")
    }
}

/// The cookie of an answer, as a line to send back.
fn cookie_of(answer: &Response) -> String {
    let cookie = answer
        .header("set-cookie")
        .and_then(|cookie| cookie.split(';').next());
    format!("Cookie: {}\r\n", cookie.expect("a cookie"))
}
