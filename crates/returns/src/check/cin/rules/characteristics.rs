//! Rules about ethnicity and disability.

use std::collections::HashMap;

use crate::check::cin::codes;
use crate::check::cin::rows::{Disability, table};
use crate::check::cin::rule::{
    Check::{Child, Return},
    CinRule, FindRows, error, query,
};
use crate::check::cin::tally::Tally;

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "4220",
        "Ethnicity is missing or invalid (see Ethnicity table)",
        &[(table::CHILD_CHARACTERISTICS, "Ethnicity")],
        Child(|child, _, finds| {
            // A child without the block has no ethnicity either.
            let block = child.characteristics.as_ref();
            let ethnicity = block.and_then(|block| block.ethnicity);
            if !ethnicity.is_some_and(|code| codes::ETHNICITY.contains(&code)) {
                finds.flag_all([block.map_or(child.identifiers.at, |block| block.at)]);
            }
        }),
    ),
    // Asked of a child who is born and has a referral that goes on to further action.
    error(
        "8540",
        "Child’s disability is missing or invalid (see Disability table)",
        &[
            (table::DISABILITIES, "Disability"),
            (table::CHILD_IDENTIFIERS, "PersonBirthDate"),
            (table::CIN_DETAILS, "ReferralNFA"),
        ],
        Child(|child, _, finds| {
            let goes_on = child.referrals.iter();
            let goes_on = goes_on.filter(|one| one.no_further_action.is_no());
            let goes_on: Vec<_> = goes_on.map(|one| one.at).collect();
            let is_valid = |code: &str| codes::DISABILITY.contains(&code);
            let invalid = child.disabilities.iter();
            let invalid = invalid.filter(|one| !one.code.is_some_and(is_valid));
            let invalid: Vec<_> = invalid.map(|one| one.at).collect();
            let wrong = child.disabilities.is_empty() || !invalid.is_empty();
            if child.identifiers.born.is_some() && !goes_on.is_empty() && wrong {
                finds.flag_all([child.identifiers.at]);
                finds.flag_all(child.characteristics.iter().map(|block| block.at));
                finds.flag_all(invalid);
                finds.flag_all(goes_on);
            }
        }),
    ),
    // The values that stand beside NONE are found.
    error(
        "8790",
        "Disability information includes both None and other values",
        &[(table::DISABILITIES, "Disability")],
        Child(|child, _, finds| {
            if child.disabilities.iter().any(Disability::is_none_code) {
                let others = child.disabilities.iter().filter(|one| !one.is_none_code());
                finds.flag_all(others.filter(|one| one.code.is_some()).map(|one| one.at));
            }
        }),
    ),
    error(
        "8794",
        "Child has two or more disabilities with the same code",
        &[(table::DISABILITIES, "Disability")],
        Child(|child, _, finds| {
            let mut times: HashMap<&str, u32> = HashMap::new();
            for code in child.disabilities.iter().filter_map(|one| one.code) {
                *times.entry(code).or_default() += 1;
            }
            let is_repeated = |code: &str| times.get(code).is_some_and(|times| *times > 1);
            let repeated = child
                .disabilities
                .iter()
                .filter(|one| one.code.is_some_and(is_repeated));
            finds.flag_all(repeated.map(|one| one.at));
        }),
    ),
    query(
        "2887Q",
        "Please check and either amend or provide a reason: Less than 8 disability codes \
         have been used in your return",
        &[(table::DISABILITIES, "Disability")],
        Return(|tally, _, finds| {
            if tally.disabilities.len() < Tally::EXPECTED_DISABILITIES {
                finds.flag_whole_return();
            }
        }),
    ),
    query(
        "2888Q",
        "Please check and either amend or provide a reason: Only one disability code is \
         recorded per child and multiple disabilities should be recorded where possible.",
        &[(table::DISABILITIES, "Disability")],
        Return(|tally, _, finds| {
            if !tally.several_on_one_child {
                finds.flag_whole_return();
            }
        }),
    ),
];
