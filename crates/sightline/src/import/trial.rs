//! What a trial would have written so far: an extract after another, or a child met
//! again in the same one, is laid beside it as beside the record itself.

use std::collections::HashMap;

use practice::Id;
use record::{ChildRow, Draft, Entry, entry::Header};

use crate::edge;

/// What would have been written. It is kept in memory, and grows with the extracts.
#[derive(Default)]
pub struct Trial {
    children: HashMap<String, Vec<ChildRow>>,
    files: HashMap<Id, Vec<Entry>>,
}

impl Trial {
    /// The children who would have this identifier, beside those who have it.
    pub fn children(&self, authority_id: &str, mut recorded: Vec<ChildRow>) -> Vec<ChildRow> {
        for child in self.children.get(authority_id).into_iter().flatten() {
            recorded.retain(|row| row.subject != child.subject);
            recorded.push(child.clone());
        }
        recorded
    }

    /// The child would be known so from now on.
    pub fn put_child(&mut self, child: ChildRow) {
        let children = self.children.entry(child.authority_id.clone()).or_default();
        children.retain(|row| row.subject != child.subject);
        children.push(child);
    }

    /// The file as it would be.
    pub fn file(&self, owner: Id, mut recorded: Vec<Entry>) -> Vec<Entry> {
        recorded.extend(self.files.get(&owner).into_iter().flatten().cloned());
        recorded
    }

    /// These would be appended to a file of so many entries.
    pub fn append(&mut self, owner: Id, version: u64, drafts: Vec<Draft>) {
        let file = self.files.entry(owner).or_default();
        let versions = version + 1..;
        file.extend(
            versions
                .zip(drafts)
                .map(|(version, draft)| written(version, draft)),
        );
    }
}

/// The entry that a draft would become.
fn written(owner_version: u64, draft: Draft) -> Entry {
    Entry {
        position: 0,
        header: Header {
            id: draft.id,
            owner: draft.owner,
            owner_version,
            refers_to: draft.refers_to,
            kind: draft.kind,
            kind_version: draft.kind_version,
            occurred: draft.occurred,
            recorded_at: edge::now(),
            recorded_by: draft.recorded_by,
            organisation: draft.organisation,
            corrects: draft.corrects,
            group: draft.group,
        },
        body: Some(draft.body),
    }
}
