//! What the program promises to its users, asked of the program itself: each test runs
//! the built `sightline` in a folder of its own, as somebody would type it.

mod asking_the_book;
mod bad_input;
mod checking;
mod corrections;
mod duties;
mod example_extract;
mod explaining;
mod harness;
mod importing;
mod mangled;
mod on_postgresql;
mod own_practice;
mod practice_book;
mod pulling_the_plug;
mod samples;
mod the_record;
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
