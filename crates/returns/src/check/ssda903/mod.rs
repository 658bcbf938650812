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

use jiff::civil::Date;
use practice::authorities::Authorities;

use self::lists::{Postcodes, Providers};
use self::whereabouts::Year;
use crate::check::{Collection, Finds, Needs, Report};
use crate::read::ssda903::Ssda903Return;

/// What a check may look at besides the return.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The return of the year before.
    pub previous: Option<&'a Ssda903Return>,
    /// Where postcodes are.
    pub postcodes: Option<&'a Postcodes>,
    /// The providers registered with Ofsted.
    pub providers: Option<&'a Providers>,
    /// The authority's code of the Office for National Statistics: `E08000025`.
    pub authority: Option<&'a str>,
    /// The day up to which the return tells, where its year is not over.
    pub until: Option<Date>,
}

/// Checks a return by the rules of a collection.
///
/// Every rule of the collection is in the report, as run or as not run with the reason.
/// There are rules of the collections from 2022/23; those of the newest are taken for
/// later ones until theirs are added.
pub fn check(
    whole: &Ssda903Return,
    collection: Collection,
    authorities: &Authorities,
    beside: &Beside<'_>,
) -> Report {
    let nothing = Ssda903Return::default();
    let previous = beside.previous.unwrap_or(&nothing);
    let year = Year {
        authorities,
        ends: collection.ends(),
        own: beside
            .authority
            .map(|code| authorities.on(code, collection.ends())),
    };
    let (now, last) = std::thread::scope(|scope| {
        let last = scope.spawn(|| tables(previous, &year, beside));
        (tables(whole, &year, beside), joined(last))
    });
    let mut context = Context::new(collection, authorities, &now, &last);
    context.authority = year.own;
    context.postcodes = beside.postcodes;
    context.providers = beside.providers;
    context.end = beside.until.unwrap_or(context.end);
    let given = Needs {
        previous: beside.previous.is_some(),
        postcodes: beside.postcodes.is_some(),
        providers: beside.providers.is_some(),
        authority: beside.authority.is_some(),
    };
    let rules: Vec<&Rule903> = rules::all().filter(|rule| rule.is_of(collection)).collect();
    let apply = |rule: &&Rule903| -> Result<RowsByTable, String> {
        let why = rule.needs.missing(given).or_else(|| no_column(rule, &now));
        let mut finds = Finds::default();
        why.map_or(Ok(()), Err)?;
        (rule.check)(&context, &mut finds);
        Ok(finds.into_rows())
    };
    let halves = rules.split_at(rules.len() / 2);
    let (first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| halves.1.iter().map(apply).collect::<Vec<_>>());
        (
            halves.0.iter().map(apply).collect::<Vec<_>>(),
            joined(second),
        )
    });
    let mut report = Report::new("ssda903", collection);
    for (rule, result) in rules.iter().zip(first.into_iter().chain(second)) {
        match result {
            Ok(rows) => report.ran_with(rule.code, rows),
            Err(why) => report.did_not_run(rule.code, why),
        }
    }
    report
}

/// Rows found, by table.
type RowsByTable = std::collections::BTreeMap<String, std::collections::BTreeSet<u32>>;

/// The typed rows of one year, with where its placements are.
fn tables<'a>(whole: &'a Ssda903Return, year: &Year<'a>, beside: &Beside<'a>) -> Tables<'a> {
    let mut tables = Tables::of_return(whole);
    if let Some(postcodes) = beside.postcodes {
        whereabouts::fill(&mut tables, postcodes, year);
    }
    tables
}

/// What a thread worked out. A panic in it goes on in this one.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    match thread.join() {
        Ok(result) => result,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Why a rule cannot run for want of a column that only the XML file has.
fn no_column(rule: &Rule903, now: &Tables<'_>) -> Option<String> {
    let wants_it = rule.code == "105";
    (wants_it && !now.has_uasc_column).then(|| {
        "it needs the column UASC of the header, which the CSV files do not have".to_owned()
    })
}
