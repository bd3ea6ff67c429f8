//! The certificate of a signature: who signed which text when and where from, every step on the way there, and whether
//! all of it is still as it was written. It is made anew whenever somebody asks, and checked while it is made.

use chrono::{DateTime, Duration, Utc};
use shared::access::{Action, FieldRight};
use shared::quotes::{ConsentEntry, Evidence, EvidenceKind, Identified, Sender, Signature, SignatureKind, signature_entry};
use shared::text::Locale;
use shared::{Currency, MemberId, QuoteId, Result};
use uuid::Uuid;

use super::link::Opened;
use super::send::Document;
use super::{evidence, readable, sql};
use crate::crypto::sha256_hex;
use crate::cx::Cx;
use crate::db::Tx;

/// A step with the hash it says the step before it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub entry: Evidence,
    pub prev_hash: String,
}

/// What a look at everything that is kept of a signature found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All of it is as it was written.
    Matches,
    /// The step at this place is not as it was written, or another one stands there.
    Step(i32),
    /// The text is not the one that was signed.
    Document,
    /// The signature, or the consent to it, is not the one the steps tell of.
    Signature,
}

/// A signature with everything that speaks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    /// Names the certificate however often it is made.
    pub id: Uuid,
    pub number: String,
    pub revision_number: i32,
    pub title: String,
    pub organization: Sender,
    pub customer: String,
    pub contact_name: String,
    /// Where the link to what was signed was mailed to; none for who may not see it.
    pub email: Option<String>,
    /// None for signatures of former releases, which did not note it.
    pub identified: Option<Identified>,
    pub signature: Signature,
    pub user_agent: String,
    /// The words that were agreed to, as they were shown.
    pub consent: String,
    /// The exact text that was signed.
    pub document: String,
    /// From the first, each with its hash.
    pub steps: Vec<Step>,
    pub verdict: Verdict,
    pub checked_at: DateTime<Utc>,
    /// The customer's language.
    pub locale: Locale,
    pub currency: Currency,
    /// IANA zone of the organization.
    pub zone: String,
}

/// The certificate of a signed quote, for the office. What nobody signed is `NotFound`.
pub async fn certificate(cx: &Cx, id: QuoteId) -> Result<Certificate> {
    let scope = cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    let (mut made, owner) = make(&mut tx, id, cx.now()).await?;
    readable(cx, scope, owner)?;
    let personal = cx.sees(FieldRight::PersonalData);
    made.email = made.email.filter(|_| personal);
    Ok(made)
}

/// The same for the holder of a link, or the customer who is logged in. Who asks must have shown the number, where the
/// link asks for one.
pub async fn certificate_by_link(opened: &Opened) -> Result<Certificate> {
    let mut tx = opened.cx.read().await?;
    Ok(make(&mut tx, opened.quote, opened.cx.now()).await?.0)
}

async fn make(tx: &mut Tx, id: QuoteId, now: DateTime<Utc>) -> Result<(Certificate, Option<MemberId>)> {
    let signed = sql::signed(tx, id).await?;
    let steps = sql::steps(tx, id).await?;
    let signature = Signature {
        name: signed.name,
        kind: signed.kind,
        strokes: signed.strokes,
        at: signed.signed_at,
        document_hash: signed.document_hash,
        consent_version: signed.consent_version,
        ip: signed.ip,
    };
    let verdict = judge(id, &steps, &signature, &signed.user_agent, &signed.consent_text, &signed.document)?;
    let consent = steps.iter().rev().find(|step| step.entry.kind == EvidenceKind::ConsentGiven);
    // a text that was made unreadable still gets its certificate, which says so
    let document = serde_json::from_str::<Document>(&signed.document).ok();
    let (organization, customer, title) = match document {
        Some(document) => (document.organization, document.customer, document.content.title),
        None => (signed.organization, signed.customer, signed.title.unwrap_or_default()),
    };
    let made = Certificate {
        id: signed.id,
        number: signed.number,
        revision_number: signed.revision_number,
        title,
        organization: Sender {
            name: organization,
            agent: signed.agent,
            email: signed.agent_email,
            phone: signed.agent_phone.filter(|phone| !phone.is_empty()),
            brand_hex: Some(signed.brand_hex),
            logo: None,
        },
        customer,
        contact_name: signed.contact_name,
        email: signed.mailed_to.or(signed.email),
        identified: consent.and_then(|step| ConsentEntry::read(&step.entry.detail)).and_then(|entry| entry.by),
        signature,
        user_agent: signed.user_agent,
        consent: signed.consent_text,
        document: signed.document,
        steps,
        verdict,
        checked_at: now,
        locale: Locale::from_tag(&signed.locale),
        currency: signed.currency.parse().unwrap_or_default(),
        zone: signed.zone,
    };
    Ok((made, signed.owner))
}

/// Holds everything that is kept of a signature against the steps, and each step against the one before it.
fn judge(quote: QuoteId, steps: &[Step], signature: &Signature, user_agent: &str, consent: &str, document: &str) -> Result<Verdict> {
    let mut prev_hash = evidence::origin(quote);
    for (place, step) in (1..).zip(steps) {
        let entry = &step.entry;
        if entry.seq != place || step.prev_hash != prev_hash || evidence::hash(quote, &prev_hash, entry)? != entry.hash {
            return Ok(Verdict::Step(place));
        }
        prev_hash.clone_from(&entry.hash);
    }
    if sha256_hex(document.as_bytes()) != signature.document_hash {
        return Ok(Verdict::Document);
    }
    let last = |kind: EvidenceKind| steps.iter().map(|step| &step.entry).rfind(|entry| entry.kind == kind);
    let (agreed, applied) = (last(EvidenceKind::ConsentGiven), last(EvidenceKind::SignatureApplied));
    let all_there = last(EvidenceKind::Sent).is_some() && last(EvidenceKind::Completed).is_some();
    let holds = all_there
        && agreed.is_some_and(|entry| agrees(entry, signature, consent))
        && applied.is_some_and(|entry| applies(entry, signature, user_agent));
    Ok(if holds { Verdict::Matches } else { Verdict::Signature })
}

/// Whether an entry tells of this consent. Those of former releases name its version only.
fn agrees(entry: &Evidence, signature: &Signature, consent: &str) -> bool {
    ConsentEntry::read(&entry.detail).is_some_and(|read| {
        read.version == signature.consent_version && read.words_hash.is_none_or(|hash| hash == sha256_hex(consent.as_bytes()))
    })
}

/// Whether an entry tells of this signature. Those of former releases do not name the strokes of a drawn one.
fn applies(entry: &Evidence, signature: &Signature, user_agent: &str) -> bool {
    let is_drawn = signature.kind == SignatureKind::Drawn;
    let strokes = is_drawn.then(|| sha256_hex(signature.strokes.as_bytes()));
    let told = |strokes: Option<&str>| signature_entry(signature.kind, &signature.name, &signature.document_hash, strokes);
    // both are written by one request, one a moment before the other
    let at_once = (entry.at - signature.at).abs() < Duration::minutes(1);
    let from_there = entry.ip == signature.ip && entry.user_agent == user_agent;
    at_once && from_there && (entry.detail == told(strokes.as_deref()) || entry.detail == told(None))
}
