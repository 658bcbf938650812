//! How the system is administered: who has an account, and what it is worked by. Whoever
//! administers it reads no child's file by that.
//!
//! | what you look for | where it is |
//! |---|---|
//! | who may, and the addresses | here |
//! | the first page, with what asks for somebody | [`front`] |
//! | who has an account, and how it stands | [`users`]; what is done to one: `staff::account` |
//! | which practice book is in force, and which were | [`book`], [`books`], [`changes`] |
//! | an authority's own words for codes | [`labels`] |
//! | schools, health, police, providers | [`organisations`] |
//! | an authority's own practice, brought and decided on | [`book`], [`folder`], [`brought`], [`trial`] |

mod agencies;
mod book;
mod books;
mod brought;
mod changes;
mod folder;
mod front;
mod labels;
mod organisations;
mod trial;
mod users;

pub(crate) use agencies::{Agencies, offered};
pub(crate) use trial::Trials;

use jiff::Timestamp;
use practice::{Fields, Id, Value, When};
use record::may::{Action, Decision, Target};
use record::{Body, Draft};
use store::{Account, Command, Session, StoreError};

use crate::edge::{form, page};
use crate::page::{Part, Place};
use crate::reply::Stop;
use crate::routes::Listed;
use crate::visit::Visit;

/// With these pages.
pub(crate) fn routes(listed: Listed) -> Listed {
    listed
        .route("/administer", page(front::show))
        .route("/administer/users", form(users::show, users::take))
        .route("/administer/users/export", page(users::export))
        .route("/administer/labels", form(labels::show, labels::take))
        .route(
            "/administer/organisations",
            form(organisations::show, organisations::take),
        )
        .route(
            "/administer/organisations/export",
            page(organisations::export),
        )
        .route(
            "/administer/organisations/{agency}",
            form(organisations::one, organisations::take_one),
        )
        .route("/administer/book", form(book::show, book::take))
        .route("/administer/book/changes", page(changes::show))
        .route(
            "/administer/book/{brought}",
            form(brought::show, brought::take),
        )
}

/// What this person may do to the organisation's own file.
fn may(visit: &Visit<'_>, action: Action) -> Decision {
    let organisation = visit.reader.about().organisation;
    visit.may(
        action,
        &Target::new(organisation, "organisation", organisation),
        None,
    )
}

/// Whether this person may see how the system is administered.
pub(crate) fn may_see(visit: &Visit<'_>) -> bool {
    may(visit, Action::SeeAdministration).allowed
}

/// What is administered, for whoever may see it.
pub(crate) fn places(visit: &Visit<'_>) -> Vec<Place> {
    if !may_see(visit) {
        return Vec::new();
    }
    let pages = [
        ("/administer", "Administer"),
        ("/administer/users", "Users"),
        ("/administer/organisations", "Organisations"),
        ("/administer/labels", "Labels of codes"),
        ("/administer/book", "Practice book"),
    ];
    let place = |(address, says)| Place::of(Part::Administration, address, says);
    pages.into_iter().map(place).collect()
}

/// Stops whoever may not.
fn only_if_may(visit: &Visit<'_>, action: Action) -> Result<Decision, Stop> {
    let may = may(visit, action);
    if may.allowed {
        return Ok(may);
    }
    Err(Stop::NotAllowed {
        because: may.because,
        glass: None,
    })
}

/// When somebody last signed in, as far as that is known: a session that has not ended says so,
/// and of one that has the code that was used for it.
pub(crate) fn last_signed_in(account: &Account, sessions: &[Session]) -> Option<Timestamp> {
    let began = sessions.iter().map(|session| session.began_at).max();
    let code = i64::try_from(account.last_code).ok()?;
    let code = (code > 0).then(|| Timestamp::from_second(code.checked_mul(30)?).ok());
    began.max(code.flatten())
}

/// Writes an entry into the organisation's own file. One that is sent twice is written once.
fn append(visit: &mut Visit<'_>, entry: Id, kind: &str, fields: Fields) -> Result<(), Stop> {
    let organisation = visit.reader.about().organisation;
    let version = visit.reader.file(organisation)?.len() as u64;
    let record = visit.app.book.record(kind);
    // When it happened stands in the field that the book says; what has no type there happens now.
    let occurred = record.and_then(|record| match fields.get(&record.occurred)? {
        Value::Text(text) => text.parse().ok(),
        _ => None,
    });
    let appended = visit.app.writer.append(Command {
        owner: organisation,
        expected_version: version,
        known: None,
        drafts: vec![Draft {
            id: entry,
            owner: organisation,
            refers_to: Vec::new(),
            kind: kind.to_owned(),
            kind_version: record.map_or(1, |record| record.version),
            occurred: occurred.unwrap_or(When::Instant(visit.now)),
            recorded_by: visit.who.worker,
            organisation,
            corrects: None,
            group: entry,
            body: Body {
                fields,
                ..Body::default()
            },
        }],
    });
    match appended {
        Ok(_) | Err(StoreError::IdTaken { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
