//! The rules of the looked after return (SSDA903), of the collections since 2022/23.
//!
//! | what you look for | where it is |
//! |---|---|
//! | to check a return | [`check`] |
//! | the rules, in a file for each family | [`rules`] |
//! | what a rule looks at: both years, joined by child | [`Context`] |
//! | the typed rows | [`rows`] |
//! | lists from outside: postcodes, providers, authorities | [`lists`] |
//! | to run published cases | [`CaseRules`] |

pub mod lists;
pub mod rows;
pub mod rules;
pub mod text;

mod care;
mod cases;
mod context;
mod names;
mod whereabouts;

pub use care::Period;
pub use cases::CaseRules;
pub use context::{Child, Context, Rows, Tables};
pub use names::table_name;
pub use rules::Rule903;

use self::lists::{Postcodes, Providers};
use crate::check::{Collection, Finds, Needs, Report};
use crate::read::ssda903::Ssda903Return;

/// What a check may look at besides the return.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The return of the year before.
    pub previous: Option<&'a Ssda903Return>,
    /// Where postcodes are.
    pub postcodes: Option<&'a Postcodes>,
    /// The providers registered with Ofsted. For the rules on their authority,
    /// [`Providers::place`] them first.
    pub providers: Option<&'a Providers>,
    /// The authority's code of the Office for National Statistics: `E08000025`.
    pub authority: Option<&'a str>,
}

/// Checks a return by the rules of a collection.
///
/// Every rule of the collection is in the report, as run or as not run with the reason.
pub fn check(whole: &Ssda903Return, collection: Collection, beside: &Beside<'_>) -> Report {
    let nothing = Ssda903Return::default();
    let mut now = Tables::of_return(whole);
    let mut last = Tables::of_return(beside.previous.unwrap_or(&nothing));
    if let Some(postcodes) = beside.postcodes {
        whereabouts::fill(&mut now, postcodes, beside.authority);
        whereabouts::fill(&mut last, postcodes, beside.authority);
    }
    let mut context = Context::new(collection, &now, &last);
    context.authority = beside.authority;
    context.postcodes = beside.postcodes;
    context.providers = beside.providers;
    let given = Needs {
        previous: beside.previous.is_some(),
        postcodes: beside.postcodes.is_some(),
        providers: beside.providers.is_some(),
        authority: beside.authority.is_some(),
    };
    let mut report = Report::new("ssda903", collection);
    for rule in rules::all().filter(|rule| rule.is_of(collection)) {
        let why = rule.needs.missing(given).or_else(|| no_column(rule, &now));
        if let Some(why) = why {
            report.did_not_run(rule.code, why);
        } else {
            let mut finds = Finds::default();
            (rule.check)(&context, &mut finds);
            report.ran(rule.code, finds);
        }
    }
    report
}

/// Why a rule cannot run for want of a column that only the XML file has.
fn no_column(rule: &Rule903, now: &Tables<'_>) -> Option<String> {
    let wants_it = rule.code == "105";
    (wants_it && !now.has_uasc_column).then(|| {
        "it needs the column UASC of the header, which the CSV files do not have".to_owned()
    })
}
