//! The head: the last entry of the ledger, by which all before it is known.

use jiff::Timestamp;

use crate::seal::Seal;

/// The last entry of the ledger. Kept outside, it shows later whether the end was
/// cut or the whole chain made afresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its position: the number of entries.
    pub position: u64,
    /// Its seal.
    pub seal: Seal,
    /// When it was recorded.
    pub recorded_at: Timestamp,
}

impl Head {
    /// The head of a ledger without an entry.
    pub(crate) const NONE: Self = Self {
        position: 0,
        seal: Seal::NONE,
        recorded_at: Timestamp::MIN,
    };
}
