//! Reading a book: its files are parsed, gathered, and checked in the order in
//! which things depend on each other (codes, records, sources, states, clocks).

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::family::Family;
use super::lists::Lists;
use super::model::{Carries, Code, Codes, Source};
use super::overlay::{self, Added, Local, Overlay};
use super::permission::{Part, Permissions, PolicyFile};
use super::problem::{Found, Place, Problem, Problems};
use super::{
    Book, check_authorised, check_authority, check_calendar, check_clock, check_diary, check_drawn,
    check_expects, check_family, check_finding, check_layout, check_lists, check_measure,
    check_organisation, check_permission, check_qualified, check_record, check_summary,
    check_telling, raw,
};
use crate::authorities::Authorities;
use crate::example;

type Sources<'a> = Vec<(&'a str, &'a str)>;

/// Reads a book, and what is laid over it: none where there are no files of it.
pub(super) fn read(files: &Sources<'_>, overlay: &Sources<'_>) -> Result<Book, Problems> {
    let (mut rules, mut own_rules) = (files.clone(), overlay.clone());
    let mut policies = check_permission::take(&mut rules, false);
    let mut parsed = parse(&rules, 0)?;
    let mut found = Found::default();
    overlay::no_overlay(&parsed, &mut found);
    found = found.or_refuse()?;
    if overlay.is_empty() {
        return made(&parsed, policies, &Overlay::default(), hash(files), found);
    }
    // A mistake of the book itself is told before anything is laid over it.
    made(
        &parsed,
        policies.clone(),
        &Overlay::default(),
        String::new(),
        Found::default(),
    )?;
    // What is laid over it counts its bytes on from the longest file of the book.
    let from = files.iter().map(|(_, text)| text.len()).max().unwrap_or(0);
    policies.extend(check_permission::take(&mut own_rules, true));
    if let ([], [(file, text), ..]) = (own_rules.as_slice(), overlay.as_slice()) {
        found.add(
            Place::in_file(file, text),
            "no file has a [local] with the title and the edition of this practice",
        );
        found = found.or_refuse()?;
    }
    let mut laid = parse(&own_rules, from)?;
    let changes = overlay::take_changes(&mut laid);
    let over = Overlay::gather(&laid, &changes, &parsed, &mut found);
    found = found.or_refuse()?;
    // An authority's own calendar takes the place of the one that is there until it does.
    for (_, file) in &mut parsed {
        file.calendar.retain(|name, _| {
            let own = |(_, file): &(Place<'_>, raw::File)| file.calendar.contains_key(name);
            !laid.iter().any(own)
        });
    }
    // As its own weights and limits of a caseload do.
    if laid.iter().any(|(_, file)| file.caseload.is_some()) {
        for (_, file) in &mut parsed {
            file.caseload = None;
        }
    }
    // And what it fills in from the file where a record of a type is begun.
    for (_, file) in &mut parsed {
        file.drawn.retain(|kind, _| {
            let own = |(_, file): &(Place<'_>, raw::File)| file.drawn.contains_key(kind);
            !laid.iter().any(own)
        });
    }
    parsed.append(&mut laid);
    let both = files.iter().chain(overlay).copied().collect();
    let mut book = made(&parsed, policies, &over, hash(&both), found)?;
    example::keep_what_holds(&mut book);
    Ok(book)
}

fn made(
    parsed: &[(Place<'_>, raw::File)],
    policies: Vec<(Part, PolicyFile)>,
    overlay: &Overlay<'_, '_>,
    hash: String,
    mut found: Found,
) -> Result<Book, Problems> {
    let mut book = Book {
        title: String::new(),
        edition: String::new(),
        hash,
        codes: BTreeMap::new(),
        authorities: Authorities::default(),
        records: BTreeMap::new(),
        sources: BTreeMap::new(),
        states: Vec::new(),
        authorised: BTreeMap::new(),
        clocks: Vec::new(),
        measures: Vec::new(),
        permissions: Permissions::default(),
        finding: None,
        summary: Vec::new(),
        household: Vec::new(),
        expects: Vec::new(),
        family: Family::default(),
        layouts: Vec::new(),
        drawn: BTreeMap::new(),
        qualified: None,
        lists: Lists::default(),
        telling: None,
        diary: Vec::new(),
        caseload: None,
        local: None,
        added: Vec::new(),
        closed: Vec::new(),
        calendars: Vec::new(),
        clock_numbers: HashMap::new(),
        set_going: HashMap::new(),
        begun: HashMap::new(),
        birth: None,
    };
    let calendar = title(parsed, &mut book, &mut found);
    check_calendar::calendars(parsed, &mut book, &mut found);
    for (place, file) in parsed {
        codes(*place, file, &mut book, &mut found);
        check_authority::read(*place, file, &mut book, &mut found);
    }
    for (place, file) in parsed {
        more_codes(*place, file, &mut book, &mut found);
    }
    for (place, file) in parsed {
        labels(*place, file, &mut book, &mut found);
    }
    for (place, file) in parsed {
        check_permission::names(*place, file, &mut book, &mut found);
    }
    check_permission::policies(policies, &mut book, &mut found);
    for (place, file) in parsed {
        check_authority::whole(*place, file, &book, &mut found);
        check_record::records(*place, file, &mut book, &mut found);
        check_finding::read(*place, file, &mut book, &mut found);
    }
    for (place, file) in parsed {
        check_record::links(*place, file, &book, &mut found);
        check_organisation::named(*place, file, &book, &mut found);
        check_finding::whole(*place, file, &book, &mut found);
        sources(*place, file, &mut book, &mut found);
        check_permission::relations(*place, file, &mut book, &mut found);
    }
    let permissions = &mut book.permissions;
    permissions.roles.sort_by(|a, b| a.name.cmp(&b.name));
    permissions.classes.sort_by(|a, b| a.name.cmp(&b.name));
    permissions.relations.sort_by(|a, b| a.name.cmp(&b.name));
    check_record::states(parsed, &mut book, &mut found);
    for (place, file) in parsed {
        check_authorised::read(*place, file, &mut book, &mut found);
    }
    for (place, file) in parsed {
        check_clock::clocks(*place, file, &calendar, overlay, &mut book, &mut found);
    }
    for (place, file) in parsed {
        check_measure::measures(*place, file, &calendar, &mut book, &mut found);
    }
    for (place, file) in parsed {
        check_summary::sections(*place, file, &mut book, &mut found);
        check_expects::expects(*place, file, &calendar, &mut book, &mut found);
        check_expects::significant(*place, file, &mut book, &mut found);
        check_family::households(*place, file, &mut book, &mut found);
        check_family::family(*place, file, &mut book, &mut found);
        check_layout::layouts(*place, file, &mut book, &mut found);
        check_qualified::qualified(*place, file, &mut book, &mut found);
        check_lists::lists(*place, file, &mut book, &mut found);
        check_lists::caseload(*place, file, &mut book, &mut found);
        check_diary::diary(*place, file, &mut book, &mut found);
        check_telling::telling(*place, file, &mut book, &mut found);
    }
    for (place, file) in parsed {
        check_drawn::drawn(*place, file, &mut book, &mut found);
    }
    book.expects.sort_by(|a, b| a.id.cmp(&b.id));
    book.measures.sort_by(|a, b| a.id.cmp(&b.id));
    book.clocks.sort_by(|a, b| a.id.cmp(&b.id));
    book.clock_numbers = (book.clocks.iter().enumerate())
        .map(|(number, clock)| (clock.id.clone(), number))
        .collect();
    book.index();
    found.result(|| book)
}

/// The hash of all names and texts, each preceded by its length.
fn hash(files: &Sources<'_>) -> String {
    let mut hash = Sha256::new();
    for part in files.iter().flat_map(|(file, text)| [file, text]) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize()
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Parses files, their bytes counted from here: a book's from 0.
fn parse<'a>(files: &Sources<'a>, from: usize) -> Result<Vec<(Place<'a>, raw::File)>, Problems> {
    let (mut parsed, mut problems) = (Vec::new(), Vec::new());
    for (file, text) in files {
        let (place, content) = if from == 0 {
            (Place::in_file(file, text), toml::from_str(text))
        } else {
            let padded = " ".repeat(from) + text;
            (Place::in_overlay(file, text, from), toml::from_str(&padded))
        };
        match content {
            Ok(content) => parsed.push((place, content)),
            Err(error) => problems.push(Problem {
                file: (*file).to_owned(),
                line: place.at(error.span().map_or(0, |span| span.start)).line(),
                what: error.message().to_owned(),
            }),
        }
    }
    if problems.is_empty() {
        Ok(parsed)
    } else {
        Err(Problems(problems))
    }
}

/// The book's own title; returns the calendar that clocks use by default.
fn title(parsed: &[(Place<'_>, raw::File)], book: &mut Book, found: &mut Found) -> String {
    let mut calendar = None;
    for (place, file) in parsed {
        let Some(title) = &file.book else { continue };
        let place = place.at(title.span().start);
        if calendar.is_some() {
            found.add(place, "there is a second [book]; a book has one");
        }
        let title = title.get_ref();
        book.title.clone_from(&title.name);
        book.edition.clone_from(&title.edition);
        calendar = Some(title.calendar.clone());
    }
    let mut locals = parsed.iter().filter_map(|(_, file)| file.local.as_ref());
    book.local = locals.next().map(|local| Local {
        title: local.get_ref().title.clone(),
        edition: local.get_ref().edition.clone(),
    });
    if let Some(Local { title, edition }) = &book.local {
        book.title = format!("{}, with {title}", book.title);
        book.edition = format!("{} with {edition}", book.edition);
    }
    calendar.unwrap_or_else(|| {
        let (file, text) = parsed
            .first()
            .map_or(("", ""), |(place, _)| (place.file, place.text));
        found.add(
            Place::in_file(file, text),
            "no file has a [book] with its title, edition and calendar",
        );
        String::new()
    })
}

fn codes(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (name, list) in &file.codes {
        let place = place.at(list.span().start);
        let list = list.get_ref();
        let codes = list
            .code
            .iter()
            .map(|(code, says)| {
                let place = says.span().start;
                let says = says.get_ref();
                let made = Code {
                    place,
                    says: says.says.clone(),
                    means: None,
                    from: says.from,
                    until: says.until,
                };
                (code.clone(), made)
            })
            .collect();
        let made = Codes {
            title: list.title.clone(),
            source: list.source.clone(),
            codes,
        };
        if book.codes.insert(name.clone(), made).is_some() {
            found.add(place, format!("the list {name} stands twice in the book"));
        }
    }
}

/// Codes that an authority has beside those of a list.
fn more_codes(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (name, more) in &file.more_codes {
        let place = place.at(more.span().start);
        let more = more.get_ref();
        let Some(list) = book.codes.get_mut(name) else {
            found.add(place, format!("{name:?} is no list of codes of this book"));
            continue;
        };
        for (code, says) in &more.code {
            let made = Code {
                // After all that the book has.
                place: usize::MAX,
                says: says.says.clone(),
                means: None,
                from: says.from,
                until: says.until,
            };
            if list.codes.insert(code.clone(), made).is_some() {
                found.add(
                    place,
                    format!("the list {name} has the code {code} already, which cannot be changed"),
                );
            }
            book.added.push(Added {
                what: format!("code of {name}"),
                is: format!("{code}: {}", says.says),
                source: more.source.clone(),
            });
        }
    }
}

/// An authority's own words for codes.
fn labels(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (name, labels) in &file.labels {
        let place = place.at(labels.span().start);
        let labels = labels.get_ref();
        let Some(list) = book.codes.get_mut(name) else {
            found.add(place, format!("{name:?} is no list of codes of this book"));
            continue;
        };
        for (code, label) in &labels.code {
            let label = label.trim();
            if label.is_empty() {
                found.add(place, format!("the label of {code} says nothing"));
                continue;
            }
            let taken = (list.codes.iter()).any(|(other, one)| other != code && one.says == label);
            let Some(one) = list.codes.get_mut(code) else {
                let says = format!("the list {name} has no code {code}");
                found.add(place, says);
                continue;
            };
            if taken {
                found.add(
                    place,
                    format!("another code of the list {name} is called {label:?} already"),
                );
            }
            if one.means.is_some() {
                found.add(
                    place,
                    format!("the code {code} of {name} has a label already"),
                );
                continue;
            }
            one.means = Some(std::mem::replace(&mut one.says, label.to_owned()));
            book.added.push(Added {
                what: format!("code of {name}"),
                is: format!("{code}: {label}"),
                source: labels.source.clone(),
            });
        }
    }
}

fn sources(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (name, source) in &file.source {
        let place = place.at(source.span().start);
        let source = source.get_ref();
        let mut carries = BTreeMap::new();
        for (record, how) in &source.carries {
            let place = place.at(how.span().start);
            if !book.records.contains_key(record) {
                found.add(place, format!("{record:?} is no record type of this book"));
            }
            match how.get_ref().as_str() {
                "whole" => carries.insert(record.clone(), Carries::Whole),
                "period" => carries.insert(record.clone(), Carries::Period),
                other => {
                    found.add(
                        place,
                        format!("{other:?} should be \"whole\" or \"period\""),
                    );
                    None
                }
            };
        }
        let made = Source {
            title: source.title.clone(),
            period: source.period.clone(),
            cite: source.cite.clone(),
            carries,
        };
        if book.sources.insert(name.clone(), made).is_some() {
            found.add(place, format!("the source {name} stands twice in the book"));
        }
    }
}
