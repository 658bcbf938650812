//! What comes in from outside: the time, chance, and the fold of a file.

use std::sync::Arc;

use jiff::Timestamp;
use record::Projector;

/// Tells the time at which an entry is recorded.
pub trait Clock: Send {
    /// The time now. The ledger keeps it to the microsecond.
    fn now(&self) -> Timestamp;

    /// Whether it is the machine's own clock. Only an example ledger may be given
    /// any other, and says so for ever.
    fn is_machine(&self) -> bool;
}

/// The source of keys and nonces. It must be fit for keys: the operating
/// system's own, except in tests.
pub trait Randomness: Send {
    /// Fills the whole of `bytes`.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness>;
}

/// The source of randomness failed. Nothing is written without it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no random bytes, so nothing was written: {0}")]
pub struct NoRandomness(pub String);

/// Everything that a writer is given from outside.
pub struct Outside {
    /// The time.
    pub clock: Box<dyn Clock>,
    /// Chance.
    pub randomness: Box<dyn Randomness>,
    /// The fold of one file into the rows that are kept of it.
    pub projector: Arc<dyn Projector>,
}
