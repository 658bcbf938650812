//! The practice book in force: England's, or that of a folder; and what an authority's own
//! practice lays over it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use practice::Book;
use practice::book::part;
use record::in_force::{Files, Text};

use crate::cli::Global;
use crate::{in_force, ledger};

/// Reads the book that was named, or England's, with what was named to be laid over it.
///
/// # Errors
///
/// Everything that is wrong in it, with file and line.
pub fn read(global: &Global) -> anyhow::Result<Book> {
    if !is_named(global) {
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
    let overlay = match global.overlay.as_deref() {
        Some(folder) => gathered(folder)?,
        None => Files::new(),
    };
    Ok(match global.practice.as_deref() {
        Some(folder) => Text {
            book: gathered(folder)?,
            overlay,
        },
        None => Text::england(overlay),
    })
}

/// The text of the book that a record goes by: the one that was named; where none was, England's
/// with the practice laid over it that is in force in the record. So a practice that was taken
/// into force from the pages, and stands in no folder, holds for every command.
pub fn text_of_record(global: &Global) -> anyhow::Result<Text> {
    if is_named(global) {
        return text(global);
    }
    // A record that cannot be opened is told of by whatever is asked of it.
    let in_force = ledger::read(global)
        .ok()
        .and_then(|mut reader| in_force::of(&mut reader).ok().flatten());
    Ok(Text::england(
        in_force.map(|kept| kept.text.overlay).unwrap_or_default(),
    ))
}

/// The book that a record goes by.
pub fn of_record(global: &Global) -> anyhow::Result<Book> {
    let text = text_of_record(global)?;
    if text.overlay.is_empty() && global.practice.is_none() {
        return england();
    }
    made(&text, &named(global))
}

/// Whether a book was named.
pub const fn is_named(global: &Global) -> bool {
    global.practice.is_some() || global.overlay.is_some()
}

/// Reads and checks a book from its text.
pub fn made(text: &Text, name: &str) -> anyhow::Result<Book> {
    (text.read()).map_err(|problems| anyhow!("{name} cannot be used:\n{problems}"))
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
