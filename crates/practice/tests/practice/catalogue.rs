//! A catalogue laid beside the book: what is missing, and what differs.

use practice::Book;
use practice::catalogue::{Catalogue, compare};

use crate::small;

const ROW: &str = "[[duty]]\nid = \"c\"\ndue = { mode = \"within\", n = 10, unit = \"calendar_days\" }\ncounting = \"exclude_trigger_day\"\nroll = \"none\"\n";

fn catalogue(text: &str) -> Catalogue {
    Catalogue::read(text).expect("a catalogue")
}

/// What differs, as "catalogue | book".
fn differ(book: &Book, row: &str) -> Vec<String> {
    let compared = compare(book, &catalogue(row));
    assert_eq!(compared.holds(), compared.differ.is_empty());
    assert_eq!(compared.agree + compared.differ.len(), compared.rows);
    (compared.differ.iter())
        .map(|one| format!("{} | {}", one.catalogue, one.book))
        .collect()
}

fn ten_days() -> Book {
    small::book(small::TEN_DAYS)
}

fn timed(time: &str) -> Book {
    let old = "within = \"10 days\"\ncounting = \"trigger day excluded\"";
    small::book(&small::TEN_DAYS.replace(old, time))
}

fn due(due: &str) -> String {
    ROW.replace(
        "{ mode = \"within\", n = 10, unit = \"calendar_days\" }",
        due,
    )
}

#[test]
fn a_book_that_has_what_the_catalogue_has_agrees() {
    assert_eq!(differ(&ten_days(), ROW), [] as [String; 0]);
}

#[test]
fn another_number_unit_or_way_of_counting_is_found() {
    let book = ten_days();
    let ours = "10 days, trigger day excluded";
    for (from, to, theirs) in [
        ("n = 10", "n = 11", "11 days, trigger day excluded"),
        (
            "calendar_days",
            "working_days",
            "10 working days, trigger day excluded",
        ),
        (
            "exclude_trigger_day",
            "include_trigger_day",
            "10 days, beginning with the trigger day",
        ),
        (
            "exclude_trigger_day",
            "'10 days beginning with the day of it'",
            "10 days, beginning with the trigger day",
        ),
        (
            "roll = \"none\"",
            "roll = \"to the next working day\"",
            "10 days, trigger day excluded, rolling to the next working day",
        ),
        (
            "n = 10, unit = \"calendar_days\"",
            "unit = \"asap\"",
            "no number (asap)",
        ),
    ] {
        let row = ROW.replace(from, to);
        assert_ne!(row, ROW);
        assert_eq!(differ(&book, &row), [format!("{theirs} | {ours}")], "{to}");
    }
}

#[test]
fn what_is_missing_in_either_is_named() {
    let book = ten_days();
    let compared = compare(&book, &catalogue(&ROW.replace("\"c\"", "\"d\"")));
    assert_eq!(compared.missing_in_book, [("d".to_owned(), 1)]);
    let [(missing, place)] = compared.missing_in_catalogue.as_slice() else {
        panic!("one clock is missing: {compared:?}")
    };
    assert_eq!((missing.as_str(), place.as_str()), ("c", "clock.toml:1"));
    assert!(!compared.holds());
}

#[test]
fn a_number_that_a_source_says_is_wrong_is_accepted_and_no_other() {
    let round = |instead: &str| {
        small::read(&format!(
            "{}\n[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\ninstead_of = \"{instead}\"\n[[clock.c.example]]\ngiven = [\"2026-03-02 request\"]\nnone = true\nwhy = \"none\"\n",
            small::TEN_DAYS
        ))
    };
    let eleven = ROW.replace("n = 10", "n = 11");
    assert_eq!(differ(&round("11 days"), &eleven), [] as [String; 0]);
    assert_eq!(differ(&round("11 days"), ROW), [] as [String; 0]);
    assert_eq!(
        differ(&round("11 days"), &ROW.replace("n = 10", "n = 12")).len(),
        1
    );
    let inclusive = ROW.replace("exclude", "include");
    let says = "10 days, beginning with the trigger day";
    assert_eq!(differ(&round(says), &inclusive), [] as [String; 0]);
    assert_eq!(
        differ(&round("10 days, trigger day excluded"), &inclusive).len(),
        1
    );
    let none = due("{ mode = \"within\", unit = \"asap\" }");
    assert_eq!(differ(&round("no number"), &none), [] as [String; 0]);
    assert_eq!(differ(&round("11 days"), &none).len(), 1);
}

#[test]
fn every_kind_of_time_is_compared_by_its_number() {
    let excluded = "counting = \"trigger day excluded\"";
    let months = "months = \"clamp to month end, counted from the original date\"";
    let rhythm = "every = [{ within = \"1 week\", of = \"start\" }, { within = \"6 weeks\", of = \"last met\" }]";
    for (time, row, agrees) in [
        (
            format!("not_before = \"10 weeks\"\n{excluded}"),
            "{ mode = \"not_before\", n = 10, unit = \"weeks\" }",
            true,
        ),
        (
            format!("lapses = \"12 months\"\n{months}\n{excluded}"),
            "{ mode = \"limit\", n = 12, unit = \"months\" }",
            true,
        ),
        (
            "due_on = \"07-31\"".to_owned(),
            "{ mode = \"annual_fixed\", unit = \"fixed_date\", date = \"07-31\" }",
            true,
        ),
        (
            "due_on = \"07-31\"".to_owned(),
            "{ mode = \"annual_fixed\", unit = \"fixed_date\", date = \"06-30\" }",
            false,
        ),
        (
            "due_on = \"2025-10-01\"".to_owned(),
            "{ mode = \"fixed\", unit = \"fixed_date\", date = \"2025-10-01\" }",
            true,
        ),
        (
            "keep = [\"6 years of start\", \"25 years of birth\"]".to_owned(),
            "{ mode = \"retain_until\", n = 25, unit = \"years\" }",
            true,
        ),
        (
            "keep = [\"6 years of start\"]".to_owned(),
            "{ mode = \"retain_until\", n = 25, unit = \"years\" }",
            false,
        ),
        (
            "within = \"the same day\"".to_owned(),
            "{ mode = \"within\", unit = \"same_day\" }",
            true,
        ),
        (
            "within = \"as soon as practicable\"".to_owned(),
            "{ mode = \"within\", unit = \"asap\" }",
            true,
        ),
        (
            format!(
                "within = \"as soon as practicable\"\nshould_be_within = \"2 days\"\n{excluded}"
            ),
            "{ mode = \"within\", unit = \"asap\" }",
            true,
        ),
        (
            "within = \"the end of the month following\"".to_owned(),
            "{ mode = \"within\", unit = \"none\" }",
            true,
        ),
        (
            "within = \"the start of the next working day\"\ncalendar = \"open\"".to_owned(),
            "{ mode = \"within\", n = 1, unit = \"working_days\" }",
            true,
        ),
        (
            format!("{rhythm}\n{excluded}"),
            "{ mode = \"interval_max\", n = 6, unit = \"weeks\" }",
            true,
        ),
        (
            format!("{rhythm}\n{excluded}"),
            "{ mode = \"interval_max\", n = 1, unit = \"weeks\" }",
            false,
        ),
        (
            format!("{rhythm}\n{excluded}"),
            "{ mode = \"within\", n = 1, unit = \"weeks\" }",
            true,
        ),
        (
            format!("not_before = \"12 working days\"\nwithin = \"18 working days\"\n{excluded}"),
            "{ mode = \"window\", n = 12, n_max = 18, unit = \"working_days\" }",
            true,
        ),
        (
            format!("not_before = \"12 working days\"\nwithin = \"18 working days\"\n{excluded}"),
            "{ mode = \"window\", n = 12, n_max = 19, unit = \"working_days\" }",
            false,
        ),
    ] {
        let differs = differ(&timed(&time), &due(row));
        assert_eq!(differs.is_empty(), agrees, "{time}: {differs:?}");
    }
}

#[test]
fn a_clock_with_a_number_in_an_exception_only_has_no_number() {
    let clock = small::TEN_DAYS.replace(
        "within = \"10 days\"\ncounting = \"trigger day excluded\"\n",
        "",
    );
    let variants = "[[clock.c.variant]]\nwhen = \"age < 5\"\nwithin = \"5 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.variant]]\nwithin = \"as soon as practicable\"\n";
    let book = small::book(&format!("{clock}\n{variants}"));
    let asap = due("{ mode = \"within\", unit = \"asap\" }");
    assert_eq!(differ(&book, &asap), [] as [String; 0]);
    assert_eq!(differ(&book, ROW).len(), 1);
}

#[test]
fn what_the_words_of_a_catalogue_say_of_the_first_day_is_read() {
    use practice::count::Counting::{BeginningWithTriggerDay, TriggerDayExcluded};
    for (words, counting) in [
        (
            "exclude_trigger_day; count Mon-Fri",
            Some(TriggerDayExcluded),
        ),
        (
            "calendar months; corresponding date, clamp to month end",
            Some(TriggerDayExcluded),
        ),
        (
            "anniversary; 29 Feb needs a policy",
            Some(TriggerDayExcluded),
        ),
        ("day after receipt is day 1", Some(TriggerDayExcluded)),
        ("include_trigger_day", Some(BeginningWithTriggerDay)),
        (
            "Day 1 = day of issue (inclusive)",
            Some(BeginningWithTriggerDay),
        ),
        ("6th school day of exclusion", Some(BeginningWithTriggerDay)),
        ("count back from panel", None),
        ("n/a", None),
        ("", None),
    ] {
        let row = ROW.replace("exclude_trigger_day", words);
        assert_eq!(catalogue(&row).rows[0].counting, counting, "{words}");
    }
}

#[test]
fn what_is_no_catalogue_is_refused_with_its_line() {
    let refused = |text: &str| {
        Catalogue::read(text)
            .expect_err("it is refused")
            .to_string()
    };
    assert!(refused("[[duty]]\nid = 5\n").starts_with("line 2: "));
    assert!(refused("title = \"none\"\n").contains("duty"));
    let unit = refused(&ROW.replace("calendar_days", "fortnights"));
    assert_eq!(
        unit,
        "line 1: c is due in \"fortnights\", which is no unit that can be counted"
    );
    let twice = refused(&format!("{ROW}\n{ROW}"));
    assert_eq!(twice, "line 7: c stands twice; a duty has one row");
}

#[test]
fn a_measure_is_compared_as_a_clock_is() {
    let measure = "[measure.m]\ntitle = \"Done soon\"\narea = \"area\"\nowner = \"owner\"\nof = \"c\"\ncounts = \"met within\"\nwithin = \"20 days\"\ncounting = \"trigger day excluded\"\ntarget = \"80 per cent\"\n[[measure.m.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n";
    let book = small::book(&format!("{}\n{measure}", small::TEN_DAYS));
    let row = |n: u32| {
        let row = due(&format!(
            "{{ mode = \"kpi\", n = {n}, unit = \"calendar_days\" }}"
        ));
        format!("{ROW}\n{}", row.replace("\"c\"", "\"m\""))
    };
    assert!(compare(&book, &catalogue(&row(20))).holds());
    assert_eq!(
        differ(&book, &row(30)),
        ["30 days, trigger day excluded | 20 days, trigger day excluded"]
    );
    let alone = compare(&book, &catalogue(ROW));
    let [(missing, _)] = alone.missing_in_catalogue.as_slice() else {
        panic!("the measure is missing: {alone:?}")
    };
    assert_eq!(missing, "m");
}
