//! The findings as CSV and as a workbook.

use calamine::{Reader as _, Xlsx, open_workbook};

use super::{CHECK, desk, done, how_many_finds};

#[test]
fn as_csv_there_is_a_line_for_each_finding() {
    let desk = desk();
    let report = done(desk.sightline(&format!("{CHECK} --format json"))).json();

    let ran = done(desk.sightline(&format!("{CHECK} --format csv")));

    let mut csv = csv::Reader::from_reader(ran.out.as_bytes());
    let records: Vec<_> = csv
        .records()
        .map(|record| record.expect("a record"))
        .collect();
    let told: usize = how_many_finds(&report);
    assert_eq!(records.len(), told);
    let of = |record: &csv::StringRecord, at: usize| record[at].to_owned();
    let category = records.iter().find(|record| &record[0] == "145");
    let category = category.expect("the category of need");
    let expected = [
        "Episodes",
        "14",
        "extract/episodes.csv",
        "16",
        "X1026",
        "CIN N12",
    ];
    for (at, value) in (3..).zip(expected) {
        assert_eq!(of(category, at), value);
    }
    assert!(ran.err.contains("Not run: "), "{}", ran.err);
    desk.sightline("check cin extract/census.xml --collection 2025/26 --format csv --out c.csv")
        .done();
    assert!(desk.text("c.csv").contains("1530,error,UPN invalid"));
}

#[test]
fn as_a_workbook_there_is_a_sheet_for_each_table() {
    let desk = desk();
    let report = done(desk.sightline(&format!("{CHECK} --format json"))).json();

    let ran = desk.sightline(&format!("{CHECK} --format xlsx --out issues.xlsx"));

    assert_eq!(done(ran).out, "");
    let mut workbook: Xlsx<_> = open_workbook(desk.path("issues.xlsx")).expect("a workbook");
    let names = workbook.sheet_names();
    assert_eq!(names[..2], ["Rules", "Not run"]);
    let tables = names[2..].iter();
    let sheets: Vec<_> = tables
        .map(|name| workbook.worksheet_range(name).expect("a sheet"))
        .collect();
    let told: usize = sheets.iter().map(|sheet| sheet.height() - 1).sum();
    assert_eq!(told, how_many_finds(&report));
    let episodes = workbook.worksheet_range("Episodes").expect("a sheet");
    let titles: Vec<String> = (episodes.rows().next().expect("titles").iter())
        .map(ToString::to_string)
        .collect();
    assert_eq!(titles[..4], ["Rule", "Message", "Severity", "Table"]);
    let mut rows = episodes.rows();
    let row = rows.find(|row| row[0] == "145").expect("145");
    let row: Vec<String> = row[3..].iter().map(ToString::to_string).collect();
    assert_eq!(row, ["Episodes", "14", "16", "X1026", "CIN N12"]);
    let not_run = workbook.worksheet_range("Not run").expect("a sheet");
    let words: Vec<String> = not_run.rows().map(|row| row[1].to_string()).collect();
    assert!(words.iter().any(|why| why.contains("it needs")));
    assert!(words.iter().any(|why| why.contains("README.txt")));
}

#[test]
fn a_file_that_is_read_is_never_written_over() {
    let desk = desk();
    let before = desk.text("extract/episodes.csv");

    desk.sightline(&format!("{CHECK} --format csv --out extract/episodes.csv"))
        .refused()
        .saying(&["extract/episodes.csv is read, and will not be written over"]);
    desk.sightline("check cin extract/census.xml --out extract/census.xml")
        .refused();

    assert_eq!(desk.text("extract/episodes.csv"), before);
}

#[test]
fn a_workbook_needs_a_file_and_only_what_is_checked_has_csv() {
    let desk = desk();

    desk.sightline(&format!("{CHECK} --format xlsx"))
        .refused()
        .saying(&["--out"]);
    desk.sightline("duties --format csv")
        .refused()
        .saying(&["only `check` and `return` print csv and xlsx"]);
}
