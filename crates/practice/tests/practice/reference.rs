//! The reference: the whole book as pages, which anybody can read and check.

use std::collections::{BTreeMap, BTreeSet};

use practice::book::measure::Of;
use practice::reference::{File, pages};
use practice::{Book, diff};

fn england() -> (Book, Vec<File>) {
    let book = Book::england().expect("the book is sound");
    let pages = pages(&book);
    (book, pages)
}

/// What stands between two marks, each time.
fn between<'t>(text: &'t str, from: &'t str, to: &'t str) -> impl Iterator<Item = &'t str> {
    (text.split(from).skip(1)).filter_map(move |rest| rest.split(to).next())
}

#[test]
fn every_clock_measure_record_type_state_and_list_is_in_the_reference_once() {
    let (book, pages) = england();
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.name.starts_with("area-")) {
        for id in between(&page.text, "<section id=\"", "\"") {
            *ids.entry(id).or_default() += 1;
        }
    }

    let expected = (book.clocks.iter().map(|clock| clock.id.as_str()))
        .chain(book.measures.iter().map(|measure| measure.id.as_str()));
    for id in expected {
        assert_eq!(ids.get(id), Some(&1), "{id}");
    }
    let once = |page: &str, id: &str| {
        let page = pages.iter().find(|file| file.name == page).expect("a page");
        let times = page.text.matches(&format!("<section id=\"{id}\"")).count();
        assert_eq!(times, 1, "{id}");
    };
    book.records
        .keys()
        .for_each(|name| once("records.html", name));
    book.codes.keys().for_each(|name| once("codes.html", name));
    for state in &book.states {
        once("records.html", &format!("state-{}", state.name));
    }
    for (name, _) in book.calendars() {
        once("codes.html", &format!("calendar-{name}"));
    }
}

#[test]
fn every_link_of_the_reference_leads_somewhere() {
    let (_, pages) = england();
    let mut places = BTreeSet::new();
    for page in &pages {
        places.insert(page.name.clone());
        for id in between(&page.text, " id=\"", "\"") {
            assert!(
                places.insert(format!("{}#{id}", page.name)),
                "{id} stands twice"
            );
        }
    }
    let mut links = 0;
    for page in &pages {
        for link in between(&page.text, "href=\"", "\"") {
            let whole = match link.strip_prefix('#') {
                Some(id) => format!("{}#{id}", page.name),
                None => link.to_owned(),
            };
            assert!(places.contains(&whole), "{}: {link}", page.name);
            links += 1;
        }
    }
    assert!(links > 1000, "{links}");
}

#[test]
fn each_rule_is_told_with_its_sources_its_examples_and_a_drawing_that_can_be_read_aloud() {
    let (book, pages) = england();
    for clock in &book.clocks {
        let name = format!("area-{}.html", clock.area);
        let page = pages
            .iter()
            .find(|page| page.name == name)
            .expect("its area's page");
        let start = format!("<section id=\"{}\"", clock.id);
        let rule = between(&page.text, &start, "</section>")
            .next()
            .expect("its section");
        for cite in &clock.sources {
            let cite = cite
                .cite
                .replace('&', "&amp;")
                .replace('\'', "&#39;")
                .replace('"', "&quot;");
            assert!(rule.contains(&cite), "{}: {cite}", clock.id);
        }
        let examples = rule.matches("<code>").count();
        assert!(
            examples >= clock.examples.iter().map(|one| one.given.len()).sum(),
            "{}",
            clock.id
        );
        if clock.terms().next().is_some() {
            let drawn = between(rule, "<svg ", "</svg>").next().expect("a drawing");
            assert!(
                drawn.contains("role=\"img\"") && drawn.contains("<title id="),
                "{}",
                clock.id
            );
        }
        assert!(rule.contains(&format!(
            "The {} owes this",
            clock.owner.replace('\'', "&#39;")
        )));
    }
    for measure in book
        .measures
        .iter()
        .filter(|one| matches!(one.of, Of::Own(_)))
    {
        let name = format!("area-{}.html", measure.area);
        assert!(
            pages
                .iter()
                .any(|page| page.name == name && page.text.contains(&measure.id))
        );
    }
}

#[test]
fn what_must_be_true_before_a_record_is_authorised_is_told_with_its_record_type() {
    let (book, pages) = england();
    let page = pages.iter().find(|page| page.name == "records.html");
    let page = page.expect("the record types");
    assert!(!book.authorised.is_empty());
    for authorised in book.authorised.values() {
        let start = format!("<section id=\"{}\"", authorised.kind);
        let told = between(&page.text, &start, "</section>").next();
        let told = told.expect("its section").replace("&#39;", "'");
        for gate in &authorised.gates {
            assert!(told.contains(&gate.missing), "{}", gate.missing);
        }
    }
}

#[test]
fn the_same_book_gives_the_same_pages_without_scripts() {
    let (book, once) = england();
    assert_eq!(once, pages(&book));
    for page in &once {
        assert!(!page.text.contains("<script"), "{}", page.name);
        for tag in ["section", "table", "svg", "ul", "p"] {
            let opened = page.text.matches(&format!("<{tag}>")).count()
                + page.text.matches(&format!("<{tag} ")).count();
            let closed = page.text.matches(&format!("</{tag}>")).count();
            assert_eq!(opened, closed, "{} {tag}", page.name);
        }
    }
}

#[test]
fn a_book_does_not_differ_from_itself() {
    let book = Book::england().expect("the book is sound");
    assert_eq!(diff::diff(&book, &book), Vec::new());
}
