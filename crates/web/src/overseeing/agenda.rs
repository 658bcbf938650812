//! What a supervision is to talk about, drawn from the file: what is late and what comes next,
//! when the child was last seen, what was directed the last time, risks, plans and promises.

use jiff::ToSpan as _;
use practice::When;
use record::Moment;
use record::summary;

use crate::child::File;
use crate::people::may_read_kind;
use crate::reply::Stop;
use crate::visit::Visit;
use crate::words;

/// How far ahead what is owed is told, in days.
const AHEAD: i64 = 28;

/// A point of the agenda.
pub(super) struct Point {
    /// What it is about.
    pub title: String,
    /// What the file says of it.
    pub lines: Vec<String>,
}

/// The points of the agenda.
pub(super) fn agenda(visit: &mut Visit<'_>, file: &File) -> Result<Vec<Point>, Stop> {
    let book = std::sync::Arc::clone(&visit.app.book);
    let now = visit.now;
    let mut rows = visit.reader.owed_of(&[file.child.subject], now)?;
    rows.retain(|row| may_read_kind(visit, file, &row.kind).allowed);
    rows.sort_by_key(|row| (row.danger, row.due.map(When::end)));
    let title = |clock: &str| {
        book.clock(clock)
            .map_or_else(|| clock.to_owned(), |clock| clock.title.clone())
    };
    let directions = (book.lists.oversight.as_ref()).map(|oversight| &oversight.directions);
    let is_direction = |clock: &String| directions == Some(clock);
    let late = rows
        .iter()
        .filter(|row| row.is_late(now) && !is_direction(&row.clock))
        .map(|row| {
            let days = words::count(row.days_late(now), "day", "days");
            format!("{}, {days} late", title(&row.clock))
        });
    let until = now.checked_add((AHEAD * 24).hours()).unwrap_or(now);
    let next = rows
        .iter()
        .filter(|row| !is_direction(&row.clock))
        .filter_map(|row| Some((row, row.due.filter(|due| !due.is_past(now))?)))
        .filter(|(_, due)| due.start() <= until)
        .map(|(row, due)| format!("{}, {}", title(&row.clock), words::when(due)));
    let directed = rows.iter().filter(|row| is_direction(&row.clock));
    let directed = directed.filter_map(|row| {
        let fact = file.shown.fact(row.started_by)?;
        let said = record::exempt::plain(&book.say(fact));
        let by = row.due.map(words::when).unwrap_or_default();
        Some(format!("{said} By {by}."))
    });
    let mut points = vec![
        point("Late", late.collect()),
        point("In the next four weeks", next.collect()),
        point("Last seen", last_seen(visit, file)),
        point("Directed and not yet done", directed.collect()),
    ];
    let oversight = book.lists.oversight.as_ref();
    let sections = oversight.map_or(&[][..], |oversight| oversight.agenda.as_slice());
    let told = summary::of(&Moment::of(&book, &file.casefile, now), &file.shown);
    for section in told.into_iter().filter(|one| sections.contains(&one.id)) {
        let items = section.items.into_iter();
        let items = items.filter(|item| may_read_kind(visit, file, &item.kind).allowed);
        points.push(point(
            &section.title,
            items
                .map(|item| record::exempt::plain(&item.words))
                .collect(),
        ));
    }
    points.retain(|point| !point.lines.is_empty());
    Ok(points)
}

fn point(title: &str, lines: Vec<String>) -> Point {
    Point {
        title: title.to_owned(),
        lines,
    }
}

/// When the child was last seen, by the records that the book names for it.
fn last_seen(visit: &Visit<'_>, file: &File) -> Vec<String> {
    let book = &visit.app.book;
    let Some(oversight) = &book.lists.oversight else {
        return Vec::new();
    };
    let facts = file.casefile.facts.iter();
    let seen = facts.filter(|fact| !fact.withdrawn && oversight.seen.contains(&fact.kind));
    let seen = seen.filter(|fact| may_read_kind(visit, file, &fact.kind).allowed);
    let last = seen.max_by_key(|fact| fact.occurred.start());
    let told = last.map(|fact| {
        let title = book.record(&fact.kind);
        let title = title.map_or(fact.kind.as_str(), |record| record.title.as_str());
        format!("{title}, {}", words::when(fact.occurred))
    });
    vec![told.unwrap_or_else(|| "It is not recorded that the child was seen".to_owned())]
}

/// The points as text, to be changed and added to.
pub(super) fn in_words(points: &[Point]) -> String {
    let points = points.iter();
    let points = points.map(|point| format!("{}:\n{}", point.title, point.lines.join("\n")));
    points.collect::<Vec<_>>().join("\n\n")
}
