//! How the episodes of a child follow each other.

use super::super::rows::Episode;
use super::super::text::Text;
use super::{NOTHING, Rule903, rule, since};

/// The rules of the family.
pub(super) const RULES: &[Rule903] = &[
    rule(
        "142",
        since(2023),
        NOTHING,
        "A new episode has started, but the previous episode has not ended.",
        &[("Episodes", "DEC"), ("Episodes", "REC")],
        |cx, f| {
            for child in &cx.children {
                let followed = child.now.with_next().filter(|(_, next)| next.is_some());
                let open = followed.filter(|(e, _)| e.dec.blank() || e.rec.blank());
                f.rows(open.map(|(e, _)| e));
            }
        },
    ),
    rule(
        "357",
        since(2023),
        NOTHING,
        "If this is the first episode ever for this child, reason for new episode \
            must be S.  Check whether there is an episode immediately preceding this \
            one, which has been left out.  If not the reason for new episode code must \
            be amended to S.",
        &[("Episodes", "RNE")],
        |cx, f| {
            for child in &cx.children {
                let first = child
                    .now
                    .first_episode()
                    .filter(|e| e.decom.since(cx.start));
                f.rows(first.filter(|e| !e.rne.is("S")));
            }
        },
    ),
    rule(
        "380",
        since(2023),
        NOTHING,
        "A period of care cannot start with a temporary placement.",
        &[("Episodes", "PLACE"), ("Episodes", "RNE")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.is_temporary() && e.rne.given() && !e.rne.is_in(&["P", "B"])),
            );
        },
    ),
    rule(
        "381",
        since(2023),
        NOTHING,
        "A period of care cannot end with a temporary placement.",
        &[("Episodes", "PLACE"), ("Episodes", "REC")],
        |cx, f| {
            f.rows(
                cx.now
                    .episodes
                    .iter()
                    .filter(|e| e.is_temporary() && e.ceased()),
            );
        },
    ),
    rule(
        "388",
        since(2023),
        NOTHING,
        "Reason episode ceased is coded new episode begins, but there is no \
            continuation episode.",
        &[("Episodes", "REC")],
        |cx, f| {
            for child in &cx.children {
                let gaps = child.now.with_next().filter(|(e, next)| {
                    e.rec.is("X1") && !next.is_some_and(|next| next.decom.same(e.dec))
                });
                f.rows(gaps.map(|(e, _)| e));
            }
        },
    ),
    rule(
        "431",
        since(2023),
        NOTHING,
        "The reason for new episode is started to be looked after, but the previous \
            episode ended on the same day.",
        &[("Episodes", "RNE"), ("Episodes", "DECOM")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    child
                        .now
                        .pairs()
                        .filter(|(prev, e)| e.rne.is("S") && e.decom.by(prev.dec))
                        .map(|(_, e)| e),
                );
            }
        },
    ),
    rule(
        "432",
        since(2023),
        NOTHING,
        "The child ceased to be looked after at the end of the previous episode but \
            the reason for the new episode is not started to be looked after.",
        &[("Episodes", "RNE")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    child
                        .now
                        .pairs()
                        .filter(|(prev, e)| prev.ceased() && !e.rne.is("S"))
                        .map(|(_, e)| e),
                );
            }
        },
    ),
    rule(
        "433",
        since(2023),
        NOTHING,
        "The reason for new episode suggests that this is a continuation episode, \
            but the episode does not start on the same day as the last episode \
            finished.",
        &[("Episodes", "RNE"), ("Episodes", "DECOM")],
        |cx, f| {
            for child in &cx.children {
                let continues = child
                    .now
                    .pairs()
                    .filter(|(_, e)| e.rne.is_in(&["P", "L", "T", "U", "B"]));
                f.rows(
                    continues
                        .filter(|(prev, e)| !e.decom.same(prev.dec))
                        .map(|(_, e)| e),
                );
            }
        },
    ),
    rule(
        "434",
        since(2023),
        NOTHING,
        "Reason for new episode is that child's legal status has changed but not \
            the placement, but this is not reflected in the episode data.",
        &[
            ("Episodes", "RNE"),
            ("Episodes", "LS"),
            ("Episodes", "PLACE"),
            ("Episodes", "PL_POST"),
            ("Episodes", "URN"),
            ("Episodes", "PLACE_PROVIDER"),
        ],
        |cx, f| {
            for child in &cx.children {
                let changed = child.now.pairs().filter(|(_, e)| e.rne.is("L"));
                f.rows(
                    changed
                        .filter(|(prev, e)| prev.ls == e.ls || place(prev) != place(e))
                        .map(|(_, e)| e),
                );
            }
        },
    ),
    rule(
        "435",
        since(2023),
        NOTHING,
        "Reason for new episode is that child’s placement has changed but not the \
            legal status, but this is not reflected in the episode data recorded.",
        &[
            ("Episodes", "LS"),
            ("Episodes", "PLACE"),
            ("Episodes", "PL_POST"),
            ("Episodes", "URN"),
            ("Episodes", "PLACE_PROVIDER"),
        ],
        |cx, f| {
            for child in &cx.children {
                let changed = child.now.pairs().filter(|(_, e)| e.rne.is("P"));
                f.rows(
                    changed
                        .filter(|(prev, e)| prev.ls != e.ls || place(prev) == place(e))
                        .map(|(_, e)| e),
                );
            }
        },
    ),
    rule(
        "436",
        since(2023),
        NOTHING,
        "Reason for new episode is that both child’s placement and legal status \
            have changed, but this is not reflected in the episode data.",
        &[
            ("Episodes", "RNE"),
            ("Episodes", "LS"),
            ("Episodes", "PLACE"),
            ("Episodes", "PL_POST"),
            ("Episodes", "URN"),
            ("Episodes", "PLACE_PROVIDER"),
        ],
        |cx, f| {
            for child in &cx.children {
                let changed = child.now.pairs().filter(|(_, e)| e.rne.is_in(&["B", "U"]));
                f.rows(
                    changed
                        .filter(|(prev, e)| prev.ls == e.ls || place(prev) == place(e))
                        .map(|(_, e)| e),
                );
            }
        },
    ),
    rule(
        "437",
        since(2023),
        NOTHING,
        "Reason episode ceased is child has died or is aged 18 or over but there \
            are further episodes.",
        &[("Episodes", "REC")],
        |cx, f| {
            for child in &cx.children {
                let followed = child
                    .now
                    .with_next()
                    .filter(|(e, next)| e.decom.date.is_some() && next.is_some());
                f.rows(
                    followed
                        .filter(|(e, _)| e.rec.is_in(&["E2", "E15"]))
                        .map(|(e, _)| e),
                );
            }
        },
    ),
    rule(
        "501",
        since(2023),
        NOTHING,
        "A new episode has started before the end date of the previous episode.",
        &[("Episodes", "DECOM"), ("Episodes", "DEC")],
        |cx, f| {
            for child in &cx.children {
                f.rows(
                    child
                        .now
                        .pairs()
                        .filter(|(prev, e)| e.decom.before(prev.dec))
                        .map(|(_, e)| e),
                );
            }
        },
    ),
    rule(
        "504",
        since(2023),
        NOTHING,
        "The category of need code differs from that reported at start of current \
            period of being looked after",
        &[("Episodes", "CIN")],
        |cx, f| {
            for child in &cx.children {
                let within = child
                    .now
                    .pairs()
                    .filter(|(prev, e)| !e.rne.is("S") && !prev.ceased());
                f.rows(within.filter(|(prev, e)| prev.cin != e.cin).map(|(_, e)| e));
            }
        },
    ),
];

/// What makes a placement: where it is, of which kind, and whose.
fn place<'a>(e: &Episode<'a>) -> [Text<'a>; 4] {
    [e.pl_post, e.urn, e.place, e.place_provider]
}
