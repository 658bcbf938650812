//! Which records tell who lives with a child and who the people of the family are, and what
//! each relationship means in a drawing of the family.

use std::collections::BTreeMap;

/// A record type that tells who lives with the child, from the day on which it happened.
#[derive(Clone, Debug)]
pub struct Household {
    /// The record type.
    pub kind: String,
    /// The field with the person's name.
    pub name: String,
    /// The field with what the person is to the child: a code.
    pub relation: String,
    /// The field with the last day on which the person lived there, where it was told at
    /// once.
    pub until: Option<String>,
}

/// What a drawing of the family is made of.
#[derive(Clone, Debug, Default)]
pub struct Family {
    /// The record type that tells the child's own gender, and its fields for that and for
    /// the day on which a child not yet born is expected.
    pub child: Option<OfChild>,
    /// The record type that says that the child has died.
    pub died: Option<String>,
    /// The codes that say that somebody is a man or a boy.
    pub male: Vec<String>,
    /// The codes that say that somebody is a woman or a girl.
    pub female: Vec<String>,
    /// The record types that tell of people, in order.
    pub people: Vec<People>,
    /// What each code of a relationship means.
    pub means: BTreeMap<String, Means>,
}

/// What is told of the child.
#[derive(Clone, Debug)]
pub struct OfChild {
    /// The record type.
    pub kind: String,
    /// Its field with the gender.
    pub gender: Option<String>,
    /// Its field with the day on which a child is expected.
    pub expected: Option<String>,
}

/// A record type that tells of a person of the family.
#[derive(Clone, Debug)]
pub struct People {
    /// The record type.
    pub kind: String,
    /// The field with the name.
    pub name: String,
    /// The field with what the person is: a code.
    pub relation: String,
    /// The field with whom the person is related to, where it is not the child.
    pub of: Option<String>,
    /// The field with the number of the person's own file.
    pub file: Option<String>,
    /// The field with the gender.
    pub gender: Option<String>,
    /// The field with the day of birth.
    pub born: Option<String>,
    /// The field with the day on which a birth is expected.
    pub expected: Option<String>,
    /// The field with the day of death.
    pub died: Option<String>,
    /// Whether the relationship is over once another record closes this one.
    pub ends: bool,
}

/// What a code of a relationship means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Means {
    /// What the person is.
    pub tie: Tie,
    /// To whom: to the parent of this gender, in place of the child itself.
    pub through: Option<Gender>,
    /// The gender that the word tells.
    pub gender: Option<Gender>,
    /// Whether it is so by adoption.
    pub adoptive: bool,
    /// Whether they were born together.
    pub twin: bool,
}

/// What one person is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// A parent.
    Parent,
    /// A child.
    Child,
    /// A partner.
    Partner,
    /// A partner who is one no longer.
    FormerPartner,
    /// A brother or sister who has the same parents.
    Sibling,
    /// Neither: somebody of the same generation, or not of the family.
    Other,
}

/// A gender that is told by a word or a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// A man or a boy.
    Male,
    /// A woman or a girl.
    Female,
}

impl Tie {
    /// Every tie, as the book writes it.
    pub const ALL: [(&'static str, Self); 6] = [
        ("parent", Self::Parent),
        ("child", Self::Child),
        ("partner", Self::Partner),
        ("former partner", Self::FormerPartner),
        ("sibling", Self::Sibling),
        ("other", Self::Other),
    ];
}

impl Gender {
    /// Both, as the book writes them.
    pub const ALL: [(&'static str, Self); 2] = [("male", Self::Male), ("female", Self::Female)];
}
