//! Mangled copies of the example: whatever is in a file, an import ends in bounded time,
//! either done with every value accounted for, or refused with a reason.

use super::harness::{Desk, Ran, accounts_for_everything};

/// How many copies of each file are mangled in each way.
const COPIES: usize = 12;

/// Numbers that look like chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).expect("a small number") % bound.max(1)
    }
}

/// Imports each copy into a record of its own; now and then the record is verified.
fn survives(file: &str, copies: impl Iterator<Item = Vec<u8>>) {
    let desk = Desk::with_the_example();
    let mut taken = 0;
    for (n, copy) in copies.enumerate() {
        desk.write(&format!("extract/{file}"), &copy);
        let record = desk.another_record(&format!("record{n}"));
        let ran = desk.sightline(&format!("--data {record} import extract --format json"));
        match ran.code {
            Some(0) => {
                accounts_for_everything(&ran.json());
                taken += 1;
            }
            Some(2) => assert!(ran.err.len() > 20, "a reason is told: {ran:#?}"),
            _ => panic!("{file}, copy {n}: {ran:#?}"),
        }
        if n % 4 == 0 && ran.code == Some(0) {
            let verified: Ran = desk.sightline(&format!("--data {record} verify"));
            verified.done();
        }
    }
    println!("{file}: {taken} copies were taken, the others refused");
}

fn original(file: &str) -> Vec<u8> {
    std::fs::read(super::harness::example().join(file)).expect("a file of the example")
}

/// The file cut short at many places.
fn cut_short(file: &str) -> impl Iterator<Item = Vec<u8>> {
    let whole = original(file);
    (0..COPIES).map(move |n| whole[..whole.len() * n / COPIES + n].to_vec())
}

/// A few bytes of the file replaced by any others.
fn with_other_bytes(file: &str, seed: u64) -> impl Iterator<Item = Vec<u8>> {
    let whole = original(file);
    let mut dice = Dice(seed);
    (0..COPIES).map(move |n| {
        let mut copy = whole.clone();
        for _ in 0..=n {
            let place = dice.below(copy.len());
            copy[place] = u8::try_from(dice.below(256)).expect("a byte");
        }
        copy
    })
}

/// A few lines taken out of the file.
fn without_lines(file: &str, seed: u64) -> impl Iterator<Item = Vec<u8>> {
    let whole = String::from_utf8(original(file)).expect("a text");
    let mut dice = Dice(seed);
    (0..COPIES).map(move |n| {
        let mut lines: Vec<&str> = whole.lines().collect();
        for _ in 0..=n / 3 {
            lines.remove(dice.below(lines.len()));
        }
        lines.join("\n").into_bytes()
    })
}

/// Two columns of a table changed about, with or without their headings.
fn with_columns_swapped(file: &str, seed: u64) -> impl Iterator<Item = Vec<u8>> {
    let whole = String::from_utf8(original(file)).expect("a text");
    let mut dice = Dice(seed);
    (0..COPIES).map(move |n| {
        let columns = whole.lines().next().expect("headings").split(',').count();
        let (one, other) = (dice.below(columns), dice.below(columns));
        let swapped = whole.lines().enumerate().map(|(row, line)| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if row > 0 || n % 2 == 0 {
                cells.swap(one, other);
            }
            cells.join(",")
        });
        swapped.collect::<Vec<_>>().join("\r\n").into_bytes()
    })
}

#[test]
fn a_census_cut_short_anywhere() {
    survives("census.xml", cut_short("census.xml"));
}

#[test]
fn a_census_with_other_bytes_in_it() {
    survives("census.xml", with_other_bytes("census.xml", 1));
}

#[test]
fn a_census_with_lines_missing() {
    survives("census.xml", without_lines("census.xml", 2));
}

#[test]
fn a_table_cut_short_anywhere() {
    survives("episodes.csv", cut_short("episodes.csv"));
}

#[test]
fn a_table_with_other_bytes_in_it() {
    survives("episodes.csv", with_other_bytes("episodes.csv", 3));
    survives("header.csv", with_other_bytes("header.csv", 4));
}

#[test]
fn a_table_with_lines_missing() {
    survives("reviews.csv", without_lines("reviews.csv", 5));
}

#[test]
fn a_table_with_columns_swapped() {
    survives("episodes.csv", with_columns_swapped("episodes.csv", 6));
    survives("missing.csv", with_columns_swapped("missing.csv", 7));
}
