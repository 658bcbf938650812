//! Checking censuses that nobody here wrote, and censuses that are spoilt.

mod cin_reference;
mod common;

use cin_reference::reference;
use proptest::prelude::*;
use returns::check::Report;
use returns::check::cin;
use returns::read::census::CensusReader;

/// The rules that find something in a sample.
fn found_in(name: &str, collection: &str) -> Option<Report> {
    let path = common::shared()?.join("samples/cin").join(name);
    let mut reader = CensusReader::open(&path).unwrap();
    let check = cin::check(&mut reader, collection.parse().unwrap(), reference()).unwrap();
    Some(check.report)
}

fn rules(report: &Report) -> String {
    let rules: Vec<&str> = report.finds.keys().map(String::as_str).collect();
    rules.join(" ")
}

fn rows(report: &Report, rule: &str, table: &str) -> usize {
    let tables = report.finds.get(rule);
    tables
        .and_then(|tables| tables.get(table))
        .map_or(0, std::collections::BTreeSet::len)
}

#[test]
fn the_sample_of_2021_has_dates_of_fifty_years_ago_and_they_are_found() {
    let Some(report) = found_in("CIN_Census_2021.xml", "2022/23") else {
        return;
    };
    // Everything lies outside the census year (4013, 8545Q, 8620, 8696, 8715, 8930), the
    // child is expected in 1066 and born as well (8525Q, 8530Q), activity began before
    // the referral (1103, 1104, 1105, 2889), and a text stands between the elements.
    assert_eq!(
        rules(&report),
        "1103 1104 1105 1510 1530 2887Q 2889 4013 4016 8525Q 8530Q 8545Q 8565 8620 8696 8715 \
         8875 8930 schema"
    );
}

#[test]
fn the_sample_of_2026_has_pre_proceedings_before_they_were_collected() {
    let Some(report) = found_in("CIN_Census_2026.xml", "2025/26") else {
        return;
    };
    assert_eq!(
        rules(&report),
        "100 1103 1104 1105 1510 1530 1570 1580 2887Q 2889 4013 4016 4180 8565 8600 8608 8620 \
         8696 8715 8897Q 8930 schema"
    );
    assert_eq!(rows(&report, "schema", "PreProceedingsandFGDM"), 1);
}

#[test]
fn the_sample_with_the_same_plan_twice_has_plans_that_overlap() {
    let Some(report) = found_in("CIN2rows.xml", "2023/24") else {
        return;
    };
    assert_eq!(rows(&report, "8940", "ChildProtectionPlans"), 2);
    assert_eq!(rows(&report, "8670Q", "Assessments"), 1);
}

#[test]
fn the_large_sample_has_a_conference_for_most_referrals_without_further_action() {
    let Some(report) = found_in("fake_CIN_data.xml", "2022/23") else {
        return;
    };
    assert_eq!(rows(&report, "8831", "CINdetails"), 350);
    assert_eq!(rows(&report, "2886Q", "(whole return)"), 1);
    assert_eq!(rows(&report, "100", "Header"), 1);
    assert_eq!(rows(&report, "schema", "Child"), 0);
}

/// A child with every block.
const CHILD: &str = "<Child><ChildIdentifiers><LAchildID>A1</LAchildID>\
<UPN>B801200005001</UPN><FormerUPN>X98765432123B</FormerUPN><UPNunknown>UN7</UPNunknown>\
<PersonBirthDate>2015-05-05</PersonBirthDate>\
<ExpectedPersonBirthDate>2026-05-05</ExpectedPersonBirthDate><Sex>F</Sex>\
<PersonDeathDate>2026-01-01</PersonDeathDate></ChildIdentifiers><ChildCharacteristics>\
<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>MOB</Disability>\
<Disability>NONE</Disability></Disabilities></ChildCharacteristics><CINdetails>\
<CINreferralDate>2025-06-02</CINreferralDate><ReferralSource>6</ReferralSource>\
<PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>2026-02-02</CINclosureDate>\
<ReasonForClosure>RC8</ReasonForClosure><DateOfInitialCPC>2025-07-01</DateOfInitialCPC>\
<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>\
<AssessmentAuthorisationDate>2025-07-03</AssessmentAuthorisationDate>\
<FactorsIdentifiedAtAssessment><AssessmentFactors>21</AssessmentFactors>\
<AssessmentFactors>19A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>\
<CINPlanDates><CINPlanStartDate>2025-09-01</CINPlanStartDate></CINPlanDates><Section47>\
<S47ActualStartDate>2025-06-10</S47ActualStartDate>\
<InitialCPCtarget>2025-07-01</InitialCPCtarget><ICPCnotRequired>0</ICPCnotRequired>\
</Section47><ReferralNFA>0</ReferralNFA><ChildProtectionPlans>\
<CPPstartDate>2025-07-01</CPPstartDate><CPPendDate>2025-09-01</CPPendDate>\
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>\
<LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>\
<NumberOfPreviousCPP>0</NumberOfPreviousCPP><Reviews>\
<CPPreviewDate>2025-08-01</CPPreviewDate><CPPreviewDate>2025-09-01</CPPreviewDate></Reviews>\
</ChildProtectionPlans><PreProceedingsandFGDM><PPStartDate>2026-01-09</PPStartDate>\
</PreProceedingsandFGDM></CINdetails></Child>";

/// Spoils a text: some of its values become others, then bytes are changed or cut.
fn spoilt() -> impl Strategy<Value = Vec<u8>> {
    let text = format!(
        "<Message><Header><CollectionDetails><Year>2026</Year>\
         <ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>\
         <Children>{CHILD}{CHILD}</Children></Message>"
    );
    let pieces: Vec<String> = text.split_inclusive('>').map(str::to_owned).collect();
    let values =
        "0000-00-00|0001-01-01|9999-12-31|[0-9]{4}-[01][0-9]-[0-3][0-9]|\\PC{0,24}|é{1,13}";
    let swaps = proptest::collection::vec((any::<prop::sample::Index>(), values), 0..12);
    let bytes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3);
    (swaps, bytes, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        move |(swaps, bytes, cut, is_cut)| {
            let mut pieces = pieces.clone();
            for (at, value) in swaps {
                let piece = at.get(&pieces).clone();
                // A value and the end of its element: `2026-03-31</ReferenceDate>`.
                if let Some((_, end)) = piece.split_once("</").filter(|(old, _)| !old.is_empty()) {
                    let here = at.index(pieces.len());
                    pieces[here] = format!("{value}</{end}");
                }
            }
            let mut text = pieces.concat().into_bytes();
            for (at, byte) in bytes {
                let here = at.index(text.len());
                text[here] = byte;
            }
            if is_cut {
                text.truncate(cut.index(text.len()));
            }
            text
        },
    )
}

proptest! {
    #[test]
    fn no_census_however_spoilt_makes_the_check_panic(text in spoilt(), year in 2022_u16..2028) {
        let collection = returns::check::Collection::ending(year).unwrap();
        if let Ok(mut reader) = CensusReader::new(text.as_slice(), "spoilt.xml")
            && let Ok(check) = cin::check(&mut reader, collection, reference())
        {
            prop_assert!(check.report.rules_run.contains(&"schema".to_owned()));
        }
    }
}
