//! What a worker has been told: how far they have looked at what others recorded, whether they
//! wish to have a digest, and how the last one fared.

use jiff::Timestamp;
use practice::Id;

use super::bound::kept;
use crate::engine::{Cell, Columns, Row};
use crate::error::StoreError;

const TABLE: &str = "told";

/// What a worker has been told. Nothing of it is personal to anybody else, and nothing is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Whom.
    pub worker: Id,
    /// How far they have looked; `None` where they never did.
    pub seen: Option<Seen>,
    /// How often they wish to have a digest; `None` as the authority has it.
    pub often: Option<String>,
    /// The last digest; `None` where there was none.
    pub digest: Option<Digest>,
}

/// How far somebody has looked at what others recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The position of the last entry that was there.
    pub to: u64,
    /// The same, of the time before.
    pub before: u64,
    /// When.
    pub at: Timestamp,
}

/// A digest: of which day, and how it fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// The day that it is of, as `2026-11-22`.
    pub of: String,
    /// How often it was tried to send it; 0 where there was nothing to tell.
    pub tries: u32,
    /// When it may be tried again; `None` where nothing is left to do: it was sent, or given up.
    pub again_at: Option<Timestamp>,
    /// What went wrong, where it was not sent; and until it is known, that it is being sent. Whoever
    /// sends it has the words for it.
    pub trouble: Option<String>,
}

impl Digest {
    /// As it is kept.
    pub(super) fn kept(&self) -> Self {
        Self {
            again_at: self.again_at.map(kept),
            ..self.clone()
        }
    }

    /// The columns that tell of it, of whose it is.
    pub(super) fn cells<'a>(&'a self, worker: &'a Id) -> [Cell<'a>; 5] {
        [
            Cell::from(worker),
            Cell::from(&self.of),
            Cell::from(self.tries),
            Cell::from(self.again_at),
            Cell::from(self.trouble.as_deref()),
        ]
    }
}

impl Told {
    /// Reads a row.
    pub(super) fn read(row: &dyn Row) -> Result<Self, StoreError> {
        let mut columns = Columns::of(TABLE, row);
        let worker = columns.id("worker")?;
        let to = columns.count("seen")?;
        let before = columns.count("seen_before")?;
        let at = columns.optional_time("seen_at")?;
        let often = columns.optional_text("often")?.map(str::to_owned);
        let of = columns.optional_text("digest_of")?.map(str::to_owned);
        let tries = columns.small("tries")?;
        let again_at = columns.optional_time("again_at")?;
        let trouble = columns.optional_text("trouble")?.map(str::to_owned);
        Ok(Self {
            worker,
            seen: at.map(|at| Seen { to, before, at }),
            often,
            digest: of.map(|of| Digest {
                of,
                tries,
                again_at,
                trouble,
            }),
        })
    }
}
