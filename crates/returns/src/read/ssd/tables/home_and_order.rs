//! Where a looked-after child lives, and under what legal status.

use super::PLAIN;
use crate::read::ssd::describe::{date, decimal, id, part, person, text};
use crate::read::ssd::model::{Table, Worked};

pub(super) const CLA_PLACEMENT: Table = Table {
    name: "ssd_cla_placement",
    key: &["clap_cla_placement_id"],
    anchors: &["placement-started"],
    parts: &[part("placement-ended", "placement")],
    columns: &[
        id("clap_cla_placement_id").is("placement-started", "reference"),
        date("clap_cla_placement_start_date").is("placement-started", "started_on"),
        text("clap_cla_placement_type", 100).is("placement-started", "placement"),
        id("clap_cla_placement_urn").is("placement-started", "urn"),
        decimal("clap_cla_placement_distance").is("placement-started", "distance"),
        id("clap_cla_id").worked(Worked::PeriodOfCare),
        id("clap_cla_placement_provider").is("placement-started", "provider"),
        text("clap_cla_placement_postcode", 8).is("placement-started", "postcode"),
        date("clap_cla_placement_end_date").is("placement-ended", "ended_on"),
        text("clap_cla_placement_change_reason", 100).is("placement-ended", "reason"),
        person("clap_person_id"),
    ],
    ..PLAIN
};

pub(super) const LEGAL_STATUS: Table = Table {
    name: "ssd_legal_status",
    key: &["lega_legal_status_id"],
    anchors: &["legal-status-started"],
    parts: &[part("legal-status-ended", "status")],
    columns: &[
        id("lega_legal_status_id").is("legal-status-started", "reference"),
        person("lega_person_id"),
        text("lega_legal_status", 100).is("legal-status-started", "status"),
        date("lega_legal_status_start_date").is("legal-status-started", "started_on"),
        date("lega_legal_status_end_date").is("legal-status-ended", "ended_on"),
    ],
    ..PLAIN
};
