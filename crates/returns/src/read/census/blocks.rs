//! The blocks of the children in need census, 2017 to 2026, as the Department for
//! Education's specification and schema name them.
//!
//! A name that came or went with a year stands beside its successor: the reader
//! takes every year's file, and says nothing about which names a year allows.

use super::shape::{Group, group};
use crate::read::{Cell, Place, Unread};

group! {
    /// What the file says of itself: `Message/Header`.
    CensusHeader = "Header" {
        within "CollectionDetails" {
            /// `CIN`.
            collection = "Collection",
            /// The year in which the collection year ends: `2026`.
            year = "Year",
            /// The day up to which the file speaks.
            reference_date = "ReferenceDate",
        }
        within "Source" {
            /// `L`, the authority.
            source_level = "SourceLevel",
            /// The authority's three figures.
            lea = "LEA",
            /// The product that wrote the file.
            software_code = "SoftwareCode",
            /// Its version.
            release = "Release",
            /// How many times the file was written.
            serial_no = "SerialNo",
            /// When it was written.
            date_time = "DateTime",
        }
        lists {}
        one {}
        many {}
    }
}

group! {
    /// One child of the census.
    CensusChild = "Child" {
        lists {}
        one {
            /// Who the child is.
            identifiers: ChildIdentifiers = "ChildIdentifiers",
            /// Ethnicity and disability.
            characteristics: ChildCharacteristics = "ChildCharacteristics",
        }
        many {
            /// One for each referral in or open in the year.
            cin_details: CinDetails = "CINdetails",
        }
        also {
            /// What stands in the child and was not read.
            unread: Vec<Unread>,
        }
    }
}

group! {
    /// Who the child is.
    ChildIdentifiers = "ChildIdentifiers" {
        within "" {
            /// The authority's own number for the child.
            la_child_id = "LAchildID",
            /// The unique pupil number.
            upn = "UPN",
            /// An earlier unique pupil number.
            former_upn = "FormerUPN",
            /// Why there is no unique pupil number: `UN1` to `UN10`.
            upn_unknown = "UPNunknown",
            /// The date of birth.
            person_birth_date = "PersonBirthDate",
            /// The date an unborn child is expected.
            expected_person_birth_date = "ExpectedPersonBirthDate",
            /// In earlier years: `0`, `1`, `2`, `9`.
            gender_current = "GenderCurrent",
            /// In later years: `M`, `F`, `U`.
            sex = "Sex",
            /// The date of death.
            person_death_date = "PersonDeathDate",
        }
        lists {}
        one {}
        many {}
    }
}

group! {
    /// Ethnicity and disability.
    ChildCharacteristics = "ChildCharacteristics" {
        within "" {
            /// The ethnicity code.
            ethnicity = "Ethnicity",
        }
        lists {
            /// The disability codes, or `NONE`.
            disabilities = "Disabilities" / "Disability",
        }
        one {}
        many {}
    }
}

group! {
    /// One referral, and all that followed from it.
    CinDetails = "CINdetails" {
        within "" {
            /// The date of the referral.
            referral_date = "CINreferralDate",
            /// Who referred.
            referral_source = "ReferralSource",
            /// The primary need.
            primary_need_code = "PrimaryNeedCode",
            /// When the case was closed.
            closure_date = "CINclosureDate",
            /// Why it was closed.
            reason_for_closure = "ReasonForClosure",
            /// The initial child protection conference of the referral; the one of an
            /// enquiry stands in [`Section47`].
            date_of_initial_cpc = "DateOfInitialCPC",
            /// Whether the referral needed no further action.
            referral_nfa = "ReferralNFA",
        }
        lists {}
        one {}
        many {
            /// The assessments.
            assessments: Assessment = "Assessments",
            /// The child in need plans.
            plans: CinPlanDates = "CINPlanDates",
            /// The enquiries under section 47.
            section47: Section47 = "Section47",
            /// The child protection plans.
            protection_plans: ChildProtectionPlan = "ChildProtectionPlans",
            /// Pre-proceedings and family group decision making, since 2026.
            pre_proceedings: PreProceedings = "PreProceedingsandFGDM",
        }
    }
}

group! {
    /// One assessment.
    Assessment = "Assessments" {
        within "" {
            /// When it began.
            actual_start_date = "AssessmentActualStartDate",
            /// When it was to be reviewed.
            internal_review_date = "AssessmentInternalReviewDate",
            /// When it was authorised.
            authorisation_date = "AssessmentAuthorisationDate",
        }
        lists {
            /// The factors identified.
            factors = "FactorsIdentifiedAtAssessment" / "AssessmentFactors",
        }
        one {}
        many {}
    }
}

group! {
    /// One child in need plan.
    CinPlanDates = "CINPlanDates" {
        within "" {
            /// When it began.
            start_date = "CINPlanStartDate",
            /// When it ended.
            end_date = "CINPlanEndDate",
        }
        lists {}
        one {}
        many {}
    }
}

group! {
    /// One enquiry under section 47 of the Children Act 1989.
    Section47 = "Section47" {
        within "" {
            /// When it began.
            actual_start_date = "S47ActualStartDate",
            /// The day by which the conference was due.
            initial_cpc_target = "InitialCPCtarget",
            /// When the conference was held.
            date_of_initial_cpc = "DateOfInitialCPC",
            /// Whether no conference was required.
            icpc_not_required = "ICPCnotRequired",
        }
        lists {}
        one {}
        many {}
    }
}

group! {
    /// One child protection plan.
    ChildProtectionPlan = "ChildProtectionPlans" {
        within "" {
            /// When it began.
            start_date = "CPPstartDate",
            /// When it ended.
            end_date = "CPPendDate",
            /// The category of abuse it began with.
            initial_category_of_abuse = "InitialCategoryOfAbuse",
            /// The latest category of abuse.
            latest_category_of_abuse = "LatestCategoryOfAbuse",
            /// How many plans the child had before.
            number_of_previous_cpp = "NumberOfPreviousCPP",
        }
        lists {
            /// The date of every review.
            reviews = "Reviews" / "CPPreviewDate",
        }
        one {}
        many {}
    }
}

group! {
    /// One pre-proceedings process, with the family group decision making meeting.
    PreProceedings = "PreProceedingsandFGDM" {
        within "" {
            /// When it began.
            start_date = "PPStartDate",
            /// When the letter before proceedings was sent.
            letter_sent_date = "LBPSentDate",
            /// Whether a family group decision making meeting was offered.
            fgdm_meeting_offer = "FGDMMeetingOffer",
            /// Whether one was held.
            fgdm_meeting_fac = "FGDMMeetingFac",
            /// The first pre-proceedings meeting.
            initial_meeting_date = "InitialPPMeetingDate",
            /// How many review meetings there were.
            review_meetings_count = "ReviewMeetingsCount",
            /// When the decision to step up or down was made.
            step_decision_date = "StepDecisionDate",
            /// The outcome.
            outcome = "PPOutcome",
            /// When the court was applied to.
            court_application_date = "CourtAppDate",
            /// When the letter that begins care proceedings was sent.
            letter_init_cp_date = "LetterInitCPDate",
        }
        lists {}
        one {}
        many {}
    }
}

impl CensusChild {
    /// Every cell of the child, each with the name of its block.
    pub fn all_cells(&self) -> Vec<(&'static str, &Cell)> {
        let mut all = Vec::new();
        self.each_cell(&mut |block, cell| all.push((block, cell)));
        all
    }
}
