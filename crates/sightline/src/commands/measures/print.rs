//! Printing what measures come to: the files as they go by, and then the numbers.

use practice::When;
use practice::book::Measure;
use practice::book::measure::{Counts, Of};
use practice::measured::{Counted, How, Measured};
use record::Duty;
use serde_json::{Map, Value, json};

use super::period::Period;
use crate::cli::{Format, Global};
use crate::show;

/// What is printed: each duty as it is counted, so that any number takes no memory.
pub struct List {
    json: bool,
    children: bool,
    open: Option<show::JsonList>,
}

impl List {
    /// Begins it; without `children` there are numbers alone.
    pub fn begin(global: &Global, children: bool) -> anyhow::Result<Self> {
        let json = global.format == Format::Json;
        let list = (json && children).then(|| show::JsonList::begin_within("{\"made_of\":"));
        Ok(Self {
            json,
            children,
            open: list.transpose()?,
        })
    }

    /// Prints one duty of a measure.
    pub fn push(
        &mut self,
        measure: &Measure,
        name: &str,
        duty: &Duty,
        counted: &Counted,
    ) -> anyhow::Result<()> {
        if !self.children {
            return Ok(());
        }
        if let Some(list) = &mut self.open {
            // What a measure counts from record to record is nobody's duty, and has no name.
            let id = matches!(measure.of, Of::Clock(_)).then(|| duty.id());
            return list.push(&json!({
                "measure": measure.id, "child": name, "file": duty.subject,
                "how": counted.how, "counted_on": counted.on,
                "started_at": duty.started.at, "started_by": duty.started.by,
                "in_time_until": counted.due, "done_at": counted.days.and(duty.met).map(|met| met.at),
                "days": counted.days, "id": id,
            }));
        }
        let mut says = format!(
            "{name}  {}  {}: since {}",
            measure.id,
            in_words(counted.how),
            duty.started.at
        );
        let until = |says: &mut String, what: &str, at: Option<When>| {
            says.extend(at.map(|at| format!(", {what} {at}")));
        };
        until(&mut says, "in time until", counted.due);
        let done = counted.days.and(duty.met).map(|met| met.at);
        until(&mut says, "done", done);
        show::lines([says])
    }

    /// Prints the numbers.
    pub fn end(self, measures: &[(&Measure, Measured)], period: &Period) -> anyhow::Result<()> {
        if self.json {
            let told = json!({
                "from": period.from, "to": period.to, "as_at": period.as_at,
                "measures": measures.iter().map(told).collect::<Vec<_>>(),
            });
            return match self.open {
                Some(list) => list.end_with(&told),
                None => show::json(&told),
            };
        }
        show::lines([format!("{}, on what is known now.", period.in_words())])?;
        let headings = [
            "Measure",
            "Counted",
            "Of",
            "Comes to",
            "Target",
            "Reached",
            "Late",
            "Not done",
            "Running",
            "Not known",
            "Ended",
        ];
        let rows = measures.iter().map(row).collect();
        show::table(&headings, rows, "The practice book has no measure.")
    }
}

fn told((measure, found): &(&Measure, Measured)) -> Value {
    let mut each = Map::new();
    for how in How::ALL {
        each.insert(how.name().replace('-', "_"), found.each(how).into());
    }
    json!({
        "measure": measure.id, "title": measure.title, "area": measure.area,
        "owner": measure.owner,
        "counts": match measure.counts {
            Counts::MetWithin(within) => format!("met within {}", within.period),
            Counts::AverageDays => "average days".to_owned(),
        },
        "numerator": match measure.counts {
            Counts::MetWithin(_) => found.met,
            Counts::AverageDays => found.days,
        },
        "denominator": found.of,
        "comes_to": (found.tenths(measure.counts)).and_then(|n| in_tenths(n).parse::<f64>().ok()),
        "target": measure.target.in_words(),
        "reached": found.reaches(measure.target),
        "each": each,
    })
}

fn row((measure, found): &(&Measure, Measured)) -> Vec<String> {
    let unit = match measure.counts {
        Counts::MetWithin(_) => "per cent",
        Counts::AverageDays => "days",
    };
    let comes_to = found.tenths(measure.counts);
    let reached = match found.reaches(measure.target) {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    let mut row = vec![
        format!("{}: {}", measure.id, measure.title),
        found.met.to_string(),
        found.of.to_string(),
        comes_to.map_or_else(
            || "nothing to count".to_owned(),
            |n| format!("{} {unit}", in_tenths(n)),
        ),
        measure.target.in_words().unwrap_or_default(),
        reached.to_owned(),
    ];
    let rest = [
        How::Late,
        How::NotDone,
        How::Running,
        How::NotKnown,
        How::Ended,
    ];
    row.extend(rest.map(|how| found.each(how).to_string()));
    row
}

/// A number of tenths with its point: exact, as no fraction of a computer is.
fn in_tenths(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn in_words(how: How) -> &'static str {
    match how {
        How::InTime => "in time",
        How::Done => "done",
        How::Late => "late",
        How::NotDone => "not done",
        How::Running => "still running",
        How::NotKnown => "not known",
        How::Ended => "ended before its time was up",
    }
}
