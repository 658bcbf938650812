//! The children of a page on which children are given to others: brothers and sisters one after the
//! other, matched over all who are to be given, and never parted by the end of a page.

use std::collections::{BTreeMap, BTreeSet};

use practice::Id;

use super::siblings::{Listed, listed, siblings};
use crate::people;
use crate::reply::Stop;
use crate::staff::involved::INVOLVED;
use crate::staff::known::may_write;
use crate::staff::waiting::Row;
use crate::visit::Visit;
use crate::words;

/// How many stand on a page, unless a family is larger.
const PAGE: usize = 40;

/// A child of the page.
pub(super) struct Line {
    pub subject: Id,
    pub name: String,
    pub hint: Option<String>,
    /// Whether a brother or sister stands on the page.
    pub has_kin: bool,
    /// The identifier of the first entry that would be written.
    pub entry: Id,
    /// Whether this person may give the child to somebody.
    pub may: bool,
}

/// The children of a page.
pub(super) struct Lines {
    pub of_page: Vec<Line>,
    /// Whether there is a page after it.
    pub more: bool,
}

/// The children of the page with this number, counted from 1, each with what is to be known of them:
/// since when nobody has them, and who of the list is their brother or sister.
pub(super) fn lines(visit: &mut Visit<'_>, rows: &[Row], number: usize) -> Result<Lines, Stop> {
    let all: Vec<Listed> = listed(visit, rows.iter().map(|row| row.subject))?;
    let kin = siblings(&all);
    let ids: Vec<Id> = all.iter().map(|one| one.child.subject).collect();
    let pages = pages(families(&ids, &kin), PAGE);
    let more = pages.len() > number;
    let chosen = pages.into_iter().nth(number - 1).unwrap_or_default();
    let of: BTreeMap<Id, &Listed> = all.iter().map(|one| (one.child.subject, one)).collect();
    let mut of_page = Vec::with_capacity(chosen.len());
    for subject in chosen {
        let Some(one) = of.get(&subject) else {
            continue;
        };
        let row = rows.iter().find(|row| row.subject == subject);
        let waiting = row.and_then(|row| row.waiting);
        let waiting =
            waiting.map(|days| format!("No worker, for {}", words::count(days, "day", "days")));
        let theirs = kin.get(&subject).map(Vec::as_slice).unwrap_or_default();
        let names: Vec<&str> = theirs
            .iter()
            .filter_map(|other| of.get(other).map(|other| other.name.as_str()))
            .collect();
        let kin =
            (!names.is_empty()).then(|| format!("Brother or sister of {}", words::and(&names)));
        let born = one.child.born_on;
        let born = born.map(|born| format!("Born {}", practice::book::day_in_words(born)));
        let hints: Vec<String> = waiting.into_iter().chain(born).chain(kin).collect();
        let target = people::target(visit, subject)?;
        of_page.push(Line {
            subject,
            name: one.name.clone(),
            has_kin: !names.is_empty(),
            hint: (!hints.is_empty()).then(|| hints.join(". ")),
            entry: visit.app.new_id()?,
            may: may_write(visit, &target, INVOLVED)?.allowed,
        });
    }
    Ok(Lines { of_page, more })
}

/// The families of these children, each where its first stands: who is told of as anybody's brother
/// or sister is of the same.
fn families(all: &[Id], kin: &BTreeMap<Id, Vec<Id>>) -> Vec<Vec<Id>> {
    let mut families = Vec::new();
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    for one in all {
        let mut family = Vec::new();
        let mut next = vec![*one];
        while let Some(member) = next.pop() {
            if seen.insert(member) {
                family.push(member);
                next.extend(kin.get(&member).into_iter().flatten().rev());
            }
        }
        if !family.is_empty() {
            families.push(family);
        }
    }
    families
}

/// The same in pages of so many, of which none parts a family.
fn pages(families: Vec<Vec<Id>>, most: usize) -> Vec<Vec<Id>> {
    let mut pages: Vec<Vec<Id>> = Vec::new();
    for family in families {
        match pages.last_mut() {
            Some(page) if page.len() + family.len() <= most => page.extend(family),
            _ => pages.push(family),
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> Id {
        Id::from_bytes([number; 16])
    }

    fn ids(numbers: &[u8]) -> Vec<Id> {
        numbers.iter().copied().map(id).collect()
    }

    #[test]
    fn a_family_stands_together_although_not_each_file_tells_of_each() {
        // Given that the file of 1 tells of 4, and that of 4 of 5
        let kin = BTreeMap::from([
            (id(1), ids(&[4])),
            (id(4), ids(&[1, 5])),
            (id(5), ids(&[4])),
        ]);

        let families = families(&ids(&[1, 2, 3, 4, 5]), &kin);

        assert_eq!(families, [ids(&[1, 4, 5]), ids(&[2]), ids(&[3])]);
    }

    #[test]
    fn no_page_parts_a_family_and_nobody_is_lost() {
        let families = vec![ids(&[1, 2]), ids(&[3, 4]), ids(&[5]), ids(&[6, 7, 8, 9])];

        let pages = pages(families, 3);

        assert_eq!(
            pages,
            [ids(&[1, 2]), ids(&[3, 4, 5]), ids(&[6, 7, 8, 9])],
            "one that is larger than a page has a page of its own"
        );
    }
}
