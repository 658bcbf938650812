//! Reading particulars from a casefile, by the fields that the book marks.

use jiff::civil::Date;
use practice::book::RecordType;
use practice::expr::FieldType;
use practice::finding::FoundBy;
use practice::{Book, Fact, Fields, Value};

use super::fold;
use super::particulars::{Address, Identifier, Name, Particulars, Standing};
use crate::casefile::Casefile;

/// What a file tells of who the person is; `None` where it tells nothing.
///
/// Of names that have no kind of their own, the one told last is the name that the person
/// goes by; those told before it, and those that a correction took away, are former ones: a
/// source that is read again corrects a name that has changed. What was withdrawn is left out.
pub(super) fn particulars(book: &Book, casefile: &Casefile) -> Option<Particulars> {
    let marked = |fact: &Fact| book.record(&fact.kind).filter(|of| !of.found_by.is_empty());
    let facts = casefile.facts.iter().filter(|fact| !fact.withdrawn);
    let mut told: Vec<(&Fact, &RecordType)> = facts
        .filter_map(|fact| Some((fact, marked(fact)?)))
        .collect();
    told.sort_by_key(|(fact, _)| fact.occurred.start());
    let mut read = Read::default();
    for (fact, of) in told.iter().rev() {
        read.about.clone_from(&of.about);
        read.take(book, of, &fact.fields, true);
        for earlier in fact.earlier.iter().rev() {
            read.take(book, of, &earlier.fields, false);
        }
    }
    read.finish()
}

#[derive(Default)]
struct Read {
    about: String,
    /// Names without a kind, last told first.
    names: Vec<Name>,
    others: Vec<Name>,
    born_on: Vec<Date>,
    identifiers: Vec<Identifier>,
    addresses: Vec<Address>,
}

impl Read {
    /// Takes what a record, or a version of it that was corrected, tells.
    fn take(&mut self, book: &Book, of: &RecordType, fields: &Fields, holds: bool) {
        let mut name = Name::default();
        let mut kind = None;
        let mut identifiers = Vec::new();
        let mut called = String::new();
        let mut address = Address::default();
        for (field, by) in &of.found_by {
            let Some(Value::Text(text)) = fields.get(field) else {
                continue;
            };
            let told = || text.trim().to_owned();
            match by {
                FoundBy::Forename => name.forename = told(),
                FoundBy::Surname => name.surname = told(),
                FoundBy::KindOfName => kind = Some(in_words(book, of, field, text)),
                FoundBy::BirthDate if holds => push_new(&mut self.born_on, text.parse().ok()),
                FoundBy::Identifier => {
                    let called = of.fields.get(field).and_then(|field| field.called.clone());
                    identifiers.push((called, told()));
                }
                FoundBy::KindOfIdentifier => called = in_words(book, of, field, text),
                FoundBy::Address => address.lines = told(),
                FoundBy::Postcode => {
                    // A record may hold the postcodes of two places.
                    if !address.postcode.is_empty() && holds {
                        push_new(&mut self.addresses, Some(std::mem::take(&mut address)));
                    }
                    address.postcode = told();
                }
                FoundBy::BirthDate => {}
            }
        }
        if !(name.forename.is_empty() && name.surname.is_empty()) {
            match kind {
                Some(kind) => {
                    name.standing = Standing::Other(kind);
                    push_new(&mut self.others, Some(name));
                }
                None => self.names.push(name),
            }
        }
        for (own, value) in identifiers {
            let called = own.unwrap_or_else(|| called.clone());
            let folded = fold::identifier(&value);
            let known = |held: &Identifier| fold::identifier(&held.value) == folded;
            if !folded.is_empty() && !self.identifiers.iter().any(known) {
                self.identifiers.push(Identifier { called, value });
            }
        }
        if holds && address != Address::default() {
            push_new(&mut self.addresses, Some(address));
        }
    }

    fn finish(self) -> Option<Particulars> {
        let mut names: Vec<Name> = Vec::new();
        for name in self.names {
            let standing = if names.is_empty() {
                Standing::Now
            } else {
                Standing::Before
            };
            if !names.iter().any(|held| same(held, &name)) {
                names.push(Name { standing, ..name });
            }
        }
        names.extend(self.others);
        let mut identifiers = self.identifiers;
        identifiers.reverse();
        let made = Particulars {
            about: self.about,
            names,
            born_on: self.born_on,
            identifiers,
            addresses: self.addresses,
        };
        let nothing = Particulars {
            about: made.about.clone(),
            ..Particulars::default()
        };
        (made != nothing).then_some(made)
    }
}

/// A text, or a code in words.
fn in_words(book: &Book, of: &RecordType, field: &str, text: &str) -> String {
    match of.fields.get(field).map(|field| &field.kind) {
        Some(FieldType::Code(list)) => book.words(list, text).to_owned(),
        _ => text.trim().to_owned(),
    }
}

/// Whether two names differ in accents, capitals and the like alone.
fn same(one: &Name, other: &Name) -> bool {
    let folded = |name: &Name| (fold::words(&name.forename), fold::words(&name.surname));
    folded(one) == folded(other)
}

fn push_new<T: PartialEq>(all: &mut Vec<T>, one: Option<T>) {
    if let Some(one) = one
        && !all.contains(&one)
    {
        all.push(one);
    }
}
