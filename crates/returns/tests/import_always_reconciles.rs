//! Whatever stands in the cells: nothing panics, and every value ends in one place.

mod importing;

use importing::{
    book, census, children, ended_in, from_csv, from_xml, given_by_child, given_by_return, heading,
    looked_after,
};
use proptest::prelude::*;
use proptest::sample::select;
use returns::read::ssda903::Table as LookedAfter;

/// A text as it may stand in a cell: dates, codes, numbers, nearly those, and anything.
fn text() -> impl Strategy<Value = String> {
    let known = select(vec![
        "",
        " ",
        "17",
        "18",
        "A1",
        "01/02/2010",
        "29/02/2024",
        "31/02/2025",
        "2025-10-06",
        "2025-10-07",
        "zz/05/2014",
        "F",
        "M",
        "S",
        "X1",
        "C1",
        "PN1",
        "N1",
        "RC7",
        "WBRI",
        "0",
        "1",
        "true",
        "-5",
        "99999999999999999999",
        "NONE",
    ]);
    prop_oneof![
        4 => known.prop_map(str::to_owned),
        1 => "[ -~£é]{0,12}",
    ]
}

/// A field of a CSV file, quoted where it must be.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// A table's CSV text with random rows, perhaps of the wrong width, and perhaps with a
/// column of somebody's own.
fn csv(table: LookedAfter) -> impl Strategy<Value = (LookedAfter, String)> {
    let row = proptest::collection::vec(text(), 0..15);
    let rows = proptest::collection::vec(row, 0..6);
    (rows, any::<bool>()).prop_map(move |(rows, extra)| {
        let mut lines = vec![heading(table) + if extra { ",Own" } else { "" }];
        for row in rows {
            let fields: Vec<String> = row.iter().map(|text| quoted(text)).collect();
            lines.push(fields.join(","));
        }
        (table, lines.join("\n") + "\n")
    })
}

/// Some of the twelve tables.
fn some_tables() -> impl Strategy<Value = Vec<(LookedAfter, String)>> {
    proptest::sample::subsequence(LookedAfter::ALL.to_vec(), 1..=12)
        .prop_flat_map(|tables| tables.into_iter().map(csv).collect::<Vec<_>>())
}

/// Elements with random texts, in any order and number, of any block's names.
fn elements(names: Vec<&'static str>) -> impl Strategy<Value = String> {
    let element = (select(names), text()).prop_map(|(name, text)| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<{name}>{text}</{name}>\n")
    });
    proptest::collection::vec(element, 0..8).prop_map(|all| all.concat())
}

fn within(
    name: &'static str,
    inner: impl Strategy<Value = String>,
) -> impl Strategy<Value = String> {
    let block = inner.prop_map(move |inner| format!("<{name}>{inner}</{name}>"));
    proptest::collection::vec(block, 0..3).prop_map(|all| all.concat())
}

/// A child of the census with random blocks.
fn census_child() -> impl Strategy<Value = String> {
    let who = elements(vec![
        "LAchildID",
        "UPN",
        "FormerUPN",
        "UPNunknown",
        "PersonBirthDate",
        "ExpectedPersonBirthDate",
        "GenderCurrent",
        "Sex",
        "PersonDeathDate",
        "Nickname",
    ]);
    let what = (
        elements(vec!["Ethnicity"]),
        within("Disabilities", elements(vec!["Disability"])),
    );
    let referral = elements(vec![
        "CINreferralDate",
        "ReferralSource",
        "PrimaryNeedCode",
        "CINclosureDate",
        "ReasonForClosure",
        "DateOfInitialCPC",
        "ReferralNFA",
        "CINPlanStartDate",
    ]);
    let assessment = (
        elements(vec![
            "AssessmentActualStartDate",
            "AssessmentInternalReviewDate",
            "AssessmentAuthorisationDate",
        ]),
        within(
            "FactorsIdentifiedAtAssessment",
            elements(vec!["AssessmentFactors"]),
        ),
    );
    let enquiry = elements(vec![
        "S47ActualStartDate",
        "InitialCPCtarget",
        "DateOfInitialCPC",
        "ICPCnotRequired",
    ]);
    let plan = (
        elements(vec![
            "CPPstartDate",
            "CPPendDate",
            "InitialCategoryOfAbuse",
            "LatestCategoryOfAbuse",
            "NumberOfPreviousCPP",
        ]),
        within("Reviews", elements(vec!["CPPreviewDate"])),
    );
    let before = elements(vec![
        "PPStartDate",
        "LBPSentDate",
        "FGDMMeetingOffer",
        "FGDMMeetingFac",
        "InitialPPMeetingDate",
        "ReviewMeetingsCount",
        "StepDecisionDate",
        "PPOutcome",
        "CourtAppDate",
        "LetterInitCPDate",
    ]);
    let inside = (
        referral,
        within(
            "Assessments",
            assessment.prop_map(|(one, other)| one + &other),
        ),
        within(
            "CINPlanDates",
            elements(vec!["CINPlanStartDate", "CINPlanEndDate"]),
        ),
        within("Section47", enquiry),
        within(
            "ChildProtectionPlans",
            plan.prop_map(|(one, other)| one + &other),
        ),
        within("PreProceedingsandFGDM", before),
    );
    let inside = inside.prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f].concat());
    let blocks = (
        within("ChildIdentifiers", who),
        within(
            "ChildCharacteristics",
            what.prop_map(|(one, other)| one + &other),
        ),
        within("CINdetails", inside),
    );
    blocks.prop_map(|(who, what, details)| format!("<Child>{who}{what}{details}</Child>"))
}

/// A child of the looked after return with random elements, all of them or none known.
fn xml_child() -> impl Strategy<Value = String> {
    let names = |tables: &[LookedAfter]| {
        let columns = tables.iter().flat_map(|table| table.columns());
        columns.map(|column| column.name()).collect::<Vec<_>>()
    };
    let mut header = names(&[
        LookedAfter::Header,
        LookedAfter::Uasc,
        LookedAfter::Ad1,
        LookedAfter::Oc3,
    ]);
    header.push("CHILDID");
    let inside = (
        elements(header),
        within("AREVIEW", elements(names(&[LookedAfter::Reviews]))),
        within("AMISSING", elements(names(&[LookedAfter::Missing]))),
        within("AD_PLACED", elements(names(&[LookedAfter::PlacedAdoption]))),
        within(
            "PERMANENCE",
            elements(names(&[LookedAfter::PreviousPermanence])),
        ),
        within("OC2", elements(names(&[LookedAfter::Oc2]))),
    );
    let header = inside.prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f].concat());
    let mut episode = names(&[LookedAfter::Episodes]);
    episode.push("PL");
    (
        within("HEADER", header),
        within("EPISODE", elements(episode)),
    )
        .prop_map(|(header, episodes)| format!("<CHILD>{header}{episodes}</CHILD>"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_census_child_reconciles(child in census_child()) {
        let extract = census(book());
        for (child, batch) in children(&extract, &child) {
            prop_assert_eq!(ended_in([&batch]), given_by_child(&child));
        }
    }

    #[test]
    fn any_looked_after_tables_reconcile(tables in some_tables(), ends in 1990..2090_i16) {
        let tables: Vec<_> = tables.iter().map(|(table, text)| (*table, text.as_str())).collect();
        let whole = from_csv(&tables);
        let batches = importing::batches(&looked_after(book(), ends), &whole);
        prop_assert_eq!(ended_in(&batches), given_by_return(&whole));
    }

    #[test]
    fn any_looked_after_xml_reconciles(child in xml_child()) {
        let whole = from_xml(&child);
        let batches = importing::batches(&looked_after(book(), 2026), &whole);
        prop_assert_eq!(ended_in(&batches), given_by_return(&whole));
    }
}
