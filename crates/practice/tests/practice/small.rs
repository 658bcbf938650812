//! A small book: requests that are answered, and stays that begin and end. Each test
//! adds the one clock that it is about.

use practice::duty::{Duty, State};
use practice::engine::{Evaluation, Owed, Story, evaluate};
use practice::{Book, Fact};

use crate::told::{at, child};

/// Everything but the clock.
pub const WORDS: &str = include_str!("small.toml");

/// What every clock must say beside what the test is about.
const ROUND: &str = r#"
[[clock.c.source]]
level = "local"
cite = "Local practice standard"
confirmed = "none"

[[clock.c.example]]
given = ["2026-03-02 request"]
none = true
why = "the tests tell their own"
"#;

/// The small book with a clock `c` whose title, area and owner are filled in.
pub fn book(clock: &str) -> Book {
    read(&format!("{clock}\n{ROUND}"))
}

/// The same, where the test says the sources and examples itself.
pub fn read(clock: &str) -> Book {
    let head = "[clock.c]\ntitle = \"Clock\"\narea = \"area\"\nowner = \"owner\"\n";
    Book::read([
        ("small.toml", WORDS),
        ("clock.toml", &format!("{head}{clock}")),
    ])
    .expect("the small book is sound")
}

/// A clock of 10 days from a request, met by its answer.
pub const TEN_DAYS: &str = r#"
within = "10 days"
counting = "trigger day excluded"
[[clock.c.starts]]
on = "request"
[clock.c.met]
by = ["answer"]
same = "request"
"#;

/// The clock of ten days with one line added to what starts it.
pub fn starting(line: &str) -> String {
    TEN_DAYS.replace("on = \"request\"", &format!("on = \"request\"\n{line}"))
}

/// What is owed, worked out from these facts.
pub fn owed<'b>(book: &'b Book, facts: &[Fact]) -> Vec<Owed<'b>> {
    evaluation(book, facts).owed
}

/// All that the book says of these facts.
pub fn evaluation<'b>(book: &'b Book, facts: &[Fact]) -> Evaluation<'b> {
    evaluate(book, child(), &Story::new(book, facts))
}

/// The only duty that these facts give.
pub fn only(book: &Book, facts: &[Fact]) -> Duty {
    let mut owed = owed(book, facts);
    assert_eq!(owed.len(), 1, "one duty is expected: {owed:#?}");
    owed.remove(0).duty
}

/// Its state at the end of a day.
pub fn state(duty: &Duty, day: &str) -> State {
    duty.state(at(day).end())
}

/// When each duty is due, in order.
pub fn dues(book: &Book, facts: &[Fact]) -> Vec<String> {
    let owed = owed(book, facts);
    owed.iter().map(|owed| shown(owed.duty.due)).collect()
}

/// A date as text; `none` where there is none.
pub fn shown(at: Option<practice::When>) -> String {
    at.map_or_else(|| "none".to_owned(), |at| at.to_string())
}
