//! Callers who wait for an answer before they ask again.

use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use practice::Id;
use store::{Command, Look, Note, Store, StoreError};

use crate::given::{ENTRIES, Mixed, command, id, outside, outside_of_nothing};

/// How long each is measured.
const TIME: Duration = Duration::from_secs(10);

/// One entry at a time to files that are there, with all that is derived from them.
pub fn whole_commands(store: &Store, files: &[Id]) -> Result<(), StoreError> {
    let writer = store.open_writer(outside(6))?;
    // Nobody waits for another's file; a file that grows is one that takes longer.
    let mut turns = files.chunks((files.len() / 17).max(1));
    for callers in [1, 16] {
        let files: Vec<&[Id]> = turns.by_ref().take(callers).collect();
        measure("whole commands", callers, |caller, n| {
            let some = files.get(caller).copied().unwrap_or_default();
            let count = some.len() as u64;
            let owner = *usize::try_from(n % count.max(1))
                .ok()
                .and_then(|at| some.get(at))?;
            let command = one_entry(caller, n, owner, ENTRIES + n / count)?;
            Some(writer.append(command).map(|_| ()))
        })?;
    }
    Ok(())
}

/// One entry at a time to a new file, and nothing derived.
pub fn appends_alone(store: &Store) -> Result<(), StoreError> {
    store.rebuild(&outside_of_nothing(7).projector, |_, _| {})?;
    let writer = store.open_writer(outside_of_nothing(8))?;
    for callers in [1, 16] {
        measure("appends alone", callers, |caller, n| {
            let owner = id(&mut Mixed((callers + caller) as u64 * 7919 + (n << 32))).ok()?;
            let command = one_entry(caller, n, owner, 0)?;
            Some(writer.append(command).map(|_| ()))
        })?;
    }
    Ok(())
}

/// Looks at files, each logged before the page may be sent.
#[expect(clippy::disallowed_methods, reason = "it runs as a user would")]
pub fn looks(store: &Store, files: &[Id]) -> Result<(), StoreError> {
    let writer = store.open_writer(outside(9))?;
    for callers in [1, 16] {
        measure("looks", callers, |caller, n| {
            let mut mixed = Mixed((callers + caller) as u64 * 104_729 + (n << 32));
            let at = usize::try_from(n).ok()? * callers + caller;
            let look = Look {
                id: id(&mut mixed).ok()?,
                at: Timestamp::now(),
                worker: Id::from_bytes([u8::try_from(caller).ok()?; 16]),
                subject: *files.get(at % files.len().max(1))?,
                what: "timeline".into(),
                because: "allocated-worker".into(),
                reason: None,
            };
            Some(writer.note(vec![Note::Looked(look)]))
        })?;
    }
    Ok(())
}

/// One entry to a file at this version.
fn one_entry(caller: usize, n: u64, owner: Id, version: u64) -> Option<Command> {
    let mut mixed = Mixed((caller as u64) << 48 | n << 8 | version);
    let mut one = command(&mut mixed, n).ok()?;
    one.owner = owner;
    one.expected_version = version;
    one.drafts.truncate(1);
    for draft in &mut one.drafts {
        draft.owner = owner;
    }
    Some(one)
}

/// Has so many callers each do, again and again, what `act` does for the caller and a count.
fn measure(
    what: &str,
    callers: usize,
    act: impl Fn(usize, u64) -> Option<Result<(), StoreError>> + Sync,
) -> Result<(), StoreError> {
    let begun = Instant::now();
    let took = thread::scope(|scope| {
        let threads: Vec<_> = (0..callers)
            .map(|caller| {
                let act = &act;
                scope.spawn(move || {
                    let mut took = Vec::new();
                    let mut n = 0;
                    while begun.elapsed() < TIME {
                        let asked = Instant::now();
                        let Some(done) = act(caller, n) else { break };
                        done?;
                        took.push(asked.elapsed());
                        n += 1;
                    }
                    Ok(took)
                })
            })
            .collect();
        let mut all = Vec::new();
        for thread in threads {
            all.extend(thread.join().unwrap_or(Err(StoreError::WriterStopped))?);
        }
        Ok::<_, StoreError>(all)
    });
    let mut took = took?;
    let seconds = begun.elapsed().as_secs_f64();
    took.sort();
    let at = |part: usize| {
        took.get(took.len() * part / 100)
            .copied()
            .unwrap_or_default()
    };
    #[expect(clippy::cast_precision_loss, reason = "a count of what took seconds")]
    let a_second = took.len() as f64 / seconds;
    println!(
        "{what:<18} {callers:>2} callers: {a_second:>7.0} a second; half within {:.2?}, 99 of 100 within {:.2?}",
        at(50),
        at(99)
    );
    Ok(())
}
