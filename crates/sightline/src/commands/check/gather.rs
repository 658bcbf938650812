//! Which files make up a looked after return, and what was left alone.
//!
//! CSV files of all the paths together are one return. A folder may hold the return as
//! XML beside its CSV files, or a census: those are named and left alone. What was named
//! by itself is never passed over for something else.

use std::path::{Path, PathBuf};

use anyhow::bail;
use returns::read::ssda903::{Ssda903Return, Table};
use returns::read::{Found, ReadError, TableFile, recognise};

use super::output::is_one_of;

/// The files of one return.
pub struct Gathered {
    source: Source,
    /// What was left alone, with the reason, each in a sentence.
    pub left_alone: Vec<String>,
}

enum Source {
    Csv(Vec<TableFile>),
    Xml(PathBuf),
}

/// Looks for a return in files and folders. What is `read_besides` (a list, the return of
/// the year before) may stand among them, and is not said to be left alone.
///
/// # Errors
///
/// Where a path is not there, nothing is a return, or it is not certain what is.
pub fn gather(paths: &[PathBuf], read_besides: &[PathBuf]) -> anyhow::Result<Gathered> {
    let mut tables: Vec<TableFile> = Vec::new();
    // Each with whether it was named by itself.
    let mut xml: Vec<(PathBuf, bool)> = Vec::new();
    let mut left_alone = Vec::new();
    for path in paths {
        if !path.exists() {
            bail!(
                "{} is not there: name a file or a folder that is",
                path.display()
            );
        }
        for found in recognise(path) {
            match found {
                Found::Ssda903Csv { files } => tables.extend(files),
                Found::Ssda903Xml { file } => {
                    let named = file == *path;
                    xml.push((file, named));
                }
                Found::Ssda903Clash { clashes, .. } => bail!("{}", clash(&clashes)),
                Found::CinCensus { file } => left_alone.push(left(
                    &file,
                    "it is a children in need census; `check cin` checks it",
                )),
                Found::SsdCsv { files } => left_alone.extend(files.iter().map(|file| {
                    left(
                        &file.path,
                        "it is a table of the Standard Safeguarding Dataset",
                    )
                })),
                Found::SsdClash { clashes } => {
                    let files = clashes.iter().flat_map(|(_, files)| files);
                    left_alone.extend(files.map(|file| {
                        left(file, "it is a table of the Standard Safeguarding Dataset")
                    }));
                }
                Found::Database { file } => left_alone.push(left(&file, "it is a database")),
                Found::LeftAlone { path, .. } if is_one_of(&path, read_besides) => {}
                Found::LeftAlone { path, why } => left_alone.push(left(&path, &why.to_string())),
            }
        }
    }
    if !tables.is_empty() && !xml.iter().any(|(_, named)| *named) {
        let other = "it is a return of its own, as XML; give it by itself to have it checked";
        left_alone.extend(xml.iter().map(|(file, _)| left(file, other)));
        return Ok(Gathered {
            source: Source::Csv(tables),
            left_alone,
        });
    }
    match (xml.as_slice(), tables.first()) {
        ([(file, _)], None) => Ok(Gathered {
            source: Source::Xml(file.clone()),
            left_alone,
        }),
        ([], _) => bail!("{}", nothing(paths, &left_alone)),
        ([(one, _), ..], Some(TableFile { path: other, .. }))
        | ([(one, _), (other, _), ..], None) => bail!(
            "{} and {} are two returns, and it is not certain which is meant: give one of them",
            one.display(),
            other.display()
        ),
    }
}

impl Gathered {
    /// Reads the return into memory.
    pub fn read(&self) -> Result<Ssda903Return, ReadError> {
        match &self.source {
            Source::Csv(files) => Ssda903Return::from_csv(files),
            Source::Xml(file) => Ssda903Return::from_xml(file),
        }
    }

    /// The files.
    pub fn files(&self) -> Vec<PathBuf> {
        match &self.source {
            Source::Csv(files) => files.iter().map(|file| file.path.clone()).collect(),
            Source::Xml(file) => vec![file.clone()],
        }
    }
}

fn left(path: &Path, why: &str) -> String {
    format!("Left alone: {}: {why}", path.display())
}

fn nothing(paths: &[PathBuf], left_alone: &[String]) -> String {
    let paths: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let mut words = format!(
        "nothing in {} is a looked after return: its tables as CSV files, or XML",
        paths.join(", ")
    );
    for left in left_alone {
        words.push('\n');
        words.push_str(left);
    }
    words
}

/// Which files hold the same table.
fn clash(clashes: &[(Table, Vec<PathBuf>)]) -> String {
    let one = |(table, files): &(Table, Vec<PathBuf>)| {
        let files: Vec<_> = files
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        format!("{} all hold the table {table}", files.join(" and "))
    };
    let all: Vec<_> = clashes.iter().map(one).collect();
    format!(
        "{}, and it is not certain which is meant: take all but one of each out of the folder",
        all.join("; ")
    )
}
