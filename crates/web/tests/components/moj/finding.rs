//! Where one can go, and what is found.

use web::components::{
    Chosen, ChosenFilters, Filter, Link, Place, PrimaryNavigation, Results, ResultsPages, Search,
    SearchLook, SideNavigation, SidePart, SubNavigation,
};

use super::agree;
use crate::content::{content, level};
use crate::fixtures::{NotOurs, Options, Taken};
use crate::navigation::{pages, place};
use crate::parts::links;
use crate::tables::table;

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
