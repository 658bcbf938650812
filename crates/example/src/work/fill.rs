//! A record that is written because it is owed: its links lead to what set the duty going,
//! or to the last of what they ask for; questions of yes or no are answered with yes; and
//! nothing is answered that need not be.

use jiff::civil::Date;
use practice::Value;
use practice::expr::FieldType;

use super::Doing;
use crate::authority::Authority;
use crate::fault::Fault;
use crate::names::{CONCERNS, VIEWS, VISITS};
use crate::told::Told;

impl Authority {
    /// A record of this type, of today, that would meet what is owed; `None` where something
    /// that it must lead to is not in the file.
    pub fn filled(&mut self, kind: &'static str, doing: &Doing) -> Result<Option<Told>, Fault> {
        let book = self.book();
        let record = book.record(kind).ok_or_else(|| Fault::NotInTheBook {
            what: "record type",
            name: kind.to_owned(),
        })?;
        let happened = record.fields.get(&record.occurred).map(|field| &field.kind);
        let mut told = match happened {
            Some(FieldType::Instant) => Told::at(kind, self.moment(doing.child)),
            _ => Told::on(kind, self.today),
        };
        let trigger = doing.trigger();
        let child = &self.children[doing.child];
        for (name, field) in &record.fields {
            if *name == record.occurred {
                continue;
            }
            match &field.kind {
                FieldType::Link(to) if *to == doing.owed.of => {
                    told.fields.insert(name.clone(), Value::text(trigger));
                }
                FieldType::Link(to) if field.required => match child.last(to) {
                    Some(id) => {
                        told.fields.insert(name.clone(), Value::text(id));
                    }
                    None => return Ok(None),
                },
                FieldType::YesNo => {
                    told.fields.insert(name.clone(), Value::YesNo(true));
                }
                FieldType::Code(list) if field.required => {
                    let codes = book.codes.get(list).into_iter();
                    let first = codes
                        .flat_map(|list| list.codes.iter())
                        .min_by_key(|(_, code)| code.place);
                    if let Some((code, _)) = first {
                        told.fields.insert(name.clone(), Value::text(code));
                    }
                }
                _ => {}
            }
        }
        Ok(Some(told))
    }

    /// The record of a visit that was made on a day.
    pub fn visit(
        &mut self,
        kind: &'static str,
        doing: &Doing,
        (day, seen): (Date, bool),
    ) -> Result<Option<Told>, Fault> {
        let Some(mut told) = self.filled(kind, doing)? else {
            return Ok(None);
        };
        told.occurred = practice::When::Day(day);
        told.fields.remove("by_video");
        let note = if seen {
            self.said(doing.child, VISITS)
        } else {
            "Nobody opened, or the child was not at home. A card was left, and another day is to be found.".to_owned()
        };
        let book = self.book();
        let has = |field: &str| {
            (book.record(kind)).is_some_and(|record| record.fields.contains_key(field))
        };
        // Whoever is not seen was not spoken to alone either.
        for field in ["child_seen", "face_to_face", "alone", "bedroom_seen"] {
            if has(field) && !seen {
                told = told.yes(field, false);
            }
        }
        let chance = &mut self.children[doing.child].chance;
        if seen && has("alone") && chance.happens(0.2) {
            told = told.yes("alone", false).with(
                "why_not_alone",
                "A parent stayed in the room, and the child did not want to go out.",
            );
        }
        if has("note") {
            told = told.with("note", note);
        }
        if seen && has("childs_words") {
            let words = self.said(doing.child, VIEWS);
            told = told.with("childs_words", words);
        }
        Ok(Some(told))
    }

    /// Why somebody is worried.
    pub fn concern(&mut self, child: usize) -> String {
        self.said(child, CONCERNS)
    }
}
