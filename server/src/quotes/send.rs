//! Sending an offer: the revision is frozen, hashed, and reached by a secret link.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use shared::access::{Action, Scope};
use shared::customers::{MessageChannel, MessageKind};
use shared::input::{check, normal_email};
use shared::pricing::{Priced, PromoTerms, text};
use shared::quotes::{Content, EvidenceKind, Quote, QuoteStatus, SendQuote, SentQuote, events};
use shared::{Currency, Error, FieldErrors, QuoteId, Result, RevisionId};

use super::{Priceable, approve, assemble, changed, evidence, said, sql, within_reach};
use crate::begin;
use crate::crypto::{random_token, sha256_hex};
use crate::cx::Cx;
use crate::db::{Tx, day_in};
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;
use crate::tracking;

/// How long a link opens the offer after the offer itself has run out: to ask for a fresh one, or to read what was
/// agreed.
pub(super) const LINK_DAYS: i64 = 400;

/// What is signed: everything the customer sees, word for word. Its text is stored; nothing is ever made from it anew.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Document {
    pub number: String,
    pub revision: RevisionId,
    pub revision_number: i32,
    pub organization: String,
    pub customer: String,
    pub currency: Currency,
    pub content: Content,
    pub promo: Option<PromoTerms>,
    pub priced: Priced,
    pub terms: String,
}

impl Document {
    pub fn new(quote: &Priceable, content: Content, priced: Priced) -> Self {
        let record = &quote.record;
        Self {
            number: record.number.clone(),
            revision: record.revision,
            revision_number: record.revision_number,
            organization: record.org_name.clone(),
            customer: record.customer.clone(),
            currency: record.currency(),
            content: content.for_customer(),
            promo: quote.with.promo.clone(),
            priced: priced.for_customer(),
            terms: quote.book.rates.terms.clone(),
        }
    }

    /// What was sealed; none of a text that is none.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The text and its hash.
    pub fn seal(&self) -> Result<(String, String)> {
        let text = serde_json::to_string(self).map_err(|e| Error::internal(&e))?;
        let hash = sha256_hex(text.as_bytes());
        Ok((text, hash))
    }
}

/// Sends a draft to the customer. The link is in the mail and in this answer, and nowhere else.
pub async fn send(cx: &Cx, id: QuoteId, input: SendQuote) -> Result<SentQuote> {
    let scope = cx.may(Action::QuotesSend)?;
    check(&input)?;
    let pin_hash = hash_pin(cx, &input.pin).await?;
    let mut tx = begin!(cx);
    let link = send_within(cx, &mut tx, id, scope, input, pin_hash).await?;
    let quote = assemble(cx, &mut tx, id).await?;
    tx.commit(SentQuote { quote, link }).await
}

/// The hash of the number a link asks for; it takes long, so it is made before a transaction begins.
pub(crate) async fn hash_pin(cx: &Cx, pin: &str) -> Result<Option<String>> {
    match pin {
        "" => Ok(None),
        pin => cx.app.passwords().hash(&pin.to_string().into()).await.map(Some).map_err(|e| Error::internal(&e)),
    }
}

/// Sends a draft in the caller's transaction; the link.
pub(crate) async fn send_within(
    cx: &Cx,
    tx: &mut Tx,
    id: QuoteId,
    scope: Scope,
    input: SendQuote,
    pin_hash: Option<String>,
) -> Result<String> {
    let quote = sendable(cx, tx, id, scope, input.version).await?;
    let email = normal_email(&input.email);
    let is_theirs = quote.record.email.as_deref().map(normal_email).as_deref() == Some(email.as_str());
    if let Some(why) = quote.record.preferences.refuses(MessageKind::Quotes, MessageChannel::Email).filter(|_| is_theirs) {
        return Err(quote.record.unwanted(MessageKind::Quotes, why));
    }
    let by = By { channel: "email", email: &email, to: &email, total_cents: input.total_cents };
    let out = go_out(cx, tx, quote, &by, pin_hash.as_deref()).await?;
    let record = &out.record;
    let locale = record.locale();
    let total = shared::text::with_locale(locale, || text::money(out.total_cents, record.currency()));
    let mail = Outgoing {
        to: email.clone(),
        to_name: record.contact_name.clone(),
        template: Template::QuoteSent,
        locale,
        context: json!({
            "name": record.contact_name, "number": record.number, "title": record.content.title, "total": total,
            "valid_until": day_in(&record.zone, out.valid_until).to_string(), "link": out.link, "message": input.message.trim(),
        }),
        entity: Some(("quote", id.0)),
    };
    let subject =
        tracking::Subject { about: tracking::About::Quote(id), target: Some(out.path), expires_at: cx.now() + Duration::days(LINK_DAYS) };
    tracking::mail(cx, tx, mail, &subject, None).await?;
    let data = json!({
        "revision": record.revision_number, "total_cents": out.total_cents, "channel": by.channel, "to": email, "document_hash": out.hash,
    });
    tx.record(Record::new(events::SENT, id).account(record.account).version(record.version + 1).data(data)).await?;
    Ok(out.link)
}

/// A draft that whoever asks may send to its customer, held until the transaction ends.
pub(super) async fn sendable(cx: &Cx, tx: &mut Tx, id: QuoteId, scope: Scope, version: i32) -> Result<Priceable> {
    sql::lock(tx, id).await?;
    let quote = Priceable::load(tx, id).await?;
    within_reach(cx, scope, quote.record.owner)?;
    if quote.record.status != QuoteStatus::Draft {
        return Err(Error::conflict("not_a_draft", said::sent_already));
    }
    if quote.record.version != version {
        return Err(changed());
    }
    crate::customers::admit_offer_to(cx, &quote.record.customer, quote.record.customer_status)?;
    Ok(quote)
}

/// The way an offer takes to its customer.
pub(super) struct By<'a> {
    /// As it is kept with the link.
    pub channel: &'a str,
    /// The address it is mailed to; empty if it is not.
    pub email: &'a str,
    /// Where it goes, for the evidence.
    pub to: &'a str,
    /// What it comes to on the screen of whoever sends it.
    pub total_cents: i64,
}

/// An offer that has gone out.
pub(super) struct GoneOut {
    /// As it was before.
    pub record: sql::Record,
    pub total_cents: i64,
    pub valid_until: DateTime<Utc>,
    pub hash: String,
    /// The page of the link, and the link itself: only their reader learns them.
    pub path: String,
    pub link: String,
}

/// Freezes what a draft offers and makes its link, whichever way it goes. The caller records the event.
pub(super) async fn go_out(cx: &Cx, tx: &mut Tx, quote: Priceable, by: &By<'_>, pin_hash: Option<&str>) -> Result<GoneOut> {
    let id = quote.record.id;
    let now = cx.now();
    let content = quote.record.content.0.clone();
    let priced = quote.price(&content);
    quote.must_come_to(by.total_cents, &priced)?;
    let law = content.law(quote.record.service_line, quote.record.currency());
    let limit_bp = approve::limit(cx, &quote, &priced)?;
    content.missing(&priced, quote.with.quoted_on, law, limit_bp).into_result()?;
    let begins = quote.record.begins();
    if begins.is_some_and(|at| at <= now) {
        return Err(Error::field("stops[0].arrive", "in_the_past"));
    }
    crate::pricing::hold_asked(tx, id, quote.record.service_line, &content).await.map_err(at_promo)?;
    let total_cents = priced.total_cents;
    let valid_until = begins.into_iter().fold(now + Duration::days(content.valid_days.into()), std::cmp::min);
    let (document, hash) = Document::new(&quote, content.clone(), priced).seal()?;
    sql::freeze(tx, quote.record.revision, &content, &quote.with, &document, &hash, total_cents).await?;
    sql::mark_sent(tx, id, quote.with.quoted_on, valid_until, total_cents, quote.with.payer).await?;
    let token = random_token();
    let new = sql::NewLink { token_hash: &sha256_hex(token.as_bytes()), pin_hash, email: by.email, channel: by.channel };
    sql::insert_link(tx, cx.id(), &quote.record, &new, now + Duration::days(LINK_DAYS)).await?;
    evidence::note(
        cx,
        tx,
        id,
        quote.record.revision,
        EvidenceKind::Sent,
        &format!("revision {}, sha256 {hash}, to {}", quote.record.revision_number, by.to),
    )
    .await?;
    let path = format!("/q/{token}");
    Ok(GoneOut { record: quote.record, total_cents, valid_until, hash, link: cx.app.link(&path), path })
}

/// A code that cannot be had any more is no field of the dialog: it stands on the draft.
fn at_promo(error: Error) -> Error {
    match error {
        Error::Invalid(fields) => Error::Invalid(FieldErrors(fields.0.into_values().map(|list| ("promo".into(), list)).collect())),
        other => other,
    }
}

/// Switches off every link of a quote.
pub async fn revoke_link(cx: &Cx, id: QuoteId) -> Result<Quote> {
    let scope = cx.may(Action::QuotesSend)?;
    let mut tx = begin!(cx);
    sql::lock(&mut tx, id).await?;
    let record = sql::load(&mut tx, id).await?;
    within_reach(cx, scope, record.owner)?;
    let links = sql::revoke_links(&mut tx, id).await?;
    tx.record(Record::new(events::LINK_REVOKED, id).version(record.version).data(json!({ "links": links }))).await?;
    let saved = assemble(cx, &mut tx, id).await?;
    tx.commit(saved).await
}
