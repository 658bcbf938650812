//! Admitting a command to a file that has to do with others by merging: decided on all of it, and
//! changing what is kept of the others too.

use std::collections::BTreeSet;

use jiff::Timestamp;
use practice::Id;
use record::merge::{self, Files};
use record::{Draft, kinds};

use super::admit::{Admitted, entry, retried};
use super::command::Command;
use super::commit::Ledger;
use super::pending::{Beside, Pending};
use crate::error::StoreError;
use crate::joined;
use crate::keys::{self, Cipher};

/// New entries come last until they have their positions.
const LAST: u64 = u64::MAX / 2;

/// The other files that drafts merge into theirs, or part from it.
pub(super) fn others(drafts: &[Draft]) -> BTreeSet<Id> {
    let named = drafts
        .iter()
        .filter_map(|draft| merge::named(&draft.kind, &draft.body));
    named.collect()
}

impl Ledger {
    /// Admits a command to a file that is merged with others, or is to be, or was.
    pub(super) fn admit_joined(
        &mut self,
        command: &Command,
        cipher: Option<Cipher>,
        recorded_at: Timestamp,
    ) -> Result<Admitted, StoreError> {
        let (owner, drafts) = (command.owner, &command.drafts);
        let others = others(drafts);
        let from = others.iter().copied().chain([owner]);
        let mut files = joined::around(self.engine.as_mut(), &self.keys, from)?;
        if let Some(into) = files.merged_into(owner) {
            return Err(StoreError::MergedInto { owner, into });
        }
        let whole = files.whole(owner);
        if let Some(appended) = retried(owner, &whole, drafts)? {
            return Ok(Admitted::Already(appended));
        }
        let (expected, actual) = (command.expected_version, whole.len() as u64);
        if actual != expected {
            return Err(StoreError::VersionConflict {
                owner,
                expected,
                actual,
            });
        }
        for draft in drafts {
            allowed(&files, draft)?;
        }
        let cipher = cipher.ok_or(StoreError::KeyDestroyed { owner })?;
        let mut nonces = Vec::with_capacity(drafts.len());
        for _ in drafts {
            nonces.push(keys::nonce(self.outside.randomness.as_mut())?);
        }
        let own = files.own_mut(owner);
        let before = own.len() as u64;
        for (draft, version) in drafts.iter().zip(before + 1..) {
            let mut entry = entry(draft.clone(), version, recorded_at);
            entry.position = LAST + version;
            own.push(entry);
        }
        let beside = (others.into_iter())
            .map(|other| Beside {
                file: other,
                entries: match files.merged_into(other) {
                    Some(_) => None,
                    None => Some(files.whole(other)),
                },
            })
            .collect();
        let pending = Pending::new(owner, before, files.whole(owner), nonces, cipher, None);
        Ok(Admitted::New(Box::new(pending.beside(beside))))
    }
}

/// Whether a draft may merge or part what it names: another file that can be read and stands by
/// itself, or one that is merged into this one now.
fn allowed(files: &Files, draft: &Draft) -> Result<(), StoreError> {
    let Some(other) = merge::named(&draft.kind, &draft.body) else {
        return Ok(());
    };
    let owner = draft.owner;
    let possible = if draft.kind == kinds::MERGED {
        let readable = files.own(other).iter().any(|entry| entry.body.is_some());
        other != owner && readable && files.merged_into(other).is_none()
    } else {
        let whole = files.whole(owner);
        let merged = merge::merged(owner, &whole);
        let said = merge::parts(&draft.body);
        (merged.iter()).any(|merge| {
            merge.other == other
                && Some(merge.entry.header.id) == said
                && merge::is_sound(&whole, *merge, &draft.body)
        })
    };
    if possible {
        return Ok(());
    }
    Err(StoreError::CannotMerge { owner, other })
}
