//! What a secure link shows, as HTML: the offer while it is open, and a page of its own for every other state.

mod closed;
mod offer;
mod packages;
mod parts;

use dioxus::prelude::*;
use shared::quotes::{LinkState, PublicQuote};
use shared::text::{Locale, locale};
use shared::{FieldErrors, brand};

use super::text;
use crate::public::layout::{Head, document};
use crate::ui::*;

/// What the visitor asked for or did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The newest revision in place of the one that was mailed.
    pub newest: bool,
    /// Something was sent and received.
    pub said: bool,
    /// What was sent asked for a fresh offer.
    pub renewed: bool,
    pub errors: FieldErrors,
    pub total_changed: bool,
    /// Accepted by somebody before this acceptance came.
    pub second: bool,
    pub name: String,
    pub consent: bool,
    /// Whether the signature was to be drawn, and how it was.
    pub drawn: bool,
    pub strokes: String,
    /// The form was sent before.
    pub sent: bool,
    pub message: String,
    /// Somebody only looks at it on behalf of the customer.
    pub viewing: bool,
}

/// Which of the pages it is. Everything is built inside one component: event handlers of the kit need its runtime.
#[derive(Clone, Debug, PartialEq)]
enum View {
    Gone,
    Locked { error: Option<String> },
    Read(Box<Asked>),
}

fn shell(title: String, quote: Option<PublicQuote>, base: &str, view: View) -> String {
    let brand_style = quote.as_ref().and_then(|quote| quote.sender.brand_hex.as_deref()).and_then(brand::style);
    document(
        Head { title, brand_style, script: Some("/assets/quote.js".into()), ..Head::small() },
        rsx! { LinkPage { quote, base: base.to_string(), view } },
    )
}

#[component]
fn LinkPage(quote: Option<PublicQuote>, base: String, view: View) -> Element {
    let open = quote.as_ref().is_some_and(|quote| quote.state == LinkState::Open) && !matches!(view, View::Locked { .. });
    let kind = match quote.as_ref().map(|quote| quote.state) {
        _ if open => "offer",
        Some(LinkState::Accepted) => "receipt",
        _ => "note",
    };
    rsx! {
        Top { quote: quote.clone(), base: base.clone(), newest: matches!(&view, View::Read(asked) if asked.newest) }
        main { class: "q-main", id: "content", tabindex: "-1", "data-kind": kind,
            match (&view, &quote) {
                (View::Locked { error }, Some(quote)) => closed::locked(quote, &base, error.clone()),
                (View::Read(asked), Some(quote)) => match quote.state {
                    LinkState::Open => offer::offer(quote, &base, asked),
                    LinkState::Accepted => closed::receipt(quote, &base, asked),
                    _ => closed::over(quote, &base, asked),
                },
                _ => rsx! {
                    h1 { {text::gone_title()} }
                    p { {text::gone_body()} }
                },
            }
        }
        Foot { base: (!base.is_empty()).then_some(base) }
    }
}

/// Who makes the offer, and how to reach them.
#[component]
fn Top(quote: Option<PublicQuote>, base: String, newest: bool) -> Element {
    let Some(quote) = quote else {
        return rsx! {
            header { class: "w-public-top",
                div { class: "w-public-bar", BrandMark { brand: Brand { name: "Tailboard".into(), ..Brand::default() } } }
            }
        };
    };
    let sender = quote.sender;
    let readable = !matches!(quote.state, LinkState::Locked);
    let portal = base.starts_with("/my/");
    rsx! {
        header { class: "w-public-top",
            div { class: "w-public-bar",
                BrandMark { brand: Brand { name: sender.name.clone(), logo: sender.logo.clone(), ..Brand::default() }, href: portal.then(|| "/portal".to_string()) }
                div { class: "w-public-tools",
                    if readable {
                        a { href: if newest { "{base}/quote.pdf?newest=1" } else { "{base}/quote.pdf" },
                            Icon { name: IconName::Download, size: IconSize::Lg }
                            span { {text::save_pdf()} }
                        }
                    }
                    if let Some(phone) = sender.phone.clone() {
                        a { href: "tel:{phone}", aria_label: text::call(&phone),
                            Icon { name: IconName::Phone, size: IconSize::Lg }
                            span { {phone.clone()} }
                        }
                    } else if let Some(email) = sender.email.clone() {
                        a { href: "mailto:{email}?subject={quote.number}", aria_label: text::write_to(sender.agent.clone().unwrap_or_else(|| sender.name.clone())),
                            Icon { name: IconName::Mail, size: IconSize::Lg }
                            span { {text::write()} }
                        }
                    }
                }
            }
        }
    }
}

/// The other language, and whose software it is.
#[component]
pub fn Foot(base: Option<String>) -> Element {
    let other = if locale() == Locale::Fr { Locale::En } else { Locale::Fr };
    rsx! {
        footer { class: "q-public-foot",
            if let Some(base) = base {
                a { href: "/language/{other.tag()}?next={base}", lang: other.tag(), hreflang: other.tag(), {text::other_language()} }
            }
            span { {crate::ui::text::powered_by()} }
        }
    }
}

fn problem(errors: &FieldErrors, field: &str) -> Option<String> {
    errors.text(field)
}

/// The answer to a token that opens nothing.
pub fn gone_page() -> String {
    shell(text::gone_title(), None, "", View::Gone)
}

/// The question for the number.
pub fn locked_page(quote: &PublicQuote, base: &str, error: Option<String>) -> String {
    shell(text::locked_title(), Some(quote.clone()), base, View::Locked { error })
}

/// The offer in whichever state it is.
pub fn page(quote: &PublicQuote, base: &str, asked: &Asked) -> String {
    let title = format!("{} · {}", text::reference(&quote.number, quote.revision_number), quote.sender.name);
    shell(title, Some(quote.clone()), base, View::Read(Box::new(asked.clone())))
}

#[cfg(test)]
#[path = "../public_tests.rs"]
pub(super) mod tests;
