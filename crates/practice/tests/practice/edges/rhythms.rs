//! From one round of a rhythm to the next: what met the one does not meet the other.

use super::{EXCLUDED, is, outcome};
use crate::small::book;

/// A week from a request, then six from the last time it was done.
fn rhythm(rest: &str) -> practice::Book {
    book(&format!(
        "{EXCLUDED}every = [{{ within = \"1 week\", of = \"start\" }}, {{ within = \"6 weeks\", of = \"last met\" }}]\n[[clock.c.starts]]\non = \"request\"\n{rest}"
    ))
}

#[test]
fn what_stood_in_the_file_before_what_met_a_round_does_not_meet_the_next() {
    let book = rhythm("[[clock.c.met]]\nby = [\"visit\"]\n[[clock.c.met]]\nby = [\"answer\"]\n");
    let lines = [
        "2026-03-02 request",
        "2026-03-05 answer",
        "2026-03-05 visit",
    ];
    is(
        &outcome(&book, &lines, "2026-03-10"),
        &[("2026-03-09", "met"), ("2026-04-16", "running")],
    );
}

#[test]
fn what_meets_a_round_and_ends_the_rhythm_leaves_no_round_open() {
    let book = rhythm(
        "[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"\n[[clock.c.ends]]\non = \"answer\"\nwhen = \"full\"\nsame = \"request\"\n",
    );
    let lines = [
        "2026-03-02 request",
        "2026-03-05 answer request=@1",
        "2026-04-01 answer request=@1 full=yes",
    ];
    is(
        &outcome(&book, &lines, "2026-12-31"),
        &[
            ("2026-03-09", "met"),
            ("2026-04-16", "met"),
            ("2026-05-13", "superseded"),
        ],
    );
}
