//! `duties`: what is owed, since when, by which rule.
//!
//! On what is known now it is read from the rows kept beside the ledger; on what
//! was known at an earlier time each file is folded as it was then.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use anyhow::bail;
use practice::engine::{Story, evaluate};
use practice::{Book, Id, When};
use record::{ChildRow, Duty, State};
use serde::Serialize;
use store::{DutyFilter, Reader, StoreError};

use super::file::Asked;
use crate::cli::{Duties, Format, Global};
use crate::outcome::Outcome;
use crate::{ledger, show};

/// A duty as it is printed.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// Its identifier, for `explain`.
    pub id: String,
    /// The authority's own identifier of the child; of a file about anything else, the
    /// file's.
    pub child: String,
    /// Whom it is about (`child`).
    pub about: String,
    /// The clock.
    pub clock: String,
    /// Its title.
    pub title: String,
    /// The area of practice.
    pub area: String,
    /// When it started.
    pub started_at: When,
    /// The entry that started it.
    pub started_by: Id,
    /// When it is due; null where no date is set, or while its time does not run.
    pub due: Option<When>,
    /// The working day by which to plan it.
    pub plan_by: Option<jiff::civil::Date>,
    /// The first day, or time, at which it may be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earliest: Option<When>,
    /// By when it should be done, where no date is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub should_by: Option<When>,
    /// For how long it has run, where no date is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub running_for: Option<String>,
    /// Its state as at the time asked about.
    pub state: State,
    /// Whether what met it was recorded late; null where that is not known.
    pub recorded_late: Option<bool>,
    /// When it was met.
    pub met_at: Option<When>,
    /// The entry that met it.
    pub met_by: Option<Id>,
    /// By how many calendar days it went over.
    pub days_over: i64,
    /// Who could answer, where it is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answered_by: Vec<String>,
}

pub fn run(global: &Global, book: &Arc<Book>, duties: &Duties) -> anyhow::Result<Outcome> {
    known(book, duties)?;
    let asked = Asked::from(duties.then);
    let mut reader = match asked.known_at {
        None => ledger::read_derived(global, book)?,
        Some(_) => ledger::read(global)?,
    };
    let mut list = List::begin(global)?;
    let narrowed = !duties.state.is_empty() || duties.clock.is_some() || duties.area.is_some();
    if duties.child.is_none() && asked.known_at.is_none() && narrowed {
        list.extend(picked(&mut reader, book, duties, asked)?)?;
    } else {
        // Child after child, so that however many duties there are take no memory.
        let book = asked.book(book);
        for child in whose(&mut reader, duties.child.as_deref())? {
            let owed = owed(&mut reader, &book, &child, asked)?.into_iter();
            let shown =
                owed.filter_map(|duty| show_one(&book, &child.authority_id, &duty, duties, asked));
            list.extend(shown.collect())?;
        }
        if duties.child.is_none() && asked.known_at.is_none() {
            list.extend(others(&mut reader, &book, duties, asked)?)?;
        }
    }
    list.end()?;
    Ok(Outcome::Holds)
}

/// What is printed: JSON as it comes, or a table at the end.
enum List {
    Json(show::JsonList),
    Table(Vec<Vec<String>>, BTreeMap<&'static str, u64>),
}

impl List {
    fn begin(global: &Global) -> anyhow::Result<Self> {
        Ok(match global.format {
            Format::Json => Self::Json(show::JsonList::begin()?),
            Format::Table | Format::Csv | Format::Xlsx => Self::Table(Vec::new(), BTreeMap::new()),
        })
    }

    /// Prints some more, by child and due date.
    fn extend(&mut self, mut shown: Vec<Shown>) -> anyhow::Result<()> {
        shown.sort_by_cached_key(|duty| {
            (
                duty.child.clone(),
                by_date(duty.due),
                duty.clock.clone(),
                duty.id.clone(),
            )
        });
        match self {
            Self::Json(list) => shown.iter().try_for_each(|duty| list.push(duty)),
            Self::Table(rows, states) => {
                for duty in &shown {
                    *states.entry(duty.state.name()).or_default() += 1;
                }
                rows.extend(shown.into_iter().map(row));
                Ok(())
            }
        }
    }

    fn end(self) -> anyhow::Result<()> {
        match self {
            Self::Json(list) => list.end(),
            Self::Table(rows, states) => {
                let all = show::count(rows.len() as u64, "duty", "duties");
                show::table(&HEADINGS, rows, "Nothing of this is owed.")?;
                let each: Vec<_> = states
                    .iter()
                    .map(|(state, n)| format!("{n} {state}"))
                    .collect();
                show::lines((!each.is_empty()).then(|| format!("{all}: {}.", each.join(", "))))
            }
        }
    }
}

const HEADINGS: [&str; 9] = [
    "Child",
    "What is owed",
    "Since",
    "Due",
    "Plan by",
    "State",
    "Met",
    "Days over",
    "Duty (explain it)",
];

fn row(duty: Shown) -> Vec<String> {
    let due = due_in_words(&duty);
    vec![
        duty.child,
        duty.title,
        duty.started_at.to_string(),
        due,
        duty.plan_by.map(|day| day.to_string()).unwrap_or_default(),
        duty.state.to_string(),
        duty.met_at.map(|met| met.to_string()).unwrap_or_default(),
        if duty.days_over > 0 {
            duty.days_over.to_string()
        } else {
            String::new()
        },
        duty.id,
    ]
}

/// In order of due date; what has none comes last.
pub fn by_date(due: Option<When>) -> (bool, Option<jiff::Timestamp>) {
    (due.is_none(), due.map(When::end))
}

/// When it is due; where no date is set, from when it may be done, or how long it has run.
pub fn due_in_words(duty: &Shown) -> String {
    match (duty.due, duty.earliest, &duty.running_for) {
        (Some(due), _, _) => due.to_string(),
        (None, Some(day), _) => format!("not before {day}"),
        (None, None, Some(age)) => format!("no date, {age} so far"),
        (None, None, None) => "no date".to_owned(),
    }
}

/// That the clock and the area that were named are in the book.
fn known(book: &Book, duties: &Duties) -> anyhow::Result<()> {
    if let Some(clock) = duties
        .clock
        .as_ref()
        .filter(|clock| book.clock(clock).is_none())
    {
        bail!(
            "{clock} is no clock of the practice book in force: `sightline practice show clocks` lists them"
        );
    }
    if let Some(area) = &duties.area
        && !book.clocks.iter().any(|clock| clock.area == *area)
    {
        let mut areas: Vec<_> = book
            .clocks
            .iter()
            .map(|clock| clock.area.as_str())
            .collect();
        areas.dedup();
        areas.sort_unstable();
        areas.dedup();
        bail!(
            "{area} is no area of the practice book in force; there are {}",
            areas.join(", ")
        );
    }
    Ok(())
}

/// The duties of every child that are asked for, from the rows kept.
fn picked(
    reader: &mut Reader,
    book: &Book,
    duties: &Duties,
    asked: Asked,
) -> anyhow::Result<Vec<Shown>> {
    let names: HashMap<Id, String> = whose(reader, None)?
        .into_iter()
        .map(|child| (child.subject, child.authority_id))
        .collect();
    let filter = DutyFilter {
        clock: duties.clock.as_deref(),
        area: duties.area.as_deref(),
    };
    let mut picked = Vec::new();
    reader.each_duty::<StoreError>(filter, |duty| {
        let file = duty.subject.to_string();
        let name = names.get(&duty.subject).unwrap_or(&file);
        picked.extend(show_one(book, name, &duty, duties, asked));
        Ok(())
    })?;
    Ok(picked)
}

/// The duties of every file that is about no child, from the rows kept.
fn others(
    reader: &mut Reader,
    book: &Book,
    duties: &Duties,
    asked: Asked,
) -> anyhow::Result<Vec<Shown>> {
    let mut picked = Vec::new();
    let clocks = book.clocks.iter().filter(|clock| clock.about != "child");
    for clock in clocks {
        let filter = DutyFilter {
            clock: Some(&clock.id),
            area: None,
        };
        reader.each_duty::<StoreError>(filter, |duty| {
            let file = duty.subject.to_string();
            picked.extend(show_one(book, &file, &duty, duties, asked));
            Ok(())
        })?;
    }
    Ok(picked)
}

/// The children with this identifier, or all, in order of their identifiers.
fn whose(reader: &mut Reader, id: Option<&str>) -> anyhow::Result<Vec<ChildRow>> {
    if let Some(id) = id {
        return Ok(vec![ledger::child(reader, id)?]);
    }
    let mut children = Vec::new();
    reader.each_child::<StoreError>(|child| {
        children.push(child);
        Ok(())
    })?;
    children.sort_by(|a, b| (&a.authority_id, a.subject).cmp(&(&b.authority_id, b.subject)));
    Ok(children)
}

/// What is owed to a child: from the rows kept, or on what was known earlier by
/// folding the file as it was then.
fn owed(
    reader: &mut Reader,
    book: &Book,
    child: &ChildRow,
    asked: Asked,
) -> anyhow::Result<Vec<Duty>> {
    if asked.known_at.is_none() {
        return Ok(reader.duties_of(child.subject)?);
    }
    let casefile = asked.casefile(reader, child)?;
    let story = Story::new(book, &casefile.facts);
    Ok((evaluate(book, child.subject, &story).owed.into_iter())
        .map(|owed| owed.duty)
        .collect())
}

/// A duty as it is printed, where it is asked for.
fn show_one(book: &Book, child: &str, duty: &Duty, duties: &Duties, asked: Asked) -> Option<Shown> {
    let is = |asked: &Option<String>, is: &str| asked.as_ref().is_none_or(|asked| asked == is);
    let fits = is(&duties.clock, &duty.clock)
        && is(&duties.area, &duty.area)
        && duty.had_started(asked.as_at);
    let state = duty.state(asked.as_at);
    (fits && (duties.state.is_empty() || duties.state.contains(&state)))
        .then(|| shown(book, child, duty, asked.as_at))
}

/// A duty as it is printed, as at a time.
pub fn shown(book: &Book, child: &str, duty: &Duty, as_at: jiff::Timestamp) -> Shown {
    let state = duty.state(as_at);
    let met = duty.met.filter(|met| met.at.start() <= as_at);
    let clock = book.clock(&duty.clock);
    Shown {
        id: duty.id(),
        child: child.to_owned(),
        about: clock.map(|clock| clock.about.clone()).unwrap_or_default(),
        clock: duty.clock.clone(),
        title: clock.map(|clock| clock.title.clone()).unwrap_or_default(),
        area: duty.area.clone(),
        started_at: duty.started.at,
        started_by: duty.started.by,
        due: duty.due,
        plan_by: duty.plan_by,
        earliest: duty.earliest,
        should_by: duty.should_by,
        running_for: (duty.due.is_none()).then(|| duty.age(as_at).to_string()),
        state,
        recorded_late: duty.recorded_late.filter(|_| met.is_some()),
        met_at: met.map(|met| met.at),
        met_by: met.map(|met| met.by),
        days_over: duty.days_over(as_at),
        answered_by: match (state, clock) {
            (State::NotKnown, Some(clock)) => answered_by(book, clock),
            _ => Vec::new(),
        },
    }
}

/// Who could say whether it was done.
fn answered_by(book: &Book, clock: &practice::book::Clock) -> Vec<String> {
    let records = clock.met.iter().filter_map(|met| book.record(&met.by.kind));
    records
        .map(|record| match &record.kept_in {
            Some(kept_in) => format!("{}: {kept_in}", record.title),
            None => format!(
                "{}: an extract for the time it was due, or the authority's own record",
                record.title
            ),
        })
        .collect()
}
