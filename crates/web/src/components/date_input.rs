//! A day that the reader knows, typed in three parts.

use maud::{Markup, html};

use super::attributes::classes;
use super::field::Label;
use super::fieldset::Legend;
use super::question::Question;

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month, as a number.
    Month,
    /// The year.
    Year,
}

impl DatePart {
    const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// Its label; its name; the class of its width.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Day => ("Day", "day", "govuk-input--width-2"),
            Self::Month => ("Month", "month", "govuk-input--width-2"),
            Self::Year => ("Year", "year", "govuk-input--width-4"),
        }
    }
}

/// A day that the reader knows, typed in three parts, which are sent as `day`, `month` and
/// `year`; or `when-day` and so on, with a prefix of `when`.
#[derive(Clone, Debug, Default)]
pub struct DateInput<'d> {
    /// The question.
    pub legend: Option<Legend<'d>>,
    /// Its id; its parts' are `id-day` and so on.
    pub id: &'d str,
    /// What the names begin with.
    pub prefix: Option<&'d str>,
    /// What helps to answer.
    pub hint: Option<&'d str>,
    /// What is wrong with the answer.
    pub error: Option<&'d str>,
    /// The parts in which something is wrong: all of them, where there is an error and none
    /// is named.
    pub wrong: Vec<DatePart>,
    /// The id of something else on the page that describes the question.
    pub described_by: Option<&'d str>,
    /// A further class.
    pub class: &'d str,
    /// The day so far, as it was typed.
    pub day: Option<&'d str>,
    /// The month so far, as it was typed.
    pub month: Option<&'d str>,
    /// The year so far, as it was typed.
    pub year: Option<&'d str>,
    /// A part that is not asked for: the day of a move that nobody remembers so exactly.
    pub left_out: Option<DatePart>,
}

impl DateInput<'_> {
    /// Where an error summary leads: to the first part in which something is wrong.
    pub fn first_wrong(&self) -> String {
        let first = DatePart::ALL
            .into_iter()
            .filter(|part| self.left_out != Some(*part))
            .find(|part| self.wrong.is_empty() || self.wrong.contains(part));
        let (_, name, _) = first.unwrap_or(DatePart::Day).words();
        format!("#{}-{name}", self.id)
    }

    /// The markup.
    pub fn markup(&self) -> Markup {
        let question = Question {
            id: self.id,
            hint: self.hint,
            error: self.error,
            described_by: self.described_by,
        };
        let parts = DatePart::ALL
            .into_iter()
            .filter(|part| self.left_out != Some(*part));
        let answers = html! {
            div class=(classes(["govuk-date-input", self.class])) id=(self.id) {
                @for part in parts { (self.part(part)) }
            }
        };
        question.several(self.legend, Some("group"), &answers)
    }

    fn part(&self, part: DatePart) -> Markup {
        let (label, name, width) = part.words();
        let id = format!("{}-{name}", self.id);
        let wrong = self.wrong.contains(&part) || (self.wrong.is_empty() && self.error.is_some());
        let class = classes([
            "govuk-input govuk-date-input__input",
            if wrong { "govuk-input--error" } else { "" },
            width,
        ]);
        let value = match part {
            DatePart::Day => self.day,
            DatePart::Month => self.month,
            DatePart::Year => self.year,
        };
        let name = match self.prefix {
            Some(prefix) => format!("{prefix}-{name}"),
            None => name.to_owned(),
        };
        html! {
            div class="govuk-date-input__item" {
                div class="govuk-form-group" {
                    (Label { text: label, of: &id, size: "govuk-date-input__label", is_heading: false }.markup())
                    input class=(class) id=(id) name=(name) type="text" inputmode="numeric" value=[value];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_summary_leads_to_what_can_be_typed_into() {
        let mut date = DateInput {
            id: "due",
            error: Some("Enter a real date"),
            ..DateInput::default()
        };
        assert_eq!(date.first_wrong(), "#due-day");
        date.wrong = vec![DatePart::Year, DatePart::Month];
        assert_eq!(date.first_wrong(), "#due-month");
        let place = format!("id=\"{}\"", date.first_wrong().trim_start_matches('#'));
        assert!(date.markup().into_string().contains(&place));
        date.wrong.clear();
        date.left_out = Some(DatePart::Day);
        assert_eq!(date.first_wrong(), "#due-month");
    }
}
