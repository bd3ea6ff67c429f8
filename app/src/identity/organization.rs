//! The settings of the organization.

use dioxus::prelude::*;
use dioxus::web::WebFileExt;
use shared::access::BuiltinRole;
use shared::identity::{COUNTRIES, EditOrganization, Holiday, Hub, Organization, ZONES, role_name};
use shared::input::Nothing;
use shared::text::Locale;
use shared::{Currency, Error};

use super::api;
use super::text::{self as bilingual, staff as text};
use super::week::WeekHours;
use crate::api::Valid;
use crate::client::http::{self, Body};
use crate::client::query::{Query, use_query};
use crate::ui::*;

/// The settings of the organization.
#[component]
pub fn OrganizationPage() -> Element {
    use_title(text::organization());
    let organization = use_query(&["organization"], || async { api::show_organization().await });
    rsx! {
        PageHeader { title: text::organization() }
        div { class: "w-page",
            Async { state: organization.load(), onretry: move |()| organization.refetch(),
                if let Some(found) = organization.value() {
                    div { key: "{found.id}", class: "stack gap-4 st-narrow",
                        LogoCard { found: found.clone(), organization }
                        Settings { found, organization }
                    }
                }
            }
        }
    }
}

#[component]
fn LogoCard(found: Organization, organization: Query<Organization>) -> Element {
    let toasts = use_toasts();
    let mut error = use_signal(|| None::<String>);
    let choose = move |event: FormEvent| {
        let Some(file) = event.files().into_iter().next() else { return };
        spawn(async move {
            let Some(picture) = file.get_web_file() else { return };
            let sent = http::send(
                "PUT",
                "/api/v1/organization/logo",
                &[("content-type", "application/octet-stream")],
                Body::Blob(&picture),
                60_000,
            )
            .await;
            match sent.and_then(|answer| answer.json::<Organization>()) {
                Ok(after) => {
                    error.set(None);
                    organization.set(after);
                    toasts.say(text::saved());
                }
                Err(problem) => error.set(Some(problem.to_string())),
            }
        });
    };
    let initial: String = found.name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    rsx! {
        Card { title: text::logo(), icon: IconName::Image,
            div { class: "st-logo",
            span { class: "st-mark",
                if found.has_logo {
                    img { src: "/api/v1/organizations/{found.id}/logo?v={found.version}", alt: found.name.clone() }
                } else {
                    span { aria_hidden: "true", {initial} }
                }
            }
            Field { id: "f-logo", label: text::choose_logo(), hint: text::logo_hint(), error: error(),
                // another input each time, so that the same file can be chosen again
                for version in [found.version] { input { key: "{version}", id: "f-logo", name: "logo", r#type: "file", accept: "image/png,image/jpeg,image/webp", class: "w-input", aria_invalid: error().map(|_| "true"), aria_describedby: if error().is_some() { "f-logo-hint f-logo-error" } else { "f-logo-hint" }, onchange: choose } }
            }
            if found.has_logo {
                    Button { icon: IconName::Trash2, variant: ButtonVariant::Ghost,
                        onclick: move |_| {
                            spawn(async move {
                                match api::remove_logo(Valid(Nothing {})).await {
                                    Ok(after) => organization.set(after),
                                    Err(problem) => error.set(Some(problem.to_string())),
                                }
                            });
                        },
                        {text::remove_logo()}
                    }
            }
            }
        }
    }
}

/// What is edited of it; the working copy knows the version.
fn edit_of(found: &Organization) -> EditOrganization {
    EditOrganization {
        name: found.name.clone(),
        country: found.country.clone(),
        currency: found.currency,
        zone: found.zone.clone(),
        locale: found.locale,
        brand_hex: found.brand_hex.clone(),
        hubs: found.hubs.clone(),
        hours: found.hours.clone(),
        holidays: found.holidays.clone(),
        numbering: found.numbering.clone(),
        mfa_roles: found.mfa_roles.clone(),
        track_mail: Some(found.track_mail),
        version: 0,
    }
}

#[component]
fn Settings(found: Organization, organization: Query<Organization>) -> Element {
    let copy = use_working_copy(found.version, edit_of(&found));
    let mut edit = copy.draft;
    let sending = use_sending();
    let (mut holiday_date, mut holiday_name) = (use_signal(String::new), use_signal(String::new));
    let toasts = use_toasts();
    let now = edit();
    let save = move || {
        let sent = edit.peek().clone();
        let input = EditOrganization { version: copy.version(), ..sent.clone() };
        let request = async move {
            let answer = api::edit_organization(Valid(input)).await;
            if matches!(answer, Err(Error::Conflict { .. })) {
                copy.contest();
                organization.refetch();
            }
            answer
        };
        sending.send(request, move |after| {
            copy.saved(&sent, after.version, edit_of(&after));
            organization.set(after);
            toasts.say(text::saved());
        });
    };
    let newest = use_callback(move |()| {
        if let Some(found) = organization.peek() {
            copy.reset(found.version, edit_of(&found));
        }
        sending.clear();
    });
    let error = |name: &str| sending.error(name);
    let countries: Vec<SelectOption> = COUNTRIES.iter().map(|code| SelectOption::new(*code, bilingual::country_name(code))).collect();
    let mut zones: Vec<SelectOption> = ZONES.iter().map(|zone| SelectOption::new(*zone, zone.replace('_', " "))).collect();
    if !ZONES.contains(&now.zone.as_str()) {
        zones.push(SelectOption::new(now.zone.clone(), now.zone.clone()));
    }
    let currencies: Vec<SelectOption> =
        Currency::ALL.iter().map(|currency| SelectOption::new(currency.code(), bilingual::currency_name(*currency))).collect();
    let languages = vec![SelectOption::new(Locale::En.tag(), "English"), SelectOption::new(Locale::Fr.tag(), "Français")];
    rsx! {
        form {
            class: "stack gap-4",
            novalidate: true,
            onsubmit: move |event| { event.prevent_default(); save(); },
            if copy.conflict() { ChangedMeanwhile { onload: newest } }
            ErrorSummary { problems: sending.problems(), message: sending.refused() }
            Card { title: text::profile(), icon: IconName::Building2,
                FormGrid {
                    TextInput { label: text::company(), name: "name", value: now.name.clone(), error: error("name"), required: true, maxlength: 120, oninput: move |value| edit.write().name = value }
                    div { class: "st-colour",
                        input { r#type: "color", aria_label: text::pick_colour(), value: now.brand_hex.clone(), oninput: move |event| edit.write().brand_hex = event.value() }
                        TextInput { label: text::brand(), name: "brand_hex", value: now.brand_hex.clone(), error: error("brand_hex"), maxlength: 7, oninput: move |value| edit.write().brand_hex = value }
                    }
                    Select { label: text::country(), name: "country", options: countries, value: now.country.clone(), error: error("country"), onchange: move |value| edit.write().country = value }
                    Select { label: text::currency(), name: "currency", options: currencies, value: now.currency.code(), onchange: move |value: String| if let Ok(currency) = value.parse() { edit.write().currency = currency } }
                    Select { label: text::zone(), name: "zone", options: zones, value: now.zone.clone(), error: error("zone"), onchange: move |value| edit.write().zone = value }
                    Select { label: text::language(), name: "locale", options: languages, value: now.locale.tag(), onchange: move |value: String| edit.write().locale = Locale::from_tag(&value) }
                }
            }
            Card { title: text::hubs(), icon: IconName::MapPin,
                for (index, hub) in now.hubs.iter().enumerate() {
                    FormGrid { key: "{index}",
                        TextInput { label: text::name(), name: "hubs[{index}].name", value: hub.name.clone(), error: error(&format!("hubs[{index}].name")), maxlength: 120, oninput: move |value| edit.write().hubs[index].name = value }
                        TextInput { label: text::address(), name: "hubs[{index}].address", value: hub.address.clone(), error: error(&format!("hubs[{index}].address")), maxlength: 300, oninput: move |value| edit.write().hubs[index].address = value }
                        Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::Trash2, onclick: move |_| { edit.write().hubs.remove(index); }, {text::remove()} }
                    }
                }
                if now.hubs.is_empty() { p { class: "muted sm", {text::hubs_why()} } }
                FormActions { Button { icon: IconName::Plus, onclick: move |_| edit.write().hubs.push(Hub::default()), {text::add_hub()} } }
            }
            Card { title: text::hours(), icon: IconName::Clock,
                WeekHours { hours: now.hours.clone(), error: error("hours"), onchange: move |hours| edit.write().hours = hours }
            }
            Card { title: text::holidays(), icon: IconName::CalendarDays,
                DescriptionList {
                    for (index, holiday) in now.holidays.iter().enumerate() {
                        Fact { key: "{holiday.date}-{index}", term: holiday.name.clone(),
                            "{holiday.date} "
                            Button { size: Size::Sm, variant: ButtonVariant::Ghost, onclick: move |_| { edit.write().holidays.remove(index); }, {text::remove()} }
                        }
                    }
                }
                FormGrid {
                    DateInput { label: text::date(), name: "holiday_date", value: holiday_date(), onchange: move |value| holiday_date.set(value) }
                    TextInput { label: text::name(), name: "holiday_name", value: holiday_name(), maxlength: 120, oninput: move |value| holiday_name.set(value) }
                }
                FormActions {
                    Button { icon: IconName::Plus,
                        onclick: move |_| {
                            if let (Ok(date), false) = (holiday_date().parse::<chrono::NaiveDate>(), holiday_name().trim().is_empty()) {
                                let mut edit = edit.write();
                                edit.holidays.push(Holiday { date, name: holiday_name().trim().to_owned() });
                                edit.holidays.sort_by_key(|holiday| holiday.date);
                                holiday_date.set(String::new());
                                holiday_name.set(String::new());
                            }
                        },
                        {text::add_holiday()}
                    }
                }
            }
            Card { title: text::numbering(), icon: IconName::Hash,
                p { {text::numbering_hint(now.numbering.quote(42), now.numbering.job(42))} }
                FormGrid {
                    TextInput { label: text::quote_prefix(), name: "numbering.quote_prefix", value: now.numbering.quote_prefix.clone(), error: error("numbering.quote_prefix"), maxlength: 8, oninput: move |value| edit.write().numbering.quote_prefix = value }
                    TextInput { label: text::job_prefix(), name: "numbering.job_prefix", value: now.numbering.job_prefix.clone(), error: error("numbering.job_prefix"), maxlength: 8, oninput: move |value| edit.write().numbering.job_prefix = value }
                    TextInput { label: text::digits(), name: "numbering.digits", kind: InputKind::Whole, value: now.numbering.digits.to_string(), error: error("numbering.digits"), maxlength: 1, oninput: move |value: String| if let Ok(digits) = value.parse() { edit.write().numbering.digits = digits } }
                }
            }
            Card { title: text::mfa_roles(), icon: IconName::ShieldCheck,
                p { class: "muted sm", {text::mfa_roles_why()} }
                div { class: "st-checks", for role in BuiltinRole::ALL.iter().copied() {
                    Checkbox { key: "{role}", id: "f-mfa-{role}", label: role_name(role), name: "mfa_roles", value: role.key(), checked: now.mfa_roles.contains(&role),
                        onchange: move |on| { let mut edit = edit.write(); edit.mfa_roles.retain(|held| *held != role); if on { edit.mfa_roles.push(role); edit.mfa_roles.sort(); } } }
                } }
            }
            Card { title: text::mail_tracking(), icon: IconName::Eye,
                Checkbox { label: text::track_mail(), name: "track_mail", checked: now.track_mail == Some(true), hint: text::track_mail_why(), onchange: move |on| edit.write().track_mail = Some(on) }
            }
            SaveBar { dirty: copy.dirty(), saving: sending.busy(), ondiscard: newest }
        }
    }
}
