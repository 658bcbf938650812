//! A small drawing of a clock's timeline: what starts it, each time in turn, and what is due.
//! The drawing has a text alternative that says the same.

use std::fmt::Write as _;

use super::html::escaped;
use crate::book::{Book, Clock, Step, Terms, Time};

/// The most times that are drawn of one clock; the table tells them all.
const MOST: usize = 6;
/// The height of one line of the drawing.
const LINE: usize = 64;

/// One line of the drawing: what is said above each of its spans, and what stands at its end.
struct Line {
    spans: Vec<String>,
    end: &'static str,
    /// Whether it goes on in the same way.
    goes_on: bool,
}

/// The drawing of a clock; nothing where it has no time.
pub(super) fn timeline(book: &Book, clock: &Clock) -> String {
    let lines: Vec<Line> = clock
        .terms()
        .take(MOST)
        .map(|terms| line(book, terms))
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    let told: Vec<_> = lines.iter().map(in_words).collect();
    let (width, height) = (640, lines.len() * LINE + 8);
    let mut svg = format!(
        "<svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"drawn-{0}\">\n<title id=\"drawn-{0}\">{1}</title>\n",
        clock.id,
        escaped(&format!(
            "Timeline of {}: {}.",
            clock.title,
            told.join(". Or: ")
        ))
    );
    for (number, line) in lines.iter().enumerate() {
        draw(&mut svg, line, number * LINE + 36);
    }
    svg + "</svg>\n"
}

fn line(book: &Book, terms: &Terms) -> Line {
    let one = |says: String, end| Line {
        spans: vec![says],
        end,
        goes_on: false,
    };
    match &terms.time {
        Time::Within(within) => one(within.period.to_string(), "due"),
        Time::Open(words) => one(words.clone(), "no date is set"),
        Time::Every(steps) => every(steps),
        Time::Before(within) => {
            let words = within.map_or("at any time".to_owned(), |within| within.period.to_string());
            one(format!("{words} before"), "the event")
        }
        Time::NotBefore => {
            let words = terms.earliest.map(|within| within.period.to_string());
            one(words.unwrap_or_default(), "may be done")
        }
        Time::Lapses(within) => {
            let words = within.map(|within| within.period.to_string());
            one(
                words.unwrap_or_else(|| "until an event".to_owned()),
                "lapses",
            )
        }
        Time::Keep(_) => one(terms.time.says(), "may be destroyed"),
        Time::Limit(_) => one(terms.time.says(), "the limit"),
        Time::Holds(_) => one("must hold all the time".to_owned(), "the state ends"),
        Time::OnceInEach(bucket) => Line {
            spans: vec![bucket.name().to_owned(), bucket.name().to_owned()],
            end: "the last day",
            goes_on: true,
        },
        Time::DueOn(_) => one(crate::words::time(book, terms), "due"),
    }
}

/// The rounds of a rhythm: each step once, and then on in the same way.
fn every(steps: &[Step]) -> Line {
    let mut spans: Vec<String> = (steps.iter().take(4))
        .map(|step| step.within.period.to_string())
        .collect();
    if let (1, Some(only)) = (spans.len(), spans.first().cloned()) {
        spans.push(only);
    }
    Line {
        spans,
        end: "due",
        goes_on: true,
    }
}

fn in_words(line: &Line) -> String {
    let more = if line.goes_on { ", and so on" } else { "" };
    format!(
        "from the start {}, then: {}{more}",
        line.spans.join(", then "),
        line.end
    )
}

fn draw(svg: &mut String, line: &Line, y: usize) {
    let (left, right) = (12, if line.goes_on { 480 } else { 500 });
    let span = (right - left) / line.spans.len().max(1);
    let last = left + span * line.spans.len();
    let until = if line.goes_on { last + 24 } else { last };
    let _ = writeln!(
        svg,
        "<line x1=\"{left}\" y1=\"{y}\" x2=\"{until}\" y2=\"{y}\" stroke=\"#111\" stroke-width=\"2\"/>"
    );
    let _ = writeln!(
        svg,
        "<circle cx=\"{left}\" cy=\"{y}\" r=\"5\" fill=\"#111\"/>"
    );
    for (number, words) in line.spans.iter().enumerate() {
        let (from, to) = (left + span * number, left + span * (number + 1));
        let (middle, above, top, bottom) = (usize::midpoint(from, to), y - 12, y - 7, y + 7);
        let _ = writeln!(
            svg,
            "<text x=\"{middle}\" y=\"{above}\" text-anchor=\"middle\" font-size=\"14\" font-family=\"sans-serif\">{}</text>\n<line x1=\"{to}\" y1=\"{top}\" x2=\"{to}\" y2=\"{bottom}\" stroke=\"#1d4f91\" stroke-width=\"3\"/>",
            escaped(words)
        );
    }
    let (below, beside) = (y + 22, until + 10);
    let _ = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{below}\" font-size=\"13\" font-family=\"sans-serif\">start</text>\n<text x=\"{beside}\" y=\"{}\" font-size=\"14\" font-family=\"sans-serif\">{}{}</text>",
        y + 5,
        if line.goes_on { "… " } else { "" },
        escaped(line.end)
    );
}
