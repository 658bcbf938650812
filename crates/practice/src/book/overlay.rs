//! An authority's own practice, laid over a book: what it may add and change, each with its
//! own source, and what it may not.
//!
//! The book is the law's and stays as it is. What is laid over it adds clocks, records,
//! codes and closure days, and changes the time, the owner and the ladder of clocks.

use std::collections::BTreeMap;

use super::problem::{Found, Place};
use super::raw::{self, Change};

/// What an authority's own practice says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
}

/// Something that an authority's own practice adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// What it is, in words (`closure day of england-and-wales`).
    pub what: String,
    /// What is added.
    pub is: String,
    /// What decided it.
    pub source: String,
}

type Files<'a> = Vec<(Place<'a>, raw::File)>;

/// What is laid over a book, found sound by itself.
#[derive(Default)]
pub(super) struct Overlay<'o, 'a> {
    changes: BTreeMap<&'o str, (Place<'a>, &'o Change)>,
}

/// The changes of each file of an overlay, taken out of it.
pub(super) type Changes<'a> = Vec<(Place<'a>, raw::Table<Change>)>;

/// Takes the changes out of the files of an overlay.
pub(super) fn take_changes<'a>(files: &mut Files<'a>) -> Changes<'a> {
    (files.iter_mut())
        .map(|(place, file)| (*place, std::mem::take(&mut file.change)))
        .collect()
}

impl<'o, 'a> Overlay<'o, 'a> {
    /// Gathers the changes, and notes what an overlay may not say.
    pub fn gather(
        files: &Files<'a>,
        taken: &'o Changes<'a>,
        book: &Files<'_>,
        found: &mut Found,
    ) -> Self {
        let mut changes = BTreeMap::new();
        for (place, taken) in taken {
            for (id, change) in taken {
                let place = place.at(change.span().start);
                if !book.iter().any(|(_, file)| file.clock.contains_key(id)) {
                    found.add(
                        place,
                        format!(
                            "{id} is no clock of the book that this is laid over: change one that it has, or add yours as [clock.{id}]"
                        ),
                    );
                } else if changes
                    .insert(id.as_str(), (place, change.get_ref()))
                    .is_some()
                {
                    found.add(
                        place,
                        format!("{id} is changed twice: say everything in one [change.{id}]"),
                    );
                }
            }
        }
        for (place, file) in files {
            nothing_of_the_law(*place, file, book, found);
            with_sources(*place, file, found);
        }
        title(files, found);
        Self { changes }
    }

    /// The change of a clock.
    pub fn change_of(&self, id: &str) -> Option<(Place<'a>, &'o Change)> {
        self.changes.get(id).copied()
    }
}

/// That the book itself says nothing that belongs to an overlay.
pub(super) fn no_overlay(files: &Files<'_>, found: &mut Found) {
    for (place, file) in files {
        let places = (file.local.iter().map(|local| local.span().start))
            .chain(file.change.values().map(|change| change.span().start))
            .chain(file.closures.values().map(|days| days.span().start))
            .chain(file.more_codes.values().map(|codes| codes.span().start))
            .chain(file.labels.values().map(|labels| labels.span().start));
        for byte in places {
            found.add(
                place.at(byte),
                "this belongs in a folder that is laid over the book: name it with --overlay DIR",
            );
        }
    }
}

/// The one title of the folder.
fn title(files: &Files<'_>, found: &mut Found) {
    let mut titles = files.iter().filter_map(|(place, file)| {
        let local = file.local.as_ref()?;
        Some(place.at(local.span().start))
    });
    if let (None, Some((place, _))) = (titles.next(), files.first()) {
        found.add(
            *place,
            "no file has a [local] with the title and the edition of this practice",
        );
    }
    for place in titles {
        found.add(place, "there is a second [local]; a folder has one");
    }
}

/// That it does not say again what the book says.
fn nothing_of_the_law(place: Place<'_>, file: &raw::File, book: &Files<'_>, found: &mut Found) {
    if let Some(title) = &file.book {
        found.add(
            place.at(title.span().start),
            "the book that this is laid over says what it is: say what this is in [local]",
        );
    }
    if let Some(authorities) = &file.authorities {
        found.add(
            place.at(authorities.span().start),
            "the local authorities of England are the book's: leave them out",
        );
    }
    if let Some(finding) = &file.finding {
        found.add(
            place.at(finding.span().start),
            "how people are found is the book's: leave [finding] out",
        );
    }
    macro_rules! new {
        ($table:ident, $word:literal, $instead:literal) => {
            for (name, said) in &file.$table {
                if book.iter().any(|(_, file)| file.$table.contains_key(name)) {
                    found.add(
                        place.at(said.span().start),
                        format!(
                            concat!(
                                $word,
                                " {} stands in the book that this is laid over: ",
                                $instead
                            ),
                            name,
                            name = name
                        ),
                    );
                }
            }
        };
    }
    new!(
        clock,
        "the clock",
        "change it with [change.{name}], or give yours another id"
    );
    new!(measure, "the measure", "give yours another id than {name}");
    new!(
        expects,
        "what is expected as",
        "give yours another id than {name}"
    );
    new!(
        record,
        "the record type",
        "give yours another name than {name}"
    );
    new!(state, "the state", "give yours another name than {name}");
    new!(
        authorised,
        "what is authorised of",
        "the gates of {name} are the book's"
    );
    new!(
        source,
        "the kind of extract",
        "give yours another name than {name}"
    );
    new!(role, "the role", "give yours another name than {name}");
    new!(
        class,
        "the class of records",
        "give yours another name than {name}"
    );
    new!(
        relation,
        "the relation",
        "give yours another name than {name}"
    );
    new!(codes, "the list", "add to it with [more-codes.{name}]");
    for (name, calendar) in &file.calendar {
        let held = book.iter().find_map(|(_, file)| file.calendar.get(name));
        if held.is_some_and(|held| !held.get_ref().local) {
            found.add(
                place.at(calendar.span().start),
                format!(
                    "the days of {name} are fixed by law: give the days on which you are closed in [closures.{name}]"
                ),
            );
        }
    }
}

/// That everything it adds has a source of its own.
fn with_sources(place: Place<'_>, file: &raw::File, found: &mut Found) {
    let local = |sources: &[raw::Cite]| sources.iter().any(|source| source.level == "local");
    let mut lacks = |byte: usize, what: String| {
        found.add(
            place.at(byte),
            format!(
                "{what} needs a source of its own, of the level local: what decided it, and when"
            ),
        );
    };
    for (id, clock) in &file.clock {
        if !local(&clock.get_ref().source) {
            lacks(clock.span().start, format!("the clock {id}"));
        }
    }
    for (id, measure) in &file.measure {
        if !local(&measure.get_ref().source) {
            lacks(measure.span().start, format!("the measure {id}"));
        }
    }
    for (id, expect) in &file.expects {
        // What a clock owes has the clock's sources.
        let expect = (expect.span().start, expect.get_ref());
        if expect.1.clock.is_none() && !local(&expect.1.source) {
            lacks(expect.0, format!("what is expected as {id}"));
        }
    }
    for (name, record) in &file.record {
        if (record.get_ref().source.as_ref()).is_none_or(|source| source.trim().is_empty()) {
            lacks(record.span().start, format!("the record type {name}"));
        }
    }
    for (name, authorised) in &file.authorised {
        if authorised.get_ref().source.trim().is_empty() {
            lacks(
                authorised.span().start,
                format!("the authorisation of {name}"),
            );
        }
    }
    for (name, codes) in &file.codes {
        if codes.get_ref().source.trim().is_empty() {
            lacks(codes.span().start, format!("the list {name}"));
        }
    }
    for (name, codes) in &file.more_codes {
        if codes.get_ref().source.trim().is_empty() {
            lacks(
                codes.span().start,
                format!("what is added to the list {name}"),
            );
        }
    }
    for (name, labels) in &file.labels {
        if labels.get_ref().source.trim().is_empty() {
            lacks(labels.span().start, format!("the labels of {name}"));
        }
    }
    for (name, days) in &file.closures {
        if days.get_ref().source.trim().is_empty() {
            lacks(days.span().start, format!("the closure days of {name}"));
        }
    }
}
