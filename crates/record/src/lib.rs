//! The domain's heart: people and their identifiers, entries and corrections,
//! the casefile that is folded from them, and what is owed to each child.
//!
//! Pure: no database, no network, no clock of its own.

pub mod duty;
pub mod entry;
pub mod projection;

pub use duty::{Duty, Ending, Mark, State};
pub use entry::{Body, Draft, Entry, Header, Provenance};
pub use projection::{ChildRow, Projection, Projector, SetAsideRow};
