//! Of what time measures are asked.

use anyhow::bail;
use jiff::Timestamp;
use jiff::civil::Date;
use practice::When;

use crate::cli::Measures;
use crate::edge;

/// From one day to another, and as at when.
pub struct Period {
    /// The first day; `None` for everything.
    pub from: Option<Date>,
    /// The last day.
    pub to: Date,
    /// The end of the last day, or now where that has not come.
    pub as_at: Timestamp,
}

impl Period {
    /// What was asked.
    pub fn of(asked: &Measures) -> anyhow::Result<Self> {
        let now = edge::now();
        let to = (asked.to.or(asked.as_at)).unwrap_or_else(|| When::Instant(now).day());
        if let Some(from) = asked.from.filter(|from| to < *from) {
            bail!("the period from {from} to {to} ends before it begins");
        }
        Ok(Self {
            from: asked.from,
            to,
            as_at: When::Day(to).end().min(now),
        })
    }

    /// In words.
    pub fn in_words(&self) -> String {
        let to = self.to;
        match self.from {
            Some(from) => format!("From {from} to {to}"),
            None => format!("Until {to}"),
        }
    }
}
