//! What the load is made of: a clock, chance that repeats, files and what is derived.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan};
use practice::{Id, Value, When};
use record::{Body, ChildRow, Draft, Duty, Entry, Mark, Projection, Projector, Provenance};
use store::{Clock, Command, NoRandomness, Outside, Randomness};

/// How many entries each file gets.
pub const ENTRIES: u64 = 10;
/// How many duties are derived from each file.
pub const DUTIES: u32 = 15;

/// The machine's clock.
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
pub struct Mixed(pub u64);

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

/// An identifier.
pub fn id(mixed: &mut Mixed) -> Result<Id, NoRandomness> {
    let mut bytes = [0; 16];
    mixed.fill(&mut bytes)?;
    Ok(Id::from_bytes(bytes))
}

/// Fifteen duties for every file.
struct Fifteen;

/// Nothing is derived: for measuring the ledger by itself.
struct Nothing;

impl Projector for Nothing {
    fn project(&self, _: Id, _: &[Entry]) -> Projection {
        Projection::default()
    }
}

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
            ..Projection::default()
        }
    }
}

/// A new file with its entries.
pub fn command(mixed: &mut Mixed, n: u64) -> Result<Command, NoRandomness> {
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
                from: Some(Box::new(Provenance {
                    source: "cin-census".into(),
                    file: "cin-2025-26.xml".into(),
                    line: n * ENTRIES + e,
                    recorded: None,
                    tells_to: None,
                })),
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

/// What a writer is given; fifteen duties are derived from each file.
pub fn outside(seed: u64) -> Outside {
    Outside {
        clock: Box::new(Machine),
        randomness: Box::new(Mixed(seed)),
        projector: Arc::new(Fifteen),
    }
}

/// The same, where nothing is derived.
pub fn outside_of_nothing(seed: u64) -> Outside {
    Outside {
        projector: Arc::new(Nothing),
        ..outside(seed)
    }
}
