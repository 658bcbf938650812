//! Where one is, and where one can go.

use web::components::{BackLink, Breadcrumbs, Neighbour, PageItem, Pagination, SkipLink};

use crate::fixtures::{Options, Taken, agree};

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

#[test]
fn the_way_to_the_other_pages_of_a_list() {
    agree("pagination", |options| {
        options.only(&["previous", "next", "items", "landmarkLabel", "classes"])?;
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
        let pages = Pagination {
            previous: neighbour(options, "previous")?,
            next: neighbour(options, "next")?,
            items,
            label: options.maybe("landmarkLabel")?,
            class: options.class(),
        };
        Ok(pages.markup())
    });
}
