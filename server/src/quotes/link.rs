//! The holder of a secure link: reading the offer, and every answer but acceptance. Whoever has the link sees this
//! quote and nothing else.

use std::time::Duration;

use serde_json::json;
use shared::quotes::{
    Change, Compared, EvidenceKind, Identified, LinkState, Picked, PublicQuote, QuoteStatus, Sender, changes, events, link_state,
};
use shared::{Error, QuoteId, Result, RevisionId};

use super::{Priceable, accept, evidence, sql};
use crate::app::App;
use crate::begin;
use crate::crypto::{constant_time_eq, sha256_hex};
use crate::cx::{Cx, RequestInfo};
use crate::db::Tx;
use crate::events::Record;

mod answers;

pub use answers::{ask, ask_renewal, decline, request_changes};

/// An offer somebody may read and answer: by a link that exists and is live, or logged in to the portal.
pub struct Opened {
    /// The visitor, let into this organization by the link, or the customer.
    pub cx: Cx,
    pub quote: QuoteId,
    /// The token of the link; empty for a customer.
    pub token: String,
    /// The revision the link was mailed with; a customer sees the newest.
    pub(super) revision: Option<RevisionId>,
    pin_hash: Option<String>,
}

impl Opened {
    /// The page of the offer.
    pub fn path(&self) -> String {
        if self.token.is_empty() { format!("/my/quotes/{}", self.quote) } else { format!("/q/{}", self.token) }
    }

    /// Whether it is only looked at, on behalf of the customer.
    pub fn is_viewing(&self) -> bool {
        self.cx.viewing.is_some()
    }

    /// How it is known who this is. Where the link asks for a number nobody gets further without it.
    pub(super) fn identified(&self) -> Identified {
        match (self.token.is_empty(), &self.pin_hash) {
            (true, _) => Identified::Portal,
            (false, Some(_)) => Identified::LinkAndNumber,
            (false, None) => Identified::Link,
        }
    }

    /// What a visitor who knows the number keeps as a cookie.
    fn key(&self) -> Option<String> {
        self.pin_hash.as_ref().map(|pin| sha256_hex(format!("{}:{pin}", self.token).as_bytes()))
    }

    /// Whether the visitor may read: there is no number to enter, or its proof is shown.
    pub fn unlocked_by(&self, cookie: Option<&str>) -> bool {
        match self.key() {
            None => true,
            Some(key) => cookie.is_some_and(|shown| constant_time_eq(shown.as_bytes(), key.as_bytes())),
        }
    }
}

/// Finds the offer a token opens. Unknown, revoked and outdated tokens all are `NotFound`.
pub async fn open(app: &App, request: RequestInfo, token: &str) -> Result<Opened> {
    let ip = request.ip.map_or_else(String::new, |ip| ip.to_string());
    app.rate(&format!("quote-link:{ip}"), 240, Duration::from_secs(60)).await?;
    if token.len() > 100 {
        return Err(Error::NotFound);
    }
    let mut tx = app.system("a secure link names no organization").await?;
    let link = sql::find_link(&mut tx, &sha256_hex(token.as_bytes())).await?;
    tx.commit().await?;
    let link = link.filter(|l| l.revoked_at.is_none() && l.expires_at > app.now()).ok_or(Error::NotFound)?;
    let cx = Cx::public(app, link.org, request, link.contact_name);
    Ok(Opened { cx, quote: link.quote, token: token.into(), revision: Some(link.revision), pin_hash: link.pin_hash })
}

/// The same for a customer who is logged in to the portal, or is being viewed as: their account's quotes once they
/// were sent.
pub async fn open_as_customer(cx: Cx, id: QuoteId) -> Result<Opened> {
    let customer = cx.customer().ok_or(Error::Unauthenticated)?;
    let mut tx = cx.read().await?;
    let record = sql::load(&mut tx, id).await?;
    drop(tx);
    if record.account != customer.account || record.sent_at.is_none() {
        return Err(Error::NotFound);
    }
    Ok(Opened { cx, quote: id, token: String::new(), revision: None, pin_hash: None })
}

/// Checks the number of a link that asks for one; answers the proof to keep.
pub async fn unlock(opened: &Opened, pin: &str) -> Result<String> {
    let cx = &opened.cx;
    cx.app.rate(&format!("quote-pin:{}", opened.quote), 5, Duration::from_secs(600)).await?;
    let (Some(hash), Some(key)) = (&opened.pin_hash, opened.key()) else { return Ok(String::new()) };
    let verdict = cx.app.passwords().verify(&pin.trim().to_string().into(), Some(hash)).await.map_err(|e| Error::internal(&e))?;
    if verdict.is_match() { Ok(key) } else { Err(Error::field("pin", "wrong_code")) }
}

/// What the visitor sees, and the note that they saw it. `newest` asks for the latest revision in place of the one the
/// link was mailed with; `picked` is what is chosen, if the visitor has chosen.
pub async fn read(opened: &Opened, unlocked: bool, newest: bool, picked: Option<&Picked>) -> Result<PublicQuote> {
    let cx = &opened.cx;
    if opened.is_viewing() {
        // who looks on behalf of the customer leaves no trace in the evidence
        let mut tx = cx.read().await?;
        let quote = Priceable::load(&mut tx, opened.quote).await?;
        let state = link_state(quote.record.status, true, quote.record.valid_until, cx.now());
        return public(&mut tx, quote, state, None, picked).await;
    }
    let mut tx = begin!(cx);
    sql::lock(&mut tx, opened.quote).await?;
    let quote = Priceable::load(&mut tx, opened.quote).await?;
    let is_current = newest || opened.revision.is_none_or(|mailed| mailed == quote.record.revision);
    let mut state = link_state(quote.record.status, is_current, quote.record.valid_until, cx.now());
    if !unlocked {
        state = LinkState::Locked;
    }
    if matches!(state, LinkState::Open) {
        note_view(cx, &mut tx, &quote).await?;
    }
    let seen = public(&mut tx, quote, state, opened.revision.filter(|_| !newest), picked).await?;
    tx.commit(seen).await
}

pub(super) async fn note_view(cx: &Cx, tx: &mut Tx, quote: &Priceable) -> Result<()> {
    let ip = cx.request.ip.map(|ip| ip.to_string());
    if sql::viewed_lately(tx, quote.record.id, ip.as_deref()).await? {
        return Ok(());
    }
    sql::mark_viewed(tx, quote.record.id).await?;
    evidence::note(
        cx,
        tx,
        quote.record.id,
        quote.record.revision,
        EvidenceKind::Viewed,
        &format!("revision {}", quote.record.revision_number),
    )
    .await?;
    let data = json!({ "revision": quote.record.revision_number, "views": quote.record.views + 1 });
    tx.record(Record::new(events::VIEWED, quote.record.id).account(quote.record.account).version(quote.record.version).data(data)).await
}

async fn public(
    tx: &mut Tx,
    quote: Priceable,
    state: LinkState,
    mailed: Option<RevisionId>,
    picked: Option<&Picked>,
) -> Result<PublicQuote> {
    let signed = sql::signature(tx, quote.record.id).await?;
    let mut content = match &signed {
        Some((_, document)) => accept::signed_content(document).unwrap_or_else(|| quote.record.content.0.clone()),
        None => quote.record.content.0.clone(),
    };
    let (mut revision, mut number, mut newer) = (quote.record.revision, quote.record.revision_number, None);
    let (mut with, mut kind, mut former) = (quote.with.clone(), quote.with.payer.kind, None);
    // what is being drafted is nobody's business yet: the newest that went out stands for it
    let mailed = match mailed {
        None if quote.record.status == QuoteStatus::Draft => {
            let sent = sql::revisions(tx, quote.record.id).await?.into_iter().filter(|row| row.sent_at.is_some());
            Some(sent.max_by_key(|row| row.number).ok_or(Error::NotFound)?.id)
        }
        mailed => mailed,
    };
    if let Some(mailed) = mailed.filter(|m| state == LinkState::Superseded && *m != revision) {
        // what the link was mailed with, at its own price; the newer one is offered if it has gone out
        let old = quote.version(tx, mailed).await?;
        newer = (quote.record.status != QuoteStatus::Draft).then_some(number);
        kind = quote.offered_to(&old);
        (revision, number, content, with, former) = (mailed, old.number, old.content, old.with, Some(old.priced));
    }
    if let Some(picked) = picked.filter(|_| signed.is_none() && former.is_none()) {
        content = content.pick(picked);
    }
    let (since, changes) = if state == LinkState::Open { since_last(tx, &quote, number).await? } else { (None, Vec::new()) };
    let priced = former.unwrap_or_else(|| quote.price(&content)).for_customer();
    content = content.for_customer();
    let record = quote.record;
    let mut book = quote.book;
    book.rates = book.rates.without_costs();
    book.rates.deposit = book.rates.deposit.only(kind);
    Ok(PublicQuote {
        state,
        currency: record.currency(),
        sender: Sender {
            name: record.org_name,
            agent: record.owner_name,
            email: record.owner_email,
            phone: record.owner_phone.filter(|phone| !phone.is_empty()),
            brand_hex: Some(record.brand_hex),
            logo: record.has_logo.then(|| format!("/api/v1/organizations/{}/logo", tx.org())),
        },
        number: record.number,
        customer: record.customer,
        contact_name: record.contact_name,
        service_line: record.service_line,
        zone: record.zone,
        quoted_on: with.quoted_on,
        revision,
        revision_number: number,
        newer,
        since,
        changes,
        route: content.route(),
        content,
        book,
        promo: with.promo,
        priced,
        valid_until: record.valid_until,
        signature: signed.map(|(signature, _)| signature),
        job: record.job,
    })
}

/// The revision that was sent before this one, and what differs from it as it was proposed.
async fn since_last(tx: &mut Tx, quote: &Priceable, number: i32) -> Result<(Option<i32>, Vec<Change>)> {
    if number < 2 {
        return Ok((None, Vec::new()));
    }
    let revisions = sql::revisions(tx, quote.record.id).await?;
    let Some(before) = revisions.into_iter().filter(|row| row.number < number && row.sent_at.is_some()).max_by_key(|row| row.number) else {
        return Ok((None, Vec::new()));
    };
    let old = quote.version(tx, before.id).await?;
    // what the customer ticks now is no change of ours
    let (content, policy) = (&quote.record.content.0, &quote.book.rates.deposit);
    let new = Compared { content, priced: &quote.price(content), plan: quote.with.plan(content, policy) };
    let found = changes(&old.compared(&quote.book.rates), &new);
    Ok((Some(old.number), found))
}
