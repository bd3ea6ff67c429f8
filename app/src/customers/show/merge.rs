//! Merging two records of one customer, the records that were merged, and undoing it.

use dioxus::prelude::*;
use shared::customers::{Account, AccountCounts, AccountFact, AccountKind, AccountLink, CustomField, Facts, Merge, MergeAccounts};
use shared::input::{Nothing, check, filled};
use shared::{AccountId, MergeId};

use super::{tax_name, terms_name};
use crate::api::Valid;
use crate::client::{Query, use_session};
use crate::customers::away::text as gone;
use crate::customers::custom;
use crate::customers::list::status_name;
use crate::customers::relations::text as words;
use crate::customers::{api, text};
use crate::ui::*;

/// Undoes a merge, also from a page that is gone.
fn undo(account: Query<Account>, kept: AccountId, merge: MergeId, name: String, toasts: Toasts) {
    dioxus::core::spawn_forever(async move {
        match api::unmerge_customers(kept, merge, Valid(Nothing {})).await {
            Ok(apart) => {
                if account.alive() {
                    account.set(apart);
                }
                toasts.say(text::unmerged(&name));
            }
            Err(error) => toasts.tell(Tone::Danger, error.to_string()),
        }
    });
}

/// Says that a record is only a trace, and where everything is.
#[component]
pub(super) fn Trace(kept: AccountLink) -> Element {
    rsx! {
        InlineAlert {
            tone: Tone::Info,
            title: text::is_trace(&kept.name),
            actions: rsx! { LinkButton { href: "/app/customers/{kept.id}", size: Size::Sm, {text::open_kept()} } },
            {text::is_trace_body()}
        }
    }
}

/// The records merged into this one.
#[component]
pub(super) fn MergedRecords(account: Query<Account>, kept: AccountId, merges: Vec<Merge>, may_edit: bool) -> Element {
    let zone = use_session().zone.clone();
    let toasts = use_toasts();
    rsx! {
        Card { title: text::merged_records(), testid: "merged-records",
            ul { class: "stack w-people",
                for merge in merges {
                    li { key: "{merge.id}", class: "row start",
                        Icon { name: IconName::Building2, size: IconSize::Sm }
                        div { class: "grow sm",
                            p { A { href: "/app/customers/{merge.account}", class: "strong", {merge.name.clone()} } }
                            p { class: "muted", {text::merged_by(&merge.by, format::date_in(merge.at, &zone, format::DateStyle::Full))} }
                            p { class: "muted", {if merge.rows == 1 { text::one_came_from() } else { text::came_from(merge.rows) }} }
                        }
                        if may_edit {
                            Button {
                                size: Size::Sm,
                                icon: IconName::Undo2,
                                onclick: {
                                    let name = merge.name.clone();
                                    move |_| undo(account, kept, merge.id, name.clone(), toasts)
                                },
                                {text::undo_merge()}
                                span { class: "sr", {format!(" · {}", merge.name)} }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a fact says, for people.
fn said(account: &Account, fact: AccountFact) -> String {
    let or_nothing = |words: &str| filled(words).unwrap_or_else(text::nothing);
    match fact {
        AccountFact::Name => account.name.clone(),
        AccountFact::Kind if account.kind == AccountKind::Person => text::person(),
        AccountFact::Kind => text::company(),
        AccountFact::Status => status_name(account.status),
        AccountFact::Terms => terms_name(account.terms),
        AccountFact::Tax => tax_name(&account.tax),
        AccountFact::Owner => account.owner.as_ref().map_or_else(text::nobody, |owner| owner.name.clone()),
        AccountFact::Notes => or_nothing(&account.notes),
        AccountFact::Parent => account.parent.as_ref().map_or_else(text::nothing, |parent| parent.name.clone()),
    }
}

fn fact_name(fact: AccountFact) -> String {
    match fact {
        AccountFact::Name => text::name(),
        AccountFact::Kind => text::kind(),
        AccountFact::Status => text::status(),
        AccountFact::Terms => text::terms(),
        AccountFact::Tax => text::taxes(),
        AccountFact::Owner => text::owner(),
        AccountFact::Notes => text::notes(),
        AccountFact::Parent => words::parent(),
    }
}

/// What moves from a record, in words.
fn moving(account: &Account) -> String {
    let AccountCounts { leads, quotes, jobs } = account.counts;
    let of = |n: usize, one: fn() -> String, more: fn(i64) -> String| if n == 1 { one() } else { more(n as i64) };
    text::moves(
        of(account.contacts.len(), text::one_person, |n| text::n_people(n)),
        of(account.addresses.len(), text::one_place, |n| text::n_places(n)),
        of(leads as usize, text::one_lead, |n| text::n_leads(n)),
        of(quotes as usize, text::one_quote, |n| text::n_quotes(n)),
        of(jobs as usize, text::one_job, |n| text::n_jobs(n)),
    )
}

/// Asks for the other record, and of what differs which to keep.
#[component]
pub(super) fn MergeDialog(account: Query<Account>, shown: Account, fields: Vec<CustomField>, onclose: EventHandler<()>) -> Element {
    let toasts = use_toasts();
    let sending = use_sending();
    let id = shown.id;
    let mut version = use_signal(|| shown.version);
    let mut options = use_signal(Vec::<ComboOption>::new);
    let mut other = use_signal(|| None::<Account>);
    let mut take = use_signal(Vec::<AccountFact>::new);
    let mut take_custom = use_signal(Vec::<String>::new);
    let mut asked = use_signal(|| 0_u32);
    // those that look alike are offered before anybody types
    let first = shown.contacts.iter().find(|contact| contact.primary).cloned();
    let name = shown.name.clone();
    use_hook(move || {
        spawn(async move {
            let (email, phone) = first.map(|contact| (contact.email, contact.phone)).unwrap_or_default();
            let Ok(twins) = api::customer_duplicates(Some(name.clone()), Some(name), email, phone).await else { return };
            if *asked.peek() == 0 {
                let twins = twins.into_iter().filter(|twin| twin.account_id != id);
                options.set(
                    twins
                        .map(|twin| {
                            ComboOption::new(twin.account_id.to_string(), twin.name).detail(format!(
                                "{} · {}",
                                text::looks_alike(twin.score),
                                gone::reasons(&twin.reasons)
                            ))
                        })
                        .collect(),
                );
            }
        });
    });
    let search = move |words: String| {
        let turn = *asked.peek() + 1;
        asked.set(turn);
        spawn(async move {
            let Ok(mut found) = api::list_customers(filled(&words), None, None, None, None, Some(10), None, None, None).await else {
                return;
            };
            if *asked.peek() == turn {
                found.items.sort_by_key(|row| !row.favourite);
                let found = found.items.into_iter().filter(|row| row.id != id);
                options.set(
                    found
                        .map(|row| {
                            let detail: Vec<String> =
                                [row.contact, row.email, row.phone].into_iter().flatten().filter(|words| *words != row.name).collect();
                            ComboOption::new(row.id.to_string(), row.name).detail(detail.join(" · "))
                        })
                        .collect(),
                );
            }
        });
    };
    let choose = move |chosen: String| {
        take.set(Vec::new());
        take_custom.set(Vec::new());
        let Ok(chosen) = chosen.parse::<AccountId>() else {
            other.set(None);
            return;
        };
        spawn(async move {
            match api::show_customer(chosen).await {
                Ok(found) => other.set(Some(found)),
                Err(error) => toasts.tell(Tone::Danger, error.to_string()),
            }
        });
    };
    let submit = move |()| {
        let Some(merged) = other.peek().as_ref().map(|other| (other.id, other.name.clone())) else {
            let missing = async { Err::<Account, _>(shared::Error::field("merged", "required")) };
            sending.send(missing, |_| {});
            return;
        };
        let input = MergeAccounts {
            version: *version.peek(),
            merged: merged.0,
            take: take.peek().clone(),
            take_custom: take_custom.peek().clone(),
        };
        let request = async move {
            check(&input)?;
            let answer = api::merge_customers(id, Valid(input)).await;
            if let Err(shared::Error::Conflict { .. }) = &answer
                && let Ok(theirs) = api::show_customer(id).await
            {
                version.set(theirs.version);
                account.set(theirs);
            }
            answer
        };
        sending.send(request, move |whole: Account| {
            let merge = whole.merges.iter().find(|merge| merge.account == merged.0).map(|merge| merge.id);
            account.set(whole);
            if let Some(merge) = merge {
                let name = merged.1.clone();
                let back = Callback::new(move |()| undo(account, id, merge, name.clone(), toasts));
                toasts.undo(text::merged_now(&merged.1), back);
            }
            onclose.call(());
        });
    };
    let chosen = other();
    let differing = chosen.as_ref().map(|other| Facts::of(&shown).differing(&Facts::of(other))).unwrap_or_default();
    let differing_custom = chosen.as_ref().map(|other| Facts::of(&shown).differing_custom(&Facts::of(other))).unwrap_or_default();
    let differing_custom: Vec<CustomField> = fields.into_iter().filter(|field| differing_custom.contains(&field.key)).collect();
    rsx! {
        FormDialog { title: text::merge(), submit: text::merge_short(), sending, onsubmit: submit, onclose,
            p { class: "sm muted", {text::merge_lead()} }
            Combobox {
                label: text::other_record(),
                name: "merged",
                required: true,
                hint: text::other_hint(),
                options: options(),
                value: chosen.as_ref().map(|other| other.id.to_string()).unwrap_or_default(),
                value_label: chosen.as_ref().map(|other| other.name.clone()),
                error: sending.error("merged"),
                onsearch: search,
                onselect: choose,
            }
            if let Some(other) = chosen {
                if !differing.is_empty() || !differing_custom.is_empty() { p { class: "strong sm", {text::which_stays()} } }
                for fact in differing {
                    RadioCards {
                        key: "{fact}",
                        legend: text::keep_fact(fact_name(fact)),
                        name: "keep-{fact}",
                        value: if take.read().contains(&fact) { "other" } else { "this" },
                        options: vec![Choice::new("this", said(&shown, fact)), Choice::new("other", said(&other, fact))],
                        onchange: move |side: String| {
                            let mut take = take.write();
                            take.retain(|taken| *taken != fact);
                            if side == "other" {
                                take.push(fact);
                            }
                        },
                    }
                }
                for field in differing_custom {
                    RadioCards {
                        key: "{field.key}",
                        legend: text::keep_fact(&field.label),
                        name: "keep-custom-{field.key}",
                        value: if take_custom.read().contains(&field.key) { "other" } else { "this" },
                        options: [("this", &shown), ("other", &other)]
                            .map(|(side, account)| Choice::new(side, custom::shown(&field, account.custom.get(&field.key).map(String::as_str).unwrap_or_default())))
                            .to_vec(),
                        onchange: {
                            let key = field.key.clone();
                            move |side: String| {
                                let mut take = take_custom.write();
                                take.retain(|taken| *taken != key);
                                if side == "other" {
                                    take.push(key.clone());
                                }
                            }
                        },
                    }
                }
                DescriptionList {
                    Fact { term: text::what_moves(), {moving(&other)} }
                }
                if other.tags.iter().any(|tag| !shown.tags.contains(tag)) { p { class: "sm muted", {text::tags_joined()} } }
            }
        }
    }
}
