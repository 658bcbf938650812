//! Writing a decision: in one step with all that belongs to it, or not at all.

use practice::book::RecordType;
use practice::{Fact, Fields, Id, Value, When};
use record::authorising::Standing;
use record::casefile::last_version;
use record::{Body, Draft};
use store::Command;

use crate::child::File;
use crate::reply::Stop;
use crate::visit::Visit;

/// The entries of one decision, gathered.
pub(super) struct Decision<'d> {
    standing: &'d Standing<'d, 'd>,
    file: &'d File,
    group: Id,
    drafts: Vec<Draft>,
}

impl<'d> Decision<'d> {
    /// A decision on an entry, of which nothing is written yet.
    pub fn on(
        visit: &Visit<'_>,
        file: &'d File,
        standing: &'d Standing<'d, 'd>,
    ) -> Result<Self, Stop> {
        Ok(Self {
            standing,
            file,
            group: visit.app.new_id()?,
            drafts: Vec::new(),
        })
    }

    /// Adds an entry of this kind about the version that stands now. Answers that are empty
    /// are left out.
    pub fn say(
        &mut self,
        visit: &Visit<'_>,
        kind: &str,
        more: &[(&str, &str)],
    ) -> Result<(), Stop> {
        let record = known(visit, kind)?;
        let fact = self.standing.fact;
        let title = visit.app.book.record(&fact.kind);
        let title = title.map_or(fact.kind.as_str(), |record| record.title.as_str());
        let mut fields = Fields::from([
            ("entry".to_owned(), Value::text(fact.id)),
            ("version".to_owned(), Value::text(last_version(fact))),
            ("what".to_owned(), Value::text(title)),
            ("worker".to_owned(), Value::text(visit.who.worker)),
            (record.occurred.clone(), Value::text(visit.now)),
        ]);
        let told = more.iter().filter(|(_, text)| !text.is_empty());
        fields.extend(told.map(|(name, text)| ((*name).to_owned(), Value::text(text))));
        self.add(visit, &record, fields, When::Instant(visit.now), None)
    }

    /// Adds what the book has written when this is authorised. What stands already under the
    /// same key keeps its day: the first authorisation's. A correction changes the rest.
    pub fn written_by_the_book(&mut self, visit: &Visit<'_>) -> Result<(), Stop> {
        let Some((kind, with)) = &self.standing.rule.writes else {
            return Ok(());
        };
        let record = known(visit, kind)?;
        let fact = self.standing.fact;
        let mut fields: Fields = (with.iter())
            .filter_map(|name| Some((name.clone(), fact.field(name)?.clone())))
            .collect();
        let same = |other: &&Fact| {
            let mut key = record.key.iter();
            key.all(|name| other.field(name) == fields.get(name))
        };
        let stands = self.file.casefile.of_kind(kind).find(same);
        let today = When::Day(When::Instant(visit.now).day());
        let occurred = stands.map_or(today, |stands| stands.occurred);
        let day = Value::text(occurred.day());
        fields.insert(record.occurred.clone(), day);
        match stands {
            Some(stands) if stands.fields == fields => Ok(()),
            Some(stands) => {
                // What only the standing record has stays as it was.
                let mut whole = stands.fields.clone();
                whole.extend(fields);
                if whole == stands.fields {
                    return Ok(());
                }
                self.add(visit, &record, whole, occurred, Some(last_version(stands)))
            }
            None => self.add(visit, &record, fields, occurred, None),
        }
    }

    fn add(
        &mut self,
        visit: &Visit<'_>,
        record: &RecordType,
        fields: Fields,
        occurred: When,
        corrects: Option<Id>,
    ) -> Result<(), Stop> {
        self.drafts.push(Draft {
            id: visit.app.new_id()?,
            owner: self.file.child.subject,
            refers_to: Vec::new(),
            kind: record.name.clone(),
            kind_version: record.version,
            occurred,
            recorded_by: visit.who.worker,
            organisation: self.file.child.organisation,
            corrects,
            group: self.group,
            body: Body {
                fields,
                ..Body::default()
            },
        });
        Ok(())
    }

    /// Writes it all. It is refused where the file is no longer as it was read.
    pub fn write(self, visit: &Visit<'_>) -> Result<(), Stop> {
        visit.app.writer.append(self.command())?;
        Ok(())
    }

    /// Writes several, each in its own file: all of them or none.
    pub fn write_all(visit: &Visit<'_>, all: Vec<Self>) -> Result<(), Stop> {
        let commands = all.into_iter().map(Self::command).collect();
        visit.app.writer.append_together(commands)?;
        Ok(())
    }

    fn command(self) -> Command {
        Command {
            owner: self.file.child.subject,
            expected_version: self.file.entries.len() as u64,
            known: None,
            drafts: self.drafts,
        }
    }
}

fn known(visit: &Visit<'_>, kind: &str) -> Result<RecordType, Stop> {
    let record = visit.app.book.record(kind);
    record
        .cloned()
        .ok_or_else(|| Stop::Broken(format!("the practice book has no record type {kind}")))
}
