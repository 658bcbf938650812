//! Writing an entry: durable before anything is said of it, and refused where the file is no
//! longer as it was read.

use practice::book::RecordType;
use practice::{Fields, Id, When};
use record::{Body, Draft};
use store::{Command, Note, StoreError};

use super::group::entry;
use crate::child::File;
use crate::documents::entries;
use crate::reply::Stop;
use crate::visit::Visit;

/// What is to be written.
pub(super) struct Written<'w> {
    /// The record type.
    pub record: &'w RecordType,
    /// The answers.
    pub fields: Fields,
    /// When it happened.
    pub occurred: When,
    /// The entry that it corrects.
    pub corrects: Option<Id>,
    /// Why what it corrects is withdrawn.
    pub withdrawn: Option<String>,
    /// The draft that it was, which goes.
    pub draft: Option<Id>,
}

/// Writes it; the entry's identifier. The entry has the identifier of its draft, so that a
/// form that is sent twice is written once.
pub(super) fn keep(visit: &mut Visit<'_>, file: &File, written: Written<'_>) -> Result<Id, Stop> {
    let id = match written.draft {
        Some(draft) => draft,
        None => visit.app.new_id()?,
    };
    let owner = file.child.subject;
    let draft = Draft {
        id,
        owner,
        refers_to: Vec::new(),
        kind: written.record.name.clone(),
        kind_version: written.record.version,
        occurred: written.occurred,
        recorded_by: visit.who.worker,
        organisation: file.child.organisation,
        corrects: written.corrects,
        group: id,
        body: Body {
            fields: written.fields,
            from: None,
            withdrawn: written.withdrawn,
        },
    };
    let mut drafts = vec![draft];
    if let Some(kept) = written.draft {
        drafts.extend(entries(visit, kept, id, file.child.organisation)?);
    }
    let appended = visit.app.writer.append(Command {
        owner,
        expected_version: file.entries.len() as u64,
        known: None,
        drafts,
    });
    match appended {
        Ok(_) => {}
        // The same form, sent before.
        Err(StoreError::IdTaken { .. }) if file.entries.iter().any(|one| one.header.id == id) => {}
        Err(error) => return Err(error.into()),
    }
    if let Some(draft) = written.draft {
        visit.app.writer.note(vec![Note::DropDraft { id: draft }])?;
    }
    Ok(id)
}

/// What is written in one child's file of a record that is for several.
pub(super) struct Each<'e> {
    /// The child's file.
    pub file: &'e File,
    /// The answers.
    pub fields: Fields,
    /// When it happened.
    pub occurred: When,
    /// The entry of this file that it corrects.
    pub corrects: Option<Id>,
}

/// Writes a record that is for several children: an entry in each one's file, whole by itself,
/// all of them or none. The documents stand in the file in which it was begun. The identifier
/// of the first one's.
pub(super) fn keep_together(
    visit: &mut Visit<'_>,
    record: &RecordType,
    of_each: Vec<Each<'_>>,
    draft: Id,
) -> Result<Id, Stop> {
    let mut first: Option<(&File, Id)> = None;
    let mut commands = Vec::with_capacity(of_each.len());
    for each in of_each {
        let file = each.file;
        let owner = file.child.subject;
        let id = entry(draft, owner);
        let begun_here = first.is_none();
        first = first.or(Some((file, id)));
        let entry = Draft {
            id,
            owner,
            refers_to: Vec::new(),
            kind: record.name.clone(),
            kind_version: record.version,
            occurred: each.occurred,
            recorded_by: visit.who.worker,
            organisation: file.child.organisation,
            corrects: each.corrects,
            group: draft,
            body: Body {
                fields: each.fields,
                ..Body::default()
            },
        };
        let mut drafts = vec![entry];
        if begun_here {
            drafts.extend(entries(visit, draft, id, file.child.organisation)?);
        }
        commands.push(Command {
            owner,
            expected_version: file.entries.len() as u64,
            known: None,
            drafts,
        });
    }
    let Some((file, id)) = first else {
        return Err(Stop::Stale);
    };
    match visit.app.writer.append_together(commands) {
        Ok(_) => {}
        // The same form, sent before.
        Err(StoreError::IdTaken { .. }) if file.entries.iter().any(|one| one.header.id == id) => {}
        Err(error) => return Err(error.into()),
    }
    visit.app.writer.note(vec![Note::DropDraft { id: draft }])?;
    Ok(id)
}
