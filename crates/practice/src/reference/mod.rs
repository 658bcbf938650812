//! The whole book as pages to read: an index, a page for each area, one for all record types
//! and states, and one for lists of codes and calendars.
//!
//! Plain HTML without scripts, so that it opens anywhere, prints, and reads aloud. The same
//! book gives the same pages, byte for byte.

mod clock;
mod drawing;
mod html;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::book::measure::Of;
use crate::book::{Book, Clock, Measure};
use html::{Page, escaped};

/// A page: the name of its file, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name of the file.
    pub name: String,
    /// The page.
    pub text: String,
}

/// Every page of the reference of a book.
pub fn pages(book: &Book) -> Vec<File> {
    let mut areas: BTreeMap<&str, (Vec<&Clock>, Vec<&Measure>)> = BTreeMap::new();
    for clock in &book.clocks {
        areas.entry(&clock.area).or_default().0.push(clock);
    }
    for measure in &book.measures {
        areas.entry(&measure.area).or_default().1.push(measure);
    }
    let mut pages = vec![index(book, &areas)];
    for (area, (clocks, measures)) in &areas {
        pages.push(of_area(book, area, clocks, measures));
    }
    pages.push(words::records(book));
    pages.push(words::codes(book));
    pages
}

/// The file of an area's page.
fn file_of(area: &str) -> String {
    format!("area-{area}.html")
}

/// The name of an area, for people.
fn area_in_words(area: &str) -> String {
    let words = area.replace('-', " ");
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    (first + letters.as_str()).replace("s47", "section 47")
}

fn index(book: &Book, areas: &BTreeMap<&str, (Vec<&Clock>, Vec<&Measure>)>) -> File {
    let mut page = Page::new(book, "index.html", &book.title);
    page.says(&format!(
        "{} clocks, {} measures and {} record types. Hash of the text: {}.",
        book.clocks.len(),
        book.measures.len(),
        book.records.len(),
        book.hash
    ));
    page.add("<h2>Areas</h2>\n<ul>\n");
    for (area, (clocks, measures)) in areas {
        page.add(&format!(
            "<li><a href=\"{}\">{}</a>: {} clocks, {} measures</li>\n",
            file_of(area),
            escaped(&area_in_words(area)),
            clocks.len(),
            measures.len()
        ));
    }
    page.add("</ul>\n<h2>Words</h2>\n<ul>\n<li><a href=\"records.html\">Record types and states</a></li>\n<li><a href=\"codes.html\">Lists of codes, calendars and kinds of extract</a></li>\n</ul>\n");
    let own: Vec<_> = book
        .clocks
        .iter()
        .filter(|clock| clock.changed.is_some())
        .collect();
    if let Some(local) = &book.local {
        page.add(&format!("<h2>{}</h2>\n", escaped(&local.title)));
        page.list(own.iter().map(|clock| {
            format!(
                "<a href=\"{}#{}\">{}</a> is the authority's own",
                file_of(&clock.area),
                clock.id,
                escaped(&clock.title)
            )
        }));
        page.list(
            (book.added.iter())
                .map(|added| escaped(&format!("{}: {} ({})", added.what, added.is, added.source))),
        );
    }
    page.add("<h2>All clocks by their ids</h2>\n<ul class=\"columns\">\n");
    for clock in &book.clocks {
        page.add(&format!(
            "<li><a href=\"{}#{}\">{}</a></li>\n",
            file_of(&clock.area),
            clock.id,
            clock.id
        ));
    }
    page.add("</ul>\n");
    page.file()
}

fn of_area(book: &Book, area: &str, clocks: &[&Clock], measures: &[&Measure]) -> File {
    let mut page = Page::new(book, &file_of(area), &area_in_words(area));
    page.add("<nav aria-label=\"On this page\">\n");
    let on_page: BTreeSet<(&str, &str)> = (clocks.iter().map(|clock| (&*clock.title, &*clock.id)))
        .chain(measures.iter().map(|one| (&*one.title, &*one.id)))
        .collect();
    page.list(
        (on_page.iter()).map(|(title, id)| format!("<a href=\"#{id}\">{}</a>", escaped(title))),
    );
    page.add("</nav>\n");
    for clock in clocks {
        clock::rule(book, clock, &mut page);
    }
    for measure in measures {
        clock::measure(book, measure, &mut page);
        if let Of::Own(clock) = &measure.of {
            clock::examples(clock, &mut page);
        }
    }
    page.file()
}
