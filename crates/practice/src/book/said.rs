//! What is said of a time, by a clock, a start, a variant or an alternative.

use toml::Spanned;

use super::raw;

/// What is said of a time: by a clock, a start or a variant.
#[derive(Clone, Copy, Default)]
pub(super) struct Said<'a> {
    pub within: Option<&'a str>,
    pub counting: Option<&'a str>,
    /// Whether a start or a variant says it, and not the clock.
    pub by_part: bool,
    /// The calendar, where it is not the clock's.
    pub calendar: Option<&'a str>,
    pub every: Option<&'a [Spanned<raw::Step>]>,
    pub before: Option<&'a str>,
    pub not_before: Option<&'a str>,
    pub lapses: Option<&'a str>,
    pub keep: Option<&'a [String]>,
    pub due_on: Option<&'a str>,
    pub should_be_within: Option<&'a str>,
    pub once_in_each: Option<&'a str>,
    pub limit: Option<&'a str>,
    pub in_any: Option<&'a str>,
    pub holds: Option<&'a Spanned<String>>,
}

macro_rules! said {
    ($raw:ident) => {
        Said {
            within: $raw.within.as_deref(),
            counting: $raw.counting.as_deref(),
            before: $raw.before.as_deref(),
            not_before: $raw.not_before.as_deref(),
            lapses: $raw.lapses.as_deref(),
            keep: $raw.keep.as_deref(),
            due_on: $raw.due_on.as_deref(),
            should_be_within: $raw.should_be_within.as_deref(),
            ..Said::default()
        }
    };
}

impl<'a> Said<'a> {
    pub fn by_clock(raw: &'a raw::Clock) -> Self {
        Self {
            every: raw.every.as_deref(),
            once_in_each: raw.once_in_each.as_deref(),
            limit: raw.limit.as_deref(),
            in_any: raw.in_any.as_deref(),
            holds: raw.holds.as_ref(),
            ..said!(raw)
        }
    }

    pub fn by_start(raw: &'a raw::Start) -> Self {
        Self {
            by_part: true,
            calendar: raw.calendar.as_deref(),
            ..said!(raw)
        }
    }

    pub fn by_variant(raw: &'a raw::Variant) -> Self {
        Self {
            every: raw.every.as_deref(),
            by_part: true,
            calendar: raw.calendar.as_deref(),
            ..said!(raw)
        }
    }

    pub fn by_alternative(raw: &'a raw::Alternative) -> Self {
        Self {
            every: raw.every.as_deref(),
            by_part: true,
            calendar: raw.calendar.as_deref(),
            ..said!(raw)
        }
    }

    /// The keys that say the kind of time.
    pub fn kinds(&self) -> Vec<&'static str> {
        let within = self.within.is_some() && self.holds.is_none();
        [
            ("within", within),
            ("every", self.every.is_some()),
            ("before", self.before.is_some()),
            ("lapses", self.lapses.is_some()),
            ("keep", self.keep.is_some()),
            ("due_on", self.due_on.is_some()),
            ("once_in_each", self.once_in_each.is_some()),
            ("limit", self.limit.is_some()),
            ("holds", self.holds.is_some()),
        ]
        .into_iter()
        .filter_map(|(key, said)| said.then_some(key))
        .collect()
    }
}
