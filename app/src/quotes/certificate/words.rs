//! What a certificate says wherever it stands.

use chrono::{DateTime, Utc};
use server::quotes::{Certificate, Step, Verdict};
use shared::quotes::{EvidenceKind, Identified, Sender, SignatureKind};

use super::super::text as quotes;
use super::text;
use crate::ui::format::{DateStyle, moment_with_zone};

/// What a thing is called, and what it is.
pub type Fact = (String, String);

/// A moment in the organization's zone.
pub fn moment(of: &Certificate, at: DateTime<Utc>) -> String {
    moment_with_zone(at, &of.zone, DateStyle::Full)
}

/// A moment everywhere.
pub fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

pub fn reference(of: &Certificate) -> String {
    quotes::reference(&of.number, of.revision_number)
}

/// Whether all of it is as it was written.
pub fn holds(of: &Certificate) -> bool {
    of.verdict == Verdict::Matches
}

/// The verdict in a word.
pub fn verdict_word(of: &Certificate) -> String {
    if holds(of) { text::matches() } else { text::differs() }
}

/// What was found, and when.
pub fn verdict(of: &Certificate) -> String {
    let time = moment(of, of.checked_at);
    match of.verdict {
        Verdict::Matches => text::all_match(time),
        Verdict::Step(n) => text::step_differs(n, time),
        Verdict::Document => text::document_differs(time),
        Verdict::Signature => text::signature_differs(time),
    }
}

/// What the file of the signed text is called.
pub fn signed_name(of: &Certificate) -> String {
    format!("{}-rev{}-signed.json", of.number, of.revision_number)
}

/// The commands that reckon its hash.
pub fn commands(of: &Certificate) -> String {
    let name = signed_name(of);
    text::verify_with(format!("shasum -a 256 {name}"), format!("certutil -hashfile {name} SHA256"))
}

pub fn document(of: &Certificate) -> Vec<Fact> {
    vec![(text::what(), format!("{} {}", quotes::paper::quote(), reference(of))), (text::what_about(), of.title.clone())]
}

/// Who made the offer and who accepted it, with their addresses, a line each.
pub fn parties(of: &Certificate) -> Vec<Fact> {
    let lines = |parts: Vec<Option<String>>| parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    let by = &of.organization;
    let contact = Some(of.contact_name.clone()).filter(|name| *name != of.customer);
    vec![
        (text::offered_by(), lines(vec![Some(by.name.clone()), by.agent.clone(), by.email.clone()])),
        (text::accepted_by(), lines(vec![Some(of.customer.clone()), contact, of.email.clone()])),
    ]
}

/// Who signed when, how and from where.
pub fn signature(of: &Certificate) -> Vec<Fact> {
    let signature = &of.signature;
    let known = |text: &str| if text.is_empty() { text::not_recorded() } else { text.to_string() };
    let way = if signature.kind == SignatureKind::Drawn { quotes::paper::drawn() } else { quotes::paper::typed() };
    vec![
        (quotes::paper::signed_by(), signature.name.clone()),
        (text::kind(), way),
        (text::identified(), identified(of.identified)),
        (text::server_time(), moment(of, signature.at)),
        (text::utc(), utc(signature.at)),
        (text::address(), known(signature.ip.as_deref().unwrap_or_default())),
        (text::device(), known(&of.user_agent)),
    ]
}

fn identified(by: Option<Identified>) -> String {
    match by {
        Some(Identified::Link) => text::by_link(),
        Some(Identified::LinkAndNumber) => text::by_number(),
        Some(Identified::Portal) => text::by_portal(),
        None => text::by_unknown(),
    }
}

/// How to reach who made the offer.
pub fn reach(sender: &Sender) -> Option<String> {
    let ways: Vec<String> = [&sender.email, &sender.phone].into_iter().flatten().cloned().collect();
    (!ways.is_empty()).then(|| text::reach(ways.join(", ")))
}

/// From where a step of the customer came, with so many letters of their user agent; whose desk an offer was sent from
/// is nobody's business.
pub fn origin(step: &Step, letters: usize) -> Option<String> {
    if step.entry.kind == EvidenceKind::Sent {
        return None;
    }
    let agent: String = step.entry.user_agent.chars().take(letters).collect();
    let parts: Vec<String> = step.entry.ip.iter().cloned().chain([agent]).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// At most so many steps, and how many are left out: the oldest views first, for everything else is rare.
pub fn shown(steps: &[Step], most: usize) -> (Vec<&Step>, usize) {
    let mut over = steps.len().saturating_sub(most);
    let views = steps.iter().filter(|step| step.entry.kind == EvidenceKind::Viewed).count();
    // more than so many without any view: then the oldest go, whatever they are
    let mut others = over.saturating_sub(views);
    let left_out = over;
    let kept = steps.iter().filter(|step| {
        let is_view = step.entry.kind == EvidenceKind::Viewed;
        let goes = over > 0 && (is_view || others > 0);
        if goes {
            over -= 1;
            others -= usize::from(!is_view);
        }
        !goes
    });
    (kept.collect(), left_out)
}

/// Drawn strokes with fewer points, if they take more than so many bytes: on a screen nobody sees the difference.
pub fn thinned(strokes: &str, most: usize) -> String {
    let every = strokes.len().div_ceil(most.max(1)).max(1);
    let thin = |stroke: &str| {
        let points: Vec<&str> = stroke.split(' ').collect();
        let last = points.len() - 1;
        let kept = points.iter().enumerate().filter(|(at, _)| at.is_multiple_of(every) || *at == last);
        kept.map(|(_, point)| *point).collect::<Vec<_>>().join(" ")
    };
    let fewer: Vec<String> = strokes.split(';').map(thin).collect();
    let is_dotted = fewer.iter().map(|stroke| stroke.len() + 1).sum::<usize>() > most * 2;
    // of very many short ones some have to go
    let step = if is_dotted { every } else { 1 };
    fewer.into_iter().step_by(step).collect::<Vec<_>>().join(";")
}
