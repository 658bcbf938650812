//! The pages as people use them: an example record served by the program itself, and a real
//! Chromium before it. For tests alone.
//!
//! Both are processes of their own, on free ports of this machine, and are stopped by their
//! identifiers when they are dropped. Nothing sleeps: what is waited for is a condition, for
//! a bounded time ([`LIMIT`]).

#![expect(
    clippy::disallowed_methods,
    reason = "tests alone are told by the environment where to find a browser"
)]

pub mod axe;
mod driver;
pub mod person;
mod process;
mod record;

use std::time::Duration;

pub use driver::{Driver, Screen};
pub use person::Person;
pub use record::{Record, Served};

/// How long anything is waited for, however busy the machine is.
pub const LIMIT: Duration = Duration::from_secs(90);

/// A browser of this kind, or nothing where this machine has none: the test is then skipped,
/// and says so.
///
/// # Panics
///
/// Where there is none in continuous integration (`CI=true`), or one does not start.
pub fn driver() -> Option<Driver> {
    match driver::installed() {
        Ok(()) => Some(Driver::start()),
        Err(why) if std::env::var("CI").is_ok_and(|ci| ci == "true") => {
            panic!("NOT RUN in a browser: {why}")
        }
        Err(why) => {
            println!("skipped: {why}: apt-get install chromium chromium-driver");
            None
        }
    }
}
