//! The shared material: fictional returns that nobody here wrote.

use std::path::PathBuf;

/// The folder of the shared material, or `None` (said plainly) when it is absent.
/// `SIGHTLINE_SHARED` says where it is; otherwise it stands beside the project.
pub fn shared() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests alone are told where it is"
    )]
    let folder = std::env::var_os("SIGHTLINE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    if folder.join("samples").is_dir() {
        Some(folder)
    } else {
        println!("skipped: shared material not found");
        None
    }
}
