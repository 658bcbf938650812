//! Two files of the same person, merged and parted again.
//!
//! Nothing is moved. In the file that stays stands an entry that says which other is merged
//! into it ([`kinds::MERGED`]); from then on it is read together with that one, in the order in
//! which all of it was recorded, and nothing is written to the other. When they are parted, an
//! entry beside it ([`kinds::PARTED`]) says which of the entries since belong to the other: from
//! then on that one is read with them, and this one without.
//!
//! Here that is worked out, from entries alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use practice::{Fields, Id, Value};

use crate::casefile::Casefile;
use crate::entry::{Body, Entry};
use crate::kinds;

/// That a file is, or was, merged into another: how whoever looks for it is led there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinedRow {
    /// The file that stays.
    pub subject: Id,
    /// The other.
    pub other: Id,
    /// Whether it is merged now. Otherwise it was, and may have entries of the first.
    pub whole: bool,
}

/// An identifier that the authority gave to somebody whose file is made of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberRow {
    /// The file.
    pub subject: Id,
    /// The identifier.
    pub authority_id: String,
    /// The date of birth that was told with it.
    pub born_on: Option<Date>,
}

/// What the entries of one file say of merging.
#[derive(Default)]
struct Says<'e> {
    /// What is merged into it, and the entry that says so.
    merged: Vec<(&'e Entry, Id)>,
    /// What was parted from it, and which entries went with that.
    parted: Vec<(Id, BTreeSet<Id>)>,
}

fn says<'e>(own: impl IntoIterator<Item = &'e Entry>) -> Says<'e> {
    let mut says = Says::default();
    for entry in own {
        match entry.header.kind.as_str() {
            kinds::MERGED => says
                .merged
                .extend(id(entry, "other").map(|other| (entry, other))),
            kinds::PARTED => {
                let Some((merge, other)) = id(entry, "merge").zip(id(entry, "other")) else {
                    continue;
                };
                says.merged.retain(|(entry, _)| entry.header.id != merge);
                let mut with = ids(field(entry, "moved").unwrap_or_default());
                // That they were merged and parted is told in both.
                with.extend([merge, entry.header.id]);
                says.parted.push((other, with));
            }
            _ => {}
        }
    }
    says
}

fn in_body<'b>(body: &'b Body, name: &str) -> Option<&'b str> {
    match body.fields.get(name)? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn field<'e>(entry: &'e Entry, name: &str) -> Option<&'e str> {
    in_body(entry.body.as_ref()?, name)
}

fn id(entry: &Entry, name: &str) -> Option<Id> {
    field(entry, name)?.parse().ok()
}

/// Identifiers that stand one after the other.
fn ids(text: &str) -> BTreeSet<Id> {
    text.split_whitespace()
        .filter_map(|id| id.parse().ok())
        .collect()
}

/// The other file that an entry of this kind merges into its own, or parts from it.
pub fn named(kind: &str, body: &Body) -> Option<Id> {
    is_of_merging(kind).then(|| in_body(body, "other")?.parse().ok())?
}

/// The merging that the body of an entry takes back.
pub fn parts(body: &Body) -> Option<Id> {
    in_body(body, "merge")?.parse().ok()
}

/// Whether the body of an entry that takes a merging back lets the right entries go: each that was
/// recorded since goes, or stays, with what it corrects or is attached to, and nothing older goes.
pub fn is_sound(whole: &[Entry], merge: Merge<'_>, body: &Body) -> bool {
    let going = ids(in_body(body, "moved").unwrap_or_default());
    let since = since(whole, merge);
    let assigned = since.to_assign().map(|entry| entry.header.id);
    let assigned = assigned.filter(|id| going.contains(id)).collect();
    since.going(&assigned) == going
}

/// Whether an entry merges files or parts them.
pub fn is_of_merging(kind: &str) -> bool {
    [kinds::MERGED, kinds::PARTED].contains(&kind)
}

/// The other files that the entries of one name, whether they are merged into it still or not.
pub fn others<'e>(own: impl IntoIterator<Item = &'e Entry>) -> BTreeSet<Id> {
    own.into_iter()
        .filter(|entry| is_of_merging(&entry.header.kind))
        .filter_map(|entry| id(entry, "other"))
        .collect()
}

/// Files that have to do with each other by merging: of each its own entries, in their order.
#[derive(Clone, Debug, Default)]
pub struct Files(BTreeMap<Id, Vec<Entry>>);

impl Files {
    /// With the own entries of one more.
    pub fn insert(&mut self, file: Id, own: Vec<Entry>) {
        self.0.insert(file, own);
    }

    /// Whether it is among them.
    pub fn has(&self, file: Id) -> bool {
        self.0.contains_key(&file)
    }

    /// The own entries of one; empty where it is not among them.
    pub fn own(&self, file: Id) -> &[Entry] {
        self.0.get(&file).map_or(&[], Vec::as_slice)
    }

    /// The own entries of one, to be added to.
    pub fn own_mut(&mut self, file: Id) -> &mut Vec<Entry> {
        self.0.entry(file).or_default()
    }

    /// Which they are.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        self.0.keys().copied()
    }

    /// The file into which one is merged now.
    pub fn merged_into(&self, file: Id) -> Option<Id> {
        let holds = |own: &Vec<Entry>| says(own).merged.iter().any(|(_, other)| *other == file);
        let found = self.0.iter().find(|(id, own)| **id != file && holds(own));
        found.map(|(id, _)| *id)
    }

    /// A file and everything that is merged into it now.
    pub fn held(&self, file: Id) -> BTreeSet<Id> {
        let mut held = BTreeSet::new();
        let mut left = vec![file];
        while let Some(file) = left.pop() {
            if held.insert(file) {
                let says = says(self.own(file));
                left.extend(says.merged.into_iter().map(|(_, other)| other));
            }
        }
        held
    }

    /// A file that has entries of this one which went with it when the two were parted.
    pub fn has_given(&self, file: Id) -> Option<Id> {
        let readable = |file: Id| self.own(file).iter().any(|entry| entry.body.is_some());
        let own = self.own(file);
        let holds = |with: &BTreeSet<Id>| {
            own.iter()
                .any(|entry| with.contains(&entry.header.id) && !is_of_merging(&entry.header.kind))
        };
        let elsewhere = self.0.values().flat_map(|own| says(own).parted);
        let mut given =
            elsewhere.filter(|(other, with)| *other != file && holds(with) && readable(*other));
        given.next().map(|(other, _)| other)
    }

    /// A whole file, in the order in which it was recorded: what is merged into it with it, and
    /// what was given to it when files were parted.
    pub fn whole(&self, file: Id) -> Vec<Entry> {
        let mut all: BTreeMap<(u64, Id), &Entry> = BTreeMap::new();
        self.gather(file, &mut BTreeSet::new(), &mut all);
        all.into_values().cloned().collect()
    }

    fn gather<'f>(
        &'f self,
        file: Id,
        seen: &mut BTreeSet<Id>,
        all: &mut BTreeMap<(u64, Id), &'f Entry>,
    ) {
        // Nothing can be merged into what is merged into it; a ledger that says so ends here.
        if !seen.insert(file) {
            return;
        }
        let own = self.own(file);
        let says = says(own);
        let gone: BTreeSet<Id> = (says.parted.iter())
            .flat_map(|(_, with)| with)
            .copied()
            .collect();
        let is_left =
            |entry: &&Entry| !gone.contains(&entry.header.id) || is_of_merging(&entry.header.kind);
        let given = self.given_to(file);
        let base = own.iter().chain(given).filter(is_left);
        all.extend(base.map(|entry| ((entry.position, entry.header.id), entry)));
        for (_, other) in says.merged {
            self.gather(other, seen, all);
        }
    }

    /// What was given to a file when it was parted from others.
    fn given_to(&self, file: Id) -> Vec<&Entry> {
        // What was disposed of has nothing more.
        let own = self.own(file);
        if !own.is_empty() && own.iter().all(|entry| entry.body.is_none()) {
            return Vec::new();
        }
        let others = self.0.iter().filter(|(id, _)| **id != file);
        let with: BTreeSet<Id> = others
            .flat_map(|(_, own)| says(own).parted)
            .filter(|(other, _)| *other == file)
            .flat_map(|(_, with)| with)
            .collect();
        if with.is_empty() {
            return Vec::new();
        }
        let elsewhere = self.0.iter().filter(|(id, _)| **id != file);
        elsewhere
            .flat_map(|(_, own)| own)
            .filter(|entry| with.contains(&entry.header.id))
            .collect()
    }
}

/// Which files have to do with a whole file by merging.
pub fn rows(subject: Id, whole: &[Entry]) -> Vec<JoinedRow> {
    let mut rows: BTreeMap<Id, JoinedRow> = BTreeMap::new();
    let mut add = |other: Id, is_whole: bool| {
        let row = rows.entry(other).or_insert(JoinedRow {
            subject,
            other,
            whole: false,
        });
        row.whole |= is_whole;
    };
    // What merged or parted this file itself stands in the other's, too.
    for of in owners(whole) {
        let says = says(whole.iter().filter(|entry| entry.header.owner == of));
        for (_, other) in says.merged.iter().filter(|(_, other)| *other != subject) {
            add(*other, true);
        }
        for (other, _) in says.parted.iter().filter(|(other, _)| *other != subject) {
            add(*other, false);
        }
    }
    rows.into_values().collect()
}

/// The identifiers that lead to a file into which others are merged: all that were ever told.
pub fn numbers(subject: Id, whole: &[Entry]) -> Vec<NumberRow> {
    if !rows(subject, whole).iter().any(|row| row.whole) {
        return Vec::new();
    }
    let casefile = Casefile::fold(whole);
    let mut numbers: BTreeMap<&str, Option<Date>> = BTreeMap::new();
    for fact in casefile.of_kind(kinds::CHILD_DETAILS) {
        if let Some(number) = fact.text(kinds::AUTHORITY_ID) {
            let born_on = fact.text(kinds::BORN_ON).and_then(|day| day.parse().ok());
            let known = numbers.entry(number).or_default();
            *known = born_on.or(*known);
        }
    }
    let rows = numbers.into_iter().map(|(number, born_on)| NumberRow {
        subject,
        authority_id: number.to_owned(),
        born_on,
    });
    rows.collect()
}

fn owners(whole: &[Entry]) -> BTreeSet<Id> {
    whole.iter().map(|entry| entry.header.owner).collect()
}

/// Something that is merged into a whole file now.
#[derive(Clone, Copy, Debug)]
pub struct Merge<'e> {
    /// The entry that says so.
    pub entry: &'e Entry,
    /// What is merged.
    pub other: Id,
}

/// What is merged into a file now, by its own entries, in the order in which that was done.
pub fn merged(file: Id, whole: &[Entry]) -> Vec<Merge<'_>> {
    let own = whole.iter().filter(|entry| entry.header.owner == file);
    let merged = says(own).merged.into_iter();
    merged
        .map(|(entry, other)| Merge { entry, other })
        .collect()
}

/// What has been recorded in a file since another was merged into it.
pub struct Since<'e> {
    /// The entries, in their order.
    entries: Vec<&'e Entry>,
    /// What each entry of the file is about: the entry that first told it.
    about: HashMap<Id, Id>,
    /// The entries that belong to the other file whatever is decided.
    others: BTreeSet<Id>,
}

/// What has been recorded in a file since a merge.
pub fn since<'e>(whole: &'e [Entry], merge: Merge<'_>) -> Since<'e> {
    let mut of_other = BTreeSet::new();
    held(whole, merge.other, &mut of_other);
    let mut merged_in = BTreeSet::new();
    for of in owners(whole) {
        let own = whole.iter().filter(|entry| entry.header.owner == of);
        merged_in.extend(says(own).merged.into_iter().map(|(_, other)| other));
    }
    let mut about = HashMap::new();
    for entry in whole {
        let header = &entry.header;
        let of = match header.corrects {
            Some(corrected) => corrected,
            None if header.kind == kinds::DOCUMENT => id(entry, "record").unwrap_or(header.id),
            None => header.id,
        };
        // What corrects nothing that stands there is about itself.
        let first = about.get(&of).copied().unwrap_or(header.id);
        about.insert(header.id, first);
    }
    let others = (whole.iter())
        .filter(|entry| of_other.contains(&entry.header.owner))
        .map(|entry| entry.header.id)
        .collect();
    let entries = (whole.iter())
        .filter(|entry| entry.position > merge.entry.position)
        .filter(|entry| !merged_in.contains(&entry.header.owner))
        .filter(|entry| !is_of_merging(&entry.header.kind))
        .collect();
    Since {
        entries,
        about,
        others,
    }
}

/// A file and everything that is merged into it.
fn held(whole: &[Entry], file: Id, found: &mut BTreeSet<Id>) {
    if found.insert(file) {
        let own = whole.iter().filter(|entry| entry.header.owner == file);
        for (_, other) in says(own).merged {
            held(whole, other, found);
        }
    }
}

impl<'e> Since<'e> {
    /// What was told first since: each has to be assigned to one of the two files.
    pub fn to_assign(&self) -> impl Iterator<Item = &'e Entry> {
        (self.entries.iter())
            .filter(|entry| self.about.get(&entry.header.id) == Some(&entry.header.id))
            .copied()
    }

    /// Whether an entry belongs to the other file whatever is decided: it stood there before.
    pub fn is_others(&self, entry: Id) -> bool {
        self.others.contains(&entry)
    }

    /// The entries that go with the other file, where these of [`Since::to_assign`] do: each with
    /// what corrects it and what is attached to it. What corrects, or is attached to, what stood
    /// in the other file before goes there by itself.
    pub fn going(&self, assigned: &BTreeSet<Id>) -> BTreeSet<Id> {
        let goes = |entry: &&&Entry| {
            let about = self.about.get(&entry.header.id);
            about.is_some_and(|about| assigned.contains(about) || self.others.contains(about))
        };
        let going = self.entries.iter().filter(goes);
        going.map(|entry| entry.header.id).collect()
    }
}

/// The fields of the entry that merges another file into one.
pub fn merging(other: Id, reason: &str, worker: Id, at: jiff::Timestamp) -> Fields {
    Fields::from([
        ("merged_at".to_owned(), Value::text(at)),
        ("other".to_owned(), Value::text(other)),
        ("reason".to_owned(), Value::text(reason)),
        ("worker".to_owned(), Value::text(worker)),
    ])
}

/// The fields of the entry that parts them again; these entries go with the other.
pub fn parting(
    merge: Merge<'_>,
    going: &BTreeSet<Id>,
    reason: &str,
    worker: Id,
    at: jiff::Timestamp,
) -> Fields {
    let going: Vec<String> = going.iter().map(Id::to_string).collect();
    Fields::from([
        ("parted_at".to_owned(), Value::text(at)),
        ("merge".to_owned(), Value::text(merge.entry.header.id)),
        ("other".to_owned(), Value::text(merge.other)),
        ("moved".to_owned(), Value::text(going.join(" "))),
        ("reason".to_owned(), Value::text(reason)),
        ("worker".to_owned(), Value::text(worker)),
    ])
}
