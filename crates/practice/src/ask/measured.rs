//! A measure asked: until when what began then counts as done in time.

use super::dates::nothing;
use super::{Answer, Kind, NoAnswer, Question, local};
use crate::book::measure::Counts;
use crate::book::{Book, Measure};

pub(super) fn answer(
    book: &Book,
    measure: &Measure,
    question: &Question<'_>,
) -> Result<Answer, NoAnswer> {
    if let Some(fact) = question.facts.keys().next() {
        return Err(NoAnswer::NoFact {
            clock: measure.id.clone(),
            fact: fact.clone(),
            takes: "none".to_owned(),
        });
    }
    let place = format!("{}:{}", measure.place.0, measure.place.1);
    let Counts::MetWithin(within) = measure.counts else {
        let says = format!("a measure of how many days it takes ({place})");
        return Ok(nothing(vec![says]));
    };
    let known_then = question.known_at.map(|day| book.as_known_on(day));
    let counting = known_then.as_ref().unwrap_or(book);
    let from = local(question.from);
    let due = counting
        .due(question.from, within)
        .ok_or_else(|| NoAnswer::TooFar {
            within: within.period.to_string(),
            from: from.clone(),
        })?;
    let mut steps = vec![format!(
        "a measure: {} from {from}, {} ({place})",
        within.period,
        within.counted()
    )];
    steps.push(format!("counts as done in time until {}", local(due)));
    let plan_by = (counting.calendar_of(within)).map(|calendar| calendar.on_or_before(due.day()));
    Ok(Answer {
        kind: Kind::Measured,
        due: Some(due),
        plan_by,
        ..nothing(steps)
    })
}
