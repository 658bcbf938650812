//! What can be typed after `return`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use returns::check::Collection;

use crate::commands::check::args::authority;

/// The returns that can be made from the record.
#[derive(Debug, Subcommand)]
pub enum Return {
    /// The children in need census, as XML.
    Cin(Cin),
    /// The looked after return (SSDA903), as CSV files.
    Ssda903(Ssda903),
    /// The lists for inspectors (Annex A), as a workbook.
    AnnexA(AnnexA),
    /// What the rules would find in the census and the looked after return if both were made
    /// on a day, by rule and by team. Nothing is written.
    Findings(Findings),
}

#[derive(Debug, Args)]
pub struct Cin {
    #[command(flatten)]
    pub both: Both,
    /// The file to be written.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct Ssda903 {
    #[command(flatten)]
    pub both: Both,
    /// The folder to be made, with a file for each table.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The national postcode directory (ONSPD or NSPL), as CSV, for the rules that need it.
    #[arg(long, value_name = "FILE")]
    pub postcodes: Option<PathBuf>,
    /// The lists of providers registered with Ofsted, as workbooks (.xlsx), for the rules
    /// that need them.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub providers: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct AnnexA {
    /// The day of the inspection. Today, if not said.
    #[arg(long, value_name = "DATE")]
    pub on: Option<jiff::civil::Date>,
    /// The workbook to be written (.xlsx).
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The authority's code of the Office for National Statistics: E08000025.
    #[arg(long, value_name = "CODE", value_parser = authority, requires = "postcodes")]
    pub authority: Option<String>,
    /// The national postcode directory (ONSPD or NSPL), as CSV: by it the lists say in whose
    /// area a placement lies.
    #[arg(long, value_name = "FILE", requires = "authority")]
    pub postcodes: Option<PathBuf>,
    /// The file for what the checks find, in place of the screen.
    #[arg(long, value_name = "FILE")]
    pub findings: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Findings {
    /// The day. Today, if not said.
    #[arg(long, value_name = "DATE")]
    pub on: Option<jiff::civil::Date>,
    /// Only in the children of this team, by its name.
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// List the children of each line, by the authority's own identifiers.
    #[arg(long)]
    pub children: bool,
}

/// What both returns have.
#[derive(Debug, Args)]
pub struct Both {
    /// The collection: 2025/26.
    #[arg(long, value_name = "YEAR")]
    pub year: Collection,
    /// The authority's code of the Office for National Statistics: E08000025.
    #[arg(long, value_name = "CODE", value_parser = authority)]
    pub authority: Option<String>,
    /// The file for what the rules find, in place of the screen.
    #[arg(long, value_name = "FILE")]
    pub findings: Option<PathBuf>,
}
