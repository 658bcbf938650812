//! The twelve tables of the looked after return, and their columns.
//!
//! The names and their order are those of the Department for Education's CSV files.
//! Every column but `CHILD`, `DOB` and `SEX` belongs to one table alone, so that a
//! column says which table it is in: that is how the XML file is read, and how a CSV
//! file is recognised.

use std::fmt;

/// Names the columns once, and gives both ways between a column and its name.
macro_rules! columns {
    ($( $column:ident = $name:literal ),* $(,)?) => {
        /// A column of the looked after return.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // they are the names of the specification
        pub enum Column { $( $column ),* }

        impl Column {
            /// The name in the first row of a CSV file.
            pub fn name(self) -> &'static str {
                match self { $( Self::$column => $name ),* }
            }

            /// The column of this name, written in capitals as the specification does.
            pub fn of_name(name: &str) -> Option<Self> {
                match name { $( $name => Some(Self::$column), )* _ => None }
            }
        }
    };
}

columns! {
    Child = "CHILD", Sex = "SEX", Dob = "DOB",
    // header
    Ethnic = "ETHNIC", Upn = "UPN", Mother = "MOTHER", McDob = "MC_DOB", Uasc = "UASC",
    // episodes
    Decom = "DECOM", Rne = "RNE", Ls = "LS", Cin = "CIN", Place = "PLACE",
    PlaceProvider = "PLACE_PROVIDER", Dec = "DEC", Rec = "REC",
    ReasonPlaceChange = "REASON_PLACE_CHANGE", HomePost = "HOME_POST", PlPost = "PL_POST",
    Urn = "URN",
    // reviews
    Review = "REVIEW", ReviewCode = "REVIEW_CODE",
    // unaccompanied asylum-seeking children
    Duc = "DUC",
    // outcomes of children looked after for a year
    SdqScore = "SDQ_SCORE", SdqReason = "SDQ_REASON", Convicted = "CONVICTED",
    HealthCheck = "HEALTH_CHECK", Immunisations = "IMMUNISATIONS", TeethCheck = "TEETH_CHECK",
    HealthAssessment = "HEALTH_ASSESSMENT", SubstanceMisuse = "SUBSTANCE_MISUSE",
    InterventionReceived = "INTERVENTION_RECEIVED", InterventionOffered = "INTERVENTION_OFFERED",
    // care leavers
    InTouch = "IN_TOUCH", Activ = "ACTIV", Accom = "ACCOM",
    // adoptions
    DateInt = "DATE_INT", DateMatch = "DATE_MATCH", FosterCare = "FOSTER_CARE",
    NbAdoptr = "NB_ADOPTR", SexAdoptr = "SEX_ADOPTR", LsAdoptr = "LS_ADOPTR",
    // placed for adoption
    DatePlaced = "DATE_PLACED", DatePlacedCeased = "DATE_PLACED_CEASED",
    ReasonPlacedCeased = "REASON_PLACED_CEASED",
    // previous permanence
    PrevPerm = "PREV_PERM", LaPerm = "LA_PERM", DatePerm = "DATE_PERM",
    // missing and away
    Missing = "MISSING", MisStart = "MIS_START", MisEnd = "MIS_END",
    // social workers, since 2024
    SwId = "SW_ID", SwDecom = "SW_DECOM", SwDec = "SW_DEC", SwReason = "SW_REASON",
    // deprivation of liberty
    DoloStart = "DOLO_START", DoloEnd = "DOLO_END",
}

/// A table of the looked after return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The children.
    Header,
    /// The episodes of care.
    Episodes,
    /// The reviews.
    Reviews,
    /// Unaccompanied asylum-seeking children.
    Uasc,
    /// Outcomes of children looked after for a year (OC2).
    Oc2,
    /// Care leavers (OC3).
    Oc3,
    /// Adoptions (AD1).
    Ad1,
    /// Children placed for adoption.
    PlacedAdoption,
    /// Permanence before this period of care.
    PreviousPermanence,
    /// Times missing or away without authorisation.
    Missing,
    /// Social workers, since 2024.
    SocialWorker,
    /// Deprivation of liberty orders.
    DeprivationOfLiberty,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 12] = [
        Self::Header,
        Self::Episodes,
        Self::Reviews,
        Self::Uasc,
        Self::Oc2,
        Self::Oc3,
        Self::Ad1,
        Self::PlacedAdoption,
        Self::PreviousPermanence,
        Self::Missing,
        Self::SocialWorker,
        Self::DeprivationOfLiberty,
    ];

    /// The name of the table, as its CSV file is called by custom.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Episodes => "episodes",
            Self::Reviews => "reviews",
            Self::Uasc => "uasc",
            Self::Oc2 => "oc2",
            Self::Oc3 => "oc3",
            Self::Ad1 => "ad1",
            Self::PlacedAdoption => "placed_for_adoption",
            Self::PreviousPermanence => "previous_permanence",
            Self::Missing => "missing",
            Self::SocialWorker => "sw_episodes",
            Self::DeprivationOfLiberty => "dolo",
        }
    }

    /// The columns, in the order of the specification.
    ///
    /// `UASC` of the header stands in the XML file only; a CSV file may have it.
    pub fn columns(self) -> &'static [Column] {
        use Column as C;
        match self {
            Self::Header => &[
                C::Child,
                C::Sex,
                C::Dob,
                C::Ethnic,
                C::Upn,
                C::Mother,
                C::McDob,
                C::Uasc,
            ],
            Self::Episodes => &[
                C::Child,
                C::Decom,
                C::Rne,
                C::Ls,
                C::Cin,
                C::Place,
                C::PlaceProvider,
                C::Dec,
                C::Rec,
                C::ReasonPlaceChange,
                C::HomePost,
                C::PlPost,
                C::Urn,
            ],
            Self::Reviews => &[C::Child, C::Dob, C::Review, C::ReviewCode],
            Self::Uasc => &[C::Child, C::Sex, C::Dob, C::Duc],
            Self::Oc2 => &[
                C::Child,
                C::Dob,
                C::SdqScore,
                C::SdqReason,
                C::Convicted,
                C::HealthCheck,
                C::Immunisations,
                C::TeethCheck,
                C::HealthAssessment,
                C::SubstanceMisuse,
                C::InterventionReceived,
                C::InterventionOffered,
            ],
            Self::Oc3 => &[C::Child, C::Dob, C::InTouch, C::Activ, C::Accom],
            Self::Ad1 => &[
                C::Child,
                C::Dob,
                C::DateInt,
                C::DateMatch,
                C::FosterCare,
                C::NbAdoptr,
                C::SexAdoptr,
                C::LsAdoptr,
            ],
            Self::PlacedAdoption => &[
                C::Child,
                C::Dob,
                C::DatePlaced,
                C::DatePlacedCeased,
                C::ReasonPlacedCeased,
            ],
            Self::PreviousPermanence => &[C::Child, C::Dob, C::PrevPerm, C::LaPerm, C::DatePerm],
            Self::Missing => &[C::Child, C::Dob, C::Missing, C::MisStart, C::MisEnd],
            Self::SocialWorker => &[C::Child, C::Dob, C::SwId, C::SwDecom, C::SwDec, C::SwReason],
            Self::DeprivationOfLiberty => &[C::Child, C::Dob, C::DoloStart, C::DoloEnd],
        }
    }

    /// Whether a CSV file of the table must have the column.
    pub fn requires(self, column: Column) -> bool {
        column != Column::Uasc && self.columns().contains(&column)
    }

    /// The one table that has the column; none for those that several have.
    pub fn of_column(column: Column) -> Option<Self> {
        match column {
            Column::Child | Column::Dob | Column::Sex => None,
            _ => Self::ALL
                .into_iter()
                .find(|table| table.columns().contains(&column)),
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_but_three_belongs_to_one_table() {
        for table in Table::ALL {
            for column in table.columns() {
                assert_eq!(Column::of_name(column.name()), Some(*column));
                let holders = Table::ALL
                    .iter()
                    .filter(|t| t.columns().contains(column))
                    .count();
                match Table::of_column(*column) {
                    Some(owner) => assert_eq!((owner, holders), (table, 1)),
                    None => assert!(holders > 1, "{column:?}"),
                }
            }
        }
    }
}
