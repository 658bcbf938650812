//! What is typed, and what is wrong with it.

use web::components::{
    Button, CharacterCount, ErrorSummary, FileUpload, Limit, Look, PasswordInput, TextInput,
    Textarea,
};

use crate::fixtures::{NotOurs, Options, Taken, agree};
use crate::parts::{label, words};

#[test]
fn a_button() {
    agree("button", |options| {
        options.only(&[
            "text",
            "href",
            "name",
            "value",
            "classes",
            "preventDoubleClick",
            "type",
            "id",
        ])?;
        let (look, class) = match options
            .class()
            .split_once(' ')
            .unwrap_or((options.class(), ""))
        {
            ("govuk-button--secondary", class) => (Look::Secondary, class),
            ("govuk-button--warning", class) => (Look::Warning, class),
            _ => (Look::Main, options.class()),
        };
        let odd = options.maybe("type")?.is_some_and(|kind| kind != "submit")
            || options.has("preventDoubleClick") && !options.flag("preventDoubleClick")?;
        if odd {
            return Err(NotOurs);
        }
        let button = Button {
            text: options.text("text")?,
            look,
            class,
            id: options.maybe("id")?,
            href: options.maybe("href")?,
            name: options.maybe("name")?,
            value: options.maybe("value")?,
            once: options.flag("preventDoubleClick")?,
        };
        Ok(button.markup())
    });
}

#[test]
fn an_error_summary() {
    agree("error-summary", |options| {
        options.only(&["titleText", "errorList"])?;
        if options.text("titleText")? != "There is a problem" {
            return Err(NotOurs);
        }
        let mut errors = Vec::new();
        for error in options.list("errorList")? {
            error.only(&["text", "href"])?;
            errors.push((error.text("text")?, error.maybe("href")?));
        }
        Ok(ErrorSummary { errors }.markup())
    });
}

#[test]
fn a_question_answered_in_one_line() {
    agree("input", |options| {
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
            "describedBy",
            "prefix",
            "suffix",
            "autocapitalize",
        ])?;
        let id = options.text("id").or(options.text("name"))?;
        let input = TextInput {
            label: label(options, id)?,
            id,
            name: options.text("name")?,
            hint: words(options, "hint")?,
            error: words(options, "errorMessage")?,
            value: options.maybe("value")?,
            width: options.class(),
            autocomplete: options.maybe("autocomplete")?,
            keyboard: options.maybe("inputmode")?,
            spelling: options.given_flag("spellcheck")?,
            kind: options.maybe("type")?,
            described_by: options.maybe("describedBy")?,
            prefix: words(options, "prefix")?,
            suffix: words(options, "suffix")?,
            capitals: options.maybe("autocapitalize")?,
            // None of the design system has one.
            list: None,
        };
        Ok(input.markup())
    });
}

const AREA: [&str; 12] = [
    "label",
    "id",
    "name",
    "hint",
    "errorMessage",
    "describedBy",
    "value",
    "rows",
    "classes",
    "autocomplete",
    "spellcheck",
    "disabled",
];

fn area(options: Options<'_>) -> Taken<Textarea<'_>> {
    let id = options.text("id").or(options.text("name"))?;
    Ok(Textarea {
        label: label(options, id)?,
        id,
        name: options.text("name")?,
        hint: words(options, "hint")?,
        error: words(options, "errorMessage")?,
        described_by: options.maybe("describedBy")?,
        value: options.maybe("value")?,
        rows: options.count("rows")?,
        class: options.class(),
        autocomplete: options.maybe("autocomplete")?,
        spelling: options.given_flag("spellcheck")?,
        disabled: options.flag("disabled")?,
    })
}

#[test]
fn a_question_answered_in_several_lines() {
    agree("textarea", |options| {
        options.only(&AREA)?;
        Ok(area(options)?.markup())
    });
}

#[test]
fn a_question_answered_in_only_so_many_characters() {
    agree("character-count", |options| {
        let further = ["maxlength", "countType", "threshold"];
        options.only(&[&AREA[..], &further].concat())?;
        let most = options.count("maxlength")?.ok_or(NotOurs)?;
        let limit = match options.maybe("countType")? {
            None => Limit::Units(most),
            Some("characters") => Limit::Characters(most),
            Some("words") => Limit::Words(most),
            Some(_) => return Err(NotOurs),
        };
        let question = CharacterCount {
            area: area(options)?,
            limit,
            threshold: options.count("threshold")?,
        };
        Ok(question.markup())
    });
}

#[test]
fn a_question_answered_with_a_file() {
    agree("file-upload", |options| {
        options.only(&[
            "label",
            "id",
            "name",
            "hint",
            "errorMessage",
            "describedBy",
            "classes",
            "multiple",
            "javascript",
            "attributes",
        ])?;
        let accept = match options.table("attributes") {
            None => None,
            Some(attributes) => {
                attributes.only(&["accept"])?;
                attributes.maybe("accept")?
            }
        };
        let id = options.text("id").or(options.text("name"))?;
        let upload = FileUpload {
            label: label(options, id)?,
            id,
            name: options.text("name")?,
            hint: words(options, "hint")?,
            error: words(options, "errorMessage")?,
            described_by: options.maybe("describedBy")?,
            accept,
            several: options.flag("multiple")?,
            drop: options.flag("javascript")?,
            class: options.class(),
        };
        Ok(upload.markup())
    });
}

#[test]
fn a_password() {
    agree("password-input", |options| {
        options.only(&[
            "label",
            "id",
            "name",
            "hint",
            "errorMessage",
            "describedBy",
            "classes",
            "autocomplete",
        ])?;
        let new = match options.maybe("autocomplete")? {
            None => false,
            Some("new-password") => true,
            Some(_) => return Err(NotOurs),
        };
        let id = options.text("id").or(options.text("name"))?;
        let input = PasswordInput {
            label: label(options, id)?,
            id,
            name: options.text("name")?,
            hint: words(options, "hint")?,
            error: words(options, "errorMessage")?,
            described_by: options.maybe("describedBy")?,
            new,
            class: options.class(),
        };
        Ok(input.markup())
    });
}
