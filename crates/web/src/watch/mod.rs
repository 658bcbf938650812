//! What is kept in mind of the requests as they come: how many, how long they took, and who
//! asks too often. Nothing personal, nothing that lasts.

mod allowance;
mod limits;
mod metrics;
mod seen;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Semaphore;

pub use allowance::Allowance;
pub(crate) use limits::{Limits, Wait};
pub(crate) use metrics::{Metrics, Request, State};
pub(crate) use seen::Seen;

use crate::settings::Settings;

/// What is kept in mind of the requests.
pub(crate) struct Watch {
    /// Who asks too often.
    pub limits: Limits,
    /// What is counted.
    pub metrics: Metrics,
    /// Which sessions are in use.
    pub seen: Seen,
    /// One look at a time at whether all is well.
    pub looking: Arc<Semaphore>,
    stopping: AtomicBool,
}

impl Watch {
    /// By what is set.
    pub fn new(settings: &Settings) -> Self {
        Self {
            limits: Limits::new(settings),
            metrics: Metrics::new(),
            seen: Seen::new(settings.idle),
            looking: Arc::new(Semaphore::new(1)),
            stopping: AtomicBool::new(false),
        }
    }

    /// No more is to be sent here.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether it was told to stop.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}
