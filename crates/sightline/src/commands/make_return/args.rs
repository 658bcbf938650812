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
