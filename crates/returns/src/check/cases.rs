//! Runs published cases against the rules: small tables, and the rows found in them.
//!
//! A case file has one JSON object in each line: `return`, `rule`, `collections`,
//! `tables` (each with `columns`, `index` and `rows`; `metadata` among them holds what
//! is no table), and `finds` (table to `index`es). Where a case is known to contradict
//! the published message, the message is right: such a case stands in a list of
//! [`Explained`] disagreements with its reason, and is counted as explained, never as
//! agreeing.

mod explained;
mod file;
mod run;

pub use explained::{Explained, ExplainedError};
pub use file::{Case, CaseTable, CasesError, Metadata, read_cases};
pub use run::{CaseRunner, CasesSummary, Difference, RowsFound, run_cases};
