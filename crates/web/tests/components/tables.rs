//! What is known, in rows.

use web::components::{Card, Cell, Link, Sort, SummaryList, SummaryRow, Table};

use crate::content::level;
use crate::fixtures::{NotOurs, Options, Taken, agree};
use crate::parts::links;

/// A cell of a table.
fn cell(options: Options<'_>) -> Taken<Cell<'_>> {
    options.only(&[
        "text",
        "html",
        "format",
        "classes",
        "colspan",
        "rowspan",
        "attributes",
    ])?;
    let numeric = match options.maybe("format")? {
        None => false,
        Some("numeric") => true,
        Some(_) => return Err(NotOurs),
    };
    let mut cell = Cell {
        content: options.content("text", "html")?,
        numeric,
        class: options.class(),
        columns: options.count("colspan")?,
        rows: options.count("rowspan")?,
        ..Cell::default()
    };
    if let Some(attributes) = options.table("attributes") {
        attributes.only(&["aria-sort", "data-sort-value"])?;
        cell.sort = match attributes.maybe("aria-sort")? {
            None => None,
            Some("none") => Some(Sort::None),
            Some("ascending") => Some(Sort::Ascending),
            Some("descending") => Some(Sort::Descending),
            Some(_) => return Err(NotOurs),
        };
        cell.sort_value = attributes.maybe_text("data-sort-value")?;
    }
    Ok(cell)
}

fn cells<'o>(row: &[Options<'o>]) -> Taken<Vec<Cell<'o>>> {
    row.iter().copied().map(cell).collect()
}

/// A table, which can be sorted if a column says so.
pub fn table(options: Options<'_>) -> Taken<Table<'_>> {
    options.only(&[
        "caption",
        "captionClasses",
        "classes",
        "head",
        "rows",
        "firstCellIsHeader",
        "attributes",
    ])?;
    let head = options.list("head")?;
    let rows = options.lists("rows")?;
    let sortable = head.iter().any(|cell| cell.has("attributes"));
    if options.has("attributes") && !sortable {
        return Err(NotOurs);
    }
    Ok(Table {
        caption: options.maybe("caption")?,
        caption_size: options.maybe("captionClasses")?.unwrap_or_default(),
        class: options.class(),
        head: cells(&head)?,
        rows: rows.iter().map(|row| cells(row)).collect::<Taken<_>>()?,
        rows_have_names: options.flag("firstCellIsHeader")?,
    })
}

#[test]
fn facts_in_rows_and_columns() {
    agree("table", |options| Ok(table(options)?.markup()));
}

/// What can be done about a row, or about the whole.
fn actions(options: Options<'_>) -> Taken<Vec<Link<'_>>> {
    let Some(actions) = options.table("actions") else {
        return Ok(Vec::new());
    };
    actions.only(&["items"])?;
    links(actions)
}

fn row(options: Options<'_>) -> Taken<SummaryRow<'_>> {
    options.only(&["key", "value", "actions", "classes"])?;
    let table = |name| options.table(name).ok_or(NotOurs);
    let (key, value) = (table("key")?, table("value")?);
    key.only(&["text", "html"])?;
    value.only(&["text", "html"])?;
    Ok(SummaryRow {
        key: key.content("text", "html")?,
        value: value.content("text", "html")?,
        actions: actions(options)?,
        class: options.class(),
    })
}

#[test]
fn what_is_known_and_what_can_be_done_about_it() {
    agree("summary-list", |options| {
        options.only(&["rows", "card", "classes"])?;
        let card = match options.table("card") {
            None => None,
            Some(card) => {
                card.only(&["title", "actions", "classes"])?;
                let mut made = Card {
                    actions: actions(card)?,
                    class: card.class(),
                    ..Card::default()
                };
                if let Some(title) = card.table("title") {
                    title.only(&["text", "html", "headingLevel"])?;
                    made.title = title.content("text", "html")?;
                    made.level = level(title, "headingLevel")?;
                }
                Some(made)
            }
        };
        let rows = options.list("rows")?;
        let list = SummaryList {
            rows: rows.into_iter().map(row).collect::<Taken<_>>()?,
            card,
            class: options.class(),
        };
        Ok(list.markup())
    });
}
