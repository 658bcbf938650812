//! Temporary placements, and what a placement must follow.

use jiff::civil::Date;

use super::super::context::{Context, Rows};
use super::super::rows::Episode;
use super::codes::{ADOPTION, FOSTER};
use super::{NOTHING, Rule903, during, rule, since};
use crate::check::Finds;

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "336",
        since(2023),
        NOTHING,
        "Child does not have a foster placement immediately prior to being placed \
            for adoption.",
        &[("Episodes", "PLACE")],
        |cx, f| {
            // The published logic names A3 and A5, validators in use test A3 and A4: they agree on
            // the whole return that others have checked.
            for child in &cx.children {
                let placed = child
                    .now
                    .pairs()
                    .filter(|(_, e)| e.place.is_in(&["A3", "A4"]));
                let home =
                    |prev: &Episode<'_>| prev.place.is_in(FOSTER) || prev.place.is_in(ADOPTION);
                f.rows(placed.filter(|(prev, _)| !home(prev)).map(|(_, e)| e));
            }
        },
    ),
    rule(
        "375",
        since(2023),
        NOTHING,
        "Hospitalisation coded as a temporary placement exceeds six weeks.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            // An open one cannot be measured.
            temporary_beyond(cx, f, "T1", 42, None);
        },
    ),
    rule(
        "376",
        since(2023),
        NOTHING,
        "Temporary placements coded as being due to holiday of usual foster \
            carer(s) cannot exceed three weeks.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            // An open one lasts to the end of the year.
            temporary_beyond(cx, f, "T3", 21, Some(cx.end));
        },
    ),
    rule(
        "377",
        since(2023),
        NOTHING,
        "Only two temporary placements coded as being due to holiday of usual \
            foster carer(s) are allowed in any 12- month period.",
        &[("Episodes", "PLACE")],
        |cx, f| {
            for child in &cx.children {
                let holidays = || child.now.episodes.iter().filter(|e| e.place.is("T3"));
                if holidays().count() > 2 {
                    f.rows(holidays());
                }
            }
        },
    ),
    rule(
        "379",
        since(2023),
        NOTHING,
        "Temporary placements for unspecified reason (placement code T4) cannot \
            exceed seven days.",
        &[("Episodes", "DECOM"), ("Episodes", "PLACE")],
        |cx, f| {
            temporary_beyond(cx, f, "T4", 7, None);
        },
    ),
    rule(
        "383",
        during(2023, 2025),
        NOTHING,
        "A child in a temporary placement must subsequently return to his/her \
            normal placement.",
        &[("Episodes", "PLACE")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    not_back(&child.now)
                        .filter(|(before, e)| !e.rne.is("P") || e.place != before.place)
                        .map(|(_, e)| e),
                );
            }
        },
    ),
    rule(
        "383",
        since(2026),
        NOTHING,
        "A child in a temporary placement must subsequently return to his/her \
            normal placement.",
        &[
            ("Episodes", "PLACE"),
            ("Episodes", "RNE"),
            ("Episodes", "PL_POST"),
        ],
        |cx, f| {
            for child in &cx.children {
                let back = |before: &Episode<'_>, e: &Episode<'_>| {
                    e.rne.is("P") && e.place == before.place && e.pl_post == before.pl_post
                };
                f.rows(
                    not_back(&child.now)
                        .filter(|(before, e)| !back(before, e))
                        .map(|(_, e)| e),
                );
            }
        },
    ),
];

/// Temporary placements of a kind that lasted longer than it may. An open one lasts to
/// this day, if any.
fn temporary_beyond(cx: &Context<'_>, f: &mut Finds, place: &str, days: i32, to: Option<Date>) {
    let lasted = |e: &Episode<'_>| e.decom.days_to(e.dec.date.or(to.filter(|_| e.dec.blank())));
    let kind = cx.now.episodes.iter().filter(|e| e.place.is(place));
    f.rows(kind.filter(|e| lasted(e).is_some_and(|lasted| lasted > days)));
}

/// Each episode that follows a temporary placement, with the one before that.
fn not_back<'a>(rows: &Rows<'a>) -> impl Iterator<Item = (&'a Episode<'a>, &'a Episode<'a>)> {
    let after = rows.pairs().skip(1);
    let before = rows.episodes.iter().zip(after);
    before
        .filter(|(_, (prev, _))| prev.is_temporary())
        .map(|(before, (_, e))| (before, e))
}
