//! Calendars, lists, record types, extracts and states that say what cannot be.

use super::{CLOCK, WORDS, expect, line_of, problems, refuse_words};

refused! { refuse_words:
    a_weekend_day_that_is_none_is_refused:
        "\"sunday\"]" => "\"Sunday\"]", at "[calendar.plain]",
        says "\"Sunday\" is not a day of the week, in lower case";
    a_calendar_without_a_source_is_refused:
        "title   = \"Plain\"\nsource  = \"The tests\"" => "title   = \"Plain\"\nsource  = \" \"", at "[calendar.plain]",
        says "the calendar plain has no source";
    a_holiday_that_stands_twice_is_refused:
        "on = 2026-05-25" => "on = 2022-09-19", at "[[calendar.plain.holiday]] # the second",
        says "2022-09-19 stands twice in the calendar plain";
    a_holiday_outside_the_calendar_is_refused:
        "on = 2026-05-25" => "on = 2039-05-25", at "[[calendar.plain.holiday]] # the second",
        says "2039-05-25 lies outside the days of the calendar plain";
    a_holiday_with_an_empty_source_is_refused:
        "name = \"Spring\"" => "name = \"Spring\"\nsource = \"\"", at "[[calendar.plain.holiday]] # the second",
        says "the source of 2026-05-25 is empty; leave it out";
    a_field_of_a_list_that_is_not_there_is_refused:
        "reply        = { ask = \"What was said?\", type = \"code\", of = \"reply\" }" => "reply        = { ask = \"What was said?\", type = \"code\", of = \"replys\" }", at "[record.request]",
        says "request.reply is of \"replys\", which is no list of this book";
    a_code_without_its_list_is_refused:
        "reply        = { ask = \"What was said?\", type = \"code\", of = \"reply\" }" => "reply        = { ask = \"What was said?\", type = \"code\" }", at "[record.request]",
        says "request.reply needs `of`, the list its codes stand in";
    a_link_without_what_it_leads_to_is_refused:
        "earlier      = { ask = \"Which request came before?\", type = \"link\", to = \"request\" }" => "earlier      = { ask = \"Which request came before?\", type = \"link\" }", at "[record.request]",
        says "request.earlier needs `to`, the record type it links to";
    a_link_to_no_record_type_is_refused:
        "earlier      = { ask = \"Which request came before?\", type = \"link\", to = \"request\" }" => "earlier      = { ask = \"Which request came before?\", type = \"link\", to = \"demand\" }", at "[record.request]",
        says "request.earlier links to \"demand\", which is no record type of this book";
    a_type_that_is_none_is_refused_with_those_there_are:
        "type = \"instant\" }" => "type = \"time\" }", at "[record.request]",
        says "request.rung_at has the type \"time\"; text, narrative, date, instant, number, yes-no, code, codes or link is expected";
    a_table_that_is_no_narrative_is_refused:
        "type = \"instant\" }" => "type = \"instant\", columns = [\"What\", \"Who\"] }", at "[record.request]",
        says "request.rung_at has `columns`, so it must be a narrative";
    a_record_that_does_not_say_when_it_happened_is_refused:
        "called_at = { ask = \"When was the call?\", type = \"instant\", required = true, occurred = true }" => "called_at = { ask = \"When was the call?\", type = \"instant\", required = true }", at "[record.call]",
        says "call needs exactly one field with `occurred = true`: when it happened";
    a_record_that_says_twice_when_it_happened_is_refused:
        "signed_on   = { ask = \"When was it signed?\", type = \"date\" }" => "signed_on   = { ask = \"When was it signed?\", type = \"date\", occurred = true }", at "[record.answer]",
        says "answer needs exactly one field with `occurred = true`: when it happened";
    a_record_that_happened_at_a_text_is_refused:
        "called_at = { ask = \"When was the call?\", type = \"instant\"" => "called_at = { ask = \"When was the call?\", type = \"text\"", at "[record.call]",
        says "call.called_at says when it happened, so it must be a date or an instant";
    two_records_that_hold_the_date_of_birth_are_refused:
        "signed_on   = { ask = \"When was it signed?\", type = \"date\" }" => "signed_on   = { ask = \"When was it signed?\", type = \"date\", birth = true }", at "[record.child]",
        says "answer and child both hold the date of birth; one may";
    one_record_that_holds_the_date_of_birth_twice_is_refused:
        "born_on = { ask = \"When was the child born?\", type = \"date\", birth = true }" => "born_on = { ask = \"When was the child born?\", type = \"date\", birth = true }\nborn = { ask = \"When?\", type = \"date\", birth = true }", at "[record.child]",
        says "child.born and child.born_on both hold the date of birth; one may";
    a_date_of_birth_that_is_no_date_is_refused:
        "born_on = { ask = \"When was the child born?\", type = \"date\", birth = true }" => "born_on = { ask = \"When was the child born?\", type = \"text\", birth = true }", at "[record.child]",
        says "child.born_on holds the date of birth, so it must be a date";
    a_key_that_is_no_field_is_refused:
        "key     = [\"asked_on\"]" => "key     = [\"asked_at\"]", at "[record.request]",
        says "request has no field \"asked_at\"";
    a_listing_by_a_field_that_is_not_there_is_refused:
        "listing = { source = \"source\", from = \"from\", to = \"to\" }" => "listing = { source = \"source\", from = \"from\", to = \"until\" }", at "[record.listing]",
        says "listing has no field \"until\"";
    what_could_not_be_read_named_by_no_field_is_refused:
        "unreadable = \"record\"" => "unreadable = \"kind\"", at "[record.unread]",
        says "unread has no field \"kind\"";
    a_record_that_closes_what_it_has_no_link_to_is_refused:
        "closes = \"stay\"" => "closes = \"ended_on\"", at "[record.stay-ended]",
        says "stay-ended has no link \"ended_on\" that names what it closes";
    a_sentence_with_a_field_that_is_not_there_is_refused:
        "says    = \"Asked: {reply}.\"" => "says    = \"Asked: {answer}.\"", at "[record.request]",
        says "`says` of request names a field \"answer\" that it does not have";
    a_sentence_with_a_bracket_that_is_not_closed_is_refused:
        "says    = \"Asked: {reply}.\"" => "says    = \"Asked[: {reply}.\"", at "[record.request]",
        says "`says` of request opens a square bracket that it does not close, or closes one that it did not open";
    an_extract_that_carries_no_record_type_is_refused:
        "[source.register.carries]\nrequest = \"whole\"" => "[source.register.carries]\ndemand = \"whole\"", at "demand = \"whole\"",
        says "\"demand\" is no record type of this book";
    an_extract_that_carries_a_part_is_refused:
        "[source.register.carries]\nrequest = \"whole\"" => "[source.register.carries]\nrequest = \"part\"", at "request = \"part\"",
        says "\"part\" should be \"whole\" or \"period\"";
    a_state_that_carries_no_field_is_refused:
        "carries = { why = \"stay-began.why\" }" => "carries = { why = \"stay-began.reason\" }", at "[state.staying]",
        says "the state staying carries \"stay-began.reason\", which is no record.field of this book";
    a_state_begun_by_no_record_type_is_refused:
        "begins  = { on = \"stay-began\", when = \"why == 'go'\" }" => "begins  = { on = \"stay\" }", at "[state.staying-on]",
        says "\"stay\" is no record type of this book";
    a_state_ended_by_no_record_type_is_refused:
        "ends    = { on = \"stay-ended\" }\ncarries" => "ends    = { on = \"stay\" }\ncarries", at "[state.staying]",
        says "\"stay\" is no record type of this book";
    a_condition_of_a_state_with_an_unknown_code_is_refused:
        "when = \"why == 'go'\"" => "when = \"why == 'gone'\"", at "why == 'gone'",
        says "'gone' is not a code of reply; correct it, or add it to the list";
}

/// Organisations, and a record that names one as it is told here.
fn naming(field: &str, kept: bool) -> String {
    const KEPT: &str = r#"
[codes.agency-kind]
title = "Kind of organisation"
source = "The tests"
[codes.agency-kind.code]
school = "School"

[record.agency-added]
title = "Organisation added"
about = "child"
says = "{name} was added."
key = ["name"]
[record.agency-added.field]
added_on = { ask = "Since when?", type = "date", required = true, occurred = true }
name = { ask = "What is it called?", type = "text", required = true }
kind = { ask = "What is it?", type = "code", of = "agency-kind", required = true }
urn = { ask = "What is its number?", type = "text" }
"#;
    let kept = if kept { KEPT } else { "" };
    format!(
        "{WORDS}{kept}
[record.move]
title = \"Move\"
about = \"child\"
says = \"Moved.\"
key = [\"moved_on\"]
[record.move.field]
moved_on = {{ ask = \"When?\", type = \"date\", required = true, occurred = true }}
to = {{ ask = \"Where to?\", {field} }}
"
    )
}

#[test]
fn an_answer_names_an_organisation_of_a_kind_by_its_name_or_a_number() {
    for field in [
        r#"type = "text", organisation = {}"#,
        r#"type = "text", organisation = { of = ["school"], by = "urn" }"#,
    ] {
        assert_eq!(problems(&naming(field, true), CLOCK), [] as [String; 0]);
    }
    let refused = [
        (
            r#"type = "narrative", organisation = {}"#,
            true,
            "move.to names an organisation, so it must be a text",
        ),
        (
            r#"type = "text", organisation = {}"#,
            false,
            "move.to names an organisation, and this book has no record type agency-added",
        ),
        (
            r#"type = "text", organisation = { of = ["shop"] }"#,
            true,
            "move.to names an organisation of \"shop\", which is no kind of organisation",
        ),
        (
            r#"type = "text", organisation = { by = "kind" }"#,
            true,
            "move.to names an organisation by \"kind\", which is no text of agency-added",
        ),
    ];
    for (field, kept, says) in refused {
        let words = naming(field, kept);
        let line = line_of(&words, "[record.move]");
        expect(
            &problems(&words, CLOCK),
            &format!("a/words.toml:{line}: {says}"),
        );
    }
}
