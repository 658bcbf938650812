//! What is told.

use web::components::{Colour, Details, Level, NotificationBanner, Tag, WarningText};

use crate::fixtures::{NotOurs, Options, Taken, agree};

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

#[test]
fn the_state_that_something_is_in() {
    agree("tag", |options| {
        options.only(&["text", "classes"])?;
        let colour = match options.class() {
            "" => Colour::Blue,
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
        Ok(Tag { text, colour }.markup())
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
