//! Annex A: the lists for inspectors are read from workbooks as authorities have them.

use std::io::Cursor;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use returns::read::annex_a::workbook::{AnnexError, read_xlsx};
use returns::read::annex_a::{AnnexA, Holds, LISTS, Row, Value};
use returns::write::annex_a::xlsx;
use rust_xlsxwriter::{Workbook, Worksheet};

/// The rows of each list.
type Rows = [Vec<Row>; LISTS.len()];

fn read(bytes: Vec<u8>) -> Result<AnnexA, AnnexError> {
    read_xlsx(Cursor::new(bytes), "annex.xlsx")
}

/// A workbook of one sheet with these rows of texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let page: &mut Worksheet = book.add_worksheet();
        page.set_name(*name).unwrap();
        for (line, row) in (0_u32..).zip(*rows) {
            for (column, text) in (0_u16..).zip(*row) {
                page.write_string(line, column, *text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// The headers of list 1.
const CONTACTS: [&str; 7] = [
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age",
    "Date of Contact",
    "Contact Source",
];

fn cell(holds: Holds) -> BoxedStrategy<Value> {
    let days = (0_i64..40_000).prop_map(|days| {
        let first: Date = date(1930, 1, 1);
        Value::Day(first.checked_add(jiff::Span::new().days(days)).unwrap())
    });
    let filled = match holds {
        Holds::Text | Holds::OneOf(_) => "[A-Za-z’=+ ]{1,20}".prop_map(Value::text).boxed(),
        Holds::Number => (0_u16..900)
            .prop_map(|n| Value::Number(f64::from(n)))
            .boxed(),
        Holds::Day => days.boxed(),
    };
    prop_oneof![1 => Just(Value::Blank), 3 => filled].boxed()
}

/// A row whose first cell is filled, so that it is one.
fn row(list: usize) -> impl Strategy<Value = Row> {
    let own = &LISTS[list];
    let cells: Vec<_> = own
        .columns
        .iter()
        .map(|column| cell(column.holds))
        .collect();
    (cells, "[A-Z]{2}[0-9]{4}").prop_map(move |(mut cells, id)| {
        cells[0] = Value::Text(id);
        Row {
            list: own.number,
            line: 0,
            cells,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn what_is_written_is_read_back_as_it_was(
        (at, rows) in (0..LISTS.len()).prop_flat_map(|at| (Just(at), prop::collection::vec(row(at), 0..6)))
    ) {
        let mut all = Rows::default();
        all[at].clone_from(&rows);
        let annex = read(xlsx(&all).unwrap()).unwrap();
        prop_assert_eq!(&annex.left_alone, &Vec::<String>::new());
        for (number, (list, has)) in annex.rows.iter().zip(&annex.has).enumerate() {
            prop_assert!(has.as_ref().is_some_and(|has| has.iter().all(|has| *has)));
            let told: Vec<_> = list.iter().map(|row| &row.cells).collect();
            let wanted: Vec<_> = all[number].iter().map(|row| &row.cells).collect();
            prop_assert_eq!(told, wanted);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read(bytes).is_err());
    }

    #[test]
    fn no_workbook_that_was_damaged_makes_it_panic(at in 0_usize..6000, to in any::<u8>(), cut in 0_usize..6000) {
        let mut bytes = workbook(&[("List 1", &[&CONTACTS, &["A1", "a) Male"]])]);
        let place = at % bytes.len();
        bytes[place] = to;
        let _ = read(bytes.clone());
        bytes.truncate(cut % bytes.len());
        prop_assert!(read(bytes).is_err(), "a workbook that was cut short is none");
    }
}

#[test]
fn headers_with_other_marks_are_known_and_odd_ones_are_named() {
    // Given a sheet as an authority has it: a title above, other marks, one column too many
    let headers = [
        "child unique id ",
        "GENDER",
        "Ethnicity",
        "Date of birth",
        "Age of Child (Years)",
        "Date of Contact*",
        "Contact Source",
        "Favourite colour",
    ];
    let first = [
        "A1",
        "a) Male",
        "a) WBRI",
        "04/05/2012",
        "14",
        "2026-10-10",
        "6",
        "red",
    ];
    let bytes = workbook(&[
        (
            "List 1 - Contacts",
            &[&["Contacts of the last six months"], &headers, &first],
        ),
        ("Notes", &[&["Drawn up by hand"]]),
    ]);

    // When it is read
    let annex = read(bytes).unwrap();

    // Then every column has its value
    let [one] = annex.list(1) else {
        panic!("one row")
    };
    assert_eq!(one.line, 3);
    assert_eq!(one.get("Age").whole(), Some(14));
    assert_eq!(one.get("Date of Contact").day(), Some(date(2026, 10, 10)));
    assert_eq!(one.get("Date of Birth").day(), Some(date(2012, 5, 4)));
    // And what was not taken is said
    let left = annex.left_alone.join("\n");
    assert!(
        left.contains("column H: \"Favourite colour\"") && left.contains("(1 in it)"),
        "{left}"
    );
    assert!(
        left.contains("sheet \"Notes\" is none of the lists"),
        "{left}"
    );
}

#[test]
fn a_child_whose_number_is_a_number_is_known_by_it() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("List 1").unwrap();
    for (column, header) in (0_u16..).zip(CONTACTS) {
        page.write_string(0, column, header).unwrap();
    }
    page.write_number(1, 0, 123_456.0).unwrap();

    let annex = read(book.save_to_buffer().unwrap()).unwrap();

    assert_eq!(annex.list(1)[0].cells[0], Value::Text("123456".to_owned()));
}

#[test]
fn what_is_no_annex_a_is_refused_in_words() {
    let said = |bytes: Vec<u8>| read(bytes).unwrap_err().to_string();
    let whole = workbook(&[("List 1", &[&CONTACTS])]);
    let half = whole[..whole.len() / 2].to_vec();
    for (bytes, words) in [
        (
            b"CHILD,DOB\n1,01/01/2020\n".to_vec(),
            "is another kind of file, or was cut short",
        ),
        (Vec::new(), "is another kind of file, or was cut short"),
        (half, "was cut short"),
        (
            workbook(&[("Sheet1", &[&["CHILD"]])]),
            "no sheet is called List 1 to List 11",
        ),
        (
            workbook(&[("List 1", &[&CONTACTS]), ("List_01", &[&CONTACTS])]),
            "are both list 1",
        ),
    ] {
        let said = said(bytes);
        assert!(
            said.contains("annex.xlsx") && said.contains(words),
            "{said}"
        );
    }
}

#[test]
fn a_cell_at_the_far_end_of_a_sheet_takes_no_memory() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name("List 1").unwrap();
    for (column, header) in (0_u16..).zip(CONTACTS) {
        page.write_string(0, column, header).unwrap();
    }
    page.write_string(1, 0, "A1").unwrap();
    page.write_string(1_048_575, 16_383, "far").unwrap();

    let annex = read(book.save_to_buffer().unwrap()).unwrap();

    assert_eq!(annex.list(1).len(), 1);
}

#[test]
fn a_sheet_without_the_headers_is_said_to_be_so() {
    let annex = read(workbook(&[("List 1", &[&["A", "B"], &["1", "2"]])])).unwrap();
    assert!(annex.list(1).is_empty());
    assert!(annex.left_alone[0].contains("no row among its first 20 has the headers"));
}
