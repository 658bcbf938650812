//! Which way of starting, which variant and which step of a rhythm answers.

use jiff::civil::Date;

use super::NoAnswer;
use super::given::Given;
use crate::book::{Book, Clock, Step, Terms, Time, Within};
use crate::expr::Answer as Truth;
use crate::when::When;

/// What was chosen.
pub(super) struct Chosen<'b> {
    /// The time; `None` for a clock that does not say one yet.
    pub terms: Option<&'b Terms>,
    /// The step of a rhythm.
    pub step: Option<Within>,
    /// What it counts from.
    pub anchor: When,
    /// The line of the book.
    pub line: usize,
    /// What was taken for granted, in words.
    pub notes: Vec<String>,
}

pub(super) fn choose<'b>(
    book: &'b Book,
    clock: &'b Clock,
    from: When,
    given: &Given,
) -> Result<Chosen<'b>, NoAnswer> {
    let mut notes = Vec::new();
    let start = start(clock, given, &mut notes)?;
    let start = start.and_then(|number| clock.starts.get(number));
    let variant = variant(clock, from.day(), given, &mut notes)?;
    let line = variant.map_or_else(
        || start.map_or(clock.place.1, |start| start.line),
        |number| clock.variants.get(number).map_or(0, |variant| variant.line),
    );
    let terms = match variant.and_then(|number| clock.variants.get(number)) {
        Some(variant) => Some(&variant.terms),
        None => start.and_then(|start| start.terms.as_ref()),
    };
    let (mut anchor, mut step) = (from, None);
    if let Some(Terms {
        time: Time::Every(steps),
        ..
    }) = terms
    {
        let last_met = given.last_met.map(When::Day);
        let by_itself = clock.from_last_met && last_met.is_none();
        let met = last_met.is_some() || by_itself;
        anchor = last_met.unwrap_or(from);
        let times = given.times_met.unwrap_or(u32::from(met));
        if times > 0 && !met {
            return Err(NoAnswer::BadFact {
                fact: "times_met".to_owned(),
                what: "say in `last_met` when it was last done".to_owned(),
            });
        }
        let begun = (!by_itself).then_some(from.day());
        step = round(book, steps, (times, begun, anchor.day()), given);
        let said = match times {
            0 => format!("the first round, from the start on {from}"),
            _ => format!("the round after it was last done on {anchor}"),
        };
        notes.push(said);
    } else if let Some(last) = given.last_met {
        anchor = When::Day(last);
        notes.push(format!("counted from when it was last done on {last}"));
    } else if terms.is_some_and(|terms| matches!(terms.time, Time::OnceInEach(_))) {
        notes.push(if clock.from_last_met {
            format!("taken as last done on {from}: the first that begins after that day")
        } else {
            format!("the first that begins on {from} or after it")
        });
    }
    Ok(Chosen {
        terms,
        step,
        anchor,
        line,
        notes,
    })
}

/// The first way of starting whose condition holds; without facts, the first.
fn start(clock: &Clock, given: &Given, notes: &mut Vec<String>) -> Result<Option<usize>, NoAnswer> {
    if given.start.is_some() || clock.starts.is_empty() {
        return Ok(given.start);
    }
    let truth = |number: usize| {
        let when = clock.starts.get(number)?.when.as_ref()?;
        Some(when.holds(given))
    };
    let numbers = 0..clock.starts.len();
    let mut may = numbers
        .clone()
        .filter(|number| truth(*number) != Some(Truth::No));
    let chosen = if given.any {
        let sure = |number: &usize| truth(*number).is_none_or(|truth| truth == Truth::Yes);
        numbers.clone().find(sure).or_else(|| may.next())
    } else {
        Some(0)
    };
    let Some(chosen) = chosen else {
        let conditions: Vec<_> = (clock.starts.iter())
            .filter_map(|start| start.when.as_ref())
            .map(|when| when.text().to_owned())
            .collect();
        return Err(NoAnswer::DoesNotStart {
            clock: clock.id.clone(),
            what: format!("none of these holds: {}", conditions.join("; ")),
        });
    };
    let when = clock
        .starts
        .get(chosen)
        .and_then(|start| start.when.as_ref());
    if let Some(when) = when {
        let how = if truth(chosen) == Some(Truth::Yes) {
            "it starts, because"
        } else {
            "not told, and taken as so:"
        };
        notes.push(format!("{how} {}", when.text()));
    }
    Ok(Some(chosen))
}

/// The first variant in force whose condition holds; without facts, the general one.
fn variant(
    clock: &Clock,
    day: Date,
    given: &Given,
    notes: &mut Vec<String>,
) -> Result<Option<usize>, NoAnswer> {
    let in_force: Vec<_> = (clock.variants.iter().enumerate())
        .filter(|(_, variant)| {
            variant.from.is_none_or(|from| from <= day)
                && variant.until.is_none_or(|until| day <= until)
        })
        .collect();
    if clock.variants.is_empty() {
        return Ok(None);
    }
    let Some((last, general)) = in_force.last() else {
        return Err(NoAnswer::DoesNotStart {
            clock: clock.id.clone(),
            what: format!("no version of it was in force on {day}"),
        });
    };
    let holds = in_force.iter().find(|(_, variant)| {
        let when = variant.when.as_ref();
        given.any && when.is_some_and(|when| when.holds(given) == Truth::Yes)
    });
    if let Some((number, variant)) = holds {
        let when = variant.when.as_ref().map_or("", |when| when.text());
        notes.push(format!(
            "the variant of line {}, because {when}",
            variant.line
        ));
        return Ok(Some(*number));
    }
    for (number, variant) in &in_force {
        let untold = variant.when.as_ref();
        if let Some(when) = untold.filter(|when| when.holds(given) == Truth::Unknown) {
            let how = if number == last { "taken" } else { "not taken" };
            notes.push(format!("not told, and {how} as so: {}", when.text()));
        }
    }
    if let Some(when) = &general.when
        && when.holds(given) == Truth::No
    {
        return Err(NoAnswer::DoesNotStart {
            clock: clock.id.clone(),
            what: format!("this does not hold: {}", when.text()),
        });
    }
    Ok(Some(*last))
}

/// The step that a rhythm has come to, when it was met so often.
fn round(
    book: &Book,
    steps: &[Step],
    (times, begun, anchor): (u32, Option<Date>, Date),
    given: &Given,
) -> Option<Within> {
    let mut used = vec![0_u32; steps.len()];
    for met in 0..=times {
        let last = met == times;
        let applies = |number: usize, step: &Step, used: &[u32]| {
            let until = step
                .until
                .zip(begun)
                .and_then(|(period, begun)| book.due(When::Day(begun), period));
            let used = used.get(number).copied().unwrap_or_default();
            (!step.of_start || met == 0)
                && step.times.is_none_or(|times| used < times)
                && (!last || until.is_none_or(|until| anchor < until.day()))
                && (step.when.as_ref()).is_none_or(|when| when.holds(given) == Truth::Yes)
        };
        let mut numbered = steps.iter().enumerate();
        let (number, step) = numbered.find(|(number, step)| applies(*number, step, &used))?;
        if last {
            return Some(step.within);
        }
        if let Some(used) = used.get_mut(number) {
            *used += 1;
        }
    }
    None
}
