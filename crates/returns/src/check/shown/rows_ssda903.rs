//! The rows of a looked after return in which something was found.

use super::{Finding, FoundRows, Located, ShowError};
use crate::check::cin::Published;
use crate::check::ssda903::table_name;
use crate::read::ssda903::{Column, RowView, Ssda903Return, Table};

impl Located for Ssda903Return {
    fn each(
        &self,
        found: &FoundRows<'_>,
        show: &mut dyn FnMut(&Finding<'_>) -> Result<(), ShowError>,
    ) -> Result<(), ShowError> {
        for table in Table::ALL {
            let name = table_name(table.name()).unwrap_or_default();
            let mut found = found.of(&name).iter().peekable();
            if found.peek().is_none() {
                continue;
            }
            for (number, row) in (0_u32..).zip(self.rows(table)) {
                while let Some((_, rule)) = found.next_if(|(row, _)| *row == number) {
                    let mut finding = Finding::without_place(rule, &name, number);
                    finding.file = self.table(table).file();
                    finding.line = Some(row.line());
                    finding.child = row.text(Column::Child);
                    finding.fields = fields(rule, &name, &row);
                    show(&finding)?;
                }
            }
        }
        let is_table = |name: &str| {
            let mut tables = Table::ALL.into_iter();
            tables.any(|table| table_name(table.name()).as_deref() == Some(name))
        };
        for (table, rows) in found.tables().filter(|(table, _)| !is_table(table)) {
            for (row, rule) in rows {
                show(&Finding::without_place(rule, table, *row))?;
            }
        }
        Ok(())
    }
}

/// The columns of the file that the rule speaks of, and their values in the row.
fn fields<'a>(
    rule: &Published,
    table: &str,
    row: &RowView<'a>,
) -> Vec<(&'a str, std::borrow::Cow<'a, str>)> {
    let own = row.table().columns();
    let fields = rule.fields.iter();
    fields
        .filter(|(named, _)| table_name(named).as_deref() == Some(table))
        .filter_map(|(_, name)| Column::of_name(name).filter(|column| own.contains(column)))
        .filter(|column| *column != Column::Child)
        .map(|column| (column.name(), row.text(column).into()))
        .collect()
}
