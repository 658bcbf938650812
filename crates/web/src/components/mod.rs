//! The parts that pages are made of: those of the design systems, as functions.
//!
//! Each takes what it shows, and gives markup that is, for the options it has, what the
//! design system itself makes: `tests/components` compares it with the system's own cases,
//! and `left-out.txt` there names those cases that need other options, with the reason.
//! Words are escaped; markup is passed as [`Markup`](maud::Markup), which only code makes.

mod accordion;
mod attributes;
mod breadcrumbs;
mod button;
mod character_count;
mod checkboxes;
mod choice;
mod date_input;
mod details;
mod error;
mod field;
mod fieldset;
mod file_upload;
mod footer;
mod header;
mod heading;
mod inset_text;
mod link;
mod moj;
mod navigation;
mod notification_banner;
mod pagination;
mod panel;
mod password_input;
mod question;
mod radios;
mod select;
mod service_navigation;
mod summary_list;
mod table;
mod tabs;
mod tag;
mod task_list;
mod text;
mod text_input;
mod textarea;
mod warning_text;
mod way;

pub use accordion::{Accordion, Section};
pub use breadcrumbs::Breadcrumbs;
pub use button::{Button, Look};
pub use character_count::{CharacterCount, Limit};
pub use checkboxes::Checkboxes;
pub use choice::Choice;
pub use date_input::{DateInput, DatePart};
pub use details::Details;
pub use error::{ErrorSummary, error_message};
pub use field::{Hint, Label};
pub use fieldset::{Fieldset, Legend};
pub use file_upload::FileUpload;
pub use footer::Footer;
pub use header::Header;
pub use heading::Level;
pub use inset_text::InsetText;
pub use link::Link;
pub use moj::{
    Alert, AlertKind, Badge, BadgeColour, ButtonMenu, Chosen, ChosenFilters, Filter, IdentityBar,
    Message, Messages, NotificationBadge, PageHeaderActions, PrimaryNavigation, Results,
    ResultsPages, Search, SearchLook, SideNavigation, SidePart, SubNavigation, Timeline,
    TimelineItem,
};
pub use navigation::{Here, Place};
pub use notification_banner::NotificationBanner;
pub use pagination::{Neighbour, PageItem, Pagination};
pub use panel::Panel;
pub use password_input::PasswordInput;
pub use radios::Radios;
pub use select::{Select, SelectItem};
pub use service_navigation::ServiceNavigation;
pub use summary_list::{Card, SummaryList, SummaryRow};
pub use table::{Cell, Sort, Table};
pub use tabs::{Tab, Tabs};
pub use tag::{Colour, Tag};
pub use task_list::{Task, TaskList};
pub use text::{Content, Text};
pub use text_input::TextInput;
pub use textarea::Textarea;
pub use warning_text::WarningText;
pub use way::{BackLink, SkipLink};
