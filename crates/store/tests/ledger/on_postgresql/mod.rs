//! Every test of the ledger again, on PostgreSQL.

#![allow(
    clippy::duplicate_mod,
    reason = "one body, two engines: each test is taken in once for each"
)]

/// What the tests here run on.
const ENGINE: crate::Engine = crate::Engine::Postgresql;

#[path = "../append.rs"]
mod append;
#[path = "../common.rs"]
pub mod common;
#[path = "../derived.rs"]
mod derived;
#[path = "../group.rs"]
mod group;
#[path = "../keep.rs"]
mod keep;
#[path = "../open.rs"]
mod open;
#[path = "../read.rs"]
mod read;
#[path = "../tamper.rs"]
mod tamper;
