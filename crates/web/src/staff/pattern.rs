//! On which days somebody works and how many hours a week: what caseloads are held against, and who
//! is not there today.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use practice::{Fact, Id, Value, When};
use record::{Casefile, Entry};

use super::act::{self, Act};
use super::known::{may_write, only_if, worker};
use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// The record type.
const KIND: &str = "working-pattern";

/// When somebody works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// The days, by the book's codes.
    days: Vec<String>,
    /// How many hours a week.
    pub hours: i64,
}

impl Pattern {
    fn of_fact(fact: &Fact) -> Option<Self> {
        let days = match fact.fields.get("days")? {
            Value::Codes(days) => days.clone(),
            Value::Text(day) => vec![day.clone()],
            _ => return None,
        };
        let hours = match fact.fields.get("hours")? {
            Value::Number(hours) => *hours,
            Value::Text(hours) => hours.parse().ok()?,
            _ => return None,
        };
        Some(Self { days, hours })
    }

    /// Whether they work on the day of now.
    pub fn works_today(&self, now: jiff::Timestamp) -> bool {
        let today = match When::Instant(now).day().weekday() {
            Weekday::Monday => "monday",
            Weekday::Tuesday => "tuesday",
            Weekday::Wednesday => "wednesday",
            Weekday::Thursday => "thursday",
            Weekday::Friday => "friday",
            Weekday::Saturday => "saturday",
            Weekday::Sunday => "sunday",
        };
        self.days.iter().any(|day| day == today)
    }
}

/// When a worker works now; `None` where that is not recorded.
pub(crate) fn of(visit: &mut Visit<'_>, worker: Id) -> Result<Option<Pattern>, Stop> {
    Ok(last(&visit.reader.file(worker)?, visit.now))
}

/// When each worker works now, as far as that is recorded: asked of all of them at once.
pub(crate) fn of_everybody(visit: &mut Visit<'_>) -> Result<BTreeMap<Id, Pattern>, Stop> {
    let told = visit.reader.of_each_worker(KIND)?;
    let of_one = told.chunk_by(|one, next| one.header.owner == next.header.owner);
    let known = of_one.filter_map(|entries| {
        let owner = entries.first()?.header.owner;
        Some((owner, last(entries, visit.now)?))
    });
    Ok(known.collect())
}

/// What was told last of those that have begun.
fn last(entries: &[Entry], now: jiff::Timestamp) -> Option<Pattern> {
    let file = Casefile::fold(entries);
    let told = file
        .of_kind(KIND)
        .filter(|fact| fact.occurred.start() <= now);
    let last = told.max_by_key(|fact| fact.occurred.start());
    last.and_then(Pattern::of_fact)
}

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = form(visit, asked)?;
    act::show(visit, &act)
}

/// Records it, or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = form(visit, asked)?;
    act::take(visit, asked, &act)
}

fn form(visit: &mut Visit<'_>, asked: &Asked) -> Result<Act, Stop> {
    let (row, target) = worker(visit, asked)?;
    only_if(may_write(visit, &target, KIND)?)?;
    let id = row.subject;
    let mut act = Act::new(id, KIND, "Working pattern");
    if let Some(now) = of(visit, id)? {
        let known = &mut act.known.0;
        known.insert(crate::recording::question_id("days"), now.days);
        let hours = vec![now.hours.to_string()];
        known.insert(crate::recording::question_id("hours"), hours);
    }
    act.about = row.name;
    act.asks = vec!["days", "hours", "from"];
    act.action = format!("/workers/{id}/pattern");
    act.back = format!("/workers/{id}");
    Ok(act)
}
