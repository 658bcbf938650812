//! The validation rules of the returns, and how they are run.
//!
//! | what you look for | where it is |
//! |---|---|
//! | the year a return is for | [`Collection`] |
//! | what a check says: the rules run, not run, and the rows found | [`Report`] |
//! | what a rule is: its code, message, collections and function | [`Rule`] |
//! | where a rule puts the rows it finds | [`Finds`] |
//! | what was found, as people look for it, and as CSV or a workbook | [`shown`] |
//! | published cases, and how they agree with the rules here | [`cases`] |
//! | the rules of the looked after return | [`ssda903`] |
//! | the checks of the lists for inspectors | [`annex_a`] |
//!
//! A rule is a few lines over typed rows that were parsed once and joined once. It is
//! declared as data beside its function, in a file of its family, and each return has
//! one list of all of them. Which rule did not run, and why, is always said.

pub mod annex_a;
pub mod cases;
pub mod cin;
pub mod shown;
pub mod ssda903;

mod collection;
mod finds;
mod report;
mod rule;

pub use collection::{Collection, CollectionProblem};
pub use finds::Finds;
pub use report::{NotRun, Report};
pub use rule::{Needs, Rule, Severity};
