//! The book of England, and how it stands to the shared table of timescales.

use practice::Book;
use practice::book::{Clock, Start, Trigger, Within};
use practice::count::{Counting, Unit};
use practice::example;

use crate::told::timescales;

fn england() -> Book {
    Book::england().expect("the book of England is sound")
}

#[test]
fn every_worked_example_holds_and_every_way_of_starting_a_clock_is_exercised() {
    let book = england();
    let (held, differs) = example::run(&book);
    let said: Vec<_> = differs.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    let written: usize = book.clocks.iter().map(|clock| clock.examples.len()).sum();
    assert_eq!(held, written);
    assert!(held >= book.clocks.len(), "each clock has an example");
}

#[test]
fn every_example_asks_for_something() {
    for clock in &england().clocks {
        for example in &clock.examples {
            let asks = example.none || example.due.is_some() || example.state.is_some();
            assert!(asks, "{}:{}: asks for nothing", clock.place.0, example.line);
        }
    }
}

#[test]
fn an_example_that_is_changed_no_longer_holds() {
    // Given the book, with the day of one worked example moved by one
    let changed: Vec<_> = practice::book::ENGLAND
        .iter()
        .map(|(file, text)| (*file, text.replace("due = 2022-06-14", "due = 2022-06-15")))
        .collect();
    let book = Book::read(changed.iter().map(|(file, text)| (*file, text.as_str())))
        .expect("it is still a book");
    // When its examples are run
    let (_, differs) = example::run(&book);
    // Then that one is found, with its file and what came out
    let [found] = differs.as_slice() else {
        panic!("one example is expected to differ: {differs:?}")
    };
    assert_eq!(found.clock, "icpc-15wd");
    assert_eq!(found.file, "assessment/timely-enquiry.toml");
    assert_eq!(found.what, "expected due 2022-06-15, found 2022-06-14");
}

#[test]
fn a_book_keeps_its_mark_and_another_text_has_another() {
    let book = england();
    assert_eq!(book.mark(), england().mark());
    let edited: Vec<_> = practice::book::ENGLAND
        .iter()
        .map(|(file, text)| (*file, text.replace("\"England\"", "\"Elsewhere\"")))
        .collect();
    let edited = Book::read(edited.iter().map(|(file, text)| (*file, text.as_str())))
        .expect("it is still a book");
    assert_ne!(book.mark(), edited.mark());
}

/// The rows of the shared table that the book's clocks take up.
fn rows(book: &Book, table: &toml::Table) -> Vec<(Clock, toml::Value)> {
    let duties = table["duty"].as_array().expect("a list of duties");
    let row = |clock: &Clock| {
        let row = duties
            .iter()
            .find(|row| row["id"].as_str() == Some(&clock.id));
        (clock.clone(), row.expect("each clock has a row").clone())
    };
    book.clocks.iter().map(row).collect()
}

fn text<'a>(row: &'a toml::Value, key: &str) -> &'a str {
    row.get(key)
        .and_then(toml::Value::as_str)
        .unwrap_or_default()
}

/// How far a text was checked, from not at all to the text of the law itself.
fn rank(confirmed: &str) -> usize {
    ["none", "partial", "secondary", "primary"]
        .iter()
        .position(|word| *word == confirmed)
        .expect("a word for how far it was checked")
}

#[test]
fn a_rule_that_nobody_could_check_says_so() {
    let (book, Some(table)) = (england(), timescales()) else {
        return;
    };
    let mut unchecked = 0;
    for (clock, row) in rows(&book, &table) {
        let confirmed = text(&row, "confirmation");
        unchecked += usize::from(confirmed == "none");
        for source in &clock.sources {
            assert!(
                rank(&source.confirmed) <= rank(confirmed),
                "{}: the book says {}, and the table no more than {confirmed}",
                clock.id,
                source.confirmed
            );
        }
    }
    assert!(
        unchecked > 0,
        "some rules of the table could not be checked"
    );
}

#[test]
fn a_rule_binds_as_strongly_as_the_table_says() {
    let (book, Some(table)) = (england(), timescales()) else {
        return;
    };
    for (clock, row) in rows(&book, &table) {
        let level = match text(&row, "level") {
            "nms" => "standard",
            "statutory_guidance" => "guidance",
            "data_return" => "data-return",
            other => other,
        };
        let agrees = clock.sources.iter().any(|source| source.level == level);
        // A correction may be to the level itself: then the book must not keep the old one.
        let corrected = text(&row, "correction").starts_with("LEVEL");
        assert_eq!(agrees, !corrected, "{}: {level}", clock.id);
    }
}

/// Where the book counts otherwise than the table, and no correction says so.
const OTHERWISE: &[(&str, &str)] = &[(
    "cl-transition-18",
    "three months before the 18th birthday is nine months after the 17th",
)];

fn periods(clock: &Clock) -> Vec<Within> {
    clock.periods()
}

#[test]
fn a_rule_counts_what_the_table_counts() {
    let (book, Some(table)) = (england(), timescales()) else {
        return;
    };
    for (clock, row) in rows(&book, &table) {
        let due = &row["due"];
        let unit = match text(due, "unit") {
            "hours" => Unit::Hours,
            "days" => Unit::Days,
            "working_days" => Unit::WorkingDays,
            "weeks" => Unit::Weeks,
            "months" => Unit::Months,
            "years" => Unit::Years,
            other => panic!("{}: {other:?} is no unit", clock.id),
        };
        let agrees = periods(&clock).iter().any(|within| {
            Some(i64::from(within.period.n)) == due["n"].as_integer() && within.period.unit == unit
        });
        let otherwise = OTHERWISE.iter().any(|(id, _)| *id == clock.id);
        let corrected = !text(&row, "correction").is_empty();
        assert!(agrees || otherwise || corrected, "{}: {due}", clock.id);
        assert!(!(agrees && otherwise), "{} need not be listed", clock.id);
    }
}

#[test]
fn a_rule_leaves_out_the_trigger_day_unless_the_table_says_beginning_with() {
    let (book, Some(table)) = (england(), timescales()) else {
        return;
    };
    let (mut left_out, mut beginning) = (0, 0);
    for (clock, row) in rows(&book, &table) {
        let counting = text(&row, "counting");
        // Of a return, that which is asked once for each year is asked of that year.
        let yearly = |start: &&Start| matches!(start.trigger, Trigger::Yearly(..));
        let years: Vec<_> = clock
            .starts
            .iter()
            .filter(yearly)
            .filter_map(Start::within)
            .collect();
        let mut periods = periods(&clock);
        periods.retain(|within| !years.contains(within));
        let all = |way: Counting| {
            let counted = periods.iter().filter(|within| within.period.n > 0);
            counted
                .map(|within| within.counting)
                .all(|other| other == way)
        };
        if counting.contains("beginning with") {
            assert!(all(Counting::BeginningWithTriggerDay), "{}", clock.id);
            beginning += 1;
        } else {
            assert!(all(Counting::TriggerDayExcluded), "{}", clock.id);
            left_out += 1;
        }
    }
    assert!(beginning > 0 && left_out > 0);
}

#[test]
fn the_calendar_has_the_bank_holidays_of_the_table_and_no_others_in_its_years() {
    let (book, Some(table)) = (england(), timescales()) else {
        return;
    };
    let calendar = book.calendar("england-and-wales").expect("the calendar");
    let listed: std::collections::BTreeSet<jiff::civil::Date> = table["bank_holiday"]
        .as_array()
        .expect("a list of holidays")
        .iter()
        .map(|row| row["date"].to_string().parse().expect("a day"))
        .collect();
    let (first, last) = (
        *listed.first().expect("the first"),
        *listed.last().expect("the last"),
    );
    let mut day = first;
    while day <= last && calendar.knows(day) {
        assert_eq!(
            calendar.holiday(day).is_some(),
            listed.contains(&day),
            "{day}"
        );
        day = day.tomorrow().expect("a next day");
    }
    assert!(
        day > jiff::civil::date(2026, 12, 31),
        "it was compared as far as {day}"
    );
}
