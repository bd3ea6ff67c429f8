//! Static files: hashed and precompressed, immutable; the shells, plain names and the service worker are revalidated.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use server::App;
use server::config::Config;
use tower_http::services::{ServeDir, ServeFile};

/// Routes of what `cargo xtask dist` wrote.
pub fn routes(config: &Config) -> Router<App> {
    let dist = &config.dist;
    let folder = |name: &str| ServeDir::new(dist.join(name)).precompressed_br().precompressed_gzip();
    let file = |name: &str| ServeFile::new(dist.join(name)).precompressed_br().precompressed_gzip();
    let mut router =
        Router::new().nest_service("/pkg", folder("pkg")).nest_service("/assets", folder("assets")).route_service("/sw.js", file("sw.js"));
    // the longest path that fits answers
    for (prefix, app) in [("/app", "staff"), ("/app/settings", "settings"), ("/field", "field"), ("/portal", "portal")] {
        let shell = &format!("shell/{app}.html");
        router = router.route_service(prefix, file(shell)).route_service(&format!("{prefix}/{{*rest}}"), file(shell));
    }
    router.layer(from_fn(keep))
}

/// Says how long an answer may be kept: a name with a hash in it never changes, anything else is asked for again.
async fn keep(request: Request, next: Next) -> Response {
    if is_hidden(request.uri().path()) {
        return crate::public::missing::page(request).await;
    }
    let forever = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let fine = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let how = match (fine, forever) {
        (false, _) => "no-store",
        (true, true) => "public, max-age=31536000, immutable",
        (true, false) => "no-cache",
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(how));
    response
}

/// Whether a part of the path is a name that begins with a dot, as histories of sources and settings have.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part.to_ascii_lowercase().starts_with("%2e"))
}

fn is_hashed(path: &str) -> bool {
    path.starts_with("/pkg/")
        || path
            .rsplit('/')
            .next()
            .is_some_and(|name| name.split('.').any(|part| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit())))
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn only_names_with_a_hash_are_kept_forever() {
        assert!(is_hashed("/assets/app.0123456789abcdef.css"));
        assert!(is_hashed("/pkg/anything/staff.wasm"));
        assert!(!is_hashed("/assets/theme.js"));
        assert!(!is_hashed("/assets/icons/sprite.svg"));
    }
}
