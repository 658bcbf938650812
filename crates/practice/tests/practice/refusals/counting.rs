//! Periods that the calendar cannot serve, and rolls that are none.

use super::refuse_clock;

refused! { refuse_clock:
    school_days_in_a_calendar_of_working_days_are_refused:
        "within   = \"10 days\"" => "within   = \"10 school days\"", at "[clock.c]",
        says "\"10 school days\" cannot be counted by the calendar plain: its days are not school days; name another in `calendar`";
    court_business_days_in_a_calendar_of_working_days_are_refused:
        "within   = \"10 days\"" => "within   = \"10 court business days\"", at "[clock.c]",
        says "\"10 court business days\" cannot be counted by the calendar plain: its days are not court business days; name another in `calendar`";
    working_days_in_a_calendar_of_school_days_are_refused:
        "within   = \"10 days\"" => "within   = \"10 working days\"\ncalendar = \"terms\"", at "[clock.c]",
        says "\"10 working days\" cannot be counted by the calendar terms: its days are not working days; name another in `calendar`";
    working_hours_in_a_calendar_that_has_none_are_refused:
        "within   = \"10 days\"" => "within   = \"4 working hours\"", at "[clock.c]",
        says "\"4 working hours\" cannot be counted by the calendar plain: it does not say when it `opens` and `closes`; name another in `calendar`";
    the_start_of_a_day_in_a_calendar_that_does_not_open_is_refused:
        "within   = \"10 days\"" => "within   = \"the start of the next working day\"", at "[clock.c]",
        says "\"the start of the next working day\" cannot be counted by the calendar plain: it does not say when it `opens` and `closes`; name another in `calendar`";
    the_end_of_a_term_in_a_calendar_without_terms_is_refused:
        "within   = \"10 days\"" => "within   = \"the end of the term\"", at "[clock.c]",
        says "\"the end of the term\" cannot be counted by the calendar plain: it has no terms; name another in `calendar`";
    a_calendar_of_a_start_that_is_not_there_is_refused:
        "on = \"request\"\n\n[clock.c.met]" => "on = \"request\"\nwithin = \"5 days\"\ncalendar = \"mars\"\n\n[clock.c.met]", at "[[clock.c.starts]]",
        says "\"mars\" is no calendar of this book";
    a_start_that_counts_otherwise_and_does_not_say_what_is_refused:
        "on = \"request\"\n\n[clock.c.met]" => "on = \"request\"\ncounting = \"beginning with the trigger day\"\n\n[clock.c.met]", at "[[clock.c.starts]]",
        says "`counting` and `calendar` of a start go with its own `within`; add it, or say them of the clock";
    a_roll_that_is_none_is_refused:
        "counting = " => "rolls = \"to Monday\"\ncounting = ", at "[clock.c]",
        says "`rolls` is \"to Monday\"; \"to the next working day\" is expected";
    hours_that_roll_are_refused:
        "within   = \"10 days\"" => "within   = \"10 hours\"\nrolls = \"to the next working day\"", at "[clock.c]",
        says "\"10 hours\" ends at a time of day, which never rolls; leave out `rolls`";
    a_leave_to_roll_in_no_calendar_is_refused:
        "counting = " => "may_roll = \"to noon on the next day of mars\"\ncounting = ", at "[clock.c]",
        says "`may_roll` is \"to noon on the next day of mars\"; \"to noon on the next day of \" and a calendar of this book is expected";
    what_a_bare_date_means_is_refused_where_there_is_no_rhythm:
        "counting = " => "from = \"last met\"\ncounting = ", at "[clock.c]",
        says "`from` is for a rhythm; leave it out";
    what_a_bare_date_cannot_mean_is_refused:
        "counting = " => "from = \"birth\"\ncounting = ", at "[clock.c]",
        says "`from` is \"birth\"; \"start\" or \"last met\" is expected";
    a_number_of_a_catalogue_that_is_none_is_refused:
        "confirmed = \"none\"" => "confirmed = \"none\"\ninstead_of = \"some days\"", at "[clock.c]",
        says "\"some days\" is no period: write for example \"15 working days\", \"72 hours\", \"3 months\" or \"the same day\"";
}
