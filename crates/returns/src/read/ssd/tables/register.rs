//! Workers and teams, and what the dataset keeps of itself.

use super::PLAIN;
use crate::read::ssd::describe::{
    date, decimal, hash, id, json, part, person, text, whole, yes_no,
};
use crate::read::ssd::model::{Owner, Table};

const STARTED: &str = "involvement-started";
const ALLOCATED: &str = "social-worker-allocated";

pub(super) const INVOLVEMENTS: Table = Table {
    name: "ssd_involvements",
    key: &["invo_involvements_id"],
    anchors: &[ALLOCATED, STARTED],
    parts: &[
        part("allocation-details", "allocation"),
        part("social-worker-ended", "allocation"),
        part("involvement-ended", "involvement"),
    ],
    columns: &[
        id("invo_involvements_id").is(STARTED, "reference"),
        id("invo_professional_id")
            .of("ssd_professionals")
            .is(ALLOCATED, "worker")
            .is(STARTED, "worker"),
        text("invo_professional_role_id", 200)
            .known(ALLOCATED, "Allocated Case Worker")
            .is(STARTED, "role"),
        id("invo_professional_team")
            .of("ssd_department")
            .is("allocation-details", "team")
            .is(STARTED, "team"),
        date("invo_involvement_start_date")
            .is(ALLOCATED, "started_on")
            .is(STARTED, "started_on"),
        date("invo_involvement_end_date")
            .is("social-worker-ended", "ended_on")
            .is("involvement-ended", "ended_on"),
        text("invo_worker_change_reason", 200)
            .is("social-worker-ended", "reason")
            .is("involvement-ended", "reason"),
        person("invo_person_id"),
        id("invo_referral_id")
            .of("ssd_cin_episodes")
            .is("allocation-details", "referral")
            .is(STARTED, "referral"),
    ],
    ..PLAIN
};

pub(super) const PROFESSIONALS: Table = Table {
    name: "ssd_professionals",
    key: &["prof_professional_id"],
    owner: Owner::Organisation,
    anchors: &["professional"],
    columns: &[
        id("prof_professional_id").is("professional", "reference"),
        id("prof_staff_id").is("professional", "staff_number"),
        text("prof_professional_name", 300).is("professional", "name"),
        id("prof_social_worker_registration_no").is("professional", "registration"),
        text("prof_professional_job_title", 500).is("professional", "job_title"),
        whole("prof_professional_caseload", 5).is("professional", "caseload"),
        text("prof_professional_department", 100).is("professional", "department"),
        decimal("prof_full_time_equivalency").is("professional", "full_time_equivalent"),
        yes_no("prof_agency_worker_flag").is("professional", "agency"),
    ],
    ..PLAIN
};

pub(super) const DEPARTMENT: Table = Table {
    name: "ssd_department",
    key: &["dept_team_id"],
    owner: Owner::Organisation,
    anchors: &["team"],
    columns: &[
        id("dept_team_id").is("team", "reference"),
        text("dept_team_name", 255).is("team", "name"),
        id("dept_team_parent_id")
            .of("ssd_department")
            .is("team", "parent"),
        text("dept_team_parent_name", 255).is("team", "parent_name"),
    ],
    ..PLAIN
};

/// Its columns have no meaning yet, so that no record type could hold them.
pub(super) const S251_FINANCE: Table = Table {
    name: "ssd_s251_finance",
    key: &["s251_table_id"],
    owner: Owner::Through(
        "s251_cla_placement_id",
        "ssd_cla_placement",
        "clap_cla_placement_id",
    ),
    columns: &[
        id("s251_table_id"),
        id("s251_cla_placement_id").of("ssd_cla_placement"),
        id("s251_placeholder_1"),
        id("s251_placeholder_2"),
        id("s251_placeholder_3"),
        id("s251_placeholder_4"),
    ],
    ..PLAIN
};

/// Which edition of the dataset the source was: about the source and not about anybody.
pub(super) const VERSION_LOG: Table = Table {
    name: "ssd_version_log",
    key: &["version_number"],
    owner: Owner::Organisation,
    columns: &[
        text("version_number", 10),
        date("release_date"),
        text("description", 100),
        text("is_current", 1),
        date("created_at"),
        text("created_by", 10),
        text("impact_description", 255),
    ],
    ..PLAIN
};

/// What the source sent to the Department, and whether it arrived.
pub(super) const API_DATA_STAGING: Table = Table {
    name: "ssd_api_data_staging",
    key: &["id"],
    columns: &[
        id("id"),
        person("person_id"),
        json("json_payload", usize::MAX),
        hash("current_hash"),
        hash("previous_hash"),
        text("submission_status", 50),
        date("submission_timestamp"),
        text("api_response", usize::MAX),
        text("row_state", 10),
        date("last_updated"),
    ],
    ..PLAIN
};
