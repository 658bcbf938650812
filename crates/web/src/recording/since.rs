//! What others recorded in a file since a form was begun: shown with what was typed, so that
//! nobody overwrites unread what somebody else recorded.

use maud::{Markup, html};
use practice::{Book, Fact, Fields, Id};
use record::exempt::plain;
use record::{Casefile, Entry};

use super::answer::in_order;
use super::group::parts;
use super::known::typed;
use crate::answers::Answers;
use crate::child::File;
use crate::edge::Asked;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// Under what name a form says on which version of a file it was begun.
pub(crate) const BASED_ON: &str = "based-on";
/// How often it is tried to write something while others write in the same file.
const ATTEMPTS: usize = 3;

/// Something that somebody else recorded since a form was begun.
#[derive(Clone, Debug)]
pub(crate) struct Since {
    /// What it is: *Case note: corrected 2 November 2026 at 12pm by Ada Example*.
    what: String,
    /// What it says now, in one sentence.
    says: String,
    /// The answers that it changed: question, what it said before, what it says now.
    changed: Vec<(String, String, String)>,
    /// The page of it.
    address: String,
}

/// Does what a form asks for. Where somebody else wrote in the very moment between reading and
/// writing, all is read and looked at again, so that what they wrote is shown with the form.
pub(crate) fn once_more_where_met(
    visit: &mut Visit<'_>,
    asked: &Asked,
    once: fn(&mut Visit<'_>, &Asked) -> Result<Reply, Stop>,
) -> Result<Reply, Stop> {
    for _ in 1..ATTEMPTS {
        match once(visit, asked) {
            Err(Stop::Met) => {}
            done => return done,
        }
    }
    once(visit, asked)
}

/// What others recorded in the file since the form was begun.
pub(crate) fn since(visit: &mut Visit<'_>, file: &File, asked: &Asked) -> Result<Vec<Since>, Stop> {
    since_version(visit, file, asked.answers.one(BASED_ON))
}

/// What others recorded in the file since this version of it. Of what this person may not read
/// nothing is said.
pub(crate) fn since_version(
    visit: &mut Visit<'_>,
    file: &File,
    version: &str,
) -> Result<Vec<Since>, Stop> {
    let seen = seen(version);
    let mut found = Vec::new();
    for entry in file.entries.iter().skip(seen) {
        let by_others = entry.header.recorded_by != visit.who.worker;
        if by_others && people::may_read_kind(visit, file, &entry.header.kind).allowed {
            let by = visit.reader.worker(entry.header.recorded_by)?;
            let by = by.map(|worker| worker.name);
            found.push(told(&visit.app.book, file, entry, by.as_deref()));
        }
    }
    Ok(found)
}

/// How many entries of a file were there when a form was begun. With what is merged into it,
/// entries stand in the order in which they were recorded.
fn seen(version: &str) -> usize {
    let based_on: u64 = version.parse().unwrap_or(0);
    usize::try_from(based_on).unwrap_or(usize::MAX)
}

fn told(book: &Book, file: &File, entry: &Entry, by: Option<&str>) -> Since {
    let record = book.record(&entry.header.kind);
    let title = record.map_or(entry.header.kind.as_str(), |record| record.title.as_str());
    let withdrawn = entry.body.as_ref().and_then(|body| body.withdrawn.as_ref());
    let done = match (entry.header.corrects, withdrawn) {
        (_, Some(_)) => "withdrawn",
        (Some(_), None) => "corrected",
        (None, None) => "recorded",
    };
    let mut what = format!(
        "{title}: {done} {}",
        words::moment(entry.header.recorded_at)
    );
    if let Some(by) = by {
        what = format!("{what} by {by}");
    }
    let id = entry.header.id;
    let tells = |fact: &&Fact| {
        let mut earlier = fact.earlier.iter();
        fact.id == id || earlier.any(|earlier| earlier.corrected_by == id)
    };
    let fact = file.shown.facts.iter().find(tells);
    let says = match (fact, withdrawn) {
        (_, Some(why)) => format!("Reason: {why}"),
        (Some(fact), None) => plain(&book.say(&version_of(fact, id))),
        (None, None) => String::new(),
    };
    let changed = match fact {
        Some(fact) if withdrawn.is_none() => changed(book, fact, id),
        _ => Vec::new(),
    };
    let first = fact.map_or(id, |fact| fact.id);
    Since {
        what,
        says,
        changed,
        address: file.address(&format!("entry/{first}")),
    }
}

/// A fact as one of its entries told it.
fn version_of(fact: &Fact, entry: Id) -> Fact {
    let place = (fact.earlier.iter()).position(|earlier| earlier.corrected_by == entry);
    let next = place.map_or(0, |place| place + 1);
    let fields = fact.earlier.get(next).map(|earlier| &earlier.fields);
    Fact {
        fields: fields.unwrap_or(&fact.fields).clone(),
        ..fact.clone()
    }
}

/// The answers that an entry changed in what it corrects.
fn changed(book: &Book, fact: &Fact, entry: Id) -> Vec<(String, String, String)> {
    let corrected = (fact.earlier.iter()).find(|earlier| earlier.corrected_by == entry);
    let (Some(corrected), Some(record)) = (corrected, book.record(&fact.kind)) else {
        return Vec::new();
    };
    let (now, before) = (version_of(fact, entry), with(fact, &corrected.fields));
    let differ = in_order(record).into_iter();
    let differ = differ.filter(|(name, _)| now.field(name) != before.field(name));
    let said = |fact: &Fact, name: &str| match fact.field(name) {
        Some(_) => plain(&book.say_field(fact, name)),
        None => "nothing".to_owned(),
    };
    differ
        .map(|(name, field)| (field.ask.clone(), said(&before, name), said(&now, name)))
        .collect()
}

fn with(fact: &Fact, fields: &Fields) -> Fact {
    Fact {
        fields: fields.clone(),
        ..fact.clone()
    }
}

/// What was typed to correct something that somebody else corrected meanwhile: where they
/// changed an answer and this person did not, theirs.
pub(super) fn with_theirs(
    book: &Book,
    file: &File,
    fact: &Fact,
    answers: &Answers,
    version: &str,
) -> Answers {
    let begun = Casefile::fold(file.entries.get(..seen(version)).unwrap_or(&file.entries));
    let (Some(record), Some(begun)) = (book.record(&fact.kind), begun.fact(fact.id)) else {
        return answers.clone();
    };
    let (was, is) = (typed(record, &begun.fields), typed(record, &fact.fields));
    let mut made = answers.clone();
    for (name, field) in in_order(record) {
        let names = parts(name, field);
        let same = |one: &Answers, other: &Answers| {
            let mut names = names.iter();
            names.all(|name| answered(one, name) == answered(other, name))
        };
        if same(answers, &was) && !same(&was, &is) {
            for name in &names {
                match is.0.get(name) {
                    Some(theirs) => made.0.insert(name.clone(), theirs.clone()),
                    None => made.0.remove(name),
                };
            }
        }
    }
    made
}

fn answered<'a>(answers: &'a Answers, name: &str) -> Vec<&'a str> {
    let all = answers.all(name).iter().map(|text| text.trim());
    all.filter(|text| !text.is_empty()).collect()
}

/// What somebody else recorded meanwhile, above a form with what was typed.
pub(crate) fn shown(since: &[Since]) -> Markup {
    html! {
        @if !since.is_empty() {
            div class="govuk-notification-banner" role="alert" aria-labelledby="changed-title" data-module="govuk-notification-banner" {
                div class="govuk-notification-banner__header" {
                    h2 class="govuk-notification-banner__title" id="changed-title" { "Something was recorded while you were writing" }
                }
                div class="govuk-notification-banner__content" {
                    ul class="govuk-list govuk-list--spaced" {
                        @for one in since {
                            li {
                                a class="govuk-notification-banner__link" href=(one.address) { (one.what) }
                                @if !one.says.is_empty() { br; (words::sentence(&one.says)) }
                                @for (ask, before, now) in &one.changed {
                                    br; strong { (ask) } " " (now) " " span class="govuk-hint sightline-inline" { "It said before: " (before) }
                                }
                            }
                        }
                    }
                    p class="govuk-body" { "Nothing of yours is recorded yet, and nothing of it is lost: it stands below as you typed it. Look whether it still holds, and send it again." }
                }
            }
        }
    }
}

/// That a form was begun on the file as it stands now, to be sent with it.
pub(crate) fn begun_on(file: &File) -> Markup {
    html! { input type="hidden" name=(BASED_ON) value=(file.entries.len()); }
}

impl Since {
    /// The same, with whose file it stands in.
    pub fn of(self, name: &str) -> Self {
        Self {
            what: format!("{name}: {}", self.what),
            ..self
        }
    }
}
