//! The words in which the tables are described: a column, what holds it, and how a part
//! is linked.

use super::model::{Column, Form, Held, How, Link, Part, Role, Worked};

impl Column {
    const fn new(name: &'static str, form: Form) -> Self {
        Self {
            name,
            form,
            role: Role::Plain,
            held: [None; 3],
            worked: None,
            words: &[],
        }
    }

    const fn holding(mut self, kind: &'static str, how: How) -> Self {
        let held = Some(Held { kind, how });
        match self.held {
            [None, _, _] => self.held[0] = held,
            [_, None, _] => self.held[1] = held,
            _ => self.held[2] = held,
        }
        self
    }

    /// Held in this field of this record type.
    pub(super) const fn is(self, kind: &'static str, field: &'static str) -> Self {
        self.holding(kind, How::Field(field))
    }

    /// This value, in rows about this record type.
    pub(super) const fn known(self, kind: &'static str, value: &'static str) -> Self {
        self.holding(kind, How::Known(value))
    }

    /// This value or none, in rows about this record type.
    pub(super) const fn known_or_empty(self, kind: &'static str, value: &'static str) -> Self {
        self.holding(kind, How::KnownOrEmpty(value))
    }

    /// It names a row of this table.
    pub(super) const fn of(mut self, table: &'static str) -> Self {
        self.role = Role::Of(table);
        self
    }

    /// It is worked out.
    pub(super) const fn worked(mut self, from: Worked) -> Self {
        self.worked = Some(from);
        self
    }

    /// Its codes are written in other words.
    pub(super) const fn words(mut self, words: &'static [(&'static str, &'static str)]) -> Self {
        self.words = words;
        self
    }
}

/// A column of text.
pub(super) const fn text(name: &'static str, most: usize) -> Column {
    Column::new(name, Form::Text(most))
}

/// A column of JSON.
pub(super) const fn json(name: &'static str, most: usize) -> Column {
    Column::new(name, Form::Json(most))
}

/// A column of days.
pub(super) const fn date(name: &'static str) -> Column {
    Column::new(name, Form::Date)
}

/// A column of whole numbers.
pub(super) const fn whole(name: &'static str, most: usize) -> Column {
    Column::new(name, Form::Whole(most))
}

/// A column of numbers.
pub(super) const fn decimal(name: &'static str) -> Column {
    Column::new(name, Form::Decimal)
}

/// A column of Y and N.
pub(super) const fn yes_no(name: &'static str) -> Column {
    Column::new(name, Form::YesNo)
}

/// A column of hashes.
pub(super) const fn hash(name: &'static str) -> Column {
    Column::new(name, Form::Hash)
}

/// A key of the dataset.
pub(super) const fn id(name: &'static str) -> Column {
    text(name, 48)
}

/// The person whose row it is.
pub(super) const fn person(name: &'static str) -> Column {
    let mut column = id(name);
    column.role = Role::Person;
    column
}

/// A part that leads to the anchor by this field.
pub(super) const fn part(kind: &'static str, field: &'static str) -> Part {
    Part {
        kind,
        link: Link::ToAnchor(field),
    }
}

/// A part to which this field of the anchor leads.
pub(super) const fn led_to(kind: &'static str, field: &'static str) -> Part {
    Part {
        kind,
        link: Link::FromAnchor(field),
    }
}

/// A part of which a person has one.
pub(super) const fn alone(kind: &'static str) -> Part {
    Part {
        kind,
        link: Link::Alone,
    }
}
