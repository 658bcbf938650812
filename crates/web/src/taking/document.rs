//! What a copy is made of, whatever it is written as.

/// A copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Document {
    /// Its title.
    pub title: String,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// A heading: 2 for a part, 3 for one record in it, 4 for a part of that.
    Heading(u8, String),
    /// A paragraph. Its lines are kept.
    Paragraph(String),
    /// What is not to be overlooked.
    Note(String),
    /// Questions with their answers.
    Answers(Vec<(String, String)>),
    /// A table: what it is, its columns, its rows.
    Table {
        /// What it is.
        caption: String,
        /// The head of each column.
        head: Vec<String>,
        /// The rows, each with as many cells.
        rows: Vec<Vec<String>>,
    },
}

impl Document {
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds a paragraph.
    pub fn say(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds what is not to be overlooked.
    pub fn note(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Note(text.into()));
    }
}
