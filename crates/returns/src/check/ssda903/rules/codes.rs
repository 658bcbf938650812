//! The code sets of the return, as the Department for Education's guide lists them.

/// Ethnicity.
pub(super) const ETHNIC: &[&str] = &[
    "WBRI", "WIRI", "WOTH", "WIRT", "WROM", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN", "ABAN",
    "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
];
/// Legal status.
pub(super) const LEGAL_STATUS: &[&str] = &[
    "C1", "C2", "D1", "E1", "V2", "V3", "V4", "J1", "J2", "J3", "L1", "L2", "L3",
];
/// Category of need.
pub(super) const NEED: &[&str] = &["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"];
/// Why an episode ceased.
pub(super) const REASON_CEASED: &[&str] = &[
    "E11", "E12", "E2", "E3", "E4A", "E4B", "E13", "E41", "E45", "E46", "E47", "E48", "E5", "E6",
    "E7", "E8", "E9", "E14", "E15", "E16", "E17", "X1",
];
/// Why a placement changed.
pub(super) const REASON_CHANGED: &[&str] = &[
    "CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "LAREQ", "PLACE",
    "CUSTOD", "OTHER",
];
/// Placements of every collection since 2022/23; others come and go.
pub(super) const PLACEMENT: &[&str] = &[
    "A3", "A4", "A5", "A6", "K1", "K2", "P1", "P3", "R1", "R2", "R3", "R5", "S1", "T0", "T1", "T2",
    "T3", "T4", "U1", "U2", "U3", "U4", "U5", "U6",
];
/// Placed for adoption.
pub(super) const ADOPTION: &[&str] = &["A3", "A4", "A5", "A6"];
/// Foster care.
pub(super) const FOSTER: &[&str] = &["U1", "U2", "U3", "U4", "U5", "U6"];
/// The kinds into which Z1, other placements, was divided for 2025/26.
pub(super) const OTHER_Z: &[&str] = &["Z11", "Z12", "Z13", "Z14"];
/// How a child took part in a review.
pub(super) const PARTICIPATION: &[&str] = &["PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"];
/// Whether the authority is in touch with a care leaver.
pub(super) const IN_TOUCH: &[&str] = &["YES", "NO", "DIED", "REFU", "NREQ", "RHOM"];
/// What a care leaver does.
pub(super) const ACTIVITY: &[&str] = &[
    "F1", "P1", "F2", "P2", "F4", "P4", "F5", "P5", "G4", "G5", "G6", "0",
];
/// Where a care leaver lives.
pub(super) const ACCOMMODATION: &[&str] = &[
    "B1", "B2", "C1", "C2", "D1", "D2", "E1", "E2", "G1", "G2", "H1", "H2", "K1", "K2", "R1", "R2",
    "S2", "T1", "T2", "U1", "U2", "V1", "V2", "W1", "W2", "X2", "Y1", "Y2", "Z1", "Z2", "0",
];
/// Why a social worker changed.
pub(super) const REASON_SW: &[&str] = &[
    "MANAGE", "FCONTA", "LEFTRL", "ORGRST", "TSPROC", "ABSENC", "CHCHAN", "PCCHAN", "SWDIED",
    "OTHERS",
];
