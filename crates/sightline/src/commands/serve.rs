//! `serve`: the pages, until it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use practice::Book;
use record::may::Permissions;
use store::Outside;
use web::{App, Parts, Settings};

use crate::cli::{Global, Serve};
use crate::edge::{self, MachineClock, MachineRandomness};
use crate::ledger;
use crate::outcome::Outcome;

pub fn run(global: &Global, book: &Arc<Book>, asked: &Serve) -> anyhow::Result<Outcome> {
    let safe = asked.behind_https || asked.listen.ip().is_loopback();
    if !safe {
        bail!(
            "{} can be reached from other machines, and what goes over the network would not be encrypted: listen on 127.0.0.1, or put a proxy with HTTPS before it and say --behind-https",
            asked.listen
        );
    }
    let permissions = Permissions::of(book).context("the permissions of the practice book")?;
    ledger::read_derived(global, book)?;
    let store = ledger::store(global)?;
    let writer = store.open_writer(Outside {
        clock: Box::new(MachineClock),
        randomness: Box::new(MachineRandomness),
        projector: ledger::projector(book),
    })?;
    let app = App::new(Parts {
        store,
        writer,
        book: Arc::clone(book),
        permissions,
        now: Box::new(edge::now),
        randomness: Box::new(MachineRandomness),
        settings: Settings {
            https: asked.behind_https,
            ..Settings::default()
        },
    })?;
    edge::log_to_the_error_stream();
    let runtime = tokio::runtime::Runtime::new().context("the threads that serve pages")?;
    runtime.block_on(serve(app, asked.listen))?;
    Ok(Outcome::Holds)
}

async fn serve(app: Arc<App>, listen: SocketAddr) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| format!("{listen} cannot be listened on: is it in use?"))?;
    println!("Serving on http://{}", listener.local_addr()?);
    web::serve(app, listener, edge::told_to_stop()).await?;
    println!("Stopped.");
    Ok(())
}
