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
    question: RwLock<Option<Arc<Question>>>,
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
            known: RwLock::new((version, Arc::new(Rules { lifted, ..rules }))),
            question: RwLock::new(question.map(Arc::new)),
            looked_seq: AtomicI64::new(0),
            looked_at: AtomicI64::new(0),
        })
    }

    /// The owners' question, if they ask one of whoever takes a pseudonym.
    pub fn question(&self) -> Option<Arc<Question>> {
        let asks = self.now().1.asks_question && !self.lifted;
        let question = self.question.read().unwrap_or_else(PoisonError::into_inner);
        question.clone().filter(|_| asks)
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
        let ((version, rules), question) = db
            .read(move |conn| Ok((load(conn)?, load_question(conn)?)))
            .await?;
        let lifted = self.lifted;
        *self
            .question
            .write()
            .unwrap_or_else(PoisonError::into_inner) = question.map(Arc::new);
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.0 != version {
            *known = (version, Arc::new(Rules { lifted, ..rules }));
        }
        Ok(())
    }
}
