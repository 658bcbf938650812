//! Rows of the dataset that the specification allows, made at random.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;

use practice::expr::FieldType;
use returns::import::ssd::Row;
use returns::read::ssd::{Column, Form, How, Owner, Role, Table};

use crate::dataset::book;

/// Numbers from a seed; of those who want the same every time, always the first.
struct Numbers {
    seed: u64,
    always_first: bool,
}

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        if self.always_first {
            return 0;
        }
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.seed >> 33) % most as u64).unwrap()
    }

    /// Whether to leave something out.
    fn leaves_out(&mut self) -> bool {
        self.below(3) == 2
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        if all.is_empty() {
            None
        } else {
            all.get(self.below(all.len()))
        }
    }
}

/// All rows of one person.
pub fn person(person: &str, seed: u64) -> Vec<Row> {
    rows(Some(person), random(seed), |table| {
        table.owner != Owner::Organisation
    })
}

/// All rows of the organisation's own.
pub fn organisation(seed: u64) -> Vec<Row> {
    rows(None, random(seed), |table| {
        table.owner == Owner::Organisation
    })
}

/// One row of each table of a person, every column filled, all on one day.
pub fn full(person: &str) -> Vec<Row> {
    let numbers = Numbers {
        seed: 0,
        always_first: true,
    };
    rows(Some(person), numbers, |table| {
        table.owner != Owner::Organisation
    })
}

fn random(seed: u64) -> Numbers {
    Numbers {
        seed,
        always_first: false,
    }
}

fn rows(person: Option<&str>, mut numbers: Numbers, which: impl Fn(&Table) -> bool) -> Vec<Row> {
    let mut keys: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    // The keys come first, so that rows may name rows that stand further on.
    let mut made: Vec<(usize, &'static Table, Vec<Option<String>>)> = Vec::new();
    for (at, table) in Table::ALL
        .iter()
        .enumerate()
        .filter(|(_, table)| which(table))
    {
        let one = table.name == "ssd_person" || table.name == "ssd_cla_immunisations";
        let count = if one || numbers.always_first {
            1
        } else {
            numbers.below(4)
        };
        for number in 0..count {
            let mut cells = vec![None; table.columns.len()];
            for name in table.key {
                let (place, column) = table.column(name).unwrap();
                let key = match (column.role, *name) {
                    (Role::Person, _) | (_, "pers_person_id") => person.unwrap().to_owned(),
                    (_, "disa_disability_code") => ["LD", "AUT", "MOB"][number].to_owned(),
                    _ => format!("{}{number}", name.get(..4).unwrap_or(name)),
                };
                keys.entry((table.name, name))
                    .or_default()
                    .push(key.clone());
                cells[place] = Some(key);
            }
            made.push((at, table, cells));
        }
    }
    let cla: Vec<String> = (0..2).map(|number| format!("cla{number}")).collect();
    let mut rows = Vec::new();
    for (line, (at, table, mut cells)) in made.into_iter().enumerate() {
        for (place, column) in table.columns.iter().enumerate() {
            if cells[place].is_some() {
                continue;
            }
            let owner = matches!(table.owner, Owner::Through(name, ..) if name == column.name);
            let always = owner || column.role == Role::Person;
            if !always && numbers.leaves_out() {
                continue;
            }
            cells[place] = match column.role {
                Role::Person => person.map(str::to_owned),
                Role::Of("ssd_person") => Some("another".to_owned()),
                Role::Of("ssd_professionals" | "ssd_department") => {
                    Some(format!("W{}", numbers.below(3)))
                }
                Role::Of(other) => {
                    let (_, other) = Table::named(other).unwrap();
                    let known = keys.get(&(other.name, other.key[0]));
                    known.and_then(|known| numbers.of(known)).cloned()
                }
                Role::Plain if column.name.ends_with("cla_id") => numbers.of(&cla).cloned(),
                Role::Plain => Some(value(column, &mut numbers)),
            };
        }
        rows.push(Row {
            table: at,
            file: format!("{}.csv", table.name),
            line: u32::try_from(line).unwrap() + 2,
            cells,
            again: None,
        });
    }
    belonging(rows)
}

/// Only rows that belong to somebody: those whose owner's row is there.
fn belonging(rows: Vec<Row>) -> Vec<Row> {
    let mut left: Vec<Row> = Vec::new();
    for row in rows {
        let table = Table::ALL[row.table];
        let belongs = match table.owner {
            Owner::Through(column, other, key) => {
                let (at, _) = table.column(column).unwrap();
                let (other, described) = Table::named(other).unwrap();
                let (key, _) = described.column(key).unwrap();
                row.cells[at].is_some()
                    && (left.iter())
                        .any(|one| one.table == other && one.cells[key] == row.cells[at])
            }
            _ => true,
        };
        if belongs {
            left.push(row);
        }
    }
    left
}

fn value(column: &Column, numbers: &mut Numbers) -> String {
    let held = column.held.iter().flatten();
    let types = held.filter_map(|held| match held.how {
        How::Field(field) => book()
            .record(held.kind)
            .map(|record| &record.fields[field].kind),
        How::Known(_) | How::KnownOrEmpty(_) => None,
    });
    let types: Vec<&FieldType> = types.collect();
    let known: Vec<&str> = (column.held.iter().flatten())
        .filter_map(|held| match held.how {
            How::Known(value) | How::KnownOrEmpty(value) => Some(value),
            How::Field(_) => None,
        })
        .collect();
    if !known.is_empty() && numbers.below(2) == 0 {
        return (*numbers.of(&known).unwrap()).to_owned();
    }
    for kind in types {
        match kind {
            FieldType::Code(list) => {
                let codes: Vec<&String> = book().codes[list].codes.keys().collect();
                let code = numbers.of(&codes).unwrap().as_str();
                let words = column.words.iter().find(|(ours, _)| *ours == code);
                return match words {
                    Some((_, theirs)) if numbers.below(2) == 0 => (*theirs).to_owned(),
                    _ => code.to_owned(),
                };
            }
            FieldType::Codes(_) => {
                return ["[\"1A\",\"2B\"]", "[\"2B\", \"1A\"]", "{\"1A\":\"Yes\"}"]
                    [numbers.below(3)]
                .to_owned();
            }
            FieldType::Number => return numbers.below(40).to_string(),
            _ => {}
        }
    }
    let day = || ["2023-05-01", "2023-09-01", "2024-01-15"];
    match column.form {
        Form::Date if numbers.below(5) == 4 => format!("{}T16:30:00", day()[numbers.below(3)]),
        Form::Date => day()[numbers.below(3)].to_owned(),
        Form::Whole(_) => numbers.below(10).to_string(),
        Form::Decimal => ["1.50", "0.6", "12"][numbers.below(3)].to_owned(),
        Form::YesNo => ["Y", "N"][numbers.below(2)].to_owned(),
        Form::Hash => "ab".repeat(32),
        Form::Json(_) => ["{\"NFA_FLAG\":\"Y\"}", "{}", "[ 1 ]"][numbers.below(3)].to_owned(),
        Form::Text(most) => {
            let text = ["a", "é", "x,\"y\"", "two\nlines", "=1+1", "N1"][numbers.below(6)];
            text.chars()
                .take(most)
                .collect::<String>()
                .trim()
                .to_owned()
        }
    }
}
