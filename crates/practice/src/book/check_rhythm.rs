//! Checking rhythms: each step, and that every step can come to apply.

use toml::Spanned;

use super::check_period::Counts;
use super::check_start::childs_condition;
use super::check_terms::window;
use super::problem::{Found, Place};
use super::said::Said;
use super::terms::Step;
use super::{Book, raw};

/// The steps of a rhythm: all but the last say when they no longer apply.
pub(super) fn steps(
    place: Place<'_>,
    every: &[Spanned<raw::Step>],
    said: Said<'_>,
    counts: &Counts<'_>,
    book: &Book,
    found: &mut Found,
) -> Vec<Step> {
    let mut steps = Vec::new();
    for (index, step) in every.iter().enumerate() {
        let (number, last) = (index + 1, index + 1 == every.len());
        let step = step.get_ref();
        let of_start = match step.of.as_str() {
            "start" => true,
            "last met" => false,
            _ => {
                found.add(
                    place,
                    format!("step {number} of a rhythm is of \"start\" or of \"last met\""),
                );
                continue;
            }
        };
        if index == 0 && !of_start {
            found.add(place, "step 1 of a rhythm is of \"start\"");
        }
        let only_first = steps
            .iter()
            .all(|step: &Step| step.of_start && step.when.is_some());
        if index > 0 && of_start && (last || !only_first) {
            found.add(
                place,
                format!("step {number} of a rhythm is of \"last met\""),
            );
        }
        if of_start && !last && step.times.is_some() {
            found.add(
                place,
                format!("step {number} of a rhythm comes once, from the start; leave out `times`"),
            );
        }
        let limited = step.times.is_some() || step.until.is_some() || step.when.is_some();
        if last && limited {
            found.add(
                place,
                format!(
                    "step {number} of a rhythm is the last: it has no `times`, `until` or `when`"
                ),
            );
        }
        if !last && !of_start && !limited {
            found.add(
                place,
                format!("step {number} of a rhythm: all but the last say how many `times`, `until` when, or `when`"),
            );
        }
        let until = step.until.as_ref().and_then(|text| {
            let period = text.strip_suffix(" of start").ok_or_else(|| {
                format!("{text:?} does not say until when: write \"1 year of start\"")
            });
            counts.plain(found.note(place, period.and_then(window))?)
        });
        let counting = step.counting.as_deref().or(said.counting);
        let calendar = step.calendar.as_deref().or(said.calendar);
        if let Some(within) = counts.period(place, &step.within, counting, calendar, found) {
            steps.push(Step {
                within,
                of_start: of_start && !(last && index == 0),
                times: step.times,
                until,
                when: childs_condition(place, step.when.as_ref(), book, found),
            });
        }
    }
    steps
}
