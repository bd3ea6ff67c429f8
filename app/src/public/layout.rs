//! The document around every page the server renders: complete HTML, no WASM, no inline script.

use dioxus::prelude::*;
use dioxus_ssr::render_element;
use shared::text::locale;

use super::icons;
use crate::ui::{LiveRegion, SkipLinks};

/// What stands in a document's head and on its root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The title of the window.
    pub title: String,
    /// A sentence for previews in messages; none for pages nobody shares.
    pub description: Option<String>,
    /// Whether search engines may list it; pages behind a token never.
    pub listed: bool,
    /// The address of the style sheet.
    pub stylesheet: String,
    /// The address of the script that sets the theme before the first paint.
    pub theme_script: String,
    /// The address of a script that makes the page livelier; it works without.
    pub script: Option<String>,
    /// The address of the icon.
    pub icon: String,
    /// A tenant's colours as custom properties, from `Brand::style`.
    pub brand_style: Option<String>,
    /// The theme if the person's browser keeps none: `auto`, `light`, `dark` or `sun`.
    pub theme: String,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            title: "Tailboard".into(),
            description: None,
            listed: false,
            stylesheet: "/assets/app.css".into(),
            theme_script: "/assets/theme.js".into(),
            script: None,
            icon: "/assets/app-icons/mark.svg".into(),
            brand_style: None,
            theme: "auto".into(),
        }
    }
}

impl Head {
    /// The head of a page for people without a login, who wait for every byte: the small style sheet.
    pub fn small() -> Self {
        Self { stylesheet: "/assets/public.css".into(), ..Self::default() }
    }
}

/// A complete HTML document in the language of the thread. The body brings its own `main` with id `main`.
pub fn document(head: Head, body: Element) -> String {
    let mut dom = VirtualDom::new_with_props(PublicBody, PublicBodyProps { style: head.brand_style.clone(), children: body });
    dom.rebuild_in_place();
    let body = icons::inlined(dioxus_ssr::render(&dom));
    let head_html = render_element(rsx! {
        meta { charset: "utf-8" }
        meta { name: "viewport", content: "width=device-width, initial-scale=1, viewport-fit=cover" }
        title { {head.title.clone()} }
        if let Some(description) = head.description.clone() {
            meta { name: "description", content: description.clone() }
            meta { property: "og:description", content: description }
            meta { property: "og:title", content: head.title.clone() }
        }
        if !head.listed {
            meta { name: "robots", content: "noindex" }
        }
        script { src: head.theme_script.clone() }
        link { rel: "stylesheet", href: head.stylesheet.clone() }
        if let Some(script) = head.script.clone() {
            script { src: script, defer: true }
        }
        link { rel: "icon", href: head.icon.clone(), r#type: "image/svg+xml" }
    });
    // A theme is a word of ours, but this is the one place that writes markup by hand.
    let theme: String = head.theme.chars().filter(char::is_ascii_alphabetic).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\" data-theme=\"{theme}\"><head>{head_html}</head><body>{body}</body></html>\n",
        locale().tag(),
    )
}

/// The same for a body that uses components with handlers directly: those are made inside a running app, which here
/// lives just as long as the rendering does.
pub fn document_of(head: Head, body: impl FnOnce() -> Element) -> String {
    let mut around = VirtualDom::new(|| rsx! {});
    around.rebuild_in_place();
    let body = around.in_scope(ScopeId::APP, body);
    document(head, body)
}

/// The body with what every page has.
#[component]
fn PublicBody(style: Option<String>, children: Element) -> Element {
    let branded = style.is_some().then_some("true");
    rsx! {
        SkipLinks {}
        div { "data-app": "public", "data-brand": branded, style, {children} }
        LiveRegion {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_complete_and_has_no_inline_script() {
        let html = document(Head { title: "Quote <1>".into(), ..Default::default() }, rsx! { main { id: "content", h1 { "Quote" } } });
        assert!(html.starts_with("<!doctype html>\n<html lang=\"en-CA\" data-theme=\"auto\"><head><meta charset=\"utf-8\""), "{html}");
        assert!(html.contains("<script src=\"/assets/theme.js\"></script>"), "{html}");
        assert!(html.contains("Quote &#60;1&#62;</title>") || html.contains("Quote &lt;1&gt;</title>"), "{html}");
        assert!(!html.contains(".wasm"));
    }
}
