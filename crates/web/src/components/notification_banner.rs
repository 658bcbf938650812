//! Something to know that is not about this page, or that what was done was done.

use maud::{Markup, html};

use super::attributes::classes;
use super::heading::Level;
use super::text::Content;

/// Something to know that is not about this page, or that what was done was done.
#[derive(Clone, Debug, Default)]
pub struct NotificationBanner<'n> {
    /// What there is to know.
    pub content: Content<'n>,
    /// Whether something was done: then it is read out at once.
    pub success: bool,
    /// The title: "Important" or "Success", unless it is given.
    pub title: Option<&'n str>,
    /// The title's id, where there are several banners on a page.
    pub title_id: Option<&'n str>,
    /// How deep the title stands on the page.
    pub level: Level,
    /// `region` or `alert`, where it should not be the one that fits.
    pub role: Option<&'n str>,
    /// Whether the reader is not led to it as the page opens.
    pub keeps_focus: Option<bool>,
    /// A further class.
    pub class: &'n str,
}

impl NotificationBanner<'_> {
    /// The markup.
    pub fn markup(&self) -> Markup {
        let (kind, role, title) = if self.success {
            ("govuk-notification-banner--success", "alert", "Success")
        } else {
            ("", "region", "Important")
        };
        let title = self.title.unwrap_or(title);
        let id = self.title_id.unwrap_or("govuk-notification-banner-title");
        html! {
            div class=(classes(["govuk-notification-banner", kind, self.class]))
                role=(self.role.unwrap_or(role)) aria-labelledby=(id)
                data-module="govuk-notification-banner" data-disable-auto-focus=[self.keeps_focus] {
                div class="govuk-notification-banner__header" {
                    (self.level.heading("govuk-notification-banner__title", Some(id), &title))
                }
                div class="govuk-notification-banner__content" {
                    @match &self.content {
                        Content::Text(text) => { p class="govuk-notification-banner__heading" { (text) } }
                        Content::Rich(markup) => { (markup) }
                    }
                }
            }
        }
    }
}
