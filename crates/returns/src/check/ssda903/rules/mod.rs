//! The rules, in a file for each family.
//!
//! Each file has its list `RULES`, and below it what several of its rules share. A rule
//! stands in one place with its code, its first collection, its message, the fields a
//! person would put right, and the few lines that apply it. Where published cases show
//! how the words of a message are applied, the lines follow them.

mod adopted;
mod adoption;
mod care_leavers;
mod care_leavers_in_care;
mod codes;
mod episode_age;
mod episode_codes;
mod episode_order;
mod header;
mod identifiers;
mod integrity;
mod integrity_birth;
mod legal_status;
mod liberty;
mod missing;
mod missing_in_care;
mod mother;
mod mothers_child;
mod oc2;
mod placed_and_episodes;
mod placed_for_adoption;
mod placed_last_year;
mod placement;
mod placement_change;
mod placement_order;
mod postcode;
mod previous_permanence;
mod previous_year;
mod provider;
mod registration;
mod reviews;
mod social_worker;
mod social_worker_order;
mod strengths;
mod substance_misuse;
mod temporary_placement;
mod uasc;

use jiff::civil::Date;

use super::context::{Child, Context};
use super::text::{Day, Text};
use crate::check::{Finds, Needs, Rule};

/// A function that applies a rule.
pub type Check = for<'a> fn(&Context<'a>, &mut Finds);

/// A rule of the looked after return.
pub type Rule903 = Rule<Check>;

/// Every rule of every collection since 2022/23, by family.
pub fn all() -> impl Iterator<Item = &'static Rule903> {
    FAMILIES.iter().copied().flatten()
}

const FAMILIES: &[&[Rule903]] = &[
    header::RULES,
    mother::RULES,
    mothers_child::RULES,
    identifiers::RULES,
    uasc::RULES,
    episode_codes::RULES,
    episode_order::RULES,
    episode_age::RULES,
    legal_status::RULES,
    placement::RULES,
    temporary_placement::RULES,
    placement_change::RULES,
    previous_year::RULES,
    reviews::RULES,
    oc2::RULES,
    substance_misuse::RULES,
    strengths::RULES,
    care_leavers::RULES,
    care_leavers_in_care::RULES,
    adoption::RULES,
    adopted::RULES,
    placed_for_adoption::RULES,
    placed_and_episodes::RULES,
    placement_order::RULES,
    placed_last_year::RULES,
    previous_permanence::RULES,
    missing::RULES,
    missing_in_care::RULES,
    social_worker::RULES,
    social_worker_order::RULES,
    liberty::RULES,
    provider::RULES,
    registration::RULES,
    postcode::RULES,
    integrity::RULES,
    integrity_birth::RULES,
];

const NOTHING: Needs = Needs::NOTHING;
const PREVIOUS: Needs = Needs {
    previous: true,
    ..Needs::NOTHING
};
const POSTCODES: Needs = Needs {
    postcodes: true,
    ..Needs::NOTHING
};
const PROVIDERS: Needs = Needs {
    providers: true,
    ..Needs::NOTHING
};
const AUTHORITY: Needs = Needs {
    authority: true,
    ..Needs::NOTHING
};

/// The years of a rule that holds to this day, from the collection that ends in this one.
const fn since(from: u16) -> (u16, Option<u16>) {
    (from, None)
}

/// The years of a rule that held from one collection to another, both included.
const fn during(from: u16, until: u16) -> (u16, Option<u16>) {
    (from, Some(until))
}

/// A rule: its code, its collections, what it needs besides the return, its message, the
/// fields a person would put right, and how it is applied.
const fn rule(
    code: &'static str,
    (from, until): (u16, Option<u16>),
    needs: Needs,
    message: &'static str,
    fields: &'static [(&'static str, &'static str)],
    check: Check,
) -> Rule903 {
    Rule {
        code,
        message,
        severity: None,
        from,
        until,
        fields,
        needs,
        check,
    }
}

impl Context<'_> {
    /// Whether an episode has a day in the collection year.
    fn in_year(&self, e: &super::rows::Episode<'_>) -> bool {
        e.decom.by(self.end) && (e.dec.blank() || e.dec.since(self.start))
    }
}

/// Whether it is a code for a girl or woman: `F`, and `2` until 2023/24.
fn is_female(sex: Text<'_>) -> bool {
    sex.is_in(&["2", "F"])
}

/// Whether it is a code for a boy or man: `M`, and `1` until 2023/24.
fn is_male(sex: Text<'_>) -> bool {
    sex.is_in(&["1", "M"])
}

/// The code of the sex as it is written since 2024/25, so that years before and after
/// compare.
fn sex(text: Text<'_>) -> Text<'_> {
    match text.0 {
        Some("1") => Text(Some("M")),
        Some("2") => Text(Some("F")),
        _ => text,
    }
}

/// Whether someone born then is of this age on a day.
fn aged(dob: Day<'_>, years: i16, on: Date) -> bool {
    dob.plus_years(years).is_some_and(|birthday| birthday <= on)
}

/// Whether two postcodes are the same, however they are spaced and in capitals or not.
fn same_postcode(a: &str, b: &str) -> bool {
    let normal = |text: &'_ str| {
        let letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace());
        letters
            .map(|byte| byte.to_ascii_uppercase())
            .collect::<Vec<u8>>()
    };
    normal(a) == normal(b)
}

/// Whether a text is a date written dd/mm/yyyy of which parts may be `ZZ` (`ZZZZ` for the
/// year), because they are not known.
fn is_partial_date(text: &str) -> bool {
    let mut parts = text.split('/');
    let part = |text: Option<&str>, unknown: &str, figures: usize, most: u16| {
        text.is_some_and(|text| {
            let number = || {
                text.parse::<u16>()
                    .is_ok_and(|number| (1..=most).contains(&number))
            };
            let is_number = text.len() == figures && text.bytes().all(|byte| byte.is_ascii_digit());
            text == unknown || (is_number && number())
        })
    };
    let whole = Day::from(Some(text)).date.is_some();
    let partial = part(parts.next(), "ZZ", 2, 31)
        && part(parts.next(), "ZZ", 2, 12)
        && part(parts.next(), "ZZZZ", 4, 9999)
        && parts.next().is_none();
    whole || (partial && text.contains('Z'))
}

/// Whether a time missing or an order ended outside the child's care, or has not ended
/// although the period of care it began in has.
fn outlasts_care(child: &Child<'_>, from: Day<'_>, to: Day<'_>) -> bool {
    let Some(from) = from.date else {
        return false;
    };
    let periods = child.now.periods();
    match to.date {
        Some(to) => {
            !child.now.episodes.is_empty() && !periods.iter().any(|period| period.holds(to))
        }
        None if to.given() => false,
        None => !periods
            .iter()
            .any(|period| period.to.is_none() && period.from <= from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn no_collection_has_two_versions_of_a_rule() {
        let mut versions = BTreeMap::<&str, Vec<(u16, u16)>>::new();
        for rule in all() {
            let until = rule.until.unwrap_or(u16::MAX);
            let known = versions.entry(rule.code).or_default();
            assert!(
                known.iter().all(|(a, b)| until < *a || *b < rule.from),
                "{}",
                rule.code
            );
            known.push((rule.from, until));
        }
    }

    #[test]
    fn parts_of_a_date_may_be_unknown_and_no_other_part_may_be_wrong() {
        for good in ["05/ZZ/2020", "ZZ/ZZ/ZZZZ", "ZZ/ZZ/1993", "17/06/2001"] {
            assert!(is_partial_date(good), "{good}");
        }
        for bad in [
            "ZZ/ZZ/ZZ",
            "xx/10/2011",
            "01/13/2000",
            "ZZ/13/2000",
            "zz",
            "31/02/2001",
        ] {
            assert!(!is_partial_date(bad), "{bad}");
        }
    }
}
