//! The practice book in force: England's, or that of a folder; and what an authority's own
//! practice lays over it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use practice::Book;
use practice::book::{ENGLAND, part};

use crate::cli::Global;

/// Files: name and text of each.
pub type Files = Vec<(String, String)>;

/// The text of a book, and of what is laid over it: none where there are no files of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The files of the book, in order.
    pub book: Files,
    /// The files of the overlay, in order.
    pub overlay: Files,
}

/// Reads the book that was named, or England's, with what was named to be laid over it.
///
/// # Errors
///
/// Everything that is wrong in it, with file and line.
pub fn read(global: &Global) -> anyhow::Result<Book> {
    if global.practice.is_none() && global.overlay.is_none() {
        return england();
    }
    made(&text(global)?, &named(global))
}

/// The book as the law has it: without what is laid over it.
pub fn law(global: &Global) -> anyhow::Result<Book> {
    let text = Text {
        overlay: Files::new(),
        ..text(global)?
    };
    made(&text, &named(global))
}

/// England's book.
pub fn england() -> anyhow::Result<Book> {
    Book::england().map_err(|problems| anyhow!("the practice book cannot be used:\n{problems}"))
}

/// The text of the book that was named.
pub fn text(global: &Global) -> anyhow::Result<Text> {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    Ok(Text {
        book: match global.practice.as_deref() {
            Some(folder) => gathered(folder)?,
            None => ENGLAND.iter().map(own).collect(),
        },
        overlay: match global.overlay.as_deref() {
            Some(folder) => gathered(folder)?,
            None => Files::new(),
        },
    })
}

/// Reads and checks a book from its text.
pub fn made(text: &Text, name: &str) -> anyhow::Result<Book> {
    Book::read_under(borrowed(&text.book), borrowed(&text.overlay))
        .map_err(|problems| anyhow!("{name} cannot be used:\n{problems}"))
}

fn borrowed(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    (files.iter()).map(|(name, text)| (name.as_str(), text.as_str()))
}

/// What was named, in words.
fn named(global: &Global) -> String {
    let book = match &global.practice {
        Some(folder) => format!("the practice book in {}", folder.display()),
        None => "the practice book".to_owned(),
    };
    match &global.overlay {
        Some(folder) => format!("{book} with the practice in {}", folder.display()),
        None => book,
    }
}

/// The files of a folder, in order of name.
fn gathered(folder: &Path) -> anyhow::Result<Files> {
    let mut files = Files::new();
    gather(folder, folder, &mut files)?;
    if files.is_empty() {
        return Err(anyhow!(
            "there is no practice book in {}: no .toml file stands in it",
            folder.display()
        ));
    }
    files.sort();
    Ok(files)
}

fn gather(root: &Path, folder: &Path, files: &mut Files) -> anyhow::Result<()> {
    let read = || format!("the folder {} cannot be read", folder.display());
    for entry in fs::read_dir(folder).with_context(read)? {
        let path = entry.with_context(read)?.path();
        if path.is_dir() {
            gather(root, &path, files)?;
        } else if part(&path).is_some() {
            let text = fs::read_to_string(&path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path);
            files.push((name.display().to_string(), text));
        }
    }
    Ok(())
}
