//! Special educational needs, from the request for an assessment to the plan.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, part, person, text};
use crate::read::ssd::model::{Owner, Table};

const REQUESTS: &str = "ssd_ehcp_requests";

pub(super) const SEND: Table = Table {
    name: "ssd_send",
    key: &["send_table_id"],
    anchors: &["pupil"],
    columns: &[
        id("send_table_id").is("pupil", "reference"),
        id("send_upn").is("pupil", "upn"),
        id("send_uln").is("pupil", "uln"),
        text("send_upn_unknown", 6).is("pupil", "upn_unknown"),
        person("send_person_id"),
    ],
    ..PLAIN
};

pub(super) const EHCP_REQUESTS: Table = Table {
    name: REQUESTS,
    key: &["ehcr_ehcp_request_id"],
    owner: Owner::Through("ehcr_send_table_id", "ssd_send", "send_table_id"),
    anchors: &["education-plan-requested"],
    parts: &[part("education-plan-request-decided", "request")],
    columns: &[
        id("ehcr_ehcp_request_id").is("education-plan-requested", "reference"),
        id("ehcr_send_table_id")
            .of("ssd_send")
            .is("education-plan-requested", "pupil"),
        date("ehcr_ehcp_req_date").is("education-plan-requested", "received_on"),
        date("ehcr_ehcp_req_outcome_date").is("education-plan-request-decided", "decided_on"),
        text("ehcr_ehcp_req_outcome", 100).is("education-plan-request-decided", "outcome"),
    ],
    ..PLAIN
};

pub(super) const EHCP_ASSESSMENT: Table = Table {
    name: "ssd_ehcp_assessment",
    key: &["ehca_ehcp_assessment_id"],
    owner: Owner::Through("ehca_ehcp_request_id", REQUESTS, "ehcr_ehcp_request_id"),
    anchors: &["education-plan-decided"],
    columns: &[
        id("ehca_ehcp_assessment_id").is("education-plan-decided", "reference"),
        id("ehca_ehcp_request_id")
            .of(REQUESTS)
            .is("education-plan-decided", "request"),
        date("ehca_ehcp_assessment_outcome_date").is("education-plan-decided", "decided_on"),
        text("ehca_ehcp_assessment_outcome", 100).is("education-plan-decided", "outcome"),
        text("ehca_ehcp_assessment_exceptions", 100).is("education-plan-decided", "exceptions"),
    ],
    ..PLAIN
};

pub(super) const EHCP_NAMED_PLAN: Table = Table {
    name: "ssd_ehcp_named_plan",
    key: &["ehcn_named_plan_id"],
    owner: Owner::Through(
        "ehcn_ehcp_asmt_id",
        "ssd_ehcp_assessment",
        "ehca_ehcp_assessment_id",
    ),
    anchors: &["education-plan-started"],
    parts: &[part("education-plan-ceased", "plan")],
    columns: &[
        id("ehcn_named_plan_id").is("education-plan-started", "reference"),
        id("ehcn_ehcp_asmt_id")
            .of("ssd_ehcp_assessment")
            .is("education-plan-started", "decision"),
        date("ehcn_named_plan_start_date").is("education-plan-started", "started_on"),
        date("ehcn_named_plan_ceased_date").is("education-plan-ceased", "ceased_on"),
        text("ehcn_named_plan_ceased_reason", 100).is("education-plan-ceased", "reason"),
    ],
    ..PLAIN
};

pub(super) const EHCP_ACTIVE_PLANS: Table = Table {
    name: "ssd_ehcp_active_plans",
    key: &["ehcp_active_ehcp_id"],
    owner: Owner::Through("ehcp_ehcp_request_id", REQUESTS, "ehcr_ehcp_request_id"),
    anchors: &["education-plan-in-force"],
    columns: &[
        id("ehcp_active_ehcp_id").is("education-plan-in-force", "reference"),
        id("ehcp_ehcp_request_id")
            .of(REQUESTS)
            .is("education-plan-in-force", "request"),
        date("ehcp_active_ehcp_last_review_date").is("education-plan-in-force", "reviewed_on"),
    ],
    ..PLAIN
};

pub(super) const SEN_NEED: Table = Table {
    name: "ssd_sen_need",
    key: &["senn_table_id"],
    owner: Owner::Through(
        "senn_active_ehcp_id",
        "ssd_ehcp_active_plans",
        "ehcp_active_ehcp_id",
    ),
    anchors: &["special-need"],
    columns: &[
        id("senn_table_id").is("special-need", "reference"),
        id("senn_active_ehcp_id")
            .of("ssd_ehcp_active_plans")
            .is("special-need", "plan"),
        text("senn_active_ehcp_need_type", 100).is("special-need", "kind"),
        text("senn_active_ehcp_need_rank", 1).is("special-need", "rank"),
    ],
    ..PLAIN
};
