//! Approving a price that takes off more by hand than its owner may: by somebody who might have sent it so.

use serde_json::json;
use shared::access::{Action, BuiltinRole, Scope};
use shared::identity::access_of;
use shared::input::check;
use shared::pricing::{Priced, WHOLE_BP, text};
use shared::quotes::{Approval, ApproveQuote, Approved, Content, Quote, QuoteStatus, events};
use shared::text::{Locale, with_locale};
use shared::{Error, QuoteId, Result};

use super::edit::{is_draft, take};
use super::{Priceable, assemble, changed, said, sql};
use crate::begin;
use crate::crypto::sha256_hex;
use crate::cx::Cx;
use crate::db::Tx;
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;

/// So many of those who may approve are named.
const NAMED: i64 = 20;

/// What is approved: this content at this total.
fn seal(content: &Content, priced: &Priced) -> Result<String> {
    let text = serde_json::to_string(&(content, priced.total_cents)).map_err(|e| Error::internal(&e))?;
    Ok(sha256_hex(text.as_bytes()))
}

/// Whether the price of what is kept was approved as it is.
fn stands(quote: &Priceable, priced: &Priced) -> Result<bool> {
    match &quote.record.approved_hash {
        Some(hash) => Ok(*hash == seal(&quote.record.content.0, priced)?),
        None => Ok(false),
    }
}

/// How much may be taken off the price if the actor sends it, in basis points.
pub(crate) fn limit(cx: &Cx, quote: &Priceable, priced: &Priced) -> Result<u32> {
    Ok(if stands(quote, priced)? { WHOLE_BP } else { cx.access.discount_bp })
}

/// How much its owner may take off without asking.
fn owners_limit(quote: &Priceable) -> u32 {
    access_of(&roles(&quote.record.owner_roles), &quote.record.owner_custom.0).discount_bp
}

fn roles(keys: &[String]) -> Vec<BuiltinRole> {
    keys.iter().filter_map(|key| key.parse().ok()).collect()
}

/// Whether a draft may go out as it is, and else who can say so. An offer that went out needs nobody's word any more.
pub(super) async fn approval(tx: &mut Tx, quote: &Priceable, priced: &Priced) -> Result<Approval> {
    let limit_bp = owners_limit(quote);
    if quote.record.status != QuoteStatus::Draft {
        return Ok(Approval { limit_bp, ..Approval::default() });
    }
    let record = &quote.record;
    let approved = record.approved_by.clone().zip(record.approved_at).zip(record.approval_note.clone());
    let approved = approved.filter(|_| matches!(stands(quote, priced), Ok(true))).map(|((by, at), note)| Approved { by, at, note });
    let given = priced.conceded_bp();
    let approvers = if approved.is_none() && given > limit_bp { approvers(tx, given).await? } else { Vec::new() };
    Ok(Approval { limit_bp, approved, approvers })
}

/// The names of those who may send a price like this, whoever has the quote.
async fn approvers(tx: &mut Tx, given_bp: u32) -> Result<Vec<String>> {
    let enough: Vec<String> =
        BuiltinRole::ALL.iter().filter(|role| role.access().discount_bp >= given_bp).map(|role| role.key().to_string()).collect();
    let people = sql::with_limit(tx, &enough, given_bp, NAMED).await?;
    let may = |person: &sql::Approver| {
        let access = access_of(&roles(&person.roles), &person.custom.0);
        access.discount_bp >= given_bp && access.scope(Action::QuotesSend) == Some(Scope::All)
    };
    Ok(people.into_iter().filter(may).map(|person| person.name).collect())
}

/// Lets exactly this price go out, whoever sends it. Whoever may take off as much and send the quote can say so: the
/// one who needs the approval never can.
pub async fn approve(cx: &Cx, id: QuoteId, input: ApproveQuote) -> Result<Quote> {
    check(&input)?;
    let mut tx = begin!(cx);
    let quote = take(cx, &mut tx, id, Action::QuotesSend).await?;
    is_draft(&quote)?;
    if quote.record.version != input.version {
        return Err(changed());
    }
    let priced = quote.price(&quote.record.content.0);
    quote.must_come_to(input.total_cents, &priced)?;
    let given = priced.conceded_bp();
    cx.must(cx.access.discount_bp >= given, "discount_limit")?;
    let by = cx.member().ok_or_else(|| Error::Forbidden { missing: "member".into() })?;
    if given <= owners_limit(&quote) {
        return Err(Error::conflict("nothing_to_approve", said::nothing_to_approve));
    }
    if stands(&quote, &priced)? {
        let shown = assemble(cx, &mut tx, id).await?;
        return tx.commit(shown).await;
    }
    let note = input.note.trim();
    sql::approve(&mut tx, quote.record.revision, &seal(&quote.record.content.0, &priced)?, by, note).await?;
    let data = json!({ "revision": quote.record.revision_number, "total_cents": priced.total_cents, "off_bp": given, "note": note });
    tx.record(Record::new(events::APPROVED, id).account(quote.record.account).version(quote.record.version).data(data)).await?;
    tell(cx, &mut tx, &quote, &priced, note).await?;
    let saved = assemble(cx, &mut tx, id).await?;
    tx.commit(saved).await
}

/// Tells the quote's owner that it may go out, unless it is they who said so.
async fn tell(cx: &Cx, tx: &mut Tx, quote: &Priceable, priced: &Priced, note: &str) -> Result<()> {
    let record = &quote.record;
    let Some(owner) = record.owner.filter(|owner| cx.member() != Some(*owner)) else { return Ok(()) };
    let Some(person) = sql::reach(tx, owner).await? else { return Ok(()) };
    let locale = Locale::from_tag(&person.locale);
    tx.mail(Outgoing {
        to: person.email,
        to_name: person.name.clone(),
        template: Template::QuoteApproved,
        locale,
        context: json!({
            "name": person.name, "by": cx.actor.name(), "number": record.number, "title": record.content.title,
            "total": with_locale(locale, || text::money(priced.total_cents, record.currency())), "message": note,
            "link": cx.app.link(&format!("/app/quotes/{}", record.id)),
        }),
        entity: Some(("quote", record.id.0)),
    })
    .await?;
    Ok(())
}
