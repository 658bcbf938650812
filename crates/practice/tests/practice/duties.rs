//! The life of one duty, asked about on different days.

use practice::duty::{Duty, Ending, Mark, State};

use crate::told::{at, child, id};

/// A duty that began on 1 June 2026 and is due on this day or at this time.
fn due(text: &str) -> Duty {
    Duty {
        subject: child(),
        clock: "icpc-15wd".to_owned(),
        area: "assessment-and-s47".to_owned(),
        ordinal: 0,
        started: mark("2026-06-01", 1),
        due: Some(at(text)),
        plan_by: Some(at(text).day()),
        earliest: None,
        should_by: None,
        lapses: false,
        met: None,
        late_is_certain: true,
        recorded_late: None,
        ended: None,
        silence_until: None,
    }
}

fn mark(text: &str, number: usize) -> Mark {
    Mark {
        at: at(text),
        by: id(number),
    }
}

fn met(mut duty: Duty, text: &str) -> Duty {
    duty.met = Some(mark(text, 2));
    duty
}

fn ended(mut duty: Duty, text: Option<&str>, withdrawn: bool) -> Duty {
    duty.ended = Some(Ending {
        at: text.map(at),
        by: id(3),
        withdrawn,
    });
    duty
}

fn silent_until(mut duty: Duty, text: &str) -> Duty {
    duty.silence_until = Some(at(text).day());
    duty
}

fn uncertain(mut duty: Duty) -> Duty {
    duty.late_is_certain = false;
    duty
}

#[test]
fn a_duty_has_the_state_that_its_dates_give_it_on_the_day_asked_about() {
    let ten = || due("2026-06-10");
    let never = "2026-05-31";
    #[rustfmt::skip]
    let cases = [
        ("owed, and there is time",            ten(),                                            "2026-06-09", State::Running,    0),
        ("owed, on its last day",              ten(),                                            "2026-06-10", State::Running,    0),
        ("not done, the day after",            ten(),                                            "2026-06-11", State::Overdue,    1),
        ("not done, over a weekend",           ten(),                                            "2026-06-15", State::Overdue,    5),
        ("done in time",                       met(ten(), "2026-06-05"),                         "2026-06-30", State::Met,        0),
        ("done on the last day",               met(ten(), "2026-06-10"),                         "2026-06-30", State::Met,        0),
        ("done a day late",                    met(ten(), "2026-06-11"),                         "2026-06-30", State::MetLate,    1),
        ("to be done late, asked before",      met(ten(), "2026-06-20"),                         "2026-06-15", State::Overdue,    5),
        ("to be done in time, asked before",   met(ten(), "2026-06-09"),                         "2026-06-08", State::Running,    0),
        ("done late, as far as is known",      uncertain(met(ten(), "2026-06-11")),              "2026-06-30", State::NotKnown,   0),
        ("in time, though late is uncertain",  uncertain(met(ten(), "2026-06-10")),              "2026-06-30", State::Met,        0),
        ("ended in time",                      ended(ten(), Some("2026-06-05"), false),          "2026-06-30", State::Superseded, 0),
        ("to be ended, asked before",          ended(ten(), Some("2026-06-05"), false),          "2026-06-04", State::Running,    0),
        ("ended after its time",               ended(ten(), Some("2026-06-13"), false),          "2026-06-30", State::Superseded, 3),
        ("not needed from the start",          ended(ten(), None, false),                        "2026-06-01", State::Superseded, 0),
        ("what started it was withdrawn",      ended(ten(), None, true),                         "2026-06-30", State::Cancelled,  0),
        ("silence says nothing",               silent_until(ten(), never),                       "2026-06-05", State::NotKnown,   0),
        ("silence ends before it is due",      silent_until(ten(), "2026-06-09"),                "2026-06-30", State::NotKnown,   0),
        ("silence ends first, still running",  silent_until(ten(), "2026-06-09"),                "2026-06-10", State::Running,    0),
        ("silence to the last day",            silent_until(ten(), "2026-06-10"),                "2026-06-11", State::Overdue,    1),
        ("ended late, silence says nothing",   silent_until(ended(ten(), Some("2026-06-13"), false), never), "2026-06-30", State::NotKnown, 0),
        ("ended in time, silence or not",      silent_until(ended(ten(), Some("2026-06-10"), false), never), "2026-06-30", State::Superseded, 0),
    ];
    for (case, duty, day, state, over) in cases {
        let as_at = at(day).end();
        assert_eq!(duty.state(as_at), state, "{case}");
        assert_eq!(duty.days_over(as_at), over, "{case}: days over");
    }
}

#[test]
fn a_duty_due_on_a_day_is_overdue_when_the_next_day_begins_in_england_in_summer_time() {
    let duty = due("2026-06-10");
    // 23:59 in London is 22:59 in universal time; midnight there is 23:00.
    assert_eq!(duty.state(at("2026-06-10T22:59:59Z").end()), State::Running);
    assert_eq!(duty.state(at("2026-06-10T23:00:00Z").end()), State::Overdue);
    assert_eq!(duty.days_over(at("2026-06-10T23:00:00Z").end()), 1);
}

#[test]
fn a_duty_due_on_a_day_is_overdue_when_the_next_day_begins_in_england_in_winter() {
    let duty = due("2026-12-10");
    assert_eq!(duty.state(at("2026-12-10T23:59:59Z").end()), State::Running);
    assert_eq!(duty.state(at("2026-12-11T00:00:00Z").end()), State::Overdue);
}

#[test]
fn a_duty_due_at_a_time_may_still_be_done_at_that_time_and_no_later() {
    let duty = due("2026-06-10T16:30");
    assert_eq!(duty.state(at("2026-06-10T16:30").end()), State::Running);
    assert_eq!(duty.state(at("2026-06-10T16:31").end()), State::Overdue);
    // It is over, and by no whole day.
    assert_eq!(duty.days_over(at("2026-06-10T16:31").end()), 0);
    let as_at = at("2026-06-30").end();
    let late = met(due("2026-06-10T16:30"), "2026-06-10T16:31");
    assert_eq!(late.state(as_at), State::MetLate);
    // Where it is only known that it was done that day, nobody is called late.
    assert_eq!(met(duty, "2026-06-10").state(as_at), State::Met);
}

#[test]
fn a_day_over_is_a_calendar_day_across_the_clock_change() {
    let duty = due("2026-03-27");
    assert_eq!(duty.days_over(at("2026-03-30").end()), 3);
    let duty = due("2026-10-23");
    assert_eq!(duty.days_over(at("2026-10-26").end()), 3);
}

#[test]
fn a_duty_keeps_its_identifier_and_the_identifier_can_be_read() {
    let duty = due("2026-06-10");
    let name = duty.id();
    // Nothing that may change with a correction or a day is in it.
    let later = met(due("2026-07-01"), "2026-06-30");
    assert_eq!(name, later.id());
    let parts: Vec<_> = name.split('.').collect();
    assert_eq!(parts.len(), 3, "{name}");
    assert_eq!(parts[0], "icpc-15wd");
    assert!(child().to_string().starts_with(parts[1]) && parts[1].len() == 16);
    assert!(id(1).to_string().starts_with(parts[2]) && parts[2].len() == 12);

    let mut second = due("2026-06-10");
    second.ordinal = 1;
    assert_eq!(second.id(), format!("{name}.1"));
    let mut other = due("2026-06-10");
    other.started.by = id(4);
    assert_ne!(other.id(), name);
}

#[test]
fn a_duty_had_started_from_the_first_moment_of_its_day() {
    let duty = due("2026-06-10");
    // Midnight in London, in summer time.
    assert!(!duty.had_started(at("2026-05-31T22:59:59Z").end()));
    assert!(duty.had_started(at("2026-05-31T23:00:00Z").end()));
}

#[test]
fn every_state_is_read_by_its_own_name_and_no_other_word_is() {
    for state in State::ALL {
        assert_eq!(state.name().parse(), Ok(state));
        assert_eq!(
            serde_json::to_value(state).expect("it can be written"),
            state.name()
        );
    }
    let refused = "late".parse::<State>().expect_err("no state");
    assert_eq!(
        refused.to_string(),
        "\"late\" is not a state of a duty: running, met, met-late, overdue, too-early, allowed, lapsed, superseded, cancelled or not-known is expected"
    );
}

#[test]
fn a_state_is_written_as_it_is_named_and_two_days_are_told_in_days() {
    for state in [State::Met, State::Overdue, State::NotKnown] {
        assert_eq!(state.to_string(), state.name());
    }
    let book = crate::small::book(crate::small::TEN_DAYS);
    let facts = crate::told::told(&book, &["2026-03-02T10:00 request"]);
    let duty = crate::small::only(&book, &facts);
    let age = |at: &str| duty.age(crate::told::at(at).start()).to_string();
    assert_eq!(age("2026-03-04T09:59"), "47 hours");
    assert_eq!(age("2026-03-04T10:00"), "2 days");
}
