//! A worker leaves: each of their roles ends, so does their employment, and the account is
//! closed. Children are still allocated to them only where a manager answers for the children by
//! name until each is given to somebody.

use maud::html;
use practice::{Id, When};
use record::workforce::Gives;
use record::{Casefile, WorkerRow, kinds};

use super::act::{self, Act, entry, read};
use super::known::{may_write, only_if, worker};
use super::left_with::{ANSWERS, answers_for, managers, still_theirs};
use super::questions::{Choices, wrong_about};
use super::start;
use super::write::{Told, append_together, record_type};
use crate::edge::Asked;
use crate::recording::{Wrong, question_id};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let leaving = of(visit, asked, &[])?;
    act::show(visit, &leaving.act)
}

/// Records that they leave, and closes the account where the last day is today or before.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let Leaving {
        act,
        leaver,
        employment,
        managers,
    } = of(visit, asked, &[])?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let left = record_type(&book, kinds::WORKER_LEFT)?;
    let Ok((_, last)) = read(visit, &act, left, &asked.answers) else {
        // The same page again, with what is wrong.
        return act::take(visit, asked, &act);
    };
    let worker = act.owner;
    // All of it is written in one moment, or none of it.
    let mut of_all = Vec::new();
    if let Some(managers) = &managers {
        let named = asked.answers.one(&question_id(ANSWERS));
        if !managers.iter().any(|(value, _)| value == named) {
            let says = "Select the manager who answers for the children";
            let wrong = [wrong_about(left, ANSWERS, says)];
            let mut leaving = of(visit, asked, &wrong)?;
            leaving.act.known = asked.answers.clone();
            return act::again(visit, &leaving.act, &wrong);
        }
        let manager: Id = named.parse().map_err(|_| Stop::NotFound)?;
        of_all.extend(answers_for(visit, manager, &leaver, last.day())?);
    }
    let mut told = Vec::new();
    for office in visit.reader.offices_of(worker)? {
        // One that ends by itself before then stays as it is.
        if office.gives == Gives::Role && office.until.is_none_or(|until| until > last.end()) {
            let first = When::Instant(office.from).day();
            let last = When::Day(last.day().max(first));
            let ended = Told::new(record_type(&book, kinds::ROLE_ENDED)?, last);
            told.push(ended.with("given", office.entry));
        }
    }
    if let Some(employment) = employment {
        told.push(Told::new(left, last).with("employment", employment));
    }
    if !told.is_empty() {
        of_all.push((worker, told));
    }
    append_together(visit, entry(asked)?, of_all)?;
    if last.day() <= When::Instant(visit.now).day() {
        start::close(visit, worker)?;
    }
    Ok(Reply::Go(act.back))
}

/// The form, the employment that ends, and who can answer for the children where there are any.
struct Leaving {
    act: Act,
    leaver: WorkerRow,
    employment: Option<Id>,
    managers: Option<Choices>,
}

fn of(visit: &mut Visit<'_>, asked: &Asked, wrong: &[Wrong]) -> Result<Leaving, Stop> {
    let (row, target) = worker(visit, asked)?;
    only_if(may_write(visit, &target, kinds::WORKER_LEFT)?)?;
    only_if(may_write(visit, &target, kinds::ROLE_ENDED)?)?;
    if row.left_on.is_some() {
        return Err(Stop::NotFound);
    }
    let file = Casefile::fold(&visit.reader.file(row.subject)?);
    let started = file
        .of_kind(kinds::WORKER_STARTED)
        .max_by_key(|fact| fact.occurred.start());
    let children = visit.reader.files_of(&row.names(), &[], visit.now)?.len();
    let managers = match children {
        0 => None,
        _ => Some(managers(visit, &row)?),
    };
    let mut act = Act::new(row.subject, kinds::WORKER_LEFT, "Record that they leave");
    act.before = html! {
        p class="govuk-body" {
            "Their roles end with their last day, and from then on they cannot sign in. Where it is today or before, the account is closed and they are signed out at once."
        }
    };
    if let Some(managers) = &managers {
        act.after = still_theirs(children, managers, &asked.answers, wrong);
    }
    act.about.clone_from(&row.name);
    act.asks = vec!["left_on"];
    // Who works for somebody else has no employment here that could end.
    let employment = started.map(|started| started.id);
    act.fixed
        .push(("employment", employment.unwrap_or(row.subject).to_string()));
    act.not_before = started.map(|started| ("left_on", started.occurred.start()));
    act.button = "Record that they leave";
    act.action = format!("/workers/{}/leave", row.subject);
    act.back = format!("/workers/{}/children", row.subject);
    Ok(Leaving {
        act,
        leaver: row,
        employment,
        managers,
    })
}
