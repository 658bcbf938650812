//! The looked after return, table by table: what a worker may rely on who sends one.

mod importing;

use importing::{
    all, batches, book, ended_in, field, from_csv, given_by_return, linked, looked_after, one_row,
    table, the, the_aside, the_child,
};
use returns::read::ssda903::Table as T;

#[test]
fn a_row_with_another_date_of_birth_is_doubtful_and_set_aside_whole() {
    // given a child, and a review under the same number with another date of birth
    let header = table(T::Header, &["17,F,01/02/2010,WBRI,,,"]);
    let rows = [
        "17,01/02/2010,03/06/2025,PN1",
        "17,01/12/2010,03/09/2025,PN2",
    ];
    let reviews = table(T::Reviews, &rows);
    let whole = from_csv(&[(T::Header, &header), (T::Reviews, &reviews)]);
    // when the return is taken, then only the first review is the child's
    let batch = the_child(&whole);
    assert_eq!(batch.born_on, Some(jiff::civil::date(2010, 2, 1)));
    assert_eq!(
        the(&batch, "looked-after-review").occurred.to_string(),
        "2025-06-03"
    );
    // and the other row is set aside with all its values, at its line
    let aside = the_aside(&batch);
    assert_eq!((aside.from.line, aside.column.as_str()), (3, "DOB"));
    // and it is said what it would have been: of that, silence says nothing
    assert!(aside.record.is_some(), "{aside:?}");
    assert_eq!(aside.values.len(), 4);
    assert!(aside.reason.contains("2010-02-01"), "{}", aside.reason);
}

#[test]
fn a_date_of_birth_that_cannot_be_read_is_set_aside_and_the_row_is_taken() {
    // given a review whose DOB is no date, so that it agrees or disagrees with nothing
    let header = table(T::Header, &["17,F,01/02/2010,WBRI,,,"]);
    let reviews = table(T::Reviews, &["17,31/02/2010,03/06/2025,PN1"]);
    let whole = from_csv(&[(T::Header, &header), (T::Reviews, &reviews)]);
    // when the return is taken, then the review stands, and the date is not passed over
    let batch = the_child(&whole);
    let review = the(&batch, "looked-after-review");
    assert_eq!(review.values.len(), 3);
    assert!(!review.values.contains(&("reviews", "DOB")));
    let aside = the_aside(&batch);
    assert_eq!(aside.value, "31/02/2010");
    assert_eq!(aside.values, [("reviews", "DOB")]);
}

#[test]
fn a_header_whose_date_of_birth_cannot_be_read_sets_that_aside_once() {
    let whole = from_csv(&[(T::Header, &table(T::Header, &["17,F,1/2/2010,WBRI,,,"]))]);
    let batch = the_child(&whole);
    assert_eq!(batch.born_on, None);
    assert_eq!(field(the(&batch, "child-details"), "born_on"), "");
    assert_eq!(the_aside(&batch).column, "DOB");
}

#[test]
fn rows_that_do_not_say_whose_they_are_are_set_aside_and_belong_to_no_child() {
    // given two reviews without CHILD
    let rows = [",01/02/2010,03/06/2025,PN1", ",05/02/2011,03/07/2025,PN1"];
    let whole = from_csv(&[(T::Reviews, &table(T::Reviews, &rows))]);
    // when they are taken
    let batch = the_child(&whole);
    // then nothing is recorded, not even that somebody stood in the extract
    assert_eq!((batch.authority_id.as_str(), batch.proposed.len()), ("", 0));
    assert_eq!(batch.set_aside.len(), 2);
    let lines: Vec<u64> = batch.set_aside.iter().map(|one| one.from.line).collect();
    assert_eq!(lines, [2, 3]);
    assert!(batch.set_aside[0].reason.contains("no CHILD"));
    assert_eq!(batch.set_aside[0].values.len(), 3);
}

#[test]
fn an_open_episode_has_a_beginning_and_no_end() {
    let batch = one_row(
        T::Episodes,
        "17,06/10/2025,S,C1,N4,U6,PR1,,,,B15 8PZ,E7 5YR,SC000001",
    );
    let episode = the(&batch, "care-episode-started");
    for (name, value) in [
        ("started_on", "2025-10-06"),
        ("reason", "S"),
        ("legal_status", "C1"),
        ("category_of_need", "N4"),
        ("placement", "U6"),
        ("placement_provider", "PR1"),
        ("home_postcode", "B15 8PZ"),
        ("placement_postcode", "E7 5YR"),
        ("urn", "SC000001"),
    ] {
        assert_eq!(field(episode, name), value, "{name}");
    }
    assert!(all(&batch, "care-episode-ceased").is_empty());
    assert!(batch.set_aside.is_empty());
}

#[test]
fn a_closed_episode_has_an_end_that_closes_it() {
    let batch = one_row(
        T::Episodes,
        "17,06/10/2025,S,C1,N4,U6,PR1,01/12/2025,X1,CARPL,,,",
    );
    let ceased = the(&batch, "care-episode-ceased");
    assert_eq!(ceased.occurred.to_string(), "2025-12-01");
    assert_eq!(field(ceased, "reason"), "X1");
    assert_eq!(field(ceased, "reason_for_placement_change"), "CARPL");
    let episode = linked(&batch, ceased, "episode").expect("the episode");
    assert_eq!(episode.kind, "care-episode-started");
}

#[test]
fn an_episode_that_cannot_be_placed_in_time_still_ended() {
    // given an episode whose beginning is no date
    let batch = one_row(
        T::Episodes,
        "17,06/13/2025,S,C1,N4,U6,PR1,01/12/2025,X1,CARPL,,,",
    );
    // when it is taken, then its end is recorded, and links to nothing
    let ceased = the(&batch, "care-episode-ceased");
    assert!(linked(&batch, ceased, "episode").is_none());
    assert_eq!(the_aside(&batch).record, Some("care-episode-started"));
}

#[test]
fn the_birthday_of_a_care_leaver_is_the_one_in_the_year() {
    // given care leavers of these dates of birth, in the year to 31 March 2026
    for (born, birthday) in [
        ("01/04/2006", "2025-04-01"),
        ("31/03/2006", "2026-03-31"),
        ("25/12/2004", "2025-12-25"),
        ("29/02/2004", "2026-03-01"),
    ] {
        let batch = one_row(T::Oc3, &format!("17,{born},YES,F2,K1"));
        let outcome = the(&batch, "care-leaver-outcome");
        assert_eq!(outcome.occurred.to_string(), birthday, "born {born}");
        assert_eq!(field(outcome, "birthday"), birthday);
    }
}

#[test]
fn born_on_29_february_has_that_birthday_in_a_leap_year() {
    let whole = from_csv(&[(T::Oc3, &table(T::Oc3, &["17,29/02/2004,YES,F2,K1"]))]);
    let child = whole.children().next().unwrap();
    let batch = returns::import::ssda903::batch(&looked_after(book(), 2024), &whole, child);
    assert_eq!(
        field(the(&batch, "care-leaver-outcome"), "birthday"),
        "2024-02-29"
    );
}

#[test]
fn a_care_leaver_without_a_date_of_birth_has_no_birthday_and_is_set_aside() {
    for dob in ["", "29/02/2003"] {
        let whole = from_csv(&[(T::Oc3, &table(T::Oc3, &[&format!("17,{dob},YES,F2,K1")]))]);
        let batch = the_child(&whole);
        assert!(all(&batch, "care-leaver-outcome").is_empty());
        let last = batch.set_aside.last().unwrap();
        assert_eq!(last.record, Some("care-leaver-outcome"));
        assert!(last.reason.contains("Which birthday was it?"));
        assert_eq!(ended_in([&batch]), given_by_return(&whole));
    }
}

#[test]
fn the_same_decision_told_by_two_tables_is_one_decision() {
    // given DATE_PLACED on the day of DATE_INT
    let ad1 = table(T::Ad1, &["17,01/02/2024,01/05/2025,01/06/2025,0,2,MF,L11"]);
    let placed = table(
        T::PlacedAdoption,
        &["17,01/02/2024,01/05/2025,01/08/2025,RD2"],
    );
    let whole = from_csv(&[(T::Ad1, &ad1), (T::PlacedAdoption, &placed)]);
    // when both are taken, then there is one decision, which takes up both values
    let batch = the_child(&whole);
    let decision = the(&batch, "adoption-decision");
    assert!(decision.values.contains(&("ad1", "DATE_INT")));
    assert!(
        decision
            .values
            .contains(&("placed_for_adoption", "DATE_PLACED"))
    );
    // and its reversal links to it
    let reversed = the(&batch, "adoption-decision-reversed");
    assert_eq!(linked(&batch, reversed, "decision"), Some(decision));
    assert_eq!(field(reversed, "reason"), "RD2");
}

#[test]
fn two_decisions_of_different_days_are_two() {
    let ad1 = table(T::Ad1, &["17,01/02/2024,01/05/2025,01/06/2025,0,2,MF,L11"]);
    let placed = table(T::PlacedAdoption, &["17,01/02/2024,02/05/2025,,"]);
    let batch = the_child(&from_csv(&[(T::Ad1, &ad1), (T::PlacedAdoption, &placed)]));
    assert_eq!(all(&batch, "adoption-decision").len(), 2);
}

#[test]
fn the_match_keeps_what_is_known_of_the_adopters() {
    let batch = one_row(T::Ad1, "17,01/02/2024,01/05/2025,01/06/2025,1,2,FF,L12");
    let matched = the(&batch, "adoption-match");
    assert_eq!(matched.occurred.to_string(), "2025-06-01");
    assert_eq!(field(matched, "foster_carer"), "yes");
    assert_eq!(field(matched, "adopters"), "2");
    assert_eq!(field(matched, "adopters_sex"), "FF");
    assert_eq!(field(matched, "adopters_legal_status"), "L12");
}

#[test]
fn a_day_of_an_earlier_order_that_is_known_in_part_is_kept_as_it_is_written() {
    for day in ["zz/05/2014", "zz/zz/2014", "01/05/2014"] {
        let row = format!("17,01/02/2010,P1,E09000001,{day}");
        let batch = one_row(T::PreviousPermanence, &row);
        let previous = the(&batch, "previous-permanence");
        assert_eq!(field(previous, "ordered_on"), day);
        assert_eq!(field(previous, "authority"), "E09000001");
        assert_eq!(field(previous, "known_on"), "2026-03-31");
        assert!(batch.set_aside.is_empty());
    }
}

#[test]
fn columns_that_the_return_does_not_have_are_counted_and_named() {
    // given a file with two columns of somebody's own, one of them used
    let text = "CHILD,DOB,Notes,REVIEW,REVIEW_CODE,Team\n17,01/02/2010,seen,03/06/2025,PN1,\n18,01/02/2011,,03/06/2025,PN1,\n";
    let whole = from_csv(&[(T::Reviews, text)]);
    let batches = batches(&looked_after(book(), 2026), &whole);
    // then the reviews are taken
    assert_eq!(all(&batches[0], "looked-after-review").len(), 1);
    // and what was not read is named, without what was written in it
    let outside = batches.last().unwrap();
    let named: Vec<(&str, &str)> = outside
        .set_aside
        .iter()
        .map(|one| (one.column.as_str(), one.value.as_str()))
        .collect();
    assert_eq!(named, [("NOTES", "1 value"), ("TEAM", "0 values")]);
    assert_eq!(ended_in(&batches), given_by_return(&whole));
}

#[test]
fn a_row_of_the_wrong_width_is_taken_from_the_left_and_pointed_out() {
    // given one row too short, and one too long
    let rows = [
        "17,01/02/2010,03/06/2025",
        "17,01/02/2010,03/09/2025,PN1,extra",
    ];
    let whole = from_csv(&[(T::Reviews, &table(T::Reviews, &rows))]);
    let batches = batches(&looked_after(book(), 2026), &whole);
    // then both reviews are taken
    assert_eq!(all(&batches[0], "looked-after-review").len(), 2);
    // and both rows are pointed out, and the value beyond the last column
    let outside = batches.last().unwrap();
    let widths: Vec<(u64, &str)> = outside
        .set_aside
        .iter()
        .filter(|one| one.reason.contains("may have slipped"))
        .map(|one| (one.from.line, one.value.as_str()))
        .collect();
    assert_eq!(widths, [(2, "3 fields"), (3, "5 fields")]);
    assert!(outside.set_aside.iter().any(|one| one.value == "extra"));
    assert_eq!(ended_in(&batches), given_by_return(&whole));
}

#[test]
fn an_extract_says_of_each_child_that_the_child_stood_in_it() {
    let batch = one_row(T::Reviews, "17,01/02/2010,03/06/2025,PN1");
    let listing = the(&batch, "extract-listing");
    assert_eq!(
        (
            field(listing, "source"),
            field(listing, "from"),
            field(listing, "to")
        ),
        (
            "ssda903".to_owned(),
            "2025-04-01".to_owned(),
            "2026-03-31".to_owned()
        )
    );
}
