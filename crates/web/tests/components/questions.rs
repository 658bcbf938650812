//! What is asked, and what is wrong with the answer.

use web::components::{
    Button, CharacterCount, Checkboxes, DateInput, DatePart, ErrorSummary, Fieldset, FileUpload,
    Limit, Look, PasswordInput, Radios, Select, SelectItem, TextInput, Textarea,
};

use crate::fixtures::{NotOurs, Options, Taken, agree};
use crate::parts::{choices, described, label, legend, words};

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

#[test]
fn several_answers_of_which_one_is_right() {
    agree("radios", |options| {
        options.only(&[
            "fieldset",
            "idPrefix",
            "name",
            "hint",
            "errorMessage",
            "classes",
            "items",
            "value",
        ])?;
        let (legend, described_by) = described(options)?;
        let radios = Radios {
            legend,
            id: options.maybe("idPrefix")?,
            name: options.text("name")?,
            hint: words(options, "hint")?,
            error: words(options, "errorMessage")?,
            described_by,
            class: options.class(),
            items: choices(options)?,
            value: options.maybe("value")?,
        };
        Ok(radios.markup())
    });
}

#[test]
fn several_answers_of_which_any_may_be_right() {
    agree("checkboxes", |options| {
        options.only(&[
            "fieldset",
            "idPrefix",
            "name",
            "hint",
            "errorMessage",
            "describedBy",
            "classes",
            "items",
            "values",
        ])?;
        let (legend, described_by) = described(options)?;
        let boxes = Checkboxes {
            legend,
            id: options.maybe("idPrefix")?,
            name: options.text("name")?,
            hint: words(options, "hint")?,
            error: words(options, "errorMessage")?,
            described_by,
            class: options.class(),
            items: choices(options)?,
            values: options.texts("values")?,
        };
        Ok(boxes.markup())
    });
}

#[test]
fn a_day_typed_in_three_parts() {
    agree("date-input", |options| {
        options.only(&[
            "fieldset",
            "id",
            "namePrefix",
            "hint",
            "errorMessage",
            "classes",
            "values",
            "items",
            "day",
            "month",
            "year",
        ])?;
        let (legend, described_by) = described(options)?;
        let mut date = DateInput {
            legend,
            id: options.text("id")?,
            prefix: options.maybe("namePrefix")?,
            hint: words(options, "hint")?,
            error: words(options, "errorMessage")?,
            described_by,
            class: options.class(),
            ..DateInput::default()
        };
        let mut right = Vec::new();
        date.day = part(options, &mut date, &mut right, (DatePart::Day, "day"))?;
        date.month = part(options, &mut date, &mut right, (DatePart::Month, "month"))?;
        date.year = part(options, &mut date, &mut right, (DatePart::Year, "year"))?;
        // The design system can name those that are right instead of those that are wrong.
        if !right.is_empty() && date.error.is_some() {
            let all = [DatePart::Day, DatePart::Month, DatePart::Year];
            date.wrong = all.into_iter().filter(|one| !right.contains(one)).collect();
        }
        Ok(date.markup())
    });
}

/// What was typed into a part; and whether it is wrong or right, or is left out.
fn part<'o>(
    options: Options<'o>,
    date: &mut DateInput<'o>,
    right: &mut Vec<DatePart>,
    (part, name): (DatePart, &str),
) -> Taken<Option<&'o str>> {
    let key = match date.prefix {
        Some(prefix) => format!("{prefix}-{name}"),
        None => name.to_owned(),
    };
    let typed = match options.table("values") {
        Some(values) => values.maybe(&key)?,
        None => None,
    };
    let items = options.list("items")?;
    let own = if items.is_empty() {
        options.table(name)
    } else {
        let named = |item: &Options<'_>| item.text("name") == Ok(name);
        items.iter().copied().find(named)
    };
    let Some(own) = own else {
        let left_out = !items.is_empty() || options.given_flag(name)? == Some(false);
        // Ours leaves one part out at most.
        if left_out && date.left_out.replace(part).is_some() {
            return Err(NotOurs);
        }
        return Ok(typed);
    };
    own.only(&["name", "value", "error", "classes"])?;
    let width = match part {
        DatePart::Day | DatePart::Month => "govuk-input--width-2",
        DatePart::Year => "govuk-input--width-4",
    };
    if !own.class().is_empty() && own.class() != width {
        return Err(NotOurs);
    }
    match own.given_flag("error")? {
        Some(true) => date.wrong.push(part),
        Some(false) => right.push(part),
        None => {}
    }
    Ok(own.maybe("value")?.or(typed))
}

#[test]
fn a_list_that_opens() {
    agree("select", |options| {
        options.only(&[
            "label",
            "id",
            "name",
            "hint",
            "errorMessage",
            "describedBy",
            "classes",
            "items",
            "value",
            "disabled",
        ])?;
        let id = options.text("id").or(options.text("name"))?;
        let mut items = Vec::new();
        for one in options.list("items")? {
            one.only(&["value", "text", "selected", "disabled"])?;
            if one.given_flag("selected")? == Some(false) {
                return Err(NotOurs);
            }
            items.push(SelectItem {
                value: one.maybe_text("value")?,
                text: one.text("text")?.into(),
                chosen: one.flag("selected")?,
                disabled: one.flag("disabled")?,
            });
        }
        let select = Select {
            label: label(options, id)?,
            id,
            name: options.text("name")?,
            hint: words(options, "hint")?,
            error: words(options, "errorMessage")?,
            described_by: options.maybe("describedBy")?,
            class: options.class(),
            items,
            value: options.maybe("value")?,
            disabled: options.flag("disabled")?,
        };
        Ok(select.markup())
    });
}

#[test]
fn questions_that_belong_together() {
    agree("fieldset", |options| {
        options.only(&["legend", "describedBy", "role", "classes", "html"])?;
        let fieldset = Fieldset {
            legend: legend(options)?,
            described_by: options.maybe("describedBy")?,
            role: options.maybe("role")?,
            class: options.class(),
            content: options.markup("html").unwrap_or_default(),
        };
        Ok(fieldset.markup())
    });
}
