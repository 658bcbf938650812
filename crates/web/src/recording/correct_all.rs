//! Correcting what was recorded of several children together in all their files at once: what is
//! the same in all of them is corrected once, what differs child by child. All or none.

use std::collections::BTreeSet;

use practice::book::RecordType;
use practice::{Fact, Id};
use record::casefile::last_version;
use record::may::Action;

use super::answer::{Wrong, occurred, read};
use super::correct_form::{ALL, FOR, Shown, draw};
use super::group::{Group, put_own};
use super::keep::{Each, keep_together};
use super::known::typed;
use super::several::{Several, since as since_in};
use super::since::since;
use crate::answers::Answers;
use crate::child::{File, open_other, together_with};
use crate::edge::Asked;
use crate::people::{self, readable};
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Whether an answer or an address says that it is for all.
pub(super) fn is_for_all(asked: &Answers) -> bool {
    asked.one(FOR) == ALL
}

/// The other files in which the same was recorded at once, each with its entry, where this
/// person may correct all of them; nothing otherwise.
pub(crate) fn others(
    visit: &mut Visit<'_>,
    file: &File,
    fact: &Fact,
    action: Action,
) -> Result<Vec<(Id, Id)>, Stop> {
    let others = together_with(visit, file, fact)?;
    let record = visit.app.book.record(&fact.kind).cloned();
    for (owner, _, _) in &others {
        let target = people::target(visit, *owner)?;
        if !visit.may(action, &target, record.as_ref()).allowed {
            return Ok(Vec::new());
        }
    }
    let own = visit.may(action, &file.target, record.as_ref()).allowed;
    let all = others.into_iter().map(|(owner, entry, _)| (owner, entry));
    Ok(all.filter(|_| own).collect())
}

/// Every child's file and entry, that of the page first. What each child answers alone is what a
/// form said, or else what differs as it stands.
struct All {
    several: Several,
    entries: Vec<Id>,
}

impl All {
    fn of(
        visit: &mut Visit<'_>,
        file: &File,
        (fact, record): (&Fact, &RecordType),
        each: Option<BTreeSet<String>>,
    ) -> Result<Self, Stop> {
        let (mut files, mut entries, mut also) = (Vec::new(), vec![fact.id], Vec::new());
        for (owner, entry) in others(visit, file, fact, Action::Correct)? {
            let other = open_other(visit, owner, "form")?;
            let stands = other
                .casefile
                .fact(entry)
                .is_some_and(|fact| !fact.withdrawn);
            if stands {
                also.push(owner);
                entries.push(entry);
                files.push(other);
            }
        }
        if files.is_empty() {
            return Err(Stop::NotFound);
        }
        let each = each.unwrap_or_else(|| differing(fact, &files, &entries));
        let group = Group::with(record, also, each);
        Ok(Self {
            several: Several::with(group, files),
            entries,
        })
    }

    /// Each child with what stands in the child's file.
    fn facts<'a>(&'a self, file: &'a File) -> impl Iterator<Item = (&'a File, &'a Fact)> {
        let children = self.several.children(file).zip(&self.entries);
        children.filter_map(|(child, entry)| Some((child, child.casefile.fact(*entry)?)))
    }
}

/// What differs from one file to another as it stands.
fn differing(fact: &Fact, others: &[File], entries: &[Id]) -> BTreeSet<String> {
    let theirs = others.iter().zip(entries.iter().skip(1));
    let theirs: Vec<&Fact> = theirs
        .filter_map(|(file, entry)| file.casefile.fact(*entry))
        .collect();
    let names = theirs.iter().flat_map(|fact| fact.fields.keys());
    let names = names.chain(fact.fields.keys());
    names
        .filter(|name| theirs.iter().any(|one| one.field(name) != fact.field(name)))
        .cloned()
        .collect()
}

/// Shows the form for all of them, filled in with what stands.
pub(super) fn show(
    visit: &mut Visit<'_>,
    file: &File,
    (fact, record): (&Fact, &RecordType),
) -> Result<Reply, Stop> {
    let all = All::of(visit, file, (fact, record), None)?;
    let mut answers = typed(record, &fact.fields);
    for (child, fact) in all.facts(file) {
        let own = typed(record, &fact.fields);
        let group = &all.several.group;
        put_own(record, group, &own, child.child.subject, &mut answers);
    }
    let draft = visit.app.new_id()?;
    let shown = Shown {
        several: Some(&all.several),
        ..Shown::new(file, draft, &answers)
    };
    Ok(Reply::Page(draw(visit, file, (fact, record), &shown)))
}

/// Shows the form again with a draft of it.
pub(super) fn show_draft(
    visit: &mut Visit<'_>,
    file: &File,
    (fact, record): (&Fact, &RecordType),
    kept: &store::KeptDraft,
) -> Result<Reply, Stop> {
    let answers = Answers(kept.fields.clone());
    let each = Group::of(record, &answers).each;
    let all = All::of(visit, file, (fact, record), Some(each))?;
    let shown = Shown {
        several: Some(&all.several),
        ..Shown::kept(kept, &answers)
    };
    Ok(Reply::Page(draw(visit, file, (fact, record), &shown)))
}

/// Corrects it in every file, or says what is wrong and for whom.
pub(super) fn take(
    visit: &mut Visit<'_>,
    asked: &Asked,
    file: &File,
    (fact, record): (&Fact, &RecordType),
    draft: Id,
) -> Result<Reply, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let said = Group::of(record, &asked.answers);
    let all = All::of(visit, file, (fact, record), Some(said.each))?;
    let mut wrong = Vec::new();
    // For whom it was, and for whom it can be now.
    if said.also.len() != all.several.group.also.len() {
        wrong.push(lost());
    }
    let mut since = since(visit, file, asked)?;
    let mut corrected = Vec::new();
    for (number, (child, stands)) in all.facts(file).enumerate() {
        let answers = all.several.answers_of(record, &asked.answers, child);
        let offered = readable(visit, child, &child.casefile);
        let (mut fields, found) = read(&book, record, &answers, &offered, visit.now);
        all.several.add_wrong(&mut wrong, found, child, number == 0);
        for (name, value) in &stands.fields {
            if !record.fields.contains_key(name) {
                fields.insert(name.clone(), value.clone());
            }
        }
        if number > 0 {
            since.extend(since_in(visit, &asked.answers, child)?);
        }
        let Some(occurred) = occurred(record, &fields) else {
            continue;
        };
        if fields != stands.fields {
            corrected.push(Each {
                file: child,
                fields,
                occurred,
                corrects: Some(last_version(stands)),
            });
        }
    }
    if !(wrong.is_empty() && since.is_empty()) {
        let shown = Shown {
            wrong: &wrong,
            since: &since,
            several: Some(&all.several),
            ..Shown::new(file, draft, &asked.answers)
        };
        return Ok(Reply::Invalid(draw(visit, file, (fact, record), &shown)));
    }
    if !corrected.is_empty() {
        keep_together(visit, record, corrected, draft)?;
    }
    let back = format!("/child/{}/entry/{}", file.child.subject, fact.id);
    Ok(Reply::Go(back))
}

fn lost() -> Wrong {
    let says = "It cannot be corrected for one of the children any more. Look whom it is for now, and record it";
    Wrong {
        field: String::new(),
        id: super::several::FOR_WHOM.to_owned(),
        says: says.to_owned(),
    }
}
