//! One child's file, as the mappings ask it.

use std::collections::HashMap;

use jiff::civil::Date;
use practice::{Fact, Id, Value};
use record::kinds;

/// What a child's file holds now, by record type and day.
#[derive(Debug)]
pub struct ChildFile<'f> {
    /// The authority's own identifier of the child.
    pub authority_id: &'f str,
    by_kind: HashMap<&'f str, Vec<&'f Fact>>,
}

impl<'f> ChildFile<'f> {
    /// The file of a child; what was withdrawn is left out.
    pub fn of(authority_id: &'f str, facts: &'f [Fact]) -> Self {
        let mut by_kind: HashMap<&str, Vec<&Fact>> = HashMap::new();
        for fact in facts.iter().filter(|fact| !fact.withdrawn) {
            by_kind.entry(&fact.kind).or_default().push(fact);
        }
        for facts in by_kind.values_mut() {
            // Of one day, those recorded first stand first.
            facts.sort_by_key(|fact| fact.occurred.start());
        }
        Self {
            authority_id,
            by_kind,
        }
    }

    /// The file as it stood on a day: who the child is, and what happened by then.
    pub fn by(authority_id: &'f str, facts: &'f [Fact], day: Date) -> Self {
        let mut file = Self::of(authority_id, facts);
        for (kind, facts) in &mut file.by_kind {
            // When it was told who somebody is says nothing of since when they are.
            if *kind != kinds::CHILD_DETAILS {
                facts.retain(|fact| fact.occurred.day() <= day);
            }
        }
        file
    }

    /// The records of a type, by day.
    pub fn all(&self, kind: &str) -> &[&'f Fact] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Whether there is any of a type.
    pub fn any(&self, kind: &str) -> bool {
        !self.all(kind).is_empty()
    }

    /// The records of a type that lead to another by a field, by day.
    pub fn linked<'s>(
        &'s self,
        kind: &str,
        field: &'s str,
        to: Id,
    ) -> impl DoubleEndedIterator<Item = &'f Fact> + 's {
        let all = self.all(kind).iter().copied();
        all.filter(move |fact| fact.link(field) == Some(to))
    }

    /// The last record of a type that leads to another by a field.
    pub fn last_linked(&self, kind: &str, field: &str, to: Id) -> Option<&'f Fact> {
        self.linked(kind, field, to).next_back()
    }

    /// The last record of a type that fills a field.
    pub fn last_with(&self, kind: &str, field: &str) -> Option<&'f Fact> {
        let mut all = self.all(kind).iter().rev().copied();
        all.find(|fact| is_filled(fact, field))
    }

    /// The last record of a type that falls on a day or before it.
    pub fn last_by(&self, kind: &str, day: Date) -> Option<&'f Fact> {
        let mut all = self.all(kind).iter().rev().copied();
        all.find(|fact| fact.occurred.day() <= day)
    }

    /// The details of the child that fill a field, as told last; else the first there are.
    pub fn details(&self, field: &str) -> Option<&'f Fact> {
        let filled = self.last_with(kinds::CHILD_DETAILS, field);
        filled.or_else(|| self.all(kinds::CHILD_DETAILS).last().copied())
    }

    /// The details with the unique pupil number told last, and its field: a number, or where
    /// none is known the reason, which the looked after return tells in the number's place.
    pub fn pupil_number(&self) -> (Option<&'f Fact>, &'static str, PupilNumber) {
        let told = |field: &'static str, reason: bool| {
            let mut all = self.all(kinds::CHILD_DETAILS).iter().rev().copied();
            all.find(|fact| {
                let text = fact.text(field).filter(|text| !text.is_empty());
                text.is_some_and(|text| text.starts_with("UN") == reason)
            })
        };
        if let Some(fact) = told("upn", false) {
            return (Some(fact), "upn", PupilNumber::Known);
        }
        for field in ["upn_unknown", "upn"] {
            if let Some(fact) = told(field, true) {
                return (Some(fact), field, PupilNumber::Reason);
            }
        }
        (self.details("upn"), "upn", PupilNumber::Silent)
    }

    /// Whether an enquiry under section 47 began with a strategy discussion: by its outcome,
    /// or because one was opened.
    pub fn is_enquiry(&self, discussion: &Fact) -> bool {
        discussion.text("outcome") == Some("section-47-enquiry")
            || self
                .last_linked("section-47-enquiry-opened", "enquiry", discussion.id)
                .is_some()
    }

    /// The date of birth.
    pub fn born(&self) -> Option<Date> {
        day(self.details(kinds::BORN_ON)?, kinds::BORN_ON)
    }
}

/// What is told of a unique pupil number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PupilNumber {
    /// The number.
    Known,
    /// Why there is none: `UN1` and the like.
    Reason,
    /// Nothing.
    Silent,
}

fn is_filled(fact: &Fact, field: &str) -> bool {
    match fact.field(field) {
        None => false,
        Some(Value::Text(text)) => !text.is_empty(),
        Some(Value::Codes(codes)) => !codes.is_empty(),
        Some(_) => true,
    }
}

/// The day that a field says.
pub(super) fn day(fact: &Fact, field: &str) -> Option<Date> {
    fact.when(field).map(practice::When::day)
}

/// Whether a field says yes.
pub(super) fn yes(fact: &Fact, field: &str) -> Option<bool> {
    match fact.field(field)? {
        Value::YesNo(yes) => Some(*yes),
        _ => None,
    }
}
