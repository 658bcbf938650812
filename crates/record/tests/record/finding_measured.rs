//! LE-1, PR-5: of made-up people with slips in what was typed, how many are found, and how
//! many files are taken for another's.

use record::find::made_up::{self, Slip};
use record::find::{Particulars, duplicates};

use super::finding::{People, finding, named};

/// Of made-up people with slips in their names: how many are found first, and among the
/// first ten.
#[test]
fn le_1_a_population_is_found_in_spite_of_slips() {
    const PEOPLE: u64 = 20_000;
    let people = People::of((0..PEOPLE).map(made_up::person).collect());
    for (slip, first_floor, ten_floor) in [
        (Slip::Letter, 93, 98),
        (Slip::Swapped, 98, 99),
        (Slip::Order, 95, 99),
        (Slip::Marks, 90, 99),
        (Slip::Former, 93, 99),
    ] {
        let (mut asked, mut first, mut ten, mut shown) = (0, 0, 0, 0);
        for number in (0..PEOPLE).step_by(97) {
            let place = usize::try_from(number).expect("small");
            let Some(typed) = made_up::typed(&people.all[place], slip, number) else {
                continue;
            };
            let (found, _) = people.find(&typed);
            asked += 1;
            shown += found.len().min(10);
            // Somebody of the same name is as good an answer.
            let is_it = |other: &&usize| {
                **other == place || people.all[**other].names[0] == people.all[place].names[0]
            };
            first += usize::from(found.iter().take(1).any(|other| is_it(&other)));
            ten += usize::from(
                found
                    .iter()
                    .take(10)
                    .any(|other| *other == place || is_it(&other)),
            );
        }
        println!(
            "{slip:?}: of {asked} searches {first} found first, {ten} among ten; {shown} shown"
        );
        assert!(asked >= 10, "{slip:?}: {asked}");
        assert!(
            first * 100 >= asked * first_floor,
            "{slip:?}: {first} of {asked} first"
        );
        assert!(
            ten * 100 >= asked * ten_floor,
            "{slip:?}: {ten} of {asked} among ten"
        );
    }
}

/// Precision and recall of likely duplicates, over made-up people some of whom were entered
/// twice with a slip.
#[test]
fn pr_5_duplicates_are_told_from_namesakes_and_twins() {
    let finding = finding();
    let (mut found, mut entered_twice) = (0, 0);
    let (mut wrong, mut pairs) = (0, 0);
    for number in 0..3000 {
        let person = made_up::person(number);
        let born = person.born_on[0];
        for slip in [Slip::Letter, Slip::Order, Slip::Marks] {
            let Some(typed) = made_up::typed(&person, slip, number) else {
                continue;
            };
            // The last word is a surname, or the first name where the order is changed.
            let (forename, surname) = typed.split_once(' ').expect("two words");
            let again = Particulars {
                born_on: vec![born],
                ..named(forename, surname)
            };
            entered_twice += 1;
            found +=
                usize::from(duplicates::weigh(&person, &again, &finding).score >= finding.likely);
        }
        // A brother or sister born the same day, and somebody else born that day.
        let mut twin = made_up::person(number + 1);
        twin.names[0].surname.clone_from(&person.names[0].surname);
        twin.born_on = vec![born];
        twin.addresses.clone_from(&person.addresses);
        let mut stranger = made_up::person(number + 100_000);
        stranger.born_on = vec![born];
        for other in [twin, stranger] {
            if other.names[0].forename == person.names[0].forename {
                continue;
            }
            pairs += 1;
            wrong +=
                usize::from(duplicates::weigh(&person, &other, &finding).score >= finding.likely);
        }
    }
    println!("of {entered_twice} entered twice {found} are likely; of {pairs} others {wrong}");
    assert!(
        found * 100 >= entered_twice * 98,
        "{found} of {entered_twice}"
    );
    assert!(wrong * 100 <= pairs, "{wrong} of {pairs}");
}
