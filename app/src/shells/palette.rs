//! The command palette: one field for going, finding, doing and creating.
//!
//! A combobox with a list in a modal dialog. Local commands are matched at once; what the page finds on the server
//! arrives in `results` under them.

mod matching;

use dioxus::prelude::*;

use self::matching::{matching, parted, still_fitting};
use crate::ui::dialog::{is_backdrop, show_modal, use_focus_return};
use crate::ui::text;
use crate::ui::*;

/// One thing the palette can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// A stable key, told when it is run.
    pub id: String,
    /// The group it stands under.
    pub group: String,
    /// The words.
    pub label: String,
    /// Quiet words after it, also searched.
    pub detail: Option<String>,
    /// The icon.
    pub icon: IconName,
    /// Its shortcut, as in [`Shortcut`].
    pub keys: Option<String>,
    /// Where it goes, if it only goes somewhere.
    pub href: Option<String>,
}

impl Command {
    /// A command without detail, shortcut or link.
    pub fn new(id: impl Into<String>, group: impl Into<String>, label: impl Into<String>, icon: IconName) -> Self {
        Self { id: id.into(), group: group.into(), label: label.into(), detail: None, icon, keys: None, href: None }
    }

    /// The same with quiet words.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The same with its shortcut.
    pub fn keys(self, keys: impl Into<String>) -> Self {
        Self { keys: Some(keys.into()), ..self }
    }

    /// The same as a link.
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }
}

/// The palette. Render it always; it shows while `open`.
#[component]
pub fn CommandPalette(
    /// Whether it is open.
    open: bool,
    /// What can be done here and anywhere.
    commands: Vec<Command>,
    /// What the page found for the words typed.
    #[props(default)]
    results: Vec<Command>,
    /// The words it was found for, if others may be typed by now: of what was found for those only what fits is shown.
    found_by: Option<String>,
    /// Why the page could find nothing, if that is so.
    trouble: Option<String>,
    /// The page still looks for the words: that nothing fits is not known yet.
    #[props(default)]
    looking: bool,
    /// Called with the words at each change.
    #[props(default)]
    onsearch: EventHandler<String>,
    /// Called with the command run; links are followed by the palette itself.
    #[props(default)]
    onrun: EventHandler<String>,
    /// Asked to close.
    onclose: EventHandler<()>,
    /// What the actions are about, such as "3 customers".
    scope: Option<String>,
    /// A look at the active entry.
    #[props(default = VNode::empty())]
    peek: Element,
    /// Called with the entry the keys are on, to fill `peek`.
    #[props(default)]
    onactive: EventHandler<String>,
) -> Element {
    if !open {
        return VNode::empty();
    }
    rsx! {
        PaletteDialog { commands, results, found_by, trouble, looking, onsearch, onrun, onclose, scope, peek, onactive }
    }
}

/// The open palette; mounted anew each time, so that it starts empty.
#[component]
fn PaletteDialog(
    commands: Vec<Command>,
    results: Vec<Command>,
    found_by: Option<String>,
    trouble: Option<String>,
    looking: bool,
    onsearch: EventHandler<String>,
    onrun: EventHandler<String>,
    onclose: EventHandler<()>,
    scope: Option<String>,
    peek: Element,
    onactive: EventHandler<String>,
) -> Element {
    let mut query = use_signal(String::new);
    let mut active = use_signal(|| 0usize);
    use_focus_return();
    let results = match found_by {
        Some(words) => still_fitting(results, &words, &query.read()),
        None => results,
    };
    let shown = matching(&commands, results, &query.read());
    let count = shown.len();
    let at = active().min(count.saturating_sub(1));
    let runnable = shown.clone();
    let run = use_callback(move |index: usize| {
        let Some(command) = runnable.get(index) else { return };
        onclose.call(());
        match &command.href {
            Some(href) => go(href),
            None => onrun.call(command.id.clone()),
        }
    });
    let ids: Vec<String> = shown.iter().map(|command| command.id.clone()).collect();
    let select = use_callback(move |index: usize| {
        active.set(index);
        if let Some(id) = ids.get(index) {
            onactive.call(id.clone());
        }
        scroll_to(&format!("palette-{index}"));
    });
    let onkeydown = move |event: KeyboardEvent| match event.key() {
        Key::ArrowDown if count > 0 => {
            event.prevent_default();
            select.call((at + 1) % count);
        }
        Key::ArrowUp if count > 0 => {
            event.prevent_default();
            select.call((at + count - 1) % count);
        }
        Key::Enter => {
            event.prevent_default();
            run.call(at);
        }
        _ => {}
    };
    let has_peek = peek != VNode::empty();
    let told = match count {
        0 if looking => String::new(),
        1 => text::one_result(),
        n => text::results(n),
    };
    let mut last_group = String::new();
    rsx! {
        dialog {
            class: "w-palette",
            aria_label: text::command_palette(),
            "data-testid": "palette",
            open: cfg!(not(feature = "web")),
            onmounted: move |event| show_modal(&event),
            oncancel: move |event| {
                event.prevent_default();
                onclose.call(());
            },
            onclick: move |event| {
                if is_backdrop(&event) {
                    onclose.call(());
                }
            },
            div { class: "w-palette-frame",
                div { class: "w-palette-field",
                    Icon { name: IconName::Search, size: IconSize::Lg }
                    if let Some(scope) = scope {
                        Chip { tone: Tone::Brand, {scope} }
                    }
                    input {
                        class: "w-palette-input",
                        r#type: "text",
                        role: "combobox",
                        autofocus: true,
                        autocomplete: "off",
                        value: query(),
                        placeholder: text::command_hint(),
                        aria_label: text::command_palette(),
                        aria_expanded: "true",
                        aria_autocomplete: "list",
                        aria_controls: "palette-list",
                        aria_activedescendant: (count > 0).then(|| format!("palette-{at}")),
                        oninput: move |event| {
                            query.set(event.value());
                            active.set(0);
                            onsearch.call(event.value());
                        },
                        onkeydown,
                    }
                    kbd { class: "w-kbd", "Esc" }
                }
                div { class: "w-palette-body",
                    div { class: "w-palette-list", id: "palette-list", role: "listbox", aria_label: text::command_palette(),
                        for (i, command) in shown.into_iter().enumerate() {
                            {
                                let heads = (command.group != last_group).then(|| command.group.clone());
                                last_group = command.group.clone();
                                rsx! {
                                    PaletteItem { key: "{command.id}", command, head: heads, index: i, selected: i == at, query: query(), onpick: move |()| run.call(i) }
                                }
                            }
                        }
                        if count == 0 && trouble.is_none() && !looking {
                            p { class: "w-palette-none", {text::no_matches()} }
                        }
                    }
                    if has_peek {
                        div { class: "w-palette-peek", {peek} }
                    }
                }
                if let Some(trouble) = trouble {
                    p { class: "w-palette-none", role: "alert", {trouble} }
                }
                p { class: "sr", role: "status", {told} }
                div { class: "w-palette-foot", "aria-hidden": "true",
                    span { kbd { class: "w-kbd", "↑" } kbd { class: "w-kbd", "↓" } {text::key_move()} }
                    span { kbd { class: "w-kbd", "↵" } {text::key_open()} }
                    span { kbd { class: "w-kbd", "Esc" } {text::key_close()} }
                    span { kbd { class: "w-kbd", "?" } {text::keyboard_shortcuts()} }
                }
            }
        }
    }
}

/// One entry, with its group's title above when it begins one.
#[component]
fn PaletteItem(command: Command, head: Option<String>, index: usize, selected: bool, query: String, onpick: EventHandler<()>) -> Element {
    let (before, found, after) = parted(&command.label, &query);
    rsx! {
        if let Some(head) = head {
            div { class: "w-palette-group", role: "presentation", {head} }
        }
        div {
            class: "w-palette-item",
            id: "palette-{index}",
            role: "option",
            aria_selected: if selected { "true" } else { "false" },
            onclick: move |_| onpick.call(()),
            Icon { name: command.icon }
            span {
                {before}
                if !found.is_empty() {
                    mark { {found} }
                }
                {after}
            }
            if let Some((before, found, after)) = command.detail.as_deref().map(|detail| parted(detail, &query)) {
                small {
                    {before}
                    if !found.is_empty() {
                        mark { {found} }
                    }
                    {after}
                }
            }
            if let Some(keys) = command.keys.clone() {
                KeyHint { keys: shown_keys(&keys) }
            }
        }
    }
}

fn scroll_to(id: &str) {
    #[cfg(feature = "web")]
    if let Some(element) = dom::browser::element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
    #[cfg(not(feature = "web"))]
    let _ = id;
}
