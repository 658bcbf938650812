//! `practice docs`: the whole book as pages to read.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use practice::{Book, reference};
use serde_json::json;

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show;

pub fn run(global: &Global, book: &Book, folder: &Path) -> anyhow::Result<Outcome> {
    let pages = reference::pages(book);
    fs::create_dir_all(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    for page in &pages {
        let path = folder.join(&page.name);
        fs::write(&path, &page.text)
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    let index = folder.join("index.html");
    if global.format == Format::Json {
        show::json(&json!({"pages": pages.len(), "index": index.display().to_string()}))?;
    } else {
        show::lines([format!(
            "{} written. Open {}.",
            show::count(pages.len() as u64, "page", "pages"),
            index.display()
        )])?;
    }
    Ok(Outcome::Holds)
}
