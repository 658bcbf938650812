//! Writes the lists for inspectors as a workbook: a sheet for each list, its columns in
//! order, days as days and counts as numbers. Words are written as words: none becomes a
//! formula.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use crate::read::annex_a::{Holds, LISTS, List, Row, Value};

/// The workbook of these rows, in the order in which they are given.
///
/// # Errors
///
/// Where a list has more rows than a sheet can.
pub fn xlsx(rows: &[Vec<Row>; LISTS.len()]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    for (list, rows) in LISTS.iter().zip(rows) {
        workbook.push_worksheet(sheet(list, rows)?);
    }
    workbook.save_to_buffer()
}

fn sheet(list: &List, rows: &[Row]) -> Result<Worksheet, XlsxError> {
    let mut page = Worksheet::new();
    page.set_name(list.sheet())?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold().set_text_wrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (at, column) in (0_u16..).zip(list.columns) {
        page.write_string_with_format(0, at, column.name, &bold)?;
        let width = match column.holds {
            Holds::Day | Holds::Number => 12.0,
            Holds::Text => 18.0,
            Holds::OneOf(_) => 24.0,
        };
        page.set_column_width(at, width)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (at, value) in (0_u16..).zip(&row.cells) {
            match value {
                Value::Blank => {}
                Value::Text(text) => {
                    page.write_string(line, at, text)?;
                }
                Value::Number(number) => {
                    page.write_number(line, at, *number)?;
                }
                Value::Day(date) => {
                    let number = since_1899(*date);
                    page.write_number_with_format(line, at, number, &day)?;
                }
            }
        }
    }
    Ok(page)
}

/// A day as a spreadsheet counts it: in days since 30 December 1899.
fn since_1899(day: jiff::civil::Date) -> f64 {
    let from = jiff::civil::date(1899, 12, 30);
    f64::from(crate::check::ssda903::text::days_between(from, day))
}
