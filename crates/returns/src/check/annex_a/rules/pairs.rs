//! Values of one row of which one asks for the other.

use super::{AnnexRule, error, query};

/// A day, and the reason that goes with it.
const WITH_REASON: [(&str, &str); 4] = [
    ("CIN Closure Date", "Reason for Closure"),
    (
        "Date Ceased to be Looked After",
        "Reason Ceased to be Looked After",
    ),
    (
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Reason Why Child No Longer Placed for Adoption",
    ),
    (
        "Date of leaving adoption process",
        "Reason for leaving adoption process",
    ),
];
const UNNECESSARY: &str = "Was an Initial Child Protection Conference deemed unnecessary?";
const CONFERENCE: &str = "Date of Initial Child Protection Conference";
const MADE_A_PLAN: &str =
    "Did the Initial Child Protection Conference Result in a Child Protection Plan";

/// The rules of the family.
pub(super) const RULES: &[AnnexRule] = &[
    error(
        "AA201",
        "Something ended, and its reason is blank; or the other way about.",
        |cx, f| {
            for at in cx.rows() {
                for (day, reason) in WITH_REASON {
                    if at.has(day) != at.has(reason) {
                        f.flag(&at, &[day, reason]);
                    }
                }
            }
        },
    ),
    error(
        "AA202",
        "The case status says that the episode is closed, and its closure date is blank; or the other way about.",
        |cx, f| {
            for at in cx.list(6).filter(|at| at.has("Case Status")) {
                let closed = at.is("Case Status", "e) Closed episode");
                if closed != at.has("CIN Closure Date") {
                    f.flag(&at, &["Case Status", "CIN Closure Date"]);
                }
            }
        },
    ),
    error(
        "AA203",
        "A conference was held although it was found unnecessary.",
        |cx, f| {
            for at in cx.list(5) {
                if at.is(UNNECESSARY, "a) Yes") && at.has(CONFERENCE) {
                    f.flag(&at, &[UNNECESSARY, CONFERENCE]);
                }
            }
        },
    ),
    error(
        "AA204",
        "A conference was held and its outcome is blank; or there is an outcome without a conference.",
        |cx, f| {
            for at in cx.list(5) {
                let plan = at.is(MADE_A_PLAN, "a) Yes");
                if (at.has(CONFERENCE) && !at.has(MADE_A_PLAN)) || (plan && !at.has(CONFERENCE)) {
                    f.flag(&at, &[CONFERENCE, MADE_A_PLAN]);
                }
            }
        },
    ),
    query(
        "AA205",
        "The row itself is one of those that it counts, and the number is nought.",
        |cx, f| {
            let counts = [
                (3, "Number of Referrals in Last 12 Months"),
                (5, "Number of Section 47 Enquiries in the last 12 months"),
                (8, "Number of Placements in the Last 12 months"),
            ];
            for (list, column) in counts {
                for at in cx.list(list) {
                    if at.get(column).whole() == Some(0) {
                        f.flag(&at, &[column]);
                    }
                }
            }
        },
    ),
];
