//! What a calendar is made of; calendars are made from one another.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};

use super::{Days, FIRST, Holiday, LAST, Term};

/// What a calendar is made of.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its title, for explanations.
    pub title: String,
    /// What its days are called.
    pub days: Days,
    /// The days between which its holidays are known.
    pub known: (Date, Date),
    /// The days of the week that do not count.
    pub weekend: Vec<Weekday>,
    /// The days that do not count for another reason.
    pub holidays: BTreeMap<Date, Holiday>,
    /// When it opens and closes.
    pub hours: Option<(Time, Time)>,
    /// Its terms, in order; none where every day may count.
    pub terms: Vec<Term>,
}

impl Made {
    /// Adds another calendar's holidays to these, and knows no more than both do.
    pub fn and(&mut self, other: &Self) {
        for (on, holiday) in &other.holidays {
            let held = self.holidays.entry(*on).or_insert_with(|| holiday.clone());
            // Known from the day on which the first of the two was.
            held.known_from = held.known_from.min(holiday.known_from);
            held.statutory |= holiday.statutory;
        }
        self.known = (
            self.known.0.max(other.known.0),
            self.known.1.min(other.known.1),
        );
    }

    /// Adds a day of every year.
    pub fn yearly(&mut self, (month, day): (i8, i8), name: &str) {
        for on in (FIRST.year()..=LAST.year()).filter_map(|year| Date::new(year, month, day).ok()) {
            let made = Holiday {
                name: name.to_owned(),
                known_from: None,
                statutory: true,
            };
            // A day that is named in its own right was always known.
            self.holidays.insert(on, made);
        }
    }
}
