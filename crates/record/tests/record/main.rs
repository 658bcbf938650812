//! The record as its users need it: what was said stays said, an extract may be read
//! again, and every value of it is accounted for.

mod account;
mod authorising;
mod casefile;
mod derive;
mod drawn;
mod exempt;
mod expected;
mod family;
mod finding;
mod finding_anything;
mod finding_measured;
mod finding_read;
mod given;
mod household;
mod may;
mod merging;
mod qualified;
mod reading_again;
mod reading_once;
mod standing;
mod summary;
mod tallies;
mod teams;
mod who;
