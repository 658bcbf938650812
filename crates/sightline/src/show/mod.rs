//! Printing: tables for people, JSON for programs.

use std::io::{self, Write as _};

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
use serde::Serialize;

/// Prints a value as JSON, on lines.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(())
}

/// Prints rows under headings; where there is no row, a sentence that says so.
pub fn table(headings: &[&str], rows: Vec<Vec<String>>, nothing: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    if rows.is_empty() {
        writeln!(out, "{nothing}")?;
        return Ok(());
    }
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(headings.iter().copied())
        .add_rows(
            rows.into_iter()
                .map(|row| row.into_iter().map(|cell| printable(&cell, false))),
        );
    writeln!(out, "{table}")?;
    Ok(())
}

/// Prints lines.
pub fn lines<T: std::fmt::Display>(lines: impl IntoIterator<Item = T>) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{}", printable(&line.to_string(), true))?;
    }
    Ok(())
}

/// A text with its control characters written out: what stands in an extract must not
/// move the cursor or colour the screen of whoever reads it.
pub fn printable(text: &str, line_ends: bool) -> String {
    let mut printable = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() && !(line_ends && letter == '\n') {
            printable.extend(letter.escape_default());
        } else {
            printable.push(letter);
        }
    }
    printable
}

/// "1 child", "2 children".
pub fn count(n: u64, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

/// Whether the reader of our output went away (`| head`), which is no failure.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        let json = cause.downcast_ref::<serde_json::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
            || json.is_some_and(|json| json.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}
