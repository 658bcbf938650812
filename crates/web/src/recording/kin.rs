//! Who of a child's family has a file here: brothers, sisters and those of the same household,
//! by the number of their file, or by the very name and day of birth that are recorded.

use std::collections::BTreeSet;
use std::sync::Arc;

use practice::book::RecordType;
use practice::{Id, When};
use record::family::{self, Person};
use record::find::Query;
use record::may::Action;
use record::{ChildRow, household};

use crate::child::File;
use crate::people;
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// How many whom a name and a day of birth find are looked at.
const WEIGHED: usize = 50;

/// One of the family with a file of their own.
#[derive(Clone, Debug)]
pub(crate) struct Kin {
    /// The file.
    pub subject: Id,
    /// By what name they are known there.
    pub name: String,
    /// What they are to the child, in words.
    pub relation: String,
}

/// Whether the file tells of anybody who might have a file of their own.
pub(super) fn may_have(visit: &Visit<'_>, file: &File) -> bool {
    let book = &visit.app.book;
    let family = family::of(book, &file.casefile, visit.now).people;
    let known = |person: &Person| person.file.is_some() || person.born_on.is_some();
    family.iter().any(|person| !person.child && known(person))
}

/// Those of the family in whose files this person may record this type, in the order in which
/// the file tells of them. Of anybody else nothing is said.
pub(crate) fn of(
    visit: &mut Visit<'_>,
    file: &File,
    record: &RecordType,
) -> Result<Vec<Kin>, Stop> {
    let book = Arc::clone(&visit.app.book);
    let today = When::Instant(visit.now).day();
    let at_home: BTreeSet<Id> = (household::on(&book, &file.casefile, today).into_iter())
        .map(|member| member.entry)
        .collect();
    let mut found: Vec<Kin> = Vec::new();
    for person in family::of(&book, &file.casefile, visit.now).people {
        let lives_here = person.entries.iter().any(|entry| at_home.contains(entry));
        if person.child || !(person.generation == 0 || lives_here) {
            continue;
        }
        for child in files_of(visit, &person)? {
            let known = found.iter().any(|kin| kin.subject == child.subject);
            if known || child.subject == file.child.subject {
                continue;
            }
            let target = people::target(visit, child.subject)?;
            let may = [(Action::Find, None), (Action::Read, None)].into_iter();
            let mut may = may.chain([(Action::Record, Some(record))]);
            if !may.all(|(action, kind)| visit.may(action, &target, kind).allowed) {
                continue;
            }
            let casefile = record::Casefile::fold(&visit.reader.file(child.subject)?);
            let home = lives_here.then(|| "same household".to_owned());
            let relation: Vec<String> = person.relations.iter().cloned().chain(home).collect();
            found.push(Kin {
                subject: child.subject,
                name: people::child_name(&casefile, &child),
                relation: words::sentence(&relation.join(", ")),
            });
        }
    }
    Ok(found)
}

/// The children's files that are a person's: by the number that was told, or else by name and
/// day of birth.
fn files_of(visit: &mut Visit<'_>, person: &Person) -> Result<Vec<ChildRow>, Stop> {
    if let Some(number) = &person.file {
        let mut found = visit.reader.children_with_authority_id(number)?;
        if let Ok(subject) = number.parse() {
            found.extend(visit.reader.child(subject)?);
        }
        return Ok(found);
    }
    let book = Arc::clone(&visit.app.book);
    let (Some(born), Some(finding)) = (person.born_on, book.finding.as_ref()) else {
        return Ok(Vec::new());
    };
    let typed = format!("{} {}", person.name, practice::book::day_in_words(born));
    let query = Query::parse(&typed, finding, When::Instant(visit.now).day());
    let candidates = visit.reader.find(&query.lookups(finding), WEIGHED)?;
    let same = |name: String| name.to_lowercase() == person.name.to_lowercase();
    let mut found = Vec::new();
    for candidate in candidates.people {
        let told = &candidate.particulars;
        if told.born_on.contains(&born) && told.name().is_some_and(same) {
            found.extend(visit.reader.child(candidate.subject)?);
        }
    }
    Ok(found)
}
