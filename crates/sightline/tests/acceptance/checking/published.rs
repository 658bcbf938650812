//! Published cases, a whole return others have checked, and samples nobody here wrote.

use std::path::PathBuf;

use calamine::{Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use super::{desk, done, finds, how_many_finds, list};
use crate::harness::{Desk, project, samples, text};

fn conformance() -> Option<PathBuf> {
    samples().map(|samples| samples.join("../conformance"))
}

/// Two cases of a rule on the sex of a child, as a person would write them.
const CASES: &str = r#"
{"return":"ssda903","rule":"101","collections":["2024/25","2025/26"],"tables":{"Header":{"columns":["CHILD","SEX"],"index":["0","1"],"rows":[["A","1"],["B","7"]]}},"finds":{"Header":["0","1"]}}
{"return":"ssda903","rule":"102","collections":["2025/26"],"tables":{"Header":{"columns":["CHILD","DOB"],"index":["0"],"rows":[["A","01/02/2015"]]}},"finds":{}}
"#;

#[test]
fn cases_that_agree_end_with_0_and_one_that_differs_unexplained_with_1() {
    let desk = Desk::new();
    desk.write("cases.ndjson", CASES);
    let summary = desk.sightline("check ssda903 --cases cases.ndjson --format json");
    assert_eq!(
        summary.done().json(),
        serde_json::json!({"cases": 2, "agree": 2, "explained": 0, "differ": []})
    );

    desk.change(
        "cases.ndjson",
        r#""finds":{}"#,
        r#""finds":{"Header":["0"]}"#,
    );
    let ran = desk.sightline("check ssda903 --cases cases.ndjson --format json");
    let ran = ran.does_not_hold();
    assert_eq!(
        ran.json()["differ"],
        serde_json::json!([{"rule": "102", "line": 3, "expected": {"Header": ["0"]}, "found": {}}])
    );
    desk.sightline("check ssda903 --cases cases.ndjson")
        .does_not_hold()
        .saying(&["Line 3, rule 102: expected Header 0; found nothing"]);

    desk.write(
        "explained.toml",
        "[[disagreement]]\nrule = \"102\"\nreason = \"There is such a day.\"\n",
    );
    let list = "check ssda903 --cases cases.ndjson --explained explained.toml --format json";
    let summary = desk.sightline(list).done().json();
    assert_eq!(
        (&summary["agree"], &summary["explained"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn a_case_file_that_is_none_is_refused_with_its_line() {
    let desk = desk();
    desk.write("cases.ndjson", format!("{CASES}{{\"rule\":"));
    desk.sightline("check ssda903 --cases cases.ndjson")
        .refused()
        .saying(&["cases.ndjson", "line 4"]);
    desk.sightline("check cin --cases nowhere.ndjson").refused();
    desk.write("cases.ndjson", CASES);
    desk.write("explained.toml", "[[disagreement]]\nrule = \"102\"\n");
    desk.sightline("check ssda903 --cases cases.ndjson --explained explained.toml")
        .refused()
        .saying(&["explained.toml", "reason"]);
    desk.sightline("check ssda903 extract --cases cases.ndjson")
        .refused()
        .saying(&["--cases"]);
}

#[test]
fn the_published_cases_agree_or_are_explained() {
    let Some(conformance) = conformance() else {
        return;
    };
    let desk = Desk::new();
    let explained = project().join("docs/returns/disagreements.toml");
    for (name, cases) in [("ssda903", 220), ("cin", 75)] {
        let file = conformance.join(format!("{name}-rule-cases.ndjson"));
        let words = format!(
            "check {name} --cases {} --explained {} --format json",
            file.display(),
            explained.display()
        );

        let summary = desk.sightline(&words).done().json();

        assert_eq!(summary["cases"], cases);
        assert_eq!(summary["explained"], 3);
        assert_eq!(list(&summary, "differ").len(), 0);
        let unexplained = format!("check {name} --cases {}", file.display());
        desk.sightline(&unexplained).does_not_hold();
    }
}

#[test]
fn a_whole_return_is_found_as_others_find_it() {
    let Some(conformance) = conformance() else {
        return;
    };
    let folder = conformance.join("whole-return");
    let expected = std::fs::read(folder.join("expected.json")).expect("what is expected");
    let expected: Value = serde_json::from_slice(&expected).expect("JSON");
    let words = format!(
        "check ssda903 {0} --previous {0}/prev --collection {1} --authority {2} --format json",
        folder.display(),
        text(&expected, "collection"),
        text(&expected, "authority"),
    );

    let ran = done(Desk::new().sightline(&words));

    let report = ran.json();
    assert!(ran.err.contains("expected.json"), "{}", ran.err);
    let skipped = list(&expected, "skipped_in_peer");
    let rules = expected["finds"].as_object().expect("finds");
    let mut compared = 0;
    for rule in rules
        .keys()
        .filter(|rule| !skipped.contains(&rule.as_str().into()))
    {
        assert_eq!(finds(&report, rule), finds(&expected, rule), "{rule}");
        let run = list(&report, "rules_run");
        assert!(run.contains(&rule.as_str().into()), "{rule} is run");
        compared += 1;
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn samples_nobody_here_wrote_are_checked_in_every_format() {
    let Some(samples) = samples() else { return };
    let desk = Desk::new();
    let looked_after = samples.join("ssda903").display().to_string();
    let mut checks = vec![
        format!("check ssda903 {looked_after} --collection 2022/23"),
        format!("check ssda903 {looked_after}/fake_903.xml --collection 2026/27"),
        format!(
            "check ssda903 {looked_after}/episodes.csv {looked_after}/header.csv --previous {looked_after} --providers {looked_after}/scp_ch_2025_fake.xlsx --collection 2025/26"
        ),
    ];
    for census in std::fs::read_dir(samples.join("cin")).expect("samples") {
        let census = census.expect("a sample").path();
        checks.push(format!(
            "check cin {} --collection 2025/26",
            census.display()
        ));
    }
    for check in checks {
        let report = done(desk.sightline(&format!("{check} --format json"))).json();
        assert!(how_many_finds(&report) > 10, "{check}");
        done(desk.sightline(&check));
        let ran = done(desk.sightline(&format!("{check} --format csv")));
        let mut lines = 0;
        for record in csv::Reader::from_reader(ran.out.as_bytes()).records() {
            let record = record.expect("a record");
            let has_a_line = !record[6].is_empty();
            assert!(has_a_line || &record[3] == "(whole return)", "{record:?}");
            lines += 1;
        }
        assert_eq!(lines, how_many_finds(&report), "{check}");
        done(desk.sightline(&format!("{check} --format xlsx --out out.xlsx")));
        let workbook: Xlsx<_> = open_workbook(desk.path("out.xlsx")).expect("a workbook");
        assert!(workbook.sheet_names().len() > 2, "{check}");
    }
}
