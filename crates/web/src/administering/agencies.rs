//! The other organisations with which the authority works, as the organisation's own file tells them.
//! They are offered wherever a field of the practice book names one; so that not every form reads that
//! file, they are kept in memory until something is written in it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use practice::book::{
    ORGANISATION as ADDED, ORGANISATION_KIND as KIND, ORGANISATION_NAME as NAME, OrganisationNamed,
};
use practice::{Book, Fact, Id, When};
use record::{Casefile, Entry};
use store::Mark;

use crate::reply::Stop;
use crate::visit::Visit;

/// The record type that calls one otherwise.
pub(super) const RENAMED: &str = "agency-renamed";
/// The record type that closes one.
pub(super) const CLOSED: &str = "agency-closed";

/// An organisation.
#[derive(Clone)]
pub(super) struct Agency {
    /// The entry that adds it.
    pub id: Id,
    /// What it is called today, and what it was called before.
    pub name: String,
    pub before: Vec<String>,
    /// What it is, in words and by its code.
    pub kind: String,
    code: String,
    /// Its numbers, each with what people call it.
    pub numbers: Vec<(&'static str, String)>,
    /// What else is told of it, by field.
    told: BTreeMap<String, String>,
    /// Its last day.
    pub closed: Option<When>,
}

/// Those that are there, by name.
pub(super) fn all(visit: &mut Visit<'_>) -> Result<Vec<Agency>, Stop> {
    let own = super::books::own(visit)?;
    let today = When::Instant(visit.now).day();
    Ok(of_file(&visit.app.book, &own, today))
}

fn of_file(book: &Book, own: &[Entry], today: Date) -> Vec<Agency> {
    let file = Casefile::fold(own);
    let of = |kind: &'static str| {
        let mut facts: Vec<&Fact> = file.of_kind(kind).collect();
        facts.sort_by_key(|fact| fact.occurred.start());
        let mut by: BTreeMap<Id, Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            let agency = fact.text("agency").and_then(|id| id.parse().ok());
            by.entry(agency.unwrap_or(fact.id)).or_default().push(fact);
        }
        by
    };
    let (renamed, closed) = (of(RENAMED), of(CLOSED));
    let mut all: Vec<Agency> = (file.of_kind(ADDED))
        .map(|fact| {
            let mut names = vec![fact.text(NAME).unwrap_or_default().to_owned()];
            let later = renamed.get(&fact.id).into_iter().flatten();
            let later = later.filter(|later| later.occurred.day() <= today);
            names.extend(later.filter_map(|later| later.text(NAME).map(str::to_owned)));
            let told: BTreeMap<String, String> = (fact.fields.keys())
                .filter_map(|field| Some((field.clone(), fact.text(field)?.to_owned())))
                .filter(|(_, text)| !text.is_empty())
                .collect();
            let numbers = [("URN", "urn"), ("ODS", "ods"), ("Ofsted", "ofsted")];
            let numbers = numbers.into_iter();
            Agency {
                id: fact.id,
                name: names.pop().unwrap_or_default(),
                before: names,
                kind: book.say_field(fact, KIND),
                code: told.get(KIND).cloned().unwrap_or_default(),
                numbers: numbers
                    .filter_map(|(says, field)| Some((says, told.get(field)?.clone())))
                    .collect(),
                told,
                closed: closed
                    .get(&fact.id)
                    .and_then(|facts| facts.last())
                    .map(|fact| fact.occurred),
            }
        })
        .collect();
    all.sort_by_cached_key(|one| (one.name.to_lowercase(), one.id));
    all
}

/// Those that were read last, by which mark of the organisation's own file, and for which day.
#[derive(Default)]
pub(crate) struct Agencies(Mutex<Option<Read>>);

/// As they were read.
struct Read {
    /// By which mark of the file, and for which day.
    of: (Mark, Date),
    all: Arc<Vec<Agency>>,
}

/// What a field that names an organisation may be answered with: each what would be typed, and what
/// it is called where that is something else.
pub(crate) fn offered(
    visit: &Visit<'_>,
    named: &OrganisationNamed,
) -> Result<Vec<(String, Option<String>)>, Stop> {
    let today = When::Instant(visit.now).day();
    let all = known(visit, today)?;
    let mut offered: Vec<(String, Option<String>)> = (all.iter())
        .filter(|one| one.closed.is_none_or(|closed| closed.day() >= today))
        .filter(|one| named.of.is_empty() || named.of.contains(&one.code))
        .filter_map(|one| {
            if named.by == NAME {
                return Some((one.name.clone(), None));
            }
            let number = one.told.get(&named.by)?;
            Some((number.clone(), Some(one.name.clone())))
        })
        .collect();
    offered.dedup();
    Ok(offered)
}

/// Those that are there: read again only where the organisation's own file has grown.
fn known(visit: &Visit<'_>, today: Date) -> Result<Arc<Vec<Agency>>, Stop> {
    let kept = || {
        let kept = visit.app.agencies.0.lock();
        kept.unwrap_or_else(PoisonError::into_inner)
    };
    visit.app.read(|reader| {
        let organisation = reader.about().organisation;
        let of = reader.mark_of(organisation)?.map(|mark| (mark, today));
        if let Some(read) = kept().as_ref().filter(|read| Some(read.of) == of) {
            return Ok(Arc::clone(&read.all));
        }
        let own = reader.file(organisation)?;
        let all = Arc::new(of_file(&visit.app.book, &own, today));
        *kept() = of.map(|of| Read {
            of,
            all: Arc::clone(&all),
        });
        Ok(all)
    })
}
