//! Reading: files, entries and what is derived from them.
//!
//! A reader has a connection of its own and never waits for the writer. Every
//! query sees one state of the ledger from its first row to its last.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use practice::Id;
use record::{ChildRow, Duty, Entry, SetAsideRow};

use crate::engine::{Cell, Columns, Engine, Row, ServerFacts};
use crate::error::StoreError;
use crate::head::Head;
use crate::joined;
use crate::keys::{Cipher, Keyring, Nonce, Wrapped};
use crate::models::{DutyRef, read_child, read_duty, read_set_aside};
use crate::sql::{self, Statement};
use crate::store;
use crate::stored::Stored;

/// How many entries are read at a time where files are read one after the other.
const FILES_PAGE: u32 = 4096;

/// How far from an entry those are that were written together with it.
const TOGETHER: u64 = 64;

/// What a ledger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// Its identifier.
    pub ledger: Id,
    /// The organisation whose record it is.
    pub organisation: Id,
    /// Whether it is an example.
    pub example: bool,
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries.
    pub entries: u64,
    /// Files that entries stand in.
    pub files: u64,
    /// Children.
    pub children: u64,
    /// Duties.
    pub duties: u64,
    /// Rows and values that were set aside.
    pub set_aside: u64,
}

/// What tells whether a file is as it was: how many entries it has, and under which wrapping of
/// its key. Two marks are of one ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    version: u64,
    key: Nonce,
}

/// Which duties to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DutyFilter<'f> {
    /// Those of one clock.
    pub clock: Option<&'f str>,
    /// Those of one area of the practice book.
    pub area: Option<&'f str>,
}

/// Reads a ledger.
pub struct Reader {
    pub(crate) engine: Box<dyn Engine>,
    about: About,
    pub(crate) keys: Keyring,
    /// The key of the desks' secrets, once it was needed.
    pub(crate) desk: Option<Cipher>,
    /// Whether it is known to be kept which files are merged.
    has_joined: bool,
}

impl Reader {
    pub(crate) fn new(engine: Box<dyn Engine>, about: About, keys: Keyring) -> Self {
        Self {
            engine,
            about,
            keys,
            desk: None,
            has_joined: false,
        }
    }

    /// What the ledger is.
    pub fn about(&self) -> About {
        self.about
    }

    /// The format of the ledger's tables; `None` where its row is gone.
    pub(crate) fn format(&mut self) -> Result<Option<i64>, StoreError> {
        self.engine
            .first(Statement::Ledger, &[], |row| match row.cell(3) {
                Cell::Int(format) => Ok(format),
                _ => Err(StoreError::Unreadable {
                    table: "ledger",
                    column: "format",
                }),
            })
    }

    /// The mark of the fold that made the read models; see
    /// [`Projector::mark`](record::Projector::mark).
    pub fn derived_by(&mut self) -> Result<i64, StoreError> {
        store::meta(self.engine.as_mut(), store::READ_MODELS_BY)
    }

    /// What is known of the server on which the ledger is; `None` where it is in a
    /// directory.
    pub fn server(&mut self) -> Result<Option<ServerFacts>, StoreError> {
        self.engine.server()
    }

    /// The last entry.
    pub fn head(&mut self) -> Result<Head, StoreError> {
        store::head(self.engine.as_mut())
    }

    /// How much there is of everything.
    pub fn counts(&mut self) -> Result<Counts, StoreError> {
        let counts = self.engine.first(Statement::Counts, &[], |row| {
            let mut columns = Columns::of("counts", row);
            Ok(Counts {
                entries: columns.count("entries")?,
                files: columns.count("files")?,
                children: columns.count("children")?,
                duties: columns.count("duties")?,
                set_aside: columns.count("set_aside")?,
            })
        })?;
        Ok(counts.unwrap_or_default())
    }

    /// A whole file, in order; empty where there is none. What is merged into it stands in it,
    /// and what was given to it when it was parted from another.
    pub fn file(&mut self, owner: Id) -> Result<Vec<Entry>, StoreError> {
        if !self.has_joined()? || joined::with(self.engine.as_mut(), owner)?.is_empty() {
            return self.read_entries(Statement::File, &[Cell::from(&owner)]);
        }
        let files = joined::around(self.engine.as_mut(), &self.keys, [owner])?;
        Ok(files.whole(owner))
    }

    /// That many questions follow, and that none of them is after what is written from now on,
    /// until [`Reader::let_go`]. It may make them quicker, and says no more.
    pub fn steady(&mut self) -> Result<(), StoreError> {
        self.engine.steady()
    }

    /// That what was written is asked after again.
    pub fn let_go(&mut self) {
        self.engine.let_go();
    }

    /// What tells whether a file is as it was, and with it all that is derived from it. `None`
    /// where one mark cannot tell: of a file that has to do with others by merging, of one whose
    /// key is gone, and where there is none.
    pub fn mark_of(&mut self, owner: Id) -> Result<Option<Mark>, StoreError> {
        if !self.has_joined()? {
            return Ok(None);
        }
        let mark = (self.engine).first(Statement::MarkOfFile, &[Cell::from(&owner)], |row| {
            let mut columns = Columns::of("entry", row);
            let version = columns.count("owner_version")?;
            let key = columns.optional_array("nonce")?;
            let is_joined = columns.flag("joined")?;
            Ok(key.filter(|_| !is_joined).map(|key| Mark { version, key }))
        })?;
        Ok(mark.flatten())
    }

    /// The file into which another is merged; `None` where it stands by itself.
    pub fn merged_into(&mut self, file: Id) -> Result<Option<Id>, StoreError> {
        if !self.has_joined()? {
            return Ok(None);
        }
        let pair = self
            .engine
            .first(Statement::MergedInto, &[Cell::from(&file)], joined::pair)?;
        Ok(pair.map(|[into, _]| into))
    }

    /// The files that have to do with others by merging.
    fn all_joined(&mut self) -> Result<BTreeSet<Id>, StoreError> {
        if !self.has_joined()? {
            return Ok(BTreeSet::new());
        }
        let pairs = self.engine.all(Statement::EachJoined, &[], joined::pair)?;
        Ok(pairs.into_iter().flatten().collect())
    }

    /// Whether it is kept which files are merged: not before what is derived was made by this
    /// version.
    fn has_joined(&mut self) -> Result<bool, StoreError> {
        if !self.has_joined {
            let found = store::meta(self.engine.as_mut(), store::READ_MODELS)?;
            self.has_joined = found == sql::READ_MODELS_VERSION;
        }
        Ok(self.has_joined)
    }

    /// Every file that stands by itself, whole and in order of its owner's identifier, one at a
    /// time: memory holds a page of entries and one file at most. What is written meanwhile may
    /// be read, or not. The first error of `take` ends it.
    pub fn each_file<E: From<StoreError>>(
        &mut self,
        mut take: impl FnMut(Id, Vec<Entry>) -> Result<(), E>,
    ) -> Result<(), E> {
        let joined = self.all_joined()?;
        let mut file: Vec<Entry> = Vec::new();
        loop {
            let last = file
                .last()
                .map(|entry| (entry.header.owner, entry.header.owner_version));
            let (owner, version) = match &last {
                Some((owner, version)) => (Cell::from(owner), Cell::from(*version)),
                None => (Cell::Bytes(&[]), Cell::Int(0)),
            };
            let page =
                self.read_entries(Statement::Files, &[owner, version, Cell::from(FILES_PAGE)])?;
            let more = page.len() as u64 == u64::from(FILES_PAGE);
            for entry in page {
                let owner = file.first().map(|first| first.header.owner);
                if let Some(owner) = owner.filter(|owner| *owner != entry.header.owner) {
                    let own = std::mem::take(&mut file);
                    self.take_whole(owner, own, &joined, &mut take)?;
                }
                file.push(entry);
            }
            if !more {
                break;
            }
        }
        match file.first().map(|first| first.header.owner) {
            Some(owner) => self.take_whole(owner, file, &joined, &mut take),
            None => Ok(()),
        }
    }

    /// Hands a file over, whole; one that is merged into another is part of that one.
    fn take_whole<E: From<StoreError>>(
        &mut self,
        owner: Id,
        own: Vec<Entry>,
        joined: &BTreeSet<Id>,
        take: &mut impl FnMut(Id, Vec<Entry>) -> Result<(), E>,
    ) -> Result<(), E> {
        if !joined.contains(&owner) {
            return take(owner, own);
        }
        match self.merged_into(owner)? {
            Some(_) => Ok(()),
            None => take(owner, self.file(owner)?),
        }
    }

    /// Up to `limit` entries of the ledger, in order, from a position on.
    pub fn entries(&mut self, from: u64, limit: u32) -> Result<Vec<Entry>, StoreError> {
        self.read_entries(Statement::Entries, &[Cell::from(from), Cell::from(limit)])
    }

    /// The entry at a position.
    pub fn entry(&mut self, position: u64) -> Result<Option<Entry>, StoreError> {
        let mut found = self.entries(position, 1)?;
        Ok(found.pop().filter(|entry| entry.position == position))
    }

    /// The entries that were written together with an entry, itself among them: the file and
    /// the identifier of each, in order. They stand side by side in the ledger, so that those
    /// nearest to it are looked through, and no more.
    pub fn together_with(&mut self, entry: &Entry) -> Result<Vec<(Id, Id)>, StoreError> {
        let cells = [
            Cell::from(entry.position.saturating_sub(TOGETHER)),
            Cell::from(entry.position.saturating_add(TOGETHER)),
            Cell::from(&entry.header.group),
        ];
        self.engine.all(Statement::Together, &cells, |row| {
            let mut columns = Columns::of("entry", row);
            Ok((columns.id("owner")?, columns.id("id")?))
        })
    }

    /// One child.
    pub fn child(&mut self, subject: Id) -> Result<Option<ChildRow>, StoreError> {
        self.engine
            .first(Statement::Child, &[Cell::from(&subject)], read_child)
    }

    /// The children to whom the authority gave this identifier, those whose file was merged
    /// into another with that one, and with the date of birth that stood in theirs.
    pub fn children_with_authority_id(&mut self, id: &str) -> Result<Vec<ChildRow>, StoreError> {
        let cells = [Cell::Text(id)];
        let mut children = self
            .engine
            .all(Statement::ChildrenById, &cells, read_child)?;
        if self.has_joined()? {
            let merged = self
                .engine
                .all(Statement::ChildrenByMergedId, &cells, read_child)?;
            children.extend(merged);
        }
        Ok(children)
    }

    /// Every child, by the order of their files' identifiers. The first error of
    /// `take` ends it.
    pub fn each_child<E: From<StoreError>>(
        &mut self,
        take: impl FnMut(ChildRow) -> Result<(), E>,
    ) -> Result<(), E> {
        self.stream(Statement::EachChild, &[], read_child, take)
    }

    /// What is owed to one child, by clock.
    pub fn duties_of(&mut self, subject: Id) -> Result<Vec<Duty>, StoreError> {
        self.engine
            .all(Statement::DutiesOf, &[Cell::from(&subject)], read_duty)
    }

    /// Every duty of a kind, by child and then by clock. The first error of `take`
    /// ends it.
    pub fn each_duty<E: From<StoreError>>(
        &mut self,
        which: DutyFilter<'_>,
        take: impl FnMut(Duty) -> Result<(), E>,
    ) -> Result<(), E> {
        let (statement, cells): (_, &[Cell<'_>]) = match (which.clock, which.area) {
            (None, None) => (Statement::EachDuty, &[]),
            (Some(clock), None) => (Statement::EachDutyOfClock, &[Cell::Text(clock)]),
            (None, Some(area)) => (Statement::EachDutyOfArea, &[Cell::Text(area)]),
            (Some(clock), Some(area)) => (
                Statement::EachDutyOfClockAndArea,
                &[Cell::Text(clock), Cell::Text(area)],
            ),
        };
        self.stream(statement, cells, read_duty, take)
    }

    /// The duty of this identifier ([`Duty::id`]).
    pub fn duty(&mut self, id: &str) -> Result<Option<Duty>, StoreError> {
        let Some(named) = DutyRef::parse(id) else {
            return Ok(None);
        };
        let mut found = None;
        let cells = [
            Cell::from(&named.from),
            Cell::from(&named.to),
            Cell::Text(named.clock),
            Cell::from(named.ordinal),
        ];
        self.engine
            .each(Statement::DutiesBetween, &cells, &mut |row| {
                let duty = read_duty(row)?;
                if duty.id().eq_ignore_ascii_case(id) {
                    found = Some(duty);
                    return Ok(ControlFlow::Break(()));
                }
                Ok(ControlFlow::Continue(()))
            })?;
        Ok(found)
    }

    /// Whether what a disposal or a rotation destroyed may still stand in the database's own files.
    pub fn sweep_due(&mut self) -> Result<bool, StoreError> {
        Ok(store::meta(self.engine.as_mut(), store::SWEEP_DUE)? != 0)
    }

    /// The files whose key is gone, in the order of their identifiers.
    pub fn owners_without_key(&mut self) -> Result<Vec<Id>, StoreError> {
        self.engine.all(Statement::EachOwnerWithoutKey, &[], |row| {
            Ok(Columns::of("entry", row).id("owner")?)
        })
    }

    /// What was set aside for one file.
    pub fn set_aside_of(&mut self, subject: Id) -> Result<Vec<SetAsideRow>, StoreError> {
        self.engine.all(
            Statement::SetAsideOf,
            &[Cell::from(&subject)],
            read_set_aside,
        )
    }

    /// Everything that was set aside, by source, file and line. The first error of
    /// `take` ends it.
    pub fn each_set_aside<E: From<StoreError>>(
        &mut self,
        take: impl FnMut(SetAsideRow) -> Result<(), E>,
    ) -> Result<(), E> {
        self.stream(Statement::EachSetAside, &[], read_set_aside, take)
    }

    pub(crate) fn stream<T, E: From<StoreError>>(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
        read: impl Fn(&dyn Row) -> Result<T, StoreError>,
        mut take: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut refused = None;
        self.engine.each(statement, cells, &mut |row| {
            Ok(match take(read(row)?) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    refused = Some(error);
                    ControlFlow::Break(())
                }
            })
        })?;
        refused.map_or(Ok(()), Err)
    }

    pub(crate) fn read_entries(
        &mut self,
        statement: Statement,
        cells: &[Cell<'_>],
    ) -> Result<Vec<Entry>, StoreError> {
        let mut opener = Opener::new(&self.keys);
        self.engine.all(statement, cells, |row| {
            let (stored, key) = read_with_key(row)?;
            opener.open(stored, key)
        })
    }
}

/// An entry as it stands, and its owner's key as far as there is one.
pub(crate) fn read_with_key(row: &dyn Row) -> Result<(Stored, Option<Wrapped>), StoreError> {
    let mut columns = Columns::of("entry", row);
    let stored = Stored::columns(&mut columns)?;
    let nonce = columns.optional_array("nonce")?;
    let hidden = columns.optional_bytes("wrapped")?;
    let key = nonce.zip(hidden).map(|(nonce, hidden)| Wrapped {
        nonce,
        hidden: hidden.to_vec(),
    });
    Ok((stored, key))
}

/// Opens entries, and keeps the key of the last owner for the next entry.
pub(crate) struct Opener<'k> {
    keys: &'k Keyring,
    last: Option<(Id, Cipher)>,
}

impl<'k> Opener<'k> {
    /// With these keys.
    pub fn new(keys: &'k Keyring) -> Self {
        Self { keys, last: None }
    }

    /// Opens an entry; its body is `None` where its owner's key is not there.
    pub fn open(&mut self, stored: Stored, key: Option<Wrapped>) -> Result<Entry, StoreError> {
        let Some(key) = key else {
            return stored.open(None);
        };
        let owner = stored.owner;
        if self.last.as_ref().is_none_or(|(last, _)| *last != owner) {
            let position = u64::try_from(stored.position).unwrap_or(0);
            let key = self
                .keys
                .unwrap(&owner, key)
                .ok_or(StoreError::BodyUnreadable { position })?;
            self.last = Some((owner, key.cipher()));
        }
        stored.open(self.last.as_ref().map(|(_, cipher)| cipher))
    }
}
