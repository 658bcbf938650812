//! What a practice that was brought would change for the files there are: the same record is worked
//! out by both books, on a thread of its own, and what differs is counted. Nothing is changed. It is
//! `sightline what-if` within bounds: one at a time, and so many files at most.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use jiff::Timestamp;
use practice::{Book, Id};
use record::what_if::{Found, differences};
use record::{ByBook, Projector as _};
use store::{Reader, StoreError};

use crate::app::App;
use crate::reply::Stop;

/// How many files are worked out at most.
pub(super) const FILES: u64 = 20_000;
/// How many results are kept.
const KEPT: usize = 20;

/// How far one has come.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    /// As at when.
    pub as_at: Timestamp,
    /// How many files were worked out.
    pub files: u64,
    /// What would differ.
    pub found: Found,
    /// How it stands.
    pub state: Stands,
}

/// How one stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Stands {
    /// It goes on.
    #[default]
    Going,
    /// Every file was worked out.
    Whole,
    /// As many were as may be.
    Bounded,
    /// It could not be done.
    Failed(String),
}

type Shared = Arc<Mutex<Progress>>;

/// Those that were begun since the program was.
#[derive(Default)]
pub(crate) struct Trials {
    all: Mutex<BTreeMap<Id, Shared>>,
    /// Gone with the program's pages, and so is whatever is under way.
    alive: Arc<()>,
}

impl Trials {
    /// How far that of a practice has come; `None` where none was begun.
    pub(super) fn of(&self, brought: Id) -> Option<Progress> {
        let all = lock(&self.all);
        all.get(&brought).map(|shared| lock(shared).clone())
    }

    /// Whether one is under way.
    pub(super) fn is_busy(&self) -> bool {
        let all = lock(&self.all);
        (all.values()).any(|shared| lock(shared).state == Stands::Going)
    }

    /// Begins one, unless one is under way: whether it was begun.
    pub(super) fn begin(&self, app: &App, brought: Id, other: Book) -> Result<bool, Stop> {
        if self.is_busy() {
            return Ok(false);
        }
        let reader = app.readers.own()?;
        let as_at = app.now();
        let shared: Shared = Arc::new(Mutex::new(Progress {
            as_at,
            ..Progress::default()
        }));
        {
            let mut all = lock(&self.all);
            while all.len() >= KEPT {
                all.pop_first();
            }
            all.insert(brought, Arc::clone(&shared));
        }
        let books = (Arc::clone(&app.book), Arc::new(other));
        let alive = Arc::downgrade(&self.alive);
        let work = move || {
            let became = count(reader, &books, as_at, &shared, &alive);
            lock(&shared).state = match became {
                Ok(()) => Stands::Whole,
                Err(Ended::Enough) => Stands::Bounded,
                Err(Ended::Gone) => Stands::Failed("the program was stopped".to_owned()),
                Err(Ended::Store(error)) => Stands::Failed(error.to_string()),
            };
        };
        std::thread::Builder::new()
            .name("what-if".to_owned())
            .spawn(work)
            .map_err(|error| Stop::Broken(format!("no thread for it: {error}")))?;
        Ok(true)
    }
}

/// Why it goes no further.
enum Ended {
    Enough,
    Gone,
    Store(StoreError),
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn count(
    mut reader: Reader,
    (now, other): &(Arc<Book>, Arc<Book>),
    as_at: Timestamp,
    shared: &Shared,
    alive: &Weak<()>,
) -> Result<(), Ended> {
    let teams = reader.everybodys_teams()?;
    let (before, after) = (ByBook(Arc::clone(now)), ByBook(Arc::clone(other)));
    reader.each_file::<Ended>(|subject, file| {
        if alive.strong_count() == 0 {
            return Err(Ended::Gone);
        }
        let (is, would) = (
            before.project(subject, &file),
            after.project(subject, &file),
        );
        let is_child = is.child.is_some() || would.child.is_some();
        let team = if is_child {
            teams.of_child(&is.scope, as_at)
        } else {
            teams.of_other(&is.scope, as_at)
        };
        let mut progress = lock(shared);
        for one in differences(&is.duties, &would.duties, as_at) {
            let clock = other.clock(one.clock()).or_else(|| now.clock(one.clock()));
            let owner = clock.map_or("", |clock| clock.owner.as_str());
            progress.found.add(&one, owner, team);
        }
        progress.files += 1;
        if progress.files >= FILES {
            return Err(Ended::Enough);
        }
        Ok(())
    })
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
