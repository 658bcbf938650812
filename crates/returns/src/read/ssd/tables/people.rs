//! Who a person is, and to whom they belong.

use super::PLAIN;
use crate::read::ssd::describe::{alone, date, id, json, part, person, text, yes_no};
use crate::read::ssd::model::{Says, Table};

const SEX: &[(&str, &str)] = &[("1", "M"), ("2", "F"), ("0", "U"), ("9", "U")];

pub(super) const PERSON: Table = Table {
    name: "ssd_person",
    key: &["pers_person_id"],
    anchors: &["child-details"],
    parts: &[alone("person-details"), alone("child-died")],
    says: &[Says {
        kind: "child-details",
        field: "told_by",
        value: "ssd",
        only: false,
    }],
    columns: &[
        id("pers_person_id").is("child-details", "authority_id"),
        text("pers_forename", 255).is("person-details", "forename"),
        text("pers_surname", 255).is("person-details", "surname"),
        text("pers_sex", 20).is("child-details", "sex").words(SEX),
        text("pers_gender", 10).is("person-details", "gender"),
        text("pers_ethnicity", 48).is("child-details", "ethnicity"),
        date("pers_dob").is("child-details", "born_on"),
        id("pers_common_child_id").is("person-details", "nhs_number"),
        id("pers_legacy_id").is("person-details", "former_id"),
        text("pers_upn_unknown", 6).is("child-details", "upn_unknown"),
        yes_no("pers_send_flag").is("person-details", "education_plan"),
        date("pers_expected_dob").is("child-details", "expected_on"),
        date("pers_death_date").is("child-died", "died_on"),
        yes_no("pers_is_mother").is("child-details", "mother"),
        id("pers_nationality").is("person-details", "nationality"),
    ],
    ..PLAIN
};

pub(super) const FAMILY: Table = Table {
    name: "ssd_family",
    key: &["fami_table_id"],
    anchors: &["family-member"],
    columns: &[
        id("fami_table_id").is("family-member", "reference"),
        id("fami_family_id").is("family-member", "family"),
        person("fami_person_id"),
    ],
    ..PLAIN
};

pub(super) const ADDRESS: Table = Table {
    name: "ssd_address",
    key: &["addr_table_id"],
    anchors: &["address-started"],
    parts: &[part("address-ended", "address")],
    columns: &[
        id("addr_table_id").is("address-started", "reference"),
        json("addr_address_json", 1000).is("address-started", "address"),
        person("addr_person_id"),
        id("addr_address_type").is("address-started", "kind"),
        date("addr_address_start_date").is("address-started", "started_on"),
        date("addr_address_end_date").is("address-ended", "ended_on"),
        text("addr_address_postcode", 15).is("address-started", "postcode"),
    ],
    ..PLAIN
};

pub(super) const DISABILITY: Table = Table {
    name: "ssd_disability",
    key: &["disa_person_id", "disa_disability_code"],
    anchors: &["disability"],
    columns: &[
        person("disa_person_id"),
        id("disa_table_id").is("disability", "reference"),
        id("disa_disability_code").is("disability", "disability"),
    ],
    ..PLAIN
};

pub(super) const IMMIGRATION_STATUS: Table = Table {
    name: "ssd_immigration_status",
    key: &["immi_person_id", "immi_immigration_status_id"],
    anchors: &["immigration-status"],
    columns: &[
        person("immi_person_id"),
        id("immi_immigration_status_id").is("immigration-status", "reference"),
        id("immi_immigration_status").is("immigration-status", "status"),
        date("immi_immigration_status_start_date").is("immigration-status", "started_on"),
        date("immi_immigration_status_end_date").is("immigration-status", "ended_on"),
    ],
    ..PLAIN
};

pub(super) const MOTHER: Table = Table {
    name: "ssd_mother",
    key: &["moth_table_id"],
    anchors: &["motherhood"],
    columns: &[
        id("moth_table_id").is("motherhood", "reference"),
        person("moth_person_id"),
        id("moth_childs_person_id")
            .of("ssd_person")
            .is("motherhood", "child"),
        date("moth_childs_dob").is("motherhood", "child_born_on"),
    ],
    ..PLAIN
};

pub(super) const VOICE_OF_CHILD: Table = Table {
    name: "ssd_voice_of_child",
    key: &["voch_table_id"],
    anchors: &["voice-of-child"],
    columns: &[
        id("voch_table_id").is("voice-of-child", "reference"),
        person("voch_person_id"),
        text("voch_explained_worries", 1).is("voice-of-child", "worries_explained"),
        text("voch_story_help_understand", 1).is("voice-of-child", "story_helped"),
        text("voch_agree_worker", 1).is("voice-of-child", "agrees_with_worker"),
        text("voch_plan_safe", 1).is("voice-of-child", "plan_keeps_safe"),
        text("voch_tablet_help_explain", 1).is("voice-of-child", "tablet_helped"),
    ],
    ..PLAIN
};

pub(super) const LINKED_IDENTIFIERS: Table = Table {
    name: "ssd_linked_identifiers",
    key: &["link_table_id"],
    anchors: &["linked-identifier"],
    columns: &[
        id("link_table_id").is("linked-identifier", "reference"),
        person("link_person_id"),
        text("link_identifier_type", 100).is("linked-identifier", "kind"),
        text("link_identifier_value", 100).is("linked-identifier", "value"),
        date("link_valid_from_date").is("linked-identifier", "valid_from"),
        date("link_valid_to_date").is("linked-identifier", "valid_to"),
    ],
    ..PLAIN
};
