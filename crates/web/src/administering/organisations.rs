//! The pages of the other organisations with which the authority works: added, called otherwise,
//! closed.

use maud::{Markup, html};
use practice::book::ORGANISATION as ADDED;
use practice::{Fields, Id};
use record::may::Action;

use super::agencies::{Agency, CLOSED, RENAMED, all};
use super::{append, only_if_may};
use crate::answers::Answers;
use crate::components::Button;
use crate::edge::Asked;
use crate::lists::{Column, Columns, MOST, PAGE as ROWS, Sheet, Wanted, choose, take_away};
use crate::page::{Content, turn};
use crate::recording::{Wrong, occurred, read_planned};
use crate::reply::{Reply, Stop};
use crate::staff::questions::{fill_today, questions, summary};
use crate::staff::write::record_type;
use crate::visit::Visit;
use crate::words;

/// The page.
const PAGE: &str = "/administer/organisations";
/// What is asked of a new one, of another name, and of the end.
const NEW: [&str; 6] = ["name", "kind", "urn", "ods", "ofsted", "added_on"];
const NAME: [&str; 2] = ["name", "from"];
const END: [&str; 1] = ["closed_on"];

/// Which are shown, by name and in words.
const SHOW: [(&str, &str); 3] = [("open", "Open"), ("closed", "Closed"), ("all", "All")];

const COLUMNS: Columns = Columns {
    all: &[
        Column::least("name", "Organisation"),
        Column::least("kind", "What it is"),
        Column::plain("Numbers"),
    ],
    own: &[],
    first: "name",
};

fn chosen(visit: &mut Visit<'_>, wanted: &Wanted<'_>) -> Result<Vec<Agency>, Stop> {
    let mut found = all(visit)?;
    match wanted.one_of("show", &SHOW.map(|(name, _)| name)) {
        "open" => found.retain(|one| one.closed.is_none()),
        "closed" => found.retain(|one| one.closed.is_some()),
        _ => {}
    }
    let order = COLUMNS.order(wanted);
    match order.by {
        "kind" => order.put(&mut found, |one| Some(one.kind.clone())),
        _ => order.put(&mut found, |one| Some(one.name.to_lowercase())),
    }
    Ok(found)
}

/// The list, and the form of a new one.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    let mut answers = Answers::default();
    fill_today(&mut answers, "added_on", visit.now);
    page(visit, asked, &answers, &[]).map(Reply::Page)
}

/// Adds one.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::Administer)?;
    let entry: Id = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    match read(visit, ADDED, &asked.answers, None) {
        Ok(fields) => {
            append(visit, entry, ADDED, fields)?;
            Ok(Reply::Go(PAGE.to_owned()))
        }
        Err(wrong) => page(visit, asked, &asked.answers, &wrong).map(Reply::Invalid),
    }
}

/// The list, to be taken away.
pub(super) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let may = only_if_may(visit, Action::SeeAdministration)?;
    let wanted = Wanted::of(PAGE, asked);
    let found = chosen(visit, &wanted)?;
    let more = found.len() > MOST;
    let mut sheet = Sheet::with(&[
        "Organisation",
        "What it is",
        "URN",
        "ODS",
        "Ofsted",
        "Last day",
    ]);
    sheet.of(visit, visit.reader.about().organisation, &may)?;
    for one in found.into_iter().take(MOST) {
        let number = |of: &str| {
            let found = one.numbers.iter().find(|(says, _)| *says == of);
            found.map(|(_, number)| number.clone()).unwrap_or_default()
        };
        let row = vec![
            one.name.clone(),
            one.kind.clone(),
            number("URN"),
            number("ODS"),
            number("Ofsted"),
            one.closed
                .map(|closed| closed.day().to_string())
                .unwrap_or_default(),
        ];
        sheet.add_other(row);
    }
    sheet.reply(visit, "organisations.csv", more)
}

/// What was answered, as fields; or what is wrong with it.
fn read(
    visit: &Visit<'_>,
    kind: &str,
    answers: &Answers,
    agency: Option<Id>,
) -> Result<Fields, Vec<Wrong>> {
    let Some(record) = visit.app.book.record(kind) else {
        return Err(Vec::new());
    };
    let (mut fields, mut wrong) = read_planned(&visit.app.book, record, answers);
    if let Some(agency) = agency {
        fields.insert("agency".to_owned(), practice::Value::text(agency));
        wrong.retain(|wrong| wrong.field != "agency");
    }
    let figures = |name: &str| match fields.get(name) {
        Some(practice::Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    if let Some(urn) = figures("urn")
        && !(urn.len() == 6 && urn.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let says = "The unique reference number must be 6 figures, like 123456";
        wrong.push(crate::staff::questions::wrong_about(record, "urn", says));
    }
    match occurred(record, &fields) {
        Some(_) if wrong.is_empty() => Ok(fields),
        _ => Err(wrong),
    }
}

fn page(
    visit: &mut Visit<'_>,
    asked: &Asked,
    answers: &Answers,
    wrong: &[Wrong],
) -> Result<Markup, Stop> {
    let wanted = Wanted::of(PAGE, asked);
    let found = chosen(visit, &wanted)?;
    let number = i64::try_from(found.len()).unwrap_or(i64::MAX);
    let (rows, more) = wanted.cut(found, ROWS);
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = record_type(&book, ADDED)?;
    let adds = super::may(visit, Action::Administer).allowed;
    let entry = visit.app.new_id()?;
    let main = html! {
        (summary(wrong))
        h1 class="govuk-heading-l" { "Organisations" }
        form method="get" action=(PAGE) class="sightline-choices sightline-not-printed" {
            (wanted.hidden(&["show"]))
            (choose(&wanted, "show", "Which", &SHOW))
            button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button" { "Show" }
        }
        p class="govuk-body" role="status" { (words::count(number, "organisation", "organisations")) }
        @if !rows.is_empty() {
            (table(&wanted, &rows))
            (take_away(&wanted.export()))
        }
        (turn(&wanted.address(), wanted.page, more))
        @if adds {
            div class="govuk-grid-row sightline-not-printed" {
                div class="govuk-grid-column-two-thirds" {
                    h2 class="govuk-heading-m" { "Add an organisation" }
                    form method="post" action=(PAGE) novalidate {
                        input type="hidden" name="form" value=(visit.form_key());
                        input type="hidden" name="entry" value=(entry);
                        (questions(visit, record, &NEW, &[], answers, wrong))
                        (Button { text: "Add it", once: true, ..Button::default() }.markup())
                    }
                }
            }
        }
        p class="govuk-body" { a class="govuk-link" href="/administer" { "Administer" } }
    };
    Ok(visit.page(&Content {
        title: "Organisations",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}

fn table(wanted: &Wanted<'_>, rows: &[Agency]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Organisations" }
            (COLUMNS.head(wanted))
            tbody class="govuk-table__body" {
                @for one in rows {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" {
                            a class="govuk-link" href={ (PAGE) "/" (one.id) } { (one.name) }
                            @if one.closed.is_some() { " " strong class="govuk-tag govuk-tag--grey" { "Closed" } }
                        }
                        td class="govuk-table__cell" data-label="What it is" { (one.kind) }
                        td class="govuk-table__cell" data-label="Numbers" { (numbers(one)) }
                    }
                }
            }
        }
    }
}

fn numbers(one: &Agency) -> String {
    if one.numbers.is_empty() {
        return "None recorded".to_owned();
    }
    let all = one.numbers.iter();
    let all = all.map(|(says, number)| format!("{says} {number}"));
    all.collect::<Vec<_>>().join(", ")
}

fn named(visit: &mut Visit<'_>, asked: &Asked) -> Result<Agency, Stop> {
    let id = asked.id("agency")?;
    let found = all(visit)?.into_iter().find(|one| one.id == id);
    found.ok_or(Stop::NotFound)
}

/// One, with the forms to call it otherwise and to close it.
pub(super) fn one(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::SeeAdministration)?;
    let agency = named(visit, asked)?;
    let mut answers = Answers::default();
    fill_today(&mut answers, "from", visit.now);
    fill_today(&mut answers, "closed_on", visit.now);
    page_of_one(visit, &agency, &answers, (&[], "")).map(Reply::Page)
}

/// Calls it otherwise, or closes it.
pub(super) fn take_one(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    only_if_may(visit, Action::Administer)?;
    let agency = named(visit, asked)?;
    let entry: Id = asked
        .answers
        .one("entry")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let kind = match asked.answers.one("do") {
        "rename" => RENAMED,
        "close" => CLOSED,
        _ => return Err(Stop::NotFound),
    };
    if agency.closed.is_some() {
        return Err(Stop::NotFound);
    }
    match read(visit, kind, &asked.answers, Some(agency.id)) {
        Ok(fields) => {
            append(visit, entry, kind, fields)?;
            Ok(Reply::Go(format!("{PAGE}/{}", agency.id)))
        }
        Err(wrong) => {
            page_of_one(visit, &agency, &asked.answers, (&wrong, kind)).map(Reply::Invalid)
        }
    }
}

fn page_of_one(
    visit: &mut Visit<'_>,
    agency: &Agency,
    answers: &Answers,
    (wrong, of): (&[Wrong], &str),
) -> Result<Markup, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let changes = super::may(visit, Action::Administer).allowed && agency.closed.is_none();
    let mut forms = Vec::new();
    for (kind, todo, title, button, asks) in [
        (
            RENAMED,
            "rename",
            "Call it something else",
            "Record the name",
            &NAME[..],
        ),
        (CLOSED, "close", "Close it", "Close it", &END[..]),
    ] {
        let record = record_type(&book, kind)?;
        let wrong = if of == kind { wrong } else { &[] };
        let shown = questions(visit, record, asks, &[], answers, wrong);
        forms.push((todo, title, button, shown, visit.app.new_id()?));
    }
    let address = format!("{PAGE}/{}", agency.id);
    let main = html! {
        (summary(wrong))
        span class="govuk-caption-l" { (agency.kind) }
        h1 class="govuk-heading-l" { (agency.name) }
        ul class="govuk-list" {
            li { "Numbers: " (numbers(agency)) }
            @if !agency.before.is_empty() { li { "Called before: " (agency.before.join(", ")) } }
            @if let Some(closed) = agency.closed { li { "Last day: " (words::when(closed)) } }
        }
        @if changes {
            div class="govuk-grid-row" {
                div class="govuk-grid-column-two-thirds" {
                    @for (todo, title, button, shown, entry) in &forms {
                        h2 class="govuk-heading-m" { (title) }
                        form method="post" action=(address) novalidate {
                            input type="hidden" name="form" value=(visit.form_key());
                            input type="hidden" name="entry" value=(entry);
                            input type="hidden" name="do" value=(todo);
                            (shown)
                            (Button { text: button, once: true, look: crate::components::Look::Secondary, ..Button::default() }.markup())
                        }
                    }
                }
            }
        }
        p class="govuk-body" { a class="govuk-link" href=(PAGE) { "Organisations" } }
    };
    Ok(visit.page(&Content {
        title: "An organisation",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}
