//! What can be typed after `check`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use returns::check::Collection;

/// The returns that can be checked.
#[derive(Debug, Subcommand)]
pub enum Check {
    /// The looked after return (SSDA903), as CSV files or as XML.
    Ssda903(Ssda903),
    /// The children in need census.
    Cin(Cin),
    /// The lists for inspectors (Annex A), as a workbook.
    AnnexA(AnnexA),
}

#[derive(Debug, Args)]
pub struct Ssda903 {
    /// The return: its folder, or its files. Folders within the folder are not read.
    #[arg(
        required_unless_present = "cases",
        conflicts_with = "cases",
        value_name = "DIR|FILE"
    )]
    pub paths: Vec<PathBuf>,
    /// The return of the year before: its folder, or its files.
    #[arg(long, num_args = 1.., value_name = "DIR|FILE", conflicts_with = "cases")]
    pub previous: Vec<PathBuf>,
    /// The collection whose rules it should keep: 2025/26.
    #[arg(
        long,
        required_unless_present = "cases",
        conflicts_with = "cases",
        value_name = "YEAR"
    )]
    pub collection: Option<Collection>,
    /// The authority's code of the Office for National Statistics: E08000025.
    #[arg(long, value_name = "CODE", value_parser = authority, conflicts_with = "cases")]
    pub authority: Option<String>,
    /// The national postcode directory (ONSPD or NSPL), as CSV.
    #[arg(long, value_name = "FILE", conflicts_with = "cases")]
    pub postcodes: Option<PathBuf>,
    /// The lists of providers registered with Ofsted, as workbooks (.xlsx).
    #[arg(long, num_args = 1.., value_name = "FILE", conflicts_with = "cases")]
    pub providers: Vec<PathBuf>,
    #[command(flatten)]
    pub both: Both,
}

#[derive(Debug, Args)]
pub struct Cin {
    /// The census.
    #[arg(
        required_unless_present = "cases",
        conflicts_with = "cases",
        value_name = "FILE"
    )]
    pub file: Option<PathBuf>,
    /// The collection whose rules it should keep: 2025/26. That of its header, if not
    /// said.
    #[arg(long, value_name = "YEAR", conflicts_with = "cases")]
    pub collection: Option<Collection>,
    #[command(flatten)]
    pub both: Both,
}

#[derive(Debug, Args)]
pub struct AnnexA {
    /// The workbook (.xlsx), with sheets called List 1 to List 11.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The day of the inspection. Today, if not said.
    #[arg(long, value_name = "DATE")]
    pub on: Option<jiff::civil::Date>,
    /// Only these rules, by code.
    #[arg(long, value_name = "CODE,…", value_delimiter = ',')]
    pub rules: Vec<String>,
    /// The file to write to, in place of the screen.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What both returns have.
#[derive(Debug, Default, Args)]
pub struct Both {
    /// Only these rules, by code.
    #[arg(
        long,
        value_name = "CODE,…",
        value_delimiter = ',',
        conflicts_with = "cases"
    )]
    pub rules: Vec<String>,
    /// The file to write to, in place of the screen.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Run a file of published cases (a JSON object in each line), and check no return.
    #[arg(long, value_name = "FILE")]
    pub cases: Option<PathBuf>,
    /// The list of cases known to contradict the published message, as TOML.
    #[arg(long, value_name = "FILE", requires = "cases")]
    pub explained: Option<PathBuf>,
}

/// A code of the Office for National Statistics: a letter and eight figures.
///
/// # Errors
///
/// Where the text is no such code.
pub fn authority(text: &str) -> Result<String, String> {
    match text.trim().as_bytes() {
        [b'E' | b'W' | b'S' | b'N', figures @ ..]
            if figures.len() == 8 && figures.iter().all(u8::is_ascii_digit) =>
        {
            Ok(text.trim().to_owned())
        }
        _ => Err("the Office for National Statistics writes an authority as a letter and eight figures, as in E08000025".to_owned()),
    }
}
