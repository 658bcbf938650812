//! What an export says: what was written, and what the dataset has no place for.

use std::path::Path;

use practice::Book;
use returns::write::ssd::Unheld;
use serde_json::json;

use crate::cli::{Format, Global};
use crate::show;

/// What was written.
#[derive(Default)]
pub struct Said {
    pub children: u64,
    /// Files with an entry that could not be read: its key was destroyed.
    pub unreadable: u64,
    /// Files of others than children, and of children whose details were all set aside:
    /// the dataset has no place for them.
    pub others: u64,
    /// The rows of each table.
    pub rows: Vec<(&'static str, u64)>,
}

impl Said {
    /// Prints it.
    pub fn print(
        &self,
        global: &Global,
        book: &Book,
        to: &Path,
        unheld: &Unheld,
    ) -> anyhow::Result<()> {
        let rows: u64 = self.rows.iter().map(|(_, rows)| rows).sum();
        if global.format == Format::Json {
            let tables: serde_json::Map<_, _> = (self.rows.iter())
                .map(|(name, rows)| ((*name).to_owned(), json!(rows)))
                .collect();
            let left: Vec<_> = (unheld.records.iter())
                .map(|(kind, (records, fields))| json!({"record": kind, "records": records, "fields": fields}))
                .collect();
            return show::json(&json!({
                "to": to.display().to_string(), "children": self.children, "rows": rows,
                "tables": tables, "not_in_the_dataset": left,
                "earlier_versions_not_in_the_dataset": unheld.earlier,
                "files_not_in_the_dataset": self.others, "files_not_whole": self.unreadable,
            }));
        }
        show::lines([format!(
            "{} written to {}: {} in {}. It is not encrypted: keep it where only those may read it who may read the record.",
            show::count(self.children, "child", "children"),
            to.display(),
            show::count(rows, "row", "rows"),
            show::count(
                self.rows.iter().filter(|(_, rows)| *rows > 0).count() as u64,
                "table",
                "tables"
            ),
        )])?;
        let left: Vec<Vec<String>> = (unheld.records.iter())
            .map(|(kind, (records, fields))| {
                let title = book
                    .record(kind)
                    .map_or(kind.as_str(), |record| &record.title);
                let fields: Vec<&str> = fields.keys().map(String::as_str).collect();
                vec![title.to_owned(), records.to_string(), fields.join(", ")]
            })
            .collect();
        if !left.is_empty() {
            show::lines(["The dataset has no place for this, so it stands in the record alone:"])?;
            show::table(&["Record", "Records", "Fields"], left, "")?;
        }
        let mut also = Vec::new();
        if unheld.earlier > 0 {
            also.push(format!(
                "It holds what stands, and not {} corrected since.",
                show::count(unheld.earlier, "version", "versions")
            ));
        }
        if self.others > 0 {
            also.push(format!(
                "{} of nobody whose details as a child are known: the dataset has none of it.",
                show::count(self.others, "file is", "files are")
            ));
        }
        if self.unreadable > 0 {
            also.push(format!(
                "{} not whole: entries whose key was destroyed cannot be read.",
                show::count(self.unreadable, "file is", "files are")
            ));
        }
        show::lines(also)
    }
}
