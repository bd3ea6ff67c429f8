//! From a rendered mail to the bytes of RFC 5322.

use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

use super::MailError;

/// One mail to one person.
#[derive(Debug, Clone)]
pub struct OutgoingMail {
    /// Becomes the `Message-ID`: the same mail keeps it over retries.
    pub id: Uuid,
    /// The recipient's address.
    pub to: String,
    /// The recipient's name, may be empty.
    pub to_name: String,
    /// One line.
    pub subject: String,
    /// For readers without HTML.
    pub text: String,
    /// A complete HTML document.
    pub html: String,
    /// Who gets the answer, if a person wrote it; none for what the product writes by itself.
    pub reply_to: Option<String>,
}

/// Builds the message: text and HTML as alternatives. Answers go to whoever wrote it; what nobody wrote is marked as
/// machine-made, so that no holiday notice answers it.
///
/// # Errors
/// [`MailError::BadRecipient`] or [`MailError::BadMessage`]; neither gets better by trying again.
pub fn message(from: &Mailbox, mail: &OutgoingMail) -> Result<Message, MailError> {
    let bad_recipient = || MailError::BadRecipient { address: mail.to.clone() };
    let address: Address = mail.to.trim().parse().map_err(|_| bad_recipient())?;
    let name = one_line(&mail.to_name);
    let to = Mailbox::new((!name.is_empty()).then_some(name), address);
    let answers_to = mail.reply_to.as_deref().and_then(|address| address.trim().parse::<Address>().ok());
    let builder = Message::builder().from(from.clone()).to(to).subject(one_line(&mail.subject)).message_id(Some(format!(
        "<{}@{}>",
        mail.id,
        from.email.domain()
    )));
    let builder = match answers_to {
        Some(address) => builder.reply_to(Mailbox::new(None, address)),
        None => builder.raw_header(plain_header("Auto-Submitted", "auto-generated")),
    };
    builder
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| MailError::BadMessage { why: error.to_string() })
}

fn plain_header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Line breaks and other control characters become blanks: what a person typed must not end a header.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
