//! An authority's own words for codes, as a file of its folder that the pages write: one file of
//! labels and of nothing else, made anew with each change.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The name of the file among those of the folder.
pub const FILE: &str = "labels-from-the-pages.toml";

/// The file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct File {
    labels: BTreeMap<String, Labels>,
}

/// The labels of one list.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    source: String,
    code: BTreeMap<String, String>,
}

/// A label that is to be another.
#[derive(Clone, Copy, Debug)]
pub struct Relabel<'r> {
    /// The list.
    pub list: &'r str,
    /// The code.
    pub code: &'r str,
    /// What it is to be called; `None` for the book's own words.
    pub label: Option<&'r str>,
    /// What decided it.
    pub source: &'r str,
}

/// The file with this label: `None` where no label is left. `before` is the file as it is, where
/// there is one.
///
/// # Errors
///
/// What is there is no file of labels alone, in words.
pub fn relabelled(before: Option<&str>, one: &Relabel<'_>) -> Result<Option<String>, String> {
    let mut file: File = match before {
        Some(text) => toml::from_str(text)
            .map_err(|error| format!("{FILE} holds more than labels: {}", error.message()))?,
        None => File::default(),
    };
    let list = file.labels.entry(one.list.to_owned()).or_default();
    match one.label {
        Some(label) => {
            one.source.clone_into(&mut list.source);
            list.code.insert(one.code.to_owned(), label.to_owned());
        }
        None => {
            list.code.remove(one.code);
        }
    }
    file.labels.retain(|_, list| !list.code.is_empty());
    if file.labels.is_empty() {
        return Ok(None);
    }
    let text = toml::to_string(&file).map_err(|error| error.to_string())?;
    Ok(Some(text))
}

/// The title of a practice of an authority that has none yet, as a file of its folder.
pub fn titled(title: &str, edition: &str) -> String {
    #[derive(Serialize)]
    struct Local<'l> {
        title: &'l str,
        edition: &'l str,
    }
    #[derive(Serialize)]
    struct Titled<'l> {
        local: Local<'l>,
    }
    let local = Local { title, edition };
    toml::to_string(&Titled { local }).unwrap_or_default()
}
