//! Asking the book without a record: the whole of an answer, with each step by which it was
//! come to, as whoever questions a date reads it.

use std::collections::BTreeMap;

use practice::Book;
use practice::ask::{Answer, NoAnswer, Question, ask, takes_by_id};

use super::EXCLUDED;
use crate::small::{TEN_DAYS, book, shown};
use crate::told::at;

/// The small clock with another time.
fn timed(time: &str) -> Book {
    book(&TEN_DAYS.replace(
        "within = \"10 days\"\ncounting = \"trigger day excluded\"",
        time,
    ))
}

fn asked(
    book: &Book,
    from: &str,
    facts: &[(&str, &str)],
    known_at: Option<&str>,
) -> Result<Answer, NoAnswer> {
    let facts: BTreeMap<_, _> = (facts.iter())
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let question = Question {
        clock: "c",
        from: at(from),
        facts: &facts,
        known_at: known_at.map(|day| at(day).day()),
    };
    ask(book, &question)
}

fn as_known(book: &Book, from: &str, facts: &[(&str, &str)], known_at: Option<&str>) -> Answer {
    asked(book, from, facts, known_at).expect("an answer")
}

fn with(book: &Book, from: &str, facts: &[(&str, &str)]) -> Answer {
    as_known(book, from, facts, None)
}

/// What each fact means, by its name.
fn means(book: &Book) -> Vec<(String, String)> {
    (takes_by_id(book, "c").expect("a clock").into_iter())
        .map(|fact| (fact.name, fact.means))
        .collect()
}

/// The weekend and bank holiday of May 2026, as each count over them tells them.
const IN_MAY: [&str; 3] = [
    "2026-05-23 is not counted: a weekend",
    "2026-05-24 is not counted: a weekend",
    "2026-05-25 is not counted: Spring",
];

/// The steps of a count over them.
fn over_may(begin: &[&str], first: &str, end: &str) -> Vec<String> {
    let first = format!("the first day counted is {first}");
    let count = ["by the calendar: Plain", &first];
    [begin, &count, &IN_MAY, &[end]]
        .concat()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[test]
fn days_of_the_calendar_are_counted_over_nothing() {
    let book = timed("within = \"10 days\"\ncounting = \"trigger day excluded\"");
    let answer = with(&book, "2026-03-02", &[]);
    assert_eq!(
        answer.steps,
        [
            "10 days from 2026-03-02, trigger day excluded (clock.toml:8)",
            "due 2026-03-12"
        ]
    );
    assert!(!answer.by_day);
}

#[test]
fn each_round_of_a_rhythm_tells_the_days_of_its_own_step() {
    let book = timed(
        "every = [\n{ within = \"2 working days\", of = \"start\" },\n{ within = \"3 working days\", of = \"last met\" } ]\ncounting = \"trigger day excluded\"",
    );
    assert_eq!(
        with(&book, "2026-05-22", &[]).steps,
        over_may(
            &[
                "the first round, from the start on 2026-05-22",
                "2 working days from 2026-05-22, trigger day excluded (clock.toml:10)",
            ],
            "2026-05-26",
            "due 2026-05-27",
        )
    );
    assert_eq!(
        with(&book, "2026-05-01", &[("last_met", "2026-05-21")]).steps,
        over_may(
            &[
                "the round after it was last done on 2026-05-21",
                "3 working days from 2026-05-21, trigger day excluded (clock.toml:10)",
            ],
            "2026-05-22",
            "due 2026-05-27",
        )
    );
}

#[test]
fn an_earliest_day_tells_the_days_before_it_and_is_no_due_date() {
    let book = timed("not_before = \"5 working days\"\ncounting = \"trigger day excluded\"");
    let answer = with(&book, "2026-05-21", &[]);
    assert_eq!(
        answer.steps,
        over_may(
            &["5 working days from 2026-05-21, trigger day excluded (clock.toml:8)"],
            "2026-05-22",
            "not before 2026-05-29",
        )
    );
    assert_eq!((answer.earliest, answer.plan_by), (None, None));
}

#[test]
fn the_first_day_on_which_it_may_be_done_is_told_beside_the_last() {
    let book =
        timed("not_before = \"1 day\"\nwithin = \"10 days\"\ncounting = \"trigger day excluded\"");
    let answer = with(&book, "2026-03-02", &[]);
    assert_eq!(
        answer.steps,
        [
            "10 days from 2026-03-02, trigger day excluded (clock.toml:9)",
            "due 2026-03-12",
            "it may be done from 2026-03-03",
        ]
    );
}

#[test]
fn the_time_to_put_right_what_must_hold_tells_its_days() {
    let book = book(
        "holds = \"staying_on\"\nwithin = \"3 working days\"\ncounting = \"trigger day excluded\"\n[[clock.c.starts]]\nwith = \"staying\"\n",
    );
    let answer = with(&book, "2026-05-22", &[]);
    assert_eq!(shown(answer.due), "2026-05-28");
    assert_eq!(
        answer.steps[1..6],
        over_may(&[], "2026-05-26", "")[..5],
        "{:?}",
        answer.steps
    );
}

/// Ten working days, extended as this says.
fn extended(how: &str) -> Book {
    let clock = TEN_DAYS.replace("10 days", "10 working days").replace(
        "on = \"request\"\n[clock.c.met]",
        "on = \"request\"\nwhen = \"!has(this.earlier)\"\n[clock.c.met]",
    );
    book(&format!(
        "{clock}[[clock.c.extends]]\non = \"request\"\nwhen = \"has(this.earlier)\"\nsame = \"earlier\"\n{how}\n"
    ))
}

#[test]
fn an_extended_date_does_not_tell_the_days_of_the_one_before_it() {
    // Over a holiday that was proclaimed two days after the request.
    for (how, fact, value, said, due) in [
        (
            "within = \"20 working days\"",
            "extended",
            "yes",
            "extended, as the facts say",
            "2022-10-07",
        ),
        (
            "to = \"counted_from\"",
            "extended_to",
            "2022-10-14",
            "extended to 2022-10-14",
            "2022-10-14",
        ),
    ] {
        let answer = with(&extended(how), "2022-09-08", &[(fact, value)]);
        assert_eq!(
            answer.steps,
            [
                "it starts, because !has(this.earlier)".to_owned(),
                "10 working days from 2022-09-08, trigger day excluded (clock.toml:8)".to_owned(),
                said.to_owned(),
                format!("due {due}"),
            ]
        );
        assert_eq!((answer.known_at_the_start, answer.known_now), (None, None));
    }
    let plain = with(&extended("within = \"20 working days\""), "2022-09-08", &[]);
    assert_eq!(shown(plain.known_at_the_start), "2022-09-22");
    assert_eq!(
        plain.steps.last().map(String::as_str),
        Some("on the holidays known at the start it was due 2022-09-22")
    );
}

#[test]
fn what_is_counted_back_is_counted_on_what_was_known_and_planned_on_it() {
    let back = TEN_DAYS
        .replace("within = \"10 days\"", "before = \"5 working days\"")
        .replace(
            "on = \"request\"",
            "on = \"request\"\nat = \"counted_from\"",
        );
    let book = book(&back);
    let days = |known_at| {
        let answer = as_known(&book, "2022-09-26", &[], known_at);
        assert_eq!((answer.known_at_the_start, answer.known_now), (None, None));
        (shown(answer.due), answer.plan_by.map(|day| day.to_string()))
    };
    let both = |day: &str| (day.to_owned(), Some(day.to_owned()));
    assert_eq!(days(None), both("2022-09-16"));
    assert_eq!(days(Some("2022-09-01")), both("2022-09-19"));
}

#[test]
fn the_day_to_plan_by_is_one_of_the_days_that_are_counted() {
    // Counted in school days: the half-term is none of them.
    let book =
        timed("within = \"5 days\"\ncalendar = \"terms\"\ncounting = \"trigger day excluded\"");
    let answer = with(&book, "2026-02-13", &[]);
    assert_eq!(shown(answer.due), "2026-02-18");
    assert_eq!(answer.plan_by, Some(at("2026-02-13").day()));
}

#[test]
fn what_is_due_when_the_service_next_opens_is_told_as_its_day() {
    let book = timed("within = \"the start of the next working day\"\ncalendar = \"open\"");
    let answer = with(&book, "2026-03-02T18:00", &[]);
    assert!(answer.by_day);
    assert_eq!(
        answer.steps,
        [
            "the start of the next working day from 2026-03-02T18:00:00+00:00, when the service next opens (clock.toml:8)",
            "by the calendar: Open",
            "due 2026-03-03T09:00:00+00:00",
        ]
    );
}

#[test]
fn a_birth_is_said_to_be_missing_only_where_it_is_asked_for_and_not_told() {
    let kept = timed("keep = [\"6 years of start\", \"25 years of birth\"]");
    let missing = |answer: Answer| {
        let steps = answer.steps.iter();
        steps.filter(|step| step.contains("birth is not")).count()
    };
    assert_eq!(missing(with(&kept, "2026-03-02", &[])), 1);
    let told = [("birth", "2004-05-01")];
    assert_eq!(missing(with(&kept, "2026-03-02", &told)), 0);
    let short = timed("keep = [\"6 years of start\"]");
    assert_eq!(missing(with(&short, "2026-03-02", &[])), 0);
}

#[test]
fn once_in_each_month_says_what_it_takes_the_day_as() {
    let monthly = "once_in_each = \"calendar month\"\n[[clock.c.starts]]\nwith = \"staying\"\n[clock.c.met]\nby = [\"visit\"]\n";
    let from_start = book(monthly);
    let from_last = book(&format!("from = \"last met\"\n{monthly}"));
    let first = |book: &Book, facts: &[(&str, &str)]| {
        let mut steps = with(book, "2026-02-15", facts).steps;
        steps.remove(0)
    };
    assert_eq!(
        first(&from_start, &[]),
        "the first that begins on 2026-02-15 or after it"
    );
    assert_eq!(
        first(&from_last, &[]),
        "taken as last done on 2026-02-15: the first that begins after that day"
    );
    for (book, meaning) in [
        (
            &from_start,
            "when it was last done; the date asked from is then the start",
        ),
        (
            &from_last,
            "when it was last done, from which it counts; the date asked from, if this is not said",
        ),
    ] {
        let told = [("last_met", "2026-03-01")];
        assert_eq!(
            first(book, &told),
            "counted from when it was last done on 2026-03-01"
        );
        assert_eq!(shown(with(book, "2026-02-15", &told).due), "2026-04-30");
        assert_eq!(means(book), [("last_met".to_owned(), meaning.to_owned())]);
    }
}

#[test]
fn the_ways_of_starting_are_told_by_number() {
    let book = book(&format!(
        "{EXCLUDED}within = \"10 days\"\n[[clock.c.starts]]\non = \"request\"\nwhen = \"urgent\"\n[[clock.c.starts]]\nwith = \"staying\"\n[[clock.c.starts]]\nafter = \"staying\"\n[[clock.c.starts]]\nbirthday = 16\n[[clock.c.starts]]\nyearly = \"03-31\"\n[clock.c.met]\nby = [\"visit\"]\n"
    ));
    let start = "which way of starting: 1 request, where urgent; 2 the beginning of: staying; 3 the end of: staying; 4 age 16; 5 03-31 of each year";
    assert_eq!(means(&book)[0], ("start".to_owned(), start.to_owned()));
    assert_eq!(means(&book)[1].0, "urgent");
}

#[test]
fn capitals_and_spaces_in_a_fact_make_no_difference() {
    let book = book(&format!(
        "{EXCLUDED}[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.variant]]\nwhen = \"urgent && reply == 'go' && 'stay' in replies && 'wait' in replies && age < 5\"\nwithin = \"10 days\"\n[[clock.c.variant]]\nwithin = \"30 days\"\n"
    ));
    let due = |urgent, reply, replies, birth| {
        let facts = [
            ("urgent", urgent),
            ("reply", reply),
            ("replies", replies),
            ("birth", birth),
        ];
        shown(with(&book, "2026-03-02", &facts).due)
    };
    assert_eq!(due("yes", "go", "stay,wait", "2022-03-02"), "2026-03-12");
    assert_eq!(
        due(" YES ", " Go", "STAY, Wait", " 2022-03-02 "),
        "2026-03-12"
    );
    assert_eq!(due("True", "GO", "wait,stay", "2022-03-02"), "2026-03-12");
    assert_eq!(due("No", "go", "stay,wait", "2022-03-02"), "2026-04-01");
    let aged = [
        ("urgent", "yes"),
        ("reply", "go"),
        ("replies", "stay,wait"),
        ("age", " 4 "),
    ];
    assert_eq!(shown(with(&book, "2026-03-02", &aged).due), "2026-03-12");
    for (fact, value, says) in [
        (
            "reply",
            "Gone",
            "the fact reply: \"Gone\" is not a code of reply: `practice show reply` lists them",
        ),
        (
            "replies",
            "go, gone",
            "the fact replies: \"gone\" is not a code of reply: `practice show reply` lists them",
        ),
        (
            "urgent",
            "Perhaps",
            "the fact urgent: \"perhaps\" should be yes or no",
        ),
    ] {
        let refused = asked(&book, "2026-03-02", &[(fact, value)], None);
        assert_eq!(refused.expect_err("it is refused").to_string(), says);
    }
}

#[test]
fn a_step_that_goes_by_a_state_is_chosen_by_what_is_told_of_it() {
    let book = timed(
        "every = [\n{ within = \"1 week\", of = \"start\" },\n{ within = \"2 weeks\", of = \"last met\", when = \"staying\" },\n{ within = \"6 weeks\", of = \"last met\" } ]\ncounting = \"trigger day excluded\"",
    );
    let due = |staying| {
        let facts = [("last_met", "2026-03-06"), ("staying", staying)];
        shown(with(&book, "2026-03-02", &facts).due)
    };
    assert_eq!(due("yes"), "2026-03-20");
    assert_eq!(due("no"), "2026-04-17");
    let untold = with(&book, "2026-03-02", &[("last_met", "2026-03-06")]);
    assert_eq!(shown(untold.due), "2026-04-17");
}

#[test]
fn where_only_a_variant_with_a_condition_was_in_force_it_answers_unless_told_not_to_hold() {
    let book = book(&format!(
        "{EXCLUDED}[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]\n[[clock.c.variant]]\nwhen = \"urgent\"\nwithin = \"10 days\"\n[[clock.c.variant]]\nfrom = 2020-01-01\nwithin = \"30 days\"\n"
    ));
    let due = |from, facts: &[(&str, &str)]| shown(with(&book, from, facts).due);
    assert_eq!(due("2019-03-02", &[]), "2019-03-12");
    assert_eq!(due("2019-03-02", &[("urgent", "yes")]), "2019-03-12");
    assert_eq!(due("2020-03-02", &[("urgent", "no")]), "2020-04-01");
    assert_eq!(
        with(&book, "2019-03-02", &[]).steps[0],
        "not told, and taken as so: urgent"
    );
    assert_eq!(
        with(&book, "2020-03-02", &[]).steps[0],
        "not told, and not taken as so: urgent"
    );
    assert_eq!(
        with(&book, "2020-03-02", &[("urgent", "no")]).steps[0],
        "30 days from 2020-03-02, trigger day excluded (clock.toml:13)"
    );
    let refused = asked(&book, "2019-03-02", &[("urgent", "no")], None);
    assert_eq!(
        refused.expect_err("it does not hold").to_string(),
        "c does not start with these facts: this does not hold: urgent"
    );
}
