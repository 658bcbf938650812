//! A backup of an earlier format is restored by this version. Those in `tests/old` were made by
//! the versions that wrote them; they are examples, and their keys stand beside them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::given::{BOTH, Place, at_the_desks, desk, write_file};

const SEAL: &str = "11c587671c1fe619477b4b19a3b8741e6e38e744aab58041c772744935b3ad82";

/// A backup from before there were desks: of a ledger of the second format.
fn of_format_1() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old/backup-1")
}

#[test]
fn a_backup_from_before_there_were_desks_is_restored_and_gains_them_when_it_is_written_to() {
    for engine in BOTH {
        let backup = of_format_1();
        let there = Place::empty(engine);
        fs::copy(backup.join("master.key"), there.key()).unwrap();

        let restored = there.restore(&backup).unwrap();

        assert_eq!((restored.entries, restored.files), (11, 4));
        assert_eq!((restored.accounts, restored.looks), (0, 0));
        assert_eq!(there.verified().head.seal.to_string(), SEAL);
        let entries = there.entries();
        assert!(entries.iter().all(|entry| entry.body.is_some()));
        assert_eq!(
            at_the_desks(&there, 1),
            (vec![], vec![vec![]], vec![vec![]])
        );

        let writer = there.writer();
        write_file(&writer, 1).unwrap();
        writer.note(desk(1)).unwrap();
        drop(writer);

        let (accounts, drafts, looks) = at_the_desks(&there, 1);
        assert_eq!((accounts.len(), drafts[0].len(), looks[0].len()), (1, 1, 2));
        let again = there.path("again");
        assert_eq!(there.backup(&again).unwrap().looks, 2);
    }
}

#[test]
fn a_backup_from_before_there_were_documents_is_restored_and_takes_them_when_it_is_written_to() {
    let backup = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old/backup-2");
    for engine in BOTH {
        let there = Place::empty(engine);
        fs::copy(backup.join("master.key"), there.key()).unwrap();

        let restored = there.restore(&backup).unwrap();

        assert_eq!((restored.entries, restored.documents), (13, 0));
        assert_eq!(
            (restored.accounts, restored.drafts, restored.looks),
            (1, 1, 1)
        );
        let verified = there.verified();
        assert_eq!((verified.entries, verified.documents), (13, 0));
        let writer = there.writer();
        write_file(&writer, 50).unwrap();
        let content = b"a letter";
        writer.note(crate::given::document(50, content)).unwrap();
        drop(writer);
        let again = there.path("again");
        assert_eq!(there.backup(&again).unwrap().documents, 1);
    }
}
