//! What happened to an offer: the signature and the chain of evidence.

use dioxus::prelude::*;
use shared::QuoteId;
use shared::quotes::{EvidenceCheck, EvidenceFinding, EvidenceKind, Quote, SignatureKind, entry_text, strokes_path};

use crate::quotes::api;
use crate::quotes::text::staff as text;
use crate::ui::format::{DateStyle, moment_in};
use crate::ui::*;

/// The signature, then every step, the latest first.
#[component]
pub fn Activity(quote: Quote) -> Element {
    let zone = quote.zone.clone();
    rsx! {
        Card { title: text::activity(), id: "activity",
            if let Some(signature) = quote.signature.clone() {
                p { b { {text::signed_by(&signature.name)} } " " {moment_in(signature.at, &zone, DateStyle::Full)} }
                if signature.kind == SignatureKind::Drawn {
                    svg { class: "w-sign-image", view_box: "0 0 340 120", role: "img", "aria-label": text::signed_by(&signature.name), path { d: strokes_path(&signature.strokes) } }
                }
                p { class: "q-fine", code { {signature.document_hash} } }
                p { class: "row wrap",
                    a { class: "w-btn", "data-size": "sm", href: "/api/v1/quotes/{quote.id}/certificate", download: "", "data-testid": "certificate",
                        Icon { name: IconName::Download, size: IconSize::Sm } {text::certificate()}
                    }
                    a { class: "w-btn", "data-variant": "ghost", "data-size": "sm", href: "/api/v1/quotes/{quote.id}/signed", download: "",
                        Icon { name: IconName::Download, size: IconSize::Sm } {text::signed_text()}
                    }
                }
            }
            if quote.evidence.is_empty() { p { class: "sm muted", {text::no_activity()} } } else {
                Timeline { label: text::activity(),
                    for entry in quote.evidence.iter().rev().cloned() {
                        TimelineEntry { key: "{entry.seq}", icon: evidence_icon(entry.kind), title: rsx! { {evidence_text(entry.kind)} }, time: moment_in(entry.at, &zone, DateStyle::Short), note: Some(entry_text(entry.kind, &entry.detail)).filter(|d| !d.is_empty()) }
                    }
                }
                p { class: "q-fine", {text::chain()} }
                ChainCheck { quote: quote.id, zone: quote.zone.clone() }
            }
        }
    }
}

/// Has the server look whether the chain is as it was written, and says what it found and when.
#[component]
fn ChainCheck(quote: QuoteId, zone: String) -> Element {
    let sending = use_sending();
    let mut found = use_signal(|| None::<EvidenceCheck>);
    let check = move |_| {
        found.set(None);
        sending.send(async move { api::check_evidence(quote).await }, move |answer| found.set(Some(answer)));
    };
    rsx! {
        Button { size: Size::Sm, icon: IconName::ShieldCheck, loading: sending.busy(), onclick: check, testid: "check-evidence", {text::check_chain()} }
        if let Some(problem) = sending.refused() { InlineAlert { tone: Tone::Danger, live: true, {problem} } }
        if let Some(found) = found() {
            InlineAlert { tone: if found.finding == EvidenceFinding::Intact { Tone::Ok } else { Tone::Danger }, live: true, {verdict(&found, &zone)} }
        }
    }
}

fn verdict(found: &EvidenceCheck, zone: &str) -> String {
    let time = moment_in(found.at, zone, DateStyle::Full);
    match found.finding {
        EvidenceFinding::Intact => text::chain_intact(found.entries, found.documents, time),
        EvidenceFinding::Entry { seq } => text::chain_entry(seq, time),
        EvidenceFinding::End => text::chain_end(time),
        EvidenceFinding::Document => text::chain_document(time),
    }
}

fn evidence_text(kind: EvidenceKind) -> String {
    match kind {
        EvidenceKind::Sent => text::evidence_sent(),
        EvidenceKind::Viewed => text::evidence_viewed(),
        EvidenceKind::ConsentGiven => text::evidence_consent(),
        EvidenceKind::SignatureApplied => text::evidence_signed(),
        EvidenceKind::Completed => text::evidence_completed(),
        EvidenceKind::Declined => text::evidence_declined(),
        EvidenceKind::ChangesRequested => text::evidence_changes(),
        EvidenceKind::Asked => text::evidence_asked(),
        EvidenceKind::RenewalAsked => text::evidence_renewal(),
    }
}

fn evidence_icon(kind: EvidenceKind) -> IconName {
    match kind {
        EvidenceKind::Sent => IconName::Send,
        EvidenceKind::Viewed => IconName::Eye,
        EvidenceKind::ConsentGiven => IconName::Check,
        EvidenceKind::SignatureApplied => IconName::Signature,
        EvidenceKind::Completed => IconName::BadgeCheck,
        EvidenceKind::Declined => IconName::CircleX,
        EvidenceKind::ChangesRequested => IconName::Pencil,
        EvidenceKind::Asked => IconName::MessageCircle,
        EvidenceKind::RenewalAsked => IconName::RefreshCw,
    }
}
