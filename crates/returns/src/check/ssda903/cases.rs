//! Runs published cases: builds the tables a case gives, applies its rule, and says which
//! rows it finds.

use std::collections::BTreeMap;

use practice::authorities::Authorities;

use super::context::{Context, Tables, read_cells};
use super::lists::{Provider, Providers};
use super::names::table_name;
use super::rows::{Cells, Row};
use super::rules;
use super::text::Day;
use crate::check::cases::{Case, CaseRunner, CaseTable, RowsFound};
use crate::check::{Collection, Finds};
use crate::read::ssda903::Column;

/// The rules of the looked after return, for [`run_cases`](crate::check::cases::run_cases).
///
/// A column or table that a case does not give is blank or empty: the rule sees nothing
/// there. A rule on two years finds nothing when the case has only one.
#[derive(Debug, Clone, Copy)]
pub struct CaseRules<'b> {
    authorities: &'b Authorities,
}

impl<'b> CaseRules<'b> {
    /// With the authorities there are and have been.
    pub fn new(authorities: &'b Authorities) -> Self {
        Self { authorities }
    }
}

impl CaseRunner for CaseRules<'_> {
    fn return_name(&self) -> &'static str {
        "ssda903"
    }

    fn table_name(&self, name: &str) -> String {
        table_name(name).unwrap_or_else(|| name.to_owned())
    }

    fn run(&self, case: &Case, collection: Collection) -> Result<RowsFound, String> {
        let mut versions = rules::all().filter(|rule| rule.code == case.rule);
        let rule = versions
            .find(|rule| rule.is_of(collection))
            .ok_or_else(|| format!("the collection {collection} has no rule {}", case.rule))?;
        let mut given = BTreeMap::new();
        for (name, table) in &case.tables {
            let name = table_name(name).ok_or_else(|| format!("there is no table \"{name}\""))?;
            given.insert(name, table);
        }
        let has_last = given.keys().any(|name| name.ends_with("_last"));
        if rule.needs.previous && !has_last {
            return Ok(RowsFound::new());
        }
        let (mut now, last) = (tables(&given, ""), tables(&given, "_last"));
        let format = case.metadata.texts.get("file_format");
        now.has_uasc_column &= format.is_none_or(|format| format != "csv");
        let providers = case.metadata.tables.get("provider_info").map(providers);
        let mut context = Context::new(collection, self.authorities, &now, &last);
        let day = |name: &str| {
            let text = case.metadata.texts.get(name)?;
            Day::from(Some(text.as_str())).date
        };
        context.start = day("collection_start").unwrap_or(context.start);
        context.end = day("collection_end").unwrap_or(context.end);
        context.authority = case
            .metadata
            .texts
            .get("localAuthority")
            .map(String::as_str);
        context.providers = providers.as_ref();
        let mut finds = Finds::default();
        (rule.check)(&context, &mut finds);
        Ok(by_index(finds, &given))
    }
}

/// One row of a case.
struct CaseRow<'a> {
    columns: &'a [String],
    cells: &'a [Option<String>],
}

impl<'a> Cells<'a> for CaseRow<'a> {
    fn text(&self, column: Column) -> Option<&'a str> {
        let own = self.derived(column.name());
        // Two columns go by other names in the newest rules.
        own.or_else(|| match column {
            Column::Dec => self.derived("DATE_EPISODE_CEASED"),
            Column::Uasc => self.derived("UASC_STATUS"),
            Column::Place => self.derived("PLACEMENT").or_else(|| self.derived("PL")),
            _ => None,
        })
    }

    fn derived(&self, name: &str) -> Option<&'a str> {
        let mut columns = self.columns.iter();
        let at = columns.position(|column| column.eq_ignore_ascii_case(name))?;
        self.cells.get(at)?.as_deref()
    }
}

/// The tables of one year.
fn tables<'a>(given: &BTreeMap<String, &'a CaseTable>, year: &str) -> Tables<'a> {
    let mut tables = Tables {
        header: rows(given, year),
        episodes: rows(given, year),
        reviews: rows(given, year),
        uasc: rows(given, year),
        oc2: rows(given, year),
        oc3: rows(given, year),
        ad1: rows(given, year),
        placed: rows(given, year),
        prev_perm: rows(given, year),
        missing: rows(given, year),
        sw: rows(given, year),
        dolo: rows(given, year),
        has_uasc_column: false,
    };
    let header = given.get(&format!("Header{year}"));
    let has = |name| header.is_some_and(|header| header.column(name).is_some());
    tables.has_uasc_column = has("UASC") || has("UASC_STATUS");
    tables.sort();
    tables
}

fn rows<'a, R: Row<'a>>(given: &BTreeMap<String, &'a CaseTable>, year: &str) -> Vec<R> {
    let Some(table) = given.get(&format!("{}{year}", R::TABLE)) else {
        return Vec::new();
    };
    let table: &'a CaseTable = table;
    let cells = table.rows.iter().map(|cells| CaseRow {
        columns: &table.columns,
        cells,
    });
    read_cells((0_u32..).zip(cells))
}

/// The rows found, by what the case calls them.
fn by_index(finds: Finds, given: &BTreeMap<String, &CaseTable>) -> RowsFound {
    let mut found = RowsFound::new();
    for (table, rows) in finds.into_rows() {
        let index = given.get(&table).map(|table| table.index.as_slice());
        let name = |row: u32| {
            let name = index.unwrap_or_default().get(usize::try_from(row).ok()?);
            name.cloned()
        };
        let names = rows.into_iter().filter_map(name).collect();
        found.insert(table, names);
    }
    found
}

/// The list of providers that a case gives.
fn providers(table: &CaseTable) -> Providers {
    let mut providers = Providers::default();
    for cells in &table.rows {
        let row = CaseRow {
            columns: &table.columns,
            cells,
        };
        let text = |name: &str| row.derived(name);
        let codes = |name: &str| text(name).map(super::lists::codes).unwrap_or_default();
        let provider = Provider {
            postcode: text("POSTCODE").map(str::to_owned),
            authority: text("LA_CODE_INFERRED")
                .or_else(|| text("LA_CODE"))
                .map(str::to_owned),
            placements: ["PLACE_CODES", "PLACEMENT_CODE", "PLACE"]
                .map(codes)
                .concat(),
            provisions: codes("PROVIDER_CODES"),
            ended: Day::from(text("REG_END")).date,
        };
        if let Some(urn) = text("URN") {
            providers.add(urn, provider);
        }
    }
    providers
}
