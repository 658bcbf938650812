//! One round: each digest is claimed, durably, before it is sent, and noted after. What was claimed
//! and not noted may have been sent, and is not sent again.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use store::{Digest, Note};

use super::due::due;
use super::letter::Letter;
use super::post::Line;
use super::set::{Mail, address};
use super::trouble::Trouble;
use crate::app::App;
use crate::reply::Stop;

/// How long after the first failure it is tried again; each time after that, three times as long.
const FIRST_GAP: SignedDuration = SignedDuration::from_mins(5);
/// How often a digest is tried, and then given up for its day.
const TRIES: u32 = 6;

/// What came of one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// How many digests were sent.
    pub sent: usize,
    /// How many were not, or may not have been.
    pub failed: usize,
}

/// Sends what is due.
pub(super) async fn round(app: &Arc<App>) -> Result<Round, Stop> {
    let mut done = Round::default();
    let Some(mail) = app.settings.mail.clone() else {
        return Ok(done);
    };
    let letters = by_itself(app, {
        let mail = mail.clone();
        move |app| due(app, &mail)
    })
    .await?;
    let mut letters = letters.into_iter();
    let mut line: Option<Line> = None;
    while let Some(letter) = letters.next() {
        if app.watch.is_stopping() {
            break;
        }
        let opened = match line.take().filter(|line| !line.is_broken) {
            Some(open) => Ok(open),
            None => Line::open(&mail).await,
        };
        let trouble = match opened {
            Err(no_line) => {
                tracing::warn!(why = %no_line, "the mail server takes no digest");
                Some(no_line.trouble)
            }
            Ok(mut open) => {
                let sent = send(app, &mail, &mut open, &letter).await?;
                line = Some(open);
                sent.err()
            }
        };
        // A letter that was claimed was noted; whoever comes after it would meet the same.
        let Some(trouble) = trouble else {
            done.sent += 1;
            app.watch.metrics.digests_sent.inc();
            continue;
        };
        let mut failed = vec![after(&letter, trouble, app.now())];
        if trouble.is_of_the_server() {
            let next = if trouble == Trouble::Perhaps {
                Trouble::NotReached
            } else {
                trouble
            };
            failed.extend(
                letters
                    .by_ref()
                    .map(|letter| after(&letter, next, app.now())),
            );
        }
        done.failed += failed.len();
        let many = u64::try_from(failed.len()).unwrap_or(u64::MAX);
        app.watch.metrics.digests_failed.inc_by(many);
        keep(app, failed).await?;
    }
    if let Some(mut line) = line {
        line.close().await;
    }
    Ok(done)
}

/// Sends one, claimed before.
async fn send(
    app: &Arc<App>,
    mail: &Mail,
    line: &mut Line,
    letter: &Letter,
) -> Result<Result<(), Trouble>, Stop> {
    let organisation = by_itself(app, |app| {
        app.read(|reader| Ok(reader.about().organisation))
    })
    .await?;
    let from = address(&mail.from);
    let message = from.and_then(|from| letter.text(mail, organisation, &from, app.now()));
    let Some(message) = message else {
        return Err(Stop::Broken("a digest could not be written".to_owned()));
    };
    let claimed = note(letter, None, Some(Trouble::Underway));
    keep(app, vec![claimed]).await?;
    let sent = line.send(&letter.to, &message).await;
    if sent.is_ok() {
        keep(app, vec![note(letter, None, None)]).await?;
    }
    Ok(sent)
}

/// What is noted of a digest that was tried once more, in vain.
fn after(letter: &Letter, trouble: Trouble, now: Timestamp) -> Note {
    let again = (trouble.passes() && letter.tries + 1 < TRIES).then(|| now + gap(letter.tries));
    note(letter, again, Some(trouble))
}

/// How long it is waited after so many failures before.
fn gap(before: u32) -> SignedDuration {
    FIRST_GAP * 3_i32.pow(before.min(TRIES))
}

fn note(letter: &Letter, again_at: Option<Timestamp>, trouble: Option<Trouble>) -> Note {
    Note::Digest {
        worker: letter.worker,
        digest: Digest {
            of: letter.of.to_string(),
            tries: letter.tries + 1,
            again_at,
            trouble: trouble.map(Trouble::code),
        },
    }
}

/// Keeps these durably.
async fn keep(app: &Arc<App>, notes: Vec<Note>) -> Result<(), Stop> {
    by_itself(app, move |app| Ok(app.writer.note(notes)?)).await
}

/// Does what waits for the record on a thread of its own.
async fn by_itself<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App) -> Result<T, Stop> + Send + 'static,
) -> Result<T, Stop> {
    let app = Arc::clone(app);
    let done = tokio::task::spawn_blocking(move || work(&app)).await;
    done.unwrap_or_else(|error| Err(Stop::Broken(error.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gaps_grow() {
        let minutes: Vec<i64> = (0..5).map(|tries| gap(tries).as_mins()).collect();
        assert_eq!(minutes, [5, 15, 45, 135, 405]);
    }
}
