//! Laying each child's batch beside the child's file, and appending what is new.
//!
//! Commands are sent on without waiting for each to be durable; the import ends
//! when all are. A child who is met again while an earlier command is under way
//! waits for it, so that nothing is decided on an old file.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use practice::{Book, Fields, Id, Value, When};
use record::identity::{Who, who};
use record::staging::{Batch, Proposed, SetAside, Staged, Writing, stage};
use record::{Casefile, ChildRow, Entry, Provenance, kinds};
use store::{Command, Reader, Ticket, Writer};

use super::report::ExtractReport;
use super::trial::Trial;
use crate::cli::{Global, Import};
use crate::edge::NewIds;
use crate::ledger;

/// How many commands may be under way.
const UNDER_WAY: usize = 256;

/// An import under way.
pub struct Taking<'b> {
    book: &'b Arc<Book>,
    /// `None` in a dry run.
    writer: Option<Writer>,
    /// `None` in a dry run where there is no record yet.
    reader: Option<Reader>,
    /// What a dry run would have written so far.
    trial: Trial,
    organisation: Id,
    recorded_by: Id,
    ids: NewIds,
    under_way: VecDeque<(String, Ticket)>,
    waiting_for: HashSet<String>,
    /// What concerns no child's file, for the end of the extract.
    nobodys: Vec<SetAside>,
}

impl<'b> Taking<'b> {
    pub fn open(global: &Global, book: &'b Arc<Book>, import: &Import) -> anyhow::Result<Self> {
        let mut ids = NewIds::default();
        let (writer, reader) = if import.dry_run {
            let exists = ledger::store(global).exists();
            (None, exists.then(|| ledger::read(global)).transpose()?)
        } else {
            let writer = ledger::write(global, book, &import.organisation, import.example)?;
            (Some(writer), Some(ledger::read(global)?))
        };
        let organisation = match &reader {
            Some(reader) => reader.about().organisation,
            None => ids.next()?,
        };
        Ok(Self {
            book,
            writer,
            reader,
            trial: Trial::default(),
            organisation,
            recorded_by: ids.next()?,
            ids,
            under_way: VecDeque::new(),
            waiting_for: HashSet::new(),
            nobodys: Vec::new(),
        })
    }

    pub fn book(&self) -> &'b Book {
        self.book
    }

    /// Takes what an extract says of one child.
    pub fn child(&mut self, report: &mut ExtractReport, batch: Batch) -> anyhow::Result<()> {
        report.children += 1;
        if batch.authority_id.is_empty() {
            self.nobodys.extend(batch.set_aside);
            return Ok(());
        }
        if self.waiting_for.contains(&batch.authority_id) {
            self.wait_for_all()?;
        }
        let recorded = match &mut self.reader {
            Some(reader) => reader.children_with_authority_id(&batch.authority_id)?,
            None => Vec::new(),
        };
        let files = self.trial.children(&batch.authority_id, recorded);
        let (child, known) = match who(batch.born_on, &files) {
            Who::Known(file) => {
                let child = ChildRow {
                    born_on: batch.born_on.or(file.born_on),
                    ..file.clone()
                };
                (child, self.file(file.subject)?)
            }
            Who::New => {
                report.new_children += 1;
                let child = ChildRow {
                    subject: self.ids.next()?,
                    organisation: self.organisation,
                    authority_id: batch.authority_id.clone(),
                    born_on: batch.born_on,
                };
                (child, Vec::new())
            }
            Who::Doubtful(file) => {
                report.doubtful += 1;
                let known = file.born_on.map(|day| day.to_string()).unwrap_or_default();
                self.nobodys.push(doubtful(batch, &known));
                return Ok(());
            }
        };
        let owner = child.subject;
        if self.writer.is_none() {
            self.trial.put_child(child);
        }
        self.append(report, owner, known, batch)
    }

    /// Ends an extract: what concerns no child goes to the organisation's own file,
    /// with a note of the import where anything was written.
    pub fn finish(&mut self, report: &mut ExtractReport, outside: Batch) -> anyhow::Result<()> {
        self.wait_for_all()?;
        let mut nobodys = std::mem::take(&mut self.nobodys);
        nobodys.extend(outside.set_aside);
        let batch = Batch {
            set_aside: nobodys,
            ..Batch::default()
        };
        let staged = self.append_to_organisation(report, batch)?;
        report.add(&staged);
        if report.changed() {
            let batch = Batch {
                proposed: vec![note(report)],
                ..Batch::default()
            };
            report.added += self.append_to_organisation(report, batch)?.added;
        }
        report.reconcile();
        Ok(())
    }

    /// Waits until everything is durable, and closes the record.
    pub fn close(mut self) -> anyhow::Result<()> {
        self.wait_for_all()
    }

    fn append(
        &mut self,
        report: &mut ExtractReport,
        owner: Id,
        known: Vec<Entry>,
        batch: Batch,
    ) -> anyhow::Result<()> {
        let child = batch.authority_id.clone();
        let staged = self.stage(owner, &Casefile::fold(&known), batch, report)?;
        report.add(&staged);
        if staged.drafts.is_empty() {
            return Ok(());
        }
        let Some(writer) = &self.writer else {
            let version = known.len() as u64;
            self.trial.append(owner, version, staged.drafts);
            return Ok(());
        };
        let ticket = writer.submit(Command {
            owner,
            expected_version: known.len() as u64,
            known: Some(known),
            drafts: staged.drafts,
        });
        self.waiting_for.insert(child.clone());
        self.under_way.push_back((child, ticket));
        while self.under_way.len() > UNDER_WAY {
            self.wait_for_one()?;
        }
        Ok(())
    }

    /// Appends to the organisation's own file, and waits for it.
    fn append_to_organisation(
        &mut self,
        report: &ExtractReport,
        batch: Batch,
    ) -> anyhow::Result<Staged> {
        let owner = self.organisation;
        let known = self.file(owner)?;
        let mut staged = self.stage(owner, &Casefile::fold(&known), batch, report)?;
        let drafts = std::mem::take(&mut staged.drafts);
        let version = known.len() as u64;
        match &self.writer {
            None => self.trial.append(owner, version, drafts),
            Some(_) if drafts.is_empty() => {}
            Some(writer) => {
                writer.append(Command {
                    owner,
                    expected_version: version,
                    known: Some(known),
                    drafts,
                })?;
            }
        }
        Ok(staged)
    }

    /// A file as it is recorded, and as a dry run would have added to it.
    fn file(&mut self, owner: Id) -> anyhow::Result<Vec<Entry>> {
        let recorded = match &mut self.reader {
            Some(reader) => reader.file(owner)?,
            None => Vec::new(),
        };
        Ok(self.trial.file(owner, recorded))
    }

    fn stage(
        &mut self,
        owner: Id,
        file: &Casefile,
        batch: Batch,
        report: &ExtractReport,
    ) -> anyhow::Result<Staged> {
        let noted_on = report
            .to
            .parse()
            .unwrap_or(When::Day(jiff::civil::Date::MIN));
        let writing = Writing {
            book: self.book,
            owner,
            organisation: self.organisation,
            recorded_by: self.recorded_by,
            noted_on,
        };
        let mut failed = None;
        let ids = &mut self.ids;
        let staged = stage(&writing, file, batch, &mut || {
            ids.next().unwrap_or_else(|error| {
                failed = Some(error);
                Id::from_bytes([0; 16])
            })
        });
        match failed {
            None => Ok(staged),
            Some(error) => Err(error.into()),
        }
    }

    fn wait_for_one(&mut self) -> anyhow::Result<()> {
        if let Some((child, ticket)) = self.under_way.pop_front() {
            ticket.wait()?;
            self.waiting_for.remove(&child);
        }
        Ok(())
    }

    fn wait_for_all(&mut self) -> anyhow::Result<()> {
        while !self.under_way.is_empty() {
            self.wait_for_one()?;
        }
        Ok(())
    }
}

/// A child whose identifier is known with another date of birth: everything said
/// of that child is set aside together, in the organisation's own file.
fn doubtful(batch: Batch, known: &str) -> SetAside {
    let told = batch.born_on.map(|day| day.to_string()).unwrap_or_default();
    let from = batch
        .proposed
        .first()
        .map(|proposed| proposed.from.clone())
        .or_else(|| batch.set_aside.first().map(|aside| aside.from.clone()));
    let values = (batch
        .proposed
        .into_iter()
        .flat_map(|proposed| proposed.values))
    .chain(batch.set_aside.into_iter().flat_map(|aside| aside.values))
    .collect();
    SetAside {
        table: "Child".to_owned(),
        column: batch.authority_id,
        value: told,
        reason: format!(
            "This identifier is recorded with another date of birth ({known}), so it is not certain who this is. Correct one of them at its source, and import again."
        ),
        record: None,
        from: from.unwrap_or(Provenance {
            source: String::new(),
            file: String::new(),
            line: 0,
            recorded: None,
            tells_to: None,
        }),
        values,
    }
}

/// The note of an import in the organisation's own file.
fn note(report: &ExtractReport) -> Proposed {
    let total = report.total();
    let number = |n: u64| Value::Number(i64::try_from(n).unwrap_or(i64::MAX));
    let mut fields = Fields::from([
        ("source".to_owned(), Value::text(report.source)),
        ("file".to_owned(), Value::text(&report.file)),
        ("from".to_owned(), Value::text(&report.from)),
        ("to".to_owned(), Value::text(&report.to)),
        ("recorded".to_owned(), number(total.recorded)),
        ("unchanged".to_owned(), number(total.unchanged)),
        ("set_aside".to_owned(), number(total.set_aside)),
    ]);
    if !report.header.is_empty() {
        fields.insert("header".to_owned(), Value::text(&report.header));
    }
    Proposed {
        kind: kinds::IMPORT,
        occurred: report
            .to
            .parse()
            .unwrap_or(When::Day(jiff::civil::Date::MIN)),
        fields,
        links: Vec::new(),
        from: Provenance {
            source: report.source.to_owned(),
            file: report.file.clone(),
            line: 1,
            recorded: None,
            tells_to: None,
        },
        values: Vec::new(),
        unread: Vec::new(),
    }
}
