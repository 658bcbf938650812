//! Days: possible, in order, and in the months that a list is about.

use jiff::civil::Date;

use super::{AnnexRule, At, Context, error, query};

/// The rules of the family.
pub(super) const RULES: &[AnnexRule] = &[
    // An unborn child's birth is expected after it.
    error(
        "AA101",
        "The day lies after the day of the inspection.",
        |cx, f| {
            for at in cx.rows() {
                for (column, day) in at.days() {
                    if day > cx.on && column != BORN {
                        f.flag(&at, &[column]);
                    }
                }
            }
        },
    ),
    error(
        "AA102",
        "The day lies before the child was born.",
        |cx, f| {
            for at in cx.rows() {
                let born = at.born().filter(|born| *born <= cx.on);
                // Of an unborn child much is recorded before the birth.
                let early = |day: Date| born.is_some_and(|born| day < born);
                for (column, day) in at.days() {
                    if early(day) && !BEFORE_BIRTH.contains(&column) {
                        f.flag(&at, &[column, BORN]);
                    }
                }
            }
        },
    ),
    error("AA103", "What ended did so before it began.", |cx, f| {
        for at in cx.rows() {
            for (first, then) in IN_ORDER {
                let both = at.day(first).zip(at.day(then));
                if both.is_some_and(|(first, then)| then < first) {
                    f.flag(&at, &[first, then]);
                }
            }
        }
    }),
    error(
        "AA104",
        "The row is of a time before the months that the list is about.",
        |cx, f| {
            for at in cx.rows() {
                if let Some(column) = before_its_months(cx, &at) {
                    f.flag(&at, &[column]);
                }
            }
        },
    ),
    error(
        "AA105",
        "The age does not agree with the date of birth.",
        |cx, f| {
            for at in cx.rows() {
                for column in ["Age", "Age of Child (Years)"] {
                    let told = at.get(column).whole();
                    let born = at.born().filter(|born| *born <= cx.on);
                    let both = told.zip(born.map(|born| age(born, cx.on)));
                    // Of a child who died, the age is that at the death, which no list tells.
                    if both.is_some_and(|(told, age)| i64::from(told) != age) {
                        f.flag(&at, &[column, BORN]);
                    }
                }
            }
        },
    ),
    query(
        "AA106",
        "Somebody older than 25 is on a list of children and young people.",
        |cx, f| {
            for at in cx.rows() {
                if at.born().is_some_and(|born| age(born, cx.on) > 25) {
                    f.flag(&at, &[BORN]);
                }
            }
        },
    ),
];

const BORN: &str = "Date of Birth";

/// Days that may lie before the birth, of a child who was not born yet.
const BEFORE_BIRTH: [&str; 12] = [
    BORN,
    "Date of Contact",
    "Date of Referral",
    "Assessment start date",
    "Assessment completion date",
    "Continuous Assessment Start Date",
    "Continuous Assessment Date of Authorisation",
    "Strategy discussion initiating Section 47 Enquiry Start Date",
    "Date of Initial Child Protection Conference",
    "CIN Start Date",
    "Child Protection Plan Start Date",
    "Date Child Was Last Seen",
];

/// Days of which the second cannot come before the first.
const IN_ORDER: [(&str, &str); 19] = [
    ("Assessment start date", "Assessment completion date"),
    (
        "Continuous Assessment Start Date",
        "Continuous Assessment Date of Authorisation",
    ),
    (
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Date of Initial Child Protection Conference",
    ),
    ("CIN Start Date", "CIN Closure Date"),
    (
        "Child Protection Plan Start Date",
        "Child Protection Plan End Date",
    ),
    (
        "Child Protection Plan Start Date",
        "Date of latest review conference",
    ),
    (
        "Date Started to be Looked After",
        "Date Ceased to be Looked After",
    ),
    (
        "Date Started to be Looked After",
        "Start Date of Most Recent Placement",
    ),
    (
        "Date Started to be Looked After",
        "Start date of current legal status",
    ),
    (
        "Date of Decision that Child Should be Placed for Adoption",
        "Date of Decision that Child Should No Longer be Placed for Adoption",
    ),
    (
        "Date of Decision that Child Should be Placed for Adoption",
        "Date of Adoption Order",
    ),
    ("Date Placed for Adoption", "Date of Adoption Order"),
    ("Date the Child Entered Care", "Date of Adoption Order"),
    ("Date enquiry received", "Date Stage 1 started"),
    ("Date Stage 1 started", "Date Stage 1 ended"),
    ("Date Stage 1 ended", "Date Stage 2 started"),
    ("Date Stage 2 started", "Date Stage 2 ended"),
    ("Date application submitted", "Date application approved"),
    (
        "Date application approved",
        "Date child/children placed with adopter(s)",
    ),
];

/// The months that each list is about, and the day by which a row lies in them: one that
/// happened, or one that ended. A row without that day is open, and lies in any months.
const MONTHS: [(u8, i32, &str); 9] = [
    (1, 6, "Date of Contact"),
    (2, 6, "Assessment completion date"),
    (3, 6, "Date of Referral"),
    (4, 6, "Continuous Assessment Date of Authorisation"),
    (6, 6, "CIN Closure Date"),
    (7, 6, "Child Protection Plan End Date"),
    (8, 6, "Date Ceased to be Looked After"),
    (10, 12, "Date of Adoption Order"),
    (11, 12, "Date of leaving adoption process"),
];

/// The column by which a row lies before the months of its list.
fn before_its_months(cx: &Context<'_>, at: &At<'_>) -> Option<&'static str> {
    let own = MONTHS.iter().find(|(list, ..)| *list == at.list.number);
    let (_, months, column) = own?;
    // Help that goes on after its assessment belongs on the list.
    let goes_on = at.list.number == 2;
    let early = at
        .day(column)
        .is_some_and(|day| day < cx.months_ago(*months));
    (early && !goes_on).then_some(*column)
}

/// Whole years from a birth to a day.
fn age(born: Date, on: Date) -> i64 {
    let years = i64::from(on.year()) - i64::from(born.year());
    let had = (on.month(), on.day()) >= (born.month(), born.day());
    years - i64::from(!had)
}
