//! Pages to be checked: all that each role finds by its links, what is only there at times, what errors
//! look like, and what a stream begins with.

use super::kinds::{self, Kind};
use crate::support::crawl::{Crawl, crawl};
use crate::support::furnished::{Furnished, furnish_for};
use crate::support::post_office::PostOffice;
use crate::support::stream::Stream;
use crate::support::{Backend, Page, Setup, Visitor, Wall};
use crate::{letters, recovery, second_factor};
use std::collections::BTreeSet;

/// One page as one role has it.
pub struct Case {
    /// Its pattern in the table, after its status where that is not 200, before how it renews itself.
    pub kind: String,
    pub role: &'static str,
    pub address: String,
    pub source: String,
    /// What its reader's browser sends, for the frame in it.
    pub cookies: Option<String>,
}

/// The wall that the cases are of, and the cases.
pub struct Gathered {
    pub wall: Wall,
    pub cases: Vec<Case>,
}

/// What closes an open stream, as browsers do by themselves.
const REST: &str = "</div></main></body></html>";

/// Begins a wall, furnishes it, and looks at everything.
pub fn gather() -> Gathered {
    let table = kinds::table();
    let wall = Setup::on(Backend::Sqlite).start();
    let mut all = All {
        table,
        cases: Vec::new(),
    };
    // The link can be opened until somebody is the owner, and is told once.
    let claim = wall.claim();
    all.add("stranger", &Visitor::new(&wall).get(&claim));
    let here = furnish_for(&wall, Visitor::owner_at(&wall, "Olga", &claim));
    let everybody = here.everybody(&wall);
    let crawls: Vec<_> = everybody
        .iter()
        .rev()
        .map(|(role, visitor)| (*role, visitor, crawl(visitor)))
        .collect();
    for (role, visitor, found) in &crawls {
        for page in found.pages.values() {
            all.add(role, page);
        }
        all.renewing(role, visitor);
        all.stream(role, visitor, &wall);
    }
    all.gone(&wall, &here);
    all.receipt(&here.bob);
    let (guarded, _, _) = second_factor::guarded(&wall, "Gia");
    all.add("member", &guarded.open("/account/second-factor/codes"));
    all.add("member", &guarded.open("/account/second-factor"));
    for (role, _, found) in &crawls {
        all.refused(role, found);
    }
    all.by_mail();
    Gathered {
        wall,
        cases: all.cases,
    }
}

struct All {
    table: Vec<Kind>,
    cases: Vec<Case>,
}

impl All {
    fn add(&mut self, role: &'static str, page: &Page) {
        self.add_as(role, page, "");
    }

    fn add_as(&mut self, role: &'static str, page: &Page, suffix: &str) {
        if !page.is_html() {
            return;
        }
        let address = page.visitor.path_of(&page.address);
        let pattern = kinds::of(&self.table, &address, page.method == "GET");
        let pattern = pattern.unwrap_or_else(|| "none".to_owned());
        let kind = match page.status {
            200 => format!("{pattern}{suffix}"),
            status => format!("{status} {pattern}{suffix}"),
        };
        self.cases.push(Case {
            kind,
            role,
            cookies: page.visitor.cookies(&address),
            address,
            source: page.source(),
        });
    }

    /// The lists, renewed in each way.
    fn renewing(&mut self, role: &'static str, visitor: &Visitor) {
        let before = visitor.cookie("live");
        for rung in ["stream", "poll", "refresh"] {
            visitor.plant_cookie("live", rung);
            for address in ["/", "/rooms/tea"] {
                self.add_as(role, &visitor.open(address), &format!(" by {rung}"));
            }
        }
        visitor.plant_cookie("live", before.as_deref().unwrap_or("hand"));
    }

    /// What a stream has sent when it waits for news, with the end that a browser gives it.
    fn stream(&mut self, role: &'static str, visitor: &Visitor, wall: &Wall) {
        for (kind, address) in [
            ("/live", "/live"),
            ("/rooms/{slug}/live", "/rooms/tea/live"),
        ] {
            let cookies = visitor.cookies(address);
            let cookie = cookies.iter().map(|value| format!("Cookie: {value}\r\n"));
            // HTTP/1.0 knows no chunks, so that what comes is the document itself.
            let request = format!(
                "GET {address} HTTP/1.0\r\nHost: {}\r\nAccept-Language: en\r\n{}\r\n",
                wall.address(),
                cookie.collect::<String>()
            );
            let mut stream = Stream::say(wall.address(), &request);
            stream.until("class=\"swarm\"");
            stream.until("</article>");
            let text = stream.at_rest();
            let (_, source) = text.split_once("\r\n\r\n").expect("a document");
            self.cases.push(Case {
                kind: kind.to_owned(),
                role,
                address: address.to_owned(),
                source: format!("{source}{REST}"),
                cookies,
            });
        }
    }

    /// What is not there, not any more, or not for everybody.
    fn gone(&mut self, wall: &Wall, here: &Furnished) {
        for (role, visitor) in [("stranger", &Visitor::new(wall)), ("member", &here.ana)] {
            self.add(role, &visitor.get("/nothing"));
            self.add(role, &visitor.get("/owner"));
            for post in 1..30 {
                let page = visitor.get(&format!("/posts/{post}"));
                if page.status == 410 {
                    self.add(role, &page);
                }
            }
        }
        self.add("banned", &here.zed.open("/account/decisions"));
    }

    /// What a reporter is given, of the first post that the reporter can report.
    fn receipt(&mut self, reporter: &Visitor) {
        let ways = self.cases.iter();
        let mut ways = ways.filter(|case| case.kind == "/posts/{id}/report");
        let path = ways.next().expect("a page to report on").address.clone();
        let form = reporter.open(&path).form(&path);
        let receipt = form.set("reason", "Look at this.").submit();
        self.add("member", &receipt);
    }

    /// Every form with nothing in its fields: what comes back says so beside them.
    fn refused(&mut self, role: &'static str, found: &Crawl) {
        let mut sent = BTreeSet::new();
        for form in found.posts().map(|found| &found.form) {
            let kind = kinds::of(&self.table, &form.action, false);
            if form.texts.is_empty() || !sent.insert(kind) {
                continue;
            }
            let empty = |form: crate::support::Form, name: &String| form.set(name, "");
            let page = form.texts.iter().fold(form.clone(), empty).send();
            if page.status == 422 {
                self.add(role, &page);
            }
        }
    }

    /// What is there where the owner configured mail: another wall, for that is said when it starts.
    fn by_mail(&mut self) {
        let office = PostOffice::open();
        let wall = recovery::with(Backend::Sqlite, &office).start();
        let ana = recovery::confirmed(&wall, &office, "Ana");
        let stranger = Visitor::new(&wall);
        self.add("member", &ana.open("/account/mail"));
        for address in ["/login", "/login/recover", "/login/recover/sent"] {
            self.add("stranger", &stranger.open(address));
        }
        let path = recovery::asked_for(&wall, &office, "Ana");
        self.add("stranger", &stranger.open(&path));
        // What is unread comes by mail, and its end with it.
        let end = letters::end_of_letters(&wall, &office, &ana);
        self.add("member", &ana.open("/account/letters"));
        self.add("stranger", &stranger.open(&end));
        // Another address waits to be confirmed in the place of the first.
        recovery::give_address(&ana, recovery::PASSWORD, "ana@example.com");
        let (_, confirm) = office.letter().link();
        self.add("member", &ana.open(&confirm));
    }
}
