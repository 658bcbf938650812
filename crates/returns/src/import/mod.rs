//! Turning what an extract says into things to be recorded.
//!
//! Each reader's rows become [`Proposed`](record::staging::Proposed) records of the
//! practice book, one batch a child. Every value ends in exactly one place: in a
//! record, or set aside with the reason. Whether it is new, changed or known is for
//! the staging to find out.

pub mod census;
pub mod ssd;
pub mod ssda903;
mod take;

use practice::Book;

use crate::read::period::Period;

/// What an extract is, and what period it tells of.
#[derive(Clone, Debug)]
pub struct Extract<'b> {
    /// The practice book, whose field types say how a value is read.
    pub book: &'b Book,
    /// The kind of source (`cin-census`, `ssda903`).
    pub source: &'static str,
    /// The period it tells of.
    pub period: Period,
}

/// The children in need census.
pub const CIN_CENSUS: &str = "cin-census";
/// The looked after return.
pub const SSDA903: &str = "ssda903";

/// Values that the specification has no place for are counted here.
pub const NOT_IN_SPECIFICATION: record::staging::Column = ("(not in the specification)", "");
