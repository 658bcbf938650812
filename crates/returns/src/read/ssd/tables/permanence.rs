//! Adoption, special guardianship and other ways to permanence.

use super::PLAIN;
use crate::read::ssd::describe::{date, id, led_to, person, text, whole, yes_no};
use crate::read::ssd::model::{Link, Part, Table};

pub(super) const PERMANENCE: Table = Table {
    name: "ssd_permanence",
    key: &["perm_table_id"],
    anchors: &["permanence-planning"],
    parts: &[
        led_to("adoption-decision", "decision"),
        led_to("adoption-match", "match"),
        Part {
            kind: "adoption-decision-reversed",
            link: Link::ToPart("decision", "adoption-decision"),
        },
    ],
    columns: &[
        id("perm_table_id").is("permanence-planning", "reference"),
        person("perm_person_id"),
        id("perm_cla_id").is("permanence-planning", "period_of_care"),
        date("perm_adm_decision_date").is("adoption-decision", "decided_on"),
        date("perm_ffa_cp_decision_date").is("permanence-planning", "early_permanence_decided_on"),
        date("perm_placement_order_date").is("permanence-planning", "placement_order_on"),
        date("perm_placed_for_adoption_date").is("permanence-planning", "placed_on"),
        date("perm_matched_date").is("adoption-match", "matched_on"),
        yes_no("perm_adopted_by_carer_flag").is("adoption-match", "foster_carer"),
        date("perm_placed_ffa_cp_date").is("permanence-planning", "early_permanence_placed_on"),
        date("perm_decision_reversed_date").is("adoption-decision-reversed", "ended_on"),
        date("perm_placed_foster_carer_date").is("permanence-planning", "fostered_from"),
        text("perm_part_of_sibling_group", 1).is("permanence-planning", "sibling_group"),
        whole("perm_siblings_placed_together", 2).is("permanence-planning", "siblings_together"),
        whole("perm_siblings_placed_apart", 2).is("permanence-planning", "siblings_apart"),
        id("perm_placement_provider_urn").is("permanence-planning", "provider_urn"),
        text("perm_decision_reversed_reason", 100).is("adoption-decision-reversed", "reason"),
        date("perm_permanence_order_date").is("permanence-planning", "order_on"),
        text("perm_permanence_order_type", 100).is("permanence-planning", "order"),
        text("perm_adoption_worker_id", 100)
            .of("ssd_professionals")
            .is("permanence-planning", "worker"),
        id("perm_adopter_sex").is("adoption-match", "adopters_sex"),
        text("perm_adopter_legal_status", 100).is("adoption-match", "adopters_legal_status"),
        text("perm_number_of_adopters", 3).is("adoption-match", "adopters"),
    ],
    ..PLAIN
};
