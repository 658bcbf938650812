//! Work is authorised by somebody else, on the record, and what is missing is said (LE-3,
//! LE-11, PR-5, CA-6).

use jiff::civil::Date;
use practice::Id;
use record::authorising::{Standing, Step, all, of};
use record::{Casefile, kinds};

use crate::given::{File, book, day, id, told, typed};

const ON: &str = "2026-11-02";

fn on() -> Date {
    day(ON)
}

/// A child with an assessment that is written up, with all that is asked of it or without.
fn assessed(whole: bool) -> (File, Id) {
    let mut file = File::default();
    let referral = file.written(
        "referral",
        "2026-10-01",
        typed(&[("referred_on", "2026-10-01")]),
        None,
    );
    let referral = referral.to_string();
    let started = [
        ("referral", referral.as_str()),
        ("started_on", "2026-10-01"),
    ];
    let started = file.written("assessment-started", "2026-10-01", typed(&started), None);
    let started = started.to_string();
    if whole {
        let seen = [("referral", referral.as_str()), ("seen_on", "2026-10-05")];
        file.written("child-seen", "2026-10-05", typed(&seen), None);
    }
    let mut fields = vec![
        ("referral", referral.as_str()),
        ("assessment", started.as_str()),
        ("written_on", "2026-10-30"),
        ("analysis", "What it means."),
    ];
    if whole {
        fields.extend([
            ("childs_views", "I want to stay."),
            ("outcome", "child-in-need"),
            ("plan", "A plan."),
        ]);
    }
    let written = file.written("assessment-written", "2026-10-30", typed(&fields), None);
    (file, written)
}

fn decided(file: &mut File, kind: &str, entry: Id, version: Id, more: &[(&str, &str)]) {
    let (entry, version, worker) = (entry.to_string(), version.to_string(), id(9).to_string());
    let mut fields = vec![
        ("entry", entry.as_str()),
        ("version", version.as_str()),
        ("worker", worker.as_str()),
    ];
    fields.extend(more);
    file.written(kind, ON, typed(&fields), None);
}

fn stands(casefile: &Casefile, entry: Id) -> Standing<'static, '_> {
    of(book(), casefile, entry, on()).expect("it needs authorisation")
}

fn missing(standing: &Standing<'_, '_>) -> Vec<String> {
    (standing.missing.iter())
        .map(|one| one.gate.name.clone())
        .collect()
}

#[test]
fn pr_5_what_is_missing_before_an_assessment_is_authorised_is_said() {
    let (file, written) = assessed(false);
    let file = file.folded();

    let standing = stands(&file, written);

    assert_eq!(standing.step, Step::Written);
    assert_eq!(
        missing(&standing),
        ["child-seen", "childs-views", "outcome"]
    );
}

#[test]
fn le_11_what_is_sent_waits_until_it_is_authorised_by_name_and_day() {
    let (mut file, written) = assessed(true);
    decided(&mut file, kinds::SENT, written, written, &[]);
    let sent = file.folded();
    assert!(stands(&sent, written).waits() && missing(&stands(&sent, written)).is_empty());

    decided(&mut file, kinds::AUTHORISED, written, written, &[]);

    let file = file.folded();
    let Step::Authorised(said) = stands(&file, written).step else {
        panic!("authorised");
    };
    assert_eq!((said.by, said.at.day()), (Some(id(9)), on()));
}

#[test]
fn le_3_what_is_returned_says_what_has_to_change_and_waits_no_longer() {
    let (mut file, written) = assessed(true);
    decided(&mut file, kinds::SENT, written, written, &[]);
    let words = [("comments", "Say what the father thinks.")];
    decided(&mut file, kinds::RETURNED, written, written, &words);

    let file = file.folded();

    let Step::Returned(said) = stands(&file, written).step else {
        panic!("returned");
    };
    assert_eq!(said.words.as_deref(), Some("Say what the father thinks."));
}

#[test]
fn a_correction_takes_the_authorisation_back() {
    let (mut file, written) = assessed(true);
    decided(&mut file, kinds::SENT, written, written, &[]);
    decided(&mut file, kinds::AUTHORISED, written, written, &[]);
    let fields = file.entries.iter().find(|one| one.header.id == written);
    let body = fields.and_then(|one| one.body.clone()).expect("a body");
    let corrected = file.written("assessment-written", "2026-10-30", body, Some(written));

    let before = file.folded();
    assert_eq!(stands(&before, written).step, Step::Written);
    assert!(stands(&before, written).taken_back);

    decided(&mut file, kinds::SENT, written, corrected, &[]);
    decided(&mut file, kinds::AUTHORISED, written, corrected, &[]);
    let after = file.folded();
    let standing = stands(&after, written);
    assert!(matches!(standing.step, Step::Authorised(_)) && !standing.taken_back);
}

#[test]
fn le_11_what_was_let_through_is_listed_with_the_reason_and_for_that_version_alone() {
    let (mut file, written) = assessed(false);
    let words = [
        ("gate", "child-seen"),
        ("missing", "Not seen."),
        ("reason", "She is abroad."),
    ];
    decided(&mut file, kinds::OVERRIDDEN, written, written, &words);
    let through = file.folded();
    let standing = stands(&through, written);
    assert_eq!(missing(&standing), ["childs-views", "outcome"]);
    assert_eq!(
        standing.overridden[0].said.words.as_deref(),
        Some("She is abroad.")
    );

    let again = [("analysis", "Otherwise."), ("written_on", "2026-10-30")];
    file.written(
        "assessment-written",
        "2026-10-30",
        typed(&again),
        Some(written),
    );

    let file = file.folded();
    let standing = stands(&file, written);
    assert!(missing(&standing).contains(&"child-seen".to_owned()));
    assert!(!standing.overridden[0].stands, "it stays listed");
}

#[test]
fn ca_6_a_placement_with_parents_needs_assessment_checks_review_and_a_nominated_officer() {
    let mut file = File::default();
    let proposed = [("proposed_on", "2026-10-01"), ("footing", "parents")];
    let proposed = file.written("placement-proposed", "2026-10-01", typed(&proposed), None);
    let proposal = proposed.to_string();
    let plan = [
        ("proposal", proposal.as_str()),
        ("prepared_on", "2026-10-10"),
    ];
    let plan = file.written(
        "placement-with-parents-plan",
        "2026-10-10",
        typed(&plan),
        None,
    );
    let before = file.folded();
    assert_eq!(
        missing(&stands(&before, plan)),
        ["assessed", "checked", "approved", "reviewed"]
    );

    // An approval of another proposal is none.
    let other = id(4711).to_string();
    let approved = [("proposal", other.as_str()), ("by", "nominated-officer")];
    file.written("placement-approved", "2026-10-12", typed(&approved), None);
    let approved = [("proposal", proposal.as_str()), ("by", "nominated-officer")];
    file.written("placement-approved", "2026-10-12", typed(&approved), None);

    let file = file.folded();
    let standing = stands(&file, plan);
    assert_eq!(missing(&standing), ["assessed", "checked", "reviewed"]);
    assert!(standing.missing[0].not_known, "assessed was left empty");
}

#[test]
fn what_an_extract_told_is_not_asked_to_be_authorised_again() {
    let mut file = File::default();
    let batch = crate::given::batch(
        vec![told(
            "care-plan",
            "2025-05-05",
            3,
            &[("prepared_on", "2025-05-05")],
        )],
        Vec::new(),
    );
    file.read(batch, crate::given::march(2026));

    let file = file.folded();

    let standing = all(book(), &file, on());
    assert_eq!(standing.len(), 1);
    assert_eq!(standing[0].step, Step::Imported);
    assert!(!standing[0].waits() && !standing[0].missing.is_empty());
}
