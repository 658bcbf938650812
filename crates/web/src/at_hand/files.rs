//! Files that were opened, for whoever opens them next: a worker goes from page to page of one
//! file, and comes back to the same files all day.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use practice::Id;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use record::may::Target;
use record::{Casefile, ChildRow, Duty, Entry, Names, ScopeRow};
use store::{Mark, Reader};

use crate::people;
use crate::reply::Stop;
use crate::visit::Visit;

/// How many entries a file has that is opened often, so that room is made for so many files.
const OF_A_FILE: usize = 100;

/// A file, and what is derived of it, as it was when it had this mark or later.
pub(crate) struct Held {
    mark: Option<Mark>,
    /// Who the child is.
    pub child: ChildRow,
    /// Who is concerned with the file, whenever.
    pub scope: Arc<[ScopeRow]>,
    /// Every entry, in order.
    pub entries: Arc<[Entry]>,
    /// What they fold into.
    pub casefile: Arc<Casefile>,
    /// Whom it names, by what was recorded of the workforce when that was asked.
    names: Mutex<Option<(u64, Arc<Names>)>>,
    duties: OnceLock<Arc<[Duty]>>,
}

/// A file of which it is known who the child is and who is concerned with it, and that may yet have
/// to be read.
pub(crate) struct Begun {
    /// What everything else was asked after: it may be newer than its mark, and never older.
    mark: Option<Mark>,
    at_hand: Option<Arc<Held>>,
    child: ChildRow,
    scope: Arc<[ScopeRow]>,
}

impl Begun {
    /// Asks whether a file is at hand, and else who the child is; `None` where there is none.
    pub fn of(visit: &mut Visit<'_>, subject: Id) -> Result<Option<Self>, Stop> {
        let mark = visit.reader.mark_of(subject)?;
        let at_hand = visit.app.files.get(subject, mark);
        let (child, scope) = match &at_hand {
            Some(held) => (Some(held.child.clone()), Arc::clone(&held.scope)),
            None => (
                visit.reader.child(subject)?,
                visit.reader.scope_of(subject)?.into(),
            ),
        };
        Ok(child.map(|child| Self {
            mark,
            at_hand,
            child,
            scope,
        }))
    }

    /// The file, for what may be done with it.
    pub fn target(&self, visit: &Visit<'_>) -> Target {
        let organisation = visit.reader.about().organisation;
        Target::new(self.child.subject, "child", organisation).with(&self.scope, visit.now)
    }

    /// The whole of it.
    pub fn whole(self, visit: &mut Visit<'_>) -> Result<Arc<Held>, Stop> {
        if let Some(held) = self.at_hand {
            return Ok(held);
        }
        let entries: Arc<[Entry]> = visit.reader.file(self.child.subject)?.into();
        let held = Arc::new(Held {
            mark: self.mark,
            child: self.child,
            scope: self.scope,
            casefile: Arc::new(Casefile::fold(entries.iter())),
            entries,
            names: Mutex::new(None),
            duties: OnceLock::new(),
        });
        visit.app.files.keep(&held);
        Ok(held)
    }
}

impl Held {
    /// The file with the names of workers and teams in place of what stands for them.
    pub fn shown(&self, visit: &mut Visit<'_>) -> Result<Casefile, Stop> {
        let kept = self.names().clone();
        let names = match kept {
            Some((by, names)) if visit.workforce == Some(by) => names,
            _ => {
                let names = Arc::new(people::names(visit, &self.casefile)?);
                *self.names() = visit.workforce.map(|by| (by, Arc::clone(&names)));
                names
            }
        };
        Ok(names.put_in(&self.casefile))
    }

    fn names(&self) -> MutexGuard<'_, Option<(u64, Arc<Names>)>> {
        self.names.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is or was owed to the child, by clock.
    pub fn duties(&self, reader: &mut Reader) -> Result<Arc<[Duty]>, Stop> {
        if let Some(duties) = self.duties.get() {
            return Ok(Arc::clone(duties));
        }
        let duties = reader.duties_of(self.child.subject)?.into();
        Ok(Arc::clone(self.duties.get_or_init(|| duties)))
    }
}

/// A file weighs as much as it has entries.
#[derive(Clone)]
struct ByEntries;

impl Weighter<Id, Arc<Held>> for ByEntries {
    fn weight(&self, _: &Id, held: &Arc<Held>) -> u64 {
        held.entries.len() as u64 + 1
    }
}

/// The files that were opened last and most.
pub(crate) struct Files(Cache<Id, Arc<Held>, ByEntries>);

impl Files {
    /// Of so many entries at most.
    pub fn of(entries: usize) -> Self {
        let most = u64::try_from(entries).unwrap_or(u64::MAX);
        Self(Cache::with_weighter(entries / OF_A_FILE, most, ByEntries))
    }

    /// A file as it is by this mark, where it is at hand.
    fn get(&self, subject: Id, mark: Option<Mark>) -> Option<Arc<Held>> {
        let mark = mark?;
        self.0.get(&subject).filter(|held| held.mark == Some(mark))
    }

    /// Keeps a file at hand, where a mark tells whether it is as it was.
    fn keep(&self, held: &Arc<Held>) {
        if held.mark.is_some() {
            self.0.insert(held.child.subject, Arc::clone(held));
        }
    }
}
