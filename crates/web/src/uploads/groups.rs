//! What was found, by rule, by child and by field.

use std::collections::{BTreeMap, BTreeSet};

use returns::check::shown::{Rules, severity};

use super::finds::{Finds, Since};
use crate::words;

/// What is said in place of a child where a finding is about none.
pub(super) const NO_CHILD: &str = "About no one child";

/// What findings are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The rule.
    Rule,
    /// The child.
    Child,
    /// The column.
    Field,
}

/// What was found of one rule, child or field.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its number in its list, from 0: it stands in the address, where no child's does.
    pub number: usize,
    /// The code, the child's identifier, or the column and its table.
    pub name: String,
    /// What the rule says, and how severe it is.
    pub says: Option<(String, &'static str)>,
    /// The places of its findings.
    pub found: Vec<usize>,
    /// How many there are, whether they are kept or not.
    pub all: usize,
    /// How many are new.
    pub new: usize,
    /// Of how many rules they are.
    pub rules: usize,
}

/// The groups, in the order of their names.
pub(super) fn groups(finds: &Finds, rules: &Rules, by: By) -> Vec<Group> {
    let mut places: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    let order: BTreeMap<&str, usize> = (finds.about.rules_run.iter().enumerate())
        .map(|(place, rule)| (rule.as_str(), place))
        .collect();
    for (place, found) in finds.found.iter().enumerate() {
        let names = match by {
            By::Rule => {
                let order = order.get(found.rule.as_str()).copied();
                vec![(order.unwrap_or(usize::MAX), found.rule.clone())]
            }
            By::Child => vec![(0, found.child.clone())],
            By::Field => (found.fields.iter())
                .map(|(name, _)| (0, format!("{name} ({})", found.table)))
                .collect(),
        };
        for name in names {
            places.entry(name).or_default().push(place);
        }
    }
    let group = |(number, ((_, name), found)): (usize, ((usize, String), Vec<usize>))| {
        let of = || found.iter().filter_map(|place| finds.found.get(*place));
        let rule = rules.published(&name).filter(|_| by == By::Rule);
        let all = match by {
            By::Rule => finds.about.counts.get(&name).copied(),
            _ => None,
        };
        Group {
            number,
            says: rule.map(|rule| (rule.message.trim().to_owned(), severity(rule))),
            all: all.unwrap_or(found.len()),
            new: of().filter(|one| one.since == Since::New).count(),
            rules: of().map(|one| &one.rule).collect::<BTreeSet<_>>().len(),
            found,
            name: match (by, name.is_empty()) {
                (By::Child, true) => NO_CHILD.to_owned(),
                _ => name,
            },
        }
    };
    places.into_iter().enumerate().map(group).collect()
}

/// A number as people write it.
pub(super) fn number(many: usize) -> String {
    words::number(i64::try_from(many).unwrap_or(i64::MAX))
}

/// A number of things.
pub(super) fn many(many: usize, one: &str, more: &str) -> String {
    words::count(i64::try_from(many).unwrap_or(i64::MAX), one, more)
}
