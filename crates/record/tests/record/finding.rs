//! LE-1, PR-5: one box finds a child however the name was heard, spelt or written down.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::{Date, date};
use practice::finding::Finding;
use record::find::{
    Address, Candidate, Identifier, Name, Particulars, Query, Search, Standing, duplicates, keys,
};

use super::given::{book, id};

pub fn today() -> Date {
    date(2026, 11, 22)
}

pub fn finding() -> Finding {
    england().clone()
}

/// The same, read once for all.
pub fn england() -> &'static Finding {
    book().finding.as_ref().expect("how people are found")
}

pub fn named(forename: &str, surname: &str) -> Particulars {
    Particulars {
        about: "child".to_owned(),
        names: vec![Name {
            forename: forename.to_owned(),
            surname: surname.to_owned(),
            standing: Standing::Now,
        }],
        ..Particulars::default()
    }
}

pub fn born(mut person: Particulars, day: Date) -> Particulars {
    person.born_on.push(day);
    person
}

/// People under their keys, as the store would have them.
pub struct People {
    pub all: Vec<Particulars>,
    under: BTreeMap<String, Vec<usize>>,
    finding: Finding,
}

impl People {
    pub fn of(all: Vec<Particulars>) -> Self {
        let finding = finding();
        let mut under: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, person) in all.iter().enumerate() {
            for key in keys::of(person, &finding) {
                under.entry(key).or_default().push(place);
            }
        }
        Self {
            all,
            under,
            finding,
        }
    }

    /// The places of those who are found, best first, and why the best was.
    pub fn find(&self, typed: &str) -> (Vec<usize>, Vec<String>) {
        let query = Query::parse(typed, &self.finding, today());
        let mut brought: HashMap<usize, HashMap<usize, i32>> = HashMap::new();
        for lookup in query.lookups(&self.finding) {
            let from = self.under.range(lookup.key.clone()..);
            let keys = from.take_while(|(key, _)| {
                **key == lookup.key || lookup.begins && key.starts_with(&lookup.key)
            });
            for place in keys.flat_map(|(_, places)| places) {
                let most = brought.entry(*place).or_default().entry(lookup.part);
                let most = most.or_insert(i32::MIN);
                *most = lookup.weight.max(*most);
            }
        }
        let mut brought: Vec<(i32, usize)> = brought
            .into_iter()
            .map(|(place, parts)| (-parts.values().sum::<i32>(), place))
            .collect();
        brought.sort_unstable();
        let candidates = brought.iter().take(300).map(|(_, place)| Candidate {
            subject: id(*place as u64),
            particulars: self.all[*place].clone(),
        });
        let search = Search {
            query: &query,
            finding: &self.finding,
        };
        let found = search.rank(candidates.collect());
        let why = found.first().map_or_else(Vec::new, |found| {
            found
                .fits
                .reasons
                .iter()
                .map(|why| why.says.clone())
                .collect()
        });
        let places = found.iter().map(|found| {
            let at = |place: &usize| id(*place as u64) == found.candidate.subject;
            (0..self.all.len()).find(at).expect("one of them")
        });
        (places.collect(), why)
    }
}

/// A child among others, and why one is found by a text.
fn why(person: &Particulars, typed: &str) -> Vec<String> {
    let people = People::of(vec![
        named("Olga", "Fernsby"),
        person.clone(),
        named("Tuan", "Netherby"),
    ]);
    let (found, why) = people.find(typed);
    assert_eq!(found, [1], "{typed}");
    why
}

#[test]
fn a_name_is_found_without_its_accents_hyphens_and_apostrophes() {
    for (forename, surname, typed) in [
        ("Zoë", "O'Brien", "zoe obrien"),
        ("Zoe", "O Brien", "Zoë O'Brien"),
        ("José", "García-López", "jose garcia lopez"),
        ("Ana", "de la Cruz", "ana delacruz"),
        ("Ana", "Delacruz", "Ana de la Cruz"),
        ("Omar", "Al Hassan", "omar alhassan"),
        ("Omar", "El-Sayed", "sayed omar"),
        ("Ewan", "MacDonald", "ewan mcdonald"),
        ("Jean-Luc", "Öztürk", "jeanluc ozturk"),
        ("Łukasz", "Żak", "lukasz zak"),
        ("Ben", "Adeyemi", "ben adeyemi"),
    ] {
        let why = why(&named(forename, surname), typed);
        assert!(
            why.iter().all(|why| !why.contains("not in any")),
            "{typed}: {why:?}"
        );
    }
}

#[test]
fn a_name_is_found_as_it_sounds_and_as_it_is_misspelt() {
    for (forename, surname, typed, says) in [
        (
            "Amira",
            "Smyth",
            "Amira Smith",
            "surname spelt a little differently: Smyth",
        ),
        (
            "Amira",
            "Knight",
            "Amira Nite",
            "surname sounds alike: Knight",
        ),
        (
            "Mohammed",
            "Khan",
            "Muhammad Khan",
            "first name spelt a little differently: Mohammed",
        ),
        (
            "Stephen",
            "Shah",
            "Steven Shah",
            "first name sounds alike: Stephen",
        ),
        (
            "Amira",
            "Thistlewood",
            "Amira Thislewood",
            "surname spelt a little differently: Thistlewood",
        ),
        (
            "Amira",
            "Thistlewood",
            "Amira Thitslewood",
            "surname spelt a little differently: Thistlewood",
        ),
        (
            "Elizabeth",
            "Shah",
            "Liz Shah",
            "first name or its short form: Elizabeth",
        ),
        (
            "Beth",
            "Shah",
            "Liz Shah",
            "first name or its short form: Beth",
        ),
        (
            "Amira",
            "Thistlewood",
            "Amira Thist",
            "surname begins so: Thistlewood",
        ),
    ] {
        let why = why(&named(forename, surname), typed);
        assert!(why.iter().any(|why| why == says), "{typed}: {why:?}");
    }
}

#[test]
fn names_are_found_in_either_order() {
    why(&named("Amira", "Thistlewood"), "Thistlewood Amira");
    why(&named("Amira", "Thistlewood"), "THISTLEWOOD, Amira");
}

#[test]
fn a_former_name_is_found_and_said_to_be_one() {
    let mut person = named("Amira", "Thistlewood");
    person.names.push(Name {
        forename: "Amira".to_owned(),
        surname: "Jessop".to_owned(),
        standing: Standing::Before,
    });
    let why = why(&person, "Amira Jessop");
    assert!(
        why.contains(&"surname, in another or a former name: Jessop".to_owned()),
        "{why:?}"
    );
}

#[test]
fn a_date_of_birth_is_found_however_it_is_written() {
    let person = born(named("Amira", "Shah"), date(2015, 6, 7));
    for typed in [
        "7/6/2015",
        "07-06-15",
        "7.6.15",
        "070615",
        "07062015",
        "2015-06-07",
        "7 June 2015",
        "7th of June 2015",
        "June 7 2015",
        "7 jun 15",
    ] {
        assert_eq!(why(&person, typed), ["date of birth"], "{typed}");
    }
    let swapped = why(&person, "Shah 6/7/2015");
    assert!(
        swapped
            .contains(&"date of birth, day and month the other way round: 7 June 2015".to_owned()),
        "{swapped:?}"
    );
    assert!(why(&person, "Shah June 2015").contains(&"month of birth: 7 June 2015".to_owned()));
    assert!(why(&person, "Shah 2015").contains(&"year of birth: 7 June 2015".to_owned()));
}

#[test]
fn a_girl_whose_name_is_a_month_is_found() {
    let person = born(named("June", "Shah"), date(2015, 2, 7));
    assert!(why(&person, "June 2015").contains(&"first name".to_owned()));
}

#[test]
fn an_identifier_is_found_with_its_spaces_and_mistyped() {
    let mut person = named("Amira", "Shah");
    person.identifiers.push(Identifier {
        called: "NHS number".to_owned(),
        value: "9434765919".to_owned(),
    });
    for typed in ["943 476 5919", "9434765919", "943-476-5919"] {
        assert_eq!(why(&person, typed), ["identifier: NHS number"], "{typed}");
    }
    let near = ["identifier with a mistyped character: 9434765919"];
    assert_eq!(why(&person, "9434765991"), near);
    assert_eq!(why(&person, "9434765918"), near);
}

#[test]
fn an_address_is_found_by_its_words_and_its_postcode() {
    let mut person = named("Amira", "Shah");
    person.addresses.push(Address {
        lines: "12 Larkspur Road".to_owned(),
        postcode: "zz1 2ab".to_owned(),
    });
    assert_eq!(why(&person, "ZZ12AB"), ["postcode"]);
    assert_eq!(why(&person, "zz1 2ab"), ["postcode"]);
    assert!(why(&person, "shah zz1").contains(&"postcode district: ZZ1 2AB".to_owned()));
    assert!(why(&person, "12 larkspur").contains(&"word of an address: larkspur".to_owned()));
}

#[test]
fn whoever_only_shares_a_surname_is_not_shown_beside_whoever_fits_in_everything() {
    let people = People::of(vec![
        born(named("Amira", "Shah"), date(2015, 6, 7)),
        born(named("Omar", "Shah"), date(2012, 1, 2)),
    ]);
    assert_eq!(people.find("Amira Shah 7/6/2015").0, [0]);
    assert_eq!(people.find("Shah").0, [0, 1]);
}

#[test]
fn a_year_alone_finds_nobody_and_is_known_to() {
    let query = Query::parse("2015", &finding(), today());
    // A year may be an identifier too, but no name and no whole day.
    assert!(
        query
            .lookups(&finding())
            .iter()
            .all(|lookup| ["i:", "a:"].iter().any(|sort| lookup.key.starts_with(sort)))
    );
    assert!(Query::parse("  , ", &finding(), today()).finds_nobody(&finding()));
}

#[test]
fn pr_5_a_child_entered_again_is_likely_the_same() {
    let finding = finding();
    let child = born(named("Elizabeth", "Thistlewood"), date(2015, 6, 7));
    let likely =
        |again: Particulars| duplicates::weigh(&child, &again, &finding).score >= finding.likely;

    assert!(likely(child.clone()));
    assert!(likely(born(named("Liz", "Thislewood"), date(2015, 6, 7))));
    assert!(likely(born(
        named("Elizabeth", "Thistlewood"),
        date(2015, 7, 6)
    )));
    assert!(likely(born(
        named("Elizabeth", "Thistlewood"),
        date(2015, 6, 1)
    )));
    assert!(likely(born(
        named("Thistlewood", "Elizabeth"),
        date(2015, 6, 7)
    )));
}

#[test]
fn pr_5_twins_and_namesakes_are_not_taken_for_one() {
    let finding = finding();
    let at_home = |mut child: Particulars| {
        child.addresses.push(Address {
            lines: "12 Larkspur Road".to_owned(),
            postcode: "ZZ1 2AB".to_owned(),
        });
        child
    };
    let child = at_home(born(named("Amira", "Thistlewood"), date(2015, 6, 7)));
    let likely =
        |other: Particulars| duplicates::weigh(&child, &other, &finding).score >= finding.likely;

    assert!(!likely(at_home(born(
        named("Layla", "Thistlewood"),
        date(2015, 6, 7)
    ))));
    assert!(!likely(born(
        named("Amira", "Thistlewood"),
        date(2009, 1, 30)
    )));
    assert!(!likely(named("Amira", "Thistlewood")));
}
