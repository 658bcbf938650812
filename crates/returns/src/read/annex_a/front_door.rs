//! Contacts, early help assessments and referrals.

use super::words;
use super::{List, code, day, number, text};

/// List 1.
pub(super) const CONTACTS: List = List {
    number: 1,
    name: "Contacts",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        day("Date of Contact"),
        code("Contact Source", words::SOURCE),
    ],
};

/// List 2.
pub(super) const EARLY_HELP: List = List {
    number: 2,
    name: "Early Help Assessments",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        day("Assessment start date"),
        day("Assessment completion date").may(),
        text("Organisation completing assessment"),
    ],
};

/// List 3.
pub(super) const REFERRALS: List = List {
    number: 3,
    name: "Referrals",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        day("Date of Referral").may(),
        code("Referral Source", words::SOURCE),
        code("Referral NFA?", words::YES_NO),
        number("Number of Referrals in Last 12 Months"),
        text("Allocated Team"),
        text("Allocated Worker"),
    ],
};
