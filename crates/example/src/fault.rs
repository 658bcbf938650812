//! Why an example could not be made.

use store::StoreError;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The book lacks what the example is made of.
    #[error(
        "the practice book has no {what} {name}, which the example is made with: make it with the book of England, without --practice"
    )]
    NotInTheBook {
        /// A record type, a clock, a calendar.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// An entry is not as its record type asks.
    #[error("the example would write {kind} not as the practice book asks: {field}: {why}")]
    Misfit {
        /// The record type.
        kind: String,
        /// The field.
        field: String,
        /// What is wrong with it.
        why: String,
    },
    /// The days do not go so far.
    #[error("the days of the example go beyond those that can be written")]
    Days,
    /// The ledger refused it.
    #[error(transparent)]
    Store(#[from] StoreError),
}
