//! What a rule of Annex A looks at: the rows of all lists, and each child's together.

use std::collections::{BTreeMap, HashMap};

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::check::Finds;
use crate::read::annex_a::{AnnexA, Holds, LISTS, List, Row, Value};

/// The lists, the day, and each child's rows.
pub struct Context<'a> {
    /// The lists as they were read.
    pub annex: &'a AnnexA,
    /// The day of the inspection.
    pub on: Date,
    /// The rows of each child on the lists of children, 1 to 10.
    pub children: HashMap<&'a str, Vec<At<'a>>>,
}

/// A row, and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// Its list.
    pub list: &'static List,
    /// Its number in it, from 0.
    pub index: u32,
    /// The row.
    pub row: &'a Row,
}

impl<'a> Context<'a> {
    /// Puts each child's rows together.
    pub fn new(annex: &'a AnnexA, on: Date) -> Self {
        let mut context = Self {
            annex,
            on,
            children: HashMap::new(),
        };
        let mut children: HashMap<&str, Vec<At<'_>>> = HashMap::new();
        for at in context.rows() {
            if let Some(child) = at.child() {
                children.entry(child).or_default().push(at);
            }
        }
        context.children = children;
        context
    }

    /// Every row of every list.
    pub fn rows(&self) -> impl Iterator<Item = At<'a>> + use<'a> {
        let annex = self.annex;
        LISTS.iter().flat_map(move |list| rows_of(annex, list))
    }

    /// The rows of one list.
    pub fn list(&self, number: u8) -> impl Iterator<Item = At<'a>> + use<'a> {
        let annex = self.annex;
        let list = List::numbered(number).into_iter();
        list.flat_map(move |list| rows_of(annex, list))
    }

    /// The rows of a child on a list.
    pub fn of_child(&self, child: &str, list: u8) -> impl Iterator<Item = &At<'a>> {
        let own = self.children.get(child).map_or(&[][..], Vec::as_slice);
        own.iter().filter(move |at| at.list.number == list)
    }

    /// The day so many months before the inspection.
    pub fn months_ago(&self, months: i32) -> Date {
        self.on.checked_sub(months.months()).unwrap_or(self.on)
    }
}

fn rows_of<'a>(annex: &'a AnnexA, list: &'static List) -> impl Iterator<Item = At<'a>> + use<'a> {
    let rows = (0_u32..).zip(annex.list(list.number));
    rows.map(move |(index, row)| At { list, index, row })
}

impl<'a> At<'a> {
    /// The value of a column.
    pub fn get(&self, column: &str) -> &'a Value {
        self.row.get(column)
    }

    /// The day in a column.
    pub fn day(&self, column: &str) -> Option<Date> {
        self.get(column).day()
    }

    /// Whether a column is filled.
    pub fn has(&self, column: &str) -> bool {
        !self.get(column).is_blank()
    }

    /// Whether the value of a column has these letters before its mark: `e` of `e) Closed`.
    pub fn is(&self, column: &str, value: &str) -> bool {
        let plain = crate::read::annex_a::headers::plain;
        plain(&self.get(column).to_string()) == plain(value)
    }

    /// Whose row it is; nothing on the list of adopters.
    pub fn child(&self) -> Option<&'a str> {
        let number = if self.list.number == 11 {
            None
        } else {
            self.row.cells.first()
        };
        match number {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The date of birth.
    pub fn born(&self) -> Option<Date> {
        self.day("Date of Birth")
    }

    /// Each column that holds days, with its day.
    pub fn days(&self) -> impl Iterator<Item = (&'static str, Date)> + use<'a> {
        let columns = self.list.columns.iter().zip(&self.row.cells);
        columns.filter_map(|(column, value)| match column.holds {
            Holds::Day => Some((column.name, value.day()?)),
            _ => None,
        })
    }
}

/// The rows that a rule finds, and in which of their columns.
#[derive(Debug, Default)]
pub struct Found {
    finds: Finds,
    columns: BTreeMap<(u8, u32), Vec<&'static str>>,
}

/// The columns found, by list and row.
type InColumns = BTreeMap<(u8, u32), Vec<&'static str>>;

impl Found {
    /// Finds something in these columns of a row.
    pub fn flag(&mut self, at: &At<'_>, columns: &[&'static str]) {
        self.finds.flag(at.list.sheet(), at.index);
        let own = self.columns.entry((at.list.number, at.index)).or_default();
        for column in columns {
            if !own.contains(column) {
                own.push(column);
            }
        }
    }

    /// Finds something about a whole list.
    pub fn flag_list(&mut self, list: &List, columns: &[&'static str]) {
        self.finds.flag(list.sheet(), 0);
        let own = self.columns.entry((list.number, 0)).or_default();
        own.extend_from_slice(columns);
    }

    pub(super) fn into_finds(self) -> (Finds, InColumns) {
        (self.finds, self.columns)
    }
}
