//! Checking what tells of the household and of the family.

use super::check_summary::{day, fields};
use super::family::{Family, Gender, Household, Means, OfChild, People, Tie};
use super::model::RecordType;
use super::problem::{Found, Place};
use super::{Book, raw, raw_reading};
use crate::expr::FieldType;

pub(super) fn households(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for household in &file.household {
        let place = place.at(household.span().start);
        let raw = household.get_ref();
        let Some(record) = record(place, &raw.on, book, found) else {
            continue;
        };
        fields(place, record, [&raw.name], found);
        code(place, record, &raw.relation, found);
        if let Some(until) = &raw.until {
            day(place, record, until, "until", found);
        }
        book.household.push(Household {
            kind: raw.on.clone(),
            name: raw.name.clone(),
            relation: raw.relation.clone(),
            until: raw.until.clone(),
        });
    }
}

pub(super) fn family(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    let Some(family) = &file.family else { return };
    let place = place.at(family.span().start);
    let raw = family.get_ref();
    if !book.family.people.is_empty() {
        found.add(place, "there is a second [family]; a book has one");
    }
    let mut lists: Vec<&str> = Vec::new();
    for people in &raw.people {
        let place = place.at(people.span().start);
        lists.extend(one(place, people.get_ref(), book, found));
    }
    for (name, means) in &raw.means {
        let known = |list: &&str| {
            let list = book.codes.get(*list);
            list.is_some_and(|list| list.codes.contains_key(name))
        };
        if !lists.iter().any(known) {
            found.add(
                place.at(means.span().start),
                format!("{name:?} is no code of a relationship of this book"),
            );
        }
    }
    if let Some(child) = &raw.child
        && let Some(record) = record(place, &child.on, book, found)
    {
        fields(place, record, &child.gender, found);
        if let Some(expected) = &child.expected {
            day(place, record, expected, "expected", found);
        }
    }
    if let Some(died) = &raw.died {
        record(place, died, book, found);
    }
    book.family = Family {
        child: raw.child.as_ref().map(|child| OfChild {
            kind: child.on.clone(),
            gender: child.gender.clone(),
            expected: child.expected.clone(),
        }),
        died: raw.died.clone(),
        male: raw.male.clone(),
        female: raw.female.clone(),
        people: (raw.people.iter())
            .map(|people| made(people.get_ref()))
            .collect(),
        means: (raw.means.iter())
            .filter_map(|(code, raw)| {
                let means = means(place.at(raw.span().start), raw.get_ref(), found)?;
                Some((code.clone(), means))
            })
            .collect(),
    };
}

fn made(raw: &raw_reading::People) -> People {
    People {
        kind: raw.on.clone(),
        name: raw.name.clone(),
        relation: raw.relation.clone(),
        of: raw.of.clone(),
        file: raw.file.clone(),
        gender: raw.gender.clone(),
        born: raw.born.clone(),
        expected: raw.expected.clone(),
        died: raw.died.clone(),
        ends: raw.ends,
    }
}

fn means(place: Place<'_>, raw: &raw_reading::Means, found: &mut Found) -> Option<Means> {
    let gender = |told: &Option<String>, found: &mut Found| {
        let told = told.as_deref()?;
        found.note(place, named(told, Gender::ALL, "gender"))
    };
    Some(Means {
        tie: found.note(place, named(&raw.is, Tie::ALL, "tie of a family"))?,
        through: gender(&raw.through, found),
        gender: gender(&raw.gender, found),
        adoptive: raw.adoptive,
        twin: raw.twin,
    })
}

fn named<T: Copy, const N: usize>(
    word: &str,
    all: [(&'static str, T); N],
    what: &str,
) -> Result<T, String> {
    let known = all.iter().find(|(name, _)| *name == word);
    known.map(|(_, one)| *one).ok_or_else(|| {
        let names = all.map(|(name, _)| name).join(", ");
        format!("{word:?} is no {what}; {names} is expected")
    })
}

/// Checks the fields of a record type that tells of people; its list of relationships.
fn one<'b>(
    place: Place<'_>,
    raw: &raw_reading::People,
    book: &'b Book,
    found: &mut Found,
) -> Option<&'b str> {
    let record = record(place, &raw.on, book, found)?;
    let plain = [
        Some(&raw.name),
        raw.of.as_ref(),
        raw.file.as_ref(),
        raw.gender.as_ref(),
    ];
    fields(place, record, plain.into_iter().flatten(), found);
    for (field, what) in [
        (&raw.born, "born"),
        (&raw.expected, "expected"),
        (&raw.died, "died"),
    ] {
        if let Some(field) = field {
            day(place, record, field, what, found);
        }
    }
    code(place, record, &raw.relation, found)
}

fn record<'b>(
    place: Place<'_>,
    name: &str,
    book: &'b Book,
    found: &mut Found,
) -> Option<&'b RecordType> {
    let record = book.records.get(name);
    if record.is_none() {
        found.add(place, format!("{name:?} is no record type of this book"));
    }
    record
}

/// The list of a field that is a code.
fn code<'b>(
    place: Place<'_>,
    record: &'b RecordType,
    field: &str,
    found: &mut Found,
) -> Option<&'b str> {
    let kind = record.fields.get(field).map(|field| &field.kind);
    if let Some(FieldType::Code(list)) = kind {
        return Some(list);
    }
    found.add(
        place,
        format!(
            "`relation` names {field:?}, which is no code of {}",
            record.name
        ),
    );
    None
}
