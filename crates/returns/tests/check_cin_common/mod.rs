//! A census to check, made from its parts.

use returns::check::cin::{self, CensusCheck};
use returns::read::census::CensusReader;

use crate::cin_reference::reference;

/// Checks a census as one of a collection.
pub fn check(text: &str, collection: &str) -> CensusCheck {
    let mut reader = CensusReader::new(text.as_bytes(), "census.xml").unwrap();
    cin::check(&mut reader, collection.parse().unwrap(), reference()).unwrap()
}

/// A census of 2025/26 with these children.
pub fn census(children: &str) -> String {
    format!(
        "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>\
         <ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails><Source>\
         <SourceLevel>L</SourceLevel><LEA>201</LEA></Source></Header>\
         <Children>{children}</Children></Message>"
    )
}

/// A child without fault, with what stands in its referral.
pub fn child(id: &str, in_referral: &str) -> String {
    format!(
        "<Child><ChildIdentifiers><LAchildID>{id}</LAchildID><UPNunknown>UN2</UPNunknown>\
         <PersonBirthDate>2015-05-05</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>\
         <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>\
         <Disability>NONE</Disability></Disabilities></ChildCharacteristics>\
         <CINdetails><CINreferralDate>2025-06-02</CINreferralDate>\
         <ReferralSource>6</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>{in_referral}\
         <ReferralNFA>0</ReferralNFA></CINdetails></Child>"
    )
}

/// The rows a rule finds in a table.
pub fn rows(check: &CensusCheck, rule: &str, table: &str) -> Vec<u32> {
    let tables = check.report.finds.get(rule);
    let rows = tables.and_then(|tables| tables.get(table));
    rows.into_iter().flatten().copied().collect()
}
