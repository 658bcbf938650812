//! What a heritage is here: the names that go with it, and the code of the returns.

pub use super::heritages::HERITAGES;

/// Names that go together.
pub struct Heritage {
    /// How many of a hundred.
    pub weight: u32,
    /// The code of ethnicity in the returns.
    pub code: &'static str,
    /// First names of girls and women.
    pub women: &'static [&'static str],
    /// First names of boys and men.
    pub men: &'static [&'static str],
    /// Surnames.
    pub surnames: &'static [&'static str],
}
