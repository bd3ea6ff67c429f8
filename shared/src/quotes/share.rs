//! An offer handed over by the sender's own means: a link to copy, or a message written in an app of their device.

use serde::{Deserialize, Serialize};
use validator::Validate;

use super::Quote;
use super::input::check_pin;
use crate::input::{check_optional_phone, normal_phone};
use crate::{Error, Result};

crate::choice! {
    /// A way an offer takes besides e-mail.
    ShareChannel {
        /// The sender copies the link and sees to the rest.
        Link = "link",
        Sms = "sms",
        Whatsapp = "whatsapp",
    }
}

/// Sending a draft by the sender's own means, or passing on another link of an open offer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShareQuote {
    pub version: i32,
    /// What the draft comes to on the screen; if it comes to something else by now it does not go out. An open offer is not
    /// priced anew.
    pub total_cents: i64,
    pub channel: ShareChannel,
    /// Whose telephone it goes to; needed for messages.
    #[serde(default)]
    #[validate(length(max = 40), custom(function = check_optional_phone))]
    pub phone: String,
    /// Asked for before the page opens; four to eight digits, or empty for none. For an open offer empty is the number it
    /// went out with, if it did with one.
    #[serde(default)]
    #[validate(custom(function = "check_pin"))]
    pub pin: String,
}

impl ShareQuote {
    /// The number it goes to in E.164; none where it needs none.
    ///
    /// # Errors
    /// `Invalid` at `phone` for a message to nobody.
    pub fn number(&self) -> Result<Option<String>> {
        match (self.channel, normal_phone(&self.phone)) {
            (ShareChannel::Link, _) => Ok(None),
            (_, Some(number)) => Ok(Some(number)),
            (_, None) => Err(Error::field("phone", "required")),
        }
    }
}

/// An offer that was handed over; the link is shown once, only its hash is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SharedQuote {
    pub quote: Quote,
    pub link: String,
    /// What to write, in the customer's language, with the link in it.
    pub text: String,
    /// What opens the app of the device with that text in it; none for a link that is copied.
    pub opens: Option<String>,
}

/// The address that opens an app with a message to a number (E.164) in it.
pub fn app_link(channel: ShareChannel, number: &str, text: &str) -> Option<String> {
    match channel {
        ShareChannel::Link => None,
        // RFC 5724 has `?body=`, older iPhones want `&body=`: both understand this
        ShareChannel::Sms => Some(format!("sms:{number}?&body={}", escaped(text))),
        ShareChannel::Whatsapp => Some(format!("https://wa.me/{}?text={}", number.trim_start_matches('+'), escaped(text))),
    }
}

/// Text as it stands in a query (RFC 3986).
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apps_open_with_the_number_and_the_text() {
        let text = "Bonjour Zoë, voici\nhttps://x.example/q/a?b&c";
        let escaped = "Bonjour%20Zo%C3%AB%2C%20voici%0Ahttps%3A%2F%2Fx.example%2Fq%2Fa%3Fb%26c";
        assert_eq!(app_link(ShareChannel::Sms, "+16045550134", text), Some(format!("sms:+16045550134?&body={escaped}")));
        assert_eq!(app_link(ShareChannel::Whatsapp, "+16045550134", text), Some(format!("https://wa.me/16045550134?text={escaped}")));
        assert_eq!(app_link(ShareChannel::Link, "+16045550134", text), None);
    }

    #[test]
    fn a_message_needs_a_number_and_a_link_none() {
        let share = |channel, phone: &str| ShareQuote { version: 1, total_cents: 0, channel, phone: phone.into(), pin: String::new() };
        assert_eq!(share(ShareChannel::Sms, "604 555 0134").number(), Ok(Some("+16045550134".into())));
        assert!(share(ShareChannel::Whatsapp, " ").number().is_err());
        assert_eq!(share(ShareChannel::Link, "").number(), Ok(None));
        assert!(share(ShareChannel::Sms, "nobody").validate().is_err());
    }
}
