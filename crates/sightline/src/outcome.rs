//! How a command ended.

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What was asked was done, or holds.
    Holds,
    /// What was asked about does not hold; what was printed says where.
    DoesNotHold,
}
