//! The mails there are, and what each of them shows.

use serde::{Deserialize, Serialize};

/// A mail the product sends. Every template also shows `organization`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Confirm a new address: `name`, `link`, `hours`.
    ConfirmEmail,
    /// Join an organization: `inviter`, `role`, `link`, `days`.
    Invitation,
    /// Choose a new password: `name`, `link`, `minutes`.
    ResetPassword,
    /// Confirm the address one wants to change to: `name`, `link`, `hours`.
    NewAddress,
    /// To the old address after a change: `name`, `new_email`, `link`, `hours`.
    EmailChanged,
    /// A quote for a customer, with `via` and `pixel` if it is tracked: `name`, `number`, `title`, `total`, `valid_until`, `link`; `message` if staff wrote one.
    QuoteSent,
    /// The link of an open quote once more, with `via` and `pixel` if it is tracked: `name`, `number`, `title`, `valid_until`, `link`; `message` if staff wrote one.
    QuoteReminder,
    /// What somebody wrote from a lead, with `pixel` if it is tracked: `subject`, `message`.
    LeadMail,
    /// Quotes went from one agent to another: `name`, `link`, and `quotes`, each with `number`, `title`, `customer`, `from`
    /// (or none), `to`, `by`.
    QuotesHandedOver,
    /// The price of a draft was approved: `name`, `by`, `number`, `title`, `total`, `link`; `message` if something was noted.
    QuoteApproved,
    /// The customer accepted: `name`, `number`, `title`, `total`, `link`.
    QuoteAccepted,
    /// A job is booked, with access to the customer portal: `name`, `number`, `title`, `date`, `window`, `address`,
    /// `link`.
    JobBooked,
    /// A way into the customer portal that was asked for: `name`, `link`, `days`; `by` names who of the office sends it
    /// unasked, if somebody does.
    PortalLink,
    /// The same was asked for by somebody whose access was taken away: `name`, `link`.
    PortalOver,
    /// Somebody whose access to the customer portal was taken away asks for it: `name`, `who` asks, `customer`, `link`.
    PortalAsked,
    /// A login from an unknown device: `name`, `device`, `ip`, `at`, `link`.
    NewDevice,
    /// Two-step login was switched off: `name`, `device`, `ip`, `at`, `link`.
    FactorRemoved,
    /// Somebody is put on a crew: `name`, `role`, `number`, `title`, `date`, `window`, `address`, `link`.
    JobAssigned,
}

impl Template {
    /// Whether it is about the reader's own login. Of a practice organization nothing else leaves.
    pub fn is_about_login(self) -> bool {
        matches!(
            self,
            Self::ConfirmEmail | Self::ResetPassword | Self::NewAddress | Self::EmailChanged | Self::NewDevice | Self::FactorRemoved
        )
    }

    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::ConfirmEmail,
        Self::Invitation,
        Self::ResetPassword,
        Self::NewAddress,
        Self::EmailChanged,
        Self::QuoteSent,
        Self::QuoteReminder,
        Self::LeadMail,
        Self::QuotesHandedOver,
        Self::QuoteApproved,
        Self::QuoteAccepted,
        Self::JobBooked,
        Self::PortalLink,
        Self::PortalOver,
        Self::PortalAsked,
        Self::NewDevice,
        Self::FactorRemoved,
        Self::JobAssigned,
    ];

    /// The stable name, as kept in the database.
    pub fn key(self) -> &'static str {
        match self {
            Self::ConfirmEmail => "confirm_email",
            Self::Invitation => "invitation",
            Self::ResetPassword => "reset_password",
            Self::NewAddress => "new_address",
            Self::EmailChanged => "email_changed",
            Self::QuoteSent => "quote_sent",
            Self::QuoteReminder => "quote_reminder",
            Self::LeadMail => "lead_mail",
            Self::QuotesHandedOver => "quotes_handed_over",
            Self::QuoteApproved => "quote_approved",
            Self::QuoteAccepted => "quote_accepted",
            Self::JobBooked => "job_booked",
            Self::PortalLink => "portal_link",
            Self::PortalOver => "portal_over",
            Self::PortalAsked => "portal_asked",
            Self::NewDevice => "new_device",
            Self::FactorRemoved => "factor_removed",
            Self::JobAssigned => "job_assigned",
        }
    }
}
