//! Deriving from a child's file what is kept beside the ledger.

use practice::engine::{Story, evaluate};
use practice::{Book, Fact, Id, Value};

use crate::arranged;
use crate::casefile::Casefile;
use crate::entry::Entry;
use crate::find;
use crate::kinds;
use crate::may;
use crate::merge;
use crate::owed;
use crate::projection::{ChildRow, Projection, Projector, SetAsideRow};
use crate::waiting;
use crate::workforce;

/// Derives by a practice book.
pub struct ByBook(pub std::sync::Arc<Book>);

/// Raised when the program derives otherwise from the same book.
const DERIVATION: i64 = 12;

impl Projector for ByBook {
    /// The practice book's own mark, and this program's way of deriving by it.
    fn mark(&self) -> i64 {
        self.0.mark().wrapping_add(DERIVATION)
    }

    fn project(&self, subject: Id, file: &[Entry]) -> Projection {
        let organisation = file.first().map(|entry| entry.header.organisation);
        let casefile = Casefile::fold(file);
        let story = Story::new(&self.0, &casefile.facts);
        let duties: Vec<_> = (evaluate(&self.0, subject, &story).owed.into_iter())
            .map(|owed| owed.duty)
            .collect();
        Projection {
            child: organisation.and_then(|organisation| child(subject, organisation, &casefile)),
            still_owed: owed::owed(&self.0, &casefile, &story, &duties),
            spells: owed::spells(&self.0, subject, &story),
            arranged: arranged::arranged(&self.0, subject, &casefile, &duties),
            duties,
            set_aside: (casefile.of_kind(kinds::VALUE_SET_ASIDE))
                .map(|fact| set_aside(subject, fact))
                .collect(),
            scope: may::rows(&self.0, subject, &casefile),
            worker: organisation.and_then(|of| workforce::worker(subject, of, &casefile)),
            offices: workforce::offices(&self.0, subject, &casefile),
            team: organisation.and_then(|of| workforce::team(subject, of, &casefile)),
            waiting: waiting::waiting(&self.0, subject, &casefile, file),
            emergencies: waiting::emergencies(&self.0, subject, &casefile),
            find: find::row(&self.0, subject, &casefile),
            joined: merge::rows(subject, file),
            numbers: merge::numbers(subject, file),
        }
    }
}

/// Derives who each child is and nothing else: enough to try an import out.
pub struct WhoIsWho;

impl Projector for WhoIsWho {
    fn project(&self, subject: Id, file: &[Entry]) -> Projection {
        let organisation = file.first().map(|entry| entry.header.organisation);
        let casefile = Casefile::fold(file);
        Projection {
            child: organisation.and_then(|organisation| child(subject, organisation, &casefile)),
            joined: merge::rows(subject, file),
            numbers: merge::numbers(subject, file),
            ..Projection::default()
        }
    }
}

/// Who the child is, as told last.
fn child(subject: Id, organisation: Id, casefile: &Casefile) -> Option<ChildRow> {
    let mut told: Vec<&Fact> = casefile.of_kind(kinds::CHILD_DETAILS).collect();
    told.sort_by_key(|fact| fact.occurred.start());
    let latest = |field| told.iter().rev().find_map(|fact| fact.text(field));
    Some(ChildRow {
        subject,
        organisation,
        authority_id: latest(kinds::AUTHORITY_ID)?.to_owned(),
        born_on: latest(kinds::BORN_ON).and_then(|day| day.parse().ok()),
    })
}

fn set_aside(subject: Id, fact: &Fact) -> SetAsideRow {
    let text = |field| fact.text(field).unwrap_or_default().to_owned();
    let line = match fact.field("line") {
        Some(Value::Number(line)) => u64::try_from(*line).unwrap_or_default(),
        _ => 0,
    };
    SetAsideRow {
        subject,
        entry: fact.id,
        child: fact.text("child").map(str::to_owned),
        source: text("source"),
        file: text("file"),
        line,
        table: text("table"),
        column: text("column"),
        value: text("value"),
        reason: text("reason"),
    }
}
