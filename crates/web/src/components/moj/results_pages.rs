//! Which of how many are shown, and the way to the others.

use maud::{Markup, html};

use crate::components::attributes::classes;
use crate::components::pagination::Pagination;

/// Which of how many are shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Results<'r> {
    /// The first that is shown, counted from one.
    pub from: usize,
    /// The last that is shown.
    pub to: usize,
    /// How many there are.
    pub count: usize,
    /// What they are: "results", unless it is given.
    pub what: Option<&'r str>,
}

/// Which of how many are shown, and the way to the others, if there are any.
#[derive(Clone, Debug, Default)]
pub struct ResultsPages<'r> {
    /// The pages.
    pub pages: Pagination<'r>,
    /// Which of how many are shown.
    pub results: Option<Results<'r>>,
}

impl ResultsPages<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let class = classes(["moj-pagination__pagination", self.pages.class]);
        html! {
            div class="moj-pagination" {
                @if self.pages.items.len() > 1 {
                    (Pagination { class: &class, ..self.pages.clone() }.markup())
                }
                @if let Some(results) = &self.results { (results.markup(!self.pages.items.is_empty())) }
            }
        }
    }
}

impl Results<'_> {
    /// The markup; nothing where there are none.
    fn markup(&self, some: bool) -> Markup {
        let what = self.what.unwrap_or("results");
        html! {
            @if self.count > 0 {
                p class="moj-pagination__results" {
                    @if some && self.to > 0 { "Showing " (self.from) " to " (self.to) " of " }
                    (self.count) " total " (what)
                }
            }
        }
    }
}
