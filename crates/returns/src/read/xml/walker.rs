//! Goes through an XML file from element to element, and keeps what is not
//! understood.
//!
//! Prefixes and namespaces are let pass: `<c:Child>` is `<Child>`. Comments and
//! processing instructions say nothing in a return and are passed over. Only the
//! five entities of XML and numbers are known; a document type is refused.

use std::io::Read;

use quick_xml::{
    Reader,
    errors::Error,
    events::{BytesStart, Event},
};

use super::gathered::{Gathered, Told};
use super::path::Path;
use super::source::Source;
use crate::read::{Cell, Place, ReadError, Unread, WhyUnread};

/// The longest text of an element, and about the longest tag or comment, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;
/// How deep elements may stand in one another.
const DEEPEST: usize = 64;
/// The largest child, and the largest stretch between two, in bytes of the file.
const LARGEST_CHILD: usize = 4 * 1024 * 1024;
/// How many reports from outside any child are held.
const MOST_UNREAD: usize = 10_000;

/// The next thing in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// An element begins here; [`Walker::name`] says which.
    Open(Place),
    /// The innermost element ends.
    Close,
    /// Text that is not blank; [`Walker::take_text`] says which.
    Text,
    /// The file ends, with every element closed.
    End,
}

pub(crate) struct Walker<R> {
    file: String,
    reader: Reader<Source<R>>,
    buffer: Vec<u8>,
    path: Path,
    text: Gathered,
    /// What follows a text that was handed out first, and its name.
    held: Option<Piece>,
    held_name: String,
    /// Where the current child, or the stretch outside any, began.
    mark: u64,
    unread: Vec<Unread>,
}

impl<R: Read> Walker<R> {
    pub fn new(inner: R, file: String) -> Result<Self, ReadError> {
        let mut reader = Reader::from_reader(Source::begin(inner, &file)?);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self {
            file,
            reader,
            buffer: Vec::new(),
            path: Path::default(),
            text: Gathered::default(),
            held: None,
            held_name: String::new(),
            mark: 0,
            unread: Vec::new(),
        })
    }

    pub fn file(&self) -> &str {
        &self.file
    }

    /// The innermost open element, without its prefix.
    pub fn name(&self) -> &str {
        self.path.last()
    }

    /// The open elements, from the outermost.
    pub fn path(&self) -> &str {
        self.path.text()
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.path.depth()
    }

    pub fn place(&self) -> Place {
        self.reader.get_ref().place()
    }

    /// Begins to count towards the largest child again.
    pub fn mark(&mut self) {
        self.mark = self.reader.get_ref().taken();
    }

    /// What was reported since this was last asked.
    pub fn take_unread(&mut self) -> Vec<Unread> {
        std::mem::take(&mut self.unread)
    }

    /// Moves what was reported outside any child to where it is held.
    pub fn hand_over(&mut self, held: &mut Vec<Unread>) -> Result<(), ReadError> {
        held.append(&mut self.unread);
        if held.len() > MOST_UNREAD {
            let (file, place) = (self.file.clone(), self.place());
            return Err(ReadError::TooMuchUnread {
                file,
                place,
                limit: MOST_UNREAD,
            });
        }
        Ok(())
    }

    /// The error for a root element that is not the return's.
    pub fn wrong_root(&self, place: Place, expected: &'static str) -> ReadError {
        let found = match self.name() {
            "" => "none".to_owned(),
            name => format!("<{}>", name.chars().take(60).collect::<String>()),
        };
        ReadError::WrongRoot {
            file: self.file.clone(),
            place,
            expected,
            found,
        }
    }

    /// The next piece. Text is handed out once, before the element that follows it.
    pub fn next(&mut self) -> Result<Piece, ReadError> {
        if let Some(piece) = self.held.take() {
            if let Piece::Open(at) = piece {
                self.open_held(at)?;
            } else if piece == Piece::Close {
                self.path.pop();
            }
            return Ok(piece);
        }
        self.text.clear();
        loop {
            let source = self.reader.get_mut();
            source.allow(LONGEST_TEXT + 1024);
            let (at, mended) = (source.place(), source.mended());
            if source.taken() - self.mark > LARGEST_CHILD as u64 {
                return Err(self.too_long(
                    at,
                    "one child, or what stands between two,",
                    LARGEST_CHILD,
                ));
            }
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.failed(error, at)),
            };
            let piece = match event {
                Event::Start(tag) => {
                    if !tag.attributes_raw().trim_ascii().is_empty() {
                        report_attributes(&mut self.unread, &self.path, &tag, at);
                    }
                    let name = tag.local_name();
                    let name = name.as_ref();
                    if self.text.is_blank() {
                        self.path.push(name);
                        if self.path.depth() > DEEPEST {
                            return Err(self.too_deep(at));
                        }
                        return Ok(Piece::Open(at));
                    }
                    self.held_name.clear();
                    self.held_name.push_str(name);
                    Piece::Open(at)
                }
                Event::End(_) => {
                    if self.text.is_blank() {
                        self.path.pop();
                        return Ok(Piece::Close);
                    }
                    Piece::Close
                }
                Event::Text(text) => {
                    self.text.add(&text, at);
                    self.after_text(mended)?;
                    continue;
                }
                Event::CData(text) => {
                    self.text.add(&text, at);
                    self.after_text(mended)?;
                    continue;
                }
                Event::GeneralRef(reference) => {
                    self.text.add_reference(&reference, at);
                    self.after_text(mended)?;
                    continue;
                }
                Event::DocType(_) => {
                    return Err(ReadError::Doctype {
                        file: self.file.clone(),
                        place: at,
                    });
                }
                Event::Eof if self.path.depth() == 0 => {
                    if self.text.is_blank() {
                        return Ok(Piece::End);
                    }
                    Piece::End
                }
                Event::Eof => return Err(self.cut_short()),
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::Empty(_) => continue,
            };
            self.held = Some(piece);
            return Ok(Piece::Text);
        }
    }

    /// The text that [`Piece::Text`] announced, or that was gathered last.
    pub fn take_text(&mut self) -> Told {
        self.text.take()
    }

    /// Reads the element just opened as one field. What is no plain value is reported.
    pub fn field(&mut self, field: &'static str) -> Result<Option<Cell>, ReadError> {
        let mut cell = None;
        loop {
            match self.next()? {
                Piece::Text => {
                    let told = self.take_text();
                    match told.flaw {
                        None if cell.is_none() => {
                            cell = Some(Cell::new(field, told.text, told.place));
                        }
                        None => self.report(told.place, told.text, WhyUnread::StrayText),
                        Some(why) => self.report(told.place, told.text, why),
                    }
                }
                Piece::Open(at) => self.pass_over(at, &WhyUnread::UnknownElement)?,
                Piece::Close | Piece::End => return Ok(cell),
            }
        }
    }

    /// Reports the text just announced as standing where only elements belong.
    pub fn stray(&mut self) {
        let told = self.take_text();
        self.report(
            told.place,
            told.text,
            told.flaw.unwrap_or(WhyUnread::StrayText),
        );
    }

    /// Passes over the element just opened, reporting every value in it, and the
    /// element itself when there is none.
    pub fn pass_over(&mut self, at: Place, why: &WhyUnread) -> Result<(), ReadError> {
        let depth = self.depth();
        let before = self.unread.len();
        let path = self.path.text().to_owned();
        while self.depth() >= depth {
            if self.next()? == Piece::Text {
                let told = self.take_text();
                self.report(
                    told.place,
                    told.text,
                    told.flaw.unwrap_or_else(|| why.clone()),
                );
            }
        }
        if self.unread.len() == before {
            self.report_empty(at, path);
        }
        Ok(())
    }

    /// How many reports are held.
    pub fn reports(&self) -> usize {
        self.unread.len()
    }

    /// Reports an unknown element that held nothing.
    pub fn report_empty(&mut self, place: Place, path: String) {
        let why = WhyUnread::UnknownElement;
        self.unread.push(Unread {
            place,
            path,
            text: String::new(),
            why,
        });
    }

    /// Reports a cell for which there is no room.
    pub fn report_cell(&mut self, cell: Cell, why: WhyUnread) {
        let path = self.path.with(cell.field);
        self.unread.push(Unread {
            place: cell.place(),
            path,
            text: cell.text,
            why,
        });
    }

    fn report(&mut self, place: Place, text: String, why: WhyUnread) {
        self.unread.push(Unread {
            place,
            path: self.path.text().to_owned(),
            text,
            why,
        });
    }

    fn open_held(&mut self, at: Place) -> Result<(), ReadError> {
        self.path.push(&self.held_name);
        if self.path.depth() > DEEPEST {
            Err(self.too_deep(at))
        } else {
            Ok(())
        }
    }

    fn after_text(&mut self, mended: u64) -> Result<(), ReadError> {
        if self.reader.get_ref().mended() != mended {
            self.text.spoil(WhyUnread::NotUtf8);
        }
        if self.text.len() > LONGEST_TEXT {
            return Err(self.too_long(self.text.place(), "the text of one element", LONGEST_TEXT));
        }
        Ok(())
    }

    fn too_long(&self, place: Place, what: &'static str, limit: usize) -> ReadError {
        ReadError::TooLong {
            file: self.file.clone(),
            place,
            what,
            limit,
        }
    }

    fn too_deep(&self, place: Place) -> ReadError {
        ReadError::TooDeep {
            file: self.file.clone(),
            place,
            limit: DEEPEST,
        }
    }

    fn cut_short(&self) -> ReadError {
        let inside = match self.path.last() {
            "" => "the document".to_owned(),
            name => format!("<{name}>"),
        };
        ReadError::CutShort {
            file: self.file.clone(),
            place: self.place(),
            inside,
        }
    }

    fn failed(&self, error: Error, at: Place) -> ReadError {
        let source = self.reader.get_ref();
        if source.is_spent() {
            return self.too_long(at, "one piece of text or markup", LONGEST_TEXT);
        }
        match error {
            Error::Io(io) => ReadError::Io {
                file: self.file.clone(),
                place: source.place(),
                source: std::io::Error::new(io.kind(), io.to_string()),
            },
            Error::Syntax(_) if source.is_at_end() => self.cut_short(),
            Error::IllFormed(_) if source.is_at_end() && self.depth() > 1 => self.cut_short(),
            error => ReadError::Malformed {
                file: self.file.clone(),
                place: at,
                what: error.to_string().chars().take(200).collect(),
            },
        }
    }
}

/// Reports attributes, but for namespaces and what belongs to XML itself.
fn report_attributes(unread: &mut Vec<Unread>, path: &Path, tag: &BytesStart<'_>, place: Place) {
    let element = tag.local_name();
    for attribute in tag.attributes().with_checks(false) {
        let (name, text) = match &attribute {
            Ok(attribute) => (attribute.key.as_ref(), attribute.value.to_string()),
            Err(error) => ("", error.to_string()),
        };
        let of_xml = name == "xmlns"
            || ["xmlns:", "xsi:", "xml:"]
                .iter()
                .any(|prefix| name.starts_with(prefix));
        if !of_xml && !text.trim().is_empty() {
            let path = format!("{}@{name}", path.with(element.as_ref()));
            unread.push(Unread {
                place,
                path,
                text,
                why: WhyUnread::Attribute,
            });
        }
    }
}
