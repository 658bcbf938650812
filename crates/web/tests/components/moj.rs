//! The components of the Ministry of Justice: its package has no cases, so that they are
//! made by its templates (`moj/cases.mjs`) and kept.

use std::fs;
use std::path::Path;

use maud::Markup;
use serde_json::Value;
use web::components::{
    Alert, AlertKind, Badge, BadgeColour, Button, ButtonMenu, Chosen, ChosenFilters, Filter,
    IdentityBar, Link, Look, Message, Messages, NotificationBadge, PageHeaderActions, Place,
    PrimaryNavigation, Results, ResultsPages, Search, SearchLook, SideNavigation, SidePart,
    SubNavigation, Timeline, TimelineItem,
};

use crate::content::{content, level};
use crate::fixtures::{NotOurs, Options, Taken, compare};
use crate::navigation::{pages, place};
use crate::parts::links;
use crate::tables::table;

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
            None | Some("h2") => web::components::Level::Two,
            Some("h3") => web::components::Level::Three,
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

fn places(options: Options<'_>) -> Taken<Vec<Place<'_>>> {
    options.list("items")?.into_iter().map(place).collect()
}

#[test]
fn pages_that_belong_together() {
    agree("sub-navigation", |options| {
        options.only(&["label", "items", "classes"])?;
        let navigation = SubNavigation {
            label: options.maybe("label")?,
            places: places(options)?,
            class: options.class(),
        };
        Ok(navigation.markup())
    });
}

#[test]
fn the_parts_of_the_service() {
    agree("primary-navigation", |options| {
        options.only(&[
            "label",
            "items",
            "searchHtml",
            "containerClasses",
            "classes",
        ])?;
        let navigation = PrimaryNavigation {
            label: options.text("label")?,
            places: places(options)?,
            search: options.markup("searchHtml"),
            container: options.maybe("containerClasses")?.unwrap_or_default(),
            class: options.class(),
        };
        Ok(navigation.markup())
    });
}

#[test]
fn the_parts_of_a_long_page() {
    agree("side-navigation", |options| {
        options.only(&["label", "items", "sections", "classes"])?;
        let mut parts = Vec::new();
        for section in options.list("sections")? {
            section.only(&["heading", "items"])?;
            let heading = section.table("heading").ok_or(NotOurs)?;
            let mut part = SidePart {
                heading: heading.content("text", "html")?,
                places: places(section)?,
                ..SidePart::default()
            };
            if heading.has("headingLevel") {
                part.level = level(heading, "headingLevel")?;
            }
            parts.push(part);
        }
        if options.has("items") {
            let places = places(options)?;
            parts.push(SidePart {
                places,
                ..SidePart::default()
            });
        }
        let navigation = SideNavigation {
            label: options.text("label")?,
            parts,
            class: options.class(),
        };
        Ok(navigation.markup())
    });
}

#[test]
fn what_a_list_is_narrowed_by() {
    agree("filter", |options| {
        options.only(&["heading", "submit", "selectedFilters", "optionsHtml"])?;
        let button = options.table("submit").map(|submit| submit.text("text"));
        let chosen = options.table("selectedFilters").map(chosen).transpose()?;
        let filter = Filter {
            heading: content(options, "heading")?,
            chosen,
            button: button.transpose()?,
            options: options.markup("optionsHtml").ok_or(NotOurs)?,
        };
        Ok(filter.markup())
    });
}

fn chosen(options: Options<'_>) -> Taken<ChosenFilters<'_>> {
    options.only(&["heading", "clearLink", "categories"])?;
    let clear = options.table("clearLink").ok_or(NotOurs)?;
    let mut kinds = Vec::new();
    for kind in options.list("categories")? {
        kinds.push(Chosen {
            heading: kind.table("heading").ok_or(NotOurs)?.text("text")?.into(),
            items: links(kind)?,
        });
    }
    let heading = options.table("heading").ok_or(NotOurs)?.text("text")?;
    Ok(ChosenFilters {
        // What it is called by itself.
        heading: (heading != "Selected filters").then_some(heading),
        clear: Link::new(clear.text("text")?, clear.text("href")?),
        kinds,
    })
}

#[test]
fn one_box_in_which_to_look() {
    agree("search", |options| {
        options.only(&[
            "action",
            "layout",
            "iconButton",
            "label",
            "hint",
            "input",
            "button",
            "classes",
        ])?;
        let input = options.table("input").ok_or(NotOurs)?;
        input.only(&["id", "name", "value"])?;
        let label = options.table("label").ok_or(NotOurs)?;
        let hint = options.table("hint").map(|hint| hint.text("text"));
        let button = options.table("button").map(|button| button.text("text"));
        let look = match (options.maybe("layout")?, options.flag("iconButton")?) {
            (Some("stacked"), _) => SearchLook::Below,
            (_, true) => SearchLook::Picture,
            (_, false) => SearchLook::Beside,
        };
        let search = Search {
            action: options.text("action")?,
            label: label.text("text")?,
            label_class: label.class(),
            hint: hint.transpose()?,
            id: input.text("id")?,
            name: input.maybe("name")?,
            value: input.maybe("value")?,
            button: button.transpose()?,
            look,
            class: options.class(),
            ..Search::default()
        };
        Ok(search.markup())
    });
}

#[test]
fn a_name_that_is_looked_for_need_not_stand_in_the_address() {
    let search = Search {
        action: "/find",
        post: true,
        label: "Find a child",
        id: "find",
        error: Some("Enter a name"),
        hint: Some("Or a number"),
        hidden: maud::html! { input type="hidden" name="token" value="1"; },
        ..Search::default()
    };
    let markup = search.markup().into_string();
    assert!(markup.contains("method=\"post\"><input type=\"hidden\" name=\"token\""));
    assert!(markup.contains("aria-describedby=\"find-hint find-error\""));
    assert!(markup.contains("govuk-form-group--error"));
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

#[test]
fn which_of_how_many_are_shown() {
    agree("pagination", |options| {
        options.only(&["items", "previous", "next", "results", "classes"])?;
        let number = |results: Options<'_>, name| -> Taken<usize> {
            Ok(results.count(name)?.unwrap_or(0) as usize)
        };
        let results = match options.table("results") {
            None => None,
            Some(results) => Some(Results {
                from: number(results, "from")?,
                to: number(results, "to")?,
                count: number(results, "count")?,
                what: results.maybe("text")?,
            }),
        };
        let pages = pages(options)?;
        Ok(ResultsPages { pages, results }.markup())
    });
}

#[test]
fn a_table_that_can_be_sorted() {
    agree("sortable-table", |options| Ok(table(options)?.markup()));
}
