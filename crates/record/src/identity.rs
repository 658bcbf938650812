//! Which child a row is about.
//!
//! The same authority identifier with the same date of birth is one child. Where
//! the dates of birth disagree, the row is doubtful, and is not guessed at.

use jiff::civil::Date;

use crate::projection::ChildRow;

/// Which child a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// A child who has a file.
    Known(&'a ChildRow),
    /// A child who has none yet.
    New,
    /// A file has this identifier, with another date of birth.
    Doubtful(&'a ChildRow),
}

/// Finds the child among the files that have this authority identifier.
///
/// A date of birth that one side does not give (a child not yet born, say) does not
/// disagree with any.
pub fn who(born_on: Option<Date>, files: &[ChildRow]) -> Who<'_> {
    let agrees = |file: &&ChildRow| match (born_on, file.born_on) {
        (Some(told), Some(known)) => told == known,
        _ => true,
    };
    match (files.iter().find(agrees), files.first()) {
        (Some(file), _) => Who::Known(file),
        (None, Some(file)) => Who::Doubtful(file),
        (None, None) => Who::New,
    }
}
