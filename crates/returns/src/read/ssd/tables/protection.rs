//! Enquiries under section 47, conferences, and child protection plans.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, json, led_to, part, person, text, yes_no};
use crate::read::ssd::model::{Says, Table, Worked};

/// The dataset writes the categories of abuse in words.
const CATEGORIES: &[(&str, &str)] = &[
    ("NEG", "Neglect"),
    ("PHY", "Physical abuse"),
    ("SAB", "Sexual abuse"),
    ("EMO", "Emotional abuse"),
    ("MUL", "Multiple"),
];

pub(super) const S47_ENQUIRY: Table = Table {
    name: "ssd_s47_enquiry",
    key: &["s47e_s47_enquiry_id"],
    anchors: &["strategy-discussion"],
    parts: &[
        part("section-47-details", "enquiry"),
        part("section-47-enquiry-ended", "enquiry"),
    ],
    says: &[Says {
        kind: "strategy-discussion",
        field: "outcome",
        value: "section-47-enquiry",
        only: true,
    }],
    columns: &[
        id("s47e_s47_enquiry_id"),
        id("s47e_referral_id")
            .of("ssd_cin_episodes")
            .is("strategy-discussion", "referral"),
        person("s47e_person_id"),
        date("s47e_s47_start_date").is("strategy-discussion", "held_on"),
        date("s47e_s47_end_date").is("section-47-enquiry-ended", "ended_on"),
        yes_no("s47e_s47_nfa").is("section-47-details", "no_further_action"),
        json("s47e_s47_outcome_json", 1000).is("section-47-details", "outcome"),
        text("s47e_s47_completed_by_worker_id", 100)
            .of("ssd_professionals")
            .is("section-47-details", "worker"),
        id("s47e_s47_completed_by_team")
            .of("ssd_department")
            .is("section-47-details", "team"),
    ],
    ..PLAIN
};

pub(super) const INITIAL_CP_CONFERENCE: Table = Table {
    name: "ssd_initial_cp_conference",
    key: &["icpc_icpc_id"],
    anchors: &["initial-conference"],
    parts: &[
        part("conference-details", "conference"),
        led_to("strategy-discussion", "enquiry"),
    ],
    columns: &[
        id("icpc_icpc_id"),
        id("icpc_icpc_meeting_id").is("conference-details", "meeting"),
        id("icpc_s47_enquiry_id")
            .of("ssd_s47_enquiry")
            .is("initial-conference", "enquiry"),
        person("icpc_person_id"),
        id("icpc_cp_plan_id")
            .of("ssd_cp_plans")
            .worked(Worked::PlanMade),
        id("icpc_referral_id")
            .of("ssd_cin_episodes")
            .is("initial-conference", "referral"),
        yes_no("icpc_icpc_transfer_in").is("conference-details", "transfer_in"),
        date("icpc_icpc_target_date").is("strategy-discussion", "conference_target"),
        date("icpc_icpc_date").is("initial-conference", "held_on"),
        yes_no("icpc_icpc_outcome_cp_flag").is("conference-details", "plan_made"),
        json("icpc_icpc_outcome_json", 500).is("conference-details", "outcome"),
        id("icpc_icpc_team")
            .of("ssd_department")
            .is("conference-details", "team"),
        text("icpc_icpc_worker_id", 100)
            .of("ssd_professionals")
            .is("conference-details", "worker"),
    ],
    ..PLAIN
};

pub(super) const CP_PLANS: Table = Table {
    name: "ssd_cp_plans",
    key: &["cppl_cp_plan_id"],
    anchors: &["protection-plan-started"],
    parts: &[
        part("protection-plan-ended", "plan"),
        part("protection-plan-details", "plan"),
    ],
    columns: &[
        id("cppl_cp_plan_id"),
        id("cppl_referral_id")
            .of("ssd_cin_episodes")
            .is("protection-plan-started", "referral"),
        id("cppl_icpc_id")
            .of("ssd_initial_cp_conference")
            .worked(Worked::ConferenceOfPlan),
        person("cppl_person_id"),
        date("cppl_cp_plan_start_date").is("protection-plan-started", "started_on"),
        date("cppl_cp_plan_end_date").is("protection-plan-ended", "ended_on"),
        text("cppl_cp_plan_initial_category", 100)
            .is("protection-plan-started", "category")
            .words(CATEGORIES),
        yes_no("cppl_cp_plan_ola").is("protection-plan-details", "other_authority"),
        text("cppl_cp_plan_latest_category", 100)
            .is("protection-plan-started", "latest_category")
            .words(CATEGORIES),
    ],
    ..PLAIN
};

pub(super) const CP_VISITS: Table = Table {
    name: "ssd_cp_visits",
    key: &["cppv_cp_visit_id"],
    anchors: &["plan-visit"],
    columns: &[
        id("cppv_cp_visit_id"),
        person("cppv_person_id"),
        id("cppv_cp_plan_id")
            .of("ssd_cp_plans")
            .is("plan-visit", "plan"),
        date("cppv_cp_visit_date").is("plan-visit", "visited_on"),
        yes_no("cppv_cp_visit_seen").is("plan-visit", "child_seen"),
        yes_no("cppv_cp_visit_seen_alone").is("plan-visit", "alone"),
        yes_no("cppv_cp_visit_bedroom").is("plan-visit", "bedroom_seen"),
    ],
    ..PLAIN
};

pub(super) const CP_REVIEWS: Table = Table {
    name: "ssd_cp_reviews",
    key: &["cppr_cp_review_id"],
    anchors: &["protection-plan-review"],
    parts: &[part("protection-review-details", "review")],
    columns: &[
        id("cppr_cp_review_id"),
        person("cppr_person_id"),
        id("cppr_cp_plan_id")
            .of("ssd_cp_plans")
            .is("protection-plan-review", "plan"),
        date("cppr_cp_review_due").is("protection-review-details", "due_on"),
        date("cppr_cp_review_date").is("protection-plan-review", "held_on"),
        id("cppr_cp_review_meeting_id").is("protection-review-details", "meeting"),
        yes_no("cppr_cp_review_outcome_continue_cp")
            .is("protection-review-details", "plan_continues"),
        text("cppr_cp_review_quorate", 100).is("protection-review-details", "quorate"),
        text("cppr_cp_review_participation", 100).is("protection-review-details", "participation"),
    ],
    ..PLAIN
};
