//! An extract beside a practice book that lacks something: nothing is lost.

mod importing;

use importing::{children, ended_in, given_by_child, given_by_return};
use returns::read::ssda903::Table as LookedAfter;

const CHILD: &str = "<Child><ChildIdentifiers><LAchildID>A1</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate></ChildIdentifiers>
<ChildCharacteristics><Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-10-06</CINreferralDate><CINclosureDate>2025-12-01</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure></CINdetails></Child>";

#[test]
fn a_record_type_that_the_book_lacks_sets_its_values_aside_and_says_so() {
    // given a practice book without the closing of a case
    let mut book = importing::book().clone();
    book.records.remove("case-closed");
    // when a census with a closed case is taken
    let all = children(&importing::census(&book), CHILD);
    let (child, batch) = &all[0];
    // then its values are set aside together, and the book is named
    assert_eq!(ended_in([batch]), given_by_child(child));
    let aside = importing::the_aside(batch);
    assert!(
        aside.reason.contains("no record type case-closed"),
        "{aside:?}"
    );
    assert_eq!(aside.values.len(), 2);
}

#[test]
fn a_field_that_the_book_lacks_sets_its_value_aside_and_the_record_is_taken() {
    // given a book whose closing of a case does not ask why
    let mut book = importing::book().clone();
    let closed = book.records.get_mut("case-closed").unwrap();
    closed.fields.remove("reason");
    // when a census with a reason is taken
    let all = children(&importing::census(&book), CHILD);
    let (child, batch) = &all[0];
    // then the closing is taken, and the reason is set aside
    assert_eq!(ended_in([batch]), given_by_child(child));
    assert_eq!(
        importing::the(batch, "case-closed").occurred.to_string(),
        "2025-12-01"
    );
    let aside = importing::the_aside(batch);
    assert_eq!(
        (aside.column.as_str(), aside.value.as_str()),
        ("ReasonForClosure", "RC7")
    );
    assert!(aside.reason.contains("no field reason of case-closed"));
}

#[test]
fn a_field_that_takes_one_value_in_this_book_loses_none_of_several() {
    // given a book that asks for one disability, in words
    let mut book = importing::book().clone();
    let details = book.records.get_mut("child-details").unwrap();
    let sample = details.fields["upn"].kind.clone();
    details.fields.get_mut("disabilities").unwrap().kind = sample;
    // when a child has two
    let all = children(&importing::census(&book), CHILD);
    let (child, batch) = &all[0];
    // then neither is lost
    assert_eq!(ended_in([batch]), given_by_child(child));
    assert_eq!(batch.set_aside.len(), 2, "{:#?}", batch.set_aside);
}

#[test]
fn a_looked_after_table_that_the_book_does_not_know_is_set_aside_whole() {
    // given a book without looked-after reviews
    let mut book = importing::book().clone();
    book.records.remove("looked-after-review");
    let text = importing::table(LookedAfter::Reviews, &["17,01/02/2010,03/06/2025,PN1"]);
    let whole = importing::from_csv(&[(LookedAfter::Reviews, &text)]);
    // when the return is taken
    let batches = importing::batches(&importing::looked_after(&book, 2026), &whole);
    // then every value of the row stands in what was set aside
    assert_eq!(ended_in(&batches), given_by_return(&whole));
    assert_eq!(batches[0].set_aside[0].values.len(), 4);
}
