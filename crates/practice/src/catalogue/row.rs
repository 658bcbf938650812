//! Reading a catalogue: TOML with a `[[duty]]` for each, which says when it is due as
//! `due = { mode = "within", n = 15, unit = "working_days" }` and how that is counted
//! in words.

use serde::Deserialize;
use toml::Spanned;

use crate::count::{Counting, Period, Unit};

/// A catalogue of duties.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Its duties, in order.
    pub rows: Vec<Row>,
}

/// One duty of a catalogue.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its line.
    pub line: usize,
    /// Whether it comes round (`interval_max`): then its number is that between two.
    pub comes_round: bool,
    /// What it asks for.
    pub asked: Asked,
    /// Whether the trigger day counts; `None` where its words do not say.
    pub counting: Option<Counting>,
    /// Whether its due date rolls off a day that does not count.
    pub rolls: bool,
}

/// When a duty of a catalogue is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// So long after or before, and at most so long.
    Period(Period, Option<u32>),
    /// A day of each year, or a day, as it is written.
    On(String),
    /// No number: as soon as practicable, before an event, standing.
    NoNumber(String),
}

/// The file is no catalogue.
#[derive(Debug, thiserror::Error)]
pub enum NotACatalogue {
    /// It is not TOML with `[[duty]]` in it.
    #[error("line {line}: {what}; a catalogue is TOML with a [[duty]] for each, with `id`, `due` and `counting`")]
    Shape {
        /// The line.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A unit that this program does not know.
    #[error("line {line}: {id} is due in {unit:?}, which is no unit that can be counted")]
    Unit {
        /// The line.
        line: usize,
        /// The duty.
        id: String,
        /// The unit.
        unit: String,
    },
    /// Two rows have one id.
    #[error("line {line}: {id} stands twice; a duty has one row")]
    Twice {
        /// The line.
        line: usize,
        /// The duty.
        id: String,
    },
}

#[derive(Deserialize)]
struct File {
    duty: Vec<Spanned<Duty>>,
}

#[derive(Deserialize)]
struct Duty {
    id: String,
    due: Due,
    #[serde(default)]
    counting: String,
    #[serde(default)]
    roll: String,
}

#[derive(Deserialize)]
struct Due {
    mode: String,
    unit: String,
    n: Option<u32>,
    n_max: Option<u32>,
    date: Option<String>,
}

impl Catalogue {
    /// Reads a catalogue from its text.
    pub fn read(text: &str) -> Result<Self, NotACatalogue> {
        let line = |byte: usize| {
            let before = text.get(..byte.min(text.len()));
            1 + before.map_or(0, |before| before.matches('\n').count())
        };
        let file: File = toml::from_str(text).map_err(|error| NotACatalogue::Shape {
            line: line(error.span().map_or(0, |span| span.start)),
            what: error.message().to_owned(),
        })?;
        let mut rows: Vec<Row> = Vec::new();
        for duty in file.duty {
            let line = line(duty.span().start);
            let row = row(duty.into_inner(), line)?;
            if rows.iter().any(|held| held.id == row.id) {
                return Err(NotACatalogue::Twice { line, id: row.id });
            }
            rows.push(row);
        }
        Ok(Self { rows })
    }
}

fn row(duty: Duty, line: usize) -> Result<Row, NotACatalogue> {
    let asked = match (duty.due.date, duty.due.n) {
        (Some(date), _) => Asked::On(date),
        (None, _) if duty.due.unit == "same_day" => Asked::Period(Period::of(0, Unit::Days), None),
        (None, Some(n)) => {
            let unit = unit(&duty.due.unit).ok_or_else(|| NotACatalogue::Unit {
                line,
                id: duty.id.clone(),
                unit: duty.due.unit.clone(),
            })?;
            Asked::Period(Period::of(n, unit), duty.due.n_max)
        }
        (None, None) => Asked::NoNumber(duty.due.unit),
    };
    Ok(Row {
        comes_round: duty.due.mode == "interval_max",
        counting: counting(&duty.counting),
        rolls: duty.roll.contains("next working day"),
        id: duty.id,
        line,
        asked,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "minutes" => Unit::Minutes,
        "hours" => Unit::Hours,
        "working_hours" => Unit::WorkingHours,
        "calendar_days" | "days" => Unit::Days,
        "working_days" => Unit::WorkingDays,
        "school_days" => Unit::SchoolDays,
        "court_business_days" => Unit::CourtBusinessDays,
        "weeks" => Unit::Weeks,
        "months" => Unit::Months,
        "years" => Unit::Years,
        _ => return None,
    })
}

/// What the words of a catalogue say of the trigger day; `None` where they do not.
fn counting(words: &str) -> Option<Counting> {
    let has = |any: &[&str]| any.iter().any(|part| words.contains(part));
    let nth = words.split(' ').next().is_some_and(|first| {
        let number = first.trim_end_matches("th");
        first != number && number.parse::<u32>().is_ok()
    });
    if nth || has(&["include_trigger_day", "inclusive", "beginning with"]) {
        Some(Counting::BeginningWithTriggerDay)
    } else if has(&[
        "exclude_trigger_day",
        "corresponding",
        "anniversary",
        "day after",
    ]) {
        Some(Counting::TriggerDayExcluded)
    } else {
        None
    }
}
