//! Pre-proceedings and family group decision making, which the census asks for since 2026/27.

use practice::Fact;

use super::pen::{Pen, Row};
use super::{ChildFile, known, yes};
use crate::made::{Origin, YearTo};
use crate::read::Cell;
use crate::read::census::PreProceedings;

/// The processes of a referral that were under way in the year.
pub(super) fn all(
    file: &ChildFile<'_>,
    year: YearTo,
    referral: &Fact,
    pen: &mut Pen,
) -> Vec<PreProceedings> {
    let all = file.linked("pre-proceedings-started", "referral", referral.id);
    let in_the_year = all.filter(|started| {
        let ended = file.last_linked("pre-proceedings-ended", "pre_proceedings", started.id);
        year.overlaps(
            started.occurred.day(),
            ended.map(|ended| ended.occurred.day()),
        )
    });
    in_the_year
        .map(|started| one(file, year, started, pen))
        .collect()
}

fn one(file: &ChildFile<'_>, year: YearTo, started: &Fact, pen: &mut Pen) -> PreProceedings {
    let row = pen.row("PreProceedingsandFGDM");
    let first = |kind: &str| {
        let first = file.linked(kind, "pre_proceedings", started.id).next();
        known(year, first)
    };
    let ended = first("pre-proceedings-ended");
    let meeting = first("pre-proceedings-meeting");
    let letter = first("letter-before-proceedings");
    let (offered, held) = (
        first("family-group-meeting-offered"),
        first("family-group-meeting-held"),
    );
    let (court, intent) = (
        first("care-application-issued"),
        first("letter-of-intent-to-issue"),
    );
    PreProceedings {
        start_date: pen.field(row, "PPStartDate", started, "started_on"),
        letter_sent_date: pen.of(
            row,
            "LBPSentDate",
            letter,
            ("letter-before-proceedings", "sent_on"),
        ),
        fgdm_meeting_offer: done(
            started,
            ("FGDMMeetingOffer", "fgdm_offered"),
            offered,
            (pen, row),
        ),
        fgdm_meeting_fac: done(
            started,
            ("FGDMMeetingFac", "fgdm_facilitated"),
            held,
            (pen, row),
        ),
        initial_meeting_date: pen.of(
            row,
            "InitialPPMeetingDate",
            meeting,
            ("pre-proceedings-meeting", "held_on"),
        ),
        review_meetings_count: review_meetings(file, year, started, (pen, row)),
        step_decision_date: pen.of(
            row,
            "StepDecisionDate",
            ended,
            ("pre-proceedings-ended", "decided_on"),
        ),
        outcome: pen.of(
            row,
            "PPOutcome",
            ended,
            ("pre-proceedings-ended", "outcome"),
        ),
        court_application_date: pen.of(
            row,
            "CourtAppDate",
            court,
            ("care-application-issued", "issued_on"),
        ),
        letter_init_cp_date: pen.of(
            row,
            "LetterInitCPDate",
            intent,
            ("letter-of-intent-to-issue", "sent_on"),
        ),
        ..PreProceedings::default()
    }
}

/// Whether something was done: as it is said, or because there is a record of it.
fn done(
    started: &Fact,
    (element, field): (&'static str, &'static str),
    recorded: Option<&Fact>,
    (pen, row): (&mut Pen, Row),
) -> Option<Cell> {
    let said = yes(started, field).or(recorded.map(|_| true));
    pen.known(row, element, Origin::of(started, field), said)
}

/// How many review meetings there were: as it is said, or as they are recorded.
fn review_meetings(
    file: &ChildFile<'_>,
    year: YearTo,
    started: &Fact,
    (pen, row): (&mut Pen, Row),
) -> Option<Cell> {
    let own = "ReviewMeetingsCount";
    if started.field("review_meetings").is_some() {
        return pen.field(row, own, started, "review_meetings");
    }
    let held = file.linked("pre-proceedings-review", "pre_proceedings", started.id);
    let count = held.filter(|held| held.occurred.day() <= year.ends).count();
    pen.known(
        row,
        own,
        Origin::of(started, "review_meetings"),
        Some(count),
    )
}
