//! Extracts given as text, and imported as the program imports them.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::date;
use practice::Book;
use record::staging::{Batch, Column, Proposed, SetAside};
use returns::import::{self, CIN_CENSUS, Extract, NOT_IN_SPECIFICATION, SSDA903};
use returns::read::census::{CensusChild, CensusReader};
use returns::read::period::Period;
use returns::read::ssda903::{Ssda903Return, Table, XmlReader};
use returns::read::{TableFile, Unread};

/// How many values there are of each column.
pub type Values = BTreeMap<Column, u64>;

/// The practice book of England.
pub fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| Book::england().expect("the book of England is sound"))
}

/// The collection year that ends in this year.
pub fn year(ends: i16) -> Period {
    Period {
        from: date(ends - 1, 4, 1),
        to: date(ends, 3, 31),
    }
}

/// A census of the year to 31 March 2026.
pub fn census(book: &Book) -> Extract<'_> {
    Extract {
        book,
        source: CIN_CENSUS,
        period: year(2026),
    }
}

/// A looked after return of the year to 31 March of this year.
pub fn looked_after(book: &Book, ends: i16) -> Extract<'_> {
    Extract {
        book,
        source: SSDA903,
        period: year(ends),
    }
}

/// The children of a census with these `Child` elements, each with its batch.
pub fn children(extract: &Extract<'_>, children: &str) -> Vec<(CensusChild, Batch)> {
    let file = format!("<Message>\n<Children>{children}</Children></Message>");
    let mut reader = CensusReader::new(file.as_bytes(), "census.xml").unwrap();
    reader
        .children()
        .map(|child| {
            let child = child.unwrap();
            let batch = import::census::batch(extract, "census.xml", &child);
            (child, batch)
        })
        .collect()
}

/// The batch of one child of the census with these elements in its one referral,
/// which came on 6 October 2025.
pub fn one_referral(inside: &str) -> Batch {
    let child = format!(
        "<Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>
<CINdetails><CINreferralDate>2025-10-06</CINreferralDate>
{inside}</CINdetails></Child>"
    );
    let mut all = children(&census(book()), &child);
    all.pop().expect("one child").1
}

/// A looked after return from the texts of its CSV files.
pub fn from_csv(tables: &[(Table, &str)]) -> Ssda903Return {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<TableFile> = tables
        .iter()
        .map(|(table, text)| {
            let path = folder.path().join(format!("{table}.csv"));
            std::fs::write(&path, text).unwrap();
            TableFile {
                table: *table,
                path,
            }
        })
        .collect();
    Ssda903Return::from_csv(&files).unwrap()
}

/// A looked after return from the text of its XML file.
pub fn from_xml(children: &str) -> Ssda903Return {
    let file = format!("<EXPSSDA903>{children}</EXPSSDA903>");
    let reader = XmlReader::new(file.as_bytes(), "return.xml").unwrap();
    Ssda903Return::from_xml_reader(reader).unwrap()
}

/// Every batch of a looked after return: the children's, and what belongs to none.
pub fn batches(extract: &Extract<'_>, whole: &Ssda903Return) -> Vec<Batch> {
    let mut all: Vec<Batch> = whole
        .children()
        .map(|child| import::ssda903::batch(extract, whole, child))
        .collect();
    all.push(import::ssda903::outside(extract, whole));
    all
}

/// The batch of the only child of a looked after return of the year to 31 March 2026.
pub fn the_child(whole: &Ssda903Return) -> Batch {
    let child = whole.children().next().expect("one child");
    import::ssda903::batch(&looked_after(book(), 2026), whole, child)
}

/// The values that a child of the census gives.
pub fn given_by_child(child: &CensusChild) -> Values {
    let mut values = Values::new();
    for (block, cell) in child.all_cells() {
        *values.entry((block, cell.field)).or_default() += 1;
    }
    unread(&child.unread, &mut values);
    values
}

/// The values that a looked after return gives.
pub fn given_by_return(whole: &Ssda903Return) -> Values {
    let mut values = Values::new();
    for table in Table::ALL {
        for row in whole.rows(table) {
            for (column, _) in row.cells().filter(|(column, _)| !row.is_copied(*column)) {
                *values.entry((table.name(), column.name())).or_default() += 1;
            }
        }
        unread(whole.table(table).unread(), &mut values);
        for extra in whole.table(table).extra_columns() {
            *values.entry(NOT_IN_SPECIFICATION).or_default() += extra.values;
        }
    }
    unread(whole.unread(), &mut values);
    values.retain(|_, count| *count > 0);
    values
}

fn unread(unread: &[Unread], values: &mut Values) {
    for _ in unread.iter().filter(|one| !one.text.is_empty()) {
        *values.entry(NOT_IN_SPECIFICATION).or_default() += 1;
    }
}

/// Where the values of batches ended: in a record, or set aside.
pub fn ended_in<'b>(batches: impl IntoIterator<Item = &'b Batch>) -> Values {
    let mut values = Values::new();
    for batch in batches {
        let proposed = batch.proposed.iter().flat_map(|one| &one.values);
        let aside = batch.set_aside.iter().flat_map(|one| &one.values);
        for column in proposed.chain(aside) {
            *values.entry(*column).or_default() += 1;
        }
    }
    values
}

/// The records of a kind.
pub fn all<'b>(batch: &'b Batch, kind: &str) -> Vec<&'b Proposed> {
    let of_kind = batch.proposed.iter().filter(|one| one.kind == kind);
    of_kind.collect()
}

/// The only record of a kind.
pub fn the<'b>(batch: &'b Batch, kind: &str) -> &'b Proposed {
    match all(batch, kind).as_slice() {
        [one] => one,
        other => panic!("{kind} stands {} times", other.len()),
    }
}

/// A field in words; empty where it is not filled in.
pub fn field(record: &Proposed, name: &str) -> String {
    let value = record.fields.get(name);
    value.map(ToString::to_string).unwrap_or_default()
}

/// What a record links to by this field.
pub fn linked<'b>(batch: &'b Batch, record: &Proposed, name: &str) -> Option<&'b Proposed> {
    let (_, index) = record.links.iter().find(|(field, _)| *field == name)?;
    Some(&batch.proposed[*index])
}

/// The kind and day of each record, in order.
pub fn story(batch: &Batch) -> Vec<String> {
    let told = batch.proposed.iter();
    told.map(|one| format!("{} {}", one.occurred, one.kind))
        .collect()
}

/// The only thing that was set aside.
pub fn the_aside(batch: &Batch) -> &SetAside {
    match batch.set_aside.as_slice() {
        [one] => one,
        other => panic!("not one thing was set aside: {other:#?}"),
    }
}

/// The columns of the looked after return, as the first line of a CSV file.
pub fn heading(table: Table) -> String {
    let required = table.columns().iter().filter(|c| table.requires(**c));
    let names: Vec<&str> = required.map(|column| column.name()).collect();
    names.join(",")
}

/// A table's CSV text: its columns, and these rows.
pub fn table(of: Table, rows: &[&str]) -> String {
    format!("{}\n{}\n", heading(of), rows.join("\n"))
}

/// The only row of a table, read from CSV for one child.
pub fn one_row(of: Table, row: &str) -> Batch {
    let text = table(of, &[row]);
    the_child(&from_csv(&[(of, &text)]))
}
