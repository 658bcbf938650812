//! PR-10, CA-19: what stands in a summary until it is ended, looked at again or withdrawn.

use practice::{Fields, Value, When};

use crate::given::{File, day, fields, typed};
use crate::summary::{as_at, in_care, only, section, words};

#[test]
fn warnings_for_whoever_visits_come_first_and_say_how_to_visit() {
    let mut file = in_care();
    let mut warning: Fields = fields(&[
        ("kind", "animal"),
        ("what", "A dog that bites"),
        ("review_on", "2026-11-01"),
    ]);
    let two = Value::Codes(vec!["two-workers".to_owned()]);
    warning.insert("precautions".to_owned(), two);
    let body = record::Body {
        fields: warning,
        ..record::Body::default()
    };
    file.written("worker-safety-warning", "2026-08-01", body, None);
    let now = as_at(&file, "2026-11-22");
    assert_eq!(now[0].id, "worker-safety");
    assert_eq!(now[0].items[0].words, "An animal: Two workers together");
    assert!(
        now[0].items[0].review_passed,
        "it was to be looked at on 1 November"
    );
    let first_calm = now.iter().position(|section| !section.urgent);
    assert!(
        now[first_calm.expect("one is not urgent")..]
            .iter()
            .all(|section| !section.urgent)
    );
}

#[test]
fn pr_10_a_risk_looked_at_again_shows_what_was_found_then_and_goes_when_it_ended() {
    let mut file = File::default();
    let risk = file.written(
        "risk",
        "2026-07-01",
        typed(&[
            ("kind", "domestic-abuse"),
            ("level", "high"),
            ("what", "He comes back."),
            ("review_on", "2026-08-01"),
        ]),
        None,
    );
    let of = risk.to_string();
    file.written(
        "risk-reviewed",
        "2026-08-03",
        typed(&[
            ("risk", &of),
            ("level", "medium"),
            ("changed", "An order was made."),
            ("review_on", "2026-12-01"),
        ]),
        None,
    );
    let then = only(&as_at(&file, "2026-08-02"), "risks");
    assert_eq!(
        (then.words.as_str(), then.review_passed),
        ("Domestic abuse: High", true)
    );
    let now = only(&as_at(&file, "2026-11-22"), "risks");
    assert_eq!(
        (now.words.as_str(), now.review_passed),
        ("Domestic abuse: Medium", false)
    );
    assert_eq!(
        (now.entry, now.renewed),
        (risk, Some(When::Day(day("2026-08-03"))))
    );
    assert!(
        now.details
            .iter()
            .any(|detail| detail.says == "An order was made.")
    );

    file.written(
        "risk-ended",
        "2026-11-01",
        typed(&[("risk", &of), ("evidence", "Six months.")]),
        None,
    );
    assert_eq!(words(&as_at(&file, "2026-11-22"), "risks"), [""; 0]);
}

#[test]
fn ca_19_promises_stay_open_until_what_became_of_them_is_written_down() {
    let mut file = File::default();
    let made = [
        ("by_whom", "Her worker"),
        ("what", "To ring Mum"),
        ("by", "2026-11-10"),
    ];
    let promise = file
        .written("promise", "2026-11-01", typed(&made), None)
        .to_string();
    let open = only(&as_at(&file, "2026-11-22"), "promises");
    assert_eq!(open.words, "To ring Mum (Her worker, by 10 November 2026)");
    assert!(open.review_passed);
    file.written(
        "promise-concluded",
        "2026-11-23",
        typed(&[("promise", &promise), ("outcome", "late")]),
        None,
    );
    assert_eq!(words(&as_at(&file, "2026-11-23"), "promises"), [""; 0]);
}

#[test]
fn of_each_person_only_the_latest_communication_need_is_shown() {
    let mut file = File::default();
    for (on, who, language) in [
        ("2026-01-05", "Mother", "Kurdish"),
        ("2026-02-05", "Child", "English"),
        ("2026-03-05", "Mother", "Kurmanji Kurdish"),
    ] {
        let need = [
            ("who", who),
            ("needs", "spoken-interpreter"),
            ("language", language),
        ];
        file.written("communication-need", on, typed(&need), None);
    }
    let now = as_at(&file, "2026-11-22");
    let shown: Vec<_> = (section(&now, "communication").items.iter())
        .map(|item| item.details[0].says.as_str())
        .collect();
    assert_eq!(shown, ["Kurmanji Kurdish", "English"]);
}

#[test]
fn what_was_withdrawn_is_not_shown() {
    let mut file = File::default();
    let said = [
        ("kind", "neglect"),
        ("level", "high"),
        ("what", "x"),
        ("review_on", "2026-08-01"),
    ];
    let risk = file.written("risk", "2026-07-01", typed(&said), None);
    let mut withdrawn = typed(&said);
    withdrawn.withdrawn = Some("It was written in the wrong file.".to_owned());
    file.written("risk", "2026-07-01", withdrawn, Some(risk));
    assert_eq!(words(&as_at(&file, "2026-11-22"), "risks"), [""; 0]);
}
