//! Children looked after: episodes, reviews, visits and plans.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, json, part, person, text, yes_no};
use crate::read::ssd::model::{Owner, Table, Worked};

pub(super) const CLA_EPISODES: Table = Table {
    name: "ssd_cla_episodes",
    key: &["clae_cla_episode_id"],
    anchors: &["care-episode-started"],
    parts: &[
        part("care-episode-ceased", "episode"),
        part("care-episode-details", "episode"),
    ],
    columns: &[
        id("clae_cla_episode_id"),
        person("clae_person_id"),
        date("clae_cla_episode_start_date").is("care-episode-started", "started_on"),
        text("clae_cla_episode_start_reason", 100).is("care-episode-started", "reason"),
        text("clae_cla_primary_need_code", 3).is("care-episode-started", "category_of_need"),
        date("clae_cla_episode_ceased_date").is("care-episode-ceased", "ceased_on"),
        text("clae_cla_episode_ceased_reason", 255).is("care-episode-ceased", "reason"),
        id("clae_cla_id").worked(Worked::PeriodOfCare),
        id("clae_referral_id")
            .of("ssd_cin_episodes")
            .is("care-episode-details", "referral"),
        id("clae_cla_placement_id")
            .of("ssd_cla_placement")
            .worked(Worked::Placement),
        date("clae_entered_care_date").worked(Worked::EnteredCare),
        date("clae_cla_last_iro_contact_date").is("care-episode-details", "officer_contact_on"),
    ],
    ..PLAIN
};

pub(super) const CLA_REVIEWS: Table = Table {
    name: "ssd_cla_reviews",
    key: &["clar_cla_review_id"],
    owner: Owner::Through("clar_cla_id", "ssd_cla_episodes", "clae_cla_id"),
    anchors: &["looked-after-review", "review-cancelled"],
    parts: &[part("looked-after-review-details", "review")],
    columns: &[
        id("clar_cla_review_id"),
        id("clar_cla_id").worked(Worked::PeriodOfCare),
        date("clar_cla_review_due_date")
            .is("looked-after-review-details", "due_on")
            .is("review-cancelled", "due_on"),
        date("clar_cla_review_date")
            .is("looked-after-review", "held_on")
            .is("review-cancelled", "planned_on"),
        yes_no("clar_cla_review_cancelled")
            .known_or_empty("looked-after-review", "N")
            .known("review-cancelled", "Y"),
        text("clar_cla_review_participation", 100)
            .is("looked-after-review", "participation")
            .is("review-cancelled", "participation"),
    ],
    ..PLAIN
};

pub(super) const CLA_VISITS: Table = Table {
    name: "ssd_cla_visits",
    key: &["clav_cla_visit_id"],
    anchors: &["placement-visit"],
    columns: &[
        id("clav_cla_visit_id"),
        id("clav_cla_id").worked(Worked::PeriodOfCare),
        person("clav_person_id"),
        date("clav_cla_visit_date").is("placement-visit", "visited_on"),
        yes_no("clav_cla_visit_seen").is("placement-visit", "child_seen"),
        yes_no("clav_cla_visit_seen_alone").is("placement-visit", "alone"),
    ],
    ..PLAIN
};

pub(super) const CLA_PREVIOUS_PERMANENCE: Table = Table {
    name: "ssd_cla_previous_permanence",
    key: &["lapp_table_id"],
    anchors: &["previous-permanence"],
    columns: &[
        id("lapp_table_id"),
        person("lapp_person_id"),
        text("lapp_previous_permanence_order_date", 100).is("previous-permanence", "ordered_on"),
        text("lapp_previous_permanence_option", 200).is("previous-permanence", "previous"),
        text("lapp_previous_permanence_la", 100).is("previous-permanence", "authority"),
    ],
    ..PLAIN
};

pub(super) const CLA_CARE_PLAN: Table = Table {
    name: "ssd_cla_care_plan",
    key: &["lacp_table_id"],
    anchors: &["care-plan"],
    parts: &[
        part("care-plan-ended", "plan"),
        part("care-plan-details", "plan"),
    ],
    columns: &[
        id("lacp_table_id"),
        person("lacp_person_id"),
        date("lacp_cla_care_plan_start_date").is("care-plan", "prepared_on"),
        date("lacp_cla_care_plan_end_date").is("care-plan-ended", "ended_on"),
        json("lacp_cla_care_plan_json", 1000).is("care-plan-details", "permanence"),
    ],
    ..PLAIN
};
