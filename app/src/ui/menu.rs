//! Menus: a button and a list of actions, with arrows, Home, End and typing to find.

mod walk;

use dioxus::prelude::*;

use self::walk::{Move, Typed, focus_item};
use super::button::ButtonVariant;
use super::dom::use_id;
use super::icon::{Icon, IconName, IconSize, class_list};
use super::popover;
use super::tone::{Size, Tone};

/// One action of a [`Menu`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MenuItem {
    /// What is told when it is chosen.
    pub key: String,
    /// The words.
    pub label: String,
    /// A line below: what choosing it asks for or does.
    pub detail: Option<String>,
    /// An icon before the words.
    pub icon: Option<IconName>,
    /// A coloured ring before the words, for stages.
    pub dot: Option<Tone>,
    /// Its key on the keyboard.
    pub shortcut: Option<String>,
    /// Cannot be chosen now; `detail` says why.
    pub disabled: bool,
    /// Destroys something.
    pub danger: bool,
    /// Is chosen already, in a menu that sets something.
    pub checked: bool,
    /// A rule above it.
    pub divided: bool,
    /// Goes somewhere instead of telling its key.
    pub href: Option<String>,
}

impl MenuItem {
    /// An action of words only.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into(), ..Self::default() }
    }

    /// The same with a line below.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The same with an icon.
    pub fn icon(self, icon: IconName) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The same with a coloured ring.
    pub fn dot(self, tone: Tone) -> Self {
        Self { dot: Some(tone), ..self }
    }

    /// The same with its key on the keyboard.
    pub fn shortcut(self, shortcut: impl Into<String>) -> Self {
        Self { shortcut: Some(shortcut.into()), ..self }
    }

    /// The same as a link.
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }

    /// The same marked as destructive.
    pub fn danger(self) -> Self {
        Self { danger: true, ..self }
    }

    /// The same with a rule above.
    pub fn divided(self) -> Self {
        Self { divided: true, ..self }
    }

    /// The same, not to be chosen now; say why in the detail.
    pub fn disabled(self) -> Self {
        Self { disabled: true, ..self }
    }
}

/// A button that opens a menu of actions.
#[component]
pub fn Menu(
    /// The words of the button, or its name when only the icon shows.
    #[props(into)]
    label: String,
    /// The actions.
    items: Vec<MenuItem>,
    /// Called with the key of the action chosen.
    #[props(default)]
    onselect: EventHandler<String>,
    /// An icon on the button.
    icon: Option<IconName>,
    /// Shows the icon only.
    #[props(default)]
    icon_only: bool,
    /// Richer content of the button instead of icon and words; `label` stays its name.
    #[props(default = VNode::empty())]
    children: Element,
    /// A title above the actions.
    title: Option<String>,
    /// How much the button weighs.
    #[props(default)]
    variant: ButtonVariant,
    /// Its height.
    #[props(default)]
    size: Size,
    /// Cannot be opened now.
    #[props(default)]
    disabled: bool,
    /// The id of the menu.
    id: Option<String>,
    /// A stable hook for tests, on the button.
    testid: Option<String>,
    /// Additional classes of the button.
    class: Option<String>,
) -> Element {
    let id = use_id(id, "menu");
    let mut open = use_signal(|| false);
    let rich = children != VNode::empty();
    let base = if rich {
        "w-menu-button"
    } else if icon_only {
        "w-btn w-btn-icon"
    } else {
        "w-btn"
    };
    let typed = use_hook(|| std::rc::Rc::new(std::cell::RefCell::new(Typed::default())));
    let (for_toggle, for_keys) = (id.clone(), id.clone());
    rsx! {
        button {
            class: class_list(base, &class),
            r#type: "button",
            id: "{id}-button",
            "data-variant": variant.attribute(),
            "data-size": size.attribute(),
            "data-testid": testid,
            disabled,
            popovertarget: id.clone(),
            aria_haspopup: "menu",
            aria_expanded: if open() { "true" } else { "false" },
            aria_controls: id.clone(),
            aria_label: (icon_only || rich).then(|| label.clone()),
            title: icon_only.then(|| label.clone()),
            if rich {
                {children}
            } else {
                if let Some(icon) = icon {
                    Icon { name: icon }
                }
                if !icon_only {
                    span { {label.clone()} }
                    Icon { name: IconName::ChevronDown, size: IconSize::Sm }
                }
            }
        }
        div {
            class: "w-menu",
            id: id.clone(),
            popover: "auto",
            role: "menu",
            aria_label: title.clone().unwrap_or(label),
            ontoggle: move |_| {
                let now = popover::is_open(&for_toggle);
                if now {
                    popover::place(&for_toggle);
                    focus_item(&for_toggle, Move::First);
                }
                open.set(now);
            },
            onkeydown: move |event| {
                let to = match event.key() {
                    Key::ArrowDown => Move::Next,
                    Key::ArrowUp => Move::Previous,
                    Key::Home => Move::First,
                    Key::End => Move::Last,
                    Key::Tab => {
                        popover::hide(&for_keys);
                        return;
                    }
                    Key::Character(c) if c != " " && event.modifiers().is_empty() => Move::To(typed.borrow_mut().add(&c)),
                    _ => return,
                };
                event.prevent_default();
                focus_item(&for_keys, to);
            },
            if let Some(title) = title.clone() {
                p { class: "w-menu-title", "aria-hidden": "true", {title} }
            }
            for item in items {
                MenuRow { key: "{item.key}", item: item.clone(), menu: id.clone(), onselect }
            }
        }
    }
}

/// One row of a menu.
#[component]
fn MenuRow(item: MenuItem, menu: String, onselect: EventHandler<String>) -> Element {
    let face = rsx! {
        if let Some(icon) = item.icon {
            Icon { name: icon }
        }
        if let Some(tone) = item.dot {
            span { class: "w-dot", "data-tone": tone.name() }
        }
        span { class: "w-menu-words",
            span { {item.label.clone()} }
            if let Some(detail) = item.detail.clone() {
                small { {detail} }
            }
        }
        if item.checked {
            Icon { name: IconName::Check }
        }
        if let Some(shortcut) = item.shortcut.clone() {
            kbd { class: "w-kbd", "aria-hidden": "true", {shortcut} }
        }
    };
    let (close, key) = (menu.clone(), item.key.clone());
    let disabled = item.disabled;
    rsx! {
        if item.divided {
            hr { class: "w-menu-rule", role: "separator" }
        }
        if let Some(href) = item.href.clone().filter(|_| !disabled) {
            super::link::A {
                href,
                class: "w-menu-item",
                role: "menuitem",
                tabindex: "-1",
                "data-danger": item.danger.then_some("true"),
                onclick: move |_| popover::hide(&menu),
                {face}
            }
        } else {
            button {
                class: "w-menu-item",
                r#type: "button",
                role: if item.checked { "menuitemradio" } else { "menuitem" },
                tabindex: "-1",
                aria_disabled: disabled.then_some("true"),
                aria_checked: item.checked.then_some("true"),
                "data-danger": item.danger.then_some("true"),
                onclick: move |_| {
                    if !disabled {
                        popover::hide(&close);
                        onselect.call(key.clone());
                    }
                },
                {face}
            }
        }
    }
}
