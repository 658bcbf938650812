//! The components of the Ministry of Justice design system.

mod alert;
mod badge;
mod button_menu;
mod filter;
mod identity_bar;
mod messages;
mod notification_badge;
mod page_header_actions;
mod primary_navigation;
mod results_pages;
mod search;
mod side_navigation;
mod sub_navigation;
mod timeline;

pub use alert::{Alert, AlertKind};
pub use badge::{Badge, BadgeColour};
pub use button_menu::ButtonMenu;
pub use filter::{Chosen, ChosenFilters, Filter};
pub use identity_bar::IdentityBar;
pub use messages::{Message, Messages};
pub use notification_badge::NotificationBadge;
pub use page_header_actions::PageHeaderActions;
pub use primary_navigation::PrimaryNavigation;
pub use results_pages::{Results, ResultsPages};
pub use search::{Search, SearchLook};
pub use side_navigation::{SideNavigation, SidePart};
pub use sub_navigation::SubNavigation;
pub use timeline::{Timeline, TimelineItem};
