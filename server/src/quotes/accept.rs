//! Acceptance: signature, state, job with its instalments, portal access, promo use and what the office has to do next in
//! one transaction, exactly once.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::json;
use shared::input::check;
use shared::jobs::{JobAmenity, JobFromQuote, NewStop};
use shared::leads::Happened;
use shared::pricing::{Due, Instalment, LineKind, PriceProblem, Priced, text};
use shared::quotes::{
    Acceptance, Accepted, Consent, Content, EvidenceKind, Identified, LinkState, SignatureKind, UNTOLD_CONSENT_VERSION, consent_entry,
    events, is_drawn, link_state, signature_entry,
};
use shared::{Error, Money, QuoteId, Result};

use super::link::Opened;
use super::send::Document;
use super::{Priceable, already_accepted, evidence, instant, said, sql, tasks};
use crate::begin;
use crate::crypto::sha256_hex;
use crate::cx::Cx;
use crate::db::day_in;
use crate::events::Record;
use crate::mail::Template;
use crate::outgoing::Outgoing;

/// What the office offered, with the package and the options the customer chose in signing. The signed text itself says
/// nothing of costs, nor of what the office wrote for itself.
pub(super) fn as_signed(offered: &Content, document: &str) -> Option<Content> {
    let signed = signed_content(document)?;
    let amenities = signed.amenities.iter().filter(|choice| choice.chosen).map(|choice| choice.amenity.0);
    let options: Vec<uuid::Uuid> = amenities.chain(signed.lines.iter().filter(|line| line.chosen).map(|line| line.id.0)).collect();
    Some(offered.clone().choose(&options).take(signed.package))
}

/// The content of a signed document.
pub(super) fn signed_content(document: &str) -> Option<Content> {
    Document::read(document).map(|d| d.content)
}

/// Accepts as the holder of the secure link, or as the customer who is logged in.
pub async fn accept_by_link(opened: &Opened, input: Acceptance) -> Result<Accepted> {
    let link = opened.cx.app.link(&opened.path());
    accept(&opened.cx, opened.quote, input, opened.identified(), &link).await
}

pub(super) fn refusal(state: LinkState) -> Error {
    match state {
        LinkState::Accepted => already_accepted(),
        LinkState::Expired => Error::conflict("expired", said::expired),
        LinkState::Withdrawn => Error::conflict("withdrawn", said::withdrawn),
        LinkState::Declined => Error::conflict("declined", said::declined),
        LinkState::Superseded => Error::conflict("superseded", said::superseded),
        LinkState::Open | LinkState::Locked => Error::conflict("closed", said::not_acceptable),
    }
}

async fn accept(cx: &Cx, id: QuoteId, input: Acceptance, by: Identified, link: &str) -> Result<Accepted> {
    check(&input)?;
    if input.kind == SignatureKind::Drawn && !is_drawn(&input.strokes) {
        return Err(Error::field("strokes", "blank_signature"));
    }
    let mut tx = begin!(cx);
    // of two acceptances the second waits here, and then sees what the first made of the quote
    sql::lock(&mut tx, id).await?;
    let quote = Priceable::load(&mut tx, id).await?;
    let now = cx.now();
    let state = link_state(quote.record.status, input.revision == quote.record.revision, quote.record.valid_until, now);
    if state != LinkState::Open {
        return Err(refusal(state));
    }
    let offered = &quote.record.content.0;
    offered.may_take(input.package)?;
    let content = offered.clone().choose(&input.options).take(input.package);
    let priced = quote.price(&content);
    if priced.total_cents != input.total_cents {
        return Err(Error::conflict("total_changed", said::other_total));
    }
    // what was judged at sending were the options as they were proposed
    if priced.problems.iter().any(|problem| !problem.is_warning() && *problem != PriceProblem::EmptyPackage) {
        return Err(Error::conflict("not_offered", said::not_offered));
    }
    let record = &quote.record;
    let (name, total_cents, currency) = (input.name.trim(), priced.total_cents, record.currency());
    let locale = cx.request.locale;
    // what is kept are the words that were shown, also where the page was opened before an update that changed them
    let consent_version = input.consent_version.as_deref().unwrap_or(UNTOLD_CONSENT_VERSION);
    let consent_text = shared::text::with_locale(locale, || {
        let (number, revision, total) = (record.number.as_str(), record.revision_number, text::money(total_cents, currency));
        Consent { name, number, revision, total: &total, company: &record.org_name }.words(consent_version)
    });
    let consent_text = consent_text.ok_or_else(|| Error::field("consent", "consent"))?;
    let (document, document_hash) = Document::new(&quote, content.clone(), priced.clone()).seal()?;
    let ip = cx.request.ip.map(|ip| ip.to_string());
    let signature = sql::NewSignature {
        id: uuid::Uuid::now_v7(),
        quote: id,
        revision: record.revision,
        kind: input.kind,
        name,
        strokes: if input.kind == SignatureKind::Drawn { &input.strokes } else { "" },
        consent_version,
        consent_text: &consent_text,
        document: &document,
        document_hash: &document_hash,
        total_cents,
        ip: ip.as_deref(),
        user_agent: &cx.request.user_agent.chars().take(300).collect::<String>(),
        at: now,
    };
    sql::insert_signature(&mut tx, &signature).await?;
    let consent = consent_entry(consent_version, by, &sha256_hex(consent_text.as_bytes()));
    evidence::note(cx, &mut tx, id, record.revision, EvidenceKind::ConsentGiven, &consent).await?;
    let strokes_hash = (input.kind == SignatureKind::Drawn).then(|| sha256_hex(input.strokes.as_bytes()));
    let applied = signature_entry(input.kind, name, &document_hash, strokes_hash.as_deref());
    evidence::note(cx, &mut tx, id, record.revision, EvidenceKind::SignatureApplied, &applied).await?;
    crate::pricing::consume(&mut tx, id).await?;
    let job = crate::jobs::create_from_quote(cx, &mut tx, job_of(&quote, &content, &priced, day_in(&record.zone, now))).await?;
    sql::mark_accepted(&mut tx, id, job, total_cents).await?;
    crate::portal::grant_access(cx, &mut tx, record.account, record.contact).await?;
    if let Some(lead) = record.lead {
        crate::leads::mark_converted(&mut tx, lead, job).await?;
        crate::leads::end_for(&mut tx, lead, Some(record.account), Happened::Accepted).await?;
        crate::leads::plan_for(cx, &mut tx, lead, record.owner, &tasks::of(record, &owed(&priced, day_in(&record.zone, now)), now)).await?;
    }
    evidence::note(cx, &mut tx, id, record.revision, EvidenceKind::Completed, &format!("job {job}")).await?;
    let version = record.version + 1;
    let signed = json!({ "name": name, "kind": input.kind, "document_hash": document_hash, "consent": consent_version });
    tx.record(Record::new(events::SIGNED, id).account(record.account).version(version).data(signed)).await?;
    let mut accepted =
        json!({ "total_cents": total_cents, "deposit_cents": priced.deposit_cents, "job": job, "revision": record.revision_number });
    if let Some(package) = content.counting_package() {
        accepted["package"] = json!(package.name);
    }
    tx.record(Record::new(events::ACCEPTED, id).of(job).account(record.account).version(version).data(accepted)).await?;
    if let Some(email) = &record.email {
        let total = shared::text::with_locale(record.locale(), || text::money(total_cents, currency));
        tx.mail(Outgoing {
            to: email.clone(),
            to_name: record.contact_name.clone(),
            template: Template::QuoteAccepted,
            locale: record.locale(),
            context: json!({ "name": record.contact_name, "number": record.number, "title": content.title, "total": total, "link": link }),
            entity: Some(("quote", id.0)),
        })
        .await?;
    }
    tx.commit(Accepted { quote: id, number: quote.record.number.clone(), job, total_cents, document_hash }).await
}

/// What is paid when, seen from the day of the acceptance: nothing was due before it.
fn owed(priced: &Priced, accepted_on: NaiveDate) -> Vec<Instalment> {
    let dated = |due| match due {
        Due::Acceptance => Due::On { date: accepted_on },
        Due::On { date } => Due::On { date: date.max(accepted_on) },
        open => open,
    };
    priced.payments().into_iter().map(|one| Instalment { due: dated(one.due), ..one }).collect()
}

fn job_of(quote: &Priceable, content: &Content, priced: &Priced, accepted_on: NaiveDate) -> JobFromQuote {
    let record = &quote.record;
    let route = content.route();
    let at = |wall: Option<NaiveDateTime>| wall.map(|w| instant(&record.zone, w));
    let stops = content
        .stops
        .iter()
        .zip(&route.stops)
        .map(|(stop, timed)| {
            // the crew is told when the stop can be served, where that is known
            let open = stop.window.zip(timed.arrive).map(|(window, arrive)| window.around(arrive));
            let notes = [stop.name.as_str(), stop.notes.as_str()]
                .into_iter()
                .filter(|t| !t.is_empty() && !stop.address.is_empty())
                .collect::<Vec<_>>()
                .join("\n");
            NewStop {
                kind: stop.kind,
                address: if stop.address.is_empty() { stop.name.clone() } else { stop.address.clone() },
                latitude: stop.lat,
                longitude: stop.lng,
                contact_name: stop.contact_name.clone(),
                contact_phone: stop.contact_phone.clone(),
                window_from: at(open.map_or(timed.arrive, |(from, _)| Some(from))),
                window_to: at(open.map_or(timed.leave, |(_, to)| Some(to))),
                notes: notes.chars().take(1000).collect(),
            }
        })
        .collect();
    // every chosen extra, with what the crew must see to
    let mut amenities: Vec<JobAmenity> = content
        .amenities
        .iter()
        .filter(|choice| priced.lines.iter().any(|l| l.kind == LineKind::Amenity && l.key == choice.amenity.to_string()))
        .filter_map(|choice| quote.book.rates.amenity(choice.amenity))
        .map(|amenity| {
            let name = shared::text::with_locale(record.locale(), || amenity.name.text().to_string());
            JobAmenity { name, items: amenity.checklist_item.clone().into_iter().collect() }
        })
        .collect();
    // and each unit with what is to be repaired on it
    amenities.extend(content.repairs.iter().map(|of| {
        let item = shared::text::with_locale(record.locale(), || text::repairs_on(&of.name, text::number_of_repairs(of.count)));
        JobAmenity { name: of.name.clone(), items: vec![item] }
    }));
    // and who of which trade is expected for how long
    amenities.extend(content.trades.iter().filter(|of| of.works()).filter_map(|of| {
        let trade = quote.book.rates.trade(&of.key)?;
        // in the language of the quote, whoever accepts it
        Some(shared::text::with_locale(record.locale(), || {
            let name = trade.name.text();
            JobAmenity { name: name.to_string(), items: vec![text::trade_hours(name, of.people, of.minutes)] }
        }))
    }));
    JobFromQuote {
        quote: record.id,
        quote_number: record.number.clone(),
        revision: record.revision,
        lead: record.lead,
        account: record.account,
        contact: record.contact,
        service_line: record.service_line,
        title: content.title.clone(),
        stops,
        amenities,
        wanted_at: at(route.stops.first().and_then(|s| s.arrive)),
        ends_at: at(route.stops.iter().rev().find_map(|s| s.leave)),
        total: Money::new(priced.total_cents, record.currency()),
        instalments: owed(priced, accepted_on),
        instructions: content.instructions.clone(),
    }
}
