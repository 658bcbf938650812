//! The forms of a team: added, called otherwise, moved under another, closed when it is empty.

use maud::{Markup, html};
use practice::Id;
use record::kinds;
use record::may::{Action, Target};
use record::workforce::Gives;

use super::act::{self, Act};
use super::known::{many, may_write, only_if};
use super::questions::Choices;
use super::teams::{above, is_under, team};
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::question_id;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// What is asked of a team.
const ASKS: [&str; 5] = ["name", "code", "service", "parent", "told_on"];

/// Shows the form of a new team.
pub(super) fn add(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let file = visit.app.new_id()?;
    let act = new(visit, file)?;
    act::show(visit, &act)
}

/// Adds the team.
pub(super) fn take_add(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    // The file has the identifier that the address of the form gave it.
    let file = asked.query.one("file").parse().map_err(|_| Stop::Stale)?;
    let act = new(visit, file)?;
    act::take(visit, asked, &act)
}

fn new(visit: &mut Visit<'_>, file: Id) -> Result<Act, Stop> {
    let target = Target::new(file, "team", visit.reader.about().organisation);
    only_if(visit.may(Action::OpenFile, &target, None))?;
    only_if(may_write(visit, &target, kinds::TEAM_DETAILS)?)?;
    let mut act = Act::new(file, kinds::TEAM_DETAILS, "Add a team");
    act.asks = ASKS.to_vec();
    act.choices = vec![("parent", others(visit, None)?)];
    act.action = format!("/teams/add?file={file}");
    act.back = "/teams".into();
    Ok(act)
}

/// Shows the form for a team's details, or for its closing.
pub(super) fn change(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = changed(visit, asked)?;
    if let Some(page) = not_empty(visit, &act)? {
        return Ok(Reply::Page(page));
    }
    act::show(visit, &act)
}

/// Records the details, or that it is closed.
pub(super) fn take_change(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = changed(visit, asked)?;
    if let Some(page) = not_empty(visit, &act)? {
        return Ok(Reply::Invalid(page));
    }
    act::take(visit, asked, &act)
}

fn changed(visit: &mut Visit<'_>, asked: &Asked) -> Result<Act, Stop> {
    let (team, target) = team(visit, asked)?;
    let mut act = match asked.word("kind")? {
        kinds::TEAM_DETAILS => {
            let mut act = Act::new(team.subject, kinds::TEAM_DETAILS, "Change the details");
            for (field, value) in [
                ("name", Some(&team.name)),
                ("code", team.code.as_ref()),
                ("service", team.service.as_ref()),
            ] {
                let value = value.cloned().into_iter().collect();
                act.known.0.insert(question_id(field), value);
            }
            if let Some(other) = &team.employer {
                act.fixed.push(("organisation", other.clone()));
            }
            let over = visit.reader.teams()?;
            if let Some(over) = above(visit, &over)?.get(&team.subject) {
                let field = question_id("parent");
                act.known.0.insert(field, vec![over.to_string()]);
            }
            act.asks = ASKS.to_vec();
            act.choices = vec![("parent", others(visit, Some(team.subject))?)];
            act
        }
        kinds::TEAM_CLOSED => {
            let mut act = Act::new(team.subject, kinds::TEAM_CLOSED, "Close the team");
            act.asks = vec!["closed_on"];
            act.button = "Close the team";
            act
        }
        _ => return Err(Stop::NotFound),
    };
    only_if(may_write(visit, &target, act.kind)?)?;
    act.about.clone_from(&team.name);
    act.action.clone_from(&asked.address);
    act.back = format!("/teams/{}", team.subject);
    Ok(act)
}

/// The teams under which one may stand: not under itself, nor under one that is under it.
fn others(visit: &mut Visit<'_>, team: Option<Id>) -> Result<Choices, Stop> {
    let teams = visit.reader.teams()?;
    let above = above(visit, &teams)?;
    let open = teams.iter().filter(|one| one.closed_on.is_none());
    let others = open.filter(|one| team.is_none_or(|team| !is_under(&above, one.subject, team)));
    Ok(others
        .map(|one| (one.subject.to_string(), one.name.clone()))
        .collect())
}

/// What keeps a team from being closed, as a page; nothing where it is empty, or is not to be
/// closed.
fn not_empty(visit: &mut Visit<'_>, act: &Act) -> Result<Option<Markup>, Stop> {
    if act.kind != kinds::TEAM_CLOSED {
        return Ok(None);
    }
    let teams = visit.reader.teams()?;
    let Some(team) = teams.iter().find(|team| team.subject == act.owner) else {
        return Ok(None);
    };
    let names = team.names();
    let workers = visit.reader.workers()?;
    let ids: Vec<Id> = workers.iter().map(|row| row.subject).collect();
    let offices = visit.reader.offices_of_all(&ids)?;
    // Whoever has a role in it, or will have one.
    let held = offices.iter().filter(|office| {
        office.gives == Gives::Role
            && office.until.is_none_or(|until| until > visit.now)
            && office
                .whom
                .as_ref()
                .is_some_and(|whom| names.contains(whom))
    });
    let held: Vec<Id> = held.map(|office| office.subject).collect();
    let mut here: Vec<_> = (workers.iter())
        .filter(|row| held.contains(&row.subject) && !row.has_left(visit.now))
        .collect();
    here.sort_by(|one, other| one.name.cmp(&other.name));
    let children = visit.reader.files_of(&[], &names, visit.now)?.len();
    let above = above(visit, &teams)?;
    let under: Vec<_> = (teams.iter())
        .filter(|one| above.get(&one.subject) == Some(&team.subject) && one.closed_on.is_none())
        .collect();
    if here.is_empty() && children == 0 && under.is_empty() {
        return Ok(None);
    }
    let address = format!("/teams/{}", team.subject);
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                span class="govuk-caption-l" { (team.name) }
                h1 class="govuk-heading-l" { "The team cannot be closed yet" }
                p class="govuk-body" { "A team is closed when nothing rests with it any more." }
                @if !here.is_empty() {
                    h2 class="govuk-heading-m" { (many(here.len(), "worker has", "workers have")) " a role in it" }
                    ul class="govuk-list govuk-list--bullet" {
                        @for row in &here { li { a class="govuk-link" href={ "/workers/" (row.subject) } { (row.name) } } }
                    }
                }
                @if children > 0 {
                    h2 class="govuk-heading-m" { (many(children, "child is", "children are")) " with it" }
                    p class="govuk-body" {
                        "A manager gives them to another team: "
                        a class="govuk-link" href={ (address) "/children" } { "the team’s children" } "."
                    }
                }
                @if !under.is_empty() {
                    h2 class="govuk-heading-m" { (many(under.len(), "team stands", "teams stand")) " under it" }
                    ul class="govuk-list govuk-list--bullet" {
                        @for one in &under { li { a class="govuk-link" href={ "/teams/" (one.subject) } { (one.name) } } }
                    }
                }
                p class="govuk-body" { a class="govuk-link" href=(address) { "Back to the team" } }
            }
        }
    };
    Ok(Some(visit.page(&Content {
        title: "The team cannot be closed yet",
        main,
        ..Content::default()
    })))
}
