//! What is told.

use web::components::{
    Accordion, Colour, Content, Details, InsetText, Level, NotificationBanner, Panel, Section, Tab,
    Tabs, Tag, Task, TaskList, WarningText,
};

use crate::fixtures::{NotOurs, Options, Taken, agree, cases, compare};

/// How deep a heading stands.
pub fn level(options: Options<'_>, name: &str) -> Taken<Level> {
    match options.count(name)? {
        None | Some(2) => Ok(Level::Two),
        Some(1) => Ok(Level::One),
        Some(3) => Ok(Level::Three),
        Some(4) => Ok(Level::Four),
        Some(_) => Err(NotOurs),
    }
}

fn tag(options: Options<'_>) -> Taken<Tag<'_>> {
    options.only(&["text", "classes"])?;
    let colour = match options.class() {
        // Blue by name is blue by itself.
        "" | "govuk-tag--blue" => Colour::Blue,
        "govuk-tag--grey" => Colour::Grey,
        "govuk-tag--green" => Colour::Green,
        "govuk-tag--teal" => Colour::Teal,
        "govuk-tag--purple" => Colour::Purple,
        "govuk-tag--magenta" => Colour::Magenta,
        "govuk-tag--red" => Colour::Red,
        "govuk-tag--orange" => Colour::Orange,
        "govuk-tag--yellow" => Colour::Yellow,
        _ => return Err(NotOurs),
    };
    let text = options.text("text")?;
    Ok(Tag { text, colour })
}

#[test]
fn the_state_that_something_is_in() {
    agree("tag", |options| Ok(tag(options)?.markup()));
}

/// Words or markup within an option, if it is given.
pub fn content<'o>(options: Options<'o>, name: &str) -> Taken<Content<'o>> {
    match options.table(name) {
        None => Ok(Content::default()),
        Some(table) => {
            table.only(&["text", "html"])?;
            table.content("text", "html")
        }
    }
}

#[test]
fn something_set_apart() {
    agree("inset-text", |options| {
        options.only(&["text", "html", "id", "classes"])?;
        let inset = InsetText {
            content: options.content("text", "html")?,
            id: options.maybe("id")?,
            class: options.class(),
        };
        Ok(inset.markup())
    });
}

#[test]
fn that_something_was_done() {
    agree("panel", |options| {
        options.only(&[
            "titleText",
            "titleHtml",
            "text",
            "html",
            "headingLevel",
            "classes",
        ])?;
        let level = match options.count("headingLevel")? {
            None => Level::One,
            Some(_) => level(options, "headingLevel")?,
        };
        let interruption = "govuk-panel--interruption";
        let (interrupts, class) = match options.class().strip_prefix(interruption) {
            Some(class) => (true, class.trim()),
            None => (false, options.class()),
        };
        let panel = Panel {
            title: options.content("titleText", "titleHtml")?,
            content: options.content("text", "html")?,
            level,
            interrupts,
            class,
        };
        Ok(panel.markup())
    });
}

#[test]
fn parts_of_which_one_is_shown() {
    agree("tabs", |options| {
        options.only(&["id", "idPrefix", "title", "items", "classes"])?;
        let mut items = Vec::new();
        for (index, item) in options.list("items")?.into_iter().enumerate() {
            item.only(&["id", "label", "panel"])?;
            let id = match item.maybe("id")? {
                Some(id) => id.to_owned(),
                None => format!("{}-{}", options.text("idPrefix")?, index + 1),
            };
            items.push(Tab {
                id: id.into(),
                label: item.text("label")?.into(),
                content: content(item, "panel")?,
            });
        }
        let tabs = Tabs {
            id: options.maybe("id")?,
            title: options.maybe("title")?,
            items,
            class: options.class(),
        };
        Ok(tabs.markup())
    });
}

#[test]
fn parts_that_open_one_by_one() {
    agree("accordion", |options| {
        options.only(&["id", "headingLevel", "items", "rememberExpanded", "classes"])?;
        let mut sections = Vec::new();
        for item in options.full_list("items")? {
            item.only(&["heading", "summary", "content", "expanded"])?;
            sections.push(Section {
                heading: content(item, "heading")?,
                summary: content(item, "summary")?,
                content: content(item, "content")?,
                open: item.flag("expanded")?,
            });
        }
        let accordion = Accordion {
            id: options.text("id")?,
            level: level(options, "headingLevel")?,
            sections,
            remembers: options.given_flag("rememberExpanded")?,
            class: options.class(),
        };
        Ok(accordion.markup())
    });
}

#[test]
fn what_there_is_to_do() {
    let mut lists = cases("task-list");
    for case in lists.as_array_mut().expect("cases") {
        // A class for which there is no style.
        let theirs = case["html"].as_str().expect("markup");
        case["html"] = theirs.replace("govuk-tag--blue", "").into();
    }
    compare("task-list", &lists, |options| {
        options.only(&["items", "idPrefix", "classes"])?;
        let mut items = Vec::new();
        for item in options.full_list("items")? {
            item.only(&["title", "href", "hint", "status", "classes"])?;
            let status = item.table("status").ok_or(NotOurs)?;
            status.only(&["tag", "text", "html", "classes"])?;
            items.push(Task {
                title: content(item, "title")?,
                href: item.maybe_text("href")?,
                hint: content(item, "hint")?,
                status: match status.table("tag") {
                    Some(options) => tag(options)?.markup().into(),
                    None => status.content("text", "html")?,
                },
                status_class: status.class(),
                class: item.class(),
            });
        }
        let tasks = TaskList {
            items,
            id: options.maybe("idPrefix")?,
            class: options.class(),
        };
        Ok(tasks.markup())
    });
}

#[test]
fn something_to_know() {
    agree("notification-banner", |options| {
        options.only(&[
            "text",
            "html",
            "type",
            "titleText",
            "titleId",
            "titleHeadingLevel",
            "role",
            "disableAutoFocus",
            "classes",
        ])?;
        let success = match options.maybe("type")? {
            None => false,
            Some("success") => true,
            Some(_) => return Err(NotOurs),
        };
        let banner = NotificationBanner {
            content: options.content("text", "html")?,
            success,
            title: options.maybe("titleText")?,
            title_id: options.maybe("titleId")?,
            level: level(options, "titleHeadingLevel")?,
            role: options.maybe("role")?,
            keeps_focus: options.given_flag("disableAutoFocus")?,
            class: options.class(),
        };
        Ok(banner.markup())
    });
}

#[test]
fn something_shown_when_it_is_asked_for() {
    agree("details", |options| {
        options.only(&[
            "summaryText",
            "summaryHtml",
            "text",
            "html",
            "id",
            "open",
            "classes",
        ])?;
        let details = Details {
            summary: options.content("summaryText", "summaryHtml")?,
            content: options.content("text", "html")?,
            id: options.maybe("id")?,
            open: options.flag("open")?,
            class: options.class(),
        };
        Ok(details.markup())
    });
}

#[test]
fn something_with_consequences() {
    agree("warning-text", |options| {
        options.only(&["text", "html", "iconFallbackText", "classes"])?;
        let warning = WarningText {
            content: options.content("text", "html")?,
            sign: options.maybe("iconFallbackText")?,
            class: options.class(),
        };
        Ok(warning.markup())
    });
}
