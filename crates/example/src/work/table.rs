//! What the clocks of the practice book ask of those who work here: who does it, and how
//! long it takes, travelling and writing up among it.

use super::Does::{Act, OfWorker, Record, Visit};
use super::Who::{Adviser, Chair, FrontDoor, Manager, Reviewer, Senior, Worker};
use super::{Does, Who, Work};
use crate::staff::{handover, oversee};
use crate::story::{assessment, care, front_door, known, leaving, missing, need, protection};

const fn work(clock: &'static str, who: Who, minutes: i32, lead: i32, does: Does) -> Work {
    Work {
        clock,
        who,
        minutes,
        lead,
        does,
    }
}

/// As long before as one likes.
const ANY: i32 = 400;

/// What is done for which clock.
#[rustfmt::skip]
pub const TABLE: &[Work] = &[
    // The front door.
    work("referral-decision-1wd", FrontDoor, 20, ANY, Act(front_door::decide)),
    work("referral-acknowledge-1wd", FrontDoor, 8, ANY, Record("referral-acknowledged")),
    work("referral-outcome-to-referrer", FrontDoor, 8, ANY, Record("referrer-told")),
    work("edt-handover", FrontDoor, 10, ANY, Act(front_door::receive)),
    // Assessment and enquiries.
    work("assessment-checkpoint", Manager, 20, ANY, Record("assessment-checkpoint")),
    work("assessment-child-seen", Worker, 105, ANY, Visit("child-seen")),
    work("assessment-45wd", Worker, 100, ANY, Act(assessment::go_on)),
    work("strategy-discussion", Manager, 60, ANY, Act(protection::discuss)),
    work("missing-strategy-repeat", Manager, 60, ANY, Act(protection::discuss)),
    work("strategy-record-circulated", Manager, 20, ANY, Record("strategy-record-sent")),
    work("s47-start", Manager, 10, ANY, Record("section-47-enquiry-opened")),
    work("s47-child-seen", Worker, 105, ANY, Visit("child-seen")),
    // Conferences and protection plans.
    work("icpc-request-to-cp-unit", Worker, 15, ANY, Record("conference-requested")),
    work("icpc-15wd", Chair, 150, 10, Act(protection::confer)),
    work("conference-decisions-sent", Chair, 15, ANY, Record("conference-decisions-sent")),
    work("conference-minutes", Chair, 50, ANY, Record("conference-minutes-sent")),
    work("core-group-first", Worker, 100, ANY, Record("core-group")),
    work("core-group-subsequent", Worker, 100, 8, Record("core-group")),
    work("cpp-visit", Worker, 105, 6, Visit("plan-visit")),
    work("rcpc-first", Chair, 140, 10, Act(protection::review)),
    work("rcpc-subsequent", Chair, 140, 12, Act(protection::review)),
    work("cp-chair-midpoint", Chair, 25, 10, Record("midpoint-check")),
    work("cp-plan-15m", Senior, 40, 30, Record("plan-duration-review")),
    // Children in need.
    work("cin-first-meeting", Worker, 90, ANY, Act(need::meet)),
    work("cin-review", Worker, 90, 8, Act(need::meet)),
    work("cin-visit", Worker, 105, 8, Visit("cin-visit")),
    // Children in care.
    work("cla-iro-appointed", Manager, 15, ANY, Act(care::appoint_reviewer)),
    work("cla-placement-plan", Worker, 60, ANY, Record("placement-plan")),
    work("cla-care-plan", Worker, 150, ANY, Act(care::plan)),
    work("cla-notification", Worker, 15, ANY, Record("placement-notices-sent")),
    work("ed-vsh-notify", Worker, 10, ANY, Record("virtual-school-told")),
    work("cla-pep-initiate", Worker, 60, ANY, Record("personal-education-plan")),
    work("cla-pep-first-review", Worker, 60, ANY, Record("personal-education-plan")),
    work("cla-pep-termly", Worker, 60, 30, Record("personal-education-plan")),
    work("cla-initial-health", Worker, 45, 12, Record("initial-health-assessment")),
    work("cla-review-health-u5", Worker, 30, 25, Record("health-assessment")),
    work("cla-review-health-5plus", Worker, 30, 40, Record("health-assessment")),
    work("cla-dental", Worker, 15, 40, Record("dental-check")),
    work("cla-sdq", Worker, 20, 40, Act(care::strengths_and_difficulties)),
    work("cla-advocacy", Reviewer, 10, ANY, Record("advocacy-offered")),
    work("cla-life-story", Worker, 60, ANY, Record("life-story-work-started")),
    work("cla-visit-first", Worker, 120, ANY, Visit("placement-visit")),
    work("cla-visit-year1", Worker, 120, 10, Visit("placement-visit")),
    work("cla-visit-after-year1", Worker, 120, 10, Visit("placement-visit")),
    work("cla-visit-ico-parent-or-reg24", Worker, 120, 4, Visit("placement-visit")),
    work("cla-visit-co-parent", Worker, 120, 8, Visit("placement-visit")),
    work("cla-visit-other-arrangements", Worker, 120, 4, Visit("placement-visit")),
    work("cla-review-first", Reviewer, 110, 12, Act(care::review)),
    work("cla-review-second", Reviewer, 110, 14, Act(care::review)),
    work("cla-review-subsequent", Reviewer, 110, 14, Act(care::review)),
    work("cla-review-decisions", Reviewer, 15, ANY, Record("review-decisions-sent")),
    work("cla-review-record", Reviewer, 45, ANY, Record("review-record-completed")),
    work("cla-review-distribute", Reviewer, 10, ANY, Record("review-record-sent")),
    work("cla-care-plan-update", Worker, 40, ANY, Record("care-plan-updated")),
    work("cla-permanence-plan", Worker, 30, ANY, Act(care::permanence)),
    work("cla-disruption-meeting", Worker, 75, ANY, Record("disruption-meeting")),
    work("cla-reg24", Senior, 60, 40, Act(care::connected_person)),
    work("s20-case-law-review", Reviewer, 20, 20, Record("section-20-agreement-reviewed")),
    // Missing.
    work("missing-rhi", FrontDoor, 90, ANY, Act(missing::interview)),
    work("missing-long-absence", Manager, 15, ANY, Record("missing-escalation")),
    work("missing-police-notify", Worker, 10, ANY, Record("reported-to-police")),
    // Leaving care.
    work("cl-assessment-eligible", Worker, 150, 60, Record("pathway-needs-assessment")),
    work("cl-assessment-relevant", Worker, 150, 60, Record("pathway-needs-assessment")),
    work("cl-pathway-plan", Worker, 120, ANY, Act(leaving::plan)),
    work("cl-pathway-review", Adviser, 60, 20, Record("pathway-review")),
    work("cl-transition-18", Reviewer, 60, 30, Record("pathway-review")),
    work("cl-pa-contact", Adviser, 40, 14, Act(leaving::keep_in_touch)),
    work("cl-visit-new-accommodation", Adviser, 90, 10, Record("care-leaver-visit")),
    work("cl-setting-up-home", Adviser, 20, ANY, Record("setting-up-allowance-paid")),
    // Oversight.
    work("case-supervision", Manager, 20, 7, Act(oversee::supervise)),
    work("handover-read", Worker, 25, ANY, Act(handover::read)),
    work("arranged-told", Worker, 20, ANY, Act(known::tell_of_meeting)),
    // Workers.
    work("wf-supervision", Manager, 60, 6, OfWorker("staff-supervision")),
    work("wf-asye-review-3m", Manager, 60, 14, OfWorker("supported-year-review")),
    work("wf-asye-review-6m", Manager, 60, 14, OfWorker("supported-year-review")),
    work("wf-asye-final", Manager, 90, 14, OfWorker("supported-year-review")),
    work("wf-swe-renewal", Manager, 10, 60, OfWorker("registration-renewed")),
    work("wf-dbs", Manager, 10, 60, OfWorker("barring-check")),
];
