//! A file at a time: what had happened by then, and the story that it makes.

use jiff::Timestamp;
use jiff::civil::Date;
use practice::engine::Story;
use practice::{Book, When};

use crate::Casefile;
use crate::current::Current;

/// A file at a time, ready to be asked what stands in it, what is missing and who was there: it is
/// worked out once for all who ask.
pub struct Moment<'f> {
    pub(crate) book: &'f Book,
    pub(crate) current: Current<'f>,
    pub(crate) story: Story<'f, 'f>,
    pub(crate) as_at: Timestamp,
    /// The day on which that is.
    pub(crate) day: Date,
}

impl<'f> Moment<'f> {
    /// A file as it stood at a time, by what is recorded in it.
    pub fn of(book: &'f Book, casefile: &'f Casefile, as_at: Timestamp) -> Self {
        let current = Current::at(book, casefile, as_at);
        Self {
            book,
            story: Story::new(book, current.facts().iter().copied()),
            current,
            as_at,
            day: When::Instant(as_at).day(),
        }
    }
}
