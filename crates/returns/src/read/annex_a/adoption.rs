//! Children for whom adoption is planned, and adopters.

use super::words;
use super::{List, code, day, number, text};

/// List 10.
pub(super) const ADOPTION: List = List {
    number: 10,
    name: "Adoption",
    columns: &[
        text("Child Unique ID"),
        text("Family identifier").may(),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age of Child (Years)").may(),
        code("Does the Child have a Disability", words::YES_NO),
        day("Date the Child Entered Care"),
        day("Date of Decision that Child Should be Placed for Adoption"),
        day("Date of Placement Order").may(),
        day("Date of Matching Child and Prospective Adopters").may(),
        day("Date Placed for Adoption").may(),
        day("Date of Adoption Order").may(),
        day("Date of Decision that Child Should No Longer be Placed for Adoption").may(),
        code(
            "Reason Why Child No Longer Placed for Adoption",
            words::REVERSED,
        )
        .may(),
        day("Date the child was placed for fostering in FFA or concurrent planning placement")
            .may(),
    ],
};

/// List 11.
pub(super) const ADOPTERS: List = List {
    number: 11,
    name: "Adopters",
    columns: &[
        text("Individual adopter identifier"),
        text("Family identifier").may(),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        code("Disability", words::YES_NO),
        code(
            "Is the (prospective) adopter fostering for adoption?",
            words::YES_NO,
        ),
        day("Date enquiry received"),
        day("Date Stage 1 started").may(),
        day("Date Stage 1 ended").may(),
        day("Date Stage 2 started").may(),
        day("Date Stage 2 ended").may(),
        day("Date application submitted").may(),
        day("Date application approved").may(),
        day("Date adopter matched with child(ren)").may(),
        day("Date child/children placed with adopter(s)").may(),
        number("No. of children placed").may(),
        day("Date of Adoption Order").may(),
        day("Date of leaving adoption process").may(),
        code("Reason for leaving adoption process", words::LEFT).may(),
    ],
};
