//! Fetching the packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files that say what is fetched.
const LOCK: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];

/// The folder `node_modules`: the one that was named, or one that is fetched now.
pub fn modules(here: &Path, out: &Path) -> Result<PathBuf, String> {
    println!("cargo::rerun-if-env-changed=SIGHTLINE_NODE_MODULES");
    for file in LOCK {
        println!("cargo::rerun-if-changed={}", here.join(file).display());
    }
    if let Some(folder) = std::env::var_os("SIGHTLINE_NODE_MODULES") {
        return Ok(PathBuf::from(folder));
    }
    let folder = out.join("npm");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut fresh = true;
    for file in LOCK {
        let text = read(&here.join(file))?;
        let copy = folder.join(file);
        fresh &= fs::read_to_string(&copy).is_ok_and(|there| there == text);
        fs::write(&copy, text).map_err(|error| format!("{}: {error}", copy.display()))?;
    }
    let modules = folder.join("node_modules");
    let done = folder.join("fetched");
    if fresh && done.exists() {
        return Ok(modules);
    }
    let ran = Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder)
        .output()
        .map_err(|error| {
            format!(
                "npm is needed to fetch what package-lock.json names ({error}): install Node.js with npm, or name a folder that has it with SIGHTLINE_NODE_MODULES"
            )
        })?;
    if !ran.status.success() {
        return Err(format!(
            "npm could not fetch what package-lock.json names: {}",
            String::from_utf8_lossy(&ran.stderr)
        ));
    }
    fs::write(&done, "").map_err(|error| format!("{}: {error}", done.display()))?;
    Ok(modules)
}

/// A text that must be there.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
