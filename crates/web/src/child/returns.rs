//! What the Department's rules would find in this file, were the census and the looked after
//! return made today: in words, with the place where each can be mended.

use std::collections::HashMap;

use maud::{Markup, html};
use practice::When;
use practice::book::RecordType;
use record::may::Action;
use returns::check::cin::Reference;
use returns::made::findings::{Beside, Finding, Return, of_child};
use returns::made::{Names, Origin};

use super::top::top;
use super::{File, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// The calendar by which the census counts working days.
const CALENDAR: &str = "england-and-wales";

/// The page.
pub(crate) fn returns(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "returns")?;
    let found = findings(visit, &file)?;
    let at_the_end = |one: &&Finding| one.due_at_the_end;
    let refused: Vec<&Finding> = (found.iter())
        .filter(|one| !one.due_at_the_end && !one.is_query)
        .collect();
    let asked_about: Vec<&Finding> = (found.iter())
        .filter(|one| !one.due_at_the_end && one.is_query)
        .collect();
    let later: Vec<&Finding> = found.iter().filter(at_the_end).collect();
    let main = html! {
        (top(visit, &file, "returns"))
        h1 class="govuk-heading-l" { "What the returns would find" }
        p class="govuk-body" {
            "If the census and the looked after return were made from this file today, the Department’s rules would find this. "
            "What is mended here is right in the return."
        }
        @if found.is_empty() { p class="govuk-body" { "Nothing: this child is in neither return, or all is as it should be." } }
        (group(visit, &file, "Would be refused", &refused))
        (group(visit, &file, "Would be asked about", &asked_about))
        (group(visit, &file, "To be told by 31 March", &later))
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "What the returns would find",
        main,
        ..Content::default()
    })))
}

/// How many things in this file would be refused, in a sentence that leads to them; nothing
/// where none would be.
pub(super) fn line(visit: &mut Visit<'_>, file: &File) -> Result<Markup, Stop> {
    let found = findings(visit, file)?;
    let refused = found
        .iter()
        .filter(|one| !one.due_at_the_end && !one.is_query)
        .count();
    Ok(html! {
        @if refused > 0 {
            p class="govuk-body" {
                a class="govuk-link" href=(file.address("returns")) {
                    (words::count(i64::try_from(refused).unwrap_or(i64::MAX), "thing", "things"))
                    " would be refused in the statutory returns"
                }
            }
        }
    })
}

/// What is found of records that this person may read.
fn findings(visit: &mut Visit<'_>, file: &File) -> Result<Vec<Finding>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let Some(calendar) = book.calendar(CALENDAR) else {
        return Ok(Vec::new());
    };
    let names = numbers(visit, file)?;
    let beside = Beside {
        book: Reference {
            calendar,
            authorities: &book.authorities,
        },
        names: &names,
    };
    let today = When::Instant(file.as_at(visit)).day();
    let facts = &file.casefile.facts;
    let mut found =
        of_child(&file.child.authority_id, facts, today, beside).map_err(|_| Stop::NotFound)?;
    found.retain(|one| {
        let mut kinds = one.mended_in.iter();
        one.mended_in.is_empty()
            || kinds.any(|at| people::may_read_kind(visit, file, &at.kind).allowed)
    });
    Ok(found)
}

/// The numbers of the workers whom this file names.
fn numbers(visit: &mut Visit<'_>, file: &File) -> Result<Numbers, Stop> {
    let mut known = HashMap::new();
    let allocations = file.casefile.of_kind("social-worker-allocated");
    for name in allocations.filter_map(|fact| fact.text("worker")) {
        if known.contains_key(name) {
            continue;
        }
        let worker = match name.parse() {
            Ok(subject) => visit.reader.worker(subject)?,
            Err(_) => visit.reader.workers_with_number(name)?.into_iter().next(),
        };
        // Whom this record does not know is called as the file has them.
        let number = worker.map_or_else(|| Some(name.to_owned()), |worker| worker.number);
        known.insert(name.to_owned(), number);
    }
    Ok(Numbers(known))
}

/// The numbers of workers, by what a file calls them.
struct Numbers(HashMap<String, Option<String>>);

impl Names for Numbers {
    fn number(&self, worker: &str) -> Option<String> {
        self.0.get(worker).cloned().flatten()
    }

    fn worker(&self, worker: &str) -> Option<String> {
        Some(worker.to_owned())
    }

    fn team(&self, team: &str) -> Option<String> {
        Some(team.to_owned())
    }
}

fn group(visit: &Visit<'_>, file: &File, title: &str, found: &[&Finding]) -> Markup {
    html! {
        @if !found.is_empty() {
            h2 class="govuk-heading-m" { (title) }
            @for of in [Return::Census, Return::LookedAfter] {
                @let own: Vec<&&Finding> = found.iter().filter(|one| one.of == of).collect();
                @if !own.is_empty() { (table(visit, file, title, of, &own)) }
            }
        }
    }
}

fn table(visit: &Visit<'_>, file: &File, title: &str, of: Return, found: &[&&Finding]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-table__caption--s" {
                (words::sentence(of.title()))
                span class="govuk-visually-hidden" { ": " (title) }
            }
            thead class="govuk-table__head" {
                tr class="govuk-table__row" {
                    th scope="col" class="govuk-table__header" { "What the rule says" }
                    th scope="col" class="govuk-table__header" { "Where it can be mended" }
                }
            }
            tbody class="govuk-table__body" {
                @for one in found {
                    tr class="govuk-table__row" {
                        td class="govuk-table__cell" {
                            (one.message)
                            br; span class="govuk-hint sightline-inline" { "Rule " (one.rule) }
                        }
                        td class="govuk-table__cell" { (ways(visit, file, one)) }
                    }
                }
            }
        }
    }
}

/// Where a finding can be mended by this person, each place once; or that others do.
fn ways(visit: &Visit<'_>, file: &File, one: &Finding) -> Markup {
    let mut ways: Vec<(String, String)> = Vec::new();
    for way in one.mended_in.iter().filter_map(|at| way(visit, file, at)) {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    html! {
        @if ways.is_empty() { "Somebody else can mend this, or it stands in an extract." }
        @else {
            ul class="govuk-list" {
                @for (address, says) in &ways {
                    li { a class="govuk-link" href=(address) { (says) } }
                }
            }
        }
    }
}

/// The form by which this person can mend a field: a correction of the record that it stands
/// in, or the record that is wanted.
fn way(visit: &Visit<'_>, file: &File, at: &Origin) -> Option<(String, String)> {
    let record = visit.app.book.record(&at.kind)?;
    if !crate::recording::is_typed(record) {
        return None;
    }
    let child = file.child.subject;
    let Some(entry) = at.entry else {
        let may = people::may_record(visit, file, record).allowed;
        let address = format!("/child/{child}/record/{}", record.name);
        return may.then(|| (address, format!("Record: {}", record.title)));
    };
    let fact = file.casefile.fact(entry)?;
    let when = words::when(fact.occurred);
    if visit
        .may(Action::Correct, &file.target, Some(record))
        .allowed
    {
        let address = format!("/child/{child}/entry/{entry}/correct");
        return Some((
            address,
            format!("Correct: {}, {when}{}", record.title, field(record, at)),
        ));
    }
    let may = people::may_read_kind(visit, file, &at.kind).allowed;
    let address = file.address(&format!("entry/{entry}"));
    may.then(|| (address, format!("{}, {when}", record.title)))
}

/// Which question of the form it is.
fn field(record: &RecordType, at: &Origin) -> String {
    let ask = record.fields.get(at.field).map(|field| field.ask.as_str());
    ask.map_or_else(String::new, |ask| format!(" (“{ask}”)"))
}
