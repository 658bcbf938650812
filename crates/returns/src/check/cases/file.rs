//! Reads a case file, one case a line.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use serde_json::{Map, Value};

use crate::check::Collection;

/// The longest line that is taken, so that memory stays bounded.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The line of the file, from 1.
    pub line: u32,
    /// The return: `ssda903` or `cin`.
    pub return_name: String,
    /// The code of the rule.
    pub rule: String,
    /// The collections whose rules have this version.
    pub collections: Vec<Collection>,
    /// The tables, by the name the case writes.
    pub tables: BTreeMap<String, CaseTable>,
    /// What is no table.
    pub metadata: Metadata,
    /// The rows found, by table and `index`.
    pub finds: BTreeMap<String, Vec<String>>,
}

/// One table of a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseTable {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// What each row is called in `finds`.
    pub index: Vec<String>,
    /// The rows; a cell is a text or nothing.
    pub rows: Vec<Vec<Option<String>>>,
}

/// What a case says besides its tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The texts: `collection_start`, `localAuthority`, `file_format` and so on.
    pub texts: BTreeMap<String, String>,
    /// The tables: `provider_info`.
    pub tables: BTreeMap<String, CaseTable>,
}

/// Why a case file was not read.
#[derive(Debug, thiserror::Error)]
pub enum CasesError {
    /// The file could not be read.
    #[error("line {line} of the case file could not be read: {source}")]
    Io {
        /// The line.
        line: u32,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A line is no JSON.
    #[error(
        "line {line} of the case file is not JSON: {source}; each line must be one JSON object"
    )]
    Json {
        /// The line.
        line: u32,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// A line is JSON, but no case.
    #[error("line {line} of the case file is no case: {what}")]
    Shape {
        /// The line.
        line: u32,
        /// What is wrong.
        what: String,
    },
}

/// Reads the cases, one after another. Blank lines are passed over; reading ends at the
/// first line that is no case.
pub fn read_cases(mut file: impl BufRead) -> Result<Vec<Case>, CasesError> {
    let mut cases = Vec::new();
    let mut line = 0_u32;
    loop {
        line = line.saturating_add(1);
        let mut bytes = Vec::new();
        let mut bounded = file.by_ref().take(LONGEST_LINE);
        let read = bounded
            .read_until(b'\n', &mut bytes)
            .map_err(|source| CasesError::Io { line, source })?;
        if read == 0 {
            return Ok(cases);
        }
        if bytes.last() != Some(&b'\n') && read as u64 == LONGEST_LINE {
            let what = format!("it is longer than {LONGEST_LINE} bytes");
            return Err(CasesError::Shape { line, what });
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let value: Value =
            serde_json::from_slice(&bytes).map_err(|source| CasesError::Json { line, source })?;
        let case = case(line, value).map_err(|what| CasesError::Shape { line, what })?;
        cases.push(case);
    }
}

fn case(line: u32, value: Value) -> Result<Case, String> {
    let mut value = object(value, "the line")?;
    let return_name = text(&value, "return")?;
    let rule = text(&value, "rule")?;
    let collections = texts(value.remove("collections"), "\"collections\"")?
        .iter()
        .map(|text| text.parse().map_err(|problem| format!("{problem}")))
        .collect::<Result<Vec<Collection>, String>>()?;
    let mut tables = BTreeMap::new();
    let mut metadata = Metadata::default();
    for (name, content) in object(value.remove("tables").unwrap_or_default(), "\"tables\"")? {
        if name == "metadata" {
            metadata = read_metadata(content)?;
        } else {
            let table = table(content, &name)?;
            tables.insert(name, table);
        }
    }
    let mut finds = BTreeMap::new();
    for (name, rows) in object(value.remove("finds").unwrap_or_default(), "\"finds\"")? {
        let rows = texts(Some(rows), &name)?;
        finds.insert(name, rows);
    }
    Ok(Case {
        line,
        return_name,
        rule,
        collections,
        tables,
        metadata,
        finds,
    })
}

fn read_metadata(content: Value) -> Result<Metadata, String> {
    let mut metadata = Metadata::default();
    for (name, value) in object(content, "\"metadata\"")? {
        if value.is_object() {
            let table = table(value, &name)?;
            metadata.tables.insert(name, table);
        } else if let Some(text) = cell(value) {
            metadata.texts.insert(name, text);
        }
    }
    Ok(metadata)
}

fn table(content: Value, name: &str) -> Result<CaseTable, String> {
    let mut content = object(content, name)?;
    let columns = texts(content.remove("columns"), name)?;
    let index = texts(content.remove("index"), name)?;
    let Some(Value::Array(rows)) = content.remove("rows") else {
        return Err(format!("the table {name} has no list \"rows\""));
    };
    if rows.len() != index.len() {
        let (rows, index) = (rows.len(), index.len());
        return Err(format!(
            "the table {name} has {rows} rows and {index} in its \"index\""
        ));
    }
    let rows = rows
        .into_iter()
        .map(|row| match row {
            Value::Array(cells) if cells.len() == columns.len() => {
                Ok(cells.into_iter().map(cell).collect())
            }
            _ => Err(format!(
                "a row of the table {name} has not as many cells as columns"
            )),
        })
        .collect::<Result<_, String>>()?;
    Ok(CaseTable {
        columns,
        index,
        rows,
    })
}

fn object(value: Value, what: &str) -> Result<Map<String, Value>, String> {
    match value {
        Value::Object(object) => Ok(object),
        _ => Err(format!("{what} is no object")),
    }
}

fn text(object: &Map<String, Value>, name: &str) -> Result<String, String> {
    match object.get(name) {
        Some(Value::String(text)) => Ok(text.clone()),
        _ => Err(format!("it has no text \"{name}\"")),
    }
}

fn texts(value: Option<Value>, what: &str) -> Result<Vec<String>, String> {
    match value {
        Some(Value::Array(items)) => Ok(items
            .into_iter()
            .map(|item| cell(item).unwrap_or_default())
            .collect()),
        _ => Err(format!("{what} is no list")),
    }
}

/// A cell as text; numbers and lists as JSON writes them.
fn cell(value: Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

impl CaseTable {
    /// The place of a column, whatever its case.
    pub fn column(&self, name: &str) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|column| column.eq_ignore_ascii_case(name))
    }
}
