//! Checking variants and versions, pauses and extensions, and when a clock commences.

use toml::Spanned;

use super::check_period::Counts;
use super::check_record::{condition, on};
use super::check_start::{childs_condition, date_field, state_number};
use super::check_terms::{Said, terms};
use super::model::Trigger;
use super::problem::{Found, Place};
use super::terms::{Commences, Extend, ExtendTo, Time, Variant};
use super::{Book, Start, raw};
use crate::expr::Condition;

pub(super) fn variants(
    place: Place<'_>,
    raw: &raw::Clock,
    counts: &Counts<'_>,
    starts: &[Start],
    book: &Book,
    found: &mut Found,
) -> Vec<Variant> {
    if raw.variant.is_empty() {
        return Vec::new();
    }
    if starts.iter().any(|start| start.terms.is_some()) {
        found.add(
            place,
            "a clock with variants has no time of its own, nor have its starts: each variant says it",
        );
    }
    let mut variants = Vec::new();
    for (index, variant) in raw.variant.iter().enumerate() {
        let place = place.at(variant.span().start);
        let said = variant.get_ref();
        let when = scope(place, said.when.as_ref(), starts, book, found);
        let last = index + 1 == raw.variant.len();
        if last && said.when.is_some() {
            found.add(
                place,
                "the last variant has no `when`: it is for all that the others leave",
            );
        }
        if !last && said.when.is_none() && said.from.is_none() && said.until.is_none() {
            found.add(
                place,
                "no variant after this one can apply: give it `when`, or `from` and `until`",
            );
        }
        let Some(terms) = terms(place, Said::by_variant(said), counts, book, found) else {
            found.add(
                place,
                "the variant says no time: add `within`, `every` or another",
            );
            continue;
        };
        if matches!(
            terms.time,
            Time::Holds(_) | Time::Limit(_) | Time::OnceInEach(_)
        ) {
            found.add(place, "a variant cannot have this kind of time");
        }
        variants.push(Variant {
            when,
            from: said.from,
            until: said.until,
            from_change: said.from_change,
            terms,
            line: place.line(),
        });
    }
    overlapping(place, &variants, found);
    variants
}

/// A condition on the records that start the clock, where all starts are records;
/// otherwise on the child alone.
fn scope(
    place: Place<'_>,
    text: Option<&Spanned<String>>,
    starts: &[Start],
    book: &Book,
    found: &mut Found,
) -> Option<Condition> {
    text?;
    let kinds: Option<Vec<&str>> = (starts.iter())
        .map(|start| match &start.trigger {
            Trigger::On(kind) => Some(kind.as_str()),
            _ => None,
        })
        .collect();
    match kinds.as_deref() {
        Some([first, others @ ..]) => {
            for kind in others {
                condition(place, text, kind, book, found);
            }
            condition(place, text, first, book, found)
        }
        _ => childs_condition(place, text, book, found),
    }
}

/// That of one condition no two versions are in force on one day.
fn overlapping(place: Place<'_>, variants: &[Variant], found: &mut Found) {
    let text = |variant: &Variant| variant.when.as_ref().map(|when| when.text().to_owned());
    for (index, one) in variants.iter().enumerate() {
        for other in variants.iter().skip(index + 1) {
            let ends = |a: &Variant, b: &Variant| matches!((a.until, b.from), (Some(until), Some(from)) if until < from);
            let dated = [one, other]
                .iter()
                .any(|v| v.from.is_some() || v.until.is_some());
            let same = text(one) == text(other);
            if same && (dated || one.when.is_some()) && !ends(one, other) && !ends(other, one) {
                found.add(
                    place,
                    format!(
                        "the versions in lines {} and {} are in force on the same days; give the earlier `until` and the later `from`",
                        one.line, other.line
                    ),
                );
            }
        }
    }
}

pub(super) fn pauses(
    place: Place<'_>,
    raw: &raw::Clock,
    book: &Book,
    found: &mut Found,
) -> Vec<usize> {
    let states = raw.pauses.iter().filter_map(|pause| {
        let place = place.at(pause.span().start);
        found.note(place, state_number(&pause.get_ref().state, book))
    });
    states.collect()
}

pub(super) fn extends(
    place: Place<'_>,
    raw: &raw::Clock,
    counts: &Counts<'_>,
    book: &Book,
    found: &mut Found,
) -> Vec<Extend> {
    let mut extends = Vec::new();
    for extend in &raw.extends {
        let place = place.at(extend.span().start);
        let said = extend.get_ref();
        let counting = said.counting.as_deref();
        let to = match (&said.within, &said.by, &said.to) {
            (Some(text), None, None) => counts
                .period(place, text, counting, None, found)
                .map(ExtendTo::Within),
            (None, Some(text), None) => counts
                .period(place, text, counting, None, found)
                .map(ExtendTo::By),
            (None, None, Some(field)) => {
                date_field(place, &said.on, field, book, found);
                Some(ExtendTo::Field(field.clone()))
            }
            _ => {
                found.add(place, "an extension has one of `within`, `by` and `to`");
                None
            }
        };
        let raw_on = raw::On {
            on: said.on.clone(),
            when: said.when.clone(),
        };
        let on = on(place, &raw_on, book, found);
        super::check_met::is_link(place, &said.on, said.same.as_deref(), book, found);
        extends.extend(to.map(|to| Extend {
            on,
            same: said.same.clone(),
            to,
        }));
    }
    extends
}

pub(super) fn commences(place: Place<'_>, raw: &raw::Clock, found: &mut Found) -> Commences {
    match &raw.commences {
        None => Commences::Running,
        Some(raw::Commences::On(day)) => {
            let day = day.to_string().parse().map_err(|_| {
                format!("{day} is no day on which a clock could commence: write 2027-10-01")
            });
            found
                .note(place, day)
                .map_or(Commences::Running, Commences::On)
        }
        Some(raw::Commences::Not(words)) => {
            if words.trim().is_empty() {
                found.add(place, "`commences` is empty; say what the clock waits for");
            }
            Commences::Not(words.clone())
        }
    }
}
