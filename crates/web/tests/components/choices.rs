//! What is chosen, and days.

use web::components::{Checkboxes, DateInput, DatePart, Fieldset, Radios, Select, SelectItem};

use crate::fixtures::{NotOurs, Options, Taken, agree};
use crate::parts::{choices, described, label, legend, words};

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
