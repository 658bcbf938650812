//! Times missing, and young people who have left care.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, part, person, text};
use crate::read::ssd::model::Table;

/// The dataset writes the two kinds in words.
const KINDS: &[(&str, &str)] = &[("M", "Missing"), ("A", "Away")];

pub(super) const MISSING: Table = Table {
    name: "ssd_missing",
    key: &["miss_table_id"],
    anchors: &["missing-episode-started"],
    parts: &[
        part("missing-episode-ended", "episode"),
        part("return-interview-offer", "episode"),
    ],
    columns: &[
        id("miss_table_id"),
        person("miss_person_id"),
        date("miss_missing_episode_start_date").is("missing-episode-started", "started_on"),
        text("miss_missing_episode_type", 100)
            .is("missing-episode-started", "kind")
            .words(KINDS),
        date("miss_missing_episode_end_date").is("missing-episode-ended", "ended_on"),
        text("miss_missing_rhi_offered", 2).is("return-interview-offer", "offered"),
        text("miss_missing_rhi_accepted", 2).is("return-interview-offer", "accepted"),
    ],
    ..PLAIN
};

pub(super) const CARE_LEAVERS: Table = Table {
    name: "ssd_care_leavers",
    key: &["clea_table_id"],
    anchors: &["care-leaver"],
    columns: &[
        id("clea_table_id").is("care-leaver", "reference"),
        person("clea_person_id"),
        text("clea_care_leaver_eligibility", 100).is("care-leaver", "eligibility"),
        text("clea_care_leaver_in_touch", 100).is("care-leaver", "in_touch"),
        date("clea_care_leaver_latest_contact").is("care-leaver", "last_contact_on"),
        text("clea_care_leaver_accommodation", 100).is("care-leaver", "accommodation"),
        text("clea_care_leaver_accom_suitable", 100).is("care-leaver", "accommodation_suitable"),
        text("clea_care_leaver_activity", 100).is("care-leaver", "activity"),
        date("clea_pathway_plan_review_date").is("care-leaver", "pathway_plan_reviewed_on"),
        text("clea_care_leaver_personal_advisor", 100).is("care-leaver", "personal_adviser"),
        id("clea_care_leaver_allocated_team")
            .of("ssd_department")
            .is("care-leaver", "team"),
        text("clea_care_leaver_worker_id", 100)
            .of("ssd_professionals")
            .is("care-leaver", "worker"),
    ],
    ..PLAIN
};
