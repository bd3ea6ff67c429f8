//! What a person lets us write to them: which kinds of message on which channels, what is sent without anybody's doing,
//! their agreement to text messages with its proof, the hours they want to be left alone in, and whether their mails may
//! be tracked.
//!
//! Invariants: nobody gets a text message without having agreed, and none after taking that back; a refusal holds for
//! whoever sends, by hand or by itself, and nothing overrides it; what the switches hold back can still be sent by hand.
//! What nobody said anything about is wanted. The history of changes is the log of events.

pub mod text;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::input::{check_line, check_text, filled};
use crate::{FieldErrors, Result};

crate::choice! {
    /// A kind of message to customers.
    MessageKind {
        /// Offers.
        Quotes = "quotes",
        /// That an offer is still open.
        Reminders = "reminders",
        /// Asking how it went, or what has come of it.
        FollowUps = "follow_ups",
        /// What is booked and how it goes.
        Jobs = "jobs",
        /// What nobody asked for.
        Marketing = "marketing",
    }
}

crate::choice! {
    /// A way messages take.
    MessageChannel { Email = "email", Sms = "sms", Whatsapp = "whatsapp", Push = "push" }
}

crate::choice! {
    /// How somebody agreed, or took it back.
    ConsentWay { Spoken = "spoken", Paper = "paper", Online = "online", Message = "message" }
}

crate::choice! {
    /// Why a message is not sent.
    MessageRefusal {
        /// This kind is not wanted on this channel.
        Unwanted = "unwanted",
        /// This kind is only sent by hand.
        ByHand = "by_hand",
        /// Nobody agreed to text messages.
        NoConsent = "no_consent",
        /// The agreement to text messages was taken back.
        OptedOut = "opted_out",
    }
}

/// The kinds that are sent by themselves unless switched off.
pub const AUTOMATED: [MessageKind; 4] = [MessageKind::Quotes, MessageKind::Reminders, MessageKind::FollowUps, MessageKind::Marketing];

/// A kind of message on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageOn {
    pub kind: MessageKind,
    pub channel: MessageChannel,
}

/// What a person lets us write to them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Preferences {
    /// What is not wanted where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<MessageOn>,
    /// The kinds that are not sent by themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub by_hand: Vec<MessageKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sms: Option<SmsConsent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet: Option<QuietHours>,
    /// It is not noted whether they open mails and follow what is in them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub untracked: bool,
}

/// That somebody agreed to text messages, with its proof.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SmsConsent {
    /// The day they agreed.
    pub day: NaiveDate,
    pub how: ConsentWay,
    /// What they were asked, word for word.
    pub wording: String,
    /// Who noted it, and when.
    pub by: String,
    pub noted_at: DateTime<Utc>,
    /// That they took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<SmsEnd>,
}

/// That somebody took their agreement to text messages back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SmsEnd {
    pub at: DateTime<Utc>,
    pub how: ConsentWay,
    /// Who noted it.
    pub by: String,
}

/// The hours of every day in which nothing is sent by itself, on the clocks of a zone; they may go over midnight.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuietHours {
    pub from: NaiveTime,
    pub until: NaiveTime,
    /// An IANA zone.
    #[validate(length(min = 1, max = 60), custom(function = check_line))]
    pub zone: String,
}

/// Changes what a person lets us write to them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditPreferences {
    /// The version of the person the change was made on.
    pub version: i32,
    #[validate(length(max = 20))]
    #[serde(default)]
    pub off: Vec<MessageOn>,
    #[validate(length(max = 4), custom(function = check_automated))]
    #[serde(default)]
    pub by_hand: Vec<MessageKind>,
    /// Says that they agreed to text messages, or took it back; left out, that stays as it is.
    #[validate(nested)]
    #[serde(default)]
    pub sms: Option<SmsChange>,
    #[validate(nested)]
    #[serde(default)]
    pub quiet: Option<QuietHours>,
    /// Whether it must not be noted that they open mails and follow what is in them; left out, that stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untracked: Option<bool>,
}

/// That somebody agreed to text messages, or took it back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SmsChange {
    /// Agreed; else taken back.
    pub agreed: bool,
    pub how: ConsentWay,
    /// The day they agreed; needed to agree.
    #[serde(default)]
    pub day: Option<NaiveDate>,
    /// What they were asked, word for word; needed to agree.
    #[validate(length(max = 1000), custom(function = check_text))]
    #[serde(default)]
    pub wording: String,
}

fn check_automated(kinds: &[MessageKind]) -> Result<(), ValidationError> {
    if kinds.iter().all(|kind| AUTOMATED.contains(kind)) { Ok(()) } else { Err(ValidationError::new("unknown_choice")) }
}

impl QuietHours {
    /// Whether a clock shows a quiet time.
    pub fn holds(&self, time: NaiveTime) -> bool {
        if self.from <= self.until { (self.from..self.until).contains(&time) } else { time >= self.from || time < self.until }
    }

    /// What the clock shows when it is quiet no longer; none if it is not quiet.
    pub fn ends(&self, wall: NaiveDateTime) -> Option<NaiveDateTime> {
        if !self.holds(wall.time()) {
            return None;
        }
        let today = wall.date().and_time(self.until);
        if today > wall { Some(today) } else { wall.date().succ_opt().map(|day| day.and_time(self.until)) }
    }
}

impl EditPreferences {
    /// What the derived rules do not say: proof for an agreement, and hours that have a length.
    pub fn check_whole(&self, today: NaiveDate) -> Result<()> {
        let mut wrong = FieldErrors::default();
        if let Some(sms) = self.sms.as_ref().filter(|sms| sms.agreed) {
            match sms.day {
                None => wrong.add("sms.day", "required"),
                Some(day) if day > today => wrong.add("sms.day", "in_the_future"),
                Some(_) => {}
            }
            if filled(&sms.wording).is_none() {
                wrong.add("sms.wording", "required");
            }
        }
        if self.quiet.as_ref().is_some_and(|quiet| quiet.from == quiet.until) {
            wrong.add("quiet.until", "same_time");
        }
        wrong.into_result()
    }
}

impl Preferences {
    /// Why a message of a kind may not go this way, whoever sends it. Nothing overrides it.
    pub fn refuses(&self, kind: MessageKind, channel: MessageChannel) -> Option<MessageRefusal> {
        if channel == MessageChannel::Sms {
            match &self.sms {
                None => return Some(MessageRefusal::NoConsent),
                Some(consent) if consent.ended.is_some() => return Some(MessageRefusal::OptedOut),
                Some(_) => {}
            }
        }
        self.off.contains(&MessageOn { kind, channel }).then_some(MessageRefusal::Unwanted)
    }

    /// The same for what nobody writes by hand.
    pub fn refuses_by_itself(&self, kind: MessageKind, channel: MessageChannel) -> Option<MessageRefusal> {
        self.refuses(kind, channel).or_else(|| self.by_hand.contains(&kind).then_some(MessageRefusal::ByHand))
    }

    /// Whether anything was ever said.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    /// These after a change that `by` notes.
    pub fn changed(&self, edit: &EditPreferences, by: &str, at: DateTime<Utc>) -> Self {
        let (mut off, mut by_hand) = (edit.off.clone(), edit.by_hand.clone());
        off.sort_unstable();
        off.dedup();
        by_hand.sort_unstable();
        by_hand.dedup();
        let by = by.to_owned();
        let sms = match (&edit.sms, self.sms.clone()) {
            (Some(SmsChange { agreed: true, how, day: Some(day), wording }), _) => {
                Some(SmsConsent { day: *day, how: *how, wording: wording.trim().to_owned(), by, noted_at: at, ended: None })
            }
            // taken back once is taken back
            (Some(SmsChange { agreed: false, how, .. }), Some(consent)) if consent.ended.is_none() => {
                Some(SmsConsent { ended: Some(SmsEnd { at, how: *how, by }), ..consent })
            }
            (_, stays) => stays,
        };
        Self { off, by_hand, sms, quiet: edit.quiet.clone(), untracked: edit.untracked.unwrap_or(self.untracked) }
    }
}

#[cfg(test)]
mod tests;
