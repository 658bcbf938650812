//! The rows of the twelve tables, typed, each read once.
//!
//! A row knows its number in its table and its child, and the day it is put in order by
//! among the child's rows.

use jiff::civil::Date;

use super::text::{Day, Distance, Text};
use crate::read::ssda903::{Column, RowView};

/// Where a row's cells come from: a file that was read, or a published case.
pub trait Cells<'a> {
    /// The cell of a column; nothing when it is blank.
    fn text(&self, column: Column) -> Option<&'a str>;

    /// A cell that no file has and a published case may have: `PL_LA` and the like,
    /// which are otherwise worked out from the postcodes.
    fn derived(&self, _name: &str) -> Option<&'a str> {
        None
    }
}

impl<'a> Cells<'a> for RowView<'a> {
    fn text(&self, column: Column) -> Option<&'a str> {
        self.get(column).map(|cell| cell.text)
    }
}

/// What every row has.
pub trait Row<'a>: Sized {
    /// The name of the table in reports.
    const TABLE: &'static str;

    /// Reads the row of this number.
    fn read(row: u32, cells: &impl Cells<'a>) -> Self;
    /// Its number in its table, from 0 in the order of the file.
    fn row(&self) -> u32;
    /// The child.
    fn child(&self) -> Text<'a>;
    /// The day it is put in order by; rows without one stand last.
    fn day(&self) -> Option<Date>;
}

macro_rules! row {
    ($(#[$doc:meta])* $name:ident in $table:literal, by $order:tt {
        $( $field:ident: $kind:ident = $column:ident ),* $(,)?
    } $( worked out { $( $more:ident: $more_kind:ident = $more_name:literal ),* } )?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[allow(missing_docs)] // the fields are the columns of the specification
        pub struct $name<'a> {
            pub row: u32,
            pub child: Text<'a>,
            $( pub $field: row!(@kind $kind 'a), )*
            $( $( pub $more: row!(@kind $more_kind 'a), )* )?
        }

        impl<'a> Row<'a> for $name<'a> {
            const TABLE: &'static str = $table;

            fn read(row: u32, cells: &impl Cells<'a>) -> Self {
                Self {
                    row,
                    child: cells.text(Column::Child).into(),
                    $( $field: cells.text(Column::$column).into(), )*
                    $( $( $more: cells.derived($more_name).into(), )* )?
                }
            }

            fn row(&self) -> u32 {
                self.row
            }

            fn child(&self) -> Text<'a> {
                self.child
            }

            fn day(&self) -> Option<Date> {
                row!(@order self $order)
            }
        }
    };
    (@kind Text $life:lifetime) => { Text<$life> };
    (@kind Day $life:lifetime) => { Day<$life> };
    (@kind Distance $life:lifetime) => { Distance };
    (@order $self:ident file) => { None };
    (@order $self:ident $field:ident) => { $self.$field.date };
}

row! {
    /// A child.
    Header in "Header", by file {
        sex: Text = Sex, dob: Day = Dob, ethnic: Text = Ethnic, upn: Text = Upn,
        mother: Text = Mother, mc_dob: Day = McDob, uasc: Text = Uasc,
    }
}

row! {
    /// An episode of care.
    Episode in "Episodes", by decom {
        decom: Day = Decom, rne: Text = Rne, ls: Text = Ls, cin: Text = Cin,
        place: Text = Place, place_provider: Text = PlaceProvider, dec: Day = Dec,
        rec: Text = Rec, reason_place_change: Text = ReasonPlaceChange,
        home_post: Text = HomePost, pl_post: Text = PlPost, urn: Text = Urn,
    }
    worked out { pl_la: Text = "PL_LA", pl_location: Text = "PL_LOCATION", pl_distance: Distance = "PL_DISTANCE" }
}

row! {
    /// A review.
    Review in "Reviews", by review { dob: Day = Dob, review: Day = Review, review_code: Text = ReviewCode }
}

row! {
    /// An unaccompanied asylum-seeking child.
    Uasc in "UASC", by file { sex: Text = Sex, dob: Day = Dob, duc: Day = Duc }
}

row! {
    /// The outcomes of a child looked after for a year.
    Oc2 in "OC2", by file {
        dob: Day = Dob, sdq_score: Text = SdqScore, sdq_reason: Text = SdqReason,
        convicted: Text = Convicted, health_check: Text = HealthCheck,
        immunisations: Text = Immunisations, teeth_check: Text = TeethCheck,
        health_assessment: Text = HealthAssessment, substance_misuse: Text = SubstanceMisuse,
        intervention_received: Text = InterventionReceived,
        intervention_offered: Text = InterventionOffered,
    }
}

row! {
    /// A care leaver.
    Oc3 in "OC3", by file {
        dob: Day = Dob, in_touch: Text = InTouch, activ: Text = Activ, accom: Text = Accom,
    }
}

row! {
    /// An adoption.
    Ad1 in "AD1", by file {
        dob: Day = Dob, date_int: Day = DateInt, date_match: Day = DateMatch,
        foster_care: Text = FosterCare, nb_adoptr: Text = NbAdoptr,
        sex_adoptr: Text = SexAdoptr, ls_adoptr: Text = LsAdoptr,
    }
}

row! {
    /// A decision that a child should be placed for adoption.
    Placed in "PlacedAdoption", by date_placed {
        dob: Day = Dob, date_placed: Day = DatePlaced, date_placed_ceased: Day = DatePlacedCeased,
        reason_placed_ceased: Text = ReasonPlacedCeased,
    }
}

row! {
    /// Permanence before this period of care.
    PrevPerm in "PrevPerm", by file {
        dob: Day = Dob, prev_perm: Text = PrevPerm, la_perm: Text = LaPerm, date_perm: Day = DatePerm,
    }
}

row! {
    /// A time missing, or away without authorisation.
    Missing in "Missing", by mis_start {
        dob: Day = Dob, missing: Text = Missing, mis_start: Day = MisStart, mis_end: Day = MisEnd,
    }
}

row! {
    /// A time with one social worker.
    SwEpisode in "SWEpisodes", by sw_decom {
        dob: Day = Dob, sw_id: Text = SwId, sw_decom: Day = SwDecom, sw_dec: Day = SwDec,
        sw_reason: Text = SwReason,
    }
}

row! {
    /// A deprivation of liberty order.
    Dolo in "DoLo", by dolo_start { dob: Day = Dob, dolo_start: Day = DoloStart, dolo_end: Day = DoloEnd }
}

impl Episode<'_> {
    /// Whether it is one of a series of short breaks (V3, V4).
    pub fn is_short_break(&self) -> bool {
        self.ls.is_in(&["V3", "V4"])
    }

    /// Whether the child ceased to be looked after when it ended: a reason is given, and
    /// it is not that another episode follows.
    pub fn ceased(&self) -> bool {
        self.rec.given() && !self.rec.is("X1")
    }

    /// Whether the placement is temporary (T0 to T4).
    pub fn is_temporary(&self) -> bool {
        self.place.is_in(&["T0", "T1", "T2", "T3", "T4"])
    }

    /// Whether the day lies in it, both its days included.
    pub fn holds(&self, day: Day<'_>) -> bool {
        day.since(self.decom) && (self.dec.blank() || day.by(self.dec))
    }
}

impl Oc3<'_> {
    /// Whether anything about the care leaver is given.
    pub fn any(&self) -> bool {
        self.in_touch.given() || self.activ.given() || self.accom.given()
    }
}

impl Ad1<'_> {
    /// Whether each of the six items about the adoption is given.
    pub fn items(&self) -> [bool; 6] {
        [
            self.date_int.given(),
            self.date_match.given(),
            self.foster_care.given(),
            self.nb_adoptr.given(),
            self.sex_adoptr.given(),
            self.ls_adoptr.given(),
        ]
    }
}

impl<'a> Oc2<'a> {
    /// The eight items but those of the SDQ: convictions and health.
    pub fn items(&self) -> [Text<'a>; 8] {
        [
            self.convicted,
            self.health_check,
            self.immunisations,
            self.teeth_check,
            self.health_assessment,
            self.substance_misuse,
            self.intervention_received,
            self.intervention_offered,
        ]
    }

    /// The four items every child of the cohort has.
    pub fn health(&self) -> [Text<'a>; 4] {
        [
            self.immunisations,
            self.teeth_check,
            self.health_assessment,
            self.substance_misuse,
        ]
    }
}
