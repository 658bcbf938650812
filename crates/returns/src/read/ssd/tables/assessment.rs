//! Assessments, and the plans and visits of children in need.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, json, part, person, text, yes_no};
use crate::read::ssd::model::{Owner, Table};

pub(super) const CIN_ASSESSMENTS: Table = Table {
    name: "ssd_cin_assessments",
    key: &["cina_assessment_id"],
    anchors: &["assessment-started"],
    parts: &[
        part("assessment-authorised", "assessment"),
        part("assessment-details", "assessment"),
    ],
    columns: &[
        id("cina_assessment_id"),
        person("cina_person_id"),
        id("cina_referral_id")
            .of("ssd_cin_episodes")
            .is("assessment-started", "referral"),
        date("cina_assessment_start_date").is("assessment-started", "started_on"),
        yes_no("cina_assessment_child_seen").is("assessment-details", "child_seen"),
        date("cina_assessment_auth_date").is("assessment-authorised", "authorised_on"),
        json("cina_assessment_outcome_json", 1000).is("assessment-details", "outcome"),
        yes_no("cina_assessment_outcome_nfa").is("assessment-details", "no_further_action"),
        id("cina_assessment_team")
            .of("ssd_department")
            .is("assessment-details", "team"),
        text("cina_assessment_worker_id", 100)
            .of("ssd_professionals")
            .is("assessment-details", "worker"),
    ],
    ..PLAIN
};

pub(super) const ASSESSMENT_FACTORS: Table = Table {
    name: "ssd_assessment_factors",
    key: &["cinf_table_id"],
    owner: Owner::Through(
        "cinf_assessment_id",
        "ssd_cin_assessments",
        "cina_assessment_id",
    ),
    anchors: &["assessment-factors"],
    columns: &[
        id("cinf_table_id").is("assessment-factors", "reference"),
        id("cinf_assessment_id")
            .of("ssd_cin_assessments")
            .is("assessment-factors", "assessment"),
        json("cinf_assessment_factors_json", 1000).is("assessment-factors", "factors"),
    ],
    ..PLAIN
};

pub(super) const CIN_PLANS: Table = Table {
    name: "ssd_cin_plans",
    key: &["cinp_cin_plan_id"],
    anchors: &["cin-plan-started"],
    parts: &[
        part("cin-plan-ended", "plan"),
        part("cin-plan-details", "plan"),
    ],
    columns: &[
        id("cinp_cin_plan_id"),
        id("cinp_referral_id")
            .of("ssd_cin_episodes")
            .is("cin-plan-started", "referral"),
        person("cinp_person_id"),
        date("cinp_cin_plan_start_date").is("cin-plan-started", "started_on"),
        date("cinp_cin_plan_end_date").is("cin-plan-ended", "ended_on"),
        id("cinp_cin_plan_team")
            .of("ssd_department")
            .is("cin-plan-details", "team"),
        text("cinp_cin_plan_worker_id", 100)
            .of("ssd_professionals")
            .is("cin-plan-details", "worker"),
    ],
    ..PLAIN
};

pub(super) const CIN_VISITS: Table = Table {
    name: "ssd_cin_visits",
    key: &["cinv_cin_visit_id"],
    anchors: &["cin-visit"],
    columns: &[
        id("cinv_cin_visit_id"),
        person("cinv_person_id"),
        date("cinv_cin_visit_date").is("cin-visit", "visited_on"),
        yes_no("cinv_cin_visit_seen").is("cin-visit", "child_seen"),
        yes_no("cinv_cin_visit_seen_alone").is("cin-visit", "alone"),
        yes_no("cinv_cin_visit_bedroom").is("cin-visit", "bedroom_seen"),
    ],
    ..PLAIN
};
