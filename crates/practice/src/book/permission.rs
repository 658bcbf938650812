//! What the book says of who may do what: roles, classes of records, what brings a worker
//! into relation with a file, and the policies that decide by them.

use std::path::Path;

/// A role that a worker may be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Its name (`social-worker`).
    pub name: String,
    /// Its title, for people.
    pub title: String,
    /// What somebody in it does, in a sentence.
    pub says: String,
    /// The code of the workforce by which the authority employs them; `None` where they
    /// work for somebody else.
    pub employed_as: Option<String>,
    /// What stands above the first page of somebody in it; `None` where that is theirs to
    /// whom children are allocated.
    pub home: Option<String>,
}

/// A class of records, of which permissions speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name (`health`).
    pub name: String,
    /// Its title, for people.
    pub title: String,
    /// What is in it, in a sentence.
    pub says: String,
    /// Whose files' records are of it, where their record type names no class.
    pub of: Vec<String>,
}

/// What a relation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The worker, or the team, is concerned with the file.
    Concerns,
    /// The file is restricted: invisible to whoever is not named.
    Restricts,
    /// The worker is named to a restricted file.
    Names,
    /// The worker has broken the glass: the file is open to them for a while.
    Opens,
}

impl Effect {
    /// Every effect.
    pub const ALL: [Self; 4] = [Self::Concerns, Self::Restricts, Self::Names, Self::Opens];

    /// Its name in the book, and wherever it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Concerns => "concerns",
            Self::Restricts => "restricts",
            Self::Names => "names",
            Self::Opens => "opens",
        }
    }

    /// The effect of this name.
    pub fn named(name: &str) -> Option<Self> {
        (Self::ALL.into_iter()).find(|effect| effect.name() == name)
    }
}

/// What brings a worker or a team into relation with a file. It lasts from the record that
/// begins it until the record that closes that one; `until` and `lasts_hours` end it sooner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Its name (`allocated`).
    pub name: String,
    /// Its title, for people.
    pub title: String,
    /// Who stands in it, in a sentence.
    pub says: String,
    /// What it does.
    pub effect: Effect,
    /// The record type that begins it.
    pub begins: String,
    /// The field that names the worker, by their identifier or their number.
    pub worker: Option<String>,
    /// The field that names the team, by its identifier or its code.
    pub team: Option<String>,
    /// The link field that names the record whose time it shares.
    pub during: Option<String>,
    /// The field with its last day, or its last instant.
    pub until: Option<String>,
    /// For how many hours it lasts.
    pub lasts_hours: Option<u16>,
}

/// A file of policies, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFile {
    /// Its name, relative to its folder.
    pub name: String,
    /// Its text, in Cedar's language.
    pub text: String,
    /// Whether an authority laid it over the book.
    pub own: bool,
}

/// Who may do what, as the book says it. The texts of the policies are read by whoever
/// decides by them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// The roles, in order of name.
    pub roles: Vec<Role>,
    /// The classes of records, in order of name.
    pub classes: Vec<Class>,
    /// The relations, in order of name.
    pub relations: Vec<Relation>,
    /// The policies, the book's own first.
    pub policies: Vec<PolicyFile>,
    /// What policies may speak of, in Cedar's schema language.
    pub schema: Option<PolicyFile>,
}

impl Permissions {
    /// A role, by its name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.name == name)
    }

    /// The class of records of a file about this, where their type names none.
    pub fn class_of<'a>(&'a self, about: &'a str) -> &'a str {
        let of = |class: &&Class| class.of.iter().any(|of| of == about);
        (self.classes.iter().find(of)).map_or(about, |class| class.name.as_str())
    }
}

/// What kind of file of a practice book a path names; `None` where it names none.
pub fn part(path: &Path) -> Option<Part> {
    match path.extension()?.to_str()? {
        "toml" => Some(Part::Rules),
        "cedar" => Some(Part::Policies),
        "cedarschema" => Some(Part::PolicySchema),
        _ => None,
    }
}

/// A kind of file of a practice book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Rules, records and lists.
    Rules,
    /// Policies.
    Policies,
    /// What policies may speak of.
    PolicySchema,
}
