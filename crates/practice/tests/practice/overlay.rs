//! An authority's own practice is laid over the book: each difference has its own source, and
//! the law cannot be changed in silence.

use practice::{Book, example};

use crate::small::{WORDS, dues, owed};
use crate::told::told;

/// A duty of law: an answer within ten working days.
const LAW: &str = r#"
[clock.c]
title    = "Answer"
area     = "area"
owner    = "worker"
within   = "10 working days"
counting = "trigger day excluded"
[[clock.c.starts]]
on = "request"
[clock.c.met]
by = ["answer"]
same = "request"
[[clock.c.source]]
level = "regulation"
cite = "The Answers Regulations, regulation 3"
confirmed = "primary"
[[clock.c.example]]
given = ["2026-03-02 request"]
due = 2026-03-16
why = "ten working days"
"#;

const LOCAL: &str = "[local]\ntitle = \"Anytown\"\nedition = \"2026-05\"\n";

const SOONER: &str = r#"
[change.c]
within  = "5 working days"
owner   = "duty worker"
climbs  = ["team manager"]
source  = { cite = "Local procedures 4.2, agreed 3 May 2026" }
[[change.c.example]]
given = ["2026-03-02 request"]
due = 2026-03-09
why = "five working days, as agreed"
"#;

fn lay(overlay: &str) -> Result<Book, Vec<String>> {
    let overlay = format!("{LOCAL}{overlay}");
    let book = [("words.toml", WORDS), ("law.toml", LAW)];
    Book::read_under(book, [("own.toml", overlay.as_str())])
        .map_err(|problems| problems.0.iter().map(ToString::to_string).collect())
}

/// It is refused at the line of the overlay where this stands, saying this.
fn refused(overlay: &str, marker: &str, says: &str) {
    let whole = format!("{LOCAL}{overlay}");
    let line = whole.lines().position(|line| line.contains(marker));
    let place = format!("own.toml:{}: ", line.expect("the marker stands there") + 1);
    let problems = lay(overlay).expect_err("it is refused");
    assert!(
        problems
            .iter()
            .any(|told| told.starts_with(&place) && told.contains(says)),
        "{place}…{says}…\n{problems:#?}"
    );
}

#[test]
fn an_authority_s_own_time_is_counted_and_its_decision_is_shown_beside_the_law() {
    // Given a change of a clock, agreed locally
    let book = lay(SOONER).expect("it is sound");
    // When a request comes in
    let facts = told(&book, &["2026-03-02 request"]);
    // Then the answer is due by the authority's own time, and both sources are shown
    assert_eq!(dues(&book, &facts), ["2026-03-09"]);
    let story = practice::engine::Story::new(&book, &facts);
    let why = owed(&book, &facts).remove(0).explain(&book, &story);
    let cites: Vec<_> = why
        .sources
        .iter()
        .map(|source| source.cite.as_str())
        .collect();
    assert_eq!(
        cites,
        [
            "Local procedures 4.2, agreed 3 May 2026",
            "The Answers Regulations, regulation 3"
        ]
    );
    assert_eq!((why.owner.as_str(), why.climbs.len()), ("duty worker", 1));
    assert_eq!(example::run(&book), (1, Vec::new()));
    assert_eq!(book.title, "Small, with Anytown");
}

#[test]
fn two_books_that_differ_in_their_own_practice_alone_have_another_hash() {
    let one = lay(SOONER).expect("it is sound");
    let other = lay(&SOONER.replace("5 working", "6 working")).expect("it is sound");
    assert_ne!(one.hash, other.hash);
    assert_ne!(one.mark(), other.mark());
}

#[test]
fn an_example_of_the_law_that_no_longer_holds_is_to_be_given_anew() {
    let without = SOONER.split("[[change.c.example]]").next().expect("text");
    let book = lay(without).expect("it is read");

    let (_, differ) = example::run(&book);

    let told = differ
        .first()
        .expect("the law's example differs")
        .to_string();
    assert!(told.starts_with("law.toml:"), "{told}");
    assert!(
        told.contains("[[change.c.example]]") && told.contains("own.toml:5"),
        "{told}"
    );
}

#[test]
fn closure_days_do_not_count_and_are_told_apart_from_those_of_the_law() {
    let closed = "[closures.plain]\nsource = \"Cabinet, 12 January 2026\"\n[closures.plain.days]\n2026-03-10 = \"Offices closed\"\n";
    let book = lay(closed).expect("it is sound");
    let facts = told(&book, &["2026-03-02 request"]);

    let story = practice::engine::Story::new(&book, &facts);
    let why = owed(&book, &facts).remove(0).explain(&book, &story);

    assert_eq!(dues(&book, &facts), ["2026-03-17"]);
    let own = why.count.expect("a count").not_statutory;
    assert_eq!(own.len(), 1, "{own:?}");
    // The law's worked examples are counted on the law's days.
    assert_eq!(practice::example::run(&book), (1, Vec::new()));
    // A calendar that is made of this one keeps its own days.
    let terms = book.calendar("terms").expect("it is there");
    assert!(terms.is_working("2026-03-10".parse().expect("a day")));
}

#[test]
fn what_is_taken_away_is_still_shown_and_does_not_run() {
    let away = "[change.c]\ntaken_away = \"Answered by another body since April\"\nsource = { cite = \"Agreement of 1 April 2026\" }\n";
    let book = lay(away).expect("it is sound");

    let facts = told(&book, &["2026-03-02 request"]);

    assert!(owed(&book, &facts).is_empty());
    assert!(book.clock("c").is_some());
    assert_eq!(example::run(&book).1, Vec::new());
}

#[test]
fn less_than_the_law_asks_has_to_be_said() {
    let later = SOONER
        .replace("5 working", "15 working")
        .replace("03-09", "03-23");
    refused(&later, "[change.c]", "say in `departs` why less is done");
    let calendar_days = SOONER
        .replace("5 working days", "3 weeks")
        .replace("03-09", "03-23");
    refused(
        &calendar_days,
        "[change.c]",
        "say in `departs` why less is done",
    );

    let said = later.replace(
        "owner ",
        "departs = \"Director's decision of 2 May\"\nowner ",
    );

    let book = lay(&said).expect("it is sound");
    assert_eq!(example::run(&book).1, Vec::new());
    let needless = SOONER.replace("owner ", "departs = \"for no reason\"\nowner ");
    refused(&needless, "[change.c]", "no less is done");
}

#[test]
fn sooner_in_another_unit_needs_no_excuse() {
    for within in [
        "24 hours",
        "10 days",
        "1 week",
        "the start of the next working day",
    ] {
        let calendar = if within.starts_with("the start") {
            "calendar = \"open\"\n"
        } else {
            ""
        };
        let change = format!(
            "[change.c]\n{calendar}within = \"{within}\"\nsource = {{ cite = \"Agreed\" }}\n"
        );
        assert!(lay(&change).is_ok(), "{within}: {:?}", lay(&change).err());
    }
}

#[test]
fn what_the_law_says_cannot_be_changed() {
    for key in [
        "met = { by = [\"visit\"] }",
        "title = \"Other\"",
        "starts = []",
        "ends = []",
    ] {
        let name = key.split(' ').next().expect("a key");
        let change = format!("[change.c]\n{key}\nsource = {{ cite = \"Agreed\" }}\n");
        refused(
            &change,
            "[change.c]",
            &format!("`{name}` of c is the book's"),
        );
    }
    refused(
        "[change.c]\nowner = \"x\"\nsource = { level = \"regulation\", cite = \"Ours\" }\n",
        "[change.c]",
        "is of the level local",
    );
    refused("[change.c]\nowner = \"x\"\n", "[change.c]", "has no source");
    refused(
        "[change.d]\nowner = \"x\"\nsource = { cite = \"Agreed\" }\n",
        "[change.d]",
        "d is no clock of the book",
    );
    refused(
        &LAW.replace("regulation\"", "local\""),
        "[clock.c]",
        "change it with [change.c]",
    );
    refused(
        "[codes.reply]\ntitle = \"R\"\nsource = \"S\"\n[codes.reply.code]\nx = \"X\"\n",
        "[codes.reply]",
        "add to it with [more-codes.reply]",
    );
    refused(
        "[calendar.plain]\ntitle = \"P\"\nsource = \"S\"\nof = \"terms\"\n",
        "[calendar.plain]",
        "fixed by law",
    );
}

#[test]
fn a_mistake_in_a_change_is_told_at_its_own_line() {
    let wrong = SOONER.replace("within  = \"5 working days\"", "within  = \"5 fine days\"");
    refused(&wrong, "[change.c]", "5 fine days");
    let variants = "[change.c]\nsource = { cite = \"Agreed\" }\ncounting = \"trigger day excluded\"\n[[change.c.variant]]\nwhen = \"nosuch == 1\"\nwithin = \"1 day\"\n[[change.c.variant]]\nwithin = \"2 days\"\n";
    refused(variants, "nosuch", "nosuch");
    refused("[change.c]\nownr = \"x\"\n", "ownr", "ownr");
    refused(
        "[change.c]\nsource = { cite = \"A\" }\n[[change.c.start]]\nnumber = 2\nwithin = \"1 day\"\n",
        "[[change.c.start]]",
        "there is no number 2",
    );
    refused(
        "[closures.plain]\nsource = \"\"\n[closures.plain.days]\n2026-03-10 = \"Closed\"\n",
        "[closures.plain]",
        "needs a source of its own",
    );
    refused(
        "[closures.plain]\nsource = \"S\"\n[closures.plain.days]\n2026-05-25 = \"Closed\"\n",
        "[closures.plain]",
        "is a holiday of plain already",
    );
}

#[test]
fn an_authority_adds_clocks_and_codes_of_its_own() {
    let added = LAW
        .replace("clock.c", "clock.own")
        .replace("regulation\"", "local\"")
        + "[more-codes.reply]\nsource = \"Agreed\"\ncode = { later = \"Later\" }\n";
    let book = lay(&added).expect("it is sound");
    assert_eq!(book.clocks.len(), 2);
    assert_eq!(book.words("reply", "later"), "Later");
    assert_eq!(book.added.len(), 1);
    let unfounded = LAW.replace("clock.c", "clock.own");
    refused(&unfounded, "[clock.own]", "needs a source of its own");
}

#[test]
fn what_belongs_to_an_overlay_is_no_part_of_a_book() {
    let law = format!("{LAW}{SOONER}");
    let problems = Book::read([("words.toml", WORDS), ("law.toml", law.as_str())]);
    let told = problems.expect_err("it is refused").to_string();
    assert!(told.contains("--overlay DIR"), "{told}");
}

#[test]
fn every_difference_from_the_law_is_told_with_what_decided_it() {
    // Given a change, a closure day, a code and a clock of the authority's own
    let own = LAW
        .replace("clock.c", "clock.own")
        .replace("regulation\"", "local\"");
    let rest = "[closures.plain]\nsource = \"Cabinet\"\n[closures.plain.days]\n2026-12-29 = \"Closed\"\n[more-codes.reply]\nsource = \"Forms board\"\ncode = { later = \"Later\" }\n";
    let book = lay(&format!("{SOONER}{own}{rest}")).expect("it is sound");
    let law = Book::read([("words.toml", WORDS), ("law.toml", LAW)]).expect("it is sound");
    // When the two are laid side by side
    let found = practice::diff::diff(&law, &book);
    // Then each part is told from what to what, with its source, and nothing else is
    let told: Vec<_> = (found.iter())
        .map(|one| {
            let part = one.part.as_deref().unwrap_or("all");
            format!("{} {} {part} [{}]", one.what, one.id, one.source.join("; "))
        })
        .collect();
    let change = "Local procedures 4.2, agreed 3 May 2026";
    assert_eq!(
        told,
        [
            format!("clock c owner [{change}]"),
            format!("clock c climbs to [{change}]"),
            format!("clock c time [{change}]"),
            "clock own all [The Answers Regulations, regulation 3]".to_owned(),
            "codes reply later [Forms board]".to_owned(),
            "calendar plain 2026-12-29 [Cabinet]".to_owned(),
        ]
    );
    let time = found.iter().find(|one| one.part.as_deref() == Some("time"));
    let time = time.expect("the time differs");
    assert!(
        time.from
            .as_ref()
            .is_some_and(|from| from.contains("10 working days"))
    );
    assert!(
        time.to
            .as_ref()
            .is_some_and(|to| to.contains("5 working days"))
    );
}

#[test]
fn an_authority_may_ask_once_for_what_the_law_asks_for_again_and_again() {
    // Given a rhythm that a bare date is the last round of
    let law = LAW
        .replace(
            "within   = \"10 working days\"",
            "from = \"last met\"\nevery = [{ within = \"10 working days\", of = \"start\" }, { within = \"20 working days\", of = \"last met\" }]",
        );
    let overlay = format!(
        "{LOCAL}{}",
        SOONER.replace(
            "owner ",
            "departs = \"Agreed with the inspectorate\"\nowner "
        )
    );
    // When the authority's own practice is a single time
    let book = Book::read_under(
        [("words.toml", WORDS), ("law.toml", law.as_str())],
        [("own.toml", overlay.as_str())],
    );
    // Then it is laid over it, and a bare date is the start again
    let book = book.unwrap_or_else(|problems| panic!("it is sound: {problems:?}"));
    assert!(!book.clock("c").expect("the clock").from_last_met);
    let facts = told(&book, &["2026-03-02 request"]);
    assert_eq!(dues(&book, &facts), ["2026-03-09"]);
}

#[test]
fn an_authority_s_own_word_for_a_code_leaves_the_code_and_what_it_means() {
    let england = Book::england().expect("the book");
    let lay = |text: &str| {
        let own = format!("{LOCAL}{text}");
        let england = practice::book::ENGLAND.iter().copied();
        Book::read_under(england, [("own.toml", own.as_str())])
    };
    let labels = |rows: &str| {
        format!("[labels.risk-level]\nsource = \"Forms board\"\n[labels.risk-level.code]\n{rows}\n")
    };

    let book = lay(&labels("high = \"Red\"")).expect("it is sound");

    let code = &book.codes["risk-level"].codes["high"];
    assert_eq!(
        (code.says.as_str(), code.means.as_deref()),
        ("Red", Some("High"))
    );
    let differences = practice::diff::diff(&england, &book);
    assert_eq!(differences.len(), 1, "{differences:?}");
    assert_eq!(differences[0].source, ["Forms board"]);
    // No code is made by it, none is called as another is, and none is called nothing.
    for (rows, says) in [
        ("huge = \"Huge\"", "has no code huge"),
        ("high = \"Low\"", "is called \"Low\" already"),
        ("high = \" \"", "says nothing"),
    ] {
        let problems = lay(&labels(rows)).expect_err("it is refused").to_string();
        assert!(problems.contains(says), "{problems}");
        assert!(problems.starts_with("own.toml:"), "{problems}");
    }
}

#[test]
fn the_file_of_labels_is_made_anew_with_each_and_gone_with_the_last() {
    use practice::book::label::{Relabel, relabelled};
    let one = |code, label| Relabel {
        list: "risk-level",
        code,
        label,
        source: "Forms \"board\"",
    };
    let first = relabelled(None, &one("high", Some("Red \\ \"alert\""))).expect("made");
    let both = relabelled(first.as_deref(), &one("low", Some("Green"))).expect("made");
    let text = both.expect("a file");
    let own = format!("{LOCAL}{text}");
    let england = practice::book::ENGLAND.iter().copied();
    let book = Book::read_under(england, [("own.toml", own.as_str())]).expect("it is sound");
    assert_eq!(
        book.codes["risk-level"].codes["high"].says,
        "Red \\ \"alert\""
    );
    assert_eq!(book.codes["risk-level"].codes["low"].says, "Green");

    let without = relabelled(Some(&text), &one("high", None)).expect("made");
    let none = relabelled(without.as_deref(), &one("low", None)).expect("made");
    assert_eq!(none, None);
    assert!(relabelled(Some(SOONER), &one("high", None)).is_err());
}
