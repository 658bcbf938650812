//! A worker leaves: each of their roles ends, so does their employment, and the account is
//! closed. Children are still allocated to them only where a manager answers for the children by
//! name until each is given to somebody.

use jiff::ToSpan as _;
use maud::html;
use practice::{Id, When};
use record::may::{Action, Target, Whom};
use record::workforce::Gives;
use record::{Casefile, WorkerRow, kinds};

use super::act::{self, Act, entry, read};
use super::known::{held, many, may_write, only_if, worker};
use super::questions::{Choices, choose, wrong_about};
use super::start;
use super::write::{Told, append, record_type};
use crate::answers::Answers;
use crate::edge::Asked;
use crate::recording::{Wrong, question_id};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// For how many days after their last a manager answers for the children whom somebody left.
const ANSWERS_FOR: i64 = 28;
/// The question who does.
const ANSWERS: &str = "answers";

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let leaving = of(visit, asked, &[])?;
    act::show(visit, &leaving.act)
}

/// Records that they leave, and closes the account where the last day is today or before.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let Leaving {
        act,
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
        answers_for(visit, manager, worker, last)?;
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
        append(visit, worker, entry(asked)?, told)?;
    }
    if last.day() <= When::Instant(visit.now).day() {
        start::close(visit, worker)?;
    }
    Ok(Reply::Go(act.back))
}

/// The manager covers for them from the day after their last, so that whatever waits for them waits
/// for the manager.
fn answers_for(visit: &mut Visit<'_>, manager: Id, worker: Id, last: When) -> Result<(), Stop> {
    let target = visit.reader.target(manager, "worker", visit.now)?;
    only_if(may_write(visit, &target, kinds::COVER_ARRANGED)?)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let first = last.day().tomorrow().unwrap_or(last.day());
    let until = first.checked_add(ANSWERS_FOR.days()).unwrap_or(first);
    let record = record_type(&book, kinds::COVER_ARRANGED)?;
    let cover = Told::new(record, When::Day(first))
        .with("worker", worker)
        .with("until", until);
    let entry = visit.app.new_id()?;
    append(visit, manager, entry, vec![cover])
}

/// The form, the employment that ends, and who can answer for the children where there are any.
struct Leaving {
    act: Act,
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
    Ok(Leaving {
        act,
        employment,
        managers,
    })
}

/// That they have children still, and the question who answers for the children.
fn still_theirs(
    children: usize,
    managers: &Choices,
    answers: &Answers,
    wrong: &[Wrong],
) -> maud::Markup {
    html! {
        div class="govuk-inset-text" {
            (many(children, "child is", "children are")) " still allocated to them. Either a manager hands each over first, or you name the manager who answers for the children. The children stand in that manager’s own list from the day after the last, until each is given to somebody."
        }
        (choose(ANSWERS, "Which manager answers for the children?", true, managers, answers, wrong))
    }
}

/// Those who may allocate the children of this worker's teams, the managers of these first.
fn managers(visit: &mut Visit<'_>, leaver: &WorkerRow) -> Result<Choices, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let now = visit.now;
    let teams: Vec<String> = (visit.reader.offices_of(leaver.subject)?.into_iter())
        .filter(|office| office.gives == Gives::Role)
        .filter_map(|office| office.whom)
        .collect();
    let organisation = visit.reader.about().organisation;
    let mut target = Target::new(Id::from_bytes([0; 16]), "child", organisation);
    let concerns = |team: &String| {
        let whom = Whom::Team(team.clone());
        (String::new(), practice::book::Effect::Concerns, whom)
    };
    target.stands = teams.iter().map(concerns).collect();
    let (mut own, mut others) = (Choices::new(), Choices::new());
    for row in visit.reader.workers()? {
        if row.has_left(now) || row.left_on.is_some() || row.subject == leaver.subject {
            continue;
        }
        let offices = visit.reader.offices_of(row.subject)?;
        let Some(actor) = visit.reader.actor(row.subject, now)? else {
            continue;
        };
        let permissions = &visit.app.permissions;
        if !permissions
            .may(&actor, Action::Authorise, &target, None)
            .allowed
        {
            continue;
        }
        let of_team = actor.teams().any(|team| teams.iter().any(|of| of == team));
        let choice = (
            row.subject.to_string(),
            format!("{}, {}", row.name, held(&book, &offices, now)),
        );
        if of_team {
            own.push(choice);
        } else {
            others.push(choice);
        }
    }
    own.extend(others);
    Ok(own)
}
