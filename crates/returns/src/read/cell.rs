//! A cell: one value of a file, with its place; and a value that found no cell.

use std::fmt;

/// Where something stands in a file. Both counts start at 1.
///
/// In an XML file the column counts characters in the line. In a CSV file it is
/// the number of the field in its row (1 is spreadsheet column A), because that is
/// what a person looks for. Counts beyond `u32` stay at its highest value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line, counted in line breaks of the file.
    pub line: u32,
    /// The character (XML) or the field (CSV).
    pub column: u32,
}

impl Default for Place {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// One value that was read. Its text is trimmed and never empty: a field left
/// blank in the file has no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The name of the field, as the specification of the return writes it.
    pub field: &'static str,
    /// The value, without the white space around it.
    pub text: String,
    /// The line on which the value begins.
    pub line: u32,
    /// The column at which the value begins; see [`Place`].
    pub column: u32,
}

impl Cell {
    pub(crate) fn new(field: &'static str, text: String, place: Place) -> Self {
        Self {
            field,
            text,
            line: place.line,
            column: place.column,
        }
    }

    /// Where the value begins.
    pub fn place(&self) -> Place {
        Place {
            line: self.line,
            column: self.column,
        }
    }
}

/// Something in the file that found no cell. It is reported, never dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Where it begins.
    pub place: Place,
    /// The elements around it (`Message/Children/Child/…`), or the column of a table.
    pub path: String,
    /// The value. Empty for an unknown element that holds none: such a report is
    /// not a value, and is not counted as one.
    pub text: String,
    /// Why it was not read.
    pub why: WhyUnread,
}

/// Why something was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyUnread {
    /// The return has no element of this name in this place.
    UnknownElement,
    /// The return uses no attributes.
    Attribute,
    /// Text where only elements belong.
    StrayText,
    /// The field already has a value; the first was kept.
    SecondValue,
    /// The block may stand once; the first was kept.
    SecondBlock,
    /// `&name;` where XML knows only `amp`, `lt`, `gt`, `quot`, `apos` and numbers.
    UnknownEntity(String),
    /// The bytes are not UTF-8 although the file says so; shown as Windows-1252.
    NotUtf8,
    /// The row has more fields than the table has columns.
    BeyondLastColumn,
}

impl fmt::Display for WhyUnread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownElement => f.write_str("the return has no such element here"),
            Self::Attribute => f.write_str("the return uses no attributes"),
            Self::StrayText => f.write_str("text between elements"),
            Self::SecondValue => f.write_str("a second value; the first was kept"),
            Self::SecondBlock => f.write_str("a second block; the first was kept"),
            Self::UnknownEntity(name) => write!(f, "XML knows no entity &{name};"),
            Self::NotUtf8 => f.write_str("bytes that are not UTF-8, shown as Windows-1252"),
            Self::BeyondLastColumn => f.write_str("more fields than the table has columns"),
        }
    }
}

/// Narrows a count, staying at the highest value rather than wrapping.
pub(crate) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
