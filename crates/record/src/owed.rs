//! What is owed now, and in which states a subject is that lists ask about: kept beside the
//! ledger, so that a list over thousands of children reads no file and no duty that is done.

use jiff::Timestamp;
use practice::book::Time;
use practice::engine::Story;
use practice::{Book, Fact, Id, When};

use crate::Casefile;
use crate::duty::Duty;

/// A duty that nothing has met or ended. Nothing that was written in a record stands here, but
/// for the names of workers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedRow {
    /// The file of whom it is about.
    pub subject: Id,
    /// The clock.
    pub clock: String,
    /// The entry that started it.
    pub started_by: Id,
    /// Which duty of this clock that this entry started.
    pub ordinal: u32,
    /// The type of the record that started it.
    pub kind: String,
    /// From when it is owed.
    pub from: Timestamp,
    /// When it is due; `None` where no date is set.
    pub due: Option<When>,
    /// Whether it is overdue once its time is up; otherwise nobody can know.
    pub breaches: bool,
    /// How dangerous it is where it is late: the less, the more dangerous.
    pub danger: u32,
    /// Who is to do it, where the record that started it names somebody.
    pub by: Option<String>,
    /// Who asked for it, likewise.
    pub asked_by: Option<String>,
}

/// The last time that a subject spent in a state that lists ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpellRow {
    /// The file.
    pub subject: Id,
    /// The state.
    pub state: String,
    /// From when.
    pub from: Timestamp,
    /// Until when: no more from this instant on. `None` while no end is known.
    pub until: Option<Timestamp>,
}

impl OwedRow {
    /// Whether it is overdue at an instant.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.breaches && self.due.is_some_and(|due| due.is_past(now))
    }

    /// By how many days it is late at an instant; 0 where it is not.
    pub fn days_late(&self, now: Timestamp) -> i64 {
        match self.due.filter(|_| self.is_late(now)) {
            Some(due) => days(due, now),
            None => 0,
        }
    }

    /// The identifier of the duty ([`Duty::id`]).
    pub fn duty(&self) -> String {
        crate::duty::id(&self.clock, self.subject, self.started_by, self.ordinal)
    }
}

impl SpellRow {
    /// Whether it holds at an instant.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

fn days(from: When, now: Timestamp) -> i64 {
    let today = When::Instant(now).day();
    let span = today.since(from.day());
    span.map_or(0, |span| i64::from(span.get_days())).max(0)
}

/// What of these duties is still owed. What is only a day before which something may not be
/// done, a right that lapses, or a time for which a file is kept, asks for nothing.
pub fn owed(book: &Book, file: &Casefile, story: &Story<'_, '_>, duties: &[Duty]) -> Vec<OwedRow> {
    let stands = |state: usize| {
        let last = story.last_time_in(state);
        last.is_some_and(|(_, until)| until.is_none())
    };
    (duties.iter())
        .filter(|duty| duty.met.is_none() && duty.ended.is_none())
        .filter_map(|duty| one(book, file, duty, &stands))
        .collect()
}

fn one(
    book: &Book,
    file: &Casefile,
    duty: &Duty,
    stands: &impl Fn(usize) -> bool,
) -> Option<OwedRow> {
    let silent = |day| duty.silence_until.is_none_or(|until| until >= day);
    let asks = duty.due.is_some() || duty.should_by.is_some() || duty.earliest.is_none();
    let kept = book.clock(&duty.clock).is_some_and(|clock| {
        let mut terms = clock.terms();
        terms.any(|terms| matches!(terms.time, Time::Keep(_)))
    });
    if !asks || kept || duty.lapses || !silent(duty.started.at.day()) {
        return None;
    }
    let started = file.fact(duty.started.by)?;
    let named = book.lists.named.get(&started.kind);
    let says = |field: Option<&String>| said(started, field?);
    Some(OwedRow {
        subject: duty.subject,
        clock: duty.clock.clone(),
        started_by: duty.started.by,
        ordinal: duty.ordinal,
        kind: started.kind.clone(),
        from: duty.started.at.start(),
        due: duty.due,
        breaches: duty.due.is_some_and(|due| silent(due.day())),
        danger: book.lists.danger_of(&duty.clock, stands),
        by: says(named.map(|named| &named.by)),
        asked_by: says(named.and_then(|named| named.asked_by.as_ref())),
    })
}

fn said(fact: &Fact, field: &str) -> Option<String> {
    let text = fact.text(field)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// In which of the states that lists ask about the subject was last.
pub fn spells(book: &Book, subject: Id, story: &Story<'_, '_>) -> Vec<SpellRow> {
    let lists = &book.lists.danger;
    let qualified = book.qualified.iter().flat_map(|rule| &rule.during);
    let weighed = book.caseload.iter().flat_map(|rule| {
        let limits = rule.limits.iter().filter_map(|limit| limit.during.as_ref());
        rule.weights.iter().map(|(state, _)| state).chain(limits)
    });
    // That a worker is registered.
    let registered = book.qualified.iter().flat_map(|rule| {
        let states = book.states.iter().enumerate();
        let begins = states.filter(|(_, state)| state.begins.kind == rule.registered);
        begins.map(|(number, _)| number)
    });
    let mut states: Vec<usize> = lists
        .iter()
        .chain(qualified)
        .chain(weighed)
        .copied()
        .chain(registered)
        .chain(book.lists.handing_over.iter().map(|one| one.away))
        .collect();
    states.sort_unstable();
    states.dedup();
    (states.into_iter())
        .filter_map(|number| {
            let (from, until) = story.last_time_in(number)?;
            Some(SpellRow {
                subject,
                state: book.states.get(number)?.name.clone(),
                from: from.start(),
                until: until.map(|until| When::Day(until).start()),
            })
        })
        .collect()
}
