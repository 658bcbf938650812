//! Reads the list of providers from its workbook (`.xlsx`).
//!
//! Its layout changes from year to year, so that columns are found by their names on
//! every sheet: the sheet of providers, and since 2024 that of the settings of supported
//! accommodation. A sheet without a column `URN` is no such sheet. URNs may be numbers or
//! texts.

use std::io::{Read, Seek};

use calamine::{Data, Range, Reader, Xlsx, XlsxError};
use jiff::civil::{Date, date};

use super::providers::{Provider, Providers};

/// Why a workbook was not read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// It is no workbook, or is damaged.
    #[error("the list of providers could not be read as an .xlsx workbook: {0}")]
    Xlsx(#[from] XlsxError),
    /// No sheet has a column of URNs.
    #[error("no sheet of the list of providers has a column URN in its first 20 rows")]
    NoUrn,
}

/// The names by which a column has gone, in small letters.
const URN: &[&str] = &["urn", "ofsted urn", "provider urn"];
const POSTCODE: &[&str] = &["setting address postcode", "provider postcode", "postcode"];
const PLACEMENT: &[&str] = &["placement code", "placement codes"];
const PROVISION: &[&str] = &["placement provider code", "provider code", "provider codes"];
const ENDED: &[&str] = &[
    "closed date",
    "deregistration date",
    "date closed",
    "registration end date",
];

impl Providers {
    /// Reads the workbook.
    pub fn read_xlsx(content: impl Read + Seek) -> Result<Self, WorkbookError> {
        let mut workbook = Xlsx::new(content)?;
        let mut providers = Self::default();
        let mut has_urn = false;
        for name in workbook.sheet_names() {
            has_urn |= sheet(&workbook.worksheet_range(&name)?, &mut providers);
        }
        if has_urn {
            Ok(providers)
        } else {
            Err(WorkbookError::NoUrn)
        }
    }
}

/// Takes in one sheet; whether it is one of providers.
fn sheet(range: &Range<Data>, providers: &mut Providers) -> bool {
    let mut rows = range.rows();
    let names = rows.by_ref().take(20).find_map(|row| {
        let names: Vec<String> = row
            .iter()
            .map(|cell| text(cell).to_ascii_lowercase())
            .collect();
        names
            .iter()
            .any(|name| URN.contains(&name.as_str()))
            .then_some(names)
    });
    let Some(names) = names else {
        return false;
    };
    let column = |known: &[&str]| {
        let mut known = known.iter();
        known.find_map(|known| names.iter().position(|name| name == known))
    };
    let (urn, postcode) = (column(URN), column(POSTCODE));
    let (placement, provision, ended) = (column(PLACEMENT), column(PROVISION), column(ENDED));
    for row in rows {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or(&Data::Empty);
        let urn = text(cell(urn));
        if urn.is_empty() {
            continue;
        }
        let provider = Provider {
            postcode: Some(text(cell(postcode))).filter(|text| !text.is_empty()),
            authority: None,
            placements: codes(&text(cell(placement))),
            provisions: codes(&text(cell(provision))),
            ended: day(cell(ended)),
        };
        providers.add(&urn, provider);
    }
    true
}

/// Codes, separated by commas, blanks or slashes.
pub(crate) fn codes(text: &str) -> Vec<String> {
    let codes = text.split(|c: char| c == ',' || c == ';' || c == '/' || c.is_whitespace());
    codes
        .filter(|code| !code.is_empty())
        .map(str::to_owned)
        .collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}

/// A day: a date of the spreadsheet, a number of days since 30 December 1899, or a text.
fn day(cell: &Data) -> Option<Date> {
    let days = match cell {
        Data::DateTime(moment) => moment.as_f64(),
        Data::Float(days) => *days,
        Data::Int(days) => return since_1899(i32::try_from(*days).ok()?),
        other => {
            let text = text(other);
            let written = super::super::text::Day::from(Some(text.as_str())).date;
            return written.or_else(|| text.get(..10)?.parse().ok());
        }
    };
    let days = days.trunc();
    // Beyond this range it is no day; within it the cast is exact.
    #[allow(clippy::cast_possible_truncation)]
    (1.0..=100_000.0)
        .contains(&days)
        .then(|| since_1899(days as i32))
        .flatten()
}

fn since_1899(days: i32) -> Option<Date> {
    date(1899, 12, 30)
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_a_number_or_as_a_text_and_nonsense_is_none() {
        assert_eq!(day(&Data::Float(45658.0)), Some(date(2025, 1, 1)));
        assert_eq!(
            day(&Data::String("01/02/2024".into())),
            Some(date(2024, 2, 1))
        );
        assert_eq!(
            day(&Data::String("2024-02-01T00:00:00".into())),
            Some(date(2024, 2, 1))
        );
        assert_eq!(day(&Data::Float(f64::NAN)), None);
        assert_eq!(day(&Data::Int(i64::MAX)), None);
        assert_eq!(day(&Data::String("ended".into())), None);
    }

    #[test]
    fn codes_are_told_apart_however_they_are_separated() {
        assert_eq!(codes("PR1,PR3, PR4"), ["PR1", "PR3", "PR4"]);
        assert!(codes("").is_empty());
    }
}
