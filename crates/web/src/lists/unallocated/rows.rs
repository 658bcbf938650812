//! Which children are without a qualified social worker, since when, and who has them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use practice::book::Effect;
use practice::{Book, Id, When};
use record::SpellRow;
use record::qualified::{Lately, lately};

use super::workers::Workers;
use crate::lists::gather::{Child, Children, children};
use crate::reply::Stop;
use crate::visit::Visit;

/// A child without one.
pub(super) struct Row {
    pub child: Child,
    /// What calls for one.
    pub state: String,
    /// How great the danger is: the less, the greater.
    pub danger: usize,
    /// Since when, and for how many days; `None` where it is not recorded whether the worker is
    /// one.
    pub without: Option<(Date, i64)>,
    /// Who has the child.
    pub with: Vec<String>,
}

/// Those of these files, or of all.
pub(super) fn rows(visit: &mut Visit<'_>, theirs: Option<&[Id]>) -> Result<Vec<Row>, Stop> {
    let theirs: Option<BTreeSet<&Id>> = theirs.map(|files| files.iter().collect());
    let calls = Calls::of(visit, |file| {
        theirs.as_ref().is_none_or(|theirs| theirs.contains(file))
    })?;
    let all = children(visit, &calls.files)?;
    let mut rows = Vec::new();
    for child in all.into_values() {
        let Some(without) = calls.without(visit, &child)? else {
            continue;
        };
        let (state, danger) = calls.state(child.subject);
        rows.push(Row {
            state,
            danger,
            without,
            with: calls.with(visit, &child),
            child,
        });
    }
    Ok(rows)
}

/// Those of these children who certainly have none.
pub(in crate::lists) fn without(
    visit: &mut Visit<'_>,
    all: &Children,
) -> Result<BTreeSet<Id>, Stop> {
    let calls = Calls::of(visit, |file| all.contains_key(file))?;
    let mut certain = BTreeSet::new();
    for child in calls.files.iter().filter_map(|file| all.get(file)) {
        if let Some(Some(_)) = calls.without(visit, child)? {
            certain.insert(child.subject);
        }
    }
    Ok(certain)
}

/// Since when somebody is without, and for how many days; `None` where that is not known.
type Without = Option<(Date, i64)>;

/// The files of those whose state calls for a qualified worker, and what tells whether they have one.
struct Calls {
    book: Arc<Book>,
    files: Vec<Id>,
    /// The states in which each of them is now.
    spells: BTreeMap<Id, Vec<SpellRow>>,
    workers: Workers,
}

impl Calls {
    /// Of these files.
    fn of(visit: &mut Visit<'_>, which: impl Fn(&Id) -> bool) -> Result<Self, Stop> {
        let book = Arc::clone(&visit.app.book);
        let rule = book.qualified.as_ref().ok_or(Stop::NotFound)?;
        let states: Vec<&str> = (rule.during.iter())
            .filter_map(|state| Some(book.states.get(*state)?.name.as_str()))
            .collect();
        let files = visit.reader.files_in_state(&states, visit.now)?.into_iter();
        let files: Vec<Id> = files.filter(which).collect();
        let mut spells: BTreeMap<Id, Vec<SpellRow>> = BTreeMap::new();
        for spell in visit.reader.spells_of(&files)? {
            if spell.holds(visit.now) {
                spells.entry(spell.subject).or_default().push(spell);
            }
        }
        let workers = Workers::of(visit, &book, rule)?;
        Ok(Self {
            book,
            files,
            spells,
            workers,
        })
    }

    fn spells(&self, file: Id) -> &[SpellRow] {
        self.spells.get(&file).map_or(&[], Vec::as_slice)
    }

    /// The spell of this child in a state of the book.
    fn spell(&self, file: Id, state: usize) -> Option<&SpellRow> {
        let state = self.book.states.get(state)?;
        let mut spells = self.spells(file).iter();
        spells.find(|spell| spell.state == state.name)
    }

    /// Whether a child is without a qualified worker: `None` where there is one, or none is called
    /// for.
    fn without(&self, visit: &Visit<'_>, child: &Child) -> Result<Option<Without>, Stop> {
        let rule = self.book.qualified.as_ref().ok_or(Stop::NotFound)?;
        let calling = rule.during.iter();
        let calling = calling.filter_map(|state| self.spell(child.subject, *state));
        let Some(from) = calling.map(|spell| spell.from).min() else {
            return Ok(None);
        };
        let held = self.workers.held(rule, child);
        let today = When::Instant(visit.now).day();
        Ok(match lately(&held, When::Instant(from).day(), today) {
            Lately::With => None,
            Lately::NotKnown => Some(None),
            Lately::Without(since) => {
                let days = today.since(since).map_or(0, |span| span.get_days());
                Some(Some((since, i64::from(days))))
            }
        })
    }

    /// What calls for a worker, and how great the danger is.
    fn state(&self, file: Id) -> (String, usize) {
        let is_in = |state: &usize| self.spell(file, *state).is_some();
        let danger = self.book.lists.danger.iter().position(is_in);
        let calls = self.book.qualified.iter().flat_map(|rule| &rule.during);
        let calls = calls.copied().find(is_in);
        let state = calls.and_then(|state| self.book.states.get(state));
        let title = state.map(|state| state.title.clone());
        (title.unwrap_or_default(), danger.unwrap_or(usize::MAX))
    }

    /// Who has a child now.
    fn with(&self, visit: &Visit<'_>, child: &Child) -> Vec<String> {
        let rows = child.scope.iter();
        let rows = rows.filter(|row| row.holds(visit.now) && row.effect == Effect::Concerns);
        rows.filter_map(|row| self.workers.called(&row.whom))
            .collect()
    }
}
