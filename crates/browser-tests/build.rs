//! Fetches axe-core from the npm registry, by the committed lock file, or takes it from the
//! folder `node_modules` that `SIGHTLINE_NODE_MODULES` names.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script is told through the environment"
)]

#[path = "../web/build/fetch.rs"]
mod fetch;

use std::path::PathBuf;

fn main() -> Result<(), String> {
    let folder = |name: &str| std::env::var(name).map(PathBuf::from);
    let here = folder("CARGO_MANIFEST_DIR").map_err(|error| error.to_string())?;
    let out = folder("OUT_DIR").map_err(|error| error.to_string())?;
    let axe = fetch::modules(&here, &out)?.join("axe-core/axe.min.js");
    fetch::read(&axe)?;
    println!("cargo::rustc-env=SIGHTLINE_AXE={}", axe.display());
    Ok(())
}
