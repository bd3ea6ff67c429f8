//! The documents: the calculator, the thanks for what was sent, and that there is no such page.

use dioxus::prelude::*;
use server::quotes::instant::Desk;
use shared::packs::ServiceLine;
use shared::text::{Locale, locale};
use uuid::Uuid;

use super::{View, fields, price, text};
use crate::public::layout::{Head, document_of};
use crate::ui::*;

/// The calculator with whatever was typed and what it comes to. `id` names the sending it can be followed by.
pub fn document(view: &View, id: Uuid) -> String {
    let desk = &view.desk;
    let other = if view.locale == Locale::Fr { Locale::En } else { Locale::Fr };
    let here = format!("/instant/{}", desk.slug);
    let lang = view.locale.tag();
    let head = Head {
        title: text::title(&desk.name),
        listed: true,
        description: Some(text::intro()),
        brand_style: shared::brand::style(&desk.brand_hex),
        ..Head::small()
    };
    document_of(head, || {
        let problems = if view.shown.is_some() { Vec::new() } else { FormProblem::all(&view.errors, str::to_owned) };
        rsx! {
            {top(desk, Some((other, format!("{here}?line={}&lang={}", view.line.key(), other.tag()))))}
            main { class: "w-public w-capture", id: "content", tabindex: "-1",
                h1 { {text::title(&desk.name)} }
                p { class: "muted", {text::intro()} }
                if desk.lines.len() > 1 {
                    nav { class: "row", aria_label: text::service(),
                        for line in desk.lines.iter().copied() {
                            a { key: "{line}", class: "w-btn", "data-size": Size::Lg.attribute(), "data-variant": (line == view.line).then_some("primary"),
                                href: "{here}?line={line}&lang={lang}", aria_current: (line == view.line).then_some("page"),
                                Icon { name: service(line).1 }
                                {service(line).0}
                            }
                        }
                    }
                }
                form { method: "post", action: "{here}?lang={lang}#price", class: "stack", novalidate: true,
                    if let Some(refused) = view.refused.clone() {
                        InlineAlert { tone: Tone::Warn, live: true, {refused} }
                    }
                    if !problems.is_empty() {
                        ErrorSummary { problems, message: text::problem() }
                    }
                    input { r#type: "hidden", name: "form_id", value: "{id}" }
                    input { r#type: "hidden", name: "service_line", value: view.line.key() }
                    p { class: "w-honey", "aria-hidden": "true",
                        label { r#for: "website", {text::website()} }
                        input { r#type: "text", id: "website", name: "website", tabindex: "-1", autocomplete: "off", value: view.ask.website.clone() }
                    }
                    {fields::asked(view)}
                    if let Some(shown) = &view.shown {
                        {price::price(view, shown)}
                    }
                }
            }
        }
    })
}

/// What becomes of what was sent.
pub fn thanks(desk: &Desk, number: Option<String>) -> String {
    let head = Head { title: text::thanks_title(), brand_style: shared::brand::style(&desk.brand_hex), ..Head::small() };
    let again = format!("/instant/{}?lang={}", desk.slug, locale().tag());
    document_of(head, || {
        rsx! {
            {top(desk, None)}
            main { class: "w-public w-capture", id: "content", tabindex: "-1",
                h1 { {text::thanks_title()} }
                p { {text::thanks(&desk.name)} }
                if let Some(number) = number {
                    p { {text::thanks_number(number)} }
                }
                p { a { href: again, {text::another()} } }
            }
        }
    })
}

/// That nobody shows prices here.
pub fn gone() -> String {
    document_of(Head { title: text::gone_title(), ..Head::small() }, || {
        rsx! {
            main { class: "w-public w-capture", id: "content", tabindex: "-1",
                h1 { {text::gone_title()} }
                p { {text::gone()} }
            }
        }
    })
}

/// Whose page it is, and the same in the other language.
fn top(desk: &Desk, other: Option<(Locale, String)>) -> Element {
    let brand = Brand { name: desk.name.clone(), ..Brand::default() };
    rsx! {
        header { class: "w-public-top",
            div { class: "w-public-bar",
                BrandMark { brand }
                if let Some((other, href)) = other {
                    a { href, lang: other.tag(), hreflang: other.tag(), {text::language()} }
                }
            }
        }
    }
}

fn service(line: ServiceLine) -> (String, IconName) {
    match line {
        ServiceLine::Moving => (text::moving(), IconName::Truck),
        ServiceLine::Charter => (text::charter(), IconName::Bus),
        ServiceLine::Glass => (text::glass(), IconName::Wrench),
        ServiceLine::Contracting => (text::contracting(), IconName::Building2),
    }
}
