//! Working out what is owed: each clock of the book over the facts of one file.
//!
//! Nothing depends on today. A duty that will start (a birthday, a year) is worked
//! out beforehand as far as the record reaches, and a question asked as at a date
//! leaves out what had not started by then.

mod coverage;
mod dates;
mod each;
mod explain;
mod follow;
mod holds;
mod links;
mod meet;
mod owe;
mod quick;
mod rounds;
mod scope;
mod shift;
mod standing;
mod starts;
mod states;
mod story;
mod windows;

pub use dates::{Dates, Told};
pub(crate) use each::span;
pub use explain::Explanation;
pub use states::StateSpell;
pub use story::Story;

use crate::book::{Book, Clock, Commences, Start, Terms, Trigger, Within};
use crate::count::{self, Counting};
use crate::duty::{Duty, Mark};
use crate::id::Id;
use crate::when::When;
use starts::Begin;

/// What is owed, with the rule and the step that say so.
#[derive(Clone, Debug)]
pub struct Owed<'b> {
    /// The duty.
    pub duty: Duty,
    /// The rule.
    pub clock: &'b Clock,
    /// Which of the rule's starts set it going.
    pub start: &'b Start,
    /// The time that it goes by.
    pub terms: &'b Terms,
    /// The variant of the rule, by its line in the book, where it has variants.
    pub variant: Option<usize>,
    /// The step of a rhythm, by its place in it.
    pub step: Option<usize>,
    /// How it is counted, where it is a period.
    pub within: Option<Within>,
    /// From when it counts; for what is to be done before an event, the event.
    pub anchor: When,
    /// An entry that would meet it but is dated before it began.
    pub contradicted_by: Option<Mark>,
}

/// A clock that may have started: a field that its condition asks about is empty.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Undecided {
    /// The clock.
    pub clock: String,
    /// The entry that may have started it.
    pub by: Id,
    /// The condition that could not be answered.
    pub condition: String,
}

/// What the book says of one child.
#[derive(Clone, Debug, Default)]
pub struct Evaluation<'b> {
    /// What is owed, in order of clock and start.
    pub owed: Vec<Owed<'b>>,
    /// What could not be decided.
    pub undecided: Vec<Undecided>,
}

/// Works out what is owed from the facts of one file.
///
/// A clock of which no record is in the file is not looked at.
pub fn evaluate<'b>(book: &'b Book, subject: Id, story: &Story<'b, '_>) -> Evaluation<'b> {
    evaluate_of(book, subject, story, |_| true)
}

/// The same of some of the clocks alone, for whoever asks after no others.
pub fn evaluate_of<'b>(
    book: &'b Book,
    subject: Id,
    story: &Story<'b, '_>,
    asked: impl Fn(&Clock) -> bool,
) -> Evaluation<'b> {
    let mut evaluation = Evaluation::default();
    for clock in book.set_going_by(story.kinds()) {
        if runs(clock, false) && asked(clock) {
            one_clock(book, clock, subject, story, &mut evaluation);
        }
    }
    evaluation
}

/// Works out what one clock asks of the facts of one file, also where it has not commenced.
pub fn evaluate_one<'b>(
    book: &'b Book,
    clock: &'b Clock,
    subject: Id,
    story: &Story<'b, '_>,
) -> Evaluation<'b> {
    let mut evaluation = Evaluation::default();
    one_clock(book, clock, subject, story, &mut evaluation);
    evaluation
}

const fn runs(clock: &Clock, planned: bool) -> bool {
    planned || !matches!(clock.commences, Commences::Not(_))
}

/// Starts are tried in order: what has set the clock going in one way does not set
/// it going in another. What a correction withdrew from one way may have been put
/// right into another, and is then owed in that one.
fn one_clock<'b>(
    book: &'b Book,
    clock: &'b Clock,
    subject: Id,
    story: &Story<'b, '_>,
    evaluation: &mut Evaluation<'b>,
) {
    let mut begun: Vec<(&Start, Begin)> = Vec::new();
    for (number, start) in (0_u32..).zip(&clock.starts) {
        let begins = starts::all(story, clock, start, &mut evaluation.undecided);
        let in_force = |begin: &Begin| in_force(clock, begin.at);
        begun.extend(
            begins
                .into_iter()
                .filter(in_force)
                .filter(|begin| lasted(story, clock, start, begin))
                .map(|begin| (start, beside(begin, start.also, number))),
        );
    }
    if clock.starts.iter().any(|start| start.one_for.is_some()) {
        starts::replace(story, &mut begun);
    }
    for (start, begin) in once(&begun) {
        follow::follow(
            &Work {
                book,
                clock,
                start,
                subject,
                story,
            },
            begin,
            evaluation,
        );
    }
}

/// Of what set the clock going more than once, the first that was not withdrawn, or else the
/// first; in their order.
fn once<'s, 'b>(begun: &'s [(&'b Start, Begin)]) -> Vec<&'s (&'b Start, Begin)> {
    if begun.len() < 2 {
        return begun.iter().collect();
    }
    let mut order: Vec<usize> = (0..begun.len()).collect();
    let this = |place: &usize| {
        begun
            .get(*place)
            .map(|(_, begin)| (begin.root, begin.ordinal))
    };
    let withdrawn = |place: &usize| (begun.get(*place)).map(|(_, begin)| begin.withdrawn.is_some());
    order.sort_unstable_by_key(|place| (this(place), withdrawn(place), *place));
    order.dedup_by_key(|place| this(place));
    order.sort_unstable();
    order.iter().filter_map(|place| begun.get(*place)).collect()
}

/// A start that is another duty beside the earlier ones has numbers of its own.
fn beside(mut begin: Begin, also: bool, number: u32) -> Begin {
    if also {
        begin.ordinal = begin.ordinal.saturating_add(number.saturating_mul(BESIDE));
    }
    begin
}

/// More than there are rounds, years and months in one file.
const BESIDE: u32 = 10_000_000;

/// Whether the state that the start asks for had lasted as long, and no longer, than it
/// says. Of a day on which nothing need have happened this was asked before.
fn lasted(story: &Story<'_, '_>, clock: &Clock, start: &Start, begin: &Begin) -> bool {
    let (least, less) = (start.for_at_least, start.for_less_than);
    let dated = matches!(start.trigger, Trigger::Yearly(..) | Trigger::Birthday(_));
    if dated || (least.is_none() && less.is_none()) {
        return true;
    }
    let spell = start.during.zip(begin.index).and_then(|(state, index)| {
        // What ends the state is still of it.
        let before = || story.spell_at(state, index.checked_sub(1)?);
        story.spell_at(state, index).or_else(before)
    });
    let from = spell.and_then(|spell| story.day(spell.begun));
    let (Some(from), Some(calendar)) = (from, story.book.calendar(&clock.calendar)) else {
        return false;
    };
    let reached = |period| {
        let due = count::due(
            When::Day(from),
            period,
            Counting::TriggerDayExcluded,
            calendar,
        );
        due.is_some_and(|due| due.day() <= begin.at.day())
    };
    least.is_none_or(reached) && !less.is_some_and(reached)
}

/// One way of starting one clock, over one file.
struct Work<'w, 'b, 'f> {
    book: &'b Book,
    clock: &'b Clock,
    start: &'b Start,
    subject: Id,
    story: &'w Story<'b, 'f>,
}

/// The law in force on the day of the trigger decides. A clock whose sources have no
/// dates is in force always; otherwise when any source with dates is. Nothing is owed
/// of what came before the clock commenced.
fn in_force(clock: &Clock, at: When) -> bool {
    let day = at.day();
    if matches!(clock.commences, Commences::On(from) if day < from) {
        return false;
    }
    let mut dated = clock
        .sources
        .iter()
        .filter(|source| source.from.is_some() || source.until.is_some())
        .peekable();
    dated.peek().is_none()
        || dated.any(|source| {
            source.from.is_none_or(|from| from <= day)
                && source.until.is_none_or(|until| day <= until)
        })
}
