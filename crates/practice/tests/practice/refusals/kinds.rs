//! Kinds of clock that say what cannot be.

use super::{CLOCK, WORDS, changed, expect, line_of, problems, refuse_clock, refuse_words};

refused! { refuse_clock:
    two_kinds_of_time_at_once_are_refused:
        "counting = " => "lapses = \"12 days\"\ncounting = ", at "[clock.c]",
        says "a time is said in one way: leave out `within` or `lapses`";
    an_aim_beside_a_due_date_is_refused:
        "counting = " => "should_be_within = \"2 days\"\ncounting = ", at "[clock.c]",
        says "`should_be_within` is an aim for what has no due date; it does nothing here";
    an_earliest_day_beside_what_has_none_is_refused:
        "within   = \"10 days\"" => "lapses = \"10 days\"\nnot_before = \"2 days\"", at "[clock.c]",
        says "`not_before` stands alone, or beside `within` or `before`";
    a_window_without_a_limit_is_refused:
        "counting = " => "in_any = \"12 days\"\ncounting = ", at "[clock.c]",
        says "`in_any` belongs to a `limit`; it does nothing here";
    a_way_of_counting_where_nothing_is_counted_is_refused:
        "within   = \"10 days\"" => "within   = \"at once\"", at "[clock.c]",
        says "`counting` does nothing here: no period is counted; leave it out";
    a_limit_without_its_window_is_refused:
        "within   = \"10 days\"" => "limit = \"10 days\"", at "[clock.c]",
        says "a `limit` needs `in_any`: the length of the window, such as \"12 months\"";
    a_limit_in_months_is_refused:
        "within   = \"10 days\"" => "limit = \"3 weeks\"\nin_any = \"60 days\"", at "[clock.c]",
        says "a limit over a window is in days or hours, and \"3 weeks\" is not";
    a_window_in_working_days_is_refused:
        "within   = \"10 days\"" => "limit = \"3 days\"\nin_any = \"60 working days\"", at "[clock.c]",
        says "\"60 working days\" is no window: write days, weeks, months or years";
    a_limit_on_what_is_no_state_is_refused:
        "within   = \"10 days\"" => "limit = \"3 days\"\nin_any = \"60 days\"", at "[[clock.c.starts]]",
        says "this kind of time is kept while a state lasts; start it `with` the state";
    keeping_for_no_time_is_refused:
        "within   = \"10 days\"" => "keep = [\"6 years\"]", at "[clock.c]",
        says "\"6 years\" does not say how long to keep: write \"6 years of start\", \"25 years of birth\" or \"to\" and a date field";
    keeping_to_what_is_no_date_is_refused:
        "within   = \"10 days\"\ncounting = \"trigger day excluded\"" => "keep = [\"to note\"]", at "[[clock.c.starts]]",
        says "request.note is no date that could be counted from";
    a_hold_on_what_is_not_kept_is_refused:
        "counting = " => "held_while = \"staying\"\ncounting = ", at "[clock.c]",
        says "`held_while` belongs to `keep`; it does nothing here";
    a_day_that_is_none_is_refused:
        "within   = \"10 days\"" => "due_on = \"31 July\"", at "[clock.c]",
        says "\"31 July\" is no day: write 07-31 for each year, or 2025-10-01 for one day";
    a_span_that_is_none_is_refused:
        "within   = \"10 days\"" => "once_in_each = \"week\"", at "[clock.c]",
        says "\"week\" is no span of the calendar: calendar month, calendar quarter, calendar year or term is expected";
    a_count_back_by_what_does_not_go_back_is_refused:
        "within   = \"10 days\"" => "before = \"the end of the month\"", at "[clock.c]",
        says "\"the end of the month\" cannot be counted back from an event; write days, hours, weeks, months or years";
    what_must_hold_and_asks_for_no_state_is_refused:
        "within   = \"10 days\"" => "holds = \"age > 3\"", at "[clock.c]",
        says "`age > 3` asks for no state, so nothing in the record could change it";
    what_must_hold_and_is_met_by_a_record_is_refused:
        "within   = \"10 days\"" => "holds = \"staying\"", at "[clock.c]",
        says "c is met when its condition holds again; leave out what meets it";
    a_pause_in_no_state_is_refused:
        "[clock.c.met]" => "[[clock.c.pauses]]\nwhile = \"waiting\"\n[clock.c.met]", at "[[clock.c.pauses]]",
        says "\"waiting\" is no state of this book";
    an_extension_in_no_way_is_refused:
        "[clock.c.met]" => "[[clock.c.extends]]\non = \"visit\"\n[clock.c.met]", at "[[clock.c.extends]]",
        says "an extension has one of `within`, `by` and `to`";
    an_extension_by_a_link_that_is_not_there_is_refused:
        "[clock.c.met]" => "[[clock.c.extends]]\non = \"visit\"\nsame = \"request\"\nby = \"5 days\"\n[clock.c.met]", at "[[clock.c.extends]]",
        says "visit has no link \"request\"";
    a_pause_of_what_has_no_date_is_refused:
        "within   = \"10 days\"\ncounting = \"trigger day excluded\"" => "within = \"at once\"\npauses = [{ while = \"staying\" }]", at "[clock.c]",
        says "`pauses` and `extends` move a due date, and this clock has none";
    one_for_a_link_that_is_not_there_is_refused:
        "on = \"request\"" => "on = \"request\"\none_for = \"reply\"", at "[[clock.c.starts]]",
        says "request has no link \"reply\"";
    a_number_of_times_that_is_none_is_refused:
        "on = \"request\"" => "on = \"request\"\nreaches = \"1 times\"\nin_any = \"30 days\"", at "[[clock.c.starts]]",
        says "\"1 times\" is no number of times from 2 on";
    a_number_of_times_in_no_window_is_refused:
        "on = \"request\"" => "on = \"request\"\nreaches = \"3 times\"", at "[[clock.c.starts]]",
        says "`reaches` needs `in_any`: the length of the window, such as \"90 days\"";
    days_of_a_record_are_refused:
        "on = \"request\"" => "on = \"request\"\nreaches = \"3 days\"\nin_any = \"30 days\"", at "[[clock.c.starts]]",
        says "`reaches` counts time in a state; start it `with` one, or say how many times";
    a_key_that_this_way_of_starting_ignores_is_refused:
        "on = \"request\"" => "on = \"request\"\ntold_by_extract = true", at "[[clock.c.starts]]",
        says "`told_by_extract` does nothing with this way of starting; leave it out";
    another_duty_beside_none_is_refused:
        "on = \"request\"" => "on = \"request\"\nalso = true", at "[[clock.c.starts]]",
        says "`also` does nothing on the first start: there is none before it";
    less_than_how_long_in_no_state_is_refused:
        "on = \"request\"" => "on = \"request\"\nfor_less_than = \"1 days\"", at "[[clock.c.starts]]",
        says "`for_less_than` needs `during`: in which state";
    meeting_it_in_two_ways_at_once_is_refused:
        "by = [\"answer\"]\nsame = \"request\"" => "by = [\"answer\"]\nwith_end_of = \"staying\"", at "[clock.c]",
        says "what meets a clock has one of `by`, `with_end_of` and `with_begin_of`";
    already_since_a_state_that_no_start_names_is_refused:
        "by = [\"answer\"]" => "by = [\"answer\"]\nalready = \"during\"", at "[clock.c]",
        says "`already = \"during\"` needs `during` in each start: since which state began";
    a_clock_back_from_what_only_its_start_tells_is_refused:
        "within   = \"10 days\"\ncounting = \"trigger day excluded\"\n\n[[clock.c.starts]]\non = \"request\"\n\n[clock.c.met]\nby = [\"answer\"]\nsame = \"request\"" => "before = \"the event\"\n[[clock.c.starts]]\non = \"request\"\n[clock.c.met]\nby = [\"visit\"]", at "[clock.c]",
        says "c counts back from the record that starts it, so nothing on or after that could meet it: name the planned day in `at`, or say in `already` how far back counts";
    a_variant_beside_a_time_of_the_clock_is_refused:
        "[clock.c.met]" => "[[clock.c.variant]]\nwithin = \"5 days\"\n[clock.c.met]", at "[clock.c]",
        says "a clock with variants has no time of its own, nor have its starts: each variant says it";
    a_last_variant_with_a_condition_is_refused:
        "[clock.c.met]" => "[[clock.c.variant]]\nwhen = \"urgent\"\nwithin = \"5 days\"\n[clock.c.met]", at "[[clock.c.variant]]",
        says "the last variant has no `when`: it is for all that the others leave";
    a_variant_that_no_other_can_follow_is_refused:
        "[clock.c.met]" => "[[clock.c.variant]]\nwithin = \"5 days\"\n[[clock.c.variant]]#\nwithin = \"6 days\"\n[clock.c.met]", at "[[clock.c.variant]]",
        says "no variant after this one can apply: give it `when`, or `from` and `until`";
    a_variant_without_a_time_is_refused:
        "[clock.c.met]" => "[[clock.c.variant]]\nfrom = 2026-04-01\n[clock.c.met]", at "[[clock.c.variant]]",
        says "the variant says no time: add `within`, `every` or another";
    a_condition_of_a_variant_with_an_unknown_name_is_refused_on_its_line:
        "[clock.c.met]" => "[[clock.c.variant]]\nwhen = \"hurry\"\nwithin = \"5 days\"\n[[clock.c.variant]]\nwithin = \"6 days\"\n[clock.c.met]", at "when = \"hurry\"",
        says "`hurry` is neither a field of request nor a state; correct the name, or declare it";
    a_commencement_that_says_nothing_is_refused:
        "counting = " => "commences = \"\"\ncounting = ", at "[clock.c]",
        says "`commences` is empty; say what the clock waits for";
    an_example_of_an_alternative_that_is_none_is_refused:
        "due = 2026-03-12" => "due = 2026-03-12\nalternative = \"24 hours\"", at "[[clock.c.example]]",
        says "the example names the alternative \"24 hours\", which the clock does not have";
}

refused! { refuse_words:
    a_record_about_nobody_is_refused:
        "[record.visit]\ntitle = \"Visit\"\nabout = \"child\"" => "[record.visit]\ntitle = \"Visit\"\nabout = \"pet\"", at "[record.visit]",
        says "visit is about \"pet\"; child, adult, carer-household, prospective-adopter, worker, home, team, organisation, allegation, complaint, request, incident is expected";
}

#[test]
fn two_versions_of_the_law_in_force_on_one_day_are_refused() {
    let clock = changed(
        CLOCK,
        "within   = \"10 days\"\n",
        "[[clock.c.variant]]\nuntil = 2026-04-01\nwithin = \"5 days\"\ncounting = \"trigger day excluded\"\n[[clock.c.variant]]\nfrom = 2026-04-01\nwithin = \"6 days\"\n",
    );
    let line = line_of(&clock, "[[clock.c.variant]]");
    expect(
        &problems(WORDS, &clock),
        &format!(
            "b/clock.toml:1: the versions in lines {line} and {} are in force on the same days; give the earlier `until` and the later `from`",
            line + 4
        ),
    );
}

#[test]
fn a_clock_whose_records_are_about_two_is_refused() {
    let words = changed(
        WORDS,
        "[record.answer]\ntitle   = \"Answer\"\nabout   = \"child\"",
        "[record.answer]\ntitle   = \"Answer\"\nabout   = \"home\"",
    );
    expect(
        &problems(&words, CLOCK),
        "b/clock.toml:1: c has records about a child and about a home: what starts it and what meets it stand in one file; `met_by` says which meets which",
    );
    let words = changed(
        WORDS,
        "title  = \"Closure\"\nabout  = \"child\"",
        "title  = \"Closure\"\nabout  = \"home\"",
    );
    expect(
        &problems(&words, CLOCK),
        "b/clock.toml:1: c is never about a home, so what ends, pauses or moves it cannot be",
    );
}

/// A measure of the small book's clock.
fn measure(said: &str) -> Vec<String> {
    let measure = format!(
        "{CLOCK}\n[measure.m]\ntitle = \"Answered\"\narea = \"area\"\nowner = \"owner\"\n{said}\n[[measure.m.source]]\nlevel = \"local\"\ncite = \"Local\"\nconfirmed = \"none\"\n"
    );
    problems(WORDS, &measure)
        .into_iter()
        .map(|problem| problem.split_once(": ").expect("a place").1.to_owned())
        .collect()
}

/// A worked example of files together, until the end of April.
fn together(said: &str) -> String {
    format!("[[measure.m.together]]\nfiles = []\nto = 2026-04-30\nwhy = \"no file\"\n{said}")
}

#[test]
fn a_measure_that_says_what_cannot_be_is_refused() {
    let average = "counts = \"average days\"";
    let cases = [
        (
            format!("of = \"d\"\n{average}"),
            "the measure m is of \"d\", which is no clock of this book",
        ),
        (
            average.to_owned(),
            "the measure m is `of` a clock, or has its own `starts` and `met`",
        ),
        (
            "of = \"c\"\ncounts = \"met\"".to_owned(),
            "\"met\" is nothing that is counted: \"met within\" or \"average days\" is expected",
        ),
        (
            "of = \"c\"\ncounts = \"met within\"".to_owned(),
            "\"met within\" needs `within`: how long",
        ),
        (
            format!("of = \"c\"\n{average}\ntarget = \"80 per cent\""),
            "\"80 per cent\" is no target: \"80 per cent\" of what is met in time, or an average of \"no more than 121 days\", is expected",
        ),
        (
            format!(
                "of = \"c\"\n{average}\n{}",
                together("of = 1\nmet = 2\ndays = 1")
            ),
            "2 of 1 cannot be",
        ),
        (
            format!("of = \"c\"\n{average}\n{}", together("of = 1\nmet = 1")),
            "the measure m is of days: say in `days` how many these took together",
        ),
        (
            format!(
                "of = \"c\"\ncounts = \"met within\"\nwithin = \"5 days\"\ncounting = \"trigger day excluded\"\n{}",
                together("of = 1\nmet = 1\ndays = 1")
            ),
            "`days` does nothing beside \"met within\"; leave it out",
        ),
        (
            format!(
                "of = \"c\"\n{average}\n{}",
                together("from = 2026-05-01\nof = 1\nmet = 1\ndays = 1")
            ),
            "the period ends before it begins",
        ),
    ];
    for (said, says) in cases {
        assert_eq!(measure(&said), [says], "{said}");
    }
    assert_eq!(
        measure(&format!("of = \"c\"\n{average}")),
        [] as [String; 0]
    );
}
