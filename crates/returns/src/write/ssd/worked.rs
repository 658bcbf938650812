//! Columns that no record holds, worked out from several: the period of care, where the
//! child lived as an episode began, and which conference made which plan.

use jiff::civil::Date;
use practice::{Fact, Id, When};

use super::kept::PERIOD_OF_CARE;
use super::pool::Pool;
use crate::read::ssd::Worked;

/// The periods of care of a child: the first episode of each, and when it began.
#[derive(Default)]
pub(super) struct Periods(Vec<(Date, Id)>);

impl Periods {
    /// A period begins with an episode that says so, and with one that does not begin
    /// as another ceases.
    pub fn of(episodes: &[&Fact], ceased: impl Fn(&Fact) -> Option<When>) -> Self {
        let mut sorted: Vec<&Fact> = episodes.to_vec();
        sorted.sort_by_key(|fact| (fact.occurred.day(), format!("{:?}", fact.fields)));
        let mut periods: Vec<(Date, Id)> = Vec::new();
        let mut last_ceased = None;
        for episode in sorted {
            let day = episode.occurred.day();
            let goes_on = last_ceased == Some(day) && episode.text("reason") != Some("S");
            if periods.is_empty() || !goes_on {
                periods.push((day, episode.id));
            }
            last_ceased = ceased(episode).map(When::day);
        }
        Self(periods)
    }

    /// The period that a day falls in: the last that had begun by then; of a day before
    /// them all, the first.
    fn at(&self, day: Date) -> Option<(Date, Id)> {
        let begun = self.0.iter().rfind(|(from, _)| *from <= day);
        begun.or(self.0.first()).copied()
    }
}

impl Pool<'_> {
    /// What a column has for a record.
    pub fn worked(&self, worked: Worked, anchor: &Fact) -> Option<String> {
        let day = anchor.occurred.day();
        match worked {
            Worked::PeriodOfCare => {
                let (_, first) = self.periods.at(day)?;
                let kept = self.kept.key(PERIOD_OF_CARE, first).map(str::to_owned);
                Some(kept.unwrap_or_else(|| first.to_string()))
            }
            Worked::EnteredCare => self.periods.at(day).map(|(from, _)| from.to_string()),
            Worked::Placement => {
                let begun = self.kind("placement-started").iter();
                let begun = begun.filter(|placement| placement.occurred.day() <= day);
                let key = |placement: &&&Fact| {
                    let key = self.key_of("ssd_cla_placement", placement.id);
                    (placement.occurred.day(), key)
                };
                self.key_of("ssd_cla_placement", begun.max_by_key(key)?.id)
            }
            Worked::PlanMade => {
                self.of_the_same_day(anchor, "protection-plan-started", "ssd_cp_plans")
            }
            Worked::ConferenceOfPlan => {
                self.of_the_same_day(anchor, "initial-conference", "ssd_initial_cp_conference")
            }
        }
    }

    /// The record of a type that fell on the same day in the same referral.
    fn of_the_same_day(&self, anchor: &Fact, kind: &str, table: &str) -> Option<String> {
        let referral = anchor.link("referral")?;
        let same = |fact: &&&Fact| {
            fact.link("referral") == Some(referral) && fact.occurred.day() == anchor.occurred.day()
        };
        let all = self.kind(kind).iter().filter(same);
        all.filter_map(|fact| self.key_of(table, fact.id)).min()
    }
}
