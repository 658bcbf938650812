//! The supervision of a worker: what was agreed, when it took place, and notes that nobody reads
//! but the two who held it (LE-4).

use maud::{Markup, html};
use practice::{Fact, Id, Value, When};
use record::may::{Action, Target};
use record::{Casefile, WorkerRow};

use crate::answers::Answers;
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::{Wrong, occurred, read_planned};
use crate::reply::{Reply, Stop};
use crate::staff::questions::{Choices, fill_today, questions, summary};
use crate::staff::write::{Told, append, record_type};
use crate::visit::Visit;
use crate::words;

/// That a supervision took place, and what was written of it.
const HELD: &str = "staff-supervision";
const NOTES: &str = "supervision-notes";
/// What was agreed.
const AGREED: &str = "supervision-agreed";

/// A worker's file, as far as it is about supervision.
struct OfWorker {
    row: WorkerRow,
    target: Target,
    entries: Vec<record::Entry>,
    casefile: Casefile,
}

/// Shows when it took place, one's own notes, and the form for whoever supervises.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let of = opened(visit, asked)?;
    let mut answers = Answers::default();
    fill_today(&mut answers, "held_on", visit.now);
    let entry = visit.app.new_id()?;
    Ok(Reply::Page(page(visit, &of, (&answers, &[]), entry)?))
}

/// Writes that it took place, and the notes.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let of = opened(visit, asked)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let (held, notes) = (record_type(&book, HELD)?, record_type(&book, NOTES)?);
    for record in [held, notes] {
        let may = visit.may(Action::Record, &of.target, Some(record));
        if !may.allowed {
            return Err(Stop::NotAllowed {
                because: may.because,
                glass: None,
            });
        }
    }
    let entry: Id = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let (mut fields, mut wrong) = read_planned(&book, held, &asked.answers);
    let when = occurred(held, &fields);
    if when.is_some_and(|when| when.start() > visit.now) {
        wrong.push(Wrong {
            field: "held_on".to_owned(),
            id: "f-held_on-day".to_owned(),
            says: "The day must be today or in the past".to_owned(),
        });
    }
    let agreed = agreed(&of);
    let agreement = asked.answers.one("f-agreement");
    if !agreed.iter().any(|fact| fact.id.to_string() == agreement) {
        fields.remove("agreement");
        if !agreement.is_empty() {
            return Err(Stop::Stale);
        }
    }
    let (Some(when), true) = (when, wrong.is_empty()) else {
        let page = page(visit, &of, (&asked.answers, &wrong), entry)?;
        return Ok(Reply::Invalid(page));
    };
    let mut told = vec![Told::of(held, when, fields)];
    let (written, _) = read_planned(&book, notes, &asked.answers);
    let said =
        |name: &str| matches!(written.get(name), Some(Value::Text(text)) if !text.is_empty());
    if ["notes", "actions"].into_iter().any(said) {
        let mut written = written;
        written.insert("session".to_owned(), Value::text(entry));
        told.push(Told::of(notes, when, written));
    }
    append(visit, of.row.subject, entry, told)?;
    Ok(Reply::Go(address(&of.row)))
}

fn address(row: &WorkerRow) -> String {
    format!("/workers/{}/supervision", row.subject)
}

fn opened(visit: &mut Visit<'_>, asked: &Asked) -> Result<OfWorker, Stop> {
    let subject = asked.id("worker")?;
    let row = visit.reader.worker(subject)?.ok_or(Stop::NotFound)?;
    let target = visit.reader.target(subject, "worker", visit.now)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let may = visit.may(Action::Read, &target, Some(record_type(&book, HELD)?));
    if !may.allowed {
        return Err(Stop::NotAllowed {
            because: may.because,
            glass: None,
        });
    }
    visit.looked(subject, "supervision", &may)?;
    let entries = visit.reader.file(subject)?;
    Ok(OfWorker {
        casefile: Casefile::fold(&entries),
        row,
        target,
        entries,
    })
}

/// What is agreed and goes on.
fn agreed(of: &OfWorker) -> Vec<&Fact> {
    let ended = |fact: &&Fact| {
        let mut ends = of.casefile.of_kind("supervision-agreement-ended");
        !ends.any(|end| end.link("agreement") == Some(fact.id))
    };
    of.casefile.of_kind(AGREED).filter(ended).collect()
}

/// Whether this person may read a note: who wrote it, and whose supervision it was.
fn may_read(visit: &Visit<'_>, of: &OfWorker, note: &Fact) -> Result<bool, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let wrote = of.entries.iter().find(|entry| entry.header.id == note.id);
    let Some(wrote) = wrote else {
        return Ok(false);
    };
    let target = of.target.clone().recorded_by(wrote.header.recorded_by);
    let record = record_type(&book, NOTES)?;
    Ok(visit.may(Action::Read, &target, Some(record)).allowed)
}

fn page(
    visit: &mut Visit<'_>,
    of: &OfWorker,
    (answers, wrong): (&Answers, &[Wrong]),
    entry: Id,
) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let (held, notes) = (record_type(&book, HELD)?, record_type(&book, NOTES)?);
    let mut sessions: Vec<&Fact> = of.casefile.of_kind(HELD).collect();
    sessions.sort_by_key(|fact| std::cmp::Reverse(fact.occurred.start()));
    let mut told = Vec::new();
    for session in &sessions {
        let mut theirs = Vec::new();
        for note in of.casefile.of_kind(NOTES) {
            if note.link("session") == Some(session.id) && may_read(visit, of, note)? {
                theirs.push(note);
            }
        }
        told.push((session.occurred, theirs));
    }
    let owed = visit.reader.owed_of(&[of.row.subject], visit.now)?;
    let is_of_supervision = |clock: &str| {
        let clock = book.clock(clock);
        clock.is_some_and(|clock| clock.met.iter().any(|met| met.by.kind == HELD))
    };
    let next = owed.iter().filter(|row| is_of_supervision(&row.clock));
    let next: Vec<(When, bool)> = next
        .filter_map(|row| Some((row.due?, row.is_late(visit.now))))
        .collect();
    let may = [held, notes]
        .into_iter()
        .all(|record| visit.may(Action::Record, &of.target, Some(record)).allowed);
    let agreements: Choices = (agreed(of).iter())
        .map(|fact| (fact.id.to_string(), book.say(fact)))
        .collect();
    let main = html! {
        (summary(wrong))
        span class="govuk-caption-l" { (of.row.name) }
        h1 class="govuk-heading-l" { "Supervision" }
        @for (due, late) in &next {
            p class="govuk-body" {
                "Next due " (words::when(*due))
                @if *late { " " strong class="govuk-tag govuk-tag--red" { "Late" } }
            }
        }
        @if may {
            form method="post" action=(address(&of.row)) novalidate {
                input type="hidden" name="form" value=(visit.form_key());
                input type="hidden" name="entry" value=(entry);
                (questions(visit, held, &["held_on", "agreement", "one_to_one", "written_up"], &[("agreement", agreements)], answers, wrong))
                p class="govuk-inset-text" { "The notes below are private to the two of you. Others see only that it took place." }
                (questions(visit, notes, &["notes", "actions"], &[], answers, wrong))
                button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Record" }
            }
        }
        h2 class="govuk-heading-m" { "When it took place" }
        @if told.is_empty() { p class="govuk-body" { "None is recorded." } }
        @for (when, notes) in &told {
            h3 class="govuk-heading-s" { (words::when(*when)) }
            @for note in notes {
                @for field in ["notes", "actions"] {
                    @if let Some(text) = note.text(field) { p class="govuk-body sightline-typed" { (text) } }
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: "Supervision",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}
