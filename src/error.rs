//! What can go wrong with a request, sorted by what its visitor should see.
//!
//! The words of each error are in the locales; the page that shows them is made in one place
//! (`web`). What is a visitor's own to mend (a form) is no error: the form is shown again.

use actix_web::{HttpResponse, ResponseError, http::StatusCode};

/// Runs something in a thread that must go on whatever happens there: a panic becomes a fault.
///
/// # Errors
/// What `work` answers, or a fault with what the panic said.
pub fn caught<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    // What it worked on is dropped with it, or was there for this attempt alone.
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    done.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<String>().map(String::as_str);
        let words = words.or(panic.downcast_ref::<&str>().copied());
        Err(Error::fault(format!("a panic: {}", words.unwrap_or("?"))))
    })
}

/// Why a request did not get what it asked for.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There never was such a thing: `404`.
    #[error("not found")]
    NotFound,
    /// There was, and it was deleted: `410`.
    #[error("gone")]
    Gone,
    /// The visitor must say who they are first: `401`, with the form to do it.
    #[error("a pseudonym is needed")]
    Unauthorized(Box<Kept>),
    /// The visitor may not: `403`. The text is a key of the locales that says why.
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    /// The request itself is malformed: `400`. The text is a key of the locales.
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// The address is right and the method is not: `405`.
    #[error("method not allowed")]
    MethodNotAllowed,
    /// More than may be sent at once: `413`.
    #[error("too large")]
    TooLarge,
    /// Not a form: `415`.
    #[error("unsupported media type")]
    UnsupportedType,
    /// Too much in too short a time: `429`, with the seconds to wait.
    #[error("too many requests, wait {0} s")]
    TooMany(u64),
    /// The same, with the reason: a key of the locales, into which the wait is filled in words.
    #[error("limited by {why}, wait {seconds} s")]
    Limited {
        /// The key.
        why: &'static str,
        /// How long to wait.
        seconds: u64,
    },
    /// Not now: `503`, with the seconds to wait.
    #[error("unavailable, wait {0} s")]
    Unavailable(u64),
    /// A field of a form is wrong: `422`. Both texts are for the handler, which shows the form again.
    #[error("invalid {field}: {key}")]
    Invalid {
        /// The field's name.
        field: &'static str,
        /// A key of the locales that says what is wrong.
        key: &'static str,
    },
    /// A fault of ours: `500`, and a log line.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What a visitor without a pseudonym had typed, so that naming themselves does not lose it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The address of the page to come back to.
    pub next: String,
    /// The address that the words were sent to, empty where nothing was typed.
    pub place: String,
    /// The words.
    pub body: String,
    /// The number of the post that they answer.
    pub reply_to: Option<i64>,
    /// The poll that was to stand under them, as drafts hold it.
    pub poll: Option<String>,
}

/// A fault of the program or of the machine under it. Its text is for the log, not for visitors.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database said no.
    #[error("database: {0}")]
    Database(#[from] diesel::result::Error),
    /// No connection to the database could be had.
    #[error("database connection: {0}")]
    Connection(String),
    /// The log holds what this version cannot read.
    #[error("log entry {seq}: {why}")]
    Log {
        /// The entry's number.
        seq: i64,
        /// What is wrong with it.
        why: String,
    },
    /// A thread ended before its answer was given.
    #[error("{0} stopped before it answered")]
    Stopped(&'static str),
    /// Code of ours panicked.
    #[error("panicked: {0}")]
    Panicked(String),
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        Self::Fault(Fault::Database(error))
    }
}

impl Error {
    /// A fault of ours, in words for the log.
    pub fn fault(why: impl std::fmt::Display) -> Self {
        Self::Fault(Fault::Other(why.to_string()))
    }

    /// The status that goes with it.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Gone => StatusCode::GONE,
            Self::Unauthorized(_) => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany(_) | Self::Limited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// An empty answer: the page is put into it by `web::frame`, which knows the visitor.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status())
    }
}
