//! The children in need census, block by block: each becomes the right records, and
//! each record links to what it is part of.

mod importing;

use importing::{
    all, book, census, children, ended_in, field, given_by_child, linked, one_referral, story, the,
    the_aside,
};
use record::staging::Batch;

/// A child with every block that the census has, of 2026.
const EVERYTHING: &str = "<Child><ChildIdentifiers><LAchildID>A1</LAchildID><UPN>B123</UPN><FormerUPN>A123</FormerUPN><UPNunknown>UN4</UPNunknown><PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex><PersonDeathDate>2026-03-30</PersonDeathDate></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2025-10-06</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>2026-03-20</CINclosureDate><ReasonForClosure>RC7</ReasonForClosure><DateOfInitialCPC>2025-10-20</DateOfInitialCPC><ReferralNFA>0</ReferralNFA>
<Assessments><AssessmentActualStartDate>2025-10-07</AssessmentActualStartDate><AssessmentInternalReviewDate>2025-10-27</AssessmentInternalReviewDate><AssessmentAuthorisationDate>2025-11-07</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors><AssessmentFactors>6B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
<CINPlanDates><CINPlanStartDate>2025-11-10</CINPlanStartDate><CINPlanEndDate>2025-12-06</CINPlanEndDate></CINPlanDates>
<Section47><S47ActualStartDate>2025-11-14</S47ActualStartDate><InitialCPCtarget>2025-12-05</InitialCPCtarget><DateOfInitialCPC>2025-12-06</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>
<ChildProtectionPlans><CPPstartDate>2025-12-06</CPPstartDate><CPPendDate>2026-03-10</CPPendDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP><Reviews><CPPreviewDate>2026-01-02</CPPreviewDate><CPPreviewDate>2026-02-02</CPPreviewDate><CPPreviewDate>2026-03-02</CPPreviewDate></Reviews></ChildProtectionPlans>
<PreProceedingsandFGDM><PPStartDate>2026-01-10</PPStartDate><LBPSentDate>2026-01-12</LBPSentDate><FGDMMeetingOffer>1</FGDMMeetingOffer><FGDMMeetingFac>0</FGDMMeetingFac><InitialPPMeetingDate>2026-01-22</InitialPPMeetingDate><ReviewMeetingsCount>2</ReviewMeetingsCount><StepDecisionDate>2026-03-15</StepDecisionDate><PPOutcome>A</PPOutcome><CourtAppDate>2026-03-17</CourtAppDate><LetterInitCPDate>2026-03-16</LetterInitCPDate></PreProceedingsandFGDM>
</CINdetails></Child>";

fn everything() -> Batch {
    children(&census(book()), EVERYTHING).remove(0).1
}

#[test]
fn every_block_becomes_the_records_of_what_happened() {
    let batch = everything();
    assert_eq!(batch.set_aside, []);
    assert_eq!(
        story(&batch),
        [
            "2025-04-01 extract-listing",
            "2026-03-31 child-details",
            "2026-03-30 child-died",
            "2025-10-06 referral",
            "2026-03-20 case-closed",
            "2025-10-07 assessment-started",
            "2025-10-27 assessment-internal-review",
            "2025-11-07 assessment-authorised",
            "2025-11-10 cin-plan-started",
            "2025-12-06 cin-plan-ended",
            "2025-11-14 strategy-discussion",
            "2025-12-06 initial-conference",
            "2025-10-20 initial-conference",
            "2025-12-06 protection-plan-started",
            "2026-01-02 protection-plan-review",
            "2026-02-02 protection-plan-review",
            "2026-03-02 protection-plan-review",
            "2026-03-10 protection-plan-ended",
            "2026-01-10 pre-proceedings-started",
            "2026-01-12 letter-before-proceedings",
            "2026-01-22 pre-proceedings-meeting",
            "2026-03-17 care-application-issued",
            "2026-03-16 letter-of-intent-to-issue",
            "2026-03-15 pre-proceedings-ended",
        ]
    );
}

#[test]
fn every_value_of_every_block_ends_in_one_place() {
    let (child, batch) = children(&census(book()), EVERYTHING).remove(0);
    assert_eq!(ended_in([&batch]), given_by_child(&child));
    assert_eq!(ended_in([&batch]).values().sum::<u64>(), 46);
}

#[test]
fn everything_of_a_referral_links_to_it_and_to_what_it_is_part_of() {
    let batch = everything();
    let referral = the(&batch, "referral");
    for one in &batch.proposed[4..] {
        assert_eq!(
            linked(&batch, one, "referral"),
            Some(referral),
            "{}",
            one.kind
        );
    }
    for (kind, link, to) in [
        (
            "assessment-internal-review",
            "assessment",
            "assessment-started",
        ),
        ("assessment-authorised", "assessment", "assessment-started"),
        ("cin-plan-ended", "plan", "cin-plan-started"),
        ("protection-plan-review", "plan", "protection-plan-started"),
        ("protection-plan-ended", "plan", "protection-plan-started"),
        (
            "letter-before-proceedings",
            "pre_proceedings",
            "pre-proceedings-started",
        ),
        (
            "pre-proceedings-meeting",
            "pre_proceedings",
            "pre-proceedings-started",
        ),
        (
            "care-application-issued",
            "pre_proceedings",
            "pre-proceedings-started",
        ),
        (
            "letter-of-intent-to-issue",
            "pre_proceedings",
            "pre-proceedings-started",
        ),
        (
            "pre-proceedings-ended",
            "pre_proceedings",
            "pre-proceedings-started",
        ),
    ] {
        for one in all(&batch, kind) {
            assert_eq!(
                linked(&batch, one, link).map(|one| one.kind),
                Some(to),
                "{kind}"
            );
        }
    }
}

#[test]
fn each_field_holds_what_its_element_said() {
    let batch = everything();
    for (kind, name, value) in [
        ("child-details", "authority_id", "A1"),
        ("child-details", "upn", "B123"),
        ("child-details", "former_upn", "A123"),
        ("child-details", "upn_unknown", "UN4"),
        ("child-details", "born_on", "2015-03-27"),
        ("child-details", "sex", "F"),
        ("child-details", "ethnicity", "WBRI"),
        ("child-details", "disabilities", "HAND, HEAR"),
        ("child-details", "told_by", "cin-census"),
        ("referral", "source", "1A"),
        ("referral", "primary_need", "N1"),
        ("referral", "no_further_action", "no"),
        ("case-closed", "reason", "RC7"),
        ("assessment-authorised", "factors", "1C, 6B"),
        ("strategy-discussion", "outcome", "section-47-enquiry"),
        ("strategy-discussion", "conference_target", "2025-12-05"),
        ("strategy-discussion", "conference_not_required", "no"),
        ("protection-plan-started", "category", "NEG"),
        ("protection-plan-started", "latest_category", "EMO"),
        ("protection-plan-started", "previous_plans", "1"),
        ("pre-proceedings-started", "fgdm_offered", "yes"),
        ("pre-proceedings-started", "fgdm_facilitated", "no"),
        ("pre-proceedings-started", "review_meetings", "2"),
        ("pre-proceedings-ended", "outcome", "A"),
    ] {
        assert_eq!(field(the(&batch, kind), name), value, "{kind}, {name}");
    }
}

#[test]
fn a_conference_of_an_enquiry_links_to_it_and_one_of_the_referral_does_not() {
    // given a conference at both levels
    let batch = everything();
    let conferences = all(&batch, "initial-conference");
    let enquiry = |day: &str| {
        let one = conferences
            .iter()
            .find(|one| one.occurred.to_string() == day);
        linked(&batch, one.expect("a conference"), "enquiry").map(|one| one.kind)
    };
    assert_eq!(enquiry("2025-12-06"), Some("strategy-discussion"));
    assert_eq!(enquiry("2025-10-20"), None);
}

#[test]
fn an_enquiry_that_needs_no_conference_says_so_and_has_none() {
    let batch = one_referral(
        "<Section47><S47ActualStartDate>2025-11-14</S47ActualStartDate><ICPCnotRequired>true</ICPCnotRequired></Section47>",
    );
    let enquiry = the(&batch, "strategy-discussion");
    assert_eq!(field(enquiry, "conference_not_required"), "yes");
    assert_eq!(field(enquiry, "conference_target"), "");
    assert!(all(&batch, "initial-conference").is_empty());
}

#[test]
fn what_is_still_open_has_no_end() {
    let batch = one_referral(
        "<Assessments><AssessmentActualStartDate>2026-03-07</AssessmentActualStartDate></Assessments>
<CINPlanDates><CINPlanStartDate>2026-03-10</CINPlanStartDate></CINPlanDates>
<ChildProtectionPlans><CPPstartDate>2026-03-20</CPPstartDate></ChildProtectionPlans>
<PreProceedingsandFGDM><PPStartDate>2026-03-21</PPStartDate></PreProceedingsandFGDM>",
    );
    assert_eq!(
        story(&batch)[2..],
        [
            "2025-10-06 referral",
            "2026-03-07 assessment-started",
            "2026-03-10 cin-plan-started",
            "2026-03-20 protection-plan-started",
            "2026-03-21 pre-proceedings-started",
        ]
    );
    assert_eq!(batch.set_aside, []);
}

#[test]
fn two_referrals_of_a_child_keep_their_own() {
    // given two referrals with an assessment each
    let child = "<Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>
<CINdetails><CINreferralDate>2025-05-01</CINreferralDate><Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate></Assessments></CINdetails>
<CINdetails><CINreferralDate>2025-12-01</CINreferralDate><Assessments><AssessmentActualStartDate>2025-12-02</AssessmentActualStartDate></Assessments></CINdetails></Child>";
    let batch = children(&census(book()), child).remove(0).1;
    let pairs: Vec<(String, String)> = all(&batch, "assessment-started")
        .iter()
        .map(|one| {
            let referral = linked(&batch, one, "referral").expect("a referral");
            (one.occurred.to_string(), referral.occurred.to_string())
        })
        .collect();
    assert_eq!(
        pairs,
        [
            ("2025-05-02".to_owned(), "2025-05-01".to_owned()),
            ("2025-12-02".to_owned(), "2025-12-01".to_owned())
        ]
    );
}

#[test]
fn a_referral_that_cannot_be_placed_in_time_does_not_take_the_rest_with_it() {
    // given a referral on a day that does not exist
    let child = "<Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>
<CINdetails><CINreferralDate>2025-02-29</CINreferralDate><ReferralSource>6</ReferralSource><Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate><AssessmentAuthorisationDate>2025-06-02</AssessmentAuthorisationDate></Assessments></CINdetails></Child>";
    let (child, batch) = children(&census(book()), child).remove(0);
    // then it is set aside with all that it says
    let aside = the_aside(&batch);
    assert_eq!((aside.record, aside.values.len()), (Some("referral"), 2));
    // and the assessment stands, links to no referral, and its authorisation to it
    let assessment = the(&batch, "assessment-started");
    assert_eq!(linked(&batch, assessment, "referral"), None);
    let authorised = the(&batch, "assessment-authorised");
    assert_eq!(linked(&batch, authorised, "assessment"), Some(assessment));
    assert_eq!(ended_in([&batch]), given_by_child(&child));
}

#[test]
fn a_child_without_the_authoritys_number_is_set_aside_whole() {
    // given a child of every block without LAchildID
    let child = EVERYTHING.replace("<LAchildID>A1</LAchildID>", "<LAchildID/>");
    let (child, batch) = children(&census(book()), &child).remove(0);
    // then nothing is recorded, and it is said once, with every value counted
    assert_eq!((batch.proposed.len(), batch.authority_id.as_str()), (0, ""));
    let aside = the_aside(&batch);
    assert!(aside.reason.contains("no LAchildID"));
    assert_eq!((aside.values.len(), aside.from.line), (45, 2));
    assert_eq!(ended_in([&batch]), given_by_child(&child));
}
