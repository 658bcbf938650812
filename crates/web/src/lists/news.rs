//! What is new to somebody of their children: what others recorded since they last looked.

use maud::{Markup, html};
use record::may::Action;
use store::Heading;

use super::gather::{Child, Children};
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// How many of a child's last entries are looked through, and of how many children it is told.
const LOOKED_THROUGH: u64 = 20;
const MOST: usize = 60;

/// What is new of a child.
pub(super) struct New {
    pub subject: practice::Id,
    pub name: String,
    /// Whether this person never looked at the file.
    pub never_looked: bool,
    /// What was recorded, by kind, the newest first.
    pub records: Vec<Heading>,
}

/// What is new of these children: the newest first.
pub(super) fn news(visit: &mut Visit<'_>, children: &Children) -> Result<Vec<New>, Stop> {
    let me = visit.who.worker;
    let mut found = Vec::new();
    if children.len() > MOST {
        return Ok(found);
    }
    for child in children.values() {
        let looked = visit.reader.last_look(me, child.subject)?;
        let mut records = visit.reader.last_headings(child.subject, LOOKED_THROUGH)?;
        records.retain(|heading| {
            heading.recorded_by != me
                && looked.is_some_and(|looked| heading.recorded_at > looked)
                && may_read(visit, child, heading)
        });
        if looked.is_none() || !records.is_empty() {
            found.push(New {
                subject: child.subject,
                name: child.name.clone(),
                never_looked: looked.is_none(),
                records,
            });
        }
    }
    found.sort_by_key(|new| {
        let newest = new.records.first().map(|heading| heading.recorded_at);
        (!new.never_looked, std::cmp::Reverse(newest))
    });
    Ok(found)
}

fn may_read(visit: &Visit<'_>, child: &Child, heading: &Heading) -> bool {
    let Some(record) = visit.app.book.record(&heading.kind) else {
        return false;
    };
    visit.may(Action::Read, &child.target, Some(record)).allowed
}

/// The same, told.
pub(super) fn told(visit: &Visit<'_>, news: &[New]) -> Markup {
    html! {
        ul class="govuk-list govuk-list--bullet" {
            @for new in news {
                li {
                    a class="govuk-link" href={ "/child/" (new.subject) } { (new.name) }
                    @if new.never_looked { " is new to you" }
                    @else { ": " (kinds(visit, &new.records)) }
                }
            }
        }
    }
}

/// What was recorded, each kind once, and when last.
fn kinds(visit: &Visit<'_>, records: &[Heading]) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for heading in records {
        let title = visit.app.book.record(&heading.kind);
        let title = title.map_or(heading.kind.as_str(), |record| record.title.as_str());
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let last = records.first().map(|heading| heading.recorded_at);
    let last = last.map(words::moment).unwrap_or_default();
    format!("{} ({last})", words::and(&titles).to_lowercase())
}
