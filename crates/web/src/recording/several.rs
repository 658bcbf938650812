//! A record for several children, with their files open: whose answers are read, checked and
//! shown where.

use practice::book::RecordType;

use super::answer::Wrong;
use super::group::{Group, answers_of, prefix};
use super::kin;
use super::since::{Since, since_version};
use crate::answers::Answers;
use crate::child::{File, open_other};
use crate::reply::Stop;
use crate::visit::Visit;

/// Where a message leads that is about whom the record is for.
pub(super) const FOR_WHOM: &str = "for-whom";

/// A record for several children.
pub(super) struct Several {
    /// Whom it is also for, and what differs.
    pub group: Group,
    /// The other children's files.
    pub others: Vec<File>,
    /// Whether somebody was chosen for whom it cannot be recorded any more.
    some_lost: bool,
}

impl Several {
    /// Of a form or a draft; `None` where it is for one child alone.
    pub fn of(
        visit: &mut Visit<'_>,
        file: &File,
        record: &RecordType,
        answers: &Answers,
    ) -> Result<Option<Self>, Stop> {
        let group = Group::of(record, answers);
        if group.is_nobody_else() {
            return Ok(None);
        }
        let kin = kin::of(visit, file, record)?;
        let mut others = Vec::with_capacity(group.also.len());
        for child in &group.also {
            if kin.iter().any(|kin| kin.subject == *child) {
                others.push(open_other(visit, *child, "form")?);
            }
        }
        Ok(Some(Self {
            some_lost: others.len() < group.also.len(),
            group,
            others,
        }))
    }

    /// Of these children's files.
    pub fn with(group: Group, others: Vec<File>) -> Self {
        Self {
            group,
            others,
            some_lost: false,
        }
    }

    /// The children's files, that of the page first.
    pub fn children<'s>(&'s self, file: &'s File) -> impl Iterator<Item = &'s File> {
        std::iter::once(file).chain(&self.others)
    }

    /// What is wrong where somebody who was chosen is no longer to be chosen.
    pub fn lost(&self) -> Vec<Wrong> {
        let says = "One of the children whom you chose cannot be recorded for any more. Look whom it is for now, and record it";
        let wrong = self.some_lost.then(|| Wrong {
            field: String::new(),
            id: FOR_WHOM.to_owned(),
            says: says.to_owned(),
        });
        wrong.into_iter().collect()
    }

    /// A child's answers, whole.
    pub fn answers_of(&self, record: &RecordType, answers: &Answers, child: &File) -> Answers {
        answers_of(record, &self.group, answers, child.child.subject)
    }

    /// Adds what is wrong with a child's answers: what is shared once, what is the child's own
    /// with the child's name.
    pub fn add_wrong(&self, wrong: &mut Vec<Wrong>, found: Vec<Wrong>, child: &File, first: bool) {
        for one in found {
            if self.group.differs(&one.field) {
                wrong.push(Wrong {
                    id: format!("{}{}", prefix(child.child.subject), one.id),
                    says: format!("{} – {}", child.name, one.says),
                    ..one
                });
            } else if first {
                wrong.push(one);
            }
        }
    }
}

/// What others recorded in a child's file since the form for several was begun.
pub(super) fn since(
    visit: &mut Visit<'_>,
    answers: &Answers,
    child: &File,
) -> Result<Vec<Since>, Stop> {
    let found = since_version(visit, child, answers.one(&based_on(child)))?;
    Ok(found.into_iter().map(|one| one.of(&child.name)).collect())
}

/// Under what name a form says on which version of a child's file it was begun.
pub(super) fn based_on(child: &File) -> String {
    format!("{}based-on", prefix(child.child.subject))
}
