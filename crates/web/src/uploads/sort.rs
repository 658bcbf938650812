//! Which of the files that were brought is which return: by what is in them, whatever they are
//! called.

use std::io::Read as _;

use returns::read::ssda903::{CsvReader, Ssda903Return, XmlReader};
use returns::read::{Kind, LOOKED_AT, ReadError, recognise_content};

use crate::edge::HeldFile;

/// What was brought.
pub(super) enum Brought<'f> {
    /// A census.
    Census(&'f HeldFile),
    /// A looked after return.
    LookedAfter(LookedAfter<'f>),
}

/// The files of one looked after return.
pub(super) enum LookedAfter<'f> {
    /// Its tables, as CSV.
    Csv(Vec<&'f HeldFile>),
    /// All of it, as XML.
    Xml(&'f HeldFile),
}

impl LookedAfter<'_> {
    /// Reads the return into memory.
    pub fn read(&self) -> Result<Ssda903Return, ReadError> {
        match self {
            Self::Csv(files) => Ssda903Return::from_csv_readers(
                (files.iter()).map(|file| CsvReader::new(file.open(), file.name.as_str())),
            ),
            Self::Xml(file) => {
                Ssda903Return::from_xml_reader(XmlReader::new(file.open(), file.name.as_str())?)
            }
        }
    }
}

/// What the files are, and what is said of those that are none; or what is wrong.
pub(super) fn sort<'f>(files: &[&'f HeldFile]) -> Result<(Brought<'f>, Vec<String>), Vec<String>> {
    let (mut census, mut xml, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    let mut left_alone = Vec::new();
    for file in files {
        let why = match kind(file) {
            Kind::Census => {
                census.push(*file);
                continue;
            }
            Kind::Ssda903Xml => {
                xml.push(*file);
                continue;
            }
            Kind::Table(_) => {
                tables.push(*file);
                continue;
            }
            Kind::Ssd(_) => "it is a table of the Standard Safeguarding Dataset".to_owned(),
            Kind::Database => "it is a database".to_owned(),
            Kind::Other(why) => why.to_string(),
        };
        left_alone.push(format!("{}: {why}", file.name));
    }
    let wrong = |says: String| Err(vec![says]);
    match (census.as_slice(), xml.as_slice(), tables.as_slice()) {
        ([], [], []) if left_alone.is_empty() => wrong("Select the files of the return".to_owned()),
        ([], [], []) => Err(left_alone),
        ([file], [], []) => Ok((Brought::Census(file), noted(&left_alone))),
        ([], [file], []) => {
            let return_ = LookedAfter::Xml(file);
            Ok((Brought::LookedAfter(return_), noted(&left_alone)))
        }
        ([], [], _) => {
            let return_ = LookedAfter::Csv(tables);
            Ok((Brought::LookedAfter(return_), noted(&left_alone)))
        }
        _ => {
            let all = census.iter().chain(&xml).chain(&tables);
            let names: Vec<&str> = all.map(|file| file.name.as_str()).collect();
            wrong(format!(
                "{} are more than one return: select the files of one",
                names.join(", ")
            ))
        }
    }
}

fn noted(left_alone: &[String]) -> Vec<String> {
    let left = left_alone.iter();
    left.map(|left| format!("Left alone: {left}")).collect()
}

fn kind(file: &HeldFile) -> Kind {
    let mut first = Vec::new();
    // What cannot be read is found empty, and is said to be.
    let _none = file.open().take(LOOKED_AT).read_to_end(&mut first);
    recognise_content(&first)
}
