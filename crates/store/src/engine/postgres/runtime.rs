//! What waits for the server: a runtime for one connection, which may be let go anywhere,
//! also where nobody may wait.

use std::future::Future;
use std::thread;

use tokio::runtime::{Builder, Handle, Runtime};

/// A runtime.
pub(super) struct Own(Option<Runtime>);

impl Own {
    /// On the thread of whoever waits.
    pub fn new() -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self(Some(runtime)))
    }

    /// Waits.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let runtime = self.0.as_ref().expect("it is there until it is let go");
        runtime.block_on(future)
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Does what waits on a thread of its own where this one may not wait.
pub(super) fn away(work: impl FnOnce() + Send) {
    match Handle::try_current() {
        Err(_) => work(),
        Ok(_) => thread::scope(|scope| {
            // It breaks down only where this thread would have.
            let _ = scope.spawn(work).join();
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_let_go_where_nobody_may_wait() {
        let outer = Own::new().unwrap();
        let inner = Own::new().unwrap();

        let said = outer.block_on(async move {
            let mut said = 0;
            away(|| said = inner.block_on(async { 7 }));
            drop(inner);
            said
        });

        assert_eq!(said, 7);
    }
}
