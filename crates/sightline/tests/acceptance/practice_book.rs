//! The practice book from the command line: checked, shown, and asked to count.

use crate::harness::{Desk, text};

#[test]
fn the_book_and_its_examples_hold() {
    let desk = Desk::new();

    let checked = desk.sightline("practice check --format json").done().json();

    assert_eq!(checked["differ"], serde_json::json!([]));
    assert!(checked["examples_held"].as_u64() > checked["clocks"].as_u64());
    desk.sightline("practice check")
        .done()
        .saying(&["worked examples hold"]);
}

#[test]
fn an_example_that_does_not_come_out_is_named_with_its_place() {
    let desk = Desk::new();
    desk.write(
        "book/all.toml",
        BOOK.replace("due = 2026-04-08", "due = 2026-04-09"),
    );

    let ran = desk.sightline("practice check --practice book");

    ran.does_not_hold()
        .saying(&["all.toml", "2026-04-09", "2026-04-08"]);
    desk.write("book/all.toml", BOOK);
    desk.sightline("practice check --practice book").done();
}

#[test]
fn a_mistake_in_the_book_is_refused_with_file_and_line() {
    let desk = Desk::new();
    desk.write(
        "book/all.toml",
        BOOK.replace("on = \"call\"", "on = \"cal\""),
    );

    let ran = desk.sightline("practice check --practice book");

    let line = BOOK
        .lines()
        .take_while(|line| !line.contains("on = \"call\""))
        .count();
    let near = format!("all.toml:{line}");
    let ran = ran.refused().saying(&["all.toml", "cal"]);
    let exact = format!("all.toml:{}", line + 1);
    assert!(
        ran.err.contains(&near) || ran.err.contains(&exact),
        "{}",
        ran.err
    );
    desk.write("empty/notes.txt", "");
    let none = desk.sightline("practice check --practice empty");
    none.refused().saying(&["no practice book in empty"]);
}

#[test]
fn a_rule_is_shown_with_its_sources_and_examples() {
    let desk = Desk::new();

    let shown = desk.sightline("practice show icpc-15wd").done();

    shown.saying(&[
        "Initial child protection conference",
        "15 working days, trigger day excluded",
        "Working Together to Safeguard Children",
        "Good Friday and Easter Monday do not count",
        "on: strategy-discussion",
    ]);
    for what in [
        "clocks",
        "records",
        "looked-after",
        "looked-after-review",
        "category-of-need",
    ] {
        desk.sightline(&format!("practice show {what}")).done();
    }
    desk.sightline("practice show nothing")
        .refused()
        .saying(&["practice show clocks"]);
}

#[test]
fn a_due_date_is_counted_with_each_step() {
    let desk = Desk::new();
    let due = |words: &str| {
        let ran = desk.sightline(&format!("practice due {words} --format json"));
        ran.done().json()
    };
    // Friday afternoon before the Spring bank holiday: the next working day is Tuesday.
    let friday = due("referral-decision-1wd --from 2026-05-22T16:30");
    assert_eq!(text(&friday, "due"), "2026-05-26");
    // Good Friday and Easter Monday do not count.
    let easter = due("icpc-15wd --from 2026-03-26");
    assert_eq!(text(&easter, "due"), "2026-04-20");
    for key in ["clock", "from", "due", "plan_by", "steps"] {
        assert!(easter.get(key).is_some(), "{key} in {easter}");
    }
    let steps = easter["steps"].to_string();
    assert!(
        steps.contains("Good Friday") && steps.contains("Easter Monday"),
        "{steps}"
    );
    // Due on a Saturday: planned by the Friday.
    let second = due("cla-review-second --from 2025-11-15");
    assert_eq!(
        (text(&second, "due"), text(&second, "plan_by")),
        ("2026-02-15", "2026-02-13")
    );
    let words = desk
        .sightline("practice due icpc-15wd --from 2026-03-26")
        .done();
    words.saying(&["2026-04-06 is not counted: Easter Monday", "due 2026-04-20"]);
}

#[test]
fn what_cannot_be_counted_says_why() {
    let desk = Desk::new();
    let refused = |words: &str, saying: &[&str]| {
        desk.sightline(&format!("practice due {words}"))
            .refused()
            .saying(saying);
    };
    refused(
        "nothing --from 2026-03-26",
        &["nothing is no clock", "practice show clocks"],
    );
    refused("icpc-15wd --from 2026-02-30", &["2026-02-30"]);
    refused("icpc-15wd --from 9999-12-31", &["9999-12-31"]);
    refused("icpc-15wd", &["--from"]);
}

/// A book of one rule.
const BOOK: &str = r#"
[book]
title    = "One rule"
edition  = "2026-11"
calendar = "here"

[calendar.here]
title  = "Bank holidays"
source = "Made up"
weekend = ["saturday", "sunday"]
from   = 2026-01-01
until  = 2026-12-31

[[calendar.here.holiday]]
on = 2026-04-03
name = "Good Friday"

[[calendar.here.holiday]]
on = 2026-04-06
name = "Easter Monday"

[record.call]
title  = "A call"
about  = "child"
says   = "Somebody called."
source = "Made up"
key    = ["called_on"]

[record.call.field]
called_on = { ask = "When?", type = "date", required = true, occurred = true }

[record.answer]
title  = "An answer"
about  = "child"
says   = "The call was answered."
source = "Made up"
key    = ["answered_on"]

[record.answer.field]
answered_on = { ask = "When?", type = "date", required = true, occurred = true }

[clock.answer-2wd]
title    = "Call answered"
area     = "front-door"
owner    = "team manager"
climbs   = ["service manager"]
within   = "2 working days"
counting = "trigger day excluded"

[[clock.answer-2wd.starts]]
on = "call"

[clock.answer-2wd.met]
by = ["answer"]

[[clock.answer-2wd.source]]
level     = "local"
cite      = "Made up"
confirmed = "primary"

[[clock.answer-2wd.example]]
given = ["2026-04-02 call"]
due = 2026-04-08
why = "Good Friday and Easter Monday do not count"
"#;
