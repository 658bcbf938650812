//! What differs between two books: the law's, and what is in force somewhere. Clock by clock
//! and part by part, from what to what, and what decided it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::book::measure::{Counts, Of, Target};
use crate::book::{Book, Clock, Measure, RecordType};
use crate::words::parts;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What kind of thing differs: `clock`, `measure`, `record`, `gate`, `state`, `codes`,
    /// `calendar`, `policy`.
    pub what: &'static str,
    /// Its id or name.
    pub id: String,
    /// Which part of it; `None` where the whole is new, or gone.
    pub part: Option<String>,
    /// What it is by the law's book; `None` where it is not there.
    pub from: Option<String>,
    /// What it is in force; `None` where it is not there.
    pub to: Option<String>,
    /// What decided it.
    pub source: Vec<String>,
    /// Why less is done than the law asks, where that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub departs: Option<String>,
}

/// Every difference, in order of kind and name.
pub fn diff(law: &Book, now: &Book) -> Vec<Difference> {
    let mut found = Vec::new();
    let clocks = |book: &Book| {
        named(
            &book.clocks,
            |clock| &clock.id,
            |clock| of_clock(book, clock),
        )
    };
    compare("clock", &clocks(law), &clocks(now), &mut found);
    let measures = |book: &Book| {
        named(
            &book.measures,
            |measure| &measure.id,
            |one| of_measure(book, one),
        )
    };
    compare("measure", &measures(law), &measures(now), &mut found);
    compare("record", &of_records(law), &of_records(now), &mut found);
    compare("gate", &of_gates(law), &of_gates(now), &mut found);
    compare("state", &of_states(law), &of_states(now), &mut found);
    compare("codes", &of_codes(law), &of_codes(now), &mut found);
    compare(
        "calendar",
        &of_calendars(law),
        &of_calendars(now),
        &mut found,
    );
    compare("policy", &of_policies(law), &of_policies(now), &mut found);
    // What an overlay adds to a list or a calendar carries its source with it.
    for difference in &mut found {
        let added = now.added.iter().find(|added| {
            let part = difference.part.as_deref().unwrap_or_default();
            added.what.ends_with(&format!(" of {}", difference.id))
                && added.is.starts_with(&format!("{part}: "))
        });
        if let Some(added) = added {
            difference.source = vec![added.source.clone()];
        }
    }
    found
}

/// A thing with its parts in order, what asks for it, and why it departs.
struct Told {
    title: String,
    parts: Vec<(String, String)>,
    sources: Vec<String>,
    departs: Option<String>,
}

fn named<T>(
    all: &[T],
    name: impl Fn(&T) -> &String,
    told: impl Fn(&T) -> Told,
) -> BTreeMap<String, Told> {
    (all.iter())
        .map(|one| (name(one).clone(), told(one)))
        .collect()
}

fn of_clock(book: &Book, clock: &Clock) -> Told {
    let parts = parts(book, clock);
    let changed = clock.changed.as_deref();
    let sources = match changed {
        Some(changed) => vec![changed.source.cite.clone()],
        None => clock.sources.iter().map(|cite| cite.cite.clone()).collect(),
    };
    Told {
        title: clock.title.clone(),
        parts: parts
            .into_iter()
            .map(|part| (part.name, part.says))
            .collect(),
        sources,
        departs: changed
            .and_then(|changed| changed.departs.as_ref().or(changed.taken_away.as_ref()))
            .cloned(),
    }
}

fn of_measure(book: &Book, measure: &Measure) -> Told {
    let of = match &measure.of {
        Of::Clock(clock) => vec![("of".to_owned(), clock.clone())],
        Of::Own(clock) => of_clock(book, clock).parts,
    };
    let counts = match measure.counts {
        Counts::MetWithin(within) => format!("met within {}", within.period),
        Counts::AverageDays => "average days".to_owned(),
    };
    let target = match measure.target {
        Target::PerCent(n) => format!("{n} per cent"),
        Target::Days(n) => format!("no more than {n} days"),
        Target::None => "none".to_owned(),
    };
    let own = [
        ("title", measure.title.clone()),
        ("owner", measure.owner.clone()),
        ("counts", counts),
        ("target", target),
    ];
    let own = own.into_iter().map(|(name, says)| (name.to_owned(), says));
    Told {
        title: measure.title.clone(),
        parts: own.chain(of).collect(),
        sources: measure
            .sources
            .iter()
            .map(|cite| cite.cite.clone())
            .collect(),
        departs: None,
    }
}

fn of_records(book: &Book) -> BTreeMap<String, Told> {
    let told = |record: &RecordType| Told {
        title: record.title.clone(),
        parts: (record.fields.iter())
            .map(|(name, field)| {
                let must = if field.required { ", required" } else { "" };
                (
                    name.clone(),
                    format!("{} ({:?}{must})", field.ask, field.kind),
                )
            })
            .chain([("says".to_owned(), record.says.clone())])
            .collect(),
        sources: record.source.iter().cloned().collect(),
        departs: None,
    };
    (book.records.iter())
        .map(|(name, record)| (name.clone(), told(record)))
        .collect()
}

/// What must be true before a record is authorised, by record type.
fn of_gates(book: &Book) -> BTreeMap<String, Told> {
    let told = |authorised: &crate::book::Authorised| {
        let record = book.record(&authorised.kind);
        let gates = authorised.gates.iter();
        let gates = gates.map(|gate| {
            (
                gate.name.clone(),
                format!("{} {}", gate.missing, gate.looks()),
            )
        });
        let must = if authorised.optional {
            "may be authorised"
        } else {
            "is authorised"
        };
        Told {
            title: record.map_or_else(|| authorised.kind.clone(), |record| record.title.clone()),
            parts: std::iter::once(("authorised".to_owned(), must.to_owned()))
                .chain(gates)
                .collect(),
            sources: vec![authorised.source.clone()],
            departs: None,
        }
    };
    (book.authorised.iter())
        .map(|(kind, authorised)| (kind.clone(), told(authorised)))
        .collect()
}

/// Who may do what, file by file, in the policies' own words.
fn of_policies(book: &Book) -> BTreeMap<String, Told> {
    let files = book.permissions.policies.iter();
    let told = files.map(|file| {
        let told = Told {
            title: file.text.trim().to_owned(),
            parts: vec![("text".to_owned(), file.text.trim().to_owned())],
            sources: Vec::new(),
            departs: None,
        };
        (file.name.clone(), told)
    });
    told.collect()
}

fn of_states(book: &Book) -> BTreeMap<String, Told> {
    let states = book.states.iter().map(|state| {
        let on = |on: &crate::book::On| match &on.when {
            Some(when) => format!("{}, if {}", on.kind, when.text()),
            None => on.kind.clone(),
        };
        let ends: Vec<_> = state.ends.iter().map(on).collect();
        let told = Told {
            title: state.title.clone(),
            parts: vec![
                ("begins".to_owned(), on(&state.begins)),
                ("ends".to_owned(), ends.join("; or ")),
            ],
            sources: Vec::new(),
            departs: None,
        };
        (state.name.clone(), told)
    });
    states.collect()
}

fn of_codes(book: &Book) -> BTreeMap<String, Told> {
    let lists = book.codes.iter().map(|(name, list)| {
        let told = Told {
            title: list.title.clone(),
            parts: (list.codes.iter())
                .map(|(code, says)| (code.clone(), says.says.clone()))
                .collect(),
            sources: vec![list.source.clone()],
            departs: None,
        };
        (name.clone(), told)
    });
    lists.collect()
}

fn of_calendars(book: &Book) -> BTreeMap<String, Told> {
    let calendars = book.calendars().map(|(name, calendar)| {
        let days =
            (calendar.holidays()).map(|(day, holiday)| (day.to_string(), holiday.name.clone()));
        let terms = (calendar.terms().iter()).map(|term| {
            (
                term.name.clone(),
                format!("{} to {}", term.from, term.until),
            )
        });
        let hours = calendar
            .hours()
            .map(|(opens, closes)| ("hours".to_owned(), format!("{opens} to {closes}")));
        let told = Told {
            title: calendar.title().to_owned(),
            parts: days.chain(terms).chain(hours).collect(),
            sources: Vec::new(),
            departs: None,
        };
        (name.to_owned(), told)
    });
    calendars.collect()
}

fn compare(
    what: &'static str,
    law: &BTreeMap<String, Told>,
    now: &BTreeMap<String, Told>,
    found: &mut Vec<Difference>,
) {
    let mut ids: Vec<&String> = law.keys().chain(now.keys()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let (before, after) = (law.get(id), now.get(id));
        let whole = after
            .or(before)
            .map(|told| (told.sources.clone(), told.departs.clone()));
        let (source, departs) = whole.unwrap_or_default();
        let one = |part: Option<&String>, from: Option<&String>, to: Option<&String>| Difference {
            what,
            id: id.clone(),
            part: part.cloned(),
            from: from.cloned(),
            to: to.cloned(),
            source: source.clone(),
            departs: departs.clone(),
        };
        let (Some(before), Some(after)) = (before, after) else {
            let title = |told: Option<&Told>| told.map(|told| told.title.clone());
            found.push(one(None, title(before).as_ref(), title(after).as_ref()));
            continue;
        };
        let in_law: BTreeMap<_, _> = before
            .parts
            .iter()
            .map(|(name, says)| (name, says))
            .collect();
        let in_force: BTreeMap<_, _> = after
            .parts
            .iter()
            .map(|(name, says)| (name, says))
            .collect();
        let gone = (before.parts.iter()).filter(|(name, _)| !in_force.contains_key(name));
        for (name, _) in after.parts.iter().chain(gone) {
            let (from, to) = (in_law.get(name).copied(), in_force.get(name).copied());
            if from != to {
                found.push(one(Some(name), from, to));
            }
        }
    }
}
