//! The family: its people and what they are to each other, folded from the file by the
//! practice book's marks, and laid out by generations for a drawing and as a table.

mod graph;
mod layout;
mod lines;
mod told;

use jiff::Timestamp;
use jiff::civil::Date;
use practice::{Book, Id};
use serde::Serialize;

use crate::Casefile;

/// How wide and high a person is drawn, in the units of all coordinates.
pub const SIZE: i32 = 48;
/// How far the middles of two neighbours are apart at the least.
pub const ACROSS: i32 = 144;
/// How far one generation is below the one before.
pub const DOWN: i32 = 168;

/// A family, laid out: the same for the same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Genogram {
    /// Its width, in the units of all coordinates.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Its people: the child first.
    pub people: Vec<Person>,
    /// Those who are or were couples, or have a child together.
    pub couples: Vec<Couple>,
    /// From parents to children, between brothers and sisters without known parents, and to
    /// whoever else there is.
    pub lines: Vec<Line>,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name, or in words who it is: "The child", "Father, name not known".
    pub name: String,
    /// What the person is, in words: `Mother`, `Partner of Kay`. Empty for the child.
    pub relations: Vec<String>,
    /// The form in which they are drawn.
    pub shape: Shape,
    /// Whether it is the child whose file this is.
    pub child: bool,
    /// Whether they are not yet born.
    pub unborn: bool,
    /// Whether they have died.
    pub died: bool,
    /// The day of birth, where it is told.
    pub born_on: Option<Date>,
    /// The day on which the birth is expected, where it is told.
    pub expected_on: Option<Date>,
    /// The day of death, where it is told.
    pub died_on: Option<Date>,
    /// The number of the person's own file, where it is told.
    pub file: Option<String>,
    /// The entries that tell of them.
    pub entries: Vec<Id>,
    /// The generation: the child's is 0, the parents' -1.
    pub generation: i32,
    /// The middle, from the left.
    pub x: i32,
    /// The middle, from the top.
    pub y: i32,
}

/// The form of a person, by the gender that was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A man or a boy.
    Square,
    /// A woman or a girl.
    Circle,
    /// Another gender, or none told.
    Diamond,
}

/// Two people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Couple {
    /// One, by their place among the people.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How things stand between them.
    pub bond: Bond,
    /// The line between them.
    pub points: Vec<Point>,
}

/// How things stand between two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bond {
    /// They are partners.
    Partners,
    /// They were.
    Former,
    /// They have a child together; more is not told.
    Parents,
}

/// A line, from corner to corner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it says.
    pub kind: LineKind,
    /// From whom, by their places among the people: the parents of a child.
    pub from: Vec<usize>,
    /// To whom.
    pub to: usize,
    /// Whether the child was born together with another of the same parents, to whom the
    /// line then runs from one point.
    pub twin: bool,
    /// Its corners.
    pub points: Vec<Point>,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// Child of these parents.
    Birth,
    /// Child of these parents by adoption.
    Adoption,
    /// Brother or sister; the parents are not told.
    Sibling,
    /// Something else, which the person's relations say in words.
    Other,
}

/// A point, from the left and from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A person as a row of a table that says the same as the drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The name.
    pub name: String,
    /// What the person is, in words.
    pub relation: String,
    /// The parents that are told, in words.
    pub parents: String,
    /// Born, expected or died, in words.
    pub dates: String,
}

/// The family of a file as at a time.
pub fn of(book: &Book, casefile: &Casefile, as_at: Timestamp) -> Genogram {
    let graph = told::graph(book, casefile, as_at);
    layout::drawn(&graph)
}

impl Genogram {
    /// The same as a table: everybody, the eldest generation first.
    pub fn rows(&self) -> Vec<Row> {
        let mut people: Vec<(usize, &Person)> = self.people.iter().enumerate().collect();
        people.sort_by_key(|(number, person)| (person.generation, person.x, *number));
        let mut rows = Vec::new();
        for (number, person) in people {
            let parents = (self.lines.iter())
                .filter(|line| line.to == number)
                .filter(|line| matches!(line.kind, LineKind::Birth | LineKind::Adoption))
                .flat_map(|line| line.from.iter().map(move |parent| (line.kind, *parent)))
                .filter_map(|(kind, parent)| {
                    let by = if kind == LineKind::Adoption {
                        " (by adoption)"
                    } else {
                        ""
                    };
                    Some(format!("{}{by}", self.people.get(parent)?.name))
                });
            rows.push(Row {
                name: person.name.clone(),
                relation: person.relations.join("; "),
                parents: parents.collect::<Vec<_>>().join(", "),
                dates: person.dates(),
            });
        }
        rows
    }
}

impl Person {
    /// Born, expected and died, in words: empty where nothing is told.
    pub fn dates(&self) -> String {
        let day = practice::book::day_in_words;
        let born = self.born_on.map(|born| format!("born {}", day(born)));
        let unborn = self.unborn.then(|| match self.expected_on {
            Some(expected) => format!("not yet born, expected {}", day(expected)),
            None => "not yet born".to_owned(),
        });
        let died = self.died.then(|| match self.died_on {
            Some(died) => format!("died {}", day(died)),
            None => "died".to_owned(),
        });
        let all: Vec<_> = born.into_iter().chain(unborn).chain(died).collect();
        all.join(", ")
    }
}
