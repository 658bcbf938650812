//! Health and conduct of looked-after children.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, person, text, yes_no};
use crate::read::ssd::model::Table;

pub(super) const CLA_CONVICTIONS: Table = Table {
    name: "ssd_cla_convictions",
    key: &["clac_cla_conviction_id"],
    anchors: &["conviction"],
    columns: &[
        id("clac_cla_conviction_id").is("conviction", "reference"),
        person("clac_person_id"),
        date("clac_cla_conviction_date").is("conviction", "offended_on"),
        text("clac_cla_conviction_offence", 1000).is("conviction", "offence"),
    ],
    ..PLAIN
};

/// Only what was completed is a health assessment or a dental check; what was planned,
/// refused or cancelled is no such thing, and meets nothing.
pub(super) const CLA_HEALTH: Table = Table {
    name: "ssd_cla_health",
    key: &["clah_health_check_id"],
    anchors: &["health-assessment", "dental-check", "health-check"],
    columns: &[
        id("clah_health_check_id").is("health-check", "reference"),
        person("clah_person_id"),
        text("clah_health_check_type", 500)
            .known("health-assessment", "Health Assessment")
            .known("dental-check", "Dental Check")
            .is("health-check", "kind"),
        date("clah_health_check_date")
            .is("health-assessment", "assessed_on")
            .is("dental-check", "checked_on")
            .is("health-check", "checked_on"),
        id("clah_health_check_status")
            .known("health-assessment", "Completed")
            .known("dental-check", "Completed")
            .is("health-check", "status"),
    ],
    ..PLAIN
};

pub(super) const CLA_IMMUNISATIONS: Table = Table {
    name: "ssd_cla_immunisations",
    key: &["clai_person_id"],
    anchors: &["immunisations"],
    columns: &[
        person("clai_person_id"),
        yes_no("clai_immunisations_status").is("immunisations", "up_to_date"),
        date("clai_immunisations_status_date").is("immunisations", "known_on"),
    ],
    ..PLAIN
};

pub(super) const CLA_SUBSTANCE_MISUSE: Table = Table {
    name: "ssd_cla_substance_misuse",
    key: &["clas_substance_misuse_id"],
    anchors: &["substance-misuse"],
    columns: &[
        id("clas_substance_misuse_id").is("substance-misuse", "reference"),
        person("clas_person_id"),
        date("clas_substance_misuse_date").is("substance-misuse", "misused_on"),
        text("clas_substance_misused", 100).is("substance-misuse", "substance"),
        yes_no("clas_intervention_received").is("substance-misuse", "intervention_received"),
    ],
    ..PLAIN
};

pub(super) const SDQ_SCORES: Table = Table {
    name: "ssd_sdq_scores",
    key: &["csdq_table_id"],
    anchors: &[
        "strengths-and-difficulties",
        "strengths-and-difficulties-told",
    ],
    columns: &[
        id("csdq_table_id").is("strengths-and-difficulties-told", "reference"),
        person("csdq_person_id"),
        date("csdq_sdq_completed_date").is("strengths-and-difficulties", "completed_on"),
        text("csdq_sdq_reason", 100)
            .is("strengths-and-difficulties", "reason")
            .is("strengths-and-difficulties-told", "reason"),
        text("csdq_sdq_score", 100)
            .is("strengths-and-difficulties", "score")
            .is("strengths-and-difficulties-told", "score"),
    ],
    ..PLAIN
};
