//! What an import writes into the organisation's own file.

use practice::{Fields, Value, When};
use record::staging::{Batch, Proposed, SetAside};
use record::{Provenance, kinds};

use super::report::ExtractReport;

/// A child whose identifier is known with another date of birth: everything said
/// of that child is set aside together, in the organisation's own file.
pub fn doubtful(batch: Batch, known: &str) -> SetAside {
    let told = batch.born_on.map(|day| day.to_string()).unwrap_or_default();
    let from = batch
        .proposed
        .first()
        .map(|proposed| proposed.from.clone())
        .or_else(|| batch.set_aside.first().map(|aside| aside.from.clone()));
    let values = (batch
        .proposed
        .into_iter()
        .flat_map(|proposed| proposed.values))
    .chain(batch.set_aside.into_iter().flat_map(|aside| aside.values))
    .collect();
    SetAside {
        table: "Child".to_owned(),
        column: batch.authority_id,
        value: told,
        reason: format!(
            "This identifier is recorded with another date of birth ({known}), so it is not certain who this is. Correct one of them at its source, and import again."
        ),
        record: None,
        from: from.unwrap_or(Provenance {
            source: String::new(),
            file: String::new(),
            line: 0,
            recorded: None,
            tells_to: None,
        }),
        values,
    }
}

/// The note of an import in the organisation's own file.
pub fn note(report: &ExtractReport) -> Proposed {
    let total = report.total();
    let number = |n: u64| Value::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let mut fields = Fields::from([
        ("source".to_owned(), Value::text(report.source)),
        ("file".to_owned(), Value::text(&report.file)),
        ("from".to_owned(), Value::text(&report.from)),
        ("to".to_owned(), Value::text(&report.to)),
        ("recorded".to_owned(), number(total.recorded)),
        ("unchanged".to_owned(), number(total.unchanged)),
        ("set_aside".to_owned(), number(total.set_aside)),
    ]);
    if !report.header.is_empty() {
        fields.insert("header".to_owned(), Value::text(&report.header));
    }
    Proposed {
        kind: kinds::IMPORT,
        occurred: report
            .to
            .parse()
            .unwrap_or(When::Day(jiff::civil::Date::MIN)),
        fields,
        links: Vec::new(),
        from: Provenance {
            source: report.source.to_owned(),
            file: report.file.clone(),
            line: 1,
            recorded: None,
            tells_to: None,
        },
        values: Vec::new(),
        unread: Vec::new(),
    }
}
