//! Versions of an offer as they were: a draft is priced with what holds today, any other with what was kept with it.

use shared::access::Action;
use shared::customers::{AccountKind, Terms};
use shared::pricing::{Dates, Payer, Priced, Rates};
use shared::quotes::{Compared, Content, FormerVersion, PricedWith, QuoteStatus};
use shared::{QuoteId, Result, RevisionId};
use sqlx::types::Json;

use super::send::Document;
use super::{Priceable, accept, readable, sees_costs, sql};
use crate::cx::Cx;
use crate::db::{Tx, day_in};

/// A version with its price.
pub(super) struct Version {
    pub(super) number: i32,
    pub(super) content: Content,
    pub(super) with: PricedWith,
    pub(super) priced: Priced,
    /// The text that went out, and its hash; a version that never did has none.
    pub(super) document: Option<String>,
    pub(super) document_hash: Option<String>,
    /// Whether what it was priced with was kept; of what was replaced before that only the document tells.
    pub(super) is_kept: bool,
}

impl Version {
    /// How it compares with another one.
    pub(super) fn compared(&self, rates: &Rates) -> Compared<'_> {
        Compared { content: &self.content, priced: &self.priced, plan: self.with.plan(&self.content, &rates.deposit) }
    }
}

impl Priceable {
    /// A version as it was. The one that is a draft now is as it would go out today.
    pub(super) async fn version(&self, tx: &mut Tx, revision: RevisionId) -> Result<Version> {
        let row = sql::version(tx, self.record.id, revision).await?;
        let sql::VersionRow { number, content: Json(mut content), priced_with, document, document_hash, sent_at } = row;
        let is_current = revision == self.record.revision;
        let is_kept = is_current || priced_with.is_some();
        let gone_out = document.as_deref().filter(|_| !is_kept).and_then(Document::read);
        let with = match (priced_with, &gone_out) {
            _ if is_current => self.with.clone(),
            (Some(kept), _) => kept.0,
            (None, Some(document)) => PricedWith {
                quoted_on: sent_at.map_or(self.with.quoted_on, |at| day_in(&self.record.zone, at)),
                promo: document.promo.clone(),
                ..self.with.clone()
            },
            (None, None) => self.with.clone(),
        };
        if is_current {
            content.clone_from(&self.record.content.0);
        }
        let reckoned = with.price(&content, &self.book.rates);
        let priced = match gone_out {
            // word for word what went out, with what it costs us
            Some(document) => Priced { cost_cents: reckoned.cost_cents, ..document.priced },
            None => reckoned,
        };
        Ok(Version { number, content, with, priced, document, document_hash, is_kept })
    }

    /// The kind of customer a version was offered to, which says the share that is due at once. Of what was replaced
    /// before it was kept, the amounts tell it; where terms of the account were the instalments there is no such share.
    pub(super) fn offered_to(&self, version: &Version) -> AccountKind {
        let fits = |kind: &AccountKind| {
            let payer = Payer { kind: *kind, terms: Terms::DueOnReceipt, ..version.with.payer };
            let dates = Dates { quoted_on: version.with.quoted_on, starts: version.content.starts().map(|at| at.date()) };
            let again = version.priced.clone().payable(dates, &self.book.rates.deposit, payer, &version.content.schedule);
            again.deposit_cents == version.priced.deposit_cents
        };
        let kind = version.with.payer.kind;
        if version.is_kept || fits(&kind) { kind } else { AccountKind::ALL.iter().copied().find(fits).unwrap_or(kind) }
    }

    /// What is offered; of an accepted offer what was signed of it.
    pub(crate) async fn as_accepted(&self, tx: &mut Tx) -> Result<Content> {
        let offered = &self.record.content.0;
        if self.record.status != QuoteStatus::Accepted {
            return Ok(offered.clone());
        }
        let signed = sql::signature(tx, self.record.id).await?;
        Ok(signed.and_then(|(_, document)| accept::as_signed(offered, &document)).unwrap_or_else(|| offered.clone()))
    }
}

/// A former version as it was: what changed is the difference to the current one.
pub async fn show_revision(cx: &Cx, id: QuoteId, revision: RevisionId) -> Result<FormerVersion> {
    let scope = cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    let quote = Priceable::load(&mut tx, id).await?;
    readable(cx, scope, quote.record.owner)?;
    let Version { number, mut content, with, mut priced, .. } = quote.version(&mut tx, revision).await?;
    if !sees_costs(cx) {
        content = content.without_costs();
        priced.cost_cents = None;
    }
    Ok(FormerVersion { number, content, with, priced })
}
