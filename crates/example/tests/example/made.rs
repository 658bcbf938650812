//! What was made: the same again from the same seed, and a record as any other.

use example::Scale;

use super::given::Authority;

#[test]
fn the_same_seed_on_the_same_day_makes_the_same_authority() {
    // Given an authority
    let first = Authority::as_made(Scale::TINY, 7);
    let head = first.reader().head().expect("its head");

    // When it is made again, and another of another seed
    let again = Authority::as_made(Scale::TINY, 7);
    let other = Authority::as_made(Scale::TINY, 8);

    // Then the first two have the same last seal, and so the same of everything before it
    assert_eq!(again.reader().head().expect("its head"), head);
    assert_eq!(again.made, first.made);
    assert_ne!(other.reader().head().expect("its head"), head);
}

#[test]
fn the_record_of_an_example_holds_and_says_that_it_is_one() {
    // Given an authority that was made
    let authority = Authority::of(Scale::TINY, 7);
    let mut reader = authority.reader();

    // When every entry is checked
    let verified = reader.verify(&[], |_, _| {}).expect("it holds");

    // Then all that were made are there, recorded day by day, and the record says what it is
    assert_eq!(verified.entries, authority.made.entries + 1);
    assert!(reader.about().example);
    let first = reader.entry(1).expect("an entry").expect("the first");
    let last = reader.head().expect("the head");
    let days = last.recorded_at.duration_since(first.header.recorded_at);
    assert!(days.as_hours() > 89 * 24, "it took its three months");
}
