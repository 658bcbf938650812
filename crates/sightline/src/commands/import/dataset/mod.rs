//! A Standard Safeguarding Dataset: it comes by table, and is taken person by person.
//!
//! All rows are first put down in a file without a name, so that the memory needed does
//! not grow with the dataset; then each person's rows are gathered from it. What belongs
//! to nobody is left over, and set aside at the end.

mod gather;
mod load;

use std::collections::BTreeMap;

use anyhow::{anyhow, bail};
use jiff::civil::Date;
use practice::Book;
use record::staging::{Batch, Column, SetAside};
use returns::import::ssd::{self, Whose};
use returns::import::{Extract, NOT_IN_SPECIFICATION};
use returns::read::Found;
use returns::read::period::Period;
use returns::read::ssd::{Owner, Table};

use super::report::ExtractReport;
use super::sources;
use super::taking::Taking;
use crate::cli::Import;
use crate::show::progress;
use gather::Gathering;
use load::{Loaded, Span};

/// The last day of which a dataset tells.
pub fn tells_to(book: &Book, found: &Found) -> Option<Date> {
    let mut span = Span::new(book);
    load::each_row(found, &mut |row| {
        span.see(row.table, &row.cells);
        Ok(())
    })
    .ok()?;
    span.period().map(|period| period.to)
}

/// Takes a dataset in.
///
/// Its silence says nothing, unless somebody says from which day on it tells everything.
pub fn take(
    taking: &mut Taking<'_>,
    import: &Import,
    found: &Found,
) -> anyhow::Result<ExtractReport> {
    let name = sources::name(found);
    let bar = progress::counting("persons");
    let mut given: BTreeMap<Column, u64> = BTreeMap::new();
    let loaded = Loaded::read(taking.book(), found, &mut |column| {
        *given.entry(column).or_default() += 1;
    })?;
    let period = loaded.period.ok_or_else(|| {
        anyhow!("{name} has not one day on which anything happened, so it cannot be said of when it tells: is it the right folder?")
    })?;
    let (source, from) = match import.whole_from {
        None => (ssd::SSD, period.from),
        Some(from) if from <= period.to => (ssd::SSD_WHOLE, from),
        Some(from) => bail!(
            "{name} tells to {}, so it cannot be whole from {from}: say an earlier day with --whole-from DATE, or leave it out",
            period.to
        ),
    };
    let extract = Extract {
        book: taking.book(),
        source,
        period: Period {
            from,
            to: period.to,
        },
    };
    let mut report = ExtractReport::new(&extract, &name);
    for (column, values) in given {
        report.values_in(column, values);
    }
    let gathering = Gathering(&loaded);
    let organisation = gathering.organisation()?;
    if !organisation.is_empty() {
        let batch = ssd::batch(&extract, Whose::Organisation, organisation);
        taking.organisation(&mut report, batch)?;
    }
    let (mut done, persons) = (0, loaded.persons);
    gathering.each_person(&mut |person, rows| {
        let batch = ssd::batch(&extract, Whose::Person(person), rows);
        done += 1;
        bar.at(done, persons);
        taking.child(&mut report, batch)
    })?;
    let mut outside = Batch::default();
    gathering.left_over(&mut |rows| {
        outside.set_aside.extend(ssd::nobodys(&extract, &rows));
        Ok(())
    })?;
    outside.set_aside.extend(beyond(&extract, &loaded));
    taking.finish(&mut report, outside)?;
    bar.done();
    Ok(report)
}

/// Values in columns that the dataset does not have, each column together.
fn beyond(extract: &Extract<'_>, loaded: &Loaded) -> Vec<SetAside> {
    let columns = loaded.beyond.iter();
    columns
        .map(|((table, file, column), (line, values))| SetAside {
            table: (*table).to_owned(),
            column: column.clone(),
            value: crate::show::count(*values, "value", "values"),
            reason: if column.is_empty() {
                "There are more fields in the row than columns in the table; these were not read. Check the row.".to_owned()
            } else {
                "The dataset has no such column; its values were not read. Rename it, or take it out.".to_owned()
            },
            record: None,
            from: record::Provenance {
                source: extract.source.to_owned(),
                file: file.clone(),
                line: u64::from(*line),
                recorded: None,
                tells_to: Some(extract.period.to),
            },
            values: (0..*values).map(|_| NOT_IN_SPECIFICATION).collect(),
        })
        .collect()
}

/// The columns by which rows of a table are looked for.
fn looked_for(table: &'static Table) -> Option<&'static str> {
    match table.owner {
        Owner::Person => match table.person() {
            Some((_, column)) => Some(column.name),
            None => table.key.first().copied(),
        },
        Owner::Through(column, ..) => Some(column),
        Owner::Organisation => None,
    }
}

/// A period with room for one more day.
fn widened(period: Option<Period>, day: Date) -> Period {
    match period {
        None => Period { from: day, to: day },
        Some(period) => Period {
            from: period.from.min(day),
            to: period.to.max(day),
        },
    }
}
