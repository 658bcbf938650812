//! The unique pupil number.

use jiff::civil::Date;

use super::super::rows::Header;
use super::{NOTHING, PREVIOUS, Rule903, rule, since};

/// What stands for a number that is not known.
const UNKNOWN_UPN: &[&str] = &["UN1", "UN2", "UN3", "UN4", "UN5"];

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "168",
        since(2023),
        NOTHING,
        "Unique Pupil Number (UPN) is not valid. If unknown, default codes should \
            be UN1, UN2, UN3, UN4 or UN5.",
        &[("Header", "UPN")],
        |cx, f| {
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.upn.0.is_some_and(|upn| !is_upn(upn))),
            );
        },
    ),
    rule(
        "208",
        since(2023),
        PREVIOUS,
        "Unique Pupil Number (UPN) for the current year disagrees with the Unique \
            Pupil Number (UPN) already recorded for this child.",
        &[("Header", "UPN")],
        |cx, f| {
            for child in &cx.children {
                let known = |h: &&Header<'_>| h.upn.given() && !h.upn.is_in(UNKNOWN_UPN);
                if let Some(last) = child.last.header.iter().find(known) {
                    f.rows(child.now.header.iter().filter(|h| h.upn != last.upn));
                }
            }
        },
    ),
    rule(
        "209",
        since(2023),
        NOTHING,
        "Child looked after is of school age and should not have an unknown Unique \
            Pupil Number (UPN) code of UN1.",
        &[("Header", "UPN"), ("Header", "DOB")],
        |cx, f| {
            // 31 August of the calendar year before the one in which the collection began.
            let august = Date::new(cx.start.year() - 1, 8, 31).ok();
            let of_school_age =
                |h: &&Header<'_>| h.dob.plus_years(4).is_some_and(|day| Some(day) <= august);
            f.rows(
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.upn.is("UN1"))
                    .filter(of_school_age),
            );
        },
    ),
    rule(
        "210",
        since(2023),
        NOTHING,
        "Children looked after for more than a week at 31 March should not have an \
            unknown Unique Pupil Number (UPN) code of UN4.",
        &[("Header", "UPN"), ("Episodes", "DECOM")],
        |cx, f| {
            let last_week = Date::new(cx.end.year(), 3, 24).ok();
            for child in &cx.children {
                let Some(h) = child.now.header.iter().find(|h| h.upn.is("UN4")) else {
                    continue;
                };
                for episode in child
                    .now
                    .episodes
                    .iter()
                    .filter(|e| e.decom.before(last_week))
                {
                    f.row(h);
                    f.row(episode);
                }
            }
        },
    ),
    rule(
        "442",
        since(2023),
        NOTHING,
        "Unique Pupil Number (UPN) field is not completed.",
        &[("Header", "UPN")],
        |cx, f| {
            for child in cx
                .children
                .iter()
                .filter(|child| child.now.has_other_than_short_breaks())
            {
                f.rows(child.now.header.iter().filter(|h| h.upn.blank()));
            }
        },
    ),
    rule(
        "444",
        since(2026),
        NOTHING,
        "Duplicate UPN has been reported",
        &[("Header", "UPN")],
        |cx, f| {
            let mut counts = std::collections::HashMap::new();
            let own = || {
                cx.now
                    .header
                    .iter()
                    .filter(|h| h.upn.given() && !h.upn.is_in(UNKNOWN_UPN))
            };
            for h in own() {
                *counts.entry(h.upn.0).or_insert(0_u32) += 1;
            }
            f.rows(own().filter(|h| counts.get(&h.upn.0).is_some_and(|count| *count > 1)));
        },
    ),
];

/// Whether a text is a unique pupil number, or says why there is none: a letter (not I, O
/// or S), eleven figures, and a figure or, in a temporary number, a letter.
fn is_upn(text: &str) -> bool {
    let letter = |byte: &u8| byte.is_ascii_uppercase() && !b"IOS".contains(byte);
    let number = match text.as_bytes() {
        [first, figures @ .., last] if figures.len() == 11 => {
            letter(first)
                && figures.iter().all(u8::is_ascii_digit)
                && (last.is_ascii_digit() || letter(last))
        }
        _ => false,
    };
    number || UNKNOWN_UPN.contains(&text)
}
