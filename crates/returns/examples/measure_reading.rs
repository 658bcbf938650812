//! Measures how fast returns are read, a file or a folder at a time:
//! `cargo run --release -p returns --example measure_reading -- census.xml`.

#![expect(
    clippy::disallowed_methods,
    reason = "it measures, and runs as a user would"
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use returns::read::census::CensusReader;
use returns::read::ssda903::{Ssda903Return, Table};
use returns::read::{Found, ReadError, recognise};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1).map(PathBuf::from) {
        for found in recognise(&path) {
            let start = Instant::now();
            let (files, children, cells) = match &found {
                Found::CinCensus { file } => {
                    let (children, cells) = census(file)?;
                    (vec![file], children, cells)
                }
                Found::Ssda903Csv { files } => {
                    let (children, cells) = looked_after(&Ssda903Return::from_csv(files)?);
                    (
                        files.iter().map(|file| &file.path).collect(),
                        children,
                        cells,
                    )
                }
                Found::Ssda903Xml { file } => {
                    let (children, cells) = looked_after(&Ssda903Return::from_xml(file)?);
                    (vec![file], children, cells)
                }
                other => {
                    println!("{other:?}");
                    continue;
                }
            };
            let seconds = start.elapsed().as_secs_f64();
            let mut bytes = 0;
            for file in &files {
                bytes += std::fs::metadata(file)?.len();
            }
            #[allow(clippy::cast_precision_loss)] // a figure to be read by a person
            let speed = bytes as f64 / 1e6 / seconds;
            println!(
                "{} files: {children} children, {cells} cells, {speed:.0} MB/s",
                files.len()
            );
        }
    }
    Ok(())
}

fn census(file: &Path) -> Result<(usize, usize), ReadError> {
    let (mut children, mut cells) = (0, 0);
    for child in CensusReader::open(file)?.children() {
        children += 1;
        cells += child?.all_cells().len();
    }
    Ok((children, cells))
}

fn looked_after(whole: &Ssda903Return) -> (usize, usize) {
    let rows = Table::ALL.into_iter().flat_map(|table| whole.rows(table));
    (
        whole.children().count(),
        rows.map(|row| row.cells().count()).sum(),
    )
}
