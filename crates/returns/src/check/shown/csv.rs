//! For other tools: one line for each finding, in the order of the file. The values are
//! as the return has them, but for an apostrophe before what a spreadsheet would take for
//! a formula: a return can hold anything, and the file is opened by those who see all.
//!
//! What could not run is no finding: whoever writes tells it elsewhere.

use std::borrow::Cow;
use std::io::Write;

use super::{Checked, FoundRows, ShowError, severity};

/// Writes every finding.
///
/// # Errors
///
/// Where the return cannot be read once more, or nothing can be written.
pub fn write_csv(checked: &Checked<'_>, out: &mut dyn Write) -> Result<(), ShowError> {
    let mut csv = csv::Writer::from_writer(out);
    let titles = [
        "rule", "severity", "message", "table", "row", "file", "line", "child", "values",
    ];
    csv.write_record(titles).map_err(io)?;
    let found = FoundRows::all(&checked.report.finds, checked.rules);
    checked.located.each(&found, &mut |finding| {
        let (row, line) = (finding.row.to_string(), finding.line);
        let line = line.map(|line| line.to_string()).unwrap_or_default();
        let values = finding.values();
        let record = [
            finding.rule.code,
            severity(finding.rule),
            &finding.message,
            finding.table,
            &row,
            &as_text(finding.file),
            &line,
            &as_text(finding.child),
            &as_text(&values),
        ];
        csv.write_record(record).map_err(io)
    })?;
    csv.flush().map_err(ShowError::Write)
}

/// What begins like a formula, as text.
fn as_text(value: &str) -> Cow<'_, str> {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    }
}

/// The cause, so that a reader who went away is known for one.
fn io(error: csv::Error) -> ShowError {
    match error.into_kind() {
        csv::ErrorKind::Io(io) => ShowError::Write(io),
        other => ShowError::Write(std::io::Error::other(format!("{other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::as_text;

    #[test]
    fn what_a_spreadsheet_would_run_is_written_as_text() {
        assert_eq!(as_text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(as_text("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(as_text("CHILD10"), "CHILD10");
    }
}
