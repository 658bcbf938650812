//! A question asked as at a day is answered by what had happened by then.
//!
//! The law, for children's files made up at random from the book's own record types:
//! the state of a duty at the end of a day, worked out from everything in the file,
//! is its state worked out from what happened by that day, for every duty that had
//! started by then. What an extract says of itself, or could not read, is no event of
//! the child's life and is kept whole on both sides; so is the date of birth, from
//! which nothing is asked here. One thing may differ, and is told apart: a record
//! that contradicted itself until what meets the duty was held again, on a later day.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use practice::duty::State;
use practice::engine::{Owed, Story, evaluate};
use practice::{Book, Fact, When};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::told::{child, id, told};

const FIRST: Date = date(2024, 1, 1);

/// One event of a file: its kind, day, a choice among its codes, and the earlier entry
/// that it links to.
type Event = (usize, i64, usize, Index);

fn day(number: i64) -> Date {
    FIRST.checked_add(number.days()).expect("a day")
}

/// The line of one event, where what it must link to is there.
fn line(lines: &[String], (kind, number, choice, link): &Event) -> Option<String> {
    // An entry of this kind that had happened by then; a link never points ahead.
    let earlier = |of: &str| {
        let having = |(_, line): &(usize, &String)| {
            let mut words = line.split(' ');
            let when: Date = words.next()?.parse().ok()?;
            (words.next()? == of && when <= day(*number)).then_some(())
        };
        let found: Vec<usize> = lines
            .iter()
            .enumerate()
            .filter(|entry| having(entry).is_some())
            .map(|(index, _)| index + 1)
            .collect();
        (!found.is_empty()).then(|| found[link.index(found.len())])
    };
    let of = |codes: &[&str]| codes[choice % codes.len()].to_owned();
    let when = day(*number);
    let referral = || earlier("referral");
    Some(match kind {
        0 => format!(
            "{when} referral no_further_action={}",
            of(&["no", "no", "yes"])
        ),
        1 | 2 => format!(
            "{when} strategy-discussion referral=@{} outcome=section-47-enquiry {}",
            referral()?,
            of(&[
                "conference_not_required=no",
                "conference_not_required=no",
                "conference_not_required=yes",
                "outcome=no-further-action"
            ]),
        ),
        3 => format!(
            "{when} initial-conference referral=@{} enquiry=@{}",
            referral()?,
            earlier("strategy-discussion")?
        ),
        4 => format!(
            "{when} protection-plan-started referral=@{} category=NEG",
            referral()?
        ),
        5 | 6 => format!(
            "{when} protection-plan-review referral=@{} plan=@{}",
            referral()?,
            earlier("protection-plan-started")?
        ),
        7 => format!(
            "{when} protection-plan-ended referral=@{} plan=@{}",
            referral()?,
            earlier("protection-plan-started")?
        ),
        8 | 9 => format!(
            "{when} care-episode-started reason={} legal_status={} placement={}",
            of(&["S", "P", "L", "S"]),
            of(&["C1", "C2", "E1", "V4"]),
            of(&["U6", "P1", "A4", "K1"]),
        ),
        10 => format!(
            "{when} care-episode-ceased episode=@{} reason={}",
            earlier("care-episode-started")?,
            of(&["X1", "E4A"])
        ),
        11 | 12 => format!("{when} looked-after-review participation=PN1"),
        13 => format!("{when} case-closed referral=@{} reason=RC1", referral()?),
        _ => format!("{when} child-died"),
    })
}

/// A file: events, and with or without an extract that lists the child.
fn lines(events: &[Event], listings: &[(usize, i64, i64)]) -> Vec<String> {
    let mut lines = Vec::new();
    for event in events {
        lines.extend(line(&lines, event));
    }
    for (source, from, days) in listings {
        let source = ["cin-census", "ssda903"][source % 2];
        let (from, to) = (day(*from), day(from + days));
        lines.push(format!("{from} extract-listing source={source} to={to}"));
    }
    lines
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    // A child dies in few of them, so that most files go on.
    let kind = prop_oneof![60 => 0..14_usize, 1 => Just(14_usize)];
    let event = (kind, 0..400_i64, 0..12_usize, any::<Index>());
    proptest::collection::vec(event, 1..24).prop_map(|mut events| {
        events.sort_by_key(|(_, number, _, _)| *number);
        // Nearly everything is part of a referral, so that each file begins with one.
        events.insert(0, (0, 0, 0, any_index()));
        events
    })
}

fn listings() -> impl Strategy<Value = Vec<(usize, i64, i64)>> {
    proptest::collection::vec((0..2_usize, 0..400_i64, 0..365_i64), 0..4)
}

fn england() -> &'static Book {
    static BOOK: std::sync::OnceLock<Book> = std::sync::OnceLock::new();
    BOOK.get_or_init(|| Book::england().expect("the book of England is sound"))
}

/// Whether a file was recorded here, came from extracts, or was both.
#[derive(Clone, Copy, Debug, PartialEq)]
enum From {
    Here,
    Extracts,
    Both,
}

fn from() -> impl Strategy<Value = From> {
    prop_oneof![Just(From::Here), Just(From::Extracts), Just(From::Both)]
}

fn facts(events: &[Event], listings: &[(usize, i64, i64)], from: From) -> Vec<Fact> {
    let lines = lines(events, listings);
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    let mut facts = told(england(), &lines);
    for (number, fact) in facts.iter_mut().enumerate() {
        fact.imported = from == From::Extracts || (from == From::Both && number % 3 > 0);
    }
    facts
}

fn owed(facts: &[Fact]) -> Vec<Owed<'static>> {
    evaluate(england(), child(), &Story::new(england(), facts)).owed
}

/// What each duty says at the end of a day, by its identifier.
fn states(facts: &[Fact], as_at: Date) -> BTreeMap<String, (State, i64, bool)> {
    let now = When::Day(as_at).end();
    owed(facts)
        .iter()
        .filter(|owed| owed.duty.had_started(now))
        .map(|owed| {
            let duty = &owed.duty;
            let contradicted = owed.contradicted_by.is_some();
            (
                duty.id(),
                (duty.state(now), duty.days_over(now), contradicted),
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_day_is_answered_by_what_had_happened_by_then(
        events in events(), listings in listings(), from in from(), number in 0..500_i64
    ) {
        let as_at = day(number);
        let all = facts(&events, &listings, from);
        let by_then: Vec<Fact> = all
            .iter()
            .filter(|fact| fact.kind == "extract-listing" || fact.occurred.day() <= as_at)
            .cloned()
            .collect();
        let (all, by_then) = (states(&all, as_at), states(&by_then, as_at));
        let same: Vec<_> = all.keys().collect();
        prop_assert_eq!(same, by_then.keys().collect::<Vec<_>>(), "the same duties had started");
        for (id, (state, over, contradicted)) in &all {
            let (then, over_then, _) = &by_then[id];
            if *contradicted {
                // Known now, since it was held again; a contradiction until then.
                prop_assert!(state == then || *then == State::NotKnown, "{}: {} and {}", id, state, then);
            } else {
                prop_assert_eq!((state, over), (then, over_then), "{} as at {}", id, as_at);
            }
        }
    }

    #[test]
    fn a_breach_once_certain_stays_a_breach(
        events in events(), listings in listings(), from in from(), number in 0..500_i64, later in 1..200_i64
    ) {
        let facts = facts(&events, &listings, from);
        let (before, after) = (states(&facts, day(number)), states(&facts, day(number + later)));
        for (id, (state, over, _)) in before {
            let (then, over_then, _) = after[&id];
            if state == State::Overdue {
                prop_assert!(
                    [State::Overdue, State::MetLate, State::Superseded].contains(&then),
                    "{} went from overdue to {}", id, then
                );
                prop_assert!(over_then >= over, "{}: {} days over, then {}", id, over, over_then);
            }
            if [State::Met, State::MetLate, State::Superseded, State::Cancelled].contains(&state) {
                prop_assert_eq!(state, then, "{} was settled", id);
            }
        }
    }

    #[test]
    fn an_extract_that_is_heard_of_only_makes_known_what_was_not(
        events in events(), listings in listings(), from in from(), number in 0..500_i64
    ) {
        let now = When::Day(day(number)).end();
        let heard = facts(&events, &listings, from);
        let unheard: Vec<Fact> =
            heard.iter().filter(|fact| fact.kind != "extract-listing").cloned().collect();
        let (with, without) = (owed(&heard), owed(&unheard));
        for one in &without {
            // Which review of a stay it was may be known now: then another clock counts.
            let same = |other: &&Owed<'_>| {
                other.duty.id() == one.duty.id() && other.start.line == one.start.line
            };
            let Some(other) = with.iter().find(same) else { continue };
            let (then, state) = (one.duty.state(now), other.duty.state(now));
            prop_assert!(
                then == state || then == State::NotKnown,
                "{} was {} and became {}", one.duty.id(), then, state
            );
        }
    }

    #[test]
    fn nothing_from_an_extract_is_overdue_where_no_listing_tells_of_it(events in events(), number in 0..2000_i64) {
        let facts = facts(&events, &[], From::Extracts);
        for (id, (state, over, _)) in states(&facts, day(number)) {
            prop_assert!(state != State::Overdue && state != State::Running, "{} is {}", id, state);
            // A late meeting proves lateness only where there can be no other.
            let owed = owed(&facts);
            let this = owed.iter().find(|owed| owed.duty.id() == id).expect("it is owed");
            let once = this.start.met(this.clock).any(|met| met.once);
            prop_assert!(state != State::MetLate || once, "{} is {}", id, state);
            prop_assert!(over == 0 || state == State::MetLate, "{}: {} days over", id, over);
        }
    }

    #[test]
    fn every_duty_has_its_own_identifier_and_dates_in_order(
        events in events(), listings in listings(), from in from()
    ) {
        let facts = facts(&events, &listings, from);
        let owed = owed(&facts);
        let ids: std::collections::BTreeSet<_> = owed.iter().map(|owed| owed.duty.id()).collect();
        prop_assert_eq!(ids.len(), owed.len());
        for Owed { duty, .. } in &owed {
            prop_assert!(facts.iter().any(|fact| fact.id == duty.started.by));
            let due = duty.due.expect("every clock here sets a date");
            let plan_by = duty.plan_by.expect("and a day by which to plan it");
            prop_assert!(!due.before(duty.started.at));
            prop_assert!(plan_by <= due.day() && plan_by >= duty.started.at.day());
            prop_assert!(duty.met.is_none() || duty.ended.is_none());
            if let Some(met) = duty.met {
                prop_assert!(!met.at.before(duty.started.at), "{} met before it began", duty.id());
            }
            if let Some(at) = duty.ended.and_then(|ended| ended.at) {
                prop_assert!(!at.before(duty.started.at), "{} ended before it began", duty.id());
            }
        }
    }

    /// Of what happened on one day at no known time, the order of telling counts; of
    /// everything else it does not.
    #[test]
    fn the_order_in_which_days_are_told_does_not_matter(
        events in events(), listings in listings(), from in from(), shuffle in any::<u64>()
    ) {
        let facts = facts(&events, &listings, from);
        let mut other = facts.clone();
        // Days in another order, each day's own entries in theirs.
        other.sort_by_key(|fact| {
            let number = fact.occurred.day().since(FIRST).map_or(0, |span| span.get_days());
            u64::from(number.unsigned_abs()).wrapping_mul(shuffle | 1).rotate_left(17)
        });
        let line = |owed: &Owed<'_>| format!("{:?}", owed.duty);
        let (mut a, mut b): (Vec<_>, Vec<_>) =
            (owed(&facts).iter().map(line).collect(), owed(&other).iter().map(line).collect());
        a.sort();
        b.sort();
        prop_assert_eq!(a, b);
    }

    #[test]
    fn every_duty_can_be_explained(events in events(), listings in listings(), from in from()) {
        let facts = facts(&events, &listings, from);
        let story = Story::new(england(), &facts);
        for owed in evaluate(england(), child(), &story).owed {
            let said = owed.explain(england(), &story);
            prop_assert_eq!(said.due, owed.duty.due);
            prop_assert!(!said.started.says.contains("not have"), "{}", said.started.says);
            if owed.duty.state(When::Day(day(900)).end()) == State::NotKnown {
                prop_assert!(!said.not_known.is_empty(), "{} says not why", owed.duty.id());
            }
        }
    }
}

#[test]
fn the_files_made_up_at_random_are_not_empty() {
    // Given one file in which each kind of event stands
    let events: Vec<Event> = (0..14)
        .map(|kind| {
            (
                kind,
                20 * i64::try_from(kind).expect("a number"),
                0,
                any_index(),
            )
        })
        .collect();
    let facts = facts(&events, &[(0, 0, 365)], From::Here);
    // Then all were told, and the clocks of each of them are going
    assert_eq!(facts.len(), 15);
    let clocks: std::collections::BTreeSet<_> = owed(&facts)
        .iter()
        .map(|owed| owed.duty.clock.clone())
        .collect();
    for clock in [
        "referral-decision-1wd",
        "icpc-15wd",
        "core-group-first",
        "rcpc-first",
        "rcpc-subsequent",
        "cla-review-first",
        "cla-review-second",
    ] {
        assert!(clocks.contains(clock), "{clock} in {clocks:?}");
    }
    assert!(facts.iter().any(|fact| fact.id == id(15)));
}

fn any_index() -> Index {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    any::<Index>()
        .new_tree(&mut runner)
        .expect("an index")
        .current()
}
