//! Pre-proceedings and care proceedings.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, part, person, text, whole};
use crate::read::ssd::model::Table;

const DETAILS: &str = "pre-proceedings-details";

pub(super) const PRE_PROCEEDINGS: Table = Table {
    name: "ssd_pre_proceedings",
    key: &["prep_table_id"],
    anchors: &["pre-proceedings-started"],
    parts: &[
        part("pre-proceedings-meeting", "pre_proceedings"),
        part("pre-proceedings-ended", "pre_proceedings"),
        part("letter-before-proceedings", "pre_proceedings"),
        part("letter-of-intent-to-issue", "pre_proceedings"),
        part(DETAILS, "pre_proceedings"),
    ],
    columns: &[
        id("prep_table_id"),
        person("prep_person_id"),
        id("prep_plo_family_id").is(DETAILS, "family"),
        date("prep_pre_pro_decision_date").is("pre-proceedings-started", "started_on"),
        date("prep_initial_pre_pro_meeting_date").is("pre-proceedings-meeting", "held_on"),
        text("prep_pre_pro_outcome", 100).is("pre-proceedings-ended", "outcome"),
        date("prep_agree_stepdown_issue_date").is("pre-proceedings-ended", "decided_on"),
        whole("prep_cp_plans_referral_period", 4).is(DETAILS, "protection_plans"),
        text("prep_legal_gateway_outcome", 100).is(DETAILS, "gateway_outcome"),
        whole("prep_prev_pre_proc_child", 4).is(DETAILS, "previous_pre_proceedings"),
        whole("prep_prev_care_proc_child", 4).is(DETAILS, "previous_proceedings"),
        date("prep_pre_pro_letter_date").is("letter-before-proceedings", "sent_on"),
        date("prep_care_pro_letter_date").is("letter-of-intent-to-issue", "sent_on"),
        whole("prep_pre_pro_meetings_num", 4).is("pre-proceedings-started", "review_meetings"),
        text("prep_pre_pro_parents_legal_rep", 1).is(DETAILS, "parents_represented"),
        text("prep_parents_legal_rep_point_of_issue", 2)
            .is(DETAILS, "parents_represented_at_issue"),
        id("prep_court_reference").is(DETAILS, "court_reference"),
        whole("prep_care_proc_court_hearings", 4).is(DETAILS, "hearings"),
        text("prep_care_proc_short_notice", 1).is(DETAILS, "short_notice"),
        text("prep_proc_short_notice_reason", 100).is(DETAILS, "short_notice_reason"),
        text("prep_la_inital_plan_approved", 1).is(DETAILS, "initial_plan_approved"),
        text("prep_la_initial_care_plan", 100).is(DETAILS, "initial_plan"),
        text("prep_la_final_plan_approved", 1).is(DETAILS, "final_plan_approved"),
        text("prep_la_final_care_plan", 100).is(DETAILS, "final_plan"),
    ],
    ..PLAIN
};
