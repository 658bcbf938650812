//! Caseloads: how much each worker's children weigh by what the work with them is, and how much
//! is too much, by the practice book.

use std::collections::{BTreeMap, BTreeSet};

use practice::Id;
use record::workforce::Gives;
use record::{OfficeRow, SpellRow};

use crate::reply::Stop;
use crate::staff::pattern::Pattern;
use crate::visit::Visit;

/// What the caseloads of some workers are made of, asked of all of them at once.
pub(crate) struct Loads {
    /// How much each child counts for, in hundredths.
    weights: BTreeMap<Id, i64>,
    /// What is recorded of each worker.
    spells: BTreeMap<Id, Vec<SpellRow>>,
    offices: BTreeMap<Id, Vec<OfficeRow>>,
    patterns: BTreeMap<Id, Pattern>,
}

impl Loads {
    /// Of these children and workers, by what the workers are given and when they work.
    pub fn of(
        visit: &mut Visit<'_>,
        (files, workers): (&[Id], &[Id]),
        given: Vec<OfficeRow>,
        patterns: BTreeMap<Id, Pattern>,
    ) -> Result<Self, Stop> {
        let weights = weights(visit, files)?;
        let mut spells: BTreeMap<Id, Vec<SpellRow>> = BTreeMap::new();
        for spell in visit.reader.spells_of(workers)? {
            spells.entry(spell.subject).or_default().push(spell);
        }
        let mut offices: BTreeMap<Id, Vec<OfficeRow>> = BTreeMap::new();
        for office in given {
            offices.entry(office.subject).or_default().push(office);
        }
        Ok(Self {
            weights,
            spells,
            offices,
            patterns,
        })
    }

    /// What these children weigh together, in hundredths.
    pub fn weight(&self, files: &BTreeSet<Id>) -> i64 {
        files.iter().filter_map(|file| self.weights.get(file)).sum()
    }

    /// How many children, by weight, a worker should have at most.
    pub fn limit(&self, visit: &Visit<'_>, worker: Id) -> Option<i64> {
        let offices = self.offices.get(&worker).map_or(&[][..], Vec::as_slice);
        let hours = self.patterns.get(&worker).map(|pattern| pattern.hours);
        limit(visit, offices, self.spells(worker), hours)
    }

    /// Whether a worker is in one of the years for which the book has a limit of its own.
    pub fn is_newly_qualified(&self, visit: &Visit<'_>, worker: Id) -> bool {
        let book = &visit.app.book;
        let limits = book.caseload.iter().flat_map(|rule| &rule.limits);
        let mut years = limits.filter_map(|limit| book.states.get(limit.during?));
        years.any(|year| is_in(self.spells(worker), &year.name, visit.now))
    }

    /// Whether today is no day on which a worker works; of whom it is not recorded, every day is.
    pub fn is_not_there_today(&self, visit: &Visit<'_>, worker: Id) -> bool {
        let pattern = self.patterns.get(&worker);
        pattern.is_some_and(|pattern| !pattern.works_today(visit.now))
    }

    fn spells(&self, worker: Id) -> &[SpellRow] {
        self.spells.get(&worker).map_or(&[], Vec::as_slice)
    }
}

/// How much a child counts for, in hundredths, by file.
pub(crate) fn weights(visit: &mut Visit<'_>, files: &[Id]) -> Result<BTreeMap<Id, i64>, Stop> {
    const ONE: i64 = 100;
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut weights: BTreeMap<Id, i64> = files.iter().map(|file| (*file, ONE)).collect();
    let Some(rule) = &book.caseload else {
        return Ok(weights);
    };
    let spells = visit.reader.spells_of(files)?;
    for of_one in spells.chunk_by(|one, next| one.subject == next.subject) {
        let heaviest = rule.weights.iter().find(|(state, _)| {
            let state = book.states.get(*state);
            state.is_some_and(|state| is_in(of_one, &state.name, visit.now))
        });
        if let (Some((_, weight)), Some(first)) = (heaviest, of_one.first()) {
            weights.insert(first.subject, *weight);
        }
    }
    Ok(weights)
}

/// How many children, by weight, a worker should have at most; `None` where the book does not
/// say. Who works fewer hours than full time should have so many fewer.
pub(crate) fn limit(
    visit: &Visit<'_>,
    offices: &[OfficeRow],
    spells: &[SpellRow],
    hours: Option<i64>,
) -> Option<i64> {
    let book = &visit.app.book;
    let has = |role: &str| {
        offices.iter().any(|office| {
            office.gives == Gives::Role
                && office.holds(visit.now)
                && office.name.as_deref() == Some(role)
        })
    };
    let rule = book.caseload.as_ref()?;
    let fits = rule.limits.iter().find(|limit| {
        let during = limit.during.is_none_or(|state| {
            let state = book.states.get(state);
            state.is_some_and(|state| is_in(spells, &state.name, visit.now))
        });
        during && limit.role.as_deref().is_none_or(has)
    });
    fits.map(|limit| share(limit.most, hours, rule.full_time_hours))
}

/// So much of a limit as somebody works of full time, to the nearest whole; no more than all.
fn share(most: i64, hours: Option<i64>, full_time: Option<i64>) -> i64 {
    match (hours, full_time) {
        (Some(hours), Some(full)) if full > 0 && (0..full).contains(&hours) => {
            (most.saturating_mul(hours) + full / 2) / full
        }
        _ => most,
    }
}

/// Whether these spells say that somebody is in a state.
pub(crate) fn is_in(spells: &[SpellRow], state: &str, now: jiff::Timestamp) -> bool {
    (spells.iter()).any(|spell| spell.state == state && spell.holds(now))
}

/// Hundredths as people write them: *14*, *14.5*.
pub(crate) fn in_words(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        rest => format!("{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_words, share};

    #[test]
    fn who_works_fewer_hours_should_have_so_many_fewer() {
        assert_eq!(share(18, Some(37), Some(37)), 18);
        assert_eq!(share(18, Some(22), Some(37)), 11);
        assert_eq!(share(18, Some(40), Some(37)), 18);
        assert_eq!(share(18, None, Some(37)), 18);
        assert_eq!(share(18, Some(22), None), 18);
    }

    #[test]
    fn a_weight_is_written_as_people_write_it() {
        assert_eq!(in_words(1400), "14");
        assert_eq!(in_words(1450), "14.5");
        assert_eq!(in_words(1425), "14.25");
        assert_eq!(in_words(105), "1.05");
    }
}
