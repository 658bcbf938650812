//! A made-up population, to measure with: of any size, the same each time. Nobody in it is
//! anybody; first names and surnames are drawn apart from each other, some much oftener than
//! others, as it is among people.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::particulars::{Address, Identifier, Name, Particulars, Standing};

const FORENAMES: &str = "Muhammad Oliver Amelia George Olivia Noah Isla Arthur Lily Leo Freya \
Ivy Harry Florence Jack Willow Charlie Rosie Thomas Sienna James Evelyn Elsie William Sophia \
Poppy Sarah Daisy Jacob Matilda Elizabeth Alexander Emily Samuel Grace Amira Joseph Phoebe Ezra \
Fatima Daniel Maryam Benjamin Aisha Yusuf Zainab Adam Chloe Ibrahim Layla Lucas Hannah Rebecca \
Catherine Rory Niamh Siobhan Aoife Cian Dylan Rhys Megan Carys Callum Ewan Fiona Mateusz Zofia \
Jakub Oliwia Aleksander Katarzyna Andrei Ioana Stefan Elena Miguel Lucia Joao Beatriz Chidi \
Adaeze Kwame Abena Tendai Rudo Oluwaseun Temitope Hassan Hodan Abdi Amina Omar Khadija Arjun \
Priya Rohan Ananya Harpreet Gurpreet Simran Jaspreet Wei Mei Hiroshi Yuki Nguyen Linh Tuan \
Jean-Luc Marie-Claire Anne Chantal Fatoumata Mamadou Tariq Nadia Samir Leila Dmitri Svetlana \
Oksana Taras Jonathan Christopher Nicholas Stephen Geoffrey Deborah Margaret Patricia Theresa \
Philippa Michael Matthew Anthony Victoria Alexandra Abigail Zachary Theodore Gabriel Dominic";

const SURNAMES: &str = "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson \
Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke Khan Ahmed Hussain \
Begum Ali Hughes Edwards Lewis Martin Hill Moore Harris Clark Cooper King Turner Ward Baker \
Watson Morris Harrison Morgan Young Singh Kaur Cook Bell Murphy O'Brien O'Neill O'Connor Kelly \
McDonald MacDonald McKenzie Campbell Stewart Ross Fraser Okafor Adeyemi Okonkwo Mensah Boateng \
Moyo Ndlovu Hassan Mohamed Abdullahi Farah Warsame Nowak Kowalski Kowalczyk Wisniewski Lewandowski \
Popescu Ionescu Dumitru Petrov Ivanov Shevchenko Silva Santos Ferreira Garcia Rodriguez Fernandez \
Nguyen Tran Pham Chen Wang Zhang Tanaka Kim Müller Schröder García-López Smith-Jones \
Featherstonehaugh Cholmondeley Beauchamp Marjoribanks Pemberton Thistlewood Winterbourne \
Ashdown Blackthorn Cranleigh Dunmore Elderfield Fernsby Gillingham Hathersage Inglewood Jessop \
Kettlewell Larkspur Merriweather Netherby Oakenshaw Penhaligon Quennell Ravenscroft Stourbridge \
Tolleshunt Underhill Vellacott Wetherby Yelverton Zouche Nightingale Cartwright Holloway Bancroft \
Chatterjee Mukherjee Banerjee Krishnan Subramaniam Rajaratnam Wickramasinghe Papadopoulos \
Konstantinou Öztürk Yılmaz Demir Şahin Haddad Mansour Khoury Abboud Ferrari Esposito Romano";

/// What comes before a surname of one in twenty.
const BEFORE: [&str; 6] = ["de la ", "van der ", "El-", "Al ", "Mac", "Di "];

/// How names differ from one record to the next of the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A letter of the surname or first name is wrong, missing, doubled or changed over.
    Letter,
    /// Day and month of birth the other way round.
    Swapped,
    /// First name and surname the other way round.
    Order,
    /// Accents, hyphens and apostrophes left out.
    Marks,
    /// A surname that is used no more.
    Former,
}

impl Slip {
    /// Each of them.
    pub const ALL: [Self; 5] = [
        Self::Letter,
        Self::Swapped,
        Self::Order,
        Self::Marks,
        Self::Former,
    ];
}

/// The person of this number.
pub fn person(number: u64) -> Particulars {
    let mut chance = Chance::of(number);
    let forename = chance.name(FORENAMES);
    let surname = chance.surname();
    let mut names = vec![Name {
        forename: forename.clone(),
        surname,
        standing: Standing::Now,
    }];
    if chance.below(12) == 0 {
        names.push(Name {
            forename,
            surname: chance.surname(),
            standing: Standing::Before,
        });
    }
    let born = date(2006, 1, 1).checked_add(i64::from(chance.below(7000)).days());
    Particulars {
        about: "child".to_owned(),
        names,
        born_on: born.into_iter().collect(),
        identifiers: vec![
            Identifier {
                called: "the authority's number".to_owned(),
                value: format!("P{number:07}"),
            },
            Identifier {
                called: "NHS number".to_owned(),
                value: format!("{:010}", 9_000_000_000 + number * 7919 % 999_999_937),
            },
        ],
        addresses: vec![Address {
            lines: format!("{} {} Street", 1 + chance.below(90), chance.name(SURNAMES)),
            postcode: format!(
                "ZZ{} {}{}{}",
                1 + chance.below(40),
                chance.below(10),
                chance.letter(),
                chance.letter()
            ),
        }],
    }
}

/// What somebody types who looks for a person and makes a slip; `None` where the person has
/// nothing to which that can happen.
pub fn typed(person: &Particulars, slip: Slip, number: u64) -> Option<String> {
    let mut chance = Chance::of(number ^ 0x5bd1_e995);
    let now = person.names.first()?;
    let born = *person.born_on.first()?;
    let said = |forename: &str, surname: &str, day: Date| {
        format!(
            "{forename} {surname} {}/{}/{}",
            day.day(),
            day.month(),
            day.year()
        )
    };
    Some(match slip {
        Slip::Letter => {
            let (forename, surname) = if chance.below(3) == 0 {
                (slipped(&now.forename, &mut chance)?, now.surname.clone())
            } else {
                (now.forename.clone(), slipped(&now.surname, &mut chance)?)
            };
            format!("{forename} {surname}")
        }
        Slip::Swapped => {
            let day = Date::new(born.year(), born.day(), born.month()).ok()?;
            said(&now.forename, &now.surname, day)
        }
        Slip::Order => format!("{} {}", now.surname, now.forename),
        Slip::Marks => {
            let marked = format!("{} {}", now.forename, now.surname);
            let bare: String = marked
                .chars()
                .filter_map(|letter| match letter {
                    '\'' => None,
                    '-' => Some(' '),
                    'ü' | 'ö' | 'ó' | 'ı' | 'á' | 'í' => super::letters::bare(letter),
                    'Ö' => Some('O'),
                    'Ş' | 'ş' => Some('S'),
                    letter => Some(letter),
                })
                .collect();
            (bare != marked).then_some(bare)?
        }
        Slip::Former => {
            let former = person
                .names
                .iter()
                .find(|name| name.standing == Standing::Before)?;
            said(&former.forename, &former.surname, born)
        }
    })
}

/// A word of five letters or more with one letter otherwise.
fn slipped(word: &str, chance: &mut Chance) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 5 || letters.iter().any(|letter| !letter.is_ascii_alphabetic()) {
        return None;
    }
    // Not the first, which people seldom get wrong.
    let place = 1 + chance.below(u32::try_from(letters.len()).ok()? - 2) as usize;
    match chance.below(4) {
        0 => {
            letters.remove(place);
        }
        1 => letters.swap(place, place + 1),
        2 => letters.insert(place, *letters.get(place)?),
        _ => *letters.get_mut(place)? = chance.letter().to_ascii_lowercase(),
    }
    let made: String = letters.into_iter().collect();
    (made != word).then_some(made)
}

/// A stream of numbers that follows from its first (Marsaglia's xorshift).
struct Chance(u64);

impl Chance {
    fn of(number: u64) -> Self {
        Self(number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: u32) -> u32 {
        u32::try_from(self.next() % u64::from(limit.max(1))).unwrap_or_default()
    }

    /// One of a list, the earlier ones oftener: the lower of two draws.
    fn name(&mut self, list: &str) -> String {
        let all: Vec<&str> = list.split_whitespace().collect();
        let many = u32::try_from(all.len()).unwrap_or_default();
        let place = self.below(many).min(self.below(many)) as usize;
        all.get(place).copied().unwrap_or_default().to_owned()
    }

    /// A surname; in one of four it has an ending of its own, so that there are thousands.
    fn surname(&mut self) -> String {
        const ENDINGS: [&str; 12] = [
            "son", "ley", "worth", "field", "ham", "by", "combe", "thorpe", "wick", "stead",
            "ford", "mere",
        ];
        let mut surname = self.name(SURNAMES);
        if self.below(4) == 0 {
            let ending = self.below(12) as usize;
            surname.push_str(ENDINGS.get(ending).copied().unwrap_or_default());
        }
        if self.below(20) == 0 {
            let before = self.below(6) as usize;
            surname = format!(
                "{}{surname}",
                BEFORE.get(before).copied().unwrap_or_default()
            );
        }
        surname
    }

    fn letter(&mut self) -> char {
        char::from(b'A' + u8::try_from(self.below(26)).unwrap_or_default())
    }
}
