//! The columns of a list, and the order in which it stands. The name of a column by which a list can
//! be put in order is the way to the list in that order, and once it stands so, to the opposite one:
//! an address like any other (`sort=late`, and turned about `sort=-late`), so that it works without
//! scripts and can be handed on.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::wanted::Wanted;
use crate::components::Sort;

/// What stands before the name of an order that is turned about.
const TURNED: char = '-';

/// A column of a list.
pub(crate) struct Column {
    says: &'static str,
    /// By what name a list is put in its order, and in which direction first.
    by: Option<(&'static str, Sort)>,
    /// Whether there are only ways to do something in it: they are not printed.
    is_ways: bool,
}

impl Column {
    /// By which a list is not put in order.
    pub const fn plain(says: &'static str) -> Self {
        Self {
            says,
            by: None,
            is_ways: false,
        }
    }

    /// By which a list is put in order, the least first: names, and what is due.
    pub const fn least(by: &'static str, says: &'static str) -> Self {
        Self {
            says,
            by: Some((by, Sort::Ascending)),
            is_ways: false,
        }
    }

    /// By which a list is put in order, the greatest first: numbers, of which the greatest matter.
    pub const fn greatest(by: &'static str, says: &'static str) -> Self {
        Self {
            says,
            by: Some((by, Sort::Descending)),
            is_ways: false,
        }
    }

    /// In which there are only ways to do something.
    pub const fn ways(says: &'static str) -> Self {
        Self {
            says,
            by: None,
            is_ways: true,
        }
    }
}

/// The columns of a list.
pub(crate) struct Columns {
    /// From left to right.
    pub all: &'static [Column],
    /// Orders of its own that are no column's, by name and in words.
    pub own: &'static [(&'static str, &'static str)],
    /// In which of these orders it stands where the address asks for none.
    pub first: &'static str,
}

impl Columns {
    /// In which order the list is asked for.
    pub fn order(&self, wanted: &Wanted<'_>) -> Order {
        let said = wanted.said("sort");
        self.named(said)
            .or_else(|| self.named(self.first))
            .unwrap_or(Order {
                by: "",
                direction: Sort::None,
            })
    }

    fn named(&self, said: &str) -> Option<Order> {
        if let Some((by, _)) = self.own.iter().find(|(own, _)| *own == said) {
            let direction = Sort::None;
            return Some(Order { by, direction });
        }
        let (name, turned) = match said.strip_prefix(TURNED) {
            Some(name) => (name, true),
            None => (said, false),
        };
        let mut known = self.all.iter().filter_map(|column| column.by);
        let (by, first) = known.find(|(by, _)| *by == name)?;
        let direction = match (first, turned) {
            (Sort::Ascending, false) | (Sort::Descending, true) => Sort::Ascending,
            _ => Sort::Descending,
        };
        Some(Order { by, direction })
    }

    /// Their names above a list that stands in one order alone.
    pub fn plain_head(&self) -> Markup {
        html! {
            thead class="govuk-table__head" {
                tr class="govuk-table__row" { @for column in self.all { (plain(column)) } }
            }
        }
    }

    /// The ways to the orders that are no column's. Of one alone nothing is said while the list
    /// stands in it.
    pub fn own_orders(&self, wanted: &Wanted<'_>) -> Markup {
        let now = self.order(wanted).by;
        let is_one_of_several = self.own.len() > 1;
        html! {
            @if is_one_of_several || self.own.iter().any(|(by, _)| *by != now) {
                p class="govuk-body sightline-not-printed" {
                    "Order: "
                    @for (by, says) in self.own {
                        span class="govuk-!-margin-right-3" {
                            @if *by == now { strong { (says) } }
                            @else { a class="govuk-link govuk-link--no-visited-state" href=(wanted.with("sort", by)) { (says) } }
                        }
                        " "
                    }
                }
            }
        }
    }

    /// Their names above the list, each a way to its order.
    pub fn head(&self, wanted: &Wanted<'_>) -> Markup {
        let order = self.order(wanted);
        if self.all.iter().all(|column| column.by.is_none()) {
            return self.plain_head();
        }
        html! {
            thead class="govuk-table__head sightline-orders" {
                tr class="govuk-table__row" {
                    @for column in self.all { (heading(column, wanted, &order)) }
                }
            }
        }
    }
}

fn plain(column: &Column) -> Markup {
    html! {
        @if column.is_ways {
            th scope="col" class="govuk-table__header sightline-not-printed" {
                span class="govuk-visually-hidden" { (column.says) }
            }
        } @else {
            th scope="col" class="govuk-table__header" { (column.says) }
        }
    }
}

fn heading(column: &Column, wanted: &Wanted<'_>, order: &Order) -> Markup {
    let Some((by, first)) = column.by else {
        return plain(column);
    };
    let now = if order.by == by {
        order.direction
    } else {
        Sort::None
    };
    let (to, arrow) = match now {
        Sort::None => (by.to_owned(), ""),
        now if now == first => (format!("{TURNED}{by}"), arrow(now)),
        now => (by.to_owned(), arrow(now)),
    };
    html! {
        th scope="col" class="govuk-table__header" aria-sort=(now.name()) {
            a class="govuk-link govuk-link--no-visited-state" href=(wanted.with("sort", &to)) {
                (column.says)
                span class="govuk-visually-hidden" {
                    @if now == Sort::None { ": put in this order" } @else { ": turn the order about" }
                }
            }
            @if !arrow.is_empty() { span aria-hidden="true" { (arrow) } }
        }
    }
}

fn arrow(direction: Sort) -> &'static str {
    match direction {
        Sort::None => "",
        Sort::Ascending => "\u{a0}▲",
        Sort::Descending => "\u{a0}▼",
    }
}

/// In which order a list stands.
#[derive(Clone, Copy)]
pub(crate) struct Order {
    /// The column's name in addresses; empty where the list stands in an order of its own.
    pub by: &'static str,
    direction: Sort,
}

impl Order {
    /// Puts rows in this order by what stands in the column. Where nothing stands there, the row
    /// comes last, whichever way about; rows of which the same stands there stay as they were.
    pub fn put<T, K: Ord>(&self, rows: &mut [T], key: impl Fn(&T) -> Option<K>) {
        match self.direction {
            Sort::None => {}
            Sort::Ascending => rows.sort_by_cached_key(|row| {
                let key = key(row);
                (key.is_none(), key)
            }),
            Sort::Descending => rows.sort_by_cached_key(|row| {
                let key = key(row);
                (key.is_none(), Reverse(key))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::edge::Asked;

    const COLUMNS: Columns = Columns {
        all: &[
            Column::least("name", "Name"),
            Column::greatest("late", "Late"),
            Column::plain("Why"),
            Column::ways("Do"),
        ],
        own: &[("danger", "Dangerous first")],
        first: "name",
    };

    fn asked(query: &str) -> Asked {
        Asked::for_tests(Answers::read(query.as_bytes()))
    }

    fn put(
        query: &str,
        by: fn(&(&'static str, Option<u8>)) -> Option<String>,
    ) -> Vec<&'static str> {
        let asked = asked(query);
        let mut rows = vec![("b", Some(2)), ("a", None), ("c", Some(7))];
        COLUMNS
            .order(&Wanted::of("/list", &asked))
            .put(&mut rows, by);
        rows.into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn a_list_stands_in_the_order_of_a_column_and_turned_about_with_nothing_always_last() {
        let late = |row: &(&str, Option<u8>)| row.1.map(|late| late.to_string());
        let name = |row: &(&str, Option<u8>)| Some(row.0.to_owned());

        assert_eq!(put("sort=late", late), ["c", "b", "a"]);
        assert_eq!(put("sort=-late", late), ["b", "c", "a"]);
        assert_eq!(put("", name), ["a", "b", "c"]);
        assert_eq!(put("sort=-name", name), ["c", "b", "a"]);
        // What no column is called leaves the list in its own order.
        assert_eq!(put("sort=nothing", name), ["a", "b", "c"]);
    }

    #[test]
    fn the_name_of_a_column_is_the_way_to_its_order_and_says_in_which_it_stands() {
        let asked = asked("team=0a&sort=late&page=4");
        let head = COLUMNS.head(&Wanted::of("/list", &asked)).into_string();

        assert!(head.contains(r#"aria-sort="descending"><a class="govuk-link govuk-link--no-visited-state" href="/list?team=0a&amp;sort=-late""#), "{head}");
        assert!(head.contains(r#"aria-sort="none"><a class="govuk-link govuk-link--no-visited-state" href="/list?team=0a&amp;sort=name""#), "{head}");
        assert_eq!(head.matches("aria-sort").count(), 2, "{head}");
    }

    #[test]
    fn an_order_that_is_no_columns_leaves_the_rows_to_the_list_and_is_led_to() {
        let name = |row: &(&str, Option<u8>)| Some(row.0.to_owned());
        assert_eq!(put("sort=danger", name), ["b", "a", "c"]);

        let asked = asked("sort=-late");
        let ways = COLUMNS
            .own_orders(&Wanted::of("/list", &asked))
            .into_string();
        assert!(ways.contains(r#"href="/list?sort=danger""#), "{ways}");
    }
}
