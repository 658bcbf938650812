//! What matters now in a file, on one screen: the sections of the practice book's summary,
//! filled from the facts that stand at a time.

use std::collections::HashSet;

use jiff::Unit;
use jiff::civil::Date;
use practice::book::{Renewed, Show};
use practice::expr::Answer;
use practice::{Fact, Id, When};
use serde::Serialize;

use crate::{Casefile, Moment, exempt};

/// A section of the summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its id in the book.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it comes before all others.
    pub urgent: bool,
    /// What is said where nothing stands in it.
    pub empty: String,
    /// What stands in it: in the order of the book, the newest first of each kind.
    pub items: Vec<Item>,
}

/// One thing that stands in a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// In words.
    pub words: String,
    /// What else is recorded of it: label and words.
    pub details: Vec<Detail>,
    /// The entry that first told it.
    pub entry: Id,
    /// The record type.
    pub kind: String,
    /// When it happened or began, or was told.
    pub at: When,
    /// When it was last looked at again, where it was.
    pub renewed: Option<When>,
    /// The day on which somebody is to look at it again.
    pub review: Option<Date>,
    /// Whether that day has passed.
    pub review_passed: bool,
}

/// A label and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// The label.
    pub label: String,
    /// The words.
    pub says: String,
}

/// The summary of a file as at a time: every section that concerns the child, the urgent
/// ones first, each with what stands in it, in the words of the file as it is shown.
pub fn of(at: &Moment<'_>, shown: &Casefile) -> Vec<Section> {
    as_said(at, shown, exempt::plain)
}

/// The same with the marks of passages that are exempt, to be copied into another record.
pub(crate) fn marked(at: &Moment<'_>, shown: &Casefile) -> Vec<Section> {
    as_said(at, shown, str::to_owned)
}

fn as_said(at: &Moment<'_>, shown: &Casefile, said: fn(&str) -> String) -> Vec<Section> {
    let asked = Asked { at, shown, said };
    let concerns = |section: &&practice::book::Section| {
        let when = section.when.as_ref();
        when.is_none_or(|when| at.story.holds(when, None, at.day) != Answer::No)
    };
    let mut sections: Vec<_> = (at.book.summary.iter().filter(concerns))
        .map(|section| Section {
            id: section.id.clone(),
            title: section.title.clone(),
            urgent: section.urgent,
            empty: section.empty.clone(),
            items: (section.show.iter())
                .flat_map(|show| asked.items(show))
                .collect(),
        })
        .collect();
    sections.sort_by_key(|section| !section.urgent);
    sections
}

struct Asked<'a> {
    at: &'a Moment<'a>,
    /// The same file with the names of workers and teams, from which words are taken.
    shown: &'a Casefile,
    /// How what is written is told: with the marks of what is exempt, or without.
    said: fn(&str) -> String,
}

impl Asked<'_> {
    fn items(&self, show: &Show) -> Vec<Item> {
        let since = match show.during {
            None => None,
            Some(state) => match self.at.story.in_state_since(state, self.at.day) {
                None => return Vec::new(),
                since => since,
            },
        };
        let mut facts: Vec<_> = (self.at.current.of_kind(&show.kind))
            .filter(|fact| self.at.current.closed(fact).is_none())
            .filter(|fact| since.is_none_or(|since| !fact.occurred.before(since)))
            .map(|fact| self.as_renewed(fact, show.renewed.as_ref()))
            .filter(|(fact, _)| self.stands(fact, show))
            .collect();
        // The newest first; of one day, what was told last.
        facts.reverse();
        facts.sort_by_key(|(fact, _)| std::cmp::Reverse(fact.occurred.day()));
        if let Some(per) = &show.latest {
            let mut seen = HashSet::new();
            facts.retain(|(fact, _)| {
                let of: Vec<_> = per.iter().map(|field| fact.field(field).cloned()).collect();
                seen.insert(of)
            });
        }
        let items = facts.iter();
        items
            .map(|(fact, renewed)| self.item(show, fact, *renewed))
            .collect()
    }

    /// A fact with the fields of what renewed it last in place of its own.
    fn as_renewed(&self, fact: &Fact, renewed: Option<&Renewed>) -> (Fact, Option<When>) {
        let mut fact = self.as_shown(fact).clone();
        let Some(renewed) = renewed else {
            return (fact, None);
        };
        let mut by: Vec<_> = (self.at.current.of_kind(&renewed.kind))
            .filter(|by| by.link(&renewed.link) == Some(fact.id))
            .collect();
        by.sort_by_key(|by| by.occurred.start());
        for by in &by {
            let fields = self.as_shown(by).fields.iter();
            fact.fields
                .extend(fields.map(|(name, value)| (name.clone(), value.clone())));
        }
        (fact, by.last().map(|by| by.occurred))
    }

    fn as_shown<'f>(&'f self, fact: &'f Fact) -> &'f Fact {
        self.shown.fact(fact.id).unwrap_or(fact)
    }

    fn stands(&self, fact: &Fact, show: &Show) -> bool {
        let until = show.until.as_ref().and_then(|field| fact.when(field));
        let over = until.is_some_and(|until| until.is_past(self.at.as_at));
        let holds = |when| self.at.story.holds(when, Some(fact), self.at.day) != Answer::No;
        !over && show.when.as_ref().is_none_or(holds)
    }

    fn item(&self, show: &Show, fact: &Fact, renewed: Option<When>) -> Item {
        let review = show.review.as_ref().and_then(|field| fact.when(field));
        let details = (show.with.iter())
            .filter(|(field, _)| fact.field(field).is_some())
            .map(|(field, label)| Detail {
                label: label.clone(),
                says: self.say_field(show, fact, field),
            });
        Item {
            words: self.words(show, fact),
            details: details.collect(),
            entry: fact.id,
            kind: fact.kind.clone(),
            at: fact.occurred,
            renewed,
            review: review.map(When::day),
            review_passed: review.is_some_and(|review| review.is_past(self.at.as_at)),
        }
    }

    fn words(&self, show: &Show, fact: &Fact) -> String {
        let Some(says) = &show.says else {
            return (self.said)(&self.at.book.say(fact));
        };
        let (mut words, mut rest) = (String::new(), says.as_str());
        while let Some((before, after)) = rest.split_once('{') {
            let (field, after) = after.split_once('}').unwrap_or((after, ""));
            words.push_str(before);
            if field == Show::AGE {
                let born = self.at.story.born_on();
                words.push_str(
                    &born.map_or_else(|| "age not known".into(), |born| age(born, self.at.day)),
                );
            } else {
                words.push_str(&self.say_field(show, fact, field));
            }
            rest = after;
        }
        words.push_str(rest);
        words
    }

    /// A field in words, of the record type or of what renewed it; a worker who may read
    /// the file reads what is marked as exempt too.
    fn say_field(&self, show: &Show, fact: &Fact, field: &str) -> String {
        let own =
            (self.at.book.record(&fact.kind)).is_some_and(|own| own.fields.contains_key(field));
        let said = match &show.renewed {
            Some(renewed) if !own => {
                let kind = renewed.kind.clone();
                let by = Fact {
                    kind,
                    ..fact.clone()
                };
                self.at.book.say_field(&by, field)
            }
            _ => self.at.book.say_field(fact, field),
        };
        (self.said)(&said)
    }
}

/// How old somebody is on a day, in words: in years, of a small child in months, of a baby
/// in weeks or days.
fn age(born: Date, day: Date) -> String {
    let units = [Unit::Year, Unit::Month, Unit::Week, Unit::Day];
    let lasted = |unit: Unit| {
        let span = born.until((unit, day)).ok()?;
        Some(match unit {
            Unit::Year => (i64::from(span.get_years()), "year"),
            Unit::Month => (i64::from(span.get_months()), "month"),
            Unit::Week => (i64::from(span.get_weeks()), "week"),
            _ => (i64::from(span.get_days()), "day"),
        })
    };
    if day < born {
        return "not yet born then".to_owned();
    }
    let lasted = units.into_iter().filter_map(lasted).find(|(n, _)| *n > 0);
    match lasted {
        None => "born today".to_owned(),
        Some((1, unit)) => format!("1 {unit} old"),
        Some((n, unit)) => format!("{n} {unit}s old"),
    }
}
