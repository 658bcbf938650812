//! `who-may`: whether a worker may do something, and why.

use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use practice::Book;
use record::may::Permissions;
use serde_json::json;

use super::args::WhoMay;
use super::known;
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{edge, ledger, show};

/// Answers by the policies of the book; what is refused does not hold.
pub fn run(global: &Global, book: &Arc<Book>, asked: &WhoMay) -> anyhow::Result<Outcome> {
    let permissions = Permissions::of(book).map_err(|problems| {
        anyhow!("the policies of the practice book cannot be used:\n{problems}")
    })?;
    let at = asked.as_at.unwrap_or_else(edge::now);
    let kind = (asked.record.as_deref())
        .map(|name| {
            (book.record(name)).with_context(|| format!("{name:?} is no record type of the book"))
        })
        .transpose()?;
    let mut reader = ledger::read_derived(global, book)?;
    let worker = known::worker(&mut reader, &asked.worker)?;
    let actor = (reader.actor(worker.subject, at)?)
        .with_context(|| format!("{} has no file", worker.name))?;
    let (subject, about) = match &asked.child {
        Some(child) => (ledger::child(&mut reader, child)?.subject, "child"),
        None => (reader.about().organisation, "organisation"),
    };
    let target = reader.target(subject, about, at)?;
    let decision = permissions.may(&actor, asked.action, &target, kind);
    if global.format == Format::Json {
        show::json(&json!({
            "worker": worker.name, "action": asked.action.name(), "allowed": decision.allowed,
            "role": decision.role, "policies": decision.policies, "because": decision.because,
        }))?;
    } else {
        let may = if decision.allowed { "may" } else { "may not" };
        let role = (decision.role.as_deref())
            .and_then(|role| book.permissions.role(role))
            .map_or_else(String::new, |role| format!(", as {}", role.title));
        let head = format!("{} {may} {}{role}.", worker.name, asked.action.says());
        let policies = decision.policies.iter().map(|id| format!(" ({id})"));
        let because = (decision.because.iter())
            .zip(policies.chain(std::iter::repeat(String::new())))
            .map(|(because, id)| format!("    {because}{id}"));
        show::lines(std::iter::once(head).chain(because))?;
    }
    Ok(if decision.allowed {
        Outcome::Holds
    } else {
        Outcome::DoesNotHold
    })
}
