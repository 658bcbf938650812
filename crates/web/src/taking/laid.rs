//! One record as a letter, a plan or minutes: part by part as a layout of the practice book
//! says. What no part names stands at the end, so that nothing that was answered is left out.

use std::collections::BTreeSet;

use practice::Book;
use practice::book::RecordType;
use practice::book::layout::{Layout, Part, Shows};
use practice::expr::FieldType;
use record::account::Item;

use super::document::{Block, Document};

/// What a layout is filled with.
pub(super) struct Filled<'f> {
    /// The layout.
    pub layout: &'f Layout,
    /// The type of the record.
    pub record: &'f RecordType,
    /// The record, as whom the copy is for reads it.
    pub item: &'f Item,
    /// The holes that are no field: name and words.
    pub told: &'f [(&'static str, String)],
}

/// The layouts in which a record of this type can be taken away.
pub(super) fn layouts<'b>(book: &'b Book, kind: &str) -> Vec<&'b Layout> {
    let all = book.layouts.iter();
    all.filter(|layout| layout.of.iter().any(|of| of == kind))
        .collect()
}

impl Filled<'_> {
    /// The document.
    pub fn document(&self) -> Document {
        let mut made = Document {
            title: self.fill(&self.layout.title).unwrap_or_default(),
            blocks: Vec::new(),
        };
        for part in &self.layout.parts {
            self.part(part, &mut made);
        }
        self.rest(&mut made);
        made
    }

    fn part(&self, part: &Part, made: &mut Document) {
        let mut blocks = self.blocks(&part.shows);
        if blocks.is_empty() {
            blocks.extend(part.empty.clone().map(Block::Paragraph));
        }
        if blocks.is_empty() {
            return;
        }
        if let Some(heading) = part.heading.as_ref().and_then(|text| self.fill(text)) {
            made.heading(2, heading);
        }
        made.blocks.append(&mut blocks);
    }

    fn blocks(&self, shows: &Shows) -> Vec<Block> {
        match shows {
            Shows::Says(text) => self.fill(text).into_iter().map(Block::Paragraph).collect(),
            Shows::Text(fields) => {
                let texts = fields.iter().filter_map(|field| self.text(field));
                texts
                    .map(|text| Block::Paragraph(text.to_owned()))
                    .collect()
            }
            Shows::Answers(fields) => {
                let answers = fields
                    .iter()
                    .filter_map(|field| self.item.by_field.get(field));
                let answers: Vec<_> = answers.cloned().collect();
                (!answers.is_empty())
                    .then_some(Block::Answers(answers))
                    .into_iter()
                    .collect()
            }
            Shows::Rows(field) => self.table(field).into_iter().collect(),
            Shows::Sign(names) => vec![Block::Table {
                caption: String::new(),
                head: ["Who", "Name", "Signature", "Date"]
                    .map(str::to_owned)
                    .to_vec(),
                rows: (names.iter())
                    .map(|name| vec![name.clone(), String::new(), String::new(), String::new()])
                    .collect(),
            }],
        }
    }

    /// A field that is answered in a table; `None` where nothing stands in it. A row has as many
    /// cells as the table: what was not answered is empty.
    fn table(&self, name: &str) -> Option<Block> {
        let rows = self.item.tables.get(name).filter(|rows| !rows.is_empty())?;
        let head = self.record.fields.get(name)?.columns.clone();
        let rows = rows.iter().map(|cells| {
            let mut cells = cells.clone();
            cells.resize(head.len(), String::new());
            cells
        });
        Some(Block::Table {
            caption: String::new(),
            rows: rows.collect(),
            head,
        })
    }

    /// What no part named: each question with its answer. When it happened is not said again.
    fn rest(&self, made: &mut Document) {
        let named: BTreeSet<&str> = self.layout.fields().collect();
        let mut left: Vec<(&String, &practice::book::Field)> = (self.record.fields.iter())
            .filter(|(name, field)| {
                let link = matches!(field.kind, FieldType::Link(_));
                **name != self.record.occurred && !link && !named.contains(name.as_str())
            })
            .collect();
        left.sort_by_key(|(_, field)| field.place);
        let answers = left
            .iter()
            .filter_map(|(name, _)| self.item.by_field.get(*name));
        let answers: Vec<_> = answers.cloned().collect();
        if !answers.is_empty() {
            made.heading(2, "Also recorded");
            made.blocks.push(Block::Answers(answers));
        }
    }

    /// A text with its holes filled; `None` where one of them stays empty.
    fn fill(&self, text: &str) -> Option<String> {
        let (mut filled, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            filled.push_str(before);
            let told = self.told.iter().find(|(told, _)| *told == name);
            match told {
                Some((_, words)) if words.is_empty() => return None,
                Some((_, words)) => filled.push_str(words),
                None => filled.push_str(self.text(name)?),
            }
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }

    fn text(&self, field: &str) -> Option<&str> {
        let (_, text) = self.item.by_field.get(field)?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }
}
