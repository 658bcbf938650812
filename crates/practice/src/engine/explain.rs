//! Saying why a duty is due: the rule and its source, what started it, how the
//! days were counted and which were stepped over, what met it, and what no source
//! could have told.

use jiff::civil::Date;
use serde::Serialize;

use super::{Owed, Story};
use crate::book::{Book, Cite, Time, day_in_words};
use crate::count::{Skipped, Steps};
use crate::id::Id;
use crate::when::When;

/// Why a duty is due.
#[derive(Clone, Debug, Serialize)]
pub struct Explanation {
    /// The rule's title.
    pub title: String,
    /// Who owes it, and to whom it climbs.
    pub owner: String,
    /// To whom it climbs when it is not done.
    pub climbs: Vec<String>,
    /// The period, in words.
    pub within: String,
    /// How it is counted, in words.
    pub counting: String,
    /// What asks for it.
    pub sources: Vec<Source>,
    /// Anything a reader of the rule should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the rule stands in the practice book.
    pub rule: String,
    /// What started it.
    pub started: Told,
    /// The condition that held, as it stands in the book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// When it is due; `None` where no date is set, or while its time does not run.
    pub due: Option<When>,
    /// When it was due on the holidays known on the day it started, where one
    /// proclaimed later has moved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_as_known_at_the_start: Option<When>,
    /// Noon on the day to which a court may move it, where the rule gives that leave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_be_moved_to: Option<When>,
    /// By when to plan it.
    pub plan_by: Option<Date>,
    /// From when it counts, where that is not when it started: the event before which it
    /// is to be done, or the last time that it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_from: Option<When>,
    /// The first day, or instant, at which it may lawfully be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<When>,
    /// By when it should be done, where no date is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub should_by: Option<When>,
    /// The count, where it went by working days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
    /// What met it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met: Option<Told>,
    /// What ended it undone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<Told>,
    /// What is not known, why, and who could answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_known: Vec<String>,
}

/// A source of a rule.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// How strongly it binds.
    pub level: String,
    /// The citation.
    pub cite: String,
    /// How far its text was checked.
    pub confirmed: String,
}

/// Something that happened, in words.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<When>,
    /// The entry.
    pub by: Id,
    /// In words.
    pub says: String,
}

/// A count of working days.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// The first day counted.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// The weekend days stepped over.
    pub weekend_days: usize,
    /// The bank holidays stepped over: day and name.
    pub bank_holidays: Vec<(Date, String)>,
    /// The days stepped over that are the authority's own closure days: the law counts
    /// them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_statutory: Vec<(Date, String)>,
    /// Whether it runs outside the years whose bank holidays are known.
    pub provisional: bool,
}

impl Owed<'_> {
    /// Why it is due.
    pub fn explain(&self, book: &Book, story: &Story<'_, '_>) -> Explanation {
        let (duty, clock) = (&self.duty, self.clock);
        let told = |at: Option<When>, by: Id| Told {
            at,
            by,
            says: story.fact(by).map_or_else(
                || "An entry that was withdrawn.".to_owned(),
                |fact| book.say(fact),
            ),
        };
        let back = matches!(self.terms.time, Time::Before(_));
        let dates = self.within.filter(|_| !back).zip(duty.due);
        let steps = dates.and_then(|(within, due)| book.steps(self.anchor, due, within));
        let known_then = dates.and_then(|(within, _)| {
            book.due_as_known_on(self.anchor, within, duty.started.at.day())
        });
        Explanation {
            title: clock.title.clone(),
            owner: clock.owner.clone(),
            climbs: clock.climbs.clone(),
            within: self.says(),
            counting: self.counted().to_owned(),
            sources: clock.sources.iter().map(source).collect(),
            note: clock.note.clone(),
            rule: format!(
                "{}:{}",
                clock.place.0,
                self.variant.unwrap_or(self.start.line)
            ),
            started: told(Some(duty.started.at), duty.started.by),
            because: self.start.when.as_ref().map(|when| when.text().to_owned()),
            due: duty.due,
            due_as_known_at_the_start: known_then,
            may_be_moved_to: duty.due.and_then(|due| book.may_roll(clock, due)),
            plan_by: duty.plan_by,
            counted_from: (self.anchor != duty.started.at).then_some(self.anchor),
            earliest: duty.earliest,
            should_by: duty.should_by,
            count: steps.map(counted),
            met: duty.met.map(|met| told(Some(met.at), met.by)),
            ended: duty.ended.map(|ended| told(ended.at, ended.by)),
            not_known: self.not_known(book),
        }
    }

    /// How long, in words.
    fn says(&self) -> String {
        match (&self.terms.time, self.within) {
            (Time::Every(_), Some(within)) => within.period.to_string(),
            (time, _) => time.says(),
        }
    }

    /// How it is counted, in words.
    fn counted(&self) -> &'static str {
        match (&self.terms.time, self.within) {
            (Time::Every(_), Some(within)) => within.counted(),
            (time, _) => time.counted(),
        }
    }

    /// What no source could have told about this duty, and who could answer.
    pub fn not_known(&self, book: &Book) -> Vec<String> {
        let mut reasons = Vec::new();
        if let Some(mark) = self.contradicted_by {
            reasons.push(format!(
                "An entry that would meet it is dated {}, before it began: the record contradicts itself. Check both dates at their source.",
                day_in_words(mark.at.day())
            ));
        }
        if let Some(until) = self
            .duty
            .silence_until
            .filter(|_| self.duty.met.is_none() || !self.duty.late_is_certain)
        {
            reasons.extend(silence(book, self, until));
        }
        reasons
    }
}

fn silence(book: &Book, owed: &Owed<'_>, until: Date) -> Vec<String> {
    let kinds = owed
        .start
        .met(owed.clock)
        .filter_map(|met| book.record(&met.by.kind));
    let started = owed.duty.started.at.day();
    kinds
        .map(|record| {
            let ask = record.kept_in.as_ref().map_or_else(
                || "A later extract, or the authority's own record, would answer it.".to_owned(),
                |kept_in| format!("It would be answered by {kept_in}."),
            );
            let title = record.title.to_lowercase();
            if until < started {
                format!("The extracts could not have carried this: {title}. {ask}")
            } else {
                format!(
                    "The extracts tell of this up to {} and no further: {title}. {ask}",
                    day_in_words(until)
                )
            }
        })
        .collect()
}

fn source(cite: &Cite) -> Source {
    Source {
        level: cite.level.clone(),
        cite: cite.cite.clone(),
        confirmed: cite.confirmed.clone(),
    }
}

fn counted(steps: Steps) -> Count {
    let weekend_days = (steps.skipped.iter())
        .filter(|day| day.holiday.is_none())
        .count();
    let (bank, own): (Vec<_>, Vec<_>) = (steps.skipped.into_iter()).partition(|day| day.statutory);
    let named = |days: Vec<Skipped>| {
        (days.into_iter())
            .filter_map(|skipped| Some((skipped.day, skipped.holiday?)))
            .collect()
    };
    Count {
        first: steps.first,
        last: steps.last,
        weekend_days,
        bank_holidays: named(bank),
        not_statutory: named(own),
        provisional: steps.provisional,
    }
}
