//! The children of a worker or of a team, and several given to another worker at once.

use maud::{Markup, html};
use practice::Id;
use record::Casefile;

use super::give::given;
use super::involved::INVOLVED;
use super::known::{may_write, only_if, with_children, worker};
use super::questions::{Choices, choose, fill_today, summary, wrong_about};
use super::teams::team;
use super::waiting::{Whose, rows};
use super::write::{append, record_type};
use crate::answers::Answers;
use crate::components::{Checkboxes, Choice, Legend};
use crate::edge::Asked;
use crate::page::{Content, turn};
use crate::people;
use crate::recording::{Form, Wrong, occurred, read_planned};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: usize = 50;
/// The children of a team, those who wait longest first.
pub(super) fn of_team(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, _) = team(visit, asked)?;
    show(visit, asked, &Whose::Team(team))
}

/// Gives those who were ticked to a worker.
pub(super) fn take_of_team(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (team, _) = team(visit, asked)?;
    take(visit, asked, &Whose::Team(team))
}

/// The children of a worker.
pub(super) fn of_worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, _) = worker(visit, asked)?;
    show(visit, asked, &Whose::Worker(row))
}

/// Gives those who were ticked to another worker.
pub(super) fn take_of_worker(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (row, _) = worker(visit, asked)?;
    take(visit, asked, &Whose::Worker(row))
}
fn show(visit: &mut Visit<'_>, asked: &Asked, whose: &Whose) -> Result<Reply, Stop> {
    let mut answers = Answers::default();
    fill_today(&mut answers, "started_on", visit.now);
    Ok(Reply::Page(page(visit, asked, whose, &answers, &[])?))
}

/// Gives the ticked children to a worker: what their worker was ends on the day before, in
/// the same moment as the new one begins.
fn take(visit: &mut Visit<'_>, asked: &Asked, whose: &Whose) -> Result<Reply, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, INVOLVED)?;
    let mut wrong = Vec::new();
    let (fields, all) = read_planned(&book, record, &asked.answers);
    wrong.extend(all.into_iter().filter(|wrong| wrong.field == "started_on"));
    let to = asked.answers.one("f-worker");
    if !with_children(visit, false)?
        .iter()
        .any(|(value, _)| value == to)
    {
        wrong.push(wrong_about(record, "worker", "Select a worker"));
    }
    let ticked: Vec<Id> = asked
        .answers
        .all("child")
        .iter()
        .filter_map(|text| text.parse().ok())
        .collect();
    if ticked.is_empty() {
        wrong.push(Wrong {
            field: "child".to_owned(),
            id: "child".to_owned(),
            says: "Select the children whom the worker is to have".to_owned(),
        });
    }
    let (Some(from), true) = (occurred(record, &fields), wrong.is_empty()) else {
        return Ok(Reply::Invalid(page(
            visit,
            asked,
            whose,
            &asked.answers,
            &wrong,
        )?));
    };
    // All of them are looked at before the first is written.
    let mut all = Vec::with_capacity(ticked.len());
    for child in ticked {
        let first: Id = asked
            .answers
            .one(&format!("entry-{child}"))
            .parse()
            .map_err(|_| Stop::Stale)?;
        let target = people::target(visit, child)?;
        only_if(may_write(visit, &target, INVOLVED)?)?;
        all.push((child, first));
    }
    for (child, first) in all {
        let told = given(visit, whose, (child, first), to, from)?;
        append(visit, child, first, told)?;
    }
    Ok(Reply::Go(address(whose)))
}

fn address(whose: &Whose) -> String {
    match whose {
        Whose::Worker(row) => format!("/workers/{}/children", row.subject),
        Whose::Team(team) => format!("/teams/{}/children", team.subject),
    }
}

fn page(
    visit: &mut Visit<'_>,
    asked: &Asked,
    whose: &Whose,
    answers: &Answers,
    wrong: &[Wrong],
) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let number = asked.query.one("page").parse::<usize>().unwrap_or(1).max(1);
    let rows = rows(visit, whose)?;
    let (all, waiting) = (
        rows.len(),
        rows.iter().filter(|row| row.waiting.is_some()).count(),
    );
    let more = all > number * PAGE;
    let mut items = Vec::new();
    let mut entries = Vec::new();
    let mut may_any = false;
    for row in rows.iter().skip((number - 1) * PAGE).take(PAGE) {
        let Some(child) = visit.reader.child(row.subject)? else {
            continue;
        };
        let name = people::child_name(&Casefile::fold(&visit.reader.file(row.subject)?), &child);
        let target = people::target(visit, row.subject)?;
        let may = may_write(visit, &target, INVOLVED)?.allowed;
        may_any |= may;
        let hint = row
            .waiting
            .map(|days| format!("No worker, for {}", words::count(days, "day", "days")));
        let mut item = Choice::new(row.subject.to_string(), name);
        item.hint = hint.map(Into::into);
        item.disabled = !may;
        items.push(item);
        entries.push((row.subject, visit.app.new_id()?));
    }
    let hidden = match whose {
        // Who keeps accounts learns how many there are, and not who.
        Whose::Worker(row) => visit
            .reader
            .files_of(&row.names(), &[], visit.now)?
            .len()
            .saturating_sub(all),
        Whose::Team(_) => 0,
    };
    let choices = if may_any {
        with_children(visit, false)?
    } else {
        Choices::new()
    };
    let name = match whose {
        Whose::Worker(row) => &row.name,
        Whose::Team(team) => &team.name,
    };
    let casefile = Casefile::fold(&[]);
    let form = Form {
        book: &book,
        casefile: &casefile,
        answers,
        wrong,
        prefix: "",
        marks: false,
        quick: false,
    };
    let record = record_type(&book, INVOLVED)?;
    let address = address(whose);
    let error = wrong
        .iter()
        .find(|wrong| wrong.field == "child")
        .map(|wrong| wrong.says.as_str());
    let main = html! {
        (summary(wrong))
        span class="govuk-caption-l" { (name) }
        h1 class="govuk-heading-l" { "Children" }
        p class="govuk-body" {
            (words::count(i64::try_from(all).unwrap_or(i64::MAX), "child", "children"))
            @if waiting > 0 { ", " (waiting) " without a worker" }
            "."
            @if hidden > 0 { " They work with " (words::count(i64::try_from(hidden).unwrap_or(i64::MAX), "child", "children")) " whom you may not see: a manager of the team gives them to somebody else." }
        }
        @if !items.is_empty() {
            form method="post" action=(address) novalidate {
                input type="hidden" name="form" value=(visit.form_key());
                @for (child, entry) in &entries { input type="hidden" name={ "entry-" (child) } value=(entry); }
                (Checkboxes {
                    legend: Some(Legend { text: "Children", size: "govuk-fieldset__legend--m", ..Legend::default() }),
                    id: Some("child"), name: "child", error, class: "govuk-checkboxes--small",
                    items,
                    values: answers.all("child").iter().map(String::as_str).collect(),
                    ..Checkboxes::default()
                }.markup())
                @if may_any {
                    (choose("worker", "To whom are they given?", true, &choices, answers, wrong))
                    @if let Some(field) = record.fields.get("started_on") { (form.question("started_on", field)) }
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" { "Give them to the worker" }
                }
            }
        }
        (turn(&address, number, more))
    };
    Ok(visit.page(&Content {
        title: "Children",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}
