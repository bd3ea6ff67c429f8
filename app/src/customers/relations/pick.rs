//! Choosing a customer by typing: those with a star first, and before anybody types.

use dioxus::prelude::*;
use shared::AccountId;
use shared::customers::{AccountLink, AccountRow};
use shared::input::filled;

use super::text;
use crate::customers::api;
use crate::ui::*;

/// So many are offered.
const FEW: i64 = 10;

/// The customers offered for these words.
async fn offered(words: String) -> Vec<AccountRow> {
    let find = async |words: Option<String>, favourites: Option<bool>| {
        let page = api::list_customers(words, None, None, None, None, Some(FEW), favourites, None, None).await;
        // out of reach: nothing is offered, what is typed stays
        page.map(|page| page.items).unwrap_or_default()
    };
    let words = filled(&words);
    let mut found = if words.is_none() { find(None, Some(true)).await } else { Vec::new() };
    if found.is_empty() {
        found = find(words, None).await;
    }
    found.sort_by_key(|row| !row.favourite);
    found
}

fn option_of(row: AccountRow) -> ComboOption {
    let star = row.favourite.then(text::a_favourite);
    let detail: Vec<String> = [star, row.contact, row.email].into_iter().flatten().filter(|words| *words != row.name).collect();
    ComboOption::new(row.id.to_string(), row.name).detail(detail.join(" · "))
}

/// One customer, or none.
#[component]
pub(in crate::customers) fn AccountPicker(
    label: String,
    name: String,
    value: Option<AccountLink>,
    /// Whom it is chosen for, who cannot be chosen.
    except: AccountId,
    hint: Option<String>,
    error: Option<String>,
    onchange: EventHandler<Option<AccountLink>>,
) -> Element {
    let mut found = use_signal(Vec::<AccountRow>::new);
    let mut asked = use_signal(|| 0_u32);
    let search = move |words: String| {
        let turn = *asked.peek() + 1;
        asked.set(turn);
        spawn(async move {
            let rows = offered(words).await;
            if *asked.peek() == turn {
                found.set(rows.into_iter().filter(|row| row.id != except).collect());
            }
        });
    };
    let choose = move |chosen: String| {
        let known =
            found.peek().iter().find(|row| row.id.to_string() == chosen).map(|row| AccountLink { id: row.id, name: row.name.clone() });
        onchange.call(known);
    };
    rsx! {
        Combobox {
            label,
            name,
            hint,
            error,
            optional: true,
            options: found().into_iter().map(option_of).collect::<Vec<_>>(),
            value: value.as_ref().map(|link| link.id.to_string()).unwrap_or_default(),
            value_label: value.map(|link| link.name),
            onsearch: search,
            onselect: choose,
        }
    }
}
