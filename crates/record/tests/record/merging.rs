//! Two files of the same person, merged and parted again.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use practice::{Id, When};
use proptest::prelude::*;
use record::merge::{self, Files};
use record::{Body, ByBook, Casefile, Entry, Header, Projection, Projector, document, kinds};

use super::given::{book, day, fields, id};

const STAYS: u64 = 1 << 40;
const OTHER: u64 = 2 << 40;
const THIRD: u64 = 3 << 40;

/// Files to which entries are appended a second apart, in one ledger.
#[derive(Clone, Default)]
struct World(Vec<Entry>);

impl World {
    fn write(&mut self, owner: u64, kind: &str, body: Body, corrects: Option<Id>) -> Id {
        let position = self.0.len() as u64 + 1;
        let second = 1_790_000_000 + i64::try_from(position).expect("few");
        let at = jiff::Timestamp::from_second(second).expect("a time");
        let own = self.0.iter().filter(|one| one.header.owner == id(owner));
        let entry = id(position);
        self.0.push(Entry {
            position,
            header: Header {
                id: entry,
                owner: id(owner),
                owner_version: own.count() as u64 + 1,
                refers_to: Vec::new(),
                kind: kind.to_owned(),
                kind_version: 1,
                occurred: When::Day(day("2026-05-04")),
                recorded_at: at,
                recorded_by: id(7),
                organisation: id(8),
                corrects,
                group: entry,
            },
            body: Some(body),
        });
        entry
    }

    fn tell(&mut self, owner: u64, kind: &str, what: &[(&str, &str)]) -> Id {
        self.write(owner, kind, typed(what), None)
    }

    fn files(&self) -> Files {
        let mut files = Files::default();
        for owner in [STAYS, OTHER, THIRD] {
            let own = self.0.iter().filter(|one| one.header.owner == id(owner));
            files.insert(id(owner), own.cloned().collect());
        }
        files
    }

    fn merge(&mut self, into: u64, other: u64) {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let fields = merge::merging(id(other), "the same mother", id(7), at);
        let body = Body {
            fields,
            ..Body::default()
        };
        self.write(into, kinds::MERGED, body, None);
    }

    /// Parts what was merged last, the entries that `goes` says going with the other.
    fn part(&mut self, from: u64, goes: impl Fn(Id) -> bool) -> BTreeSet<Id> {
        let whole = self.files().whole(id(from));
        let merged = *merge::merged(id(from), &whole).last().expect("merged");
        let since = merge::since(&whole, merged);
        let assigned = since.to_assign().map(|entry| entry.header.id);
        let going = since.going(&assigned.filter(|id| goes(*id)).collect());
        let at = jiff::Timestamp::UNIX_EPOCH;
        let fields = merge::parting(merged, &going, "another birthday", id(7), at);
        let body = Body {
            fields,
            ..Body::default()
        };
        assert!(merge::is_sound(&whole, merged, &body));
        self.write(from, kinds::PARTED, body, None);
        going
    }

    fn projected(&self, file: u64) -> Projection {
        static BY: OnceLock<ByBook> = OnceLock::new();
        let by = BY.get_or_init(|| ByBook(Arc::new(book().clone())));
        by.project(id(file), &self.files().whole(id(file)))
    }

    /// Which entries a file is read with, but for those that say that it was merged.
    fn read(&self, file: u64) -> Vec<Id> {
        let whole = self.files().whole(id(file));
        let told = (whole.iter()).filter(|one| !merge::is_of_merging(&one.header.kind));
        told.map(|one| one.header.id).collect()
    }
}

fn typed(what: &[(&str, &str)]) -> Body {
    Body {
        fields: fields(what),
        ..Body::default()
    }
}

/// Two files, each of a child with a number, a referral and a worker.
fn two() -> World {
    let mut world = World::default();
    for (file, number, born) in [(STAYS, "A1", "2014-02-28"), (OTHER, "B2", "2014-02-27")] {
        let details = [
            ("told_by", "cin-census"),
            ("told_on", "2026-03-31"),
            ("authority_id", number),
            ("born_on", born),
        ];
        world.tell(file, "child-details", &details);
        let named = [
            ("told_on", "2026-03-31"),
            ("forename", "Ada"),
            ("surname", number),
        ];
        world.tell(file, "person-details", &named);
        let referral = [("referred_on", "2026-05-01"), ("source", "1A")];
        world.tell(file, "referral", &referral);
    }
    world
}

/// What is kept of a file, but for how it was merged.
fn but_for_merging(projection: Projection) -> Projection {
    Projection {
        joined: Vec::new(),
        ..projection
    }
}

#[test]
fn merged_both_are_read_as_one_file_and_every_name_and_number_leads_there() {
    let mut world = two();
    let duties = world.projected(STAYS).duties.len();
    world.merge(STAYS, OTHER);

    let merged = world.projected(STAYS);

    assert_eq!(world.files().merged_into(id(OTHER)), Some(id(STAYS)));
    assert_eq!(world.files().merged_into(id(STAYS)), None);
    assert_eq!(world.read(STAYS), (1..=6).map(id).collect::<Vec<_>>());
    assert!(
        merged.duties.len() > duties,
        "what is owed follows from both"
    );
    let found = merged.find.expect("somebody");
    let names: BTreeSet<String> = found
        .particulars
        .names
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(names, ["Ada A1".to_owned(), "Ada B2".to_owned()].into());
    let [row] = &merged.joined[..] else {
        panic!("{:?}", merged.joined);
    };
    assert_eq!(
        (row.subject, row.other, row.whole),
        (id(STAYS), id(OTHER), true)
    );
    let numbers: Vec<(&str, _)> = (merged.numbers.iter())
        .map(|row| (row.authority_id.as_str(), row.born_on))
        .collect();
    let born = [Some(day("2014-02-28")), Some(day("2014-02-27"))];
    assert_eq!(numbers, [("A1", born[0]), ("B2", born[1])]);
}

#[test]
fn restricted_stays_restricted_if_either_was() {
    for restricted in [STAYS, OTHER] {
        let mut world = two();
        let placed = [
            ("placed_on", "2026-05-04"),
            ("why", "family of a colleague"),
        ];
        world.tell(restricted, "restriction-placed", &placed);
        world.merge(STAYS, OTHER);

        let scope = world.projected(STAYS).scope;

        let restricts = |row: &record::ScopeRow| row.effect == practice::book::Effect::Restricts;
        assert!(scope.iter().any(restricts), "{scope:?}");
    }
}

#[test]
fn a_file_into_which_another_was_merged_is_merged_with_it() {
    let mut world = two();
    world.tell(THIRD, "case-note", &[("subject", "a call")]);
    world.merge(OTHER, STAYS);
    world.merge(THIRD, OTHER);

    let files = world.files();

    assert_eq!(files.merged_into(id(STAYS)), Some(id(OTHER)));
    assert_eq!(files.merged_into(id(OTHER)), Some(id(THIRD)));
    assert_eq!(world.read(THIRD), (1..=7).map(id).collect::<Vec<_>>());
    let held: Vec<Id> = files.held(id(THIRD)).into_iter().collect();
    assert_eq!(held, [STAYS, OTHER, THIRD].map(id));
    let joined = world.projected(THIRD).joined;
    let others: Vec<Id> = joined.iter().map(|row| row.other).collect();
    assert_eq!(others, [STAYS, OTHER].map(id), "both lead to the third");
    assert!(
        joined
            .iter()
            .all(|row| row.whole && row.subject == id(THIRD))
    );
}

#[test]
fn parted_each_has_its_own_again_and_what_was_assigned_to_it() {
    let mut world = two();
    let before = [STAYS, OTHER].map(|file| world.read(file));
    world.merge(STAYS, OTHER);
    let mine = world.tell(STAYS, "case-note", &[("subject", "mine")]);
    let theirs = world.tell(STAYS, "case-note", &[("subject", "theirs")]);
    let corrected = world.write(
        STAYS,
        "case-note",
        typed(&[("subject", "theirs!")]),
        Some(theirs),
    );
    // A correction of what stood in the other file, and a letter attached to it.
    let told_before = before[1][2];
    let back = world.write(
        STAYS,
        "referral",
        typed(&[("source", "2A")]),
        Some(told_before),
    );
    let told = document::Particulars {
        name: "letter".into(),
        format: "txt".into(),
        bytes: 1,
        sha256: "00".into(),
        withheld: None,
    };
    let body = Body {
        fields: document::fields(told_before, &told, jiff::Timestamp::UNIX_EPOCH),
        ..Body::default()
    };
    let letter = world.write(STAYS, kinds::DOCUMENT, body, None);
    let whole = world.files().whole(id(STAYS));
    let merged = merge::merged(id(STAYS), &whole)[0];
    let since = merge::since(&whole, merged);
    let to_assign: Vec<Id> = since.to_assign().map(|one| one.header.id).collect();
    assert_eq!(to_assign, [mine, theirs], "nothing else has to be decided");

    let going = world.part(STAYS, |entry| entry == theirs);

    assert_eq!(going, [theirs, corrected, back, letter].into());
    assert_eq!(world.read(STAYS), [&before[0][..], &[mine]].concat());
    let others = [&before[1][..], &[theirs, corrected, back, letter]].concat();
    assert_eq!(world.read(OTHER), others);
    let casefile = Casefile::fold(&world.files().whole(id(OTHER)));
    assert_eq!(casefile.unreadable, []);
    assert_eq!(casefile.documents_of(told_before).count(), 1);
    let told = |file: u64, kind| {
        Casefile::fold(&world.files().whole(id(file)))
            .of_kind(kind)
            .count()
    };
    for file in [STAYS, OTHER] {
        assert_eq!(
            (told(file, kinds::MERGED), told(file, kinds::PARTED)),
            (1, 1),
            "both tell of it"
        );
    }
    assert_eq!(world.files().has_given(id(STAYS)), Some(id(OTHER)));
    assert_eq!(world.files().has_given(id(OTHER)), None);
}

#[test]
fn parted_files_can_be_merged_again_and_parted_otherwise() {
    let mut world = two();
    world.merge(STAYS, OTHER);
    let first = world.tell(STAYS, "case-note", &[("subject", "first")]);
    world.part(STAYS, |_| true);
    assert!(world.read(OTHER).contains(&first));
    world.merge(STAYS, OTHER);
    let second = world.tell(STAYS, "case-note", &[("subject", "second")]);
    assert_eq!(
        world.read(STAYS),
        [(1..=6).map(id).collect(), vec![first, second]].concat()
    );

    world.part(STAYS, |_| false);

    assert!(world.read(STAYS).contains(&second) && !world.read(STAYS).contains(&first));
    assert!(world.read(OTHER).contains(&first) && !world.read(OTHER).contains(&second));
}

#[test]
fn a_parting_that_leaves_something_over_or_takes_what_is_older_is_not_sound() {
    let mut world = two();
    world.merge(STAYS, OTHER);
    let note = world.tell(STAYS, "case-note", &[("subject", "one")]);
    let corrected = world.write(STAYS, "case-note", typed(&[("subject", "two")]), Some(note));
    let whole = world.files().whole(id(STAYS));
    let merged = merge::merged(id(STAYS), &whole)[0];
    let sound = |going: &[Id]| {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let going = going.iter().copied().collect();
        let fields = merge::parting(merged, &going, "two people", id(7), at);
        let body = Body {
            fields,
            ..Body::default()
        };
        merge::is_sound(&whole, merged, &body)
    };

    assert!(sound(&[]) && sound(&[note, corrected]));
    assert!(!sound(&[note]), "its correction stays behind");
    assert!(!sound(&[corrected]));
    assert!(!sound(&[id(1), note, corrected]), "it was there before");
}

/// Something written: in which file, what, and whether it corrects what was written last there.
type Written = (bool, usize, bool);

fn written() -> impl Strategy<Value = Written> {
    (any::<bool>(), 0..5_usize, any::<bool>())
}

fn write(world: &mut World, file: u64, (_, what, corrects): Written) {
    let told: [(&str, &[(&str, &str)]); 5] = [
        (
            "case-note",
            &[
                ("subject", "a visit"),
                ("happened_at", "2026-05-04T10:00:00Z"),
            ],
        ),
        (
            "referral",
            &[("referred_on", "2026-05-04"), ("source", "1A")],
        ),
        ("restriction-placed", &[("placed_on", "2026-05-04")]),
        (
            "involvement-started",
            &[
                ("started_on", "2026-05-04"),
                ("worker", "W9"),
                ("role", "nurse"),
            ],
        ),
        (
            "person-details",
            &[("told_on", "2026-05-04"), ("surname", "Fictional")],
        ),
    ];
    let (kind, fields) = told[what];
    let whole = world.files().whole(id(file));
    let same = whole.iter().rev().find(|one| one.header.kind == kind);
    let corrected = same.map(|one| one.header.id).filter(|_| corrects);
    world.write(file, kind, typed(fields), corrected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn merged_and_parted_with_nothing_recorded_between_everything_is_as_it_was(
        all in proptest::collection::vec(written(), 0..12)
    ) {
        let mut world = two();
        for one in all {
            write(&mut world, if one.0 { STAYS } else { OTHER }, one);
        }
        let before = [STAYS, OTHER].map(|file| (world.read(file), world.projected(file)));

        world.merge(STAYS, OTHER);
        world.part(STAYS, |_| false);

        for (file, (entries, projection)) in [STAYS, OTHER].into_iter().zip(before) {
            prop_assert_eq!(world.read(file), entries);
            prop_assert_eq!(but_for_merging(world.projected(file)), projection);
        }
        prop_assert_eq!(world.files().merged_into(id(OTHER)), None);
    }

    #[test]
    fn whatever_is_recorded_between_belongs_to_one_of_the_two_with_its_corrections(
        before in proptest::collection::vec(written(), 0..8),
        between in proptest::collection::vec(written(), 0..8),
        goes in any::<u64>(),
        after in proptest::collection::vec(written(), 0..4),
    ) {
        let mut world = two();
        for one in before {
            write(&mut world, if one.0 { STAYS } else { OTHER }, one);
        }
        world.merge(STAYS, OTHER);
        for one in between {
            write(&mut world, STAYS, one);
        }
        world.part(STAYS, |id| id.bytes()[15] & 1 == u8::from(goes & 1 == 1));
        for one in after {
            write(&mut world, if one.0 { STAYS } else { OTHER }, one);
        }

        let (one, other) = (world.read(STAYS), world.read(OTHER));
        let mut all = [&one[..], &other[..]].concat();
        all.sort();
        let told = world.0.iter().filter(|one| !merge::is_of_merging(&one.header.kind));
        let mut every: Vec<Id> = told.map(|one| one.header.id).collect();
        every.sort();
        prop_assert_eq!(all, every, "each stands in one of them, and nothing is left over");
        for file in [STAYS, OTHER] {
            let casefile = Casefile::fold(&world.files().whole(id(file)));
            prop_assert!(casefile.unreadable.is_empty(), "each correction has what it corrects");
        }
    }
}
