//! `duties`: what is owed, since when, by which rule.
//!
//! On what is known now it is read from the rows kept beside the ledger; on what
//! was known at an earlier time each file is folded as it was then.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use anyhow::bail;
use practice::book::Clock;
use practice::engine::{Story, evaluate};
use practice::{Book, Id};
use record::telling::is_quiet;
use record::{ChildRow, Duty};
use store::{DutyFilter, Reader, StoreError};

use super::file::Asked;
use super::shown::{CHILD, Shown, by_date, due_in_words, left_out_in_words, shown};
use crate::cli::{Duties, Format, Global};
use crate::outcome::Outcome;
use crate::{ledger, show};

pub fn run(global: &Global, book: &Arc<Book>, duties: &Duties) -> anyhow::Result<Outcome> {
    known(book, duties)?;
    let asked = Asked::from(duties.then);
    let mut reader = match asked.known_at {
        None => ledger::read_derived(global, book)?,
        Some(_) => ledger::read(global)?,
    };
    let mut list = List::begin(global)?;
    if duties.child.is_none() && asked.known_at.is_none() && narrowed(duties) {
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

/// Whether it was said which duties are meant.
fn narrowed(duties: &Duties) -> bool {
    !duties.state.is_empty() || duties.clock.is_some() || duties.area.is_some()
}

/// A duty that is asked for.
struct Picked {
    duty: Shown,
    /// Whether the list counts it, and does not show it.
    quiet: bool,
}

/// What is printed: JSON as it comes, or a table at the end.
enum List {
    Json(show::JsonList),
    Table {
        rows: Vec<Vec<String>>,
        states: BTreeMap<&'static str, u64>,
        left_out: u64,
    },
}

impl List {
    fn begin(global: &Global) -> anyhow::Result<Self> {
        Ok(match global.format {
            Format::Json => Self::Json(show::JsonList::begin()?),
            Format::Table | Format::Csv | Format::Xlsx => Self::Table {
                rows: Vec::new(),
                states: BTreeMap::new(),
                left_out: 0,
            },
        })
    }

    /// Prints some more, by child and due date.
    fn extend(&mut self, picked: Vec<Picked>) -> anyhow::Result<()> {
        let (quiet, shown): (Vec<_>, Vec<_>) = picked.into_iter().partition(|one| one.quiet);
        let mut shown: Vec<Shown> = shown.into_iter().map(|one| one.duty).collect();
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
            Self::Table {
                rows,
                states,
                left_out,
            } => {
                *left_out += quiet.len() as u64;
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
            Self::Table {
                rows,
                states,
                left_out,
            } => {
                let all = show::count(rows.len() as u64, "duty", "duties");
                show::table(&HEADINGS, rows, "Nothing of this is owed.")?;
                let each: Vec<_> = states
                    .iter()
                    .map(|(state, n)| format!("{n} {state}"))
                    .collect();
                show::lines((!each.is_empty()).then(|| format!("{all}: {}.", each.join(", "))))?;
                show::lines(left_out_in_words(left_out))
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
) -> anyhow::Result<Vec<Picked>> {
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
) -> anyhow::Result<Vec<Picked>> {
    let mut picked = Vec::new();
    let others = |clock: &&Clock| clock.about.iter().any(|about| about != CHILD);
    let children: HashSet<Id> = whose(reader, None)?
        .into_iter()
        .map(|child| child.subject)
        .collect();
    for clock in book.clocks.iter().filter(others) {
        let filter = DutyFilter {
            clock: Some(&clock.id),
            area: None,
        };
        reader.each_duty::<StoreError>(filter, |duty| {
            if !children.contains(&duty.subject) {
                let file = duty.subject.to_string();
                picked.extend(show_one(book, &file, &duty, duties, asked));
            }
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
fn show_one(
    book: &Book,
    child: &str,
    duty: &Duty,
    duties: &Duties,
    asked: Asked,
) -> Option<Picked> {
    let is = |asked: &Option<String>, is: &str| asked.as_ref().is_none_or(|asked| asked == is);
    let fits = is(&duties.clock, &duty.clock)
        && is(&duties.area, &duty.area)
        && duty.had_started(asked.as_at);
    let state = duty.state(asked.as_at);
    (fits && (duties.state.is_empty() || duties.state.contains(&state))).then(|| Picked {
        duty: shown(book, child, duty, asked.as_at),
        quiet: !(duties.all || narrowed(duties)) && is_quiet(book, duty, asked.as_at),
    })
}
