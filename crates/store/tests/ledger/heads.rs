//! RE-2: a head that was kept outside finds what no chain can show by itself.

use store::{Flaw, SignedHead, StoreError, Verified};

use super::common::{Ledger, Repeating, write_file};
use super::copied::copy;

/// Signs the head of a ledger, as it is kept outside.
fn sign(ledger: &Ledger) -> SignedHead {
    let signed = ledger
        .store
        .sign_head(&ledger.clock, &mut Repeating(7))
        .unwrap();
    SignedHead::read(&signed.to_text()).unwrap()
}

fn verify(ledger: &Ledger, heads: &[SignedHead]) -> Result<Verified, StoreError> {
    ledger.reader().verify_against(heads, |_, _| {})
}

fn flaw(verified: Result<Verified, StoreError>) -> (u64, Flaw) {
    match verified {
        Err(StoreError::Broken { position, why }) => (position, why),
        other => panic!("it was not noticed: {other:?}"),
    }
}

#[test]
fn re_2_every_head_that_was_kept_is_still_there_however_much_was_added() {
    let ledger = Ledger::new();
    let mut heads = vec![sign(&ledger)];
    for n in 1..=3 {
        write_file(&ledger.writer(), n, 4).unwrap();
        heads.push(sign(&ledger));
    }

    let verified = verify(&ledger, &heads).unwrap();

    assert_eq!(verified.head, heads[3].head);
    assert_eq!(heads[0].head.position, 1);
}

#[test]
fn re_2_a_cut_tail_shows_though_everything_in_the_database_agrees_with_the_cut() {
    let ledger = Ledger::of_three_files();
    let kept = sign(&ledger);
    ledger.behind().run(
        "delete from entry where position > 9;
             update meta set value = 9 where key = 'read-models-at'",
    );
    assert_eq!(ledger.verify().unwrap().entries, 9, "by itself it holds");

    let found = flaw(verify(&ledger, &[kept]));

    assert_eq!(found, (10, Flaw::Cut { known: 13 }));
}

#[test]
fn re_2_a_chain_made_afresh_shows_even_where_it_was_made_with_the_master_key() {
    let ledger = Ledger::new();
    let forged = copy(&ledger);
    for n in 1..=3 {
        write_file(&ledger.writer(), n, 4).unwrap();
    }
    let kept = sign(&ledger);
    // Whoever holds the database, the master key and this program writes another
    // history, as long as the true one and longer.
    for n in 4..=8 {
        write_file(&forged.writer(), n, 4).unwrap();
    }
    assert_eq!(forged.verify().unwrap().entries, 21, "by itself it holds");

    let found = flaw(verify(&forged, &[kept]));

    assert_eq!(found, (13, Flaw::NotTheHead));
}

#[test]
fn re_2_a_ledger_put_in_the_place_of_another_shows() {
    let ledger = Ledger::of_three_files();
    let kept = sign(&ledger);
    let other = Ledger::nothing();
    let mut outside = other.outside();
    outside.randomness = Box::new(Repeating(99));
    drop(
        other
            .store
            .create(&super::common::setup(true), outside)
            .unwrap(),
    );

    let found = flaw(verify(&other, std::slice::from_ref(&kept)));

    let ledger = kept.ledger;
    assert_eq!(found, (13, Flaw::AnotherLedger { ledger }));
}

#[test]
fn re_2_a_signing_key_that_was_replaced_shows() {
    let ledger = Ledger::of_three_files();
    let kept = sign(&ledger);
    // Made to look like a ledger of the first format, which is given a new key.
    ledger.behind().run(
        "drop table ledger_key; drop table account; drop table session; drop table draft; \
             drop table look; drop table attachment; drop table attachment_chunk; drop table told; \
             update ledger set format = 1",
    );
    let signed_now = sign(&ledger);
    assert!(verify(&ledger, &[signed_now]).is_ok());

    let found = flaw(verify(&ledger, &[kept]));

    assert_eq!(found, (13, Flaw::AnotherKey));
}

#[test]
fn re_2_a_changed_row_of_the_signing_key_is_noticed_when_it_is_used() {
    let ledger = Ledger::of_three_files();
    let kept = sign(&ledger);
    for (column, length) in [("public_key", 32), ("wrapped", 48)] {
        let ledger = copy(&ledger);
        let behind = ledger.behind();
        let nothing = behind.bytes(&vec![0; length]);
        behind.run(&format!("update ledger_key set {column} = {nothing}"));

        let signed = ledger.store.sign_head(&ledger.clock, &mut Repeating(7));
        let verified = verify(&ledger, std::slice::from_ref(&kept));

        let is_named = |error| {
            matches!(
                error,
                Some(StoreError::Unreadable {
                    table: "ledger_key",
                    ..
                })
            )
        };
        assert!(is_named(signed.err()), "{column}");
        assert!(is_named(verified.err()), "{column}");
    }
}
