//! The connection to the SMTP server.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{
        AsyncSmtpTransportBuilder, PoolConfig,
        client::{Certificate, Tls, TlsParameters},
    },
};
use secrecy::{ExposeSecret, SecretString};

use super::{MailError, OutgoingMail, message};

/// How long a server may take for one mail, all its answers together. Tests do not wait as long for one that hangs.
const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 3 } else { 30 });

/// How mail leaves.
#[derive(Debug, Clone)]
pub struct MailConfig {
    /// `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465` (TLS from the start); `?tls=none` gives up
    /// encryption, which is otherwise only done for this machine. `None`: no mail leaves.
    pub smtp_url: Option<SecretString>,
    /// The sender: `Name <name@example.com>`.
    pub from: String,
    /// Certificates (PEM) of authorities trusted besides the public ones.
    pub authorities: Option<Vec<u8>>,
}

/// Sends mail over a few reused connections. Make it inside a Tokio runtime: its connections live there.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    line: Option<Arc<Line>>,
}

/// The way to the server: connections, and how new ones are made.
struct Line {
    builder: AsyncSmtpTransportBuilder,
    transport: Mutex<AsyncSmtpTransport<Tokio1Executor>>,
}

impl Line {
    fn new(builder: AsyncSmtpTransportBuilder) -> Self {
        Self { transport: Mutex::new(builder.clone().build()), builder }
    }

    fn transport(&self) -> AsyncSmtpTransport<Tokio1Executor> {
        self.transport.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Goes on with new connections: one that was given up in the middle of a mail is kept by the old ones for the next.
    fn renew(&self) {
        *self.transport.lock().unwrap_or_else(PoisonError::into_inner) = self.builder.clone().build();
    }
}

impl Mailer {
    /// A mailer for `config`; nothing is connected yet.
    ///
    /// # Errors
    /// [`MailError::BadConfig`] for a malformed address.
    pub fn new(config: &MailConfig) -> Result<Self, MailError> {
        let from = config.from.parse().map_err(|error| MailError::BadConfig { why: format!("the sender {:?}: {error}", config.from) })?;
        let line = match &config.smtp_url {
            None => None,
            Some(url) => {
                let url = explicit_encryption(url.expose_secret());
                // The address holds a password: only the reason is repeated.
                let bad = |error| MailError::BadConfig { why: format!("the SMTP address: {error}") };
                let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map_err(bad)?;
                if let Some(pem) = &config.authorities {
                    builder = builder.tls(encryption(&url, pem).map_err(bad)?);
                }
                let builder =
                    builder.timeout(Some(PATIENCE)).pool_config(PoolConfig::new().max_size(4).idle_timeout(Duration::from_secs(60)));
                Some(Arc::new(Line::new(builder)))
            }
        };
        Ok(Self { from, line })
    }

    /// Whether mail can leave.
    pub fn is_configured(&self) -> bool {
        self.line.is_some()
    }

    /// Hands `mail` to the server; afterwards it is the server's. A server that does not answer is given up after a while:
    /// the transport itself only waits so long for a connection.
    ///
    /// # Errors
    /// Any [`MailError`]; ask [`MailError::is_retryable`].
    pub async fn send(&self, mail: &OutgoingMail) -> Result<(), MailError> {
        let line = self.line.as_ref().ok_or(MailError::NotConfigured)?;
        let (transport, message) = (line.transport(), message(&self.from, mail)?);
        match tokio::time::timeout(PATIENCE, transport.send(message)).await {
            Ok(sent) => sent.map(drop).map_err(MailError::from),
            Err(_) => {
                line.renew();
                Err(MailError::NotNow { code: None, said: format!("it did not answer within {} seconds", PATIENCE.as_secs()) })
            }
        }
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mailer(from {}, configured: {})", self.from, self.is_configured())
    }
}

/// The encryption an address asks for, trusting the given authorities besides the public ones.
fn encryption(url: &str, authorities: &[u8]) -> Result<Tls, lettre::transport::smtp::Error> {
    let mut parameters = TlsParameters::builder(host(url).trim_matches(['[', ']']).to_owned());
    for certificate in certificates(authorities) {
        parameters = parameters.add_root_certificate(Certificate::from_pem(certificate.as_bytes())?);
    }
    let parameters = parameters.build_rustls()?;
    Ok(if url.starts_with("smtps://") {
        Tls::Wrapper(parameters)
    } else if url.contains("tls=required") {
        Tls::Required(parameters)
    } else if url.contains("tls=opportunistic") {
        Tls::Opportunistic(parameters)
    } else {
        Tls::None
    })
}

/// The certificates of a PEM file, one by one.
fn certificates(pem: &[u8]) -> Vec<String> {
    const END: &str = "-----END CERTIFICATE-----";
    String::from_utf8_lossy(pem)
        .split_inclusive(END)
        .filter(|part| part.ends_with(END))
        .map(|part| format!("{}\n", part.trim_start()))
        .collect()
}

/// The host of an address, without its port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// `smtp://` alone would send passwords and mail in the clear: to other machines it means STARTTLS.
fn explicit_encryption(url: &str) -> String {
    if let Some(plain) = url.strip_suffix("?tls=none") {
        return plain.to_owned();
    }
    let Some(rest) = url.strip_prefix("smtp://") else { return url.to_owned() };
    let local = ["localhost", "127.0.0.1", "[::1]"].contains(&host(url));
    if local || rest.contains("tls=") {
        return url.to_owned();
    }
    let separator = if rest.contains('?') { '&' } else { '?' };
    format!("{url}{separator}tls=required")
}

#[cfg(test)]
mod tests {
    use super::{explicit_encryption, host};

    #[test]
    fn the_host_of_an_address_is_found() {
        for (url, name) in [
            ("smtps://u:p@mail.example.com:465", "mail.example.com"),
            ("smtp://mail.example.com?tls=required", "mail.example.com"),
            ("smtp://[::1]:25", "[::1]"),
            ("smtp://localhost:1025/", "localhost"),
        ] {
            assert_eq!(host(url), name);
        }
    }

    #[test]
    fn only_this_machine_gets_mail_unencrypted_unasked() {
        for (given, used) in [
            ("smtp://localhost:1025", "smtp://localhost:1025"),
            ("smtp://u:p@127.0.0.1", "smtp://u:p@127.0.0.1"),
            ("smtp://u:p@mail.example.com:587", "smtp://u:p@mail.example.com:587?tls=required"),
            ("smtp://localhost.example.com", "smtp://localhost.example.com?tls=required"),
            ("smtp://mail.example.com?tls=opportunistic", "smtp://mail.example.com?tls=opportunistic"),
            ("smtp://relay.internal:25?tls=none", "smtp://relay.internal:25"),
            ("smtps://mail.example.com", "smtps://mail.example.com"),
        ] {
            assert_eq!(explicit_encryption(given), used);
        }
    }
}
