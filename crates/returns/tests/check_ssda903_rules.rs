//! Examples of the rules that no published case covers.
//!
//! An example names a rule and a collection, then gives tables: a line with the name of
//! the table and its columns, and its rows, of which those to be found begin with `*`.
//! `-` is a blank cell, and `_` stands for a blank within one.

use std::collections::BTreeMap;

use returns::check::cases::{Case, CaseRunner, CaseTable, Metadata, RowsFound};
use returns::check::ssda903::CaseRules;

mod check_ssda903_examples;
mod the_book;

/// Reads examples: parted by blank lines.
fn examples(text: &str) -> Vec<Case> {
    text.trim().split("\n\n").map(example).collect()
}

fn example(text: &str) -> Case {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut head = lines.next().unwrap().split(' ');
    let rule = head.next().unwrap().to_owned();
    let collection = head.next().unwrap().parse().unwrap();
    let authority = head.next().map(str::to_owned);
    let mut tables = BTreeMap::<String, CaseTable>::new();
    let mut finds = BTreeMap::<String, Vec<String>>::new();
    let mut name = String::new();
    for line in lines {
        if let Some((table, columns)) = line.split_once(':') {
            table.clone_into(&mut name);
            let columns = columns.split_whitespace().map(str::to_owned).collect();
            let table = CaseTable {
                columns,
                ..CaseTable::default()
            };
            tables.insert(name.clone(), table);
            continue;
        }
        let table = tables.get_mut(&name).unwrap();
        let index = table.index.len().to_string();
        let cells = line.strip_prefix('*').unwrap_or(line);
        let cells: Vec<Option<String>> = cells
            .split_whitespace()
            .map(|cell| (cell != "-").then(|| cell.replace('_', " ")))
            .collect();
        assert_eq!(cells.len(), table.columns.len(), "{rule}: {line}");
        table.rows.push(cells);
        if line.starts_with('*') {
            finds.entry(name.clone()).or_default().push(index.clone());
        }
        table.index.push(index);
    }
    let mut metadata = Metadata::default();
    if let Some(table) = tables.remove("Providers") {
        metadata.tables.insert("provider_info".to_owned(), table);
    }
    metadata
        .texts
        .extend(authority.map(|code| ("localAuthority".to_owned(), code)));
    Case {
        line: 0,
        return_name: "ssda903".to_owned(),
        rule,
        collections: vec![collection],
        tables,
        metadata,
        finds,
    }
}

fn agree(text: &str) {
    for case in examples(text) {
        assert!(!case.finds.is_empty(), "{} finds nothing", case.rule);
        let expected: RowsFound = case
            .finds
            .iter()
            .map(|(table, rows)| (table.clone(), rows.iter().cloned().collect()))
            .collect();
        let found = CaseRules::new(&the_book::book().authorities).run(&case, case.collections[0]);
        assert_eq!(found, Ok(expected), "rule {}", case.rule);
    }
}

#[test]
fn the_children_themselves() {
    agree(check_ssda903_examples::HEADER);
}

#[test]
fn episodes_and_placements() {
    agree(check_ssda903_examples::EPISODES);
}

#[test]
fn the_year_before() {
    agree(check_ssda903_examples::PREVIOUS);
}

#[test]
fn outcomes_and_care_leavers() {
    agree(check_ssda903_examples::OUTCOMES);
}

#[test]
fn adoption_and_placement_for_it() {
    agree(check_ssda903_examples::ADOPTION);
}

#[test]
fn times_missing_and_orders_that_deprive_of_liberty() {
    agree(check_ssda903_examples::MISSING);
}

#[test]
fn social_workers() {
    agree(check_ssda903_examples::SOCIAL_WORKERS);
}

#[test]
fn providers_and_postcodes() {
    agree(check_ssda903_examples::PROVIDERS);
}

#[test]
fn tables_that_do_not_fit_together() {
    agree(check_ssda903_examples::INTEGRITY);
}
