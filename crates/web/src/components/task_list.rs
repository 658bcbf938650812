//! What there is to do, and how far each has come.

use maud::{Markup, html};

use super::attributes::classes;
use super::text::{Content, Text};

/// Something to do.
#[derive(Clone, Debug, Default)]
pub struct Task<'t> {
    /// What it is.
    pub title: Content<'t>,
    /// Where it is done; none where it cannot be done yet.
    pub href: Option<Text<'t>>,
    /// What helps to do it.
    pub hint: Content<'t>,
    /// How far it has come: words, or a tag.
    pub status: Content<'t>,
    /// A class of the status: `govuk-task-list__status--cannot-start-yet`, say.
    pub status_class: &'t str,
    /// A further class.
    pub class: &'t str,
}

/// What there is to do, and how far each has come.
#[derive(Clone, Debug, Default)]
pub struct TaskList<'t> {
    /// What there is to do.
    pub items: Vec<Task<'t>>,
    /// What the ids begin with: `task-list`, unless it is given.
    pub id: Option<&'t str>,
    /// A further class.
    pub class: &'t str,
}

impl TaskList<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        html! {
            ul class=(classes(["govuk-task-list", self.class])) {
                @for (index, task) in self.items.iter().enumerate() { (self.task(index + 1, task)) }
            }
        }
    }

    fn task(&self, number: usize, task: &Task<'_>) -> Markup {
        let prefix = self.id.unwrap_or("task-list");
        let hint = (!task.hint.is_empty()).then(|| format!("{prefix}-{number}-hint"));
        let status = format!("{prefix}-{number}-status");
        let described = classes([hint.as_deref().unwrap_or_default(), &status]);
        let with_link = if task.href.is_some() {
            "govuk-task-list__item--with-link"
        } else {
            ""
        };
        html! {
            li class=(classes(["govuk-task-list__item", with_link, task.class])) {
                div class="govuk-task-list__name-and-hint" {
                    @if let Some(href) = &task.href {
                        a class="govuk-link govuk-task-list__link" href=(href) aria-describedby=(described) {
                            (task.title)
                        }
                    } @else {
                        div { (task.title) }
                    }
                    @if let Some(id) = &hint {
                        div id=(id) class="govuk-task-list__hint" { (task.hint) }
                    }
                }
                div class=(classes(["govuk-task-list__status", task.status_class])) id=(status) {
                    (task.status)
                }
            }
        }
    }
}
