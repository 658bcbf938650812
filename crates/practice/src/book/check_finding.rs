//! Checking how people are found: the marks of fields, and the weights.

use super::problem::{Found, Place};
use super::{Book, raw};
use crate::expr::FieldType;
use crate::finding::{Agreement, Finding, FoundBy, Weight};

/// No agreement tells more than this, in bits: more would hide a mistyped point.
const MOST: f64 = 64.0;

/// What a field is found by, and what it is called where it is an identifier.
pub(super) fn mark(
    place: Place<'_>,
    name: &str,
    field: &raw::Field,
    kind: &FieldType,
    found: &mut Found,
) -> Option<FoundBy> {
    let said = field.found_by.as_ref();
    let by = said.and_then(|said| FoundBy::named(said));
    if let (Some(said), None) = (said, by) {
        let all = FoundBy::ALL.map(|(name, _)| name).join(", ");
        found.add(
            place,
            format!("{name} is found by {said:?}; {all} is expected"),
        );
    }
    let fits = match by {
        None => true,
        Some(FoundBy::BirthDate) => *kind == FieldType::Date,
        Some(FoundBy::KindOfName | FoundBy::KindOfIdentifier) => {
            matches!(kind, FieldType::Text | FieldType::Code(_))
        }
        Some(_) => *kind == FieldType::Text,
    };
    if !fits {
        found.add(
            place,
            format!(
                "{name} cannot be found by {:?}, as it is of another type: a date of birth is a date, a kind is text or a code, all else is text",
                said.map_or("", String::as_str)
            ),
        );
    }
    if field.called.is_some() && by != Some(FoundBy::Identifier) {
        found.add(
            place,
            format!(
                "{name} has `called`, which says what an identifier is called, and is not found by \"identifier\""
            ),
        );
    }
    by
}

/// Reads the book's `[finding]`: there is one at most.
pub(super) fn read(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    let Some(raw) = &file.finding else { return };
    let place = place.at(raw.span().start);
    if book.finding.is_some() {
        found.add(place, "there is a second [finding]; a book has one");
    }
    let raw = raw.get_ref();
    let known = |name: &str| Agreement::ALL.iter().any(|known| known.name() == name);
    for name in raw.weight.keys().filter(|name| !known(name)) {
        found.add(
            place,
            format!("[finding] weighs {name:?}, which is no agreement that the program knows"),
        );
    }
    let weights = Agreement::ALL.map(|agreement| {
        let name = agreement.name();
        let Some(weight) = raw.weight.get(name) else {
            found.add(place, format!("[finding] does not weigh {name:?}"));
            return Weight::default();
        };
        Weight {
            hundredths: hundredths(place, name, weight.bits, found),
            says: weight.says.clone(),
            why: weight.why.clone(),
        }
    });
    let lower = |text: &String| text.chars().all(|letter| letter.is_ascii_lowercase());
    let forms = raw.short_forms.iter();
    let words = forms
        .flat_map(|(name, forms)| std::iter::once(name).chain(forms))
        .chain(&raw.particles)
        .chain(&raw.common_in_addresses);
    for word in words.filter(|word| word.is_empty() || !lower(word)) {
        found.add(
            place,
            format!("[finding] has the word {word:?}: small letters from a to z are expected"),
        );
    }
    let mut made = Finding::default().with_short_forms(&raw.short_forms);
    made.source.clone_from(&raw.source);
    made.likely = hundredths(place, "likely", raw.likely, found);
    made.particles = raw.particles.iter().cloned().collect();
    made.common_in_addresses = raw.common_in_addresses.iter().cloned().collect();
    made.weights = weights.to_vec();
    book.finding = Some(made);
}

/// That what is marked can be weighed.
pub(super) fn whole(place: Place<'_>, file: &raw::File, book: &Book, found: &mut Found) {
    if book.finding.is_some() {
        return;
    }
    for (name, record) in &file.record {
        let fields = record.get_ref().field.iter();
        for (field, _) in fields.filter(|(_, field)| field.found_by.is_some()) {
            found.add(
                place.at(record.span().start),
                format!(
                    "{name}.{field} has `found_by`, and the book has no [finding] that weighs it"
                ),
            );
        }
    }
}

fn hundredths(place: Place<'_>, name: &str, bits: f64, found: &mut Found) -> i32 {
    if !(-MOST..=MOST).contains(&bits) {
        found.add(
            place,
            format!("[finding] weighs {name:?} {bits} bits; -64 to 64 is expected"),
        );
        return 0;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it lies between -6400 and 6400"
    )]
    let hundredths = (bits * 100.0).round() as i32;
    hundredths
}
