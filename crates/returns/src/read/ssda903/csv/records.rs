//! The records of a CSV file, one at a time, of at most one mebibyte.
//!
//! A record is a line, or several when a quoted field holds line breaks. Lines end
//! with a line feed, a carriage return, or both; the last needs no end.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use crate::read::{NotText, Place, ReadError, cell::narrow};

/// The longest record, in bytes.
pub(crate) const LONGEST_RECORD: usize = 1024 * 1024;

/// Reads a CSV file record by record.
pub(crate) struct Records<R> {
    input: BufReader<R>,
    file: String,
    /// The line that comes next.
    line: u32,
    record: Vec<u8>,
    windows_1252_from: Option<u32>,
}

/// One record.
pub(crate) struct Record<'a> {
    text: Cow<'a, str>,
    line: u32,
}

/// One field of a record.
pub(crate) struct Field<'a> {
    pub text: Cow<'a, str>,
    /// The line on which it begins.
    pub line: u32,
}

impl<R: Read> Records<R> {
    /// Looks at the first bytes, and refuses what is no text.
    pub fn begin(content: R, file: String) -> Result<Self, ReadError> {
        let input = BufReader::with_capacity(64 * 1024, content);
        let mut records = Self {
            input,
            file,
            line: 1,
            record: Vec::new(),
            windows_1252_from: None,
        };
        let first = match records.input.fill_buf() {
            Ok(first) => first,
            Err(source) => return Err(records.io(source)),
        };
        if let Some(what) = NotText::of(first) {
            return Err(ReadError::NotText {
                file: records.file,
                what,
            });
        }
        if first.starts_with(b"\xEF\xBB\xBF") {
            records.input.consume(3);
        }
        Ok(records)
    }

    pub fn file(&self) -> &str {
        &self.file
    }

    pub fn windows_1252_from(&self) -> Option<u32> {
        self.windows_1252_from
    }

    /// The next record that is not blank.
    pub fn next(&mut self) -> Result<Option<Record<'_>>, ReadError> {
        loop {
            let line = self.line;
            self.record.clear();
            if !self.read_record()? {
                return Ok(None);
            }
            if self.record.trim_ascii().is_empty() {
                continue;
            }
            if std::str::from_utf8(&self.record).is_err() {
                self.windows_1252_from.get_or_insert(line);
            }
            let text = match std::str::from_utf8(&self.record) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => {
                    encoding_rs::WINDOWS_1252
                        .decode_without_bom_handling(&self.record)
                        .0
                }
            };
            return Ok(Some(Record { text, line }));
        }
    }

    /// Reads lines until no quotation mark is open. `false` at the end of the file.
    fn read_record(&mut self) -> Result<bool, ReadError> {
        let start = self.line;
        let mut quotes = Quotes::default();
        let mut seen = 0;
        loop {
            let before = self.line;
            let line_end = self.read_line(start)?;
            let new = self.record.get(seen..).unwrap_or_default();
            if quotes.is_open() || new.contains(&b'"') {
                quotes.step(new, before);
            } else {
                quotes.between_fields();
            }
            if !quotes.is_open() {
                return Ok(!self.record.is_empty() || line_end.is_some());
            }
            let Some(line_end) = line_end else {
                return Err(ReadError::UnclosedQuote {
                    file: self.file.clone(),
                    place: quotes.opened,
                });
            };
            self.record.extend_from_slice(line_end);
            seen = self.record.len();
        }
    }

    /// Adds a line to the record. Gives the line break, or `None` at the end.
    fn read_line(&mut self, start: u32) -> Result<Option<&'static [u8]>, ReadError> {
        loop {
            let ready = match self.input.fill_buf() {
                Ok(ready) => ready,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(source) => return Err(self.io(source)),
            };
            if ready.is_empty() {
                return Ok(None);
            }
            let end = ready.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let line = ready.get(..end.unwrap_or(ready.len())).unwrap_or_default();
            if self.record.len() + line.len() > LONGEST_RECORD {
                return Err(ReadError::TooLong {
                    file: self.file.clone(),
                    place: Place {
                        line: start,
                        column: 1,
                    },
                    what: "one row",
                    limit: LONGEST_RECORD,
                });
            }
            self.record.extend_from_slice(line);
            let taken = line.len();
            let Some(end) = end else {
                self.input.consume(taken);
                continue;
            };
            let is_return = ready.get(end) == Some(&b'\r');
            self.input.consume(taken + 1);
            self.line = self.line.saturating_add(1);
            if is_return && self.followed_by_line_feed()? {
                self.input.consume(1);
                return Ok(Some(b"\r\n"));
            }
            return Ok(Some(if is_return { b"\r" } else { b"\n" }));
        }
    }

    fn followed_by_line_feed(&mut self) -> Result<bool, ReadError> {
        loop {
            match self.input.fill_buf() {
                Ok(ready) => return Ok(ready.first() == Some(&b'\n')),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(source) => return Err(self.io(source)),
            }
        }
    }

    fn io(&self, source: std::io::Error) -> ReadError {
        let place = Place {
            line: self.line,
            column: 1,
        };
        ReadError::Io {
            file: self.file.clone(),
            place,
            source,
        }
    }
}

/// Follows quotation marks through a record, as [`Fields`] does after it.
#[derive(Default)]
struct Quotes {
    state: State,
    column: u32,
    opened: Place,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Start,
    Plain,
    Quoted,
    /// A quotation mark within a quoted field: its end, or the first of two.
    QuoteInQuoted,
}

impl Quotes {
    fn is_open(&self) -> bool {
        self.state == State::Quoted
    }

    fn between_fields(&mut self) {
        self.state = State::Start;
    }

    fn step(&mut self, line: &[u8], number: u32) {
        if self.state != State::Quoted {
            self.state = State::Start;
        }
        for byte in line {
            self.state = match (self.state, byte) {
                (State::Start, b'"') => {
                    self.opened = Place {
                        line: number,
                        column: self.column.saturating_add(1),
                    };
                    State::Quoted
                }
                (State::Quoted, b'"') => State::QuoteInQuoted,
                (State::Quoted, _) | (State::QuoteInQuoted, b'"') => State::Quoted,
                (_, b',') => {
                    self.column = self.column.saturating_add(1);
                    State::Start
                }
                _ => State::Plain,
            };
        }
    }
}

impl Record<'_> {
    /// The record as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line on which the record begins.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The fields, without their quotation marks.
    pub fn fields(&self) -> Fields<'_> {
        Fields {
            rest: Some(&self.text),
            line: self.line,
        }
    }
}

/// The fields of a record.
pub(crate) struct Fields<'a> {
    rest: Option<&'a str>,
    line: u32,
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        let rest = self.rest?;
        let line = self.line;
        let Some(quoted) = rest.strip_prefix('"') else {
            let (text, rest) = cut_at_comma(rest);
            self.rest = rest;
            return Some(Field {
                text: Cow::Borrowed(text),
                line,
            });
        };
        // Up to the first quotation mark that is not one of two.
        let mut text = Cow::Borrowed("");
        let mut quoted = quoted;
        loop {
            let (part, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            self.line = self.line.saturating_add(line_breaks(part));
            append(&mut text, part);
            if let Some(again) = after.strip_prefix('"') {
                append(&mut text, "\"");
                quoted = again;
            } else {
                // What stands between the mark and the comma belongs to the field.
                let (tail, rest) = cut_at_comma(after);
                append(&mut text, tail);
                self.rest = rest;
                return Some(Field { text, line });
            }
        }
    }
}

fn cut_at_comma(text: &str) -> (&str, Option<&str>) {
    match text.split_once(',') {
        Some((field, rest)) => (field, Some(rest)),
        None => (text, None),
    }
}

fn append<'a>(text: &mut Cow<'a, str>, more: &'a str) {
    if text.is_empty() {
        *text = Cow::Borrowed(more);
    } else if !more.is_empty() {
        text.to_mut().push_str(more);
    }
}

fn line_breaks(text: &str) -> u32 {
    let returns = text.matches('\r').count() - text.matches("\r\n").count();
    narrow(text.matches('\n').count() + returns)
}
