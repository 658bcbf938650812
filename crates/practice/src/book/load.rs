//! Reading a book: its files are parsed, gathered, and checked in the order in
//! which things depend on each other (codes, records, sources, states, clocks).

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::model::{Carries, Code, Codes, Source};
use super::problem::{Found, Place, Problem, Problems};
use super::{Book, check_authority, check_calendar, check_clock, check_record, raw};
use crate::authorities::Authorities;

type Sources<'a> = Vec<(&'a str, &'a str)>;

pub(super) fn read(files: &Sources<'_>) -> Result<Book, Problems> {
    let parsed = parse(files)?;
    let mut found = Found::default();
    let mut book = Book {
        title: String::new(),
        edition: String::new(),
        hash: hash(files),
        codes: BTreeMap::new(),
        authorities: Authorities::default(),
        records: BTreeMap::new(),
        sources: BTreeMap::new(),
        states: Vec::new(),
        clocks: Vec::new(),
        calendars: Vec::new(),
        clock_numbers: HashMap::new(),
        set_going: HashMap::new(),
        birth: None,
    };
    let calendar = title(&parsed, &mut book, &mut found);
    check_calendar::calendars(&parsed, &mut book, &mut found);
    for (place, file) in &parsed {
        codes(*place, file, &mut book, &mut found);
        check_authority::read(*place, file, &mut book, &mut found);
    }
    for (place, file) in &parsed {
        check_authority::whole(*place, file, &book, &mut found);
        check_record::records(*place, file, &mut book, &mut found);
    }
    for (place, file) in &parsed {
        check_record::links(*place, file, &book, &mut found);
        sources(*place, file, &mut book, &mut found);
    }
    check_record::states(&parsed, &mut book, &mut found);
    for (place, file) in &parsed {
        check_clock::clocks(*place, file, &calendar, &mut book, &mut found);
    }
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

fn parse<'a>(files: &Sources<'a>) -> Result<Vec<(Place<'a>, raw::File)>, Problems> {
    let (mut parsed, mut problems) = (Vec::new(), Vec::new());
    for (file, text) in files {
        let place = Place {
            file,
            text,
            byte: 0,
        };
        match toml::from_str(text) {
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
    calendar.unwrap_or_else(|| {
        let (file, text) = parsed
            .first()
            .map_or(("", ""), |(place, _)| (place.file, place.text));
        found.add(
            Place {
                file,
                text,
                byte: 0,
            },
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
                let made = Code {
                    says: says.says.clone(),
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
