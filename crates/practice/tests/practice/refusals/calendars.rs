//! Calendars that cannot be made.

use super::refuse_words;

refused! { refuse_words:
    a_calendar_with_neither_days_nor_another_calendar_is_refused:
        "weekend = [\"saturday\", \"sunday\"]\n" => "", at "[calendar.plain]",
        says "the calendar plain needs `weekend`, `from` and `until`, or `of`: the calendar whose days it takes";
    a_calendar_made_from_none_is_refused:
        "of     = \"plain\"\ndays" => "of     = \"planets\"\ndays", at "[calendar.terms]",
        says "the calendar terms is made from \"planets\", which is no calendar of this book";
    a_calendar_with_the_holidays_of_none_is_refused:
        "of     = \"plain\"\ndays" => "of     = \"plain\"\nwith = [\"mars\"]\ndays", at "[calendar.terms]",
        says "the calendar terms is made from \"mars\", which is no calendar of this book";
    calendars_made_from_each_other_are_refused:
        "of     = \"plain\"\nopens" => "of     = \"plain\"\nwith = [\"open\"]\nopens", at "[calendar.open]",
        says "the calendar open is made from open, which is made from it; one of them must stand by itself";
    a_calendar_that_ends_before_it_begins_is_refused:
        "until   = 2028-12-31" => "until   = 1999-12-31", at "[calendar.plain]",
        says "the calendar plain runs from 2000-01-01 until 1999-12-31, which is before it";
    a_calendar_of_days_that_are_none_is_refused:
        "days   = \"school days\"" => "days   = \"sunny days\"", at "[calendar.terms]",
        says "\"sunny days\" is nothing that a calendar counts; working days, school days, court business days is expected";
    a_calendar_of_school_days_without_terms_is_refused:
        "of     = \"plain\"\nopens" => "of     = \"plain\"\ndays = \"school days\"\nopens", at "[calendar.open]",
        says "the calendar open is of school days and has no terms; add [[calendar.open.term]]";
    a_calendar_that_closes_before_it_opens_is_refused:
        "closes = 17:00:00" => "closes = 08:00:00", at "[calendar.open]",
        says "the calendar open needs both `opens` and `closes`, in that order of the day";
    a_calendar_that_never_closes_is_refused:
        "closes = 17:00:00\n" => "", at "[calendar.open]",
        says "the calendar open needs both `opens` and `closes`, in that order of the day";
    a_day_of_every_year_that_is_none_is_refused:
        "opens  = 09:00:00" => "yearly = { \"26-12\" = \"Boxing Day\" }\nopens  = 09:00:00", at "[calendar.open]",
        says "\"26-12\" is no day of the year in the form 12-26";
    a_holiday_taken_out_that_was_not_in_is_refused:
        "opens  = 09:00:00" => "without = [2026-05-26]\nopens  = 09:00:00", at "[calendar.open]",
        says "2026-05-26 is no holiday of the calendars that open is made from; leave it out of `without`";
    a_term_that_ends_before_it_begins_is_refused:
        "until = 2026-07-21" => "until = 2026-04-10", at "[[calendar.terms.term]] # the second",
        says "Summer term 2026 begins 2026-04-13 and ends 2026-04-10, which is before it";
    a_term_that_begins_before_the_last_is_over_is_refused:
        "from  = 2026-04-13" => "from  = 2026-03-27", at "[[calendar.terms.term]] # the second",
        says "Summer term 2026 begins 2026-03-27, before Spring term 2026 of the calendar terms is over; write terms in order, none in another";
    a_break_outside_its_term_is_refused:
        "from = 2026-02-16, until" => "from = 2026-01-01, until", at "[[calendar.terms.term]]",
        says "half-term from 2026-01-01 until 2026-02-20 does not lie in Spring term 2026";
    a_time_of_opening_that_is_a_day_is_refused:
        "opens  = 09:00:00" => "opens  = 2026-01-01", at "opens  = 2026-01-01",
        says "a time in the form 09:00:00 is expected";
}
