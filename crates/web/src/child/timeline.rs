//! The timeline: what happened, in plain sentences, newest first; what was corrected
//! beside what corrected it.

use maud::{Markup, html};
use record::telling::{Happened, chronology, happened};

use super::top::top;
use super::{File, open};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: usize = 100;

/// Everything that happened.
pub(crate) fn timeline(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "timeline")?;
    let mut told = happened(&visit.app.book, &file.shown, file.as_at(visit));
    told.reverse();
    Ok(page(visit, asked, &file, told, ("timeline", "Timeline")))
}

/// The chronology: significant events alone, oldest first.
pub(crate) fn significant(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "chronology")?;
    let told = chronology(&visit.app.book, &file.shown, file.as_at(visit));
    Ok(page(
        visit,
        asked,
        &file,
        told,
        ("chronology", "Chronology"),
    ))
}

fn page(
    visit: &Visit<'_>,
    asked: &Asked,
    file: &File,
    mut told: Vec<Happened>,
    (address, title): (&str, &str),
) -> Reply {
    told.retain(|one| people::may_read_kind(visit, file, &one.kind).allowed);
    let page = asked.query.one("page").parse::<usize>().unwrap_or(1);
    let page = page.clamp(1, 100_000);
    let shown = told.iter().skip((page - 1) * PAGE).take(PAGE);
    let main = html! {
        (top(visit, file, address))
        h1 class="govuk-heading-l" { (title) }
        @if told.is_empty() { p class="govuk-body" { "Nothing is recorded." } }
        div class="moj-timeline" { @for one in shown { (item(file, one)) } }
        (crate::page::turn(&file.address(address), page, told.len() > page * PAGE))
    };
    Reply::Page(visit.page(&Content {
        title,
        main,
        ..Content::default()
    }))
}

/// One thing that happened.
pub(super) fn item(file: &File, one: &Happened) -> Markup {
    html! {
        div class="moj-timeline__item" {
            div class="moj-timeline__header" {
                h2 class={ "moj-timeline__title" @if one.withdrawn { " sightline-withdrawn" } } {
                    a class="govuk-link govuk-link--no-visited-state"
                        href=(file.address(&format!("entry/{}", one.entry))) { (words::sentence(&one.says)) }
                }
                @if one.withdrawn { strong class="govuk-tag govuk-tag--red" { "Withdrawn" } }
                @if !one.corrected.is_empty() { strong class="govuk-tag govuk-tag--yellow" { "Corrected" } }
            }
            p class="moj-timeline__date" { (words::when(one.at)) }
            (crate::documents::under(file, one.entry))
            @if !one.corrected.is_empty() {
                div class="moj-timeline__description" {
                    @for before in &one.corrected {
                        p class="govuk-body-s" { "It said before: " (words::sentence(before)) }
                    }
                }
            }
        }
    }
}
