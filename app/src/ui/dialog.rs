//! Dialogs: native modal `<dialog>`, so the browser keeps the focus inside and the page behind inert.

use dioxus::prelude::*;

use super::button::IconButton;
use super::dom::use_id;
use super::icon::{IconName, class_list};
use super::text;
use super::tone::Size;

/// The width of a dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogSize {
    /// 400 px: a question.
    Narrow,
    /// 560 px: a form.
    #[default]
    Medium,
    /// 840 px: a comparison.
    Wide,
}

impl DialogSize {
    fn name(self) -> &'static str {
        match self {
            DialogSize::Narrow => "narrow",
            DialogSize::Medium => "medium",
            DialogSize::Wide => "wide",
        }
    }
}

/// A modal dialog. Render it while it is open; closing is the page's: `onclose` asks for it.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: bool,
    /// The title, which is also its name.
    #[props(into)]
    title: String,
    /// Asked to close: Escape, the close button, a click beside it.
    onclose: EventHandler<()>,
    /// The content.
    children: Element,
    /// The buttons at its foot, the main one last.
    #[props(default = VNode::empty())]
    footer: Element,
    /// A sentence below the title.
    description: Option<String>,
    /// The width.
    #[props(default)]
    size: DialogSize,
    /// The element's id.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    if !open {
        return VNode::empty();
    }
    rsx! {
        ModalFrame {
            kind: "dialog",
            size: size.name(),
            title,
            description,
            onclose,
            closable: true,
            footer,
            id,
            testid,
            class: class_list("w-dialog", &class),
            {children}
        }
    }
}

/// The `<dialog>` element with its head, body and foot; shared by dialog, alert and sheet.
#[component]
pub(crate) fn ModalFrame(
    kind: String,
    size: String,
    title: String,
    description: Option<String>,
    onclose: EventHandler<()>,
    closable: bool,
    children: Element,
    footer: Element,
    id: Option<String>,
    testid: Option<String>,
    class: String,
) -> Element {
    let id = use_id(id, "dialog");
    let alert = kind == "alert";
    let has_footer = footer != VNode::empty();
    use_focus_return();
    rsx! {
        dialog {
            class,
            id: id.clone(),
            role: alert.then_some("alertdialog"),
            "data-kind": kind,
            "data-size": size,
            "data-testid": testid,
            aria_labelledby: "{id}-title",
            aria_describedby: description.is_some().then(|| format!("{id}-text")),
            // Without script the browser cannot make it modal; it then stands open in the page.
            open: cfg!(not(feature = "web")),
            onmounted: move |event| show_modal(&event),
            oncancel: move |event| {
                event.prevent_default();
                onclose.call(());
            },
            onkeydown: move |event| {
                if event.key() == Key::Enter && event.default_action_enabled() && submits(&event) {
                    event.prevent_default();
                }
            },
            onclick: move |event| {
                if is_backdrop(&event) && closable {
                    onclose.call(());
                }
            },
            div { class: "w-dialog-frame",
                header { class: "w-dialog-head",
                    h2 { id: "{id}-title", {title} }
                    if closable {
                        IconButton { label: text::close(), icon: IconName::X, size: Size::Sm, onclick: move |_| onclose.call(()) }
                    }
                }
                div { class: "w-dialog-body",
                    if let Some(description) = description.clone() {
                        p { class: "w-dialog-text", id: "{id}-text", {description} }
                    }
                    {children}
                }
                if has_footer {
                    footer { class: "w-dialog-foot", {footer} }
                }
            }
        }
    }
}

/// The element that had the focus before a dialog opened, to give it back.
#[derive(Clone)]
struct Opener(#[cfg(feature = "web")] Option<web_sys::HtmlElement>);

/// Gives the focus back, when this component goes, to what had it when it came.
pub(crate) fn use_focus_return() {
    let opener = use_hook(|| {
        Opener(
            #[cfg(feature = "web")]
            super::dom::browser::active(),
        )
    });
    use_drop(move || {
        #[cfg(feature = "web")]
        if let Some(element) = opener.0.clone() {
            // Not at once: until the dialog has left the document, everything behind it is inert.
            gloo_timers::callback::Timeout::new(0, move || {
                if element.is_connected() {
                    // A refusal leaves the focus on the body, where the browser put it.
                    let _ = element.focus();
                }
            })
            .forget();
        }
        #[cfg(not(feature = "web"))]
        let _ = opener;
    });
}

pub(crate) fn show_modal(event: &MountedEvent) {
    #[cfg(feature = "web")]
    {
        use wasm_bindgen::JsCast;
        let dialog = super::dom::browser::mounted(event).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok());
        if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
            // Fails only on a detached dialog, which nobody sees.
            let _ = dialog.show_modal();
            // The browser would begin at the close button; a form begins at its first field.
            let first = ".w-dialog-body :is(input:not([type='hidden']), select, textarea)";
            let chosen = dialog.query_selector("[autofocus]").ok().flatten().is_some();
            let field = dialog.query_selector(first).ok().flatten().filter(|_| !chosen);
            if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = field.focus();
            }
        }
    }
    #[cfg(not(feature = "web"))]
    let _ = event;
}

/// Enter in a field sends the form, though its button stands in the foot, outside of the form.
fn submits(event: &KeyboardEvent) -> bool {
    #[cfg(feature = "web")]
    {
        use dioxus::web::WebEventExt;
        use wasm_bindgen::JsCast;
        let Some(pressed) = event.data().try_as_web_event() else { return false };
        let input = pressed.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some(form) = input.filter(|input| input.type_() != "file").and_then(|input| input.form()) else { return false };
        // a form with a button of its own does it by itself
        let own = form.query_selector("[type=submit]").ok().flatten().is_some();
        if !own && !pressed.is_composing() {
            // once this event is over: the form's own event must not come inside of it
            spawn(async move {
                // a form that left meanwhile has nothing to send
                let _ = form.request_submit();
            });
            return true;
        }
    }
    #[cfg(not(feature = "web"))]
    let _ = event;
    false
}

/// Whether a click met the dialog element itself, which is all backdrop: its frame covers its inside.
pub(crate) fn is_backdrop(event: &MouseEvent) -> bool {
    #[cfg(feature = "web")]
    {
        use dioxus::web::WebEventExt;
        use wasm_bindgen::JsCast;
        event
            .data()
            .try_as_web_event()
            .and_then(|event| event.target())
            .is_some_and(|target| target.dyn_ref::<web_sys::HtmlDialogElement>().is_some())
    }
    #[cfg(not(feature = "web"))]
    {
        let _ = event;
        false
    }
}
