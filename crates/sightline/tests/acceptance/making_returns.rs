//! Issue 7, part 4: returns made from the record itself, and checked by the same rules.

use serde_json::Value;

use super::harness::{Desk, Ran};

/// It was done, whatever was said beside it.
fn done(ran: Ran) -> Ran {
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    ran
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).expect("JSON on the screen, and what else is said beside it")
}

/// The rules that found something, but those whose rows were set aside at the import.
fn found(report: &Value, besides: &[&str]) -> Vec<String> {
    let finds = report["finds"].as_object().expect("findings");
    let rules = finds.keys().map(String::as_str);
    rules
        .filter(|rule| !besides.contains(rule))
        .map(str::to_owned)
        .collect()
}

#[test]
fn le_5_the_census_of_the_record_is_found_to_be_what_the_extract_was() {
    // Given a record into which a census was taken
    let desk = Desk::with_the_example_imported();

    // When the census is made from it again
    let made =
        done(desk.sightline(
            "return cin --year 2025/26 --authority E06000001 --out made.xml --format json",
        ));

    // Then the same rules find the same in it, but for what the record could not take
    let told = done(desk.sightline("check cin extract/census.xml --format json"));
    assert_eq!(
        found(&json(&made), &["schema"]),
        found(&json(&told), &["schema"])
    );
    assert!(desk.text("made.xml").contains("<LEA>805</LEA>"));
    // And who was left out is counted, with the reason
    assert!(made.err.contains("15 children are in it"), "{}", made.err);
    assert!(made.err.contains("Left out: 2 children"), "{}", made.err);

    // When it is made a second time in the same place
    let again = desk.sightline("return cin --year 2025/26 --out made.xml");

    // Then nothing is written over
    assert_eq!(again.code, Some(2));
    assert!(
        again.err.contains("nothing is written over"),
        "{}",
        again.err
    );
}

#[test]
fn le_5_the_looked_after_return_of_the_record_has_the_rows_of_the_extract() {
    let desk = Desk::with_the_example_imported();

    let made = done(desk.sightline("return ssda903 --year 2025/26 --out made --format json"));

    // Each table has the rows that it had, in the same words, but those that were set aside
    let rows = |path: &str| {
        let text = desk.text(path);
        let mut rows: Vec<String> = text.lines().skip(1).map(str::to_owned).collect();
        rows.sort_unstable();
        rows
    };
    for table in [
        "header",
        "reviews",
        "oc2",
        "oc3",
        "missing",
        "uasc",
        "placed_for_adoption",
    ] {
        let (told, made) = (
            rows(&format!("extract/{table}.csv")),
            rows(&format!("made/{table}.csv")),
        );
        assert!(!told.is_empty(), "{table}");
        assert_eq!(made, told, "{table}");
    }
    // And the rules that compare with the year before ran
    let report = json(&made);
    let not_run: Vec<&str> = (report["rules_not_run"].as_array().expect("rules").iter())
        .filter_map(|one| one["why"].as_str())
        .collect();
    assert!(
        !not_run.iter().any(|why| why.contains("the year before")),
        "{not_run:?}"
    );
}

#[test]
fn the_example_authoritys_returns_keep_the_rules() {
    // Given the example authority, and the two years in which it has worked
    let desk = Desk::new();
    done(desk.sightline(&format!("demo --scale tiny --data {}", desk.record())));

    // When its returns are made
    for year in ["2025/26", "2026/27"] {
        let to = year.replace('/', "-");
        let census = done(desk.sightline(&format!(
            "return cin --year {year} --authority E06000001 --out census-{to}.xml --format json"
        )));
        let looked_after = done(desk.sightline(&format!(
            "return ssda903 --year {year} --out looked-after-{to} --format json"
        )));

        // Then no census is refused, though some are asked about
        let errors: Vec<String> = (found(&json(&census), &[]).into_iter())
            .filter(|rule| !rule.ends_with('Q'))
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
        // And every rule of the schema is kept
        assert!(!found(&json(&census), &[]).contains(&"schema".to_owned()));
        assert!(
            json(&looked_after)["rules_run"]
                .as_array()
                .is_some_and(|run| run.len() > 200)
        );
    }
}

#[test]
fn where_there_is_no_record_no_return_is_begun() {
    let desk = Desk::new();
    for command in [
        "return cin --year 2025/26 --out made.xml",
        "return ssda903 --year 2025/26 --out made",
    ] {
        let refused = desk.sightline(command);
        assert_eq!(refused.code, Some(2), "{refused:#?}");
    }
    assert!(!desk.path("made.xml").exists() && !desk.path("made").exists());
}

#[test]
fn the_lists_for_inspectors_are_written_as_they_are_read() {
    // Given the example authority
    let desk = Desk::new();
    done(desk.sightline(&format!("demo --scale tiny --data {}", desk.record())));

    // When the lists for inspectors are made
    let made = done(desk.sightline("return annex-a --out lists.xlsx --format json"));

    // Then the same rules that check anybody's find nothing that is about their form
    let report = json(&made);
    assert_eq!(report["return"], "annex-a");
    let found = found(&report, &[]);
    for about_form in [
        "AA001", "AA003", "AA004", "AA005", "AA101", "AA103", "AA105", "AA301",
    ] {
        assert!(!found.contains(&about_form.to_owned()), "{found:?}");
    }
    // And read again by themselves they say the same
    let again = done(desk.sightline("check annex-a lists.xlsx --format json"));
    assert_eq!(json(&again)["finds"], report["finds"]);

    // And a list is told with line, child and values
    let table = done(desk.sightline("check annex-a lists.xlsx --rules AA002"));
    assert!(
        table
            .out
            .contains("A value that every row must have is blank."),
        "{}",
        table.out
    );
    assert!(table.out.contains("child W"), "{}", table.out);
}

#[test]
fn what_is_no_workbook_of_lists_is_refused_in_words() {
    let desk = Desk::new();
    desk.write("lists.xlsx", "Child Unique ID,Gender\nA1,a) Male\n");
    let refused = desk.sightline("check annex-a lists.xlsx");
    assert_eq!(refused.code, Some(2));
    assert!(
        refused
            .err
            .contains("another kind of file, or was cut short"),
        "{}",
        refused.err
    );
}

#[test]
fn le_13_what_the_returns_would_find_is_counted_by_rule_and_by_team() {
    // Given a record of children of whom some things were not told
    let desk = Desk::with_the_example_imported();

    // When somebody asks what the returns would find, on the last day of the year
    let told = done(desk.sightline("return findings --on 2026-03-31 --children --format json"));

    // Then each rule is there with its words and the children it is about
    let findings = json(&told)["findings"].as_array().expect("a list").clone();
    let of = |rule: &str| {
        let one = findings.iter().find(|one| one["rule"] == rule);
        one.unwrap_or_else(|| panic!("{rule}: {findings:#?}"))
    };
    assert_eq!(of("8670Q")["kind"], "query");
    assert_eq!(of("630")["return"], "ssda903");
    assert_eq!(of("630")["children"], 1);
    assert_eq!(of("630")["of"].as_array().map(Vec::len), Some(1));
    // And the census itself finds them too
    let census = done(desk.sightline("return cin --year 2025/26 --out c.xml --format json"));
    let in_census = found(&json(&census), &[]);
    for one in findings.iter().filter(|one| one["return"] == "cin") {
        let rule = one["rule"].as_str().expect("a rule").to_owned();
        assert!(in_census.contains(&rule), "{rule} among {in_census:?}");
    }
}
