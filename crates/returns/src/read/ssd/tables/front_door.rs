//! Contacts, early help and referrals.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, json, part, person, text, yes_no};
use crate::read::ssd::model::Table;

pub(super) const CONTACTS: Table = Table {
    name: "ssd_contacts",
    key: &["cont_contact_id"],
    anchors: &["contact"],
    columns: &[
        id("cont_contact_id").is("contact", "reference"),
        person("cont_person_id"),
        date("cont_contact_date").is("contact", "contacted_on"),
        id("cont_contact_source_code").is("contact", "source"),
        text("cont_contact_source_desc", 255).is("contact", "source_description"),
        json("cont_contact_outcome_json", 4000).is("contact", "outcome"),
    ],
    ..PLAIN
};

pub(super) const EARLY_HELP_EPISODES: Table = Table {
    name: "ssd_early_help_episodes",
    key: &["earl_episode_id"],
    anchors: &["early-help-agreed"],
    parts: &[part("early-help-ended", "early_help")],
    columns: &[
        id("earl_episode_id").is("early-help-agreed", "reference"),
        person("earl_person_id"),
        date("earl_episode_start_date").is("early-help-agreed", "agreed_on"),
        date("earl_episode_end_date").is("early-help-ended", "ended_on"),
        text("earl_episode_reason", 100).is("early-help-agreed", "reason"),
        text("earl_episode_end_reason", 100).is("early-help-ended", "reason"),
        text("earl_episode_organisation", 100).is("early-help-agreed", "organisation"),
        text("earl_episode_worker_id", 100)
            .of("ssd_professionals")
            .is("early-help-agreed", "lead_practitioner"),
    ],
    ..PLAIN
};

pub(super) const CIN_EPISODES: Table = Table {
    name: "ssd_cin_episodes",
    key: &["cine_referral_id"],
    anchors: &["referral"],
    parts: &[
        part("case-closed", "referral"),
        part("referral-details", "referral"),
    ],
    columns: &[
        id("cine_referral_id"),
        person("cine_person_id"),
        date("cine_referral_date").is("referral", "referred_on"),
        text("cine_cin_primary_need_code", 3).is("referral", "primary_need"),
        id("cine_referral_source_code").is("referral", "source"),
        text("cine_referral_source_desc", 255).is("referral-details", "source_description"),
        json("cine_referral_outcome_json", 4000).is("referral-details", "outcome"),
        yes_no("cine_referral_nfa").is("referral", "no_further_action"),
        text("cine_close_reason", 100).is("case-closed", "reason"),
        date("cine_close_date").is("case-closed", "closed_on"),
        id("cine_referral_team")
            .of("ssd_department")
            .is("referral-details", "team"),
        text("cine_referral_worker_id", 100)
            .of("ssd_professionals")
            .is("referral-details", "worker"),
    ],
    ..PLAIN
};
