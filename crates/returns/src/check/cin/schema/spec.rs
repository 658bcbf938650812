//! The elements of the census and what the schema asks of each: those of the schema of
//! 2024 for collections to 2023/24, and of 2026 for those after it. They differ in
//! `GenderCurrent`, which became `Sex`.

use super::form::Form::{
    self, Code, Count, Day, DayAndTime, ExactFigures, Figures, Text, Upn, Year, YesNo,
};
use crate::check::cin::codes;

/// The first collection that has pre-proceedings, by the year in which it ends. No
/// schema that has them is published: their values are checked for their form alone.
pub(super) const PRE_PROCEEDINGS_SINCE: u16 = 2027;

/// An element that holds a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub name: &'static str,
    /// Whether each block must have it.
    pub must: bool,
    pub form: Form,
    /// The collections that have it, by the years in which they end.
    years: (u16, u16),
}

impl Field {
    /// Whether the census of a collection has the element.
    pub fn is_of(&self, year: u16) -> bool {
        self.years.0 <= year && year <= self.years.1
    }
}

const fn must(name: &'static str, form: Form) -> Field {
    Field {
        name,
        must: true,
        form,
        years: (0, u16::MAX),
    }
}

const fn may(name: &'static str, form: Form) -> Field {
    let mut field = must(name, form);
    field.must = false;
    field
}

const fn in_years(mut field: Field, from: u16, until: u16) -> Field {
    field.years = (from, until);
    field
}

pub(super) const HEADER: &[Field] = &[
    may("Collection", Code(&["CIN"])),
    may("Year", Year),
    may("ReferenceDate", Day),
    may("SourceLevel", Code(&["L"])),
    must("LEA", ExactFigures(3)),
    may("SoftwareCode", Text),
    may("Release", Text),
    may("SerialNo", Figures(3)),
    may("DateTime", DayAndTime),
];

pub(super) const CHILD_IDENTIFIERS: &[Field] = &[
    must("LAchildID", Text),
    may("UPN", Upn),
    may("FormerUPN", Upn),
    may("UPNunknown", Code(codes::UPN_UNKNOWN)),
    may("PersonBirthDate", Day),
    may("ExpectedPersonBirthDate", Day),
    in_years(must("GenderCurrent", Code(codes::GENDER)), 0, 2024),
    in_years(must("Sex", Code(codes::SEX)), 2025, u16::MAX),
    may("PersonDeathDate", Day),
];

pub(super) const CHILD_CHARACTERISTICS: &[Field] = &[
    must("Ethnicity", Code(codes::ETHNICITY)),
    may("Disability", Code(codes::DISABILITY)),
];

pub(super) const CIN_DETAILS: &[Field] = &[
    must("CINreferralDate", Day),
    must("ReferralSource", Code(codes::REFERRAL_SOURCE)),
    may("PrimaryNeedCode", Code(codes::PRIMARY_NEED)),
    may("CINclosureDate", Day),
    may("ReasonForClosure", Code(codes::REASON_FOR_CLOSURE)),
    may("DateOfInitialCPC", Day),
    must("ReferralNFA", YesNo),
];

pub(super) const ASSESSMENTS: &[Field] = &[
    must("AssessmentActualStartDate", Day),
    may("AssessmentInternalReviewDate", Day),
    may("AssessmentAuthorisationDate", Day),
    may("AssessmentFactors", Code(codes::ASSESSMENT_FACTORS)),
];

pub(super) const CIN_PLAN_DATES: &[Field] =
    &[must("CINPlanStartDate", Day), may("CINPlanEndDate", Day)];

pub(super) const SECTION_47: &[Field] = &[
    must("S47ActualStartDate", Day),
    may("InitialCPCtarget", Day),
    may("DateOfInitialCPC", Day),
    must("ICPCnotRequired", YesNo),
];

pub(super) const PROTECTION_PLANS: &[Field] = &[
    must("CPPstartDate", Day),
    may("CPPendDate", Day),
    must("InitialCategoryOfAbuse", Code(codes::CATEGORY_OF_ABUSE)),
    must("LatestCategoryOfAbuse", Code(codes::CATEGORY_OF_ABUSE)),
    must("NumberOfPreviousCPP", Count),
    may("CPPreviewDate", Day),
];

pub(super) const PRE_PROCEEDINGS: &[Field] = &[
    may("PPStartDate", Day),
    may("LBPSentDate", Day),
    may("FGDMMeetingOffer", YesNo),
    may("FGDMMeetingFac", YesNo),
    may("InitialPPMeetingDate", Day),
    may("ReviewMeetingsCount", Count),
    may("StepDecisionDate", Day),
    may("PPOutcome", Text),
    may("CourtAppDate", Day),
    may("LetterInitCPDate", Day),
];
