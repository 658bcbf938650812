//! The looked after return is made from the record itself.

mod a_file;
mod importing;
mod the_book;

use a_file::File;
use practice::Value;
use returns::made::{AsRecorded, ChildFile, LeftOut, Names, YearTo, ssda903};
use returns::read::ssda903::{Column, Row, Table};

/// The year to 31 March 2026.
fn year() -> YearTo {
    YearTo::whole("2025/26".parse().unwrap())
}

fn made(file: &File) -> Result<Vec<Row>, LeftOut> {
    ssda903::rows(&ChildFile::of("A1", &file.0), year(), &AsRecorded).map(|made| made.rows)
}

/// The rows of a table, each as the texts of these columns.
fn texts(rows: &[Row], table: Table, columns: &[Column]) -> Vec<Vec<String>> {
    let of_table = rows.iter().filter(|row| row.table == table);
    let texts = |row: &Row| {
        columns
            .iter()
            .map(|column| row.text(*column).to_owned())
            .collect()
    };
    of_table.map(texts).collect()
}

/// A child in care from 1 June 2025 under section 20, in foster care.
fn in_care() -> File {
    let mut file = File::of_a_child();
    let began = [
        ("reason", "S"),
        ("legal_status", "V2"),
        ("category_of_need", "N1"),
        ("placement", "U6"),
        ("placement_provider", "PR4"),
        ("home_postcode", "WX1 1AA"),
        ("placement_postcode", "WX2 2BB"),
        ("urn", "SC000001"),
    ];
    file.on("2025-06-01", "care-episode-started", &began);
    file
}

#[test]
fn le_5_what_a_return_told_is_made_again_from_the_record_word_for_word() {
    // Given a child who was taken from a looked after return
    let tables: [(Table, &str); 9] = [
        (
            Table::Header,
            "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nA1,F,04/05/2008,WBRI,UN2,1,02/02/2025\n",
        ),
        (
            Table::Episodes,
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\nA1,01/03/2024,S,V2,N1,U6,PR4,02/06/2025,X1,CARPL,WX1 1AA,WX2 2BB,SC000001\nA1,02/06/2025,P,V2,N1,K2,PR1,,,,WX1 1AA,WX3 2BB,SC000002\n",
        ),
        (
            Table::Reviews,
            "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,04/05/2008,09/09/2025,PN1\n",
        ),
        (
            Table::Uasc,
            "CHILD,SEX,DOB,DUC\nA1,F,04/05/2008,04/05/2026\n",
        ),
        (
            Table::Oc2,
            "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\nA1,04/05/2008,12,,0,,1,1,0,1,0,1\n",
        ),
        (
            Table::PlacedAdoption,
            "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nA1,04/05/2008,01/05/2025,06/06/2025,RD1\n",
        ),
        (
            Table::Missing,
            "CHILD,DOB,MISSING,MIS_START,MIS_END\nA1,04/05/2008,M,01/07/2025,03/07/2025\n",
        ),
        (
            Table::SocialWorker,
            "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\nA1,04/05/2008,SW1,01/03/2024,05/05/2025,LEFTRL\nA1,04/05/2008,SW2,05/05/2025,,\n",
        ),
        (
            Table::DeprivationOfLiberty,
            "CHILD,DOB,DOLO_START,DOLO_END\nA1,04/05/2008,01/08/2025,\n",
        ),
    ];
    let whole = importing::from_csv(&tables);
    let batch = importing::the_child(&whole);
    assert!(batch.set_aside.is_empty(), "{:#?}", batch.set_aside);

    // When the return is made from the record
    let rows = made(&File::of_batch(&batch)).unwrap();

    // Then every table says the same
    for (table, _) in tables {
        // UASC of the header is the XML file's alone.
        let columns: Vec<Column> = table
            .columns()
            .iter()
            .copied()
            .filter(|column| table.requires(*column))
            .collect();
        let told: Vec<Vec<String>> = whole
            .rows(table)
            .map(|row| {
                columns
                    .iter()
                    .map(|column| row.text(*column).to_owned())
                    .collect()
            })
            .collect();
        assert_eq!(texts(&rows, table, &columns), told, "{table}");
    }
    assert_eq!(texts(&rows, Table::Header, &[Column::Uasc]), [["1"]]);
}

#[test]
fn a_change_of_legal_status_leaves_the_child_where_they_lived() {
    // Given a child in care who comes under an order, of which the record says no more
    let mut file = in_care();
    let first = file.0.last().unwrap().id.to_string();
    let ceased = [("episode", first.as_str()), ("reason", "X1")];
    file.on("2025-09-01", "care-episode-ceased", &ceased);
    file.on(
        "2025-09-01",
        "care-episode-started",
        &[("reason", "L"), ("legal_status", "C1")],
    );

    // Then the second episode is of the same placement, and of the need it began with
    let columns = [
        Column::Ls,
        Column::Cin,
        Column::Place,
        Column::PlPost,
        Column::Urn,
    ];
    let episodes = texts(&made(&file).unwrap(), Table::Episodes, &columns);
    assert_eq!(episodes[1], ["C1", "N1", "U6", "WX2 2BB", "SC000001"]);
}

#[test]
fn a_move_carries_nothing_of_the_placement_before() {
    let mut file = in_care();
    let first = file.0.last().unwrap().id.to_string();
    let ceased = [("episode", first.as_str()), ("reason", "X1")];
    file.on("2025-09-01", "care-episode-ceased", &ceased);
    file.on(
        "2025-09-01",
        "care-episode-started",
        &[("reason", "P"), ("legal_status", "V2")],
    );

    let columns = [Column::Cin, Column::Place, Column::PlPost, Column::Urn];
    let episodes = texts(&made(&file).unwrap(), Table::Episodes, &columns);
    assert_eq!(episodes[1], ["N1", "", "", ""], "left blank, to be found");
}

#[test]
fn what_happened_after_the_year_is_not_told() {
    let mut file = in_care();
    let first = file.0.last().unwrap().id.to_string();
    let ceased = [("episode", first.as_str()), ("reason", "E4A")];
    file.on("2026-04-05", "care-episode-ceased", &ceased);
    file.on(
        "2026-04-02",
        "looked-after-review",
        &[("participation", "PN1")],
    );

    let rows = made(&file).unwrap();
    let columns = [Column::Dec, Column::Rec];
    assert_eq!(texts(&rows, Table::Episodes, &columns), [["", ""]]);
    assert!(texts(&rows, Table::Reviews, &columns).is_empty());
}

#[test]
fn who_came_first_came_at_the_first_contact_and_who_came_next_as_the_one_before_left() {
    struct Numbers;
    impl Names for Numbers {
        fn number(&self, worker: &str) -> Option<String> {
            (worker == "one").then(|| "SW100".to_owned())
        }
        fn worker(&self, _: &str) -> Option<String> {
            None
        }
        fn team(&self, _: &str) -> Option<String> {
            None
        }
    }
    let mut file = in_care();
    let one = file
        .on(
            "2025-05-20",
            "social-worker-allocated",
            &[("worker", "one")],
        )
        .to_string();
    let ended = [("allocation", one.as_str()), ("reason", "LEFTRL")];
    file.on("2025-08-01", "social-worker-ended", &ended);
    file.on(
        "2025-08-02",
        "social-worker-allocated",
        &[("worker", "two")],
    );

    let rows = ssda903::rows(&ChildFile::of("A1", &file.0), year(), &Numbers)
        .unwrap()
        .rows;

    let columns = [Column::SwId, Column::SwDec, Column::SwReason];
    assert_eq!(
        texts(&rows, Table::SocialWorker, &columns),
        [["SW100", "01/08/2025", "FCONTA"], ["", "", "LEFTRL"]],
        "nobody knows the number of the second"
    );
}

#[test]
fn a_check_that_nobody_recorded_is_left_for_somebody_to_say() {
    // Given a child who was looked after all year, whose teeth were looked at in it
    let mut file = File::of_a_child();
    file.on(
        "2025-03-01",
        "care-episode-started",
        &[("reason", "S"), ("legal_status", "C2")],
    );
    file.on("2025-10-01", "dental-check", &[]);
    let score = file.on("2025-11-01", "strengths-and-difficulties", &[]);
    file.set(score, "score", Value::Number(14));

    // Then what is recorded is told, what is not is blank, and nobody was convicted
    let columns = [
        Column::SdqScore,
        Column::Convicted,
        Column::HealthCheck,
        Column::TeethCheck,
        Column::HealthAssessment,
    ];
    let rows = made(&file).unwrap();
    assert_eq!(
        texts(&rows, Table::Oc2, &columns),
        [["14", "0", "", "1", ""]]
    );
}

#[test]
fn a_care_leaver_of_whom_nothing_was_told_stands_there_to_be_told_of() {
    // Given a young person who left care at their eighteenth birthday, in the year
    let mut file = File::default();
    let details = [
        ("told_by", "recorded"),
        ("authority_id", "A1"),
        ("born_on", "2007-09-10"),
    ];
    file.on("2023-01-01", "child-details", &details);
    let began = [("reason", "S"), ("legal_status", "C2")];
    let care = file
        .on("2023-01-01", "care-episode-started", &began)
        .to_string();
    let ceased = [("episode", care.as_str()), ("reason", "E6")];
    file.on("2025-09-10", "care-episode-ceased", &ceased);

    // Then they stand in the table of care leavers, with nothing said
    let columns = [Column::Dob, Column::InTouch, Column::Activ, Column::Accom];
    let told = texts(&made(&file).unwrap(), Table::Oc3, &columns);
    assert_eq!(told, [["10/09/2007", "", "", ""]]);

    // And once somebody has told it, with what was told
    let outcome = [
        ("in_touch", "YES"),
        ("activity", "F2"),
        ("accommodation", "U1"),
    ];
    file.on("2025-09-10", "care-leaver-outcome", &outcome);
    let told = texts(&made(&file).unwrap(), Table::Oc3, &columns);
    assert_eq!(told, [["10/09/2007", "YES", "F2", "U1"]]);
}

#[test]
fn nobody_is_left_out_without_a_reason() {
    assert_eq!(made(&File::of_a_child()), Err(LeftOut::NeverLookedAfter));
    let mut file = File::of_a_child();
    let care = file
        .on("2020-01-01", "care-episode-started", &[("reason", "S")])
        .to_string();
    let ceased = [("episode", care.as_str()), ("reason", "E4A")];
    file.on("2021-01-01", "care-episode-ceased", &ceased);
    assert_eq!(made(&file), Err(LeftOut::NotLookedAfterInTheYear));
}
