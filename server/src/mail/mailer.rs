//! The connection to the SMTP server.

use std::{fmt, time::Duration};

use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor, message::Mailbox, transport::smtp::PoolConfig};
use secrecy::{ExposeSecret, SecretString};

use super::{MailError, OutgoingMail, message};

/// How mail leaves.
#[derive(Debug, Clone)]
pub struct MailConfig {
    /// `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465` (TLS from the start); `?tls=none` gives up
    /// encryption, which is otherwise only done for this machine. `None`: no mail leaves.
    pub smtp_url: Option<SecretString>,
    /// The sender: `Name <name@example.com>`.
    pub from: String,
}

/// Sends mail over a few reused connections. Make it inside a Tokio runtime: its connections live there.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    transport: Option<AsyncSmtpTransport<Tokio1Executor>>,
}

impl Mailer {
    /// A mailer for `config`; nothing is connected yet.
    ///
    /// # Errors
    /// [`MailError::BadConfig`] for a malformed address.
    pub fn new(config: &MailConfig) -> Result<Self, MailError> {
        let from = config.from.parse().map_err(|error| MailError::BadConfig { why: format!("the sender {:?}: {error}", config.from) })?;
        let transport = match &config.smtp_url {
            None => None,
            Some(url) => {
                let url = explicit_encryption(url.expose_secret());
                let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
                    // The address holds a password: only the reason is repeated.
                    .map_err(|error| MailError::BadConfig { why: format!("the SMTP address: {error}") })?
                    .timeout(Some(Duration::from_secs(30)))
                    .pool_config(PoolConfig::new().max_size(4).idle_timeout(Duration::from_secs(60)));
                Some(builder.build())
            }
        };
        Ok(Self { from, transport })
    }

    /// Whether mail can leave.
    pub fn is_configured(&self) -> bool {
        self.transport.is_some()
    }

    /// Hands `mail` to the server; afterwards it is the server's.
    ///
    /// # Errors
    /// Any [`MailError`]; ask [`MailError::is_retryable`].
    pub async fn send(&self, mail: &OutgoingMail) -> Result<(), MailError> {
        self.deliver(mail, None).await
    }

    /// As [`Mailer::send`], for mail of a kind people can unsubscribe from with one click at `unsubscribe`.
    ///
    /// # Errors
    /// As [`Mailer::send`].
    pub async fn send_to_list(&self, mail: &OutgoingMail, unsubscribe: &str) -> Result<(), MailError> {
        self.deliver(mail, Some(unsubscribe)).await
    }

    async fn deliver(&self, mail: &OutgoingMail, unsubscribe: Option<&str>) -> Result<(), MailError> {
        let transport = self.transport.as_ref().ok_or(MailError::NotConfigured)?;
        transport.send(message(&self.from, mail, unsubscribe)?).await?;
        Ok(())
    }
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mailer(from {}, configured: {})", self.from, self.is_configured())
    }
}

/// `smtp://` alone would send passwords and mail in the clear: to other machines it means STARTTLS.
fn explicit_encryption(url: &str) -> String {
    if let Some(plain) = url.strip_suffix("?tls=none") {
        return plain.to_owned();
    }
    let Some(rest) = url.strip_prefix("smtp://") else { return url.to_owned() };
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let local = ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|name| host == *name || host.strip_prefix(name).is_some_and(|port| port.starts_with(':')));
    if local || rest.contains("tls=") {
        return url.to_owned();
    }
    let separator = if rest.contains('?') { '&' } else { '?' };
    format!("{url}{separator}tls=required")
}

#[cfg(test)]
mod tests {
    use super::explicit_encryption;

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
