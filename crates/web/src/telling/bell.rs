//! The bell: how many things others recorded for somebody's children since they last looked.
//!
//! It stands on every page, so it may cost next to nothing: one question, where the record ends.
//! The number is worked out again only where something has come that may change it, and once a
//! minute, for what changes with time alone.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use practice::{Book, Id};
use record::may::Action;
use store::{Reader, Seen};

use super::concern::Concern;
use super::lately::{Heard, Lately};
use crate::app::App;
use crate::lists::{Children, children};
use crate::reply::Stop;
use crate::visit::Visit;

/// For how long a number is believed where nothing has come.
const BELIEVED: SignedDuration = SignedDuration::from_secs(60);

/// What stands at the head of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bell {
    /// Whether there is a child of whom they are told.
    pub is_told: bool,
    /// How many things.
    pub many: usize,
    /// The last position in the ledger that was taken into account.
    pub upto: u64,
}

/// A number that was worked out.
struct Counted {
    at: Timestamp,
    files: Arc<BTreeSet<Id>>,
    bell: Bell,
}

/// What was recorded lately, and the numbers that were worked out.
pub(crate) struct Bells {
    lately: Mutex<Lately>,
    counted: Mutex<HashMap<Id, Counted>>,
}

/// What is new of a child: the newest first.
pub(super) struct OfChild {
    pub subject: Id,
    pub name: String,
    pub heard: Vec<Heard>,
}

impl Bells {
    /// None worked out yet.
    pub fn new(book: &Book) -> Self {
        Self {
            lately: Mutex::new(Lately::new(book)),
            counted: Mutex::default(),
        }
    }

    fn lately(&self) -> MutexGuard<'_, Lately> {
        self.lately.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn counted(&self) -> MutexGuard<'_, HashMap<Id, Counted>> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number that was worked out for somebody, and of which files, where it is not too old.
    fn believed(&self, worker: Id, now: Timestamp) -> Option<(Bell, Arc<BTreeSet<Id>>)> {
        let counted = self.counted();
        let counted = counted.get(&worker)?;
        let is_young = now.duration_since(counted.at) < BELIEVED;
        is_young.then(|| (counted.bell, Arc::clone(&counted.files)))
    }

    /// Whoever looked is told from there on.
    pub fn forget(&self, worker: Id) {
        self.counted().remove(&worker);
    }
}

/// The bell of whoever asks.
pub(crate) fn rung(visit: &mut Visit<'_>) -> Result<Bell, Stop> {
    let bells = &visit.app.bells;
    let upto = visit.upto;
    let me = visit.who.worker;
    if let Some((bell, files)) = bells.believed(me, visit.now)
        && !bells.lately().stirred(&files, bell.upto)
    {
        let bell = Bell { upto, ..bell };
        if let Some(counted) = bells.counted().get_mut(&me) {
            counted.bell = bell;
        }
        return Ok(bell);
    }
    let seen = visit.reader.told_of(me)?.and_then(|told| told.seen);
    let after = new_after(visit, seen);
    let concern = Concern::of(visit)?;
    let many = heard(visit, &concern, after)?
        .iter()
        .map(|one| one.heard.len())
        .sum();
    let files = concern.files();
    let bell = Bell {
        is_told: !files.is_empty(),
        many,
        upto,
    };
    let counted = Counted {
        at: visit.now,
        files: Arc::new(files),
        bell,
    };
    bells.counted().insert(me, counted);
    Ok(bell)
}

/// Takes in what has come. The last position there is; and that of the last thing recorded of a
/// worker or a team, where this reader has it.
pub(crate) fn catch_up(
    app: &App,
    reader: &mut Reader,
    now: Timestamp,
) -> Result<(u64, Option<u64>), Stop> {
    // Where it ends is asked before others are kept waiting.
    let head = reader.head()?.position;
    let mut lately = app.bells.lately();
    let upto = lately.catch_up(reader, &app.book, (head, now))?;
    // Another may have told of something that was recorded after this reader began.
    let workforce = Some(lately.workforce()).filter(|at| *at <= head);
    Ok((upto.min(head), workforce))
}

/// Whether others recorded something in a file after this position that this person may read.
pub(super) fn changed(visit: &mut Visit<'_>, file: Id, after: u64) -> Result<bool, Stop> {
    let target = crate::people::target(visit, file)?;
    if !visit.may(Action::Read, &target, None).allowed {
        return Ok(false);
    }
    let me = visit.who.worker;
    let lately = visit.app.bells.lately();
    let mut others = lately.of(file, after).filter(|one| one.by != me);
    Ok(others.any(|one| {
        let record = visit.app.book.record(&one.kind);
        record.is_some() && visit.may(Action::Read, &target, record).allowed
    }))
}

/// The position after which something is new to somebody who looked so far.
pub(super) fn new_after(visit: &Visit<'_>, seen: Option<Seen>) -> u64 {
    seen.map_or_else(
        || {
            let telling = visit.app.book.telling.as_ref();
            days_before(visit, telling.map_or(0, |telling| telling.first_days))
        },
        |seen| seen.to,
    )
}

/// The last position that is so many days old.
pub(super) fn days_before(visit: &Visit<'_>, days: u16) -> u64 {
    let from = visit.now - SignedDuration::from_hours(i64::from(days) * 24);
    visit.app.bells.lately().before(from)
}

/// What others recorded after this position for the children of whom somebody is told, and that
/// they may read: the child of the newest first.
pub(super) fn heard(
    visit: &mut Visit<'_>,
    concern: &Concern,
    after: u64,
) -> Result<Vec<OfChild>, Stop> {
    let me = visit.who.worker;
    let mut found: Vec<(Id, Vec<Heard>)> = Vec::new();
    {
        let lately = visit.app.bells.lately();
        for file in concern.files() {
            let heard = lately.of(file, after).filter(|one| one.by != me);
            let heard: Vec<Heard> = heard
                .filter(|one| concern.tells(visit, file, &one.kind))
                .cloned()
                .collect();
            if !heard.is_empty() {
                found.push((file, heard));
            }
        }
    }
    let files: Vec<Id> = found.iter().map(|(file, _)| *file).collect();
    let known = children(visit, &files)?;
    let mut all: Vec<OfChild> = (found.into_iter())
        .filter_map(|(file, heard)| of_child(visit, &known, file, heard))
        .collect();
    all.sort_by_key(|one| {
        let newest = one.heard.first().map(|heard| heard.position);
        std::cmp::Reverse(newest)
    });
    Ok(all)
}

/// What of it may be read; `None` where that is nothing.
fn of_child(
    visit: &Visit<'_>,
    known: &Children,
    file: Id,
    mut heard: Vec<Heard>,
) -> Option<OfChild> {
    let child = known.get(&file)?;
    let mut may: HashMap<Arc<str>, bool> = HashMap::new();
    heard.retain(|one| {
        *may.entry(Arc::clone(&one.kind)).or_insert_with(|| {
            let record = visit.app.book.record(&one.kind);
            record.is_some() && visit.may(Action::Read, &child.target, record).allowed
        })
    });
    (!heard.is_empty()).then(|| OfChild {
        subject: file,
        name: child.name.clone(),
        heard,
    })
}
