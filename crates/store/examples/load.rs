//! Measures an import-like load: `load DIR [FILES]`. Each of FILES (100,000) files
//! gets 10 entries and 15 duties, through `submit`, durably; then reads, verifies
//! and rebuilds. DIR must not hold a ledger.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures, and runs as a user would"
)]

use std::collections::VecDeque;
use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::{Timestamp, ToSpan};
use practice::{Id, Value, When};
use record::{Body, ChildRow, Draft, Duty, Entry, Mark, Projection, Projector, Provenance};
use store::{
    Clock, Command, DutyFilter, NoRandomness, Outside, Randomness, Setup, Store, StoreError, Ticket,
};

const ENTRIES: u64 = 10;
const DUTIES: u32 = 15;

struct Machine;

impl Clock for Machine {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn is_machine(&self) -> bool {
        true
    }
}

/// SplitMix64: for measuring alone, and unfit for keys.
struct Mixed(u64);

impl Randomness for Mixed {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let z = (z ^ (z >> 31)).to_le_bytes();
            chunk.copy_from_slice(z.get(..chunk.len()).unwrap_or_default());
        }
        Ok(())
    }
}

fn id(mixed: &mut Mixed) -> Result<Id, NoRandomness> {
    let mut bytes = [0; 16];
    mixed.fill(&mut bytes)?;
    Ok(Id::from_bytes(bytes))
}

/// Fifteen duties for every file.
struct Fifteen;

impl Projector for Fifteen {
    fn project(&self, subject: Id, file: &[Entry]) -> Projection {
        let Some(first) = file.first().filter(|_| file.len() as u64 >= ENTRIES) else {
            return Projection::default();
        };
        let day = first.header.occurred.day();
        Projection {
            child: Some(ChildRow {
                subject,
                organisation: first.header.organisation,
                authority_id: subject.to_string(),
                born_on: Some(day),
            }),
            duties: (0..DUTIES)
                .zip(file.iter().cycle())
                .map(|(n, entry)| Duty {
                    subject,
                    clock: format!("visit-{}wd", n % 6),
                    area: "assessment-and-s47".into(),
                    ordinal: n / 10,
                    started: Mark {
                        at: entry.header.occurred,
                        by: entry.header.id,
                    },
                    due: Some(When::Day(day.saturating_add(i64::from(n).days()))),
                    plan_by: Some(day),
                    earliest: None,
                    should_by: None,
                    lapses: false,
                    met: (n % 4 != 0).then_some(Mark {
                        at: entry.header.occurred,
                        by: entry.header.id,
                    }),
                    late_is_certain: true,
                    recorded_late: None,
                    ended: None,
                    silence_until: Some(day),
                })
                .collect(),
            set_aside: Vec::new(),
        }
    }
}

fn command(mixed: &mut Mixed, n: u64) -> Result<Command, NoRandomness> {
    let owner = id(mixed)?;
    let organisation = Id::from_bytes([7; 16]);
    let group = id(mixed)?;
    let mut drafts = Vec::new();
    for e in 0..ENTRIES {
        let day = jiff::civil::date(2026, 1, 1)
            .saturating_add(i64::try_from(n % 300).unwrap_or(0).days());
        let fields = [
            ("referral_date", Value::text(day)),
            ("reason", Value::text("N1")),
            ("source", Value::text("3A")),
            ("no_further_action", Value::YesNo(false)),
            ("ordinal", Value::Text(e.to_string())),
        ];
        drafts.push(Draft {
            id: id(mixed)?,
            owner,
            refers_to: Vec::new(),
            kind: "cin-referral".into(),
            kind_version: 1,
            occurred: When::Day(day),
            recorded_by: organisation,
            organisation,
            corrects: None,
            group,
            body: Body {
                fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
                from: Some(Provenance {
                    source: "cin-census".into(),
                    file: "cin-2025-26.xml".into(),
                    line: n * ENTRIES + e,
                    recorded: None,
                    tells_to: None,
                }),
                ..Body::default()
            },
        });
    }
    Ok(Command {
        owner,
        expected_version: 0,
        known: None,
        drafts,
    })
}

fn outside(seed: u64) -> Outside {
    Outside {
        clock: Box::new(Machine),
        randomness: Box::new(Mixed(seed)),
        projector: Arc::new(Fifteen),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().ok_or("usage: load DIR [FILES]")?;
    let files: u64 = arguments.next().map_or(Ok(100_000), |n| n.parse())?;
    let store = Store::at(dir);

    let some = write(&store, files)?;
    append_one(&store)?;
    read(&store, &some)?;

    let verified = timed("verify", || store.open_reader()?.verify(None, |_, _| {}))?;
    println!("                              {} entries", verified.entries);
    timed("rebuild", || {
        store.rebuild(&outside(4).projector, |_, _| {})
    })?;
    Ok(())
}

fn timed<T>(what: &str, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let started = Instant::now();
    let done = work()?;
    println!("{what:<18} {:>10.3?}", started.elapsed());
    Ok(done)
}

/// Loads the files; a hundredth of them.
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
        if n % 100 == 0 {
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
        assert_eq!(reader.file(*subject)?.len() as u64, ENTRIES);
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
