//! Keys of the public API.

use dioxus::prelude::*;
use shared::Error;
use shared::access::BuiltinRole;
use shared::identity::{ApiKey, NewApiKey, NewApiKeySecret, is_within, role_name};
use shared::input::Nothing;

use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::query::use_query;
use crate::client::session::use_session;
use crate::ui::*;

/// The keys of the public API.
#[component]
pub fn ApiKeysPage() -> Element {
    use_title(text::keys());
    let session = use_session();
    let keys = use_query(&["api_key"], || async { api::list_api_keys().await });
    let mut making = use_signal(|| false);
    let mut made = use_signal(|| None::<NewApiKeySecret>);
    let mut ending = use_signal(|| None::<ApiKey>);
    let toasts = use_toasts();
    let all = keys.value().unwrap_or_default();
    let columns = vec![
        Column::new("name", text::name()),
        Column::new("key", text::key()),
        Column::new("status", text::status()),
        Column::new("rate", text::rate()).secondary(),
        Column::new("made_by", text::made_by()).secondary(),
        Column::new("last_used", text::last_used()).secondary(),
        Column::new("expires", text::expires()).secondary(),
        Column::new("actions", text::actions()),
    ];
    let now = chrono::Utc::now();
    let rows = all
        .iter()
        .map(|key| {
            let zone = session.zone.clone();
            let expired = key.expires_at.is_some_and(|at| at <= now);
            let works = key.revoked_at.is_none() && !expired;
            let (used, until, end) = (key.last_used_at, key.expires_at, key.clone());
            Row::new(
                key.id,
                key.name.clone(),
                vec![
                    rsx! { {key.name.clone()} },
                    rsx! { code { {key.prefix.clone()} } },
                    if works {
                        rsx! { StatusChip { label: text::active(), icon: IconName::Check, tone: Tone::Ok } }
                    } else {
                        rsx! { StatusChip { label: if expired { text::expired() } else { text::ended() }, icon: IconName::Ban } }
                    },
                    rsx! { span { class: "num", {format::number(i64::from(key.rate_per_minute))} } },
                    rsx! { {key.made_by.clone()} },
                    rsx! { if let Some(at) = used { RelativeTime { at, zone: zone.clone() } } else { {text::never()} } },
                    rsx! { if let Some(at) = until { RelativeTime { at, zone } } else { {text::expires_never()} } },
                    rsx! { if works { Button { size: Size::Sm, variant: ButtonVariant::Ghost, onclick: move |_| ending.set(Some(end.clone())), {text::revoke()} } } },
                ],
            )
        })
        .collect::<Vec<_>>();
    rsx! {
        PageHeader {
            title: text::keys(),
            meta: rsx! { {text::keys_lead()} },
            actions: rsx! { Button { variant: ButtonVariant::Primary, icon: IconName::Plus, onclick: move |_| making.set(true), {text::new_key()} } },
        }
        div { class: "w-page",
            Async { state: keys.load_as(|keys| Load::of_list(keys, false)), onretry: move |()| keys.refetch(), empty: rsx! { EmptyState { icon: IconName::KeyRound, title: text::no_keys(), body: text::no_keys_lead() } },
                DataTable { caption: text::keys(), columns, rows }
            }
        }
        if making() {
            NewKeyDialog { onclose: move |()| making.set(false), onmade: move |key| { making.set(false); made.set(Some(key)); keys.refetch(); } }
        }
        if let Some(key) = made() {
            Dialog { open: true, title: text::key_made(), description: text::key_made_lead(), onclose: move |()| made.set(None), footer: rsx! { Button { variant: ButtonVariant::Primary, onclick: move |_| made.set(None), {text::close()} } },
                TextInput { label: text::key(), name: "secret", value: key.secret.clone(), readonly: true, testid: "api-key" }
                CopyButton { value: key.secret }
            }
        }
        if let Some(key) = ending() {
            AlertDialog {
                open: true, title: text::revoke_key(&key.name), description: text::revoke_key_why(), confirm: text::revoke(), danger: true,
                onconfirm: move |()| {
                    let key = key.clone();
                    ending.set(None);
                    toasts.attempt(api::revoke_api_key(key.id, Valid(Nothing {})), move |_| {
                        keys.refetch();
                        toasts.say(text::key_revoked(key.name));
                    });
                },
                oncancel: move |()| ending.set(None),
            }
        }
    }
}

#[component]
fn NewKeyDialog(onclose: EventHandler<()>, onmade: EventHandler<NewApiKeySecret>) -> Element {
    let session = use_session();
    let mut name = use_signal(String::new);
    let mut like = use_signal(String::new);
    let mut days = use_signal(|| "365".to_owned());
    let mut rate = use_signal(|| "120".to_owned());
    let sending = use_sending();
    let own = session.access.clone();
    let rights: Vec<SelectOption> = std::iter::once(SelectOption::new("", text::all_mine()))
        .chain(
            BuiltinRole::ALL
                .iter()
                .filter(|role| is_within(&role.access(), &session.access))
                .map(|role| SelectOption::new(role.key(), text::like_role(role_name(*role)))),
        )
        .collect();
    let terms = vec![
        SelectOption::new("30", text::expires_days(30)),
        SelectOption::new("90", text::expires_days(90)),
        SelectOption::new("365", text::expires_days(365)),
        SelectOption::new("", text::expires_never()),
    ];
    let make = move |()| {
        let access = like().parse::<BuiltinRole>().map(BuiltinRole::access).unwrap_or_else(|_| own.clone());
        let request = async move {
            let rate_per_minute = rate().trim().parse().map_err(|_| Error::field("rate_per_minute", "not_a_number"))?;
            api::create_api_key(Valid(NewApiKey { name: name(), access, days: days().parse().ok(), rate_per_minute })).await
        };
        sending.send(request, move |key| onmade.call(key));
    };
    rsx! {
        FormDialog { title: text::new_key(), submit: text::make_key(), sending, onsubmit: make, onclose,
            TextInput { label: text::name(), name: "name", value: name(), error: sending.error("name"), required: true, autofocus: true, maxlength: 120, oninput: move |value| name.set(value) }
            Select { label: text::key_rights(), name: "access", options: rights, value: like(), onchange: move |value| like.set(value) }
            Select { label: text::expires(), name: "days", options: terms, value: days(), onchange: move |value| days.set(value) }
            TextInput { label: text::rate(), name: "rate_per_minute", kind: InputKind::Whole, value: rate(), error: sending.error("rate_per_minute"), oninput: move |value| rate.set(value) }
        }
    }
}
