//! The collection year that a return is made for, to its end or to a day in it.

use jiff::civil::Date;

use crate::check::Collection;

/// A collection year up to a day: its last, or that on which it is looked at before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearTo {
    /// The collection.
    pub collection: Collection,
    /// The first day.
    pub starts: Date,
    /// The last day of which it is told.
    pub ends: Date,
}

impl YearTo {
    /// The whole year.
    pub fn whole(collection: Collection) -> Self {
        Self {
            collection,
            starts: collection.starts(),
            ends: collection.ends(),
        }
    }

    /// The year of a day, up to that day; `None` for a day in no collection's year.
    pub fn so_far(day: Date) -> Option<Self> {
        let collection = Collection::holding(day)?;
        Some(Self {
            ends: day,
            ..Self::whole(collection)
        })
    }

    /// The year before, which is over.
    pub fn before(self) -> Option<Self> {
        let year = self.collection.year().checked_sub(1)?;
        Collection::ending(year).map(Self::whole)
    }

    /// Whether the year is told to its end.
    pub fn is_over(self) -> bool {
        self.ends >= self.collection.ends()
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: Date) -> bool {
        (self.starts..=self.ends).contains(&day)
    }

    /// Whether something that began and may have ended was there on any day of it.
    pub fn overlaps(self, began: Date, ended: Option<Date>) -> bool {
        began <= self.ends && ended.is_none_or(|ended| ended >= self.starts)
    }
}
