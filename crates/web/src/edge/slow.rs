//! What is sent with a form has to come, and not drop by drop: it may take so long, and
//! besides as long as what has come takes on the slowest line.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

/// How many bytes a second the slowest line brings: an old mobile telephone's.
const SLOWEST: u64 = 4 * 1024;

/// What was sent did not come in time.
#[derive(Debug)]
pub(super) struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was sent did not come in time")
    }
}

impl std::error::Error for TooSlow {}

impl TooSlow {
    /// Whether it is why something failed.
    pub fn is_why(error: &(dyn std::error::Error + 'static)) -> bool {
        let mut why = Some(error);
        while let Some(error) = why {
            if error.is::<Self>() {
                return true;
            }
            why = error.source();
        }
        false
    }
}

/// Lets a request go on whose body comes in time.
pub(crate) async fn in_time(within: Duration, request: Request, next: Next) -> Response {
    next.run(request.map(|body| {
        Body::new(Timed {
            body,
            within,
            begun: None,
        })
    }))
    .await
}

/// A body with the time by which more of it has to come. That begins when it is first asked
/// for: whoever waits for a turn is not slow.
struct Timed {
    body: Body,
    within: Duration,
    begun: Option<Begun>,
}

/// The time that runs.
struct Begun {
    until: Pin<Box<Sleep>>,
    at_first: Instant,
    came: u64,
}

impl Begun {
    fn new(within: Duration) -> Self {
        let until = Box::pin(sleep(within));
        Self {
            at_first: until.deadline(),
            until,
            came: 0,
        }
    }

    /// So many bytes more have come, and have earned their time.
    fn earn(&mut self, bytes: usize) {
        self.came = self.came.saturating_add(bytes as u64);
        let earned = Duration::from_millis(self.came.saturating_mul(1000) / SLOWEST);
        let until = self.at_first + earned;
        self.until.as_mut().reset(until);
    }
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Self {
            body,
            within,
            begun,
        } = &mut *self;
        let begun = begun.get_or_insert_with(|| Begun::new(*within));
        let Poll::Ready(frame) = Pin::new(body).poll_frame(context) else {
            ready!(begun.until.as_mut().poll(context));
            return Poll::Ready(Some(Err(axum::Error::new(TooSlow))));
        };
        if let Some(Ok(Some(bytes))) = frame
            .as_ref()
            .map(|frame| frame.as_ref().map(Frame::data_ref))
        {
            begun.earn(bytes.len());
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
