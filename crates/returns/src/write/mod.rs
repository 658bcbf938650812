//! Writing the sector's files.

pub mod annex_a;
pub mod census;
pub mod made_up;
pub mod ssd;
pub mod ssda903;
