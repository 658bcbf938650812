//! What the rules would find, were the census and the looked after return made on a day: how
//! many children by rule and by team, for whoever watches over what is recorded. What is told
//! at the end of the year alone is counted by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{anyhow, bail};
use practice::{Book, When};
use record::Casefile;
use returns::check::cin::Reference;
use returns::made::findings::{Beside, Finding, Return, of_child};
use serde_json::json;

use super::args::Findings;
use super::names::Known;
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show::{self, progress};
use crate::{edge, ledger};

/// What is counted together.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    team: Option<String>,
    of: Return,
    rule: &'static str,
    /// What the rule says; of the schema, what it asks of one element.
    message: String,
    due_at_the_end: bool,
}

/// The children of a line.
#[derive(Default)]
struct Counted {
    is_query: bool,
    children: Vec<String>,
}

/// Counts what is found in every child's file.
pub fn run(global: &Global, book: &Arc<Book>, asked: &Findings) -> anyhow::Result<Outcome> {
    if matches!(global.format, Format::Csv | Format::Xlsx) {
        bail!("findings are told as a table or as JSON: ask for --format table or --format json");
    }
    let now = edge::now();
    let on = asked.on.unwrap_or_else(|| When::Instant(now).day());
    let calendar = book.calendar("england-and-wales").ok_or_else(|| {
        anyhow!("the practice book has no calendar england-and-wales, by which the census counts working days")
    })?;
    let mut children = ledger::read_derived(global, book)?;
    let mut files = ledger::read(global)?;
    let names = Known::of(&mut files)?;
    let teams = files.everybodys_teams()?;
    let beside = Beside {
        book: Reference {
            calendar,
            authorities: &book.authorities,
        },
        names: &names,
    };
    let of = children.counts()?;
    let bar = progress::counting("children");
    let (mut lines, mut at) = (BTreeMap::new(), 0);
    children.each_child(|child| {
        at += 1;
        bar.at(at, of.children);
        let scope = files.scope_of(child.subject)?;
        let team = teams.of_child(&scope, now).map(str::to_owned);
        if asked.team.is_some() && asked.team != team {
            return Ok(());
        }
        let casefile = Casefile::fold(&files.file(child.subject)?);
        let found = of_child(&child.authority_id, &casefile.facts, on, beside)?;
        for one in found {
            count(&mut lines, team.clone(), one, &child.authority_id);
        }
        Ok::<_, anyhow::Error>(())
    })?;
    bar.done();
    print(global, on, asked.children, &lines)?;
    Ok(Outcome::Holds)
}

/// Counts a child once in a line.
fn count(lines: &mut BTreeMap<Line, Counted>, team: Option<String>, one: Finding, child: &str) {
    let line = Line {
        team,
        of: one.of,
        rule: one.rule,
        message: one.message,
        due_at_the_end: one.due_at_the_end,
    };
    let counted = lines.entry(line).or_default();
    counted.is_query = one.is_query;
    if counted.children.last().is_none_or(|last| last != child) {
        counted.children.push(child.to_owned());
    }
}

fn print(
    global: &Global,
    on: jiff::civil::Date,
    name_children: bool,
    lines: &BTreeMap<Line, Counted>,
) -> anyhow::Result<()> {
    let kind = |line: &Line, counted: &Counted| match (line.due_at_the_end, counted.is_query) {
        (true, _) => "by 31 March",
        (false, true) => "query",
        (false, false) => "error",
    };
    if global.format == Format::Json {
        let lines: Vec<_> = (lines.iter())
            .map(|(line, counted)| {
                let mut one = json!({
                    "team": line.team, "return": line.of.name(), "rule": line.rule,
                    "kind": kind(line, counted), "message": line.message,
                    "children": counted.children.len(),
                });
                if let (true, Some(one)) = (name_children, one.as_object_mut()) {
                    one.insert("of".to_owned(), json!(counted.children));
                }
                one
            })
            .collect();
        return show::json(&json!({"on": on.to_string(), "findings": lines}));
    }
    let rows = lines.iter().map(|(line, counted)| {
        let message = if name_children {
            format!("{} ({})", line.message, counted.children.join(", "))
        } else {
            line.message.clone()
        };
        vec![
            line.team.clone().unwrap_or_else(|| "(no team)".to_owned()),
            line.of.name().to_owned(),
            line.rule.to_owned(),
            kind(line, counted).to_owned(),
            counted.children.len().to_string(),
            message,
        ]
    });
    show::table(
        &["Team", "Return", "Rule", "Kind", "Children", "Message"],
        rows.collect(),
        "Nothing would be found in either return.",
    )
}
