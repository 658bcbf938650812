//! What a file should hold by now and does not (RE-3).

use jiff::Timestamp;
use practice::book::{Cite, Clock, Expect, LooksFor, Within};
use practice::engine::evaluate_one;
use practice::expr::Answer;
use practice::{Id, When};
use serde::Serialize;

use crate::Moment;
use crate::duty::{Duty, State};

/// Something that the file should hold and does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Its id in the book.
    pub id: String,
    /// What it is.
    pub title: String,
    /// Who is to see to it.
    pub owner: String,
    /// The state for which it is asked, in words.
    pub because: String,
    /// Since when the child has been in that state.
    pub since: When,
    /// By when it should have been there; `None` where no date is set.
    pub due: Option<When>,
    /// The day of the last one, where there was one that is good no more.
    pub last: Option<When>,
    /// The clock that owes it, of which the duties say more.
    pub clock: Option<String>,
    /// The record types that would fill the gap.
    pub kinds: Vec<String>,
    /// What asks for it.
    pub sources: Vec<String>,
}

/// What a file should hold by a time and does not, the longest due first.
pub fn missing(at: &Moment<'_>) -> Vec<Missing> {
    let asked = Asked(at);
    let mut missing: Vec<_> = (at.book.expects.iter())
        .filter_map(|expect| asked.one(expect))
        .collect();
    let by_due = |missing: &Missing| missing.due.map_or(Timestamp::MAX, When::end);
    missing.sort_by(|a, b| (by_due(a), &a.id).cmp(&(by_due(b), &b.id)));
    missing
}

struct Asked<'a>(&'a Moment<'a>);

/// What is not there: by when it should have been, when the last one was, and the record
/// types that would do.
struct Gap<'a> {
    due: Option<When>,
    last: Option<When>,
    clock: Option<&'a str>,
    kinds: Vec<String>,
}

impl<'a> Asked<'a> {
    fn one(&self, expect: &'a Expect) -> Option<Missing> {
        let since = self.0.story.in_state_since(expect.during, self.0.day)?;
        let holds = |when| self.0.story.holds(when, None, self.0.day) == Answer::Yes;
        if !expect.when.as_ref().is_none_or(holds) {
            return None;
        }
        let gap = match &expect.looks_for {
            LooksFor::Clock(clock) => self.owed(self.0.book.clock(clock)?)?,
            LooksFor::Record {
                kinds,
                by,
                good_for,
            } => self.not_there(kinds, *by, *good_for, since)?,
        };
        let state = self.0.book.states.get(expect.during);
        Some(Missing {
            id: expect.id.clone(),
            title: expect.title.clone(),
            owner: expect.owner.clone(),
            because: state.map(|state| state.title.clone()).unwrap_or_default(),
            since,
            due: gap.due,
            last: gap.last,
            clock: gap.clock.map(str::to_owned),
            kinds: gap.kinds,
            sources: expect.sources.iter().map(cited).collect(),
        })
    }

    /// What a clock owes and is not done: its time is up, or nothing in the file says.
    fn owed(&self, clock: &'a Clock) -> Option<Gap<'a>> {
        // What is asked is not who owes it, and the duty's own name is not told.
        let nobody = Id::from_bytes([0; 16]);
        let evaluation = evaluate_one(self.0.book, clock, nobody, &self.0.story);
        let owed = evaluation.owed.iter();
        let started = owed.filter(|owed| owed.duty.had_started(self.0.as_at));
        let latest = started.max_by_key(|owed| owed.duty.started.at.start())?;
        // What meets it where it began so: the plan of one kind of placement is not another's.
        let met = latest.start.met(clock);
        self.is_gap(&latest.duty).then(|| Gap {
            due: latest.duty.due,
            last: None,
            clock: Some(&clock.id),
            kinds: met.map(|met| met.by.kind.clone()).collect(),
        })
    }

    fn is_gap(&self, duty: &Duty) -> bool {
        match duty.state(self.0.as_at) {
            State::Overdue => true,
            // Its time is up, and no source could have told: the file does not hold it.
            State::NotKnown => duty.due.is_none_or(|due| due.is_past(self.0.as_at)),
            _ => false,
        }
    }

    /// What is not recorded, or not lately enough.
    fn not_there(
        &self,
        kinds: &[String],
        by: Within,
        good_for: Option<Within>,
        since: When,
    ) -> Option<Gap<'a>> {
        let facts = kinds.iter().flat_map(|kind| self.0.current.of_kind(kind));
        let facts = facts.filter(|fact| self.0.current.closed(fact).is_none());
        let last = facts.map(|fact| fact.occurred).max_by_key(|at| at.start());
        let due = match (last, good_for) {
            (Some(_), None) => return None,
            // One from before the state began is good for as long, if not for longer.
            (Some(last), Some(good_for)) => self.0.book.due(last, good_for),
            (None, _) => self.0.book.due(since, by),
        };
        due.is_some_and(|due| due.is_past(self.0.as_at))
            .then(|| Gap {
                due,
                last,
                clock: None,
                kinds: kinds.to_vec(),
            })
    }
}

fn cited(source: &Cite) -> String {
    source.cite.clone()
}
