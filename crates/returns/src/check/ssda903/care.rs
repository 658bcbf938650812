//! Questions about a child's care that several rules ask.

use jiff::civil::Date;

use super::context::{Child, Context, Rows};
use super::rows::Episode;

/// A period of care: from its first day to the day it ended, or open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The day it ended; nothing while it is open.
    pub to: Option<Date>,
}

impl<'a> Rows<'a> {
    /// Each episode with the one before it.
    pub fn pairs(&self) -> impl Iterator<Item = (&'a Episode<'a>, &'a Episode<'a>)> + use<'a> {
        self.episodes.iter().zip(self.episodes.iter().skip(1))
    }

    /// Each episode with the one after it, if any.
    pub fn with_next(
        &self,
    ) -> impl Iterator<Item = (&'a Episode<'a>, Option<&'a Episode<'a>>)> + use<'a> {
        let next = self.episodes.iter().skip(1).map(Some).chain([None]);
        self.episodes.iter().zip(next)
    }

    /// The episode that began first.
    pub fn first_episode(&self) -> Option<&'a Episode<'a>> {
        self.episodes
            .first()
            .filter(|episode| episode.decom.date.is_some())
    }

    /// The episode that began last.
    pub fn latest_episode(&self) -> Option<&'a Episode<'a>> {
        self.episodes
            .iter()
            .rev()
            .find(|episode| episode.decom.date.is_some())
    }

    /// The episode that began last, when it is open.
    pub fn open_episode(&self) -> Option<&'a Episode<'a>> {
        self.latest_episode().filter(|episode| episode.dec.blank())
    }

    /// Whether any episode is other than a short break.
    pub fn has_other_than_short_breaks(&self) -> bool {
        self.episodes
            .iter()
            .any(|episode| !episode.is_short_break())
    }

    /// The periods of care: episodes of which each begins on the day the one before it
    /// ended. Episodes without a first day are passed over.
    pub fn periods(&self) -> Vec<Period> {
        let mut periods: Vec<Period> = Vec::new();
        for episode in self.episodes {
            let Some(from) = episode.decom.date else {
                continue;
            };
            match periods.last_mut() {
                Some(period) if period.to == Some(from) => period.to = episode.dec.date,
                _ => periods.push(Period {
                    from,
                    to: episode.dec.date,
                }),
            }
        }
        periods
    }

    /// Whether a care leaver's row says anything.
    pub fn has_care_leaver(&self) -> bool {
        self.oc3.iter().any(super::rows::Oc3::any)
    }
}

impl Period {
    /// Whether the day lies in it, both its days included.
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Child<'_> {
    /// Whether the child is unaccompanied and asylum-seeking in this return: by the
    /// header where it says so, otherwise by a date at which that status ceased.
    pub fn is_uasc(&self) -> bool {
        is_uasc(&self.now)
    }

    /// The same of the return of the year before.
    pub fn was_uasc(&self) -> bool {
        is_uasc(&self.last)
    }
}

fn is_uasc(rows: &Rows<'_>) -> bool {
    if rows.header.iter().any(|header| header.uasc.given()) {
        rows.header.iter().any(|header| header.uasc.is("1"))
    } else {
        rows.uasc.iter().any(|uasc| uasc.duc.given())
    }
}

impl Context<'_> {
    /// Whether a child was looked after continuously throughout the year: on its first
    /// day, with no short break, no end of care before its last day and no new start.
    pub fn throughout(&self, child: &Child<'_>) -> bool {
        let episodes = child.now.episodes;
        let at_start =
            |e: &Episode<'_>| e.decom.by(self.start) && (e.dec.blank() || e.dec.after(self.start));
        let broken = |e: &Episode<'_>| {
            let ended = e.dec.since(self.start) && e.dec.before(self.end);
            let began = e.decom.after(self.start) && e.decom.by(self.end);
            let in_year = e.decom.by(self.end) && (e.dec.blank() || e.dec.after(self.start));
            (ended && !e.rec.is("X1"))
                || (began && e.rne.is("S"))
                || (in_year && e.is_short_break())
        };
        episodes.iter().any(at_start) && !episodes.iter().any(broken)
    }
}
