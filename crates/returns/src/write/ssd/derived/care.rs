//! Placements and legal statuses, from the episodes of care that a looked after return
//! cuts them into.

use practice::{Fact, Value};

use super::{Derived, fields};

/// What of an episode says where the child lives, and under which name a placement
/// has it.
const PLACEMENT: [(&str, &str); 4] = [
    ("placement", "placement"),
    ("placement_provider", "provider"),
    ("placement_postcode", "postcode"),
    ("urn", "urn"),
];

/// Several episodes that are one placement, or one legal status.
struct Run<'f> {
    episodes: Vec<&'f Fact>,
    /// How the last of them ceased.
    ceased: Option<&'f Fact>,
}

pub(super) fn placements_and_statuses(derived: &mut Derived<'_>) {
    for run in runs(derived, &["L"]) {
        placement(derived, &run);
    }
    for run in runs(derived, &["P", "T"]) {
        legal_status(derived, &run);
    }
}

/// The episodes in runs: one goes on with the run before it where it begins as that
/// ceases, for a reason that changes nothing here.
fn runs<'f>(derived: &Derived<'f>, goes_on_for: &[&str]) -> Vec<Run<'f>> {
    let ceased = derived.told("care-episode-ceased");
    let mut runs: Vec<Run<'f>> = Vec::new();
    for episode in derived.told("care-episode-started") {
        let end =
            (ceased.iter().copied()).find(|ceased| ceased.link("episode") == Some(episode.id));
        let follows = |run: &Run<'_>| {
            let ceased = run.ceased.map(|ceased| ceased.occurred.day());
            ceased == Some(episode.occurred.day())
        };
        let goes_on = (episode.text("reason")).is_some_and(|reason| goes_on_for.contains(&reason));
        match runs.last_mut().filter(|run| goes_on && follows(run)) {
            Some(run) => {
                run.episodes.push(episode);
                run.ceased = end;
            }
            None => runs.push(Run {
                episodes: vec![episode],
                ceased: end,
            }),
        }
    }
    runs
}

fn placement(derived: &mut Derived<'_>, run: &Run<'_>) {
    let Some(first) = run.episodes.first() else {
        return;
    };
    let told = derived.told("placement-started");
    let told = told
        .into_iter()
        .find(|told| told.occurred.day() == first.occurred.day());
    let stands_for = |episode: &Fact, (ours, theirs): (&'static str, &str)| {
        let value = match told {
            Some(told) => told.field(theirs),
            None => first.field(ours),
        };
        value.is_some() && episode.field(ours) == value
    };
    for episode in &run.episodes {
        for names in PLACEMENT {
            if stands_for(episode, names) {
                derived.held.push((episode.id, names.0));
            }
        }
    }
    if told.is_some() {
        return;
    }
    let mut begun = fields([("started_on", first.field("started_on").cloned())]);
    for (ours, theirs) in PLACEMENT {
        if let Some(value) = first.field(ours) {
            begun.insert(theirs.to_owned(), value.clone());
        }
    }
    derived.make(first.id, "placement-started", first.occurred, begun);
    if let Some(ceased) = run.ceased {
        derived
            .held
            .push((ceased.id, "reason_for_placement_change"));
        let ended = fields([
            ("placement", Some(Value::text(first.id))),
            ("ended_on", ceased.field("ceased_on").cloned()),
            (
                "reason",
                ceased.field("reason_for_placement_change").cloned(),
            ),
        ]);
        derived.make(ceased.id, "placement-ended", ceased.occurred, ended);
    }
}

fn legal_status(derived: &mut Derived<'_>, run: &Run<'_>) {
    let Some(first) = run.episodes.first() else {
        return;
    };
    let told = derived.told("legal-status-started");
    let told = told
        .into_iter()
        .find(|told| told.occurred.day() == first.occurred.day());
    let status = match told {
        Some(told) => told.field("status"),
        None => first.field("legal_status"),
    };
    for episode in &run.episodes {
        if status.is_some() && episode.field("legal_status") == status {
            derived.held.push((episode.id, "legal_status"));
        }
    }
    if told.is_some() || status.is_none() {
        return;
    }
    let begun = fields([
        ("started_on", first.field("started_on").cloned()),
        ("status", status.cloned()),
    ]);
    derived.make(first.id, "legal-status-started", first.occurred, begun);
    if let Some(ceased) = run.ceased {
        let ended = fields([
            ("status", Some(Value::text(first.id))),
            ("ended_on", ceased.field("ceased_on").cloned()),
        ]);
        derived.make(ceased.id, "legal-status-ended", ceased.occurred, ended);
    }
}
