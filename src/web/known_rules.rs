//! The owners' rules as this process knows them.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use crate::clock::{Micros, SECOND};
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::rules::{Question, Rules};

/// Reads the rules and the number of the entry that set them: `owner` hands this in.
pub type LoadRules = fn(&mut Conn) -> Result<(i64, Rules), Error>;

/// Reads the owners' question: `owner` hands this in.
pub type LoadQuestion = fn(&mut Conn) -> Result<Option<Question>, Error>;

/// What this process knows. It looks again when something happened since it last looked, at most once a
/// second: another process may have changed them.
pub struct KnownRules {
    load: LoadRules,
    load_question: LoadQuestion,
    lifted: bool,
    known: RwLock<(i64, Arc<Rules>)>,
    looked_seq: AtomicI64,
    looked_at: AtomicI64,
}

impl KnownRules {
    /// What the database says now. `lifted`: whether what is done against abuse is off.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn read(
        db: &Db,
        load: LoadRules,
        load_question: LoadQuestion,
        lifted: bool,
    ) -> Result<Self, Error> {
        let (version, rules) = db.read_here(load)?;
        let question = db.read_here(load_question)?;
        Ok(Self {
            load,
            load_question,
            lifted,
            known: RwLock::new((version, Arc::new(known(rules, lifted, question)))),
            looked_seq: AtomicI64::new(0),
            looked_at: AtomicI64::new(0),
        })
    }

    /// The number of the entry that set them, and the rules.
    pub fn now(&self) -> (i64, Arc<Rules>) {
        self.known
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Looks again if there may be others: the log is at `seq`.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn look(&self, db: &Db, seq: i64, now: Micros) -> Result<(), Error> {
        let recent = now.abs_diff(self.looked_at.load(Ordering::Relaxed)) < SECOND.unsigned_abs();
        if recent || self.looked_seq.load(Ordering::Relaxed) == seq {
            return Ok(());
        }
        self.looked_at.store(now, Ordering::Relaxed);
        self.looked_seq.store(seq, Ordering::Relaxed);
        self.reload(db).await
    }

    /// Reads them anew: this process has just changed them.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn reload(&self, db: &Db) -> Result<(), Error> {
        let (load, load_question) = (self.load, self.load_question);
        let read = db.read(move |conn| Ok((load(conn)?, load_question(conn)?)));
        self.keep(read.await?);
        Ok(())
    }

    /// The same, waiting on this thread: for followers of the log.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn reload_here(&self, db: &Db) -> Result<(), Error> {
        let read = db.read_here(|conn| Ok(((self.load)(conn)?, (self.load_question)(conn)?)))?;
        self.keep(read);
        Ok(())
    }

    fn keep(&self, ((version, rules), question): ((i64, Rules), Option<Question>)) {
        let rules = Arc::new(known(rules, self.lifted, question));
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = (version, rules);
    }
}

/// The rules with what stands in no log.
fn known(rules: Rules, lifted: bool, question: Option<Question>) -> Rules {
    Rules {
        lifted,
        asked: question.map(Arc::new),
        ..rules
    }
}
