//! An example record in a folder of its own, and the program that serves it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::process::Process;

/// An example record: the made-up authority of `examples/extract`, with workers and
/// accounts.
pub struct Record {
    folder: TempDir,
}

/// The program, serving a record.
pub struct Served {
    process: Process,
    /// Where, without a slash at the end.
    pub address: String,
}

impl Record {
    /// Imports the example, and makes its people.
    ///
    /// # Panics
    ///
    /// Where the program is not built, or does not do it.
    pub fn example() -> Self {
        let record = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let extract = here().join("../../examples/extract");
        let extract = extract.to_str().expect("a path in letters");
        for words in [
            &["import", extract, "--example"][..],
            &["worker", "examples"],
            &["account", "examples"],
        ] {
            let ran = record.sightline(words).output().expect("the program runs");
            let err = String::from_utf8_lossy(&ran.stderr);
            assert!(ran.status.success(), "sightline {words:?}: {err}");
        }
        record
    }

    /// Gives an account a new start; the password for it.
    ///
    /// # Panics
    ///
    /// Where there is no such account.
    pub fn new_start(&self, sign_in: &str) -> String {
        let reset = ["account", "reset", sign_in, "--format", "json"];
        let ran = self.sightline(&reset).output().expect("the program runs");
        let said: Value = serde_json::from_slice(&ran.stdout).expect("a new start");
        let password = said["password_for_a_start"].as_str();
        password.expect("a password").to_owned()
    }

    /// Serves it on a free port, or – once it has been served and the server is gone – where
    /// it was served before.
    ///
    /// # Panics
    ///
    /// Where the server does not start.
    pub fn serve(&self, on: Option<&str>) -> Served {
        let on = on.map_or("127.0.0.1:0", |on| on.trim_start_matches("http://"));
        let on: SocketAddr = on.parse().expect("an address and a port");
        let command = self.sightline(&["serve", "--listen", &on.to_string()]);
        let (process, address) = Process::start(command, |line| {
            let at = line.strip_prefix("Serving on ")?;
            Some(at.trim().to_owned())
        });
        Served { process, address }
    }

    fn sightline(&self, words: &[&str]) -> Command {
        let mut command = Command::new(program());
        command
            .args(words)
            .env("SIGHTLINE_DATA", self.folder.path().join("data"))
            .env_remove("SIGHTLINE_MASTER_KEY_FILE")
            .env_remove("SIGHTLINE_MASTER_KEY_COMMAND")
            .env_remove("SIGHTLINE_CONFIG")
            .env_remove("SIGHTLINE_OVERLAY");
        command
    }
}

impl Served {
    /// Kills the server in the middle of whatever it does; where it was.
    pub fn kill(mut self) -> String {
        self.process.kill();
        self.address.clone()
    }
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, which cargo builds beside these tests when `sightline` is tested with them,
/// as `bin/test` does.
fn program() -> PathBuf {
    let test = std::env::current_exe().expect("this test");
    let folder = test.parent().and_then(Path::parent).expect("a folder");
    let program = folder.join("sightline");
    assert!(
        program.exists(),
        "{} is not built: cargo build --package sightline",
        program.display()
    );
    program
}
