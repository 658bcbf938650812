//! What the rules about the return as a whole need, added up child by child.

use std::collections::{BTreeSet, HashMap};

use super::rows::{At, Child, Identifiers};
use super::terms::Census;

/// Sums over all children. It grows with the numbers of the children alone (two texts
/// and two places each).
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// The authority's own numbers of the children.
    pub la_child_ids: Repeats,
    /// The unique pupil numbers.
    pub upns: Repeats,
    /// The child protection plans that began in the period of the census.
    pub plans_begun: u64,
    /// The initial child protection conferences held in it.
    pub conferences_held: u64,
    /// The children who are not unborn.
    pub born: u64,
    /// Those of them for whom no gender is recorded.
    pub born_without_gender: u64,
    /// Those of them for whom no sex is recorded.
    pub born_without_sex: u64,
    /// The different disabilities recorded, the first eight of them.
    pub disabilities: BTreeSet<Box<str>>,
    /// Whether any child has two different disabilities.
    pub several_on_one_child: bool,
}

impl Tally {
    /// How many different disabilities are expected of an authority at the least.
    pub const EXPECTED_DISABILITIES: usize = 8;

    /// Takes in a child.
    pub fn take(&mut self, child: &Child<'_>, census: &Census<'_>) {
        let who = &child.identifiers;
        self.la_child_ids.take(who.la_child_id, who.at);
        self.upns.take(who.upn, who.at);
        self.take_sex(who);
        self.take_disabilities(child);
        for (_, plan) in child.protection_plans() {
            self.plans_begun += u64::from(census.holds(plan.started));
        }
        let of_referrals = child.referrals.iter().map(|one| one.conference);
        let of_enquiries = child.enquiries().map(|(_, one)| one.conference);
        for conference in of_referrals.chain(of_enquiries) {
            self.conferences_held += u64::from(census.holds(conference));
        }
    }

    fn take_sex(&mut self, who: &Identifiers<'_>) {
        if who.expected.is_some() {
            return;
        }
        self.born += 1;
        self.born_without_gender += u64::from(matches!(who.gender, None | Some("0")));
        // Since 2024/25, U says what 0 said before.
        self.born_without_sex += u64::from(matches!(who.sex, None | Some("0" | "U")));
    }

    fn take_disabilities(&mut self, child: &Child<'_>) {
        let recorded = child.disabilities.iter().filter(|one| !one.is_none_code());
        let mut first: Option<&str> = None;
        for code in recorded.filter_map(|one| one.code) {
            if self.disabilities.len() < Self::EXPECTED_DISABILITIES
                && !self.disabilities.contains(code)
            {
                self.disabilities.insert(code.into());
            }
            self.several_on_one_child |= *first.get_or_insert(code) != code;
        }
    }
}

/// Finds a value that stands in more than one row.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    first: HashMap<Box<str>, Option<At>>,
    repeated: Vec<At>,
}

impl Repeats {
    fn take(&mut self, value: Option<&str>, at: Option<At>) {
        let Some(value) = value else { return };
        if let Some(first) = self.first.get_mut(value) {
            // The first row is said once, with its first repetition.
            self.repeated.extend(first.take());
            self.repeated.extend(at);
        } else {
            self.first.insert(value.into(), at);
        }
    }

    /// Every row whose value stands in another row as well.
    pub fn rows(&self) -> impl Iterator<Item = Option<At>> + '_ {
        self.repeated.iter().copied().map(Some)
    }
}
