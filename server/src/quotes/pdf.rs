//! What a revision's paper shows: word for word what was sent or signed. Whoever may see the page of the quote may
//! have its paper; on a secure link the same rules hold, and opening it counts as a view.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use shared::access::Action;
use shared::packs::{Label, ServiceLine};
use shared::pricing::{Priced, Route};
use shared::quotes::{Content, Evidence, EvidenceKind, LinkState, Sender, Signature, link_state};
use shared::text::Locale;
use shared::{AmenityId, Currency, Error, QuoteId, Result, RevisionId};

use super::link::{Opened, note_view};
use super::send::Document;
use super::{Priceable, instant, readable, sql};
use crate::begin;
use crate::cx::Cx;
use crate::db::Tx;

/// Which revision is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Number(i32),
    Id(RevisionId),
    /// The newest that went out.
    Newest,
}

impl std::str::FromStr for Which {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let number = text.parse().ok().filter(|n| *n > 0).map(Which::Number);
        number.or_else(|| text.parse().ok().map(Which::Id)).ok_or(Error::NotFound)
    }
}

/// How a revision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It never went out.
    Draft,
    /// It is what the offer is, or was when it ended.
    Current,
    /// There is a newer one.
    Replaced,
    Withdrawn,
    Declined,
    Signed,
}

/// A signature with the words that were agreed to and what is kept as evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Signing {
    pub signature: Signature,
    pub consent: String,
    /// Every step up to the signature, each carrying the hash of the one before it.
    pub steps: Vec<Evidence>,
}

/// What stands on the paper of a revision.
#[derive(Clone, Debug, PartialEq)]
pub struct Printout {
    pub number: String,
    pub revision: RevisionId,
    pub revision_number: i32,
    pub standing: Standing,
    pub sender: Sender,
    pub customer: String,
    pub contact_name: String,
    /// The customer's language.
    pub locale: Locale,
    pub service_line: ServiceLine,
    pub currency: Currency,
    pub zone: String,
    /// The day prices are reckoned from.
    pub quoted_on: NaiveDate,
    pub valid_until: Option<DateTime<Utc>>,
    pub content: Content,
    pub route: Route,
    pub vehicles: Vec<(u32, Label)>,
    /// What its amenities are called.
    pub amenities: Vec<(AmenityId, Label)>,
    pub priced: Priced,
    /// The share that is due at once, in basis points.
    pub deposit_bp: i64,
    pub terms: String,
    /// SHA-256 of the document that was sent or signed; a draft has none.
    pub document_hash: Option<String>,
    pub signing: Option<Signing>,
    /// When it was signed, sent, or last changed: the same paper has the same date.
    pub dated: DateTime<Utc>,
}

/// The paper of a revision, for the office.
pub async fn printout(cx: &Cx, id: QuoteId, which: Which) -> Result<Printout> {
    let scope = cx.may(Action::QuotesView)?;
    let mut tx = cx.read().await?;
    let quote = Priceable::load(&mut tx, id).await?;
    readable(cx, scope, quote.record.owner)?;
    print(&mut tx, quote, which, false).await
}

/// The paper of the revision a visitor reads: the one the link was mailed with, or the newest that went out.
/// Who asks must have shown the number, where the link asks for one.
pub async fn printout_by_link(opened: &Opened, newest: bool) -> Result<Printout> {
    let wanted = if opened.is_viewing() { None } else { note_reading(opened, newest).await? };
    let mut tx = opened.cx.read().await?;
    let quote = Priceable::load(&mut tx, opened.quote).await?;
    print(&mut tx, quote, wanted.map_or(Which::Newest, Which::Id), true).await
}

/// Notes that an open offer was looked at; answers which revision it is about, if not the newest.
async fn note_reading(opened: &Opened, newest: bool) -> Result<Option<RevisionId>> {
    let cx = &opened.cx;
    let mut tx = begin!(cx);
    sql::lock(&mut tx, opened.quote).await?;
    let quote = Priceable::load(&mut tx, opened.quote).await?;
    let mailed = opened.revision.filter(|_| !newest);
    let is_current = mailed.is_none_or(|mailed| mailed == quote.record.revision);
    let state = link_state(quote.record.status, is_current, quote.record.valid_until, cx.now());
    if state == LinkState::Open {
        note_view(cx, &mut tx, &quote).await?;
    }
    // what was signed is what every link shows from then on
    tx.commit(mailed.filter(|_| state != LinkState::Accepted)).await
}

async fn print(tx: &mut Tx, quote: Priceable, which: Which, went_out: bool) -> Result<Printout> {
    let id = quote.record.id;
    let rows = sql::revisions(tx, id).await?;
    let row = rows
        .into_iter()
        .filter(|row| !went_out || row.sent_at.is_some())
        .filter(|row| match which {
            Which::Number(number) => row.number == number,
            Which::Id(revision) => row.id == revision,
            Which::Newest => true,
        })
        .max_by_key(|row| row.number)
        .ok_or(Error::NotFound)?;
    let version = quote.version(tx, row.id).await?;
    let signed = sql::signature(tx, id).await?.and_then(|(signature, document)| Some((signature, Document::read(&document)?)));
    let signed = signed.filter(|(_, document)| document.revision == row.id);
    let deposit_bp = quote.book.rates.deposit.share(quote.offered_to(&version)).deposit_bp.into();
    let quoted_on = version.with.quoted_on;
    let (document, hash) = match (&signed, &version.document) {
        (Some((signature, document)), _) => (document.clone(), Some(signature.document_hash.clone())),
        (None, Some(text)) => (Document::read(text).ok_or_else(|| Error::internal(&"a document cannot be read"))?, version.document_hash),
        // what never went out is what sending makes of it, or would have made of it
        (None, None) => {
            let of = Document { promo: version.with.promo, ..Document::new(&quote, version.content, version.priced) };
            (Document { revision: row.id, revision_number: row.number, ..of }, None)
        }
    };
    let signing = match signed {
        Some((signature, _)) => {
            let consent = sql::consent(tx, id).await?;
            let mut steps = sql::evidence(tx, id).await?;
            if let Some(end) = steps.iter().position(|step| step.kind == EvidenceKind::Completed) {
                steps.truncate(end + 1);
            }
            Some(Signing { signature, consent, steps })
        }
        None => None,
    };
    let (rates, record) = (&quote.book.rates, &quote.record);
    let is_current = row.id == record.revision;
    let valid_until = if is_current {
        record.valid_until
    } else {
        let begins = document.content.starts().map(|wall| instant(&record.zone, wall));
        row.sent_at.map(|at| begins.into_iter().fold(at + Duration::days(document.content.valid_days.into()), std::cmp::min))
    };
    let standing = match (&signing, row.sent_at) {
        (Some(_), _) => Standing::Signed,
        (None, None) => Standing::Draft,
        (None, Some(_)) if !is_current => Standing::Replaced,
        (None, Some(_)) => match record.status {
            shared::quotes::QuoteStatus::Withdrawn => Standing::Withdrawn,
            shared::quotes::QuoteStatus::Declined => Standing::Declined,
            _ => Standing::Current,
        },
    };
    let vehicles = document
        .content
        .vehicles
        .iter()
        .filter(|vehicle| vehicle.count > 0)
        .filter_map(|vehicle| Some((vehicle.count, rates.vehicle(&vehicle.key)?.name.clone())))
        .collect();
    let amenities = document
        .content
        .amenities
        .iter()
        .filter_map(|choice| Some((choice.amenity, rates.amenity(choice.amenity)?.name.clone())))
        .collect();
    let dated = signing.as_ref().map(|signing| signing.signature.at).or(row.sent_at).unwrap_or(record.updated_at);
    Ok(Printout {
        revision: row.id,
        revision_number: document.revision_number,
        standing,
        sender: Sender {
            name: document.organization,
            agent: record.owner_name.clone(),
            email: record.owner_email.clone(),
            phone: record.owner_phone.clone().filter(|phone| !phone.is_empty()),
            brand_hex: Some(record.brand_hex.clone()),
            logo: None,
        },
        number: document.number,
        customer: document.customer,
        contact_name: record.contact_name.clone(),
        locale: record.locale(),
        service_line: record.service_line,
        currency: document.currency,
        zone: record.zone.clone(),
        quoted_on,
        valid_until,
        vehicles,
        amenities,
        route: document.content.route(),
        content: document.content,
        priced: document.priced,
        deposit_bp,
        terms: document.terms,
        document_hash: hash,
        signing,
        dated,
    })
}
