//! Any bytes, read as a table of the Standard Safeguarding Dataset, each cell brought to the
//! form of its column; a cell in that form is in it already. The first byte chooses a table,
//! whose first row is then put before the rest, or none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use returns::read::ssd::form::canonical;
use returns::read::ssd::{CsvTable, Table};

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else {
        return;
    };
    let mut text = Vec::new();
    if let Some(table) = Table::ALL.get(usize::from(*choice)) {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        text.extend_from_slice(names.join(",").as_bytes());
        text.push(b'\n');
    }
    text.extend_from_slice(rest);
    let Ok(Some(mut csv)) = CsvTable::new(text.as_slice(), "table.csv".to_owned()) else {
        return;
    };
    let columns = csv.table().columns;
    while let Ok(Some(row)) = csv.next_row() {
        assert_eq!(row.cells.len(), columns.len());
        for (column, cell) in columns.iter().zip(&row.cells) {
            let Some(Ok(text)) = cell.as_ref().map(|cell| canonical(column.form, cell)) else {
                continue;
            };
            assert_eq!(canonical(column.form, &text).as_ref(), Ok(&text));
        }
    }
});
