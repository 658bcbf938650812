//! What is wrong in a practice book is refused with its file, its line, and a sentence
//! that says what is wrong and what would be right.
//!
//! Each test breaks a sound small book in one way.

/// One test for each thing refused: the change, the line, and the sentence.
macro_rules! refused {
    ($how:ident: $($name:ident: $old:expr => $new:expr, at $marker:expr, says $says:expr;)*) => {
        $(#[test]
        fn $name() {
            $how($old, $new, $marker, $says);
        })*
    };
}

mod authorised;
mod calendars;
mod clock;
mod counting;
mod finding;
mod keys;
mod kinds;
mod reading;
mod words;

use practice::Book;

use crate::small::WORDS;

const CLOCK: &str = r#"[clock.c]
title    = "Clock"
area     = "area"
owner    = "owner"
within   = "10 days"
counting = "trigger day excluded"

[[clock.c.starts]]
on = "request"

[clock.c.met]
by = ["answer"]
same = "request"

[[clock.c.ends]]
on = "closure"
same = "request"

[[clock.c.source]]
level = "local"
cite = "Local practice standard"
confirmed = "none"

[[clock.c.example]]
given = ["2026-03-02 request"]
due = 2026-03-12
why = "ten days"
"#;

/// Everything that is wrong in these two files, each problem as a line.
fn problems(words: &str, clock: &str) -> Vec<String> {
    match Book::read([("a/words.toml", words), ("b/clock.toml", clock)]) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.0.iter().map(ToString::to_string).collect(),
    }
}

/// One change to a text: a line that is there once, and what stands in its place.
fn changed(text: &str, old: &str, new: &str) -> String {
    assert_eq!(
        text.matches(old).count(),
        1,
        "{old:?} stands once in the book"
    );
    text.replace(old, new)
}

/// The line on which this stands, counted from 1.
fn line_of(text: &str, marker: &str) -> usize {
    let line = text.lines().position(|line| line.contains(marker));
    line.expect("the marker stands in the text") + 1
}

fn expect(found: &[String], expected: &str) {
    assert!(
        found.iter().any(|problem| problem == expected),
        "expected\n  {expected}\nfound\n  {}",
        found.join("\n  ")
    );
}

fn refuse_words(old: &str, new: &str, marker: &str, says: &str) {
    let words = changed(WORDS, old, new);
    let line = line_of(&words, marker);
    expect(
        &problems(&words, CLOCK),
        &format!("a/words.toml:{line}: {says}"),
    );
}

fn refuse_clock(old: &str, new: &str, marker: &str, says: &str) {
    let clock = changed(CLOCK, old, new);
    let line = line_of(&clock, marker);
    expect(
        &problems(WORDS, &clock),
        &format!("b/clock.toml:{line}: {says}"),
    );
}

#[test]
fn the_small_book_is_sound_before_it_is_broken() {
    assert_eq!(problems(WORDS, CLOCK), [] as [String; 0]);
}

#[test]
fn a_book_without_a_title_is_refused() {
    let book = changed(
        WORDS,
        "[book]\ntitle    = \"Small\"\nedition  = \"1\"\ncalendar = \"plain\"\n",
        "\n\n\n\n",
    );
    expect(
        &problems(&book, CLOCK),
        "a/words.toml:1: no file has a [book] with its title, edition and calendar",
    );
    let none: [(&str, &str); 0] = [];
    let refused = Book::read(none).expect_err("nothing is no book");
    assert_eq!(
        refused.to_string(),
        ":1: no file has a [book] with its title, edition and calendar"
    );
}

#[test]
fn a_second_title_is_refused() {
    let clock =
        format!("{CLOCK}\n[book]\ntitle = \"Two\"\nedition = \"1\"\ncalendar = \"plain\"\n");
    let line = line_of(&clock, "[book]");
    expect(
        &problems(WORDS, &clock),
        &format!("b/clock.toml:{line}: there is a second [book]; a book has one"),
    );
}

#[test]
fn what_stands_twice_is_refused_where_it_stands_again() {
    let again = [
        (
            "[calendar.plain]",
            "title = \"Plain\"\nsource = \"The tests\"\nweekend = []\nfrom = 2000-01-01\nuntil = 2028-12-31",
            "the calendar plain stands twice in the book",
        ),
        (
            "[codes.reply]",
            "title = \"Reply\"\nsource = \"The tests\"\ncode = { go = \"Go on\" }",
            "the list reply stands twice in the book",
        ),
        (
            "[record.visit]",
            "title = \"Visit\"\nabout = \"child\"\nsays = \"Visited.\"\nkey = []\nfield = { on = { ask = \"When?\", type = \"date\", occurred = true } }",
            "the record visit stands twice in the book",
        ),
        (
            "[source.paper]",
            "title = \"Paper\"\nperiod = \"any\"\ncite = \"The tests\"\ncarries = {}",
            "the source paper stands twice in the book",
        ),
        (
            "[state.staying]",
            "title = \"Staying\"\nbegins = { on = \"stay-began\" }\nends = { on = \"stay-ended\" }",
            "the state staying stands twice in the book",
        ),
    ];
    for (head, body, says) in again {
        let clock = format!("{CLOCK}\n{head}\n{body}\n");
        let line = line_of(&clock, head);
        expect(
            &problems(WORDS, &clock),
            &format!("b/clock.toml:{line}: {says}"),
        );
    }
    let words = format!("{WORDS}\n{CLOCK}");
    expect(
        &problems(&words, CLOCK),
        "b/clock.toml:1: the clock c stands twice in the book",
    );
}

#[test]
fn one_reading_finds_everything_in_order_of_file_and_line() {
    let words = changed(WORDS, "\"sunday\"]", "\"Sunday\"]");
    let clock = changed(CLOCK, "level = \"local\"", "level = \"custom\"");
    let clock = changed(&clock, "within   = \"10 days\"", "within   = \"ten days\"");
    let found = problems(&words, &clock);
    assert!(found.len() >= 3, "{found:?}");
    assert!(found[0].starts_with("a/words.toml:6: "), "{found:?}");
    assert!(
        found[1..]
            .iter()
            .all(|problem| problem.starts_with("b/clock.toml:")),
        "{found:?}"
    );
}
