//! The work: who may do it, who did it, and what becomes of it where there are too few.

use std::collections::{BTreeMap, BTreeSet};

use example::Scale;
use practice::Id;
use record::may::{Action, Permissions};
use record::{Casefile, State};
use store::{DutyFilter, StoreError};

use super::given::{Authority, TODAY, book};

/// Enough for somebody to leave and somebody to come into care.
const HALF_A_YEAR: Scale = Scale {
    open_children: 24,
    days: 190,
    other_contacts: 4.0,
    staffed_percent: 100,
};

#[test]
fn every_open_child_has_a_worker_or_stands_unallocated_with_a_team() {
    // Given an authority
    let authority = Authority::of(HALF_A_YEAR, 3);
    let mut reader = authority.reader();
    let mut open = 0;

    for entries in authority.children() {
        // When a child has a referral that was to be assessed, was decided on and not closed
        let file = Casefile::fold(&entries);
        let last = file.of_kind("referral").last();
        let Some(referral) = last
            .filter(|one| one.field("no_further_action") == Some(&practice::Value::YesNo(false)))
        else {
            continue;
        };
        let about_it = |kind| {
            file.of_kind(kind)
                .any(|one| one.link("referral") == Some(referral.id))
        };
        if about_it("case-closed") || !about_it("referral-decision") {
            continue;
        }
        open += 1;

        // Then somebody who is still here is concerned with the child, or a team is
        let subject = entries[0].header.owner;
        let at = TODAY.yesterday().expect("a day");
        let at = practice::When::Day(at).end();
        let scope = reader.scope_of(subject).expect("the scope");
        let holds: Vec<_> = scope.iter().filter(|row| row.holds(at)).collect();
        assert!(!holds.is_empty(), "nobody knows of a child: {subject}");
        for row in holds {
            let record::may::Whom::Worker(name) = &row.whom else {
                continue;
            };
            let workers = reader.workers().expect("the workers");
            let theirs = workers.iter().find(|worker| worker.names().contains(name));
            let worker = theirs.expect("a worker who is known");
            let left = worker
                .left_on
                .is_some_and(|left| left < TODAY.yesterday().expect("a day"));
            assert!(!left, "a child rests with somebody who has left");
        }
    }
    assert!(open > 8, "there were open children to look at: {open}");
}

#[test]
fn nothing_is_recorded_by_anybody_who_may_not_record_it() {
    // Given an authority, and the permissions of the practice book
    let authority = Authority::of(HALF_A_YEAR, 3);
    let mut reader = authority.reader();
    let (book, permissions) = (book(), Permissions::of(&book()).expect("the permissions"));
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    let mut asked = 0;

    for entries in authority.children() {
        let mut known: BTreeSet<(Id, jiff::Timestamp, String)> = BTreeSet::new();
        for entry in &entries {
            // When it is asked of each entry whether whoever recorded it might, on that day
            let header = &entry.header;
            let (by, at, kind) = (header.recorded_by, header.recorded_at, &header.kind);
            if !known.insert((by, at, kind.clone())) {
                continue;
            }
            let actor = reader.actor(by, at).expect("the ledger answers");
            let actor =
                actor.unwrap_or_else(|| panic!("{kind} was recorded by nobody who is known"));
            let target = reader.target(header.owner, "child", at).expect("the file");
            let record = book.record(kind);
            let may = permissions.may(&actor, Action::Record, &target, record);
            asked += 1;
            if !may.allowed {
                let role = actor.offices.first().map(|office| office.role.clone());
                let who = format!(
                    "{kind} by {}",
                    role.unwrap_or_else(|| "nobody here".to_owned())
                );
                refused.insert(who, may.because.join(" "));
            }
        }
    }

    // Then they might, each of them: they had joined, had not left, and were concerned
    assert!(asked > 500, "there was something to ask: {asked}");
    assert_eq!(refused, BTreeMap::new());
}

#[test]
fn le_1_a_handover_is_made_on_the_day_on_which_the_child_goes() {
    // Given an authority with too few workers, of whom some leave
    let scale = Scale {
        open_children: 60,
        days: 400,
        staffed_percent: 60,
        ..HALF_A_YEAR
    };
    let authority = Authority::of(scale, 6);
    let workers = authority.reader().workers().expect("the workers");
    let mut made = 0;

    for entries in authority.children() {
        let file = Casefile::fold(&entries);
        let days: BTreeSet<_> = (file.of_kind("social-worker-allocated"))
            .map(|fact| fact.occurred.day())
            .collect();
        for handover in file.of_kind("handover") {
            // Then each was made as somebody was given the child, and says of nobody that they had
            // gone who was still there
            let day = handover.occurred.day();
            assert!(days.contains(&day), "made on {day}, given on {days:?}");
            let from = workers
                .iter()
                .find(|worker| handover.text("from") == Some(worker.subject.to_string().as_str()));
            let last = from.expect("a worker who is known").left_on;
            let gone = last.is_some_and(|last| last < day);
            let says = handover.field("had_left") == Some(&practice::Value::YesNo(true));
            assert_eq!(says, gone, "made on {day}, whose last day was {last:?}");
            made += 1;
        }
    }
    assert!(made > 3, "there were handovers to look at: {made}");
}

#[test]
fn work_is_late_where_there_are_too_few_to_do_it() {
    // Given an authority with as many workers as the work needs, and the same with half
    let late = |staffed_percent| {
        let scale = Scale {
            open_children: 40,
            days: 280,
            staffed_percent,
            ..HALF_A_YEAR
        };
        let authority = Authority::of(scale, 5);
        let now = practice::When::Day(TODAY).start();
        let (mut late, mut all) = (0_u32, 0_u32);
        let each = authority
            .reader()
            .each_duty::<StoreError>(DutyFilter::default(), |duty| {
                match duty.state(now) {
                    State::Overdue | State::MetLate => {
                        late += 1;
                        all += 1;
                    }
                    State::Met => all += 1,
                    _ => {}
                }
                Ok(())
            });
        each.expect("the duties");
        f64::from(late) / f64::from(all)
    };

    // When the share of duties that are late, or were done late, is counted
    let (enough, half) = (late(100), late(50));

    // Then more is late with half: lateness comes of the work, and is not made
    assert!(
        half > enough * 1.3,
        "{enough:.3} with enough, {half:.3} with half"
    );
    assert!(
        enough < 0.35,
        "with enough workers most is done in time: {enough:.3}"
    );
}
