//! What axe-core, a program that looks for what keeps people out, finds wrong with a page.

use fantoccini::Client;
use serde_json::Value;

/// The program, as npm's registry has it.
const AXE: &str = include_str!(env!("SIGHTLINE_AXE"));

/// Runs every rule but those that are still being tried.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] })
        .then(found => done(found.violations), error => done(String(error)));
";

/// What is wrong with the page that the browser shows: a line for each place.
///
/// # Panics
///
/// Where it cannot be run.
pub async fn violations(client: &Client) -> Vec<String> {
    client.execute(AXE, Vec::new()).await.expect("axe is there");
    let found = client
        .execute_async(RUN, Vec::new())
        .await
        .expect("axe runs");
    let found = found
        .as_array()
        .unwrap_or_else(|| panic!("axe found no list, but {found}"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    for rule in found {
        for place in rule["nodes"].as_array().into_iter().flatten() {
            lines.push(format!(
                "{} ({}): {}: {}",
                text(&rule["id"]),
                text(&rule["help"]),
                text(&place["html"]),
                text(&place["failureSummary"]).replace('\n', " "),
            ));
        }
    }
    lines
}
