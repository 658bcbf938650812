//! LE-1, PR-15: who lives with the child today, and who did on any day before.

use practice::When;
use record::household::{self, Member};

use crate::given::{File, book, day, typed};

fn names(members: &[Member]) -> Vec<&str> {
    members.iter().map(|member| member.name.as_str()).collect()
}

fn moving() -> File {
    let mut file = File::default();
    let mum = [("name", "Kay Dunn"), ("relation", "mother")];
    file.written("household-member", "2014-05-10", typed(&mum), None);
    let partner = [("name", "Lee Voss"), ("relation", "step-father")];
    let partner = file
        .written("household-member", "2024-02-01", typed(&partner), None)
        .to_string();
    let lodger = [
        ("name", "Sam"),
        ("relation", "lodger"),
        ("until", "2024-09-30"),
    ];
    file.written("household-member", "2024-06-01", typed(&lodger), None);
    file.written(
        "household-member-left",
        "2025-08-15",
        typed(&[("member", &partner)]),
        None,
    );
    file
}

#[test]
fn on_each_day_those_are_named_who_lived_there() {
    let file = moving().folded();
    for (on, expected) in [
        ("2014-05-09", vec![]),
        ("2020-01-01", vec!["Kay Dunn"]),
        ("2024-07-01", vec!["Kay Dunn", "Lee Voss", "Sam"]),
        ("2024-09-30", vec!["Kay Dunn", "Lee Voss", "Sam"]),
        ("2024-10-01", vec!["Kay Dunn", "Lee Voss"]),
        ("2025-08-15", vec!["Kay Dunn", "Lee Voss"]),
        ("2025-08-16", vec!["Kay Dunn"]),
    ] {
        assert_eq!(
            names(&household::on(book(), &file, day(on))),
            expected,
            "{on}"
        );
    }
}

#[test]
fn everybody_who_ever_lived_there_is_told_with_both_days() {
    let ever = household::ever(book(), &moving().folded());
    assert_eq!(names(&ever), ["Kay Dunn", "Lee Voss", "Sam"]);
    assert_eq!(ever[1].relation, "Stepfather, the mother's partner");
    assert_eq!(ever[1].until, Some(When::Day(day("2025-08-15"))));
    assert_eq!(ever[0].until, None);
}
