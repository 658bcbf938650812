//! Who is sent a digest by now, of which day, and who is not: whoever has left, is away, cannot sign
//! in, has no address, has chosen never, or was sent it already.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use practice::Id;
use record::WorkerRow;
use store::{Account, Digest, Note, Reader, Told};

use super::super::catch_up;
use super::letter::Letter;
use super::numbers::Numbers;
use super::set::{Mail, Often, address};
use super::trouble::Trouble;
use crate::app::App;
use crate::lists::load::is_in;
use crate::people;
use crate::reply::Stop;
use crate::visit::Visit;

/// What is to be sent by now. What has nothing to tell is noted as done, and what was underway when
/// the program ended, as what may have been sent.
pub(super) fn due(app: &App, mail: &Mail) -> Result<Vec<Letter>, Stop> {
    let now = app.now();
    app.read(|reader| {
        let told: BTreeMap<Id, Told> = (reader.told_of_all()?.into_iter())
            .map(|told| (told.worker, told))
            .collect();
        let mut notes: Vec<Note> = told.values().filter_map(broken_off).collect();
        let mut letters = Vec::new();
        if let Some(today) = today(app, mail, now) {
            for (worker, account) in to_be_told(app, reader, now)? {
                let told = told.get(&worker.subject);
                let often = often(told, mail);
                let last = told.and_then(|told| told.digest.as_ref());
                let Some((of, tries)) = of_day(often, today).and_then(|of| is_due(of, last, now))
                else {
                    continue;
                };
                let Some(to) = worker.email.as_deref().and_then(address) else {
                    continue;
                };
                let Some(numbers) = numbers(app, reader, account, now)? else {
                    continue;
                };
                let letter = Letter {
                    worker: worker.subject,
                    to,
                    of,
                    tries,
                    often,
                    numbers,
                };
                if numbers.are_nought() {
                    notes.push(nothing_to_tell(&letter));
                } else {
                    letters.push(letter);
                }
            }
        }
        if !notes.is_empty() {
            app.writer.note(notes)?;
        }
        Ok(letters)
    })
}

/// How often somebody is sent one: as they chose, or as the authority has it.
pub(super) fn often(told: Option<&Told>, mail: &Mail) -> Often {
    let chosen = told.and_then(|told| told.often.as_deref());
    chosen.and_then(Often::of).unwrap_or(mail.often)
}

/// Today, where it is a working day and late enough.
fn today(app: &App, mail: &Mail, now: Timestamp) -> Option<Date> {
    let here = now.to_zoned(practice::when::london());
    let telling = app.book.telling.as_ref()?;
    let calendar = app.book.calendar(&telling.calendar)?;
    let is_time = calendar.is_working(here.date()) && here.time() >= mail.at;
    is_time.then(|| here.date())
}

/// The day of which a digest is, that is sent today: of a weekly one the Monday, so that there is
/// one in a week, on whichever day the program runs.
fn of_day(often: Often, today: Date) -> Option<Date> {
    match often {
        Often::Never => None,
        Often::WorkingDays => Some(today),
        Often::Weekly => today
            .checked_sub(jiff::Span::new().days(today.weekday().to_monday_zero_offset()))
            .ok(),
    }
}

/// Whether the digest of a day is due, by how the last one fared: of which day, and how often it was
/// tried. One that was sent, given up, or may have been sent is not.
fn is_due(of: Date, last: Option<&Digest>, now: Timestamp) -> Option<(Date, u32)> {
    let Some(last) = last else {
        return Some((of, 0));
    };
    match last.of.parse::<Date>() {
        Ok(last_of) if last_of >= of => {
            let again = last.again_at.is_some_and(|again| again <= now);
            again.then_some((last_of, last.tries))
        }
        _ => Some((of, 0)),
    }
}

/// Who works here today and can sign in, with their accounts.
fn to_be_told(
    app: &App,
    reader: &mut Reader,
    now: Timestamp,
) -> Result<Vec<(WorkerRow, Account)>, Stop> {
    let mut accounts: BTreeMap<Id, Account> = (reader.accounts()?.into_iter())
        .filter(|account| {
            account.is_open() && account.locked_until.is_none_or(|until| until <= now)
        })
        .map(|account| (account.worker, account))
        .collect();
    let mut workers = reader.workers()?;
    workers.retain(|worker| !worker.has_left(now) && accounts.contains_key(&worker.subject));
    let rule = app.book.lists.handing_over.as_ref();
    if let Some(away) = rule.and_then(|rule| app.book.states.get(rule.away)) {
        let ids: Vec<Id> = workers.iter().map(|worker| worker.subject).collect();
        let spells = reader.spells_of(&ids)?;
        let away: BTreeSet<Id> = spells
            .chunk_by(|one, next| one.subject == next.subject)
            .filter(|of_one| is_in(of_one, &away.name, now))
            .filter_map(|of_one| of_one.first())
            .map(|spell| spell.subject)
            .collect();
        workers.retain(|worker| !away.contains(&worker.subject));
    }
    Ok((workers.into_iter())
        .filter_map(|worker| {
            let account = accounts.remove(&worker.subject)?;
            Some((worker, account))
        })
        .collect())
}

/// The numbers of somebody; `None` where nothing decides what they may do.
fn numbers(
    app: &App,
    reader: &mut Reader,
    account: Account,
    now: Timestamp,
) -> Result<Option<Numbers>, Stop> {
    let read_so_far = catch_up(app, reader, now)?;
    let (_, workforce) = read_so_far;
    let Some(who) = people::who(app, reader, workforce, (account.worker, now))? else {
        return Ok(None);
    };
    let mut visit = Visit::of_nobody_here(app, reader, (now, read_so_far), account, who);
    Numbers::of(&mut visit).map(Some)
}

fn nothing_to_tell(letter: &Letter) -> Note {
    let digest = Digest {
        of: letter.of.to_string(),
        tries: letter.tries,
        again_at: None,
        trouble: None,
    };
    Note::Digest {
        worker: letter.worker,
        digest,
    }
}

/// Says of a digest that was underway when the program ended that it may have been sent.
fn broken_off(told: &Told) -> Option<Note> {
    let digest = told.digest.as_ref()?;
    let code = digest.trouble.as_deref()?;
    (Trouble::of(code) == Some(Trouble::Underway)).then(|| Note::Digest {
        worker: told.worker,
        digest: Digest {
            again_at: None,
            trouble: Some(Trouble::Perhaps.code()),
            ..digest.clone()
        },
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn last(of: &str, tries: u32, again_at: Option<&str>) -> Digest {
        Digest {
            of: of.to_owned(),
            tries,
            again_at: again_at.map(at),
            trouble: None,
        }
    }

    #[test]
    fn a_weekly_digest_is_of_the_monday_on_whichever_day_it_is_sent() {
        let (monday, thursday) = (date(2026, 11, 2), date(2026, 11, 5));
        assert_eq!(of_day(Often::Weekly, monday), Some(monday));
        assert_eq!(of_day(Often::Weekly, thursday), Some(monday));
        assert_eq!(of_day(Often::WorkingDays, thursday), Some(thursday));
        assert_eq!(of_day(Often::Never, thursday), None);
    }

    #[test]
    fn what_was_sent_is_not_due_again_and_what_failed_is_when_its_time_has_come() {
        let (monday, tuesday) = (date(2026, 11, 2), date(2026, 11, 3));
        let now = at("2026-11-03T08:00:00Z");
        assert_eq!(is_due(tuesday, None, now), Some((tuesday, 0)));
        let before = last("2026-11-02", 3, None);
        assert_eq!(is_due(tuesday, Some(&before), now), Some((tuesday, 0)));
        let sent = last("2026-11-03", 1, None);
        assert_eq!(is_due(tuesday, Some(&sent), now), None);
        // Whoever turns to once a week has no second one in this week.
        assert_eq!(is_due(monday, Some(&sent), now), None);
        let failed = |again| last("2026-11-03", 2, Some(again));
        let early = failed("2026-11-03T08:00:01Z");
        assert_eq!(is_due(tuesday, Some(&early), now), None);
        let time = failed("2026-11-03T08:00:00Z");
        assert_eq!(is_due(tuesday, Some(&time), now), Some((tuesday, 2)));
    }
}
