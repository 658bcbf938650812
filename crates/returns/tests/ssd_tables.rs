//! The description of the dataset's tables: against the specification, and against the
//! practice book whose records hold them.

mod common;

use std::collections::BTreeSet;

use practice::Book;
use practice::expr::FieldType;
use returns::read::ssd::{Form, How, Link, Owner, Role, Table};

/// The tables and columns of the specification: name, type and size.
fn specification() -> Option<Vec<(String, String, String, String)>> {
    let file = common::shared()?.join("returns/schema/standard-safeguarding-dataset.csv");
    let text = std::fs::read_to_string(file).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().unwrap().clone();
    let at = |name: &str| headings.iter().position(|other| other == name).unwrap();
    let [table, column, kind, size] =
        ["object_name", "field_name", "type", "max_field_size"].map(at);
    let rows = reader.records().map(Result::unwrap).map(|row| {
        let cell = |at: usize| row[at].trim().to_owned();
        (
            cell(table),
            cell(column),
            cell(kind).to_lowercase(),
            cell(size),
        )
    });
    Some(rows.collect())
}

#[test]
fn every_table_and_column_of_the_specification_is_described_in_its_order() {
    let Some(specified) = specification() else {
        return;
    };
    let described: Vec<(&str, &str)> = (Table::ALL.iter())
        .flat_map(|table| table.columns.iter().map(|column| (table.name, column.name)))
        .collect();
    let specified_names: Vec<(&str, &str)> = (specified.iter())
        .map(|(table, column, ..)| (table.as_str(), column.as_str()))
        .collect();
    assert_eq!(Table::ALL.len(), 48);
    assert_eq!(described, specified_names);
}

#[test]
fn every_column_takes_what_the_specification_lets_stand_there() {
    let Some(specified) = specification() else {
        return;
    };
    for (table, column, kind, size) in specified {
        let (_, described) = Table::named(&table).unwrap();
        let form = described.column(&column).unwrap().1.form;
        let size = size.parse::<usize>();
        let fits = match (kind.as_str(), form) {
            ("datetime", Form::Date)
            | ("float", Form::Decimal)
            | ("binary", Form::Hash)
            | ("bit", Form::Text(1)) => true,
            ("nchar", Form::YesNo) => size == Ok(1),
            ("nvarchar" | "nchar", Form::Text(usize::MAX) | Form::Json(usize::MAX)) => {
                size.is_err()
            }
            ("nvarchar" | "nchar", Form::Text(most) | Form::Json(most))
            | ("int", Form::Whole(most)) => size == Ok(most),
            _ => false,
        };
        assert!(fits, "{table}.{column} is {kind}({size:?}) and {form:?}");
    }
}

#[test]
fn every_column_is_held_by_a_field_that_the_practice_book_has() {
    let book = Book::england().unwrap();
    for table in Table::ALL {
        let kinds: BTreeSet<&str> = (table.anchors.iter().copied())
            .chain(table.parts.iter().map(|part| part.kind))
            .collect();
        for kind in &kinds {
            assert!(book.record(kind).is_some(), "{}: {kind}", table.name);
        }
        for part in table.parts {
            let (of, field) = match part.link {
                Link::ToAnchor(field) | Link::ToPart(field, _) => (part.kind, field),
                Link::FromAnchor(field) => (table.anchors[0], field),
                Link::Alone => continue,
            };
            let field = &book.record(of).unwrap().fields[field];
            assert!(matches!(field.kind, FieldType::Link(_)), "{}", part.kind);
        }
        for says in table.says {
            assert!(
                book.record(says.kind)
                    .unwrap()
                    .fields
                    .contains_key(says.field)
            );
        }
        for column in table.columns {
            for held in column.held.iter().flatten() {
                assert!(kinds.contains(held.kind), "{}: {}", column.name, held.kind);
                if let How::Field(field) = held.how {
                    let record = book.record(held.kind).unwrap();
                    assert!(record.fields.contains_key(field), "{}.{field}", held.kind);
                }
            }
        }
    }
}

#[test]
fn the_day_of_what_a_row_is_about_stands_in_a_column_or_is_when_it_was_told() {
    let book = Book::england().unwrap();
    for table in Table::ALL {
        for kind in table.anchors {
            let record = book.record(kind).unwrap();
            let told = record.fields[&record.occurred].told;
            let mut columns = table.columns.iter();
            let in_column = columns.any(|column| match column.in_kind(kind) {
                Some(How::Field(field)) => field == record.occurred,
                _ => false,
            });
            assert!(told || in_column, "{}: {kind}", table.name);
        }
    }
}

#[test]
fn keys_and_owners_name_columns_that_are_there() {
    for table in Table::ALL {
        assert!(
            table.key.iter().all(|key| table.column(key).is_some()),
            "{}",
            table.name
        );
        match table.owner {
            Owner::Person => assert!(
                table.person().is_some() || table.key == ["pers_person_id"],
                "{}",
                table.name
            ),
            Owner::Through(column, other, key) => {
                assert!(table.column(column).is_some(), "{}", table.name);
                let (_, other) = Table::named(other).unwrap();
                assert!(other.column(key).is_some(), "{}", table.name);
            }
            Owner::Organisation => assert!(table.person().is_none()),
        }
        for column in table.columns {
            if let Role::Of(other) = column.role {
                assert!(Table::named(other).is_some(), "{}", column.name);
            }
        }
    }
}
