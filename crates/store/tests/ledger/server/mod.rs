//! What is so on a server alone: whose the right to write is, connections that are lost,
//! what a server refuses, and the way to it.

mod lost;
mod proxy;
mod refused;
mod right;
mod way;

use server_for_tests::{Options, Server};

use crate::on_postgresql::common::Ledger;

/// A server of the test's own, which it may stop.
fn server(options: &Options) -> Server {
    Server::start(options).unwrap_or_else(|why| server_for_tests::not_run(&why))
}

/// A ledger at this address, its master key in a folder that goes with the test.
fn ledger_at(address: String) -> Ledger {
    Ledger::named(tempfile::tempdir().unwrap(), address)
}

/// An example ledger at this address.
fn new_ledger_at(address: String) -> Ledger {
    let ledger = ledger_at(address);
    let setup = crate::on_postgresql::common::setup(true);
    drop(ledger.store.create(&setup, ledger.outside()).unwrap());
    ledger
}
