//! By what people are found, where the book says what cannot be.

use practice::Book;
use practice::book::ENGLAND;

use super::expect;

/// Everything that is wrong in the book of England after one change to one file.
fn problems(file: &str, old: &str, new: &str) -> Vec<String> {
    let (_, text) = ENGLAND
        .iter()
        .find(|(name, _)| *name == file)
        .expect("the file");
    let changed = super::changed(text, old, new);
    let files = ENGLAND.iter().map(|(name, text)| {
        let text = if *name == file {
            changed.as_str()
        } else {
            text
        };
        (*name, text)
    });
    match Book::read(files) {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .0
            .iter()
            .map(|problem| problem.what.clone())
            .collect(),
    }
}

const PERSON: &str = "child/person.toml";
const FINDING: &str = "child/finding.toml";

#[test]
fn a_field_found_by_what_nobody_knows_is_refused() {
    expect(
        &problems(PERSON, "found_by = \"surname\"", "found_by = \"family\""),
        "person-details.surname is found by \"family\"; forename, surname, kind of name, date of birth, identifier, kind of identifier, address, postcode is expected",
    );
}

#[test]
fn a_field_of_another_type_than_what_it_is_found_by_is_refused() {
    expect(
        &problems(
            PERSON,
            "found_by = \"surname\"",
            "found_by = \"date of birth\"",
        ),
        "person-details.surname cannot be found by \"date of birth\", as it is of another type: a date of birth is a date, a kind is text or a code, all else is text",
    );
}

#[test]
fn a_name_for_what_is_no_identifier_is_refused() {
    expect(
        &problems(PERSON, "found_by = \"surname\"", "called = \"surname\""),
        "person-details.surname has `called`, which says what an identifier is called, and is not found by \"identifier\"",
    );
}

#[test]
fn an_agreement_that_is_not_weighed_or_not_known_is_refused() {
    let found = problems(FINDING, "surname-begins       =", "surname-ends =");

    expect(&found, "[finding] does not weigh \"surname-begins\"");
    expect(
        &found,
        "[finding] weighs \"surname-ends\", which is no agreement that the program knows",
    );
}

#[test]
fn a_weight_beyond_all_measure_is_refused() {
    expect(
        &problems(FINDING, "likely = 20.0", "likely = 2000"),
        "[finding] weighs \"likely\" 2000 bits; -64 to 64 is expected",
    );
}

#[test]
fn a_short_form_in_capitals_is_refused() {
    expect(
        &problems(FINDING, "abdul = [\"abdullah\"", "abdul = [\"Abdullah\""),
        "[finding] has the word \"Abdullah\": small letters from a to z are expected",
    );
}

#[test]
fn marks_without_weights_are_refused() {
    let files = ENGLAND.iter().copied().filter(|(name, _)| *name != FINDING);

    let found = Book::read(files).expect_err("nothing weighs them");

    let found: Vec<String> = found.0.iter().map(|problem| problem.what.clone()).collect();
    expect(
        &found,
        "person-details.surname has `found_by`, and the book has no [finding] that weighs it",
    );
}
