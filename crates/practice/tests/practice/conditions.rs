//! Conditions: what they answer where a field was left empty, and what is refused.

use std::collections::BTreeMap;

use practice::Value;
use practice::expr::{Answer, FieldType, Names, Scope, compile};
use proptest::prelude::*;

/// A record with a field of each type, and two states, of which the first carries.
struct Words;

impl Names for Words {
    fn field(&self, name: &str) -> Option<FieldType> {
        Some(match name {
            "a" | "b" => FieldType::YesNo,
            "reason" | "other_reason" => FieldType::Code("reasons".to_owned()),
            "agencies" => FieldType::Codes("reasons".to_owned()),
            "times" => FieldType::Number,
            "note" => FieldType::Text,
            "held_on" | "sent_on" => FieldType::Date,
            "seen_at" => FieldType::Instant,
            "referral" => FieldType::Link("referral".to_owned()),
            _ => return None,
        })
    }

    fn state(&self, name: &str) -> Option<usize> {
        ["looked_after", "missing"]
            .iter()
            .position(|state| *state == name)
    }

    fn carried(&self, state: usize, name: &str) -> Option<FieldType> {
        (state == 0 && name == "legal_status").then(|| FieldType::Code("reasons".to_owned()))
    }

    fn has_code(&self, list: &str, code: &str) -> bool {
        list == "reasons" && ["S", "L", "police"].contains(&code)
    }

    fn place(&self) -> String {
        "strategy-discussion".to_owned()
    }
}

/// What was recorded.
#[derive(Default)]
struct Recorded {
    fields: BTreeMap<&'static str, Value>,
    age: Option<i64>,
    looked_after: Option<Value>,
}

impl Scope for Recorded {
    fn field(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    fn age(&self) -> Option<i64> {
        self.age
    }

    fn in_state(&self, state: usize) -> Option<bool> {
        Some(state == 0 && self.looked_after.is_some())
    }

    fn carried(&self, state: usize, _: &str) -> Option<&Value> {
        self.looked_after.as_ref().filter(|_| state == 0)
    }
}

fn with(fields: &[(&'static str, Value)]) -> Recorded {
    Recorded {
        fields: fields.iter().cloned().collect(),
        ..Recorded::default()
    }
}

fn ask(text: &str, recorded: &Recorded) -> Answer {
    let condition = compile(text, &Words).unwrap_or_else(|why| panic!("{text}: {why}"));
    assert_eq!(condition.text(), text);
    condition.holds(recorded)
}

fn refused(text: &str) -> String {
    compile(text, &Words).expect_err(text)
}

const YES: Answer = Answer::Yes;
const NO: Answer = Answer::No;
const UNKNOWN: Answer = Answer::Unknown;

fn truth(name: &'static str, answer: Answer) -> Option<(&'static str, Value)> {
    match answer {
        YES => Some((name, Value::YesNo(true))),
        NO => Some((name, Value::YesNo(false))),
        UNKNOWN => None,
    }
}

#[test]
fn what_was_left_empty_settles_nothing_unless_the_other_side_does() {
    #[rustfmt::skip]
    let table = [
        // a, b: a && b, a || b
        (YES,     YES,     YES,     YES),
        (YES,     NO,      NO,      YES),
        (YES,     UNKNOWN, UNKNOWN, YES),
        (NO,      YES,     NO,      YES),
        (NO,      NO,      NO,      NO),
        (NO,      UNKNOWN, NO,      UNKNOWN),
        (UNKNOWN, YES,     UNKNOWN, YES),
        (UNKNOWN, NO,      NO,      UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ];
    for (a, b, and, or) in table {
        let fields: Vec<_> = truth("a", a).into_iter().chain(truth("b", b)).collect();
        let recorded = with(&fields);
        assert_eq!(ask("a && b", &recorded), and, "{a:?} and {b:?}");
        assert_eq!(ask("a || b", &recorded), or, "{a:?} or {b:?}");
    }
    for (a, not) in [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)] {
        let fields: Vec<_> = truth("a", a).into_iter().collect();
        assert_eq!(ask("!a", &with(&fields)), not, "not {a:?}");
    }
}

#[test]
fn to_ask_whether_a_field_was_filled_in_is_always_answered() {
    let filled = with(&[("reason", Value::text("S"))]);
    assert_eq!(ask("has(this.reason)", &filled), YES);
    assert_eq!(ask("has(this.reason)", &with(&[])), NO);
    assert_eq!(ask("!has(this.reason) || reason == 'L'", &with(&[])), YES);
    assert_eq!(ask("!has(this.reason) || reason == 'L'", &filled), NO);
    assert_eq!(
        ask("has(this.a)", &with(&[("a", Value::YesNo(false))])),
        YES
    );
}

#[test]
fn a_state_is_asked_by_name_and_for_what_it_carries() {
    let outside = with(&[]);
    let inside = Recorded {
        looked_after: Some(Value::text("S")),
        ..Recorded::default()
    };
    assert_eq!(ask("looked_after", &inside), YES);
    assert_eq!(ask("looked_after", &outside), NO);
    assert_eq!(ask("missing", &inside), NO);
    assert_eq!(ask("looked_after.legal_status == 'S'", &inside), YES);
    assert_eq!(ask("looked_after.legal_status == 'S'", &outside), UNKNOWN);
    assert_eq!(ask("has(looked_after.legal_status)", &inside), YES);
    assert_eq!(ask("has(looked_after.legal_status)", &outside), NO);
}

#[test]
fn each_comparison_answers_as_it_reads() {
    let recorded = with(&[
        ("times", Value::Number(3)),
        ("held_on", Value::text("2026-05-22")),
        ("sent_on", Value::text("2026-06-01")),
        ("reason", Value::text("S")),
        ("other_reason", Value::text("L")),
        ("note", Value::text("short")),
        (
            "agencies",
            Value::Codes(vec!["police".to_owned(), "L".to_owned()]),
        ),
    ]);
    #[rustfmt::skip]
    let cases = [
        ("times == 3", YES), ("times != 3", NO), ("times < 3", NO), ("times <= 3", YES),
        ("times > 2", YES), ("times >= 4", NO), ("3 == times", YES), ("2 < times", YES),
        ("held_on < sent_on", YES), ("held_on >= sent_on", NO),
        ("held_on == '2026-05-22'", YES), ("held_on > '2026-05-21'", YES),
        ("reason == 'S'", YES), ("'S' == reason", YES), ("reason != 'L'", YES),
        ("reason == other_reason", NO), ("reason in ['L', 'S']", YES), ("reason in ['L']", NO),
        ("times in [1, 2, 3]", YES), ("times in [1]", NO), ("reason in []", NO),
        ("'police' in agencies", YES), ("'S' in agencies", NO),
        ("note == 'short'", YES), ("this.times == 3", YES), ("true", YES), ("!true", NO),
    ];
    for (text, answer) in cases {
        assert_eq!(ask(text, &recorded), answer, "{text}");
    }
    for (text, _) in cases
        .iter()
        .filter(|(text, _)| !text.contains("true") && *text != "reason in []")
    {
        assert_eq!(
            ask(text, &with(&[])),
            UNKNOWN,
            "{text}, nothing being recorded"
        );
    }
}

#[test]
fn an_age_is_unknown_where_the_birth_is() {
    let aged = Recorded {
        age: Some(16),
        ..Recorded::default()
    };
    assert_eq!(ask("age >= 16", &aged), YES);
    assert_eq!(ask("age < 16", &aged), NO);
    assert_eq!(ask("age >= 16", &with(&[])), UNKNOWN);
}

#[test]
fn what_a_condition_may_not_say_is_refused_with_what_would_be_right() {
    #[rustfmt::skip]
    let cases = [
        ("outcome == 'S'",       "`outcome` is neither a field of strategy-discussion nor a state; correct the name, or declare it"),
        ("has(this.outcome)",    "`outcome` is neither a field of strategy-discussion nor a state; correct the name, or declare it"),
        ("reason == 'X'",        "'X' is not a code of reasons; correct it, or add it to the list"),
        ("'X' != reason",        "'X' is not a code of reasons; correct it, or add it to the list"),
        ("reason in ['S', 'X']", "'X' is not a code of reasons; correct it, or add it to the list"),
        ("'X' in agencies",      "'X' is not a code of reasons; correct it, or add it to the list"),
        ("looked_after.legal_status == 'X'", "'X' is not a code of reasons; correct it, or add it to the list"),
        ("looked_after.placement == 'S'", "the state `looked_after` carries no `placement`; add it to its `carries`"),
        ("reason.code == 'S'",   "`reason` is not a state, so it carries nothing"),
        ("this.a.b",             "only `this.field` and `state.name` may have a dot"),
        ("reason < 'S'",         "a code of reasons has no order: use == or !="),
        ("'S' < reason",         "a code of reasons has no order: use == or !="),
        ("a > b",                "yes or no has no order: use == or !="),
        ("referral < referral",  "a link to referral has no order: use == or !="),
        ("agencies == 'police'", "codes of reasons cannot be compared: use `in`, as in 'police' in agencies"),
        ("agencies != agencies", "codes of reasons cannot be compared: use `in`, as in 'police' in agencies"),
        ("agencies in ['police']", "codes of reasons cannot be looked for in a list: ask for each, as in 'police' in agencies"),
        ("held_on == '22 May 2026'", "'22 May 2026' is not a date in the form 2026-05-22"),
        ("held_on > '20260522'", "'20260522' is not a date in the form 2026-05-22"),
        ("held_on in ['2026-05-22', 'May']", "'May' is not a date in the form 2026-05-22"),
        ("held_on == seen_at",   "a date cannot be compared with a time"),
        ("times == 'three'",     "a number cannot be compared with 'three'"),
        ("times == reason",      "a number cannot be compared with a code of reasons"),
        ("a == 1",               "yes or no cannot be compared with a number"),
        ("referral == 'x'",      "a link to referral cannot be compared with 'x'"),
        ("reason",               "the condition `reason` is a code of reasons, and should be yes or no"),
        ("age",                  "the condition `age` is a number, and should be yes or no"),
        ("'S'",                  "the condition `'S'` is text, and should be yes or no"),
        ("!reason",              "`&&`, `||` and `!` join what is yes or no, and this is a code of reasons"),
        ("a && times",           "`&&`, `||` and `!` join what is yes or no, and this is a number"),
        ("times + 1 == 2",       "a condition may not use `_+_`"),
        ("size(note) > 3",       "a condition may not use `size`"),
        ("reason in reason",     "`in` needs a list on its right, and this is a code of reasons"),
        ("times in ['S']",       "a number cannot be compared with 'S'"),
        ("reason in [1]",        "a list holds texts in quotes, or numbers"),
        ("reason in [reason]",   "a list holds texts in quotes, or numbers"),
        ("times == 1.5",         "a condition may use == != < <= > >= && || ! in, lists, has(), and names"),
        ("a == [1]",             "a condition may use == != < <= > >= && || ! in, lists, has(), and names"),
    ];
    for (text, why) in cases {
        assert_eq!(refused(text), why, "{text}");
    }
}

#[test]
fn what_cannot_be_read_at_all_is_refused_as_it_stands() {
    for text in ["", "a &&", "(a", "reason == 'S", "a b"] {
        let why = refused(text);
        assert!(
            why.starts_with(&format!("the condition `{text}` cannot be read: ")),
            "{why}"
        );
    }
    let deep = format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(refused(&deep).contains("cannot be read"));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_and_never_panics(text in "[a-z_.'()\\[\\]&|!<>=, 0-9]{0,40}") {
        if let Ok(condition) = compile(&text, &Words) {
            // With nothing recorded, it is still answered.
            let answer = condition.holds(&with(&[]));
            prop_assert!([YES, NO, UNKNOWN].contains(&answer));
        }
    }

    /// What is known stays known: filling in an empty field never turns yes into no.
    #[test]
    fn to_record_more_never_turns_an_answer_round(a in any::<bool>(), b in any::<bool>(), shape in 0_usize..6) {
        let text = ["a && b", "a || b", "!a || b", "a && !b", "a == b", "!(a && b) || (b && a)"][shape];
        let known: Vec<_> = truth("a", if a { YES } else { NO }).into_iter().collect();
        let mut all = known.clone();
        all.extend(truth("b", if b { YES } else { NO }));
        let (before, after) = (ask(text, &with(&known)), ask(text, &with(&all)));
        prop_assert!(before == UNKNOWN || before == after);
        prop_assert!(after != UNKNOWN);
    }
}
