//! Brothers and sisters among children who are listed together: they go to one worker together,
//! unless somebody chooses otherwise.

use std::collections::BTreeMap;

use practice::Id;
use record::family::Person;
use record::{Casefile, ChildRow, family};

use crate::reply::Stop;
use crate::visit::Visit;

/// A child whose family is looked for. Nothing else of the file is held: a list can be long.
pub(in crate::staff) struct Listed {
    /// The child.
    pub child: ChildRow,
    /// The name.
    pub name: String,
    /// Whom the file tells of as the child's brothers and sisters.
    kin: Vec<Person>,
}

/// The children of a list whom this person may find, each with whom the file tells of.
pub(in crate::staff) fn listed(
    visit: &mut Visit<'_>,
    children: impl IntoIterator<Item = Id>,
) -> Result<Vec<Listed>, Stop> {
    let mut found = Vec::new();
    for subject in children {
        let Some(child) = visit.reader.child(subject)? else {
            continue;
        };
        let casefile = Casefile::fold(&visit.reader.file(subject)?);
        let mut kin = family::of(&visit.app.book, &casefile, visit.now).people;
        kin.retain(|person| !person.child && person.generation == 0);
        found.push(Listed {
            name: crate::people::child_name(&casefile, &child),
            child,
            kin,
        });
    }
    Ok(found)
}

/// For each child who has brothers or sisters among these: who they are. One file that tells of the
/// other is enough.
pub(in crate::staff) fn siblings(children: &[Listed]) -> BTreeMap<Id, Vec<Id>> {
    let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for one in children {
        for other in told_of(one, children) {
            for (of, who) in [(one.child.subject, other), (other, one.child.subject)] {
                let theirs = found.entry(of).or_default();
                if !theirs.contains(&who) {
                    theirs.push(who);
                }
            }
        }
    }
    found
}

/// Those of the list whom a file tells of as the child's brother or sister: by the number of their
/// file, or by the very name and day of birth.
fn told_of(one: &Listed, children: &[Listed]) -> Vec<Id> {
    let others = children
        .iter()
        .filter(|other| other.child.subject != one.child.subject);
    let is_told = |other: &&Listed| {
        one.kin.iter().any(|person| match &person.file {
            Some(number) => {
                *number == other.child.authority_id || *number == other.child.subject.to_string()
            }
            None => {
                person.born_on.is_some()
                    && person.born_on == other.child.born_on
                    && person.name.to_lowercase() == other.name.to_lowercase()
            }
        })
    };
    others
        .filter(is_told)
        .map(|other| other.child.subject)
        .collect()
}
