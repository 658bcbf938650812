//! Runs cases and sums up how they agree.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Case, Explained};
use crate::check::Collection;

/// Rows found, by table and by the `index` the case gives them.
pub type RowsFound = BTreeMap<String, BTreeSet<String>>;

/// A return's way to run a case.
pub trait CaseRunner {
    /// The return whose cases it runs: `ssda903` or `cin`.
    fn return_name(&self) -> &'static str;

    /// The name by which the return calls a table, for one that a case writes
    /// otherwise (`MIssing`).
    fn table_name(&self, name: &str) -> String {
        name.to_owned()
    }

    /// Applies the case's rule, as a collection has it, to the case's tables. An error
    /// says why that cannot be done.
    fn run(&self, case: &Case, collection: Collection) -> Result<RowsFound, String>;
}

/// How a file of cases agrees with the rules here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CasesSummary {
    /// How many cases there are.
    pub cases: usize,
    /// How many agree.
    pub agree: usize,
    /// How many disagree for a reason that is on the list.
    pub explained: usize,
    /// Those that disagree without one.
    pub differ: Vec<Difference>,
}

/// A case that disagrees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The rule.
    pub rule: String,
    /// The line of the case.
    pub line: u32,
    /// The rows the case expects.
    pub expected: RowsFound,
    /// The rows found, in the first collection that disagrees.
    pub found: RowsFound,
    /// Why it could not be run, when it could not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Runs every case under each of its collections. A case agrees when all of them find
/// the rows it expects.
pub fn run_cases(
    cases: &[Case],
    runners: &[&dyn CaseRunner],
    explained: &Explained,
) -> CasesSummary {
    let mut summary = CasesSummary {
        cases: cases.len(),
        ..CasesSummary::default()
    };
    for case in cases {
        match difference(case, runners) {
            None => summary.agree += 1,
            Some(_) if explained.reason(case).is_some() => summary.explained += 1,
            Some(difference) => summary.differ.push(difference),
        }
    }
    summary
}

fn difference(case: &Case, runners: &[&dyn CaseRunner]) -> Option<Difference> {
    let differs = |expected: RowsFound, found: Result<RowsFound, String>| {
        let (found, why) = match found {
            Ok(found) => (found, None),
            Err(why) => (RowsFound::new(), Some(why)),
        };
        Some(Difference {
            rule: case.rule.clone(),
            line: case.line,
            expected,
            found,
            why,
        })
    };
    let runner = runners
        .iter()
        .find(|runner| runner.return_name() == case.return_name);
    let Some(runner) = runner else {
        let why = format!("there are no rules for the return \"{}\"", case.return_name);
        return differs(RowsFound::new(), Err(why));
    };
    let mut expected = RowsFound::new();
    for (table, rows) in &case.finds {
        if !rows.is_empty() {
            let table = expected.entry(runner.table_name(table)).or_default();
            table.extend(rows.iter().cloned());
        }
    }
    if case.collections.is_empty() {
        return differs(expected, Err("it names no collection".to_owned()));
    }
    for collection in &case.collections {
        let found = runner.run(case, *collection).map(|mut found| {
            found.retain(|_, rows| !rows.is_empty());
            found
        });
        if found.as_ref() != Ok(&expected) {
            return differs(expected, found);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::cases::read_cases;

    /// Finds every row of the table `Header`.
    struct All;

    impl CaseRunner for All {
        fn return_name(&self) -> &'static str {
            "ssda903"
        }
        fn table_name(&self, name: &str) -> String {
            name.to_lowercase()
        }
        fn run(&self, case: &Case, _: Collection) -> Result<RowsFound, String> {
            let header = case.tables.get("Header").ok_or("no table Header")?;
            Ok([("header".to_owned(), header.index.iter().cloned().collect())].into())
        }
    }

    const CASES: &str = r#"
{"return":"ssda903","rule":"1","tables":{"Header":{"columns":["A"],"index":["7"],"rows":[[null]]},"metadata":{"collection_end":"31/03/2020"}},"finds":{"HEader":["7"]},"collections":["2025/26"]}
{"return":"ssda903","rule":"2","tables":{"Header":{"columns":["A"],"index":["7"],"rows":[["x"]]}},"finds":{},"collections":["2025/26"]}
{"return":"ssda903","rule":"3","tables":{},"finds":{},"collections":["2025/26"]}
{"return":"annex","rule":"4","tables":{},"finds":{},"collections":["2025/26"]}
"#;

    #[test]
    fn a_disagreement_is_counted_as_explained_and_never_as_agreeing() {
        let cases = read_cases(CASES.as_bytes()).unwrap();
        assert_eq!(cases[0].metadata.texts["collection_end"], "31/03/2020");
        let list = "[[disagreement]]\nrule = \"2\"\nline = 3\nreason = \"so the message\"\n";
        let summary = run_cases(&cases, &[&All], &Explained::parse(list).unwrap());
        assert_eq!((summary.cases, summary.agree, summary.explained), (4, 1, 1));
        assert_eq!(summary.differ.len(), 2);
        let json = serde_json::to_string(&summary.differ[0]).unwrap();
        assert!(
            json.contains(
                r#""rule":"3","line":4,"expected":{},"found":{},"why":"no table Header""#
            )
        );
    }

    #[test]
    fn another_line_or_return_is_not_explained_and_an_empty_reason_is_refused() {
        let cases = read_cases(CASES.as_bytes()).unwrap();
        for list in [
            "[[disagreement]]\nrule = \"2\"\nline = 4\nreason = \"no\"\n",
            "[[disagreement]]\nrule = \"2\"\nreturn = \"cin\"\nreason = \"no\"\n",
        ] {
            let list = Explained::parse(list).unwrap();
            assert_eq!(list.reason(&cases[1]), None);
        }
        assert!(Explained::parse("[[disagreement]]\nrule = \"2\"\nreason = \" \"\n").is_err());
        assert!(Explained::parse("[[disagreement]]\nrules = \"2\"\n").is_err());
    }

    #[test]
    fn a_line_that_is_no_case_is_named() {
        for (text, part) in [
            ("{", "line 1"),
            ("\n{\"return\":\"cin\"}", "line 2"),
            (
                "{\"return\":\"cin\",\"rule\":\"1\",\"collections\":[\"2025\"]}",
                "2025/26",
            ),
        ] {
            let error = read_cases(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
