//! Every test with a record again, where the record is on a PostgreSQL server.

#![allow(
    clippy::duplicate_mod,
    reason = "one body, two engines: each test is taken in once for each"
)]

/// Where the records of the tests here are.
const ENGINE: crate::Engine = crate::Engine::Postgresql;

#[path = "../bad_input.rs"]
mod bad_input;
#[path = "../corrections.rs"]
mod corrections;
#[path = "../duties.rs"]
mod duties;
#[path = "../example_extract.rs"]
mod example_extract;
#[path = "../explaining.rs"]
mod explaining;
#[path = "../harness.rs"]
mod harness;
#[path = "../importing.rs"]
mod importing;
#[path = "../mangled.rs"]
mod mangled;
#[path = "../own_practice.rs"]
mod own_practice;
#[path = "../pulling_the_plug.rs"]
mod pulling_the_plug;
#[path = "../samples.rs"]
mod samples;
#[path = "../the_record.rs"]
mod the_record;
#[path = "../worked_by_hand.rs"]
mod worked_by_hand;
