//! The keys of the time of a backup.

use std::fs;

use store::{RecoveryKey, StoreError, recover_from_backup};

use crate::given::{BOTH, Engine, Place, Repeating, Standing};

#[test]
fn a_lost_master_key_is_had_again_from_a_backup_alone_and_the_record_restored_with_it() {
    for engine in BOTH {
        let (place, recovery) = Place::of_files(engine, 4);
        let backup = place.path("backup");
        place.backup(&backup).unwrap();
        let there = Place::empty(engine);
        let lost = there.restore(&backup).unwrap_err();
        assert!(matches!(lost, StoreError::KeyFile { .. }), "{lost:?}");

        recover_from_backup(&backup, &recovery, &there.key()).unwrap();

        assert_eq!(
            fs::read(there.key()).unwrap(),
            fs::read(place.key()).unwrap()
        );
        there.restore(&backup).unwrap();
        assert_eq!(there.entries(), place.entries());
        // The recovery key is good for what was restored, too.
        let again = there.path("again.key");
        there.store.recover(&recovery, &again).unwrap();
        assert_eq!(fs::read(again).unwrap(), fs::read(there.key()).unwrap());
    }
}

#[test]
fn another_recovery_key_opens_no_backup() {
    let (place, _) = Place::of_files(Engine::Sqlite, 1);
    let backup = place.path("backup");
    place.backup(&backup).unwrap();
    let other = RecoveryKey::new(&mut Repeating(5)).unwrap();
    let new_key = place.path("new.key");

    let refused = recover_from_backup(&backup, &other, &new_key);

    assert_eq!(refused, Err(StoreError::RecoveryDoesNotOpen));
    assert!(!new_key.exists());
}

#[test]
fn a_backup_from_before_a_rotation_is_opened_by_the_key_of_its_time_alone() {
    for engine in BOTH {
        let (place, _) = Place::of_files(engine, 4);
        let before = place.path("before");
        place.backup(&before).unwrap();
        let new_key = place.path("new.key");
        place
            .store
            .rotate(&new_key, None, &Standing, &mut Repeating(6 << 40), |_| {})
            .unwrap();
        let rotated = place.store.clone().with_key_file(&new_key);
        let after = place.path("after");
        let taken = rotated.backup(&after, &Standing, &mut Repeating(7), |_| {});
        assert_eq!(taken.unwrap().key_version, 2);

        let old = place.store.check_backup(&before, |_, _| {}).unwrap();
        let refused = rotated.check_backup(&before, |_, _| {}).unwrap_err();
        let there = Place::empty(engine);
        fs::copy(&new_key, there.key()).unwrap();
        there.restore(&after).unwrap();

        assert_eq!(old.key_version, 1);
        assert!(refused.to_string().contains("version 1"), "{refused}");
        let shown = |store: &store::Store| store.keys_shown(&Standing, &mut Repeating(8)).unwrap();
        assert_eq!(shown(&there.store), shown(&rotated));
    }
}

#[test]
fn no_key_and_nothing_recorded_stands_in_a_backup_in_clear() {
    let (place, recovery) = Place::of_files(Engine::Sqlite, 2);
    let backup = place.path("backup");
    place.backup(&backup).unwrap();
    let master = fs::read_to_string(place.key()).unwrap();
    let recovery = recovery.to_string();

    for file in fs::read_dir(&backup).unwrap().map(Result::unwrap) {
        let text = fs::read_to_string(file.path()).unwrap();
        for secret in ["Wexcombe", master.trim(), recovery.as_str()] {
            assert!(!text.contains(secret), "{:?}: {secret}", file.path());
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "it is its maker's alone");
        }
    }
}
