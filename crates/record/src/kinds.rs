//! The few record types that the program itself must know by name: who the child
//! is, in which extracts the child stood, what could not be taken from them, how a dataset had
//! it; and who the workers and teams are and what they are given.
//!
//! All others are known to the practice book alone.

/// Who the child is, as one source tells it.
pub const CHILD_DETAILS: &str = "child-details";
/// That the child stood in an extract, and what period that extract tells of.
pub const EXTRACT_LISTING: &str = "extract-listing";
/// A row or value of an extract that could not be taken, and why.
pub const VALUE_SET_ASIDE: &str = "value-set-aside";
/// An import: what was read, and what became of it.
pub const IMPORT: &str = "import";
/// How a row of a dataset is known there, and what of it no other record holds.
pub const DATASET_ROW: &str = "dataset-row";
/// The field of such a row with what no other record holds.
pub const REST: &str = "rest";
/// That a file was disposed of: in the organisation's own file.
pub const FILE_DISPOSED: &str = "file-disposed";
/// Who a worker is.
pub const WORKER_DETAILS: &str = "worker-details";
/// That a worker began.
pub const WORKER_STARTED: &str = "worker-started";
/// That a worker left.
pub const WORKER_LEFT: &str = "worker-left";
/// That a worker was given a role.
pub const ROLE_GIVEN: &str = "role-given";
/// What was done to a worker's account.
pub const ACCOUNT_CHANGED: &str = "account-changed";
/// That a role ended.
pub const ROLE_ENDED: &str = "role-ended";
/// That a worker covers for another.
pub const COVER_ARRANGED: &str = "cover-arranged";
/// That a worker delegated an authorisation of theirs.
pub const AUTHORISATION_DELEGATED: &str = "authorisation-delegated";
/// What a team is.
pub const TEAM_DETAILS: &str = "team-details";
/// That a team was closed.
pub const TEAM_CLOSED: &str = "team-closed";
/// The field of the child's details with the authority's own identifier.
pub const AUTHORITY_ID: &str = "authority_id";
/// The field of the child's details with the date of birth.
pub const BORN_ON: &str = "born_on";
/// That a record was sent for authorisation.
pub const SENT: &str = "sent-for-authorisation";
/// That it was returned for changes.
pub const RETURNED: &str = "returned-for-changes";
/// That it was authorised.
pub const AUTHORISED: &str = "authorised";
/// That it was let through although something was missing.
pub const OVERRIDDEN: &str = "gate-overridden";
/// That a file was opened in an emergency.
pub const GLASS_BROKEN: &str = "glass-broken";
/// What was found when that was looked into.
pub const GLASS_REVIEWED: &str = "glass-reviewed";
/// That something of the file was taken away.
pub const TAKEN_AWAY: &str = "taken-away";
/// That a document was attached to something recorded.
pub const DOCUMENT: &str = "document-attached";
/// That another file of the same person was merged into this one.
pub const MERGED: &str = "files-merged";
/// That they were parted again.
pub const PARTED: &str = "files-parted";
/// What is written by deciding and by taking away, and typed into no form of its own.
pub const OF_DECIDING: [&str; 5] = [SENT, RETURNED, AUTHORISED, OVERRIDDEN, TAKEN_AWAY];
