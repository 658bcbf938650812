//! A list over several pages: the way to the others.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::Text;

/// The page before or after.
#[derive(Clone, Debug, Default)]
pub struct Neighbour<'n> {
    /// Its address.
    pub href: Text<'n>,
    /// What it says: "Previous page" or "Next page", unless it is given.
    pub text: Option<Text<'n>>,
    /// What is on it, where there are no page numbers.
    pub label: Option<Text<'n>>,
}

impl<'n> Neighbour<'n> {
    /// The page at this address.
    pub fn at(href: impl Into<Text<'n>>) -> Self {
        Self {
            href: href.into(),
            ..Self::default()
        }
    }
}

/// One of the pages.
#[derive(Clone, Debug)]
pub enum PageItem<'p> {
    /// A page.
    Page {
        /// Its number.
        number: Text<'p>,
        /// Its address.
        href: Text<'p>,
        /// Whether it is this one.
        current: bool,
        /// What a screen reader says: "Page 3", unless it is given.
        label: Option<Text<'p>>,
    },
    /// Pages that are not named.
    Gap,
}

/// A list over several pages: the way to the others.
#[derive(Clone, Debug, Default)]
pub struct Pagination<'p> {
    /// The page before.
    pub previous: Option<Neighbour<'p>>,
    /// The page after.
    pub next: Option<Neighbour<'p>>,
    /// The pages by number, if they have numbers.
    pub items: Vec<PageItem<'p>>,
    /// What a screen reader calls it: "Pagination", unless it is given.
    pub label: Option<&'p str>,
    /// A further class.
    pub class: &'p str,
}

/// How many pages on either side of this one are named.
const NEAR: usize = 2;

impl Pagination<'_> {
    /// The way to the other pages of a list that has `last` of them, from page `current`
    /// of them, counted from one. The first, the last and those near are named.
    pub fn over(current: usize, last: usize, href: impl Fn(usize) -> String) -> Self {
        let near = current.saturating_sub(NEAR)..=current.saturating_add(NEAR);
        let named = |page: &usize| *page == 1 || *page == last || near.contains(page);
        let mut items = Vec::new();
        let mut before = 0;
        for page in (1..=last).filter(named) {
            if page > before + 1 {
                items.push(PageItem::Gap);
            }
            before = page;
            items.push(PageItem::Page {
                number: page.to_string().into(),
                href: href(page).into(),
                current: page == current,
                label: None,
            });
        }
        let neighbour = |page: usize| Neighbour::at(href(page));
        Self {
            previous: (current > 1).then(|| neighbour(current - 1)),
            next: (current < last).then(|| neighbour(current + 1)),
            items,
            ..Self::default()
        }
    }

    /// The markup.
    pub fn markup(&self) -> Markup {
        let block = self.items.is_empty() && (self.previous.is_some() || self.next.is_some());
        let block_class = if block { "govuk-pagination--block" } else { "" };
        html! {
            nav class=(classes(["govuk-pagination", block_class, self.class]))
                aria-label=(self.label.unwrap_or("Pagination")) {
                @if let Some(previous) = &self.previous { (to(previous, Way::Previous, block)) }
                @if !self.items.is_empty() {
                    ul class="govuk-pagination__list" {
                        @for item in &self.items { (one(item)) }
                    }
                }
                @if let Some(next) = &self.next { (to(next, Way::Next, block)) }
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Previous,
    Next,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::Previous => "prev",
            Self::Next => "next",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Previous => "Previous",
            Self::Next => "Next",
        }
    }

    /// The design system's own arrow.
    fn arrow(self) -> Markup {
        let path = match self {
            Self::Previous => {
                "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z"
            }
            Self::Next => {
                "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z"
            }
        };
        html! {
            svg class={ "govuk-pagination__icon govuk-pagination__icon--" (self.name()) }
                xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true"
                focusable="false" viewBox="0 0 15 13" {
                path d=(path) {}
            }
        }
    }
}

fn to(neighbour: &Neighbour<'_>, way: Way, block: bool) -> Markup {
    let decorated = if block && neighbour.label.is_none() {
        "govuk-pagination__link-title--decorated"
    } else {
        ""
    };
    html! {
        div class={ "govuk-pagination__" (way.name()) } {
            a class="govuk-link govuk-pagination__link" href=(neighbour.href) rel=(way.name()) {
                @if block || way == Way::Previous { (way.arrow()) }
                span class=(classes(["govuk-pagination__link-title", decorated])) {
                    @if let Some(text) = &neighbour.text {
                        (text)
                    } @else {
                        (way.words()) span class="govuk-visually-hidden" { " page" }
                    }
                }
                @if let (Some(label), true) = (&neighbour.label, block) {
                    span class="govuk-visually-hidden" { ":" }
                    span class="govuk-pagination__link-label" { (label) }
                }
                @if !block && way == Way::Next { (way.arrow()) }
            }
        }
    }
}

fn one(item: &PageItem<'_>) -> Markup {
    html! {
        @match item {
            PageItem::Gap => {
                li class="govuk-pagination__item govuk-pagination__item--ellipsis" {
                    "⋯"
                }
            }
            PageItem::Page { number, href, current, label } => {
                @let this = if *current { "govuk-pagination__item--current" } else { "" };
                @let words = label.clone().unwrap_or_else(|| format!("Page {number}").into());
                li class=(classes(["govuk-pagination__item", this])) {
                    a class="govuk-link govuk-pagination__link" href=(href) aria-label=(words)
                        aria-current=[current.then_some("page")] {
                        (number)
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(current: usize, last: usize) -> String {
        let pages = Pagination::over(current, last, |page| format!("?page={page}"));
        let words = pages.items.iter().map(|item| match item {
            PageItem::Gap => "…".to_owned(),
            PageItem::Page {
                number,
                current: true,
                ..
            } => format!("[{number}]"),
            PageItem::Page { number, .. } => number.to_string(),
        });
        let words: Vec<String> = words.collect();
        words.join(" ")
    }

    #[test]
    fn the_first_the_last_and_the_pages_near_are_named() {
        assert_eq!(numbers(1, 3), "[1] 2 3");
        assert_eq!(numbers(10, 42), "1 … 8 9 [10] 11 12 … 42");
        assert_eq!(numbers(42, 42), "1 … 40 41 [42]");
        assert_eq!(numbers(1, 1), "[1]");
    }

    #[test]
    fn the_first_page_has_none_before_it_and_the_last_none_after() {
        let href = |page| format!("?page={page}");
        let first = Pagination::over(1, 2, href);
        assert!(first.previous.is_none() && first.next.is_some());
        let last = Pagination::over(2, 2, href);
        assert!(last.previous.is_some() && last.next.is_none());
    }
}
