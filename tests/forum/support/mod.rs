//! What the tests stand on: the real program on a port of its own, throwaway databases, a visitor who
//! only uses what stands on a page, and real browsers.

pub mod authenticator;
pub mod chromium;
pub mod crawl;
pub mod elsewhere;
pub mod firefox;
pub mod form;
pub mod furnished;
pub mod ground_rules;
pub mod inside;
pub mod jar;
pub mod mint;
pub mod page;
pub mod pane;
pub mod post_office;
pub mod postgres;
pub mod programs;
pub mod raw;
pub mod server;
pub mod stream;
pub mod tables;
pub mod terminal;
pub mod visitor;
pub mod walk;

pub use form::Form;
pub use page::Page;
pub use server::{Setup, Wall};
pub use visitor::Visitor;

/// Where the program under test keeps its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

impl Backend {
    /// Whether this machine has the database. SQLite is inside the program itself.
    pub fn is_here(self) -> bool {
        self == Backend::Sqlite || postgres::is_here()
    }
}

/// Makes two tests of each function named, `name::sqlite` and `name::postgres`. The functions take a
/// freshly started [`Wall`], so that one body says what both databases must do.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => { $(
        mod $name {
            use crate::support::{Backend, Setup};

            #[test]
            fn sqlite() {
                super::$name(Setup::on(Backend::Sqlite).start());
            }

            #[test]
            fn postgres() {
                if Backend::Postgres.is_here() {
                    super::$name(Setup::on(Backend::Postgres).start());
                }
            }
        }
    )+ };
}
