//! Rules of the census where the published cases leave something open.

mod check_cin_common;
mod cin_reference;

use check_cin_common::{census, check, child, rows};

/// A child protection plan since 1 July 2025, with these reviews.
fn protection_plan(reviews: &[&str]) -> String {
    let reviews = reviews.join("</CPPreviewDate><CPPreviewDate>");
    let reviews = format!("<CPPreviewDate>{reviews}</CPPreviewDate>");
    format!(
        "<ChildProtectionPlans><CPPstartDate>2025-07-01</CPPstartDate>\
         <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>\
         <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>\
         <NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews>{reviews}</Reviews>\
         </ChildProtectionPlans>"
    )
}

#[test]
fn every_review_of_a_plan_is_looked_at_and_counted_by_its_date() {
    let first = protection_plan(&["2025-09-01", "2026-02-01"]);
    let second = protection_plan(&["2025-09-01", "2025-07-01", "2026-02-01", "not held"]);
    let children = child("A1", "").replace("<ReferralNFA>", &(first + "<ReferralNFA>"))
        + &child("A2", &second);

    let found = check(&census(&children), "2025/26");

    assert_eq!(rows(&found, "8841", "Reviews"), [3]);
    assert_eq!(rows(&found, "8841", "ChildProtectionPlans"), [1]);
    assert_eq!(rows(&found, "8842Q", "Reviews"), [5]);
    assert_eq!(rows(&found, "schema", "ChildProtectionPlans"), [1]);
    assert_eq!(found.schema.len(), 1);
    assert_eq!(found.schema[0].element, "CPPreviewDate");
}

#[test]
fn every_review_held_during_an_open_child_in_need_plan_is_found() {
    let plan = "<CINPlanDates><CINPlanStartDate>2025-10-01</CINPlanStartDate></CINPlanDates>";
    let reviews = ["2025-09-01", "2025-10-01", "2026-03-31", "2026-04-01"];
    let found = check(
        &census(&child(
            "A1",
            &(plan.to_owned() + &protection_plan(&reviews)),
        )),
        "2025/26",
    );
    assert_eq!(rows(&found, "4003", "Reviews"), [1, 2]);
    assert_eq!(rows(&found, "4003", "CINplanDates"), [0]);
}

#[test]
fn a_child_without_identifiers_is_found_as_a_child() {
    let found = check(&census(&(child("A1", "") + "<Child/>")), "2025/26");
    assert_eq!(rows(&found, "8500", "Child"), [1]);
}

#[test]
fn a_number_that_stands_twice_is_found_in_every_row() {
    let children = child("A1", "") + &child("A2", "") + &child("A1", "") + &child("A1", "");
    let found = check(&census(&children), "2025/26");
    assert_eq!(rows(&found, "8510", "ChildIdentifiers"), [0, 2, 3]);
}

#[test]
fn an_assessment_is_long_open_when_it_began_more_than_45_working_days_before_the_end() {
    let assessment = |day| {
        let start = format!("<AssessmentActualStartDate>{day}</AssessmentActualStartDate>");
        child("A1", &format!("<Assessments>{start}</Assessments>"))
    };
    // 31 March 2026 is a Tuesday, and nine weeks before it have no bank holiday.
    let children = assessment("2026-01-26") + &assessment("2026-01-27");
    let found = check(&census(&children), "2025/26");
    assert_eq!(rows(&found, "8670Q", "Assessments"), [0]);
}

#[test]
fn a_referral_just_before_easter_may_be_without_further_action() {
    // Good Friday was 29 March 2024, Easter Monday 1 April: the working day before the
    // census year is Thursday 28 March.
    let referral = |day| {
        let child = child("A1", "").replace("2025-06-02", day);
        child.replace("<ReferralNFA>0", "<ReferralNFA>1")
    };
    let children = referral("2024-03-27") + &referral("2024-03-28");
    let found = check(&census(&children).replace("2026", "2025"), "2024/25");
    assert_eq!(rows(&found, "8569Q", "CINdetails"), [0]);
}

#[test]
fn a_child_with_very_many_assessments_does_not_hold_up_the_check() {
    let one = "<Assessments><AssessmentActualStartDate>2025-07-01</AssessmentActualStartDate>\
               </Assessments>";
    let found = check(&census(&child("A1", &one.repeat(30_000))), "2025/26");
    assert_eq!(rows(&found, "8863Q", "Assessments").len(), 30_000);
    assert_eq!(rows(&found, "8896", "Assessments").len(), 30_000);
}

#[test]
fn open_plans_are_counted_over_all_referrals_of_the_child() {
    let plan = "<CINPlanDates><CINPlanStartDate>2025-10-01</CINPlanStartDate></CINPlanDates>";
    let one = child("A1", &(plan.to_owned() + &protection_plan(&["2025-09-01"])));
    let (start, end) = (
        one.find("<CINdetails>").unwrap(),
        one.find("</Child>").unwrap(),
    );
    let twice = format!("{}{}{}", &one[..end], &one[start..end], &one[end..]);
    let found = check(&census(&(one.clone() + &twice)), "2025/26");
    assert_eq!(rows(&found, "4004", "CINplanDates"), [1, 2]);
    assert_eq!(rows(&found, "8935", "ChildProtectionPlans"), [1, 2]);
}

#[test]
fn a_closed_case_may_have_an_enquiry_with_both_a_conference_and_the_flag() {
    let enquiry = |rest| {
        let closed = "<CINclosureDate>2025-12-01</CINclosureDate>";
        let enquiry = "<S47ActualStartDate>2025-06-10</S47ActualStartDate>";
        child(
            "A1",
            &format!("{closed}<Section47>{enquiry}{rest}</Section47>"),
        )
    };
    let both =
        "<DateOfInitialCPC>2025-07-01</DateOfInitialCPC><ICPCnotRequired>1</ICPCnotRequired>";
    let neither = "<ICPCnotRequired>0</ICPCnotRequired>";
    let found = check(&census(&(enquiry(both) + &enquiry(neither))), "2025/26");
    assert_eq!(rows(&found, "8868", "Section47"), [1]);
}

#[test]
fn a_child_of_four_needs_a_pupil_number_or_a_reason_other_than_being_too_young() {
    let born = |day, reason| {
        let child = child("A1", "").replace("2015-05-05", day);
        child.replace("UN2", reason)
    };
    let children = [
        born("2022-03-31", "UN1"), // four on the reference date
        born("2022-04-01", "UN1"),
        born("2015-05-05", "UN2"),
        born("2015-05-05", "UN8"), // no such reason
    ];
    let found = check(&census(&children.concat()), "2025/26");
    assert_eq!(rows(&found, "8770Q", "ChildIdentifiers"), [0, 3]);
}
