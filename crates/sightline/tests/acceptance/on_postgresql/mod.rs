//! Every test with a record again, where the record is on a PostgreSQL server.

#![allow(
    clippy::duplicate_mod,
    reason = "one body, two engines: each test is taken in once for each"
)]

/// Where the records of the tests here are.
const ENGINE: crate::Engine = crate::Engine::Postgresql;

#[path = "../backing_up.rs"]
mod backing_up;
#[path = "../bad_input.rs"]
mod bad_input;
#[path = "../behind.rs"]
mod behind;
#[path = "../corrections.rs"]
mod corrections;
#[path = "../dataset.rs"]
mod dataset;
#[path = "../disposal.rs"]
mod disposal;
#[path = "../duties.rs"]
mod duties;
#[path = "../example_authority.rs"]
mod example_authority;
#[path = "../example_extract.rs"]
mod example_extract;
#[path = "../explaining.rs"]
mod explaining;
#[path = "../finding.rs"]
mod finding;
#[path = "../harness.rs"]
mod harness;
#[path = "../importing.rs"]
mod importing;
#[path = "../keys.rs"]
mod keys;
#[path = "../kinds.rs"]
mod kinds;
#[path = "../making_returns.rs"]
mod making_returns;
#[path = "../mangled.rs"]
mod mangled;
#[path = "../measures.rs"]
mod measures;
#[path = "../moving_house.rs"]
mod moving_house;
#[path = "../own_practice.rs"]
mod own_practice;
#[path = "../people.rs"]
mod people;
#[path = "../proof.rs"]
mod proof;
#[path = "../pulling_the_plug.rs"]
mod pulling_the_plug;
#[path = "../reading_a_file.rs"]
mod reading_a_file;
#[path = "../samples.rs"]
mod samples;
#[path = "../the_record.rs"]
mod the_record;
#[path = "../what_if.rs"]
mod what_if;
#[path = "../worked_by_hand.rs"]
mod worked_by_hand;
