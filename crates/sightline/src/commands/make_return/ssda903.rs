//! The looked after return, as a folder of CSV files. The year before is made as well, for
//! the rules that compare the two; it is kept in memory alone.

use std::fs::File;
use std::io::BufWriter;
use std::sync::Arc;

use anyhow::Context as _;
use practice::Book;
use returns::made::{YearTo, ssda903};
use returns::read::ssda903::{Ssda903Return, Table};
use returns::write::ssda903::CsvTable;

use super::args::Ssda903;
use super::names::Known;
use super::{children, new_file};
use crate::cli::Global;
use crate::commands::check;
use crate::ledger;
use crate::outcome::Outcome;

/// Writes the return, and checks what was written.
pub fn run(global: &Global, book: &Arc<Book>, args: &Ssda903) -> anyhow::Result<Outcome> {
    let year = YearTo::whole(args.both.year);
    let names = Known::of(&mut ledger::read_derived(global, book)?)?;
    let folder = args.out.as_path();
    let unwritable = || format!("{} cannot be written", folder.display());
    new_file::folder(folder)?;
    let mut tables = Vec::new();
    for table in Table::ALL {
        let path = folder.join(format!("{}.csv", table.name()));
        let out = BufWriter::new(new_file::file(&path)?);
        tables.push(CsvTable::<BufWriter<File>>::begin(out, table).with_context(unwritable)?);
    }
    let mut before = Vec::new();
    let counted = children::each(global, book, |file| {
        let last = year.before();
        if let Some(Ok(made)) = last.map(|last| ssda903::rows(file, last, &names)) {
            before.extend(made.rows);
        }
        let made = match ssda903::rows(file, year, &names) {
            Ok(made) => made,
            Err(why) => return Ok(Err(why)),
        };
        for row in &made.rows {
            if let Some(table) = tables.get_mut(row.table as usize) {
                table.row(row).with_context(unwritable)?;
            }
        }
        Ok(Ok(()))
    })?;
    for table in tables {
        table.end().with_context(unwritable)?;
    }
    let made = format!(
        "The looked after return of {} was written to {}",
        args.both.year,
        folder.display()
    );
    let asked = check::args::Ssda903 {
        paths: vec![args.out.clone()],
        previous: Vec::new(),
        collection: Some(args.both.year),
        authority: args.both.authority.clone(),
        postcodes: args.postcodes.clone(),
        providers: args.providers.clone(),
        both: check::args::Both {
            out: args.both.findings.clone(),
            ..check::args::Both::default()
        },
    };
    let made = check::ssda903::Made {
        before: Some(Ssda903Return::from_rows(before)?),
        notes: counted.told(&made, args.both.year),
    };
    check::ssda903::run_made(global, &asked, made)
}
