//! Workers, teams and roles as they are named on the command line.

use anyhow::{bail, ensure};
use practice::Book;
use record::{TeamRow, WorkerRow};
use store::Reader;

/// The worker of this name, number, e-mail address or identifier.
pub fn worker(reader: &mut Reader, named: &str) -> anyhow::Result<WorkerRow> {
    let mut found = reader.workers()?;
    found.retain(|row| {
        let told = [Some(&row.name), row.number.as_ref(), row.email.as_ref()];
        row.subject.to_string() == named || told.into_iter().flatten().any(|told| told == named)
    });
    match found.len() {
        0 => {
            bail!("no worker of this record is called {named}: `sightline worker list` names them")
        }
        1 => Ok(found.remove(0)),
        n => bail!(
            "{n} workers of this record are called {named}: name one by number or identifier (`sightline worker list`)"
        ),
    }
}

/// The team of this name, code or identifier, among all.
pub fn team<'t>(teams: &'t [TeamRow], named: &str) -> anyhow::Result<&'t TeamRow> {
    let mut found = teams
        .iter()
        .filter(|row| row.name == named || row.names().iter().any(|name| name == named));
    match (found.next(), found.next()) {
        (Some(team), None) => Ok(team),
        (None, _) => bail!(
            "no team of this record is called {named}: `sightline team list` names them, and `sightline team add` adds one"
        ),
        _ => {
            bail!("more than one team of this record is called {named}: name it by its identifier")
        }
    }
}

/// That the book has this role.
pub fn role(book: &Book, named: &str) -> anyhow::Result<()> {
    let roles = &book.permissions.roles;
    ensure!(
        roles.iter().any(|role| role.name == named),
        "{named:?} is no role of the practice book: {} is expected",
        (roles.iter())
            .map(|role| role.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    );
    Ok(())
}
