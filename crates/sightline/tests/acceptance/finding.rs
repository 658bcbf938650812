//! LE-1, PR-5: a child is found from one box, and a child entered twice is seen.

use std::fs;

use serde_json::Value;

use super::harness::{Desk, Elsewhere, text};

/// The example with names, and one more child who may be another over again, as `second`.
fn the_example_with_names() -> (Desk, Elsewhere) {
    let desk = Desk::with_the_example_imported();
    desk.sightline("export-ssd given").done();
    let people = desk.path("given").join("ssd_person.csv");
    let mut names = ["Amira,Thistlewood", "Zoë,O'Brien", "Mohammed,de la Cruz"].into_iter();
    let mut lines: Vec<String> = fs::read_to_string(&people)
        .expect("the people")
        .lines()
        .map(|line| match line.split_once(",,,") {
            Some((id, rest)) => format!("{id},{},{rest}", names.next().unwrap_or(",")),
            None => line.to_owned(),
        })
        .collect();
    // X1001 again, by another number and taken down by ear.
    let again = lines[1].replacen("X1001,Amira,Thistlewood", "X9001,Amirah,Thislewood", 1);
    lines.push(again);
    fs::write(&people, lines.join("\n")).expect("it is written");
    let second = desk.elsewhere("second");
    desk.sightline_at(&second, "import given --example").done();
    (desk, second)
}

fn found(desk: &Desk, second: &Elsewhere, typed: &str) -> Vec<String> {
    let answer = desk
        .sightline_at(second, &format!("find {typed} --format json"))
        .done()
        .json();
    let found = answer["found"].as_array().expect("a list");
    found
        .iter()
        .map(|one| text(one, "child").to_owned())
        .collect()
}

#[test]
fn le_1_a_child_is_found_by_name_birth_and_number_however_written() {
    let (desk, second) = the_example_with_names();

    assert_eq!(
        found(&desk, &second, "thistlewood amira"),
        ["X1001", "X9001"]
    );
    assert_eq!(found(&desk, &second, "zoe obrien"), ["X1002"]);
    assert_eq!(found(&desk, &second, "muhamed delacruz"), ["X1003"]);
    assert_eq!(found(&desk, &second, "20 february 2016"), ["X1002"]);
    assert_eq!(found(&desk, &second, "x1002"), ["X1002"]);
    let words = desk.sightline_at(&second, "find zoe obrien").done().out;
    assert!(words.contains("Zoë O'Brien"), "{words}");
    assert!(words.contains("20 February 2016"), "{words}");
    assert!(words.contains("surname; first name"), "{words}");
}

#[test]
fn le_1_what_finds_nobody_says_what_would() {
    let (desk, second) = the_example_with_names();

    let nobody = desk.sightline_at(&second, "find quennell").done().out;
    let nothing = desk.sightline_at(&second, "find ,").refused().err;

    assert!(nobody.contains("Nobody was found."), "{nobody}");
    assert!(nothing.contains("add a name"), "{nothing}");
}

#[test]
fn pr_5_a_child_who_was_entered_twice_is_shown() {
    let (desk, second) = the_example_with_names();

    let answer = desk
        .sightline_at(&second, "duplicates --format json")
        .done()
        .json();

    let pairs = answer["likely"].as_array().expect("a list");
    let sides = |pair: &Value| {
        let mut sides = ["one", "other"].map(|side| text(&pair[side], "child").to_owned());
        sides.sort();
        sides
    };
    assert_eq!(
        pairs.iter().map(sides).collect::<Vec<_>>(),
        [["X1001", "X9001"]]
    );
    assert_eq!(
        (&answer["left_out"], &answer["not_compared"]),
        (&0.into(), &0.into())
    );
    let words = desk.sightline_at(&second, "duplicates").done().out;
    assert!(
        words.contains("surname spelt a little differently"),
        "{words}"
    );
}

#[test]
fn le_1_whoever_is_disposed_of_is_found_no_more() {
    let (desk, second) = the_example_with_names();
    assert_eq!(found(&desk, &second, "zoe obrien"), ["X1002"]);

    desk.sightline_at(
        &second,
        "dispose --child X1002 --reason kept --by A --approved-by B --certificate gone.txt",
    )
    .done();

    assert_eq!(found(&desk, &second, "zoe obrien"), Vec::<String>::new());
}
