//! Every test of the ledger again, on PostgreSQL; and the way between the two.

#![allow(
    clippy::duplicate_mod,
    reason = "one body, two engines: each test is taken in once for each"
)]

/// What the tests here run on.
const ENGINE: crate::Engine = crate::Engine::Postgresql;

mod across;
#[path = "../append.rs"]
mod append;
#[path = "../common.rs"]
pub mod common;
#[path = "../copied.rs"]
mod copied;
#[path = "../custody.rs"]
mod custody;
#[path = "../derived.rs"]
mod derived;
#[path = "../desk/mod.rs"]
pub mod desk;
#[path = "../dispose.rs"]
mod dispose;
#[path = "../documents.rs"]
mod documents;
#[path = "../finding.rs"]
mod finding;
#[path = "../group.rs"]
mod group;
#[path = "../heads.rs"]
mod heads;
#[path = "../keep.rs"]
mod keep;
#[path = "../lists.rs"]
mod lists;
#[path = "../moving.rs"]
mod moving;
#[path = "../open.rs"]
mod open;
#[path = "../people.rs"]
mod people;
#[path = "../read.rs"]
mod read;
#[path = "../swept.rs"]
mod swept;
#[path = "../tamper.rs"]
mod tamper;
#[path = "../together.rs"]
mod together;
#[path = "../waiting.rs"]
mod waiting;
