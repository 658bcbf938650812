//! A case supervised: its form has an agenda that is drawn from the file.

use maud::{Markup, html};

use super::SUPERVISION;
use super::agenda::{Point, agenda, in_words};
use super::form::{self, Asking, only_managers};
use crate::answers::Answers;
use crate::child::{File, open};
use crate::edge::Asked;
use crate::recording::question_id;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

fn asking(visit: &Visit<'_>, points: &[Point]) -> Asking<'static> {
    Asking {
        kind: SUPERVISION,
        title: "Supervise the case",
        page: "supervision",
        asks: &[
            "held_on",
            "agenda",
            "discussed",
            "analysis",
            "followed",
            "worker",
        ],
        fixed: vec![("supervisor", visit.who.name.clone())],
        part: None,
        before: told(points),
    }
}

/// Shows the form, the agenda filled in.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (file, points) = opened(visit, asked)?;
    let asking = asking(visit, &points);
    let mut known = Answers::default();
    known
        .0
        .insert(question_id("agenda"), vec![in_words(&points)]);
    form::show(visit, &file, &asking, known)
}

/// Writes what was said with its directions, or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let (file, points) = opened(visit, asked)?;
    let asking = asking(visit, &points);
    form::take(visit, asked, &file, &asking)
}

fn opened(visit: &mut Visit<'_>, asked: &Asked) -> Result<(File, Vec<Point>), Stop> {
    let file = open(visit, asked, "form")?;
    only_managers(visit, &file)?;
    let points = agenda(visit, &file)?;
    Ok((file, points))
}

fn told(points: &[Point]) -> Markup {
    html! {
        h2 class="govuk-heading-m" { "What the file says" }
        @if points.is_empty() { p class="govuk-body" { "Nothing is late, and no risk, plan or promise is recorded." } }
        @for point in points {
            h3 class="govuk-heading-s" { (point.title) }
            ul class="govuk-list govuk-list--bullet" { @for line in &point.lines { li { (line) } } }
        }
    }
}
