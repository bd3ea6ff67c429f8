//! What belongs to a whole page: title, focus after navigation, header and skip links.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::nav::{Breadcrumbs, Crumb};
use super::text;

/// Sets the title of the browser's window; the server sets its own in the document's head. An empty one leaves it as it is.
pub fn use_title(title: impl Into<String>) {
    let title = title.into();
    use_effect(use_reactive!(|title| {
        if !title.is_empty() {
            set_title(&title);
        }
    }));
}

fn set_title(title: &str) {
    #[cfg(feature = "web")]
    if let Some(document) = super::dom::browser::document() {
        document.set_title(title);
    }
    #[cfg(not(feature = "web"))]
    let _ = title;
}

/// After a navigation: moves the focus to the new page's `h1` and says it. A page that still loads is waited for.
///
/// It does nothing on the first page, where the browser itself reads the title.
#[component]
pub fn RouteAnnouncer(
    /// The path the app is at.
    #[props(into)]
    path: String,
    /// The title of that page, where the shell knows it better than the heading.
    #[props(into, default)]
    title: String,
) -> Element {
    let mut last = use_signal(|| None::<String>);
    let toasts = super::toast::use_toasts();
    use_effect(use_reactive!(|(path, title)| {
        if !title.is_empty() {
            set_title(&title);
        }
        let page = path.split(['?', '#']).next().unwrap_or_default().to_owned();
        let before = last.peek().clone();
        if before.as_deref() != Some(page.as_str()) {
            toasts.settle();
            #[cfg(feature = "web")]
            match (before.is_some(), title.is_empty()) {
                (false, _) => {}
                (true, true) => arrival::expect_heading(),
                (true, false) => arrival::say(title.clone()),
            }
            last.set(Some(page));
        }
    }));
    VNode::empty()
}

/// Which headings came up since the last navigation. There is one page per browser tab, so this is the tab's.
#[cfg(feature = "web")]
mod arrival {
    use std::cell::Cell;

    use wasm_bindgen::JsCast;

    use crate::ui::live::announce;

    thread_local! {
        static MOUNTED_AT: Cell<f64> = const { Cell::new(0.0) };
        static AWAITED_UNTIL: Cell<f64> = const { Cell::new(0.0) };
    }

    /// A heading that came up so long before the navigation was noticed belongs to the new page, in milliseconds.
    const SAME_TURN: f64 = 400.0;

    /// A page that has not loaded by then gets no focus: somebody may have gone on to do something, in milliseconds.
    const PATIENCE: f64 = 10_000.0;

    /// How long after that another heading still takes over, in milliseconds.
    const HURRY: f64 = 2_000.0;

    fn now() -> f64 {
        js_sys::Date::now()
    }

    /// A navigation happened: the new heading may be there already, or come when the page has loaded.
    pub fn expect_heading() {
        AWAITED_UNTIL.set(now() + PATIENCE);
        if now() - MOUNTED_AT.get() < SAME_TURN {
            focus();
            // it may have been the former page's, when somebody goes on at once
            AWAITED_UNTIL.set(now() + HURRY);
        }
    }

    /// A heading came up.
    pub fn heading_mounted() {
        MOUNTED_AT.set(now());
        if now() < AWAITED_UNTIL.replace(0.0) {
            focus();
        }
    }

    /// A navigation happened, and the shell knows where to.
    pub fn say(title: String) {
        focus_heading();
        announce(title);
    }

    fn focus() {
        if let Some(heading) = focus_heading() {
            announce(heading.inner_text());
        }
    }

    fn focus_heading() -> Option<web_sys::HtmlElement> {
        let heading = crate::ui::dom::browser::document()
            .and_then(|document| document.query_selector("main h1[tabindex='-1']").ok().flatten())
            .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())?;
        // a heading that left meanwhile needs no focus
        let _ = heading.focus();
        Some(heading)
    }
}

/// The head of a page: where one is, its one `h1`, facts and actions.
#[component]
pub fn PageHeader(
    /// The title, the page's only `h1`.
    #[props(into)]
    title: String,
    /// The way here.
    #[props(default)]
    crumbs: Vec<Crumb>,
    /// An icon in a soft square before the title.
    icon: Option<IconName>,
    /// Chips beside the title.
    #[props(default = VNode::empty())]
    chips: Element,
    /// A line below the title.
    #[props(default = VNode::empty())]
    meta: Element,
    /// Buttons at the end, the main one last.
    #[props(default = VNode::empty())]
    actions: Element,
    /// What hangs below: tabs, a step tracker, saved views.
    #[props(default = VNode::empty())]
    children: Element,
    /// A white band over the page's whole width, instead of standing on the ground.
    #[props(default = true)]
    band: bool,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        header { class: class_list("w-page-head", &class), "data-band": band.then_some("true"),
            if !crumbs.is_empty() {
                Breadcrumbs { crumbs }
            }
            div { class: "w-page-title",
                if let Some(icon) = icon {
                    span { class: "w-page-glyph", Icon { name: icon, size: IconSize::Lg } }
                }
                div { class: "w-page-words",
                    div { class: "w-page-line",
                        h1 {
                            tabindex: "-1",
                            onmounted: move |_| {
                                #[cfg(feature = "web")]
                                arrival::heading_mounted();
                            },
                            {title}
                        }
                        {chips}
                    }
                    div { class: "w-page-meta", {meta} }
                }
                div { class: "w-page-actions", {actions} }
            }
            {children}
        }
    }
}

/// The links that keyboard users meet first.
#[component]
pub fn SkipLinks(
    /// The id of the main content; `main` is what the app itself is mounted in.
    #[props(into, default = "content".to_owned())]
    main: String,
    /// The id of the navigation, if the page has one.
    navigation: Option<String>,
) -> Element {
    rsx! {
        div { class: "w-skip-links",
            SkipLink { target: main, {text::skip_to_content()} }
            if let Some(navigation) = navigation {
                SkipLink { target: navigation, {text::skip_to_navigation()} }
            }
        }
    }
}

/// Moves the focus itself: to the router a change of the fragment is a new page, whose heading would take the focus.
#[component]
fn SkipLink(target: String, children: Element) -> Element {
    let there = target.clone();
    rsx! {
        a {
            href: "#{target}",
            onclick: move |event: MouseEvent| {
                if cfg!(feature = "web") {
                    event.prevent_default();
                    super::dom::focus(&there);
                }
            },
            {children}
        }
    }
}
