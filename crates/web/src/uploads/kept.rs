//! What is kept of a check: its findings, encrypted, at the desk of the organisation, and the
//! files not at all. There is one of each return and collection, the last; it is dropped after
//! the time that the configuration says.
//!
//! It is kept as a draft of the organisation's own file is: under that file's key, carried with
//! a backup, and in no list of anybody's drafts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use practice::Id;
use store::{KeptDraft, Note};

use super::finds::{About, Finds, Found};
use crate::reply::Stop;
use crate::visit::Visit;

/// What such a draft's kind begins with.
const KIND: &str = "return-checked";

/// A check that is kept.
pub(super) struct Kept {
    /// Which it is.
    pub id: Id,
    /// When it was made.
    pub at: Timestamp,
    /// By whom.
    pub by: Id,
    /// What was found.
    pub finds: Finds,
}

/// The checks that are kept, the newest first. What has been kept for long enough is dropped.
pub(super) fn all(visit: &mut Visit<'_>) -> Result<Vec<Kept>, Stop> {
    let organisation = visit.reader.about().organisation;
    let mut kept = Vec::new();
    let mut old = Vec::new();
    for draft in visit.reader.drafts_for(organisation)? {
        if !draft.kind.starts_with(KIND) {
            continue;
        }
        if is_old(visit, &draft) {
            old.push(Note::DropDraft { id: draft.id });
        } else {
            kept.extend(opened(&draft));
        }
    }
    if !old.is_empty() {
        visit.app.writer.note(old)?;
    }
    Ok(kept)
}

/// The check that the address names.
pub(super) fn one(visit: &mut Visit<'_>, id: Id) -> Result<Kept, Stop> {
    let organisation = visit.reader.about().organisation;
    let draft = visit.reader.draft(id)?.ok_or(Stop::NotFound)?;
    let is_one = draft.owner == organisation && draft.kind.starts_with(KIND);
    if !is_one || is_old(visit, &draft) {
        return Err(Stop::NotFound);
    }
    opened(&draft).ok_or(Stop::NotFound)
}

/// Keeps a check in place of the last one of the same return.
pub(super) fn keep(visit: &mut Visit<'_>, finds: &Finds, last: Option<Id>) -> Result<Id, Stop> {
    let id = visit.app.new_id()?;
    let about = &finds.about;
    let lines = |found: &[Found]| found.iter().map(written).collect::<Result<_, _>>();
    let fields = BTreeMap::from([
        ("about".to_owned(), vec![written(about)?]),
        ("found".to_owned(), lines(&finds.found)?),
        ("gone".to_owned(), lines(&finds.gone)?),
    ]);
    let draft = KeptDraft {
        id,
        worker: visit.who.worker,
        owner: visit.reader.about().organisation,
        kind: format!("{KIND} {} {}", about.which.name(), about.collection),
        corrects: None,
        based_on: 0,
        fields,
        kept_at: visit.now,
        version: 1,
    };
    let mut notes = vec![Note::Draft(draft)];
    notes.extend(last.map(|id| Note::DropDraft { id }));
    visit.app.writer.note(notes)?;
    Ok(id)
}

/// Drops a check.
pub(super) fn forget(visit: &Visit<'_>, kept: &Kept) -> Result<(), Stop> {
    let id = kept.id;
    Ok(visit.app.writer.note(vec![Note::DropDraft { id }])?)
}

fn is_old(visit: &Visit<'_>, draft: &KeptDraft) -> bool {
    visit.now.duration_since(draft.kept_at) > visit.app.settings.returns.kept_for
}

/// What was kept by another version of the program, and cannot be read, is none.
fn opened(draft: &KeptDraft) -> Option<Kept> {
    let lines = |name: &str| {
        let lines = draft.fields.get(name).map_or(&[][..], Vec::as_slice);
        let found = lines.iter().map(|line| serde_json::from_str(line).ok());
        found.collect::<Option<Vec<Found>>>()
    };
    let about: About = serde_json::from_str(draft.fields.get("about")?.first()?).ok()?;
    Some(Kept {
        id: draft.id,
        at: draft.kept_at,
        by: draft.worker,
        finds: Finds {
            about,
            found: lines("found")?,
            gone: lines("gone")?,
        },
    })
}

fn written(value: &impl serde::Serialize) -> Result<String, Stop> {
    serde_json::to_string(value).map_err(|error| Stop::Broken(error.to_string()))
}
