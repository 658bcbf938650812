//! Fetches the design systems' styles and scripts, and lays them out to be embedded.
//!
//! They come from the npm registry, by the committed lock file. Where there is no network
//! or the packages are there already, `SIGHTLINE_NODE_MODULES` names a folder
//! `node_modules` that holds them.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script is told through the environment"
)]

mod fetch;
mod lay_out;

use std::env;
use std::path::PathBuf;

fn main() -> Result<(), String> {
    let here = PathBuf::from(env("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env("OUT_DIR")?);
    let modules = fetch::modules(&here, &out)?;
    lay_out::all(&here, &modules, &out)?;
    // The design system's own cases, against which the components are tested.
    println!("cargo::rustc-env=SIGHTLINE_FIXTURES={}", modules.display());
    Ok(())
}

fn env(name: &str) -> Result<String, String> {
    env::var(name).map_err(|error| format!("{name}: {error}"))
}
