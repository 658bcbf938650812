//! What an extract says badly: only that is set aside, and it is said which record it
//! would have been, so that the record's silence is not taken for "it was not done".

mod importing;

use importing::{field, one_referral, one_row, the, the_aside};
use returns::read::ssda903::Table as LookedAfter;

#[test]
fn a_date_that_is_no_date_sets_the_record_aside_with_its_line_and_what_it_was() {
    // given a child protection plan with a review on a day that does not exist
    let batch = one_referral(
        "<ChildProtectionPlans><CPPstartDate>2025-12-06</CPPstartDate><Reviews>
<CPPreviewDate>2026-02-30</CPPreviewDate>
<CPPreviewDate>2026-03-02</CPPreviewDate></Reviews></ChildProtectionPlans>",
    );
    // when it is taken, then the plan and the other review stand
    assert_eq!(
        the(&batch, "protection-plan-review").occurred.to_string(),
        "2026-03-02"
    );
    the(&batch, "protection-plan-started");
    // and what was set aside says where it stands, why, and what it would have been
    let aside = the_aside(&batch);
    assert_eq!(aside.from.line, 5);
    assert_eq!(
        (
            aside.table.as_str(),
            aside.column.as_str(),
            aside.value.as_str()
        ),
        ("ChildProtectionPlans", "CPPreviewDate", "2026-02-30")
    );
    assert!(
        aside.reason.contains("not a day of the calendar"),
        "{}",
        aside.reason
    );
    assert_eq!(aside.record, Some("protection-plan-review"));
}

#[test]
fn a_code_that_is_not_in_its_list_sets_only_that_value_aside() {
    // given a closing with a reason that is no code
    let batch = one_referral(
        "<CINclosureDate>2025-12-01</CINclosureDate><ReasonForClosure>RC99</ReasonForClosure>",
    );
    // when it is taken, then the case is closed, without a reason
    let closed = the(&batch, "case-closed");
    assert_eq!(field(closed, "closed_on"), "2025-12-01");
    assert_eq!(field(closed, "reason"), "");
    assert_eq!(closed.values, [("CINdetails", "CINclosureDate")]);
    // and the code is set aside alone
    let aside = the_aside(&batch);
    assert_eq!(aside.value, "RC99");
    assert_eq!(aside.values, [("CINdetails", "ReasonForClosure")]);
    assert!(
        aside
            .reason
            .contains("\"RC99\" is not a code of this list: Reason for closure")
    );
    assert_eq!(aside.record, Some("case-closed"));
}

#[test]
fn a_code_in_small_letters_is_that_code() {
    let batch = one_row(LookedAfter::Reviews, "17,01/02/2010,03/06/2025,pn1");
    assert_eq!(
        field(the(&batch, "looked-after-review"), "participation"),
        "PN1"
    );
    assert!(batch.set_aside.is_empty());
}

#[test]
fn one_of_several_codes_that_is_none_does_not_take_the_others_with_it() {
    // given an assessment with three factors, one of them mistyped
    let batch = one_referral(
        "<Assessments><AssessmentActualStartDate>2025-10-07</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2025-11-07</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors><AssessmentFactors>99Z</AssessmentFactors><AssessmentFactors>6B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>",
    );
    assert_eq!(
        field(the(&batch, "assessment-authorised"), "factors"),
        "1C, 6B"
    );
    assert_eq!(the_aside(&batch).value, "99Z");
}

#[test]
fn yes_or_no_is_neither_when_it_is_something_else() {
    let batch = one_referral(
        "<Section47><S47ActualStartDate>2025-11-01</S47ActualStartDate><ICPCnotRequired>maybe</ICPCnotRequired></Section47>",
    );
    assert_eq!(
        field(
            the(&batch, "strategy-discussion"),
            "conference_not_required"
        ),
        ""
    );
    assert!(the_aside(&batch).reason.contains("neither yes nor no"));
}

#[test]
fn a_number_that_is_none_is_set_aside_alone() {
    let row = "17,01/02/2010,a few,,0,0,1,1,1,0,0,0";
    let batch = one_row(LookedAfter::Oc2, row);
    let year = the(&batch, "looked-after-year");
    assert_eq!(field(year, "sdq_score"), "");
    assert_eq!(field(year, "immunisations"), "yes");
    assert_eq!(the_aside(&batch).column, "SDQ_SCORE");
}

#[test]
fn a_review_without_its_date_says_that_a_review_could_not_be_read() {
    // given a review of which only how the child took part is known
    let batch = one_row(LookedAfter::Reviews, "17,01/02/2010,,PN1");
    // when it is taken, then nothing is recorded of it
    assert!(importing::all(&batch, "looked-after-review").is_empty());
    // and it is said that it was a review, so that its silence is no breach
    let aside = the_aside(&batch);
    assert_eq!(aside.record, Some("looked-after-review"));
    assert_eq!(aside.values.len(), 3);
    assert!(
        aside
            .reason
            .contains("no date to go with it (When was it held?)")
    );
}

#[test]
fn a_reason_for_ending_without_the_day_of_the_ending_is_set_aside_and_the_episode_stands() {
    // given an episode with REC and without DEC
    let batch = one_row(
        LookedAfter::Episodes,
        "17,06/10/2025,S,C1,N4,U6,PR1,,X1,,B15 8PZ,E7 5YR,SC000001",
    );
    // when it is taken, then the episode is open
    let episode = the(&batch, "care-episode-started");
    assert_eq!(field(episode, "legal_status"), "C1");
    assert!(importing::all(&batch, "care-episode-ceased").is_empty());
    // and the reason is set aside; nothing is missing that silence could hide, as an
    // episode without an end is an open one
    let aside = the_aside(&batch);
    assert_eq!((aside.column.as_str(), aside.value.as_str()), ("REC", "X1"));
    assert_eq!(aside.record, None);
    assert_eq!(aside.values, [("episodes", "REC")]);
}

#[test]
fn a_day_written_as_another_return_writes_it_is_not_guessed() {
    let batch = one_row(LookedAfter::Reviews, "17,01/02/2010,2025-06-03,PN1");
    let aside = the_aside(&batch);
    assert_eq!(aside.record, Some("looked-after-review"));
    assert!(aside.reason.contains("dd/mm/yyyy"), "{}", aside.reason);
    assert_eq!(aside.values.len(), 4);
}
