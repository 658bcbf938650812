//! A file as it is shown to people: with the names of workers and teams in place of their
//! identifiers, numbers and codes.

use std::collections::{HashMap, HashSet};

use practice::{Book, Id, Value};

use crate::Casefile;

/// What in a file stands for a worker or a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<'n> {
    /// The identifier of a file: a worker's, a team's, or another's.
    File(Id),
    /// A worker's number.
    Worker(&'n str),
    /// A team's code.
    Team(&'n str),
}

/// A file with names in place of what stands for workers and teams. Any answer may be the
/// identifier of a file; a number or a code is one only where the book says that the answer
/// names a worker or a team. What `name_of` does not know stays as it is.
///
/// # Errors
///
/// The first that `name_of` gives.
pub fn with_names<E>(
    book: &Book,
    casefile: &Casefile,
    mut name_of: impl FnMut(Named<'_>) -> Result<Option<String>, E>,
) -> Result<Casefile, E> {
    let mut shown = casefile.clone();
    let mut known: HashMap<(Means, String), Option<String>> = HashMap::new();
    // What leads to another entry of the file names nobody.
    let entries: HashSet<Id> = casefile.facts.iter().map(|fact| fact.id).collect();
    for fact in &mut shown.facts {
        let kind = &fact.kind;
        let earlier = fact.earlier.iter_mut().map(|earlier| &mut earlier.fields);
        for fields in std::iter::once(&mut fact.fields).chain(earlier) {
            let mut named: Vec<(String, String)> = Vec::new();
            for (field, value) in &*fields {
                let Value::Text(text) = value else {
                    continue;
                };
                let means = means(book, kind, field);
                let stands_for = match (Id::read(text), means) {
                    (Some(id), _) if entries.contains(&id) => continue,
                    (Some(id), _) => Named::File(id),
                    (_, Means::Worker) => Named::Worker(text),
                    (_, Means::Team) => Named::Team(text),
                    (_, Means::Nobody) => continue,
                };
                let asked = (means, text.clone());
                let name = if let Some(name) = known.get(&asked) {
                    name.clone()
                } else {
                    let name = name_of(stands_for)?;
                    known.insert(asked, name.clone());
                    name
                };
                named.extend(name.map(|name| (field.clone(), name)));
            }
            // Fields in which nobody is named are shared with the file.
            if !named.is_empty() {
                fields.extend(
                    named
                        .into_iter()
                        .map(|(field, name)| (field, Value::Text(name))),
                );
            }
        }
    }
    Ok(shown)
}

/// Whom an answer names, as the book's relations say.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Means {
    Nobody,
    Worker,
    Team,
}

fn means(book: &Book, kind: &str, field: &str) -> Means {
    let relations = book.permissions.relations.iter();
    for relation in relations.filter(|relation| relation.begins == kind) {
        if relation.worker.as_deref() == Some(field) {
            return Means::Worker;
        }
        if relation.team.as_deref() == Some(field) {
            return Means::Team;
        }
    }
    Means::Nobody
}
