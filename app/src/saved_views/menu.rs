//! The menu of saved views, and what is offered while a view shows something else than it was saved with.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use shared::input::Nothing;
use shared::saved_views::{EditSavedView, ListKind, NewSavedView, SavedView, settled, without};

use super::name::{NameDialog, Naming};
use super::{api, text};
use crate::api::Valid;
use crate::client::{Address, Query, use_query, use_session};
use crate::ui::*;

/// The key of the address that says which view was opened.
const OPENED: &str = "saved";

/// The saved views of the list at an address.
#[component]
pub fn SavedViews(
    /// What is listed.
    list: ListKind,
    /// Where it is listed.
    address: Address,
) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let views = use_query(&["saved_view"], move || async move { api::list_saved_views(Some(list.key().to_string())).await });
    let mut naming = use_signal(|| None::<Naming>);
    let shown = address.whole();
    let known = views.value().unwrap_or_default();
    let opened = known.iter().find(|view| view.id.to_string() == address.get(OPENED)).cloned();
    let here = settled(&shown);
    let mine = opened.clone().filter(|view| Some(view.member) == session.member);
    let changed = opened.as_ref().is_some_and(|view| view.query != here);
    let items = items(&known, opened.as_ref(), mine.as_ref(), address, views.error().is_some());
    let label = match &opened {
        Some(view) if changed => text::changed(&view.name),
        Some(view) => view.name.clone(),
        None => text::saved_views(),
    };
    let act = {
        let (mine, here) = (mine.clone(), here.clone());
        move |key: String| match (key.as_str(), mine.clone()) {
            ("save-as", _) => naming.set(Some(Naming::Anew { list, query: here.clone() })),
            ("rename", Some(view)) => naming.set(Some(Naming::Again(view))),
            ("share", Some(view)) => {
                let shared = !view.shared;
                change(view, move |edit| edit.shared = shared, views, toasts);
            }
            ("delete", Some(view)) => delete(view, address, views, toasts),
            _ => {}
        }
    };
    rsx! {
        Menu { label, icon: IconName::Star, size: Size::Sm, title: text::saved_views(), items, onselect: act, testid: "saved-views" }
        if let (Some(view), true) = (opened.clone(), changed) {
            div { class: "row", role: "group", aria_label: text::changes(), "data-testid": "view-changed",
                if let Some(view) = mine {
                    Button { size: Size::Sm, icon: IconName::Save, onclick: {
                            let here = here.clone();
                            move |_| {
                                let query = here.clone();
                                change(view.clone(), move |edit| edit.query = query, views, toasts);
                            }
                        },
                        {text::update()}
                    }
                }
                Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::RotateCcw, onclick: move |_| address.open(&link(&view)), {text::reset()} }
            }
        }
        if let Some(what) = naming() {
            NameDialog {
                what,
                onclose: move |saved: Option<SavedView>| {
                    naming.set(None);
                    if let Some(view) = saved {
                        views.refetch();
                        address.open(&link(&view));
                        toasts.say(text::saved(&view.name));
                    }
                },
            }
        }
    }
}

/// The query of a view, saying which it is.
fn link(view: &SavedView) -> String {
    let query = without(&view.query, OPENED);
    if query.is_empty() { format!("{OPENED}={}", view.id) } else { format!("{query}&{OPENED}={}", view.id) }
}

fn items(known: &[SavedView], opened: Option<&SavedView>, mine: Option<&SavedView>, address: Address, failed: bool) -> Vec<MenuItem> {
    let own = |view: &SavedView| mine.is_some_and(|mine| mine.member == view.member);
    let mut items: Vec<MenuItem> = known
        .iter()
        .map(|view| {
            let item = MenuItem::new(view.id.to_string(), view.name.clone()).href(format!("{}?{}", address.path(), link(view)));
            let item = MenuItem { checked: opened.is_some_and(|opened| opened.id == view.id), ..item };
            match view.shared {
                true if own(view) => item.detail(text::shared_by_me()),
                true => item.detail(text::by(&view.member_name)),
                false => item,
            }
        })
        .collect();
    if failed && known.is_empty() {
        items.push(MenuItem::new("none", text::not_there()).disabled());
    }
    let first = items.is_empty();
    let save = MenuItem::new("save-as", text::save_as()).icon(IconName::Plus);
    items.push(if first { save } else { save.divided() });
    if let Some(view) = mine {
        items.push(MenuItem::new("rename", text::rename()).icon(IconName::Pencil));
        let (words, icon) = if view.shared { (text::unshare(), IconName::Lock) } else { (text::share(), IconName::Users) };
        items.push(MenuItem::new("share", words).icon(icon));
        items.push(MenuItem::new("delete", text::delete()).icon(IconName::Trash2).danger());
    }
    items
}

/// Changes one's own view; what it becomes is told, a refusal too.
fn change(view: SavedView, how: impl FnOnce(&mut EditSavedView), views: Query<Vec<SavedView>>, toasts: Toasts) {
    let mut edit = EditSavedView { version: view.version, name: view.name, query: view.query, shared: view.shared };
    how(&mut edit);
    toasts.attempt(api::edit_saved_view(view.id, Valid(edit)), move |after| {
        views.refetch();
        toasts.say(text::saved(&after.name));
    });
}

/// Deletes one's own view; undo keeps it again under its name.
fn delete(view: SavedView, address: Address, views: Query<Vec<SavedView>>, toasts: Toasts) {
    let again = NewSavedView { list: view.list, name: view.name.clone(), query: view.query.clone(), shared: view.shared };
    toasts.attempt(api::delete_saved_view(view.id, Valid(Nothing {})), move |()| {
        address.refine(&[(OPENED, "")]);
        views.refetch();
        let back = move |()| {
            let again = again.clone();
            spawn_forever(async move {
                match api::create_saved_view(Valid(again)).await {
                    Ok(_) if views.alive() => views.refetch(),
                    Ok(_) => {}
                    Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                }
            });
        };
        toasts.undo(text::deleted(&view.name), Callback::new(back));
    });
}
