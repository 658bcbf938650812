//! The CSV reader of the looked after return: what a worker who loads a table can
//! rely on.

mod common;

use std::io::Read;

use proptest::prelude::*;
use returns::read::ReadError;
use returns::read::ssda903::{Column, CsvReader, Row, Table};

fn open(content: &[u8]) -> Result<CsvReader<&[u8]>, ReadError> {
    CsvReader::new(content, "made-up.csv")
}

fn rows(content: &[u8]) -> Vec<Row> {
    open(content).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_table_is_told_from_its_columns_in_any_order_and_case() {
    let content =
        b"\xEF\xBB\xBF review_code , Dob,CHILD,review\r\nPN1,01/02/2010,A1,03/04/2020\r\n";
    let reader = open(content).unwrap();
    assert_eq!(reader.table(), Table::Reviews);
    let rows: Vec<_> = reader.map(Result::unwrap).collect();
    let review = rows[0].get(Column::Review).unwrap();
    assert_eq!(
        (review.text.as_str(), review.field),
        ("03/04/2020", "REVIEW")
    );
    assert_eq!(
        (review.line, review.column),
        (2, 4),
        "the column is the number of the field"
    );
    assert_eq!(rows[0].text(Column::Child), "A1");
    assert_eq!(rows[0].get(Column::Decom), None, "no column of the table");
}

#[test]
fn every_table_is_told_by_its_own_header() {
    for table in Table::ALL {
        let required = table
            .columns()
            .iter()
            .filter(|column| table.requires(**column));
        let header: Vec<_> = required.map(|column| column.name()).collect();
        assert_eq!(open(header.join(",").as_bytes()).unwrap().table(), table);
    }
}

#[test]
fn quotes_line_breaks_blank_lines_and_a_missing_last_line_end_are_read() {
    let content = "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n\n\
                   A1,,\"S \"\"W\"\", 1\",01/01/2024,,\"two\r\nlines\"\n\
                   ,,,,,\n  \n\"A2\" ,\"\",b,c,d,e";
    let rows = rows(content.as_bytes());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].text(Column::SwId), "S \"W\", 1");
    assert_eq!(rows[0].text(Column::SwReason), "two\r\nlines");
    assert_eq!(rows[0].line, 3);
    assert_eq!((rows[1].line, rows[1].text(Column::Child)), (7, "A2"));
    assert!(rows.iter().all(|row| row.wrong_width.is_none()));
}

#[test]
fn a_cell_after_a_line_break_has_the_line_it_stands_on() {
    let rows = rows(b"CHILD,DOB,REVIEW,REVIEW_CODE\nA1,\"0\n\n1\",x,y\n");
    let place = |column| rows[0].get(column).unwrap().place();
    assert_eq!(place(Column::Dob).line, 2);
    assert_eq!(
        (place(Column::Review).line, place(Column::Review).column),
        (4, 3)
    );
}

#[test]
fn lines_may_end_as_on_an_old_mac() {
    let rows = rows(b"CHILD,DOB,REVIEW,REVIEW_CODE\rA1,,b,c\rA2,,b,c\r");
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn windows_1252_is_read_and_said() {
    let content = b"CHILD,DOB,REVIEW,REVIEW_CODE\nA1,,b,c\nRen\xE9e,,b,\x80\n";
    let mut reader = open(content).unwrap();
    let rows: Vec<_> = reader.by_ref().map(Result::unwrap).collect();
    assert_eq!(rows[1].text(Column::Child), "Ren\u{e9}e");
    assert_eq!(rows[1].text(Column::ReviewCode), "\u{20ac}");
    assert_eq!(reader.windows_1252_from(), Some(3));
    assert_eq!(open(&content[..38]).unwrap().windows_1252_from(), None);
}

#[test]
fn a_row_with_another_number_of_fields_is_reported_with_its_line() {
    let rows = rows(b"CHILD,DOB,REVIEW,REVIEW_CODE\nA1,d,r\nA2,d,r,c,more,,most\nA3,d,r,c\n");
    let short = rows[0].wrong_width.unwrap();
    assert_eq!((short.line, short.expected, short.found), (2, 4, 3));
    let long = rows[1].wrong_width.unwrap();
    assert_eq!((long.line, long.found), (3, 7));
    let more: Vec<_> = rows[1]
        .unread
        .iter()
        .map(|unread| (&*unread.text, unread.place.column))
        .collect();
    assert_eq!(more, [("more", 5), ("most", 7)]);
    assert_eq!(rows[2].wrong_width, None);
}

#[test]
fn extra_columns_are_named_and_their_values_counted() {
    let mut reader =
        open(b"CHILD,Note,DOB,REVIEW,REVIEW_CODE,\nA1,x,d,r,c,\nA2,,d,r,c,z\nA3,y,d,r,c,\n")
            .unwrap();
    assert_eq!(reader.by_ref().flatten().count(), 3);
    let extra: Vec<_> = reader
        .extra_columns()
        .iter()
        .map(|extra| (&*extra.name, extra.column, extra.values))
        .collect();
    assert_eq!(extra, [("NOTE", 2, 2), ("", 6, 1)]);
}

#[test]
fn a_column_that_stands_twice_is_an_error_that_names_both() {
    let error = open(b"CHILD,DOB,REVIEW,review,REVIEW_CODE\n")
        .err()
        .unwrap();
    assert!(
        error
            .to_string()
            .contains("REVIEW stands twice (fields 3 and 4)"),
        "{error}"
    );
}

#[test]
fn wrong_columns_say_what_is_missing_and_what_is_extra() {
    let error = open(b"CHILD,DOB,REVIEW,CODE\n").err().unwrap().to_string();
    assert!(
        error.contains("reviews, but lacks REVIEW_CODE and has CODE besides"),
        "{error}"
    );
    let error = open(b"name,age\n").err().unwrap().to_string();
    assert!(error.contains("not those of a table"), "{error}");
    for (content, word) in [
        (&b""[..], "empty"),
        (b"\n\n", "empty"),
        (b"PK\x03\x04", "workbook"),
        (b"\xFF\xFEC\0", "UTF-16"),
    ] {
        let error = open(content).err().unwrap().to_string();
        assert!(error.contains(word), "{error}");
    }
}

#[test]
fn a_quotation_mark_never_closed_is_an_error_at_its_place() {
    let mut reader =
        open(b"CHILD,DOB,REVIEW,REVIEW_CODE\nA1,d,r,c\nA2,d,\"r,c\nA3,d,r,c\n").unwrap();
    assert!(reader.next().unwrap().is_ok());
    let error = reader.next().unwrap().unwrap_err();
    assert!(error.to_string().contains("line 3, column 3"), "{error}");
    assert!(reader.next().is_none(), "it ends after an error");
}

/// A header, and then one line without end.
struct Endless {
    start: &'static [u8],
    handed_out: usize,
}

impl Read for Endless {
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
fn a_line_of_two_gigabytes_is_refused_after_its_first_mebibyte() {
    for start in [
        &b"CHILD,DOB,REVIEW,REVIEW_CODE\nA1,"[..],
        b"CHILD,DOB,REVIEW,REVIEW_CODE\nA1,\"",
    ] {
        let mut content = Endless {
            start,
            handed_out: 0,
        };
        let mut reader = CsvReader::new(&mut content, "endless.csv").unwrap();
        let error = reader.next().unwrap().unwrap_err();
        assert!(
            matches!(error, ReadError::TooLong { place, .. } if place.line == 2),
            "{error}"
        );
        assert!(
            content.handed_out < 1_300_000,
            "read {} bytes",
            content.handed_out
        );
    }
}

#[test]
fn the_sample_tables_are_read_whole() {
    let Some(shared) = common::shared() else {
        return;
    };
    for (name, table, expected) in [
        ("header.csv", Table::Header, 2_675),
        ("episodes.csv", Table::Episodes, 5_050),
        ("reviews.csv", Table::Reviews, 12_582),
        ("uasc.csv", Table::Uasc, 132),
        ("oc2.csv", Table::Oc2, 2_675),
        ("oc3.csv", Table::Oc3, 53),
        ("ad1.csv", Table::Ad1, 29),
        ("placed_for_adoption.csv", Table::PlacedAdoption, 29),
        ("previous_permanence.csv", Table::PreviousPermanence, 2_675),
        ("missing.csv", Table::Missing, 43),
        ("sw_episodes.csv", Table::SocialWorker, 1),
        ("DoLo.csv", Table::DeprivationOfLiberty, 1),
    ] {
        let path = shared.join("samples/ssda903").join(name);
        let mut reader = CsvReader::open(&path).unwrap();
        assert_eq!(reader.table(), table);
        let rows: Vec<_> = reader.by_ref().map(Result::unwrap).collect();
        assert_eq!(rows.len(), expected, "{name}");
        assert!(reader.extra_columns().is_empty());
        // Every value of the file is a cell: no field of these is quoted.
        let text = std::fs::read_to_string(&path).unwrap();
        let fields = text
            .trim_start_matches('\u{feff}')
            .lines()
            .skip(1)
            .flat_map(|line| line.split(','));
        let values = fields.filter(|field| !field.trim().is_empty()).count();
        assert_eq!(
            rows.iter().map(|row| row.cells().count()).sum::<usize>(),
            values,
            "{name}"
        );
        if table == Table::Episodes {
            let (first, last) = (rows.first().unwrap(), rows.last().unwrap());
            let child = first.get(Column::Child).unwrap();
            assert_eq!(
                (child.text.as_str(), child.line, child.column),
                ("566910", 2, 1)
            );
            assert_eq!(last.get(Column::Urn).unwrap().place().line, 5_051);
            assert_eq!(last.get(Column::Urn).unwrap().place().column, 13);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_bytes_never_panic(content in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(reader) = open(&content) {
            let _ = reader.count();
        }
        let mut with_header = b"CHILD,DOB,REVIEW,REVIEW_CODE\n".to_vec();
        with_header.extend(content.iter().map(|byte| (*byte).max(1)));
        if let Ok(reader) = open(&with_header) {
            let _ = reader.count();
        }
    }

    #[test]
    fn a_cut_at_any_byte_never_panics(cut in 0usize..90) {
        let content = b"CHILD,DOB,REVIEW,REVIEW_CODE\nA1,\"d\",\"r\r\n\"\"r\",c\r\nRen\xE9e,d,r,c\n\"A3\",d,r,c,e\nA4";
        if let Ok(reader) = open(&content[..cut.min(content.len())]) {
            let _ = reader.count();
        }
    }

    #[test]
    fn values_in_are_cells_and_unread_out(
        table in proptest::collection::vec(proptest::collection::vec("[a-z\",\r\n\u{e9} ]{0,6}", 0..7), 0..12)
    ) {
        let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let line = |fields: &Vec<String>| fields.iter().map(quoted).collect::<Vec<_>>().join(",");
        let mut content = "CHILD,DOB,odd,REVIEW,REVIEW_CODE".to_owned();
        for fields in &table {
            content.push('\n');
            content.push_str(&line(fields));
        }
        let mut reader = open(content.as_bytes()).unwrap();
        let rows: Vec<_> = reader.by_ref().map(Result::unwrap).collect();
        let read: usize = rows.iter().map(|row| row.cells().count() + row.unread.len()).sum();
        let extra: u64 = reader.extra_columns().iter().map(|extra| extra.values).sum();
        let written = table.iter().flatten().filter(|field| !field.trim().is_empty()).count();
        prop_assert_eq!(read as u64 + extra, written as u64);
        for (_, cell) in rows.iter().flat_map(Row::cells) {
            prop_assert!(cell.line >= 2 && (1..=5).contains(&cell.column));
        }
    }

    #[test]
    fn any_header_is_a_table_or_says_why(names in proptest::collection::vec("[A-Z_]{0,8}|CHILD|DOB|REVIEW|REVIEW_CODE|DECOM|SEX|DUC", 1..9)) {
        match open(names.join(",").as_bytes()) {
            Ok(reader) => prop_assert!(reader.table().columns().len() >= 4),
            Err(error) => prop_assert!(error.to_string().starts_with("made-up.csv")),
        }
    }
}
