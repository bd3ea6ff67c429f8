use std::collections::HashMap;

use axum::http::HeaderMap;
use opentelemetry::propagation::TextMapPropagator;
use opentelemetry::trace::{Span, SpanKind, Status, Tracer, TracerProvider};
use opentelemetry::{Context, KeyValue};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider, SpanData, SpanExporter as _, SpanProcessor};

use super::courier::{Courier, client};

/// Spans that wait for a collector; at a thousand requests a second it may be silent for two.
const QUEUE: usize = 2048;

/// Where spans go.
#[derive(Clone, Debug)]
pub struct Spans {
    tracer: SdkTracer,
    // a tracer works as long as its provider is there
    _provider: SdkTracerProvider,
}

/// The span of one request, under way.
pub struct RequestSpan(opentelemetry_sdk::trace::Span);

/// What is said of a request when it is answered.
pub struct Answered<'a> {
    pub method: &'a str,
    /// The pattern of its path.
    pub route: &'a str,
    pub status: u16,
    pub request: &'a str,
    pub org: Option<uuid::Uuid>,
}

#[derive(Debug)]
struct Queue(Courier<SpanData>);

impl SpanProcessor for Queue {
    fn on_start(&self, _: &mut opentelemetry_sdk::trace::Span, _: &Context) {}

    fn on_end(&self, span: SpanData) {
        self.0.take(span);
    }

    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    fn shutdown_with_timeout(&self, _: std::time::Duration) -> OTelSdkResult {
        Ok(())
    }
}

impl Spans {
    /// Spans to the collector at this address (`/v1/traces` is added), as OTLP over HTTP in JSON.
    pub fn to(endpoint: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let resource = Resource::builder_empty()
            .with_attributes([KeyValue::new("service.name", "tailboard"), KeyValue::new("service.version", env!("CARGO_PKG_VERSION"))])
            .build();
        let mut exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(client()?)
            .with_protocol(Protocol::HttpJson)
            .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
            .build()?;
        exporter.set_resource(&resource);
        let exporter = std::sync::Arc::new(exporter);
        let courier = Courier::start("otlp", QUEUE, move |batch| {
            let exporter = exporter.clone();
            async move { exporter.export(batch).await.is_ok() }
        })?;
        let provider = SdkTracerProvider::builder().with_resource(resource).with_span_processor(Queue(courier)).build();
        Ok(Self { tracer: provider.tracer("tailboard"), _provider: provider })
    }

    /// Begins the span of a request, below the one its `traceparent` names.
    pub fn begin(&self, headers: &HeaderMap) -> RequestSpan {
        let given: HashMap<String, String> = ["traceparent", "tracestate"]
            .into_iter()
            .filter_map(|name| Some((name.to_owned(), headers.get(name)?.to_str().ok()?.to_owned())))
            .collect();
        let parent = TraceContextPropagator::new().extract_with_context(&Context::new(), &given);
        let builder = self.tracer.span_builder("request").with_kind(SpanKind::Server);
        RequestSpan(self.tracer.build_with_context(builder, &parent))
    }
}

impl RequestSpan {
    /// The trace it belongs to, for log lines.
    pub fn trace(&self) -> String {
        self.0.span_context().trace_id().to_string()
    }

    /// The header by which what is asked of others belongs to the same trace (W3C Trace Context).
    pub fn traceparent(&self) -> String {
        let here = self.0.span_context();
        format!("00-{}-{}-{:02x}", here.trace_id(), here.span_id(), here.trace_flags().to_u8())
    }

    /// Ends it with what is known of the answer.
    pub fn end(mut self, answered: &Answered<'_>) {
        self.0.update_name(format!("{} {}", answered.method, answered.route));
        self.0.set_attribute(KeyValue::new("http.request.method", answered.method.to_owned()));
        self.0.set_attribute(KeyValue::new("http.route", answered.route.to_owned()));
        self.0.set_attribute(KeyValue::new("http.response.status_code", i64::from(answered.status)));
        self.0.set_attribute(KeyValue::new("tailboard.request", answered.request.to_owned()));
        if let Some(org) = answered.org {
            self.0.set_attribute(KeyValue::new("tailboard.organization", org.to_string()));
        }
        if answered.status >= 500 {
            self.0.set_status(Status::error(""));
        }
        self.0.end();
    }
}
