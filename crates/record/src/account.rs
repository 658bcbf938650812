//! A file as a readable account, in the order in which things happened: for whoever takes a
//! copy away, and for the person whose file it is (RE-1).
//!
//! For that person, passages that are about somebody else or may not be told are left out:
//! in each place it is said why, and all of them are listed. Nothing else is left out in
//! silence: what a reader may not read is counted.

use std::collections::BTreeMap;

use jiff::Timestamp;
use practice::expr::FieldType;
use practice::{Book, Fact, Id, When};

use crate::Casefile;
use crate::exempt::{Passage, Reason, passages, plain, withheld};

/// For whom an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Whoever may read the file: nothing is left out.
    Worker,
    /// The person whose file it is, or their family: exempt passages are left out.
    Person,
}

/// A question and its answer, in words.
pub type Answered = (String, String);

/// One thing of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The entry that first told it.
    pub entry: Id,
    /// When it happened.
    pub at: When,
    /// What it is.
    pub title: String,
    /// In one sentence.
    pub says: String,
    /// Each question with its answer.
    pub answers: Vec<Answered>,
    /// The same answers by the names of their fields, for a layout.
    pub by_field: BTreeMap<String, Answered>,
    /// The answers that are tables, by the names of their fields: the rows, each with its cells.
    pub tables: BTreeMap<String, Vec<Vec<String>>>,
    /// What was answered before it was corrected, oldest first.
    pub earlier: Vec<Vec<Answered>>,
    /// The documents that are attached to it, by name; of one that is withheld, that it is.
    pub documents: Vec<String>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

/// A passage that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Of which entry.
    pub entry: Id,
    /// When that happened.
    pub at: When,
    /// What it is.
    pub title: String,
    /// The question.
    pub ask: String,
    /// Why.
    pub reason: Reason,
}

/// An account of a file, or of a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// What is told, the oldest first.
    pub items: Vec<Item>,
    /// The passages that were left out, in the same order.
    pub withheld: Vec<Withheld>,
    /// How many entries are of a kind that whoever makes the copy may not read.
    pub not_readable: usize,
    /// How many entries cannot be read by anybody: their key was destroyed, or they are
    /// damaged.
    pub damaged: usize,
}

/// What an account is made of.
pub struct Wanted<'w> {
    /// The practice book.
    pub book: &'w Book,
    /// For whom it is.
    pub reader: Reader,
    /// One entry alone, where one is named.
    pub only: Option<Id>,
    /// What happened later is left out.
    pub as_at: Timestamp,
    /// Whether who makes the copy may read records of a type.
    pub may_read: &'w dyn Fn(&str) -> bool,
    /// By what name a worker is known, whom an answer names by an identifier.
    pub name_of: &'w dyn Fn(Id) -> Option<String>,
}

/// Makes the account of a file.
pub fn account(wanted: &Wanted<'_>, file: &Casefile) -> Account {
    let mut made = Account {
        damaged: file.unreadable.len(),
        ..Account::default()
    };
    let mut facts: Vec<&Fact> = (file.facts.iter())
        .filter(|fact| wanted.only.is_none_or(|only| fact.id == only))
        .filter(|fact| fact.occurred.start() <= wanted.as_at)
        .collect();
    facts.sort_by_key(|fact| fact.occurred.start());
    for fact in facts {
        if (wanted.may_read)(&fact.kind) {
            let mut item = item(wanted, fact, &mut made.withheld);
            item.documents = documents(wanted, file, fact, &item.title, &mut made.withheld);
            made.items.push(item);
        } else {
            made.not_readable += 1;
        }
    }
    made
}

fn item(wanted: &Wanted<'_>, fact: &Fact, left_out: &mut Vec<Withheld>) -> Item {
    let record = wanted.book.record(&fact.kind);
    let title = record.map_or(fact.kind.as_str(), |record| record.title.as_str());
    let mut told = |fact: &Fact| {
        let answers = answers(wanted, fact);
        if wanted.reader == Reader::Person {
            left_out.extend(answers.iter().flat_map(|(_, (ask, text))| {
                passages(text).into_iter().filter_map(|passage| {
                    let Passage::Exempt(reason, _) = passage else {
                        return None;
                    };
                    Some(Withheld {
                        entry: fact.id,
                        at: fact.occurred,
                        title: title.to_owned(),
                        ask: ask.clone(),
                        reason,
                    })
                })
            }));
        }
        let shown = answers.into_iter();
        shown
            .map(|(name, (ask, text))| (name, (ask, as_read(wanted.reader, &text))))
            .collect::<Vec<_>>()
    };
    let without_names =
        |told: Vec<(String, Answered)>| told.into_iter().map(|(_, answered)| answered).collect();
    let earlier = fact.earlier.iter().map(|earlier| {
        without_names(told(&Fact {
            fields: earlier.fields.clone(),
            ..fact.clone()
        }))
    });
    let earlier: Vec<Vec<Answered>> = earlier.collect();
    let told = told(fact);
    Item {
        entry: fact.id,
        at: fact.occurred,
        title: title.to_owned(),
        says: as_read(wanted.reader, &wanted.book.say(fact)),
        by_field: told.iter().cloned().collect(),
        tables: tables(wanted, fact),
        answers: without_names(told),
        earlier,
        documents: Vec::new(),
        withdrawn: fact.withdrawn,
    }
}

/// The answers of a fact that are tables.
fn tables(wanted: &Wanted<'_>, fact: &Fact) -> BTreeMap<String, Vec<Vec<String>>> {
    let fields = wanted.book.record(&fact.kind).map(|record| &record.fields);
    let tables = fields.into_iter().flatten();
    let tables = tables.filter(|(_, field)| !field.columns.is_empty());
    tables
        .filter_map(|(name, _)| {
            let text = as_read(wanted.reader, fact.text(name)?);
            Some((name.clone(), practice::book::rows(&text)))
        })
        .collect()
}

/// The documents of a fact. One that should never have been attached is not told of.
fn documents(
    wanted: &Wanted<'_>,
    file: &Casefile,
    fact: &Fact,
    title: &str,
    left_out: &mut Vec<Withheld>,
) -> Vec<String> {
    let stand = (file.documents_of(fact.id)).filter(|document| document.withdrawn.is_none());
    stand
        .map(|document| match (wanted.reader, document.withheld()) {
            (Reader::Person, Some(reason)) => {
                left_out.push(Withheld {
                    entry: fact.id,
                    at: fact.occurred,
                    title: title.to_owned(),
                    ask: "Document".to_owned(),
                    reason,
                });
                format!("[withheld: {}]", reason.says())
            }
            (reader, _) => as_read(reader, &document.told.name),
        })
        .collect()
}

fn as_read(reader: Reader, text: &str) -> String {
    match reader {
        Reader::Worker => plain(text),
        Reader::Person => withheld(text),
    }
}

/// Each question that was answered, in the order of the form; of links to other entries the
/// account says nothing, as those are told themselves.
fn answers(wanted: &Wanted<'_>, fact: &Fact) -> Vec<(String, Answered)> {
    let fields = wanted.book.record(&fact.kind).map(|record| &record.fields);
    let mut found: Vec<(usize, (String, Answered))> = (fact.fields.keys())
        .filter_map(|name| {
            let field = fields.and_then(|fields| fields.get(name));
            let of_merging = crate::merge::is_of_merging(&fact.kind)
                && ["other", "moved"].contains(&name.as_str());
            if of_merging || field.is_some_and(|field| matches!(field.kind, FieldType::Link(_))) {
                return None;
            }
            let ask = field.map_or(name.as_str(), |field| field.ask.as_str());
            let named = fact.text(name).and_then(|text| text.parse::<Id>().ok());
            let text = named
                .and_then(|id| (wanted.name_of)(id))
                .unwrap_or_else(|| wanted.book.say_field(fact, name));
            let place = field.map_or(usize::MAX, |field| field.place);
            Some((place, (name.clone(), (ask.to_owned(), text))))
        })
        .collect();
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, answered)| answered).collect()
}
