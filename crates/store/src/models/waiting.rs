//! The table `waiting`: what is not authorised, or was let through. Days and instants stand as
//! text, as in `duty`; who had a hand in it stands as identifiers, one after the other.

use practice::Id;
use record::{WaitingRow, WaitingStep};

use crate::engine::{Cell, Columns, Row, Unreadable};
use crate::error::StoreError;

const TABLE: &str = "waiting";

/// A row, its days, instants and identifiers written out.
pub(crate) struct Encoded {
    row: WaitingRow,
    at: String,
    hands: Vec<u8>,
    through: Option<String>,
}

impl From<WaitingRow> for Encoded {
    fn from(row: WaitingRow) -> Self {
        Self {
            at: row.at.to_string(),
            hands: row.hands.iter().flat_map(Id::bytes).copied().collect(),
            through: row.through.map(|at| at.to_string()),
            row,
        }
    }
}

impl Encoded {
    /// The columns, in their order.
    pub fn cells(&self) -> [Cell<'_>; 8] {
        [
            Cell::from(&self.row.subject),
            Cell::from(&self.row.entry),
            Cell::from(self.row.kind.as_str()),
            Cell::from(self.row.step.name()),
            Cell::from(self.at.as_str()),
            self.row.by.as_ref().map_or(Cell::Null, Cell::from),
            Cell::Bytes(&self.hands),
            Cell::from(self.through.as_ref()),
        ]
    }
}

/// Reads a row.
pub(crate) fn read(row: &dyn Row) -> Result<WaitingRow, StoreError> {
    let mut columns = Columns::of(TABLE, row);
    let strange = |column| Unreadable {
        table: TABLE,
        column,
    };
    Ok(WaitingRow {
        subject: columns.id("subject")?,
        entry: columns.id("entry")?,
        kind: columns.text("kind")?.to_owned(),
        step: {
            let step = columns.text("step")?;
            let known = WaitingStep::ALL.into_iter().find(|one| one.name() == step);
            known.ok_or_else(|| strange("step"))?
        },
        at: columns.when("since")?,
        by: columns.optional_id("told_by")?,
        hands: {
            let (hands, rest) = columns.bytes("hands")?.as_chunks::<16>();
            if !rest.is_empty() {
                return Err(strange("hands").into());
            }
            hands.iter().map(|bytes| Id::from_bytes(*bytes)).collect()
        },
        through: columns.optional_when("through_at")?,
    })
}
