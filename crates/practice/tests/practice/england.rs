//! The book of England, and how it stands to the shared table of timescales.

use practice::Book;
use practice::book::Clock;
use practice::book::measure::Of;
use practice::catalogue::{Asked, Catalogue, compare};
use practice::example;

use crate::told::{timescales, timescales_text};

fn england() -> Book {
    Book::england().expect("the book of England is sound")
}

#[test]
fn every_worked_example_holds_and_every_way_of_starting_a_clock_is_exercised() {
    let book = england();
    let (held, differs) = example::run(&book);
    let said: Vec<_> = differs.iter().map(ToString::to_string).collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
    let measured = book.measures.iter().map(|measure| {
        let own = match &measure.of {
            Of::Own(clock) => clock.examples.len(),
            Of::Clock(_) => 0,
        };
        own + measure.together.len()
    });
    let clocked = book.clocks.iter().map(|clock| clock.examples.len());
    let written: usize = clocked.chain(measured).sum();
    assert_eq!(held, written);
    assert!(held >= book.clocks.len(), "each clock has an example");
}

#[test]
fn every_example_asks_for_something() {
    for clock in &england().clocks {
        for example in &clock.examples {
            let asks = example.none
                || example.due.is_some()
                || example.earliest.is_some()
                || example.state.is_some();
            assert!(asks, "{}:{}: asks for nothing", clock.place.0, example.line);
        }
    }
}

#[test]
fn whoever_owes_a_duty_is_named_and_so_is_who_hears_of_it_next() {
    for clock in &england().clocks {
        assert!(!clock.owner.trim().is_empty(), "{}: no owner", clock.id);
        assert!(!clock.climbs.is_empty(), "{}: no ladder", clock.id);
        assert!(!clock.sources.is_empty(), "{}: no source", clock.id);
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
    let clocks = book.clocks.iter();
    clocks.filter(|clock| !clock.everyday).map(row).collect()
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
            "case_law" => "case-law",
            "court_rule" => "court-rule",
            other => other,
        };
        let agrees = clock.sources.iter().any(|source| source.level == level);
        // A correction may be to the level itself.
        let corrected = text(&row, "correction").contains("LEVEL");
        let otherwise = OTHERWISE.iter().any(|(id, _)| *id == clock.id);
        assert!(agrees || corrected || otherwise, "{}: {level}", clock.id);
        assert!(!(agrees && otherwise), "{} need not be listed", clock.id);
    }
}

/// Where a rule binds otherwise than the table says, and no correction says so.
const OTHERWISE: &[(&str, &str)] = &[(
    "cla-death-notify",
    "the duty stands in the Act itself: Children Act 1989, schedule 2, paragraph 20",
)];

#[test]
fn every_duty_of_the_table_is_in_the_book_with_its_number_unit_and_counting() {
    let (book, Some(text)) = (england(), timescales_text()) else {
        return;
    };
    let catalogue = Catalogue::read(&text).expect("a catalogue");

    let compared = compare(&book, &catalogue);

    assert!(compared.holds(), "{compared:#?}");
    assert_eq!((compared.rows, compared.agree), (306, 306));
}

#[test]
fn a_number_that_is_changed_in_the_table_is_found() {
    let (book, Some(text)) = (england(), timescales_text()) else {
        return;
    };
    let mut catalogue = Catalogue::read(&text).expect("a catalogue");
    let mut changed = 0;
    for row in &mut catalogue.rows {
        if let Asked::Period(period, _) = &mut row.asked {
            period.n += 1;
            changed += 1;
        }
    }

    let compared = compare(&book, &catalogue);

    // The book's number of a row that is corrected may be the one it was changed to.
    let found = compared.differ.len();
    assert!(found + 5 >= changed, "{found} of {changed} are found");
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
