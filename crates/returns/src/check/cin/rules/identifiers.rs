//! Rules about who the child is: the authority's own number, birth, death, gender and sex.

use crate::check::cin::codes;
use crate::check::cin::days::{after, before};
use crate::check::cin::rows::table;
use crate::check::cin::rule::{
    Check::{Child, Return},
    CinRule, FindRows, error, query,
};
use jiff::ToSpan;

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "8500",
        "LA Child ID missing",
        &[(table::CHILD_IDENTIFIERS, "LAchildID")],
        Child(|child, _, finds| {
            if child.identifiers.la_child_id.is_none() {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    error(
        "8510",
        "More than one child record with the same LA Child ID",
        &[(table::CHILD_IDENTIFIERS, "LAchildID")],
        Return(|tally, _, finds| finds.flag_all(tally.la_child_ids.rows())),
    ),
    error(
        "1570",
        "LA Child ID must not be longer than 20 characters",
        &[(table::CHILD_IDENTIFIERS, "LAchildID")],
        Child(|child, _, finds| {
            let id = child.identifiers.la_child_id;
            if id.is_some_and(|id| id.chars().count() > 20) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    )
    .since(2025),
    error(
        "1580",
        "LA Child ID must not contain any non-alphanumeric characters",
        &[(table::CHILD_IDENTIFIERS, "LAchildID")],
        Child(|child, _, finds| {
            let id = child.identifiers.la_child_id;
            if id.is_some_and(|id| !id.bytes().all(|byte| byte.is_ascii_alphanumeric())) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    )
    .since(2025),
    error(
        "8590",
        "Child does not have a recorded CIN episode.",
        &[(table::CHILD_IDENTIFIERS, "LAchildID")],
        Child(|child, _, finds| {
            if child.referrals.iter().all(|referral| referral.at.is_none()) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    error(
        "8520",
        "Date of Birth is after data collection period (must be on or before the end of \
         the census period)",
        &[
            (table::CHILD_IDENTIFIERS, "PersonBirthDate"),
            (table::HEADER, "ReferenceDate"),
        ],
        Child(|child, census, finds| {
            if after(child.identifiers.born, Some(census.reference)) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    query(
        "8525Q",
        "Either Date of Birth or Expected Date of Birth must be provided (but not both)",
        &[
            (table::CHILD_IDENTIFIERS, "PersonBirthDate"),
            (table::CHILD_IDENTIFIERS, "ExpectedPersonBirthDate"),
        ],
        Child(|child, _, finds| {
            if child.identifiers.born.is_some() == child.identifiers.expected.is_some() {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    // From 30 days before the reference date to nine months after it.
    query(
        "8530Q",
        "Please check and either amend data or provide a reason: Expected Date of Birth \
         is outside the expected range for this census (March to December of the Census \
         Year end)",
        &[(table::CHILD_IDENTIFIERS, "ExpectedPersonBirthDate")],
        Child(|child, census, finds| {
            let first = census.reference.checked_sub(30.days()).ok();
            let last = census.reference.checked_add(9.months()).ok();
            let expected = child.identifiers.expected;
            if before(expected, first) || after(expected, last) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    query(
        "8535Q",
        "Please check and either amend data or provide a reason: Child’s date of death \
         should not be prior to the date of birth",
        &[
            (table::CHILD_IDENTIFIERS, "PersonDeathDate"),
            (table::CHILD_IDENTIFIERS, "PersonBirthDate"),
        ],
        Child(|child, _, finds| {
            if before(child.identifiers.died, child.identifiers.born) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    query(
        "8545Q",
        "Please check and either amend data or provide a reason: Child's date of death \
         should be within the census year",
        &[(table::CHILD_IDENTIFIERS, "PersonDeathDate")],
        Child(|child, census, finds| {
            if census.lacks(child.identifiers.died) {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    ),
    // Born more than 25 years before the reference date, and with a case that is open or
    // was closed after the child's 25th birthday.
    query(
        "8775Q",
        "Please check and either amend data or provide a reason: Child is over 25 years old",
        &[
            (table::CHILD_IDENTIFIERS, "PersonBirthDate"),
            (table::CIN_DETAILS, "CINclosureDate"),
        ],
        Child(|child, census, finds| {
            let Some(born) = child.identifiers.born else {
                return;
            };
            let over_25 = before(Some(born), census.years_before_reference(25));
            let birthday = born.checked_add(25.years()).ok();
            for referral in child.referrals.iter().filter(|_| over_25) {
                if referral.closed.is_none() || after(referral.closed, birthday) {
                    finds.flag_all([child.identifiers.at, referral.at]);
                }
            }
        }),
    ),
    error(
        "4180",
        "Gender is missing",
        &[(table::CHILD_IDENTIFIERS, "GenderCurrent")],
        Child(|child, _, finds| {
            if !child
                .identifiers
                .gender
                .is_some_and(|gender| codes::GENDER.contains(&gender))
            {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    )
    .until(2024),
    error(
        "4180",
        "Sex must be provided and equal M, F, or U",
        &[(table::CHILD_IDENTIFIERS, "Sex")],
        Child(|child, _, finds| {
            if !child
                .identifiers
                .sex
                .is_some_and(|sex| codes::SEX.contains(&sex))
            {
                finds.flag_all([child.identifiers.at]);
            }
        }),
    )
    .since(2025),
    error(
        "8750",
        "Gender must equal 0 for an unborn child",
        &[
            (table::CHILD_IDENTIFIERS, "GenderCurrent"),
            (table::CHILD_IDENTIFIERS, "PersonBirthDate"),
            (table::CHILD_IDENTIFIERS, "ExpectedPersonBirthDate"),
        ],
        Child(|child, _, finds| {
            let who = &child.identifiers;
            if who.expected.is_some() && who.born.is_none() && who.gender != Some("0") {
                finds.flag_all([who.at]);
            }
        }),
    )
    .until(2024),
    error(
        "8750",
        "Sex must equal U for an unborn child",
        &[
            (table::CHILD_IDENTIFIERS, "Sex"),
            (table::CHILD_IDENTIFIERS, "PersonBirthDate"),
            (table::CHILD_IDENTIFIERS, "ExpectedPersonBirthDate"),
        ],
        Child(|child, _, finds| {
            let who = &child.identifiers;
            if who.expected.is_some() && who.born.is_none() && who.sex != Some("U") {
                finds.flag_all([who.at]);
            }
        }),
    )
    .since(2025),
    // Of the children who are not unborn, one in fifty is the most.
    query(
        "2886Q",
        "Please check and either amend or provide a reason: Percentage of children with \
         no gender recorded is more than 2% (excluding unborns)",
        &[
            (table::CHILD_IDENTIFIERS, "GenderCurrent"),
            (table::CHILD_IDENTIFIERS, "ExpectedPersonBirthDate"),
        ],
        Return(|tally, _, finds| {
            if tally.born_without_gender.saturating_mul(50) > tally.born {
                finds.flag_whole_return();
            }
        }),
    )
    .until(2024),
    // Of the children who are not unborn, one in fifty is the most.
    query(
        "2886Q",
        "Please check and either amend or provide a reason: Percentage of children with \
         no sex recorded is more than 2% (excluding unborns)",
        &[
            (table::CHILD_IDENTIFIERS, "Sex"),
            (table::CHILD_IDENTIFIERS, "ExpectedPersonBirthDate"),
        ],
        Return(|tally, _, finds| {
            if tally.born_without_sex.saturating_mul(50) > tally.born {
                finds.flag_whole_return();
            }
        }),
    )
    .since(2025),
];
