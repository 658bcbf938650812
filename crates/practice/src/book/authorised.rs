//! What is in force only once a manager has authorised it, and what must be true by then.
//!
//! Who may authorise is the permissions'; what must be true is said here.

use crate::engine::Story;
use crate::expr::{Answer, Condition};
use crate::fact::Fact;
use jiff::civil::Date;

/// What is asked of a record of one type before it is authorised.
#[derive(Clone, Debug)]
pub struct Authorised {
    /// The record type.
    pub kind: String,
    /// What asks for the authorisation.
    pub source: String,
    /// Whether it may be authorised and need not be: it is then no gap where nobody has.
    pub optional: bool,
    /// What is written when it is given, where something is: a record type, and the fields
    /// that it takes over by their names.
    pub writes: Option<(String, Vec<String>)>,
    /// What must be true.
    pub gates: Vec<Gate>,
}

/// Something that must be true before a record is authorised.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Its name among those of its record type.
    pub name: String,
    /// Of which records it is asked: of all, where nothing is said.
    pub asked_if: Option<Condition>,
    /// What is looked for.
    pub looks_for: GateLooksFor,
    /// What is said where it is not so.
    pub missing: String,
    /// What asks for it.
    pub source: String,
}

/// What a gate looks for.
#[derive(Clone, Debug)]
pub enum GateLooksFor {
    /// That a condition holds of the record's own fields, the age and the states.
    Holds(Condition),
    /// That another record is in the file.
    Record {
        /// Its type.
        kind: String,
        /// Its link that leads where the same link of this record does, or to this record.
        same: Option<String>,
        /// What must hold of it.
        which: Option<Condition>,
    },
}

impl Gate {
    /// What it looks for, and of what it is asked, as it is written in the book.
    pub fn looks(&self) -> String {
        let looks = match &self.looks_for {
            GateLooksFor::Holds(condition) => condition.text().to_owned(),
            GateLooksFor::Record { kind, which, .. } => match which {
                Some(which) => format!("{kind}, where {}", which.text()),
                None => kind.clone(),
            },
        };
        match &self.asked_if {
            Some(asked) => format!("({looks}; asked where {})", asked.text()),
            None => format!("({looks})"),
        }
    }

    /// Whether it stands open for a record, as the file is on a day. Where it cannot be said
    /// whether it is asked of the record, it is; where it cannot be said whether what it
    /// asks is so, the answer is [`Answer::Unknown`], and it does not stand open.
    pub fn open(&self, story: &Story<'_, '_>, facts: &[Fact], of: &Fact, on: Date) -> Answer {
        let holds = |condition: &Condition, fact| story.holds(condition, Some(fact), on);
        if (self.asked_if.as_ref()).is_some_and(|asked| holds(asked, of) == Answer::No) {
            return Answer::Yes;
        }
        match &self.looks_for {
            GateLooksFor::Holds(condition) => holds(condition, of),
            GateLooksFor::Record { kind, same, which } => {
                let mut unknown = false;
                for fact in facts {
                    let here = fact.kind == *kind && !fact.withdrawn && fact.occurred.day() <= on;
                    if !here || !same.as_ref().is_none_or(|link| is_same(link, fact, of)) {
                        continue;
                    }
                    match which
                        .as_ref()
                        .map_or(Answer::Yes, |which| holds(which, fact))
                    {
                        Answer::Yes => return Answer::Yes,
                        Answer::Unknown => unknown = true,
                        Answer::No => {}
                    }
                }
                if unknown { Answer::Unknown } else { Answer::No }
            }
        }
    }
}

/// Whether a link of one record leads to another, or where that one's link of this name does.
fn is_same(link: &str, fact: &Fact, of: &Fact) -> bool {
    let leads = fact.link(link);
    leads.is_some() && (leads == Some(of.id) || leads == of.link(link))
}
