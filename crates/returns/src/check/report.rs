//! What a check says.

use std::collections::{BTreeMap, BTreeSet};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Collection, Finds};

/// The result of checking a return.
///
/// As JSON: `{"return", "collection", "rules_run": […], "rules_not_run": [{"rule",
/// "why"}], "finds": {"RULE": {"Table": [row, …]}}}`. A rule that ran and found
/// nothing is in `rules_run` and not in `finds`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The return: `ssda903` or `cin`.
    pub return_name: &'static str,
    /// The collection it was checked as.
    pub collection: Collection,
    /// The rules that ran, by code, in the order of the list of rules.
    pub rules_run: Vec<String>,
    /// The rules of the collection that did not run, with the reason.
    pub rules_not_run: Vec<NotRun>,
    /// The rows found, by rule and table, counted from 0 in the file as read.
    pub finds: BTreeMap<String, BTreeMap<String, BTreeSet<u32>>>,
}

/// A rule that did not run.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct NotRun {
    /// Its code.
    pub rule: String,
    /// Why, in a sentence: what is missing and how to give it.
    pub why: String,
}

impl Report {
    /// A report on which nothing has run yet.
    pub fn new(return_name: &'static str, collection: Collection) -> Self {
        Self {
            return_name,
            collection,
            rules_run: Vec::new(),
            rules_not_run: Vec::new(),
            finds: BTreeMap::new(),
        }
    }

    /// Takes in that a rule ran, and what it found.
    pub fn ran(&mut self, rule: &str, finds: Finds) {
        self.ran_with(rule, finds.into_rows());
    }

    /// The same, with the rows already in order.
    pub fn ran_with(&mut self, rule: &str, rows: BTreeMap<String, BTreeSet<u32>>) {
        self.rules_run.push(rule.to_owned());
        if !rows.is_empty() {
            self.finds.insert(rule.to_owned(), rows);
        }
    }

    /// Takes in that a rule did not run.
    pub fn did_not_run(&mut self, rule: &str, why: impl Into<String>) {
        self.rules_not_run.push(NotRun {
            rule: rule.to_owned(),
            why: why.into(),
        });
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("Report", 5)?;
        report.serialize_field("return", self.return_name)?;
        report.serialize_field("collection", &self.collection.to_string())?;
        report.serialize_field("rules_run", &self.rules_run)?;
        report.serialize_field("rules_not_run", &self.rules_not_run)?;
        report.serialize_field("finds", &self.finds)?;
        report.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_as_json_has_the_rows_of_each_table_in_order_and_names_what_did_not_run() {
        let mut report = Report::new("ssda903", "2025/26".parse().unwrap());
        let mut finds = Finds::default();
        finds.flag("Header", 3);
        finds.flag("Header", 1);
        finds.flag("Header", 3);
        report.ran("101", finds);
        report.ran("102", Finds::default());
        report.did_not_run("164", "no list of postcodes was given");
        assert_eq!(
            serde_json::to_string(&report).unwrap(),
            concat!(
                r#"{"return":"ssda903","collection":"2025/26","rules_run":["101","102"],"#,
                r#""rules_not_run":[{"rule":"164","why":"no list of postcodes was given"}],"#,
                r#""finds":{"101":{"Header":[1,3]}}}"#
            )
        );
    }
}
