//! The same on PostgreSQL: what the ledger holds, and not how the work comes out, which no
//! database has a part in.

#![allow(
    clippy::duplicate_mod,
    reason = "one body, two engines: each test is taken in once for each"
)]

/// What the tests here run on.
const ENGINE: crate::Engine = crate::Engine::Postgresql;

#[path = "given.rs"]
mod given;
#[path = "made.rs"]
mod made;
