//! The practice books that this part of the pages speaks of: the one in force, those before, and
//! those that were brought, with their texts read and checked.

use practice::{Book, Id, example};
use record::Entry;
use record::in_force::{self, Brought, Files, InForce, Text};
use record::may::Permissions;

use crate::reply::Stop;
use crate::visit::Visit;

/// What the organisation's own file says of books.
pub(super) struct Books {
    /// Those that were in force, the last first.
    pub in_force: Vec<InForce>,
    /// Who recorded that each came into force, in the same order.
    pub by: Vec<Id>,
    /// Those that were brought, the last first.
    pub brought: Vec<Brought>,
}

impl Books {
    /// Of the record.
    pub fn of(visit: &mut Visit<'_>) -> Result<Self, Stop> {
        let own = own(visit)?;
        let in_force = in_force::all(&own).map_err(|error| Stop::Broken(error.to_string()))?;
        let recorded_by = |one: &InForce| {
            let entry = own.iter().find(|entry| Some(entry.header.id) == one.entry);
            entry.map(|entry| entry.header.recorded_by)
        };
        let nobody = visit.reader.about().organisation;
        Ok(Self {
            by: (in_force.iter())
                .map(|one| recorded_by(one).unwrap_or(nobody))
                .collect(),
            brought: in_force::brought(&own),
            in_force,
        })
    }

    /// The one that was brought with this entry.
    pub fn one(&self, brought: Id) -> Result<&Brought, Stop> {
        let one = self.brought.iter().find(|one| one.entry == brought);
        one.ok_or(Stop::NotFound)
    }

    /// The text of the book over which a practice is laid: of the one in force without what is
    /// laid over it, or England's where none was taken into force.
    pub fn law(&self) -> Text {
        let last = self.in_force.first();
        last.map_or_else(
            || Text::england(Files::new()),
            |last| Text {
                book: last.text.book.clone(),
                overlay: Files::new(),
            },
        )
    }

    /// The text of the law with this laid over it.
    pub fn with(&self, overlay: &Files) -> Text {
        Text {
            overlay: overlay.clone(),
            ..self.law()
        }
    }

    /// The practice that is laid over the law now.
    pub fn overlay(&self) -> &[(String, String)] {
        let last = self.in_force.first();
        last.map_or(&[], |last| last.text.overlay.as_slice())
    }
}

/// The organisation's own file.
pub(super) fn own(visit: &mut Visit<'_>) -> Result<Vec<Entry>, Stop> {
    let organisation = visit.reader.about().organisation;
    Ok(visit.reader.file(organisation)?)
}

/// A fault of a book: where it is, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The file and the line.
    pub place: String,
    /// What is wrong, and what would be right.
    pub what: String,
}

/// A book that passes, and how many of its worked examples hold.
pub(super) struct Passed {
    /// The book.
    pub book: Book,
    /// How many examples hold: all of them.
    pub examples: usize,
}

/// Reads a book and checks all of it, as `sightline practice check` does: its text, its policies
/// and its worked examples. Every fault is told with its place.
pub(super) fn check(text: &Text) -> Result<Passed, Vec<Fault>> {
    let faults = |problems: practice::book::Problems| {
        let all = problems.0.into_iter().map(|problem| Fault {
            place: format!("{}, line {}", problem.file, problem.line),
            what: problem.what,
        });
        all.collect::<Vec<_>>()
    };
    let book = text.read().map_err(faults)?;
    let mut wrong = Vec::new();
    if let Err(problems) = Permissions::of(&book) {
        wrong.extend(faults(problems));
    }
    let (examples, differ) = example::run(&book);
    wrong.extend(differ.into_iter().map(|one| Fault {
        place: format!("{}, line {}", one.file, one.line),
        what: format!("{}: {}", one.clock, one.what),
    }));
    if wrong.is_empty() {
        Ok(Passed { book, examples })
    } else {
        Err(wrong)
    }
}
