//! The head of what is new, on the first page: for which children others recorded something since
//! somebody last looked at *What is new*, and what. It is the bell's number in words; what is new
//! stays so until that page is opened, whatever else is read.

use maud::{Markup, html};

use super::bell::{OfChild, heard, new_after};
use super::concern::Concern;
use super::news::title;
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// Of how many children it tells.
const CHILDREN: usize = 10;

/// The head of what is new to whoever asks; empty where nothing is.
pub(crate) fn head(visit: &mut Visit<'_>) -> Result<Markup, Stop> {
    if visit.bell.many == 0 {
        return Ok(Markup::default());
    }
    let concern = Concern::of(visit)?;
    let told = visit.reader.told_of(visit.who.worker)?;
    let after = new_after(visit, told.and_then(|told| told.seen));
    let new = heard(visit, &concern, after)?;
    let things: usize = new.iter().map(|one| one.heard.len()).sum();
    let count = |many: usize, one, more| {
        let many = i64::try_from(many).unwrap_or(i64::MAX);
        words::count(many, one, more)
    };
    let shown = new.get(..CHILDREN).unwrap_or(&new);
    Ok(html! {
        h2 class="govuk-heading-m" { "What is new" }
        p class="govuk-body" {
            "Others recorded "
            a class="govuk-link" href="/news" {
                (count(things, "thing", "things")) " for " (count(new.len(), "child", "children"))
            }
            " that you have not been told of."
        }
        ul class="govuk-list govuk-list--bullet" {
            @for one in shown {
                li {
                    a class="govuk-link" href={ "/child/" (one.subject) } { (one.name) }
                    ": " (kinds(visit, one))
                }
            }
        }
        @if new.len() > shown.len() {
            p class="govuk-body" {
                a class="govuk-link" href="/news" { "And of " (count(new.len() - shown.len(), "more child", "more children")) }
            }
        }
    })
}

/// What was recorded, each kind once, and when last.
fn kinds(visit: &Visit<'_>, one: &OfChild) -> String {
    let mut titles: Vec<String> = Vec::new();
    for heard in &one.heard {
        let title = title(visit, heard);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let last = one.heard.first().map(|heard| words::moment(heard.at));
    let last = last.unwrap_or_default();
    format!("{} ({last})", words::and(&titles))
}
