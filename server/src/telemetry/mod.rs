//! What an operator's own tools may be told, when they are named: a span of each request over OTLP
//! (`TAILBOARD_OTLP_ENDPOINT`), faults and crash reports to Sentry (`TAILBOARD_SENTRY_DSN`). Ids and patterns go out,
//! never names, addresses, cookies or what was asked. A collector that is slow, away or hanging costs no request
//! anything: what it does not take in time is dropped and counted in `/metrics`.

mod courier;
mod reports;
mod scrub;
mod spans;

pub use reports::{Reports, reports};
pub use spans::{Answered, RequestSpan, Spans};
