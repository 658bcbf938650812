//! Facts in rows and columns.

use maud::{Markup, Render, html};

use super::attributes::classes;
use super::text::{Content, Text};

/// In which order a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// In no order, but it can be put into one.
    None,
    /// The least first.
    Ascending,
    /// The greatest first.
    Descending,
}

impl Sort {
    /// What `aria-sort` says.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ascending => "ascending",
            Self::Descending => "descending",
        }
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell<'c> {
    /// What stands in it.
    pub content: Content<'c>,
    /// Whether it is a number: numbers are set to the right.
    pub numeric: bool,
    /// A further class.
    pub class: &'c str,
    /// Over how many columns it goes, if over more than one.
    pub columns: Option<u32>,
    /// Over how many rows it goes, if over more than one.
    pub rows: Option<u32>,
    /// Of a column's name: the order that the column stands in, if it can be sorted by.
    pub sort: Option<Sort>,
    /// What the cell is sorted by, where that is not its words: `20270606`, say.
    pub sort_value: Option<Text<'c>>,
}

impl<'c, C: Into<Content<'c>>> From<C> for Cell<'c> {
    fn from(content: C) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }
}

impl<'c> Cell<'c> {
    /// A number.
    pub fn number(content: impl Into<Content<'c>>) -> Self {
        Self {
            numeric: true,
            ..Self::from(content.into())
        }
    }

    /// A cell that names a row.
    fn row_header(&self) -> Markup {
        html! {
            th scope="row" class=(classes(["govuk-table__header", self.class]))
                colspan=[self.columns] rowspan=[self.rows]
                data-sort-value=[self.sort_value.as_deref()] {
                (self.content)
            }
        }
    }

    /// A cell that names a column.
    fn column_header(&self) -> Markup {
        let numeric = if self.numeric {
            "govuk-table__header--numeric"
        } else {
            ""
        };
        html! {
            th scope="col" class=(classes(["govuk-table__header", numeric, self.class]))
                colspan=[self.columns] rowspan=[self.rows] aria-sort=[self.sort.map(Sort::name)] {
                (self.content)
            }
        }
    }
}

impl Render for Cell<'_> {
    fn render(&self) -> Markup {
        let numeric = if self.numeric {
            "govuk-table__cell--numeric"
        } else {
            ""
        };
        html! {
            td class=(classes(["govuk-table__cell", numeric, self.class]))
                colspan=[self.columns] rowspan=[self.rows]
                data-sort-value=[self.sort_value.as_deref()] {
                (self.content)
            }
        }
    }
}

/// Facts in rows and columns. Where a column can be sorted by, the Ministry of Justice's
/// script does so.
#[derive(Clone, Debug, Default)]
pub struct Table<'t> {
    /// What they are about.
    pub caption: Option<&'t str>,
    /// A class that makes the caption larger: `govuk-table__caption--m`, say.
    pub caption_size: &'t str,
    /// A further class: `govuk-table--small-text-until-tablet`, say.
    pub class: &'t str,
    /// What each column holds; empty where that is plain.
    pub head: Vec<Cell<'t>>,
    /// The rows.
    pub rows: Vec<Vec<Cell<'t>>>,
    /// Whether the first cell names its row.
    pub rows_have_names: bool,
}

impl Table<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let sortable = self.head.iter().any(|cell| cell.sort.is_some());
        html! {
            table class=(classes(["govuk-table", self.class]))
                data-module=[sortable.then_some("moj-sortable-table")] {
                @if let Some(caption) = self.caption {
                    caption class=(classes(["govuk-table__caption", self.caption_size])) { (caption) }
                }
                @if !self.head.is_empty() {
                    thead class="govuk-table__head" {
                        tr class="govuk-table__row" {
                            @for cell in &self.head { (cell.column_header()) }
                        }
                    }
                }
                tbody class="govuk-table__body" {
                    @for row in &self.rows {
                        tr class="govuk-table__row" {
                            @for (index, cell) in row.iter().enumerate() {
                                @if index == 0 && self.rows_have_names { (cell.row_header()) }
                                @else { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}
