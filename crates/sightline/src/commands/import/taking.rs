//! Laying each child's batch beside the child's file, and appending what is new.
//!
//! Commands are sent on without waiting for each to be durable; the import ends
//! when all are. A child who is met again while an earlier command is under way
//! waits for it, so that nothing is decided on an old file.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

use practice::{Book, Id, When};
use record::identity::{Who, who};
use record::staging::{Batch, SetAside, Staged, Writing, stage};
use record::{Casefile, ChildRow, Draft, Entry};
use store::{Command, Reader, Ticket, Writer};
use tempfile::TempDir;

use super::notes::{doubtful, note};
use super::report::ExtractReport;
use super::trial;
use crate::cli::{Global, Import};
use crate::edge::NewIds;
use crate::ledger;

/// How many commands may be under way.
const UNDER_WAY: usize = 256;

/// An import under way.
pub struct Taking<'b> {
    book: &'b Arc<Book>,
    /// Where it is written: the record, or in a dry run one of its own.
    writer: Writer,
    written: Reader,
    /// The record itself in a dry run, where there is one: it is only read.
    beneath: Option<Reader>,
    /// The folder of a dry run's own record: it goes with this.
    _folder: Option<TempDir>,
    organisation: Id,
    recorded_by: Id,
    ids: NewIds,
    under_way: VecDeque<([String; 2], Ticket)>,
    /// The children, by the authority's identifier and by their file's.
    waiting_for: HashSet<String>,
    /// What concerns no child's file, for the end of the extract.
    nobodys: Vec<SetAside>,
}

/// A file: what the record beneath a dry run has of it, and what is written.
struct Known {
    beneath: Vec<Entry>,
    written: Vec<Entry>,
}

impl Known {
    fn casefile(&self) -> Casefile {
        Casefile::fold(self.beneath.iter().chain(&self.written))
    }
}

impl<'b> Taking<'b> {
    pub fn open(global: &Global, book: &'b Arc<Book>, import: &Import) -> anyhow::Result<Self> {
        let mut ids = NewIds::default();
        let (writer, written, beneath, folder) = if import.dry_run {
            let exists = ledger::store(global)?.exists()?;
            let beneath = exists.then(|| ledger::read(global)).transpose()?;
            let organisation = match &beneath {
                Some(reader) => reader.about().organisation,
                None => ids.next()?,
            };
            let (folder, store, writer) = trial::record(organisation)?;
            (writer, store.open_reader()?, beneath, Some(folder))
        } else {
            let writer = ledger::write(global, book, &import.organisation, import.example)?;
            (writer, ledger::read(global)?, None, None)
        };
        Ok(Self {
            book,
            writer,
            organisation: written.about().organisation,
            written,
            beneath,
            _folder: folder,
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
        let files = self.children(&batch.authority_id)?;
        let owner = match who(batch.born_on, &files) {
            Who::Known(file) => {
                // Two identifiers lead to one file where two were merged.
                if self.waiting_for.contains(&file.subject.to_string()) {
                    self.wait_for_all()?;
                }
                file.subject
            }
            Who::New => {
                report.new_children += 1;
                self.ids.next()?
            }
            Who::Doubtful(file) => {
                report.doubtful += 1;
                let known = file.born_on.map(|day| day.to_string()).unwrap_or_default();
                self.nobodys.push(doubtful(batch, &known));
                return Ok(());
            }
        };
        let known = if files.is_empty() {
            Known {
                beneath: Vec::new(),
                written: Vec::new(),
            }
        } else {
            self.file(owner)?
        };
        self.append(report, owner, known, batch)
    }

    /// Takes what an extract says of the organisation's own: its workers and teams.
    pub fn organisation(&mut self, report: &mut ExtractReport, batch: Batch) -> anyhow::Result<()> {
        let staged = self.append_to_organisation(report, batch)?;
        report.add(&staged);
        Ok(())
    }

    /// The children with this identifier: as they are written, or else as they stand
    /// in the record beneath.
    fn children(&mut self, authority_id: &str) -> anyhow::Result<Vec<ChildRow>> {
        let mut found = self.written.children_with_authority_id(authority_id)?;
        if let Some(beneath) = &mut self.beneath {
            let mut others = beneath.children_with_authority_id(authority_id)?;
            others.retain(|row| found.iter().all(|other| other.subject != row.subject));
            found.append(&mut others);
        }
        Ok(found)
    }

    /// Ends an extract: what concerns no child goes to the organisation's own file,
    /// with a note of the import where anything was written.
    pub fn finish(&mut self, report: &mut ExtractReport, outside: Batch) -> anyhow::Result<()> {
        let staged = self.set_aside_nobodys(report, outside)?;
        report.add(&staged);
        if report.changed() {
            let batch = Batch {
                proposed: vec![note(report)],
                ..Batch::default()
            };
            self.append_to_organisation(report, batch)?;
        }
        report.reconcile();
        Ok(())
    }

    /// Ends an extract that broke off: what was set aside before the break is kept, like
    /// the children who were read before it.
    pub fn break_off(&mut self, report: &ExtractReport, outside: Batch) -> anyhow::Result<()> {
        self.set_aside_nobodys(report, outside).map(drop)
    }

    /// Waits until everything is durable, and closes the record.
    pub fn close(mut self) -> anyhow::Result<()> {
        self.wait_for_all()
    }

    /// Sets aside what concerns no child, after all that concerns one.
    fn set_aside_nobodys(
        &mut self,
        report: &ExtractReport,
        outside: Batch,
    ) -> anyhow::Result<Staged> {
        self.wait_for_all()?;
        let mut set_aside = std::mem::take(&mut self.nobodys);
        set_aside.extend(outside.set_aside);
        let batch = Batch {
            set_aside,
            ..Batch::default()
        };
        self.append_to_organisation(report, batch)
    }

    fn append(
        &mut self,
        report: &mut ExtractReport,
        owner: Id,
        known: Known,
        batch: Batch,
    ) -> anyhow::Result<()> {
        let child = batch.authority_id.clone();
        let staged = self.stage(owner, &known.casefile(), batch, report)?;
        report.add(&staged);
        if staged.drafts.is_empty() {
            return Ok(());
        }
        let ticket = self.writer.submit(command(owner, known, staged.drafts));
        let names = [child, owner.to_string()];
        self.waiting_for.extend(names.clone());
        self.under_way.push_back((names, ticket));
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
        let mut staged = self.stage(owner, &known.casefile(), batch, report)?;
        let drafts = std::mem::take(&mut staged.drafts);
        if !drafts.is_empty() {
            self.writer.append(command(owner, known, drafts))?;
        }
        Ok(staged)
    }

    fn file(&mut self, owner: Id) -> anyhow::Result<Known> {
        Ok(Known {
            beneath: match &mut self.beneath {
                Some(beneath) => beneath.file(owner)?,
                None => Vec::new(),
            },
            written: self.written.file(owner)?,
        })
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
        if let Some((names, ticket)) = self.under_way.pop_front() {
            ticket.wait()?;
            for name in names {
                self.waiting_for.remove(&name);
            }
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

fn command(owner: Id, known: Known, drafts: Vec<Draft>) -> Command {
    Command {
        owner,
        expected_version: known.written.len() as u64,
        known: Some(known.written),
        drafts,
    }
}
