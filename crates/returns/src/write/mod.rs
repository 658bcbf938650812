//! Writing the sector's files.

pub mod census;
