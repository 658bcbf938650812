//! A referral, its closing, its assessments and its child in need plans.

use practice::{Fact, Value};

use super::pen::{Pen, Row};
use super::{ChildFile, PRE_PROCEEDINGS_SINCE, known, pre_proceedings, protection, yes};
use crate::made::{Origin, YearTo};
use crate::read::Cell;
use crate::read::census::{Assessment, CinDetails, CinPlanDates};

/// What, when it follows a referral, shows that there was further action.
const FURTHER_ACTION: [&str; 5] = [
    "assessment-started",
    "strategy-discussion",
    "cin-plan-started",
    "protection-plan-started",
    "pre-proceedings-started",
];

/// The referrals of a census, by day: those received in the year, and those before it that
/// were open in it. One that needed no further action was open on its own day alone.
pub(super) fn in_the_year<'f>(
    file: &ChildFile<'f>,
    year: YearTo,
) -> impl Iterator<Item = &'f Fact> {
    let all = file.all("referral").iter().copied();
    all.filter(move |referral| {
        let received = referral.occurred.day();
        let closed = file.last_linked("case-closed", "referral", referral.id);
        let closed = closed.map(|closed| closed.occurred.day());
        let no_action = no_further_action(file, referral) == Some(true);
        year.overlaps(received, closed.or(no_action.then_some(received)))
    })
}

/// Whether the referral needed no further action: what it says, or no where something
/// followed from it.
fn no_further_action(file: &ChildFile<'_>, referral: &Fact) -> Option<bool> {
    let followed = |kind: &&str| {
        let mut followed = file.linked(kind, "referral", referral.id);
        followed.next().is_some()
    };
    yes(referral, "no_further_action")
        .or_else(|| FURTHER_ACTION.iter().any(followed).then_some(false))
}

/// A referral and all that followed from it.
pub(super) fn details(
    file: &ChildFile<'_>,
    year: YearTo,
    referral: &Fact,
    pen: &mut Pen,
) -> CinDetails {
    let row = pen.row("CINdetails");
    let closed = known(
        year,
        file.last_linked("case-closed", "referral", referral.id),
    );
    let conference = (file.linked("initial-conference", "referral", referral.id))
        .rfind(|held| held.link("enquiry").is_none());
    let conference = known(year, conference).filter(|held| held.occurred.day() >= year.starts);
    let nothing_more = Origin::of(referral, "no_further_action");
    let mut made = CinDetails {
        referral_date: pen.field(row, "CINreferralDate", referral, "referred_on"),
        referral_source: pen.field(row, "ReferralSource", referral, "source"),
        primary_need_code: pen.field(row, "PrimaryNeedCode", referral, "primary_need"),
        closure_date: pen.of(row, "CINclosureDate", closed, ("case-closed", "closed_on")),
        reason_for_closure: pen.of(row, "ReasonForClosure", closed, ("case-closed", "reason")),
        date_of_initial_cpc: pen.of(
            row,
            "DateOfInitialCPC",
            conference,
            ("initial-conference", "held_on"),
        ),
        referral_nfa: pen.known(
            row,
            "ReferralNFA",
            nothing_more,
            no_further_action(file, referral),
        ),
        ..CinDetails::default()
    };
    made.assessments = assessments(file, year, referral, pen);
    made.plans = plans(file, year, referral, pen);
    protection::take(file, year, referral, (pen, &mut made));
    if year.collection.year() >= PRE_PROCEEDINGS_SINCE {
        made.pre_proceedings = pre_proceedings::all(file, year, referral, pen);
    }
    made
}

fn assessments(
    file: &ChildFile<'_>,
    year: YearTo,
    referral: &Fact,
    pen: &mut Pen,
) -> Vec<Assessment> {
    let all = file.linked("assessment-started", "referral", referral.id);
    let in_the_year = all.filter_map(|started| {
        let authorised = file.last_linked("assessment-authorised", "assessment", started.id);
        let ended = authorised.map(|fact| fact.occurred.day());
        let own = year.overlaps(started.occurred.day(), ended);
        own.then_some((started, known(year, authorised)))
    });
    let made = in_the_year.map(|(started, authorised)| {
        let row = pen.row("Assessments");
        let reviewed = file.last_linked("assessment-internal-review", "assessment", started.id);
        Assessment {
            actual_start_date: pen.field(row, "AssessmentActualStartDate", started, "started_on"),
            internal_review_date: pen.of(
                row,
                "AssessmentInternalReviewDate",
                known(year, reviewed),
                ("assessment-internal-review", "reviewed_on"),
            ),
            authorisation_date: pen.of(
                row,
                "AssessmentAuthorisationDate",
                authorised,
                ("assessment-authorised", "authorised_on"),
            ),
            factors: authorised.map_or_else(Vec::new, |authorised| {
                factors(file, (started, authorised), (pen, row))
            }),
            ..Assessment::default()
        }
    });
    made.collect()
}

/// The factors of an assessment that was authorised: told with the authorisation, by
/// themselves, or in the assessment as it was written.
fn factors(
    file: &ChildFile<'_>,
    (started, authorised): (&Fact, &Fact),
    (pen, row): (&mut Pen, Row),
) -> Vec<Cell> {
    let has = |fact: &&Fact| matches!(fact.field("factors"), Some(Value::Codes(_)));
    let told = Some(authorised).filter(has);
    let beside = || file.last_linked("assessment-factors", "assessment", started.id);
    let written = || file.last_linked("assessment-written", "assessment", started.id);
    let fact = told
        .or_else(|| beside().filter(has))
        .or_else(|| written().filter(has));
    pen.codes(
        row,
        "AssessmentFactors",
        fact.unwrap_or(authorised),
        "factors",
    )
}

fn plans(file: &ChildFile<'_>, year: YearTo, referral: &Fact, pen: &mut Pen) -> Vec<CinPlanDates> {
    let all = file.linked("cin-plan-started", "referral", referral.id);
    let in_the_year = all.filter_map(|started| {
        let ended = file.last_linked("cin-plan-ended", "plan", started.id);
        let own = year.overlaps(
            started.occurred.day(),
            ended.map(|ended| ended.occurred.day()),
        );
        own.then_some((started, known(year, ended)))
    });
    let made = in_the_year.map(|(started, ended)| {
        let row = pen.row("CINplanDates");
        CinPlanDates {
            start_date: pen.field(row, "CINPlanStartDate", started, "started_on"),
            end_date: pen.of(row, "CINPlanEndDate", ended, ("cin-plan-ended", "ended_on")),
            ..CinPlanDates::default()
        }
    });
    made.collect()
}
