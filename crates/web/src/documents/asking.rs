//! The questions about documents in a form: what is attached so far and may be taken off again,
//! what else is to be attached, and whether the person whose file it is may have it.

use maud::{Markup, html};
use practice::Id;
use record::exempt::Reason;
use store::Attachment;

use super::bring::in_words;
use super::shown::size;
use crate::answers::Answers;
use crate::components::{Checkboxes, Choice, FileUpload, Label, Legend, Select, SelectItem};
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// What these questions send that is no answer of a record.
pub(crate) const NOT_ANSWERS: [&str; 3] = ["document", "document-withheld", "take-off"];

/// What a form asks about documents.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asking {
    /// What is attached so far.
    pub attached: Vec<Attachment>,
    /// What is wrong with what was sent.
    pub wrong: Vec<String>,
}

impl Asking {
    /// Of a draft of this person's.
    pub fn of(visit: &mut Visit<'_>, draft: Id, wrong: Vec<String>) -> Result<Self, Stop> {
        let mut attached = visit.reader.attachments_with(draft)?;
        attached.retain(|attachment| attachment.worker == visit.who.worker);
        Ok(Self { attached, wrong })
    }

    /// The questions.
    pub fn markup(&self, visit: &Visit<'_>, answers: &Answers) -> Markup {
        let allowed = &visit.app.settings.documents;
        let hint = format!(
            "{}, smaller than {}, without macros, scripts or a password",
            words::sentence(&in_words(&allowed.formats)),
            size(allowed.largest as u64)
        );
        let accept: Vec<&str> = (allowed.formats.iter())
            .flat_map(|format| format.endings())
            .copied()
            .collect();
        let accept = accept.join(",");
        html! {
            h2 class="govuk-heading-m" { "Documents" }
            @if !self.attached.is_empty() {
                (Checkboxes {
                    legend: Some(Legend { text: "Attached so far", size: "govuk-fieldset__legend--s", ..Legend::default() }),
                    id: Some("take-off"),
                    name: "take-off",
                    hint: Some("Select what is not to be attached after all"),
                    items: (self.attached.iter())
                        .map(|one| Choice {
                            value: one.id.to_string().into(),
                            text: format!("{} ({})", one.told.name, size(one.told.bytes)).into(),
                            ..Choice::default()
                        })
                        .collect(),
                    ..Checkboxes::default()
                }.markup())
            }
            (FileUpload {
                label: Label { text: "Attach a letter, a photograph or another document (optional)", of: "document", size: "govuk-label--s", ..Label::default() },
                id: "document",
                name: "document",
                hint: Some(&hint),
                error: self.wrong.first().map(String::as_str),
                accept: Some(&accept),
                several: true,
                ..FileUpload::default()
            }.markup())
            (withheld(answers.one("document-withheld")))
        }
    }
}

/// Whether the person whose file it is may have it.
pub(super) fn withheld(given: &str) -> Markup {
    let may = SelectItem::new("", "They may have it");
    let reasons = Reason::ALL
        .map(|reason| SelectItem::new(reason.name(), format!("Withhold it: {}", reason.says())));
    Select {
        label: Label {
            text: "May the person whose file this is have what you attach now, if they ask for their record?",
            of: "document-withheld",
            size: "govuk-label--s",
            ..Label::default()
        },
        id: "document-withheld",
        name: "document-withheld",
        items: [may].into_iter().chain(reasons).collect(),
        value: Some(given),
        ..Select::default()
    }
    .markup()
}
