//! Who works here, for as long as nothing more is recorded of a worker or a team: every page of a
//! child asks it of each worker whom the child has had.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use practice::Id;
use record::qualified::{Span, registered};
use record::workforce::Standing;
use record::{Casefile, Named, OfficeRow, TeamRow, WorkerRow};
use store::Reader;

use crate::reply::Stop;
use crate::visit::Visit;

/// How many answers of one kind are kept before all are forgotten: any identifier in a file may
/// be asked about.
const KEPT: usize = 50_000;

type Answers<K, T> = HashMap<K, T>;

/// What was answered about the workforce.
#[derive(Default)]
pub(crate) struct Workforce(Mutex<Known>);

/// What was answered as it stood after the entry at this position.
#[derive(Default)]
struct Known {
    at: u64,
    workers: Answers<Id, Option<Arc<WorkerRow>>>,
    numbered: Answers<String, Option<Arc<WorkerRow>>>,
    teams: Answers<(), Arc<[TeamRow]>>,
    offices: Answers<Id, Arc<[OfficeRow]>>,
    registered: Answers<Id, Option<Arc<[Span]>>>,
    standings: Answers<Id, Option<Arc<Standing>>>,
}

/// Where one kind of answer is kept.
type Shelf<K, T> = fn(&mut Known) -> &mut Answers<K, T>;

impl Workforce {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// An answer as it stands after the entry at `at`: kept, or else asked of the record, which
    /// has to have that entry. Where `at` is not told it is asked.
    fn answer<K: Eq + std::hash::Hash, T: Clone>(
        &self,
        at: Option<u64>,
        kept_in: Shelf<K, T>,
        key: K,
        ask: impl FnOnce(&K) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        let Some(at) = at else {
            return ask(&key);
        };
        {
            let mut known = self.known();
            if known.at == at
                && let Some(answer) = kept_in(&mut known).get(&key)
            {
                return Ok(answer.clone());
            }
        }
        let answer = ask(&key)?;
        let mut known = self.known();
        if known.at < at {
            *known = Known {
                at,
                ..Known::default()
            };
        }
        if known.at == at {
            let answers = kept_in(&mut known);
            if answers.len() >= KEPT {
                answers.clear();
            }
            answers.insert(key, answer.clone());
        }
        Ok(answer)
    }

    /// A worker with whatever decides what they may do; `None` where there is no such worker.
    pub fn standing(
        &self,
        reader: &mut Reader,
        at: Option<u64>,
        worker: Id,
    ) -> Result<Option<Arc<Standing>>, Stop> {
        let kept_in: Shelf<_, _> = |known| &mut known.standings;
        self.answer(at, kept_in, worker, |worker| {
            Ok(reader.standing(*worker)?.map(Arc::new))
        })
    }

    /// Every team there is or was, by name.
    pub fn teams(&self, reader: &mut Reader, at: Option<u64>) -> Result<Arc<[TeamRow]>, Stop> {
        let kept_in: Shelf<_, _> = |known| &mut known.teams;
        self.answer(at, kept_in, (), |()| Ok(reader.teams()?.into()))
    }
}

impl Visit<'_> {
    /// One worker.
    pub fn worker(&mut self, subject: Id) -> Result<Option<Arc<WorkerRow>>, Stop> {
        let kept_in: Shelf<_, _> = |known| &mut known.workers;
        let workforce = &self.app.workforce;
        workforce.answer(self.workforce, kept_in, subject, |subject| {
            Ok(self.reader.worker(*subject)?.map(Arc::new))
        })
    }

    /// The worker who has this number.
    fn worker_numbered(&mut self, number: &str) -> Result<Option<Arc<WorkerRow>>, Stop> {
        let kept_in: Shelf<String, _> = |known| &mut known.numbered;
        let workforce = &self.app.workforce;
        workforce.answer(self.workforce, kept_in, number.to_owned(), |number| {
            let found = self.reader.workers_with_number(number)?;
            Ok(found.into_iter().next().map(Arc::new))
        })
    }

    /// The worker whom a file names by an identifier or a number.
    pub fn worker_named(&mut self, name: &str) -> Result<Option<Arc<WorkerRow>>, Stop> {
        match Id::read(name) {
            Some(subject) => self.worker(subject),
            None => self.worker_numbered(name),
        }
    }

    /// Every team there is or was, by name.
    pub fn teams(&mut self) -> Result<Arc<[TeamRow]>, Stop> {
        self.app.workforce.teams(self.reader, self.workforce)
    }

    /// What a worker is given, whenever.
    pub fn offices_of(&mut self, worker: Id) -> Result<Arc<[OfficeRow]>, Stop> {
        let kept_in: Shelf<_, _> = |known| &mut known.offices;
        let workforce = &self.app.workforce;
        workforce.answer(self.workforce, kept_in, worker, |worker| {
            Ok(self.reader.offices_of(*worker)?.into())
        })
    }

    /// When a worker was registered, as their own file says; `None` where nothing of that is
    /// recorded, or the book does not ask it.
    pub fn registered(&mut self, worker: Id) -> Result<Option<Arc<[Span]>>, Stop> {
        let Some(rule) = &self.app.book.qualified else {
            return Ok(None);
        };
        let kept_in: Shelf<_, _> = |known| &mut known.registered;
        let workforce = &self.app.workforce;
        workforce.answer(self.workforce, kept_in, worker, |worker| {
            let file = Casefile::fold(&self.reader.file(*worker)?);
            Ok(registered(&self.app.book, rule, &file).map(Arc::from))
        })
    }

    /// By what name others know a worker or a team; `None` where it is neither.
    pub fn name_of(&mut self, named: Named<'_>) -> Result<Option<String>, Stop> {
        let worker = match named {
            Named::File(id) => self.worker(id)?,
            Named::Worker(number) => self.worker_numbered(number)?,
            Named::Team(_) => None,
        };
        if let Some(worker) = worker {
            return Ok(Some(worker.name.clone()));
        }
        let is = |team: &&TeamRow| match named {
            Named::File(id) => team.subject == id,
            Named::Worker(_) => false,
            Named::Team(code) => team.names().iter().any(|name| name == code),
        };
        let teams = self.teams()?;
        Ok(teams.iter().find(is).map(|team| team.name.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBERED: Shelf<String, Option<Arc<WorkerRow>>> = |known| &mut known.numbered;

    fn named(name: &str) -> Arc<WorkerRow> {
        let subject = Id::from_bytes([1; 16]);
        Arc::new(WorkerRow {
            subject,
            organisation: subject,
            name: name.to_owned(),
            email: None,
            number: None,
            employer: None,
            left_on: None,
        })
    }

    /// The name that is answered at a position, where the record has this one.
    fn asked(workforce: &Workforce, at: Option<u64>, record: &str) -> String {
        let answer = workforce.answer(at, NUMBERED, "SW1".to_owned(), |_| Ok(Some(named(record))));
        let answer = answer.ok().flatten().expect("a worker");
        answer.name.clone()
    }

    #[test]
    fn an_answer_holds_until_something_is_recorded_of_the_workforce() {
        // Given a worker of whom was asked when the record had its tenth entry
        let workforce = Workforce::default();
        assert_eq!(asked(&workforce, Some(10), "Ada Example"), "Ada Example");
        // Then it is answered so while nothing was recorded
        assert_eq!(asked(&workforce, Some(10), "another"), "Ada Example");
        // When something was recorded, the record is asked again
        assert_eq!(asked(&workforce, Some(11), "Ada Renamed"), "Ada Renamed");
        // And a page that has not read so far neither has the new nor brings back the old
        assert_eq!(asked(&workforce, Some(10), "Ada Example"), "Ada Example");
        assert_eq!(asked(&workforce, Some(11), "another"), "Ada Renamed");
        // And where it is not known how far a page has read, the record is asked
        assert_eq!(asked(&workforce, None, "another"), "another");
        assert_eq!(asked(&workforce, Some(11), "another"), "Ada Renamed");
    }
}
