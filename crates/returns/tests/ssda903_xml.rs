//! The XML reader of the looked after return, and the return held in memory.

mod common;

use proptest::prelude::*;
use returns::read::ssda903::{ChildRows, Column, Row, Ssda903Return, Table, XmlReader};
use returns::read::{ReadError, TableFile, WhyUnread, dates, period::ssda903_period};

const WHOLE: &str = "<?xml version='1.0' encoding='us-ascii'?>
<EXPSSDA903><CHILD><HEADER><CHILDID>A1</CHILDID><UPN>U1</UPN><SEX>2</SEX><DOB>28/07/2010</DOB><ETHNIC>BAFR</ETHNIC>
<UASC>1</UASC><DUC>28/07/2028</DUC><AMISSING><MISSING>M</MISSING><MIS_START>01/05/2017</MIS_START></AMISSING>
<AREVIEW><REVIEW>27/09/2017</REVIEW><REVIEW_CODE>PN0</REVIEW_CODE></AREVIEW><AREVIEW><REVIEW>14/01/2018</REVIEW><REVIEW_CODE /></AREVIEW>
<AD_PLACED><DATE_PLACED>01/06/2017</DATE_PLACED></AD_PLACED><PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>
<IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV><ACCOM>B1</ACCOM><DATE_INT>01/07/2017</DATE_INT><NB_ADOPTR>2</NB_ADOPTR>
<OC2><SDQ_SCORE>21</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2>
<SWEPISODE><SW_ID>S1</SW_ID><SW_DECOM>01/04/2024</SW_DECOM></SWEPISODE></HEADER>
<EPISODE><DECOM>06/01/2017</DECOM><PL>R5</PL><PL_POST>E7 5YR</PL_POST></EPISODE><EPISODE><DECOM>06/10/2017</DECOM></EPISODE>
</CHILD><CHILD><HEADER><CHILDID>A0</CHILDID><UASC /><OC2 /></HEADER></CHILD></EXPSSDA903>";

fn read(content: &[u8]) -> (Vec<ChildRows>, usize, Option<ReadError>) {
    let mut reader = match XmlReader::new(content, "made-up.xml") {
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

fn of_table(child: &ChildRows, table: Table) -> Vec<&Row> {
    child.rows.iter().filter(|row| row.table == table).collect()
}

#[test]
fn a_child_gives_the_rows_its_csv_files_would_have() {
    let (children, outside, error) = read(WHOLE.as_bytes());
    assert!(error.is_none(), "{error:?}");
    assert_eq!(outside, 0);
    let child = &children[0];
    assert!(child.unread.is_empty(), "{:?}", child.unread);
    for (table, expected) in [
        (Table::Header, 1),
        (Table::Episodes, 2),
        (Table::Reviews, 2),
        (Table::Uasc, 1),
        (Table::Oc2, 1),
        (Table::Oc3, 1),
        (Table::Ad1, 1),
        (Table::PlacedAdoption, 1),
        (Table::PreviousPermanence, 1),
        (Table::Missing, 1),
        (Table::SocialWorker, 1),
        (Table::DeprivationOfLiberty, 0),
    ] {
        assert_eq!(of_table(child, table).len(), expected, "{table}");
    }
    let episode = of_table(child, Table::Episodes)[0];
    assert_eq!(
        (episode.text(Column::Place), episode.text(Column::PlPost)),
        ("R5", "E7 5YR")
    );
    let review = of_table(child, Table::Reviews)[1];
    assert_eq!(review.text(Column::Review), "14/01/2018");
    assert_eq!(review.get(Column::ReviewCode), None);
    assert_eq!(review.line, 4);

    // What the CSV table has from the header stands there, with the header's place.
    let born = review.get(Column::Dob).unwrap();
    assert_eq!(
        (born.text.as_str(), born.line, born.column),
        ("28/07/2010", 2, 79)
    );
    assert!(review.is_copied(Column::Dob) && !review.is_copied(Column::Review));
    assert_eq!(of_table(child, Table::Uasc)[0].text(Column::Sex), "2");
    assert_eq!(of_table(child, Table::Ad1)[0].text(Column::NbAdoptr), "2");

    assert_eq!(children[1].rows.len(), 1, "a child with a header alone");
    let own: usize = children
        .iter()
        .flat_map(|child| &child.rows)
        .map(|row| row.own_cells().count())
        .sum();
    let values = WHOLE
        .split("</")
        .filter(|part| !part.trim_end().ends_with('>'));
    assert_eq!(own, values.count(), "every value once");
}

#[test]
fn what_is_not_understood_is_reported() {
    let (children, outside, error) = read(
        b"<EXPSSDA903>x<CHILD><HEADER><CHILDID>A1</CHILDID><CHILDID>A2</CHILDID><ODD>o</ODD><NOTHING/></HEADER>\
          <HEADER><SEX>1</SEX></HEADER>loose<EPISODE><DECOM>d</DECOM><DECOM>e</DECOM><REVIEW>r</REVIEW></EPISODE>\
          </CHILD></EXPSSDA903>",
    );
    assert!(error.is_none(), "{error:?}");
    assert_eq!(outside, 1);
    let told: Vec<_> = children[0]
        .unread
        .iter()
        .map(|unread| {
            (
                unread.path.trim_start_matches("EXPSSDA903/CHILD"),
                &*unread.text,
                &unread.why,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("/HEADER/CHILD", "A2", &WhyUnread::SecondValue),
            ("/HEADER/ODD", "o", &WhyUnread::StrayText),
            ("/HEADER/NOTHING", "", &WhyUnread::UnknownElement),
            ("/HEADER/SEX", "1", &WhyUnread::SecondBlock),
            ("", "loose", &WhyUnread::StrayText),
            ("/EPISODE/DECOM", "e", &WhyUnread::SecondValue),
            ("/EPISODE/REVIEW", "r", &WhyUnread::UnknownElement),
        ]
    );
}

#[test]
fn the_sample_file_gives_its_children_episodes_and_reviews() {
    let Some(shared) = common::shared() else {
        return;
    };
    let path = shared.join("samples/ssda903/fake_903.xml");
    let whole = Ssda903Return::from_xml(&path).unwrap();
    for (table, expected) in [
        (Table::Header, 253),
        (Table::Episodes, 459),
        (Table::Reviews, 1_206),
        (Table::Missing, 6),
        (Table::Uasc, 12),
        (Table::Oc2, 253),
        (Table::Oc3, 6),
        (Table::Ad1, 3),
        (Table::PlacedAdoption, 3),
        (Table::PreviousPermanence, 253),
    ] {
        assert_eq!(whole.table(table).len(), expected, "{table}");
    }
    assert!(whole.unread().is_empty());
    assert_eq!(whole.children().count(), 253);
    let first = whole.rows(Table::Header).next().unwrap();
    let id = first.get(Column::Child).unwrap();
    assert_eq!((id.text, id.place.line, id.place.column), ("907440", 2, 37));
    let text = std::fs::read_to_string(&path).unwrap();
    let values = text.split("</").filter(|part| !part.ends_with('>')).count();
    let own: usize = Table::ALL
        .into_iter()
        .flat_map(|table| whole.rows(table))
        .map(|row| {
            row.cells()
                .filter(|(column, _)| !row.is_copied(*column))
                .count()
        })
        .sum();
    assert_eq!(own, values);

    let began = whole
        .rows(Table::Episodes)
        .filter_map(|row| dates::ssda903(row.text(Column::Decom)).ok());
    let period = ssda903_period(began, [], []).unwrap();
    assert_eq!(period.from.to_string(), "2017-04-01");
    assert_eq!(period.to.to_string(), "2018-03-31");
}

#[test]
fn the_sample_return_is_held_in_memory_by_child() {
    let Some(shared) = common::shared() else {
        return;
    };
    let found = returns::read::recognise(&shared.join("samples/ssda903"));
    let files = found.iter().find_map(|found| match found {
        returns::read::Found::Ssda903Csv { files } => Some(files),
        _ => None,
    });
    let whole = Ssda903Return::from_csv(files.unwrap()).unwrap();
    assert_eq!(whole.table(Table::Episodes).len(), 5_050);
    assert_eq!(whole.table(Table::Reviews).len(), 12_582);
    assert_eq!(whole.table(Table::Header).len(), 2_675);
    let of_children: usize = whole
        .children()
        .flat_map(|child| {
            Table::ALL
                .into_iter()
                .map(move |table| child.rows(table).count())
        })
        .sum();
    let of_tables: usize = Table::ALL
        .into_iter()
        .map(|table| whole.table(table).len())
        .sum();
    assert_eq!(of_children, of_tables, "every row belongs to one child");
    let child = whole.child("566910").unwrap();
    let episodes: Vec<_> = child.rows(Table::Episodes).collect();
    assert_eq!(
        episodes
            .iter()
            .map(returns::read::ssda903::RowView::line)
            .collect::<Vec<_>>(),
        [2, 3]
    );
    assert_eq!(episodes[1].get(Column::Decom).unwrap().text, "14/08/2017");
    assert!(whole.child("nobody").is_none());

    let began = whole
        .rows(Table::Episodes)
        .filter_map(|row| dates::ssda903(row.text(Column::Decom)).ok());
    let period = ssda903_period(began, [], []).unwrap();
    assert_eq!(
        (
            period.from.to_string().as_str(),
            period.to.to_string().as_str()
        ),
        ("2017-04-01", "2018-03-31")
    );
}

#[test]
fn the_rows_of_a_child_that_stands_twice_are_together() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.csv");
    std::fs::write(
        &path,
        "CHILD,DOB,REVIEW,REVIEW_CODE\nB,,1,\nA,,2,\nB,,3,\n,,4,\nB,,5,,6\n",
    )
    .unwrap();
    let file = TableFile {
        table: Table::Reviews,
        path,
    };
    let whole = Ssda903Return::from_csv(std::slice::from_ref(&file)).unwrap();
    let told: Vec<_> = whole
        .children()
        .map(|child| {
            (
                child.id(),
                child
                    .rows(Table::Reviews)
                    .map(|row| row.text(Column::Review))
                    .collect::<String>(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("", "4".to_owned()),
            ("A", "2".to_owned()),
            ("B", "135".to_owned())
        ]
    );
    assert_eq!(whole.table(Table::Reviews).wrong_widths().len(), 1);
    assert_eq!(whole.table(Table::Reviews).unread()[0].text, "6");

    let twice = Ssda903Return::from_csv(&[file.clone(), file]).unwrap_err();
    assert!(matches!(
        twice,
        ReadError::TwoFilesOfOneTable {
            table: Table::Reviews,
            ..
        }
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_cut_at_any_byte_gives_an_error_with_a_place(cut in 0..WHOLE.len()) {
        let (_, _, error) = read(&WHOLE.as_bytes()[..cut]);
        prop_assert!(error.unwrap().to_string().starts_with("made-up.xml"));
    }

    #[test]
    fn a_changed_byte_never_panics(at in 0..WHOLE.len(), byte in any::<u8>()) {
        let mut content = WHOLE.as_bytes().to_vec();
        content[at] = byte;
        let _ = read(&content);
    }

    #[test]
    fn values_in_are_cells_and_unread_out(parts in proptest::collection::vec((0usize..7, "[a-z0-9]{1,6}"), 0..40)) {
        let inside: String = parts.iter().map(|(kind, value)| match kind {
            0 => format!("<UPN>{value}</UPN>"),
            1 => format!("<AREVIEW><REVIEW>{value}</REVIEW></AREVIEW>"),
            2 => format!("<DUC>{value}</DUC>"),
            3 => format!("<OC2><SDQ_SCORE>{value}</SDQ_SCORE><OC2/></OC2>"),
            4 => format!("<ODD><ODDER>{value}</ODDER></ODD>"),
            5 => format!("<IN_TOUCH>{value}</IN_TOUCH><AREVIEW/>"),
            _ => format!("{value}<X/>"),
        }).collect();
        let content = format!("<EXPSSDA903><CHILD><HEADER><CHILDID>A</CHILDID><DOB>d</DOB>{inside}</HEADER></CHILD></EXPSSDA903>");
        let (children, _, error) = read(content.as_bytes());
        prop_assert!(error.is_none());
        let cells: usize = children[0].rows.iter().map(|row| row.own_cells().count()).sum();
        let unread = children[0].unread.iter().filter(|unread| !unread.text.is_empty()).count();
        prop_assert_eq!(cells + unread, parts.len() + 2);
    }
}
