//! What the options of several components have in common.

use web::components::{Choice, Label, Legend, Link};

use crate::fixtures::{NotOurs, Options, Taken};

/// A label within the options of a question.
pub fn label<'o>(options: Options<'o>, of: &'o str) -> Taken<Label<'o>> {
    let label = options.table("label").ok_or(NotOurs)?;
    label.only(&["text", "classes", "isPageHeading"])?;
    Ok(Label {
        text: label.text("text")?,
        of,
        size: label.class(),
        is_heading: label.flag("isPageHeading")?,
    })
}

/// The words of a hint or an error, where that is all there is.
pub fn words<'o>(options: Options<'o>, name: &str) -> Taken<Option<&'o str>> {
    if !options.has(name) {
        return Ok(None);
    }
    let table = options.table(name).ok_or(NotOurs)?;
    table.only(&["text"])?;
    table.text("text").map(Some)
}

/// The words of a legend.
pub fn legend(options: Options<'_>) -> Taken<Legend<'_>> {
    let legend = options.table("legend").ok_or(NotOurs)?;
    legend.only(&["text", "classes", "isPageHeading"])?;
    Ok(Legend {
        text: legend.text("text")?,
        size: legend.class(),
        is_heading: legend.flag("isPageHeading")?,
    })
}

/// The legend of a question, if it has one, and what else describes it.
pub fn described(options: Options<'_>) -> Taken<(Option<Legend<'_>>, Option<&str>)> {
    let own = options.maybe("describedBy")?;
    if !options.has("fieldset") {
        return Ok((None, own));
    }
    let fieldset = options.table("fieldset").ok_or(NotOurs)?;
    fieldset.only(&["legend", "describedBy"])?;
    Ok((
        Some(legend(fieldset)?),
        fieldset.maybe("describedBy")?.or(own),
    ))
}

/// The answers of radios or checkboxes.
pub fn choices(options: Options<'_>) -> Taken<Vec<Choice<'_>>> {
    let items = options.full_list("items")?;
    items.into_iter().map(choice).collect()
}

fn choice(item: Options<'_>) -> Taken<Choice<'_>> {
    if let Some(word) = item.maybe("divider")? {
        return Ok(Choice::divider(word));
    }
    item.only(&[
        "value",
        "text",
        "hint",
        "id",
        "name",
        "checked",
        "disabled",
        "behaviour",
        "conditional",
    ])?;
    // "Not chosen, although its value is": ours has the one or the other.
    if item.given_flag("checked")? == Some(false) {
        return Err(NotOurs);
    }
    let alone = match item.maybe("behaviour")? {
        None => false,
        Some("exclusive") => true,
        Some(_) => return Err(NotOurs),
    };
    Ok(Choice {
        hint: words(item, "hint")?.map(Into::into),
        id: item.maybe_text("id")?,
        name: item.maybe_text("name")?,
        chosen: item.flag("checked")?,
        disabled: item.flag("disabled")?,
        alone,
        reveals: item
            .table("conditional")
            .and_then(|further| further.markup("html")),
        ..Choice::new(item.text("value")?, item.text("text")?)
    })
}

/// Links that say what can be done.
pub fn links<'o>(options: Options<'o>) -> Taken<Vec<Link<'o>>> {
    let link = |item: Options<'o>| {
        item.only(&["text", "href", "visuallyHiddenText", "classes"])?;
        Ok(Link {
            of_what: item.maybe_text("visuallyHiddenText")?,
            class: item.class(),
            ..Link::new(item.text("text")?, item.text("href")?)
        })
    };
    options.list("items")?.into_iter().map(link).collect()
}
