//! Says which file is which return, by what is in it and not by its name.
//!
//! A path may be a file or a folder. Every file of a folder is accounted for: it is
//! part of a return, or it is left alone and the reason is given. Folders within the
//! folder are named and not entered: the returns of the year before often stand in
//! one. No more than the first 64 KiB of a file are looked at.

use std::fmt;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::nearest_in_words;
use super::ssd;
use super::ssda903::{Header, Match, Records, Table};
use super::xml::{Piece, Walker};
use super::{NotText, ReadError};

/// How much of a file is looked at, in bytes.
pub const LOOKED_AT: u64 = 64 * 1024;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A children in need census.
    CinCensus {
        /// The file.
        file: PathBuf,
    },
    /// A looked after return as CSV files, one for each table.
    Ssda903Csv {
        /// The files, in the order of [`Table::ALL`].
        files: Vec<TableFile>,
    },
    /// A looked after return as XML.
    Ssda903Xml {
        /// The file.
        file: PathBuf,
    },
    /// CSV files of which several hold the same table. Which of them is meant cannot
    /// be known, so that they are not taken for a return until some are taken away.
    Ssda903Clash {
        /// The tables that stand more than once, with their files.
        clashes: Vec<(Table, Vec<PathBuf>)>,
        /// The files of the other tables.
        others: Vec<TableFile>,
    },
    /// A Standard Safeguarding Dataset as CSV files, one for each table.
    SsdCsv {
        /// The files, in the order of [`ssd::Table::ALL`].
        files: Vec<SsdFile>,
    },
    /// CSV files of a dataset of which several hold the same table: which is meant
    /// cannot be known.
    SsdClash {
        /// The tables that stand more than once, with their files.
        clashes: Vec<(&'static str, Vec<PathBuf>)>,
    },
    /// A database: a Standard Safeguarding Dataset, if its tables are those.
    Database {
        /// The file.
        file: PathBuf,
    },
    /// Something that is no part of a return.
    LeftAlone {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        why: WhyLeftAlone,
    },
}

/// A CSV file and the table it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFile {
    /// The table.
    pub table: Table,
    /// The file.
    pub path: PathBuf,
}

/// A CSV file and the table of the dataset it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SsdFile {
    /// The place of the table in [`ssd::Table::ALL`].
    pub table: usize,
    /// The file.
    pub path: PathBuf,
}

/// Why a file or folder was left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyLeftAlone {
    /// It could not be opened or read, with what the operating system said.
    Unreadable(String),
    /// It is no text.
    NotText(NotText),
    /// It is a folder within the folder.
    Folder,
    /// XML, but neither return: the outermost element, or what is wrong with it.
    OtherXml(String),
    /// Its first row comes close to a table, but columns are missing.
    WrongColumns {
        /// The table.
        table: Table,
        /// The columns it lacks.
        missing: Vec<&'static str>,
        /// The columns it has besides.
        extra: Vec<String>,
    },
    /// One column of the table stands twice.
    DuplicateColumn {
        /// The table.
        table: Table,
        /// The column.
        name: &'static str,
    },
    /// Fields seem to be separated by this and not by a comma.
    OtherSeparator(char),
    /// It is text, and nothing known.
    Unknown,
}

impl fmt::Display for WhyLeftAlone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(said) => write!(f, "it could not be read ({said})"),
            Self::NotText(what) => what.fmt(f),
            Self::Folder => f.write_str("it is a folder; give it by itself to have it read"),
            Self::OtherXml(what) => write!(f, "it is XML, but neither return: {what}"),
            Self::WrongColumns {
                table,
                missing,
                extra,
            } => {
                f.write_str("its columns are not those of a table of the looked after return")?;
                f.write_str(&nearest_in_words(Some(*table), missing, extra))
            }
            Self::DuplicateColumn { table, name } => {
                write!(
                    f,
                    "it would be the table {table}, but the column {name} stands twice"
                )
            }
            Self::OtherSeparator('\t') => {
                f.write_str("its fields are separated by tabs; save it as CSV with commas")
            }
            Self::OtherSeparator(by) => {
                write!(
                    f,
                    "its fields are separated by '{by}'; save it as CSV with commas"
                )
            }
            Self::Unknown => f.write_str("it is text, but no return that is known here"),
        }
    }
}

/// What one file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A children in need census.
    Census,
    /// A looked after return as XML.
    Ssda903Xml,
    /// A table of the looked after return, as CSV.
    Table(Table),
    /// A table of the Standard Safeguarding Dataset, by its place in [`ssd::Table::ALL`].
    Ssd(usize),
    /// A database.
    Database,
    /// No return.
    Other(WhyLeftAlone),
}

/// Looks at a file, or at every file of a folder.
pub fn recognise(path: &Path) -> Vec<Found> {
    let unreadable = |error: &std::io::Error| {
        let why = WhyLeftAlone::Unreadable(error.to_string());
        vec![Found::LeftAlone {
            path: path.to_owned(),
            why,
        }]
    };
    let is_folder = match fs::metadata(path) {
        Ok(metadata) => metadata.is_dir(),
        Err(error) => return unreadable(&error),
    };
    if !is_folder {
        return gather([path.to_owned()]);
    }
    match fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => {
            let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
            paths.sort();
            gather(paths)
        }
        Err(error) => unreadable(&error),
    }
}

/// Puts the files of one folder together: those of one looked after return into one.
fn gather(paths: impl IntoIterator<Item = PathBuf>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut tables: Vec<TableFile> = Vec::new();
    let mut dataset: Vec<SsdFile> = Vec::new();
    let mut left_alone = Vec::new();
    for path in paths {
        match kind(&path) {
            Kind::Census => found.push(Found::CinCensus { file: path }),
            Kind::Ssda903Xml => found.push(Found::Ssda903Xml { file: path }),
            Kind::Table(table) => tables.push(TableFile { table, path }),
            Kind::Ssd(table) => dataset.push(SsdFile { table, path }),
            Kind::Database => found.push(Found::Database { file: path }),
            Kind::Other(why) => left_alone.push(Found::LeftAlone { path, why }),
        }
    }
    let mut clashes = Vec::new();
    let mut files = Vec::new();
    for table in Table::ALL {
        let mut of_table = tables.iter().filter(|file| file.table == table);
        match (of_table.next(), of_table.next()) {
            (Some(only), None) => files.push(only.clone()),
            (Some(first), Some(second)) => {
                let all = [first, second].into_iter().chain(of_table);
                clashes.push((table, all.map(|file| file.path.clone()).collect()));
            }
            (None, _) => {}
        }
    }
    if !clashes.is_empty() {
        found.push(Found::Ssda903Clash {
            clashes,
            others: files,
        });
    } else if !files.is_empty() {
        found.push(Found::Ssda903Csv { files });
    }
    found.extend(gather_dataset(dataset));
    found.append(&mut left_alone);
    found
}

/// Puts the files of one dataset together.
fn gather_dataset(mut files: Vec<SsdFile>) -> Option<Found> {
    files.sort_by(|one, other| (one.table, &one.path).cmp(&(other.table, &other.path)));
    let clashes: Vec<(&str, Vec<PathBuf>)> = (files
        .chunk_by(|one, other| one.table == other.table))
    .filter(|of_table| of_table.len() > 1)
    .map(|of_table| {
        let table = of_table
            .first()
            .and_then(|file| ssd::Table::ALL.get(file.table));
        let paths = of_table.iter().map(|file| file.path.clone());
        (table.map_or("", |table| table.name), paths.collect())
    })
    .collect();
    if !clashes.is_empty() {
        return Some(Found::SsdClash { clashes });
    }
    (!files.is_empty()).then_some(Found::SsdCsv { files })
}

fn kind(path: &Path) -> Kind {
    let prefix = match read_prefix(path) {
        Ok(Some(prefix)) => prefix,
        Ok(None) => return Kind::Other(WhyLeftAlone::Folder),
        Err(error) => return Kind::Other(WhyLeftAlone::Unreadable(error.to_string())),
    };
    recognise_content(&prefix)
}

/// Looks at the first bytes of a file that is not there by a name: up to
/// [`LOOKED_AT`] of them.
pub fn recognise_content(prefix: &[u8]) -> Kind {
    if prefix.starts_with(b"SQLite format 3\0") {
        return Kind::Database;
    }
    if let Some(what) = NotText::of(prefix) {
        return Kind::Other(WhyLeftAlone::NotText(what));
    }
    let text = prefix
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(prefix)
        .trim_ascii_start();
    if text.starts_with(b"<") {
        xml(prefix)
    } else {
        csv(prefix)
    }
}

/// The first bytes of a file; `None` for a folder.
fn read_prefix(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    if fs::metadata(path)?.is_dir() {
        return Ok(None);
    }
    let mut prefix = Vec::new();
    File::open(path)?.take(LOOKED_AT).read_to_end(&mut prefix)?;
    Ok(Some(prefix))
}

/// Tells XML by its outermost element; a census by its collection as well, because
/// other returns of the sector are called `Message` too.
fn xml(prefix: &[u8]) -> Kind {
    let other = |what: String| Kind::Other(WhyLeftAlone::OtherXml(what));
    let mut walker = match Walker::new(prefix, String::new()) {
        Ok(walker) => walker,
        Err(ReadError::NotText { what, .. }) => return Kind::Other(WhyLeftAlone::NotText(what)),
        Err(ReadError::Encoding { encoding, .. }) => {
            return other(format!(
                "it says it is written in \"{encoding}\"; save it as UTF-8"
            ));
        }
        Err(error) => return other(error.to_string()),
    };
    let mut is_collection = false;
    loop {
        match walker.next() {
            Ok(Piece::Open(_)) => {
                match (walker.depth(), walker.name()) {
                    (1, "EXPSSDA903") => return Kind::Ssda903Xml,
                    (1, "Message") => {}
                    (1, name) => {
                        let name: String = name.chars().take(60).collect();
                        return other(format!("its outermost element is <{name}>"));
                    }
                    // No header, or none that names a collection: the children decide.
                    (2, "Children") | (_, "CINdetails") => return Kind::Census,
                    _ => {}
                }
                is_collection = walker.path() == "Message/Header/CollectionDetails/Collection";
            }
            Ok(Piece::Text) => {
                let text = walker.take_text().text;
                if is_collection && text == "CIN" {
                    return Kind::Census;
                } else if is_collection {
                    let text: String = text.chars().take(60).collect();
                    return other(format!("it is a <Message> of the collection \"{text}\""));
                }
            }
            Ok(Piece::Close) => is_collection = false,
            Ok(Piece::End) => return other("it holds no children".to_owned()),
            Err(ReadError::Doctype { .. }) => {
                return other("it declares a document type, which is refused".to_owned());
            }
            Err(ReadError::CutShort { .. }) => {
                return other("it ends before it says which return it is".to_owned());
            }
            Err(_) => return other("it is not well-formed".to_owned()),
        }
    }
}

fn csv(prefix: &[u8]) -> Kind {
    let unknown = Kind::Other(WhyLeftAlone::Unknown);
    let Ok(mut records) = Records::begin(prefix, String::new()) else {
        return unknown;
    };
    let Ok(Some(first)) = records.next() else {
        return unknown;
    };
    let names: Vec<_> = first.fields().map(|field| field.text).collect();
    if let Some(header) = ssd::Header::of(names.iter().map(AsRef::as_ref)) {
        return Kind::Ssd(header.at);
    }
    match Header::of(&first) {
        Match::Table(header) => Kind::Table(header.table),
        Match::Near {
            table,
            missing,
            extra,
        } => Kind::Other(WhyLeftAlone::WrongColumns {
            table,
            missing,
            extra,
        }),
        Match::Twice { table, name, .. } => {
            Kind::Other(WhyLeftAlone::DuplicateColumn { table, name })
        }
        Match::None => {
            let with_commas = |by: char| first.text().replace(by, ",");
            let other = ['\t', ';', '|'].into_iter().find(|by| {
                let text = with_commas(*by);
                Records::begin(text.as_bytes(), String::new()).is_ok_and(|mut records| {
                    let first = records.next().ok().flatten();
                    first.is_some_and(|first| !matches!(Header::of(&first), Match::None))
                })
            });
            other.map_or(unknown, |by| Kind::Other(WhyLeftAlone::OtherSeparator(by)))
        }
    }
}
