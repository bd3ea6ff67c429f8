use std::collections::BTreeMap;
use std::fmt::Debug;

use sentry_types::protocol::v7::{Envelope, Event, Exception, Level, Values};
use sentry_types::{Dsn, ParseDsnError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Level as LogLevel, Subscriber};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

use super::courier::{Courier, client};
use super::scrub::scrubbed;

/// Reports that wait to go out.
const QUEUE: usize = 200;

/// Fields of log lines that may leave, as tags: ids, patterns and codes.
const TAGS: [&str; 8] = ["request.id", "http.route", "trace.id", "incident", "code", "kind", "sweep", "panic.at"];
/// Fields that say what went wrong; they leave without what may be about a person.
const CAUSES: [&str; 4] = ["cause", "error", "problem", "report"];

/// Sends what is logged as an error to Sentry.
#[derive(Debug)]
pub struct Reports {
    courier: Courier<Event<'static>>,
}

/// Reports to the project behind a DSN.
pub fn reports(dsn: &str) -> Result<Reports, Box<dyn std::error::Error + Send + Sync>> {
    let dsn: Dsn = dsn.parse().map_err(|problem: ParseDsnError| problem.to_string())?;
    let client = client()?;
    let courier = Courier::start("sentry", QUEUE, move |events: Vec<Event<'static>>| {
        let (client, dsn) = (client.clone(), dsn.clone());
        async move {
            let mut arrived = true;
            for event in events {
                arrived &= deliver(&client, &dsn, event).await;
            }
            arrived
        }
    })?;
    Ok(Reports { courier })
}

async fn deliver(client: &reqwest::Client, dsn: &Dsn, event: Event<'static>) -> bool {
    let mut body = Vec::new();
    if Envelope::from(event).to_writer(&mut body).is_err() {
        return false;
    }
    let asked = client
        .post(dsn.envelope_api_url().to_string())
        .header("content-type", "application/x-sentry-envelope")
        .header("x-sentry-auth", dsn.to_auth(Some(concat!("tailboard/", env!("CARGO_PKG_VERSION")))).to_string())
        .body(body);
    asked.send().await.is_ok_and(|answer| answer.status().is_success())
}

/// What a line or a span says, by field.
#[derive(Default)]
struct Said(BTreeMap<&'static str, String>);

impl Visit for Said {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Reports {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut said = Said::default();
        attributes.record(&mut said);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(said);
        }
    }

    fn on_event(&self, line: &tracing::Event<'_>, context: Context<'_, S>) {
        if *line.metadata().level() != LogLevel::ERROR {
            return;
        }
        let mut said = Said::default();
        line.record(&mut said);
        for span in context.event_scope(line).into_iter().flatten() {
            if let Some(around) = span.extensions().get::<Said>() {
                for (name, value) in &around.0 {
                    said.0.entry(name).or_insert_with(|| value.clone());
                }
            }
        }
        self.courier.take(event(line.metadata().target(), &said));
    }
}

fn event(target: &str, said: &Said) -> Event<'static> {
    let message = said.0.get("message").cloned().unwrap_or_default();
    let cause: Vec<String> = CAUSES.iter().filter_map(|name| said.0.get(name)).map(|text| scrubbed(text)).collect();
    Event {
        level: Level::Error,
        logger: Some(target.to_owned()),
        release: Some(concat!("tailboard@", env!("CARGO_PKG_VERSION")).into()),
        exception: Values::from(vec![Exception { ty: message, value: Some(cause.join("\n")), ..Exception::default() }]),
        tags: TAGS.iter().filter_map(|name| Some(((*name).to_owned(), said.0.get(name)?.clone()))).collect(),
        ..Event::default()
    }
}
