//! The census writer: what is written is read again, cell for cell.

mod common;

use proptest::prelude::*;
use returns::read::Cell;
use returns::read::census::{
    Assessment, CensusChild, CensusHeader, CensusReader, ChildCharacteristics, ChildIdentifiers,
    ChildProtectionPlan, CinDetails, CinPlanDates, PreProceedings, Section47,
};
use returns::write::census::census;

fn cell(field: &'static str, text: &str) -> Cell {
    Cell {
        field,
        text: text.to_owned(),
        line: 1,
        column: 1,
    }
}

/// The cells without their places, each with its block.
fn told(child: &CensusChild) -> Vec<(&'static str, &'static str, String)> {
    child
        .all_cells()
        .into_iter()
        .map(|(block, cell)| (block, cell.field, cell.text.clone()))
        .collect()
}

fn written(header: &CensusHeader, children: &[CensusChild]) -> Vec<u8> {
    let mut out = Vec::new();
    census(&mut out, header, children).unwrap();
    out
}

fn read(content: &[u8]) -> Vec<CensusChild> {
    CensusReader::new(content, "written.xml")
        .unwrap()
        .children()
        .map(Result::unwrap)
        .collect()
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("[A-Za-z0-9<>&'\"é-]{1,10}", 30)
}

fn child_of(texts: &[String], many: usize) -> CensusChild {
    let mut next = texts.iter().cycle();
    let mut one = |field| cell(field, next.next().unwrap());
    let identifiers = ChildIdentifiers {
        la_child_id: Some(one("LAchildID")),
        upn: Some(one("UPN")),
        former_upn: Some(one("FormerUPN")),
        sex: Some(one("Sex")),
        ..ChildIdentifiers::default()
    };
    let characteristics = ChildCharacteristics {
        ethnicity: Some(one("Ethnicity")),
        disabilities: vec![one("Disability"), one("Disability")],
        ..ChildCharacteristics::default()
    };
    let mut details = |_| CinDetails {
        referral_date: Some(one("CINreferralDate")),
        referral_nfa: Some(one("ReferralNFA")),
        date_of_initial_cpc: Some(one("DateOfInitialCPC")),
        assessments: vec![Assessment {
            actual_start_date: Some(one("AssessmentActualStartDate")),
            internal_review_date: Some(one("AssessmentInternalReviewDate")),
            factors: vec![one("AssessmentFactors"), one("AssessmentFactors")],
            ..Assessment::default()
        }],
        plans: vec![CinPlanDates {
            end_date: Some(one("CINPlanEndDate")),
            ..CinPlanDates::default()
        }],
        section47: vec![Section47 {
            date_of_initial_cpc: Some(one("DateOfInitialCPC")),
            icpc_not_required: Some(one("ICPCnotRequired")),
            ..Section47::default()
        }],
        protection_plans: vec![ChildProtectionPlan {
            start_date: Some(one("CPPstartDate")),
            reviews: vec![one("CPPreviewDate"), one("CPPreviewDate")],
            ..ChildProtectionPlan::default()
        }],
        pre_proceedings: vec![PreProceedings {
            outcome: Some(one("PPOutcome")),
            ..PreProceedings::default()
        }],
        ..CinDetails::default()
    };
    CensusChild {
        identifiers: Some(identifiers),
        characteristics: Some(characteristics),
        cin_details: (0..many).map(&mut details).collect(),
        ..CensusChild::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_again(texts in texts(), many in 0usize..4, year in "[0-9]{4}") {
        let header = CensusHeader { year: Some(cell("Year", &year)), lea: Some(cell("LEA", "201")), ..CensusHeader::default() };
        let children = [child_of(&texts, many), child_of(&texts[3..], 1)];
        let content = written(&header, &children);
        let mut reader = CensusReader::new(content.as_slice(), "written.xml").unwrap();
        prop_assert_eq!(&reader.header().year.as_ref().unwrap().text, &year);
        let again: Vec<_> = reader.children().map(Result::unwrap).collect();
        prop_assert!(reader.unread().is_empty());
        prop_assert_eq!(again.len(), 2);
        for (before, after) in children.iter().zip(&again) {
            prop_assert!(after.unread.is_empty());
            prop_assert_eq!(told(before), told(after));
        }
    }
}

#[test]
fn the_samples_written_and_read_again_are_the_same() {
    let Some(shared) = common::shared() else {
        return;
    };
    for name in [
        "fake_CIN_data.xml",
        "CIN_Census_2026.xml",
        "CIN_Census_2021.xml",
    ] {
        let mut reader = CensusReader::open(&shared.join("samples/cin").join(name)).unwrap();
        let header = reader.header().clone();
        let children: Vec<_> = reader.children().map(Result::unwrap).collect();
        let again = read(&written(&header, &children));
        assert_eq!(
            children.iter().map(told).collect::<Vec<_>>(),
            again.iter().map(told).collect::<Vec<_>>(),
            "{name}"
        );
    }
}
