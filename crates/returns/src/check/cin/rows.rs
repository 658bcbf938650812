//! The rows of one child, parsed once and joined once, as the rules read them.
//!
//! A child has its referrals in the order of the file; a referral has its assessments,
//! plans, enquiries and child protection plans; a child protection plan has its reviews.
//! Every row knows its table and its place in it. A date that cannot be read is not
//! there for a rule.

use std::borrow::Cow;

use jiff::civil::Date;

/// The names of the tables, as published cases write them.
pub(super) mod table {
    pub const HEADER: &str = "Header";
    /// A child without the block a finding belongs to, counted by child.
    pub const CHILD: &str = "Child";
    pub const CHILD_IDENTIFIERS: &str = "ChildIdentifiers";
    pub const CHILD_CHARACTERISTICS: &str = "ChildCharacteristics";
    pub const DISABILITIES: &str = "Disabilities";
    pub const CIN_DETAILS: &str = "CINdetails";
    pub const ASSESSMENTS: &str = "Assessments";
    pub const ASSESSMENT_FACTORS: &str = "AssessmentFactorsList";
    pub const CIN_PLAN_DATES: &str = "CINplanDates";
    pub const SECTION_47: &str = "Section47";
    pub const PROTECTION_PLANS: &str = "ChildProtectionPlans";
    pub const REVIEWS: &str = "Reviews";
    pub const PRE_PROCEEDINGS: &str = "PreProceedingsandFGDM";

    /// All of them.
    pub const ALL: [&str; 13] = [
        HEADER,
        CHILD,
        CHILD_IDENTIFIERS,
        CHILD_CHARACTERISTICS,
        DISABILITIES,
        CIN_DETAILS,
        ASSESSMENTS,
        ASSESSMENT_FACTORS,
        CIN_PLAN_DATES,
        SECTION_47,
        PROTECTION_PLANS,
        REVIEWS,
        PRE_PROCEEDINGS,
    ];
}

/// Where a row stands: its table, and its number in the file from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub table: &'static str,
    pub row: u32,
}

/// A yes or no as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Flag {
    #[default]
    Missing,
    Yes,
    No,
    Neither,
}

impl Flag {
    /// Reads `1`, `0`, `true`, `false`, in any case.
    pub fn written(text: Option<&str>) -> Self {
        match text {
            None => Self::Missing,
            Some(text) if text == "1" || text.eq_ignore_ascii_case("true") => Self::Yes,
            Some(text) if text == "0" || text.eq_ignore_ascii_case("false") => Self::No,
            Some(_) => Self::Neither,
        }
    }

    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }

    pub fn is_no(self) -> bool {
        self == Self::No
    }
}

/// `at` is absent only in published cases, where a row may be joined to one that the
/// case does not show.
#[derive(Debug, Clone, Default)]
pub(super) struct Child<'a> {
    /// Its number in the file, from 0.
    pub number: u32,
    pub identifiers: Identifiers<'a>,
    pub characteristics: Option<Characteristics<'a>>,
    pub disabilities: Vec<Disability<'a>>,
    pub referrals: Vec<Referral<'a>>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Identifiers<'a> {
    pub at: Option<At>,
    pub la_child_id: Option<&'a str>,
    pub upn: Option<&'a str>,
    pub former_upn: Option<&'a str>,
    pub upn_unknown: Option<&'a str>,
    pub born: Option<Date>,
    pub expected: Option<Date>,
    pub gender: Option<&'a str>,
    pub sex: Option<&'a str>,
    pub died: Option<Date>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Characteristics<'a> {
    pub at: Option<At>,
    pub ethnicity: Option<&'a str>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Disability<'a> {
    pub at: Option<At>,
    pub code: Option<&'a str>,
}

impl Disability<'_> {
    pub fn is_none_code(&self) -> bool {
        self.code == Some("NONE")
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Referral<'a> {
    pub at: Option<At>,
    pub referred: Option<Date>,
    pub source: Option<&'a str>,
    pub primary_need: Option<&'a str>,
    pub closed: Option<Date>,
    pub reason: Option<&'a str>,
    pub conference: Option<Date>,
    pub no_further_action: Flag,
    pub assessments: Vec<Assessment<'a>>,
    pub plans: Vec<Plan>,
    pub enquiries: Vec<Enquiry>,
    /// In published cases some are not shown and have no `at`; see
    /// [`Self::protection_plans`].
    pub all_protection_plans: Vec<ProtectionPlan<'a>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Assessment<'a> {
    pub at: Option<At>,
    pub started: Option<Date>,
    pub authorised: Option<Date>,
    pub factors: Vec<Factor<'a>>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Factor<'a> {
    /// Its own row, in published cases that show no assessments.
    pub at: Option<At>,
    pub code: Cow<'a, str>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Plan {
    pub at: Option<At>,
    pub started: Option<Date>,
    pub ended: Option<Date>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Enquiry {
    pub at: Option<At>,
    pub started: Option<Date>,
    pub target: Option<Date>,
    pub conference: Option<Date>,
    pub conference_not_required: Flag,
}

impl Enquiry {
    /// Whether it waits for a conference: none was held, and it is not said that none
    /// was required.
    pub fn is_open(&self) -> bool {
        self.conference.is_none() && !self.conference_not_required.is_yes()
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct ProtectionPlan<'a> {
    pub at: Option<At>,
    pub started: Option<Date>,
    pub ended: Option<Date>,
    pub initial_category: Option<&'a str>,
    pub latest_category: Option<&'a str>,
    pub previous_plans: Option<&'a str>,
    pub reviews: Vec<Review>,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Review {
    pub at: Option<At>,
    pub held: Option<Date>,
}

impl<'a> Referral<'a> {
    pub fn protection_plans(&self) -> impl Iterator<Item = &ProtectionPlan<'a>> {
        let all = self.all_protection_plans.iter();
        all.filter(|plan| plan.at.is_some())
    }
}

impl<'a> Child<'a> {
    pub fn assessments(&self) -> impl Iterator<Item = (&Referral<'a>, &Assessment<'a>)> {
        self.referrals
            .iter()
            .flat_map(|referral| referral.assessments.iter().map(move |one| (referral, one)))
    }

    pub fn plans(&self) -> impl Iterator<Item = (&Referral<'a>, &Plan)> {
        self.referrals
            .iter()
            .flat_map(|referral| referral.plans.iter().map(move |one| (referral, one)))
    }

    pub fn enquiries(&self) -> impl Iterator<Item = (&Referral<'a>, &Enquiry)> {
        self.referrals
            .iter()
            .flat_map(|referral| referral.enquiries.iter().map(move |one| (referral, one)))
    }

    pub fn protection_plans(&self) -> impl Iterator<Item = (&Referral<'a>, &ProtectionPlan<'a>)> {
        self.referrals
            .iter()
            .flat_map(|referral| referral.protection_plans().map(move |one| (referral, one)))
    }

    pub fn reviews(&self) -> impl Iterator<Item = (&ProtectionPlan<'a>, &Review)> {
        self.referrals
            .iter()
            .flat_map(|referral| &referral.all_protection_plans)
            .flat_map(|plan| plan.reviews.iter().map(move |one| (plan, one)))
    }
}
