//! The words of the book: record types, states, lists of codes, calendars and kinds of
//! extract.

use super::File;
use super::html::{Page, escaped};
use crate::book::{Authorised, Book, Carries, GateLooksFor, On, State};
use crate::expr::FieldType;

/// Every record type and every state.
pub(super) fn records(book: &Book) -> File {
    let mut page = Page::new(book, "records.html", "Record types and states");
    for record in book.records.values() {
        page.add(&format!(
            "<section id=\"{0}\">\n<h2>{1}</h2>\n<p><code>{0}</code>, version {2}, in the file of: {3}.</p>\n",
            record.name,
            escaped(&record.title),
            record.version,
            escaped(&record.about.replace('-', " "))
        ));
        let told = [
            ("It reads", Some(&record.says)),
            ("Source", record.source.as_ref()),
            ("Kept in", record.kept_in.as_ref()),
        ];
        for (what, says) in told {
            if let Some(says) = says {
                page.says(&format!("{what}: {says}"));
            }
        }
        let rows = record.fields.iter().map(|(name, field)| {
            let must = if field.required { "yes" } else { "no" };
            let kind = of_field(&field.kind);
            [
                format!("<code>{name}</code>"),
                escaped(&field.ask),
                kind,
                must.to_owned(),
            ]
        });
        page.table(
            &format!("Fields of {}", record.title),
            ["Field", "Question", "Type", "Required"],
            rows,
        );
        if let Some(authorised) = book.authorised.get(&record.name) {
            of_authorised(authorised, &mut page);
        }
        page.add("</section>\n");
    }
    for state in &book.states {
        of_state(state, &mut page);
    }
    page.file()
}

/// What must be true before a record is authorised.
fn of_authorised(authorised: &Authorised, page: &mut Page) {
    page.says(&format!(
        "It is in force once it is authorised: {}",
        authorised.source
    ));
    if let Some((kind, _)) = &authorised.writes {
        page.add(&format!(
            "<p>Written when it is: <a href=\"#{kind}\">{kind}</a></p>\n"
        ));
    }
    let rows = authorised.gates.iter().map(|gate| {
        let asks = match &gate.looks_for {
            GateLooksFor::Holds(condition) => escaped(condition.text()),
            GateLooksFor::Record { kind, which, .. } => {
                let which = which.as_ref().map(|which| format!(", if {}", which.text()));
                format!(
                    "<a href=\"#{kind}\">{kind}</a>{}",
                    escaped(&which.unwrap_or_default())
                )
            }
        };
        let asked_if = gate
            .asked_if
            .as_ref()
            .map_or("always", |asked| asked.text());
        [
            escaped(&gate.missing),
            asks,
            escaped(asked_if),
            escaped(&gate.source),
        ]
    });
    page.table(
        &format!("What must be true before {} is authorised", authorised.kind),
        ["What is said otherwise", "Looks for", "Asked if", "Source"],
        rows,
    );
}

fn of_state(state: &State, page: &mut Page) {
    page.add(&format!(
        "<section id=\"state-{0}\">\n<h2>{1}</h2>\n<p><code>{0}</code>: a state</p>\n",
        state.name,
        escaped(&state.title)
    ));
    let on = |on: &On| {
        let when = on.when.as_ref().map(|when| format!(", if {}", when.text()));
        format!(
            "<a href=\"#{0}\">{0}</a>{1}",
            on.kind,
            escaped(&when.unwrap_or_default())
        )
    };
    let mut items = vec![format!("Begins with {}", on(&state.begins))];
    items.extend(
        state
            .seen
            .iter()
            .map(|seen| format!("Was so already at {}", on(seen))),
    );
    items.extend(
        state
            .ends
            .iter()
            .map(|end| format!("Ends with {}", on(end))),
    );
    page.list(items.into_iter());
    page.add("</section>\n");
}

/// The type of a field, with a link to its list or to the record type it leads to.
fn of_field(kind: &FieldType) -> String {
    match kind {
        FieldType::Code(list) => format!("one of <a href=\"codes.html#{list}\">{list}</a>"),
        FieldType::Codes(list) => format!("any of <a href=\"codes.html#{list}\">{list}</a>"),
        FieldType::Link(to) if to == FieldType::ANY => "link to any record".to_owned(),
        FieldType::Link(to) => format!("link to <a href=\"#{to}\">{to}</a>"),
        FieldType::YesNo => "yes or no".to_owned(),
        FieldType::Number => "number".to_owned(),
        FieldType::Date => "day".to_owned(),
        FieldType::Instant => "day and time".to_owned(),
        FieldType::Text => "text".to_owned(),
    }
}

/// Every list of codes, every calendar and every kind of extract.
pub(super) fn codes(book: &Book) -> File {
    let mut page = Page::new(
        book,
        "codes.html",
        "Lists of codes, calendars and kinds of extract",
    );
    for (name, list) in &book.codes {
        page.add(&format!(
            "<section id=\"{name}\">\n<h2>{}</h2>\n",
            escaped(&list.title)
        ));
        page.says(&format!("Source: {}", list.source));
        let rows = list.codes.iter().map(|(code, says)| {
            let years = match (says.from, says.until) {
                (None, None) => String::new(),
                (from, until) => {
                    let year = |year: Option<u16>| year.map(|y| y.to_string()).unwrap_or_default();
                    format!("{} to {}", year(from), year(until))
                }
            };
            [
                format!("<code>{}</code>", escaped(code)),
                escaped(&says.says),
                years,
            ]
        });
        page.table(&list.title, ["Code", "What it says", "Years"], rows);
        page.add("</section>\n");
    }
    for (name, calendar) in book.calendars() {
        let (from, until) = calendar.known();
        page.add(&format!(
            "<section id=\"calendar-{name}\">\n<h2>{}</h2>\n<p><code>{name}</code>: counts {}; known from {from} to {until}.</p>\n</section>\n",
            escaped(calendar.title()),
            calendar.days().name()
        ));
    }
    for (name, source) in &book.sources {
        page.add(&format!(
            "<section id=\"source-{name}\">\n<h2>{}</h2>\n",
            escaped(&source.title)
        ));
        page.says(&format!("{}. Period: {}.", source.cite, source.period));
        page.list(source.carries.iter().map(|(record, how)| {
            let how = match how {
                Carries::Whole => "all there are, to the end of the period",
                Carries::Period => "those of the period",
            };
            format!("<a href=\"records.html#{record}\">{record}</a>: {how}")
        }));
        page.add("</section>\n");
    }
    page.file()
}
