//! Reading lists over many children: what is owed now, in which states they are, what they are
//! called, and what was recorded of late. No file is read for any of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use jiff::Timestamp;
use practice::{Id, When};
use record::find::Particulars;
use record::{ArrangedRow, ChildRow, OfficeRow, OwedRow, ScopeRow, SpellRow};

use crate::engine::{Cell, Columns, Question, Row};
use crate::error::StoreError;
use crate::models::{
    read_arranged, read_candidate, read_child, read_office, read_owed, read_scope, read_spell,
};
use crate::reader::Reader;
use crate::sql::Statement;

/// Which of what is owed to an organisation's children to read.
#[derive(Clone, Copy, Debug)]
pub struct OwedFilter<'f> {
    /// Whose children.
    pub organisation: Id,
    /// Whether files that are restricted are among them.
    pub restricted: bool,
    /// Due at this instant or later.
    pub from: Timestamp,
    /// Due before this instant.
    pub to: Timestamp,
    /// Only what is a breach once its time is up.
    pub breaches: bool,
    /// Only of this clock.
    pub clock: Option<&'f str>,
    /// The most dangerous first; otherwise in the order of due dates.
    pub by_danger: bool,
}

/// What an entry says of itself outside its body: nothing personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its place in the ledger.
    pub position: u64,
    /// Its identifier.
    pub id: Id,
    /// The file it stands in.
    pub owner: Id,
    /// The record type.
    pub kind: String,
    /// When what it tells happened.
    pub occurred: When,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub recorded_by: Id,
    /// The entry that it corrects, or withdraws.
    pub corrects: Option<Id>,
}

impl Reader {
    /// What is owed now in these files, whatever its due date; each file's together.
    pub fn owed_of(&mut self, files: &[Id], now: Timestamp) -> Result<Vec<OwedRow>, StoreError> {
        let mut rows = self.ask_of(Statement::OwedOf, files, read_owed)?;
        rows.retain(|row| row.from <= now);
        Ok(rows)
    }

    /// What these names are to do, in whosever file.
    pub fn owed_by(
        &mut self,
        names: &[String],
        now: Timestamp,
    ) -> Result<Vec<OwedRow>, StoreError> {
        self.owed_named(Statement::OwedBy, names, now)
    }

    /// What somebody of these names asked for, in whosever file.
    pub fn owed_for(
        &mut self,
        names: &[String],
        now: Timestamp,
    ) -> Result<Vec<OwedRow>, StoreError> {
        self.owed_named(Statement::OwedFor, names, now)
    }

    fn owed_named(
        &mut self,
        statement: Statement,
        names: &[String],
        now: Timestamp,
    ) -> Result<Vec<OwedRow>, StoreError> {
        let mut rows = Vec::new();
        for name in names {
            rows.extend(self.engine.all(statement, &[Cell::from(name)], read_owed)?);
        }
        rows.retain(|row: &OwedRow| row.from <= now);
        Ok(rows)
    }

    /// What is owed to the children of an organisation: up to `limit`, after the first `skip`.
    pub fn owed_within(
        &mut self,
        which: &OwedFilter<'_>,
        now: Timestamp,
        (skip, limit): (u64, u64),
    ) -> Result<Vec<OwedRow>, StoreError> {
        let cells = [
            Cell::from(&which.organisation),
            Cell::from(which.from),
            Cell::from(which.to),
            Cell::Flag(!which.breaches),
            Cell::Text(which.clock.unwrap_or_default()),
            Cell::Flag(which.restricted),
            Cell::from(now),
            Cell::from(limit),
            Cell::from(skip),
        ];
        let statement = if which.by_danger {
            Statement::OwedByDanger
        } else {
            Statement::OwedByDay
        };
        self.engine.all(statement, &cells, read_owed)
    }

    /// In which of the states that lists ask about these subjects were last.
    pub fn spells_of(&mut self, files: &[Id]) -> Result<Vec<SpellRow>, StoreError> {
        self.ask_of(Statement::SpellsOf, files, read_spell)
    }

    /// What is arranged for these subjects, whenever; each file's together.
    pub fn arranged_of(&mut self, files: &[Id]) -> Result<Vec<ArrangedRow>, StoreError> {
        self.ask_of(Statement::ArrangedOf, files, read_arranged)
    }

    /// The files whose subject is in one of these states at an instant.
    pub fn files_in_state(
        &mut self,
        states: &[&str],
        at: Timestamp,
    ) -> Result<BTreeSet<Id>, StoreError> {
        let mut found = BTreeSet::new();
        for state in states {
            let cells = [Cell::Text(state), Cell::from(at)];
            let files = self.engine.all(Statement::FilesInState, &cells, subject)?;
            found.extend(files);
        }
        Ok(found)
    }

    /// Those of these files that are a child's.
    pub fn children(&mut self, files: &[Id]) -> Result<Vec<ChildRow>, StoreError> {
        self.ask_of(Statement::Child, files, read_child)
    }

    /// What these workers are given, whenever; each one's together.
    pub fn offices_of_all(&mut self, workers: &[Id]) -> Result<Vec<OfficeRow>, StoreError> {
        self.ask_of(Statement::OfficesOf, workers, read_office)
    }

    /// Who is concerned with these files, whenever; each file's together.
    pub fn scopes_of(&mut self, files: &[Id]) -> Result<Vec<ScopeRow>, StoreError> {
        self.ask_of(Statement::ScopeOf, files, read_scope)
    }

    /// What tells these people from others, as far as their files tell it.
    pub fn particulars_of(
        &mut self,
        files: &[Id],
    ) -> Result<BTreeMap<Id, Particulars>, StoreError> {
        let people = self.ask_of(Statement::SearchPerson, files, read_candidate)?;
        let people = people.into_iter();
        Ok(people
            .map(|person| (person.subject, person.particulars))
            .collect())
    }

    /// What was recorded in any file from one instant until another, in order, as far as `take`
    /// goes on.
    pub fn each_heading_between(
        &mut self,
        from: Timestamp,
        to: Timestamp,
        mut take: impl FnMut(Heading) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let first = self.first_recorded_at(from)?;
        self.engine
            .each(Statement::HeadingsFrom, &[Cell::from(first)], &mut |row| {
                let heading = heading(row)?;
                if heading.recorded_at >= to {
                    return Ok(ControlFlow::Break(()));
                }
                Ok(take(heading))
            })
    }

    /// Every entry from a position on, in order, as far as `take` goes on.
    pub fn each_heading_from(
        &mut self,
        position: u64,
        mut take: impl FnMut(Heading) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let cells = [Cell::from(position)];
        self.engine
            .each(Statement::HeadingsFrom, &cells, &mut |row| {
                Ok(take(heading(row)?))
            })
    }

    /// The position of the first entry that was recorded at an instant or later: entries stand
    /// in the order in which they were recorded, and none is ever taken out.
    pub fn first_recorded_at(&mut self, at: Timestamp) -> Result<u64, StoreError> {
        let (mut low, mut high) = (1, self.head()?.position + 1);
        while low < high {
            let middle = low + (high - low) / 2;
            let recorded =
                self.engine
                    .first(Statement::RecordedAt, &[Cell::from(middle)], |row| {
                        Ok(Columns::of("entry", row).time("recorded_at")?)
                    })?;
            if recorded.is_some_and(|recorded| recorded < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }

    fn ask_of<T>(
        &mut self,
        statement: Statement,
        files: &[Id],
        read: impl Fn(&dyn Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let cells: Vec<Cell<'_>> = files.iter().map(Cell::from).collect();
        let questions: Vec<Question<'_>> =
            (cells.chunks(1)).map(|cell| (statement, cell)).collect();
        let mut rows = Vec::new();
        self.engine.ask(&questions, &mut |_, row| {
            rows.push(read(row)?);
            Ok(())
        })?;
        Ok(rows)
    }
}

fn subject(row: &dyn Row) -> Result<Id, StoreError> {
    Ok(Columns::of("spell", row).id("subject")?)
}

fn heading(row: &dyn Row) -> Result<Heading, StoreError> {
    let mut columns = Columns::of("entry", row);
    Ok(Heading {
        position: columns.count("position")?,
        id: columns.id("id")?,
        owner: columns.id("owner")?,
        kind: columns.text("kind")?.to_owned(),
        occurred: columns.when("occurred")?,
        recorded_at: columns.time("recorded_at")?,
        recorded_by: columns.id("recorded_by")?,
        corrects: columns.optional_id("corrects")?,
    })
}
