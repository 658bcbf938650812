//! One rule on its area's page: what is owed and by whom, the time drawn and told, what asks
//! for it and how far that was checked, and its worked examples.

use std::fmt::Write as _;

use super::drawing;
use super::html::{Page, escaped};
use crate::book::measure::{Counts, Of, Together};
use crate::book::{Book, Cite, Clock, End, Measure, Trigger, day_in_words};
use crate::words::parts;

/// A clock.
pub(super) fn rule(book: &Book, clock: &Clock, page: &mut Page) {
    let own = if clock.changed.is_some() {
        " class=\"own\""
    } else {
        ""
    };
    page.add(&format!(
        "<section id=\"{0}\"{own}>\n<h2>{1}</h2>\n<p><code>{0}</code></p>\n",
        clock.id,
        escaped(&clock.title)
    ));
    page.says(&statement(book, clock));
    if let Some(changed) = &clock.changed {
        let mut says = format!("The authority's own practice: {}.", changed.source.cite);
        for (why, reason) in [
            ("Less is done than its sources ask", &changed.departs),
            ("It was taken away", &changed.taken_away),
        ] {
            if let Some(reason) = reason {
                let _ = write!(says, " {why}: {reason}.");
            }
        }
        page.says(&says);
    }
    page.add(&drawing::timeline(book, clock));
    page.table(
        &format!("{}, part by part", clock.title),
        ["Part", "What it says"],
        (parts(book, clock)
            .iter()
            .filter(|part| part.name != "title" && part.name != "area"))
        .map(|part| [escaped(&part.name), escaped(&part.says)]),
    );
    let choices = clock.alternatives.iter().map(|other| {
        let note = other.note.as_deref().unwrap_or_default();
        let time = crate::words::time(book, &other.terms);
        [escaped(&other.name), escaped(&time), escaped(note)]
    });
    page.table(
        "What an authority may choose instead",
        ["Name", "Time", "Note"],
        choices,
    );
    let cites: Vec<&Cite> = clock.asked_by().collect();
    sources(&cites, page);
    examples(clock, page);
    words_used(book, clock, page);
    page.add("</section>\n");
}

/// What is owed in a sentence, made of its parts.
pub(super) fn statement(book: &Book, clock: &Clock) -> String {
    let parts = parts(book, clock);
    let all = |name: &str| {
        let named = |part: &&crate::words::Part| {
            part.name == name || part.name.starts_with(&format!("{name} "))
        };
        let mut told: Vec<&str> = Vec::new();
        for part in parts.iter().filter(named) {
            // Ways of starting with the same time tell it once.
            if !told.contains(&part.says.as_str()) {
                told.push(&part.says);
            }
        }
        told.join("; or ")
    };
    let mut says = format!("The {} owes this", clock.owner);
    let (starts, met) = (all("starts"), all("met by"));
    if !starts.is_empty() {
        let _ = write!(says, ", from: {starts}");
    }
    let cases = match clock.variants.len() {
        0..=2 => all("case"),
        many => format!("each of {many} cases has its own, as the table says"),
    };
    let times = [all("time"), cases];
    let time: Vec<_> = times.into_iter().filter(|time| !time.is_empty()).collect();
    if !time.is_empty() {
        let _ = write!(says, ". The time: {}", time.join("; "));
    }
    if !met.is_empty() {
        let _ = write!(says, ". It is met by: {met}");
    }
    if !clock.climbs.is_empty() {
        let _ = write!(
            says,
            ". Where it is not done it climbs to the {}",
            clock.climbs.join(", then the ")
        );
    }
    says + "."
}

fn sources(cites: &[&Cite], page: &mut Page) {
    let rows = cites.iter().map(|cite| {
        let force = match (cite.from, cite.until) {
            (None, None) => String::new(),
            (Some(from), None) => format!("from {}", day_in_words(from)),
            (None, Some(until)) => format!("until {}", day_in_words(until)),
            (Some(from), Some(until)) => {
                format!("{} to {}", day_in_words(from), day_in_words(until))
            }
        };
        let checked = match cite.confirmed.as_str() {
            "primary" => "in the text itself",
            "secondary" => "in another text that gives it",
            "partial" => "in part",
            _ => "not yet",
        };
        let note = cite.note.as_deref().unwrap_or_default();
        [&cite.cite, &cite.level, &force, checked, note].map(escaped)
    });
    page.table(
        "What asks for it",
        ["Source", "Level", "In force", "Checked", "Note"],
        rows,
    );
}

/// The worked examples of a clock.
pub(super) fn examples(clock: &Clock, page: &mut Page) {
    let rows = clock.examples.iter().map(|example| {
        let given: Vec<_> = (example.given.iter())
            .map(|line| format!("<code>{}</code>", escaped(line)))
            .collect();
        let mut out = Vec::new();
        for (what, date) in [
            ("due", &example.due),
            ("not before", &example.earliest),
            ("should be done by", &example.should_be_by),
            ("state", &example.state),
            ("asked on", &example.as_at),
        ] {
            out.extend(date.as_ref().map(|date| format!("{what} {date}")));
        }
        out.extend(example.plan_by.map(|day| format!("to be planned by {day}")));
        if example.none {
            out.push("nothing is owed".to_owned());
        }
        [
            given.join("<br>"),
            escaped(&out.join(", ")),
            escaped(&example.why),
        ]
    });
    page.table(
        "Worked examples",
        ["Given", "What comes of it", "Why"],
        rows,
    );
}

/// Links to the record types and states that the rule speaks of.
fn words_used(book: &Book, clock: &Clock, page: &mut Page) {
    let mut kinds: Vec<&str> = clock.met.iter().map(|met| met.by.kind.as_str()).collect();
    let mut states = clock.pauses.clone();
    for start in &clock.starts {
        match &start.trigger {
            Trigger::On(kind) => kinds.push(kind),
            Trigger::With(state) | Trigger::After(state) => states.push(*state),
            Trigger::Birthday(_) | Trigger::Yearly(..) => {}
        }
        states.extend(start.during);
    }
    for end in &clock.ends {
        match end {
            End::On { on, .. } => kinds.push(&on.kind),
            End::WithEndOf(state) | End::WithBeginOf(state) => states.push(*state),
        }
    }
    kinds.retain(|kind| book.record(kind).is_some());
    kinds.sort_unstable();
    kinds.dedup();
    states.sort_unstable();
    states.dedup();
    let records = kinds
        .iter()
        .map(|kind| format!("<a href=\"records.html#{kind}\">{kind}</a>"));
    let states = (states.iter().filter_map(|state| book.states.get(*state)))
        .map(|state| format!("<a href=\"records.html#state-{0}\">{0}</a>", state.name));
    let links: Vec<_> = records.chain(states).collect();
    if !links.is_empty() {
        page.add(&format!("<p>Words it uses: {}.</p>\n", links.join(", ")));
    }
}

/// A measure.
pub(super) fn measure(book: &Book, measure: &Measure, page: &mut Page) {
    page.add(&format!(
        "<section id=\"{0}\">\n<h2>{1}</h2>\n<p><code>{0}</code>: a measure</p>\n",
        measure.id,
        escaped(&measure.title)
    ));
    let counts = match measure.counts {
        Counts::MetWithin(within) => format!("how many are met within {}", within.period),
        Counts::AverageDays => "how many days it takes on average".to_owned(),
    };
    let target = (measure.target.in_words()).unwrap_or_else(|| "none is set".to_owned());
    page.says(&format!(
        "The {} answers for it. It counts {counts}. Its target: {target}.",
        measure.owner
    ));
    match &measure.of {
        Of::Clock(id) => {
            if let Some(clock) = book.clock(id) {
                page.add(&format!(
                    "<p>Of the duties of <a href=\"{}#{id}\">{}</a>.</p>\n",
                    super::file_of(&clock.area),
                    escaped(&clock.title)
                ));
            }
        }
        Of::Own(clock) => page.says(&statement(book, clock)),
    }
    page.list(measure.note.iter().map(|note| escaped(note)));
    together(&measure.together, page);
    sources(&measure.sources.iter().collect::<Vec<_>>(), page);
    page.add("</section>\n");
}

/// The worked examples of a measure: several files, and what they come to.
fn together(examples: &[Together], page: &mut Page) {
    let rows = examples.iter().map(|example| {
        let files: Vec<_> = (example.files.iter())
            .map(|file| {
                let lines = file
                    .iter()
                    .map(|line| format!("<code>{}</code>", escaped(line)));
                format!("<p>{}</p>", lines.collect::<Vec<_>>().join("<br>"))
            })
            .collect();
        let period = match example.from {
            Some(from) => format!("{} to {}", day_in_words(from), day_in_words(example.to)),
            None => format!("until {}", day_in_words(example.to)),
        };
        let mut out = format!("{} of {}", example.met, example.of);
        if let Some(days) = example.days {
            let _ = write!(out, ", in {days} days together");
        }
        let target = example.reaches.map(|reaches| {
            if reaches {
                "; the target is reached"
            } else {
                "; the target is not reached"
            }
        });
        out.push_str(target.unwrap_or_default());
        [files.concat(), period, out, escaped(&example.why)]
    });
    page.table(
        "Worked examples of files together",
        ["Files", "Period", "What comes of it", "Why"],
        rows,
    );
}
