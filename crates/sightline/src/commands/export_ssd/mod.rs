//! `export-ssd`: the record as a Standard Safeguarding Dataset.
//!
//! Each child's file is projected by itself; its rows are put down in a file without a
//! name and come out again in the order of their keys, so that the memory needed does
//! not grow with the record and the same record gives the same bytes.

mod said;
mod write;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use practice::Book;
use record::Casefile;
use returns::read::ssd::{Form, Table, form};
use returns::write::ssd::{Projected, Unheld, project};
use store::TableFile;

use crate::cli::Global;
use crate::ledger;
use crate::outcome::Outcome;
use crate::show::progress;
use said::Said;

/// Writes the dataset into a new folder or a new file.
pub fn run(global: &Global, book: &Arc<Book>, to: &Path) -> anyhow::Result<Outcome> {
    write::refuse_what_is_there(to)?;
    let mut gathered = Gathered::new()?;
    let mut said = Said::default();
    let mut children = ledger::read_derived(global, book)?;
    let mut files = ledger::read(global)?;
    let organisation = files.about().organisation;
    let of = children.counts()?;
    let bar = progress::counting("children");
    children.each_child(|child| {
        let casefile = Casefile::fold(&files.file(child.subject)?);
        if !casefile.unreadable.is_empty() {
            said.unreadable += 1;
        }
        gathered.add(project(book, &casefile.facts, Some(&child.authority_id)))?;
        said.children += 1;
        bar.at(said.children, of.children);
        Ok::<_, anyhow::Error>(())
    })?;
    let own = files.file(organisation)?;
    let has_own = u64::from(!own.is_empty());
    gathered.add(project(book, &Casefile::fold(&own).facts, None))?;
    gathered.name_the_rest()?;
    said.others = of.files.saturating_sub(said.children + has_own);
    said.rows = write::all(&gathered.tables, to)?;
    bar.done();
    said.print(global, book, to, &gathered.unheld)?;
    Ok(Outcome::Holds)
}

/// The rows of all files, and what the dataset has no place for.
struct Gathered {
    tables: TableFile,
    named: BTreeSet<(&'static str, String)>,
    unheld: Unheld,
}

impl Gathered {
    fn new() -> anyhow::Result<Self> {
        let tables = TableFile::scratch()?;
        for table in Table::ALL {
            write::make(&tables, table, true)?;
        }
        Ok(Self {
            tables,
            named: BTreeSet::new(),
            unheld: Unheld::default(),
        })
    }

    fn add(&mut self, projected: Projected) -> anyhow::Result<()> {
        for row in projected.rows {
            let Some(table) = Table::ALL.get(row.table) else {
                continue;
            };
            let cells: Vec<Option<&str>> = row.cells.iter().map(Option::as_deref).collect();
            self.tables.add(table.name, &cells)?;
        }
        self.named.extend(projected.named);
        self.unheld.add(&projected.unheld);
        Ok(())
    }

    /// A row of its own for each worker and team that is named and has none, so that
    /// every key leads somewhere. A row may name another: a team the one above it.
    fn name_the_rest(&mut self) -> anyhow::Result<()> {
        for (name, key) in &self.named {
            let Some((_, table)) = Table::named(name) else {
                bail!("{name} is no table of the dataset");
            };
            let Some((at, column)) = table.single_key() else {
                continue;
            };
            let stands = !self
                .tables
                .find(name, &[(column.name, Some(key))])?
                .is_empty();
            let fits = form::canonical(Form::Text(48), key).is_ok();
            if !stands && fits {
                let mut cells = vec![None; table.columns.len()];
                if let Some(cell) = cells.get_mut(at) {
                    *cell = Some(key.as_str());
                }
                self.tables.add(name, &cells)?;
            }
        }
        Ok(())
    }
}
