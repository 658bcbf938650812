//! A file for a child who has none yet. Whoever is likely to be the same child is shown
//! first, so that nobody has two files.
//!
//! Where the authority has no number for the child, one is made: `N` and nine letters and
//! figures by chance. It is of the length that the returns take, tells nothing of the child
//! or of the order in which files were opened, and is not given twice.

use maud::{Markup, html};
use practice::{Fields, Id, Value, When};
use record::find::{Address, Found, Identifier, Name, Particulars, Query, Search, Standing};
use record::kinds;
use record::may::{Action, Decision, Target};

use super::act::{self, Act, entry, questions, read, summary};
use super::known::only_if;
use super::write::{Told, append, record_type};
use crate::answers::Answers;
use crate::edge::Asked;
use crate::page::Content;
use crate::recording::Wrong;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// What is asked of the child's name.
const PERSON: &[&str] = &["forename", "surname", "nhs_number"];
/// What else is asked of who the child is.
const DETAILS: &[&str] = &["born_on", "expected_on", "sex", "upn", "authority_id"];
/// What is asked of where the child lives.
const LIVES: &[&str] = &["address", "postcode"];
/// The record types in which it stands.
const PERSON_KIND: &str = "person-details";
const ADDRESS_KIND: &str = "address-started";
const INVOLVED_KIND: &str = "involvement-started";
/// How many who may be the same child are shown.
const SHOWN: usize = 10;
/// How many are weighed.
const WEIGHED: usize = 500;
/// The letters and figures of a number that is made: none that is taken for another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let file = visit.app.new_id()?;
    allowed(visit, file)?;
    let ids = (file, visit.app.new_id()?);
    Ok(Reply::Page(page(
        visit,
        &Answers::default(),
        &[],
        &[],
        ids,
    )?))
}

/// Shows who may be the same child; opens the file where there is nobody, or where none of
/// them is.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file: Id = asked.answers.one("file").parse().map_err(|_| Stop::Stale)?;
    let first = entry(asked)?;
    let may = allowed(visit, file)?;
    if !visit.reader.file(file)?.is_empty() {
        // The same form, sent before.
        return Ok(Reply::Go(format!("/child/{file}")));
    }
    let (told, wrong) = told(visit, file, &asked.answers)?;
    let Some(told) = told else {
        return Ok(Reply::Invalid(page(
            visit,
            &asked.answers,
            &wrong,
            &[],
            (file, first),
        )?));
    };
    // Whoever was shown already, and is not the child, is not asked about again.
    let seen = asked.answers.all("seen");
    let likely = likely(visit, &told)?;
    let unseen = likely
        .iter()
        .any(|found| !seen.contains(&found.candidate.subject.to_string()));
    if unseen {
        return Ok(Reply::Invalid(page(
            visit,
            &asked.answers,
            &[],
            &likely,
            (file, first),
        )?));
    }
    let entries = entries(visit, file, told, &may)?;
    append(visit, file, first, entries)?;
    Ok(Reply::Go(format!("/child/{file}")))
}

/// Whether this person may open a file.
fn allowed(visit: &Visit<'_>, file: Id) -> Result<Decision, Stop> {
    let target = Target::new(file, "child", visit.reader.about().organisation);
    let may = visit.may(Action::OpenFile, &target, None);
    only_if(may.clone())?;
    Ok(may)
}

/// What was answered, by record type.
struct Answered {
    person: Fields,
    details: Fields,
    lives: Fields,
}

/// What was answered, or all that is wrong with it.
fn told(
    visit: &mut Visit<'_>,
    file: Id,
    answers: &Answers,
) -> Result<(Option<Answered>, Vec<Wrong>), Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let today = When::Instant(visit.now).day().to_string();
    let number = match answers.one("f-authority_id") {
        "" => made(visit)?,
        given => given.to_owned(),
    };
    let mut answers = answers.clone();
    answers
        .0
        .insert("f-authority_id".to_owned(), vec![number.clone()]);
    let part = |kind, asks: &[&'static str], fixed: Vec<(&'static str, String)>| {
        let mut act = Act::new(file, kind, "");
        act.asks = asks.to_vec();
        act.fixed = fixed;
        Ok::<_, Stop>(read(visit, &act, record_type(&book, kind)?, &answers))
    };
    let person = part(PERSON_KIND, PERSON, vec![("told_on", today.clone())])?;
    let told_by = vec![
        ("told_on", today.clone()),
        ("told_by", "recorded".to_owned()),
    ];
    let details = part(kinds::CHILD_DETAILS, DETAILS, told_by)?;
    let lives = part(ADDRESS_KIND, LIVES, vec![("started_on", today)])?;
    let all = [&person, &details, &lives];
    let mut wrong: Vec<Wrong> = all
        .into_iter()
        .filter_map(|read| read.as_ref().err())
        .flatten()
        .cloned()
        .collect();
    if let (Ok((person, _)), Ok((details, _))) = (&person, &details) {
        wrong.extend(missing(visit, person, details)?);
    }
    if let Some(other) = visit.reader.children_with_authority_id(&number)?.first() {
        let target = crate::people::target(visit, other.subject)?;
        let is_seen = visit.may(Action::Find, &target, None).allowed;
        let record = record_type(&book, kinds::CHILD_DETAILS)?;
        let says = if is_seen {
            "Another child has that number of the authority: look whether it is the same child"
        } else {
            "Another file has that number of the authority: ask the information governance officer"
        };
        wrong.push(act::wrong_about(record, kinds::AUTHORITY_ID, says));
    }
    match (person, details, lives) {
        (Ok((person, _)), Ok((details, _)), Ok((lives, _))) if wrong.is_empty() => Ok((
            Some(Answered {
                person,
                details,
                lives,
            }),
            wrong,
        )),
        _ => Ok((None, wrong)),
    }
}

/// What one has to know of a child to open a file: a name, or when the baby is expected.
fn missing(visit: &Visit<'_>, person: &Fields, details: &Fields) -> Result<Option<Wrong>, Stop> {
    let book = &visit.app.book;
    let named = person.contains_key("forename") || person.contains_key("surname");
    if !named && !details.contains_key("expected_on") {
        let record = record_type(book, PERSON_KIND)?;
        let says = "Enter a first name or a surname, as far as it is known";
        return Ok(Some(act::wrong_about(record, "forename", says)));
    }
    let record = record_type(book, kinds::CHILD_DETAILS)?;
    let late = day(details, "born_on").is_some_and(|born| born > When::Instant(visit.now).day());
    if late {
        let says =
            "Date of birth must be today or in the past: enter when the baby is expected instead";
        return Ok(Some(act::wrong_about(record, "born_on", says)));
    }
    Ok(None)
}

fn day(fields: &Fields, name: &str) -> Option<jiff::civil::Date> {
    match fields.get(name) {
        Some(Value::Text(text)) => text.parse().ok(),
        _ => None,
    }
}

fn text(fields: &Fields, name: &str) -> String {
    match fields.get(name) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// Who may be the same child, among those whom this person may find: from half of the sum on
/// that makes two files likely to be one person's, since less is known of a child whose file
/// is being opened. A name alone is enough, or a surname with the date of birth.
fn likely(visit: &mut Visit<'_>, told: &Answered) -> Result<Vec<Found>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let Some(finding) = book.finding.as_ref() else {
        return Err(Stop::Broken(
            "the practice book does not say how to find anybody".to_owned(),
        ));
    };
    let identifier = |fields: &Fields, name: &str| {
        let value = text(fields, name);
        (!value.is_empty()).then(|| Identifier {
            called: String::new(),
            value,
        })
    };
    let address = Address {
        lines: text(&told.lives, "address"),
        postcode: text(&told.lives, "postcode"),
    };
    let particulars = Particulars {
        about: "child".to_owned(),
        names: vec![Name {
            forename: text(&told.person, "forename"),
            surname: text(&told.person, "surname"),
            standing: Standing::Now,
        }],
        born_on: day(&told.details, "born_on").into_iter().collect(),
        identifiers: [
            identifier(&told.person, "nhs_number"),
            identifier(&told.details, "upn"),
        ]
        .into_iter()
        .flatten()
        .collect(),
        addresses: Some(address)
            .filter(|at| *at != Address::default())
            .into_iter()
            .collect(),
    };
    let query = Query::like(&particulars, finding);
    let candidates = visit.reader.find(&query.lookups(finding), WEIGHED)?;
    let search = Search {
        query: &query,
        finding,
    };
    let mut likely = Vec::new();
    for found in search.rank(candidates.people) {
        let subject = found.candidate.subject;
        if found.fits.score * 2 < finding.likely || visit.reader.child(subject)?.is_none() {
            continue;
        }
        let target = crate::people::target(visit, subject)?;
        if visit.may(Action::Find, &target, None).allowed {
            likely.push(found);
        }
        if likely.len() == SHOWN {
            break;
        }
    }
    Ok(likely)
}

/// The entries of the new file. Who could not read the file that they open is involved with
/// the child from now on, until a manager allocates it.
fn entries(visit: &Visit<'_>, file: Id, told: Answered, may: &Decision) -> Result<Vec<Told>, Stop> {
    let book = &visit.app.book;
    let today = When::Day(When::Instant(visit.now).day());
    let details = record_type(book, kinds::CHILD_DETAILS)?;
    let mut entries = vec![
        Told::of(details, today, told.details),
        Told::of(record_type(book, PERSON_KIND)?, today, told.person),
    ];
    if told.lives.contains_key("address") || told.lives.contains_key("postcode") {
        entries.push(Told::of(
            record_type(book, ADDRESS_KIND)?,
            today,
            told.lives,
        ));
    }
    let target = Target::new(file, "child", visit.reader.about().organisation);
    if !visit.may(Action::Read, &target, None).allowed {
        let offices = visit.who.actor.offices.iter();
        let mut offices = offices.filter(|office| may.role.as_ref() == Some(&office.role));
        let team = offices.find_map(|office| office.team.first().cloned());
        let involved = Told::new(record_type(book, INVOLVED_KIND)?, today);
        entries.push(
            involved
                .with("worker", visit.who.worker)
                .with("role", "Opened the file")
                .with("team", team.unwrap_or_default()),
        );
    }
    Ok(entries)
}

/// A number for a child for whom the authority has none.
fn made(visit: &mut Visit<'_>) -> Result<String, Stop> {
    for _ in 0..8 {
        let bytes = visit.app.random::<9>()?;
        let letters = bytes
            .iter()
            .filter_map(|byte| LETTERS.get(usize::from(byte % 32)));
        let number: String = std::iter::once('N')
            .chain(letters.map(|letter| char::from(*letter)))
            .collect();
        if visit.reader.children_with_authority_id(&number)?.is_empty() {
            return Ok(number);
        }
    }
    Err(Stop::Broken(
        "eight numbers made by chance were all given before".to_owned(),
    ))
}

fn page(
    visit: &Visit<'_>,
    answers: &Answers,
    wrong: &[Wrong],
    likely: &[Found],
    (file, entry): (Id, Id),
) -> Result<Markup, Stop> {
    let book = &visit.app.book;
    let part = |kind, asks| {
        Ok::<_, Stop>(questions(
            visit,
            record_type(book, kind)?,
            asks,
            &[],
            answers,
            wrong,
        ))
    };
    let today = When::Instant(visit.now).day();
    let main = html! {
        div class="govuk-grid-row" {
            div class="govuk-grid-column-two-thirds" {
                (summary(wrong))
                h1 class="govuk-heading-l" { "Open a new file" }
                @if !likely.is_empty() { (same(likely, today)) }
                form method="post" action="/new-file" novalidate {
                    input type="hidden" name="form" value=(visit.form_key());
                    input type="hidden" name="file" value=(file);
                    input type="hidden" name="entry" value=(entry);
                    @for found in likely { input type="hidden" name="seen" value=(found.candidate.subject); }
                    @if !likely.is_empty() { h2 class="govuk-heading-m" { "If it is none of them" } }
                    (part(PERSON_KIND, PERSON)?)
                    (part(kinds::CHILD_DETAILS, DETAILS)?)
                    p class="govuk-hint" { "Where the authority has no number for the child, one is made." }
                    (part(ADDRESS_KIND, LIVES)?)
                    button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true" {
                        @if likely.is_empty() { "Open the file" } @else { "It is none of them: open a new file" }
                    }
                }
            }
        }
    };
    Ok(visit.page(&Content {
        title: "Open a new file",
        main,
        has_errors: !wrong.is_empty(),
        ..Content::default()
    }))
}

/// Those who may be the same child.
fn same(likely: &[Found], today: jiff::civil::Date) -> Markup {
    html! {
        div class="govuk-inset-text" role="status" {
            h2 class="govuk-heading-m" { "Is it one of these children?" }
            ul class="govuk-list" {
                @for found in likely {
                    @let person = &found.candidate.particulars;
                    li {
                        a class="govuk-link govuk-!-font-weight-bold" href={ "/child/" (found.candidate.subject) } {
                            (person.name().unwrap_or_else(|| "Name not recorded".to_owned()))
                        }
                        @if let Some(born) = person.born_on.first() {
                            ", born " (practice::book::day_in_words(*born)) " (" (crate::child::age(*born, today)) ")"
                        }
                        div class="govuk-hint" {
                            (found.fits.reasons.iter().map(|reason| reason.says.as_str()).collect::<Vec<_>>().join("; "))
                        }
                    }
                }
            }
        }
    }
}
