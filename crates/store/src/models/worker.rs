//! The tables `worker` and `team`: who works here.

use record::{TeamRow, WorkerRow};

use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;

/// A worker's row, the day written out.
pub(crate) struct Worker {
    row: WorkerRow,
    left_on: Option<String>,
}

impl From<WorkerRow> for Worker {
    fn from(row: WorkerRow) -> Self {
        let left_on = row.left_on.map(|day| day.to_string());
        Self { row, left_on }
    }
}

impl Worker {
    /// The columns, in their order.
    pub fn cells(&self) -> [Cell<'_>; 7] {
        [
            Cell::from(&self.row.subject),
            Cell::from(&self.row.organisation),
            Cell::from(&self.row.name),
            Cell::from(self.row.email.as_ref()),
            Cell::from(self.row.number.as_ref()),
            Cell::from(self.row.employer.as_ref()),
            Cell::from(self.left_on.as_ref()),
        ]
    }
}

/// Reads a worker's row.
pub(crate) fn read_worker(row: &dyn Row) -> Result<WorkerRow, StoreError> {
    let mut columns = Columns::of("worker", row);
    Ok(WorkerRow {
        subject: columns.id("subject")?,
        organisation: columns.id("organisation")?,
        name: columns.text("name")?.to_owned(),
        email: columns.optional_text("email")?.map(str::to_owned),
        number: columns.optional_text("number")?.map(str::to_owned),
        employer: columns.optional_text("employer")?.map(str::to_owned),
        left_on: columns.optional_date("left_on")?,
    })
}

/// A team's row, the day written out.
pub(crate) struct Team {
    row: TeamRow,
    closed_on: Option<String>,
}

impl From<TeamRow> for Team {
    fn from(row: TeamRow) -> Self {
        let closed_on = row.closed_on.map(|day| day.to_string());
        Self { row, closed_on }
    }
}

impl Team {
    /// The columns, in their order.
    pub fn cells(&self) -> [Cell<'_>; 7] {
        [
            Cell::from(&self.row.subject),
            Cell::from(&self.row.organisation),
            Cell::from(&self.row.name),
            Cell::from(self.row.code.as_ref()),
            Cell::from(self.row.service.as_ref()),
            Cell::from(self.row.employer.as_ref()),
            Cell::from(self.closed_on.as_ref()),
        ]
    }
}

/// Reads a team's row.
pub(crate) fn read_team(row: &dyn Row) -> Result<TeamRow, StoreError> {
    let mut columns = Columns::of("team", row);
    Ok(TeamRow {
        subject: columns.id("subject")?,
        organisation: columns.id("organisation")?,
        name: columns.text("name")?.to_owned(),
        code: columns.optional_text("code")?.map(str::to_owned),
        service: columns.optional_text("service")?.map(str::to_owned),
        employer: columns.optional_text("employer")?.map(str::to_owned),
        closed_on: columns.optional_date("closed_on")?,
    })
}
