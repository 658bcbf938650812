//! What a check says, in each of its formats.

mod json;
mod table;

use returns::check::shown::{Checked, ShowError, write_csv, write_xlsx};

use super::output::Output;
use crate::cli::Format;
use crate::show;

/// Says it.
pub fn print(checked: &Checked<'_>, output: Output<'_>) -> anyhow::Result<()> {
    output.beside(checked.notes);
    output.write(|out| match output.format {
        Format::Table => table::print(checked, out),
        Format::Json => json::print(checked.report, out),
        Format::Csv => {
            // What could not run is no finding: it is told on the error stream.
            for rules in checked.not_run() {
                eprintln!("Not run: {}", show::printable(&rules, false));
            }
            write_csv(checked, out).map_err(cause)
        }
        Format::Xlsx => write_xlsx(checked, out).map_err(cause),
    })
}

/// The cause, so that a reader who went away is known for one.
fn cause(error: ShowError) -> anyhow::Error {
    match error {
        ShowError::Write(io) => io.into(),
        other => other.into(),
    }
}
