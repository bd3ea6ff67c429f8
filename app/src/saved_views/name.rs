//! What a view is called, and who finds it.

use dioxus::prelude::*;
use shared::saved_views::{EditSavedView, ListKind, NewSavedView, SavedView};

use super::{api, text};
use crate::api::Valid;
use crate::ui::*;

/// What gets a name.
#[derive(Clone, PartialEq)]
pub(super) enum Naming {
    /// What is shown now.
    Anew { list: ListKind, query: String },
    /// A view that has one.
    Again(SavedView),
}

/// Asks for the name; `onclose` gets the view when it was saved.
#[component]
pub(super) fn NameDialog(what: Naming, onclose: EventHandler<Option<SavedView>>) -> Element {
    let (before, shared_before, title) = match &what {
        Naming::Anew { .. } => (String::new(), false, text::save_title()),
        Naming::Again(view) => (view.name.clone(), view.shared, text::rename_title()),
    };
    let mut name = use_signal(|| before);
    let mut shared = use_signal(|| shared_before);
    let sending = use_sending();
    let save = move |()| {
        let (what, name, shared) = (what.clone(), name(), shared());
        sending.send(
            async move {
                match what {
                    Naming::Anew { list, query } => api::create_saved_view(Valid(NewSavedView { list, name, query, shared })).await,
                    Naming::Again(view) => {
                        api::edit_saved_view(view.id, Valid(EditSavedView { version: view.version, name, query: view.query, shared })).await
                    }
                }
            },
            move |view| onclose.call(Some(view)),
        );
    };
    rsx! {
        FormDialog { title, size: DialogSize::Narrow, testid: "name-view", sending, onsubmit: save, onclose: move |()| onclose.call(None),
            TextInput { label: text::name(), name: "name", required: true, autocomplete: "off", maxlength: 120, value: name(), error: sending.error("name"), oninput: move |v| name.set(v) }
            Checkbox { label: text::share(), name: "shared", checked: shared(), hint: text::share_hint(), onchange: move |on| shared.set(on) }
        }
    }
}
