//! The organisations that are offered where a question names one: whoever answers chooses one of them or
//! types another.

use maud::{Markup, html};
use practice::book::{Field, OrganisationNamed};

use crate::administering::offered;
use crate::visit::Visit;

/// By what id the questions of a page know the list.
pub(super) fn id(named: &OrganisationNamed) -> String {
    let of = if named.of.is_empty() {
        "any".to_owned()
    } else {
        named.of.join("-")
    };
    format!("organisations-{of}-{}", named.by)
}

/// The lists of which the questions of these fields make use, each once. They are a help: where they
/// cannot be read the form is whole without them, and whatever it asks can be typed.
pub(crate) fn lists<'f>(visit: &Visit<'_>, fields: impl IntoIterator<Item = &'f Field>) -> Markup {
    let mut all: Vec<&OrganisationNamed> = Vec::new();
    for named in fields
        .into_iter()
        .filter_map(|field| field.organisation.as_ref())
    {
        if !all.contains(&named) {
            all.push(named);
        }
    }
    html! {
        @for named in all {
            @if let Ok(offered) = offered(visit, named) {
                datalist id=(id(named)) {
                    @for (typed, called) in &offered {
                        option value=(typed) { @if let Some(called) = called { (called) } }
                    }
                }
            }
        }
    }
}
