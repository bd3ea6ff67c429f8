//! The packages of an offer, of which the customer takes one: what each costs and has that not all have.

use dioxus::prelude::*;
use shared::pricing::Package;
use shared::quotes::PublicQuote;

use super::super::text;
use super::parts::cents;
use super::{Asked, problem};
use crate::ui::*;

/// So many things of a package are named; the price below lists all.
const NAMED: usize = 12;

/// The choice, as radio buttons of the offer's form. Nothing where there are no packages.
pub fn packages(quote: &PublicQuote, asked: &Asked) -> Element {
    let content = &quote.content;
    if content.packages.is_empty() {
        return rsx! {};
    }
    let error = problem(&asked.errors, "package");
    let failed = error.is_some();
    let total = |package: &Package| quote.priced.packages.iter().find(|one| one.package == package.id).map_or(0, |one| one.total_cents);
    let choices: Vec<(Package, String, String)> =
        content.packages.iter().map(|package| (package.clone(), included(quote, package), cents(quote, total(package)))).collect();
    rsx! {
        fieldset { class: "q-addons", aria_describedby: failed.then_some("package-error"),
            legend { {text::choose_package()} }
            for (package, included, total) in choices {
                label { key: "{package.id}", class: "q-addon q-package",
                    input { class: "w-radio", r#type: "radio", name: "package", value: "{package.id}", required: true, checked: quote.priced.package == Some(package.id) }
                    span { class: "q-place",
                        b { {package.name.clone()} }
                        if package.recommended { small { class: "q-recommended", {text::recommended()} } }
                        if !package.note.is_empty() { small { {package.note.clone()} } }
                        if !included.is_empty() { small { {included} } }
                    }
                    span { class: "q-addon-price", id: "package-{package.id}", "data-live": "", {total} }
                }
            }
            if let Some(error) = error { p { class: "q-error", id: "package-error", {error} } }
            div { class: "q-update", Button { kind: ButtonKind::Submit, name: "do", value: "update", size: Size::Lg, icon: IconName::RefreshCw, {text::update_package()} } }
        }
    }
}

/// What a package has that not every one has, in words; what the customer may add is not in it.
fn included(quote: &PublicQuote, package: &Package) -> String {
    let name = |id| quote.book.rates.amenity(id).map(|amenity| amenity.name.text().to_string());
    let names = quote.content.own_of(package, name);
    if names.is_empty() {
        return String::new();
    }
    let list = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    text::package_includes(if names.len() > NAMED { text::and_more(list, names.len() - NAMED) } else { list })
}
