//! A management decision on a child: what, why, on what information, and what is to be done by
//! whom and by when.

use maud::Markup;

use super::form::{self, Asking, only_managers};
use crate::answers::Answers;
use crate::child::open;
use crate::edge::Asked;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

fn asking(visit: &Visit<'_>) -> Asking<'static> {
    let role = people::roles_in_words(visit).into_iter().next();
    let role = role.map(|role| format!(", {}", role.to_lowercase()));
    let by = format!("{}{}", visit.who.name, role.unwrap_or_default());
    Asking {
        kind: super::DECISION,
        title: "Record a management decision",
        page: "decision",
        asks: &[
            "decided_at",
            "decision",
            "why",
            "known",
            "instead",
            "child_view",
        ],
        fixed: vec![("decided_by", by)],
        part: Some("decision"),
        before: Markup::default(),
    }
}

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    only_managers(visit, &file)?;
    let asking = asking(visit);
    form::show(visit, &file, &asking, Answers::default())
}

/// Writes the decision with its directions, or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "form")?;
    only_managers(visit, &file)?;
    let asking = asking(visit);
    form::take(visit, asked, &file, &asking)
}
