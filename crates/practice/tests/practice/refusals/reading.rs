//! How a file is read: sections, household, family and expectations that cannot be.

use practice::Book;

use super::{CLOCK, WORDS, expect, line_of, problems};

const SOUND: &str = r#"
[[summary]]
id    = "asked"
title = "Asked"
empty = "Nothing was asked"

[[summary.show]]
on     = "request"
says   = "{reply}, {age} years old"
latest = true
per    = ["reply"]
review = "counted_from"
during = "staying"
renewed = { by = "answer", link = "request" }
with   = { note = "Note", full = "In full" }

[[household]]
on       = "request"
name     = "note"
relation = "reply"
until    = "counted_from"

[family]
child = { on = "child" }
male  = ["m"]

[[family.people]]
on       = "request"
name     = "note"
relation = "reply"

[family.means]
go = { is = "parent", gender = "female" }

[expects.answer]
title    = "Answer"
owner    = "owner"
during   = "staying"
has      = ["answer"]
by       = "5 days"
counting = "trigger day excluded"

[[expects.answer.source]]
level = "local"
cite = "Local practice standard"
confirmed = "none"

[[layout]]
id    = "letter"
says  = "As a letter"
title = "{reply} for {child}"
of    = ["request"]

[[layout.part]]
heading = "What was asked"
text    = ["note"]

[expects.other]
title  = "What the clock owes"
during = "staying"
clock  = "c"
"#;

#[test]
fn how_a_file_is_read_is_sound_before_it_is_broken() {
    assert_eq!(problems(WORDS, &format!("{CLOCK}{SOUND}")), [""; 0]);
}

fn refuse(old: &str, new: &str, marker: &str, says: &str) {
    assert_eq!(SOUND.matches(old).count(), 1, "{old:?} stands once");
    let text = format!("{CLOCK}{}", SOUND.replace(old, new));
    let line = line_of(&text, marker);
    expect(
        &problems(WORDS, &text),
        &format!("b/clock.toml:{line}: {says}"),
    );
}

refused! { refuse:
    a_section_of_an_unknown_record: "[[summary.show]]\non     = \"request\"" => "[[summary.show]]\non     = \"plea\"",
        at "[[summary.show]]", says "\"plea\" is no record type of this book";
    a_sentence_with_an_unknown_field: "{reply}, {age}" => "{answer}, {age}",
        at "[[summary.show]]", says "request has no field \"answer\"";
    a_label_of_an_unknown_field: "full = \"In full\"" => "empty = \"In full\"",
        at "with   =", says "request has no field \"empty\"";
    a_review_that_is_no_day: "review = \"counted_from\"" => "review = \"note\"",
        at "[[summary.show]]", says "`review` names \"note\", which is no date of request";
    the_latest_for_each_that_is_not_the_latest: "latest = true" => "",
        at "[[summary.show]]", says "`per` says of what the latest is shown: add `latest = true`";
    an_unknown_state: "during = \"staying\"\nrenewed" => "during = \"gone\"\nrenewed",
        at "[[summary.show]]", says "\"gone\" is no state of this book";
    a_renewal_without_a_link: "link = \"request\"" => "link = \"full\"",
        at "[[summary.show]]", says "answer.full is no link to request";
    a_section_twice: "[[household]]" => "[[summary]] # again\nid = \"asked\"\ntitle = \"t\"\nempty = \"e\"\nshow = [{ on = \"request\" }]\n[[household]]",
        at "[[summary]] # again", says "the section asked stands twice in the summary";
    a_household_with_a_relation_that_is_no_code: "relation = \"reply\"\nuntil" => "relation = \"note\"\nuntil",
        at "[[household]]", says "`relation` names \"note\", which is no code of request";
    a_meaning_of_no_code: "go = { is" => "went = { is",
        at "went =", says "\"went\" is no code of a relationship of this book";
    a_tie_that_is_none: "is = \"parent\"" => "is = \"aunt\"",
        at "go =", says "\"aunt\" is no tie of a family; parent, child, partner, former partner, sibling, other is expected";
    a_layout_of_an_unknown_record: "of    = [\"request\"]" => "of    = [\"plea\", \"request\"]",
        at "[[layout]]", says "\"plea\" is no record type of this book";
    a_layout_with_an_unknown_field: "text    = [\"note\"]" => "text    = [\"nothing\"]",
        at "[[layout]]", says "the layout letter names \"nothing\", which is no field of request and none of child, born_on, reference, day, made_on, worker, record, organisation";
    a_part_that_shows_two_things: "text    = [\"note\"]" => "text = [\"note\"]\nsign = [\"Chair\"]",
        at "[[layout.part]]", says "a part of a layout has one of `says`, `text`, `answers`, `rows` and `sign`";
    rows_of_what_is_no_table: "text    = [\"note\"]" => "rows = \"note\"",
        at "[[layout]]", says "the layout letter shows \"note\" in rows: give that field its `columns`";
    nothing_that_is_looked_for: "has      = [\"answer\"]" => "",
        at "[expects.answer]", says "nothing can be looked for: name record types in `has` of answer";
    no_day_by_which: "by       = \"5 days\"" => "",
        at "[expects.answer]", says "answer needs `by`: how long after the state began";
    a_clock_that_is_none: "clock  = \"c\"" => "clock  = \"d\"",
        at "[expects.other]", says "\"d\" is no clock of this book";
    a_clock_with_a_time_beside_it: "clock  = \"c\"" => "clock  = \"c\"\nby = \"2 days\"",
        at "[expects.other]", says "other is what c owes: its owner, time, records and source are the clock's";
}

#[test]
fn a_record_is_significant_always_or_where_a_condition_holds() {
    let marked = |how: &str| {
        let words = WORDS.replacen(
            "says    = \"Asked: {reply}.\"",
            &format!("says = \"Asked.\"\nsignificant = {how}"),
            1,
        );
        (line_of(&words, "significant ="), problems(&words, CLOCK))
    };
    assert_eq!(marked("true").1, [""; 0]);
    assert_eq!(marked("\"urgent || staying\"").1, [""; 0]);
    let (line, found) = marked("false");
    expect(
        &found,
        &format!("a/words.toml:{line}: `significant = false` says nothing; leave it out"),
    );
    let (line, found) = marked("\"nowhere\"");
    assert!(
        found[0].starts_with(&format!("a/words.toml:{line}: ")),
        "{found:?}"
    );
    let (line, found) = marked("3");
    expect(
        &found,
        &format!("a/words.toml:{line}: `significant` is true, or a condition on the record"),
    );
}

#[test]
fn what_an_authority_expects_beside_the_law_needs_a_decision_of_its_own() {
    let law = format!("{CLOCK}{SOUND}");
    let lay = |level: &str, id: &str| {
        let own = format!(
            "[local]\ntitle = \"Anytown\"\nedition = \"1\"\n[expects.{id}]\ntitle = \"Call\"\nowner = \"owner\"\nduring = \"staying\"\nhas = [\"call\"]\nby = \"the same day\"\n[[expects.{id}.source]]\nlevel = \"{level}\"\ncite = \"Procedures 7\"\nconfirmed = \"none\"\n"
        );
        let book = [("a/words.toml", WORDS), ("b/clock.toml", law.as_str())];
        Book::read_under(book, [("own.toml", own.as_str())])
    };
    assert_eq!(lay("local", "call").expect("it is sound").expects.len(), 3);
    let says = |level, id| lay(level, id).expect_err("it is refused").to_string();
    let unfounded = says("guidance", "call");
    assert!(
        unfounded.contains("own.toml:4: what is expected as call needs a source of its own"),
        "{unfounded}"
    );
    let again = says("local", "answer");
    assert!(
        again.contains("own.toml:4: what is expected as answer stands in the book"),
        "{again}"
    );
}
