//! What the address of a list says: whose, which, in what order and which page. Nothing personal
//! stands in it, so that it can be kept and handed on: what was typed is sealed (`q`).

use maud::{Markup, html};

use crate::edge::Asked;
use crate::page::turn;

/// What of an address is kept when something else of it changes.
const KEPT: [&str; 13] = [
    "whose", "team", "worker", "when", "who", "clock", "sort", "show", "list", "day", "month",
    "year", "q",
];

/// What the address of a list says.
pub(crate) struct Wanted<'w> {
    path: String,
    asked: &'w Asked,
    /// The page, counted from 1.
    pub page: usize,
}

impl<'w> Wanted<'w> {
    /// What is asked of the list at this address.
    pub fn of(path: impl Into<String>, asked: &'w Asked) -> Self {
        let page = asked.query.one("page").parse::<usize>().unwrap_or(1);
        Self {
            path: path.into(),
            asked,
            page: page.clamp(1, 100_000),
        }
    }

    /// What is said under this name, where it is one of these; otherwise the first of them.
    pub fn one_of<'o>(&self, name: &str, of: &[&'o str]) -> &'o str {
        let said = self.asked.query.one(name);
        let known = of.iter().find(|one| **one == said);
        known.or(of.first()).copied().unwrap_or_default()
    }

    /// What is said under this name.
    pub fn said(&self, name: &str) -> &'w str {
        self.asked.query.one(name)
    }

    /// The same list where this is said under this name, from its first page.
    pub fn with(&self, name: &str, value: &str) -> String {
        self.at(&self.path, &[(name, value)])
    }

    /// The same list, to be taken away.
    pub fn export(&self) -> String {
        self.at(&format!("{}/export", self.path), &[])
    }

    /// The same list, from its first page.
    pub fn address(&self) -> String {
        self.at(&self.path, &[])
    }

    /// The same list in another place.
    pub fn elsewhere(&self, path: &str) -> String {
        self.at(path, &[])
    }

    /// What a form that asks for these of it keeps of the rest.
    pub fn hidden(&self, but: &[&str]) -> Markup {
        let kept = KEPT.iter().filter(|name| !but.contains(name));
        let said = kept.filter(|name| !self.said(name).is_empty());
        html! { @for name in said { input type="hidden" name=(name) value=(self.said(name)); } }
    }

    /// What stands below a list: the way to take it away, and to its other pages.
    pub fn foot(&self, more: bool) -> Markup {
        html! {
            (take_away(&self.export()))
            (turn(&self.address(), self.page, more))
        }
    }

    fn at(&self, path: &str, other: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for name in KEPT {
            let changed = other.iter().find(|(changed, _)| *changed == name);
            let value = changed.map_or_else(|| self.said(name), |(_, value)| *value);
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() {
            return path.to_owned();
        }
        format!("{path}?{query}")
    }

    /// What of a whole list stands on the page, and whether more follow.
    pub fn cut<T>(&self, mut all: Vec<T>, many: usize) -> (Vec<T>, bool) {
        let from = (self.page - 1).saturating_mul(many).min(all.len());
        let mut rest = all.split_off(from);
        let more = rest.len() > many;
        rest.truncate(many);
        (rest, more)
    }
}

/// The way to take a list away.
pub(crate) fn take_away(address: &str) -> Markup {
    html! {
        p class="govuk-body sightline-not-printed" {
            a class="govuk-link" href=(address) { "Take this list away as a spreadsheet" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;

    fn asked(query: &str) -> Asked {
        Asked::for_tests(Answers::read(query.as_bytes()))
    }

    #[test]
    fn an_address_keeps_what_was_chosen_and_nothing_else() {
        let asked = asked("when=late&team=0a&page=3&name=Kofi");
        let wanted = Wanted::of("/owed", &asked);

        assert_eq!(wanted.page, 3);
        assert_eq!(
            wanted.with("sort", "child"),
            "/owed?team=0a&when=late&sort=child"
        );
        assert_eq!(wanted.with("when", ""), "/owed?team=0a");
        assert_eq!(wanted.export(), "/owed/export?team=0a&when=late");
        assert_eq!(wanted.one_of("when", &["all", "late"]), "late");
        assert_eq!(wanted.one_of("sort", &["danger", "due"]), "danger");
    }

    #[test]
    fn a_page_of_a_list_is_cut_out_of_it() {
        let asked = asked("page=2");
        let wanted = Wanted::of("/owed", &asked);

        assert_eq!(wanted.cut((0..5).collect(), 2), (vec![2, 3], true));
        assert_eq!(wanted.cut((0..4).collect(), 2), (vec![2, 3], false));
        assert_eq!(wanted.cut((0..1).collect::<Vec<i32>>(), 2), (vec![], false));
    }
}
