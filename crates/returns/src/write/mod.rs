//! Writing the sector's files.

pub mod census;
pub mod made_up;
pub mod ssd;
pub mod ssda903;
