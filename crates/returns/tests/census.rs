//! The census reader: what a worker who loads a file can rely on.

mod common;

use std::io::Read;

use proptest::prelude::*;
use returns::read::census::{CensusChild, CensusReader};
use returns::read::{Place, ReadError, WhyUnread};

const WHOLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header>
    <CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
    <Source><SourceLevel>L</SourceLevel><LEA>201</LEA><SoftwareCode>A &amp; B</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo><DateTime>2026-05-23T11:14:05</DateTime></Source>
  </Header>
  <Children>
    <Child>
      <ChildIdentifiers>
        <LAchildID>A1</LAchildID><UPN/>
        <PersonBirthDate> 2015-03-27
        </PersonBirthDate>
        <Sex>F</Sex>
      </ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>
      <CINdetails>
        <CINreferralDate>2025-10-06</CINreferralDate>
        <DateOfInitialCPC>2025-12-06</DateOfInitialCPC>
        <Assessments><AssessmentActualStartDate>2025-10-07</AssessmentActualStartDate><AssessmentInternalReviewDate>2025-10-20</AssessmentInternalReviewDate>
          <FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors><AssessmentFactors>6B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
        <Assessments><AssessmentActualStartDate>2026-01-07</AssessmentActualStartDate></Assessments>
        <Section47><S47ActualStartDate>2025-11-01</S47ActualStartDate><DateOfInitialCPC>2025-11-17</DateOfInitialCPC></Section47>
        <ChildProtectionPlans><CPPstartDate>2025-12-06</CPPstartDate><Reviews><CPPreviewDate>2026-01-02</CPPreviewDate><CPPreviewDate>2026-03-02</CPPreviewDate></Reviews></ChildProtectionPlans>
        <PreProceedingsandFGDM><PPStartDate>2026-02-01</PPStartDate><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>
        <PreProceedingsandFGDM><PPStartDate>2026-03-01</PPStartDate></PreProceedingsandFGDM>
      </CINdetails>
      <CINdetails><CINreferralDate>2026-02-02</CINreferralDate></CINdetails>
    </Child>
    <Child><ChildIdentifiers><LAchildID>A2</LAchildID><GenderCurrent>1</GenderCurrent></ChildIdentifiers></Child>
  </Children>
</Message>
"#;

fn read(content: &[u8]) -> (Vec<CensusChild>, usize, Option<ReadError>) {
    let mut reader = match CensusReader::new(content, "made-up.xml") {
        Ok(reader) => reader,
        Err(error) => return (Vec::new(), 0, Some(error)),
    };
    let (mut children, mut error) = (Vec::new(), None);
    for child in reader.children() {
        match child {
            Ok(child) => children.push(child),
            Err(problem) => error = Some(problem),
        }
    }
    (children, reader.unread().len(), error)
}

/// A census of one child, with these elements in its one referral.
fn one_referral(inside: &str) -> String {
    format!(
        "<Message><Children><Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>\
         <CINdetails>{inside}</CINdetails></Child></Children></Message>"
    )
}

fn the_child(content: &str) -> CensusChild {
    let (mut children, _, error) = read(content.as_bytes());
    assert!(error.is_none(), "{error:?}");
    children.remove(0)
}

#[test]
fn every_block_of_the_census_is_read_with_its_place() {
    let mut reader = CensusReader::new(WHOLE.as_bytes(), "made-up.xml").unwrap();
    let header = reader.header().clone();
    assert_eq!(header.software_code.as_ref().unwrap().text, "A & B");
    assert_eq!(
        header.year.as_ref().unwrap().place(),
        Place {
            line: 4,
            column: 58
        }
    );
    assert_eq!(header.cells().count(), 9);

    let children: Vec<_> = reader.children().map(Result::unwrap).collect();
    let [first, second] = children.as_slice() else {
        panic!("two children")
    };
    let identifiers = first.identifiers.as_ref().unwrap();
    assert!(identifiers.upn.is_none(), "an empty element is no cell");
    let born = identifiers.person_birth_date.as_ref().unwrap();
    assert_eq!(
        (born.text.as_str(), born.line, born.column),
        ("2015-03-27", 11, 27)
    );
    assert_eq!(
        first.characteristics.as_ref().unwrap().disabilities.len(),
        2
    );

    let referral = first.cin_details.first().unwrap();
    assert_eq!(
        referral.date_of_initial_cpc.as_ref().unwrap().text,
        "2025-12-06"
    );
    assert_eq!(
        referral.section47[0]
            .date_of_initial_cpc
            .as_ref()
            .unwrap()
            .text,
        "2025-11-17"
    );
    assert_eq!(referral.assessments.len(), 2);
    assert_eq!(referral.assessments[0].factors.len(), 2);
    assert_eq!(referral.protection_plans[0].reviews[1].text, "2026-03-02");
    assert_eq!(referral.pre_proceedings.len(), 2);
    assert_eq!(
        referral.place,
        Place {
            line: 16,
            column: 7
        }
    );
    assert_eq!(first.cin_details.len(), 2);
    assert!(first.unread.is_empty());
    assert_eq!(
        second
            .identifiers
            .as_ref()
            .unwrap()
            .gender_current
            .as_ref()
            .unwrap()
            .text,
        "1"
    );

    let reviews = first
        .all_cells()
        .iter()
        .filter(|(_, cell)| cell.field == "CPPreviewDate")
        .count();
    assert_eq!(reviews, 2, "every value can be counted by block and field");
    assert!(reader.unread().is_empty());
}

#[test]
fn what_is_not_understood_is_reported_and_not_dropped() {
    let child = the_child(&one_referral(
        "<CINreferralDate>2025-01-01</CINreferralDate>stray\
         <CINreferralDate>2025-02-02</CINreferralDate>\
         <Novelty><Inner>kept</Inner><Inner/></Novelty><Nothing/>\
         <ReferralSource code=\"x\">1A<b>bold</b></ReferralSource>",
    ));
    let told: Vec<_> = child
        .unread
        .iter()
        .map(|unread| {
            (
                unread.path.rsplit('/').next().unwrap(),
                unread.text.as_str(),
                &unread.why,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("CINdetails", "stray", &WhyUnread::StrayText),
            ("CINreferralDate", "2025-02-02", &WhyUnread::SecondValue),
            ("Inner", "kept", &WhyUnread::UnknownElement),
            ("Nothing", "", &WhyUnread::UnknownElement),
            ("ReferralSource@code", "x", &WhyUnread::Attribute),
            ("b", "bold", &WhyUnread::UnknownElement),
        ]
    );
    let referral = &child.cin_details[0];
    assert_eq!(referral.referral_date.as_ref().unwrap().text, "2025-01-01");
    assert_eq!(referral.referral_source.as_ref().unwrap().text, "1A");
}

#[test]
fn a_second_block_that_may_stand_once_is_reported() {
    let (children, outside, error) = read(
        b"<Message><Header/><Header><CollectionDetails><Year>2020</Year></CollectionDetails></Header>\
          <Children><Child><ChildIdentifiers><UPN>1</UPN></ChildIdentifiers>\
          <ChildIdentifiers><Sex>F</Sex></ChildIdentifiers></Child>loose</Children></Message>",
    );
    assert!(error.is_none());
    assert_eq!(children[0].unread[0].why, WhyUnread::SecondBlock);
    assert_eq!(children[0].unread[0].text, "F");
    assert_eq!(
        outside, 2,
        "the year of the second header, and the loose text"
    );
}

#[test]
fn prefixes_and_namespaces_are_let_pass() {
    let (children, outside, error) = read(
        br#"<c:Message xmlns:c="urn:x" xmlns:xsi="urn:y" xsi:schemaLocation="a b"><c:Children>
            <c:Child><c:ChildIdentifiers><c:LAchildID>A1</c:LAchildID></c:ChildIdentifiers></c:Child>
            </c:Children></c:Message>"#,
    );
    assert!(error.is_none(), "{error:?}");
    assert_eq!(outside, 0);
    assert_eq!(
        children[0]
            .identifiers
            .as_ref()
            .unwrap()
            .la_child_id
            .as_ref()
            .unwrap()
            .text,
        "A1"
    );
}

#[test]
fn the_entities_of_xml_are_known_and_no_others() {
    let child = the_child(&one_referral(
        "<ReferralSource>&lt;1&#65;&#x42;&amp;<![CDATA[<2>]]></ReferralSource>\
         <PrimaryNeedCode>N&eacute;4</PrimaryNeedCode>",
    ));
    assert_eq!(
        child.cin_details[0].referral_source.as_ref().unwrap().text,
        "<1AB&<2>"
    );
    assert!(child.cin_details[0].primary_need_code.is_none());
    assert_eq!(child.unread[0].text, "N&eacute;4");
    assert_eq!(
        child.unread[0].why,
        WhyUnread::UnknownEntity("eacute".to_owned())
    );
}

#[test]
fn a_document_type_is_refused_before_anything_grows() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
        <Message><Children><Child>&b;</Child></Children></Message>"#;
    let (_, _, error) = read(bomb.as_bytes());
    assert!(matches!(
        error,
        Some(ReadError::Doctype {
            place: Place {
                line: 1,
                column: 22
            },
            ..
        })
    ));
}

#[test]
fn windows_1252_is_read_where_the_file_says_so_and_reported_where_it_does_not() {
    let inside = b"<Message><Header><Source><SoftwareCode>Caf\xE9</SoftwareCode><LEA>201</LEA></Source></Header><Children/></Message>";
    let mut said = b"<?xml version='1.0' encoding='windows-1252'?>".to_vec();
    said.extend_from_slice(inside);
    let reader = CensusReader::new(said.as_slice(), "said.xml").unwrap();
    assert_eq!(
        reader.header().software_code.as_ref().unwrap().text,
        "Caf\u{e9}"
    );
    assert!(reader.unread().is_empty());

    let reader = CensusReader::new(&inside[..], "unsaid.xml").unwrap();
    assert!(reader.header().software_code.is_none());
    assert_eq!(reader.unread()[0].text, "Caf\u{e9}");
    assert_eq!(reader.unread()[0].why, WhyUnread::NotUtf8);
    assert_eq!(
        reader.header().lea.as_ref().unwrap().column,
        64,
        "columns count characters"
    );
}

#[test]
fn a_file_that_is_no_census_says_what_it_is() {
    let error = |content: &[u8]| read(content).2.unwrap().to_string();
    assert!(error(b"").contains("empty"));
    assert!(error(b"PK\x03\x04....").contains("workbook"));
    assert!(error(b"\xFF\xFE<\0M\0").contains("UTF-16"));
    assert!(error(b"<EXPSSDA903/>").contains("found <EXPSSDA903>"));
    assert!(error(b"no xml at all").contains("found none"));
    assert!(error(b"<?xml version='1.0' encoding='shift_jis'?><Message/>").contains("shift_jis"));
}

#[test]
fn a_text_a_tag_a_nest_or_a_child_without_end_is_refused() {
    let long = "x".repeat(64 * 1024 + 1);
    let (_, _, error) =
        read(one_referral(&format!("<ReferralSource>{long}</ReferralSource>")).as_bytes());
    assert!(
        matches!(error, Some(ReadError::TooLong { .. })),
        "{error:?}"
    );
    let (_, _, error) =
        read(one_referral(&format!("<ReferralSource{}/>", long.repeat(3))).as_bytes());
    assert!(
        matches!(error, Some(ReadError::TooLong { .. })),
        "{error:?}"
    );
    let amps = one_referral(&format!(
        "<ReferralSource>{}</ReferralSource>",
        "&amp;".repeat(70_000)
    ));
    assert!(matches!(
        read(amps.as_bytes()).2,
        Some(ReadError::TooLong { .. })
    ));
    let (_, _, error) = read(one_referral(&"<a>".repeat(80)).as_bytes());
    assert!(
        matches!(error, Some(ReadError::TooDeep { .. })),
        "{error:?}"
    );
    let (_, _, error) = read(one_referral(&"<Section47/>".repeat(500_000)).as_bytes());
    assert!(
        matches!(
            error,
            Some(ReadError::TooLong {
                limit: 4_194_304,
                ..
            })
        ),
        "{error:?}"
    );
    let many = format!(
        "<Message><Children>{}</Children></Message>",
        "<Chil/>".repeat(11_000)
    );
    assert!(matches!(
        read(many.as_bytes()).2,
        Some(ReadError::TooMuchUnread { .. })
    ));
}

/// A file of a given size without end, of which no more is read than asked for.
struct Endless<'a> {
    start: &'a [u8],
    handed_out: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let (now, later) = self.start.split_at(self.start.len().min(out.len()));
        out[..now.len()].copy_from_slice(now);
        out[now.len()..].fill(b'x');
        self.start = later;
        self.handed_out += out.len();
        Ok(out.len())
    }
}

#[test]
fn a_value_of_two_gigabytes_is_refused_after_its_first_kilobytes() {
    let start = b"<Message><Header><Source><LEA>";
    let mut content = Endless {
        start,
        handed_out: 0,
    };
    let result = CensusReader::new(&mut content, "endless.xml");
    assert!(matches!(result.err(), Some(ReadError::TooLong { .. })));
    assert!(
        content.handed_out < 512 * 1024,
        "read {} bytes",
        content.handed_out
    );
}

#[test]
fn a_file_cut_short_gives_the_whole_children_and_the_place_of_the_cut() {
    let cut = WHOLE.find("<GenderCurrent>").unwrap() + 4;
    let (children, _, error) = read(&WHOLE.as_bytes()[..cut]);
    assert_eq!(children.len(), 1);
    let Some(ReadError::CutShort { place, .. }) = error else {
        panic!("{error:?}")
    };
    assert_eq!(place.line as usize, WHOLE[..cut].lines().count());
}

#[test]
fn the_sample_of_332_children_is_read_whole() {
    let Some(shared) = common::shared() else {
        return;
    };
    let path = shared.join("samples/cin/fake_CIN_data.xml");
    let mut reader = CensusReader::open(&path).unwrap();
    assert_eq!(reader.header().lea.as_ref().unwrap().text, "975");
    let children: Vec<_> = reader.children().map(Result::unwrap).collect();
    let cells = || {
        children
            .iter()
            .flat_map(CensusChild::all_cells)
            .map(|(_, cell)| cell)
    };
    assert_eq!(children.len(), 332);
    assert_eq!(
        children
            .iter()
            .map(|child| child.cin_details.len())
            .sum::<usize>(),
        402
    );
    assert_eq!(
        cells()
            .filter(|cell| cell.field == "DateOfInitialCPC")
            .count(),
        350
    );
    assert!(children.iter().all(|child| child.unread.is_empty()));
    let (first, last) = (cells().next().unwrap(), cells().next_back().unwrap());
    assert_eq!(
        (first.text.as_str(), first.line, first.column),
        ("RND000215205141", 20, 20)
    );
    assert_eq!(
        (last.field, last.line, last.column),
        ("ReferralNFA", 7219, 22)
    );
    // Every value of the file is a cell: counted here by another road.
    let text = std::fs::read_to_string(&path).unwrap();
    let values = text
        .lines()
        .filter(|line| line.contains("</") && !line.trim().starts_with("</"));
    assert_eq!(
        values.count(),
        cells().count() + reader.header().cells().count()
    );
}

#[test]
fn the_samples_with_every_block_are_read_whole() {
    let Some(shared) = common::shared() else {
        return;
    };
    for (name, children_in_it, cells_in_first) in [
        ("CIN_Census_2026.xml", 2, 43),
        ("CIN_Census_2021.xml", 1, 35),
        ("CIN2rows.xml", 1, 35),
    ] {
        let mut reader = CensusReader::open(&shared.join("samples/cin").join(name)).unwrap();
        let children: Vec<_> = reader.children().map(Result::unwrap).collect();
        assert_eq!(children.len(), children_in_it, "{name}");
        let [stray] = children[0].unread.as_slice() else {
            panic!("{name}: one stray text")
        };
        assert_eq!(
            (stray.text.as_str(), stray.place.line),
            ("PersonBirthDate", 23)
        );
        assert_eq!(children[0].all_cells().len(), cells_in_first, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_cut_at_any_byte_gives_an_error_with_a_place(cut in 0..WHOLE.trim_end().len()) {
        let (children, _, error) = read(&WHOLE.as_bytes()[..cut]);
        prop_assert!(children.len() <= 2);
        prop_assert!(error.is_some(), "cut at {}", cut);
        prop_assert!(error.unwrap().to_string().contains("made-up.xml"));
    }

    #[test]
    fn random_bytes_never_panic(content in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&content);
    }

    #[test]
    fn random_markup_never_panics(content in "(<|>|/|&|;|!|-|\\[|\\]|\\?|\"|=|Message|Child|Children| |#|x|CDATA|DOCTYPE){0,80}") {
        let _ = read(content.as_bytes());
        let _ = read(format!("<Message><Children><Child>{content}").as_bytes());
    }

    #[test]
    fn a_changed_byte_never_panics(at in 0..WHOLE.len(), byte in any::<u8>()) {
        let mut content = WHOLE.as_bytes().to_vec();
        content[at] = byte;
        let _ = read(&content);
    }

    #[test]
    fn values_in_are_cells_and_unread_out(
        parts in proptest::collection::vec((0usize..7, "[a-zA-Z0-9é]{1,8}"), 0..40)
    ) {
        let inside: String = parts.iter().map(|(kind, value)| match kind {
            0 => format!("<ReferralSource>{value}</ReferralSource>"),
            1 => format!("<Odd>{value}</Odd>"),
            2 => format!("<Section47><S47ActualStartDate>{value}</S47ActualStartDate></Section47>"),
            3 => format!("{value}<!-- c --><Section47/>"),
            4 => format!("<Odd><Deep><Deeper>{value}</Deeper></Deep></Odd>"),
            5 => format!("<Reviews><CPPreviewDate>{value}</CPPreviewDate></Reviews>"),
            _ => format!("<ChildProtectionPlans><Reviews><CPPreviewDate>{value}</CPPreviewDate></Reviews></ChildProtectionPlans>"),
        }).collect();
        let child = the_child(&one_referral(&inside));
        let unread = child.unread.iter().filter(|unread| !unread.text.is_empty()).count();
        prop_assert_eq!(child.all_cells().len() + unread, parts.len() + 1);
        let places = child.all_cells().iter().all(|(_, cell)| cell.line == 1 && cell.column > 1);
        prop_assert!(places);
    }
}
