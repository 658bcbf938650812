//! Who is told of what others record, and of what they are not told.

/// Who is told of what others record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// For how many days.
    pub days: u16,
    /// For how many, somebody who never looked.
    pub first_days: u16,
    /// The calendar on whose working days digests are sent.
    pub calendar: String,
    /// The record types of which nobody is told.
    pub silent: Vec<String>,
    /// Who is told of their teams' children, and of what.
    pub team: Vec<ToTeam>,
}

/// Who is told of their teams' children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToTeam {
    /// The roles that are told.
    pub roles: Vec<String>,
    /// The record types of which they are told; `None` where it is all that are not silent.
    pub kinds: Option<Vec<String>>,
}

impl Telling {
    /// Whether somebody is told of this record type, of a child with whom they work.
    pub fn tells(&self, kind: &str) -> bool {
        !self.silent.iter().any(|silent| silent == kind)
    }

    /// Whether a role is told of this record type, of a child of its team.
    pub fn tells_team(&self, role: &str, kind: &str) -> bool {
        let to_role = |to: &&ToTeam| to.roles.iter().any(|told| told == role);
        let kinds = |to: &ToTeam| {
            let kinds = to.kinds.as_ref();
            kinds.is_none_or(|kinds| kinds.iter().any(|told| told == kind))
        };
        self.tells(kind) && self.team.iter().filter(to_role).any(kinds)
    }

    /// Whether a role is told anything of its team's children.
    pub fn is_told_of_team(&self, role: &str) -> bool {
        let mut roles = self.team.iter().flat_map(|to| &to.roles);
        roles.any(|told| told == role)
    }
}
