//! What is so in a directory alone, with SQLite's files in it.

use std::fs;
use std::process::Command;

use rusqlite::Connection;
use store::{Store, StoreError};

use crate::common::{Ledger, child, command, draft, setup, write_file};

fn path(ledger: &Ledger) -> std::path::PathBuf {
    ledger.dir.path().join("data")
}

fn behind(ledger: &Ledger) -> Connection {
    Connection::open(path(ledger).join("sightline.sqlite")).unwrap()
}

#[cfg(unix)]
#[test]
fn none_but_this_user_may_read_the_master_key_or_look_into_the_directory() {
    use std::os::unix::fs::PermissionsExt;

    let ledger = Ledger::new();
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;

    assert_eq!(mode(path(&ledger).join("master.key")), 0o600);
    assert_eq!(mode(path(&ledger).join("sightline.sqlite")), 0o600);
    assert_eq!(mode(path(&ledger)), 0o700);
}

#[test]
fn a_file_that_is_no_ledger_is_said_to_be_none() {
    let ledger = Ledger::nothing();
    fs::create_dir_all(path(&ledger)).unwrap();
    let file = path(&ledger).join("sightline.sqlite");
    for other in [String::new(), "child,born\n".repeat(400)] {
        fs::write(&file, other).unwrap();
        assert!(matches!(
            ledger.store.open_reader().err(),
            Some(StoreError::NotALedger { .. })
        ));
        assert!(matches!(
            ledger.store.open_writer(ledger.outside()).err(),
            Some(StoreError::NotALedger { .. })
        ));
    }
}

#[test]
fn a_ledger_whose_making_was_broken_off_and_left_an_empty_file_can_be_made_again() {
    let ledger = Ledger::nothing();
    fs::create_dir_all(path(&ledger)).unwrap();
    fs::write(path(&ledger).join("sightline.sqlite"), "").unwrap();
    fs::write(path(&ledger).join("master.key"), "0f".repeat(32)).unwrap();

    assert_eq!(ledger.store.exists(), Ok(false), "it is still to be made");

    drop(ledger.store.create(&setup(true), ledger.outside()).unwrap());

    assert_eq!(ledger.verify().unwrap().entries, 1);
}

#[test]
fn what_the_database_refuses_fails_the_command_and_not_the_writer() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let other = behind(&ledger);
    let owner = child(1);
    let append = || writer.append(command(owner, 0, vec![draft(owner, 1, &[])]));
    // A trigger stands in for whatever makes the database refuse.
    other
        .execute_batch(
            "create trigger no_more before insert on entry \
             begin select raise(abort, 'no more'); end",
        )
        .unwrap();

    let refused = append();
    other.execute_batch("drop trigger no_more").unwrap();
    let accepted = append();

    assert!(matches!(refused, Err(StoreError::Refused { .. })));
    assert!(accepted.is_ok(), "{accepted:?}");
}

#[test]
fn what_was_answered_as_appended_outlives_the_process_that_appended_it() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    for n in 1..=3 {
        write_file(&writer, n, 4).unwrap();
    }
    let head = ledger.reader().head().unwrap();

    // What lies on the disk while the writer is at work is what a broken-off
    // process leaves behind.
    let left = Ledger::nothing();
    fs::create_dir_all(path(&left)).unwrap();
    for file in fs::read_dir(path(&ledger)).unwrap().map(Result::unwrap) {
        fs::copy(file.path(), path(&left).join(file.file_name())).unwrap();
    }

    assert_eq!(left.verify().unwrap().head, head);
    write_file(&left.writer(), 4, 4).unwrap();
    assert_eq!(left.verify().unwrap().entries, 17);
}

#[test]
fn the_directory_is_named_as_it_was_given() {
    let store = Store::at("no/such/place");

    let refused = store.open_reader().err().unwrap();

    assert_eq!(
        refused.to_string(),
        "there is no ledger in no/such/place: create one, or name the directory that holds it"
    );
}

/// Words that are found nowhere by chance.
const DISTINCTIVE: &str = "Zephyrine Quackenbush told her social worker";

#[test]
fn a_body_never_stands_in_clear_in_any_file_of_the_ledger() {
    let ledger = Ledger::new();
    let owner = child(1);
    let writer = ledger.writer();
    let told = draft(owner, 1, &[("note", DISTINCTIVE)]);
    writer.append(command(owner, 0, vec![told])).unwrap();

    let while_open = files_that_hold(&ledger, DISTINCTIVE);
    drop(writer);
    behind(&ledger)
        .execute_batch("pragma wal_checkpoint(truncate)")
        .unwrap();
    let after = files_that_hold(&ledger, DISTINCTIVE);

    assert_eq!((while_open, after), (vec![], vec![]));
    // The search would have found it: kinds stand in clear.
    assert!(!files_that_hold(&ledger, "ledger-opened").is_empty());
    assert_eq!(ledger.reader().file(owner).unwrap().len(), 1);
}

fn files_that_hold(ledger: &Ledger, text: &str) -> Vec<String> {
    fs::read_dir(path(ledger))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| {
            let bytes = fs::read(path).unwrap();
            bytes.windows(text.len()).any(|at| at == text.as_bytes())
        })
        .map(|path| path.display().to_string())
        .collect()
}

#[test]
fn a_program_that_holds_the_database_and_does_not_let_go_is_spoken_of() {
    let ledger = Ledger::new();
    let writer = ledger.writer();
    let other = behind(&ledger);
    other.execute_batch("begin immediate").unwrap();

    let refused = write_file(&writer, 1, 4).unwrap_err();
    other.execute_batch("rollback").unwrap();

    assert!(matches!(refused, StoreError::Locked { .. }), "{refused:?}");
    assert!(refused.to_string().contains("another program"), "{refused}");
    assert_eq!(write_file(&writer, 1, 4).unwrap().first_position, 2);
}

#[test]
fn a_full_disk_is_said_to_be_full_and_nothing_is_lost_or_half_there() {
    let Some(disk) = SmallDisk::mounted() else {
        println!("skipped: a small disk can only be made by root");
        return;
    };
    let mut ledger = Ledger::nothing();
    ledger.store = Store::at(disk.dir.path().join("data"));
    drop(ledger.store.create(&setup(true), ledger.outside()).unwrap());
    let writer = ledger.writer();
    let mut kept = 1;
    let refused = loop {
        match write_file(&writer, kept, 40) {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 1000, "the disk has an end");
    };

    assert!(
        matches!(refused, StoreError::DiskFull { .. }),
        "{refused:?}"
    );
    assert!(refused.to_string().contains("make room"), "{refused}");
    let entries = u64::try_from((kept - 1) * 40 + 1).unwrap();
    assert_eq!(ledger.verify().unwrap().entries, entries);
    std::fs::remove_file(disk.dir.path().join("ballast")).unwrap();
    write_file(&writer, kept, 40).unwrap();
    drop(writer);
    assert_eq!(ledger.verify().unwrap().entries, entries + 40);
}

/// A disk of four mebibytes, a quarter of it taken up.
struct SmallDisk {
    dir: tempfile::TempDir,
}

impl SmallDisk {
    fn mounted() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4m", "none"])
            .arg(dir.path())
            .output();
        if !mounted.is_ok_and(|done| done.status.success()) {
            return None;
        }
        fs::write(dir.path().join("ballast"), vec![1; 1 << 20]).unwrap();
        Some(Self { dir })
    }

    /// Mounts it again, to be read alone (`ro`) or not (`rw`).
    fn remount(&self, how: &str) {
        let mounted = Command::new("mount")
            .args(["-o", &format!("remount,{how}")])
            .arg(self.dir.path())
            .status();
        assert!(mounted.is_ok_and(|status| status.success()), "{how}");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, since the ledger is still open where the test has failed.
        let _ = Command::new("umount")
            .arg("-l")
            .arg(self.dir.path())
            .output();
    }
}

#[test]
fn a_disk_that_may_only_be_read_is_said_to_be_one() {
    let Some(disk) = SmallDisk::mounted() else {
        println!("skipped: a small disk can only be made by root");
        return;
    };
    let mut ledger = Ledger::nothing();
    ledger.store = Store::at(disk.dir.path().join("data"));
    drop(ledger.store.create(&setup(true), ledger.outside()).unwrap());
    disk.remount("ro");

    let unwritten = ledger.store.open_writer(ledger.outside()).err().unwrap();
    let unread = ledger.store.open_reader().err().unwrap();
    disk.remount("rw");

    let said = unwritten.to_string();
    assert!(
        said.contains("writer.lock could not be written: Read-only"),
        "{said}"
    );
    assert!(
        matches!(unread, StoreError::CannotOpen { .. }),
        "{unread:?}"
    );
    assert!(unread.to_string().contains("right to"), "{unread}");
    write_file(&ledger.writer(), 1, 4).unwrap();
    assert_eq!(ledger.verify().unwrap().entries, 5);
}
