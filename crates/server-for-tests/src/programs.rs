//! The programs of PostgreSQL on this machine, and the user they may run as.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the programs are: in the folder that `PG_BIN` names, else on the path, else where
/// Debian puts them (the newest).
pub(crate) fn folder() -> Result<PathBuf, String> {
    let named = std::env::var_os("PG_BIN").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .collect();
    debian.sort_by_key(|folder| {
        let version = folder.parent().and_then(Path::file_name);
        version.and_then(|version| version.to_str()?.parse::<u32>().ok())
    });
    named
        .into_iter()
        .chain(std::env::split_paths(&path))
        .chain(debian.into_iter().rev())
        .find(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
        .ok_or_else(|| "there are no programs `initdb` and `postgres`".to_owned())
}

/// The user and group to run as, where this is root: PostgreSQL refuses to be root.
pub(crate) fn other_user() -> Result<Option<(u32, u32)>, String> {
    if id(&["-u"])? != 0 {
        return Ok(None);
    }
    let user = |name| Some((id(&["-u", name]).ok()?, id(&["-g", name]).ok()?));
    user("postgres")
        .or_else(|| user("nobody"))
        .map(Some)
        .ok_or_else(|| "there is neither a user `postgres` nor `nobody` to run as".to_owned())
}

fn id(of: &[&str]) -> Result<u32, String> {
    let said = Command::new("id").args(of).output();
    let said = said.map_err(|error| format!("`id` cannot be run: {error}"))?;
    let said = String::from_utf8_lossy(&said.stdout);
    said.trim()
        .parse()
        .map_err(|_| format!("`id {}` says no number", of.join(" ")))
}
