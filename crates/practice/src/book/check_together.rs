//! Checking starts that look at others: those that wait until enough has come together,
//! and those of which only the latest runs.

use super::check_terms::window;
use super::problem::{Found, Place};
use super::terms::{Amount, OneFor, Reaches};
use super::{Book, raw};
use crate::count::Unit;

pub(super) fn reaches(place: Place<'_>, raw: &raw::Start, found: &mut Found) -> Option<Reaches> {
    let text = raw.reaches.as_deref()?;
    let amount = match text.strip_suffix(" times").map(str::parse) {
        Some(Ok(times @ 2..)) => Amount::Times(times),
        Some(_) => {
            found.add(place, format!("{text:?} is no number of times from 2 on"));
            return None;
        }
        None => Amount::Time(found.note(place, text.parse())?),
    };
    if let Amount::Time(period) = amount
        && (period.unit.days().is_none() && period.unit != Unit::Days)
    {
        found.add(
            place,
            format!("`reaches` counts days, working days or school days in a state, and {text:?} is neither"),
        );
    }
    let Some(in_any) = raw.in_any.as_deref() else {
        found.add(
            place,
            "`reaches` needs `in_any`: the length of the window, such as \"90 days\"",
        );
        return None;
    };
    Some(Reaches {
        amount,
        in_any: found.note(place, window(in_any))?,
    })
}

pub(super) fn one_for(
    place: Place<'_>,
    raw: &raw::Start,
    book: &Book,
    found: &mut Found,
) -> Option<OneFor> {
    let text = raw.one_for.as_deref()?;
    if text == "file" {
        return Some(OneFor::File);
    }
    let on = raw.on.as_deref().unwrap_or_default();
    super::check_met::is_link(place, on, Some(text), book, found);
    Some(OneFor::Link(text.to_owned()))
}
