//! Reviews, and how the child took part.

use super::super::rows::Review;
use super::codes::PARTICIPATION;
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "166",
        since(2023),
        NOTHING,
        "Date of review is invalid or blank.",
        &[("Reviews", "REVIEW")],
        |cx, f| {
            f.rows(cx.now.reviews.iter().filter(|r| r.review.date.is_none()));
        },
    ),
    rule(
        "167",
        since(2023),
        NOTHING,
        "Data entry for participation is invalid or blank.",
        &[("Reviews", "REVIEW_CODE")],
        |cx, f| {
            let said = |r: &&Review<'_>| r.review.given() || r.review_code.given();
            f.rows(
                cx.now
                    .reviews
                    .iter()
                    .filter(said)
                    .filter(|r| !r.review_code.is_in(PARTICIPATION)),
            );
        },
    ),
    rule(
        "440",
        since(2023),
        NOTHING,
        "Participation method indicates child was under 4 years old at the time of \
            the review, but date of birth and review date indicates the child was 4 \
            years old or over.",
        &[
            ("Reviews", "DOB"),
            ("Reviews", "REVIEW"),
            ("Reviews", "REVIEW_CODE"),
        ],
        |cx, f| {
            let of_four = |r: &&Review<'_>| r.review.since(r.dob.plus_years(4));
            f.rows(
                cx.now
                    .reviews
                    .iter()
                    .filter(|r| r.review_code.is("PN0"))
                    .filter(of_four),
            );
        },
    ),
    rule(
        "441",
        since(2023),
        NOTHING,
        "Participation method indicates child was 4 years old or over at the time \
            of the review, but the date of birth and review date indicates the child \
            was under 4 years old.",
        &[
            ("Reviews", "DOB"),
            ("Reviews", "REVIEW"),
            ("Reviews", "REVIEW_CODE"),
        ],
        |cx, f| {
            let under_four = |r: &&Review<'_>| r.review.before(r.dob.plus_years(4));
            let of_older =
                |r: &&Review<'_>| r.review_code.is_in(PARTICIPATION) && !r.review_code.is("PN0");
            f.rows(cx.now.reviews.iter().filter(of_older).filter(under_four));
        },
    ),
];
