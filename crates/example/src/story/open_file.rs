//! A family comes to be known, and its children's files are opened.

use jiff::ToSpan as _;
use practice::Id;

use crate::authority::Authority;
use crate::chance::Chance;
use crate::child::{Child, Family, People, Stage};
use crate::fault::Fault;
use crate::names::{self, HERITAGES, Home, Name, pupil_number};
use crate::pen::File;
use crate::told::Told;

/// The streams of chance of families and of children.
const FAMILIES: u64 = 1;
const CHILDREN: u64 = 2;
const PARTICULARS: u64 = 8;

/// From what age on a child goes to school.
const SCHOOL_AGE: i32 = 5;

impl Authority {
    /// Makes a family in which so much is wrong; its place. Nobody knows it yet.
    pub fn new_family(&mut self, need: f64) -> usize {
        let number = self.families.len();
        let mut chance = Chance::of(self.seed, FAMILIES, number);
        let heritage = names::heritage(&mut chance);
        let surname = names::surname(&mut chance, heritage);
        let mother = Name {
            forename: names::forename(&mut chance, heritage, true),
            surname: if chance.happens(0.7) {
                surname
            } else {
                names::surname(&mut chance, heritage)
            },
        };
        let father = chance.happens(0.62).then(|| Name {
            forename: names::forename(&mut chance, heritage, false),
            surname,
        });
        let father_at_home = father.is_some() && chance.happens(0.5);
        let home = Home::new(&mut chance);
        let size = chance.weighted(&[(1, 48), (2, 30), (3, 15), (4, 7)]);
        let mut ages: Vec<i32> = (0..size).map(|_| chance.between(0, 6200)).collect();
        ages.sort_unstable();
        ages.dedup_by(|a, b| (*a - *b).abs() < 290);
        self.families.push(Family {
            mother,
            father,
            father_at_home,
            home,
            heritage,
            need,
            children: Vec::new(),
        });
        for days in ages {
            let child = self.new_child(number, days, surname);
            self.families[number].children.push(child);
        }
        number
    }

    fn new_child(&mut self, family: usize, days: i32, surname: &'static str) -> usize {
        let place = self.children.len();
        let mut chance = Chance::of(self.seed, CHILDREN, place);
        let female = chance.happens(0.49);
        let heritage = self.families[family].heritage;
        let forename = names::forename(&mut chance, heritage, female);
        let file: Id = chance.id();
        self.children.push(Child {
            file: File::new(file),
            number: format!("W{:07}", 1_000_000 + place),
            family,
            name: Name { forename, surname },
            female,
            born: self.today.saturating_sub(days.days()),
            school: names::school(&mut chance, days / 365),
            chance,
            stage: Stage::Closed,
            since: self.today,
            people: People::default(),
            last: Vec::new(),
            owed: Vec::new(),
            waiting: Vec::new(),
            chores: Vec::new(),
            chores_ever: 0,
            tried: Vec::new(),
            today: Vec::new(),
            assessed: (0, self.today),
            discussed: None,
            conference: false,
            legal: "",
            placement: "",
            provider: "",
            missing: None,
            said: None,
            handing: None,
        });
        place
    }

    /// What the returns ask of a child besides: the number at school, disabilities, and of a
    /// girl whether she is a mother.
    fn particulars(&self, child: usize, details: Told, age: i32) -> Told {
        let one = &self.children[child];
        let mut chance = Chance::of(self.seed, PARTICULARS, child);
        let first = chance.weighted(&[
            ("NONE", 84),
            ("LD", 4),
            ("AUT", 3),
            ("BEH", 3),
            ("COMM", 2),
            ("MOB", 1),
            ("HEAR", 1),
            ("VIS", 1),
            ("DDA", 1),
        ]);
        let second = chance.weighted(&[("", 60), ("CON", 10), ("PC", 15), ("INC", 15)]);
        let details = match (first, second) {
            ("NONE", _) | (_, "") => details.codes("disabilities", &[first]),
            _ => details.codes("disabilities", &[first, second]),
        };
        let details = if age >= SCHOOL_AGE {
            details.with("upn", pupil_number(child, one.born.year()))
        } else {
            details.with("upn_unknown", "UN1")
        };
        if one.female {
            details.yes("mother", false)
        } else {
            details
        }
    }

    /// Opens a child's file, where there is none: who the child is, where the child lives,
    /// and with whom.
    pub fn open_file(&mut self, child: usize, by: usize) -> Result<(), Fault> {
        if self.children[child].file.version > 0 {
            return Ok(());
        }
        let today = self.today;
        let one = &self.children[child];
        let family = self.families[one.family].clone();
        let (name, born, age) = (one.name, one.born, one.age(today));
        let ethnicity = HERITAGES.get(family.heritage).map_or("", |of| of.code);
        let details = Told::on("child-details", today)
            .with("told_by", "recorded")
            .with("authority_id", &one.number)
            .with("born_on", born)
            .with("sex", if one.female { "F" } else { "M" })
            .with("ethnicity", ethnicity);
        let details = self.particulars(child, details, age);
        let person = Told::on("person-details", today)
            .with("forename", name.forename)
            .with("surname", name.surname)
            .with("gender", if one.female { "Female" } else { "Male" });
        let lives = Told::on("address-started", today)
            .with("address", &family.home.lines)
            .with("postcode", &family.home.postcode);
        let mother = Told::on("relationship", today)
            .with("name", family.mother)
            .with("relation", "mother")
            .with("gender", "female");
        let with_mother = Told::on("household-member", born)
            .with("name", family.mother)
            .with("relation", "mother");
        for told in [details, person, lives, mother, with_mother] {
            self.tell(child, by, told)?;
        }
        if let Some(father) = family.father {
            let related = Told::on("relationship", today)
                .with("name", father)
                .with("relation", "father")
                .with("gender", "male");
            self.tell(child, by, related)?;
            if family.father_at_home {
                let lives = Told::on("household-member", born)
                    .with("name", father)
                    .with("relation", "father");
                self.tell(child, by, lives)?;
            }
        }
        for other in family.children {
            if other == child {
                continue;
            }
            let (sibling, female, born) = {
                let other = &self.children[other];
                (other.name, other.female, other.born)
            };
            // Who has a file of their own is named with it.
            let known = Some(&self.children[other].file).filter(|file| file.version > 0);
            let related = Told::on("relationship", today)
                .with("name", sibling)
                .with(
                    "file",
                    known.map_or_else(String::new, |file| file.id.to_string()),
                )
                .with("relation", if female { "sister" } else { "brother" })
                .with("born_on", born)
                .with("gender", if female { "female" } else { "male" });
            self.tell(child, by, related)?;
        }
        if age >= 5 && self.children[child].chance.happens(0.3) {
            let words = self.said(child, names::VIEWS);
            let told = Told::on("childs-own-words", today)
                .with("words", words)
                .with("how", "said");
            self.tell(child, by, told)?;
        }
        Ok(())
    }
}
