//! What is counted, in the text that Prometheus reads.

use std::fmt;

use jiff::SignedDuration;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Where durations are parted, in seconds.
const PARTED_AT: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0, 5.0];

/// A request, by what is the same of many.
#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
pub(crate) struct Request {
    /// GET, POST …
    pub method: &'static str,
    /// The pattern of the address, never the address.
    pub route: String,
    /// What was answered.
    pub status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Route {
    route: String,
}

/// What is counted.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    entries: Gauge,
    sessions: Gauge,
    /// Sign-ins that began a session.
    pub signed_in: Counter,
    /// Sign-ins that were refused.
    pub sign_ins_refused: Counter,
    /// Requests refused because they came too often.
    pub too_often: Counter,
    /// Looks at files that were kept.
    pub looks: Counter,
    /// Digests that were sent.
    pub digests_sent: Counter,
    /// Tries to send one that failed.
    pub digests_failed: Counter,
}

/// What is asked for when somebody reads the counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// How many entries there are.
    pub entries: u64,
    /// How many sessions are in use.
    pub sessions: usize,
}

impl Metrics {
    /// With nothing counted yet.
    pub fn new() -> Self {
        let parted: fn() -> Histogram = || Histogram::new(PARTED_AT);
        let mut made = Self {
            registry: Registry::with_prefix("sightline"),
            requests: Family::default(),
            durations: Family::new_with_constructor(parted),
            entries: Gauge::default(),
            sessions: Gauge::default(),
            signed_in: Counter::default(),
            sign_ins_refused: Counter::default(),
            too_often: Counter::default(),
            looks: Counter::default(),
            digests_sent: Counter::default(),
            digests_failed: Counter::default(),
        };
        let registry = &mut made.registry;
        registry.register("requests", "Requests answered", made.requests.clone());
        registry.register_with_unit(
            "request_duration",
            "How long requests took",
            Unit::Seconds,
            made.durations.clone(),
        );
        registry.register("entries", "Entries in the record", made.entries.clone());
        registry.register("sessions", "Sessions in use", made.sessions.clone());
        registry.register("sign_ins", "Sessions begun", made.signed_in.clone());
        registry.register(
            "sign_ins_refused",
            "Sign-ins refused",
            made.sign_ins_refused.clone(),
        );
        registry.register(
            "too_often",
            "Requests refused because they came too often",
            made.too_often.clone(),
        );
        registry.register(
            "looks",
            "Looks at files that were kept durably",
            made.looks.clone(),
        );
        registry.register(
            "digests_sent",
            "Digests sent by e-mail",
            made.digests_sent.clone(),
        );
        registry.register(
            "digests_failed",
            "Tries to send a digest that failed",
            made.digests_failed.clone(),
        );
        made
    }

    /// A request was answered.
    pub fn answered(&self, request: &Request, took: SignedDuration) {
        let route = Route {
            route: request.route.clone(),
        };
        self.requests.get_or_create(request).inc();
        let took = took.as_secs_f64().max(0.0);
        self.durations.get_or_create(&route).observe(took);
    }

    /// Everything, as text.
    pub fn text(&self, state: State) -> Result<String, fmt::Error> {
        self.entries
            .set(state.entries.try_into().unwrap_or(i64::MAX));
        self.sessions
            .set(state.sessions.try_into().unwrap_or(i64::MAX));
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
