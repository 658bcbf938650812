//! The components of the Ministry of Justice: its package has no cases, so that they are
//! made by its templates (`moj/cases.mjs`) and kept.

mod finding;

use std::fs;
use std::path::Path;

use maud::Markup;
use serde_json::Value;
use web::components::{
    Alert, AlertKind, Badge, BadgeColour, Button, ButtonMenu, IdentityBar, Level, Look, Message,
    Messages, NotificationBadge, PageHeaderActions, Timeline, TimelineItem,
};

use crate::content::{content, level};
use crate::fixtures::{NotOurs, Options, Taken, compare};
use crate::parts::links;

fn cases() -> Value {
    serde_json::from_str(include_str!("moj/cases.json")).expect("JSON")
}

fn agree(component: &str, make: impl Fn(Options<'_>) -> Taken<Markup>) {
    compare(&format!("moj-{component}"), &cases()[component], make);
}

#[test]
fn the_cases_are_those_of_the_design_system_that_is_embedded() {
    let paper = Path::new(env!("SIGHTLINE_FIXTURES"))
        .join("@ministryofjustice/frontend")
        .join("package.json");
    let paper = fs::read_to_string(paper).expect("the design system");
    let paper: Value = serde_json::from_str(&paper).expect("JSON");
    assert_eq!(
        cases()["version"],
        paper["version"],
        "make the cases again with tests/components/moj/cases.mjs"
    );
}

#[test]
fn a_word_of_warning_beside_a_name() {
    agree("badge", |options| {
        options.only(&["text", "classes"])?;
        let mut badge = Badge {
            text: options.text("text")?,
            ..Badge::default()
        };
        for class in options.class().split_whitespace() {
            match class {
                "moj-badge--large" => badge.large = true,
                "moj-badge--red" => badge.colour = BadgeColour::Red,
                "moj-badge--bright-purple" => badge.colour = BadgeColour::BrightPurple,
                _ => return Err(NotOurs),
            }
        }
        Ok(badge.markup())
    });
}

#[test]
fn every_colour_of_a_badge_has_a_style() {
    let style = Path::new(env!("SIGHTLINE_FIXTURES"))
        .join("@ministryofjustice/frontend/moj/moj-frontend.min.css");
    let style = fs::read_to_string(style).expect("the styles");
    for colour in [
        BadgeColour::Purple,
        BadgeColour::BrightPurple,
        BadgeColour::Red,
        BadgeColour::Green,
        BadgeColour::Blue,
        BadgeColour::Black,
        BadgeColour::Grey,
    ] {
        let text = "Urgent";
        let badge = Badge {
            text,
            colour,
            ..Badge::default()
        };
        let markup = badge.markup().into_string();
        let class = markup
            .split(['"', ' '])
            .find(|word| word.starts_with("moj-badge--"));
        let class = class.expect("a class of the colour");
        assert!(style.contains(&format!(".{class}")), "{class}");
    }
}

#[test]
fn something_that_has_happened() {
    agree("alert", |options| {
        options.only(&[
            "variant",
            "title",
            "text",
            "html",
            "showTitleAsHeading",
            "headingTag",
            "dismissible",
            "disableAutoFocus",
            "role",
            "classes",
        ])?;
        let kind = match options.text("variant")? {
            "information" => AlertKind::Information,
            "success" => AlertKind::Success,
            "warning" => AlertKind::Warning,
            "error" => AlertKind::Error,
            _ => return Err(NotOurs),
        };
        let level = match options.maybe("headingTag")? {
            None | Some("h2") => Level::Two,
            Some("h3") => Level::Three,
            Some(_) => return Err(NotOurs),
        };
        let alert = Alert {
            kind,
            title: options.text("title")?,
            heading: options.flag("showTitleAsHeading")?,
            level,
            content: options.content("text", "html")?,
            role: options.maybe("role")?,
            dismissible: options.flag("dismissible")?,
            keeps_focus: options.flag("disableAutoFocus")?,
            class: options.class(),
        };
        Ok(alert.markup())
    });
}

fn menu(options: Options<'_>) -> Taken<ButtonMenu<'_>> {
    options.only(&["items", "alignMenu", "button", "classes"])?;
    let mut menu = ButtonMenu {
        right: options.maybe("alignMenu")? == Some("right"),
        items: links(options)?,
        class: options.class(),
        ..ButtonMenu::default()
    };
    if let Some(button) = options.table("button") {
        button.only(&["text", "classes"])?;
        menu.text = button.maybe("text")?;
        menu.button_class = button.maybe("classes")?;
    }
    Ok(menu)
}

#[test]
fn several_things_behind_one_button() {
    agree("button-menu", |options| Ok(menu(options)?.markup()));
}

#[test]
fn whose_file_is_open() {
    agree("identity-bar", |options| {
        options.only(&["title", "menus", "classes"])?;
        let menus = options.list("menus")?.into_iter().map(menu);
        let bar = IdentityBar {
            title: content(options, "title")?,
            menus: menus.collect::<Taken<_>>()?,
            class: options.class(),
        };
        Ok(bar.markup())
    });
}

#[test]
fn what_happened() {
    agree("timeline", |options| {
        options.only(&["items", "headingLevel", "classes"])?;
        let mut items = Vec::new();
        for item in options.list("items")? {
            item.only(&["label", "text", "html", "datetime", "byline", "classes"])?;
            let when = item.table("datetime").ok_or(NotOurs)?;
            let by = item.table("byline").map(|by| by.text("text")).transpose()?;
            items.push(TimelineItem {
                title: content(item, "label")?,
                by: by.map(Into::into),
                machine_time: when.text("timestamp")?.into(),
                time: when.text("words")?.into(),
                content: item.content("text", "html")?,
                class: item.class(),
            });
        }
        let timeline = Timeline {
            items,
            level: level(options, "headingLevel")?,
            class: options.class(),
        };
        Ok(timeline.markup())
    });
}

#[test]
fn what_was_said_to_and_fro() {
    agree("messages", |options| {
        options.only(&["id", "label", "items", "classes"])?;
        let mut items = Vec::new();
        for item in options.list("items")? {
            let stamp = item.text("timestamp")?;
            items.push(Message {
                id: item.maybe_text("id")?,
                sent: item.text("type")? == "sent",
                sender: item.text("sender")?.into(),
                machine_date: stamp.get(..10).ok_or(NotOurs)?.into(),
                date: item.text("date")?.into(),
                machine_time: stamp.into(),
                time: item.text("time")?.into(),
                content: item.content("text", "html")?,
            });
        }
        let messages = Messages {
            id: options.maybe("id")?,
            label: options.maybe("label")?,
            items,
            class: options.class(),
        };
        Ok(messages.markup())
    });
}

#[test]
fn a_heading_and_what_can_be_done() {
    agree("page-header-actions", |options| {
        options.only(&["heading", "items", "classes"])?;
        let heading = options.table("heading").ok_or(NotOurs)?;
        let mut actions = Vec::new();
        for item in options.list("items")? {
            item.only(&["text", "href", "classes"])?;
            actions.push(Button {
                text: item.text("text")?,
                look: match item.class() {
                    "" => Look::Main,
                    "govuk-button--secondary" => Look::Secondary,
                    _ => return Err(NotOurs),
                },
                href: item.maybe("href")?,
                ..Button::default()
            });
        }
        let mut head = PageHeaderActions {
            heading: heading.content("text", "html")?,
            actions,
            class: options.class(),
            ..PageHeaderActions::default()
        };
        if heading.has("level") {
            head.level = level(heading, "level")?;
        }
        if heading.has("classes") {
            head.size = heading.class();
        }
        Ok(head.markup())
    });
}

#[test]
fn how_many_things_wait() {
    agree("notification-badge", |options| {
        options.only(&["text", "visuallyHiddenText", "classes"])?;
        let badge = NotificationBadge {
            count: options.text("text")?.parse().map_err(|_| NotOurs)?,
            what: options.maybe("visuallyHiddenText")?,
            class: options.class(),
        };
        Ok(badge.markup())
    });
}
