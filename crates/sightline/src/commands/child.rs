//! `child` and `timeline`: one child's file, in words.

use std::sync::Arc;

use practice::engine::{StateSpell, Story, Undecided, evaluate};
use practice::{Book, Fact};
use record::telling::{Happened, happened, is_quiet};
use record::{Casefile, ChildRow, kinds};
use serde::Serialize;

use super::file::Asked;
use super::shown::{Shown, by_date, due_in_words, left_out_in_words, shown};
use crate::cli::{Format, Global, Then};
use crate::outcome::Outcome;
use crate::{ledger, show};

#[derive(Serialize)]
struct ChildShown {
    child: String,
    file: practice::Id,
    born_on: Option<jiff::civil::Date>,
    details: Vec<Details>,
    states: Vec<StateSpell>,
    timeline: Vec<Happened>,
    duties: Vec<Shown>,
    /// How many more nobody has to act on.
    duties_left_out: u64,
    undecided: Vec<Undecided>,
}

/// What one source says of who the child is.
#[derive(Serialize)]
struct Details {
    told_by: String,
    says: Vec<(String, String)>,
}

pub fn run(
    global: &Global,
    book: &Arc<Book>,
    id: &str,
    all: bool,
    then: Then,
) -> anyhow::Result<Outcome> {
    let asked = Asked::from(then);
    let book = asked.book(book);
    let mut reader = ledger::read(global)?;
    let child = ledger::child(&mut reader, id)?;
    let casefile = asked.casefile(&mut reader, &child)?;
    let shown = one(&book, &child, &casefile, asked, all);
    if global.format == Format::Json {
        show::json(&shown)?;
    } else {
        show::lines(in_words(&shown))?;
    }
    Ok(Outcome::Holds)
}

pub fn timeline(
    global: &Global,
    book: &Arc<Book>,
    id: &str,
    then: Then,
) -> anyhow::Result<Outcome> {
    let asked = Asked::from(then);
    let book = asked.book(book);
    let mut reader = ledger::read(global)?;
    let child = ledger::child(&mut reader, id)?;
    let told = happened(
        &book,
        &asked.shown(&book, &mut reader, &child)?,
        asked.as_at,
    );
    if global.format == Format::Json {
        show::json(&told)?;
    } else {
        show::lines(told.iter().flat_map(sentences))?;
    }
    Ok(Outcome::Holds)
}

fn one(book: &Book, child: &ChildRow, casefile: &Casefile, asked: Asked, all: bool) -> ChildShown {
    let story = Story::new(book, &casefile.facts);
    let evaluation = evaluate(book, child.subject, &story);
    let (quiet, started): (Vec<_>, Vec<_>) = (evaluation.owed.iter())
        .filter(|owed| owed.duty.had_started(asked.as_at))
        .partition(|owed| !all && is_quiet(book, &owed.duty, asked.as_at));
    let mut duties: Vec<_> = (started.iter())
        .map(|owed| shown(book, &child.authority_id, &owed.duty, asked.as_at))
        .collect();
    duties.sort_by(|a, b| (by_date(a.due), &a.id).cmp(&(by_date(b.due), &b.id)));
    ChildShown {
        child: child.authority_id.clone(),
        file: child.subject,
        born_on: born_on(casefile),
        details: casefile
            .of_kind(kinds::CHILD_DETAILS)
            .map(|fact| details(book, fact))
            .collect(),
        states: story
            .states()
            .into_iter()
            .filter(|spell| spell.from.start() <= asked.as_at)
            .collect(),
        timeline: happened(book, casefile, asked.as_at),
        duties,
        duties_left_out: quiet.len() as u64,
        undecided: evaluation.undecided,
    }
}

/// The date of birth as it was told last, on what is known of the child.
fn born_on(casefile: &Casefile) -> Option<jiff::civil::Date> {
    let told = casefile.of_kind(kinds::CHILD_DETAILS);
    let told = told.filter_map(|fact| Some((fact.occurred, fact.text(kinds::BORN_ON)?)));
    let (_, day) = told.max_by_key(|(occurred, _)| occurred.start())?;
    day.parse().ok()
}

fn details(book: &Book, fact: &Fact) -> Details {
    let hidden = ["told_by", "told_on", kinds::AUTHORITY_ID];
    let fields = fact
        .fields
        .keys()
        .filter(|field| !hidden.contains(&field.as_str()));
    Details {
        told_by: book.say_field(fact, "told_by"),
        says: fields
            .map(|field| (field.clone(), book.say_field(fact, field)))
            .collect(),
    }
}

fn sentences(happened: &Happened) -> Vec<String> {
    let mark = if happened.withdrawn {
        " (withdrawn)"
    } else {
        ""
    };
    let mut lines = vec![format!("{}  {}{mark}", happened.at, happened.says)];
    lines.extend(
        happened
            .corrected
            .iter()
            .map(|before| format!("            corrected; it said before: {before}")),
    );
    lines
}

fn in_words(child: &ChildShown) -> Vec<String> {
    let born = child.born_on.map_or_else(
        || "date of birth not recorded".to_owned(),
        |day| format!("born {}", practice::book::day_in_words(day)),
    );
    let mut lines = vec![format!("Child {}, {born}", child.child)];
    for details in &child.details {
        lines.push(format!("  By the {}:", details.told_by.to_lowercase()));
        lines.extend(
            details
                .says
                .iter()
                .map(|(name, says)| format!("    {}: {says}", name.replace('_', " "))),
        );
    }
    lines.push(String::new());
    lines.push("States".to_owned());
    for spell in &child.states {
        let from = if spell.certain {
            "from"
        } else {
            "on or before"
        };
        let to = spell
            .to
            .map_or_else(|| "open".to_owned(), |to| format!("to {to}"));
        lines.push(format!("  {}: {from} {}, {to}", spell.title, spell.from));
    }
    lines.push(String::new());
    lines.push("What happened".to_owned());
    lines.extend(
        child
            .timeline
            .iter()
            .flat_map(sentences)
            .map(|line| format!("  {line}")),
    );
    lines.push(String::new());
    lines.push("What is owed".to_owned());
    for duty in &child.duties {
        let over = if duty.days_over > 0 {
            format!(", {} days over", duty.days_over)
        } else {
            String::new()
        };
        lines.push(format!(
            "  {:<10} due {}  {}{over}  [{}]",
            duty.state,
            due_in_words(duty),
            duty.title,
            duty.id
        ));
    }
    lines.extend(left_out_in_words(child.duties_left_out).map(|words| format!("  {words}")));
    for undecided in &child.undecided {
        lines.push(format!(
            "  undecided  {}: it is not recorded whether {}",
            undecided.clock, undecided.condition
        ));
    }
    lines
}
