//! `explain`: why a duty is due, and how that was worked out.

use std::sync::Arc;

use anyhow::{anyhow, bail};
use jiff::Timestamp;
use practice::engine::{Explanation, Story, evaluate};
use practice::{Book, When};
use serde::Serialize;

use super::duties::{Shown, due_in_words, shown};
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::{edge, ledger, show};

#[derive(Serialize)]
struct Explained {
    #[serde(flatten)]
    duty: Shown,
    why: Explanation,
}

pub fn run(
    global: &Global,
    book: &Arc<Book>,
    id: &str,
    as_at: Option<Timestamp>,
) -> anyhow::Result<Outcome> {
    let mut reader = ledger::read_derived(global, book)?;
    let duty = reader.duty(id)?.ok_or_else(|| {
        anyhow!("no duty in this record has the id {id}: `sightline duties` prints the ids")
    })?;
    let child = reader.child(duty.subject)?;
    let name = child.map_or_else(|| duty.subject.to_string(), |child| child.authority_id);
    let entries = reader.file(duty.subject)?;
    let casefile = record::Casefile::fold(&entries);
    let story = Story::new(book, &casefile.facts);
    let owed = evaluate(book, duty.subject, &story)
        .owed
        .into_iter()
        .find(|owed| owed.duty.id() == id)
        .ok_or_else(|| {
            anyhow!("the duty {id} is not what the record says any more: run `sightline rebuild`")
        })?;
    let as_at = as_at.unwrap_or_else(edge::now);
    if !owed.duty.had_started(as_at) {
        let begins = owed.duty.started.at;
        bail!(
            "the duty {id} begins on {begins}, so nothing was owed then: ask with --as-at {begins} or later"
        );
    }
    let explained = Explained {
        duty: shown(book, &name, &owed.duty, as_at),
        why: by_then(owed.explain(book, &story), as_at),
    };
    if global.format == Format::Json {
        show::json(&explained)?;
    } else {
        show::lines(in_words(&explained))?;
    }
    Ok(Outcome::Holds)
}

/// Without what happened only after the time asked about.
fn by_then(why: Explanation, as_at: Timestamp) -> Explanation {
    let happened = |at: Option<When>| at.is_none_or(|at| at.start() <= as_at);
    Explanation {
        met: why.met.filter(|told| happened(told.at)),
        ended: why.ended.filter(|told| happened(told.at)),
        ..why
    }
}

fn in_words(explained: &Explained) -> Vec<String> {
    let (duty, why) = (&explained.duty, &explained.why);
    let mut lines = vec![
        format!("{} for {} {}", why.title, duty.about, duty.child),
        format!("  State    {}{}", duty.state, over(duty.days_over)),
        format!("  Due      {}", due(duty, why)),
        format!("  Because  {}: {}", duty.started_at, why.started.says),
        format!("  Counted  {}, {}", why.within, why.counting),
    ];
    if let Some(from) = why.counted_from {
        lines.push(format!("           from {from}"));
    }
    if let Some(day) = why.earliest.filter(|_| why.due.is_some()) {
        lines.push(format!("  Earliest {day}"));
    }
    if let Some(day) = why.should_by {
        lines.push(format!(
            "  Should   be done by {day}: an aim, and no breach"
        ));
    }
    if let Some(count) = &why.count {
        lines.push(format!(
            "           from {} to {}, leaving out {} weekend days",
            count.first, count.last, count.weekend_days
        ));
        lines.extend(
            count
                .bank_holidays
                .iter()
                .map(|(day, name)| format!("           and {day}, {name}")),
        );
        if count.provisional {
            lines.push(
                "           outside the years whose bank holidays are known: provisional"
                    .to_owned(),
            );
        }
    }
    if let Some(condition) = &why.because {
        lines.push(format!("  If       {condition} (as the rule writes it)"));
    }
    if let Some(met) = &why.met {
        lines.push(format!("  Met      {}: {}", moment(met.at), met.says));
    }
    if let Some(ended) = &why.ended {
        lines.push(format!("  Ended    {}: {}", moment(ended.at), ended.says));
    }
    lines.extend(
        why.not_known
            .iter()
            .map(|reason| format!("  Told     {reason}")),
    );
    lines.push(format!(
        "  Owed by  {}; climbs to {}",
        why.owner,
        why.climbs.join(", then ")
    ));
    for source in &why.sources {
        lines.push(format!(
            "  Source   {} ({}; text checked: {})",
            source.cite, source.level, source.confirmed
        ));
    }
    lines.extend(why.note.iter().map(|note| format!("  Note     {note}")));
    lines.push(format!(
        "  Rule     {} in the practice book, {}",
        duty.clock, why.rule
    ));
    lines
}

fn due(duty: &Shown, why: &Explanation) -> String {
    match (why.due, why.plan_by) {
        (Some(due), Some(plan_by)) => format!("{due}, to be planned by {plan_by}"),
        _ => due_in_words(duty),
    }
}

fn over(days: i64) -> String {
    match days {
        0 => String::new(),
        1 => ", 1 day over".to_owned(),
        days => format!(", {days} days over"),
    }
}

fn moment(at: Option<When>) -> String {
    at.map_or_else(
        || "on a day that the source does not give".to_owned(),
        |at| at.to_string(),
    )
}
