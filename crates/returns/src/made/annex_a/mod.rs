//! A child's rows of the lists for inspectors (Annex A), from the child's file as it stood
//! on the day of the inspection. Which record fills which column stands beside each list.
//!
//! What the record has no place for is left blank: the family's adopters' own particulars,
//! and, unless a postcode directory is given, in whose area a placement lies.

mod adoption;
mod front_door;
mod in_care;
mod in_need;
mod leaving;
mod line;
mod protection;

pub use adoption::adopter;

use jiff::ToSpan as _;
use jiff::civil::Date;
use practice::Fact;

use self::line::Line;
use super::file::{ChildFile, day, yes};
use super::ssda903::{Care, care};
use super::{LeftOut, Names};
use crate::check::ssda903::lists::Postcodes;
use crate::read::annex_a::Row;

/// What is asked, and what is known besides the file.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The day of the inspection.
    pub on: Date,
    /// What workers and teams are called.
    pub names: &'a dyn Names,
    /// Whose area a postcode lies in, where a directory was given.
    pub places: Option<Places<'a>>,
}

/// Whose area a postcode lies in.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// The postcode directory.
    pub postcodes: &'a Postcodes,
    /// The authorities there are.
    pub authorities: &'a practice::authorities::Authorities,
    /// The authority's own code.
    pub own: &'a str,
}

/// The child's rows, of all lists.
///
/// # Errors
///
/// Why the child is on none of them.
pub fn rows(authority_id: &str, facts: &[Fact], asked: Asked<'_>) -> Result<Vec<Row>, LeftOut> {
    let file = ChildFile::by(authority_id, facts, asked.on);
    let of = Of {
        born: file.born(),
        care: care(&file),
        file: &file,
        asked,
    };
    let mut rows = Vec::new();
    front_door::contacts(&of, &mut rows);
    front_door::early_help(&of, &mut rows);
    front_door::referrals(&of, &mut rows);
    in_need::assessments(&of, &mut rows);
    protection::enquiries(&of, &mut rows);
    in_need::episodes(&of, &mut rows);
    protection::plans(&of, &mut rows);
    in_care::in_care(&of, &mut rows);
    leaving::leaving_care(&of, &mut rows);
    adoption::adoption(&of, &mut rows);
    if rows.is_empty() {
        return Err(LeftOut::NothingForInspectors);
    }
    Ok(rows)
}

/// A child's file on a day.
struct Of<'a, 'f> {
    file: &'a ChildFile<'f>,
    asked: Asked<'a>,
    born: Option<Date>,
    /// Every episode of care, by day.
    care: Vec<Care<'f>>,
}

impl Of<'_, '_> {
    /// The day so many months before.
    fn months_ago(&self, months: i32) -> Date {
        let earlier = self.asked.on.checked_sub(months.months());
        earlier.unwrap_or(self.asked.on)
    }

    /// Whether a day lies in the months before.
    fn within(&self, months: i32, day: Date) -> bool {
        (self.months_ago(months)..=self.asked.on).contains(&day)
    }

    /// Whether something that may have ended is open, or ended in the months before.
    fn open_within(&self, months: i32, ended: Option<Date>) -> bool {
        ended.is_none_or(|ended| self.within(months, ended))
    }

    /// How many records of a type there were in the twelve months before.
    fn count_in_a_year(&self, kind: &str, counts: impl Fn(&Fact) -> bool) -> usize {
        let all = self.file.all(kind).iter();
        all.filter(|fact| self.within(12, fact.occurred.day()) && counts(fact))
            .count()
    }

    /// The age in years: on the day, or on the day of the death.
    fn age(&self) -> Option<u32> {
        let died = self.file.all("child-died").first();
        let on = died.map_or(self.asked.on, |died| died.occurred.day());
        age(self.born?, on)
    }

    /// Whether the child was looked after on the day.
    fn in_care(&self) -> bool {
        self.care.iter().any(|one| one.ceased_on().is_none())
    }

    /// Who has the child: the last social worker, and the team.
    fn worker_and_team(&self, line: &mut Line) {
        let allocated = self.file.all("social-worker-allocated").last().copied();
        let worker = allocated.and_then(|fact| fact.text("worker"));
        let worker = worker.and_then(|worker| self.asked.names.worker(worker));
        line.text("Allocated Worker", worker);
        let details = allocated.and_then(|fact| {
            self.file
                .last_linked("allocation-details", "allocation", fact.id)
        });
        let involved = || {
            let all = self.file.all("involvement-started").iter().rev();
            { all }.find_map(|fact| fact.text("team"))
        };
        let team = details.and_then(|fact| fact.text("team")).or_else(involved);
        let team = team.and_then(|team| self.asked.names.team(team));
        line.text("Allocated Team", team);
    }
}

/// Whole years from a birth to a day; none before it.
fn age(born: Date, on: Date) -> Option<u32> {
    let years = i32::from(on.year()) - i32::from(born.year());
    let had = (on.month(), on.day()) >= (born.month(), born.day());
    u32::try_from(years - i32::from(!had)).ok()
}
