//! Who manages a team, and who covers for them while they are away; and giving a team a manager.

use std::collections::BTreeMap;

use maud::{Markup, html};
use practice::book::Effect;
use practice::{Id, When};
use record::may::{Action, Actor, Office, Target, Whom};
use record::workforce::Gives;
use record::{TeamRow, kinds};

use super::act::{Act, entry, read};
use super::known::{may_write, only_if, role_title, workers};
use super::questions::{Choices, fill_today, questions, summary};
use super::teams::team;
use super::write::{Told, append, record_type};
use crate::answers::Answers;
use crate::components::{Button, Look};
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::{Wrong, question_id};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Somebody who manages a team.
pub(crate) struct Manager {
    /// Their name.
    pub name: String,
    /// Who covers for them today.
    pub covered_by: Vec<String>,
}

/// Who manages a team today: whoever has a role in it that authorises the work of that team
/// alone.
pub(crate) fn of(
    visit: &mut Visit<'_>,
    team: &TeamRow,
    covers: &Covers,
) -> Result<Vec<Manager>, Stop> {
    let roles = roles(visit);
    let now = visit.now;
    let all = visit.reader.workers_of_team(team, now)?;
    let ids: Vec<Id> = all.iter().map(|row| row.subject).collect();
    let names = team.names();
    let offices = visit.reader.offices_of_all(&ids)?;
    let manages = |worker: Id| {
        offices.iter().any(|office| {
            office.subject == worker
                && office.gives == Gives::Role
                && office.holds(now)
                && office
                    .name
                    .as_ref()
                    .is_some_and(|name| roles.contains(name))
                && office
                    .whom
                    .as_ref()
                    .is_some_and(|whom| names.contains(whom))
        })
    };
    let mut found = Vec::new();
    for row in all.iter().filter(|row| manages(row.subject)) {
        found.push(Manager {
            name: row.name.clone(),
            covered_by: covers.for_one(&row.names()),
        });
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// Who covers for whom today.
pub(crate) struct Covers(Vec<(String, String)>);

impl Covers {
    /// Of everybody.
    pub fn of(visit: &mut Visit<'_>) -> Result<Self, Stop> {
        let now = visit.now;
        let named: BTreeMap<Id, String> = (visit.reader.workers()?.into_iter())
            .map(|row| (row.subject, row.name))
            .collect();
        let ids: Vec<Id> = named.keys().copied().collect();
        let offices = visit.reader.offices_of_all(&ids)?;
        let covers = offices
            .into_iter()
            .filter(|office| office.gives == Gives::Cover && office.holds(now));
        let covers = covers.filter_map(|office| {
            let by = named.get(&office.subject)?;
            Some((office.whom?, by.clone()))
        });
        Ok(Self(covers.collect()))
    }

    /// Who covers for somebody of these names.
    fn for_one(&self, names: &[String]) -> Vec<String> {
        let theirs = self.0.iter().filter(|(whom, _)| names.contains(whom));
        theirs.map(|(_, by)| by.clone()).collect()
    }
}

/// The managers of a team, in words.
pub(crate) fn in_words(managers: &[Manager], closed: bool) -> Markup {
    html! {
        @if managers.is_empty() {
            @if closed { "–" } @else { strong class="govuk-tag govuk-tag--orange" { "No manager" } }
        }
        @for (number, manager) in managers.iter().enumerate() {
            @if number > 0 { ", " }
            (manager.name)
            @if !manager.covered_by.is_empty() { " (covered by " (manager.covered_by.join(" and ")) ")" }
        }
    }
}

/// The roles that authorise the work of a team and of no other, by the policies.
fn roles(visit: &Visit<'_>) -> Vec<String> {
    let organisation = visit.reader.about().organisation;
    let team = "team".to_owned();
    let mut of_team = Target::new(Id::from_bytes([0; 16]), "child", organisation);
    let any = of_team.clone();
    of_team.stands = vec![(String::new(), Effect::Concerns, Whom::Team(team.clone()))];
    let roles = visit.app.book.permissions.roles.iter();
    let manages = |role: &str| {
        let actor = Actor {
            worker: organisation,
            organisation: Some(organisation),
            names: Vec::new(),
            offices: vec![Office {
                role: role.to_owned(),
                team: vec![team.clone()],
            }],
            covers: Vec::new(),
            delegations: Vec::new(),
        };
        let may = |target| {
            let permissions = &visit.app.permissions;
            permissions
                .may(&actor, Action::Authorise, target, None)
                .allowed
        };
        may(&of_team) && !may(&any)
    };
    roles
        .filter(|role| manages(&role.name))
        .map(|role| role.name.clone())
        .collect()
}

/// What is asked, in the file of whoever is chosen.
const ASKS: [&str; 2] = ["role", "from"];
/// The question of who it is.
const WHO: &str = "who";

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, _) = open_team(visit, asked)?;
    let mut answers = Answers::default();
    fill_today(&mut answers, "from", visit.now);
    let entry = visit.app.new_id()?;
    Ok(Reply::Page(page(visit, &team, &answers, &[], entry)?))
}

/// Gives the role to whoever is chosen.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, choices) = open_team(visit, asked)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, kinds::ROLE_GIVEN)?;
    let entry = entry(asked)?;
    let said = asked.answers.one(&question_id(WHO));
    let worker = choices.iter().find(|(value, _)| value == said);
    let worker: Option<Id> = worker.and_then(|(value, _)| value.parse().ok());
    let mut act = Act::new(worker.unwrap_or(team.subject), kinds::ROLE_GIVEN, "");
    act.asks = ASKS.to_vec();
    act.choices = vec![("role", role_choices(visit))];
    act.fixed = vec![("team", team.subject.to_string())];
    let read = read(visit, &act, record, &asked.answers);
    let (Some(worker), Ok((fields, from))) = (worker, &read) else {
        let mut wrong = read.err().unwrap_or_default();
        if worker.is_none() {
            wrong.insert(
                0,
                Wrong {
                    field: WHO.to_owned(),
                    id: question_id(WHO),
                    says: "Select who manages the team".to_owned(),
                },
            );
        }
        let page = page(visit, &team, &asked.answers, &wrong, entry)?;
        return Ok(Reply::Invalid(page));
    };
    let target = visit.reader.target(worker, "worker", visit.now)?;
    only_if(may_write(visit, &target, kinds::ROLE_GIVEN)?)?;
    let told = Told::of(record, *from, fields.clone());
    append(visit, worker, entry, vec![told])?;
    Ok(Reply::Go(format!("/teams/{}", team.subject)))
}

/// The team that the address names, which is not closed, and who may manage it.
fn open_team(visit: &mut Visit<'_>, asked: &Asked) -> Result<(TeamRow, Choices), Stop> {
    let (team, _) = team(visit, asked)?;
    let organisation = visit.reader.about().organisation;
    let anybody = Target::new(Id::from_bytes([0; 16]), "worker", organisation);
    only_if(may_write(visit, &anybody, kinds::ROLE_GIVEN)?)?;
    let today = When::Instant(visit.now).day();
    if team.closed_on.is_some_and(|closed| closed < today) {
        return Err(Stop::NotFound);
    }
    // Nobody gives a role to themselves.
    let me = visit.who.worker;
    let workers = workers(visit, Some(me))?;
    Ok((team, workers))
}

fn role_choices(visit: &Visit<'_>) -> Choices {
    let book = &visit.app.book;
    roles(visit)
        .into_iter()
        .map(|role| {
            let title = role_title(book, &role);
            (role, title)
        })
        .collect()
}

fn page(
    visit: &mut Visit<'_>,
    team: &TeamRow,
    answers: &Answers,
    wrong: &[Wrong],
    entry: Id,
) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, kinds::ROLE_GIVEN)?;
    let me = visit.who.worker;
    let who = workers(visit, Some(me))?;
    let choices = vec![("role", role_choices(visit))];
    let address = format!("/teams/{}", team.subject);
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (summary(wrong))
                span class="govuk-caption-l" { (team.name) }
                h1 class="govuk-heading-l" { "Give the team a manager" }
                p class="govuk-body" {
                    "Whoever managed it before does so until their role is ended on their own page. While a manager is away, a colleague covers: arrange that on the page of the colleague."
                }
                form method="post" action={ (address) "/manager" } novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="entry" value=(entry);
                    (super::questions::choose(WHO, "Who?", true, &who, answers, wrong))
                    (questions(visit, record, &ASKS, &choices, answers, wrong))
                    div class="govuk-button-group" {
                        (Button { text: "Give the role", once: true, ..Button::default() }.markup())
                        (Button { text: "Leave", look: Look::Secondary, href: Some(&address), ..Button::default() }.markup())
                    }
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: "Give the team a manager",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}
