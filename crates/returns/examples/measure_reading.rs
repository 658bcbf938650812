//! Measures how fast a return is read: `cargo run --release -p returns --example
//! measure_reading -- census.xml`.

use std::path::PathBuf;
use std::time::Instant;

use returns::read::census::CensusReader;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1).map(PathBuf::from) {
        let bytes = std::fs::metadata(&path)?.len();
        let start = Instant::now();
        let (mut children, mut cells) = (0_u64, 0_usize);
        for child in CensusReader::open(&path)?.children() {
            children += 1;
            cells += child?.all_cells().len();
        }
        let seconds = start.elapsed().as_secs_f64();
        #[allow(clippy::cast_precision_loss)] // a figure to be read by a person
        let speed = bytes as f64 / 1e6 / seconds;
        println!(
            "{}: {children} children, {cells} cells, {speed:.0} MB/s",
            path.display()
        );
    }
    Ok(())
}
