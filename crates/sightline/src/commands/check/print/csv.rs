//! For other tools: one line for each finding, in the order of the file. The values are
//! as the return has them.
//!
//! What could not run is no finding: it is told on the error stream.

use std::io::Write;

use super::Checked;
use crate::commands::check::finding::{FoundRows, severity};
use crate::show;

pub fn print(checked: &Checked<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    for rules in checked.not_run() {
        eprintln!("Not run: {}", show::printable(&rules, false));
    }
    let mut csv = csv::Writer::from_writer(out);
    let titles = [
        "rule", "severity", "message", "table", "row", "file", "line", "child", "values",
    ];
    csv.write_record(titles).map_err(io)?;
    let found = FoundRows::all(&checked.report.finds, checked.rules);
    checked.located.each(&found, &mut |finding| {
        let (row, line) = (finding.row.to_string(), finding.line);
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        let record = [
            finding.rule.code,
            severity(finding.rule),
            &finding.message,
            finding.table,
            &row,
            finding.file,
            &line,
            finding.child,
            &finding.values(),
        ];
        csv.write_record(record).map_err(io)
    })?;
    Ok(csv.flush()?)
}

/// The cause, so that a reader who went away is known for one.
fn io(error: csv::Error) -> anyhow::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(io) => io.into(),
        other => anyhow::anyhow!("{other:?}"),
    }
}
