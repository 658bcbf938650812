//! The domain's heart: people and their identifiers, entries and corrections,
//! the casefile that is folded from them, and what is owed to each child.
//!
//! Pure: no database, no network, no clock of its own.

pub mod entry;

pub use entry::{Body, Draft, Entry, Header, Provenance};
