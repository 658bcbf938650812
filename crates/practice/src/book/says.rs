//! Putting a fact into a plain sentence.

use super::Book;
use super::layout::holes;
use crate::expr::FieldType;
use crate::fact::Fact;
use crate::value::Value;

impl Book {
    /// The fact as its record type says it: codes in words, days as people write
    /// them, and what was left empty as "not recorded". A piece in square brackets is left
    /// out where one of its answers is empty.
    pub fn say(&self, fact: &Fact) -> String {
        let Some(record) = self.record(&fact.kind) else {
            return format!(
                "{} (a record type that this practice book does not have)",
                fact.kind
            );
        };
        let mut sentence = String::new();
        let mut rest = record.says.as_str();
        while let Some((before, after)) = rest.split_once('[') {
            let (piece, after) = after.split_once(']').unwrap_or((after, ""));
            self.fill(fact, before, &mut sentence);
            if holes(piece).all(|field| fact.field(field).is_some()) {
                self.fill(fact, piece, &mut sentence);
            }
            rest = after;
        }
        self.fill(fact, rest, &mut sentence);
        sentence
    }

    /// Adds a text with its holes filled.
    fn fill(&self, fact: &Fact, text: &str, sentence: &mut String) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (field, after) = after.split_once('}').unwrap_or((after, ""));
            sentence.push_str(before);
            sentence.push_str(&self.say_field(fact, field));
            rest = after;
        }
        sentence.push_str(rest);
    }

    /// One field of a fact, in words.
    pub fn say_field(&self, fact: &Fact, field: &str) -> String {
        let Some(value) = fact.field(field) else {
            return "not recorded".to_owned();
        };
        let kind = self
            .record(&fact.kind)
            .and_then(|record| record.fields.get(field));
        match (kind.map(|field| &field.kind), value) {
            (Some(FieldType::Code(list)), Value::Text(code)) => self.words(list, code).to_owned(),
            (Some(FieldType::Codes(list)), Value::Codes(codes)) => {
                let words: Vec<_> = codes.iter().map(|code| self.words(list, code)).collect();
                words.join(", ")
            }
            (Some(FieldType::Date), Value::Text(text)) => {
                text.parse().map_or_else(|_| text.clone(), day_in_words)
            }
            (Some(FieldType::Instant), Value::Text(text)) => {
                text.parse().map_or_else(|_| text.clone(), moment_in_words)
            }
            (_, Value::Text(text)) if kind.is_some_and(|field| !field.columns.is_empty()) => {
                let rows = rows(text).into_iter();
                let said: Vec<String> = rows.map(|cells| said_row(&cells)).collect();
                said.join("\n")
            }
            _ => value.to_string(),
        }
    }
}

/// What stands between two cells of a row: nobody can type it in one.
const CELL: char = '\t';

/// The rows of an answer that is a table, each with its cells. A line that was written at once is
/// a row of one cell.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            line.split(CELL)
                .map(|cell| cell.trim().to_owned())
                .collect()
        })
        .collect()
}

/// An answer that is a table, of its rows. Rows in which nothing stands are left out.
pub fn of_rows(rows: &[Vec<String>]) -> String {
    let line = |cells: &Vec<String>| {
        let cells: Vec<String> = (cells.iter())
            .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        cells.join(&CELL.to_string())
    };
    let lines = rows.iter().map(line);
    let lines: Vec<String> = lines
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.trim_end_matches(CELL).to_owned())
        .collect();
    lines.join("\n")
}

/// *Swimming lessons – Ada Example – 30 November*
fn said_row(cells: &[String]) -> String {
    let cells: Vec<&str> = (cells.iter())
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    cells.join(" – ")
}

/// A day as people write it: 22 May 2026.
pub fn day_in_words(day: jiff::civil::Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A day and a time in England as people write them: 22 May 2026, 4.30pm.
pub fn moment_in_words(instant: jiff::Timestamp) -> String {
    let there = instant.to_zoned(crate::when::london());
    let hour = match there.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let half = if there.hour() < 12 { "am" } else { "pm" };
    let day = day_in_words(there.date());
    match there.minute() {
        0 => format!("{day}, {hour}{half}"),
        minute => format!("{day}, {hour}.{minute:02}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_rows, rows};

    fn cells(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn a_row_has_the_cells_that_it_was_given_whatever_stands_in_them() {
        let typed = [
            cells(&["Swimming; every Friday", "Ada, and her aunt", "30 November"]),
            cells(&["", " ", ""]),
            cells(&["A visit", "", ""]),
            cells(&["", "Nobody\tyet", "soon"]),
        ];
        let text = of_rows(&typed);
        assert_eq!(
            rows(&text),
            [
                cells(&["Swimming; every Friday", "Ada, and her aunt", "30 November"]),
                cells(&["A visit"]),
                cells(&["", "Nobody yet", "soon"]),
            ]
        );
        // What was written in lines is a cell to a line.
        assert_eq!(
            rows("one; two\n\nthree"),
            [cells(&["one; two"]), cells(&["three"])]
        );
    }

    proptest::proptest! {
        #[test]
        fn what_is_kept_of_rows_is_read_as_it_was_kept(typed: Vec<Vec<String>>) {
            let kept = of_rows(&typed);
            proptest::prop_assert_eq!(of_rows(&rows(&kept)), kept);
        }
    }
}
