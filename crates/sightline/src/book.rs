//! The practice book in force: England's, or that of a folder.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use practice::Book;

/// Reads the book.
///
/// # Errors
///
/// Everything that is wrong in it, with file and line.
pub fn read(folder: Option<&Path>) -> anyhow::Result<Book> {
    let Some(folder) = folder else {
        return Book::england()
            .map_err(|problems| anyhow!("the practice book cannot be used:\n{problems}"));
    };
    let mut files = Vec::new();
    gather(folder, folder, &mut files)?;
    if files.is_empty() {
        return Err(anyhow!(
            "there is no practice book in {}: no .toml file stands in it",
            folder.display()
        ));
    }
    files.sort();
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    Book::read(files).map_err(|problems| {
        anyhow!(
            "the practice book in {} cannot be used:\n{problems}",
            folder.display()
        )
    })
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let read = || format!("the folder {} cannot be read", folder.display());
    for entry in fs::read_dir(folder).with_context(read)? {
        let path = entry.with_context(read)?.path();
        if path.is_dir() {
            gather(root, &path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path);
            files.push((name.display().to_string(), text));
        }
    }
    Ok(())
}
