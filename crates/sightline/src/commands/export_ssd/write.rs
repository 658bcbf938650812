//! Writing the rows: a CSV file for each table, or one database.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context as _, bail};
use returns::read::ssd::{Form, Table};
use returns::write::ssd::CsvWriter;
use store::TableFile;

/// Refuses to write over anything.
pub fn refuse_what_is_there(to: &Path) -> anyhow::Result<()> {
    let is_empty_folder = || fs::read_dir(to).is_ok_and(|mut inside| inside.next().is_none());
    if to.exists() && (is_database(to) || !is_empty_folder()) {
        bail!(
            "{} is there already, and nothing is written over: name a new folder, or a new file that ends in .sqlite",
            to.display()
        );
    }
    Ok(())
}

fn is_database(to: &Path) -> bool {
    to.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("sqlite"))
}

/// Makes a table of the dataset: of text alone and with an index on its key, where rows
/// are to be found and put in order; with whole numbers as such, where it is to be kept.
pub fn make(tables: &TableFile, table: &Table, by_key: bool) -> anyhow::Result<()> {
    let columns: Vec<(&str, bool)> = (table.columns.iter())
        .map(|column| {
            (
                column.name,
                !by_key && matches!(column.form, Form::Whole(_)),
            )
        })
        .collect();
    let indexes = if by_key {
        vec![table.key.to_vec()]
    } else {
        Vec::new()
    };
    tables.make(table.name, &columns, &indexes)?;
    Ok(())
}

/// Writes every table; says how many rows each has.
pub fn all(tables: &TableFile, to: &Path) -> anyhow::Result<Vec<(&'static str, u64)>> {
    if is_database(to) {
        database(tables, to)
    } else {
        folder(tables, to)
    }
}

fn folder(tables: &TableFile, to: &Path) -> anyhow::Result<Vec<(&'static str, u64)>> {
    make_folder(to).with_context(|| format!("{} cannot be made", to.display()))?;
    let mut rows = Vec::new();
    for table in Table::ALL {
        let path = to.join(format!("{}.csv", table.name));
        let unwritable = || format!("{} cannot be written", path.display());
        let file = make_file(&path).with_context(unwritable)?;
        let mut out = CsvWriter::begin(BufWriter::new(file), table).with_context(unwritable)?;
        let mut count = 0;
        tables.each(table.name, table.key, |cells| {
            count += 1;
            out.row(&cells).with_context(unwritable)
        })?;
        out.end().with_context(unwritable)?;
        rows.push((table.name, count));
    }
    Ok(rows)
}

fn database(tables: &TableFile, to: &Path) -> anyhow::Result<Vec<(&'static str, u64)>> {
    drop(make_file(to).with_context(|| format!("{} cannot be made", to.display()))?);
    let out = TableFile::create(to)?;
    let mut rows = Vec::new();
    for table in Table::ALL {
        make(&out, table, false)?;
        let mut count = 0;
        tables.each(table.name, table.key, |cells| {
            count += 1;
            let cells: Vec<Option<&str>> = cells.iter().map(Option::as_deref).collect();
            out.add(table.name, &cells)?;
            Ok::<_, anyhow::Error>(())
        })?;
        rows.push((table.name, count));
    }
    out.end()?;
    Ok(rows)
}

/// A folder that only its owner may look into: what stands in it is not encrypted.
fn make_folder(path: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// A new file that only its owner may read.
fn make_file(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
