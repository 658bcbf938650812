//! What the program promises to its users, asked of the program itself: each test runs
//! the built `sightline` in a folder of its own, as somebody would type it.

mod asking_the_book;
mod backing_up;
mod bad_input;
mod behind;
mod checking;
mod corrections;
mod dataset;
mod disposal;
mod duties;
mod example_authority;
mod example_extract;
mod explaining;
mod finding;
mod harness;
mod importing;
mod in_a_folder;
mod keys;
mod kinds;
mod making_returns;
mod mangled;
mod measures;
mod moving_house;
mod on_a_server;
mod on_postgresql;
mod own_practice;
mod people;
mod practice_book;
mod proof;
mod pulling_the_plug;
mod reading_a_file;
mod samples;
mod serving;
mod the_record;
mod what_if;
mod worked_by_hand;

/// Where the record of a test is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// In a folder.
    Sqlite,
    /// In a schema of the server that the tests share.
    Postgresql,
}

/// Where the records of the tests here are; those of [`on_postgresql`] are the same again.
const ENGINE: Engine = Engine::Sqlite;
