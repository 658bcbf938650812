//! Asking when a clock would be due, with a date and a few facts and no record.

use std::collections::BTreeMap;

use practice::Book;
use practice::ask::{Answer, Kind, NoAnswer, Question, ask, find, takes};

use crate::small;
use crate::told::at;

const MONTHS: &str = "months = \"clamp to month end, counted from the original date\"\n";

/// The small clock with another time, and what starts it as it is.
fn timed(time: &str) -> Book {
    small::book(&small::TEN_DAYS.replace(
        "within = \"10 days\"\ncounting = \"trigger day excluded\"",
        time,
    ))
}

fn try_with(book: &Book, from: &str, facts: &[(&str, &str)]) -> Result<Answer, NoAnswer> {
    let facts: BTreeMap<_, _> = (facts.iter())
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let question = Question {
        clock: "c",
        from: at(from),
        facts: &facts,
        known_at: None,
    };
    ask(book, &question)
}

fn with(book: &Book, from: &str, facts: &[(&str, &str)]) -> Answer {
    try_with(book, from, facts).expect("an answer")
}

/// What is said of the day, and the day.
fn answer(book: &Book, from: &str, facts: &[(&str, &str)]) -> (Kind, String) {
    let answer = with(book, from, facts);
    let due = answer
        .due
        .map_or_else(|| "no date".to_owned(), |due| due.to_string());
    (answer.kind, due)
}

fn refused(book: &Book, facts: &[(&str, &str)]) -> String {
    try_with(book, "2026-03-02", facts)
        .expect_err("it is refused")
        .to_string()
}

#[test]
fn every_kind_of_time_answers_as_what_it_is() {
    let excluded = "counting = \"trigger day excluded\"";
    for (time, from, kind, due) in [
        (
            format!("within = \"10 days\"\n{excluded}"),
            "2026-03-02",
            Kind::Due,
            "2026-03-12",
        ),
        (
            "within = \"the same day\"".to_owned(),
            "2026-03-02",
            Kind::Due,
            "2026-03-02",
        ),
        (
            "within = \"as soon as practicable\"".to_owned(),
            "2026-03-02",
            Kind::NoDate,
            "no date",
        ),
        (
            "within = \"no set time\"".to_owned(),
            "2026-03-02",
            Kind::NoDate,
            "no date",
        ),
        (
            format!("not_before = \"10 weeks\"\n{excluded}"),
            "2026-03-02",
            Kind::NotBefore,
            "2026-05-11",
        ),
        (
            format!("lapses = \"12 months\"\n{MONTHS}{excluded}"),
            "2026-03-02",
            Kind::Lapses,
            "2027-03-02",
        ),
        (
            "lapses = \"no set time\"".to_owned(),
            "2026-03-02",
            Kind::NoDate,
            "no date",
        ),
        (
            "due_on = \"07-31\"".to_owned(),
            "2026-03-31",
            Kind::Due,
            "2026-07-31",
        ),
        (
            "due_on = \"07-31\"".to_owned(),
            "2026-07-31",
            Kind::Due,
            "2026-07-31",
        ),
        (
            "due_on = \"07-31\"".to_owned(),
            "2026-08-01",
            Kind::Due,
            "2027-07-31",
        ),
        (
            "due_on = \"2025-10-01\"".to_owned(),
            "2024-10-31",
            Kind::Due,
            "2025-10-01",
        ),
        (
            "keep = [\"6 years of start\", \"25 years of birth\"]".to_owned(),
            "2026-03-02",
            Kind::KeptUntil,
            "2051-03-02",
        ),
    ] {
        assert_eq!(
            answer(&timed(&time), from, &[]),
            (kind, due.to_owned()),
            "{time}"
        );
    }
}

#[test]
fn what_is_due_before_an_event_is_asked_with_the_day_of_the_event() {
    let back = small::TEN_DAYS
        .replace("within = \"10 days\"", "before = \"5 working days\"")
        .replace(
            "on = \"request\"",
            "on = \"request\"\nat = \"counted_from\"",
        );
    let before = with(&small::book(&back), "2026-06-01", &[]);
    // Counted back over the bank holiday of 25 May.
    assert_eq!(before.due, Some(at("2026-05-22")));
    assert_eq!(before.plan_by, Some(at("2026-05-22").day()));
    let steps = before.steps.join("\n");
    assert!(
        steps.contains("2026-05-25 is not counted: Spring"),
        "{steps}"
    );
}

#[test]
fn what_is_due_before_the_event_itself_is_due_by_its_day() {
    let back = small::TEN_DAYS
        .replace(
            "within = \"10 days\"\ncounting = \"trigger day excluded\"",
            "before = \"the event\"",
        )
        .replace(
            "on = \"request\"",
            "on = \"request\"\nat = \"counted_from\"",
        );
    let before = with(&small::book(&back), "2026-06-01T14:00", &[]);
    assert_eq!(before.due, Some(at("2026-06-01T14:00")));
    assert!(before.by_day);
}

#[test]
fn what_is_kept_from_birth_takes_the_birth() {
    let book = timed("keep = [\"6 years of start\", \"25 years of birth\"]");
    let kept = |birth| answer(&book, "2026-03-02", &[("birth", birth)]).1;
    assert_eq!(kept("2004-05-01"), "2032-03-02");
    assert_eq!(kept("2015-05-01"), "2040-05-01");
    let untold = with(&book, "2026-03-02", &[]).steps.join("\n");
    assert!(untold.contains("date of birth is not told"), "{untold}");
}

#[test]
fn an_earliest_day_beside_a_due_date_is_told_too() {
    let book = timed(
        "not_before = \"12 working days\"\nwithin = \"18 working days\"\ncounting = \"beginning with the trigger day\"",
    );
    let both = with(&book, "2026-12-07", &[]);
    assert_eq!(both.earliest, Some(at("2026-12-22")));
    assert_eq!(both.due, Some(at("2026-12-30")));
}

#[test]
fn a_rule_that_rolls_says_from_which_day() {
    let month = format!(
        "within = \"1 month\"\nrolls = \"to the next working day\"\n{MONTHS}counting = \"trigger day excluded\""
    );
    let book = timed(&month);
    let said = |from: &str| {
        let answer = with(&book, from, &[]);
        let rolled = answer
            .steps
            .iter()
            .filter(|step| step.contains("rolls to"))
            .cloned();
        (answer.due, rolled.collect::<Vec<_>>())
    };
    let (due, rolled) = said("2027-01-31");
    assert_eq!(due, Some(at("2027-03-01")));
    assert_eq!(
        rolled,
        ["2027-02-28 is no working day: it rolls to the next"]
    );
    assert_eq!(said("2027-02-01"), (Some(at("2027-03-01")), Vec::new()));
}

#[test]
fn a_rhythm_answers_for_its_first_round_and_for_those_after_it_was_done() {
    let rhythm = "every = [\n{ within = \"1 week\", of = \"start\" },\n{ within = \"6 weeks\", of = \"last met\", times = 2 },\n{ within = \"8 weeks\", of = \"last met\" } ]\ncounting = \"trigger day excluded\"";
    let book = timed(rhythm);
    let due = |facts: &[(&str, &str)]| answer(&book, "2027-01-06", facts).1;
    assert_eq!(due(&[]), "2027-01-13");
    // From when it was in fact done, not from when it was due.
    assert_eq!(due(&[("last_met", "2027-01-11")]), "2027-02-22");
    assert_eq!(
        due(&[("last_met", "2027-01-11"), ("times_met", "2")]),
        "2027-02-22"
    );
    assert_eq!(
        due(&[("last_met", "2027-01-11"), ("times_met", "3")]),
        "2027-03-08"
    );
    let refused = refused(&book, &[("times_met", "2")]);
    assert!(refused.contains("last_met"), "{refused}");
}

#[test]
fn a_rhythm_may_say_that_a_bare_date_is_the_last_time_it_was_done() {
    let rhythm = "from = \"last met\"\nevery = [{ within = \"1 week\", of = \"start\" }, { within = \"4 weeks\", of = \"last met\" }]\ncounting = \"trigger day excluded\"";
    let book = timed(rhythm);
    assert_eq!(answer(&book, "2026-03-02", &[]).1, "2026-03-30");
    // With the last time said, the bare date is the start again.
    assert_eq!(
        answer(&book, "2026-03-02", &[("last_met", "2026-03-09")]).1,
        "2026-04-06"
    );
}

#[test]
fn a_step_until_a_year_from_the_start_ends_with_that_year() {
    let rhythm = "every = [\n{ within = \"1 week\", of = \"start\" },\n{ within = \"6 weeks\", of = \"last met\", until = \"1 year of start\" },\n{ within = \"12 weeks\", of = \"last met\" } ]\ncounting = \"trigger day excluded\"";
    let book = timed(rhythm);
    let due = |last| answer(&book, "2026-01-05", &[("last_met", last)]).1;
    assert_eq!(due("2027-01-04"), "2027-02-15");
    assert_eq!(due("2027-01-05"), "2027-03-30");
}

#[test]
fn facts_choose_among_the_ways_of_starting() {
    let clock = small::TEN_DAYS.replace(
        "[[clock.c.starts]]\non = \"request\"",
        "[[clock.c.starts]]\non = \"request\"\nwhen = \"reply == 'go'\"\n[[clock.c.starts]]\non = \"request\"\nwhen = \"reply == 'stay' && urgent\"\nwithin = \"3 days\"",
    );
    let book = small::book(&clock);
    let due = |facts: &[(&str, &str)]| answer(&book, "2026-03-02", facts).1;
    assert_eq!(due(&[]), "2026-03-12");
    assert_eq!(due(&[("reply", "go")]), "2026-03-12");
    assert_eq!(due(&[("reply", "stay"), ("urgent", "yes")]), "2026-03-05");
    // Not told whether it was urgent: it may be so.
    assert_eq!(due(&[("reply", "stay")]), "2026-03-05");
    assert_eq!(due(&[("start", "2")]), "2026-03-05");
    let none = refused(&book, &[("reply", "wait")]);
    assert!(
        none.contains("c does not start with these facts") && none.contains("reply == 'go'"),
        "{none}"
    );
    let third = refused(&book, &[("start", "3")]);
    assert!(third.contains("c has no start 3"), "{third}");
    assert!(refused(&book, &[("start", "0")]).contains("counted from 1"));
    assert!(refused(&book, &[("reply", "gone")]).contains("\"gone\" is not a code of reply"));
}

#[test]
fn facts_choose_among_variants_and_without_them_the_general_one_answers() {
    let variants = "[[clock.c.variant]]\nwhen = \"age < 5\"\nwithin = \"5 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.variant]]\nwhen = \"staying\"\nwithin = \"7 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.variant]]\nwithin = \"9 days\"\ncounting = \"trigger day excluded\"\n";
    let clock = small::TEN_DAYS.replace(
        "within = \"10 days\"\ncounting = \"trigger day excluded\"\n",
        "",
    );
    let book = small::book(&format!("{clock}\n{variants}"));
    let due = |facts: &[(&str, &str)]| answer(&book, "2026-03-02", facts).1;
    assert_eq!(due(&[]), "2026-03-11");
    assert_eq!(due(&[("birth", "2021-03-03")]), "2026-03-07");
    assert_eq!(due(&[("birth", "2021-03-02")]), "2026-03-11");
    assert_eq!(due(&[("age", "4")]), "2026-03-07");
    assert_eq!(due(&[("age", "12"), ("staying", "yes")]), "2026-03-09");
    assert_eq!(due(&[("age", "12"), ("staying", "no")]), "2026-03-11");
    let untold = with(&book, "2026-03-02", &[]).steps.join("\n");
    assert!(
        untold.contains("not told, and not taken as so: age < 5"),
        "{untold}"
    );
}

#[test]
fn the_version_in_force_on_the_day_answers() {
    let versions = "[[clock.c.variant]]\nuntil = 2019-12-31\ndue_on = \"05-31\"\n[[clock.c.variant]]\nfrom = 2020-01-01\ndue_on = \"06-30\"\n";
    let clock = small::TEN_DAYS.replace(
        "within = \"10 days\"\ncounting = \"trigger day excluded\"\n",
        "",
    );
    let book = small::book(&format!("{clock}\n{versions}"));
    assert_eq!(answer(&book, "2019-03-31", &[]).1, "2019-05-31");
    assert_eq!(answer(&book, "2020-03-31", &[]).1, "2020-06-30");
}

#[test]
fn what_it_takes_is_listed_with_types_and_meaning() {
    let clock = small::starting("when = \"reply == 'go' && staying.why == 'go' && age < 5\"");
    let book = small::book(&clock);
    let takes = takes(&book, find(&book, "c").expect("it is there"));
    let listed: Vec<_> = (takes.iter())
        .map(|fact| (fact.name.as_str(), fact.kind.as_str(), fact.means.as_str()))
        .collect();
    let expected = [
        (
            "age",
            "number",
            "the age in whole years, where the date of birth is not said",
        ),
        ("birth", "date", "the date of birth"),
        ("reply", "code of reply", "What was said?"),
        ("staying.why", "code of reply", "Why?"),
    ];
    assert_eq!(listed, expected);
    let due = answer(
        &book,
        "2026-03-02",
        &[("reply", "go"), ("staying.why", "go"), ("age", "3")],
    );
    assert_eq!(due.1, "2026-03-12");
    let unknown = refused(&book, &[("shoe_size", "4")]);
    assert_eq!(
        unknown,
        "c does not take the fact \"shoe_size\"; it takes age, birth, reply, staying.why"
    );
    assert!(refused(&book, &[("age", "four")]).contains("\"four\" is no whole number"));
    assert!(refused(&book, &[("birth", "soon")]).contains("the fact birth"));
}

#[test]
fn a_holiday_proclaimed_late_is_told_as_it_was_known_and_as_it_is() {
    let book = timed("within = \"10 working days\"\ncounting = \"trigger day excluded\"");
    let ask_at = |known_at: Option<&str>| {
        let question = Question {
            clock: "c",
            from: at("2022-09-08"),
            facts: &BTreeMap::new(),
            known_at: known_at.map(|day| at(day).day()),
        };
        let answer = ask(&book, &question).expect("an answer");
        (answer.due, answer.known_at_the_start, answer.known_now)
    };
    let (before, now) = (Some(at("2022-09-22")), Some(at("2022-09-23")));
    assert_eq!(ask_at(None), (now, before, None));
    assert_eq!(ask_at(Some("2022-09-09")), (before, None, now));
    assert_eq!(ask_at(Some("2022-09-10")), (now, before, None));
}

#[test]
fn a_count_beyond_what_is_known_is_provisional_and_beyond_all_is_refused() {
    let book = timed("within = \"10 working days\"\ncounting = \"trigger day excluded\"");
    assert!(!with(&book, "2026-03-02", &[]).provisional);
    let late = with(&book, "2028-12-29", &[]);
    assert!(
        late.provisional
            && late
                .steps
                .join("\n")
                .contains("to 2028-12-31 only: provisional")
    );
    let too_far = try_with(&book, "2199-12-30", &[]).expect_err("it is refused");
    assert!(
        too_far
            .to_string()
            .contains("10 working days from 2199-12-30 lies beyond"),
        "{too_far}"
    );
    let none = Question {
        clock: "d",
        from: at("2026-03-02"),
        facts: &BTreeMap::new(),
        known_at: None,
    };
    let none = ask(&book, &none)
        .expect_err("there is no such clock")
        .to_string();
    assert!(none.contains("d is no clock"), "{none}");
}

/// A measure of the small clock.
const MEASURE: &str = "[measure.m]\ntitle = \"Done soon\"\narea = \"area\"\nowner = \"owner\"\nof = \"c\"\ncounts = \"met within\"\nwithin = \"20 days\"\ncounting = \"trigger day excluded\"\ntarget = \"80 per cent\"\n[[measure.m.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n";

#[test]
fn a_measure_answers_until_when_it_counts_as_done_in_time() {
    let book = small::book(&format!("{}\n{MEASURE}", small::TEN_DAYS));
    let ask_with = |facts: BTreeMap<String, String>| {
        let question = Question {
            clock: "m",
            from: at("2026-03-02"),
            facts: &facts,
            known_at: None,
        };
        ask(&book, &question)
    };
    let answer = ask_with(BTreeMap::new()).expect("an answer");
    assert_eq!(
        (answer.kind, answer.due),
        (Kind::Measured, Some(at("2026-03-22")))
    );
    assert_eq!(answer.plan_by, Some(at("2026-03-20").day()));
    let fact = BTreeMap::from([("age".to_owned(), "3".to_owned())]);
    let refused = ask_with(fact).expect_err("it takes none").to_string();
    assert_eq!(refused, "m does not take the fact \"age\"; it takes none");
}
