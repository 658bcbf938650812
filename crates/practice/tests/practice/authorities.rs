//! The authorities of England: today's, and those of every year since the codes began.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use practice::Book;

use crate::small::WORDS;

const TODAY: Date = date(2026, 11, 22);

fn england() -> Book {
    Book::england().expect("the book is sound")
}

#[test]
fn there_are_153_authorities_today_each_with_a_number_of_its_own() {
    let book = england();
    let there = |day: Date| -> BTreeMap<u16, &str> {
        let there = book
            .authorities
            .iter()
            .filter(|(_, one)| one.is_there_on(day));
        there.map(|(code, one)| (one.number, code)).collect()
    };
    assert_eq!(there(TODAY).len(), 153);
    assert_eq!(there(date(2019, 3, 31)).len(), 152);
    assert_eq!(there(date(2023, 3, 31)).len(), 152);
    assert_eq!(
        book.authorities.with_number_on(943, TODAY),
        Some("E06000064")
    );
    assert_eq!(book.authorities.with_number_on(909, TODAY), None);
}

#[test]
fn a_code_stands_for_the_authority_of_the_day_asked_about() {
    let book = england();
    let on = |code, day| book.authorities.on(code, day);
    let (before, after) = (date(2023, 3, 31), date(2023, 4, 1));

    // One became one.
    assert_eq!(on("E10000027", after), "E06000066");
    assert_eq!(on("E06000066", before), "E10000027");
    assert_eq!(on("E06000057", date(2009, 3, 31)), "E10000022");
    // One became two: which is told by the district alone.
    assert_eq!(on("E06000063", before), "E10000006");
    assert_eq!(on("E07000030", before), "E10000006");
    assert_eq!(on("E07000030", after), "E06000064");
    assert_eq!(on("E10000006", after), "E10000006");
    // Two became one: which of them is not told.
    assert_eq!(on("E06000058", date(2019, 3, 31)), "E06000058");
    assert_eq!(on("E06000029", TODAY), "E06000058");
    // What is no authority of England is left as it is.
    assert_eq!(on("W06000008", TODAY), "W06000008");
    assert_eq!(on("", TODAY), "");
}

#[test]
fn an_authority_that_cannot_be_is_refused_with_its_line() {
    let refused = |lines: &str| -> Vec<String> {
        let text = format!(
            "[authorities]\ntitle = \"t\"\nsource = \"s\"\n[authorities.authority]\n{lines}"
        );
        let read = Book::read([("a/words.toml", WORDS), ("b/list.toml", text.as_str())]);
        let problems = read.err().map(|problems| problems.0).unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    };
    let good = "E06000001 = { name = \"A\", number = 201 }";

    assert_eq!(refused(good), [""; 0]);
    for (lines, says) in [
        (
            "E0600001 = { name = \"A\", number = 201 }",
            "list.toml:5: \"E0600001\" is no code",
        ),
        (
            "E06000001 = { name = \"A\", number = 20 }",
            "three figures are expected",
        ),
        (
            "E06000001 = { name = \"A\", number = 201, from = 2020-04-01, until = 2020-03-31 }",
            "before it begins",
        ),
        (
            "E06000001 = { name = \"A\", number = 201, follows = [\"E10000001\"] }",
            "which is no authority",
        ),
        (
            "E06000001 = { name = \"A\", number = 201, districts = [\"E07000009 to E07000008\"] }",
            "no run of districts",
        ),
        (
            "E06000001 = { name = \"A\", number = 201 }\nE06000002 = { name = \"B\", number = 201, from = 2020-04-01 }",
            "on the same days",
        ),
    ] {
        let found = refused(lines);
        assert!(
            found.iter().any(|one| one.contains(says)),
            "{lines}: {found:?}"
        );
    }
}
