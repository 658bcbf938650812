//! Issue 7: whether a return keeps the published rules, before it is sent.

mod formats;
mod published;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::{Desk, Ran, text};

const CHECK: &str = "check ssda903 extract --collection 2025/26";

/// Rows by table.
type Rows = BTreeMap<String, BTreeSet<u32>>;

/// The example, with a return of the year before, a postcode directory, and what is no
/// part of any return.
fn desk() -> Desk {
    let desk = Desk::with_the_example();
    desk.write("before/header.csv", desk.text("extract/header.csv"));
    desk.write("before/episodes.csv", desk.text("extract/episodes.csv"));
    desk.write(
        "postcodes.csv",
        "pcds,oseast1m,osnrth1m,laua\nZZ99 1AB,400000,300000,E08000025\n",
    );
    desk
}

/// It was done, whatever was said beside it.
fn done(ran: Ran) -> Ran {
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    ran
}

fn finds(report: &Value, rule: &str) -> Rows {
    let rows = report["finds"].get(rule).cloned().unwrap_or_default();
    serde_json::from_value::<Option<Rows>>(rows)
        .expect("rows by table")
        .unwrap_or_default()
}

fn rows(rows: &[(&str, &[u32])]) -> Rows {
    let rows = rows.iter();
    rows.map(|(table, rows)| ((*table).to_owned(), rows.iter().copied().collect()))
        .collect()
}

fn list<'v>(report: &'v Value, field: &str) -> &'v Vec<Value> {
    report[field].as_array().expect("a list")
}

/// How many findings a report has: each row once for each rule.
fn how_many_finds(report: &Value) -> usize {
    let rules = report["finds"].as_object().expect("finds");
    rules
        .keys()
        .flat_map(|rule| finds(report, rule).into_values())
        .map(|rows| rows.len())
        .sum()
}

#[test]
fn the_json_names_the_rules_run_and_not_run_and_the_rows_from_nought() {
    let desk = desk();

    let ran = done(desk.sightline(&format!("{CHECK} --format json")));

    let report = ran.json();
    let fields: Vec<&String> = report.as_object().expect("an object").keys().collect();
    let expected = [
        "return",
        "collection",
        "rules_run",
        "rules_not_run",
        "finds",
    ];
    assert_eq!(fields, expected);
    assert_eq!(text(&report, "return"), "ssda903");
    assert_eq!(text(&report, "collection"), "2025/26");
    let code = "145: N12 is no category of need; line 16 of the file is row 14";
    assert_eq!(
        finds(&report, "145"),
        rows(&[("Episodes", &[14])]),
        "{code}"
    );
    assert!(list(&report, "rules_run").len() > 200);
    for rule in list(&report, "rules_not_run") {
        assert!(text(rule, "why").contains("it needs"), "{rule}");
    }
    let all = list(&report, "rules_run").len() + list(&report, "rules_not_run").len();
    assert!(all > 300, "every rule of the collection is named");
}

#[test]
fn what_is_no_part_of_the_return_is_named_beside_the_json_and_left_alone() {
    let desk = desk();
    desk.write("extract/last year/header.csv", "CHILD\n");

    let ran = done(desk.sightline(&format!("{CHECK} --format json")));

    ran.json();
    for named in [
        "extract/README.txt: it is text",
        "extract/census.xml: it is a children in need census",
        "extract/last year: it is a folder; give it by itself",
    ] {
        assert!(ran.err.contains(named), "{named}: {}", ran.err);
    }
    desk.sightline(CHECK)
        .done()
        .saying(&["Left alone: extract/README.txt"]);
}

#[test]
fn a_column_no_table_has_and_a_row_too_short_are_said_not_to_have_been_looked_at() {
    let desk = desk();
    let reviews = desk.text("extract/reviews.csv");
    let mut lines = reviews.lines();
    let header = format!("{},NOTE", lines.next().expect("a header"));
    let first = format!("{},seen", lines.next().expect("a row"));
    let rest: Vec<&str> = lines.collect();
    desk.write(
        "extract/reviews.csv",
        format!("{header}\n{first}\n{}\n", rest.join("\n")),
    );

    desk.sightline(CHECK).done().saying(&[
        "extract/reviews.csv, column 5: \"NOTE\" is no column of its table (1 value in it)",
        "extract/reviews.csv, line 3: 4 fields where the first row has 5",
    ]);
}

#[test]
fn people_are_told_the_rule_s_words_the_line_the_child_and_the_value() {
    let desk = desk();

    desk.sightline(CHECK).done().saying(&[
        "145: Category of need code is not a valid code.",
        "line 16, child X1026: CIN N12",
        "Not run:",
        "it needs the return of the year before, which was not given",
    ]);
    desk.sightline("check cin extract/census.xml").done().saying(&[
        "The collection, 2025/26, is that of the header",
        "AssessmentInternalReviewDate: it must be a day of the calendar written yyyy-mm-dd (line 488",
        "1530 (error): UPN invalid",
        "line 20, child X1001: UPN N999000001001",
        "line 98, child X1003: AssessmentActualStartDate 2025-11-10",
    ]);
}

#[test]
fn what_a_rule_needs_can_be_given_and_then_it_runs() {
    let desk = desk();
    let bare = done(desk.sightline(&format!("{CHECK} --format json"))).json();

    let given = format!(
        "{CHECK} --previous before --authority E08000025 --postcodes postcodes.csv --format json"
    );
    let report = done(desk.sightline(&given)).json();

    let not_run = |report: &Value| list(report, "rules_not_run").clone();
    assert!(not_run(&report).len() < not_run(&bare).len());
    for rule in not_run(&report) {
        let why = text(&rule, "why");
        assert!(
            why.contains("Ofsted providers") || why.contains("column UASC"),
            "{rule}"
        );
    }
}

#[test]
fn only_the_rules_asked_for_are_told_and_one_that_is_none_is_refused() {
    let desk = desk();

    let report = desk.sightline(&format!("{CHECK} --rules 145,sw09stg2,202 --format json"));
    let report = done(report).json();

    let run: BTreeSet<&str> = list(&report, "rules_run")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(run, ["145", "SW09STG2"].into());
    assert_eq!(text(&list(&report, "rules_not_run")[0], "rule"), "202");
    desk.sightline(&format!("{CHECK} --rules 145,ZZ1"))
        .refused()
        .saying(&["2025/26 has no rule \"ZZ1\""]);
    desk.sightline("check cin extract/census.xml --rules 145")
        .refused()
        .saying(&["2025/26 has no rule \"145\""]);
}

#[test]
fn the_collection_must_be_known() {
    let desk = desk();

    desk.sightline("check ssda903 extract")
        .refused()
        .saying(&["--collection"]);
    desk.sightline("check ssda903 extract --collection 2025/27")
        .refused()
        .saying(&["2025/27", "as in 2025/26"]);
    desk.sightline("check ssda903 extract --collection 2017/18")
        .refused()
        .saying(&["the oldest are those of 2022/23"]);
    let ran = done(desk.sightline("check cin extract/census.xml --format json"));
    assert!(
        ran.err
            .contains("The collection, 2025/26, is that of the header")
    );
    assert_eq!(text(&ran.json(), "collection"), "2025/26");
    desk.sightline("check cin extract/census.xml --collection 2024/25 --format json")
        .done();
    let census = desk.text("extract/census.xml");
    let census = census
        .replace("<Year>2026</Year>", "")
        .replace("<ReferenceDate>2026-03-31</ReferenceDate>", "");
    desk.write("silent.xml", census);
    desk.sightline("check cin silent.xml")
        .refused()
        .saying(&["silent.xml", "--collection 2025/26"]);
}

#[test]
fn what_cannot_be_checked_says_where_and_why() {
    let desk = desk();
    let census = desk.text("extract/census.xml");
    desk.write("cut.xml", &census[..census.len() / 2]);
    desk.sightline("check cin cut.xml --format json")
        .refused()
        .saying(&["cut.xml, line ", "it was cut short"]);
    desk.sightline("check cin nowhere.xml").refused();
    desk.sightline("check ssda903 nowhere --collection 2025/26")
        .refused()
        .saying(&["nowhere is not there"]);
    desk.sightline("check ssda903 postcodes.csv --collection 2025/26")
        .refused()
        .saying(&["nothing in postcodes.csv is a looked after return"]);
    desk.sightline(&format!("{CHECK} --postcodes extract/header.csv"))
        .refused()
        .saying(&["extract/header.csv", "has no column"]);
    desk.sightline(&format!("{CHECK} --providers extract/header.csv"))
        .refused()
        .saying(&["extract/header.csv", "workbook"]);
    desk.sightline(&format!("{CHECK} --authority Solihull"))
        .refused()
        .saying(&["E08000025"]);
    desk.write("extract/reviews 2.csv", desk.text("extract/reviews.csv"));
    desk.sightline(CHECK)
        .refused()
        .saying(&["extract/reviews 2.csv", "all hold the table reviews"]);
    desk.write("extract/reviews 2.csv", "CHILD,\"DOB\n");
    desk.sightline(CHECK).done();
}

#[test]
fn however_a_file_is_mangled_the_check_is_done_or_refused() {
    let desk = desk();
    for name in ["census.xml", "episodes.csv", "header.csv"] {
        let whole = desk.text(&format!("extract/{name}")).into_bytes();
        for part in 1..8_usize {
            let mut bytes = whole.clone();
            let at = whole.len() * part / 8;
            match part % 4 {
                0 => bytes.truncate(at),
                1 => bytes[at] = 0xff,
                2 => bytes[at] = b'"',
                _ => bytes.splice(at..at, b"<&,\0\n".to_owned()).for_each(drop),
            }
            desk.write(&format!("extract/{name}"), bytes);
            for words in [CHECK, "check cin extract/census.xml"] {
                for format in ["table", "csv", "xlsx --out out.xlsx"] {
                    let ran = desk.sightline(&format!("{words} --format {format}"));
                    assert!(matches!(ran.code, Some(0 | 2)), "{ran:#?}");
                }
            }
        }
        desk.write(&format!("extract/{name}"), whole);
    }
}
