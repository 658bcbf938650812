//! The example authority, as whoever looks at it needs it: on SQLite, and each test again
//! on PostgreSQL ([`on_postgresql`]).

mod given;
mod made;
mod on_postgresql;
mod work;

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
