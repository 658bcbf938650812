//! Reads the children in need census, one child after another.
//!
//! The file is `Message`, with a `Header` and `Children`; what a child holds is
//! declared in `blocks.rs`. A reader keeps one child in memory. What it does not
//! understand is reported with the child it stands in ([`CensusChild::unread`]), or,
//! outside any child, in [`CensusReader::unread`].
//!
//! A file cut short gives every child that is whole, and then an error with the
//! place of the cut.

mod blocks;
mod fill;
mod shape;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use blocks::{
    Assessment, CensusChild, CensusHeader, ChildCharacteristics, ChildIdentifiers,
    ChildProtectionPlan, CinDetails, CinPlanDates, PreProceedings, Section47,
};

use super::xml::{Piece, Walker};
use super::{Place, ReadError, Unread, WhyUnread};

/// Reads a children in need census. [`Self::children`] gives the children.
pub struct CensusReader<R> {
    walker: Walker<R>,
    header: CensusHeader,
    has_header: bool,
    has_root: bool,
    finished: bool,
    unread: Vec<Unread>,
}

/// How far one step of the reading came.
enum Step {
    Children,
    Child(Box<CensusChild>),
    End,
}

impl CensusReader<File> {
    /// Opens a file and reads its header.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let file = path.display().to_string();
        match File::open(path) {
            Ok(content) => Self::new(content, file),
            Err(source) => Err(ReadError::Io {
                file,
                place: Place::default(),
                source,
            }),
        }
    }
}

impl<R: Read> CensusReader<R> {
    /// Begins to read, up to the first child. `file` is the name for messages.
    pub fn new(content: R, file: impl Into<String>) -> Result<Self, ReadError> {
        let mut reader = Self {
            walker: Walker::new(content, file.into())?,
            header: CensusHeader::default(),
            has_header: false,
            has_root: false,
            finished: false,
            unread: Vec::new(),
        };
        // A census without children is whole, and says so by giving none.
        if matches!(reader.step()?, Step::End) {
            reader.finished = true;
        }
        Ok(reader)
    }

    /// The name of the file, as it was given.
    pub fn file(&self) -> &str {
        self.walker.file()
    }

    /// What the file says of itself. Every field may be missing, and so may all.
    pub fn header(&self) -> &CensusHeader {
        &self.header
    }

    /// The children, in the order of the file. Ends after the first error.
    pub fn children(&mut self) -> impl Iterator<Item = Result<CensusChild, ReadError>> + '_ {
        std::iter::from_fn(|| self.next_child())
    }

    /// What stands outside any child and was not read, so far. No more than ten
    /// thousand are held: beyond that the file is no census.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    fn next_child(&mut self) -> Option<Result<CensusChild, ReadError>> {
        while !self.finished {
            match self.step() {
                Ok(Step::Children) => {}
                Ok(Step::Child(child)) => return Some(Ok(*child)),
                Ok(Step::End) => self.finished = true,
                Err(error) => {
                    self.finished = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }

    fn step(&mut self) -> Result<Step, ReadError> {
        loop {
            let piece = self.walker.next()?;
            match piece {
                Piece::Open(at) => match (self.walker.depth(), self.walker.name()) {
                    (1, "Message") if !self.has_root => self.has_root = true,
                    (1, _) if !self.has_root => return Err(self.walker.wrong_root(at, "Message")),
                    (2, "Header") if !self.has_header => {
                        self.has_header = true;
                        fill::fill(&mut self.walker, &mut self.header, at)?;
                    }
                    (2, "Header") => self.walker.pass_over(at, &WhyUnread::SecondBlock)?,
                    (2, "Children") => {
                        self.walker.hand_over(&mut self.unread)?;
                        return Ok(Step::Children);
                    }
                    (3, "Child") => return self.child(at),
                    _ => self.walker.pass_over(at, &WhyUnread::UnknownElement)?,
                },
                Piece::Text => self.walker.stray(),
                Piece::Close => {}
                Piece::End if self.has_root => {
                    self.walker.hand_over(&mut self.unread)?;
                    return Ok(Step::End);
                }
                Piece::End => return Err(self.walker.wrong_root(self.walker.place(), "Message")),
            }
        }
    }

    fn child(&mut self, at: Place) -> Result<Step, ReadError> {
        self.walker.hand_over(&mut self.unread)?;
        self.walker.mark();
        let mut child = CensusChild::default();
        fill::fill(&mut self.walker, &mut child, at)?;
        child.unread = self.walker.take_unread();
        self.walker.mark();
        Ok(Step::Child(Box::new(child)))
    }
}
