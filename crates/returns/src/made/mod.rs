//! Returns made from the record itself: the same typed rows that the readers give, so that
//! the same rules check them.
//!
//! | what you look for | where it is |
//! |---|---|
//! | a child of the census, from the child's file | [`cin`] |
//! | a child's rows of the looked after return | [`ssda903`] |
//! | a child's rows of the lists for inspectors (Annex A) | [`annex_a`] |
//! | which record and field a cell came from, or would come from | [`Origins`] |
//! | why a child is not in a return | [`LeftOut`] |
//! | what the rules find in one child's file | [`findings`] |
//! | the year, or so much of it as is over | [`YearTo`] |
//!
//! A mapping is a few lines for each table: which field of which record fills which column.
//! What the record does not hold is left blank; the rules then find it, and the finding says
//! where it would be mended.

pub mod annex_a;
pub mod cin;
pub mod findings;
pub mod ssda903;

mod file;
mod left_out;
mod origin;
mod year_to;

pub use file::{ChildFile, PupilNumber};
pub use left_out::{LeftOut, LeftOutCount};
pub use origin::{Origin, Origins};
pub use year_to::YearTo;

/// What a worker or a team is called in a return.
pub trait Names {
    /// The number of a worker with Social Work England, by what another file calls the worker.
    fn number(&self, worker: &str) -> Option<String>;

    /// What a worker is called.
    fn worker(&self, worker: &str) -> Option<String>;

    /// What a team is called.
    fn team(&self, team: &str) -> Option<String>;
}

/// Names as the files have them: nothing more is known of anybody.
#[derive(Debug, Clone, Copy, Default)]
pub struct AsRecorded;

impl Names for AsRecorded {
    fn number(&self, worker: &str) -> Option<String> {
        Some(worker.to_owned())
    }

    fn worker(&self, worker: &str) -> Option<String> {
        Some(worker.to_owned())
    }

    fn team(&self, team: &str) -> Option<String> {
        Some(team.to_owned())
    }
}
