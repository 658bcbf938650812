//! The worked examples of the book, run as tests of it.
//!
//! An example's facts count as recorded here: their silence means "not done".

mod together;

use std::fmt;

use crate::book::measure::Of;
use crate::book::{Alternative, Book, Clock, Example, Start, Variant};
use crate::duty::Duty;
use crate::engine::{Owed, Story, evaluate_one};
use crate::expr::FieldType;
use crate::fact::Fact;
use crate::fields::Fields;
use crate::id::Id;
use crate::value::Value;
use crate::when::When;

/// An example that does not come out as it is written, or a start of a clock that
/// no example exercises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differs {
    /// The clock, or the measure.
    pub clock: String,
    /// The file of the book.
    pub file: String,
    /// The line in it.
    pub line: usize,
    /// What was expected and what came out, or what is missing.
    pub what: String,
}

impl fmt::Display for Differs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}: {}",
            self.file, self.line, self.clock, self.what
        )
    }
}

/// Runs every example of the book: how many held, and those that did not.
pub fn run(book: &Book) -> (usize, Vec<Differs>) {
    let (mut held, mut differs) = (0, Vec::new());
    // The law's examples are counted on the law's days, an authority's own on its own.
    let law = book.never_closed();
    let law = law.as_ref().unwrap_or(book);
    let measured = book
        .measures
        .iter()
        .filter_map(|measure| match &measure.of {
            Of::Own(clock) => Some(&**clock),
            Of::Clock(_) => None,
        });
    for clock in book.clocks.iter().chain(measured) {
        let mut exercised: Vec<Line> = Vec::new();
        for example in &clock.examples {
            let counted_by = if example.own { book } else { law };
            match one(counted_by, clock, example) {
                Ok(lines) => {
                    held += 1;
                    exercised.extend(lines);
                }
                Err(what) => differs.push(Differs {
                    file: example.file.clone(),
                    ..differ(clock, example.line, anew(clock, what))
                }),
            }
        }
        let missing = |start: &&Start| !exercised.contains(&Line::Start(start.line));
        for start in clock.starts.iter().filter(missing) {
            let what = "no example exercises this way of starting; add one".to_owned();
            differs.push(differ(clock, start.line, what));
        }
        let missing = |variant: &&Variant| !exercised.contains(&Line::Variant(variant.line));
        for variant in clock.variants.iter().filter(missing) {
            let what = "no example exercises this variant; add one".to_owned();
            differs.push(Differs {
                file: clock.file_of_variants().to_owned(),
                ..differ(clock, variant.line, what)
            });
        }
        let missing = |other: &&Alternative| !exercised.contains(&Line::Alternative(other.line));
        for other in clock.alternatives.iter().filter(missing) {
            let what = format!(
                "no example exercises the alternative {:?}; add one",
                other.name
            );
            differs.push(differ(clock, other.line, what));
        }
    }
    held += together::run(book, law, &mut differs);
    (held, differs)
}

/// Lays aside the examples of the law that no longer hold for clocks that an authority
/// changed, where it gives others anew.
pub(crate) fn keep_what_holds(book: &mut Book) {
    let mut kept = Vec::new();
    let law = book.never_closed();
    let law = law.as_ref().unwrap_or(book);
    for (number, clock) in book.clocks.iter().enumerate() {
        let own = clock.changed.as_ref().map_or(0, |changed| changed.examples);
        if own > 0 {
            let laws = clock.examples.iter().skip(own);
            let holds = laws.filter(|example| one(law, clock, example).is_ok());
            let all = clock.examples.iter().take(own).chain(holds);
            kept.push((number, all.cloned().collect::<Vec<_>>()));
        }
    }
    for (number, examples) in kept {
        if let Some(clock) = book.clocks.get_mut(number) {
            clock.examples = examples;
        }
    }
}

/// What to do where an example of the book no longer holds for a clock that was changed.
fn anew(clock: &Clock, what: String) -> String {
    match clock.changed.as_deref() {
        Some(changed) if changed.examples == 0 => format!(
            "{what}: the change in {}:{} makes it another date; give the examples anew in [[change.{}.example]]",
            changed.place.0, changed.place.1, clock.id
        ),
        _ => what,
    }
}

fn differ(clock: &Clock, line: usize, what: String) -> Differs {
    Differs {
        clock: clock.id.clone(),
        file: clock.place.0.clone(),
        line,
        what,
    }
}

/// A line of the book that an example exercised. Where an authority has variants of its own
/// they stand in another file than the starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Start(usize),
    Variant(usize),
    Alternative(usize),
}

/// Runs one example; returns the lines of the starts that it exercised.
fn one(book: &Book, clock: &Clock, example: &Example) -> Result<Vec<Line>, String> {
    let facts = (example.given.iter().enumerate())
        .map(|(index, line)| fact(book, index, line))
        .collect::<Result<Vec<_>, _>>()?;
    let story = Story::new(book, &facts);
    let chosen = example.alternative.as_ref().map(|name| chosen(clock, name));
    let clock = chosen.as_ref().unwrap_or(clock);
    let mut owed = evaluate_one(book, clock, Id::from_bytes([0; 16]), &story).owed;
    owed.sort_by_key(|owed| (owed.duty.started.at.start(), owed.duty.ordinal));
    if example.none {
        return match owed.first() {
            None => Ok(Vec::new()),
            Some(owed) => Err(format!(
                "no duty was expected, and one is due {}",
                day(owed.duty.due)
            )),
        };
    }
    let last = match &example.started {
        None => owed.last(),
        Some(started) => {
            let started = moment(started)?;
            owed.iter().rfind(|owed| owed.duty.started.at == started)
        }
    };
    let Owed { duty, .. } = last.ok_or("a duty was expected, and there is none")?;
    date("due", example.due.as_ref(), duty.due)?;
    date("allowed from", example.earliest.as_ref(), duty.earliest)?;
    date(
        "to be done by",
        example.should_be_by.as_ref(),
        duty.should_by,
    )?;
    let planned = example.plan_by.map(|day| day.to_string());
    date(
        "to be planned by",
        planned.as_ref(),
        duty.plan_by.map(When::Day),
    )?;
    state(example, duty)?;
    let lines = |owed: &Owed<'_>| {
        let start = Line::Start(owed.start.line);
        [Some(start), owed.variant.map(Line::Variant)]
    };
    if example.alternative.is_some() {
        // What an authority may choose exercises nothing of what the book itself says.
        return Ok(vec![Line::Alternative(chosen_line(clock, example))]);
    }
    Ok(owed.iter().flat_map(lines).flatten().collect())
}

/// The line of the alternative that an example is about.
fn chosen_line(clock: &Clock, example: &Example) -> usize {
    let named = |other: &&Alternative| Some(&other.name) == example.alternative.as_ref();
    clock
        .alternatives
        .iter()
        .find(named)
        .map_or(0, |other| other.line)
}

/// The clock as an authority keeps it that has chosen this alternative.
fn chosen(clock: &Clock, name: &str) -> Clock {
    let mut clock = clock.clone();
    let alternative = clock.alternatives.iter().find(|other| other.name == name);
    if let Some(terms) = alternative.map(|alternative| alternative.terms.clone()) {
        clock.variants.clear();
        for start in &mut clock.starts {
            start.terms = Some(terms.clone());
        }
    }
    clock
}

/// Compares a date that is expected (`none`: that there is none) with what came out.
fn date(what: &str, expected: Option<&String>, found: Option<When>) -> Result<(), String> {
    let Some(text) = expected else { return Ok(()) };
    let expected = (text != "none").then(|| moment(text)).transpose()?;
    if expected == found {
        return Ok(());
    }
    Err(format!(
        "expected {what} {}, found {}",
        day(expected),
        day(found)
    ))
}

fn day(at: Option<When>) -> String {
    at.map_or_else(|| "none".to_owned(), |at| at.to_string())
}

fn state(example: &Example, duty: &Duty) -> Result<(), String> {
    let Some(expected) = &example.state else {
        return Ok(());
    };
    let as_at = example
        .as_at
        .as_ref()
        .ok_or("`state` needs `as_at`: the day on which it is asked")?;
    let found = duty.state(moment(as_at)?.end());
    if found.name() == expected {
        Ok(())
    } else {
        Err(format!("expected {expected} as at {as_at}, found {found}"))
    }
}

fn moment(text: &str) -> Result<When, String> {
    text.parse()
        .map_err(|error: crate::when::NotAWhen| error.to_string())
}

fn number(index: usize) -> Id {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&(index as u64 + 1).to_be_bytes());
    Id::from_bytes(bytes)
}

/// A file of facts, each written as in a worked example.
///
/// # Errors
///
/// The first line that cannot be read, and why.
pub fn file(book: &Book, lines: &[String]) -> Result<Vec<Fact>, String> {
    (lines.iter().enumerate())
        .map(|(index, line)| fact(book, index, line).map_err(|why| format!("{line}: {why}")))
        .collect()
}

/// Files made of the worked examples of clocks about children, one example after another
/// until a file has so many facts: each file begins with another example.
///
/// # Errors
///
/// Why an example cannot be read, which a checked book rules out.
pub fn files(book: &Book, how_many: usize, length: usize) -> Result<Vec<Vec<Fact>>, String> {
    let about_children = |clock: &&Clock| clock.about.iter().any(|about| about == "child");
    let clocks = book.clocks.iter().filter(about_children);
    let examples: Vec<&Example> = clocks.flat_map(|clock| &clock.examples).collect();
    let mut files = Vec::new();
    for first in 0..how_many {
        let mut file: Vec<Fact> = Vec::new();
        // Steps of a length that shares no divisor with most counts, so that files differ.
        let order = (0..examples.len()).map(|n| first * 7 + n * 11);
        for example in order.filter_map(|n| examples.get(n % examples.len())) {
            let before = file.len();
            for (index, line) in example.given.iter().enumerate() {
                let line = renumbered(line, before);
                file.push(fact(book, before + index, &line)?);
            }
            if file.len() >= length {
                break;
            }
        }
        file.truncate(length);
        files.push(file);
    }
    Ok(files)
}

/// A line whose links lead so many facts further on.
fn renumbered(line: &str, by: usize) -> String {
    let words = line.split_whitespace().map(|word| {
        let led = word.split_once("=@");
        match led.and_then(|(name, n)| Some((name, n.parse::<usize>().ok()?))) {
            Some((name, n)) => format!("{name}=@{}", n + by),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Reads a line such as `2026-03-26 strategy-discussion outcome=section-47-enquiry`.
pub(crate) fn fact(book: &Book, index: usize, line: &str) -> Result<Fact, String> {
    let mut words = line.split_whitespace();
    let (Some(when), Some(kind)) = (words.next(), words.next()) else {
        return Err(format!(
            "{line:?} should be a day, a record type, and its fields"
        ));
    };
    let occurred = moment(when)?;
    let record = book
        .record(kind)
        .ok_or_else(|| format!("{kind:?} is no record type of this book"))?;
    let mut fields = Fields::from([(record.occurred.clone(), Value::text(occurred))]);
    for word in words {
        let (name, text) = word
            .split_once('=')
            .ok_or_else(|| format!("{word:?} should be field=value"))?;
        let field = record
            .fields
            .get(name)
            .ok_or_else(|| format!("{kind} has no field {name:?}"))?;
        fields.insert(name.to_owned(), value(book, &field.kind, text)?);
    }
    Ok(Fact {
        id: number(index),
        kind: kind.to_owned(),
        occurred,
        recorded: None,
        imported: false,
        tells_to: None,
        fields,
        earlier: Vec::new(),
        withdrawn: false,
    })
}

/// Reads one value of a field from text.
pub(crate) fn value(book: &Book, kind: &FieldType, text: &str) -> Result<Value, String> {
    let known = |list: &str, code: &str| {
        let listed = book
            .codes
            .get(list)
            .is_some_and(|codes| codes.codes.contains_key(code));
        listed
            .then(|| code.to_owned())
            .ok_or_else(|| format!("{code:?} is not a code of {list}"))
    };
    Ok(match kind {
        FieldType::YesNo => match text {
            "yes" | "true" => Value::YesNo(true),
            "no" | "false" => Value::YesNo(false),
            _ => return Err(format!("{text:?} should be yes or no")),
        },
        FieldType::Number => Value::Number(
            text.parse()
                .map_err(|_| format!("{text:?} is no whole number"))?,
        ),
        FieldType::Date | FieldType::Instant => Value::text(moment(text)?),
        FieldType::Code(list) => Value::Text(known(list, text)?),
        FieldType::Codes(list) => Value::Codes(
            text.split(',')
                .map(|code| known(list, code))
                .collect::<Result<_, _>>()?,
        ),
        FieldType::Link(_) => match text.strip_prefix('@').and_then(|n| n.parse::<usize>().ok()) {
            Some(n @ 1..) => Value::text(number(n - 1)),
            _ => {
                return Err(format!(
                    "{text:?} should be @1 for the first given fact, and so on"
                ));
            }
        },
        FieldType::Text => Value::Text(text.to_owned()),
    })
}
