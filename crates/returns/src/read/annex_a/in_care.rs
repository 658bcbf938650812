//! Children in care, and those who left it.

use super::words;
use super::{List, code, day, number, text};

/// List 8.
pub(super) const IN_CARE: List = List {
    number: 8,
    name: "Children in Care",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        code(
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))",
            words::YES_NO,
        ),
        code("Does the Child have a Disability", words::YES_NO),
        day("Date Started to be Looked After"),
        code("Child's Category of Need", words::NEED),
        code(
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
            words::YES_NO,
        ),
        day("Start date of current legal status"),
        code("Child's Legal Status", words::LEGAL_STATUS),
        day("Date of Latest Statutory Review").may(),
        day("Date of Last Social Work Visit").may(),
        code(
            "What is the permanence plan for this child?",
            words::PERMANENCE,
        )
        .may(),
        day("Date of Last IRO Visit / Contact to the Child").may(),
        day("Date of Last Health Assessment").may(),
        day("Date of Last Dental Check").may(),
        number("Number of Placements in the Last 12 months"),
        day("Date Ceased to be Looked After").may(),
        code("Reason Ceased to be Looked After", words::CEASED).may(),
        day("Start Date of Most Recent Placement"),
        code("Placement Type", words::PLACEMENT),
        code("Placement Provider", words::PROVIDER),
        text("Placement postcode"),
        text("URN of Placement").may(),
        code("Placement Location", words::LOCATION),
        text("LA of Placement"),
        number(
            "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        ),
        number(
            "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
        ),
        code(
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
            words::YES_NO,
        )
        .may(),
        code(
            "Did the child accept a Return Interview after their last missing episode (Y/N)?",
            words::YES_NO,
        )
        .may(),
        text("Allocated Team"),
        text("Allocated Worker"),
    ],
};

/// List 9.
pub(super) const LEAVING_CARE: List = List {
    number: 9,
    name: "Leaving Care Services",
    columns: &[
        text("Child Unique ID"),
        code("Gender", words::GENDER),
        code("Ethnicity", words::ETHNICITY),
        day("Date of Birth").may(),
        number("Age").may(),
        code(
            "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
            words::YES_NO,
        ),
        code("Does the Child have a Disability", words::YES_NO),
        text("Allocated Team"),
        text("Allocated Worker"),
        text("Allocated Personal Advisor"),
        code("Eligibility Category", words::ELIGIBILITY),
        day("Latest Pathway Plan Review Date").may(),
        code("LA in Touch", words::IN_TOUCH),
        day("Latest Date of Contact").may(),
        code("Type of Accommodation", words::ACCOMMODATION).may(),
        code("Suitability of Accommodation", words::SUITABILITY).may(),
        code("Activity Status", words::ACTIVITY).may(),
    ],
};
