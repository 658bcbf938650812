//! What was found, as a file: by the same writers as the command's.

use returns::check::shown::{Checked, ShowError, write_csv, write_xlsx};

use super::finds::Again;
use super::{kept, only_if_may, show};
use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// One line for each finding.
pub(super) fn csv(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let content = written(visit, asked, |checked, out| write_csv(checked, out))?;
    Ok(Reply::File {
        kind: "text/csv; charset=utf-8",
        name: "findings.csv",
        content,
    })
}

/// A workbook, with what each rule found and what did not run.
pub(super) fn xlsx(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let content = written(visit, asked, |checked, out| write_xlsx(checked, out))?;
    Ok(Reply::File {
        kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        name: "findings.xlsx",
        content,
    })
}

fn written(
    visit: &mut Visit<'_>,
    asked: &Asked,
    write: impl FnOnce(&Checked<'_>, &mut Vec<u8>) -> Result<(), ShowError>,
) -> Result<Vec<u8>, Stop> {
    let may = only_if_may(visit)?;
    let kept = kept::one(visit, asked.id("upload")?)?;
    visit.looked(
        visit.reader.about().organisation,
        "return-checked-taken",
        &may,
    )?;
    let about = &kept.finds.about;
    let collection = kept.finds.collection().ok_or(Stop::NotFound)?;
    let rules = about.which.rules(collection).ok_or(Stop::NotFound)?;
    let report = kept.finds.report(collection);
    let mut notes = about.notes.clone();
    notes.extend(show::not_all_kept(&kept.finds));
    let again = Again {
        finds: &kept.finds,
        rules: &rules,
    };
    let checked = Checked {
        title: about.which.title(),
        report: &report,
        rules: &rules,
        located: &again,
        notes: &notes,
    };
    let mut content = Vec::new();
    let done = write(&checked, &mut content);
    done.map_err(|error| Stop::Broken(error.to_string()))?;
    Ok(content)
}
