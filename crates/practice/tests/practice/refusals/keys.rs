//! Keys that the format does not have, or that are missing.

use super::{CLOCK, WORDS, changed, line_of, problems};

/// The beginning of what is said of a key that the format does not have, or lacks.
fn refuse_shape(words: bool, old: &str, new: &str, marker: &str, says: &str) {
    let (file, text) = if words {
        ("a/words.toml", WORDS)
    } else {
        ("b/clock.toml", CLOCK)
    };
    let text = changed(text, old, new);
    let found = if words {
        problems(&text, CLOCK)
    } else {
        problems(WORDS, &text)
    };
    let expected = format!("{file}:{}: {says}", line_of(&text, marker));
    assert!(
        found.len() == 1 && found[0].starts_with(&expected),
        "expected\n  {expected}\nfound\n  {}",
        found.join("\n  ")
    );
}

#[test]
fn what_is_no_toml_is_refused_on_its_line() {
    refuse_shape(
        false,
        "area     = \"area\"",
        "area     = area",
        "area     = area",
        "",
    );
}

#[test]
fn a_key_that_the_words_of_a_book_do_not_have_is_refused_by_its_name() {
    #[rustfmt::skip]
    let cases = [
        ("edition  = \"1\"", "edition  = \"1\"\nauthor = \"x\"", "author"),
        ("title  = \"Reply\"", "title  = \"Reply\"\ncolour = 1", "colour"),
        ("go   = \"Go on\"", "go   = { says = \"Go on\", form = 2019 }", "form"),
        ("kept_in = \"the answers' own record\"", "kept_by = \"x\"", "kept_by"),
        ("reply        = { ask", "reply        = { asks = \"x\", ask", "asks"),
        ("\n[source.register.carries]", "says = \"x\"\n[source.register.carries]", "says = \"x\""),
        ("title   = \"Staying on\"", "title   = \"Staying on\"\nstarts = 1", "starts = 1"),
        ("ends    = { on = \"stay-ended\" }\nruns_on", "ends    = { on = \"stay-ended\", wen = \"x\" }\nruns_on", "wen"),
        ("name = \"Spring\"", "name = \"Spring\"\nknown = 2020-01-01", "known = 2020"),
    ];
    for (old, new, key) in cases {
        let name = key.split(' ').next().unwrap_or_default();
        refuse_shape(true, old, new, key, &format!("unknown field `{name}`"));
    }
}

#[test]
fn a_key_that_a_clock_does_not_have_is_refused_by_its_name() {
    #[rustfmt::skip]
    let cases = [
        ("area     = \"area\"", "area     = \"area\"\nwhithin = \"3 days\"", "whithin"),
        ("on = \"request\"", "on = \"request\"\nwen = \"urgent\"", "wen"),
        ("by = [\"answer\"]", "by = [\"answer\"]\nwen = \"full\"", "wen"),
        ("on = \"closure\"", "on = \"closure\"\nwen = \"x\"", "wen"),
        ("confirmed = \"none\"", "confirmed = \"none\"\nchecked = 1", "checked"),
        ("due = 2026-03-12", "dew = 2026-03-12", "dew"),
    ];
    for (old, new, key) in cases {
        refuse_shape(false, old, new, key, &format!("unknown field `{key}`"));
    }
}

#[test]
fn a_table_that_the_format_does_not_have_is_refused_by_its_name() {
    let found = problems(&format!("{WORDS}\n[clocks.d]\nx = 1\n"), CLOCK);
    assert!(found[0].contains("unknown field `clocks`"), "{found:?}");
}

#[test]
fn a_key_that_is_missing_is_refused_by_its_name() {
    let cases = [
        (
            true,
            "calendar = \"plain\"\n",
            "",
            "[book]",
            "missing field `calendar`",
        ),
        (
            true,
            "about   = \"child\"\nsays    = \"Asked: {reply}.\"",
            "says    = \"Asked: {reply}.\"",
            "[record.request]",
            "missing field `about`",
        ),
        (
            false,
            "owner    = \"owner\"\n",
            "",
            "[clock.c]",
            "missing field `owner`",
        ),
        (
            false,
            "confirmed = \"none\"\n",
            "",
            "[[clock.c.source]]",
            "missing field `confirmed`",
        ),
        (
            false,
            "why = \"ten days\"\n",
            "",
            "[[clock.c.example]]",
            "missing field `why`",
        ),
    ];
    for (words, old, new, marker, says) in cases {
        refuse_shape(words, old, new, marker, says);
    }
}

#[test]
fn a_day_that_is_a_time_or_text_is_refused() {
    refuse_shape(
        true,
        "from    = 2000-01-01",
        "from    = 2000-01-01T10:00:00",
        "2000-01-01T10",
        "a date in the form 2026-05-22 is expected",
    );
}
