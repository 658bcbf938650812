//! The components make what the design system makes of the same options.

#[path = "components/fixtures.rs"]
mod fixtures;
#[path = "components/html.rs"]
mod html;

use fixtures::{Options, agree};
use web::components::{Button, ErrorSummary, Label, Look, TextInput};

#[test]
fn a_button() {
    agree("button", 8, |options| {
        options.only(&[
            "text",
            "href",
            "name",
            "value",
            "classes",
            "preventDoubleClick",
            "type",
        ])?;
        let look = match options.text("classes").unwrap_or_default() {
            "" => Look::Main,
            "govuk-button--secondary" => Look::Secondary,
            "govuk-button--warning" => Look::Warning,
            _ => return None,
        };
        let odd = options.text("type").is_some_and(|kind| kind != "submit")
            || options.has("preventDoubleClick") && !options.flag("preventDoubleClick")?;
        if odd {
            return None;
        }
        let button = Button {
            text: options.text("text")?,
            look,
            href: options.text("href"),
            name: options.text("name"),
            value: options.text("value"),
            once: options.flag("preventDoubleClick")?,
        };
        Some(button.markup())
    });
}

#[test]
fn an_error_summary() {
    agree("error-summary", 3, |options| {
        options.only(&["titleText", "errorList"])?;
        if options.text("titleText")? != "There is a problem" {
            return None;
        }
        let mut errors = Vec::new();
        for error in options.list("errorList")? {
            error.only(&["text", "href"])?;
            errors.push((error.text("text")?, error.text("href")));
        }
        Some(ErrorSummary { errors }.markup())
    });
}

/// A label within the options of a question.
fn label<'o>(options: &Options<'o>, of: &'o str) -> Option<Label<'o>> {
    let label = options.table("label")?;
    label.only(&["text", "classes", "isPageHeading"])?;
    Some(Label {
        text: label.text("text")?,
        of,
        size: label.text("classes").unwrap_or_default(),
        is_heading: label.flag("isPageHeading")?,
    })
}

/// The words of a hint or an error, where that is all there is.
fn words<'o>(options: &Options<'o>, name: &str) -> Result<Option<&'o str>, fixtures::Neither> {
    if !options.has(name) {
        return Ok(None);
    }
    let plain = |table: Options<'o>| {
        table.only(&["text"])?;
        table.text("text")
    };
    let text = options.table(name).and_then(plain);
    text.map(Some).ok_or(fixtures::Neither)
}

#[test]
fn a_question_answered_in_one_line() {
    agree("input", 15, |options| {
        options.only(&[
            "label",
            "id",
            "name",
            "hint",
            "errorMessage",
            "value",
            "classes",
            "autocomplete",
            "inputmode",
            "spellcheck",
            "type",
        ])?;
        let id = options.text("id").or(options.text("name"))?;
        let input = TextInput {
            label: label(options, id)?,
            id,
            name: options.text("name")?,
            hint: words(options, "hint").ok()?,
            error: words(options, "errorMessage").ok()?,
            value: options.text("value"),
            width: options.text("classes").unwrap_or_default(),
            autocomplete: options.text("autocomplete"),
            keyboard: options.text("inputmode"),
            spelling: options.given_flag("spellcheck").ok()?,
            kind: options.text("type"),
        };
        Some(input.markup())
    });
}
