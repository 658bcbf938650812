//! What is owed, as the ledger's own fold works it out.
//!
//! While the example is made, this is the fold of the ledger. It keeps no rows – they are
//! made at the end, by a rebuild – and tells those who work what is owed to each child by
//! the practice book, and what waits to be authorised. So nobody in the example goes by a
//! date that the book did not give.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use practice::book::Clock;
use practice::engine::{Story, evaluate_of};
use practice::{Book, Id, When};
use record::{Casefile, Entry, Projection, Projector, authorising, kinds};

use crate::clock::MovedClock;

/// Something that is owed and not done.
#[derive(Clone, Debug)]
pub struct Owed {
    /// The work that it is, by its place in the table.
    pub work: usize,
    /// The entry that set it going.
    pub by: Id,
    /// Its record type.
    pub of: String,
    /// Since when.
    pub since: Date,
    /// By when it is to be done, or should be where no date is set.
    pub due: Option<Date>,
    /// The first day on which it may be done.
    pub earliest: Option<Date>,
}

/// Something that was sent and waits to be authorised.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The entry.
    pub entry: Id,
    /// The version of it that was sent.
    pub version: Id,
    /// Its record type.
    pub kind: String,
    /// What the book asks for and is missing: the gate, what it says, and the record type
    /// that would open it.
    pub missing: Vec<Missing>,
    /// What the book has written when it is authorised: the record type, and the fields
    /// that are carried over, with their values.
    pub writes: Option<(String, practice::Fields)>,
}

/// Something that is missing.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The gate.
    pub gate: String,
    /// What it says.
    pub says: String,
}

/// What was seen of one file.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// What is owed and not done.
    pub owed: Vec<Owed>,
    /// What waits to be authorised.
    pub waiting: Vec<Waiting>,
    /// The whole file.
    pub file: Vec<Entry>,
}

/// The fold that tells what it saw.
pub struct Watch {
    book: Arc<Book>,
    /// The clocks that somebody in the example works by, and the place of that work.
    clocks: HashMap<String, usize>,
    clock: MovedClock,
    seen: Mutex<BTreeMap<Id, Seen>>,
}

impl Watch {
    /// By this book, for those who work by these clocks.
    pub fn new(book: Arc<Book>, clocks: HashMap<String, usize>, clock: MovedClock) -> Self {
        Self {
            book,
            clocks,
            clock,
            seen: Mutex::default(),
        }
    }

    /// What was seen since it was last asked, in order of the files.
    pub fn take(&self) -> BTreeMap<Id, Seen> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *seen)
    }

    fn see(&self, subject: Id, file: &[Entry]) -> Seen {
        let casefile = Casefile::fold(file);
        let story = Story::new(&self.book, &casefile.facts);
        let asked = |clock: &Clock| self.clocks.contains_key(&clock.id);
        let owed = evaluate_of(&self.book, subject, &story, asked);
        let owed = owed.owed.into_iter();
        let today = self.clock.day();
        let open = owed.filter_map(|owed| {
            let work = *self.clocks.get(&owed.duty.clock)?;
            let duty = owed.duty;
            // What ends on a day to come is owed until then.
            let over = |at: When| at.day() <= today;
            let ended = (duty.ended).is_some_and(|ended| ended.at.is_none_or(over));
            if duty.met.is_some() || ended {
                return None;
            }
            let by = duty.started.by;
            let of = casefile.fact(by).map(|fact| fact.kind.clone());
            Some(Owed {
                work,
                by,
                of: of.unwrap_or_default(),
                since: duty.started.at.day(),
                due: duty.due.or(duty.should_by).map(When::day),
                earliest: duty.earliest.map(When::day),
            })
        });
        Seen {
            owed: open.collect(),
            waiting: self.waiting(&casefile),
            file: file.to_vec(),
        }
    }

    /// What waits to be authorised. Most files have been decided on, and are not asked.
    fn waiting(&self, casefile: &Casefile) -> Vec<Waiting> {
        let count = |kind: &str| casefile.of_kind(kind).count();
        if count(kinds::SENT) <= count(kinds::RETURNED) + count(kinds::AUTHORISED) {
            return Vec::new();
        }
        let standing = authorising::all(&self.book, casefile, self.clock.day());
        let waits = standing.iter().filter(|standing| standing.waits());
        waits
            .map(|standing| {
                let missing = standing.missing.iter().map(|one| Missing {
                    gate: one.gate.name.clone(),
                    says: one.gate.missing.clone(),
                });
                let fact = standing.fact;
                let writes = standing.rule.writes.as_ref().map(|(kind, with)| {
                    let carried = with
                        .iter()
                        .filter_map(|name| Some((name.clone(), fact.field(name)?.clone())));
                    (kind.clone(), carried.collect())
                });
                Waiting {
                    entry: fact.id,
                    version: record::casefile::last_version(fact),
                    kind: fact.kind.clone(),
                    missing: missing.collect(),
                    writes,
                }
            })
            .collect()
    }
}

impl Projector for Watch {
    fn project(&self, subject: Id, file: &[Entry]) -> Projection {
        let about = file.first().map(|first| &first.header);
        // Of the organisation's own file nothing is owed to anybody who works here.
        if about.is_some_and(|header| header.owner != header.organisation) {
            let seen = self.see(subject, file);
            let mut all = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(subject, seen);
        }
        Projection::default()
    }
}
