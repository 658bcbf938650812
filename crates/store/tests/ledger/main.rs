//! The ledger as its users need it, over a database of its own: on SQLite, and each test
//! again on PostgreSQL ([`on_postgresql`]).
//!
//! The findings named (`re_2`, `le_14`) are those the product answers: records
//! that were changed, and a record that must move whole and verifiable.

mod append;
mod behind;
mod common;
mod copied;
mod custody;
mod derived;
mod desk;
mod dispose;
mod documents;
mod finding;
mod folder;
mod group;
mod heads;
mod keep;
mod lists;
mod moving;
mod old;
mod on_postgresql;
mod open;
mod people;
mod read;
mod server;
mod swept;
mod tamper;
mod together;
mod waiting;

/// What a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, in a directory.
    Sqlite,
    /// PostgreSQL, in a schema of the server that the tests share.
    Postgresql,
}

/// What the tests here run on.
const ENGINE: Engine = Engine::Sqlite;
