//! Finding people: keys looked up, whoever has most of them brought.
//!
//! Memory is bounded by [`ROWS`], whatever is asked: a key that many people have is read
//! up to a point, and so are all together. Whoever is found by several keys comes before
//! whoever is found by one.

use std::collections::HashMap;
use std::ops::ControlFlow;

use practice::Id;
use record::find::{Candidate, Lookup, keys};

use crate::engine::{Cell, Columns, Question};
use crate::error::StoreError;
use crate::models::{read_candidate, read_under_key};
use crate::reader::Reader;
use crate::sql::Statement;

/// How many rows of keys are read for one question.
const ROWS: usize = 150_000;
/// How many of one key: the statement says so too.
const ROWS_OF_A_KEY: usize = 20_000;
/// How many of all keys that begin alike: the statement says so too.
const ROWS_BEGUN: usize = 5_000;
/// How many people under one key are laid beside each other.
const UNDER_A_KEY: usize = 400;

/// Those whom keys have found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Candidates {
    /// Who, those with most keys first.
    pub people: Vec<Candidate>,
    /// Whether there may be more: a key that many have was not read to its end, or others
    /// had as much for them as the last who was brought.
    pub cut: bool,
}

/// How much speaks for somebody so far.
#[derive(Default)]
struct Tally {
    /// Of all parts before.
    sum: i32,
    /// The part that is being counted, and the most that speaks for it.
    part: usize,
    most: i32,
}

impl Tally {
    fn add(&mut self, lookup: &Lookup) {
        if self.part != lookup.part {
            self.sum += self.most;
            self.most = 0;
            self.part = lookup.part;
        }
        self.most = self.most.max(lookup.weight);
    }

    fn total(&self) -> i32 {
        self.sum + self.most
    }
}

impl Reader {
    /// The people who have any of these keys: up to `limit`, those for whom most speaks.
    pub fn find(&mut self, lookups: &[Lookup], limit: usize) -> Result<Candidates, StoreError> {
        match self.find_once(lookups, limit) {
            // The server was stopped and started since the last question.
            Err(StoreError::Unreachable { .. }) => {
                self.engine.ready()?;
                self.find_once(lookups, limit)
            }
            found => found,
        }
    }

    fn find_once(&mut self, lookups: &[Lookup], limit: usize) -> Result<Candidates, StoreError> {
        let mut lookups: Vec<&Lookup> = lookups.iter().collect();
        // One part after the other, and what tells most first.
        lookups.sort_by_key(|lookup| (lookup.part, lookup.begins, -lookup.weight));
        let (tallies, cut) = self.tally(&lookups)?;
        let (chosen, more) = best(tallies, limit);
        Ok(Candidates {
            people: self.candidates(&chosen)?,
            cut: cut || more,
        })
    }

    /// What speaks for each, and whether keys were not read to their end.
    fn tally(&mut self, lookups: &[&Lookup]) -> Result<(HashMap<Id, Tally>, bool), StoreError> {
        let mut tallies: HashMap<Id, Tally> = HashMap::new();
        let (mut rows, mut cut) = (0, false);
        for part in lookups.chunk_by(|one, next| (one.part, one.begins) == (next.part, next.begins))
        {
            if rows >= ROWS {
                return Ok((tallies, true));
            }
            let mut counts = vec![0_usize; part.len()];
            let mut take = |place: usize, subject: Id| {
                let (Some(lookup), Some(count)) = (part.get(place), counts.get_mut(place)) else {
                    return;
                };
                *count += 1;
                rows += 1;
                if rows <= ROWS {
                    tallies.entry(subject).or_default().add(lookup);
                }
            };
            if part.first().is_some_and(|lookup| lookup.begins) {
                for (place, lookup) in part.iter().enumerate() {
                    let end = after(&lookup.key);
                    let range = [Cell::Bytes(lookup.key.as_bytes()), Cell::Bytes(&end)];
                    self.engine
                        .each(Statement::SearchKeysBegun, &range, &mut |row| {
                            take(place, Columns::of("search_key", row).id("subject")?);
                            Ok(ControlFlow::Continue(()))
                        })?;
                }
                cut |= counts.iter().any(|count| *count >= ROWS_BEGUN);
            } else {
                let cells: Vec<Cell<'_>> = (part.iter())
                    .map(|lookup| Cell::Bytes(lookup.key.as_bytes()))
                    .collect();
                let questions: Vec<Question<'_>> = (cells.chunks(1))
                    .map(|cell| (Statement::SearchKey, cell))
                    .collect();
                self.engine.ask(&questions, &mut |place, row| {
                    take(place, Columns::of("search_key", row).id("subject")?);
                    Ok(())
                })?;
                cut |= counts.iter().any(|count| *count >= ROWS_OF_A_KEY);
            }
            cut |= rows > ROWS;
        }
        Ok((tallies, cut))
    }

    fn candidates(&mut self, chosen: &[Id]) -> Result<Vec<Candidate>, StoreError> {
        let cells: Vec<Cell<'_>> = chosen.iter().map(Cell::from).collect();
        let questions: Vec<Question<'_>> = (cells.chunks(1))
            .map(|cell| (Statement::SearchPerson, cell))
            .collect();
        let mut people = Vec::with_capacity(chosen.len());
        self.engine.ask(&questions, &mut |_, row| {
            people.push(read_candidate(row)?);
            Ok(())
        })?;
        Ok(people)
    }

    /// The people who stand under each key of this sort, where there are two or more; memory
    /// holds those under one key. `take` is told of how many more there were where that is too
    /// many to be laid beside each other. Its first error ends it.
    pub fn each_under_a_key<E: From<StoreError>>(
        &mut self,
        sort: keys::Sort,
        mut take: impl FnMut(&[Candidate], u64) -> Result<(), E>,
    ) -> Result<(), E> {
        let first = sort.begins();
        let end = after(&first);
        let range = [Cell::Bytes(first.as_bytes()), Cell::Bytes(&end)];
        let mut under: Vec<Candidate> = Vec::new();
        let mut more = 0;
        let mut key: Vec<u8> = Vec::new();
        self.stream(
            Statement::EachUnderAKey,
            &range,
            read_under_key,
            |(next, candidate)| {
                if next != key {
                    key = next;
                    let people = std::mem::take(&mut under);
                    let left_out = std::mem::take(&mut more);
                    if people.len() > 1 {
                        take(&people, left_out)?;
                    }
                }
                if under.len() < UNDER_A_KEY {
                    under.push(candidate);
                } else {
                    more += 1;
                }
                Ok::<(), E>(())
            },
        )?;
        if under.len() > 1 {
            take(&under, more)?;
        }
        Ok(())
    }
}

/// Those for whom most speaks, and whether as much speaks for others who are left out.
fn best(tallies: HashMap<Id, Tally>, limit: usize) -> (Vec<Id>, bool) {
    let mut all: Vec<(i32, Id)> = tallies
        .into_iter()
        .map(|(subject, tally)| (-tally.total(), subject))
        .collect();
    all.sort_unstable();
    let last = limit.checked_sub(1).and_then(|last| all.get(last));
    let more = match (last, all.get(limit)) {
        (Some((last, _)), Some((next, _))) => last == next,
        (None, Some(_)) => true,
        _ => false,
    };
    all.truncate(limit);
    (all.into_iter().map(|(_, subject)| subject).collect(), more)
}

/// What comes after everything that begins so.
fn after(begins: &str) -> Vec<u8> {
    let mut end = begins.as_bytes().to_vec();
    // No text has this byte.
    end.push(0xff);
    end
}
