//! What can be typed to take extracts in.

use std::path::PathBuf;

use clap::Args;

use super::Heads;

#[derive(Debug, Args)]
pub struct Import {
    /// Files, or folders of files.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print what became of every column, not only of those that something was set
    /// aside from.
    #[arg(long)]
    pub columns: bool,
    /// The collection year of a looked after return, where its dates do not tell:
    /// 2025/26.
    #[arg(long, value_name = "YEAR", value_parser = collection_year)]
    pub year: Option<i16>,
    /// From which day on a Standard Safeguarding Dataset tells everything that happened:
    /// only then does what is missing from it count as not done.
    #[arg(long, value_name = "DATE")]
    pub whole_from: Option<jiff::civil::Date>,
    /// The name of the organisation whose record a new folder is.
    #[arg(long, value_name = "NAME", default_value = "Our authority")]
    pub organisation: String,
    /// A new folder is an example, and says so for ever.
    #[arg(long)]
    pub example: bool,
    #[command(flatten)]
    pub heads: Heads,
}

/// Reads a collection year, `2025/26`: the year in which it ends.
///
/// # Errors
///
/// A sentence, where it is none.
fn collection_year(text: &str) -> Result<i16, String> {
    let refuse = || format!("{text:?} is no collection year in the form 2025/26");
    let (begins, ends) = text.split_once('/').ok_or_else(refuse)?;
    let begins: i16 = begins.parse().map_err(|_| refuse())?;
    let short = format!("{:02}", (begins + 1) % 100);
    if (1990..2100).contains(&begins) && (ends == short || ends == (begins + 1).to_string()) {
        Ok(begins + 1)
    } else {
        Err(refuse())
    }
}
