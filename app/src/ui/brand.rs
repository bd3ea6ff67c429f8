//! A tenant's mark, name and colours.

use dioxus::prelude::*;

use super::link::A;

/// A tenant as its customers see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brand {
    /// The name.
    pub name: String,
    /// A line below: what they do.
    pub detail: Option<String>,
    /// The logo's address; the first letter if none.
    pub logo: Option<String>,
    /// The colour as `#rrggbb`; Tailboard's own if none.
    pub hex: Option<String>,
}

impl Brand {
    /// The colours that follow from the tenant's, as custom properties for a `style` attribute; none keeps Tailboard's.
    pub fn style(&self) -> Option<String> {
        self.hex.as_deref().and_then(shared::brand::style)
    }
}

/// The tenant's mark and name.
#[component]
pub fn BrandMark(
    /// The tenant.
    brand: Brand,
    /// Where it leads.
    href: Option<String>,
) -> Element {
    let initial: String = brand.name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let face = rsx! {
        span { class: "w-brand-mark", "aria-hidden": "true",
            if let Some(logo) = brand.logo.clone() {
                img { src: logo, alt: "" }
            } else {
                {initial}
            }
        }
        span {
            strong { {brand.name.clone()} }
            if let Some(detail) = brand.detail.clone() {
                small { {detail} }
            }
        }
    };
    rsx! {
        if let Some(href) = href {
            A { href, class: "w-brand", {face} }
        } else {
            span { class: "w-brand", {face} }
        }
    }
}
