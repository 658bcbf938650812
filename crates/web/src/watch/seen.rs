//! Which sessions are in use.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Above how many those are looked for that are not in use any more.
const MANY: usize = 10_000;

/// Which sessions are in use, since the program began.
pub(crate) struct Seen {
    idle: SignedDuration,
    at: Mutex<HashMap<[u8; 32], Timestamp>>,
}

impl Seen {
    /// Sessions that end after so long without a page.
    pub fn new(idle: SignedDuration) -> Self {
        Self {
            idle,
            at: Mutex::default(),
        }
    }

    /// A page was made in this session.
    pub fn page(&self, session: [u8; 32], now: Timestamp) {
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        at.insert(session, now);
        if at.len() > MANY {
            self.forget(&mut at, now);
        }
    }

    /// It was ended.
    pub fn ended(&self, session: [u8; 32]) {
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        at.remove(&session);
    }

    /// How many are in use.
    pub fn count(&self, now: Timestamp) -> usize {
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        self.forget(&mut at, now);
        at.len()
    }

    fn forget(&self, at: &mut HashMap<[u8; 32], Timestamp>, now: Timestamp) {
        at.retain(|_, at| now.duration_since(*at) < self.idle);
    }
}
