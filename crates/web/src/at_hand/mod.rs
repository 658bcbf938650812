//! What the record says and pages ask again and again, kept in memory for as long as it is so.
//!
//! Nothing is believed because it is young. A file is what it was while its mark in the record
//! is the same ([`store::Mark`]), which each page asks; the workforce is what it was while
//! nothing was recorded of a worker or a team, which each page has been told by then. The record
//! may be looked into in whatever order: what is here only spares reading it.
//!
//! | what you look for | where it is |
//! |---|---|
//! | files that were opened, and what is derived of them | [`files`] |
//! | workers, teams, what workers are given, when they were registered | [`workforce`] |

mod files;
mod workforce;

pub(crate) use files::{Begun, Files, Held};
pub(crate) use workforce::Workforce;
