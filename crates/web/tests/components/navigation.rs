//! Where one is, and where one can go.

use serde_json::Value;
use web::components::{
    BackLink, Breadcrumbs, Footer, Header, Here, Neighbour, PageItem, Pagination, Place,
    ServiceNavigation, SkipLink,
};

use crate::fixtures::{NotOurs, Options, Taken, agree, cases, compare};
use crate::parts::links;

#[test]
fn where_a_page_stands_below_others() {
    agree("breadcrumbs", |options| {
        options.only(&["items", "collapseOnMobile", "classes", "labelText"])?;
        let mut items = Vec::new();
        for item in options.list("items")? {
            item.only(&["text", "html", "href"])?;
            items.push((item.content("text", "html")?, item.maybe_text("href")?));
        }
        let crumbs = Breadcrumbs {
            items,
            collapses: options.flag("collapseOnMobile")?,
            class: options.class(),
            label: options.maybe("labelText")?,
        };
        Ok(crumbs.markup())
    });
}

#[test]
fn the_way_back() {
    agree("back-link", |options| {
        options.only(&["href", "text", "classes"])?;
        let link = BackLink {
            href: options.maybe("href")?.unwrap_or("#"),
            text: options.maybe("text")?,
            class: options.class(),
        };
        Ok(link.markup())
    });
}

#[test]
fn the_way_past_what_stands_on_every_page() {
    agree("skip-link", |options| {
        options.only(&["href", "text", "classes"])?;
        let link = SkipLink {
            href: options.maybe("href")?.unwrap_or("#content"),
            text: options.maybe("text")?,
            class: options.class(),
        };
        Ok(link.markup())
    });
}

/// The page before or after, if there is one.
fn neighbour<'o>(options: Options<'o>, name: &str) -> Taken<Option<Neighbour<'o>>> {
    let Some(page) = options.table(name) else {
        return Ok(None);
    };
    page.only(&["href", "text", "labelText"])?;
    Ok(Some(Neighbour {
        href: page.text("href")?.into(),
        text: page.maybe_text("text")?,
        label: page.maybe_text("labelText")?,
    }))
}

/// The pages of a list.
pub fn pages(options: Options<'_>) -> Taken<Pagination<'_>> {
    let mut items = Vec::new();
    for item in options.list("items")? {
        item.only(&[
            "number",
            "href",
            "current",
            "ellipsis",
            "visuallyHiddenText",
        ])?;
        if item.flag("ellipsis")? {
            items.push(PageItem::Gap);
            continue;
        }
        items.push(PageItem::Page {
            number: item.text("number")?.into(),
            href: item.text("href")?.into(),
            current: item.flag("current")?,
            label: item.maybe_text("visuallyHiddenText")?,
        });
    }
    Ok(Pagination {
        previous: neighbour(options, "previous")?,
        next: neighbour(options, "next")?,
        items,
        label: options.maybe("landmarkLabel")?,
        class: options.class(),
    })
}

#[test]
fn the_way_to_the_other_pages_of_a_list() {
    agree("pagination", |options| {
        options.only(&["previous", "next", "items", "landmarkLabel", "classes"])?;
        Ok(pages(options)?.markup())
    });
}

/// A place to go.
pub fn place(item: Options<'_>) -> Taken<Place<'_>> {
    item.only(&["text", "html", "href", "current", "active"])?;
    let here = match (item.flag("current")?, item.flag("active")?) {
        (true, _) => Here::Yes,
        (false, true) => Here::Within,
        (false, false) => Here::No,
    };
    Ok(Place {
        name: item.content("text", "html")?,
        href: item.maybe_text("href")?,
        here,
    })
}

#[test]
fn what_the_service_is_called_and_where_one_can_go() {
    agree("service-navigation", |options| {
        options.only(&[
            "serviceName",
            "serviceUrl",
            "navigation",
            "collapseNavigationOnMobile",
            "menuButtonText",
            "menuButtonLabel",
            "navigationLabel",
            "navigationClasses",
            "navigationId",
            "ariaLabel",
            "slots",
            "classes",
        ])?;
        let places = options.list("navigation")?.into_iter().map(place);
        let mut navigation = ServiceNavigation {
            name: options.maybe("serviceName")?,
            href: options.maybe("serviceUrl")?,
            places: places.collect::<Taken<_>>()?,
            folds: options.given_flag("collapseNavigationOnMobile")?,
            menu: options.maybe("menuButtonText")?,
            menu_label: options.maybe("menuButtonLabel")?,
            places_label: options.maybe("navigationLabel")?,
            label: options.maybe("ariaLabel")?,
            id: options.maybe("navigationId")?,
            places_class: options.maybe("navigationClasses")?.unwrap_or_default(),
            class: options.class(),
            ..ServiceNavigation::default()
        };
        if let Some(slots) = options.table("slots") {
            slots.only(&["end"])?;
            if let Some(end) = slots.table("end") {
                end.only(&["html", "align"])?;
                navigation.end = end.markup("html");
                navigation.end_inline = end.maybe("align")? == Some("inline");
            } else {
                navigation.end = slots.markup("end");
            }
        }
        Ok(navigation.markup())
    });
}

#[test]
fn whose_pages_they_are() {
    agree("generic-header", |options| {
        options.only(&["logoText", "logoHtml", "url", "containerClasses", "classes"])?;
        let header = Header {
            owner: options.content("logoText", "logoHtml")?,
            href: options.maybe_text("url")?,
            container: options.maybe("containerClasses")?,
            class: options.class(),
        };
        Ok(header.markup())
    });
}

/// Markup without what stands from one text to the end of another.
fn without(markup: &str, from: &str, to: &str) -> String {
    let start = markup.find(from).expect("what is left out begins");
    let length = markup[start..].find(to).expect("what is left out ends") + to.len();
    [&markup[..start], &markup[start + length..]].concat()
}

#[test]
fn the_foot_of_every_page_has_no_crown_and_no_crest() {
    let mut footers = cases("footer");
    for case in footers.as_array_mut().expect("cases") {
        let theirs = case["html"].as_str().expect("markup");
        let bare = without(theirs, "<svg", "</svg>");
        let mut bare = without(&bare, "<div class=\"govuk-footer__meta-item\">", "</div>");
        if bare.contains("govuk-footer__licence-logo") {
            bare = without(&bare, "<svg", "</svg>");
            bare = without(
                &bare,
                "<span class=\"govuk-footer__licence-description\">",
                "</span>",
            );
        }
        case["html"] = Value::String(bare);
    }
    compare("footer", &footers, |options| {
        options.only(&[
            "meta",
            "navigation",
            "contentLicence",
            "copyright",
            "containerClasses",
            "classes",
        ])?;
        if !options.list("navigation")?.is_empty() {
            return Err(NotOurs);
        }
        let mut footer = Footer {
            container: options.maybe("containerClasses")?.unwrap_or_default(),
            class: options.class(),
            ..Footer::default()
        };
        if let Some(meta) = options.table("meta") {
            meta.only(&["items", "text", "html", "visuallyHiddenTitle"])?;
            footer.links = links(meta)?;
            footer.label = meta.maybe("visuallyHiddenTitle")?;
            footer.content = meta.content("text", "html")?;
            // A heading over nothing is not ours.
            if footer.links.is_empty() && footer.content.is_empty() {
                return Err(NotOurs);
            }
        }
        Ok(footer.markup())
    });
}
