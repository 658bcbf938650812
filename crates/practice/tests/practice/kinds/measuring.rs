//! What is asked of many together.

use practice::book::measure::Target;
use practice::measured::{Counted, How, Measured};
use practice::{Book, example};

use crate::small::{WORDS, owed};
use crate::told::{at, imported, told};

/// A request is answered within ten days, or closed.
const CLOCK: &str = r#"
within = "10 days"
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
cite = "Local"
confirmed = "none"

[[clock.c.example]]
given = ["2026-03-02 request"]
due = 2026-03-12
why = "ten days"
"#;

/// The small book with a measure of how soon requests are answered.
fn measured(counts: &str, target: &str) -> Book {
    with_clock(CLOCK, counts, target)
}

/// The same of another clock.
fn with_clock(clock: &str, counts: &str, target: &str) -> Book {
    let measure = format!(
        "[measure.m]\ntitle = \"Answered\"\narea = \"area\"\nowner = \"owner\"\nof = \"c\"\ncounts = {counts}\ncounting = \"trigger day excluded\"\ntarget = \"{target}\"\n[[measure.m.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n"
    );
    let clock =
        format!("[clock.c]\ntitle = \"Clock\"\narea = \"area\"\nowner = \"owner\"\n{clock}");
    Book::read([
        ("small.toml", WORDS),
        ("clock.toml", &clock),
        ("measure.toml", &measure),
    ])
    .expect("the book is sound")
}

fn measure(book: &Book, lines: &[&str], day: &str) -> Measured {
    let measure = &book.measures[0];
    let mut measured = Measured::default();
    for one in owed(book, &told(book, lines)) {
        let counted = measure.counted(book, &one.duty, at(day).end());
        if let Some(counted) = counted {
            measured.count(&counted);
        }
    }
    measured
}

#[test]
fn a_share_counts_what_was_met_in_time_of_what_had_its_time() {
    let book = measured("\"met within\"\nwithin = \"5 days\"", "50 per cent");
    let lines = [
        "2026-03-02 request",
        "2026-03-03 request",
        "2026-03-04 request",
        "2026-03-05 answer request=@1",
        "2026-03-12 answer request=@2",
    ];
    let found = measure(&book, &lines, "2026-03-08");
    assert_eq!(
        (found.of, found.met),
        (1, 1),
        "two have their time before them"
    );
    let found = measure(&book, &lines, "2026-04-01");
    assert_eq!((found.of, found.met), (3, 1));
    assert_eq!(found.reaches(Target::PerCent(50)), Some(false));
    assert_eq!(found.reaches(Target::PerCent(33)), Some(true));
}

#[test]
fn an_average_counts_the_days_of_what_was_met() {
    let book = measured("\"average days\"", "no more than 6 days");
    let lines = [
        "2026-03-02 request",
        "2026-03-02 request",
        "2026-03-05 answer request=@1",
        "2026-03-11 answer request=@2",
    ];
    let found = measure(&book, &lines, "2026-04-01");
    assert_eq!((found.met, found.days), (2, 12));
    assert_eq!(found.reaches(book.measures[0].target), Some(true));
    assert_eq!(Measured::default().reaches(Target::Days(6)), None);
}

/// How each duty of a file counts.
fn counted(book: &Book, lines: &[&str], day: &str) -> Vec<Counted> {
    let duties = owed(book, &told(book, lines)).into_iter();
    let measure = &book.measures[0];
    duties
        .filter_map(|one| measure.counted(book, &one.duty, at(day).end()))
        .collect()
}

/// How the one duty of a file counts, and on what day.
fn one(book: &Book, lines: &[&str], day: &str) -> Option<(How, Option<String>)> {
    let found = counted(book, lines, day);
    assert!(found.len() < 2, "{found:?}");
    let told = |one: &Counted| (one.how, one.on.map(|on| on.to_string()));
    found.first().map(told)
}

#[test]
fn a_duty_counts_once_on_the_day_it_was_done_in_time_or_its_time_was_up() {
    let book = measured("\"met within\"\nwithin = \"5 days\"", "50 per cent");
    let on = |how: How, day: &str| Some((how, Some(day.to_owned())));
    let in_time = ["2026-03-02 request", "2026-03-05 answer request=@1"];
    let late = ["2026-03-02 request", "2026-03-09 answer request=@1"];
    assert_eq!(one(&book, &in_time, "2026-03-01"), None, "it had not begun");
    let running = Some((How::Running, None));
    assert_eq!(one(&book, &in_time, "2026-03-04"), running);
    assert_eq!(
        one(&book, &in_time, "2026-03-05"),
        on(How::InTime, "2026-03-05")
    );
    assert_eq!(one(&book, &late, "2026-03-07"), running, "its last day");
    assert_eq!(
        one(&book, &late, "2026-03-08"),
        on(How::NotDone, "2026-03-07")
    );
    // It is known to be late from the same day on which it did not count as done.
    assert_eq!(one(&book, &late, "2026-03-09"), on(How::Late, "2026-03-07"));
}

#[test]
fn what_ends_counts_only_where_its_time_was_up_before() {
    let book = measured("\"met within\"\nwithin = \"5 days\"", "50 per cent");
    let on = |how: How, day: &str| Some((how, Some(day.to_owned())));
    let ended = |day: &str| {
        let end = format!("{day} closure request=@1");
        one(&book, &["2026-03-02 request", &end], "2026-04-01")
    };
    assert_eq!(ended("2026-03-07"), on(How::Ended, "2026-03-07"));
    assert_eq!(ended("2026-03-08"), on(How::NotDone, "2026-03-07"));
    let book = measured("\"average days\"", "no more than 6 days");
    let lines = ["2026-03-02 request", "2026-03-08 closure request=@1"];
    assert_eq!(
        one(&book, &lines, "2026-04-01"),
        on(How::Ended, "2026-03-08")
    );
    assert_eq!(one(&book, &lines, "2026-03-07"), Some((How::Running, None)));
    let done = ["2026-03-02 request", "2026-03-08 answer request=@1"];
    assert_eq!(one(&book, &done, "2026-04-01"), on(How::Done, "2026-03-08"));
}

#[test]
fn a_period_has_what_counts_in_it_and_what_has_no_day_yet() {
    let book = measured("\"met within\"\nwithin = \"5 days\"", "50 per cent");
    let day = |text: &str| text.parse().expect("a day");
    let found = counted(
        &book,
        &["2026-03-02 request", "2026-03-05 answer request=@1"],
        "2026-04-01",
    );
    let is_of = |from: Option<&str>, to| found[0].is_of(from.map(day), day(to));
    assert!(is_of(None, "2026-03-05"));
    assert!(!is_of(None, "2026-03-04"));
    assert!(is_of(Some("2026-03-05"), "2026-03-05"));
    assert!(!is_of(Some("2026-03-06"), "2026-03-31"));
    let running = counted(&book, &["2026-03-02 request"], "2026-03-04");
    assert!(running[0].is_of(Some(day("2026-03-01")), day("2026-03-04")));
}

#[test]
fn what_a_measure_comes_to_is_told_in_tenths_and_of_nothing_it_is_nothing() {
    let book = measured("\"met within\"\nwithin = \"5 days\"", "50 per cent");
    let lines = [
        "2026-03-02 request",
        "2026-03-03 request",
        "2026-03-04 request",
        "2026-03-05 answer request=@1",
        "2026-03-05 answer request=@2",
    ];
    let found = measure(&book, &lines, "2026-04-01");
    let counts = book.measures[0].counts;
    assert_eq!(found.tenths(counts), Some(667), "two of three");
    assert_eq!(found.each(How::NotDone), 1);
    assert_eq!(found.reaches(Target::PerCent(66)), Some(true));
    assert_eq!(found.reaches(Target::PerCent(67)), Some(false));
    assert_eq!(Measured::default().tenths(counts), None);
    let book = measured("\"average days\"", "no more than 6 days");
    let found = measure(&book, &lines, "2026-04-01");
    let counts = book.measures[0].counts;
    assert_eq!(found.tenths(counts), Some(25), "three days and two");
    assert_eq!((found.each(How::Done), found.each(How::Running)), (2, 1));
}

#[test]
fn a_measure_shows_by_an_example_what_it_comes_to() {
    let book = measured("\"met within\"\nwithin = \"5 days\"", "50 per cent");
    let told: Vec<_> = (example::run(&book).1.iter())
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        ["measure.toml:1: m: no example takes files together; add one as [[measure.m.together]]"]
    );
}

#[test]
fn what_no_source_could_tell_is_not_counted() {
    for (counts, target, on) in [
        (
            "\"met within\"\nwithin = \"5 days\"",
            "50 per cent",
            Some("2026-03-07"),
        ),
        ("\"average days\"", "no more than 6 days", None),
    ] {
        let book = measured(counts, target);
        let facts = imported(&book, &["2026-03-02 request"]);
        let duty = &owed(&book, &facts)[0].duty;
        let measure = &book.measures[0];
        let found = measure.counted(&book, duty, at("2026-04-01").end());
        let found = found.expect("it had begun");
        assert_eq!(found.how, How::NotKnown);
        assert_eq!(found.on.map(|on| on.to_string()).as_deref(), on);
        let mut all = Measured::default();
        all.count(&found);
        assert_eq!((all.of, all.each(How::NotKnown)), (0, 1));
        // Before its time is up it has no day.
        let before = measure.counted(&book, duty, at("2026-03-04").end());
        assert_eq!(before.expect("it had begun").on, None);
    }
}

#[test]
fn what_was_done_before_it_might_be_does_not_count_as_done() {
    let clock = CLOCK.replace(
        "within = \"10 days\"",
        "not_before = \"3 days\"\nwithin = \"10 days\"",
    );
    let counted = |counts: &str, target: &str, day: &str| {
        let book = with_clock(&clock, counts, target);
        let facts = told(
            &book,
            &["2026-03-02 request", "2026-03-03 answer request=@1"],
        );
        let duty = &owed(&book, &facts)[0].duty;
        let found = book.measures[0].counted(&book, duty, at(day).end());
        found.expect("it had begun").how
    };
    let share = "\"met within\"\nwithin = \"5 days\"";
    assert_eq!(counted(share, "50 per cent", "2026-03-04"), How::Running);
    assert_eq!(counted(share, "50 per cent", "2026-03-08"), How::NotDone);
    let average = counted("\"average days\"", "no more than 6 days", "2026-03-08");
    assert_eq!(average, How::Running);
}

#[test]
fn a_right_that_lapsed_without_being_used_was_not_done_in_time() {
    let clock = CLOCK.replace("within = \"10 days\"", "lapses = \"10 days\"");
    let share = "\"met within\"\nwithin = \"5 days\"";
    let book = with_clock(&clock, share, "50 per cent");
    let found = one(&book, &["2026-03-02 request"], "2026-03-08");
    assert_eq!(found.map(|(how, _)| how), Some(How::NotDone));
}

#[test]
fn a_file_is_measured_by_itself_and_each_kind_has_a_name() {
    let book = measured("\"met within\"\nwithin = \"5 days\"", "50 per cent");
    let facts = told(&book, &["2026-03-02 request", "2026-03-03 request"]);
    let story = practice::engine::Story::new(&book, &facts);
    let as_at = at("2026-03-09").end();
    let found = book.measures[0].of_file(&book, crate::told::child(), &story, as_at);
    let hows: Vec<How> = found.iter().map(|(_, counted)| counted.how).collect();
    assert_eq!(hows, [How::NotDone, How::NotDone]);
    assert_eq!(
        How::ALL.map(How::name),
        [
            "in-time",
            "done",
            "late",
            "not-done",
            "running",
            "not-known",
            "ended"
        ]
    );
}
