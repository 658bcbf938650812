//! What can be found wrong in a ledger that was changed behind the program's back.

use practice::Id;

/// Why an entry does not hold in the chain.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// No entry stands at this position.
    #[error("it is missing, and entry {next} follows")]
    Missing {
        /// The next position there is.
        next: u64,
    },
    /// An entry stands before the first.
    #[error("an entry stands before it, at {at}")]
    BeforeTheFirst {
        /// Where it stands.
        at: i64,
    },
    /// The end of the ledger has been cut.
    #[error("the ledger ends before it, though entries up to {known} were once there")]
    Cut {
        /// The last position that is known to have been written.
        known: u64,
    },
    /// A column holds something that was never written there.
    #[error("its {column} is not of the form that is written")]
    Unreadable {
        /// The column.
        column: &'static str,
    },
    /// The seal is not that of what stands there.
    #[error("its seal does not fit what stands in it and before it")]
    Seal,
    /// It is not the entry that the given head names.
    #[error("it is not the entry whose seal was kept outside")]
    NotTheHead,
    /// A head that was kept is another ledger's.
    #[error(
        "the head that was kept is of the ledger {ledger}: another file or folder was meant, or the whole ledger was replaced"
    )]
    AnotherLedger {
        /// The ledger that signed it.
        ledger: Id,
    },
    /// A head that was kept was signed with another key than the ledger's.
    #[error(
        "the head that was kept was signed with another key than this ledger's: the ledger's keys were replaced"
    )]
    AnotherKey,
    /// The document that it attaches is not the one that stands there.
    #[error("the document {document} that it attaches does not hold: {what}")]
    Document {
        /// The document.
        document: Id,
        /// What is wrong with it.
        what: &'static str,
    },
    /// Its owner's key does not open with the master key.
    #[error("the key of its owner {owner} does not open with the master key")]
    Key {
        /// The owner.
        owner: Id,
    },
}
