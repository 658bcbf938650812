//! The check itself: the rules are those of `returns::check`, as `sightline check` runs them.

use std::io::Read;
use std::sync::Arc;

use returns::check::Collection;
use returns::check::cin::{self, Reference};
use returns::check::shown::{CheckedCensus, Rules, ShowError, not_looked_at, say_what_is_newer};
use returns::check::ssda903::{self, Beside};
use returns::read::ReadError;
use returns::read::census::CensusReader;

use super::finds::{Finds, Which};
use super::sort::{Brought, LookedAfter, sort};
use crate::edge::{Asked, HeldFile};
use crate::reply::Stop;
use crate::visit::Visit;

/// The questions' names.
pub(super) const FILES: &str = "files";
pub(super) const PREVIOUS: &str = "previous";
pub(super) const COLLECTION: &str = "collection";
pub(super) const AUTHORITY: &str = "authority";

/// What is wrong with what was sent, and with the answer to which question.
pub(super) type Wrong = (&'static str, String);

/// Why nothing was found out.
pub(super) enum NotChecked {
    /// Something is to be put right first.
    Wrong(Vec<Wrong>),
    /// Something else.
    Stop(Stop),
}

impl NotChecked {
    fn of(question: &'static str, says: impl Into<String>) -> Self {
        Self::Wrong(vec![(question, says.into())])
    }
}

impl From<ReadError> for NotChecked {
    fn from(error: ReadError) -> Self {
        Self::of(FILES, error.to_string())
    }
}

impl From<ShowError> for NotChecked {
    fn from(error: ShowError) -> Self {
        match error {
            ShowError::Read(error) => error.into(),
            other => Self::Stop(Stop::Broken(other.to_string())),
        }
    }
}

/// Checks what was sent.
pub(super) fn check(visit: &Visit<'_>, asked: &Asked) -> Result<Finds, NotChecked> {
    let chosen = asked.answers.one(COLLECTION);
    let Ok(chosen) = chosen.parse::<Collection>() else {
        return Err(NotChecked::of(COLLECTION, "Select the year of the return"));
    };
    let held = asked.held.as_deref().map_or(&[][..], |held| &held.files);
    let of = |question: &str| {
        let files = held.iter().filter(|file| file.question == question);
        files.collect::<Vec<_>>()
    };
    let wrong = |question: &'static str| {
        move |says: Vec<String>| {
            let says = says.into_iter().map(|says| (question, says));
            NotChecked::Wrong(says.collect())
        }
    };
    let (brought, mut notes) = sort(&of(FILES)).map_err(wrong(FILES))?;
    let before = of(PREVIOUS);
    let before = if before.is_empty() {
        None
    } else {
        let (before, left_alone) = sort(&before).map_err(wrong(PREVIOUS))?;
        notes.extend(left_alone);
        Some(before)
    };
    match (brought, before) {
        (Brought::Census(file), None) => census(visit, file, chosen, notes),
        (Brought::Census(_), Some(_)) => Err(NotChecked::of(
            PREVIOUS,
            "A census is checked without that of the year before: select no file here",
        )),
        (Brought::LookedAfter(_), Some(Brought::Census(_))) => Err(NotChecked::of(
            PREVIOUS,
            "The return of the year before must be a looked after return too",
        )),
        (Brought::LookedAfter(now), None) => looked_after(visit, asked, &now, None, chosen, notes),
        (Brought::LookedAfter(now), Some(Brought::LookedAfter(before))) => {
            looked_after(visit, asked, &now, Some(&before), chosen, notes)
        }
    }
}

/// Checks a census while it is read.
fn census(
    visit: &Visit<'_>,
    file: &HeldFile,
    chosen: Collection,
    mut notes: Vec<String>,
) -> Result<Finds, NotChecked> {
    let book = Arc::clone(&visit.app.book);
    let reference = Reference::of(&book).ok_or_else(|| {
        let says = "the practice book has no calendar england-and-wales";
        NotChecked::Stop(Stop::Broken(says.to_owned()))
    })?;
    let mut reader = CensusReader::new(file.open(), file.name.as_str())?;
    let collection = match cin::collection_of(reader.header()) {
        Some(said) if said != chosen => {
            notes.push(format!(
                "{chosen} was selected, but the census says in its header that it is for {said}: it was checked as that."
            ));
            said
        }
        _ => chosen,
    };
    let rules = Rules::cin(collection, &[]);
    let rules = rules.map_err(|error| NotChecked::of(COLLECTION, error.to_string()))?;
    let checked = cin::check(&mut reader, collection, reference)?;
    notes.extend(checked.without_words());
    let again = || Ok(Box::new(file.open()) as Box<dyn Read>);
    let located = CheckedCensus::new(&file.name, &again, &checked);
    Ok(Finds::of(
        Which::Census,
        &checked.report,
        &rules,
        &located,
        notes,
    )?)
}

/// Checks a looked after return, with that of the year before or without.
fn looked_after(
    visit: &Visit<'_>,
    asked: &Asked,
    now: &LookedAfter<'_>,
    before: Option<&LookedAfter<'_>>,
    collection: Collection,
    mut notes: Vec<String>,
) -> Result<Finds, NotChecked> {
    let authorities = &visit.app.book.authorities;
    let authority = Some(asked.answers.one(AUTHORITY)).filter(|code| !code.is_empty());
    if authority.is_some_and(|code| authorities.get(code).is_none()) {
        return Err(NotChecked::of(
            AUTHORITY,
            "Enter the code of an authority that is, or was, responsible for children’s services, like E08000025",
        ));
    }
    let rules = Rules::ssda903(collection, &[]);
    let rules = rules.map_err(|error| NotChecked::of(COLLECTION, error.to_string()))?;
    let whole = now.read()?;
    let previous = before.map(LookedAfter::read).transpose();
    let previous = previous.map_err(|error| NotChecked::of(PREVIOUS, error.to_string()))?;
    let beside = Beside {
        previous: previous.as_ref(),
        authority,
        ..Beside::default()
    };
    let mut report = ssda903::check(&whole, collection, authorities, &beside);
    say_what_is_newer(&mut report);
    notes.extend(not_looked_at(&whole));
    notes.extend(previous.iter().flat_map(not_looked_at));
    Ok(Finds::of(
        Which::LookedAfter,
        &report,
        &rules,
        &whole,
        notes,
    )?)
}
