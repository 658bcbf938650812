//! What is wrong in a practice book, and where.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the book's folder.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Everything that is wrong in a book: it is refused whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Gathers problems, so that one reading finds them all.
#[derive(Default)]
pub(super) struct Found {
    problems: Vec<Problem>,
}

/// A place in the book: a file, its text, and a byte in it. What an overlay changes is made
/// of two texts: its bytes are counted on from where the law's end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub byte: usize,
    /// The overlay's file and text, and the byte from which they count.
    pub over: Option<(&'a str, &'a str, usize)>,
}

impl<'a> Place<'a> {
    /// The beginning of a file of the book.
    pub fn in_file(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            byte: 0,
            over: None,
        }
    }

    /// The beginning of a file of an overlay, whose bytes count from here.
    pub fn in_overlay(file: &'a str, text: &'a str, from: usize) -> Self {
        Self {
            file,
            text,
            byte: from,
            over: Some((file, text, from)),
        }
    }

    /// The file in which it is.
    pub fn file(&self) -> &'a str {
        self.actual().0
    }

    /// The line in that file, counted from 1.
    pub fn line(&self) -> usize {
        let (_, text, byte) = self.actual();
        let upto = text.get(..byte.min(text.len()));
        1 + upto.map_or(0, |upto| upto.matches('\n').count())
    }

    /// Whether it is in an overlay.
    pub fn is_own(&self) -> bool {
        self.over.is_some_and(|(_, _, from)| self.byte >= from)
    }

    fn actual(&self) -> (&'a str, &'a str, usize) {
        match self.over {
            Some((file, text, from)) if self.byte >= from => (file, text, self.byte - from),
            _ => (self.file, self.text, self.byte),
        }
    }

    pub fn at(self, byte: usize) -> Self {
        Self { byte, ..self }
    }
}

impl Found {
    pub fn add(&mut self, place: Place<'_>, what: impl Into<String>) {
        self.problems.push(Problem {
            file: place.file().to_owned(),
            line: place.line(),
            what: what.into(),
        });
    }

    /// The value of a result, its error noted.
    pub fn note<T>(&mut self, place: Place<'_>, result: Result<T, String>) -> Option<T> {
        result.map_err(|what| self.add(place, what)).ok()
    }

    /// Itself, where nothing is wrong so far.
    pub fn or_refuse(self) -> Result<Self, Problems> {
        self.result(Self::default)
    }

    pub fn result<T>(mut self, value: impl FnOnce() -> T) -> Result<T, Problems> {
        if self.problems.is_empty() {
            Ok(value())
        } else {
            self.problems
                .sort_by(|a, b| (&a.file, a.line, &a.what).cmp(&(&b.file, b.line, &b.what)));
            Err(Problems(self.problems))
        }
    }
}
