//! Laying a catalogue beside the book.

use super::numbers::{self, Number};
use super::row::{Asked, Catalogue, Row};
use crate::book::{Book, Cite};
use crate::count::Period;

/// What came of comparing.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// How many duties the catalogue has.
    pub rows: usize,
    /// How many of them the book has as the catalogue has them.
    pub agree: usize,
    /// Duties of the catalogue, with their lines, that the book does not have.
    pub missing_in_book: Vec<(String, usize)>,
    /// Clocks of the book, with file and line, that the catalogue does not have.
    pub missing_in_catalogue: Vec<(String, String)>,
    /// Clocks of the book that no catalogue is to have: of the work from day to day.
    pub everyday: Vec<String>,
    /// Where they differ.
    pub differ: Vec<Differs>,
}

/// A duty that the catalogue and the book tell differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// The duty.
    pub duty: String,
    /// Its line in the catalogue.
    pub line: usize,
    /// What the catalogue says.
    pub catalogue: String,
    /// What the book says.
    pub book: String,
    /// Where it says so: file and line.
    pub place: String,
}

impl Compared {
    /// Whether nothing is missing and nothing differs.
    pub fn holds(&self) -> bool {
        self.missing_in_book.is_empty()
            && self.missing_in_catalogue.is_empty()
            && self.differ.is_empty()
    }
}

/// Compares them, both ways.
pub fn compare(book: &Book, catalogue: &Catalogue) -> Compared {
    let mut compared = Compared {
        rows: catalogue.rows.len(),
        ..Compared::default()
    };
    for row in &catalogue.rows {
        let Some(entry) = Entry::of(book, row) else {
            compared.missing_in_book.push((row.id.clone(), row.line));
            continue;
        };
        if entry.agrees(row) || said_to_be_wrong(row, entry.sources) {
            compared.agree += 1;
        } else {
            compared.differ.push(entry.differs(row));
        }
    }
    let known = |id: &String| catalogue.rows.iter().any(|row| row.id == *id);
    let clocks = book.clocks.iter();
    let (everyday, others): (Vec<_>, Vec<_>) =
        clocks.partition(|clock| clock.everyday && !known(&clock.id));
    compared.everyday = everyday.iter().map(|clock| clock.id.clone()).collect();
    let clocks = others.into_iter().map(|clock| (&clock.id, &clock.place));
    let measures = (book.measures.iter()).map(|measure| (&measure.id, &measure.place));
    compared.missing_in_catalogue = (clocks.chain(measures))
        .filter(|(id, _)| !known(id))
        .map(|(id, (file, line))| (id.clone(), format!("{file}:{line}")))
        .collect();
    compared
}

/// What the book has under a duty's id.
struct Entry<'b> {
    numbers: Vec<Number>,
    /// Whether one of its times has no number.
    has_none: bool,
    sources: &'b [Cite],
    place: String,
}

impl<'b> Entry<'b> {
    fn of(book: &'b Book, row: &Row) -> Option<Self> {
        let place = |(file, line): &(String, usize)| format!("{file}:{line}");
        if let Some(clock) = book.clock(&row.id) {
            return Some(Self {
                numbers: numbers::of_clock(clock, row.comes_round),
                has_none: numbers::has_none(clock),
                sources: &clock.sources,
                place: place(&clock.place),
            });
        }
        let measure = book.measures.iter().find(|measure| measure.id == row.id)?;
        let numbers = numbers::of_measure(measure);
        Some(Self {
            has_none: numbers.is_empty(),
            numbers,
            sources: &measure.sources,
            place: place(&measure.place),
        })
    }

    fn agrees(&self, row: &Row) -> bool {
        let numbers = &self.numbers;
        let has = |wanted: Period| {
            numbers.iter().any(|number| match number {
                Number::Period {
                    period,
                    counting,
                    rolls,
                    ..
                } => {
                    let counted = counting.zip(row.counting);
                    *period == wanted
                        && counted.is_none_or(|(ours, theirs)| ours == theirs)
                        && *rolls == row.rolls
                }
                _ => false,
            })
        };
        match &row.asked {
            Asked::Period(period, most) => {
                has(*period) && most.is_none_or(|n| has(Period::of(n, period.unit)))
            }
            Asked::On(day) => numbers.iter().any(|number| number.to_string() == *day),
            Asked::NoNumber(_) => self.has_none,
        }
    }

    fn differs(&self, row: &Row) -> Differs {
        let all: Vec<_> = self.numbers.iter().map(ToString::to_string).collect();
        Differs {
            duty: row.id.clone(),
            line: row.line,
            catalogue: says(row),
            book: if all.is_empty() {
                "no number".to_owned()
            } else {
                all.join("; ")
            },
            place: self.place.clone(),
        }
    }
}

/// Whether a source says that the catalogue has this number, or this way of
/// counting, and why it is wrong.
fn said_to_be_wrong(row: &Row, sources: &[Cite]) -> bool {
    let asked = match &row.asked {
        Asked::Period(period, None) => Some(*period),
        Asked::NoNumber(_) => None,
        _ => return false,
    };
    let mut instead = (sources.iter()).filter_map(|source| source.instead_of.as_ref());
    instead.any(|instead| {
        let counting = instead
            .counting
            .is_none_or(|counting| row.counting == Some(counting));
        instead.period == asked && counting
    })
}

fn says(row: &Row) -> String {
    let mut says = match &row.asked {
        Asked::Period(period, None) => period.to_string(),
        Asked::Period(period, Some(most)) => format!("{period} to {most} of it"),
        Asked::On(day) => day.clone(),
        Asked::NoNumber(words) => format!("no number ({words})"),
    };
    if let (Some(counting), Asked::Period(..)) = (row.counting, &row.asked) {
        says.push_str(", ");
        says.push_str(counting.name());
    }
    if row.rolls {
        says.push_str(", rolling to the next working day");
    }
    says
}
