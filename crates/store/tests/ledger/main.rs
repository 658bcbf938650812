//! The ledger as its users need it, over a database in a directory of its own.
//!
//! The findings named (`re_2`, `le_14`) are those the product answers: records
//! that were changed, and a record that must move whole and verifiable.

mod append;
mod common;
mod custody;
mod derived;
mod dispose;
mod group;
mod heads;
mod keep;
mod moving;
mod old;
mod open;
mod read;
mod tamper;
