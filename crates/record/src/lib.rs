//! The domain's heart: people and their identifiers, entries and corrections, the
//! casefile that is folded from them, and what is owed to each child.
//!
//! Pure: no database, no network, no clock of its own.

pub mod account;
mod arranged;
pub mod authorising;
pub mod casefile;
mod corrected;
mod current;
pub mod derive;
pub mod disposal;
pub mod document;
pub mod drawn;
pub mod entry;
pub mod exempt;
pub mod expected;
pub mod family;
pub mod find;
pub mod household;
pub mod identity;
pub mod in_force;
pub mod kinds;
pub mod lateness;
pub mod may;
pub mod merge;
mod moment;
mod named;
pub mod owed;
pub mod projection;
pub mod qualified;
pub mod staging;
pub mod summary;
pub mod teams;
pub mod telling;
pub mod waiting;
pub mod what_if;
pub mod workforce;

pub use arranged::{ArrangedRow, Became};
pub use casefile::Casefile;
pub use derive::ByBook;
pub use document::Document;
pub use entry::{Body, Draft, Entry, Header, Provenance};
pub use may::ScopeRow;
pub use merge::{JoinedRow, NumberRow};
pub use moment::Moment;
pub use named::{Named, Names, with_names};
pub use owed::{OwedRow, SpellRow};
pub use practice::duty;
pub use practice::duty::{Duty, Ending, Mark, State};
pub use projection::{ChildRow, FindRow, Projection, Projector, SetAsideRow};
pub use waiting::{EmergencyRow, WaitingRow, WaitingStep};
pub use workforce::{OfficeRow, TeamRow, WorkerRow};
