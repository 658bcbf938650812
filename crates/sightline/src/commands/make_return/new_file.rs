//! New files and folders that only their owner may read: what stands in them is not
//! encrypted. Nothing is written over.

use std::fs::{self, File};
use std::path::Path;

use anyhow::{Context as _, bail};

/// Makes a file.
pub fn file(path: &Path) -> anyhow::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).with_context(|| {
        format!(
            "{} cannot be made: nothing is written over, so name a new file",
            path.display()
        )
    })
}

/// Makes a folder, unless an empty one is there.
pub fn folder(path: &Path) -> anyhow::Result<()> {
    let is_empty = || fs::read_dir(path).is_ok_and(|mut inside| inside.next().is_none());
    if path.exists() && !is_empty() {
        bail!(
            "{} is there already, and nothing is written over: name a new folder",
            path.display()
        );
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(path)
        .with_context(|| format!("{} cannot be made", path.display()))
}
