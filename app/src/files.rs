//! Static files: hashed and precompressed, immutable; the shells and the service worker, always revalidated.

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use server::App;
use server::config::Config;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeader;

/// Routes of what `cargo xtask dist` wrote.
pub fn routes(config: &Config) -> Router<App> {
    let dist = &config.dist;
    let folder = |name: &str| cached(ServeDir::new(dist.join(name)).precompressed_br().precompressed_gzip(), "public, max-age=31536000, immutable");
    let file = |name: &str| cached(ServeFile::new(dist.join(name)).precompressed_br().precompressed_gzip(), "no-cache");
    let mut router = Router::new().nest_service("/pkg", folder("pkg")).nest_service("/assets", folder("assets")).route_service("/sw.js", file("sw.js"));
    for name in ["staff", "field", "portal"] {
        router = router.route_service(&format!("/{name}.webmanifest"), file(&format!("{name}.webmanifest")));
    }
    for (prefix, shell) in [("/app", "shell/staff.html"), ("/field", "shell/field.html"), ("/portal", "shell/portal.html")] {
        router = router.route_service(prefix, file(shell)).route_service(&format!("{prefix}/{{*rest}}"), file(shell));
    }
    router
}

fn cached<S>(service: S, how: &'static str) -> SetResponseHeader<S, CacheSuccess> {
    SetResponseHeader::overriding(service, header::CACHE_CONTROL, CacheSuccess(how))
}

/// Only answers that succeed may be kept.
#[derive(Clone, Copy)]
struct CacheSuccess(&'static str);

impl<B> tower_http::set_header::MakeHeaderValue<Response<B>> for CacheSuccess {
    fn make_header_value(&mut self, response: &Response<B>) -> Option<HeaderValue> {
        let fine = response.status().is_success() || response.status() == axum::http::StatusCode::NOT_MODIFIED;
        Some(HeaderValue::from_static(if fine { self.0 } else { "no-store" }))
    }
}

