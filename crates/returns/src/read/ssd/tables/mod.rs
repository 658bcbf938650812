//! The tables, in rooms by what they tell of.

mod assessment;
mod care;
mod court;
mod education;
mod front_door;
mod health;
mod home_and_order;
mod leaving;
mod people;
mod permanence;
mod protection;
mod register;

use super::model::Table;

/// Every table, in the specification's order.
pub(super) const ALL: &[&Table] = &[
    &people::PERSON,
    &people::FAMILY,
    &people::ADDRESS,
    &people::DISABILITY,
    &people::IMMIGRATION_STATUS,
    &people::MOTHER,
    &home_and_order::LEGAL_STATUS,
    &front_door::CONTACTS,
    &front_door::EARLY_HELP_EPISODES,
    &front_door::CIN_EPISODES,
    &assessment::CIN_ASSESSMENTS,
    &assessment::ASSESSMENT_FACTORS,
    &assessment::CIN_PLANS,
    &assessment::CIN_VISITS,
    &protection::S47_ENQUIRY,
    &protection::INITIAL_CP_CONFERENCE,
    &protection::CP_PLANS,
    &protection::CP_VISITS,
    &protection::CP_REVIEWS,
    &care::CLA_EPISODES,
    &health::CLA_CONVICTIONS,
    &health::CLA_HEALTH,
    &health::CLA_IMMUNISATIONS,
    &health::CLA_SUBSTANCE_MISUSE,
    &home_and_order::CLA_PLACEMENT,
    &care::CLA_REVIEWS,
    &care::CLA_VISITS,
    &care::CLA_PREVIOUS_PERMANENCE,
    &care::CLA_CARE_PLAN,
    &health::SDQ_SCORES,
    &leaving::MISSING,
    &leaving::CARE_LEAVERS,
    &permanence::PERMANENCE,
    &register::INVOLVEMENTS,
    &register::PROFESSIONALS,
    &education::SEND,
    &education::EHCP_REQUESTS,
    &education::EHCP_ASSESSMENT,
    &education::EHCP_NAMED_PLAN,
    &education::EHCP_ACTIVE_PLANS,
    &education::SEN_NEED,
    &court::PRE_PROCEEDINGS,
    &people::VOICE_OF_CHILD,
    &people::LINKED_IDENTIFIERS,
    &register::S251_FINANCE,
    &register::DEPARTMENT,
    &register::VERSION_LOG,
    &register::API_DATA_STAGING,
];

/// A table of rows that name their person, to be filled in.
const PLAIN: Table = Table {
    name: "",
    key: &[],
    owner: super::model::Owner::Person,
    anchors: &[],
    parts: &[],
    says: &[],
    columns: &[],
};
