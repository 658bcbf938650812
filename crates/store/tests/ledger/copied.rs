//! A ledger as a process that is killed now would leave it behind.

use std::fs;
use std::path::Path;

use super::common::Ledger;
use crate::Engine;

/// The same ledger, as it lies in its place now: what was not committed is not in it.
pub fn copy(ledger: &Ledger) -> Ledger {
    let copy = Ledger::nothing();
    match super::ENGINE {
        Engine::Sqlite => {
            let (from, to) = (Path::new(&ledger.name), Path::new(&copy.name));
            fs::create_dir_all(to).unwrap();
            for file in fs::read_dir(from).unwrap().map(Result::unwrap) {
                fs::copy(file.path(), to.join(file.file_name())).unwrap();
            }
        }
        Engine::Postgresql => {
            let (_, schema) = ledger.name.split_once("&schema=").unwrap();
            let behind = copy.behind();
            for table in ledger.behind().tables() {
                behind.run(&format!(
                    "create table {table} (like {schema}.{table} including all);
                     insert into {table} select * from {schema}.{table}"
                ));
            }
            fs::copy(ledger.key_file(), copy.key_file()).unwrap();
        }
    }
    copy
}
