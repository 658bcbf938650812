//! Staging an import: what a source says, laid beside what is recorded.
//!
//! Reading an extract again must add nothing; a value that changed becomes a
//! correction that names the entry it corrects; what stands twice in one extract
//! is set aside and listed. Nothing is decided by position in a file: the practice
//! book says for each record type which fields tell one from another.

mod aside;
mod recorded;

use std::collections::HashMap;

use practice::book::RecordType;
use practice::{Book, Fact, Fields, Id, Value, When};

use crate::casefile::{Casefile, last_version};
use crate::entry::{Body, Draft, Provenance};
use crate::kinds;
use aside::{note, outweighed, twice, unknown};
use recorded::{Recorded, Taken, key, same, stands};

/// Something that a source says happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The record type.
    pub kind: &'static str,
    /// When it happened.
    pub occurred: When,
    /// What is said of it; links are left out.
    pub fields: Fields,
    /// Links to things proposed before it in the same batch: field and index.
    pub links: Vec<(&'static str, usize)>,
    /// Where it stands.
    pub from: Provenance,
    /// The values it takes up, each counted once: table and column.
    pub values: Vec<Column>,
    /// Fields that the source fills, but with what cannot be read: what was recorded
    /// of them before is kept.
    pub unread: Vec<&'static str>,
}

/// A table (or block) and a column (or element) of a source.
pub type Column = (&'static str, &'static str);

/// A row or value that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The table or block.
    pub table: String,
    /// The column or element; empty for a whole row.
    pub column: String,
    /// The value as it stands there.
    pub value: String,
    /// Why, and what to do about it.
    pub reason: String,
    /// The record type that it would have been, where that cannot be made without it.
    pub record: Option<&'static str>,
    /// Where it stands.
    pub from: Provenance,
    /// The values that go with it, each counted once.
    pub values: Vec<Column>,
}

/// One child as one extract tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// The authority's own identifier of the child; empty where the row has none.
    pub authority_id: String,
    /// The date of birth that goes with it.
    pub born_on: Option<jiff::civil::Date>,
    /// What the source says, what others link to first.
    pub proposed: Vec<Proposed>,
    /// What could not be taken.
    pub set_aside: Vec<SetAside>,
}

/// What became of the values of a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Values recorded now, in new entries or corrections.
    pub recorded: u64,
    /// Values that were recorded before, and are the same.
    pub unchanged: u64,
    /// Values set aside.
    pub set_aside: u64,
}

/// What an import would do to one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Staged {
    /// The entries to append.
    pub drafts: Vec<Draft>,
    /// How many of them are new.
    pub added: u64,
    /// How many of them correct an earlier one.
    pub corrected: u64,
    /// How many things were recorded before, and are the same.
    pub unchanged: u64,
    /// How many rows or values were set aside now, for the first time.
    pub set_aside: u64,
    /// What became of each value.
    pub tally: HashMap<Column, Tally>,
}

/// Whose entries are staged, and by whom.
pub struct Writing<'a> {
    /// The practice book.
    pub book: &'a Book,
    /// Whose file it is.
    pub owner: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// The import.
    pub recorded_by: Id,
    /// The day to which the extract tells, for what could not be taken.
    pub noted_on: When,
}

/// Lays a batch beside the file it belongs to.
///
/// `new_id` gives fresh identifiers: the caller supplies the randomness.
pub fn stage(
    writing: &Writing<'_>,
    file: &Casefile,
    batch: Batch,
    new_id: &mut dyn FnMut() -> Id,
) -> Staged {
    let mut staged = Staged::default();
    let command = new_id();
    let mut recorded = Recorded::of(writing.book, file);
    let mut ids: Vec<Option<Id>> = Vec::with_capacity(batch.proposed.len());
    let mut set_aside = batch.set_aside;
    for mut proposed in batch.proposed {
        for (field, index) in &proposed.links {
            if let Some(Some(id)) = ids.get(*index) {
                proposed.fields.insert((*field).to_owned(), Value::text(id));
            }
        }
        let Some(record) = writing.book.record(proposed.kind) else {
            set_aside.push(unknown(proposed));
            ids.push(None);
            continue;
        };
        let key = key(record, &proposed.fields, proposed.occurred);
        let taken = recorded.take(proposed.kind, &key);
        if let Taken::Before(fact) = &taken {
            keep_unread(&mut proposed, fact);
        }
        match taken {
            Taken::Here { id, line } => {
                set_aside.push(twice(proposed, line));
                ids.push(Some(id));
            }
            Taken::Before(fact)
                if !fact.withdrawn && same(record, &fact.fields, &proposed.fields) =>
            {
                ids.push(Some(fact.id));
                staged.unchanged += 1;
                count(&mut staged.tally, &proposed.values, |tally| {
                    &mut tally.unchanged
                });
                recorded.put(proposed.kind, key, (fact.id, proposed.from.line));
            }
            Taken::Before(fact) if stands(fact, proposed.from.tells_to) => {
                ids.push(Some(fact.id));
                recorded.put(proposed.kind, key, (fact.id, proposed.from.line));
                set_aside.push(outweighed(proposed, fact));
            }
            before => {
                let corrects = match before {
                    Taken::Before(fact) => Some(fact),
                    _ => None,
                };
                let id = new_id();
                let root = corrects.map_or(id, |fact| fact.id);
                ids.push(Some(root));
                *(if corrects.is_some() {
                    &mut staged.corrected
                } else {
                    &mut staged.added
                }) += 1;
                count(&mut staged.tally, &proposed.values, |tally| {
                    &mut tally.recorded
                });
                recorded.put(proposed.kind, key, (root, proposed.from.line));
                staged.drafts.push(draft(
                    writing,
                    record,
                    (id, command),
                    proposed,
                    corrects.map(last_version),
                ));
            }
        }
    }
    for aside in set_aside {
        count(&mut staged.tally, &aside.values, |tally| {
            &mut tally.set_aside
        });
        let Some(record) = writing.book.record(kinds::VALUE_SET_ASIDE) else {
            continue;
        };
        let proposed = note(writing, &batch.authority_id, aside);
        let key = key(record, &proposed.fields, proposed.occurred);
        if recorded.take_one_more(&key) {
            staged.set_aside += 1;
            staged
                .drafts
                .push(draft(writing, record, (new_id(), command), proposed, None));
        }
    }
    staged
}

fn count(tally: &mut HashMap<Column, Tally>, values: &[Column], which: fn(&mut Tally) -> &mut u64) {
    for value in values {
        *which(tally.entry(*value).or_default()) += 1;
    }
}

/// What could not be read now, and was recorded before, stays as it was.
fn keep_unread(proposed: &mut Proposed, fact: &Fact) {
    for field in &proposed.unread {
        if let Some(before) = fact.fields.get(field) {
            proposed.fields.insert((*field).to_owned(), before.clone());
        }
    }
}

fn draft(
    writing: &Writing<'_>,
    record: &RecordType,
    (id, command): (Id, Id),
    proposed: Proposed,
    corrects: Option<Id>,
) -> Draft {
    Draft {
        id,
        owner: writing.owner,
        refers_to: Vec::new(),
        kind: record.name.clone(),
        kind_version: record.version,
        occurred: proposed.occurred,
        recorded_by: writing.recorded_by,
        organisation: writing.organisation,
        corrects,
        group: command,
        body: Body {
            fields: proposed.fields,
            from: Some(Box::new(proposed.from)),
            withdrawn: None,
        },
    }
}
