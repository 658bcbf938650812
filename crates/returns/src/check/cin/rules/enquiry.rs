//! Rules about enquiries under section 47 of the Children Act 1989.

use super::find_overlapping;
use crate::check::cin::days::{after, before};
use crate::check::cin::rows::{Enquiry, table};
use crate::check::cin::rule::{Check::Child, CinRule, FindRows, error, query};
use crate::check::cin::spans::Span;

/// The rules of this family.
pub(in crate::check::cin) const RULES: &[CinRule] = &[
    error(
        "2889",
        "The S47 start date cannot be before the referral date.",
        &[
            (table::SECTION_47, "S47ActualStartDate"),
            (table::CIN_DETAILS, "CINreferralDate"),
        ],
        Child(|child, _, finds| {
            for (referral, enquiry) in child.enquiries() {
                if before(enquiry.started, referral.referred) {
                    finds.flag_all([enquiry.at, referral.at]);
                }
            }
        }),
    ),
    query(
        "2991Q",
        "Please check and either amend data or provide a reason: A Section 47 module is \
         recorded and there is no assessment on the episode",
        &[(table::SECTION_47, "S47ActualStartDate")],
        Child(|child, _, finds| {
            for (referral, enquiry) in child.enquiries() {
                if referral.assessments.is_empty() {
                    finds.flag_all([enquiry.at]);
                }
            }
        }),
    ),
    error(
        "8615",
        "Section 47 Enquiry Start Date must be present and cannot be later than the date \
         of the initial Child Protection Conference",
        &[
            (table::SECTION_47, "S47ActualStartDate"),
            (table::SECTION_47, "DateOfInitialCPC"),
        ],
        Child(|child, _, finds| {
            for (_, enquiry) in child.enquiries() {
                let no_start = enquiry.started.is_none() && enquiry.conference.is_some();
                if no_start || after(enquiry.started, enquiry.conference) {
                    finds.flag_all([enquiry.at]);
                }
            }
        }),
    ),
    query(
        "8675Q",
        "Please check and either amend data or provide a reason: S47 Enquiry started more \
         than 15 working days before the end of the census year. However, there is no \
         date of Initial Child Protection Conference.",
        &[
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::SECTION_47, "S47ActualStartDate"),
            (table::SECTION_47, "ICPCnotRequired"),
        ],
        Child(|child, census, finds| {
            for (_, enquiry) in child.enquiries() {
                if waits_for_conference(enquiry)
                    && before(enquiry.started, Some(census.conference_limit))
                {
                    finds.flag_all([enquiry.at]);
                }
            }
        }),
    ),
    error(
        "8740",
        "For a Section 47 Enquiry that has not held the Initial Child Protection \
         Conference by the end of the census year, the start date must fall within the \
         census year",
        &[
            (table::SECTION_47, "S47ActualStartDate"),
            (table::SECTION_47, "DateOfInitialCPC"),
            (table::SECTION_47, "ICPCnotRequired"),
        ],
        Child(|child, census, finds| {
            for (_, enquiry) in child.enquiries() {
                if waits_for_conference(enquiry) && census.lacks(enquiry.started) {
                    finds.flag_all([enquiry.at]);
                }
            }
        }),
    ),
    error(
        "8839",
        "Within one CINDetails group there are 2 or more open S47 Assessments",
        &[(table::SECTION_47, "DateOfInitialCPC")],
        Child(|child, _, finds| {
            for referral in &child.referrals {
                let open = referral.enquiries.iter().filter(|one| one.is_open());
                let open: Vec<_> = open.map(|one| one.at).collect();
                if open.len() > 1 {
                    finds.flag_all(open);
                }
            }
        }),
    ),
    // Within one referral; one that waits for its conference runs to the reference date.
    error(
        "8890",
        "A Section 47 enquiry is shown as starting when there is another Section 47 \
         Enquiry ongoing",
        &[(table::SECTION_47, "S47ActualStartDate")],
        Child(|child, census, finds| {
            let span = |enquiry: &Enquiry| {
                let start = enquiry.started?;
                Some(match enquiry.conference {
                    Some(held) => Span::to(start, held),
                    None if enquiry.is_open() => Span::to(start, census.reference),
                    None => Span::beginning(start),
                })
            };
            for referral in &child.referrals {
                let enquiries = referral.enquiries.iter();
                find_overlapping(
                    enquiries.filter_map(|one| Some((one.at, span(one)?))),
                    finds,
                );
            }
        }),
    ),
];

/// Whether no conference was held, and it is said that one is required.
fn waits_for_conference(enquiry: &Enquiry) -> bool {
    enquiry.conference.is_none() && enquiry.conference_not_required.is_no()
}
