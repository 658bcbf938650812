//! A PostgreSQL server of their own for the tests: never one that somebody uses.
//!
//! It is started from the programs that this machine has ([`programs`]), in a folder that
//! goes with it, on a socket in that folder; as another user where the tests run as root,
//! which PostgreSQL refuses. A shell watches it: when whoever started it ends, however it
//! ends, the server is stopped by its process id, and its folder removed.
//!
//! Tests share one ([`shared`]), each with a schema of its own; a test that stops the
//! server starts its own.

#![expect(
    clippy::disallowed_methods,
    reason = "tests alone are told by the environment where the server is"
)]

mod behind;
mod programs;
mod server;

pub use behind::Behind;
pub use server::{Options, Server};

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// Names the folder of the socket of a server that was started for a whole run of tests:
/// `with-postgres` sets it.
pub const SHARED: &str = "SIGHTLINE_TEST_POSTGRES";

/// The folder of the socket of the server that tests share; it is started where none is
/// named.
///
/// # Panics
///
/// Where none can be started: what was to be tested over PostgreSQL was not.
pub fn shared() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    static SERVER: OnceLock<Server> = OnceLock::new();
    FOLDER.get_or_init(|| {
        if let Some(folder) = std::env::var_os(SHARED) {
            return folder.into();
        }
        let server = Server::start(&Options::default()).unwrap_or_else(|why| not_run(&why));
        SERVER.get_or_init(|| server).socket().to_owned()
    })
}

/// Ends a test that needs a server, where there is none.
///
/// # Panics
///
/// Always.
pub fn not_run(why: &str) -> ! {
    panic!(
        "NOT RUN over PostgreSQL: {why}. Install Debian's package `postgresql`, or name the \
         folder of its programs in PG_BIN, or leave these tests out: -- --skip on_postgresql"
    )
}

/// The address of a schema on the shared server, which nobody else uses.
pub fn fresh() -> String {
    address(shared(), &fresh_schema())
}

/// The address of a schema on a server.
pub fn address(socket: &Path, schema: &str) -> String {
    let socket = socket.display();
    format!("postgres://postgres@/postgres?host={socket}&schema={schema}")
}

/// A name for a schema that nobody else uses.
pub fn fresh_schema() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| since.as_micros());
    let (process, count) = (std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    format!("test_{now}_{process}_{count}")
}
