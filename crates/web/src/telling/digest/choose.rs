//! Where a person chooses whether and how often they have a digest: on the page of their account.

use maud::{Markup, html};
use store::Note;

use super::due::often;
use super::set::{Often, address};
use crate::components::{Button, Choice, Legend, Look, Radios};
use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// The part of the page of somebody's account; nothing where no mail server is set.
pub(crate) fn section(visit: &mut Visit<'_>) -> Result<Markup, Stop> {
    let app = visit.app;
    let Some(mail) = &app.settings.mail else {
        return Ok(Markup::default());
    };
    let me = visit.who.worker;
    let told = visit.reader.told_of(me)?;
    let often = often(told.as_ref(), mail);
    let email = visit.reader.worker(me)?.and_then(|worker| worker.email);
    let at = mail.at.strftime("%H:%M");
    let hint = format!(
        "How much is late, due today, to authorise and new, and the address of these pages; nothing about any child. It is sent from {at} on, where there is something to tell."
    );
    let goes = match &email {
        Some(email) if address(email).is_some() => html! { "It goes to " (email) "." },
        Some(_) => {
            html! { "Your e-mail address is recorded in a way that nothing can be sent to: ask whoever keeps accounts to put it right." }
        }
        None => {
            html! { "No e-mail address is recorded for you, so nothing can be sent: ask whoever keeps accounts to add it." }
        }
    };
    let items = Often::ALL.map(|often| Choice::new(often.code(), often.title()));
    Ok(html! {
        h2 class="govuk-heading-m" { "A digest by e-mail" }
        p class="govuk-body" { (goes) }
        form method="post" action="/account/digest" novalidate {
            input type="hidden" name="form" value=(visit.form_key());
            (Radios {
                legend: Some(Legend { text: "How often do you wish to have one?", size: "govuk-fieldset__legend--s", ..Legend::default() }),
                name: "often",
                hint: Some(&hint),
                items: items.to_vec(),
                value: Some(often.code()),
                ..Radios::default()
            }.markup())
            (Button { text: "Save", look: Look::Secondary, ..Button::default() }.markup())
        }
    })
}

/// Keeps what somebody chose.
pub(crate) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    if visit.app.settings.mail.is_none() {
        return Err(Stop::NotFound);
    }
    let chosen = Often::of(asked.answers.one("often")).ok_or(Stop::Stale)?;
    let worker = visit.who.worker;
    let often = Some(chosen.code().to_owned());
    visit.app.writer.note(vec![Note::Often { worker, often }])?;
    Ok(Reply::Go("/account".to_owned()))
}
