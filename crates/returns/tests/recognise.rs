//! Which file is which return: told by content, and nothing passed over in silence.

mod common;

use std::fs;
use std::path::Path;

use returns::read::ssda903::Table;
use returns::read::{Found, NotText, WhyLeftAlone, recognise};

const REVIEWS: &str = "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,01/01/2010,02/02/2020,PN1\n";

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

/// What was left alone, by name.
fn left_alone(found: &[Found]) -> Vec<(&str, &WhyLeftAlone)> {
    let left = found.iter().filter_map(|found| match found {
        Found::LeftAlone { path, why } => Some((name(path), why)),
        _ => None,
    });
    left.collect()
}

#[test]
fn returns_are_told_by_content_whatever_the_names() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    write("a.csv", REVIEWS.as_bytes());
    write(
        "census.csv",
        b"<Message><Header><CollectionDetails><Collection>CIN</Collection>",
    );
    write("no_header.txt", b"\xEF\xBB\xBF <Message><Children><Child/>");
    write(
        "old.dat",
        b"<?xml version='1.0'?><!-- x --><EXPSSDA903><CHILD>",
    );
    write("uasc", b"child,sex,dob,duc\r\n");
    let found = recognise(folder.path());
    assert!(left_alone(&found).is_empty(), "{found:?}");
    let files: Vec<_> = found
        .iter()
        .map(|found| match found {
            Found::CinCensus { file } => format!("census {}", name(file)),
            Found::Ssda903Xml { file } => format!("903 {}", name(file)),
            Found::Ssda903Csv { files } => files
                .iter()
                .map(|file| format!("{} {}", file.table, name(&file.path)))
                .collect::<Vec<_>>()
                .join(", "),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        files,
        [
            "census census.csv",
            "census no_header.txt",
            "903 old.dat",
            "reviews a.csv, uasc uasc"
        ]
    );
}

#[test]
fn what_is_no_return_is_named_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    fs::create_dir(folder.path().join("prev")).unwrap();
    fs::write(folder.path().join("prev/reviews.csv"), REVIEWS).unwrap();
    write("binary.csv", &[1, 2, 3, 4, 5, 0, 7, 8]);
    write("book.csv", b"PK\x03\x04 and more");
    write("cut.xml", b"<?xml version='1.0'?><Mess");
    write("doctype.xml", b"<!DOCTYPE x []><Message/>");
    write("empty.csv", b"");
    write("near.csv", b"CHILD,DOB,REVIEW,OUTCOME\n");
    write("note.txt", b"a note, of some kind\n");
    write("other.xml", b"<html><body/></html>");
    write(
        "school.xml",
        b"<Message><Header><CollectionDetails><Collection>SC</Collection>",
    );
    write("semicolons.csv", b"CHILD;DOB;REVIEW;REVIEW_CODE\n");
    write("twice.csv", b"CHILD,DOB,REVIEW,REVIEW,REVIEW_CODE\n");
    write("utf16.csv", b"\xFF\xFEC\0H\0I\0L\0D\0");
    let found = recognise(folder.path());
    assert_eq!(found.len(), 13, "every file and folder is accounted for");
    let left = left_alone(&found);
    let why = |name: &str| left.iter().find(|(other, _)| *other == name).unwrap().1;
    assert_eq!(why("binary.csv"), &WhyLeftAlone::NotText(NotText::Binary));
    assert_eq!(why("book.csv"), &WhyLeftAlone::NotText(NotText::Zip));
    assert_eq!(why("empty.csv"), &WhyLeftAlone::NotText(NotText::Empty));
    assert_eq!(why("utf16.csv"), &WhyLeftAlone::NotText(NotText::Utf16));
    assert_eq!(why("prev"), &WhyLeftAlone::Folder);
    assert_eq!(why("note.txt"), &WhyLeftAlone::Unknown);
    assert_eq!(why("semicolons.csv"), &WhyLeftAlone::OtherSeparator(';'));
    assert_eq!(
        why("near.csv").to_string(),
        "its columns are not those of a table of the looked after return; it comes closest to \
         reviews, but lacks REVIEW_CODE and has OUTCOME besides"
    );
    assert!(why("twice.csv").to_string().contains("REVIEW stands twice"));
    assert!(why("other.xml").to_string().contains("<html>"));
    assert!(why("school.xml").to_string().contains("\"SC\""));
    assert!(why("doctype.xml").to_string().contains("document type"));
    assert!(why("cut.xml").to_string().contains("ends before"));
}

#[test]
fn two_files_of_one_table_are_both_named_and_no_return_is_offered() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["reviews.csv", "reviews (1).csv"] {
        fs::write(folder.path().join(name), REVIEWS).unwrap();
    }
    fs::write(folder.path().join("uasc.csv"), "CHILD,SEX,DOB,DUC\n").unwrap();
    let found = recognise(folder.path());
    let [Found::Ssda903Clash { clashes, others }] = found.as_slice() else {
        panic!("{found:?}")
    };
    let [(Table::Reviews, files)] = clashes.as_slice() else {
        panic!("{clashes:?}")
    };
    assert_eq!(
        files.iter().map(|file| name(file)).collect::<Vec<_>>(),
        ["reviews (1).csv", "reviews.csv"]
    );
    assert_eq!(others.len(), 1);
}

#[test]
fn a_path_may_be_one_file_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reviews.csv");
    fs::write(&file, REVIEWS).unwrap();
    assert!(
        matches!(recognise(&file).as_slice(), [Found::Ssda903Csv { files }] if files.len() == 1)
    );
    let found = recognise(&folder.path().join("nothing"));
    assert!(matches!(
        left_alone(&found).as_slice(),
        [("nothing", WhyLeftAlone::Unreadable(_))]
    ));
    assert!(recognise(tempfile::tempdir().unwrap().path()).is_empty());
}

#[test]
fn a_header_is_recognised_though_the_file_is_cut_after_64_kib() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("reviews.csv");
    fs::write(
        &file,
        format!("{REVIEWS}{}", "A1,\"01/01/2010\",é,PN1\n".repeat(10_000)),
    )
    .unwrap();
    assert!(matches!(
        recognise(&file).as_slice(),
        [Found::Ssda903Csv { .. }]
    ));
    fs::write(&file, "CHILD,".repeat(20_000)).unwrap();
    assert!(matches!(
        recognise(&file).as_slice(),
        [Found::LeftAlone { .. }]
    ));
}

#[test]
fn the_sample_folders_hold_the_returns_they_should() {
    let Some(shared) = common::shared() else {
        return;
    };
    let found = recognise(&shared.join("samples/ssda903"));
    let tables = found.iter().find_map(|found| match found {
        Found::Ssda903Csv { files } => {
            Some(files.iter().map(|file| file.table).collect::<Vec<_>>())
        }
        _ => None,
    });
    assert_eq!(tables.unwrap(), Table::ALL);
    assert_eq!(
        found.len(),
        3,
        "the tables, the XML file, and the workbook: {found:?}"
    );
    let left = left_alone(&found);
    assert_eq!(
        left,
        [(
            "scp_ch_2025_fake.xlsx",
            &WhyLeftAlone::NotText(NotText::Zip)
        )]
    );

    let found = recognise(&shared.join("samples/cin"));
    assert_eq!(
        found
            .iter()
            .filter(|found| matches!(found, Found::CinCensus { .. }))
            .count(),
        4
    );

    let found = recognise(&shared.join("conformance/whole-return"));
    assert!(
        found
            .iter()
            .any(|found| matches!(found, Found::Ssda903Csv { files } if files.len() == 12))
    );
    let left: Vec<_> = left_alone(&found)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(left, ["expected.json", "prev"]);
}
