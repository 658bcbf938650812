//! The page on which a worker's or a team's children are given to others: one form, in which all go
//! to one worker or each to another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use maud::{Markup, html};
use practice::Id;
use record::workforce::Gives;
use record::{Casefile, WorkerRow};

use super::against::Against;
use super::allocate::returns_ask;
use super::asked;
use super::choose::{Whom, with_children};
use super::siblings::{Listed, listed, siblings};
use crate::answers::Answers;
use crate::components::{Checkboxes, Choice, Label, Legend, Select, SelectItem};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::people;
use crate::recording::{Form, Wrong};
use crate::reply::Stop;
use crate::staff::caseload::address;
use crate::staff::involved::INVOLVED;
use crate::staff::known::{many, may_write};
use crate::staff::questions::{Choices, choose, summary};
use crate::staff::waiting::{Row, Whose, rows};
use crate::staff::write::record_type;
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: usize = 50;

/// What differs from one showing of it to another.
pub(in crate::staff) struct Page<'p> {
    pub answers: &'p Answers,
    pub wrong: &'p [Wrong],
    pub against: &'p [Against],
}

/// A child of the page.
struct Line {
    subject: Id,
    name: String,
    hint: Option<String>,
    /// Whether a brother or sister stands on the page.
    has_kin: bool,
    /// The identifier of the first entry that would be written.
    entry: Id,
    /// Whether this person may give the child to somebody.
    may: bool,
}

/// The page.
pub(in crate::staff) fn page(
    visit: &mut Visit<'_>,
    asked: &Asked,
    whose: &Whose,
    shown: &Page<'_>,
) -> Result<Markup, Stop> {
    let number = asked
        .query
        .one("page")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, 100_000);
    let given = asked.query.one("given").parse::<usize>().unwrap_or(0);
    let rows = rows(visit, whose)?;
    let all = rows.len();
    let waiting = rows.iter().filter(|row| row.waiting.is_some()).count();
    let more = all > number * PAGE;
    let of_page: Vec<&Row> = rows.iter().skip((number - 1) * PAGE).take(PAGE).collect();
    let lines = lines(visit, &of_page)?;
    let may_any = lines.iter().any(|line| line.may);
    let choices = if may_any {
        with_children(visit, Whom::Working)?
    } else {
        Choices::new()
    };
    let hidden = match whose {
        // Who keeps accounts learns how many there are, and not who.
        Whose::Worker(row) => {
            let theirs = visit.reader.files_of(&row.names(), &[], visit.now)?;
            theirs.len().saturating_sub(all)
        }
        Whose::Team(_) => 0,
    };
    let name = match whose {
        Whose::Worker(row) => &row.name,
        Whose::Team(team) => &team.name,
    };
    let title = match whose {
        Whose::Worker(_) => "Children, and handing them over",
        Whose::Team(_) => "Children, and giving them to workers",
    };
    let form = form(visit, whose, (&lines, &choices), shown)?;
    let main = html! {
        (summary(shown.wrong))
        @if given > 0 {
            div class="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="given" {
                div class="govuk-notification-banner__header" {
                    h2 class="govuk-notification-banner__title" id="given" { "Given" }
                }
                div class="govuk-notification-banner__content" {
                    p class="govuk-body" {
                        (many(given, "child was", "children were")) " given to somebody else. Where somebody had the child before, a handover waits to be read and signed."
                    }
                }
            }
        }
        span class="govuk-caption-l" { (name) }
        h1 class="govuk-heading-l" { (title) }
        p class="govuk-body" {
            (many(all, "child", "children"))
            @if waiting > 0 { ", " (waiting) " without a worker" }
            "."
            @if hidden > 0 { " They work with " (many(hidden, "child", "children")) " whom you may not see: a manager of the team gives them to somebody else." }
        }
        @if !lines.is_empty() { (form) }
        (turn(&address(whose), number, more))
    };
    Ok(visit.page(&Content {
        title,
        main,
        has_errors: !shown.wrong.is_empty(),
        ..Content::default()
    }))
}

/// The children of a page, each with what is to be known of them: since when nobody has them, and
/// who of the list is their brother or sister.
fn lines(visit: &mut Visit<'_>, rows: &[&Row]) -> Result<Vec<Line>, Stop> {
    let all: Vec<Listed> = listed(visit, rows.iter().map(|row| row.subject))?;
    let kin = siblings(visit, &all);
    let mut lines = Vec::with_capacity(all.len());
    for one in in_families(&all, &kin) {
        let subject = one.child.subject;
        let row = rows.iter().find(|row| row.subject == subject);
        let waiting = row.and_then(|row| row.waiting);
        let waiting =
            waiting.map(|days| format!("No worker, for {}", words::count(days, "day", "days")));
        let of = kin.get(&subject).map(Vec::as_slice).unwrap_or_default();
        let names: Vec<&str> = (all.iter())
            .filter(|other| of.contains(&other.child.subject))
            .map(|other| other.name.as_str())
            .collect();
        let kin =
            (!names.is_empty()).then(|| format!("Brother or sister of {}", words::and(&names)));
        let born = one.child.born_on;
        let born = born.map(|born| format!("Born {}", practice::book::day_in_words(born)));
        let hints: Vec<String> = waiting.into_iter().chain(born).chain(kin).collect();
        let target = people::target(visit, subject)?;
        lines.push(Line {
            subject,
            name: one.name.clone(),
            has_kin: !names.is_empty(),
            hint: (!hints.is_empty()).then(|| hints.join(". ")),
            entry: visit.app.new_id()?,
            may: may_write(visit, &target, INVOLVED)?.allowed,
        });
    }
    Ok(lines)
}

/// The same with brothers and sisters one after the other, each family where its first stands.
fn in_families<'l>(all: &'l [Listed], kin: &BTreeMap<Id, Vec<Id>>) -> Vec<&'l Listed> {
    let mut ordered: Vec<&Listed> = Vec::with_capacity(all.len());
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    for one in all {
        let theirs = kin.get(&one.child.subject).map(Vec::as_slice);
        let theirs = theirs.unwrap_or_default();
        let family = all.iter().filter(|other| {
            other.child.subject == one.child.subject || theirs.contains(&other.child.subject)
        });
        for member in std::iter::once(one).chain(family) {
            if seen.insert(member.child.subject) {
                ordered.push(member);
            }
        }
    }
    ordered
}

fn form(
    visit: &mut Visit<'_>,
    whose: &Whose,
    (lines, choices): (&[Line], &Choices),
    shown: &Page<'_>,
) -> Result<Markup, Stop> {
    let book = Arc::clone(&visit.app.book);
    let record = record_type(&book, INVOLVED)?;
    let Page {
        answers,
        wrong,
        against,
    } = *shown;
    let casefile = Casefile::fold(&[]);
    let drawn = Form {
        book: &book,
        casefile: &casefile,
        answers,
        wrong,
        prefix: "",
        marks: false,
        quick: false,
    };
    let may_any = lines.iter().any(|line| line.may);
    let together = lines.iter().any(|line| line.has_kin);
    let near = if may_any {
        near(visit, whose, choices)?
    } else {
        Choices::new()
    };
    let everybody = may_any && lines.len() > 1;
    let everybody = everybody.then(|| Choice::new("all", "All the children on this page"));
    let each = lines.iter().map(|line| {
        let mut item = Choice::new(line.subject.to_string(), line.name.clone());
        item.hint = line.hint.clone().map(Into::into);
        item.disabled = !line.may;
        item
    });
    let items = everybody.into_iter().chain(each);
    let error = wrong.iter().find(|wrong| wrong.field == "child");
    let takes_from = matches!(whose, Whose::Worker(_));
    let button = if takes_from {
        "Hand them over"
    } else {
        "Give them to the worker"
    };
    Ok(html! {
        form method="post" action=(address(whose)) novalidate {
            input type="hidden" name="form" value=(visit.form_key());
            @for line in lines.iter().filter(|line| line.may) { input type="hidden" name={ "entry-" (line.subject) } value=(line.entry); }
            (Checkboxes {
                legend: Some(Legend { text: "Which children?", size: "govuk-fieldset__legend--m", ..Legend::default() }),
                hint: may_any.then_some("Tick those who go to the same worker. For others, choose below."),
                id: Some("child"), name: "child", error: error.map(|wrong| wrong.says.as_str()), class: "govuk-checkboxes--small",
                items: items.collect(),
                values: answers.all("child").iter().map(String::as_str).collect(),
                ..Checkboxes::default()
            }.markup())
            @if may_any {
                (choose("worker", "To whom are they given?", true, choices, answers, wrong))
                @if lines.len() > 1 { (one_by_one(lines, &near, answers)) }
                @if together {
                    (Checkboxes {
                        id: Some("together"), name: "together", class: "govuk-checkboxes--small",
                        items: vec![Choice::new("yes", "Brothers and sisters go together, to the same worker")],
                        values: answers.all("together").iter().map(String::as_str).collect(),
                        ..Checkboxes::default()
                    }.markup())
                }
                @if let Some(field) = record.fields.get("started_on") { (drawn.question("started_on", field)) }
                (asked::questions(visit, record, answers, wrong, against))
                @if takes_from { (returns_ask(visit, answers, wrong)?) }
                button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { (button) }
            }
        }
    })
}

/// For each child alone: to whom, of those who are near.
fn one_by_one(lines: &[Line], near: &Choices, answers: &Answers) -> Markup {
    let opened = lines.iter().any(|line| {
        answers.has(&format!("to-{}", line.subject))
            && !answers.one(&format!("to-{}", line.subject)).is_empty()
    });
    html! {
        details class="govuk-details" open[opened] {
            summary class="govuk-details__summary" {
                span class="govuk-details__summary-text" { "Choose for each child alone" }
            }
            div class="govuk-details__text" {
                @for line in lines.iter().filter(|line| line.may) {
                    @let id = format!("to-{}", line.subject);
                    (Select {
                        label: Label { text: &line.name, of: &id, ..Label::default() },
                        id: &id, name: &id,
                        items: std::iter::once(SelectItem::new("", "As above"))
                            .chain(near.iter().map(|(value, says)| SelectItem::new(value.as_str(), says.as_str())))
                            .collect(),
                        value: Some(answers.one(&id)).filter(|given| !given.is_empty()),
                        ..Select::default()
                    }.markup())
                }
            }
        }
    }
}

/// Those of these workers who are of the teams in which the work is, and oneself.
fn near(visit: &mut Visit<'_>, whose: &Whose, choices: &Choices) -> Result<Choices, Stop> {
    let all = visit.reader.teams()?;
    let of = match whose {
        Whose::Team(team) => team.names(),
        Whose::Worker(row) => {
            let offices = visit.reader.offices_of(row.subject)?.into_iter();
            let roles = offices.filter(|office| office.gives == Gives::Role);
            roles.filter_map(|office| office.whom).collect()
        }
    };
    let mut near: BTreeSet<String> = BTreeSet::from([visit.who.worker.to_string()]);
    for team in all
        .iter()
        .filter(|team| team.names().iter().any(|name| of.contains(name)))
    {
        let members: Vec<WorkerRow> = visit.reader.workers_of_team(team, visit.now)?;
        near.extend(members.iter().map(|row| row.subject.to_string()));
    }
    let found: Choices = (choices.iter())
        .filter(|(value, _)| near.contains(value))
        .cloned()
        .collect();
    Ok(if found.is_empty() {
        choices.clone()
    } else {
        found
    })
}
