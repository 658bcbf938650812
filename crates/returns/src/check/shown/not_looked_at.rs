//! What a looked after return holds that no rule looked at.

use crate::read::ssda903::{Ssda903Return, Table};

/// What the files hold that no rule looked at, in sentences.
pub fn not_looked_at(whole: &Ssda903Return) -> Vec<String> {
    let mut notes = Vec::new();
    for table in Table::ALL.map(|table| whole.table(table)) {
        let file = table.file();
        for extra in table.extra_columns().iter().filter(|one| one.values > 0) {
            notes.push(format!(
                "Not looked at: {file}, column {}: {:?} is no column of its table ({} in it)",
                extra.column,
                extra.name,
                count(extra.values, "value", "values")
            ));
        }
        if let Some(first) = table.wrong_widths().first() {
            notes.push(format!(
                "Doubtful: {file}, line {}: {} fields where the first row has {}, so that its cells may have slipped{}",
                first.line, first.found, first.expected, and_more(table.wrong_widths().len(), "row")
            ));
        }
        if let Some(first) = table.unread().first() {
            notes.push(format!(
                "Not looked at: {file}, {}: {}{}",
                first.place,
                first.why,
                and_more(table.unread().len(), "place")
            ));
        }
        if let Some(line) = table.windows_1252_from() {
            notes.push(format!(
                "Doubtful: {file}, line {line}: it is not UTF-8, and was read as Windows-1252"
            ));
        }
    }
    if let Some(first) = whole.unread().first() {
        notes.push(format!(
            "Not looked at: {}, {} in {}: {}{}",
            whole.table(Table::Header).file(),
            first.place,
            first.path,
            first.why,
            and_more(whole.unread().len(), "place")
        ));
    }
    notes
}

fn and_more(all: usize, what: &str) -> String {
    match all.saturating_sub(1) {
        0 => String::new(),
        more => format!(
            "; and {} more",
            count(more as u64, what, &format!("{what}s"))
        ),
    }
}

/// "1 value", "2 values".
fn count(n: u64, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}
