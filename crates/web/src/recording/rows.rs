//! An answer that is a table: a row to each thing, a box to each cell.

use maud::{Markup, html};
use practice::Value;
use practice::book::{Field, of_rows, rows};

use crate::answers::Answers;
use crate::components::error_message;

/// How many rows an answer may have.
const MOST: usize = 200;
/// How many rows there are at least, and how many are empty below those that are filled in.
const LEAST: usize = 4;
const EMPTY: usize = 2;

/// The name of a cell, counted from 0.
pub(super) fn cell(id: &str, row: usize, column: usize) -> String {
    format!("{id}-{}-{}", row + 1, column + 1)
}

/// The names of every cell that an answer may have.
pub(super) fn cells(id: &str, field: &Field) -> impl Iterator<Item = String> {
    let columns = field.columns.len();
    let rows = if columns == 0 { 0 } else { MOST };
    (0..rows).flat_map(move |row| (0..columns).map(move |column| cell(id, row, column)))
}

/// The answer of its cells, or what was written in one box; `None` where nothing was.
pub(super) fn read(id: &str, field: &Field, answers: &Answers) -> Option<Value> {
    let typed = (0..MOST).map(|row| {
        let columns = 0..field.columns.len();
        let cells = columns.map(|column| answers.one(&cell(id, row, column)).to_owned());
        cells.collect()
    });
    let text = of_rows(&typed.collect::<Vec<Vec<String>>>());
    let text = if text.is_empty() {
        answers.one(id).to_owned()
    } else {
        text
    };
    (!text.is_empty()).then(|| Value::text(text))
}

/// An answer as it would be typed.
pub(super) fn typed(id: &str, text: &str) -> Answers {
    let mut answers = Answers::default();
    for (row, cells) in rows(text).into_iter().enumerate() {
        for (column, text) in cells.into_iter().enumerate() {
            answers.0.insert(cell(id, row, column), vec![text]);
        }
    }
    answers
}

/// The question, with boxes for as many rows as are filled in, and some more.
pub(super) fn question(
    id: &str,
    ask: &str,
    field: &Field,
    answers: &Answers,
    error: Option<&str>,
) -> Markup {
    // What was written in one box, in a draft of before, is a row to a line.
    let whole = typed(id, answers.whole(id));
    let given = |row, column| {
        let name = cell(id, row, column);
        let text = match answers.whole(&name) {
            "" => whole.whole(&name),
            text => text,
        };
        text.to_owned()
    };
    let columns = field.columns.len();
    let is_filled = |row: &usize| (0..columns).any(|column| !given(*row, column).is_empty());
    let filled = (0..MOST).rfind(is_filled).map_or(0, |row| row + 1);
    let shown = (filled + EMPTY).clamp(LEAST, MOST);
    let hint = format!("{id}-hint");
    let wrong = format!("{id}-error");
    let described = if error.is_some() {
        format!("{hint} {wrong}")
    } else {
        hint.clone()
    };
    html! {
        div class={ "govuk-form-group" @if error.is_some() { " govuk-form-group--error" } } {
            fieldset class="govuk-fieldset" role="group" aria-describedby=(described) {
                legend class="govuk-fieldset__legend govuk-fieldset__legend--s" { (ask) }
                div class="govuk-hint" id=(hint) {
                    "A row for each. Leave empty what you do not need; more rows come when you keep it as a draft and go on."
                }
                @if let Some(error) = error { (error_message(id, error)) }
                @for row in 0..shown {
                    div class="sightline-row" {
                        @for (column, title) in field.columns.iter().enumerate() {
                            @let name = cell(id, row, column);
                            div class="sightline-row__cell" {
                                label class="govuk-label" for=(name) {
                                    (title)
                                    span class="govuk-visually-hidden" { ", row " (row + 1) }
                                }
                                input type="text" id=(name) name=(name) value=(given(row, column))
                                    class={ "govuk-input" @if error.is_some() && row == 0 { " govuk-input--error" } };
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use practice::Book;

    use super::*;

    #[test]
    fn what_stands_in_a_cell_stays_in_it() {
        let book = Book::england().expect("the book");
        let plan = book.record("plan-written").expect("a plan");
        let field = plan.fields.get("actions").expect("its actions");
        let mut answers = Answers::default();
        for (name, text) in [
            ("f-actions-1-1", "Swimming; every Friday"),
            ("f-actions-1-3", "30 November"),
            ("f-actions-3-1", "A visit"),
            ("f-actions-3-2", "Ada Example"),
        ] {
            answers.0.insert(name.to_owned(), vec![text.to_owned()]);
        }
        let Some(Value::Text(kept)) = read("f-actions", field, &answers) else {
            panic!("no answer");
        };
        let again = typed("f-actions", &kept);
        assert_eq!(again.one("f-actions-1-1"), "Swimming; every Friday");
        assert_eq!(again.one("f-actions-1-2"), "");
        assert_eq!(again.one("f-actions-1-3"), "30 November");
        // The empty row between is gone.
        assert_eq!(again.one("f-actions-2-2"), "Ada Example");
        assert_eq!(read("f-actions", field, &Answers::default()), None);
    }
}
