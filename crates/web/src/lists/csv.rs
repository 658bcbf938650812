//! A list to be taken away, as rows of values with commas between them. Who takes a list away
//! has looked at whoever stands in it, and may take away what is in their files.

use practice::Id;
use record::may::{Action, Decision, Target};
use store::{Look, Note};

use super::gather::Child;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// How many rows are taken away at most.
pub(crate) const MOST: usize = 5_000;

/// Rows that are gathered to be taken away.
#[derive(Default)]
pub(crate) struct Sheet {
    text: String,
    looks: Vec<Look>,
    /// How many rows this person may not take away.
    left_out: usize,
}

impl Sheet {
    /// With the names of its columns.
    pub fn with(columns: &[&str]) -> Self {
        let mut sheet = Self::default();
        // So that a spreadsheet reads it as what it is.
        sheet.text.push('\u{feff}');
        sheet.line(columns.iter().map(|column| (*column).to_owned()));
        sheet
    }

    /// Adds a row about a child, where this person may take it away.
    pub fn add(
        &mut self,
        visit: &Visit<'_>,
        child: &Child,
        values: Vec<String>,
    ) -> Result<(), Stop> {
        self.add_of(visit, (child.subject, &child.target), values)
    }

    /// Adds a row about whoever's file this is, where this person may take it away.
    pub fn add_of(
        &mut self,
        visit: &Visit<'_>,
        (subject, target): (Id, &Target),
        values: Vec<String>,
    ) -> Result<(), Stop> {
        let may = visit.may(Action::TakeAway, target, None);
        if !may.allowed {
            self.left_out += 1;
            return Ok(());
        }
        if !self.looks.iter().any(|look| look.subject == subject) {
            self.looks.push(look_at(visit, subject, &may)?);
        }
        self.line(values.into_iter());
        Ok(())
    }

    /// Adds a row about no child.
    pub fn add_other(&mut self, values: Vec<String>) {
        self.line(values.into_iter());
    }

    /// That a list of something else is taken away, which stands in this file.
    pub fn of(&mut self, visit: &Visit<'_>, subject: Id, may: &Decision) -> Result<(), Stop> {
        self.looks.push(look_at(visit, subject, may)?);
        Ok(())
    }

    fn line(&mut self, values: impl Iterator<Item = String>) {
        let values: Vec<String> = values.map(|value| cell(&value)).collect();
        self.text.push_str(&values.join(","));
        self.text.push_str("\r\n");
    }

    /// The file, which says what it leaves out; that its children were looked at is durable
    /// then.
    pub fn reply(
        mut self,
        visit: &Visit<'_>,
        name: &'static str,
        more: bool,
    ) -> Result<Reply, Stop> {
        if self.left_out > 0 {
            let says = format!(
                "Left out, because you may not take them away: {}",
                self.left_out
            );
            self.line(std::iter::once(says));
        }
        if more {
            let says = format!("There are more than these {MOST} rows: narrow the list");
            self.line(std::iter::once(says));
        }
        if !self.looks.is_empty() {
            let looks = self.looks.into_iter().map(Note::Looked);
            visit.app.writer.note(looks.collect())?;
        }
        Ok(Reply::File {
            kind: "text/csv; charset=utf-8",
            name,
            content: self.text.into_bytes(),
        })
    }
}

fn look_at(visit: &Visit<'_>, subject: Id, allowed: &Decision) -> Result<Look, Stop> {
    Ok(Look {
        id: visit.app.new_id()?,
        at: visit.now,
        worker: visit.who.worker,
        subject,
        what: "list taken away".to_owned(),
        because: allowed.policies.first().cloned().unwrap_or_default(),
        reason: None,
    })
}

/// A value between commas. What a spreadsheet would take for a formula begins with a mark that
/// keeps it from that.
fn cell(value: &str) -> String {
    let value = if value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{value}")
    } else {
        value.to_owned()
    };
    if value.contains(['"', ',', '\n', '\r']) {
        return format!("\"{}\"", value.replace('"', "\"\""));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_can_neither_break_a_row_nor_be_run_by_a_spreadsheet() {
        assert_eq!(cell("Kofi Fictional"), "Kofi Fictional");
        assert_eq!(cell("O'Neil, \"Sam\""), "\"O'Neil, \"\"Sam\"\"\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("two\nlines"), "\"two\nlines\"");
    }
}
