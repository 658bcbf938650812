//! Clocks that say what cannot be.

use super::{CLOCK, WORDS, changed, expect, line_of, problems, refuse_clock};

refused! { refuse_clock:
    a_clock_without_a_source_is_refused:
        "[[clock.c.source]]\nlevel = \"local\"\ncite = \"Local practice standard\"\nconfirmed = \"none\"\n" => "", at "[clock.c]",
        says "c has no source; add [[clock.c.source]] with its level and citation";
    a_clock_without_an_example_is_refused:
        "[[clock.c.example]]\ngiven = [\"2026-03-02 request\"]\ndue = 2026-03-12\nwhy = \"ten days\"\n" => "", at "[clock.c]",
        says "c has no worked example; add [[clock.c.example]]";
    an_example_that_expects_nothing_is_refused:
        "due = 2026-03-12\n" => "", at "[[clock.c.example]]",
        says "the example expects nothing; say `due`, `state` with `as_at`, or `none = true`";
    a_level_that_is_none_is_refused_with_those_there_are:
        "level = \"local\"" => "level = \"custom\"", at "[clock.c]",
        says "\"custom\" is no level; act, regulation, court-rule, guidance, standard, professional, data-return, case-law, inspection, planned, local is expected";
    a_source_that_does_not_say_how_far_it_was_checked_is_refused:
        "confirmed = \"none\"" => "confirmed = \"yes\"", at "[clock.c]",
        says "\"yes\" does not say how far the text was checked; primary, secondary, partial, none is expected";
    a_source_that_ends_before_it_begins_is_refused:
        "confirmed = \"none\"" => "confirmed = \"none\"\nfrom = 2026-04-01\nuntil = 2026-03-31", at "[clock.c]",
        says "a source of c is in force from 2026-04-01 until 2026-03-31, which is before it";
    a_calendar_that_is_not_there_is_refused:
        "counting = " => "calendar = \"scotland\"\ncounting = ", at "[clock.c]",
        says "c counts by \"scotland\", which is no calendar of this book";
    a_period_that_is_none_is_refused:
        "within   = \"10 days\"" => "within   = \"ten days\"", at "[clock.c]",
        says "\"ten days\" is no period: write for example \"15 working days\", \"72 hours\", \"3 months\" or \"the same day\"";
    a_clock_without_a_period_is_refused:
        "within   = \"10 days\"\n" => "", at "[clock.c]",
        says "c needs `within`, or `every` for a rhythm";
    a_period_without_its_way_of_counting_is_refused:
        "counting = \"trigger day excluded\"\n" => "", at "[clock.c]",
        says "\"10 days\" needs `counting`: \"trigger day excluded\" or \"beginning with the trigger day\"";
    a_way_of_counting_that_is_none_is_refused:
        "counting = \"trigger day excluded\"" => "counting = \"clear days\"", at "[clock.c]",
        says "\"clear days\" is no way of counting: \"trigger day excluded\" or \"beginning with the trigger day\" is expected";
    months_that_do_not_say_where_they_end_are_refused:
        "within   = \"10 days\"" => "within   = \"3 months\"", at "[clock.c]",
        says "\"3 months\" needs months = \"clamp to month end, counted from the original date\"";
    months_that_roll_on_are_refused:
        "within   = \"10 days\"" => "within   = \"3 months\"\nmonths = \"roll on\"", at "[clock.c]",
        says "`months` is \"roll on\"; \"clamp to month end, counted from the original date\" is expected";
    a_rhythm_with_a_period_as_well_is_refused:
        "counting = " => "every = [{ within = \"1 week\", of = \"start\" }]\ncounting = ", at "[clock.c]",
        says "a time is said in one way: leave out `within` or `every`";
    a_rhythm_whose_first_step_is_not_from_the_start_is_refused:
        "within   = \"10 days\"" => "every = [{ within = \"1 week\", of = \"last met\" }]", at "[clock.c]",
        says "step 1 of a rhythm is of \"start\"";
    a_rhythm_whose_second_step_is_from_the_start_is_refused:
        "within   = \"10 days\"" => "every = [{ within = \"1 week\", of = \"start\" }, { within = \"2 weeks\", of = \"start\" }]", at "[clock.c]",
        says "step 2 of a rhythm is of \"last met\"";
    a_rhythm_whose_middle_step_has_no_number_is_refused:
        "within   = \"10 days\"" => "every = [{ within = \"1 week\", of = \"start\" }, { within = \"2 weeks\", of = \"last met\" }, { within = \"3 weeks\", of = \"last met\" }]", at "[clock.c]",
        says "step 2 of a rhythm: all but the last say how many `times`, `until` when, or `when`";
    a_rhythm_whose_last_step_has_a_number_is_refused:
        "within   = \"10 days\"" => "every = [{ within = \"1 week\", of = \"start\" }, { within = \"2 weeks\", of = \"last met\", times = 3 }]", at "[clock.c]",
        says "step 2 of a rhythm is the last: it has no `times`, `until` or `when`";
    a_clock_that_nothing_starts_is_refused:
        "[[clock.c.starts]]\non = \"request\"\n" => "starts = []\n", at "[clock.c]",
        says "c has nothing that starts it; add [[clock.c.starts]]";
    a_start_in_two_ways_at_once_is_refused:
        "on = \"request\"" => "on = \"request\"\nbirthday = 16", at "[[clock.c.starts]]",
        says "a start has one of `on`, `with`, `after`, `birthday` and `yearly`";
    a_start_in_no_way_is_refused:
        "on = \"request\"" => "when = \"age > 3\"", at "[[clock.c.starts]]",
        says "a start has one of `on`, `with`, `after`, `birthday` and `yearly`";
    a_start_on_no_record_type_is_refused:
        "on = \"request\"" => "on = \"demand\"", at "[[clock.c.starts]]",
        says "\"demand\" is no record type of this book";
    a_start_with_no_state_is_refused:
        "on = \"request\"" => "with = \"stay\"", at "[[clock.c.starts]]",
        says "\"stay\" is no state of this book";
    a_start_after_no_state_is_refused:
        "on = \"request\"" => "after = \"stay\"", at "[[clock.c.starts]]",
        says "\"stay\" is no state of this book";
    a_start_during_no_state_is_refused:
        "on = \"request\"" => "on = \"request\"\nduring = \"stay\"", at "[[clock.c.starts]]",
        says "\"stay\" is no state of this book";
    a_day_of_the_year_that_is_none_is_refused:
        "on = \"request\"" => "yearly = \"04-31\"", at "[[clock.c.starts]]",
        says "\"04-31\" is no day of the year in the form 04-01";
    the_29_of_february_is_no_day_of_every_year:
        "on = \"request\"" => "yearly = \"02-29\"", at "[[clock.c.starts]]",
        says "\"02-29\" is no day of the year in the form 04-01";
    a_place_that_is_none_is_refused:
        "on = \"request\"" => "on = \"request\"\nduring = \"staying\"\nplace = \"third\"", at "[[clock.c.starts]]",
        says "\"third\" is no place; first, second or later is expected";
    a_place_in_no_state_is_refused:
        "on = \"request\"" => "on = \"request\"\nplace = \"first\"", at "[[clock.c.starts]]",
        says "`place` needs `on` and `during`: which of such records, in which state";
    a_place_of_no_record_is_refused:
        "on = \"request\"" => "with = \"staying\"\nduring = \"staying\"\nplace = \"first\"", at "[[clock.c.starts]]",
        says "`place` needs `on` and `during`: which of such records, in which state";
    a_length_of_stay_in_no_state_is_refused:
        "on = \"request\"" => "yearly = \"04-01\"\nfor_at_least = \"12 months\"", at "[[clock.c.starts]]",
        says "`for_at_least` needs `during`: in which state";
    a_count_from_what_is_no_date_is_refused:
        "on = \"request\"" => "on = \"request\"\nat = \"note\"", at "[[clock.c.starts]]",
        says "request.note is no date that could be counted from";
    a_condition_with_an_unknown_name_is_refused_on_its_own_line:
        "on = \"request\"" => "on = \"request\"\nwhen = \"hurry\"", at "when = \"hurry\"",
        says "`hurry` is neither a field of request nor a state; correct the name, or declare it";
    a_condition_that_is_not_yes_or_no_is_refused:
        "on = \"request\"" => "on = \"request\"\nwhen = \"times\"", at "when = \"times\"",
        says "the condition `times` is a number, and should be yes or no";
    a_falling_away_with_an_unknown_code_is_refused:
        "on = \"request\"" => "on = \"request\"\nfalls_away = \"reply == 'no'\"", at "falls_away",
        says "'no' is not a code of reply; correct it, or add it to the list";
    a_condition_on_a_birthday_may_ask_for_no_field:
        "on = \"request\"" => "birthday = 16\nwhen = \"urgent\"", at "when = \"urgent\"",
        says "`urgent` is neither a field of the child nor a state; correct the name, or declare it";
    a_record_that_is_not_among_those_that_meet_it_is_refused:
        "on = \"request\"" => "on = \"request\"\nmet_by = [\"visit\"]", at "[[clock.c.starts]]",
        says "`met_by` names \"visit\", which does not meet this clock";
    a_clock_that_nothing_can_meet_is_refused:
        "by = [\"answer\"]" => "by = []", at "[clock.c]",
        says "nothing can meet c; name the record types in `by`";
    a_clock_met_by_no_record_type_is_refused:
        "by = [\"answer\"]" => "by = [\"reply\"]", at "[clock.c]",
        says "\"reply\" is no record type of this book";
    a_meeting_on_what_is_no_date_is_refused:
        "by = [\"answer\"]" => "by = [\"answer\"]\nat = \"full\"", at "[clock.c]",
        says "answer.full is no date that could be counted from";
    a_condition_of_what_meets_it_is_checked:
        "by = [\"answer\"]" => "by = [\"answer\"]\nwhen = \"whole\"", at "[clock.c]",
        says "`whole` is neither a field of answer nor a state; correct the name, or declare it";
    a_shared_link_that_is_no_link_is_refused:
        "by = [\"answer\"]\nsame = \"request\"" => "by = [\"answer\"]\nsame = \"full\"", at "[clock.c]",
        says "answer has no link \"full\" that what starts the clock could share";
    a_shared_link_that_what_starts_it_does_not_have_is_refused:
        "on = \"request\"" => "on = \"visit\"", at "[clock.c]",
        says "visit is no request and has no link \"request\"";
    an_end_in_two_ways_at_once_is_refused:
        "on = \"closure\"" => "on = \"closure\"\nwith_end_of = \"staying\"", at "[[clock.c.ends]]",
        says "an end has one of `on`, `with_end_of` and `with_begin_of`";
    an_end_on_no_record_type_is_refused:
        "on = \"closure\"" => "on = \"closing\"", at "[[clock.c.ends]]",
        says "\"closing\" is no record type of this book";
    an_end_with_no_state_is_refused:
        "on = \"closure\"\nsame = \"request\"" => "with_end_of = \"stay\"", at "[[clock.c.ends]]",
        says "\"stay\" is no state of this book";
    an_end_with_the_beginning_of_no_state_is_refused:
        "on = \"closure\"\nsame = \"request\"" => "with_begin_of = \"stay\"", at "[[clock.c.ends]]",
        says "\"stay\" is no state of this book";
    an_end_that_shares_no_link_is_refused:
        "on = \"closure\"\nsame = \"request\"" => "on = \"closure\"\nsame = \"answer\"", at "[[clock.c.ends]]",
        says "closure has no link \"answer\"";
    an_end_that_shares_what_is_no_link_is_refused:
        "on = \"closure\"\nsame = \"request\"" => "on = \"closure\"\nsame = \"closed_on\"", at "[[clock.c.ends]]",
        says "closure has no link \"closed_on\"";
}

#[test]
fn a_rhythm_that_says_how_often_its_first_step_comes_is_refused() {
    refuse_clock(
        "within   = \"10 days\"",
        "every = [{ within = \"1 week\", of = \"start\", times = 2 }, { within = \"2 weeks\", of = \"last met\" }]",
        "[clock.c]",
        "step 1 of a rhythm comes once, from the start; leave out `times`",
    );
}

#[test]
fn a_yearly_start_of_a_rhythm_is_refused_as_it_would_start_nothing() {
    let clock = changed(
        CLOCK,
        "within   = \"10 days\"",
        "every = [{ within = \"1 week\", of = \"start\" }]",
    );
    let clock = changed(&clock, "on = \"request\"", "yearly = \"04-01\"");
    let line = line_of(&clock, "[[clock.c.starts]]");
    expect(
        &problems(WORDS, &clock),
        &format!(
            "b/clock.toml:{line}: a rhythm cannot start yearly; give the clock `within` instead of `every`"
        ),
    );
}
