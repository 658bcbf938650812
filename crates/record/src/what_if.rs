//! What differs between the duties of one file under two books, and how often it does.

use std::collections::BTreeMap;

use jiff::Timestamp;
use practice::When;
use serde::Serialize;

use crate::{Duty, State};

/// One duty that differs: as it is, and as it would be.
#[derive(Clone, Copy, Debug)]
pub struct Difference<'d> {
    /// As it is; `None` where it would be added.
    pub before: Option<&'d Duty>,
    /// As it would be; `None` where it would be gone.
    pub after: Option<&'d Duty>,
    /// Whether it is late.
    pub was_late: bool,
    /// Whether it would be late.
    pub would_be_late: bool,
}

/// How often each kind of difference was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Duties that would be added.
    pub added: u64,
    /// Duties that would be gone.
    pub gone: u64,
    /// Due dates that would be earlier, or there at all.
    pub earlier: u64,
    /// Due dates that would be later, or no more.
    pub later: u64,
    /// Duties that would be late and are not.
    pub newly_late: u64,
    /// Duties that are late and would not be.
    pub no_longer_late: u64,
}

/// What is counted of files that are no team's.
pub const NO_TEAM: &str = "no team";

/// All differences, counted in four ways.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Found {
    /// Of everything.
    pub all: Counts,
    /// By clock.
    pub by_clock: BTreeMap<String, Counts>,
    /// By area of the book.
    pub by_area: BTreeMap<String, Counts>,
    /// By who owes them.
    pub by_owner: BTreeMap<String, Counts>,
    /// By the team whose files they stand in, as at the time asked about.
    pub by_team: BTreeMap<String, Counts>,
}

impl Found {
    /// Counts one more.
    pub fn add(&mut self, one: &Difference<'_>, owner: &str, team: Option<&str>) {
        let duty = one.duty();
        let by_clock = self
            .by_clock
            .entry(duty.map_or_else(String::new, |duty| duty.clock.clone()));
        by_clock.or_default().add(one);
        let by_area = self
            .by_area
            .entry(duty.map_or_else(String::new, |duty| duty.area.clone()));
        by_area.or_default().add(one);
        self.by_owner.entry(owner.to_owned()).or_default().add(one);
        let team = team.unwrap_or(NO_TEAM).to_owned();
        self.by_team.entry(team).or_default().add(one);
        self.all.add(one);
    }
}

impl Counts {
    fn add(&mut self, one: &Difference<'_>) {
        for what in one.what() {
            *match what {
                "added" => &mut self.added,
                "gone" => &mut self.gone,
                "earlier" => &mut self.earlier,
                "later" => &mut self.later,
                "newly-late" => &mut self.newly_late,
                _ => &mut self.no_longer_late,
            } += 1;
        }
    }
}

impl<'d> Difference<'d> {
    /// The duty, as it would be where it would be there.
    pub fn duty(&self) -> Option<&'d Duty> {
        self.after.or(self.before)
    }

    /// Its clock.
    pub fn clock(&self) -> &'d str {
        self.duty().map_or("", |duty| duty.clock.as_str())
    }

    /// When it is due, and when it would be.
    pub fn dues(&self) -> (Option<When>, Option<When>) {
        let due = |duty: Option<&Duty>| duty.and_then(|duty| duty.due);
        (due(self.before), due(self.after))
    }

    /// What differs, in words.
    pub fn what(&self) -> Vec<&'static str> {
        let mut what = Vec::new();
        match (self.before, self.after) {
            (None, _) => what.push("added"),
            (_, None) => what.push("gone"),
            (Some(before), Some(after)) if before.due != after.due => {
                let end = |duty: &Duty| (duty.due.is_none(), duty.due.map(When::end));
                what.push(if end(after) < end(before) {
                    "earlier"
                } else {
                    "later"
                });
            }
            _ => {}
        }
        match (self.was_late, self.would_be_late) {
            (false, true) => what.push("newly-late"),
            (true, false) => what.push("no-longer-late"),
            _ => {}
        }
        what
    }
}

/// What differs in one file, by the duties' own identifiers. What had not begun by then is
/// left out.
pub fn differences<'d>(
    before: &'d [Duty],
    after: &'d [Duty],
    as_at: Timestamp,
) -> Vec<Difference<'d>> {
    let begun = |duty: &&Duty| duty.had_started(as_at);
    let mut both: BTreeMap<String, (Option<&Duty>, Option<&Duty>)> = BTreeMap::new();
    for duty in before.iter().filter(begun) {
        both.entry(duty.id()).or_default().0 = Some(duty);
    }
    for duty in after.iter().filter(begun) {
        both.entry(duty.id()).or_default().1 = Some(duty);
    }
    let late = |duty: Option<&Duty>| {
        let state = duty.map(|duty| duty.state(as_at));
        matches!(state, Some(State::Overdue | State::MetLate))
    };
    (both.into_values())
        .map(|(before, after)| Difference {
            before,
            after,
            was_late: late(before),
            would_be_late: late(after),
        })
        .filter(|one| !one.what().is_empty())
        .collect()
}
