//! The checks of Annex A: for each a row that is found, and beside it one that is just right.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use returns::check::annex_a::{AnnexCheck, check, published};
use returns::read::annex_a::{AnnexA, Holds, LISTS, List, Row, Value};

const ON: Date = date(2026, 11, 20);

/// Lists with every sheet and column, and no rows.
fn lists() -> AnnexA {
    AnnexA {
        has: LISTS.map(|list| Some(vec![true; list.columns.len()])),
        ..AnnexA::default()
    }
}

/// Adds a row to a list. What is not said is filled with something that no rule finds.
fn add(annex: &mut AnnexA, number: u8, said: &[(&str, &str)]) {
    let list = List::numbered(number).unwrap();
    let mut row = Row::new(list, 2);
    for (column, cell) in list.columns.iter().zip(&mut row.cells) {
        *cell = match (column.name, column.must, column.holds) {
            ("Child Unique ID", ..) => Value::text("A1"),
            ("Date of Birth", ..) => Value::text("04/05/2012"),
            ("Eligibility Category", ..) => Value::text("d) Eligible"),
            ("Case Status", ..) => Value::text("d) Open assessment"),
            (_, false, _) => Value::Blank,
            (_, true, Holds::Text) => Value::text("Somebody"),
            (_, true, Holds::Number) => Value::Number(1.0),
            (_, true, Holds::Day) => Value::text("01/10/2026"),
            (_, true, Holds::OneOf(words)) => Value::text(words[0].1),
        };
    }
    for (name, text) in said {
        let at = list.column(name).unwrap_or_else(|| panic!("no {name}"));
        row.cells[at] = Value::text(*text);
    }
    annex.rows[usize::from(number) - 1].push(row);
}

/// A list, and a row of it: what it says.
type Said<'a> = (u8, &'a [(&'a str, &'a str)]);

/// The rules that find something in these rows.
fn found(rows: &[Said<'_>]) -> BTreeMap<String, Vec<String>> {
    let mut annex = lists();
    for (list, said) in rows {
        add(&mut annex, *list, said);
    }
    let AnnexCheck { report, .. } = check(&annex, ON);
    let finds = report.finds.into_iter();
    finds
        .map(|(rule, tables)| (rule, tables.into_keys().collect()))
        .collect()
}

/// That a rule finds the rows, and nothing else does.
fn finds(rule: &str, rows: &[Said<'_>]) {
    let all: Vec<String> = found(rows).into_keys().collect();
    assert_eq!(all, [rule], "{rows:?}");
}

/// That no rule finds anything.
fn is_right(rows: &[Said<'_>]) {
    assert_eq!(found(rows), BTreeMap::new(), "{rows:?}");
}

#[test]
fn a_list_that_is_not_there_or_lacks_a_column_is_found() {
    let mut annex = lists();
    annex.has[0] = None;
    annex.has[1].as_mut().unwrap()[4] = false;
    let checked = check(&annex, ON);
    let tables: Vec<&String> = checked.report.finds["AA001"].keys().collect();
    assert_eq!(tables, ["List 1", "List 2"]);
    assert_eq!(checked.columns[&("AA001", 2, 0)], ["Age"]);
}

#[test]
fn each_cell_is_asked_to_be_there_and_to_hold_what_its_column_holds() {
    is_right(&[(1, &[])]);
    finds("AA002", &[(1, &[("Date of Contact", "")])]);
    finds("AA003", &[(1, &[("Gender", "Boy")])]);
    is_right(&[(
        1,
        &[
            ("Gender", "male"),
            ("Ethnicity", "WBRI"),
            ("Contact Source", "6: Police"),
        ],
    )]);
    finds("AA004", &[(1, &[("Date of Contact", "last week")])]);
    finds(
        "AA005",
        &[(3, &[("Number of Referrals in Last 12 Months", "many")])],
    );
}

#[test]
fn days_are_possible_in_order_and_in_the_months_of_the_list() {
    finds("AA101", &[(1, &[("Date of Contact", "21/11/2026")])]);
    is_right(&[(1, &[("Date of Contact", "20/11/2026")])]);
    finds("AA102", &[(9, &[("Latest Date of Contact", "03/05/2012")])]);
    is_right(&[(9, &[("Latest Date of Contact", "04/05/2012")])]);
    let early = [("Continuous Assessment Date of Authorisation", "30/09/2026")];
    finds("AA103", &[(4, &early), (6, &[])]);
    let same_day = [("Continuous Assessment Date of Authorisation", "01/10/2026")];
    is_right(&[(4, &same_day), (6, &[])]);
    finds("AA104", &[(1, &[("Date of Contact", "19/05/2026")])]);
    is_right(&[(1, &[("Date of Contact", "20/05/2026")])]);
    finds("AA105", &[(1, &[("Age", "13")])]);
    is_right(&[(1, &[("Age", "14")])]);
    finds("AA106", &[(1, &[("Date of Birth", "01/01/2000")])]);
}

#[test]
fn an_unborn_child_may_be_known_before_the_birth() {
    is_right(&[(1, &[("Date of Birth", "01/02/2027"), ("Age", "")])]);
}

#[test]
fn values_that_go_together_stand_together() {
    let closed = ("Case Status", "e) Closed episode");
    finds(
        "AA201",
        &[(6, &[closed, ("CIN Closure Date", "01/11/2026")])],
    );
    let reason = ("Reason for Closure", "RC7");
    finds(
        "AA202",
        &[(6, &[("CIN Closure Date", "01/11/2026"), reason])],
    );
    let closed = [closed, ("CIN Closure Date", "01/11/2026"), reason];
    let closed: Vec<_> = closed
        .into_iter()
        .map(|(name, value)| {
            (
                name,
                if name == "Reason for Closure" {
                    "RC7 - Services ceased for any other reason, including child no longer in need"
                } else {
                    value
                },
            )
        })
        .collect();
    is_right(&[(6, &closed)]);
    let held = [
        (
            "Was an Initial Child Protection Conference deemed unnecessary?",
            "a) Yes",
        ),
        ("Date of Initial Child Protection Conference", "02/10/2026"),
        (
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            "b) No",
        ),
    ];
    finds("AA203", &[(5, &held)]);
    finds("AA204", &[(5, &held[1..2])]);
    is_right(&[(5, &held[1..])]);
    finds(
        "AA205",
        &[(3, &[("Number of Referrals in Last 12 Months", "0")])],
    );
}

#[test]
fn rows_of_one_child_agree() {
    let other = [("Child Unique ID", "A2")];
    finds("AA301", &[(1, &[]), (1, &[])]);
    is_right(&[(1, &[]), (1, &other)]);
    let again = [("Date of Last Dental Check", "02/10/2026")];
    finds("AA302", &[(8, &[]), (8, &again), (6, &[])]);
    finds(
        "AA303",
        &[(1, &[]), (3, &[("Date of Birth", "05/05/2012")])],
    );
    finds("AA304", &[(1, &[]), (3, &[("Gender", "b) Female")])]);
    finds("AA305", &[(1, &[]), (3, &[("Ethnicity", "b) WIRI")])]);
}

#[test]
fn a_child_on_one_list_is_on_those_where_they_must_be() {
    finds("AA401", &[(7, &[])]);
    is_right(&[(7, &[]), (6, &[])]);
    finds("AA402", &[(8, &[])]);
    is_right(&[(8, &[]), (6, &[])]);
    finds("AA403", &[(6, &[("Case Status", "a) Looked after child")])]);
    is_right(&[(6, &[("Case Status", "a) Looked after child")]), (8, &[])]);
    finds(
        "AA404",
        &[(6, &[("Case Status", "b) Child Protection plan")])],
    );
    is_right(&[
        (6, &[("Case Status", "b) Child Protection plan")]),
        (7, &[]),
    ]);
    finds("AA405", &[(4, &[])]);
    is_right(&[(4, &[]), (6, &[])]);
    let left = [("Eligibility Category", "b) Former relevant child")];
    finds("AA406", &[(9, &left), (8, &[]), (6, &[])]);
    is_right(&[(9, &[]), (8, &[]), (6, &[])]);
    finds(
        "AA407",
        &[(10, &[("Date Placed for Adoption", "02/10/2026")])],
    );
    is_right(&[
        (10, &[("Date Placed for Adoption", "02/10/2026")]),
        (8, &[]),
        (6, &[]),
    ]);
}

#[test]
fn every_rule_has_a_code_of_its_own_and_words() {
    let mut codes: Vec<&str> = published().map(|rule| rule.code).collect();
    let all = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), all);
    assert!(published().all(|rule| rule.message.ends_with('.')));
}
