//! Digests: how much is owed, late, to be authorised and new, by e-mail to whoever wishes it. A
//! digest holds numbers and the address of the pages; it names nobody and no child.
//!
//! | what you look for | where it is |
//! |---|---|
//! | what an authority sets: the mail server, when, how often | [`set`] |
//! | who is sent one today, and who is not | [`due`] |
//! | the numbers | [`numbers`] |
//! | the message, word by word | [`letter`] |
//! | the mail server: encrypted, or nothing is sent | [`post`] |
//! | what went wrong, as it is kept and as it is told | [`trouble`] |
//! | one round: claimed, sent, noted; each once | [`round`] |
//! | where a person chooses | [`choose`] |

mod choose;
mod due;
mod letter;
mod numbers;
mod post;
mod round;
mod set;
mod trouble;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;

pub(crate) use choose::section;
pub(super) use choose::take;
pub use round::Round;
pub use set::{Mail, Often, Tls, is_mail_address};
pub use trouble::{Standing, standing};

/// How often it is looked who is to be sent one.
const LOOKED_AT: Duration = Duration::from_mins(1);

/// Sends to whoever is to have a digest by now, once. The pages do so by themselves, each minute,
/// while they are served.
///
/// # Errors
///
/// Where the record cannot be read or written; the text names nobody.
pub async fn send_digests(app: &Arc<App>) -> Result<Round, String> {
    let sending = Arc::clone(app);
    let Ok(_turn) = sending.turns.digests.acquire().await else {
        return Ok(Round::default());
    };
    round::round(app).await.map_err(|error| error.to_string())
}

/// Sends digests again and again, where a mail server is set. Comes to no end.
pub(crate) async fn keep_sending(app: Arc<App>) {
    if app.settings.mail.is_none() {
        return;
    }
    let mut next = interval(LOOKED_AT);
    next.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        next.tick().await;
        match send_digests(&app).await {
            Ok(round) if round == Round::default() => {}
            Ok(Round { sent, failed: 0 }) => tracing::info!(sent, "digests were sent"),
            Ok(Round { sent, failed }) => tracing::warn!(sent, failed, "not every digest was sent"),
            Err(why) => tracing::error!(error = why, "no digest can be sent"),
        }
    }
}

/// Waits until the digest that is being sent is sent, so that it is known whether it was.
pub(crate) async fn let_end(app: &App) {
    let _ = app.turns.digests.acquire().await;
}

/// Whether the mail server answers, encrypts as is set and lets these pages in. Nothing is sent.
///
/// # Errors
///
/// Where it does not; the text says why.
pub async fn ask_mail_server(mail: &Mail) -> Result<(), String> {
    let mut line = post::Line::open(mail)
        .await
        .map_err(|failure| failure.to_string())?;
    line.close().await;
    Ok(())
}
