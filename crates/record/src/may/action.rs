//! What may be allowed.

use std::fmt;
use std::str::FromStr;

/// Names each action and says what it is.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $says:literal;)*) => {
        /// What may be allowed. The schema of the policies has the same, and no other.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[$doc])* $name,)*
        }

        impl Action {
            /// Every action.
            pub const ALL: [Self; [$(Self::$name),*].len()] = [$(Self::$name),*];

            /// Its name, in the policies and on the command line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// What it is, in words: "may …".
            pub const fn says(self) -> &'static str {
                match self {
                    $(Self::$name => $says,)*
                }
            }
        }
    };
}

actions! {
    /// See that there is a file, in a search or in a list.
    Find = "find", "see that there is a file";
    /// Read records of a class.
    Read = "read", "read";
    /// Open a new file.
    OpenFile = "open-file", "open a new file";
    /// Write a record.
    Record = "record", "record";
    /// Correct a record.
    Correct = "correct", "correct";
    /// Withdraw a record.
    Withdraw = "withdraw", "withdraw";
    /// Authorise a record, or return it; override a gate.
    Authorise = "authorise", "authorise";
    /// Say which worker or team has the child.
    Allocate = "allocate", "allocate";
    /// Say that two files are of one person, or that they are not.
    Merge = "merge", "merge two files";
    /// Restrict a file, name who may see it, lift the restriction.
    Restrict = "restrict", "restrict the file";
    /// Keep organisations, working patterns and the labels of codes.
    Administer = "administer", "keep organisations and the labels of codes";
    /// Bring a practice book, and put one into force that somebody else brought.
    TakeIntoForce = "take-into-force", "take a practice book into force";
    /// Keep workers and teams.
    ManageWorkers = "manage-workers", "keep workers and teams";
    /// Give and end roles.
    ManageRoles = "manage-roles", "give and end roles";
    /// Arrange who covers for an absent worker.
    GiveCover = "give-cover", "arrange cover";
    /// Delegate one's own authorisations.
    Delegate = "delegate", "delegate authorisations";
    /// Decide that a file is disposed of.
    DecideDisposal = "decide-disposal", "decide that the file is disposed of";
    /// Open a file in an emergency, with a reason.
    BreakGlass = "break-glass", "open the file in an emergency";
    /// Look into such an opening.
    ReviewGlass = "review-glass", "look into an opening in an emergency";
    /// See who looked at a file.
    SeeLooks = "see-looks", "see who looked at the file";
    /// Take records away: print, or export.
    TakeAway = "take-away", "take a copy away";
    /// Have a return checked, and see what was found in it.
    CheckReturns = "check-returns", "have a return checked";
    /// See how the system is administered.
    SeeAdministration = "see-administration", "see how the system is administered";
    /// See the organisation's measures.
    SeeMeasures = "see-measures", "see the measures";
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The text names no action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is nothing that may be allowed: {} is expected", Action::ALL.map(Action::name).join(", "))]
pub struct NotAnAction {
    /// The text.
    pub text: String,
}

impl FromStr for Action {
    type Err = NotAnAction;

    fn from_str(text: &str) -> Result<Self, NotAnAction> {
        (Self::ALL.into_iter())
            .find(|action| action.name() == text)
            .ok_or_else(|| NotAnAction {
                text: text.to_owned(),
            })
    }
}
