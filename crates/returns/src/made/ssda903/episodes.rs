//! Episodes of care. One that changes the legal status alone leaves the child in the same
//! placement, and the main need is that with which the period of care began: where an
//! episode does not say them again, they are those of the episode before. What a record of
//! placements or of legal statuses tells apart from the episodes is taken from there.

use jiff::civil::Date;
use practice::Fact;

use super::Of;
use super::pen::Pen;
use crate::made::{ChildFile, Origin};
use crate::read::ssda903::{Column, Table};

/// An episode of care, and how it ceased.
pub(in crate::made) struct Episode<'f> {
    pub started: &'f Fact,
    pub ceased: Option<&'f Fact>,
}

impl Episode<'_> {
    /// Its first day.
    pub fn began(&self) -> Date {
        self.started.occurred.day()
    }

    /// The day on which it ceased.
    pub fn ceased_on(&self) -> Option<Date> {
        self.ceased.map(|fact| fact.occurred.day())
    }

    /// Why it ceased.
    pub fn reason_ceased(&self) -> Option<&str> {
        self.ceased?.text("reason")
    }

    /// Whether any of its days lies between two.
    pub fn overlaps(&self, from: Date, to: Date) -> bool {
        self.began() <= to && self.ceased_on().is_none_or(|day| day >= from)
    }

    /// Whether it is one of a series of short breaks.
    pub fn is_short_break(&self) -> bool {
        matches!(self.started.text("legal_status"), Some("V3" | "V4"))
    }

    /// Whether it begins on the day on which another ceased.
    pub fn follows(&self, before: &Self) -> bool {
        before.ceased_on() == Some(self.began()) && self.started.text("reason") != Some("S")
    }
}

/// Every episode of care, by day.
pub(in crate::made) fn all<'f>(file: &ChildFile<'f>) -> Vec<Episode<'f>> {
    let started = file.all("care-episode-started").iter().copied();
    started
        .map(|started| Episode {
            started,
            ceased: file.last_linked("care-episode-ceased", "episode", started.id),
        })
        .collect()
}

/// What of an episode stays as it was with a change of legal status alone: the column, the
/// field, and the field of a record of placements.
const PLACEMENT: [(Column, &str, &str); 4] = [
    (Column::Place, "placement", "placement"),
    (Column::PlaceProvider, "placement_provider", "provider"),
    (Column::PlPost, "placement_postcode", "postcode"),
    (Column::Urn, "urn", "urn"),
];

/// The episodes of which a day lies in the year.
pub(super) fn rows(of: &Of<'_, '_>, pen: &mut Pen) {
    for (at, one) in of.care.iter().enumerate() {
        if !one.overlaps(of.starts, of.ends) {
            continue;
        }
        let mut line = pen.line(Table::Episodes);
        line.field(Column::Decom, one.started, "started_on");
        line.field(Column::Rne, one.started, "reason");
        line.field(Column::HomePost, one.started, "home_postcode");
        let status = told(one.started, "legal_status")
            .or_else(|| in_force(of.file, "legal-status-started", one.began(), "status"));
        put(&mut line, Column::Ls, status, (one.started, "legal_status"));
        let need = before(of, at, "category_of_need", |_| true);
        put(
            &mut line,
            Column::Cin,
            need,
            (one.started, "category_of_need"),
        );
        for (column, field, apart) in PLACEMENT {
            let same_place = |one: &Episode<'_>| one.started.text("reason") == Some("L");
            let value = before(of, at, field, same_place)
                .or_else(|| in_force(of.file, "placement-started", one.began(), apart));
            put(&mut line, column, value, (one.started, field));
        }
        // What ceased after the year is open in it.
        let ceased = of.known(one.ceased);
        let how = [
            (Column::Dec, "ceased_on"),
            (Column::Rec, "reason"),
            (Column::ReasonPlaceChange, "reason_for_placement_change"),
        ];
        for (column, field) in how {
            line.of(column, ceased, ("care-episode-ceased", field));
        }
        line.end();
    }
}

/// A field that is filled.
fn told<'f>(fact: &'f Fact, field: &'static str) -> Option<(&'f Fact, &'static str)> {
    let text = fact.text(field).filter(|text| !text.is_empty());
    text.map(|_| (fact, field))
}

/// The field of an episode, or of those before it with which it goes on.
fn before<'f>(
    of: &Of<'_, 'f>,
    at: usize,
    field: &'static str,
    goes_on: impl Fn(&Episode<'_>) -> bool,
) -> Option<(&'f Fact, &'static str)> {
    let mut later: Option<&Episode<'f>> = None;
    for one in of.care.get(..=at)?.iter().rev() {
        if let Some(later) = later
            && !(goes_on(later) && later.follows(one))
        {
            return None;
        }
        if let Some(told) = told(one.started, field) {
            return Some(told);
        }
        later = Some(one);
    }
    None
}

/// The field of the record that was in force on a day.
fn in_force<'f>(
    file: &ChildFile<'f>,
    kind: &str,
    day: Date,
    field: &'static str,
) -> Option<(&'f Fact, &'static str)> {
    let (ends, link) = match kind {
        "placement-started" => ("placement-ended", "placement"),
        _ => ("legal-status-ended", "status"),
    };
    let fact = file.last_by(kind, day)?;
    let ended = file.last_linked(ends, link, fact.id);
    let is_over = ended.is_some_and(|ended| ended.occurred.day() < day);
    told(fact, field).filter(|_| !is_over)
}

fn put(
    line: &mut super::pen::Line<'_>,
    column: Column,
    value: Option<(&Fact, &'static str)>,
    own: (&Fact, &'static str),
) {
    let (fact, field) = value.unwrap_or(own);
    line.known(column, Origin::of(fact, field), fact.text(field));
}
