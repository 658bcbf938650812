//! The looked after return as CSV and as XML: the same content gives the same records.

mod importing;

use importing::{field, the, the_child};
use record::staging::Batch;
use returns::read::ssda903::Table as T;

/// One child in every table, as the CSV files have it. A header may have UASC.
const CSV: [(T, &str); 12] = [
    (
        T::Header,
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,UASC\n17,F,29/02/2008,WBRI,A123456789012,1,05/05/2025,1\n",
    ),
    (
        T::Episodes,
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
17,06/10/2025,S,C1,N4,U6,PR1,01/12/2025,X1,CARPL,B15 8PZ,E7 5YR,SC000001
17,01/12/2025,P,C2,N4,K2,PR4,,,,B15 8PZ,F6 9VT,SC000002\n",
    ),
    (
        T::Reviews,
        "CHILD,DOB,REVIEW,REVIEW_CODE\n17,29/02/2008,03/11/2025,PN1\n17,29/02/2008,02/02/2026,PN7\n",
    ),
    (T::Uasc, "CHILD,SEX,DOB,DUC\n17,F,29/02/2008,28/02/2026\n"),
    (
        T::Oc2,
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED
17,29/02/2008,12,,0,,1,1,1,0,,\n",
    ),
    (T::Oc3, "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n17,29/02/2008,YES,F2,K1\n"),
    (
        T::Ad1,
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n17,29/02/2008,01/05/2025,01/06/2025,0,2,MF,L11\n",
    ),
    (
        T::PlacedAdoption,
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n17,29/02/2008,01/05/2025,01/08/2025,RD1\n",
    ),
    (
        T::PreviousPermanence,
        "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n17,29/02/2008,P2,E09000001,zz/05/2014\n",
    ),
    (
        T::Missing,
        "CHILD,DOB,MISSING,MIS_START,MIS_END\n17,29/02/2008,M,10/10/2025,11/10/2025\n17,29/02/2008,A,20/03/2026,\n",
    ),
    (
        T::SocialWorker,
        "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n17,29/02/2008,AB123,06/10/2025,09/01/2026,LEFTRL\n17,29/02/2008,CD456,09/01/2026,,\n",
    ),
    (
        T::DeprivationOfLiberty,
        "CHILD,DOB,DOLO_START,DOLO_END\n17,29/02/2008,12/10/2025,19/10/2025\n",
    ),
];

/// The same child, as the XML file has it.
const XML: &str = "<CHILD><HEADER><CHILDID>17</CHILDID><SEX>F</SEX><DOB>29/02/2008</DOB><ETHNIC>WBRI</ETHNIC><UPN>A123456789012</UPN><MOTHER>1</MOTHER><MC_DOB>05/05/2025</MC_DOB><UASC>1</UASC><DUC>28/02/2026</DUC>
<IN_TOUCH>YES</IN_TOUCH><ACTIV>F2</ACTIV><ACCOM>K1</ACCOM>
<DATE_INT>01/05/2025</DATE_INT><DATE_MATCH>01/06/2025</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE><NB_ADOPTR>2</NB_ADOPTR><SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>
<AREVIEW><REVIEW>03/11/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
<AREVIEW><REVIEW>02/02/2026</REVIEW><REVIEW_CODE>PN7</REVIEW_CODE></AREVIEW>
<AMISSING><MISSING>M</MISSING><MIS_START>10/10/2025</MIS_START><MIS_END>11/10/2025</MIS_END></AMISSING>
<AMISSING><MISSING>A</MISSING><MIS_START>20/03/2026</MIS_START><MIS_END/></AMISSING>
<AD_PLACED><DATE_PLACED>01/05/2025</DATE_PLACED><DATE_PLACED_CEASED>01/08/2025</DATE_PLACED_CEASED><REASON_PLACED_CEASED>RD1</REASON_PLACED_CEASED></AD_PLACED>
<PERMANENCE><PREV_PERM>P2</PREV_PERM><LA_PERM>E09000001</LA_PERM><DATE_PERM>zz/05/2014</DATE_PERM></PERMANENCE>
<OC2><SDQ_SCORE>12</SDQ_SCORE><CONVICTED>0</CONVICTED><IMMUNISATIONS>1</IMMUNISATIONS><TEETH_CHECK>1</TEETH_CHECK><HEALTH_ASSESSMENT>1</HEALTH_ASSESSMENT><SUBSTANCE_MISUSE>0</SUBSTANCE_MISUSE></OC2>
<SWEPISODE><SW_ID>AB123</SW_ID><SW_DECOM>06/10/2025</SW_DECOM><SW_DEC>09/01/2026</SW_DEC><SW_REASON>LEFTRL</SW_REASON></SWEPISODE>
<SWEPISODE><SW_ID>CD456</SW_ID><SW_DECOM>09/01/2026</SW_DECOM></SWEPISODE>
<DOLO><DOLO_START>12/10/2025</DOLO_START><DOLO_END>19/10/2025</DOLO_END></DOLO></HEADER>
<EPISODE><DECOM>06/10/2025</DECOM><RNE>S</RNE><LS>C1</LS><CIN>N4</CIN><PL>U6</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>01/12/2025</DEC><REC>X1</REC><REASON_PLACE_CHANGE>CARPL</REASON_PLACE_CHANGE><HOME_POST>B15 8PZ</HOME_POST><PL_POST>E7 5YR</PL_POST><URN>SC000001</URN></EPISODE>
<EPISODE><DECOM>01/12/2025</DECOM><RNE>P</RNE><LS>C2</LS><CIN>N4</CIN><PL>K2</PL><PLACE_PROVIDER>PR4</PLACE_PROVIDER><HOME_POST>B15 8PZ</HOME_POST><PL_POST>F6 9VT</PL_POST><URN>SC000002</URN></EPISODE>
</CHILD>";

/// What is said, without where it stands.
fn said(batch: &Batch) -> Vec<String> {
    let mut all: Vec<String> = batch
        .proposed
        .iter()
        .map(|one| {
            let links: Vec<String> = one
                .links
                .iter()
                .map(|(name, to)| format!("{name} → {}", batch.proposed[*to].occurred))
                .collect();
            format!("{} {} {:?} {links:?}", one.kind, one.occurred, one.fields)
        })
        .collect();
    all.sort();
    all
}

#[test]
fn equal_content_gives_equal_records_from_csv_and_xml() {
    // given the same child in every table, as CSV and as XML
    let csv = the_child(&importing::from_csv(&CSV));
    let xml = the_child(&importing::from_xml(XML));
    // when both are taken, then nothing is set aside and both say the same
    assert_eq!(csv.set_aside, []);
    assert_eq!(xml.set_aside, []);
    assert_eq!(said(&csv), said(&xml));
    assert_eq!(
        (&csv.authority_id, csv.born_on),
        (&xml.authority_id, xml.born_on)
    );
}

#[test]
fn every_value_of_all_twelve_tables_ends_in_a_record_once() {
    for whole in [importing::from_csv(&CSV), importing::from_xml(XML)] {
        let batches = importing::batches(&importing::looked_after(importing::book(), 2026), &whole);
        assert_eq!(
            importing::ended_in(&batches),
            importing::given_by_return(&whole)
        );
    }
}

#[test]
fn each_table_gives_its_own_records() {
    // given one child in all twelve tables, then this is told of the child
    let batch = the_child(&importing::from_csv(&CSV));
    assert_eq!(
        importing::story(&batch),
        [
            "2025-04-01 extract-listing",
            "2026-03-31 child-details",
            "2025-10-06 care-episode-started",
            "2025-12-01 care-episode-ceased",
            "2025-12-01 care-episode-started",
            "2025-11-03 looked-after-review",
            "2026-02-02 looked-after-review",
            "2026-03-31 unaccompanied-child",
            "2026-03-31 looked-after-year",
            "2026-03-01 care-leaver-outcome",
            "2025-05-01 adoption-decision",
            "2025-06-01 adoption-match",
            "2025-08-01 adoption-decision-reversed",
            "2026-03-31 previous-permanence",
            "2025-10-10 missing-episode-started",
            "2025-10-11 missing-episode-ended",
            "2026-03-20 missing-episode-started",
            "2025-10-06 social-worker-allocated",
            "2026-01-09 social-worker-ended",
            "2026-01-09 social-worker-allocated",
            "2025-10-12 deprivation-of-liberty-started",
            "2025-10-19 deprivation-of-liberty-ended",
        ]
    );
    // and each ending links to its own beginning
    for (ending, link, begun) in [
        ("care-episode-ceased", "episode", "2025-10-06"),
        ("missing-episode-ended", "episode", "2025-10-10"),
        ("social-worker-ended", "allocation", "2025-10-06"),
        ("deprivation-of-liberty-ended", "order", "2025-10-12"),
        ("adoption-decision-reversed", "decision", "2025-05-01"),
    ] {
        let ending = the(&batch, ending);
        let beginning = importing::linked(&batch, ending, link).expect("a link");
        assert_eq!(beginning.occurred.to_string(), begun, "{}", ending.kind);
    }
}

#[test]
fn the_sex_of_an_unaccompanied_child_is_told_by_both_and_counted_once() {
    let xml = the_child(&importing::from_xml(XML));
    let unaccompanied = the(&xml, "unaccompanied-child");
    // given in XML for the whole child, it is told of this too, and counted there
    assert_eq!(field(unaccompanied, "sex"), "F");
    assert_eq!(unaccompanied.values, [("uasc", "DUC")]);
}

#[test]
fn a_sex_that_is_no_code_is_set_aside_once_where_it_stands() {
    // given an XML file with one SEX, which is no code
    let whole = importing::from_xml(
        "<CHILD><HEADER><CHILDID>17</CHILDID><SEX>X</SEX><DOB>01/02/2008</DOB><UASC>1</UASC></HEADER></CHILD>",
    );
    // then it is set aside once, of the child's details
    let batch = the_child(&whole);
    assert_eq!(importing::the_aside(&batch).record, Some("child-details"));
    assert_eq!(field(the(&batch, "unaccompanied-child"), "sex"), "");
}
