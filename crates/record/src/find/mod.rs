//! Finding a person: by names that are misspelt, sound alike, stand in the other order or
//! were used before, by date of birth, identifier and address.
//!
//! 1. What a file tells of who the person is becomes [`Particulars`], by the fields that
//!    the practice book marks with `found_by`.
//! 2. From them follow the [`keys`] that are kept beside the ledger.
//! 3. What is asked for is a [`Query`]: read from one text, or made of particulars. It
//!    knows the keys to look up ([`Query::lookups`]).
//! 4. Whoever is found by one of them is weighed ([`Search::rank`]): the logarithms of how
//!    much each agreement tells, which stand in the book, are added up.
//!
//! Everything here is pure; the store looks keys up.

pub mod duplicates;
mod fold;
pub mod keys;
mod letters;
mod lookups;
pub mod made_up;
mod numbers;
mod particulars;
mod person;
mod query;
mod read;
mod reason;
mod score;
mod search;
mod text;

pub use lookups::Lookup;
pub use particulars::{Address, Identifier, Name, Particulars, Standing};
pub use person::Person;
pub use query::{Birth, Query};
pub use reason::{Match, Reason};
pub use search::{Candidate, Found, Search};

use practice::{Book, Id};

use crate::casefile::Casefile;
use crate::projection::FindRow;

/// By what the person of a file may be found; `None` where the file tells nothing, or the
/// book does not say how.
pub fn row(book: &Book, subject: Id, casefile: &Casefile) -> Option<FindRow> {
    let finding = book.finding.as_ref()?;
    let particulars = read::particulars(book, casefile)?;
    Some(FindRow {
        subject,
        keys: keys::of(&particulars, finding),
        particulars,
    })
}
