//! The kinds of extract, and in which order each is read.

use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use jiff::civil::{Date, date};
use practice::Book;
use returns::import::{self, Extract};
use returns::read::census::{CensusHeader, CensusReader};
use returns::read::period::{self, Period};
use returns::read::ssda903::{self, Ssda903Return, Table};
use returns::read::{Found, TableFile, Unread, dates};

use super::dataset;
use super::report::ExtractReport;
use super::taking::Taking;
use crate::cli::Import;
use crate::show::progress;

/// The last day of which an extract tells, where it can be told beforehand: older
/// extracts are taken first, so that later ones correct them.
pub fn tells_to(book: &Book, import: &Import, found: &Found) -> Option<Date> {
    let period = match found {
        Found::CinCensus { file } => {
            period::census_period(CensusReader::open(file).ok()?.header()).ok()
        }
        Found::Ssda903Csv { files } => year(import, &Ssda903Return::from_csv(files).ok()?),
        Found::Ssda903Xml { file } => year(import, &Ssda903Return::from_xml(file).ok()?),
        Found::SsdCsv { .. } | Found::Database { .. } => return dataset::tells_to(book, found),
        Found::Ssda903Clash { .. } | Found::SsdClash { .. } | Found::LeftAlone { .. } => None,
    };
    period.map(|period| period.to)
}

/// How an extract is called.
pub fn name(found: &Found) -> String {
    let path = match found {
        Found::CinCensus { file } | Found::Ssda903Xml { file } => file.as_path(),
        Found::Ssda903Csv { files } => folder(files),
        Found::SsdCsv { files } => (files.first())
            .and_then(|file| file.path.parent())
            .unwrap_or(Path::new(".")),
        Found::Database { file } => file,
        Found::LeftAlone { path, .. } => path,
        Found::Ssda903Clash { .. } | Found::SsdClash { .. } => Path::new("."),
    };
    path.display().to_string()
}

/// The folder of a return's files.
fn folder(files: &[TableFile]) -> &Path {
    files
        .first()
        .and_then(|file| file.path.parent())
        .unwrap_or(Path::new("."))
}

/// Takes one extract in.
pub fn take(
    taking: &mut Taking<'_>,
    import: &Import,
    found: &Found,
) -> anyhow::Result<ExtractReport> {
    match found {
        Found::CinCensus { file } => census(taking, file),
        Found::Ssda903Csv { files } => {
            let whole = Ssda903Return::from_csv(files)?;
            looked_after(taking, import, folder(files), &whole)
        }
        Found::Ssda903Xml { file } => {
            looked_after(taking, import, file, &Ssda903Return::from_xml(file)?)
        }
        Found::SsdCsv { .. } | Found::Database { .. } => dataset::take(taking, import, found),
        Found::Ssda903Clash { .. } | Found::SsdClash { .. } | Found::LeftAlone { .. } => {
            Err(anyhow!("this is no extract"))
        }
    }
}

fn census(taking: &mut Taking<'_>, path: &Path) -> anyhow::Result<ExtractReport> {
    let unreadable = || format!("{} cannot be read", path.display());
    let file = File::open(path).with_context(unreadable)?;
    let bar = progress::reading(path, file.metadata().with_context(unreadable)?.len());
    let name = path.display().to_string();
    let mut reader = CensusReader::new(bar.follow(file), name.clone())?;
    let extract = Extract {
        book: taking.book(),
        source: import::CIN_CENSUS,
        period: period::census_period(reader.header()).with_context(|| {
            format!("{name} does not say what period it tells of: mend its header")
        })?,
    };
    let mut report = ExtractReport::new(&extract, &name);
    report.header = header_in_words(reader.header());
    for cell in reader.header().cells() {
        report
            .header_values
            .push((CensusHeader::ELEMENT, cell.field));
    }
    let read = reader.children().try_for_each(|child| {
        let child = child?;
        for (block, cell) in child.all_cells() {
            report.value_in((block, cell.field));
        }
        unread(&mut report, &child.unread);
        let batch = import::census::batch(&extract, &name, &child);
        taking.child(&mut report, batch)
    });
    unread(&mut report, reader.unread());
    let outside = import::census::outside(&extract, &name, reader.unread());
    if let Err(broken) = read {
        taking.break_off(&report, outside)?;
        bar.done();
        return Err(broken);
    }
    taking.finish(&mut report, outside)?;
    bar.done();
    Ok(report)
}

fn looked_after(
    taking: &mut Taking<'_>,
    import: &Import,
    path: &Path,
    whole: &Ssda903Return,
) -> anyhow::Result<ExtractReport> {
    let name = path.display().to_string();
    let extract = Extract {
        book: taking.book(),
        source: import::SSDA903,
        period: year(import, whole).ok_or_else(|| {
            anyhow!("{name} has no episodes whose dates tell its year: say which it is with --year 2025/26")
        })?,
    };
    let mut report = ExtractReport::new(&extract, &name);
    for table in Table::ALL {
        for row in whole.rows(table) {
            for (column, _) in row.cells().filter(|(column, _)| !row.is_copied(*column)) {
                report.value_in((table.name(), column.name()));
            }
        }
        let rows = whole.table(table);
        unread(&mut report, rows.unread());
        for extra in rows.extra_columns() {
            (0..extra.values).for_each(|_| report.value_in(import::NOT_IN_SPECIFICATION));
        }
    }
    unread(&mut report, whole.unread());
    let bar = progress::counting("children");
    let children = whole.children().count() as u64;
    for (done, child) in whole.children().enumerate() {
        let batch = import::ssda903::batch(&extract, whole, child);
        taking.child(&mut report, batch)?;
        bar.at(done as u64 + 1, children);
    }
    taking.finish(&mut report, import::ssda903::outside(&extract, whole))?;
    bar.done();
    Ok(report)
}

/// The collection year: as it was said, or as the episodes' dates tell.
fn year(import: &Import, whole: &Ssda903Return) -> Option<Period> {
    if let Some(ends) = import.year {
        return Some(Period {
            from: date(ends - 1, 4, 1),
            to: date(ends, 3, 31),
        });
    }
    let days = |table: Table, columns: &'static [ssda903::Column]| {
        let cells = whole
            .rows(table)
            .flat_map(move |row| columns.iter().map(move |column| row.text(*column)));
        cells.filter_map(|text| dates::ssda903(text).ok())
    };
    period::ssda903_period(
        days(Table::Episodes, &[ssda903::Column::Decom]),
        days(Table::Episodes, &[ssda903::Column::Dec]),
        days(Table::Reviews, &[ssda903::Column::Review]).chain(days(
            Table::Missing,
            &[ssda903::Column::MisStart, ssda903::Column::MisEnd],
        )),
    )
}

fn unread(report: &mut ExtractReport, unread: &[Unread]) {
    let values = unread.iter().filter(|one| !one.text.is_empty());
    values.for_each(|_| report.value_in(import::NOT_IN_SPECIFICATION));
}

fn header_in_words(header: &CensusHeader) -> String {
    let values: Vec<_> = header
        .cells()
        .map(|cell| format!("{} {}", cell.field, cell.text))
        .collect();
    values.join("; ")
}
