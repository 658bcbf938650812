//! A connection that waits for whoever reads its answers, but not for ever.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A connection on which something has to be taken within a time, each time something is
/// sent. Whoever takes nothing is not sent the rest.
pub(super) struct Patient<S> {
    stream: S,
    within: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> Patient<S> {
    /// A connection that waits so long.
    pub fn new(stream: S, within: Duration) -> Self {
        Self {
            stream,
            within,
            waiting: None,
        }
    }

    /// What became of sending; where nothing did, how long that has been so.
    fn sent<T>(
        &mut self,
        became: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if became.is_ready() {
            self.waiting = None;
            return became;
        }
        let within = self.within;
        let waiting = (self.waiting).get_or_insert_with(|| Box::pin(sleep(within)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patient<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patient<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let became = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.sent(became, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let became = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.sent(became, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let became = Pin::new(&mut self.stream).poll_flush(context);
        self.sent(became, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let became = Pin::new(&mut self.stream).poll_shutdown(context);
        self.sent(became, context)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    #[tokio::test]
    async fn whoever_takes_nothing_is_not_waited_for() {
        let (ours, theirs) = tokio::io::duplex(8);
        let mut ours = Patient::new(ours, Duration::from_millis(20));

        let sent = ours.write_all(b"more than goes into it").await;

        assert_eq!(
            sent.map_err(|error| error.kind()),
            Err(io::ErrorKind::TimedOut)
        );
        drop(theirs);
    }

    #[tokio::test]
    async fn whoever_takes_what_is_sent_is_sent_all() {
        let (ours, mut theirs) = tokio::io::duplex(8);
        let mut ours = Patient::new(ours, Duration::from_mins(1));
        let sending = tokio::spawn(async move { ours.write_all(b"more than goes into it").await });
        let mut taken = String::new();

        theirs.read_to_string(&mut taken).await.expect("taken");

        assert_eq!(taken, "more than goes into it");
        assert!(sending.await.expect("sent").is_ok());
    }
}
