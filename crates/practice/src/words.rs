//! A clock in plain words, part by part: what starts it, how long there is, what meets it and
//! what ends it. For the reference, and for saying what differs between two books.
//!
//! Made from the checked clock and nothing else, so that what is read is what is counted.

use std::fmt::Write as _;

use crate::book::{
    Already, Amount, Book, Clock, Commences, End, Extend, ExtendTo, Met, Nth, OneFor, Start, Step,
    Terms, Time, Trigger, Within, day_in_words,
};
use crate::expr::Condition;

/// One part of a clock, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it says (`starts`, `time`, `owner`).
    pub name: String,
    /// In words.
    pub says: String,
}

/// Every part of a clock that makes a difference to what is owed, by whom and when, in order.
pub fn parts(book: &Book, clock: &Clock) -> Vec<Part> {
    let words = Words { book };
    let mut parts = vec![
        part("title", clock.title.clone()),
        part("area", clock.area.clone()),
        part("owner", clock.owner.clone()),
        part("climbs to", clock.climbs.join(", then ")),
    ];
    let many = clock.starts.len() > 1;
    for (number, start) in clock.starts.iter().enumerate() {
        let of = |name: &str| {
            if many {
                format!("{name} {}", number + 1)
            } else {
                name.to_owned()
            }
        };
        parts.push(part(&of("starts"), words.start(start)));
        if let Some(terms) = &start.terms {
            parts.push(part(&of("time"), words.terms(terms)));
        }
    }
    for (number, variant) in clock.variants.iter().enumerate() {
        let case = [
            variant
                .when
                .as_ref()
                .map(|when| format!("if {}", words.condition(when))),
            variant
                .from
                .map(|day| format!("from {}", day_in_words(day))),
            variant
                .until
                .map(|day| format!("until {}", day_in_words(day))),
            (variant.from_change).then(|| "counted from when it came to apply".to_owned()),
        ];
        let case: Vec<_> = case.into_iter().flatten().collect();
        let case = if case.is_empty() {
            "otherwise".to_owned()
        } else {
            case.join(", ")
        };
        parts.push(part(
            &format!("case {}", number + 1),
            format!("{case}: {}", words.terms(&variant.terms)),
        ));
    }
    let met: Vec<_> = clock.met.iter().map(|met| words.met(met)).collect();
    parts.push(part("met by", met.join("; or ")));
    let ends: Vec<_> = clock.ends.iter().map(|end| words.end(end)).collect();
    parts.push(part("ends with", ends.join("; or ")));
    let pauses: Vec<_> = clock
        .pauses
        .iter()
        .map(|state| words.state(*state))
        .collect();
    parts.push(part("stands still while", pauses.join(" or ")));
    let extends: Vec<_> = clock.extends.iter().map(|one| words.extend(one)).collect();
    parts.push(part("extended by", extends.join("; or ")));
    let held = clock.held_while.map(|state| words.state(state));
    parts.push(part("kept while", held.unwrap_or_default()));
    parts.push(part("warned", clock.warn.clone().unwrap_or_default()));
    let roll = clock.may_roll.as_ref();
    parts.push(part(
        "may be moved",
        roll.map(|name| format!("by a court, to noon on the next day of {name}"))
            .unwrap_or_default(),
    ));
    parts.push(part(
        "in force",
        match &clock.commences {
            Commences::Running => String::new(),
            Commences::On(day) => format!("from {}", day_in_words(*day)),
            Commences::Not(words) => format!("does not run: {words}"),
        },
    ));
    parts.push(part("note", clock.note.clone().unwrap_or_default()));
    parts.retain(|part| !part.says.is_empty());
    parts
}

/// A time in words, as a reader says it.
pub fn time(book: &Book, terms: &Terms) -> String {
    Words { book }.terms(terms)
}

fn part(name: &str, says: String) -> Part {
    Part {
        name: name.to_owned(),
        says,
    }
}

struct Words<'b> {
    book: &'b Book,
}

impl Words<'_> {
    fn record(&self, kind: &str) -> String {
        let title = self.book.record(kind).map(|record| record.title.as_str());
        title.unwrap_or(kind).to_owned()
    }

    fn state(&self, number: usize) -> String {
        let title = self
            .book
            .states
            .get(number)
            .map(|state| state.title.clone());
        title.unwrap_or_default()
    }

    fn condition(&self, condition: &Condition) -> String {
        condition.in_words(&|number| self.state(number))
    }

    fn start(&self, start: &Start) -> String {
        let mut says = match &start.trigger {
            Trigger::On(kind) => self.record(kind),
            Trigger::With(state) => format!("{} begins", self.state(*state)),
            Trigger::After(state) => format!("{} ends", self.state(*state)),
            Trigger::Birthday(0) => "birth".to_owned(),
            Trigger::Birthday(age) => format!("age {age} is reached"),
            Trigger::Yearly(month, day) => {
                let day = jiff::civil::Date::new(2024, *month, *day).unwrap_or_default();
                format!("each {}", day.strftime("%-d %B"))
            }
        };
        let mut also = |words: String| {
            says.push_str(", ");
            says.push_str(&words);
        };
        if let Some(reaches) = &start.reaches {
            let much = match reaches.amount {
                Amount::Times(times) => format!("{times} times"),
                Amount::Time(period) => period.to_string(),
            };
            also(format!("once it reaches {much} in any {}", reaches.in_any));
        }
        if let Some(place) = start.place {
            also(
                match place {
                    Nth::First => "the first",
                    Nth::Second => "the second",
                    Nth::Later => "any after the second",
                }
                .to_owned(),
            );
        }
        if let Some(state) = start.during {
            also(format!("while: {}", self.state(state)));
        }
        if let Some(period) = start.for_at_least {
            also(format!("which has lasted at least {period}"));
        }
        if let Some(period) = start.for_less_than {
            also(format!("which has lasted less than {period}"));
        }
        if let Some(when) = &start.when {
            also(format!("if {}", self.condition(when)));
        }
        if let Some(at) = &start.at {
            also(format!("counted from {}", at.replace('_', " ")));
        }
        if let Some(away) = &start.falls_away {
            also(format!("unless {}", self.condition(away)));
        }
        match &start.one_for {
            Some(OneFor::File) => also("the latest in the file alone".to_owned()),
            Some(OneFor::Link(link)) => {
                also(format!(
                    "the latest for the same {} alone",
                    link.replace('_', " ")
                ));
            }
            None => {}
        }
        says
    }

    fn terms(&self, terms: &Terms) -> String {
        let mut says = match &terms.time {
            Time::Within(within) => format!("within {}", self.within(*within)),
            Time::Every(steps) => self.steps(steps),
            Time::Before(Some(within)) => format!("{} before the event", self.within(*within)),
            Time::Lapses(Some(within)) => format!("lapses after {}", self.within(*within)),
            Time::Holds(holds) => format!("must hold: {}", self.condition(&holds.condition)),
            time => time.says(),
        };
        if let Some(earliest) = terms.earliest {
            let _ = write!(says, "; not before {}", self.within(earliest));
        }
        if let Some(should) = terms.should {
            let _ = write!(says, "; should be within {}", self.within(should));
        }
        says
    }

    /// A period with how it is counted, and by which days where that is not plain.
    fn within(&self, within: Within) -> String {
        let rolls = if within.rolls {
            ", moved on to the next day that counts"
        } else {
            ""
        };
        let calendar = match within.period.unit.days() {
            Some(_) => format!(", by {}", self.book.calendar_name(within)),
            None => String::new(),
        };
        format!("{} ({}{calendar}{rolls})", within.period, within.counted())
    }

    fn steps(&self, steps: &[Step]) -> String {
        let step = |step: &Step| {
            let from = if step.of_start {
                "the start"
            } else {
                "the last"
            };
            let mut says = format!("within {} of {from}", self.within(step.within));
            if let Some(times) = step.times {
                let _ = write!(says, ", {times} times");
            }
            if let Some(until) = &step.until {
                let _ = write!(says, ", until {} after the start", until.period);
            }
            if let Some(when) = &step.when {
                let _ = write!(says, ", if {}", self.condition(when));
            }
            says
        };
        steps.iter().map(step).collect::<Vec<_>>().join("; then ")
    }

    fn met(&self, met: &Met) -> String {
        let mut says = self.record(&met.by.kind);
        says.push_str(&self.same_and_if(met.same.as_ref(), met.by.when.as_ref()));
        if let Some(at) = &met.at {
            let _ = write!(says, ", on the day of {}", at.replace('_', " "));
        }
        match met.already {
            Some(Already::Ever) => says.push_str(", also if done before"),
            Some(Already::During) => says.push_str(", also if done earlier in the same time"),
            Some(Already::Since(period)) => {
                let _ = write!(says, ", also if done up to {period} before");
            }
            None => {}
        }
        says
    }

    fn end(&self, end: &End) -> String {
        match end {
            End::On { on, same } => {
                self.record(&on.kind) + &self.same_and_if(same.as_ref(), on.when.as_ref())
            }
            End::WithEndOf(state) => format!("the end of: {}", self.state(*state)),
            End::WithBeginOf(state) => format!("the beginning of: {}", self.state(*state)),
        }
    }

    fn extend(&self, extend: &Extend) -> String {
        let to = match &extend.to {
            ExtendTo::Within(within) => format!("to {} from the start", self.within(*within)),
            ExtendTo::By(within) => format!("by {}", self.within(*within)),
            ExtendTo::Field(field) => format!("to the day in {}", field.replace('_', " ")),
        };
        let on = self.record(&extend.on.kind);
        on + &self.same_and_if(extend.same.as_ref(), extend.on.when.as_ref()) + ", " + &to
    }

    fn same_and_if(&self, same: Option<&String>, when: Option<&Condition>) -> String {
        let same = same.map(|link| format!(" of the same {}", link.replace('_', " ")));
        let when = when.map(|when| format!(", if {}", self.condition(when)));
        same.unwrap_or_default() + &when.unwrap_or_default()
    }
}
