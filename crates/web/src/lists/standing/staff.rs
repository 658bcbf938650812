//! Everybody who may have a child: what is recorded of their roles, their registration and whether
//! they are there. It is asked of all of them at once.

use std::collections::BTreeMap;

use jiff::Timestamp;
use practice::book::State;
use practice::{Id, When};
use record::qualified::{Held, in_role};
use record::workforce::Gives;
use record::{OfficeRow, SpellRow, WorkerRow};

use super::super::load::{is_in, limit};
use crate::reply::Stop;
use crate::visit::Visit;

/// A worker.
pub(super) struct Known {
    pub row: WorkerRow,
    offices: Vec<OfficeRow>,
    spells: Vec<SpellRow>,
    /// What decides whether they are a qualified worker, without when they held whom.
    qualifies: Held,
}

/// Everybody, and by which names files name them.
pub(super) struct Staff {
    workers: Vec<Known>,
    by_name: BTreeMap<String, usize>,
}

impl Staff {
    /// All who work here, or did.
    pub fn of(visit: &mut Visit<'_>) -> Result<Self, Stop> {
        let book = std::sync::Arc::clone(&visit.app.book);
        let rows = visit.reader.workers()?;
        let mut offices: BTreeMap<Id, Vec<OfficeRow>> = BTreeMap::new();
        for office in visit.reader.offices()? {
            offices.entry(office.subject).or_default().push(office);
        }
        let registration = book.qualified.as_ref().map(|rule| rule.registered.as_str());
        let registers = |state: &State| Some(state.begins.kind.as_str()) == registration;
        let limits = book.caseload.iter().flat_map(|rule| &rule.limits);
        let away = book.lists.handing_over.as_ref().map(|rule| rule.away);
        let asked = limits.filter_map(|limit| limit.during).chain(away);
        let asked = asked.filter_map(|state| book.states.get(state));
        let mut states: Vec<&State> = asked.collect();
        states.extend(book.states.iter().filter(|state| registers(state)));
        let mut spells: BTreeMap<Id, Vec<SpellRow>> = BTreeMap::new();
        let mut registered: BTreeMap<Id, Vec<_>> = BTreeMap::new();
        let day = |at| When::Instant(at).day();
        for state in states {
            for spell in visit.reader.spells_in(&state.name)? {
                if registers(state) {
                    let span = (day(spell.from), spell.until.map(day));
                    registered.entry(spell.subject).or_default().push(span);
                }
                spells.entry(spell.subject).or_default().push(spell);
            }
        }
        let mut staff = Self {
            workers: Vec::with_capacity(rows.len()),
            by_name: BTreeMap::new(),
        };
        for row in rows {
            let offices = offices.remove(&row.subject).unwrap_or_default();
            let place = staff.workers.len();
            let names = row.names().into_iter();
            staff.by_name.extend(names.map(|name| (name, place)));
            staff.workers.push(Known {
                qualifies: Held {
                    spans: Vec::new(),
                    registered: registered.remove(&row.subject),
                    roles: (book.qualified.as_ref()).and_then(|rule| in_role(rule, &offices)),
                },
                spells: spells.remove(&row.subject).unwrap_or_default(),
                offices,
                row,
            });
        }
        Ok(staff)
    }

    /// The place of the worker whom a file names so.
    pub fn place_of(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The worker at a place.
    pub fn at(&self, place: usize) -> Option<&Known> {
        self.workers.get(place)
    }

    /// What decides whether the worker at a place is a qualified one; nothing is known of who has no
    /// file here.
    pub fn qualifies(&self, place: Option<usize>) -> Held {
        let known = place.and_then(|place| self.at(place));
        known.map_or_else(Held::default, |known| known.qualifies.clone())
    }

    /// Those who have a role in a team of one of these names, with their places.
    pub fn in_teams(
        &self,
        teams: &[String],
        now: Timestamp,
    ) -> impl Iterator<Item = (usize, &Known)> {
        let is_theirs = move |office: &OfficeRow| {
            let team = office.whom.as_ref();
            office.gives == Gives::Role
                && office.holds(now)
                && team.is_some_and(|team| teams.contains(team))
        };
        (self.workers.iter().enumerate()).filter(move |(_, known)| {
            !known.row.has_left(now) && known.offices.iter().any(is_theirs)
        })
    }

    /// Whether somebody is not there, so that whoever they have wants somebody else: they have left
    /// or have no role any more, or are away while nobody covers.
    pub fn is_gone(&self, visit: &Visit<'_>, known: &Known) -> bool {
        let now = visit.now;
        let mut roles = known.offices.iter().filter(|one| one.gives == Gives::Role);
        let had_any = roles.clone().next().is_some();
        if known.row.has_left(now) || (had_any && !roles.any(|one| one.holds(now))) {
            return true;
        }
        let book = &visit.app.book;
        let away = book.lists.handing_over.as_ref();
        let away = away.and_then(|rule| book.states.get(rule.away));
        away.is_some_and(|state| is_in(&known.spells, &state.name, now))
            && !self.is_covered(known, now)
    }

    fn is_covered(&self, known: &Known, now: Timestamp) -> bool {
        let names = known.row.names();
        let covers = |office: &OfficeRow| {
            let whom = office.whom.as_ref();
            office.gives == Gives::Cover
                && office.holds(now)
                && whom.is_some_and(|whom| names.contains(whom))
        };
        let mut here = self.workers.iter().filter(|other| !other.row.has_left(now));
        here.any(|other| other.offices.iter().any(covers))
    }

    /// How many children, by weight, somebody should have at most, who works so many hours a week.
    pub fn limit(visit: &Visit<'_>, known: &Known, hours: Option<i64>) -> Option<i64> {
        limit(visit, &known.offices, &known.spells, hours)
    }
}
