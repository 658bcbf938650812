//! The form in which a table of the dataset is described: its columns as the
//! specification has them, and which record of the practice book holds each.
//!
//! A row is one **anchor**, the record that it is about, and further **parts** that
//! are linked with it. One engine reads these descriptions in both directions, so
//! that a new column is a new line.

/// A table of the dataset.
#[derive(Debug)]
pub struct Table {
    /// Its name, as the specification writes it.
    pub name: &'static str,
    /// The columns that tell one row from another.
    pub key: &'static [&'static str],
    /// Whose file its rows belong in.
    pub owner: Owner,
    /// The record types that a row may be about; the first that fits is taken.
    /// None where no record type holds what the table says.
    pub anchors: &'static [&'static str],
    /// Further records that a row tells of.
    pub parts: &'static [Part],
    /// What the records of this table say that no column does.
    pub says: &'static [Says],
    /// The columns, in the specification's order.
    pub columns: &'static [Column],
}

/// Whose file the rows of a table belong in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The person of the column with [`Role::Person`]; of a row without one, the
    /// organisation.
    Person,
    /// Whoever owns the row of another table that this column names.
    Through(&'static str, &'static str, &'static str),
    /// The organisation's own.
    Organisation,
}

/// A further record of a row.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The record type.
    pub kind: &'static str,
    /// How it is linked with the rest.
    pub link: Link,
}

/// How a part is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Its own field leads to the anchor.
    ToAnchor(&'static str),
    /// A field of the anchor leads to it.
    FromAnchor(&'static str),
    /// There is one of it for each person.
    Alone,
    /// Its own field leads to another part.
    ToPart(&'static str, &'static str),
}

/// A field with one value for every record of a table.
#[derive(Clone, Copy, Debug)]
pub struct Says {
    /// The record type.
    pub kind: &'static str,
    /// The field.
    pub field: &'static str,
    /// The value.
    pub value: &'static str,
    /// Whether records with another value have no row in this table.
    pub only: bool,
}

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name, as the specification writes it.
    pub name: &'static str,
    /// What may stand in it.
    pub form: Form,
    /// What it names, if it names something.
    pub role: Role,
    /// Which records hold it.
    pub held: [Option<Held>; 3],
    /// What it is worked out from, where no record holds it.
    pub worked: Option<Worked>,
    /// Codes that the dataset writes in words of its own: ours, and its.
    pub words: &'static [(&'static str, &'static str)],
}

/// What may stand in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text of at most so many characters.
    Text(usize),
    /// A JSON value of at most so many characters.
    Json(usize),
    /// A day, or a day and a time of day.
    Date,
    /// A whole number of at most so many figures.
    Whole(usize),
    /// A number, with or without a fraction.
    Decimal,
    /// `Y` or `N`.
    YesNo,
    /// A hash of 32 bytes, in hexadecimal figures.
    Hash,
}

/// What a column names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Plain,
    /// The person whose row it is.
    Person,
    /// A row of another table, by its key.
    Of(&'static str),
}

/// Where a column is held.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// In a record of this type.
    pub kind: &'static str,
    /// In which way.
    pub how: How,
}

/// In which way a record holds a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In this field.
    Field(&'static str),
    /// By being of its type: the column has this value.
    Known(&'static str),
    /// The same, and the column may as well be empty.
    KnownOrEmpty(&'static str),
}

/// What a column is worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worked {
    /// The period of care that the record falls in, named by its first episode.
    PeriodOfCare,
    /// The day on which that period began.
    EnteredCare,
    /// The placement in which the child lived as the episode began.
    Placement,
    /// The child protection plan that the conference made: of the same referral, begun
    /// that day.
    PlanMade,
    /// The initial conference that made the plan.
    ConferenceOfPlan,
}

impl Table {
    /// The column of this name, and its place.
    pub fn column(&self, name: &str) -> Option<(usize, &'static Column)> {
        (self.columns.iter().enumerate()).find(|(_, column)| column.name == name)
    }

    /// The column that names the person, and its place.
    pub fn person(&self) -> Option<(usize, &'static Column)> {
        (self.columns.iter().enumerate()).find(|(_, column)| column.role == Role::Person)
    }

    /// The key columns apart from the person's, with their places: within one file they
    /// tell one row from another.
    pub fn own_key(&self) -> impl Iterator<Item = (usize, &'static Column)> {
        (self.columns.iter().enumerate())
            .filter(|(_, column)| column.role != Role::Person && self.key.contains(&column.name))
    }

    /// The one column that is this table's key, where it is one alone.
    pub fn single_key(&self) -> Option<(usize, &'static Column)> {
        let mut own = self.own_key();
        own.next().filter(|_| own.next().is_none())
    }

    /// How a record type is linked into a row of this table; `None` for an anchor and
    /// for what is no part of it.
    pub fn part(&self, kind: &str) -> Option<&'static Part> {
        self.parts.iter().find(|part| part.kind == kind)
    }
}

impl Column {
    /// How a record of this type holds the column.
    pub fn in_kind(&self, kind: &str) -> Option<How> {
        let held = self.held.iter().flatten().find(|held| held.kind == kind);
        held.map(|held| held.how)
    }
}
