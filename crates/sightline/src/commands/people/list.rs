//! `worker list` and `team list`.

use std::sync::Arc;

use practice::Book;
use record::workforce::Gives;
use serde_json::json;

use super::known;
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{edge, ledger, show};

/// Every worker, or those of a team, with their roles today.
pub fn workers(global: &Global, book: &Arc<Book>, team: Option<&str>) -> anyhow::Result<Outcome> {
    let mut reader = ledger::read_derived(global, book)?;
    let now = edge::now();
    let teams = reader.teams()?;
    let workers = match team {
        None => reader.workers()?,
        Some(named) => reader.workers_of_team(known::team(&teams, named)?, now)?,
    };
    let mut shown = Vec::with_capacity(workers.len());
    for worker in workers {
        let offices = reader.offices_of(worker.subject)?.into_iter();
        let roles: Vec<String> = offices
            .filter(|office| {
                office.gives == Gives::Role && office.holds(now) && !worker.has_left(now)
            })
            .filter_map(|office| {
                let role = office.name?;
                let whom = office.whom;
                let team = whom.map(|whom| {
                    let known = teams.iter().find(|team| team.names().contains(&whom));
                    known.map_or(whom, |team| team.name.clone())
                });
                Some(team.map_or_else(|| role.clone(), |team| format!("{role} ({team})")))
            })
            .collect();
        shown.push((worker, roles));
    }
    if global.format == Format::Json {
        let shown: Vec<_> = (shown.into_iter())
            .map(|(worker, roles)| {
                json!({
                    "worker": worker.subject, "name": worker.name, "email": worker.email,
                    "number": worker.number, "organisation": worker.employer,
                    "left_on": worker.left_on, "roles": roles,
                })
            })
            .collect();
        show::json(&shown)?;
        return Ok(Outcome::Holds);
    }
    let rows = (shown.into_iter())
        .map(|(worker, roles)| {
            vec![
                worker.name,
                worker.number.unwrap_or_default(),
                roles.join(", "),
                worker
                    .left_on
                    .map_or_else(String::new, |day| day.to_string()),
                worker.subject.to_string(),
            ]
        })
        .collect();
    show::table(
        &["Name", "Number", "Roles today", "Left on", "Worker"],
        rows,
        "Nobody is recorded as working here: `sightline worker add` adds somebody.",
    )?;
    Ok(Outcome::Holds)
}

/// Every team.
pub fn teams(global: &Global, book: &Arc<Book>) -> anyhow::Result<Outcome> {
    let teams = ledger::read_derived(global, book)?.teams()?;
    if global.format == Format::Json {
        let shown: Vec<_> = (teams.into_iter())
            .map(|team| {
                json!({
                    "team": team.subject, "name": team.name, "code": team.code,
                    "service": team.service, "organisation": team.employer,
                    "closed_on": team.closed_on,
                })
            })
            .collect();
        show::json(&shown)?;
        return Ok(Outcome::Holds);
    }
    let rows = (teams.into_iter())
        .map(|team| {
            vec![
                team.name,
                team.code.unwrap_or_default(),
                team.service.unwrap_or_default(),
                team.subject.to_string(),
            ]
        })
        .collect();
    show::table(
        &["Name", "Code", "Service", "Team"],
        rows,
        "No team is recorded: `sightline team add` adds one.",
    )?;
    Ok(Outcome::Holds)
}
