//! The table `scope`: who is concerned with which file, and which files are restricted.
//!
//! Instants stand in microseconds since 1970, so that a list is narrowed by comparing them.
//! `ordinal` is the row's place among those of its file.

use practice::book::Effect;
use record::ScopeRow;
use record::may::Whom;

use super::span;
use crate::engine::{Cell, Columns, Row, Unreadable};
use crate::error::StoreError;

const WORKER: &str = "worker";
const TEAM: &str = "team";
const EVERYBODY: &str = "everybody";

/// How a worker, or a team, is kept: which of the two, and their name.
pub(crate) fn whom(whom: &Whom) -> (&'static str, &str) {
    match whom {
        Whom::Worker(name) => (WORKER, name),
        Whom::Team(name) => (TEAM, name),
        Whom::Everybody => (EVERYBODY, ""),
    }
}

/// The columns, in their order.
pub(crate) fn cells(row: &ScopeRow, ordinal: u64) -> [Cell<'_>; 9] {
    let (kind, name) = whom(&row.whom);
    [
        Cell::from(&row.subject),
        Cell::from(&row.entry),
        Cell::from(row.relation.as_str()),
        Cell::from(row.effect.name()),
        Cell::from(kind),
        Cell::from(name),
        Cell::Int(row.from.as_microsecond()),
        span::until(row.until),
        Cell::from(ordinal),
    ]
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<ScopeRow, StoreError> {
    let mut columns = Columns::of("scope", row);
    let strange = |column| Unreadable {
        table: "scope",
        column,
    };
    Ok(ScopeRow {
        subject: columns.id("subject")?,
        entry: columns.id("entry")?,
        relation: columns.text("relation")?.to_owned(),
        effect: Effect::named(columns.text("effect")?).ok_or_else(|| strange("effect"))?,
        whom: {
            let kind = columns.text("whom")?;
            let name = columns.text("name")?.to_owned();
            match kind {
                WORKER => Whom::Worker(name),
                TEAM => Whom::Team(name),
                EVERYBODY => Whom::Everybody,
                _ => return Err(strange("whom").into()),
            }
        },
        from: span::read_from(&mut columns)?,
        until: span::read_until(&mut columns)?,
    })
}
