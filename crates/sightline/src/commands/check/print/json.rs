//! For programs: the report alone, its rows by rule and table.

use std::io::Write;

use returns::check::Report;

pub fn print(report: &Report, out: &mut dyn Write) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, report)?;
    writeln!(out)?;
    Ok(())
}
