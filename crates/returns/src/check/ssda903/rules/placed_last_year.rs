//! Decisions to place for adoption, beside those of the return of the year before.

use super::super::context::Context;
use super::super::rows::Placed;
use super::{PREVIOUS, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "559",
        since(2023),
        PREVIOUS,
        "Date of decision that a child should be placed for adoption was not in the \
            current year but the date of the decision that the child should be placed \
            for adoption was not completed in a previous return.",
        &[("PlacedAdoption", "DATE_PLACED")],
        |cx, f| {
            for child in &cx.children {
                if !child.last.placed.iter().any(|p| p.date_placed.given()) {
                    f.rows(
                        child
                            .now
                            .placed
                            .iter()
                            .filter(|p| p.date_placed.before(cx.start)),
                    );
                }
            }
        },
    ),
    rule(
        "560",
        since(2023),
        PREVIOUS,
        "Date of decision that the child should be placed for adoption this year is \
            different from that recorded last year but the decision to place the child \
            for adoption did not change.",
        &[
            ("PlacedAdoption", "DATE_PLACED"),
            ("PlacedAdoption", "DATE_PLACED_CEASED"),
        ],
        |cx, f| {
            with_last_year(cx, |last, p| {
                let goes_on = last.date_placed.given() && last.date_placed_ceased.blank();
                if goes_on && p.date_placed.given() && p.date_placed.text != last.date_placed.text {
                    f.row(p);
                }
            });
        },
    ),
    rule(
        "561",
        since(2023),
        PREVIOUS,
        "Date of the decision that the child should be placed for adoption this \
            year is the same as that recorded last year but records show that the \
            decision changed, and the child should no longer be placed for adoption \
            last year.",
        &[("PlacedAdoption", "DATE_PLACED")],
        |cx, f| {
            with_last_year(cx, |last, p| {
                let ended = last.date_placed_ceased.given() || last.reason_placed_ceased.given();
                if ended && p.date_placed.given() && p.date_placed.text == last.date_placed.text {
                    f.row(p);
                }
            });
        },
    ),
    rule(
        "584",
        since(2023),
        PREVIOUS,
        "Date of decision that the child should be placed for adoption this year is \
            different from that recorded last year, but the decision to placed the \
            child for adoption changed and the child should no longer be placed for \
            adoption.",
        &[("PlacedAdoption", "DATE_PLACED")],
        |cx, f| {
            with_last_year(cx, |last, p| {
                let ended = last.date_placed_ceased.given() || last.reason_placed_ceased.given();
                if ended && last.date_placed.given() && !p.date_placed.after(last.date_placed) {
                    f.row(p);
                }
            });
        },
    ),
];

/// Each decision with each of the year before.
fn with_last_year<'a>(cx: &Context<'a>, mut each: impl FnMut(&Placed<'a>, &Placed<'a>)) {
    for child in &cx.children {
        for last in child.last.placed {
            for p in child.now.placed {
                each(last, p);
            }
        }
    }
}
