//! A children in need census, of the shape that a year's census has: each child with a
//! referral and an assessment, four in ten with an enquiry, two in ten on a plan.

use std::io::{self, Write};

use jiff::civil::{Date, date};

use super::{Chance, day};
use crate::read::census::{
    Assessment, CensusChild, CensusHeader, ChildCharacteristics, ChildIdentifiers,
    ChildProtectionPlan, CinDetails, CinPlanDates, Section47,
};
use crate::read::{Cell, Place};
use crate::write::census;

/// The first day of the census year.
const FIRST: Date = date(2025, 4, 1);

/// Writes a census of so many children.
pub fn census<W: Write>(out: W, children: u32) -> io::Result<()> {
    let header = CensusHeader {
        collection: value("Collection", "CIN"),
        year: value("Year", "2026"),
        reference_date: value("ReferenceDate", "2026-03-31"),
        source_level: value("SourceLevel", "L"),
        lea: value("LEA", "201"),
        software_code: value("SoftwareCode", "Made up"),
        ..CensusHeader::default()
    };
    census::census(out, &header, (0..children).map(child))
}

/// A child: everything about it follows from its number.
fn child(number: u32) -> CensusChild {
    let mut chance = Chance::of_child(number);
    let born = day(date(2008, 6, 1), chance.below(6000));
    CensusChild {
        identifiers: Some(ChildIdentifiers {
            la_child_id: value("LAchildID", &format!("MU{number:08}")),
            upn: value(
                "UPN",
                &format!("A{:012}", 201_000_000_000 + u64::from(number)),
            ),
            person_birth_date: dated("PersonBirthDate", born),
            sex: value("Sex", chance.of(&["M", "F"])),
            ..ChildIdentifiers::default()
        }),
        characteristics: Some(ChildCharacteristics {
            ethnicity: value(
                "Ethnicity",
                chance.of(&["WBRI", "WOTH", "APKN", "BAFR", "MWBC"]),
            ),
            disabilities: value("Disability", chance.of(&["NONE", "HAND", "LD"]))
                .into_iter()
                .collect(),
            ..ChildCharacteristics::default()
        }),
        cin_details: vec![referral(&mut chance)],
        ..CensusChild::default()
    }
}

fn referral(chance: &mut Chance) -> CinDetails {
    let referred = day(FIRST, chance.below(300));
    let authorised = day(referred, 20 + chance.below(60));
    let enquiry = chance.below(10) < 4;
    let held = day(referred, 10 + chance.below(25));
    let plan = enquiry && chance.below(2) == 0;
    CinDetails {
        referral_date: dated("CINreferralDate", referred),
        referral_source: value("ReferralSource", chance.of(&["1A", "2B", "3A", "6"])),
        primary_need_code: value("PrimaryNeedCode", chance.of(&["N1", "N2", "N4", "N5"])),
        referral_nfa: value("ReferralNFA", "false"),
        assessments: vec![Assessment {
            actual_start_date: dated("AssessmentActualStartDate", day(referred, 1)),
            authorisation_date: dated("AssessmentAuthorisationDate", authorised),
            factors: (value("AssessmentFactors", chance.of(&["1C", "3B", "4B", "16A"]))
                .into_iter())
            .collect(),
            ..Assessment::default()
        }],
        plans: if plan {
            Vec::new()
        } else {
            vec![cin_plan(authorised)]
        },
        section47: if enquiry {
            vec![section47(referred, held)]
        } else {
            Vec::new()
        },
        protection_plans: if plan {
            vec![protection_plan(held, chance)]
        } else {
            Vec::new()
        },
        ..CinDetails::default()
    }
}

fn cin_plan(authorised: Date) -> CinPlanDates {
    CinPlanDates {
        start_date: dated("CINPlanStartDate", day(authorised, 1)),
        ..CinPlanDates::default()
    }
}

fn section47(referred: Date, held: Date) -> Section47 {
    Section47 {
        actual_start_date: dated("S47ActualStartDate", day(referred, 3)),
        initial_cpc_target: dated("InitialCPCtarget", day(referred, 24)),
        date_of_initial_cpc: dated("DateOfInitialCPC", held),
        icpc_not_required: value("ICPCnotRequired", "false"),
        ..Section47::default()
    }
}

fn protection_plan(held: Date, chance: &mut Chance) -> ChildProtectionPlan {
    let first = day(held, 70 + chance.below(40));
    ChildProtectionPlan {
        start_date: dated("CPPstartDate", held),
        initial_category_of_abuse: value("InitialCategoryOfAbuse", "NEG"),
        latest_category_of_abuse: value("LatestCategoryOfAbuse", "NEG"),
        number_of_previous_cpp: value("NumberOfPreviousCPP", "0"),
        reviews: [first, day(first, 150 + chance.below(60))]
            .into_iter()
            .filter(|day| *day <= date(2026, 3, 31))
            .filter_map(|day| dated("CPPreviewDate", day))
            .collect(),
        ..ChildProtectionPlan::default()
    }
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "every cell of a block is optional"
)]
fn value(field: &'static str, text: &str) -> Option<Cell> {
    Some(Cell::new(field, text.to_owned(), Place::default()))
}

fn dated(field: &'static str, day: Date) -> Option<Cell> {
    value(field, &day.to_string())
}
