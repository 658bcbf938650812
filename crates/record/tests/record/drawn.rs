//! LE-1: a handover is filled in from the file, with nothing in it that its reader may not read.

use practice::When;
use record::drawn::{self, Owing};

use crate::given::{File, book, day, typed};

fn at(text: &str) -> jiff::Timestamp {
    When::Day(day(text)).end()
}

#[test]
fn le_1_a_handover_tells_the_last_events_the_risks_and_what_is_owed_in_fourteen_days() {
    let mut file = File::default();
    for number in 1..=28 {
        let on = format!("2026-09-{number:02}");
        let what = format!("Event {number}");
        let told = typed(&[("kind", "move"), ("what", &what)]);
        file.written("significant-event", &on, told, None);
    }
    let risk = [
        ("kind", "neglect"),
        ("level", "medium"),
        (
            "what",
            "Meals are missed, [[third party: as the aunt says]]",
        ),
        ("review_on", "2026-12-01"),
    ];
    file.written("risk", "2026-10-01", typed(&risk), None);
    let owing = |clock: &str, due: &str, late| Owing {
        clock: clock.to_owned(),
        kind: "referral".to_owned(),
        from: at("2026-10-01"),
        due: Some(When::Day(day(due))),
        late,
    };
    let owing = [
        owing("case-supervision", "2026-11-16", false),
        owing("cin-visit", "2026-11-17", false),
        owing("promise-kept", "2026-10-30", true),
    ];

    let told = drawn::of(book(), "handover", &file.folded(), &owing, at("2026-11-02"));

    let story: Vec<&str> = told["story"].lines().collect();
    assert_eq!(story[0], "3 earlier events stand in the chronology.");
    assert!(story[1].starts_with("4 September 2026:"), "{story:?}");
    assert!(story[25].contains("Event 28"), "{story:?}");
    // What is marked as about somebody else keeps its mark: a copy for the family leaves it out.
    assert!(told["risks"].contains("[[third party: as the aunt says]]"));
    assert_eq!(
        told["owed"],
        "Promise to the child kept: late since 30 October 2026\nCase supervision: by 16 November 2026"
    );
    assert!(!told.contains_key("promises"));
}

#[test]
fn le_1_who_matters_stands_once_with_how_they_are_reached() {
    let mut file = File::default();
    let mother = [
        ("name", "Esi Fictional"),
        ("how", "mother"),
        ("contact", "Evenings, by text."),
    ];
    file.written(
        "parental-responsibility",
        "2014-03-01",
        typed(&mother),
        None,
    );
    for (name, relation) in [("Esi Fictional", "mother"), ("Kweku Fictional", "father")] {
        let told = typed(&[("name", name), ("relation", relation)]);
        file.written("relationship", "2026-09-01", told, None);
    }

    let told = drawn::of(book(), "handover", &file.folded(), &[], at("2026-11-02"));

    let people: Vec<&str> = told["people"].lines().collect();
    assert_eq!(people.len(), 2, "{people:?}");
    assert!(
        people[0].ends_with("How to reach them: Evenings, by text"),
        "{people:?}"
    );
    assert!(people[1].starts_with("Kweku Fictional"), "{people:?}");
}

#[test]
fn what_is_of_another_class_is_in_no_handover_that_more_people_read() {
    let mut file = File::default();
    let health = book()
        .records
        .values()
        .find(|record| record.class == "health" && record.significant.is_some());
    let owing = book()
        .records
        .values()
        .find(|record| record.class == "health");
    let owing = Owing {
        clock: "cla-dental".to_owned(),
        kind: owing.expect("a record of health").name.clone(),
        from: at("2026-10-01"),
        due: Some(When::Day(day("2026-11-04"))),
        late: false,
    };
    if let Some(health) = health {
        file.written(&health.name.clone(), "2026-09-01", typed(&[]), None);
    }

    let told = drawn::of(
        book(),
        "handover",
        &file.folded(),
        &[owing],
        at("2026-11-02"),
    );

    assert!(told.is_empty(), "{told:?}");
}
