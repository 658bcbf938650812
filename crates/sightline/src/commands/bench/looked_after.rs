//! `bench looked-after`: a looked after return to measure with.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::Context as _;
use returns::read::ssda903::Table;
use returns::write::made_up::LookedAfter;
use returns::write::ssda903::CsvTable;

use crate::outcome::Outcome;
use crate::show;

/// Writes the tables of children who have so many episodes together, and beside them those of
/// the year before.
pub fn run(episodes: usize, out: &Path) -> anyhow::Result<Outcome> {
    let mut this_year = tables(out)?;
    let mut year_before = tables(&out.join("previous"))?;
    let (mut written, mut children) = (0, 0);
    while written < episodes {
        let child = LookedAfter::of(children);
        children += 1;
        written += child.episodes();
        for (tables, before) in [(&mut this_year, false), (&mut year_before, true)] {
            for row in child.rows(before) {
                if let Some(table) = tables.get_mut(row.table as usize) {
                    table.row(&row)?;
                }
            }
        }
    }
    for table in this_year.into_iter().chain(year_before) {
        table.end()?;
    }
    show::lines([format!(
        "{written} episodes of {children} children, in {}",
        out.display()
    )])?;
    Ok(Outcome::Holds)
}

/// Every table of a return, to be written in a folder.
fn tables(folder: &Path) -> anyhow::Result<Vec<CsvTable<BufWriter<File>>>> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    let table = |table: Table| {
        let path = folder.join(format!("{}.csv", table.name()));
        let file = File::create(&path);
        let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(CsvTable::begin(BufWriter::new(file), table)?)
    };
    Table::ALL.into_iter().map(table).collect()
}
