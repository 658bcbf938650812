//! What is asked of many together, worked out over a record: each number can be opened.

use std::collections::BTreeMap;

use serde_json::Value;

use super::harness::{Desk, THE_DAY_AFTER, number, text};

/// An authority's own measures of a clock of the book: soon enough, and how many days.
const OWN: &str = r#"
[local]
title   = "Anytown's own practice"
edition = "2026-05"

[measure.own-conferences]
title    = "Initial conferences within fifteen working days"
area     = "assessment-and-s47"
owner    = "head of safeguarding"
of       = "icpc-15wd"
counts   = "met within"
within   = "15 working days"
counting = "trigger day excluded"
target   = "60 per cent"

[[measure.own-conferences.source]]
level = "local"
cite = "Local procedures 4.3, agreed 3 May 2026"
confirmed = "none"

[[measure.own-conferences.together]]
files = [
  [
    "2026-03-02 referral no_further_action=false",
    "2026-03-02 strategy-discussion referral=@1 outcome=section-47-enquiry",
    "2026-03-23 initial-conference referral=@1 enquiry=@2",
  ],
  [
    "2026-03-02 referral no_further_action=false",
    "2026-03-02 strategy-discussion referral=@1 outcome=section-47-enquiry",
    "2026-03-24 initial-conference referral=@1 enquiry=@2",
  ],
]
to = 2026-04-30
of = 2
met = 1
reaches = false
why = "fifteen working days are up on 23 March; the other was a day late"

[measure.own-conference-days]
title  = "How long an initial conference takes"
area   = "assessment-and-s47"
owner  = "head of safeguarding"
of     = "icpc-15wd"
counts = "average days"
target = "no more than 30 days"

[[measure.own-conference-days.source]]
level = "local"
cite = "Local procedures 4.3, agreed 3 May 2026"
confirmed = "none"

[[measure.own-conference-days.together]]
files = [
  [
    "2026-03-02 referral no_further_action=false",
    "2026-03-02 strategy-discussion referral=@1 outcome=section-47-enquiry",
    "2026-03-23 initial-conference referral=@1 enquiry=@2",
  ],
]
to = 2026-04-30
of = 1
met = 1
days = 21
why = "three weeks"
"#;

fn desk() -> Desk {
    let desk = Desk::with_the_example_imported();
    desk.write("own/measures.toml", OWN);
    desk.sightline("practice take-into-force --overlay own")
        .done();
    desk
}

fn asked(desk: &Desk, words: &str) -> Value {
    let words = format!("measures --overlay own --format json {words}");
    desk.sightline(&words).done().json()
}

fn the<'j>(told: &'j Value, id: &str) -> &'j Value {
    let measures = told["measures"].as_array().expect("measures");
    let found = measures.iter().find(|one| one["measure"] == id);
    found.unwrap_or_else(|| panic!("{id} in {told}"))
}

#[test]
fn every_number_of_a_measure_opens_into_the_children_that_it_is_made_of() {
    // Given a record, and what is owed by the clock that is measured
    let desk = desk();
    let words = "--overlay own --clock icpc-15wd";
    let duties = desk.duties(THE_DAY_AFTER, words);
    // When the measures are worked out
    let told = asked(&desk, &format!("--as-at {THE_DAY_AFTER} --children"));
    // Then the share agrees with the duties, of which nobody but the children is missing
    let in_state = |states: &[&str]| {
        let of = |duty: &&Value| states.contains(&text(duty, "state"));
        duties.iter().filter(of).count() as u64
    };
    let share = the(&told, "own-conferences");
    assert_eq!(number(share, "numerator"), in_state(&["met"]));
    assert_eq!(
        number(share, "denominator"),
        in_state(&["met", "met-late", "overdue"])
    );
    assert!(
        number(share, "denominator") > number(share, "numerator"),
        "{share}"
    );
    assert_eq!(number(&share["each"], "late"), in_state(&["met-late"]));
    assert_eq!(number(&share["each"], "not_done"), in_state(&["overdue"]));
    assert_eq!(number(&share["each"], "running"), in_state(&["running"]));
    // And each number is as many as are listed, whose duties can be explained
    let made_of = told["made_of"].as_array().expect("a list");
    for measure in told["measures"].as_array().expect("measures") {
        let mut listed: BTreeMap<String, u64> = BTreeMap::new();
        for one in made_of
            .iter()
            .filter(|one| one["measure"] == measure["measure"])
        {
            *listed
                .entry(text(one, "how").replace('-', "_"))
                .or_default() += 1;
        }
        for (how, of) in measure["each"].as_object().expect("numbers") {
            assert_eq!(
                of.as_u64(),
                Some(listed.get(how).copied().unwrap_or(0)),
                "{how}"
            );
        }
    }
    for one in made_of {
        let known = duties.iter().find(|duty| duty["id"] == one["id"]);
        assert_eq!(known.expect("a duty")["child"], one["child"], "{one}");
    }
    // And of days it is their sum, over those that were done
    let days = the(&told, "own-conference-days");
    let of_days = made_of
        .iter()
        .filter(|one| one["measure"] == "own-conference-days");
    let done: Vec<u64> = of_days
        .filter(|one| one["how"] == "done")
        .map(|one| number(one, "days"))
        .collect();
    assert_eq!(number(days, "numerator"), done.iter().sum::<u64>());
    assert_eq!(number(days, "denominator"), done.len() as u64);
    assert!(!done.is_empty());
}

#[test]
fn what_the_months_come_to_is_what_the_year_comes_to() {
    let desk = desk();
    let period = |from: &str, to: &str| {
        let told = asked(
            &desk,
            &format!("--measure own-conferences --from {from} --to {to}"),
        );
        let share = the(&told, "own-conferences");
        (number(share, "numerator"), number(share, "denominator"))
    };
    let year = period("2025-04-01", "2026-03-31");
    let quarters = [
        period("2025-04-01", "2025-06-30"),
        period("2025-07-01", "2025-09-30"),
        period("2025-10-01", "2025-12-31"),
        period("2026-01-01", "2026-03-31"),
    ];
    let together = quarters
        .iter()
        .fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    assert_eq!(together, year);
    assert!(year.1 > 0, "the example has such duties");
    assert!(
        quarters.iter().any(|quarter| *quarter != year),
        "not all are of one quarter"
    );
}

#[test]
fn measures_are_printed_to_be_read_and_what_cannot_be_asked_is_said() {
    let desk = desk();
    desk.sightline(&format!(
        "measures --overlay own --children --as-at {THE_DAY_AFTER}"
    ))
    .done()
    .saying(&[
        "own-conferences: Initial conferences",
        "at least 60 per cent",
        "lado-1-month",
        "nothing to count",
        "  in time: since 20",
    ]);
    for (words, why) in [
        (
            "--measure nothing",
            "is no measure of the practice book in force; there are lado-1-month, lado-12-month",
        ),
        ("--from 2026-02-01 --to 2026-01-01", "ends before it begins"),
        (
            "--from 2026-02-01 --as-at 2026-03-01",
            "cannot be used with",
        ),
    ] {
        let words = format!("measures --overlay own {words}");
        desk.sightline(&words).refused().saying(&[why]);
    }
}

#[test]
fn a_measure_whose_example_does_not_come_out_is_not_taken_into_force() {
    let desk = Desk::with_the_example_imported();
    desk.write(
        "own/measures.toml",
        OWN.replace("of = 2\nmet = 1", "of = 2\nmet = 2"),
    );
    desk.sightline("practice take-into-force --overlay own")
        .refused()
        .saying(&[
            "measures.toml",
            "own-conferences",
            "expected met 2, found 1",
        ]);
    desk.write(
        "own/measures.toml",
        OWN.replace(
            "[[measure.own-conference-days.together]]",
            "[[measure.own-conferences.together]]",
        ),
    );
    desk.sightline("practice check --overlay own").refused();
}
