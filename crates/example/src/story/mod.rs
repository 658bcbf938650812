//! What happens to children and families, and what those who work with them decide.
//!
//! Chance says what befalls a family. When it is found, and what is done then, follows from
//! who has time.

pub mod assessment;
pub mod authorise;
pub mod care;
pub mod close;
pub mod contact;
pub mod fate;
pub mod front_door;
pub mod known;
pub mod leaving;
pub mod missing;
pub mod need;
pub mod open_file;
pub mod placement;
pub mod protection;
