//! The census is made from the record itself.

mod a_file;
mod cin_reference;
mod importing;
mod the_book;

use a_file::File;
use practice::Value;
use returns::made::{ChildFile, LeftOut, YearTo, cin};
use returns::read::census::{CensusChild, CensusReader};
use returns::write::census::census;

/// The year to 31 March 2026.
fn year() -> YearTo {
    YearTo::whole("2025/26".parse().unwrap())
}

fn made(file: &File) -> Result<CensusChild, LeftOut> {
    cin::child(&ChildFile::of("A1", &file.0), year()).map(|made| made.child)
}

/// A child as XML: what of it can be compared.
fn xml(child: &CensusChild) -> String {
    let mut out = Vec::new();
    census(&mut out, &cin::header(year(), Some(805), ""), [child]).unwrap();
    let all = String::from_utf8(out).unwrap();
    let from = all.find("<Children>").unwrap();
    all[from..].to_owned()
}

/// A child with everything that a census can tell, in the order of the schema.
const WHOLE: &str = "<Child>
<ChildIdentifiers><LAchildID>A1</LAchildID><UPN>G820100014007</UPN><FormerUPN>G820100014007</FormerUPN>
<PersonBirthDate>2012-05-04</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity>
<Disabilities><Disability>HAND</Disability><Disability>LD</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-06-02</CINreferralDate><ReferralSource>1A</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>2026-02-02</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure>
<DateOfInitialCPC>2025-07-01</DateOfInitialCPC>
<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>
<AssessmentInternalReviewDate>2025-06-13</AssessmentInternalReviewDate>
<AssessmentAuthorisationDate>2025-07-03</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>2B</AssessmentFactors><AssessmentFactors>3A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
<CINPlanDates><CINPlanStartDate>2025-12-01</CINPlanStartDate><CINPlanEndDate>2026-02-02</CINPlanEndDate></CINPlanDates>
<Section47><S47ActualStartDate>2025-06-10</S47ActualStartDate><InitialCPCtarget>2025-07-01</InitialCPCtarget>
<DateOfInitialCPC>2025-06-30</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>
<ReferralNFA>false</ReferralNFA>
<ChildProtectionPlans><CPPstartDate>2025-06-30</CPPstartDate><CPPendDate>2025-11-30</CPPendDate>
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>
<NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2025-09-15</CPPreviewDate><CPPreviewDate>2025-11-28</CPPreviewDate></Reviews></ChildProtectionPlans>
</CINdetails></Child>";

#[test]
fn le_5_what_a_census_told_is_made_again_from_the_record_word_for_word() {
    // Given a child who was taken from a census
    let book = importing::book();
    let extract = importing::census(book);
    let (told, batch) = importing::children(&extract, WHOLE).pop().unwrap();
    assert!(batch.set_aside.is_empty(), "{:#?}", batch.set_aside);

    // When the census is made from the record
    let child = made(&File::of_batch(&batch)).unwrap();

    // Then it says the same
    assert_eq!(xml(&child), xml(&told));
}

#[test]
fn what_happened_after_the_year_is_not_told() {
    // Given a referral of the year, assessed and closed after it
    let mut file = File::of_a_child();
    let referral = file.on(
        "2026-02-10",
        "referral",
        &[("source", "6"), ("primary_need", "N1")],
    );
    let referral = &referral.to_string();
    let of = ("referral", referral.as_str());
    let started = file
        .on("2026-02-11", "assessment-started", &[of])
        .to_string();
    file.on(
        "2026-04-02",
        "assessment-authorised",
        &[of, ("assessment", &started)],
    );
    file.on("2026-04-09", "cin-plan-started", &[of]);
    file.on("2026-05-09", "case-closed", &[of, ("reason", "RC7")]);

    // When the census of the year is made
    let child = made(&file).unwrap();

    // Then the referral and its assessment are open in it, and there is no plan
    let [details] = child.cin_details.as_slice() else {
        panic!("one referral")
    };
    assert_eq!(details.closure_date, None);
    assert_eq!(details.reason_for_closure, None);
    assert!(details.plans.is_empty());
    assert_eq!(details.assessments.len(), 1);
    assert_eq!(details.assessments[0].authorisation_date, None);
    // And there was further action, though nobody wrote that down
    let nfa = details.referral_nfa.as_ref().map(|cell| cell.text.as_str());
    assert_eq!(nfa, Some("false"));
}

#[test]
fn an_enquiry_that_was_opened_is_told_whatever_the_discussion_ended_in() {
    let mut file = File::of_a_child();
    let referral = file
        .on("2025-10-06", "referral", &[("source", "6")])
        .to_string();
    let of = ("referral", referral.as_str());
    let held = file
        .on("2025-10-08", "strategy-discussion", &[of])
        .to_string();
    let no_enquiry = [of, ("outcome", "no-further-action")];
    file.on("2025-12-01", "strategy-discussion", &no_enquiry);
    let enquiries = |file: &File| made(file).unwrap().cin_details[0].section47.len();
    assert_eq!(enquiries(&file), 0);

    file.on(
        "2025-10-09",
        "section-47-enquiry-opened",
        &[("enquiry", &held)],
    );

    assert_eq!(enquiries(&file), 1);
}

#[test]
fn nobody_is_left_out_without_a_reason() {
    // Given a child whose only referral was over before the year
    let mut file = File::of_a_child();
    let referral = file
        .on("2024-06-02", "referral", &[("source", "6")])
        .to_string();
    file.on(
        "2025-03-31",
        "case-closed",
        &[("referral", &referral), ("reason", "RC7")],
    );
    assert_eq!(made(&file), Err(LeftOut::NoReferralInTheYear));

    // And one who was looked after all the same
    file.on("2025-05-01", "care-episode-started", &[("reason", "S")]);
    assert_eq!(made(&file), Err(LeftOut::LookedAfterWithoutReferral));

    // And one whose referral needed nothing more, the day before the year
    let mut file = File::of_a_child();
    let referral = file.on("2025-03-31", "referral", &[("source", "6")]);
    file.set(referral, "no_further_action", Value::YesNo(true));
    assert_eq!(made(&file), Err(LeftOut::NoReferralInTheYear));
}

#[test]
fn an_unborn_childs_sex_is_not_known_whatever_was_guessed() {
    let mut file = File::default();
    let details = [
        ("told_by", "recorded"),
        ("authority_id", "A1"),
        ("expected_on", "2026-06-01"),
    ];
    file.on("2026-02-01", "child-details", &details);
    file.on(
        "2026-02-01",
        "referral",
        &[("source", "3A"), ("primary_need", "N1")],
    );

    let who = made(&file).unwrap().identifiers.unwrap();

    assert_eq!(who.sex.map(|cell| cell.text).as_deref(), Some("U"));
    assert_eq!(who.person_birth_date, None);
}

#[test]
fn pre_proceedings_are_told_from_the_year_that_asks_for_them() {
    let mut file = File::of_a_child();
    let referral = file
        .on("2026-04-10", "referral", &[("source", "6")])
        .to_string();
    let of = ("referral", referral.as_str());
    let begun = file
        .on("2026-05-01", "pre-proceedings-started", &[of])
        .to_string();
    let to = ("pre_proceedings", begun.as_str());
    file.on("2026-05-02", "letter-before-proceedings", &[of, to]);
    file.on("2026-06-02", "pre-proceedings-review", &[to]);
    file.on("2026-05-20", "family-group-meeting-offered", &[to]);

    let next = YearTo::whole("2026/27".parse().unwrap());
    let child = cin::child(&ChildFile::of("A1", &file.0), next)
        .unwrap()
        .child;

    let [one] = child.cin_details[0].pre_proceedings.as_slice() else {
        panic!("one process")
    };
    let text = |cell: &Option<returns::read::Cell>| cell.as_ref().map(|cell| cell.text.clone());
    assert_eq!(text(&one.letter_sent_date).as_deref(), Some("2026-05-02"));
    assert_eq!(text(&one.review_meetings_count).as_deref(), Some("1"));
    assert_eq!(text(&one.fgdm_meeting_offer).as_deref(), Some("true"));
    assert_eq!(
        one.fgdm_meeting_fac, None,
        "nobody said whether one was held"
    );
}

#[test]
fn what_is_written_is_read_again_without_a_finding_of_the_schema() {
    let book = importing::book();
    let extract = importing::census(book);
    let (_, batch) = importing::children(&extract, WHOLE).pop().unwrap();
    let child = made(&File::of_batch(&batch)).unwrap();
    let mut out = Vec::new();
    let header = cin::header(year(), Some(805), "2026-04-20T09:00:00");
    census(&mut out, &header, [&child]).unwrap();

    let mut reader = CensusReader::new(out.as_slice(), "made.xml").unwrap();
    let checked =
        returns::check::cin::check(&mut reader, year().collection, cin_reference::reference())
            .unwrap();

    assert_eq!(checked.schema, vec![]);
    let errors: Vec<_> = checked
        .report
        .finds
        .keys()
        .filter(|rule| !rule.ends_with('Q'))
        .collect();
    assert!(errors.is_empty(), "{:#?}", checked.report.finds);
}
