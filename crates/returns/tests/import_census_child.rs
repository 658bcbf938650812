//! Who a child of the census is, and what of a child cannot be told.

mod importing;

use importing::{all, book, census, children, ended_in, field, given_by_child, the, the_aside};
use record::staging::Batch;

/// A child with these elements in its identifiers, and no referral.
fn who(identifiers: &str) -> Batch {
    let child = format!("<Child><ChildIdentifiers>{identifiers}</ChildIdentifiers></Child>");
    let (child, batch) = children(&census(book()), &child).remove(0);
    assert_eq!(ended_in([&batch]), given_by_child(&child));
    batch
}

#[test]
fn a_child_without_any_identifiers_is_set_aside_whole() {
    let child =
        "<Child><CINdetails><CINreferralDate>2025-05-01</CINreferralDate></CINdetails></Child>";
    let (child, batch) = children(&census(book()), child).remove(0);
    assert!(batch.proposed.is_empty());
    assert_eq!(ended_in([&batch]), given_by_child(&child));
}

#[test]
fn an_unborn_child_is_expected_and_not_born() {
    let batch = who(
        "<LAchildID>A1</LAchildID><ExpectedPersonBirthDate>2026-06-01</ExpectedPersonBirthDate><GenderCurrent>0</GenderCurrent>",
    );
    let details = the(&batch, "child-details");
    assert_eq!(field(details, "expected_on"), "2026-06-01");
    assert_eq!(
        (field(details, "born_on"), batch.born_on),
        (String::new(), None)
    );
    assert_eq!(field(details, "sex"), "0");
    assert!(all(&batch, "child-died").is_empty());
}

#[test]
fn the_gender_of_earlier_years_is_taken_where_sex_is_not_given() {
    let batch = who("<LAchildID>A1</LAchildID><GenderCurrent>2</GenderCurrent>");
    assert_eq!(field(the(&batch, "child-details"), "sex"), "2");
    assert_eq!(batch.set_aside, []);
}

#[test]
fn of_sex_and_gender_sex_is_taken_and_the_other_set_aside() {
    let batch = who("<LAchildID>A1</LAchildID><GenderCurrent>2</GenderCurrent><Sex>M</Sex>");
    assert_eq!(field(the(&batch, "child-details"), "sex"), "M");
    let aside = the_aside(&batch);
    assert_eq!(
        (aside.column.as_str(), aside.value.as_str()),
        ("GenderCurrent", "2")
    );
}

#[test]
fn what_stands_twice_where_one_belongs_is_set_aside() {
    // given a second number, a second block of identifiers, and an unknown element
    let batch = who("<LAchildID>A1</LAchildID><LAchildID>A2</LAchildID><Nickname>Jo</Nickname>");
    assert_eq!(batch.authority_id, "A1");
    let values: Vec<&str> = batch
        .set_aside
        .iter()
        .map(|one| one.value.as_str())
        .collect();
    assert_eq!(values, ["A2", "Jo"]);
    let child = "<Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers><ChildIdentifiers><LAchildID>A2</LAchildID><Sex>F</Sex></ChildIdentifiers></Child>";
    let (child, batch) = children(&census(book()), child).remove(0);
    assert_eq!(field(the(&batch, "child-details"), "authority_id"), "A1");
    assert_eq!(batch.set_aside.len(), 2);
    assert_eq!(ended_in([&batch]), given_by_child(&child));
}

#[test]
fn a_date_of_birth_that_is_none_is_set_aside_and_the_child_is_taken() {
    let batch = who("<LAchildID>A1</LAchildID><PersonBirthDate>27/03/2015</PersonBirthDate>");
    assert_eq!(batch.born_on, None);
    assert_eq!(the_aside(&batch).record, Some("child-details"));
}

#[test]
fn each_child_stood_in_the_extract_for_its_days() {
    let batch = who("<LAchildID>A1</LAchildID>");
    let listing = the(&batch, "extract-listing");
    assert_eq!(field(listing, "source"), "cin-census");
    assert_eq!(
        (field(listing, "from"), field(listing, "to")),
        ("2025-04-01".to_owned(), "2026-03-31".to_owned())
    );
    assert_eq!(listing.values, []);
    assert_eq!(listing.from.tells_to, Some(jiff::civil::date(2026, 3, 31)));
}

#[test]
fn what_stands_outside_every_child_is_set_aside_and_empty_elements_are_not_counted() {
    let file =
        "<Message><Children><Infant><Name>Jo</Name></Infant><Child/></Children><Footer/></Message>";
    let mut reader =
        returns::read::census::CensusReader::new(file.as_bytes(), "census.xml").unwrap();
    assert_eq!(reader.children().count(), 1);
    let batch = returns::import::census::outside(&census(book()), "census.xml", reader.unread());
    let values: Vec<(&str, usize)> = batch
        .set_aside
        .iter()
        .map(|one| (one.value.as_str(), one.values.len()))
        .collect();
    assert_eq!(values, [("Jo", 1), ("", 0)]);
}
