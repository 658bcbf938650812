//! Printing what would differ: the list as it is found, and then the counts.

use practice::{Book, When};
use record::what_if::{Counts, Difference, Found, NO_TEAM};
use serde_json::json;

use crate::cli::{Format, Global};
use crate::show;

/// What is printed: each difference as it is found, so that any number takes no memory.
pub struct List {
    json: bool,
    children: bool,
    open: Option<show::JsonList>,
}

impl List {
    /// Begins it; without `children` there are counts alone.
    pub fn begin(global: &Global, children: bool) -> anyhow::Result<Self> {
        let json = global.format == Format::Json;
        let list = (json && children).then(|| show::JsonList::begin_within("{\"differences\":"));
        Ok(Self {
            json,
            children,
            open: list.transpose()?,
        })
    }

    /// Prints one difference.
    pub fn push(
        &mut self,
        name: &str,
        owner: &str,
        team: Option<&str>,
        one: &Difference<'_>,
    ) -> anyhow::Result<()> {
        if !self.children {
            return Ok(());
        }
        let (before, after) = one.dues();
        let duty = one.duty();
        if let Some(list) = &mut self.open {
            return list.push(&json!({
                "child": name, "clock": one.clock(), "owner": owner, "team": team,
                "what": one.what(),
                "started_at": duty.map(|duty| duty.started.at),
                "due": before, "would_be_due": after,
                "id": duty.map(record::Duty::id),
            }));
        }
        let day = |at: Option<When>| at.map_or_else(|| "none".to_owned(), |at| at.to_string());
        show::lines([format!(
            "{name}  {}  {}  {}: due {}, would be {}",
            team.unwrap_or(NO_TEAM),
            one.clock(),
            one.what().join(", "),
            day(before),
            day(after)
        )])
    }

    /// Prints the counts.
    pub fn end(self, now: &Book, other: &Book, found: &Found, as_at: When) -> anyhow::Result<()> {
        let told =
            |book: &Book| json!({"title": book.title, "edition": book.edition, "hash": book.hash});
        if self.json {
            let counts = json!({
                "as_at": as_at, "in_force": told(now), "what_if": told(other), "counts": found,
            });
            return match self.open {
                Some(list) => list.end_with(&counts),
                None => show::json(&counts),
            };
        }
        show::lines([format!(
            "{}, edition {}, instead of {}, edition {}, as at {as_at}. Nothing was changed.",
            other.title, other.edition, now.title, now.edition
        )])?;
        let all = [("all".to_owned(), found.all)];
        table("", all.iter().map(|(name, counts)| (name, counts)))?;
        table("By clock", &found.by_clock)?;
        table("By area", &found.by_area)?;
        table("By who owes it", &found.by_owner)?;
        table("By team", &found.by_team)
    }
}

fn table<'c>(
    title: &str,
    counts: impl IntoIterator<Item = (&'c String, &'c Counts)>,
) -> anyhow::Result<()> {
    let rows = counts.into_iter().map(|(name, counts)| {
        let numbers = [
            counts.added,
            counts.gone,
            counts.earlier,
            counts.later,
            counts.newly_late,
            counts.no_longer_late,
        ];
        let numbers = numbers.iter().map(ToString::to_string);
        std::iter::once(name.clone()).chain(numbers).collect()
    });
    let headings = [
        title,
        "Added",
        "Gone",
        "Earlier",
        "Later",
        "Newly late",
        "No longer late",
    ];
    show::table(&headings, rows.collect(), "Nothing would differ.")
}
