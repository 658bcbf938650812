//! Printing: tables for people, JSON for programs.

pub mod progress;

use std::io::{self, BufWriter, StdoutLock, Write as _};

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};
use serde::Serialize;

/// Our output, gathered into large writes.
fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Prints a value as JSON, on lines.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut out = out();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

/// Prints values as a JSON array, one after the other, so that any number of them
/// takes no memory.
pub struct JsonList {
    out: BufWriter<StdoutLock<'static>>,
    any: bool,
}

impl JsonList {
    /// Begins the array.
    pub fn begin() -> anyhow::Result<Self> {
        let mut out = out();
        write!(out, "[")?;
        Ok(Self { out, any: false })
    }

    /// Begins the array inside something else, which [`JsonList::end_with`] ends.
    pub fn begin_within(before: &str) -> anyhow::Result<Self> {
        let mut out = out();
        write!(out, "{before}[")?;
        Ok(Self { out, any: false })
    }

    /// Ends the array, and the object that it stands in with these fields.
    pub fn end_with(mut self, fields: &serde_json::Value) -> anyhow::Result<()> {
        let fields = fields.to_string();
        let fields = fields.strip_prefix('{').unwrap_or(&fields);
        writeln!(self.out, "{}],\n{fields}", if self.any { "\n" } else { "" })?;
        self.out.flush()?;
        Ok(())
    }

    /// Prints one more value.
    pub fn push(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        write!(self.out, "{}", if self.any { ",\n" } else { "\n" })?;
        self.any = true;
        serde_json::to_writer(&mut self.out, value)?;
        Ok(())
    }

    /// Ends the array.
    pub fn end(mut self) -> anyhow::Result<()> {
        writeln!(self.out, "{}]", if self.any { "\n" } else { "" })?;
        self.out.flush()?;
        Ok(())
    }
}

/// Prints rows under headings; where there is no row, a sentence that says so.
pub fn table(headings: &[&str], rows: Vec<Vec<String>>, nothing: &str) -> anyhow::Result<()> {
    let mut out = out();
    if rows.is_empty() {
        writeln!(out, "{nothing}")?;
        out.flush()?;
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
    out.flush()?;
    Ok(())
}

/// Prints lines.
pub fn lines<T: std::fmt::Display>(lines: impl IntoIterator<Item = T>) -> anyhow::Result<()> {
    let mut out = out();
    for line in lines {
        writeln!(out, "{}", printable(&line.to_string(), true))?;
    }
    out.flush()?;
    Ok(())
}

/// Shows a new recovery key, on the error stream: it belongs to the person at the
/// screen and in no file that the answer is sent to.
pub fn recovery_key(key: &store::RecoveryKey) {
    eprintln!(
        "The recovery key of this record, shown this once:\n\n    {key}\n\nWrite it down, and keep it apart from the record and from the master key: whoever\nhas it and the record can read everything. Should the master key be lost, have it\nagain with `sightline keys recover`."
    );
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
