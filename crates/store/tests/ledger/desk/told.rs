//! What a worker has been told: how far they looked, what they wish, and their last digest; each
//! kept without the others being touched.

use jiff::Timestamp;
use store::{Digest, Note, Seen, Told};

use super::super::common::{Ledger, id};
use super::{AMINA, BEN};

fn seen(to: u64, before: u64) -> Seen {
    let at = Timestamp::from_second(1_790_000_000 + i64::try_from(to).unwrap());
    Seen {
        to,
        before,
        at: at.unwrap(),
    }
}

fn looked(to: u64, before: u64) -> Note {
    Note::Seen {
        worker: id(AMINA),
        seen: seen(to, before),
    }
}

fn digest(of: &str, tries: u32, trouble: Option<&str>) -> Digest {
    Digest {
        of: of.to_owned(),
        tries,
        again_at: trouble.map(|_| Timestamp::from_second(1_790_000_600).unwrap()),
        trouble: trouble.map(str::to_owned),
    }
}

#[test]
fn how_far_somebody_looked_never_goes_back() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    assert_eq!(ledger.reader().told_of(id(AMINA)), Ok(None));

    for (note, stands) in [
        (looked(5, 0), seen(5, 0)),
        (looked(9, 5), seen(9, 5)),
        // Of a page that was opened before, and answered later.
        (looked(7, 5), seen(9, 5)),
        // The same again, by who does not know whether it was kept.
        (looked(9, 9), seen(9, 5)),
    ] {
        writer.note(vec![note]).unwrap();
        let told = ledger.reader().told_of(id(AMINA)).unwrap().unwrap();
        assert_eq!(told.seen, Some(stands));
    }
    assert_eq!(ledger.reader().told_of(id(BEN)), Ok(None));
}

#[test]
fn what_is_kept_of_one_thing_leaves_the_others_alone_in_whatever_order_it_comes() {
    let worker = id(AMINA);
    let notes = || {
        [
            looked(3, 1),
            Note::Often {
                worker,
                often: Some("weekly".to_owned()),
            },
            Note::Digest {
                worker,
                digest: digest("2026-11-02", 1, Some("the server refused it")),
            },
        ]
    };
    for first in 0..3 {
        let ledger = Ledger::of_three_files();
        let mut notes = notes();
        notes.rotate_left(first);

        for note in notes {
            ledger.writer().note(vec![note]).unwrap();
        }

        let stands = Told {
            worker,
            seen: Some(seen(3, 1)),
            often: Some("weekly".to_owned()),
            digest: Some(digest("2026-11-02", 1, Some("the server refused it"))),
        };
        assert_eq!(ledger.reader().told_of_all(), Ok(vec![stands.clone()]));
        let sent = Note::Digest {
            worker,
            digest: digest("2026-11-02", 2, None),
        };
        let as_usual = Note::Often {
            worker,
            often: None,
        };
        ledger.writer().note(vec![sent, as_usual]).unwrap();
        let stands = Told {
            often: None,
            digest: Some(digest("2026-11-02", 2, None)),
            ..stands
        };
        assert_eq!(ledger.reader().told_of(worker), Ok(Some(stands)));
    }
}

#[test]
fn somebody_who_never_looked_and_has_a_wish_has_looked_at_nothing() {
    let ledger = Ledger::of_three_files();
    let worker = id(AMINA);
    let often = Some("never".to_owned());
    ledger
        .writer()
        .note(vec![Note::Often { worker, often }])
        .unwrap();

    let told = ledger.reader().told_of(worker).unwrap().unwrap();
    assert_eq!(told.seen, None);
    // The first look counts, even at an empty ledger's end.
    ledger.writer().note(vec![looked(0, 0)]).unwrap();
    let told = ledger.reader().told_of(worker).unwrap().unwrap();
    assert_eq!(told.seen, Some(seen(0, 0)));
}
