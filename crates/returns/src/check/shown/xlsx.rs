//! For those who put it right: a workbook with a sheet for each table, one row for each
//! finding, and before them what each rule found and what did not run.
//!
//! Every text of the return is written as a text: none becomes a formula or a link.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::{Checked, Finding, FoundRows, ShowError, severity};

/// The rows of a sheet, without that of the titles: no spreadsheet has more.
const MOST_ROWS: u32 = 1_048_575;

/// The letters of a cell, at the most: no spreadsheet has more.
const MOST_LETTERS: usize = 32_767;

const TITLES: [(&str, f64); 8] = [
    ("Rule", 10.0),
    ("Message", 60.0),
    ("Severity", 9.0),
    ("Table", 20.0),
    ("Row (from 0)", 12.0),
    ("Line in the file", 14.0),
    ("Child", 16.0),
    ("Values", 60.0),
];

/// Writes the workbook.
///
/// # Errors
///
/// Where the return cannot be read once more, or nothing can be written.
pub fn write_xlsx(checked: &Checked<'_>, out: &mut dyn Write) -> Result<(), ShowError> {
    let mut workbook = Workbook::new();
    workbook.push_worksheet(rules(checked)?.closed()?);
    workbook.push_worksheet(not_run(checked)?.closed()?);
    let mut sheets: BTreeMap<String, Vec<Sheet>> = BTreeMap::new();
    let found = FoundRows::all(&checked.report.finds, checked.rules);
    checked.located.each(&found, &mut |finding| {
        let name = finding.table.trim_matches(['(', ')']);
        if !sheets.contains_key(name) {
            sheets.insert(name.to_owned(), Vec::new());
        }
        let Some(parts) = sheets.get_mut(name) else {
            return Ok(());
        };
        if parts.last().is_none_or(|part| part.rows == MOST_ROWS) {
            let part = match parts.len() {
                0 => name.to_owned(),
                more => format!("{name} ({})", more + 1),
            };
            parts.push(Sheet::new(&part, &TITLES)?);
        }
        if let Some(part) = parts.last_mut() {
            part.finding(finding)?;
        }
        Ok(())
    })?;
    for sheet in sheets.into_values().flatten() {
        workbook.push_worksheet(sheet.closed()?);
    }
    out.write_all(&workbook.save_to_buffer()?)
        .map_err(ShowError::Write)
}

/// What each rule found.
fn rules(checked: &Checked<'_>) -> Result<Sheet, XlsxError> {
    let titles = [
        ("Rule", 10.0),
        ("Message", 90.0),
        ("Severity", 9.0),
        ("Rows found", 12.0),
    ];
    let mut sheet = Sheet::new("Rules", &titles)?;
    for code in &checked.report.rules_run {
        let Some(rule) = checked.rules.published(code) else {
            continue;
        };
        let found = checked.report.finds.get(code);
        let rows = found.map_or(0, |tables| tables.values().map(BTreeSet::len).sum());
        let row = sheet.begin();
        sheet.text(row, 0, code)?;
        sheet.text(row, 1, rule.message)?;
        sheet.text(row, 2, severity(rule))?;
        sheet.number(row, 3, u32::try_from(rows).unwrap_or(u32::MAX))?;
    }
    Ok(sheet)
}

/// What did not run, and what else is to be said.
fn not_run(checked: &Checked<'_>) -> Result<Sheet, XlsxError> {
    let mut sheet = Sheet::new("Not run", &[("Rule", 30.0), ("Why", 110.0)])?;
    for one in &checked.report.rules_not_run {
        let row = sheet.begin();
        sheet.text(row, 0, &one.rule)?;
        sheet.text(row, 1, &one.why)?;
    }
    for note in checked.notes {
        let row = sheet.begin();
        sheet.text(row, 1, note)?;
    }
    Ok(sheet)
}

/// A sheet while it is filled.
struct Sheet {
    page: Worksheet,
    /// How many rows it has below its titles.
    rows: u32,
    last_column: u16,
}

impl Sheet {
    fn new(name: &str, titles: &[(&str, f64)]) -> Result<Self, XlsxError> {
        let mut page = Worksheet::new();
        page.set_name(name)?.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        let mut last_column = 0;
        for (column, (title, width)) in (0_u16..).zip(titles) {
            page.write_string_with_format(0, column, *title, &bold)?;
            page.set_column_width(column, *width)?;
            last_column = column;
        }
        Ok(Self {
            page,
            rows: 0,
            last_column,
        })
    }

    fn finding(&mut self, finding: &Finding<'_>) -> Result<(), XlsxError> {
        let row = self.begin();
        self.text(row, 0, finding.rule.code)?;
        self.text(row, 1, &finding.message)?;
        self.text(row, 2, severity(finding.rule))?;
        self.text(row, 3, finding.table)?;
        self.number(row, 4, finding.row)?;
        if let Some(line) = finding.line {
            self.number(row, 5, line)?;
        }
        self.text(row, 6, finding.child)?;
        self.text(row, 7, &finding.values())
    }

    /// Begins the next row.
    fn begin(&mut self) -> u32 {
        self.rows += 1;
        self.rows
    }

    fn text(&mut self, row: u32, column: u16, text: &str) -> Result<(), XlsxError> {
        // A spreadsheet counts in halves of letters (UTF-16).
        let fits = text.len() <= MOST_LETTERS;
        let short: String = if fits {
            text.to_owned()
        } else {
            text.chars().take(MOST_LETTERS / 2).collect()
        };
        self.page.write_string(row, column, short)?;
        Ok(())
    }

    fn number(&mut self, row: u32, column: u16, number: u32) -> Result<(), XlsxError> {
        self.page.write_number(row, column, number)?;
        Ok(())
    }

    /// The sheet, so that it can be sorted and filtered.
    fn closed(mut self) -> Result<Worksheet, XlsxError> {
        self.page
            .autofilter(0, 0, self.rows.max(1), self.last_column)?;
        Ok(self.page)
    }
}
