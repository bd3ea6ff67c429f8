//! The cookies, and what of a request shows who somebody is.

use http::request::Parts;

/// How somebody shows who they are.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// The token in the session cookie.
    Session(String),
    /// `Authorization: Bearer tb_…`.
    ApiKey(String),
}

/// Name of the session cookie; the `__Host-` prefix binds it to this host and TLS (RFC 6265bis §4.1.3.2).
pub const fn session_cookie(https: bool) -> &'static str {
    if https { "__Host-tailboard" } else { "tailboard" }
}

/// Name of another cookie for the whole site, bound the same way.
pub fn host_cookie(https: bool, name: &str) -> String {
    if https { format!("__Host-{name}") } else { name.to_string() }
}

/// Name of a cookie for a part of the site: the prefix binds it to TLS.
pub fn secure_cookie(https: bool, name: &str) -> String {
    if https { format!("__Secure-{name}") } else { name.to_string() }
}

/// The cookie of the language somebody chose.
pub const LANGUAGE: &str = "tailboard_lang";

/// The `Set-Cookie` header that keeps a session in the browser: not readable by scripts, not sent from other sites.
pub fn session_cookie_header(token: &str, lasts: std::time::Duration, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", session_cookie(https), lasts.as_secs())
}

/// The credentials of a request, if it carries any.
pub fn credentials(parts: &Parts, https: bool) -> Option<Credentials> {
    if let Some(bearer) =
        parts.headers.get(http::header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "))
    {
        return Some(Credentials::ApiKey(bearer.trim().to_string()));
    }
    let jar = axum_extra::extract::CookieJar::from_headers(&parts.headers);
    jar.get(session_cookie(https)).map(|c| Credentials::Session(c.value().to_string()))
}
