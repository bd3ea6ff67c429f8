//! Buttons: with words, with an icon only, and the one that copies.

use dioxus::prelude::*;

use super::icon::{Icon, IconName, IconSize, class_list};
use super::text;
use super::toast::use_toasts;
use super::tone::{Size, Tone};

/// How much a button weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    /// Bordered: the usual one.
    #[default]
    Secondary,
    /// Filled with the brand colour: the one thing to do here.
    Primary,
    /// Brand words on a soft brand ground.
    Tonal,
    /// No border until hovered.
    Ghost,
    /// Filled red: what cannot be taken back.
    Danger,
}

impl ButtonVariant {
    /// The value of `data-variant`; the default has none.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            ButtonVariant::Secondary => None,
            ButtonVariant::Primary => Some("primary"),
            ButtonVariant::Tonal => Some("tonal"),
            ButtonVariant::Ghost => Some("ghost"),
            ButtonVariant::Danger => Some("danger"),
        }
    }
}

/// What a button does in a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Nothing by itself.
    #[default]
    Button,
    /// Sends the form.
    Submit,
    /// Resets the form.
    Reset,
}

impl ButtonKind {
    fn attribute(self) -> &'static str {
        match self {
            ButtonKind::Button => "button",
            ButtonKind::Submit => "submit",
            ButtonKind::Reset => "reset",
        }
    }
}

/// A button with words. While `loading` it keeps its width and focus and ignores clicks.
#[component]
pub fn Button(
    /// The words, a verb first.
    children: Element,
    /// How much it weighs.
    #[props(default)]
    variant: ButtonVariant,
    /// Its height.
    #[props(default)]
    size: Size,
    /// What it does in a form.
    #[props(default)]
    kind: ButtonKind,
    /// An icon before the words.
    icon: Option<IconName>,
    /// An icon after the words.
    icon_end: Option<IconName>,
    /// Work is under way: shows a spinner, says busy.
    #[props(default)]
    loading: bool,
    /// Cannot be pressed now; say why beside it.
    #[props(default)]
    disabled: bool,
    /// As wide as its container.
    #[props(default)]
    full: bool,
    /// The form field's name, to tell several submit buttons apart.
    name: Option<String>,
    /// The form field's value.
    value: Option<String>,
    /// Pressed.
    #[props(default)]
    onclick: EventHandler<MouseEvent>,
    /// The element's id.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
    /// Any further attribute of a button.
    #[props(extends = GlobalAttributes, extends = button)]
    attributes: Vec<Attribute>,
) -> Element {
    rsx! {
        button {
            class: class_list("w-btn", &class),
            r#type: kind.attribute(),
            "data-variant": variant.attribute(),
            "data-size": size.attribute(),
            "data-full": full.then_some("true"),
            "data-loading": loading.then_some("true"),
            "data-testid": testid,
            id,
            name,
            value,
            disabled,
            aria_busy: loading.then_some("true"),
            onclick: move |event| {
                if loading {
                    event.prevent_default();
                } else {
                    onclick.call(event);
                }
            },
            ..attributes,
            if let Some(icon) = icon {
                Icon { name: icon }
            }
            span { class: "w-btn-words", {children} }
            if let Some(icon) = icon_end {
                Icon { name: icon }
            }
            if loading {
                span { class: "w-btn-spin", Icon { name: IconName::LoaderCircle } }
                span { class: "sr", {text::loading()} }
            }
        }
    }
}

/// A button that shows an icon only; `label` is its name and its tooltip.
#[component]
pub fn IconButton(
    /// What it does, in words.
    #[props(into)]
    label: String,
    /// The icon.
    icon: IconName,
    /// How much it weighs.
    #[props(default = ButtonVariant::Ghost)]
    variant: ButtonVariant,
    /// Its height and width.
    #[props(default)]
    size: Size,
    /// What it does in a form.
    #[props(default)]
    kind: ButtonKind,
    /// Whether it is switched on, for a button that toggles.
    pressed: Option<bool>,
    /// A small count on its corner.
    count: Option<u32>,
    /// Cannot be pressed now.
    #[props(default)]
    disabled: bool,
    /// Pressed.
    #[props(default)]
    onclick: EventHandler<MouseEvent>,
    /// The element's id.
    id: Option<String>,
    /// A stable hook for tests.
    testid: Option<String>,
    /// Additional classes.
    class: Option<String>,
    /// Any further attribute of a button.
    #[props(extends = GlobalAttributes, extends = button)]
    attributes: Vec<Attribute>,
) -> Element {
    let icon_size = match size {
        Size::Sm => IconSize::Sm,
        Size::Md => IconSize::Md,
        Size::Lg => IconSize::Lg,
        Size::Xl => IconSize::Xl,
    };
    rsx! {
        button {
            class: class_list("w-btn w-btn-icon", &class),
            r#type: kind.attribute(),
            "data-variant": variant.attribute(),
            "data-size": size.attribute(),
            "data-testid": testid,
            id,
            disabled,
            aria_label: label.clone(),
            aria_pressed: pressed.map(|on| if on { "true" } else { "false" }),
            title: label,
            onclick: move |event| onclick.call(event),
            ..attributes,
            Icon { name: icon, size: icon_size }
            if let Some(count) = count.filter(|count| *count > 0) {
                span { class: "w-btn-count", "aria-hidden": "true", if count > 99 { "99+" } else { "{count}" } }
            }
        }
    }
}

/// Buttons that belong together, in a row that wraps.
#[component]
pub fn ButtonGroup(
    /// The buttons.
    children: Element,
    /// What the group is for, if the words of its buttons do not say it.
    label: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    rsx! {
        div { class: class_list("w-btn-group", &class), role: label.is_some().then_some("group"), aria_label: label, {children} }
    }
}

/// Copies `value` to the clipboard and says so.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[props(into)]
    value: String,
    /// The words; "Copy" if none.
    label: Option<String>,
    /// How much it weighs.
    #[props(default)]
    variant: ButtonVariant,
    /// Its height.
    #[props(default)]
    size: Size,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let mut copied = use_signal(|| false);
    let toasts = use_toasts();
    let shown = if copied() { text::copied() } else { label.unwrap_or_else(text::copy) };
    let icon = if copied() { IconName::Check } else { IconName::Copy };
    rsx! {
        Button {
            variant,
            size,
            icon,
            class,
            onclick: move |_| {
                let value = value.clone();
                async move {
                    if write_clipboard(&value).await {
                        copied.set(true);
                        super::live::announce(text::copied());
                    } else {
                        toasts.tell(Tone::Warn, text::copy_refused());
                    }
                }
            },
            {shown}
        }
    }
}

/// Puts a text on the clipboard, which only a browser has; tells whether it did.
async fn write_clipboard(value: &str) -> bool {
    #[cfg(feature = "web")]
    {
        // `navigator.clipboard` is absent on insecure origins; reflection keeps us from a panic there.
        use wasm_bindgen::{JsCast, JsValue};
        let write = || {
            let clipboard = js_sys::Reflect::get(&web_sys::window()?.navigator(), &JsValue::from_str("clipboard")).ok()?;
            let write = js_sys::Reflect::get(&clipboard, &JsValue::from_str("writeText")).ok()?.dyn_into::<js_sys::Function>().ok()?;
            write.call1(&clipboard, &JsValue::from_str(value)).ok()?.dyn_into::<js_sys::Promise>().ok()
        };
        match write() {
            Some(written) => wasm_bindgen_futures::JsFuture::from(written).await.is_ok(),
            None => false,
        }
    }
    #[cfg(not(feature = "web"))]
    {
        let _ = value;
        false
    }
}
