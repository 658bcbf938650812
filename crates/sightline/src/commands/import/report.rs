//! What an import did, and the reconciliation that closes it: for every table and
//! column, values in = recorded + unchanged + set aside.

use std::collections::BTreeMap;
use std::path::Path;

use record::staging::{Column, Staged, Tally};
use returns::import::Extract;
use serde::Serialize;

use crate::cli::{Format, Global};
use crate::show;

/// What an import did.
#[derive(Serialize)]
pub struct Report {
    dry_run: bool,
    pub extracts: Vec<ExtractReport>,
    left_alone: Vec<LeftAlone>,
    /// Extracts that could not be read to their end.
    failed: Vec<LeftAlone>,
}

#[derive(Serialize)]
struct LeftAlone {
    path: String,
    why: String,
}

/// What became of one extract.
#[derive(Default, Serialize)]
pub struct ExtractReport {
    pub file: String,
    pub source: &'static str,
    pub from: String,
    pub to: String,
    /// Children who stood in it.
    pub children: u64,
    /// Children who had no file before.
    pub new_children: u64,
    /// Entries added.
    pub added: u64,
    /// Corrections of earlier entries.
    pub corrected: u64,
    /// Things recorded before, and the same.
    pub unchanged: u64,
    /// Rows and values set aside now for the first time.
    pub newly_set_aside: u64,
    /// Children whose rows were set aside because their dates of birth disagree.
    pub doubtful: u64,
    pub reconciliation: Vec<Line>,
    #[serde(skip)]
    pub header: String,
    #[serde(skip)]
    pub header_values: Vec<Column>,
    #[serde(skip)]
    tally: BTreeMap<Column, (u64, Tally)>,
}

/// One line of the reconciliation.
#[derive(Serialize)]
pub struct Line {
    table: &'static str,
    column: &'static str,
    values: u64,
    #[serde(flatten)]
    tally: Tally,
    unaccounted: i64,
}

impl Report {
    pub const fn new(dry_run: bool) -> Self {
        Self {
            dry_run,
            extracts: Vec::new(),
            left_alone: Vec::new(),
            failed: Vec::new(),
        }
    }

    pub fn left_alone(&mut self, path: &Path, why: String) {
        self.left_alone.push(LeftAlone {
            path: path.display().to_string(),
            why,
        });
    }

    pub fn failed(&mut self, path: &str, why: String) {
        let path = path.to_owned();
        self.failed.push(LeftAlone { path, why });
    }

    /// What could not be read to its end, and what stands of it all the same.
    pub fn failures(&self) -> Option<String> {
        let all: Vec<_> = self
            .failed
            .iter()
            .map(|failed| failed.why.clone())
            .collect();
        let stands = if self.dry_run {
            ""
        } else {
            " The children read before that are recorded; import it again when it is mended."
        };
        (!all.is_empty()).then(|| format!("{}.{stands}", all.join("\n")))
    }

    /// Whether every value ended in exactly one place.
    pub fn accounts_for_everything(&self) -> bool {
        self.extracts
            .iter()
            .flat_map(|extract| &extract.reconciliation)
            .all(|line| line.unaccounted == 0)
    }

    /// Prints it: every column where `all`, otherwise those of which something was
    /// set aside.
    pub fn print(&self, global: &Global, all: bool) -> anyhow::Result<()> {
        if global.format == Format::Json {
            return show::json(self);
        }
        for extract in &self.extracts {
            show::lines(extract.in_words(self.dry_run))?;
            let lines = extract.reconciliation.iter();
            let rows: Vec<_> = lines
                .filter(|line| all || line.needs_a_look())
                .map(Line::row)
                .collect();
            if !rows.is_empty() {
                show::table(&HEADINGS, rows, "")?;
            }
        }
        let left_alone = self.left_alone.iter();
        show::lines(left_alone.map(|left| format!("Left alone: {}: {}", left.path, left.why)))?;
        if !self.accounts_for_everything() {
            show::lines([
                "Some values are not accounted for: this is a fault of the program. Please report it with the table above.",
            ])?;
        }
        Ok(())
    }
}

const HEADINGS: [&str; 7] = [
    "Table",
    "Column",
    "Values",
    "Recorded",
    "Unchanged",
    "Set aside",
    "Unaccounted",
];

impl ExtractReport {
    pub fn new(extract: &Extract<'_>, file: &str) -> Self {
        Self {
            file: file.to_owned(),
            source: extract.source,
            from: extract.period.from.to_string(),
            to: extract.period.to.to_string(),
            ..Self::default()
        }
    }

    /// Counts a value that stands in the extract.
    pub fn value_in(&mut self, column: Column) {
        self.values_in(column, 1);
    }

    /// Counts several values of one column.
    pub fn values_in(&mut self, column: Column, values: u64) {
        self.tally.entry(column).or_default().0 += values;
    }

    /// Adds what became of one child's values.
    pub fn add(&mut self, staged: &Staged) {
        self.added += staged.added;
        self.corrected += staged.corrected;
        self.unchanged += staged.unchanged;
        self.newly_set_aside += staged.set_aside;
        for (column, tally) in &staged.tally {
            let sum = &mut self.tally.entry(*column).or_default().1;
            sum.recorded += tally.recorded;
            sum.unchanged += tally.unchanged;
            sum.set_aside += tally.set_aside;
        }
    }

    /// Whether anything was written.
    pub const fn changed(&self) -> bool {
        self.added + self.corrected + self.newly_set_aside > 0
    }

    /// The values of all columns together.
    pub fn total(&self) -> Tally {
        self.tally
            .values()
            .fold(Tally::default(), |sum, (_, tally)| Tally {
                recorded: sum.recorded + tally.recorded,
                unchanged: sum.unchanged + tally.unchanged,
                set_aside: sum.set_aside + tally.set_aside,
            })
    }

    /// Closes the account: a line for each table and column.
    pub fn reconcile(&mut self) {
        for (column, recorded) in self
            .header_values
            .iter()
            .map(|column| (*column, self.added + self.corrected > 0))
            .collect::<Vec<_>>()
        {
            let (values, tally) = self.tally.entry(column).or_default();
            *values += 1;
            *(if recorded {
                &mut tally.recorded
            } else {
                &mut tally.unchanged
            }) += 1;
        }
        let line = |(column, (values, tally)): (&Column, &(u64, Tally))| {
            let placed = tally.recorded + tally.unchanged + tally.set_aside;
            Line {
                table: column.0,
                column: column.1,
                values: *values,
                tally: *tally,
                unaccounted: values.cast_signed() - placed.cast_signed(),
            }
        };
        self.reconciliation = self.tally.iter().map(line).collect();
    }

    fn in_words(&self, dry_run: bool) -> Vec<String> {
        let would = if dry_run { "would be " } else { "" };
        let mut lines = vec![
            format!(
                "{} ({}), {} to {}",
                self.file, self.source, self.from, self.to
            ),
            format!(
                "  {} ({} new): {} {would}added, {} {would}corrected, {} unchanged, {} {would}set aside.",
                show::count(self.children, "child", "children"),
                self.new_children,
                show::count(self.added, "entry", "entries"),
                self.corrected,
                self.unchanged,
                self.newly_set_aside
            ),
        ];
        let total = self.total();
        let values: u64 = self.reconciliation.iter().map(|line| line.values).sum();
        lines.push(format!(
            "  {} in {}: {} {would}recorded, {} unchanged, {} {would}set aside.",
            show::count(values, "value", "values"),
            show::count(self.reconciliation.len() as u64, "column", "columns"),
            total.recorded,
            total.unchanged,
            total.set_aside,
        ));
        if self.doubtful > 0 {
            lines.push(format!("  {} in doubt: the identifier is known with another date of birth; `sightline set-aside` lists them.", show::count(self.doubtful, "child is", "children are")));
        }
        lines
    }
}

impl Line {
    const fn needs_a_look(&self) -> bool {
        self.tally.set_aside > 0 || self.unaccounted != 0
    }

    fn row(&self) -> Vec<String> {
        let unaccounted = if self.unaccounted == 0 {
            String::new()
        } else {
            self.unaccounted.to_string()
        };
        vec![
            self.table.to_owned(),
            self.column.to_owned(),
            self.values.to_string(),
            self.tally.recorded.to_string(),
            self.tally.unchanged.to_string(),
            self.tally.set_aside.to_string(),
            unaccounted,
        ]
    }
}
