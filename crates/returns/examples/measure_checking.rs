//! Measures how fast a looked after return is checked with the year before:
//! `cargo run --release -p returns --example measure_checking -- folder previous 2025/26`.

use std::path::Path;
use std::time::Instant;

use returns::check::ssda903::{Beside, check};
use returns::read::ssda903::Ssda903Return;
use returns::read::{Found, recognise};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, previous, collection] = arguments.as_slice() else {
        return Err("give a folder, that of the year before, and a collection".into());
    };
    let start = Instant::now();
    let (whole, previous) = (read(folder)?, read(previous)?);
    let read = start.elapsed();
    let beside = Beside {
        previous: Some(&previous),
        ..Beside::default()
    };
    let report = check(&whole, collection.parse()?, &beside);
    let finds = report.finds.values().flat_map(|tables| tables.values());
    println!(
        "read in {read:?}, all in {:?}: {} rules run, {} rows found",
        start.elapsed(),
        report.rules_run.len(),
        finds.map(std::collections::BTreeSet::len).sum::<usize>()
    );
    Ok(())
}

fn read(folder: &str) -> Result<Ssda903Return, Box<dyn std::error::Error>> {
    for found in recognise(Path::new(folder)) {
        match found {
            Found::Ssda903Csv { files } => return Ok(Ssda903Return::from_csv(&files)?),
            Found::Ssda903Xml { file } => return Ok(Ssda903Return::from_xml(&file)?),
            _ => {}
        }
    }
    Err(format!("there is no looked after return in {folder}").into())
}
