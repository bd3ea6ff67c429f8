//! Choosing one of many by typing, after the APG combobox with a list.

use dioxus::prelude::*;

use super::dom::joined_ids;
use super::field::{Field, control_id, described};
use super::icon::{Icon, IconName, IconSize};
use super::live::announce;
use super::text;
use super::tone::Size;

/// One entry of a [`Combobox`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComboOption {
    /// What is told when it is chosen.
    pub value: String,
    /// What is read and searched.
    pub label: String,
    /// A quiet second line, also searched.
    pub detail: Option<String>,
    /// Cannot be chosen; the detail says why.
    pub disabled: bool,
}

impl ComboOption {
    /// An entry of one line.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), detail: None, disabled: false }
    }

    /// The same with a second line.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}

/// A text field with a list of matches. With `onsearch` the page brings the matches (from the server or a local
/// store); without it the given options are searched. Without script it is a plain field that sends what was typed.
#[component]
pub fn Combobox(
    /// The label above.
    #[props(into)]
    label: String,
    /// The name in the form.
    #[props(into)]
    name: String,
    /// All entries, or the matches the page found.
    options: Vec<ComboOption>,
    /// The chosen value; empty when none is.
    #[props(into, default)]
    value: String,
    /// What the chosen value is called, when it is not among the options.
    value_label: Option<String>,
    /// Called with the value chosen, or an empty one when cleared.
    #[props(default)]
    onselect: EventHandler<String>,
    /// Called with what is typed; the page then passes the matches as `options`.
    onsearch: Option<EventHandler<String>>,
    /// Called with what is typed when "Create …" is chosen.
    oncreate: Option<EventHandler<String>>,
    /// The matches are on their way.
    #[props(default)]
    loading: bool,
    /// Help below the label.
    hint: Option<String>,
    /// What is wrong with it.
    error: Option<String>,
    /// Must be chosen.
    #[props(default)]
    required: bool,
    /// Marked as optional.
    #[props(default)]
    optional: bool,
    /// Cannot be changed now.
    #[props(default)]
    disabled: bool,
    /// An example in the empty field.
    placeholder: Option<String>,
    /// The height.
    #[props(default)]
    size: Size,
    /// Hides the label from sight only.
    #[props(default)]
    label_hidden: bool,
    /// The element's id; made of the name if none.
    id: Option<String>,
    /// Additional classes.
    class: Option<String>,
) -> Element {
    let id = control_id(&id, &name);
    let (hint_id, error_id) = described(&id, &hint, &error);
    let mut open = use_signal(|| false);
    let mut active = use_signal(|| 0usize);
    // What is being typed; none shows the chosen entry.
    let mut query = use_signal(|| None::<String>);

    let chosen_label = options.iter().find(|option| option.value == value).map(|option| option.label.clone());
    let shown = query().or(chosen_label).or(value_label).unwrap_or_default();
    let typed = query().unwrap_or_default();
    let matches: Vec<ComboOption> = if onsearch.is_some() { options } else { matching(&options, &typed) };
    let creates = oncreate.is_some() && !typed.trim().is_empty() && !matches.iter().any(|option| option.label == typed);
    let count = matches.len() + usize::from(creates);
    let at = active().min(count.saturating_sub(1));

    let picks = matches.clone();
    let pick = use_callback(move |index: usize| {
        if let Some(option) = picks.get(index) {
            if option.disabled {
                return;
            }
            onselect.call(option.value.clone());
        } else if let Some(create) = oncreate {
            create.call(query.peek().clone().unwrap_or_default());
        }
        query.set(None);
        open.set(false);
    });
    let onkeydown = move |event: KeyboardEvent| match event.key() {
        Key::ArrowDown | Key::ArrowUp if count > 0 => {
            event.prevent_default();
            let next = match (open(), event.key()) {
                (false, _) => at,
                (true, Key::ArrowDown) => (at + 1) % count,
                (true, _) => (at + count - 1) % count,
            };
            open.set(true);
            active.set(next);
        }
        Key::Enter if open() && count > 0 => {
            event.prevent_default();
            pick.call(at);
        }
        Key::Escape if open() || query.peek().is_some() => {
            event.prevent_default();
            event.stop_propagation();
            open.set(false);
            query.set(None);
        }
        _ => {}
    };
    rsx! {
        Field { id: id.clone(), label: label.clone(), hint, error: error.clone(), required, optional, label_hidden, class,
            div { class: "w-combo",
                input {
                    class: "w-input",
                    r#type: "text",
                    role: "combobox",
                    id: id.clone(),
                    // What is sent is the value below; without script there is nothing to choose from but typing.
                    name: cfg!(not(feature = "web")).then(|| name.clone()),
                    value: shown,
                    autocomplete: "off",
                    placeholder,
                    required,
                    disabled,
                    "data-size": size.attribute(),
                    aria_autocomplete: "list",
                    aria_expanded: if open() { "true" } else { "false" },
                    aria_controls: "{id}-list",
                    aria_activedescendant: (open() && count > 0).then(|| format!("{id}-{at}")),
                    aria_invalid: error.is_some().then_some("true"),
                    aria_describedby: joined_ids([hint_id, error_id]),
                    oninput: move |event| {
                        let words = event.value();
                        if words.is_empty() {
                            onselect.call(String::new());
                        }
                        query.set(Some(words.clone()));
                        active.set(0);
                        open.set(true);
                        if let Some(search) = onsearch {
                            search.call(words);
                        }
                    },
                    onfocus: move |_| {
                        if let Some(search) = onsearch {
                            search.call(query.peek().clone().unwrap_or_default());
                        }
                    },
                    onclick: move |_| open.set(true),
                    onblur: move |_| {
                        open.set(false);
                        query.set(None);
                    },
                    onkeydown,
                }
                Icon { name: if loading { IconName::LoaderCircle } else { IconName::ChevronsUpDown }, size: IconSize::Sm, class: if loading { "w-spin" } else { "" } }
                if cfg!(feature = "web") {
                    input { r#type: "hidden", name: name.clone(), value }
                }
                ul { class: "w-combo-list", id: "{id}-list", role: "listbox", aria_label: label, hidden: !open(),
                    for (i, option) in matches.into_iter().enumerate() {
                        li {
                            key: "{option.value}",
                            class: "w-combo-option",
                            id: "{id}-{i}",
                            role: "option",
                            aria_selected: if i == at { "true" } else { "false" },
                            aria_disabled: option.disabled.then_some("true"),
                            // Before the field loses the focus, which would close the list.
                            onpointerdown: move |event| {
                                event.prevent_default();
                                pick.call(i);
                            },
                            span { {option.label} }
                            if let Some(detail) = option.detail {
                                small { {detail} }
                            }
                        }
                    }
                    if creates {
                        li {
                            key: "{id}-create",
                            class: "w-combo-option",
                            id: "{id}-{count - 1}",
                            role: "option",
                            aria_selected: if at + 1 == count { "true" } else { "false" },
                            onpointerdown: move |event| {
                                event.prevent_default();
                                pick.call(count - 1);
                            },
                            Icon { name: IconName::Plus, size: IconSize::Sm }
                            span { {text::create_named(typed.trim())} }
                        }
                    }
                    if count == 0 && !loading {
                        li { key: "{id}-none", class: "w-combo-none", role: "presentation", {text::no_matches()} }
                    }
                }
                SpokenCount { open: open(), count }
            }
        }
    }
}

/// Says how many matches there are, when that changes while the list is open.
#[component]
fn SpokenCount(open: bool, count: usize) -> Element {
    use_effect(use_reactive!(|(open, count)| {
        if open {
            announce(match count {
                0 => text::no_matches(),
                1 => text::one_result(),
                n => text::results(n),
            });
        }
    }));
    VNode::empty()
}

/// The options that contain every typed word, in their order.
fn matching(options: &[ComboOption], typed: &str) -> Vec<ComboOption> {
    let words: Vec<String> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
    options
        .iter()
        .filter(|option| {
            let text = format!("{} {}", option.label, option.detail.as_deref().unwrap_or_default()).to_lowercase();
            words.iter().all(|word| text.contains(word))
        })
        // More than this is not read but typed away, and keeps each key stroke cheap.
        .take(50)
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_typed_word_must_be_found() {
        let options = [ComboOption::new("1", "Burrard College").detail("Vancouver"), ComboOption::new("2", "Burrard Inlet Rowing")];
        let found = |typed: &str| matching(&options, typed).into_iter().map(|option| option.value).collect::<Vec<_>>();
        assert_eq!(found("burr"), ["1", "2"]);
        assert_eq!(found("VAN burr"), ["1"]);
        assert_eq!(found("zz"), Vec::<String>::new());
    }
}
