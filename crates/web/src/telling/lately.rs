//! What was recorded lately, of every file: kept in memory and added to as entries come, so that
//! no page has to look for it. It holds nothing of an entry but what stands outside its body, and
//! is made again from the ledger when the program starts.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};
use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use practice::{Book, Id};
use store::{Heading, Reader, StoreError};

/// How many entries are kept at most, whatever their age.
const MOST: u64 = 100_000;

/// One thing that was recorded of a child.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    /// Its place in the ledger.
    pub position: u64,
    /// The entry.
    pub entry: Id,
    /// The record type.
    pub kind: Arc<str>,
    /// When it was recorded.
    pub at: Timestamp,
    /// By whom.
    pub by: Id,
    /// Whether it corrects, or withdraws, another.
    pub corrects: bool,
}

/// What was recorded, in order.
struct Come {
    position: u64,
    at: Timestamp,
    owner: Id,
    /// Whether it may change whose children somebody has.
    stirs: bool,
}

/// What was recorded lately.
pub(super) struct Lately {
    days: u16,
    /// The last position that was read; 0 before any was.
    upto: u64,
    /// The last position at which something may have been recorded of a worker or a team.
    workforce: u64,
    come: VecDeque<Come>,
    of_file: HashMap<Id, VecDeque<Heard>>,
    kinds: HashSet<Arc<str>>,
}

impl Lately {
    /// Of nothing yet.
    pub fn new(book: &Book) -> Self {
        Self {
            days: book.telling.as_ref().map_or(0, |telling| telling.days),
            upto: 0,
            workforce: 0,
            come: VecDeque::new(),
            of_file: HashMap::new(),
            kinds: HashSet::new(),
        }
    }

    /// Reads what has come since, up to the head of the record, and forgets what is too old; the
    /// last position that was read.
    pub fn catch_up(
        &mut self,
        reader: &mut Reader,
        book: &Book,
        (head, now): (u64, Timestamp),
    ) -> Result<u64, StoreError> {
        if head > self.upto {
            let kept = now - SignedDuration::from_hours(i64::from(self.days) * 24);
            let first = match self.upto {
                0 => reader.first_recorded_at(kept)?,
                upto => upto + 1,
            };
            let first = first.max((head + 1).saturating_sub(MOST));
            if self.upto == 0 || first > self.upto + 1 {
                // What is not read may have been.
                self.workforce = first.saturating_sub(1);
            }
            reader.each_heading_from(first, |heading| {
                self.take(&heading, book);
                ControlFlow::Continue(())
            })?;
            // What was recorded before it is kept is not looked for again.
            self.upto = self.upto.max(head);
            self.forget(kept);
        }
        Ok(self.upto)
    }

    fn take(&mut self, heading: &Heading, book: &Book) {
        let record = book.record(&heading.kind);
        let of_child = record.is_some_and(|record| record.about == "child");
        let begins = |relation: &practice::book::Relation| relation.begins == heading.kind;
        // Of what this book does not know, anybody may be the subject.
        if record.is_none_or(|record| ["worker", "team"].contains(&record.about.as_str())) {
            self.workforce = heading.position;
        }
        self.come.push_back(Come {
            position: heading.position,
            at: heading.recorded_at,
            owner: heading.owner,
            stirs: !of_child || book.permissions.relations.iter().any(begins),
        });
        self.upto = heading.position;
        let tells = book.telling.as_ref();
        if !(of_child && tells.is_some_and(|telling| telling.tells(&heading.kind))) {
            return;
        }
        let kind = self.kinds.get(heading.kind.as_str()).cloned();
        let kind = kind.unwrap_or_else(|| Arc::from(heading.kind.as_str()));
        self.kinds.insert(Arc::clone(&kind));
        let heard = Heard {
            position: heading.position,
            entry: heading.id,
            kind,
            at: heading.recorded_at,
            by: heading.recorded_by,
            corrects: heading.corrects.is_some(),
        };
        self.of_file
            .entry(heading.owner)
            .or_default()
            .push_back(heard);
    }

    fn forget(&mut self, before: Timestamp) {
        let most = usize::try_from(MOST).unwrap_or(usize::MAX);
        while let Some(oldest) = self.come.front()
            && (self.come.len() > most || oldest.at < before)
        {
            if let Some(heard) = self.of_file.get_mut(&oldest.owner) {
                while heard
                    .front()
                    .is_some_and(|one| one.position <= oldest.position)
                {
                    heard.pop_front();
                }
                if heard.is_empty() {
                    self.of_file.remove(&oldest.owner);
                }
            }
            self.come.pop_front();
        }
    }

    /// Whether something has come after this position that concerns one of these files, or may
    /// change whose children somebody has.
    pub fn stirred(&self, files: &BTreeSet<Id>, after: u64) -> bool {
        let later = self.come.iter().rev();
        let mut later = later.take_while(|come| come.position > after);
        // What was forgotten meanwhile may have been of them.
        let is_whole = (self.come.front()).is_none_or(|oldest| oldest.position <= after + 1);
        !is_whole || later.any(|come| come.stirs || files.contains(&come.owner))
    }

    /// The last position at which something may have been recorded of a worker or a team.
    pub fn workforce(&self) -> u64 {
        self.workforce
    }

    /// What was recorded of a file after this position, the newest first.
    pub fn of(&self, file: Id, after: u64) -> impl Iterator<Item = &Heard> {
        let heard = self.of_file.get(&file).into_iter().flatten().rev();
        heard.take_while(move |one| one.position > after)
    }

    /// The last position before an instant, as far as is kept.
    pub fn before(&self, at: Timestamp) -> u64 {
        let earlier = self.come.partition_point(|come| come.at < at);
        match self.come.get(earlier) {
            Some(come) => come.position - 1,
            None => self.upto,
        }
    }
}
