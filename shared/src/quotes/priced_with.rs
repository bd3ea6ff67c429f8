//! What a version of a quote is priced with beside its content and its book.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Content;
use crate::pricing::{DepositPolicy, Payer, Planned, Priced, PromoTerms, Rates};

/// The rest of what a price comes from. A draft has what holds today; a version that went out, or was closed, keeps what
/// held then, whatever becomes of the account, the code and the day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PricedWith {
    /// The day prices are reckoned from.
    pub quoted_on: NaiveDate,
    /// How the customer pays when the quote says nothing else, and whether they pay taxes.
    #[serde(default)]
    pub payer: Payer,
    /// The code that takes something off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promo: Option<PromoTerms>,
}

impl PricedWith {
    /// The price of a content by a book, with this.
    pub fn price(&self, content: &Content, rates: &Rates) -> Priced {
        content.price_for(rates, self.quoted_on, self.promo.clone(), self.payer)
    }

    /// How a content is paid: by its own instalments, else as the policy has it for this payer.
    pub fn plan(&self, content: &Content, policy: &DepositPolicy) -> Vec<Planned> {
        if content.schedule.is_empty() { policy.plan(self.payer) } else { content.schedule.clone() }
    }
}

/// A version as it was: what it offered, what it was priced with and what it came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FormerVersion {
    /// From 1.
    pub number: i32,
    pub content: Content,
    pub with: PricedWith,
    /// As it was shown then; of what it cost us nothing for those who may not see it.
    pub priced: Priced,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::{AccountKind, Terms};
    use crate::packs::ServiceLine;
    use crate::packs::prices::default_rates;
    use crate::pricing::{Due, Part};

    fn with(json: &str) -> PricedWith {
        serde_json::from_str(json).expect("as it is kept")
    }

    #[test]
    fn what_the_schema_filled_in_for_old_offers_can_be_read() {
        let plain = r#"{"quoted_on": "2026-11-20", "payer": {"kind": "company", "terms": "net_60", "tax_exempt": true}, "promo": null}"#;
        let payer = Payer { kind: AccountKind::Company, terms: Terms::Net60, tax_exempt: true };
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a real date");
        assert_eq!(with(plain), PricedWith { quoted_on: day, payer, promo: None });
        let coded = r#"{"quoted_on": "2026-11-20", "payer": {"kind": "person", "terms": "due_on_receipt", "tax_exempt": false},
                        "promo": {"code": "FALL", "discount": {"percent_bp": 1000}, "minimum_cents": 0, "ends_on": null}}"#;
        let coded = with(coded);
        assert_eq!((coded.payer, coded.promo.as_ref().map(|promo| promo.code.as_str())), (Payer::default(), Some("FALL")));
        let kept = serde_json::to_string(&coded).expect("JSON");
        assert_eq!(with(&kept), coded);
    }

    #[test]
    fn a_schedule_of_the_offers_own_comes_before_the_terms_of_the_account() {
        let policy = default_rates(ServiceLine::Charter, "CA").deposit;
        let mut content = Content::empty(ServiceLine::Charter, "Trip");
        let net = with(r#"{"quoted_on": "2026-11-20", "payer": {"kind": "company", "terms": "net_30"}}"#);
        assert_eq!(net.plan(&content, &policy), [Planned::new(Part::Rest, Due::AfterStart { days: 30 })]);
        content.schedule = vec![Planned::new(Part::Rest, Due::Acceptance)];
        assert_eq!(net.plan(&content, &policy), content.schedule);
    }
}
