//! What is set aside in staging, with its reason, and how that is itself recorded.

use practice::{Fact, Value};

use super::{Proposed, SetAside, Writing};
use crate::kinds;

/// Something that stands twice in one extract.
pub(super) fn twice(proposed: Proposed, line: u64) -> SetAside {
    let reason = format!(
        "The same stands in this extract already, at line {line}: take one of them out, or correct what should differ."
    );
    whole(proposed, reason)
}

/// What the record says otherwise, and rightly: by a later extract, or by hand.
pub(super) fn outweighed(proposed: Proposed, fact: &Fact) -> SetAside {
    let reason = match fact.tells_to {
        _ if fact.withdrawn => "It was withdrawn from the record, as never having happened. Take it out at the source too.".to_owned(),
        Some(until) => format!("An extract that tells of a later time (to {until}) says otherwise, and was taken instead."),
        None => "It was recorded otherwise here, by hand, and that stands. Correct it at the source too.".to_owned(),
    };
    whole(proposed, reason)
}

/// A record type that the practice book does not have.
pub(super) fn unknown(proposed: Proposed) -> SetAside {
    let reason = format!(
        "The practice book in force has no record type {}: add it to the book.",
        proposed.kind
    );
    whole(proposed, reason)
}

fn whole(proposed: Proposed, reason: String) -> SetAside {
    let table = proposed
        .values
        .first()
        .map_or(proposed.kind, |(table, _)| table);
    SetAside {
        table: table.to_owned(),
        column: String::new(),
        value: proposed.occurred.to_string(),
        reason,
        record: None,
        from: proposed.from,
        values: proposed.values,
    }
}

/// What was set aside, as something to be recorded.
pub(super) fn note(writing: &Writing<'_>, child: &str, aside: SetAside) -> Proposed {
    let text = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
    let line = i64::try_from(aside.from.line).unwrap_or(i64::MAX);
    let fields = [
        ("noted_on", Some(Value::text(writing.noted_on.day()))),
        ("child", text(child)),
        ("source", text(&aside.from.source)),
        ("file", text(&aside.from.file)),
        ("line", Some(Value::Number(line))),
        ("table", text(&aside.table)),
        ("column", text(&aside.column)),
        ("value", text(&aside.value)),
        ("reason", text(&aside.reason)),
        ("record", aside.record.and_then(text)),
    ];
    Proposed {
        kind: kinds::VALUE_SET_ASIDE,
        occurred: writing.noted_on,
        fields: fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect(),
        links: Vec::new(),
        from: aside.from,
        values: Vec::new(),
        unread: Vec::new(),
    }
}
