//! One's own login: two-step login, recovery codes, password, address, devices.

use dioxus::prelude::*;
use shared::identity::{ChangeEmail, ChangePassword, FEW_RECOVERY_CODES, FactorCode, FactorOffer, Password, Security};
use shared::input::Nothing;

use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::query::{Query, use_query};
use crate::client::session::{self, use_session};
use crate::ui::*;

/// What stands before the page somebody wanted when they were led here to set up what their role asks for.
const BACK: &str = "back=";

/// Where this page is.
const SECURITY: &str = "/app/settings/security";

/// The address of this page for somebody who wanted another one and goes on there afterwards.
pub fn security_and_back(wanted: &str) -> String {
    format!("{SECURITY}?{BACK}{}", String::from(js_sys::encode_uri_component(wanted)))
}

/// Where whoever was led here goes on: a page of this site, the office's first unless the address says another.
fn way_back(query: &str) -> String {
    query
        .split('&')
        .find_map(|part| part.strip_prefix(BACK))
        .and_then(|path| js_sys::decode_uri_component(path).ok())
        .map(String::from)
        // two slashes would be another site
        .filter(|path| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\'))
        .unwrap_or_else(|| "/app".to_owned())
}

/// How one's login is protected.
#[component]
pub fn SecurityPage(query: ReadSignal<String>) -> Element {
    use_title(text::security());
    let session = use_session();
    // a new address is confirmed on a page of its own
    let security = use_query(&["session", "member"], || async { api::show_security().await });
    let email = security.value().map_or(session.email, |found| found.email);
    rsx! {
        PageHeader { title: text::security(), meta: rsx! { {email} } }
        div { class: "w-page", div { class: "stack gap-4 st-narrow",
            if session.must_add_factor {
                InlineAlert { tone: Tone::Warn, {text::factor_required()} }
            }
            Async { state: security.load(), onretry: move |()| security.refetch(),
                if let Some(found) = security.value() {
                    FactorCard { found: found.clone(), security, back: way_back(&query()) }
                    PasswordCard { security }
                    EmailCard { pending: found.pending_email.clone(), security }
                    DevicesCard { found, security }
                }
            }
        } }
    }
}

#[component]
fn FactorCard(found: Security, security: Query<Security>, back: String) -> Element {
    let mut offer = use_signal(|| None::<FactorOffer>);
    let mut code = use_signal(String::new);
    let mut error = use_signal(|| None::<String>);
    let mut codes = use_signal(|| None::<Vec<String>>);
    // what waits for the password: true switches off, false makes new codes
    let mut asking = use_signal(|| None::<bool>);
    let toasts = use_toasts();
    let start = move |_| {
        toasts.attempt(api::offer_factor(Valid(Nothing {})), move |fresh| offer.set(Some(fresh)));
    };
    let must = use_session().must_add_factor;
    let kept = use_callback(move |()| {
        codes.set(None);
        // the session still says that a factor is missing: what was wanted opens anew, without that
        if must {
            session::forget();
            load_page(&back);
        }
    });
    let confirm = move || {
        spawn(async move {
            match api::confirm_factor(Valid(FactorCode { code: code().trim().to_owned() })).await {
                Ok(fresh) => {
                    offer.set(None);
                    code.set(String::new());
                    error.set(None);
                    codes.set(Some(fresh.codes));
                    security.refetch();
                    toasts.tell(Tone::Ok, text::switched_on());
                }
                Err(problem) => error.set(Some(problem.fields().text("code").unwrap_or_else(|| problem.to_string()))),
            }
        });
    };
    rsx! {
        Card { title: text::factor(), icon: IconName::ShieldCheck,
            p { if found.has_factor { {text::factor_on()} } else { {text::factor_off()} } }
            if let Some(fresh) = offer() {
                p { {text::scan()} }
                img { class: "st-qr", width: "220", height: "220", alt: text::qr(), src: "data:image/svg+xml;utf8,{encoded(&fresh.qr_svg)}" }
                p {
                    {text::by_hand()}
                    " "
                    code { "data-testid": "factor-secret", {fresh.secret.clone()} }
                }
                form {
                    novalidate: true,
                    onsubmit: move |event| { event.prevent_default(); confirm(); },
                    OtpInput { label: text::code(), value: code(), error: error(), oninput: move |value| code.set(value) }
                    FormActions { Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, {text::switch_on()} } }
                }
            } else if found.has_factor {
                DescriptionList {
                    Fact { term: text::recovery(), {text::recovery_left(found.recovery_codes_left)} }
                }
                if found.recovery_codes_left <= FEW_RECOVERY_CODES {
                    InlineAlert { tone: Tone::Warn, {text::recovery_few()} }
                }
                FormActions {
                    Button { icon: IconName::RefreshCw, onclick: move |_| asking.set(Some(false)), {text::renew_codes()} }
                    Button { variant: ButtonVariant::Danger, onclick: move |_| asking.set(Some(true)), {text::switch_off()} }
                }
            } else {
                FormActions { Button { variant: ButtonVariant::Primary, icon: IconName::ShieldCheck, onclick: start, {text::set_up()} } }
            }
        }
        if let Some(list) = codes() {
            Dialog { open: true, title: text::recovery(), description: text::recovery_lead(), onclose: kept,
                footer: rsx! { Button { variant: ButtonVariant::Primary, onclick: move |_| kept(()), {text::codes_kept()} } },
                ul { class: "st-codes", "data-testid": "recovery-codes",
                    for one in list.clone() { li { key: "{one}", code { {one.clone()} } } }
                }
                CopyButton { value: list.join("\n") }
            }
        }
        if let Some(off) = asking() {
            PasswordDialog {
                off,
                onclose: move |()| asking.set(None),
                ondone: move |fresh: Option<Vec<String>>| {
                    asking.set(None);
                    codes.set(fresh);
                    security.refetch();
                    if off {
                        toasts.say(text::switched_off());
                        spawn(async move {
                            // whose role asks for a factor is led to set up another one
                            if api::show_session().await.is_ok_and(|now| now.must_add_factor) {
                                load_page(SECURITY);
                            }
                        });
                    }
                },
            }
        }
    }
}

/// An SVG document as a data address.
fn encoded(svg: &str) -> String {
    svg.replace('%', "%25").replace('#', "%23").replace('"', "'").replace('<', "%3C").replace('>', "%3E")
}

/// Asks for the password before the second factor goes or its codes are made anew; `ondone` gets the new codes.
#[component]
fn PasswordDialog(off: bool, onclose: EventHandler<()>, ondone: EventHandler<Option<Vec<String>>>) -> Element {
    let mut password = use_signal(String::new);
    let sending = use_sending();
    let (title, why) = if off { (text::switch_off(), text::switch_off_why()) } else { (text::renew_codes(), text::renew_codes_why()) };
    let submit = move |()| {
        let input = Valid(Password { password: password() });
        let request = async move {
            if off { api::disable_factor(input).await.map(|()| None) } else { api::renew_codes(input).await.map(|fresh| Some(fresh.codes)) }
        };
        sending.send(request, move |fresh| ondone.call(fresh));
    };
    rsx! {
        FormDialog { title: title.clone(), description: why, size: DialogSize::Narrow, submit: title, danger: off, sending, problems: sending.problems_at(|field| format!("confirm-{field}")), onsubmit: submit, onclose,
            TextInput { label: text::current_password(), name: "password", id: "f-confirm-password", kind: InputKind::Password, value: password(), error: sending.error("password"), autocomplete: "current-password", required: true, autofocus: true, oninput: move |value| password.set(value) }
        }
    }
}

#[component]
fn PasswordCard(security: Query<Security>) -> Element {
    let (mut current, mut password) = (use_signal(String::new), use_signal(String::new));
    let sending = use_sending();
    let toasts = use_toasts();
    rsx! {
        Card { title: text::change_password(), icon: IconName::KeyRound,
            form {
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    let input = ChangePassword { current: current(), password: password() };
                    sending.send(async move { api::change_password(Valid(input)).await }, move |()| {
                        current.set(String::new());
                        password.set(String::new());
                        security.refetch();
                        toasts.say(text::password_changed());
                    });
                },
                ErrorSummary { problems: sending.problems(), message: sending.refused() }
                FormGrid {
                    TextInput { label: text::current_password(), name: "current", kind: InputKind::Password, value: current(), error: sending.error("current"), autocomplete: "current-password", required: true, oninput: move |value| current.set(value) }
                    TextInput { label: text::new_password(), name: "password", kind: InputKind::Password, value: password(), error: sending.error("password"), autocomplete: "new-password", required: true, oninput: move |value| password.set(value) }
                }
                FormActions { Button { kind: ButtonKind::Submit, {text::change_password()} } }
            }
        }
    }
}

#[component]
fn EmailCard(pending: Option<String>, security: Query<Security>) -> Element {
    let (mut email, mut password) = (use_signal(String::new), use_signal(String::new));
    let sending = use_sending();
    let toasts = use_toasts();
    rsx! {
        Card { title: text::change_email(), icon: IconName::Mail,
            if let Some(pending) = pending {
                InlineAlert { {text::email_pending(pending)} }
            }
            form {
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    let input = ChangeEmail { email: email(), password: password() };
                    sending.send(async move { api::change_email(Valid(input)).await }, move |()| {
                        toasts.say(text::email_sent(email()));
                        email.set(String::new());
                        password.set(String::new());
                        security.refetch();
                    });
                },
                ErrorSummary { problems: sending.problems_at(|field| format!("new-{field}")), message: sending.refused() }
                FormGrid {
                    TextInput { label: text::new_email(), name: "email", id: "f-new-email", kind: InputKind::Email, value: email(), error: sending.error("email"), autocomplete: "email", required: true, oninput: move |value| email.set(value) }
                    TextInput { label: text::current_password(), name: "password", id: "f-new-password", kind: InputKind::Password, value: password(), error: sending.error("password"), autocomplete: "current-password", required: true, oninput: move |value| password.set(value) }
                }
                FormActions { Button { kind: ButtonKind::Submit, {text::change_email()} } }
            }
        }
    }
}

#[component]
fn DevicesCard(found: Security, security: Query<Security>) -> Element {
    let session = use_session();
    let toasts = use_toasts();
    let others = found.devices.iter().any(|device| !device.is_this);
    rsx! {
        Card { title: text::devices(), icon: IconName::Monitor, flush: true,
            actions: rsx! {
                if others {
                    Button { size: Size::Sm, icon: IconName::LogOut,
                        onclick: move |_| {
                            toasts.attempt(api::end_other_devices(Valid(Nothing {})), move |()| {
                                security.refetch();
                                toasts.say(text::others_out());
                            });
                        },
                        {text::log_out_others()}
                    }
                }
            },
            ul { class: "st-rows",
                for device in found.devices.clone() {
                    li { key: "{device.id}",
                        Icon { name: if device.name.contains("Android") || device.name.contains("iPhone") { IconName::Smartphone } else { IconName::Monitor }, size: IconSize::Lg }
                        span { class: "st-device",
                            strong { {device.name.clone()} }
                            span { class: "muted", {text::device_facts(device.ip.clone().unwrap_or_default())} " " RelativeTime { at: device.seen_at, zone: session.zone.clone() } }
                        }
                        if device.is_this {
                            Chip { tone: Tone::Brand, {text::this_device()} }
                        } else {
                            Button { size: Size::Sm, variant: ButtonVariant::Ghost, icon: IconName::LogOut,
                                onclick: move |_| {
                                    let name = device.name.clone();
                                    toasts.attempt(api::end_device(device.id, Valid(Nothing {})), move |()| {
                                        security.refetch();
                                        toasts.say(text::device_out(name));
                                    });
                                },
                                {text::log_out()}
                            }
                        }
                    }
                }
            }
        }
    }
}
