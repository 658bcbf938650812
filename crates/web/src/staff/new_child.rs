//! What is told of a child whose file is to be opened, and who may be the same child.
//!
//! Where the authority has no number for the child, one is made: `N` and nine letters and
//! figures by chance. It is of the length that the returns take, tells nothing of the child
//! or of the order in which files were opened, and is not given twice.

use practice::{Fields, Id, Value, When};
use record::find::{Address, Found, Identifier, Name, Particulars, Query, Search, Standing};
use record::kinds;
use record::may::Action;

use super::act::{Act, read};
use super::questions::wrong_about;
use super::write::record_type;
use crate::answers::Answers;
use crate::recording::Wrong;
use crate::reply::Stop;
use crate::visit::Visit;

/// What is asked of the child's name.
pub(super) const PERSON: &[&str] = &["forename", "surname", "nhs_number"];
/// What else is asked of who the child is.
pub(super) const DETAILS: &[&str] = &["born_on", "expected_on", "sex", "upn", "authority_id"];
/// What is asked of where the child lives.
pub(super) const LIVES: &[&str] = &["address", "postcode"];
/// The record type in which the name stands.
pub(super) const PERSON_KIND: &str = "person-details";
/// The record type in which the address stands.
pub(super) const ADDRESS_KIND: &str = "address-started";
/// How many who may be the same child are shown.
const SHOWN: usize = 10;
/// How many are weighed.
const WEIGHED: usize = 500;
/// The letters and figures of a number that is made: none that is taken for another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// What was answered, by record type.
pub(super) struct Answered {
    /// The names.
    pub person: Fields,
    /// The particulars.
    pub details: Fields,
    /// The address.
    pub lives: Fields,
}

/// What was answered, or all that is wrong with it.
pub(super) fn told(
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
        wrong.push(wrong_about(record, kinds::AUTHORITY_ID, says));
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
        return Ok(Some(wrong_about(record, "forename", says)));
    }
    let record = record_type(book, kinds::CHILD_DETAILS)?;
    let late = day(details, "born_on").is_some_and(|born| born > When::Instant(visit.now).day());
    if late {
        let says =
            "Date of birth must be today or in the past: enter when the baby is expected instead";
        return Ok(Some(wrong_about(record, "born_on", says)));
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
pub(super) fn likely(visit: &mut Visit<'_>, told: &Answered) -> Result<Vec<Found>, Stop> {
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
