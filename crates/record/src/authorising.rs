//! Where a record stands that somebody else has to authorise: written, sent, returned or
//! authorised; what is still missing, and what was let through.
//!
//! Each decision names the version of the record that it is about. A correction makes
//! another version, and so takes the authorisation back.

use jiff::civil::Date;
use practice::book::{Authorised, Gate};
use practice::engine::Story;
use practice::expr::Answer;
use practice::{Book, Fact, Id, When};

use crate::casefile::last_version;
use crate::{Casefile, kinds};

/// Where a record stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Written, and not sent; or corrected since.
    Written,
    /// Sent, and waiting.
    Sent(Said),
    /// Returned for changes.
    Returned(Said),
    /// Authorised.
    Authorised(Said),
    /// Told by an extract, which does not say who authorised it: it is not asked for again.
    Imported,
}

/// A decision on a record: who, when, and in what words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The entry that holds it.
    pub entry: Id,
    /// The worker.
    pub by: Option<Id>,
    /// When.
    pub at: When,
    /// In their words.
    pub words: Option<String>,
}

/// Something that is missing.
#[derive(Clone, Copy, Debug)]
pub struct Missing<'b> {
    /// The gate that asks for it.
    pub gate: &'b Gate,
    /// Whether it is only not known: something that it asks for was left empty.
    pub not_known: bool,
}

/// Something that was missing, and was let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overridden {
    /// The gate, by its name.
    pub gate: String,
    /// What was missing, as it was said then.
    pub missing: String,
    /// Who let it through, when, and why.
    pub said: Said,
    /// Whether it was of the version that stands now.
    pub stands: bool,
}

/// Where a record stands.
#[derive(Clone, Debug)]
pub struct Standing<'b, 'f> {
    /// The record.
    pub fact: &'f Fact,
    /// What is asked of its type.
    pub rule: &'b Authorised,
    /// How far it is.
    pub step: Step,
    /// Who sent the version that stands now, where it was sent.
    pub sent: Option<Said>,
    /// Whether an earlier version was authorised, and a correction took that back.
    pub taken_back: bool,
    /// What is missing and was not let through, in the book's order.
    pub missing: Vec<Missing<'b>>,
    /// What was let through, of whatever version, in order.
    pub overridden: Vec<Overridden>,
}

impl Standing<'_, '_> {
    /// Whether it waits for somebody to authorise it.
    pub fn waits(&self) -> bool {
        matches!(self.step, Step::Sent(_))
    }
}

/// Where one record stands, as the file is on a day; `None` where its type needs no
/// authorisation, it was withdrawn, or there is no such record.
pub fn of<'b, 'f>(
    book: &'b Book,
    file: &'f Casefile,
    entry: Id,
    on: Date,
) -> Option<Standing<'b, 'f>> {
    let fact = file.fact(entry).filter(|fact| !fact.withdrawn)?;
    let rule = book.authorised.get(&fact.kind)?;
    let story = Story::new(book, &file.facts);
    Some(standing(&story, file, fact, rule, on))
}

/// Where every record of a file stands that needs authorisation, as the file is on a day, in
/// the order in which they were recorded.
pub fn all<'b, 'f>(book: &'b Book, file: &'f Casefile, on: Date) -> Vec<Standing<'b, 'f>> {
    let mut asked = (file.facts.iter())
        .filter(|fact| !fact.withdrawn)
        .filter_map(|fact| Some((fact, book.authorised.get(&fact.kind)?)))
        .peekable();
    if asked.peek().is_none() {
        return Vec::new();
    }
    let story = Story::new(book, &file.facts);
    asked
        .map(|(fact, rule)| standing(&story, file, fact, rule, on))
        .collect()
}

fn standing<'b, 'f>(
    story: &Story<'b, 'f>,
    file: &'f Casefile,
    fact: &'f Fact,
    rule: &'b Authorised,
    on: Date,
) -> Standing<'b, 'f> {
    let Progress {
        step,
        sent,
        taken_back,
        overridden,
    } = progress(file, fact);
    let let_through = |gate: &Gate| {
        (overridden.iter()).any(|one: &Overridden| one.stands && one.gate == gate.name)
    };
    let missing = (rule.gates.iter())
        .filter(|gate| !let_through(gate))
        .filter_map(|gate| match gate.open(story, &file.facts, fact, on) {
            Answer::Yes => None,
            answer => Some(Missing {
                gate,
                not_known: answer == Answer::Unknown,
            }),
        })
        .collect();
    Standing {
        fact,
        rule,
        step,
        sent,
        taken_back,
        missing,
        overridden,
    }
}

/// How far a record is, by what was said of it; whatever day it is.
pub(crate) struct Progress {
    pub step: Step,
    pub sent: Option<Said>,
    pub taken_back: bool,
    pub overridden: Vec<Overridden>,
}

/// How far a record is.
pub(crate) fn progress(file: &Casefile, fact: &Fact) -> Progress {
    let version = last_version(fact);
    let untouched = fact.imported && fact.earlier.is_empty();
    let mut step = if untouched {
        Step::Imported
    } else {
        Step::Written
    };
    let (mut sent, mut taken_back, mut overridden) = (None, false, Vec::new());
    let about_it = |one: &&Fact| !one.withdrawn && one.link("entry") == Some(fact.id);
    for one in file.facts.iter().filter(about_it) {
        let stands = one.link("version") == Some(version);
        match (one.kind.as_str(), stands) {
            (kinds::SENT, true) => {
                sent = Some(said(one, "comments"));
                step = Step::Sent(said(one, "comments"));
            }
            (kinds::RETURNED, true) => step = Step::Returned(said(one, "comments")),
            (kinds::AUTHORISED, true) => step = Step::Authorised(said(one, "comments")),
            (kinds::AUTHORISED, false) => taken_back = true,
            (kinds::RETURNED, false) => taken_back = false,
            (kinds::OVERRIDDEN, stands) => overridden.push(Overridden {
                gate: one.text("gate").unwrap_or_default().to_owned(),
                missing: one.text("missing").unwrap_or_default().to_owned(),
                said: said(one, "reason"),
                stands,
            }),
            _ => {}
        }
    }
    if matches!(step, Step::Authorised(_)) {
        taken_back = false;
    }
    Progress {
        step,
        sent,
        taken_back,
        overridden,
    }
}

fn said(fact: &Fact, words: &str) -> Said {
    Said {
        entry: fact.id,
        by: fact.text("worker").and_then(|worker| worker.parse().ok()),
        at: fact.occurred,
        words: fact.text(words).map(str::to_owned),
    }
}
