//! Somebody at a browser without scripts: keeps cookies, follows links, sends the forms that are there.

use super::jar::Jar;
use super::{Page, Wall};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use ureq::Agent;
use ureq::http::{HeaderMap, HeaderValue, Request};

/// A visitor. Clones share their cookies, as the tabs of one browser do.
#[derive(Clone)]
pub struct Visitor {
    agent: Agent,
    origin: String,
    base_path: String,
    languages: String,
    jar: Rc<RefCell<Jar>>,
}

impl Visitor {
    /// A stranger who reads English.
    pub fn new(wall: &Wall) -> Visitor {
        Visitor::at(&wall.origin, &wall.base_path)
    }

    /// A stranger whose browser asks for these languages.
    pub fn reading(wall: &Wall, languages: &str) -> Visitor {
        let mut visitor = Visitor::at(&wall.origin, &wall.base_path);
        visitor.languages = languages.to_owned();
        visitor
    }

    /// A stranger who reads English, before any program that has a wall at this origin, under this
    /// path.
    pub fn at(origin: &str, base_path: &str) -> Visitor {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Visitor {
            agent: config.new_agent(),
            origin: origin.to_owned(),
            base_path: base_path.to_owned(),
            languages: "en".to_owned(),
            jar: Rc::default(),
        }
    }

    /// A visitor who has taken a pseudonym.
    pub fn named(wall: &Wall, pseudonym: &str) -> Visitor {
        let visitor = Visitor::new(wall);
        visitor.take(pseudonym);
        visitor
    }

    /// The one who opened the address that the program printed at its first start.
    pub fn owner(wall: &Wall, pseudonym: &str) -> Visitor {
        Visitor::owner_at(wall, pseudonym, &wall.claim())
    }

    /// The same, with that address in hand already.
    pub fn owner_at(wall: &Wall, pseudonym: &str, claim: &str) -> Visitor {
        let visitor = Visitor::new(wall);
        let form = visitor.get(claim).form("/owner/claim");
        form.set("pseudonym", pseudonym)
            .set("password", "the owner's long password")
            .submit();
        visitor
    }

    /// The same visitor, cookies and all, after the wall has moved to another port.
    pub fn following(self, wall: &Wall) -> Visitor {
        self.moved_to(&wall.origin)
    }

    /// The same visitor, cookies and all, at another origin.
    pub fn moved_to(mut self, origin: &str) -> Visitor {
        origin.clone_into(&mut self.origin);
        self
    }

    /// Opens an address: a path of the site, or an address on its origin. Follows nothing.
    pub fn get(&self, address: &str) -> Page {
        self.request("GET", address, &[], None)
    }

    /// Opens a page that must be there.
    pub fn open(&self, address: &str) -> Page {
        let page = self.get(address);
        assert_eq!(page.status, 200, "GET {address} says: {}", page.words());
        page
    }

    /// Sends a body that is already encoded.
    pub fn post(&self, address: &str, content_type: &str, body: Vec<u8>) -> Page {
        self.request(
            "POST",
            address,
            &[("Content-Type", content_type)],
            Some(body),
        )
    }

    /// Sends any request.
    pub fn request(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Page {
        let target = self.path_of(address);
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{target}", self.origin));
        let own = ("Accept-Language", self.languages.as_str());
        for (key, value) in [own].iter().chain(headers).copied() {
            request = request.header(key, value);
        }
        if let Some(cookies) = self.jar.borrow().header(path_only(&target)) {
            request = request.header("Cookie", cookies);
        }
        let answer = match body {
            Some(body) => self.agent.run(request.body(body).expect("a request")),
            None => self.agent.run(request.body(()).expect("a request")),
        };
        let mut answer = answer.unwrap_or_else(|error| panic!("{method} {address}: {error}"));
        let bytes = answer.body_mut().read_to_vec();
        let bytes = bytes.unwrap_or_else(|error| panic!("{method} {address}: {error}"));
        self.keep_cookies(answer.headers());
        let headers = text_of(answer.headers());
        Page::new(
            self.clone(),
            method,
            address,
            answer.status().as_u16(),
            headers,
            bytes,
        )
    }

    /// The path, with its query, that an address of this site stands for; without its fragment.
    pub fn path_of(&self, address: &str) -> String {
        let address = address.split('#').next().unwrap_or_default();
        let path = address.strip_prefix(&self.origin).unwrap_or(address);
        assert!(
            path.starts_with('/') && !path.starts_with("//"),
            "{address} leads away from {}",
            self.origin
        );
        path.to_owned()
    }

    /// The base path followed by a path of the contract.
    pub fn under_base(&self, path: &str) -> String {
        format!("{}{path}", self.base_path)
    }

    /// `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The value of a cookie that the visitor has.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar.borrow().value(name).map(str::to_owned)
    }

    /// The `Cookie` header that the visitor sends to an address, if any.
    pub fn cookies(&self, address: &str) -> Option<String> {
        let target = self.path_of(address);
        self.jar.borrow().header(path_only(&target))
    }

    /// Takes in a `Set-Cookie` header that came on another connection of the same browser.
    pub fn take_cookie(&self, set_cookie: &str) {
        self.jar.borrow_mut().take(set_cookie);
    }

    /// Gives the visitor a cookie that the site never set.
    pub fn plant_cookie(&self, name: &str, value: &str) {
        self.jar.borrow_mut().plant(name, value);
    }

    fn keep_cookies(&self, headers: &HeaderMap<HeaderValue>) {
        for cookie in headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("a cookie in ASCII");
            self.jar.borrow_mut().take(cookie);
        }
    }
}

/// What people come here to do, in the few words that tests need.
impl Visitor {
    /// Takes a pseudonym through the log-in form.
    pub fn take(&self, pseudonym: &str) -> Page {
        let form = self.open(&self.under_base("/login")).form("/login");
        form.set("pseudonym", pseudonym).submit()
    }

    /// Sends the log-in form with a password, and gives back whatever the answer is.
    pub fn log_in(&self, pseudonym: &str, password: &str) -> Page {
        let form = self.open(&self.under_base("/login")).form("/login");
        form.set("pseudonym", pseudonym)
            .set("password", password)
            .send()
    }

    /// Keeps the pseudonym with a password.
    pub fn keep(&self, password: &str) -> Page {
        let form = self
            .open(&self.under_base("/account"))
            .form("/account/password");
        form.set("password", password).submit()
    }

    /// Leaves, through the form in the navigation.
    pub fn leave(&self) -> Page {
        self.open(&self.under_base("/")).form("/logout").submit()
    }

    /// Writes on the wall and says which number the post got.
    pub fn write(&self, words: &str) -> u64 {
        let form = self.open(&self.under_base("/")).form("/posts");
        form.set("body", words).submit().landed_on()
    }

    /// Writes enough on the wall for three pages: “entry number 1.” to “entry number 130.”
    pub fn fill_the_wall(&self) {
        let mut page = self.open(&self.under_base("/"));
        for n in 1..=130 {
            let words = format!("entry number {n}.");
            page = page.form("/posts").set("body", &words).submit();
        }
    }

    /// Comments on a post and says which number the comment got.
    pub fn comment(&self, post: u64, words: &str) -> u64 {
        let permalink = self.under_base(&format!("/posts/{post}"));
        let form = self
            .open(&permalink)
            .form(&format!("/posts/{post}/comments"));
        form.set("body", words).submit().landed_on()
    }

    /// Changes what this visitor wrote.
    pub fn edit(&self, post: u64, words: &str) {
        let address = self.under_base(&format!("/posts/{post}/edit"));
        let form = self.open(&address).form(&format!("/posts/{post}/edit"));
        form.set("body", words).submit();
    }

    /// Reacts to a post on the page that has all the buttons for it, or takes that back.
    pub fn react(&self, post: u64, kind: &str) -> Page {
        let path = format!("/posts/{post}/reactions");
        let form = self.open(&self.under_base(&path)).form(&path);
        form.press("kind", kind).submit()
    }

    /// Writes on the wall with a poll and says which number the post got.
    pub fn ask(&self, words: &str, choices: &str, several: bool) -> u64 {
        let form = self.open(&self.under_base("/")).form("/posts");
        let mut form = form.set("body", words).set("poll_choices", choices);
        if several {
            form = form.add("poll_multiple", "1");
        }
        form.submit().landed_on()
    }

    /// Votes for these in a post's poll, the first choice being 1, and gives back whatever the answer is.
    pub fn vote(&self, post: u64, choices: &[&str]) -> Page {
        let page = self.open(&self.under_base(&format!("/posts/{post}")));
        let form = page.form(&format!("/posts/{post}/vote")).without("choice");
        let form = choices
            .iter()
            .fold(form, |form, choice| form.add("choice", choice));
        form.send()
    }

    /// Opens a room and gives back its address.
    pub fn open_room(&self, title: &str, about: &str) -> String {
        let form = self.open(&self.under_base("/rooms")).form("/rooms");
        let room = form.set("title", title).set("about", about).submit();
        let path = self.path_of(&room.address);
        path.strip_prefix(&self.base_path)
            .expect("the base path")
            .to_owned()
    }

    /// Sends somebody a private message and says which number it got.
    pub fn send(&self, to: &str, words: &str) -> u64 {
        let page = self.open(&self.under_base(&format!("/messages/{to}")));
        let form = page.form(&format!("/messages/{to}/posts"));
        let landed = form.set("body", words).submit();
        let (_, id) = landed.address.rsplit_once("#m").expect("a message");
        id.parse().expect("a number")
    }

    /// Says something in a room and gives back the number of what was said.
    pub fn say(&self, room: &str, words: &str) -> u64 {
        let form = self
            .open(&self.under_base(room))
            .form(&format!("{room}/posts"));
        form.set("body", words).submit().landed_on()
    }
}

fn path_only(target: &str) -> &str {
    target.split('?').next().unwrap_or_default()
}

fn text_of(headers: &HeaderMap<HeaderValue>) -> Vec<(String, String)> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers
        .iter()
        .map(|(key, value)| (key.to_string(), text(value)))
        .collect()
}
