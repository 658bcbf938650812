//! Lawful disposal of a file: who may decide it, the entries that say so, and what they
//! say to whoever asks later.
//!
//! The entry stands in the organisation's own file and names the disposed file by its
//! random identifier alone: no name, no identifier of the authority's, no date of birth.

use jiff::civil::Date;
use practice::book::RecordType;
use practice::{Book, Fact, Fields, Id, Value, When};

use crate::casefile::{Casefile, last_version};
use crate::entry::{Body, Draft, Entry};
use crate::kinds;
use crate::projection::SetAsideRow;

/// The decision to dispose of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Why, in the words of who decided.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// Who else approved.
    pub approved_by: String,
    /// On what day.
    pub on: Date,
}

/// What is disposed of.
#[derive(Clone, Copy, Debug)]
pub struct Closing<'c> {
    /// The file.
    pub file: Id,
    /// What was merged into it, and goes with it.
    pub with: &'c [Id],
    /// How many entries it has.
    pub entries: u64,
    /// When the first and the last of them happened.
    pub first: When,
    /// See `first`.
    pub last: When,
    /// The authority's identifier of the child, where it is known.
    pub authority_id: Option<&'c str>,
    /// What was set aside for other files and names the child.
    pub named: &'c [SetAsideRow],
    /// The organisation, and its own file.
    pub organisation: Id,
    /// See `organisation`.
    pub own_file: &'c [Entry],
}

/// Why a file is not disposed of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no reason.
    #[error("a file is disposed of for a reason: say which rule of retention, and when it ran out")]
    NoReason,
    /// A person is not named.
    #[error("two people are named for a disposal: who decided it, and who approved it")]
    NoPerson,
    /// One person alone.
    #[error("{0} cannot both decide and approve a disposal: it takes two people")]
    OnePerson(String),
    /// What would be kept for ever names the child.
    #[error(
        "the reason or a person's name holds the child's identifier, and the entry that says so is kept for ever: leave it out"
    )]
    NamesTheChild,
    /// The practice book does not have the record type.
    #[error("the practice book in force has no record type {0}: add it to the book")]
    NoRecordType(&'static str),
}

impl Decision {
    /// Whether it was taken by two people, for a reason, and names no child.
    pub fn check(&self, authority_id: Option<&str>) -> Result<(), Refused> {
        let plain = |text: &str| {
            text.split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase()
        };
        let (reason, by, approved_by) = (
            plain(&self.reason),
            plain(&self.by),
            plain(&self.approved_by),
        );
        if reason.is_empty() {
            return Err(Refused::NoReason);
        }
        if by.is_empty() || approved_by.is_empty() {
            return Err(Refused::NoPerson);
        }
        if by == approved_by {
            return Err(Refused::OnePerson(self.by.trim().to_owned()));
        }
        let names = |id: &str| {
            let id = plain(id);
            !id.is_empty()
                && [&reason, &by, &approved_by]
                    .iter()
                    .any(|text| holds(text, &id))
        };
        if authority_id.is_some_and(names) {
            return Err(Refused::NamesTheChild);
        }
        Ok(())
    }

    /// The entries that say so: the disposal itself, and a withdrawal of what was set
    /// aside in the organisation's own file and names the child.
    ///
    /// `new_id` gives fresh identifiers.
    pub fn entries(
        &self,
        book: &Book,
        closing: &Closing<'_>,
        mut new_id: impl FnMut() -> Id,
    ) -> Result<Vec<Draft>, Refused> {
        self.check(closing.authority_id)?;
        let (recorded_by, group) = (new_id(), new_id());
        let draft = |record: &RecordType, id: Id, body: Body| Draft {
            id,
            owner: closing.organisation,
            refers_to: Vec::new(),
            kind: record.name.clone(),
            kind_version: record.version,
            occurred: When::Day(self.on),
            recorded_by,
            organisation: closing.organisation,
            corrects: None,
            group,
            body,
        };
        let disposed = record(book, kinds::FILE_DISPOSED)?;
        let mut drafts = Vec::with_capacity(1 + closing.with.len());
        for file in [closing.file].iter().chain(closing.with) {
            let body = Body {
                fields: self.fields(*file, closing),
                ..Body::default()
            };
            drafts.push(Draft {
                refers_to: vec![*file],
                ..draft(disposed, new_id(), body)
            });
        }
        let own = Casefile::fold(closing.own_file);
        let aside = record(book, kinds::VALUE_SET_ASIDE)?;
        for fact in in_own_file(closing).filter_map(|row| own.fact(row.entry)) {
            let body = Body {
                withdrawn: Some("The file of the child it names was disposed of.".to_owned()),
                ..Body::default()
            };
            drafts.push(Draft {
                occurred: fact.occurred,
                corrects: Some(last_version(fact)),
                ..draft(aside, new_id(), body)
            });
        }
        Ok(drafts)
    }

    fn fields(&self, file: Id, closing: &Closing<'_>) -> Fields {
        let number = |n: u64| Value::Number(i64::try_from(n).unwrap_or(i64::MAX));
        let text = |text: &str| Value::text(text.trim());
        Fields::from([
            ("disposed_on".to_owned(), Value::text(self.on)),
            ("file".to_owned(), Value::text(file)),
            ("entries".to_owned(), number(closing.entries)),
            ("first_day".to_owned(), Value::text(closing.first.day())),
            ("last_day".to_owned(), Value::text(closing.last.day())),
            ("reason".to_owned(), text(&self.reason)),
            ("decided_by".to_owned(), text(&self.by)),
            ("approved_by".to_owned(), text(&self.approved_by)),
        ])
    }
}

/// What was set aside in the organisation's own file and names the child.
pub fn in_own_file<'c>(closing: &Closing<'c>) -> impl Iterator<Item = &'c SetAsideRow> + use<'c> {
    let organisation = closing.organisation;
    closing
        .named
        .iter()
        .filter(move |row| row.subject == organisation)
}

/// What was set aside in other files and names the child: of other children, so that it
/// is for people to decide on.
pub fn in_other_files<'c>(
    closing: &Closing<'c>,
) -> impl Iterator<Item = &'c SetAsideRow> + use<'c> {
    let organisation = closing.organisation;
    closing
        .named
        .iter()
        .filter(move |row| row.subject != organisation)
}

/// The disposal of a file, if it was disposed of, by the organisation's own file.
pub fn of(own: &Casefile, file: Id) -> Option<&Fact> {
    let id = file.to_string();
    own.of_kind(kinds::FILE_DISPOSED)
        .find(|fact| fact.text("file") == Some(id.as_str()))
}

fn record<'b>(book: &'b Book, kind: &'static str) -> Result<&'b RecordType, Refused> {
    book.record(kind).ok_or(Refused::NoRecordType(kind))
}

/// Whether a text holds an identifier, set off from what stands around it.
fn holds(text: &str, id: &str) -> bool {
    text.match_indices(id).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text
            .get(at + id.len()..)
            .and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(reason: &str, by: &str, approved_by: &str) -> Decision {
        Decision {
            reason: reason.into(),
            by: by.into(),
            approved_by: approved_by.into(),
            on: "2026-06-01".parse().unwrap(),
        }
    }

    #[test]
    fn it_takes_a_reason_and_two_people() {
        let check = |reason, by, approved_by| decision(reason, by, approved_by).check(None);

        assert_eq!(check(" ", "A", "B"), Err(Refused::NoReason));
        assert_eq!(check("r", "", "B"), Err(Refused::NoPerson));
        assert_eq!(check("r", "A", " "), Err(Refused::NoPerson));
        let alone = Err(Refused::OnePerson("Ann Archer".into()));
        assert_eq!(check("r", "Ann Archer", "ann  archer "), alone);
        assert_eq!(check("r", "Ann Archer", "Bo Bowyer"), Ok(()));
    }

    #[test]
    fn what_is_kept_for_ever_does_not_name_the_child() {
        let check = |reason| decision(reason, "A", "B").check(Some("C25"));

        for reason in ["of c25", "C25's file", "(C25)", "C25"] {
            assert_eq!(check(reason), Err(Refused::NamesTheChild), "{reason}");
        }
        for reason in ["25 years", "paragraph C251", "AC25"] {
            assert_eq!(check(reason), Ok(()), "{reason}");
        }
    }
}
