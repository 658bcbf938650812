//! Rules about a child in need plan beside a child protection plan: a child has one or the
//! other.

use jiff::civil::Date;

use crate::check::Finds;
use crate::check::cin::rows::{At, ProtectionPlan, table};
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error};
use crate::check::cin::spans::{Span, meeting};

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    // Within one referral.
    error(
        "4001",
        "A CIN Plan cannot run concurrently with a Child Protection Plan",
        &[
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
            (table::PROTECTION_PLANS, "CPPendDate"),
        ],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                let plans = referral.plans.iter().filter(|plan| plan.ended.is_none());
                let mut plans = plans.map(|plan| plan.at).peekable();
                let protection_plans = referral.protection_plans();
                let protection_plans = protection_plans.filter(|plan| plan.ended.is_none());
                let mut protection_plans = protection_plans.map(|plan| plan.at).peekable();
                if plans.peek().is_some() && protection_plans.peek().is_some() {
                    finds.flag_all(plans);
                    finds.flag_all(protection_plans);
                }
            }
        }),
    ),
    // Every review of the referral, other than one on the day on which its plan ended; a
    // child in need plan that is open runs to the reference date.
    error(
        "4003",
        "A CPP review date is shown as being held at the same time as an open CIN Plan.",
        &[
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
            (table::REVIEWS, "CPPreviewDate"),
        ],
        Child(|child, census, finds| {
            for referral in &child.referrals {
                let reviews = referral.all_protection_plans.iter();
                let reviews =
                    reviews.flat_map(|plan| plan.reviews.iter().map(move |one| (plan, one)));
                let reviews = reviews.filter(|(plan, review)| review.held != plan.ended);
                let reviews: Vec<(Date, [Option<At>; 2])> = reviews
                    .filter_map(|(plan, review)| Some((review.held?, [review.at, plan.at])))
                    .collect();
                let plans = referral.plans.iter();
                let plans: Vec<(Span, Option<At>)> = plans
                    .filter_map(|plan| {
                        let end = plan.ended.unwrap_or(census.reference);
                        Some((Span::to(plan.started?, end), plan.at))
                    })
                    .collect();
                find_meeting(&reviews, &plans, finds);
            }
        }),
    ),
    // Of all the child's plans. A child in need plan may begin on the day on which a child
    // protection plan ends; an open one runs to the reference date.
    error(
        "4016",
        "A CIN Plan has been reported as open at the same time as a Child Protection Plan.",
        &[
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
            (table::PROTECTION_PLANS, "CPPstartDate"),
            (table::PROTECTION_PLANS, "CPPendDate"),
        ],
        Child(|child, census, finds| {
            let begun = child
                .plans()
                .filter_map(|(_, plan)| Some((plan.started?, [plan.at])));
            let begun: Vec<_> = begun.collect();
            let plans = child.protection_plans();
            let plans: Vec<_> = plans
                .filter_map(|(_, plan)| {
                    Some((to_end(plan.started?, plan.ended, census.reference), plan.at))
                })
                .collect();
            find_meeting(&begun, &plans, finds);
        }),
    ),
    // The same the other way about.
    error(
        "4017",
        "A CIN Plan has been reported as open at the same time as a Child Protection Plan.",
        &[
            (table::CIN_PLAN_DATES, "CINPlanStartDate"),
            (table::CIN_PLAN_DATES, "CINPlanEndDate"),
            (table::PROTECTION_PLANS, "CPPstartDate"),
        ],
        Child(|child, census, finds| {
            let begun = |plan: &ProtectionPlan<'_>| Some((plan.started?, [plan.at]));
            let begun: Vec<_> = child
                .protection_plans()
                .filter_map(|(_, plan)| begun(plan))
                .collect();
            let plans = child.plans();
            let plans: Vec<_> = plans
                .filter_map(|(_, plan)| {
                    Some((to_end(plan.started?, plan.ended, census.reference), plan.at))
                })
                .collect();
            find_meeting(&begun, &plans, finds);
        }),
    ),
];

/// A plan up to the day before it ended, or to the reference date.
fn to_end(started: Date, ended: Option<Date>, reference: Date) -> Span {
    match ended {
        Some(ended) => Span::to_before(started, ended),
        None => Span::to(started, reference),
    }
}

/// Finds the rows of the days that fall into a plan, and those of the plans.
fn find_meeting<const N: usize>(
    days: &[(Date, [Option<At>; N])],
    plans: &[(Span, Option<At>)],
    finds: &mut Finds,
) {
    if days.is_empty() || plans.is_empty() {
        return;
    }
    let all_days: Vec<Date> = days.iter().map(|(day, _)| *day).collect();
    let spans: Vec<Span> = plans.iter().map(|(span, _)| *span).collect();
    let (held, holding) = meeting(&all_days, &spans);
    let days = days.iter().zip(held).filter(|(_, held)| *held);
    days.for_each(|((_, rows), _)| finds.flag_all(*rows));
    let plans = plans.iter().zip(holding).filter(|(_, holding)| *holding);
    finds.flag_all(plans.map(|((_, at), _)| *at));
}
