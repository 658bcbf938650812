//! Whatever a return holds, checking it ends without a panic and accounts for each rule.

mod common;
mod the_book;

use std::fs::File;
use std::path::Path;

use proptest::prelude::*;
use returns::check::ssda903::lists::{Postcodes, Providers};
use returns::check::ssda903::{self, Beside};
use returns::check::{Collection, Report};
use returns::read::TableFile;
use returns::read::ssda903::{Ssda903Return, Table, XmlReader};
use the_book::book;

/// Checks by the authorities of the book.
fn check(whole: &Ssda903Return, collection: Collection, beside: &Beside<'_>) -> Report {
    ssda903::check(whole, collection, &book().authorities, beside)
}

/// Cells as returns have them, and as they should not.
fn cell() -> impl Strategy<Value = String> {
    let dates = (0i32..32, 0i32..14, 1990i32..2030)
        .prop_map(|(day, month, year)| format!("{day:02}/{month:02}/{year}"));
    let codes = prop::sample::select(vec![
        "",
        "S",
        "P",
        "L",
        "X1",
        "E11",
        "E2",
        "V3",
        "C2",
        "A3",
        "T1",
        "U1",
        "1",
        "0",
        "M",
        "F",
        "UN4",
        "Z1",
        "SW1",
        "FCONTA",
        "ZZ/ZZ/ZZZZ",
        "29/02/2008",
        "XXXXXXX",
        "AB1 2CD",
        "YES",
        "CUSTOD",
    ]);
    prop_oneof![3 => dates, 5 => codes.prop_map(str::to_owned), 1 => "[^\\x00-\\x1f\",]{0,6}"]
}

/// The rows of one table: a child's number of few, then cells.
fn rows(table: Table) -> impl Strategy<Value = Vec<Vec<String>>> {
    let width = table.columns().len();
    let row = (0u8..4, prop::collection::vec(cell(), width - 1)).prop_map(|(child, mut cells)| {
        cells.insert(
            0,
            if child == 0 {
                String::new()
            } else {
                child.to_string()
            },
        );
        cells
    });
    prop::collection::vec(row, 0..8)
}

fn whole(folder: &Path, tables: &[Vec<Vec<String>>]) -> Ssda903Return {
    let files: Vec<TableFile> = Table::ALL
        .into_iter()
        .zip(tables)
        .map(|(table, rows)| {
            let path = folder.join(format!("{table}.csv"));
            let mut text = String::new();
            let names: Vec<&str> = table.columns().iter().map(|column| column.name()).collect();
            text.push_str(&names.join(","));
            for row in rows {
                text.push('\n');
                text.push_str(&row.join(","));
            }
            text.push('\n');
            std::fs::write(&path, text).unwrap();
            TableFile { table, path }
        })
        .collect();
    Ssda903Return::from_csv(&files).unwrap()
}

fn tables() -> impl Strategy<Value = Vec<Vec<Vec<String>>>> {
    Table::ALL.into_iter().map(rows).collect::<Vec<_>>()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_mangled_return_is_checked_without_a_panic(now in tables(), last in tables(), year in 2023u16..=2027) {
        let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (now, last) = (whole(first.path(), &now), whole(second.path(), &last));
        let providers = Providers::default();
        let beside = Beside {
            previous: Some(&last),
            providers: Some(&providers),
            authority: Some("E08000025"),
            ..Beside::default()
        };
        let collection = returns::check::Collection::ending(year).unwrap();
        let report = check(&now, collection, &beside);
        prop_assert!(report.rules_run.len() > 250);
        for (table, rows) in report.finds.values().flatten() {
            prop_assert!(!rows.is_empty());
            prop_assert!(!table.is_empty());
        }
    }

    #[test]
    fn the_order_of_the_rows_does_not_change_what_a_row_by_itself_is_found_for(now in tables()) {
        let folder = tempfile::tempdir().unwrap();
        let straight = whole(folder.path(), &now);
        let turned: Vec<Vec<Vec<String>>> =
            now.iter().map(|rows| rows.iter().rev().cloned().collect()).collect();
        let other = tempfile::tempdir().unwrap();
        let turned = whole(other.path(), &turned);
        let collection = "2025/26".parse().unwrap();
        let (straight, turned) = (
            check(&straight, collection, &Beside::default()),
            check(&turned, collection, &Beside::default()),
        );
        for rule in ["141", "144", "148", "149", "355", "440", "182", "635", "INT03", "EPI"] {
            let count = |report: &returns::check::Report| {
                report.finds.get(rule).map_or(0, |tables| tables.values().map(std::collections::BTreeSet::len).sum())
            };
            prop_assert_eq!(count(&straight), count(&turned), "{}", rule);
        }
    }
}

/// A child as XML and as CSV, with the same content.
#[test]
fn the_same_content_gives_the_same_finds_from_xml_and_from_csv() {
    let xml = "<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>1</SEX><DOB>01/05/2012</DOB>\
        <ETHNIC>XXXX</ETHNIC><UPN>UN9</UPN><AREVIEW><REVIEW>01/06/2013</REVIEW>\
        <REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW></HEADER>\
        <EPISODE><DECOM>01/05/2025</DECOM><RNE>L</RNE><LS>V3</LS><CIN>N9</CIN><PL>T4</PL>\
        <DEC>01/06/2025</DEC><REC>X1</REC></EPISODE>\
        <EPISODE><DECOM>20/05/2025</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>K2</PL>\
        </EPISODE></CHILD></EXPSSDA903>";
    let from_xml = Ssda903Return::from_xml_reader(XmlReader::new(xml.as_bytes(), "a.xml").unwrap());
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        (
            Table::Header,
            "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/05/2012,XXXX,UN9,,\n",
        ),
        (
            Table::Episodes,
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
             1,01/05/2025,L,V3,N9,T4,,01/06/2025,X1,,,,\n1,20/05/2025,S,C2,N1,K2,,,,,,,\n",
        ),
        (
            Table::Reviews,
            "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/05/2012,01/06/2013,PN1\n",
        ),
    ];
    let files = texts.map(|(table, text)| {
        let path = folder.path().join(format!("{table}.csv"));
        std::fs::write(&path, text).unwrap();
        TableFile { table, path }
    });
    let from_csv = Ssda903Return::from_csv(&files).unwrap();
    let collection = "2025/26".parse().unwrap();
    let mut xml = check(&from_xml.unwrap(), collection, &Beside::default());
    let csv = check(&from_csv, collection, &Beside::default());
    // Only the XML file can say, or fail to say, whether a child is unaccompanied.
    xml.finds.remove("105");
    assert!(csv.finds.len() > 15, "{:?}", csv.finds.keys());
    assert_eq!(xml.finds, csv.finds);
}

#[test]
fn the_list_of_providers_is_read_from_its_workbook_with_numbers_as_urns() {
    let Some(shared) = common::shared() else {
        return;
    };
    let file = File::open(shared.join("samples/ssda903/scp_ch_2025_fake.xlsx")).unwrap();
    let providers = Providers::read_xlsx(file).unwrap();
    assert!(!providers.is_empty());
    let first = &providers.of("1")[0];
    assert_eq!(first.postcode.as_deref(), Some("RT1 4RT"));
    assert_eq!(first.placements, ["H5"]);
    assert_eq!(
        providers.of("2")[0].ended.unwrap().to_string(),
        "2024-02-01"
    );
    assert!(Providers::read_xlsx(std::io::Cursor::new(b"no workbook")).is_err());
}

#[test]
fn distances_and_authorities_come_from_the_postcodes_and_without_them_the_rules_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("episodes.csv");
    let text = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
        1,01/05/2025,S,C2,N1,K2,PR1,,,,AB1 2CD,AB1 2CE,7\n\
        1,01/06/2025,P,V3,N1,K2,PR1,,,,AB1 2CD,AB1 2CD,7\n";
    std::fs::write(&path, text).unwrap();
    let table = Table::Episodes;
    let whole = Ssda903Return::from_csv(&[TableFile { table, path }]).unwrap();
    let directory = "pcds,oseast1m,osnrth1m,laua\n\
        AB1 2CD,100000,100000,E08000025\nAB1 2CE,800000,100000,W06000008\n";
    let postcodes = Postcodes::read_csv(directory.as_bytes()).unwrap();
    let collection = "2025/26".parse().unwrap();
    let beside = Beside {
        postcodes: Some(&postcodes),
        authority: Some("E08000025"),
        ..Beside::default()
    };
    let report = check(&whole, collection, &beside);
    // 434 miles away, in Wales, with a number, and the authority's own.
    for rule in ["454", "243", "1015"] {
        assert_eq!(report.finds[rule]["Episodes"], [0].into(), "{rule}");
    }
    // A short break has no place of its own.
    assert_eq!(report.finds["420"]["Episodes"], [1].into());
    let why = |report: &returns::check::Report, code: &str| {
        let mut not_run = report.rules_not_run.iter();
        not_run
            .find(|rule| rule.rule == code)
            .map(|rule| rule.why.clone())
    };
    assert!(why(&report, "1008").unwrap().contains("Ofsted"));
    let report = check(&whole, collection, &Beside::default());
    for rule in ["164", "169", "218", "229", "454", "503H", "1015"] {
        assert!(why(&report, rule).is_some(), "{rule}");
    }
}

#[test]
fn a_county_and_a_reorganised_authority_are_the_authority_of_their_year() {
    // A directory has a county's districts, and the authorities of the day it was made.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("episodes.csv");
    let text = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
        1,01/05/2022,S,C2,N1,K2,PR1,,,,AB1 2CD,AB1 2CD,7\n";
    std::fs::write(&path, text).unwrap();
    let table = Table::Episodes;
    let whole = Ssda903Return::from_csv(&[TableFile { table, path }]).unwrap();
    let elsewhere = |year: &str, authority: &str, placed: &str| {
        let directory = format!("pcds,oseast1m,osnrth1m,laua\nAB1 2CD,100000,100000,{placed}\n");
        let postcodes = Postcodes::read_csv(directory.as_bytes()).unwrap();
        let beside = Beside {
            postcodes: Some(&postcodes),
            authority: Some(authority),
            ..Beside::default()
        };
        // Own provision outside the authority.
        let report = check(&whole, year.parse().unwrap(), &beside);
        report.finds.contains_key("1015")
    };
    let (cumbria, cumberland, allerdale) = ("E10000006", "E06000063", "E07000026");
    assert!(!elsewhere("2022/23", cumbria, cumberland));
    assert!(!elsewhere("2022/23", cumbria, allerdale));
    assert!(!elsewhere("2023/24", cumberland, allerdale));
    assert!(elsewhere("2023/24", cumberland, "E06000064"));
    assert!(
        !elsewhere("2024/25", "E10000012", "E07000070"),
        "Chelmsford is in Essex"
    );
    assert!(
        !elsewhere("2025/26", "E08000016", "E08000038"),
        "Barnsley's code changed"
    );
}
