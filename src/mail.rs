//! Letters: handed over to the owner's mail server, on a thread of their own, so that no visitor waits for
//! it and nobody can tell by the time it takes whether one was sent.
//!
//! What is in a letter, and whether there is one at all, is found out on that thread too: see
//! [`Mailer::soon`]. Letters that wait when the program stops are lost; whoever waits for one asks again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use data_encoding::BASE32_NOPAD;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, SmtpTransport, Transport};

use crate::config::Mail;
use crate::error::{Error, caught};

/// How many letters may wait.
const WAITING: usize = 200;
/// How long the mail server may take for each answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is tried, and how long is waited in between.
const ATTEMPTS: u32 = 3;
const PAUSE: Duration = Duration::from_secs(5);
/// How many characters an address has at most (RFC 5321, section 4.5.3.1.3).
pub const ADDRESS_MAX: usize = 254;

/// A letter in plain text.
pub struct Letter {
    /// To whom.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub body: String,
    /// The page on which its reader ends such letters, if it is one of many (RFC 2369, section 3.2).
    pub unsubscribe: Option<String>,
}

/// What finds out what is to be sent, if anything.
type Work = Box<dyn FnOnce() -> Result<Option<Letter>, Error> + Send>;

/// The way to the mail server. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    queue: SyncSender<Work>,
    waiting: Arc<AtomicUsize>,
}

impl Mailer {
    /// Starts the thread. `host` is what the wall is called by its visitors.
    ///
    /// # Errors
    /// A sentence when the sender's address or the server's cannot be understood.
    pub fn start(mail: &Mail, host: &str) -> Result<Self, String> {
        let from: Mailbox = mail
            .from
            .parse()
            .map_err(|error| format!("--mail-from {}: {error}", mail.from))?;
        // A host's port and brackets are no part of its name.
        let name = host
            .rsplit_once(':')
            .map_or(host, |(name, _)| name)
            .to_owned();
        let server = SmtpTransport::from_url(mail.server.as_str())
            .map_err(|_| format!("--mail-smtp {}: {WRITE_IT}", mail.server))?
            .timeout(Some(PATIENCE))
            .hello_name(ClientId::Domain(name.clone()))
            .build();
        let (queue, letters) = sync_channel(WAITING);
        let waiting = Arc::new(AtomicUsize::new(0));
        let done = Arc::clone(&waiting);
        std::thread::Builder::new()
            .name("mail".into())
            .spawn(move || run(&letters, &done, &server, &from, &name))
            .map_err(|error| format!("cannot start the thread for mail: {error}"))?;
        Ok(Self { queue, waiting })
    }

    /// Lets the thread find out what is to be sent, and send it.
    pub fn soon(&self, work: impl FnOnce() -> Result<Option<Letter>, Error> + Send + 'static) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        if self.queue.try_send(Box::new(work)).is_err() {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            tracing::warn!("too many letters wait; one was not written");
        }
    }

    /// How many letters wait, the one that is being sent included. Whatever nobody waits for is not to take
    /// the places of what somebody does.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

const WRITE_IT: &str = "write smtps://USER:PASSWORD@HOST, or smtp://HOST:PORT";

/// Whether a letter can be sent to such an address.
pub fn is_address(text: &str) -> bool {
    text.len() <= ADDRESS_MAX && text.parse::<Address>().is_ok()
}

fn run(
    letters: &Receiver<Work>,
    waiting: &AtomicUsize,
    server: &SmtpTransport,
    from: &Mailbox,
    name: &str,
) {
    while let Ok(work) = letters.recv() {
        let sent = caught(|| match work()? {
            Some(letter) => send(server, from, name, letter),
            None => Ok(()),
        });
        waiting.fetch_sub(1, Ordering::Relaxed);
        if let Err(error) = sent {
            tracing::error!(%error, "a letter was not sent");
        }
    }
}

fn send(server: &SmtpTransport, from: &Mailbox, name: &str, letter: Letter) -> Result<(), Error> {
    let to: Address = letter.to.parse().map_err(|_| Error::fault("no address"))?;
    let mut random = [0; 15];
    getrandom::fill(&mut random).map_err(Error::fault)?;
    let id = BASE32_NOPAD.encode(&random).to_ascii_lowercase();
    let by_program = HeaderName::new_from_ascii_str("Auto-Submitted");
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject)
        .message_id(Some(format!("<{id}@{name}>")))
        .raw_header(HeaderValue::new(by_program, "auto-generated".to_owned()))
        .header(ContentType::TEXT_PLAIN);
    if let Some(page) = letter.unsubscribe {
        let header = HeaderName::new_from_ascii_str("List-Unsubscribe");
        message = message.raw_header(HeaderValue::new(header, format!("<{page}>")));
    }
    let message = message
        .body(letter.body)
        .map_err(|_| Error::fault("the letter cannot be written"))?;
    for attempt in 1..=ATTEMPTS {
        match server.send(&message) {
            Ok(_) => return Ok(()),
            // What a server says may repeat the address, which is nothing for a log: its kind is enough.
            Err(error) if error.is_permanent() || attempt == ATTEMPTS => {
                return Err(Error::fault(kind_of(&error)));
            }
            Err(_) => std::thread::sleep(PAUSE),
        }
    }
    Ok(())
}

fn kind_of(error: &lettre::transport::smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => "the mail server did not answer in time".to_owned(),
        None if error.is_tls() => "no secure connection to the mail server".to_owned(),
        None => "the mail server could not be reached or understood".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_written_to_is_an_address() {
        for good in [
            "ana@example.org",
            "a.b+c@xn--e1afmkfd.example",
            "zoé@exemple.fr",
        ] {
            assert!(is_address(good), "{good}");
        }
        let long = format!("a@{}.org", "b".repeat(300));
        for bad in [
            "",
            "ana",
            "@",
            "ana@",
            "a b@example.org",
            "ana@example.org\r\nBcc: all@example.org",
            "ana@example.org, bob@example.org",
            "Ana <ana@example.org>",
            &long,
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
