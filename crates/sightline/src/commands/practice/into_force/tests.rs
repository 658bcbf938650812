//! A practice that two people decided on comes into force on its day.

use clap::Parser as _;
use record::in_force::{APPROVED, BROUGHT, brought_fields, decided_fields};
use record::{Body, Draft};
use store::{Command, Writer};

use super::*;
use crate::cli::Cli;
use crate::edge::NewIds;

/// An authority's own practice, which passes.
pub const OWN: &str = "[local]\ntitle = \"Anytown's own practice\"\nedition = \"1\"\n\n\
     [closures.england-and-wales]\nsource = \"Cabinet\"\n\
     [closures.england-and-wales.days]\n2026-12-29 = \"Offices closed\"\n";

/// An entry of the organisation's own file.
pub fn append(global: &Global, writer: &Writer, kind: &str, fields: practice::Fields) -> Id {
    let mut reader = ledger::read(global).expect("a record");
    let organisation = reader.about().organisation;
    let mut ids = NewIds::default();
    let id = ids.next().expect("an id");
    let draft = Draft {
        id,
        owner: organisation,
        refers_to: Vec::new(),
        kind: kind.to_owned(),
        kind_version: 1,
        occurred: When::Instant(edge::now()),
        recorded_by: ids.next().expect("an id"),
        organisation,
        corrects: None,
        group: id,
        body: Body {
            fields,
            ..Body::default()
        },
    };
    let version = reader.file(organisation).expect("a file").len() as u64;
    writer
        .append(Command {
            owner: organisation,
            expected_version: version,
            known: None,
            drafts: vec![draft],
        })
        .expect("appended");
    id
}

#[test]
fn a_practice_that_was_decided_on_comes_into_force_on_its_day_and_every_command_goes_by_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("record");
    let data = data.to_str().expect("a path in letters");
    let cli = Cli::parse_from(["sightline", "--data", data, "rebuild"]);
    let global = &cli.global;
    let overlay = vec![("own.toml".to_owned(), OWN.to_owned())];
    let book = Text::england(overlay.clone()).read().expect("it passes");
    let today = When::Instant(edge::now()).day();
    let tomorrow = today.tomorrow().expect("a day");

    // Given a practice that comes into force tomorrow: today nothing happens.
    let england = Arc::new(book::england().expect("the book"));
    let writer = ledger::write(global, &england, "Anytown", true).expect("a record");
    let brought = append(
        global,
        &writer,
        BROUGHT,
        brought_fields(&book, 1, "Why", &overlay),
    );
    append(
        global,
        &writer,
        APPROVED,
        decided_fields(brought, Some(tomorrow), ""),
    );
    drop(writer);
    assert_eq!(take_due(global).expect("looked"), None);
    assert_eq!(book::of_record(global).expect("a book").hash, england.hash);

    // When it is decided that it comes today, it is taken; and not a second time.
    let writer = ledger::write(global, &england, "", true).expect("a record");
    append(
        global,
        &writer,
        APPROVED,
        decided_fields(brought, Some(today), ""),
    );
    drop(writer);
    let says = take_due(global).expect("taken").expect("it was due");
    assert!(says.contains("Anytown's own practice"), "{says}");
    assert_eq!(take_due(global).expect("looked"), None);

    // Then the record goes by it, and says who brought it.
    let used = Arc::new(book::of_record(global).expect("a book"));
    assert_eq!(used.hash, book.hash);
    let mut reader = ledger::read_derived(global, &used).expect("derived by it");
    let kept = in_force::of(&mut reader).expect("read").expect("one");
    assert_eq!(kept.brought, Some(brought));
    assert_eq!(kept.hash, book.hash);
}
