//! LE-1, RE-2: by what a child is found follows from the file, corrections and all.

use practice::When;
use record::Casefile;
use record::find::{self, Name, Particulars, Standing};
use record::{Body, Entry, Header};

use super::given::{File, book, day, fields, id};

/// A file of entries: kind, day, fields, which it corrects (from 1), whether it withdraws.
type Told<'t> = (
    &'t str,
    &'t str,
    &'t [(&'t str, &'t str)],
    Option<u64>,
    bool,
);

fn particulars(told: &[Told<'_>]) -> Option<Particulars> {
    let entries: Vec<Entry> = (1..)
        .zip(told)
        .map(|(number, (kind, on, told, corrects, withdraws))| Entry {
            position: number,
            header: Header {
                id: id(number),
                owner: id(File::OWNER),
                owner_version: number,
                refers_to: Vec::new(),
                kind: (*kind).to_owned(),
                kind_version: 1,
                occurred: When::Day(day(on)),
                recorded_at: "2026-06-01T09:00:00Z".parse().expect("a time"),
                recorded_by: id(File::ORGANISATION),
                organisation: id(File::ORGANISATION),
                corrects: corrects.map(id),
                group: id(number),
            },
            body: Some(Body {
                fields: fields(told),
                withdrawn: withdraws.then(|| "another child's".to_owned()),
                ..Body::default()
            }),
        })
        .collect();
    find::row(book(), id(File::OWNER), &Casefile::fold(&entries)).map(|row| row.particulars)
}

fn name(forename: &str, surname: &str, standing: Standing) -> Name {
    Name {
        forename: forename.to_owned(),
        surname: surname.to_owned(),
        standing,
    }
}

#[test]
fn the_name_told_last_is_the_name_and_those_before_it_were_names() {
    let found = particulars(&[
        (
            "person-details",
            "2025-03-31",
            &[("forename", "Amira"), ("surname", "Jessop")],
            None,
            false,
        ),
        (
            "person-details",
            "2026-03-31",
            &[("forename", "Amira"), ("surname", "Shah")],
            None,
            false,
        ),
        (
            "other-name",
            "2026-03-31",
            &[("kind", "known-as"), ("forename", "Mimi")],
            None,
            false,
        ),
    ])
    .expect("particulars");

    assert_eq!(
        found.names,
        [
            name("Amira", "Shah", Standing::Now),
            name("Amira", "Jessop", Standing::Before),
            name("Mimi", "", Standing::Other("Known as".to_owned())),
        ]
    );
    assert_eq!(found.name().as_deref(), Some("Amira Shah"));
}

#[test]
fn re_2_a_name_that_was_corrected_still_finds_and_one_that_was_withdrawn_does_not() {
    let found = particulars(&[
        (
            "person-details",
            "2025-03-31",
            &[("forename", "Amira"), ("surname", "Jessop")],
            None,
            false,
        ),
        (
            "person-details",
            "2025-03-31",
            &[("forename", "Amira"), ("surname", "Shah")],
            Some(1),
            false,
        ),
        (
            "other-name",
            "2026-03-31",
            &[("kind", "alias"), ("surname", "Fernsby")],
            None,
            false,
        ),
        ("other-name", "2026-03-31", &[], Some(3), true),
    ])
    .expect("particulars");

    assert_eq!(
        found.names,
        [
            name("Amira", "Shah", Standing::Now),
            name("Amira", "Jessop", Standing::Before),
        ]
    );
}

#[test]
fn every_number_is_called_what_people_call_it() {
    let found = particulars(&[
        (
            "child-details",
            "2026-03-31",
            &[
                ("authority_id", "A17"),
                ("born_on", "2015-06-07"),
                ("upn", "A201000000001"),
            ],
            None,
            false,
        ),
        (
            "person-details",
            "2026-03-31",
            &[("nhs_number", "9434765919")],
            None,
            false,
        ),
        (
            "linked-identifier",
            "2026-03-31",
            &[("kind", "Youth justice number"), ("value", "YJ-5")],
            None,
            false,
        ),
    ])
    .expect("particulars");

    let mut called: Vec<(&str, &str)> = (found.identifiers.iter())
        .map(|identifier| (identifier.called.as_str(), identifier.value.as_str()))
        .collect();
    called.sort_unstable();
    assert_eq!(
        called,
        [
            ("NHS number", "9434765919"),
            ("Youth justice number", "YJ-5"),
            ("the authority's number", "A17"),
            ("unique pupil number", "A201000000001"),
        ]
    );
    assert_eq!(found.born_on, [day("2015-06-07")]);
}

#[test]
fn a_file_that_tells_nothing_of_who_it_is_about_is_found_by_nothing() {
    assert_eq!(
        particulars(&[(
            "child-died",
            "2026-03-31",
            &[("died_on", "2026-03-31")],
            None,
            false
        )]),
        None
    );
}
