//! The certificate as a page, which needs no script.

use dioxus::prelude::*;
use server::quotes::{Certificate, Step};
use shared::brand;
use shared::quotes::{SignatureKind, strokes_path};

use super::super::Foot;
use super::super::pdf::step_words;
use super::super::text as quotes;
use super::text;
use super::words::{self, Fact};
use crate::public::layout::{Head, document};
use crate::ui::*;

/// Steps on the page: with all that is said of each it stays small enough for a phone far out.
const MOST: usize = 30;
/// Letters of a user agent on it.
const LETTERS: usize = 120;
/// Bytes of strokes on it.
const STROKES: usize = 5_000;

/// The page; `base` is where the offer is.
pub fn page(of: &Certificate, base: &str) -> String {
    let title = format!("{} · {} · {}", text::title(), words::reference(of), of.organization.name);
    let brand_style = of.organization.brand_hex.as_deref().and_then(brand::style);
    document(Head { title, brand_style, ..Head::small() }, rsx! { CertificatePage { of: of.clone(), base: base.to_string() } })
}

#[component]
fn CertificatePage(of: Certificate, base: String) -> Element {
    let holds = words::holds(&of);
    let (icon, tone) = if holds { (IconName::ShieldCheck, Tone::Ok) } else { (IconName::TriangleAlert, Tone::Danger) };
    rsx! {
        header { class: "w-public-top",
            div { class: "w-public-bar",
                BrandMark { brand: Brand { name: of.organization.name.clone(), ..Brand::default() }, href: base.starts_with("/my/").then(|| "/portal".to_string()) }
            }
        }
        main { class: "q-main", id: "content", tabindex: "-1", "data-kind": "receipt",
            section { class: "q-card q-receipt",
                StatusChip { label: words::verdict_word(&of), icon, tone, testid: "verdict" }
                h1 { {text::title()} }
                p { class: "q-lead", {words::verdict(&of)} }
                LinkButton { href: "{base}/certificate.pdf", icon: IconName::Download, size: Size::Lg, {text::save()} }
                LinkButton { href: "{base}/signed.json", icon: IconName::Download, size: Size::Lg, {text::save_signed()} }
                LinkButton { href: "{base}", icon: IconName::FileText, size: Size::Lg, {text::back()} }
            }
            div { class: "q-doc",
                section { class: "q-sec", aria_labelledby: "document",
                    h2 { id: "document", {text::document()} }
                    {facts(words::document(&of))}
                    {facts(vec![(text::hash(), of.signature.document_hash.clone())])}
                    p { class: "q-fine", {text::verify()} }
                    p { class: "q-fine", {words::commands(&of)} }
                }
                section { class: "q-sec", aria_labelledby: "parties",
                    h2 { id: "parties", {text::parties()} }
                    {facts(words::parties(&of))}
                }
                section { class: "q-sec", aria_labelledby: "signature",
                    h2 { id: "signature", {text::signature()} }
                    {mark(&of)}
                    {facts(words::signature(&of))}
                }
                section { class: "q-sec", aria_labelledby: "consent",
                    h2 { id: "consent", {text::consent()} }
                    p { class: "q-fine", {text::consent_version(&of.signature.consent_version)} }
                    for (i, line) in of.consent.lines().enumerate() { p { key: "{i}", class: "q-message", {line.to_string()} } }
                }
                {steps(&of)}
                section { class: "q-sec", aria_labelledby: "keep",
                    h2 { id: "keep", {text::keep()} }
                    ul { class: "q-terms",
                        li { a { href: "{base}/quote.pdf", {text::keep_quote()} } }
                        li { a { href: "{base}/signed.json", {text::keep_text()} } }
                        li { a { href: "{base}/certificate.pdf", {text::keep_certificate()} } }
                    }
                    p { class: "q-message", {text::paper_copy(&of.organization.name)} }
                    if let Some(reach) = words::reach(&of.organization) { p { class: "q-fine", {reach} } }
                }
            }
        }
        Foot { base: Some(format!("{base}/certificate")) }
    }
}

fn facts(facts: Vec<Fact>) -> Element {
    rsx! {
        dl { class: "q-proof",
            for (i, (what, is)) in facts.into_iter().enumerate() { div { key: "{i}", dt { {what} } dd { {is} } } }
        }
    }
}

fn mark(of: &Certificate) -> Element {
    let signature = &of.signature;
    let path = strokes_path(&words::thinned(&signature.strokes, STROKES));
    rsx! {
        if signature.kind == SignatureKind::Drawn {
            svg { class: "w-sign-image", view_box: "0 0 340 120", role: "img", "aria-label": quotes::signature_of(&signature.name), path { d: path } }
        } else {
            p { class: "q-written", {signature.name.clone()} }
        }
    }
}

fn steps(of: &Certificate) -> Element {
    let (shown, left_out) = words::shown(&of.steps, MOST);
    let rows: Vec<(String, Vec<Fact>)> = shown.into_iter().map(|step| row(of, step)).collect();
    rsx! {
        section { class: "q-sec", aria_labelledby: "steps",
            h2 { id: "steps", {text::steps()} }
            p { class: "q-fine", {text::steps_note(&of.zone)} }
            if left_out > 0 { p { class: "q-fine", {text::left_out(left_out)} } }
            ol { class: "q-chain",
                for (i, (what, said)) in rows.into_iter().enumerate() {
                    li { key: "{i}",
                        h3 { {what} }
                        {facts(said)}
                    }
                }
            }
        }
    }
}

/// A step, and what is said of it.
fn row(of: &Certificate, step: &Step) -> (String, Vec<Fact>) {
    let entry = &step.entry;
    let mut said = vec![(text::time(), format!("{}\n{}", words::moment(of, entry.at), words::utc(entry.at)))];
    said.extend(words::origin(step, LETTERS).map(|origin| (text::address(), origin)));
    said.extend([(text::own_hash(), entry.hash.clone()), (text::prev_hash(), step.prev_hash.clone())]);
    (text::step(entry.seq, step_words(entry.kind)), said)
}
