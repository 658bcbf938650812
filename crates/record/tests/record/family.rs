//! The family as a drawing and as a table: who they are, what they are to each other, and
//! where each stands, whatever is told and however it contradicts itself.

use std::collections::BTreeSet;

use practice::When;
use proptest::prelude::*;
use record::family::{self, Bond, Genogram, LineKind, Person, SIZE, Shape};

use crate::given::{File, book, day, typed};

/// Somebody: name, relation, and further fields.
type Told<'t> = (&'t str, &'t str, &'t [(&'t str, &'t str)]);

/// A file with these people.
fn family_of(people: &[Told<'_>]) -> File {
    let mut file = File::default();
    for (name, relation, more) in people {
        let mut told = vec![("relation", *relation)];
        if !name.is_empty() {
            told.push(("name", name));
        }
        told.extend_from_slice(more);
        file.written("relationship", "2026-01-05", typed(&told), None);
    }
    file
}

fn drawn(file: &File) -> Genogram {
    family::of(book(), &file.folded(), When::Day(day("2026-11-22")).end())
}

fn number(drawn: &Genogram, name: &str) -> usize {
    let found = drawn.people.iter().position(|person| person.name == name);
    found.unwrap_or_else(|| panic!("{name} is drawn: {:?}", drawn.people))
}

fn person<'d>(drawn: &'d Genogram, name: &str) -> &'d Person {
    &drawn.people[number(drawn, name)]
}

fn parents<'d>(drawn: &'d Genogram, name: &str) -> BTreeSet<&'d str> {
    let child = number(drawn, name);
    let lines = drawn.lines.iter();
    let lines = lines.filter(|line| line.to == child && line.kind == LineKind::Birth);
    let from = lines.flat_map(|line| &line.from);
    from.map(|parent| drawn.people[*parent].name.as_str())
        .collect()
}

#[test]
fn the_child_is_marked_below_mother_and_father_who_are_drawn_by_gender() {
    let mut file = family_of(&[
        ("Kay", "mother", &[]),
        ("Joe", "father", &[("died_on", "2020-03-01")]),
    ]);
    let told = [
        ("told_by", "ssda903"),
        ("authority_id", "A1"),
        ("born_on", "2014-05-10"),
        ("sex", "F"),
    ];
    file.written("child-details", "2026-03-31", typed(&told), None);
    let drawn = drawn(&file);
    let (kay, joe, child) = (
        person(&drawn, "Kay"),
        person(&drawn, "Joe"),
        &drawn.people[0],
    );
    assert!(child.child && child.shape == Shape::Circle && !child.unborn);
    assert_eq!((kay.shape, joe.shape), (Shape::Circle, Shape::Square));
    assert!(joe.died && !kay.died);
    assert_eq!(parents(&drawn, "The child"), BTreeSet::from(["Joe", "Kay"]));
    assert!(
        joe.x < child.x && child.x < kay.x,
        "the child stands between them"
    );
    assert!(joe.y == kay.y && kay.y < child.y);
    assert_eq!(drawn.couples.len(), 1);
    assert_eq!(drawn.couples[0].bond, Bond::Parents);
}

#[test]
fn a_half_sister_by_the_mother_shares_the_mother_and_not_the_father() {
    let drawn = drawn(&family_of(&[
        ("Mia", "half-sister-mother", &[("born_on", "2010-01-01")]),
        ("Kay", "mother", &[]),
        ("Joe", "father", &[]),
        ("Tom", "brother", &[("born_on", "2016-01-01")]),
    ]));
    assert_eq!(parents(&drawn, "Mia"), BTreeSet::from(["Kay"]));
    assert_eq!(parents(&drawn, "Tom"), BTreeSet::from(["Joe", "Kay"]));
    assert_eq!(person(&drawn, "Mia").y, person(&drawn, "Tom").y);
}

#[test]
fn an_unknown_father_is_drawn_and_his_mother_above_him() {
    let drawn = drawn(&family_of(&[
        ("", "father", &[]),
        ("Ann", "grandmother-father", &[]),
        ("Bea", "grandmother-mother", &[]),
    ]));
    assert_eq!(
        parents(&drawn, "The child"),
        BTreeSet::from(["Father, name not known", "Mother, not recorded"])
    );
    assert_eq!(
        parents(&drawn, "Father, name not known"),
        BTreeSet::from(["Ann"])
    );
    assert_eq!(
        parents(&drawn, "Mother, not recorded"),
        BTreeSet::from(["Bea"])
    );
    assert_eq!(person(&drawn, "Ann").generation, -2);
}

#[test]
fn twins_leave_the_line_at_one_point_and_a_younger_sister_does_not() {
    let drawn = drawn(&family_of(&[
        ("Kay", "mother", &[]),
        ("Ida", "sister", &[("born_on", "2012-02-02")]),
        ("Una", "sister", &[("born_on", "2012-02-02")]),
        ("Eve", "sister", &[("born_on", "2018-02-02")]),
    ]));
    let line = |name: &str| {
        let to = number(&drawn, name);
        drawn
            .lines
            .iter()
            .find(|line| line.to == to)
            .expect("a line")
    };
    let leaves = |name: &str| line(name).points[line(name).points.len() - 2];
    assert!(line("Ida").twin && line("Una").twin && !line("Eve").twin);
    assert_eq!(leaves("Ida"), leaves("Una"));
    assert_eq!(leaves("Eve").x, person(&drawn, "Eve").x);
}

#[test]
fn an_unborn_child_and_an_unborn_sister_are_said_to_be_so() {
    let mut file = family_of(&[
        ("Kay", "mother", &[]),
        ("", "sister", &[("expected_on", "2027-01-20")]),
    ]);
    let told = [
        ("told_by", "cin-census"),
        ("authority_id", "A1"),
        ("expected_on", "2027-01-20"),
    ];
    file.written("child-details", "2026-11-01", typed(&told), None);
    let drawn = drawn(&file);
    assert!(drawn.people[0].unborn);
    let sister = person(&drawn, "Sister, name not known");
    assert!(sister.unborn);
    assert_eq!(sister.dates(), "not yet born, expected 20 January 2027");
}

#[test]
fn somebody_with_two_partners_stands_between_them_and_an_ended_tie_is_former() {
    let mut file = family_of(&[("Kay", "mother", &[]), ("Joe", "father", &[])]);
    let tie = [("name", "Lee"), ("relation", "partner"), ("of", "Kay")];
    let tie = file
        .written("relationship", "2026-01-06", typed(&tie), None)
        .to_string();
    let now = drawn(&file);
    let x = |name: &str| person(&now, name).x;
    assert!(x("Joe") < x("Kay") && x("Kay") < x("Lee"));
    assert_eq!(
        now.couples
            .iter()
            .filter(|couple| couple.bond == Bond::Partners)
            .count(),
        1
    );
    assert_eq!(person(&now, "Lee").relations, ["Partner of Kay"]);

    file.written(
        "relationship-ended",
        "2026-02-01",
        typed(&[("relationship", &tie)]),
        None,
    );
    let bonds: Vec<_> = drawn(&file)
        .couples
        .iter()
        .map(|couple| couple.bond)
        .collect();
    assert!(bonds.contains(&Bond::Former) && !bonds.contains(&Bond::Partners));
}

#[test]
fn one_person_told_of_twice_is_drawn_once() {
    let mut file = family_of(&[("Kay  Dunn", "mother", &[])]);
    let lives = [("name", "kay dunn"), ("relation", "mother")];
    file.written("household-member", "2014-05-10", typed(&lives), None);
    let drawn = drawn(&file);
    assert_eq!(drawn.people.len(), 2);
    assert_eq!(drawn.people[1].entries.len(), 2);
    assert_eq!(drawn.people[1].relations, ["Mother"]);
}

#[test]
fn the_table_says_the_same_as_the_drawing_eldest_first() {
    let drawn = drawn(&family_of(&[
        ("Kay", "mother", &[("born_on", "1990-04-01")]),
        ("Ann", "grandmother-mother", &[("died_on", "2020-03-01")]),
        ("Pat", "adoptive-father", &[]),
    ]));
    let rows = drawn.rows();
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names[0], "Ann");
    assert_eq!(names[3], "The child");
    assert_eq!(rows[0].dates, "died 1 March 2020");
    assert_eq!(rows[3].parents, "Kay, Pat (by adoption)");
    assert_eq!(rows.len(), drawn.people.len());
}

proptest! {
    /// However people are related, in circles too, everybody is drawn once, apart from
    /// everybody else and within the drawing, and in the same place every time.
    #[test]
    fn whatever_is_told_everybody_stands_in_a_place_of_their_own(
        told in prop::collection::vec((0..6_usize, 0..33_usize, 0..7_usize), 0..14),
    ) {
        let codes: Vec<&String> = book().codes["relation"].codes.keys().collect();
        let names = ["Ann", "Bea", "Cal", "Dee", "Eli", "", ""];
        let mut file = File::default();
        for (name, relation, of) in told {
            let relation = codes[relation % codes.len()];
            let what = [("name", names[name]), ("relation", relation), ("of", names[of])];
            file.written("relationship", "2026-01-05", typed(&what), None);
        }
        let drawn = drawn(&file);
        prop_assert_eq!(&drawn, &self::drawn(&file));
        for (number, one) in drawn.people.iter().enumerate() {
            prop_assert!((0..=drawn.width).contains(&one.x) && (0..=drawn.height).contains(&one.y));
            for other in &drawn.people[number + 1..] {
                let apart = one.y != other.y || (one.x - other.x).abs() >= 2 * SIZE;
                prop_assert!(apart, "{} and {} stand in one place", one.name, other.name);
            }
        }
        prop_assert_eq!(drawn.rows().len(), drawn.people.len());
        for line in &drawn.lines {
            prop_assert!(line.to < drawn.people.len() && line.points.len() >= 2);
        }
    }
}
