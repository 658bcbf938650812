//! The clock of the ledger while the example is made: it stands until it is moved on, and
//! says of itself that it is not the machine's. Only an example may be given such a clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use practice::When;
use practice::when::london;

/// A clock that is moved on by hand. Its copies show the same time.
#[derive(Clone, Debug, Default)]
pub struct MovedClock(Arc<AtomicI64>);

impl MovedClock {
    /// Moves it on.
    pub fn move_to(&self, at: Timestamp) {
        self.0.store(at.as_microsecond(), Ordering::SeqCst);
    }

    /// The day in England.
    pub fn day(&self) -> Date {
        When::Instant(store::Clock::now(self)).day()
    }
}

impl store::Clock for MovedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn is_machine(&self) -> bool {
        false
    }
}

/// A time of a day in England.
pub fn at(day: Date, hour: i8, minute: i8) -> Timestamp {
    let time = Time::new(hour, minute, 0, 0).unwrap_or(Time::midnight());
    let zoned = day.to_datetime(time).to_zoned(london());
    zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}
