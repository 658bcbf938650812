//! The read models: kept in step, and made again just as they were.

use std::fmt::Write;

use proptest::prelude::*;
use record::{Duty, Ending, Mark, Projection, Projector};
use store::{DutyFilter, StoreError};

use super::common::{Ledger, child, command, draft, id, write_file};
use crate::behind::Behind;

/// Every row of the read models, in the order of their keys.
fn dump(behind: &Behind) -> String {
    let mut dump = String::new();
    for (table, key) in [
        ("child", "1"),
        ("duty", "1, 2, 3, 4"),
        ("owed", "1, 2, 3, 4"),
        ("spell", "1, 2"),
        ("set_aside", "1, 2, 3"),
        ("search_person", "1"),
        ("search_key", "1, 2"),
        ("meta", "1"),
    ] {
        for row in behind.rows(&format!("select * from {table} order by {key}")) {
            for (column, value) in row.into_iter().enumerate() {
                writeln!(dump, "{table}.{column} {value:?}").unwrap();
            }
        }
    }
    dump
}

#[test]
fn a_rebuild_makes_the_same_rows() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    for n in 1..=40 {
        write_file(&writer, n, 1 + n % 13).unwrap();
        // Some files grow later, so that their rows were replaced.
        if n % 3 == 0 {
            let more = draft(child(n), n * 1000 + 99, &[("due", "2026-08-01")]);
            writer
                .append(command(
                    child(n),
                    1 + u64::try_from(n % 13).unwrap(),
                    vec![more],
                ))
                .unwrap();
        }
    }
    drop(writer);
    let before = dump(&ledger.behind());
    // Whatever was done to the read models, they come from the entries.
    ledger
        .behind()
        .run("delete from child; update duty set due = '1999-01-01'; drop table set_aside");

    let mut said = Vec::new();
    let rebuilt = ledger
        .store
        .rebuild(&ledger.outside().projector, |done, of| {
            said.push((done, of));
        })
        .unwrap();

    let after = dump(&ledger.behind());
    assert!(before.lines().count() > 2000);
    assert_eq!(before, after);
    assert_eq!(rebuilt.files, 41);
    let all = ledger.reader().head().unwrap().position;
    assert_eq!(rebuilt.entries, all);
    assert_eq!(said, [(all, all)]);
    assert!(ledger.store.open_writer(ledger.outside()).is_ok());
}

#[test]
fn a_file_of_thousands_of_entries_is_rebuilt_whole_and_so_are_those_beside_it() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    for (n, entries) in [(1, 3), (20, 4200), (2, 5), (40, 2048), (3, 1), (60, 2500)] {
        write_file(&writer, n, entries).unwrap();
    }
    drop(writer);
    let before = dump(&ledger.behind());

    let mut said = Vec::new();
    let rebuilt = ledger
        .store
        .rebuild(&ledger.outside().projector, |done, _| said.push(done))
        .unwrap();

    assert_eq!(before, dump(&ledger.behind()));
    assert_eq!(rebuilt.files, 7);
    assert_eq!(rebuilt.entries, ledger.reader().head().unwrap().position);
    assert!(said.len() > 2 && said.is_sorted());
    assert_eq!(said.last(), Some(&rebuilt.entries));
}

#[test]
fn a_rebuild_that_breaks_down_leaves_what_was_there() {
    struct Breaks;
    impl Projector for Breaks {
        fn project(&self, _: practice::Id, file: &[record::Entry]) -> Projection {
            assert!(file.len() < 4, "told to break down");
            Projection::default()
        }
    }
    let ledger = Ledger::of_three_files();
    let before = dump(&ledger.behind());
    let breaks: std::sync::Arc<dyn Projector> = std::sync::Arc::new(Breaks);

    let failed = ledger.store.rebuild(&breaks, |_, _| {});

    assert!(matches!(failed, Err(StoreError::Projection { .. })));
    assert_eq!(before, dump(&ledger.behind()));
}

#[test]
fn read_models_of_another_version_are_rebuilt_before_anything_is_written() {
    let ledger = Ledger::of_three_files();
    ledger
        .behind()
        .run("update meta set value = 0 where key = 'read-models'");
    assert!(matches!(
        ledger.store.open_writer(ledger.outside()).err(),
        Some(StoreError::ReadModelsOutOfStep { found: 0, .. })
    ));

    ledger
        .store
        .rebuild(&ledger.outside().projector, |_, _| {})
        .unwrap();

    assert!(ledger.store.open_writer(ledger.outside()).is_ok());
}

#[test]
fn a_duty_is_found_by_its_identifier() {
    let ledger = Ledger::of_three_files();
    let mut reader = ledger.reader();
    let mut all = Vec::new();
    reader
        .each_duty::<StoreError>(DutyFilter::default(), |duty| {
            all.push(duty);
            Ok(())
        })
        .unwrap();
    assert_eq!(all.len(), 12);
    assert!(all.iter().any(|duty| duty.ordinal == 1));

    for duty in all {
        assert_eq!(reader.duty(&duty.id()).unwrap(), Some(duty));
    }
    for none in [
        "",
        "clock-1",
        "clock-1.0000000000000000.000000000000",
        "clock-1.000000000000000x.000000000000",
        "clock-1.0000000000000000.000000000000.9999999999999",
        "é.é.é",
        "...",
    ] {
        assert_eq!(reader.duty(none).unwrap(), None, "{none}");
    }
}

#[test]
fn duties_are_read_by_clock_and_by_area_in_the_order_of_the_files() {
    let ledger = Ledger::of_three_files();
    let mut reader = ledger.reader();
    let mut read = |clock, area| {
        let mut found: Vec<Duty> = Vec::new();
        reader
            .each_duty::<StoreError>(DutyFilter { clock, area }, |duty| {
                found.push(duty);
                Ok(())
            })
            .unwrap();
        found
    };

    let all = read(None, None);
    let keys: Vec<_> = all
        .iter()
        .map(|d| (d.subject, d.clock.clone(), d.started.by, d.ordinal))
        .collect();
    assert!(keys.is_sorted());
    for (clock, area) in [
        (Some("clock-1"), None),
        (None, Some("area-0")),
        (Some("clock-1"), Some("area-0")),
        (Some("clock-9"), None),
    ] {
        let expected: Vec<_> = all
            .iter()
            .filter(|duty| clock.is_none_or(|clock| duty.clock == clock))
            .filter(|duty| area.is_none_or(|area| duty.area == area))
            .cloned()
            .collect();
        assert_eq!(read(clock, area), expected, "{clock:?} {area:?}");
    }
}

#[test]
fn what_reads_may_stop_when_it_has_enough() {
    #[derive(Debug, PartialEq)]
    enum Why {
        Enough,
        Failed(StoreError),
    }
    impl From<StoreError> for Why {
        fn from(error: StoreError) -> Self {
            Self::Failed(error)
        }
    }
    let ledger = Ledger::of_three_files();
    let mut read = 0;

    let stopped = ledger.reader().each_child(|_| {
        read += 1;
        if read == 2 { Err(Why::Enough) } else { Ok(()) }
    });

    assert_eq!((stopped, read), (Err(Why::Enough), 2));
}

/// Gives the duties it was made with to every file but the organisation's.
struct Given(Vec<Duty>);

impl Projector for Given {
    fn project(&self, subject: practice::Id, _: &[record::Entry]) -> Projection {
        let of_subject = |duty: &&Duty| duty.subject == subject;
        Projection {
            duties: self.0.iter().filter(of_subject).cloned().collect(),
            ..Projection::default()
        }
    }
}

fn any_day() -> impl Strategy<Value = jiff::civil::Date> {
    (1900_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

fn any_when() -> impl Strategy<Value = practice::When> {
    prop_oneof![
        any_day().prop_map(practice::When::Day),
        (-2_000_000_000_i64..6_000_000_000, 0..1_000_000_000_i32).prop_map(|(seconds, nanos)| {
            practice::When::Instant(jiff::Timestamp::new(seconds, nanos.abs()).unwrap())
        }),
    ]
}

fn any_mark() -> impl Strategy<Value = Mark> {
    (any_when(), any::<u128>()).prop_map(|(at, by)| Mark { at, by: id(by) })
}

fn any_duty() -> impl Strategy<Value = Duty> {
    let what = ("[a-z.0-9-]{1,20}", "\\PC{0,20}", any::<u32>(), any_mark());
    let maybe = || prop::option::of(any_when());
    let dates = (
        maybe(),
        prop::option::of(any_day()),
        prop::option::of(any_mark()),
    );
    let more = (maybe(), maybe(), any::<bool>());
    let end = prop::option::of((prop::option::of(any_when()), any::<u128>(), any::<bool>()));
    let flags = (any::<bool>(), any::<Option<bool>>(), end);
    let silence = prop::option::of(any_day());
    (what, dates, more, flags, silence).prop_map(|(what, dates, more, flags, silence_until)| Duty {
        subject: child(1),
        clock: what.0,
        area: what.1,
        ordinal: what.2,
        started: what.3,
        due: dates.0,
        plan_by: dates.1,
        earliest: more.0,
        should_by: more.1,
        lapses: more.2,
        met: dates.2,
        late_is_certain: flags.0,
        recorded_late: flags.1,
        ended: flags.2.map(|(at, by, withdrawn)| Ending {
            at,
            by: id(by),
            withdrawn,
        }),
        silence_until,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_duty_of_any_shape_comes_back_as_it_was_and_is_found(duty in any_duty()) {
        let ledger = Ledger::new();
        let mut outside = ledger.outside();
        outside.projector = std::sync::Arc::new(Given(vec![duty.clone()]));
        let writer = ledger.store.open_writer(outside).unwrap();

        let owner = duty.subject;
        writer.append(command(owner, 0, vec![draft(owner, 1, &[])])).unwrap();

        let mut reader = ledger.reader();
        prop_assert_eq!(reader.duties_of(owner).unwrap(), vec![duty.clone()]);
        prop_assert_eq!(reader.duty(&duty.id()).unwrap(), Some(duty));
    }
}
