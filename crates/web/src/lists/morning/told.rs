//! What happened at night, child by child, as far as somebody may read it: what was done, and whether
//! the day has it.

use std::collections::BTreeMap;

use practice::book::lists::Morning;
use practice::{Book, Id, When};
use record::may::Action;
use record::{Casefile, exempt};
use store::Heading;

use crate::lists::gather::{Child, children};
use crate::reply::Stop;
use crate::visit::Visit;

/// Something that happened at night.
pub(super) struct Event {
    pub heading: Heading,
    pub says: String,
    /// What was written of what was done, in words.
    pub what: Option<String>,
    pub by: Option<String>,
    pub taken_over: TakenOver,
}

/// Whether the day has it.
pub(super) enum TakenOver {
    /// Nothing is to be handed over.
    NotAsked,
    /// Not yet.
    NotYet,
    /// By whom, and when.
    By(Option<String>, When),
}

/// The same by child, as far as this person may read it. What is told stands in the files: to
/// read it is a look.
pub(super) fn told(
    visit: &mut Visit<'_>,
    book: &Book,
    rule: &Morning,
    headings: Vec<Heading>,
) -> Result<Vec<(Child, Vec<Event>)>, Stop> {
    let mut by_child: BTreeMap<Id, Vec<Heading>> = BTreeMap::new();
    for heading in headings {
        let file = visit.reader.merged_into(heading.owner)?;
        by_child
            .entry(file.unwrap_or(heading.owner))
            .or_default()
            .push(heading);
    }
    let files: Vec<Id> = by_child.keys().copied().collect();
    let mut told = Vec::new();
    for (subject, child) in children(visit, &files)? {
        let mut theirs = by_child.remove(&subject).unwrap_or_default();
        theirs.retain(|heading| {
            let record = book.record(&heading.kind);
            visit.may(Action::Read, &child.target, record).allowed
        });
        if theirs.is_empty() {
            continue;
        }
        let allowed = visit.may(Action::Read, &child.target, None);
        visit.looked(subject, "what happened at night", &allowed)?;
        let entries = visit.reader.file(subject)?;
        let casefile = Casefile::fold(&entries);
        let shown = crate::people::with_names(visit, &casefile)?;
        let mut events = Vec::new();
        for heading in theirs {
            let Some(fact) = shown.fact(heading.id).filter(|fact| !fact.withdrawn) else {
                continue;
            };
            let taken_over = taken_over(visit, rule, subject, &heading, &entries)?;
            events.push(Event {
                says: exempt::plain(&book.say(fact)),
                what: fact.text("what").map(exempt::plain),
                by: name(visit, heading.recorded_by)?,
                taken_over,
                heading,
            });
        }
        if !events.is_empty() {
            told.push((child, events));
        }
    }
    told.sort_by_key(|(_, events)| events.first().map(|event| event.heading.occurred.start()));
    Ok(told)
}

/// Whether the day has what was done at night, by the duty to hand it over.
fn taken_over(
    visit: &mut Visit<'_>,
    rule: &Morning,
    subject: Id,
    heading: &Heading,
    entries: &[record::Entry],
) -> Result<TakenOver, Stop> {
    let duties = visit.reader.duties_of(subject)?;
    let duty = duties
        .iter()
        .find(|duty| duty.clock == rule.handed_over && duty.started.by == heading.id);
    let Some(duty) = duty else {
        return Ok(TakenOver::NotAsked);
    };
    let Some(met) = duty.met else {
        return Ok(TakenOver::NotYet);
    };
    let entry = entries.iter().find(|entry| entry.header.id == met.by);
    let by = match entry {
        Some(entry) => name(visit, entry.header.recorded_by)?,
        None => None,
    };
    Ok(TakenOver::By(by, met.at))
}

fn name(visit: &mut Visit<'_>, worker: Id) -> Result<Option<String>, Stop> {
    Ok(visit.reader.worker(worker)?.map(|row| row.name))
}
