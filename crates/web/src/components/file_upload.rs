//! A question answered with a file.

use maud::{Markup, html};

use super::attributes::classes;
use super::field::Label;
use super::question::Question;

/// A question answered with a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileUpload<'f> {
    /// The question.
    pub label: Label<'f>,
    /// Its id.
    pub id: &'f str,
    /// The name under which the file is sent.
    pub name: &'f str,
    /// What helps to answer: which types, how large.
    pub hint: Option<&'f str>,
    /// What is wrong with the file.
    pub error: Option<&'f str>,
    /// The id of something else on the page that describes the question.
    pub described_by: Option<&'f str>,
    /// Which types the browser offers: `.pdf,.docx`, say. The server checks it again.
    pub accept: Option<&'f str>,
    /// Whether several files can be sent.
    pub several: bool,
    /// Whether the script makes a place of it onto which files can be dropped.
    pub drop: bool,
    /// A further class.
    pub class: &'f str,
}

impl FileUpload<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let question = Question {
            id: self.id,
            hint: self.hint,
            error: self.error,
            described_by: self.described_by,
        };
        let class = classes([
            "govuk-file-upload",
            self.class,
            question.if_wrong("govuk-file-upload--error"),
        ]);
        let input = html! {
            input class=(class) id=(self.id) name=(self.name) type="file" multiple[self.several]
                aria-describedby=[question.described()] accept=[self.accept];
        };
        question.group(&html! {
            (self.label.markup())
            (question.help())
            @if self.drop {
                div class="govuk-file-upload-wrapper" data-module="govuk-file-upload" { (input) }
            } @else {
                (input)
            }
        })
    }
}
