//! `set-aside`: what could not be taken from extracts, and why.

use record::SetAsideRow;
use serde::Serialize;
use store::StoreError;

use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{ledger, show};

#[derive(Serialize)]
struct Shown {
    child: Option<String>,
    source: String,
    file: String,
    line: u64,
    table: String,
    column: String,
    value: String,
    reason: String,
}

pub fn run(global: &Global, child: Option<&str>) -> anyhow::Result<Outcome> {
    let mut reader = ledger::read(global)?;
    let mut shown = Vec::new();
    reader.each_set_aside::<StoreError>(|row| {
        if child.is_none_or(|child| row.child.as_deref() == Some(child)) {
            shown.push(self::shown(row));
        }
        Ok(())
    })?;
    if global.format == Format::Json {
        show::json(&shown)?;
        return Ok(Outcome::Holds);
    }
    let rows = shown
        .into_iter()
        .map(|row| {
            let place = format!("{}:{}", row.file, row.line);
            vec![
                row.child.unwrap_or_default(),
                place,
                row.table,
                row.column,
                row.value,
                row.reason,
            ]
        })
        .collect();
    show::table(
        &[
            "Child",
            "Where",
            "Table",
            "Column",
            "Value",
            "Why, and what to do",
        ],
        rows,
        "Nothing was set aside.",
    )?;
    Ok(Outcome::Holds)
}

fn shown(row: SetAsideRow) -> Shown {
    Shown {
        child: row.child,
        source: row.source,
        file: row.file,
        line: row.line,
        table: row.table,
        column: row.column,
        value: row.value,
        reason: row.reason,
    }
}
