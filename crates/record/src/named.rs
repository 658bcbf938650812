//! A file as it is shown to people: with the names of workers and teams in place of their
//! identifiers, numbers and codes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use practice::{Book, Id, Value};

use crate::Casefile;

/// What in a file stands for a worker or a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named<'n> {
    /// The identifier of a file: a worker's, a team's, or another's.
    File(Id),
    /// A worker's number.
    Worker(&'n str),
    /// A team's code.
    Team(&'n str),
}

/// A file with names in place of what stands for workers and teams: [`Names`] found and put in.
///
/// # Errors
///
/// The first that `name_of` gives.
pub fn with_names<E>(
    book: &Book,
    casefile: &Casefile,
    name_of: impl FnMut(Named<'_>) -> Result<Option<String>, E>,
) -> Result<Casefile, E> {
    Ok(Names::of(book, casefile, name_of)?.put_in(casefile))
}

/// Where workers and teams stand in a file, and their names: far smaller than the file with them.
#[derive(Clone, Debug, Default)]
pub struct Names(Vec<Place>);

/// Where one stands.
#[derive(Clone, Debug)]
struct Place {
    /// Which of the facts.
    fact: usize,
    /// Which of its earlier versions; `None` of what stands now.
    earlier: Option<usize>,
    /// Which field.
    field: usize,
    name: Arc<str>,
}

impl Names {
    /// Those of a file. Any answer may be the identifier of a file; a number or a code is one only
    /// where the book says that the answer names a worker or a team. What `name_of` does not know
    /// stays as it is.
    ///
    /// # Errors
    ///
    /// The first that `name_of` gives.
    pub fn of<E>(
        book: &Book,
        casefile: &Casefile,
        mut name_of: impl FnMut(Named<'_>) -> Result<Option<String>, E>,
    ) -> Result<Self, E> {
        let mut places = Vec::new();
        let mut known: HashMap<Named<'_>, Option<Arc<str>>> = HashMap::new();
        // What leads to another entry of the file names nobody.
        let entries: HashSet<Id> = casefile.facts.iter().map(|fact| fact.id).collect();
        for (fact, told) in casefile.facts.iter().enumerate() {
            let earlier = told.earlier.iter().enumerate();
            let earlier = earlier.map(|(place, earlier)| (Some(place), &earlier.fields));
            for (earlier, fields) in std::iter::once((None, &told.fields)).chain(earlier) {
                for (field, (called, value)) in fields.iter().enumerate() {
                    let named = stands_for(book, &told.kind, called, value);
                    let named = named.filter(|named| !named.is_one_of(&entries));
                    let Some(named) = named else {
                        continue;
                    };
                    let name = if let Some(name) = known.get(&named) {
                        name.clone()
                    } else {
                        let name: Option<Arc<str>> = name_of(named)?.map(Arc::from);
                        known.insert(named, name.clone());
                        name
                    };
                    places.extend(name.map(|name| Place {
                        fact,
                        earlier,
                        field,
                        name,
                    }));
                }
            }
        }
        places.shrink_to_fit();
        Ok(Self(places))
    }

    /// The file that they are of, with each in its place. Fields in which nobody is named are
    /// shared with the file.
    pub fn put_in(&self, casefile: &Casefile) -> Casefile {
        let mut shown = casefile.clone();
        for place in &self.0 {
            let Some(fact) = shown.facts.get_mut(place.fact) else {
                continue;
            };
            let fields = match place.earlier {
                None => Some(&mut fact.fields),
                Some(earlier) => fact.earlier.get_mut(earlier).map(|one| &mut one.fields),
            };
            if let Some(value) = fields.and_then(|fields| fields.value_mut(place.field)) {
                *value = Value::Text(place.name.as_ref().to_owned());
            }
        }
        shown
    }
}

impl Named<'_> {
    fn is_one_of(&self, entries: &HashSet<Id>) -> bool {
        matches!(self, Self::File(id) if entries.contains(id))
    }
}

/// For whom an answer stands, as the book's relations say.
fn stands_for<'v>(book: &Book, kind: &str, field: &str, value: &'v Value) -> Option<Named<'v>> {
    let Value::Text(text) = value else {
        return None;
    };
    if let Some(id) = Id::read(text) {
        return Some(Named::File(id));
    }
    let relations = book.permissions.relations.iter();
    for relation in relations.filter(|relation| relation.begins == kind) {
        if relation.worker.as_deref() == Some(field) {
            return Some(Named::Worker(text));
        }
        if relation.team.as_deref() == Some(field) {
            return Some(Named::Team(text));
        }
    }
    None
}
