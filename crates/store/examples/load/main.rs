//! Measures the ledger: `load PLACE [FILES [KEY]]`. PLACE is a directory without a ledger,
//! or an address on a PostgreSQL server, for which KEY names a file for the master key.
//!
//! - An import-like load: each of FILES (100,000) files gets 10 entries and 15 duties,
//!   through `submit`, durably.
//! - Callers who each wait for an answer before they ask again, as people at work do: one
//!   entry at a time to those files, with all that is derived; by one caller and by 16.
//! - Looks at those files, logged as pages are sent; by one caller and by 16.
//! - Then it reads, verifies and rebuilds.
//! - The ledger by itself: one entry to a new file at a time, and nothing derived.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures, and runs as a user would"
)]

mod callers;
mod given;

use std::collections::VecDeque;
use std::error::Error;
use std::time::{Duration, Instant};

use practice::Id;
use store::{DutyFilter, Setup, Store, StoreError, Ticket};

use given::{DUTIES, ENTRIES, Mixed, command, outside};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().ok_or("usage: load PLACE [FILES [KEY]]")?;
    let files: u64 = arguments.next().map_or(Ok(100_000), |n| n.parse())?;
    let mut store = Store::named(&place)?;
    if let Some(key) = arguments.next() {
        store = store.with_key_file(key);
    }

    let some = write(&store, files)?;
    append_one(&store)?;
    callers::whole_commands(&store, &some)?;
    callers::looks(&store, &some)?;
    read(&store, &some)?;

    let verified = timed("verify", || store.open_reader()?.verify(&[], |_, _| {}))?;
    println!("                              {} entries", verified.entries);
    timed("rebuild", || {
        store.rebuild(&outside(4).projector, |_, _| {})
    })?;
    callers::appends_alone(&store)?;
    Ok(())
}

fn timed<T>(what: &str, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let started = Instant::now();
    let done = work()?;
    println!("{what:<18} {:>10.3?}", started.elapsed());
    Ok(done)
}

/// Loads the files; a tenth of them.
fn write(store: &Store, files: u64) -> Result<Vec<Id>, Box<dyn Error>> {
    let setup = Setup {
        organisation: Id::from_bytes([7; 16]),
        name: "Measured".into(),
        example: true,
    };
    let writer = timed("create", || store.create(&setup, outside(1)))?;
    let mut mixed = Mixed(2);
    let started = Instant::now();
    let mut waiting: VecDeque<Ticket> = VecDeque::new();
    let mut some = Vec::new();
    for n in 0..files {
        let command = command(&mut mixed, n)?;
        if n % 10 == 0 {
            some.push(command.owner);
        }
        waiting.push_back(writer.submit(command));
        if waiting.len() > 4096
            && let Some(ticket) = waiting.pop_front()
        {
            ticket.wait()?;
        }
    }
    for ticket in waiting {
        ticket.wait()?;
    }
    let took = started.elapsed();
    let a_second = u128::from(files * ENTRIES) * 1000 / took.as_millis().max(1);
    println!("submit             {took:>10.3?}  {a_second} entries a second");
    timed("close", || {
        drop(writer);
        Ok(())
    })?;
    Ok(some)
}

/// Opens again, and appends to a new file and to the same.
fn append_one(store: &Store) -> Result<(), Box<dyn Error>> {
    let writer = timed("open for writing", || store.open_writer(outside(3)))?;
    let mut mixed = Mixed(5);
    let one = command(&mut mixed, 0)?;
    let mut more = command(&mut mixed, 0)?;
    more.owner = one.owner;
    more.expected_version = ENTRIES;
    more.drafts.truncate(1);
    for draft in &mut more.drafts {
        draft.owner = one.owner;
    }
    timed("append a file", || writer.append(one))?;
    timed("append one entry", || writer.append(more))?;
    Ok(())
}

fn read(store: &Store, some: &[Id]) -> Result<(), Box<dyn Error>> {
    let mut reader = timed("open for reading", || store.open_reader())?;
    let mut worst = Duration::ZERO;
    let all = Instant::now();
    for subject in some {
        let started = Instant::now();
        let duties = reader.duties_of(*subject)?;
        worst = worst.max(started.elapsed());
        assert_eq!(duties.len(), DUTIES as usize);
    }
    let mean = all.elapsed() / u32::try_from(some.len())?;
    println!("duties_of          {mean:>10.3?}  worst {worst:.3?}");
    let all = Instant::now();
    for subject in some {
        assert!(reader.file(*subject)?.len() as u64 >= ENTRIES);
    }
    let mean = all.elapsed() / u32::try_from(some.len())?;
    println!("file               {mean:>10.3?}");
    let mut count = 0_u64;
    timed("each_duty", || {
        reader.each_duty::<StoreError>(DutyFilter::default(), |_| {
            count += 1;
            Ok(())
        })
    })?;
    println!("                              {count} duties");
    timed("counts", || reader.counts())?;
    Ok(())
}
