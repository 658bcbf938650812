//! Files that only their owner may read, and room on the disk.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Check, check};

/// How much has to be free at least, in KiB.
const LEAST: u64 = 256 * 1024;

/// Whoever has the master key and the database can read every file.
pub fn master_key(file: &Path) -> Check {
    secret("master key", file)
}

/// A file with a secret, which nobody else may read.
pub fn secret(what: &'static str, file: &Path) -> Check {
    match std::fs::metadata(file) {
        Err(error) => check(
            what,
            false,
            format!("{} cannot be read: {error}", file.display()),
        ),
        Ok(found) => {
            let others = others_can_read(&found);
            let says = if others {
                "can be read by others on this machine: run chmod 600 on it"
            } else {
                "is readable by its owner alone"
            };
            check(what, !others, format!("{} {says}", file.display()))
        }
    }
}

/// Whether there is room for what is written, and for a rebuild, which takes as much again
/// for a while.
pub fn room(folder: &Path) -> Check {
    let what = "disk";
    let taken = size(folder);
    match free(folder) {
        None => check(
            what,
            true,
            "how much is free could not be asked: look at it with df".to_owned(),
        ),
        Some(free) => {
            let enough = free >= LEAST.max(taken);
            let (free, taken) = (in_words(free), in_words(taken));
            let says = if enough {
                format!("{free} free; the record takes {taken}")
            } else {
                format!(
                    "{free} free, and the record takes {taken}: make room for as much again, or put the record on a larger disk"
                )
            };
            check(what, enough, says)
        }
    }
}

/// What is free where a folder is, in KiB, as the system's own command tells it.
fn free(folder: &Path) -> Option<u64> {
    let asked = Command::new("df")
        .arg("-Pk")
        .arg(folder)
        .stderr(Stdio::null())
        .output();
    let said = String::from_utf8(asked.ok()?.stdout).ok()?;
    said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

/// What the files of a folder take, in KiB.
fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let sizes = files.filter_map(|file| file.metadata().ok());
    sizes.map(|found| found.len()).sum::<u64>() / 1024
}

fn in_words(kib: u64) -> String {
    match kib {
        of if of >= 1024 * 1024 => format!("{} GiB", of / (1024 * 1024)),
        of if of >= 1024 => format!("{} MiB", of / 1024),
        of => format!("{of} KiB"),
    }
}

#[cfg(unix)]
fn others_can_read(found: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    found.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn others_can_read(_: &std::fs::Metadata) -> bool {
    false
}
