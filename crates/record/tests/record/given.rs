//! A child's file in memory, and extracts that are read into it.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use practice::{Book, Fields, Id, Value, When};
use record::staging::{Batch, Column, Proposed, SetAside, Staged, Writing, stage};
use record::{Body, Casefile, Draft, Entry, Header, Provenance};

/// The practice book of England.
pub fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::england().expect("the book of England is sound"))
}

pub fn id(number: u64) -> Id {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id::from_bytes(bytes)
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// The last day of which the extract of this year tells.
pub fn march(year: i16) -> Date {
    date(year, 3, 31)
}

pub fn fields(fields: &[(&str, &str)]) -> Fields {
    fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::text(value)))
        .collect()
}

/// One child's file, to which entries are appended a second apart.
#[derive(Default)]
pub struct File {
    pub entries: Vec<Entry>,
    next: u64,
}

impl File {
    pub const OWNER: u64 = 1 << 40;
    pub const ORGANISATION: u64 = 2 << 40;

    pub fn new_id(&mut self) -> Id {
        self.next += 1;
        id(self.next)
    }

    pub fn folded(&self) -> Casefile {
        Casefile::fold(&self.entries)
    }

    /// When the entry of this number, from 0, was recorded.
    pub fn recorded_at(&self, number: usize) -> Timestamp {
        self.entries[number].header.recorded_at
    }

    pub fn append(&mut self, drafts: Vec<Draft>) {
        for draft in drafts {
            let position = self.entries.len() as u64 + 1;
            let second = i64::try_from(position).unwrap();
            self.entries.push(Entry {
                position,
                header: Header {
                    id: draft.id,
                    owner: draft.owner,
                    owner_version: position,
                    refers_to: draft.refers_to,
                    kind: draft.kind,
                    kind_version: draft.kind_version,
                    occurred: draft.occurred,
                    recorded_at: Timestamp::from_second(1_790_000_000 + second).unwrap(),
                    recorded_by: draft.recorded_by,
                    organisation: draft.organisation,
                    corrects: draft.corrects,
                    group: draft.group,
                },
                body: Some(draft.body),
            });
        }
    }

    /// A worker writes something down, or corrects it.
    pub fn written(&mut self, kind: &str, on: &str, body: Body, corrects: Option<Id>) -> Id {
        let id = self.new_id();
        self.append(vec![Draft {
            id,
            owner: self::id(Self::OWNER),
            refers_to: Vec::new(),
            kind: kind.to_owned(),
            kind_version: 1,
            occurred: When::Day(day(on)),
            recorded_by: self::id(7),
            organisation: self::id(Self::ORGANISATION),
            corrects,
            group: id,
            body,
        }]);
        id
    }

    /// What an extract would add, without adding it.
    pub fn staged(&mut self, by: &Book, batch: Batch, tells_to: Date) -> Staged {
        let file = self.folded();
        let writing = Writing {
            book: by,
            owner: id(Self::OWNER),
            organisation: id(Self::ORGANISATION),
            recorded_by: id(8),
            noted_on: When::Day(tells_to),
        };
        stage(&writing, &file, batch, &mut || self.new_id())
    }

    /// Reads an extract that tells to a day into the file.
    pub fn read(&mut self, mut batch: Batch, tells_to: Date) -> Staged {
        for one in &mut batch.proposed {
            one.from.tells_to = Some(tells_to);
        }
        let staged = self.staged(book(), batch, tells_to);
        self.append(staged.drafts.clone());
        staged
    }
}

/// A body that a worker typed.
pub fn typed(what: &[(&str, &str)]) -> Body {
    Body {
        fields: fields(what),
        ..Body::default()
    }
}

/// Something that a line of an extract says happened.
pub fn told(kind: &'static str, on: &str, line: u64, what: &[(&str, &str)]) -> Proposed {
    Proposed {
        kind,
        occurred: When::Day(day(on)),
        fields: fields(what),
        links: Vec::new(),
        from: from(line),
        values: vec![("Block", "Element")],
        unread: Vec::new(),
    }
}

pub fn linked(mut proposed: Proposed, field: &'static str, to: usize) -> Proposed {
    proposed.links.push((field, to));
    proposed
}

/// A value that could not be taken.
pub fn aside(value: &str, line: u64) -> SetAside {
    let column: Column = ("Block", "Element");
    SetAside {
        table: column.0.to_owned(),
        column: column.1.to_owned(),
        value: value.to_owned(),
        reason: "It is no date.".to_owned(),
        record: Some("referral"),
        from: from(line),
        values: vec![column],
    }
}

pub fn batch(proposed: Vec<Proposed>, set_aside: Vec<SetAside>) -> Batch {
    Batch {
        authority_id: "A1".to_owned(),
        born_on: None,
        proposed,
        set_aside,
    }
}

pub fn from(line: u64) -> Provenance {
    Provenance {
        source: "cin-census".to_owned(),
        file: "census.xml".to_owned(),
        line,
        recorded: None,
        tells_to: Some(march(2026)),
    }
}

/// A referral on a day, and from whom.
pub fn referral(on: &str, line: u64, source: &str) -> Proposed {
    told(
        "referral",
        on,
        line,
        &[("referred_on", on), ("source", source)],
    )
}
