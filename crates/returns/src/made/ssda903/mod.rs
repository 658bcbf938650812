//! A child's rows of the looked after return, from the child's file.
//!
//! The return has every child who was looked after on any day of the year, and every care
//! leaver with a birthday in it, each as it stood on 31 March: what happened since is not
//! told. Which record fills which column stands beside each table.

mod adoption;
mod child;
mod episodes;
mod leavers;
mod others;
mod pen;
mod yearly;

use jiff::civil::Date;
use practice::Fact;

use self::episodes::Episode;
pub(super) use self::episodes::{Episode as Care, all as care};
use self::pen::Pen;
use super::file::{ChildFile, day, yes};
use super::{LeftOut, Names, Origins, YearTo};
use crate::check::ssda903::text::plus_years;
use crate::read::ssda903::Row;

/// A child's rows, with where each cell comes from.
#[derive(Debug, Clone, Default)]
pub struct MadeRows {
    /// The rows, by table in the order of the return.
    pub rows: Vec<Row>,
    /// Where their cells come from, by the tables' names in reports. Rows are counted within
    /// the child.
    pub origins: Origins,
}

/// The child's rows in the return of a year, or why it has none.
///
/// # Errors
///
/// Why the child is not in the return.
pub fn rows(file: &ChildFile<'_>, year: YearTo, names: &dyn Names) -> Result<MadeRows, LeftOut> {
    let of = Of {
        file,
        names,
        year,
        starts: year.starts,
        ends: year.ends,
        born: file.born(),
        care: episodes::all(file),
    };
    let leaver = leavers::belongs(&of);
    if !of.in_the_year() && !leaver {
        return Err(if of.care.is_empty() {
            LeftOut::NeverLookedAfter
        } else {
            LeftOut::NotLookedAfterInTheYear
        });
    }
    let mut pen = Pen::new(file.authority_id, &of);
    child::header(&of, &mut pen);
    episodes::rows(&of, &mut pen);
    others::reviews(&of, &mut pen);
    child::unaccompanied(&of, &mut pen);
    yearly::looked_after_year(&of, &mut pen);
    if leaver {
        leavers::row(&of, &mut pen);
    }
    adoption::adopted(&of, &mut pen);
    adoption::should_be_placed(&of, &mut pen);
    adoption::previous_permanence(&of, &mut pen);
    others::missing(&of, &mut pen);
    others::social_workers(&of, &mut pen);
    others::deprivation_of_liberty(&of, &mut pen);
    Ok(MadeRows {
        rows: pen.rows,
        origins: pen.origins,
    })
}

/// Whether the child was looked after on any day between two.
pub(super) fn looked_after_between(file: &ChildFile<'_>, from: Date, to: Date) -> bool {
    episodes::all(file).iter().any(|one| one.overlaps(from, to))
}

/// A child's file and the year it is asked about.
struct Of<'a, 'f> {
    file: &'a ChildFile<'f>,
    names: &'a dyn Names,
    year: YearTo,
    starts: Date,
    ends: Date,
    born: Option<Date>,
    /// Every episode of care, whenever, by day.
    care: Vec<Episode<'f>>,
}

impl<'f> Of<'_, 'f> {
    /// Whether the child was looked after on any day of the year.
    fn in_the_year(&self) -> bool {
        self.episodes().next().is_some()
    }

    /// The episodes of which a day lies in the year.
    fn episodes(&self) -> impl Iterator<Item = &Episode<'f>> {
        let all = self.care.iter();
        all.filter(|one| one.overlaps(self.starts, self.ends))
    }

    /// A record, unless it fell after the year.
    fn known(&self, fact: Option<&'f Fact>) -> Option<&'f Fact> {
        fact.filter(|fact| fact.occurred.day() <= self.ends)
    }

    /// Whether a day lies in the year.
    fn holds(&self, day: Date) -> bool {
        self.year.holds(day)
    }

    /// Whether something that began and may have ended was there on any day of the year.
    fn overlaps(&self, began: Date, ended: Option<Date>) -> bool {
        self.year.overlaps(began, ended)
    }

    /// Whether the child was looked after on a day, both days of an episode included.
    fn in_care_on(&self, day: Date) -> bool {
        self.care.iter().any(|one| one.overlaps(day, day))
    }

    /// Whether the child has had this birthday by a day. Not known without a date of birth.
    fn is_aged(&self, years: i16, on: Date) -> Option<bool> {
        Some(plus_years(self.born?, years)? <= on)
    }

    /// Whether the child was looked after through all of the year, without short breaks.
    fn throughout(&self) -> bool {
        let mut held_from = None;
        for one in self.episodes() {
            if one.is_short_break() {
                return false;
            }
            match held_from {
                None if one.began() > self.starts => return false,
                Some(last) if one.began() > last => return false,
                _ => held_from = Some(one.ceased_on().unwrap_or(Date::MAX)),
            }
        }
        held_from.is_some_and(|last| last > self.ends)
    }
}
