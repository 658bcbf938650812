//! A worker leaves: each of their roles ends, so does their employment, and the account is
//! closed. The children whom they had are shown, to be given to others.

use maud::html;
use practice::{Id, When};
use record::workforce::Gives;
use record::{Casefile, WorkerRow, kinds};

use super::act::{self, Act, entry, read};
use super::known::{may_write, only_if, worker};
use super::start;
use super::write::{Told, append, record_type};
use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (act, _) = of(visit, asked)?;
    act::show(visit, &act)
}

/// Records that they leave, and closes the account where the last day is today or before.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (act, employment) = of(visit, asked)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let left = record_type(&book, kinds::WORKER_LEFT)?;
    let Ok((_, last)) = read(visit, &act, left, &asked.answers) else {
        // The same page again, with what is wrong.
        return act::take(visit, asked, &act);
    };
    let worker = act.owner;
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
        append(visit, worker, entry(asked)?, told)?;
    }
    if last.day() <= When::Instant(visit.now).day() {
        start::close(visit, worker)?;
    }
    Ok(Reply::Go(act.back))
}

/// The form, and the employment that ends.
fn of(visit: &mut Visit<'_>, asked: &Asked) -> Result<(Act, Option<Id>), Stop> {
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
    let mut act = Act::new(row.subject, kinds::WORKER_LEFT, "Record that they leave");
    act.before = before(visit, &row)?;
    act.about = row.name;
    act.asks = vec!["left_on"];
    // Who works for somebody else has no employment here that could end.
    let employment = started.map(|started| started.id);
    act.fixed
        .push(("employment", employment.unwrap_or(row.subject).to_string()));
    act.not_before = started.map(|started| ("left_on", started.occurred.start()));
    act.button = "Record that they leave";
    act.action = format!("/workers/{}/leave", row.subject);
    act.back = format!("/workers/{}/children", row.subject);
    Ok((act, employment))
}

/// What will happen.
fn before(visit: &mut Visit<'_>, row: &WorkerRow) -> Result<maud::Markup, Stop> {
    let children = visit.reader.files_of(&row.names(), &[], visit.now)?.len();
    let children = words::count(
        i64::try_from(children).unwrap_or(i64::MAX),
        "child",
        "children",
    );
    Ok(html! {
        p class="govuk-body" {
            "Their roles end with their last day, and from then on they cannot sign in. Where it is today or before, the account is closed and they are signed out at once. "
            "They work with " (children) " today: the next page shows whom another has to take over."
        }
    })
}
