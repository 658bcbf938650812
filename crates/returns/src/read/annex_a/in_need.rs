//! Assessments, enquiries, children in need and child protection plans.

use super::words;
use super::{List, code, day, number, text};

/// List 4.
pub(super) const ASSESSMENTS: List = List {
    number: 4,
    name: "Assessments",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        code("Does the Child have a Disability", words::YES_NO),
        day("Continuous Assessment Start Date"),
        code("Child Seen During Continuous Assessment", words::YES_NO).may(),
        day("Continuous Assessment Date of Authorisation").may(),
        code(
            "Was the child assessed as requiring LA children's social care support?",
            words::YES_NO,
        )
        .may(),
        text("Allocated Team"),
        text("Allocated Worker"),
    ],
};

/// List 5.
pub(super) const ENQUIRIES: List = List {
    number: 5,
    name: "Section 47 Enquiries and ICPC OC",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        code("Does the Child have a Disability", words::YES_NO),
        day("Strategy discussion initiating Section 47 Enquiry Start Date"),
        code(
            "Was an Initial Child Protection Conference deemed unnecessary?",
            words::YES_NO,
        )
        .may(),
        day("Date of Initial Child Protection Conference").may(),
        code(
            "Did the Initial Child Protection Conference Result in a Child Protection Plan",
            words::YES_NO,
        )
        .may(),
        number("Number of Section 47 Enquiries in the last 12 months"),
        number("Number of ICPCs in the last 12 months"),
        text("Allocated Team"),
        text("Allocated Worker"),
    ],
};

/// List 6.
pub(super) const IN_NEED: List = List {
    number: 6,
    name: "Children in Need",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        code("Does the Child have a Disability", words::YES_NO),
        day("CIN Start Date").may(),
        code("Primary Need Code", words::NEED),
        day("Date Child Was Last Seen").may(),
        day("CIN Closure Date").may(),
        code("Reason for Closure", words::CLOSURE).may(),
        code("Case Status", words::STATUS),
        text("Allocated Team"),
        text("Allocated Worker"),
    ],
};

/// List 7.
pub(super) const PROTECTION: List = List {
    number: 7,
    name: "Child protection",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        code("Does the Child have a Disability", words::YES_NO),
        day("Child Protection Plan Start Date"),
        code("Initial Category of Abuse", words::ABUSE),
        code("Latest Category of Abuse", words::ABUSE),
        day("Date of the Last Statutory Visit").may(),
        code("Was the Child Seen Alone?", words::YES_NO).may(),
        day("Date of latest review conference").may(),
        day("Child Protection Plan End Date").may(),
        code(
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            words::YES_NO,
        ),
        number("Number of Previous Child Protection Plans"),
        text("Allocated Team"),
        text("Allocated Worker"),
    ],
};
