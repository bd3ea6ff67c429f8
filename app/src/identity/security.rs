//! One's own login: two-step login, recovery codes, password, address, devices.

use dioxus::prelude::*;
use shared::identity::{ChangeEmail, ChangePassword, FEW_RECOVERY_CODES, FactorCode, FactorOffer, Password, Security};
use shared::input::Nothing;
use shared::{Error, FieldErrors};

use super::members::problems;
use super::{api, text::staff as text};
use crate::api::Valid;
use crate::client::query::{Query, use_query};
use crate::client::session::use_session;
use crate::ui::*;

/// How one's login is protected.
#[component]
pub fn SecurityPage() -> Element {
    use_title(text::security());
    let session = use_session();
    let security = use_query(&["session"], || async { api::show_security().await });
    rsx! {
        PageHeader { title: text::security(), meta: rsx! { {session.email.clone()} } }
        div { class: "w-page", div { class: "stack gap-4 st-narrow",
            if session.must_add_factor {
                InlineAlert { tone: Tone::Warn, {text::factor_required()} }
            }
            Async { state: security.load(), onretry: move |()| security.refetch(),
                if let Some(found) = security.value() {
                    FactorCard { found: found.clone(), security }
                    PasswordCard {}
                    EmailCard { pending: found.pending_email.clone(), security }
                    DevicesCard { found, security }
                }
            }
        } }
    }
}

#[component]
fn FactorCard(found: Security, security: Query<Security>) -> Element {
    let mut offer = use_signal(|| None::<FactorOffer>);
    let mut code = use_signal(String::new);
    let mut error = use_signal(|| None::<String>);
    let mut codes = use_signal(|| None::<Vec<String>>);
    // what waits for the password: true switches off, false makes new codes
    let mut asking = use_signal(|| None::<bool>);
    let toasts = use_toasts();
    let start = move |_| {
        spawn(async move {
            match api::offer_factor(Valid(Nothing {})).await {
                Ok(fresh) => offer.set(Some(fresh)),
                Err(problem) => toasts.tell(Tone::Danger, problem.to_string()),
            }
        });
    };
    let must = use_session().must_add_factor;
    let mut kept = move || {
        codes.set(None);
        // the session still says that a factor is missing: the office opens anew, without that
        if let (true, Some(window)) = (must, web_sys::window()) {
            // a navigation the browser refuses leaves the page as it is
            let _ = window.location().set_href("/app");
        }
    };
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
            Dialog { open: true, title: text::recovery(), description: text::recovery_lead(), onclose: move |()| kept(),
                footer: rsx! { Button { variant: ButtonVariant::Primary, onclick: move |_| kept(), {text::codes_kept()} } },
                ul { class: "st-codes", "data-testid": "recovery-codes",
                    for one in list.clone() { li { key: "{one}", code { {one.clone()} } } }
                }
                CopyButton { value: list.join("\n") }
            }
        }
        if let Some(off) = asking() {
            PasswordDialog {
                title: if off { text::switch_off() } else { text::renew_codes() },
                danger: off,
                onclose: move |()| asking.set(None),
                onpassword: move |(password, mut refused): (String, Signal<Option<String>>)| {
                    spawn(async move {
                        let input = Valid(Password { password });
                        let done: Result<Option<Vec<String>>, Error> = if off { api::disable_factor(input).await.map(|()| None) } else { api::renew_codes(input).await.map(|fresh| Some(fresh.codes)) };
                        match done {
                            Ok(fresh) => {
                                asking.set(None);
                                codes.set(fresh);
                                security.refetch();
                                if off {
                                    toasts.say(text::switched_off());
                                }
                            }
                            Err(problem) => refused.set(Some(problem.fields().text("password").unwrap_or_else(|| problem.to_string()))),
                        }
                    });
                },
            }
        }
    }
}

/// An SVG document as a data address.
fn encoded(svg: &str) -> String {
    svg.replace('%', "%25").replace('#', "%23").replace('"', "'").replace('<', "%3C").replace('>', "%3E")
}

#[component]
fn PasswordDialog(
    title: String,
    danger: bool,
    onclose: EventHandler<()>,
    onpassword: EventHandler<(String, Signal<Option<String>>)>,
) -> Element {
    let mut password = use_signal(String::new);
    let refused = use_signal(|| None::<String>);
    rsx! {
        Dialog { open: true, title: title.clone(), description: text::confirm_with_password(), size: DialogSize::Narrow, onclose,
            footer: rsx! {
                Button { variant: ButtonVariant::Ghost, onclick: move |_| onclose.call(()), {text::cancel()} }
                Button { variant: if danger { ButtonVariant::Danger } else { ButtonVariant::Primary }, onclick: move |_| onpassword.call((password(), refused)), {title} }
            },
            form {
                novalidate: true,
                onsubmit: move |event| { event.prevent_default(); onpassword.call((password(), refused)); },
                TextInput { label: text::current_password(), name: "password", id: "f-confirm-password", kind: InputKind::Password, value: password(), error: refused(), autocomplete: "current-password", required: true, autofocus: true, oninput: move |value| password.set(value) }
            }
        }
    }
}

#[component]
fn PasswordCard() -> Element {
    let (mut current, mut password) = (use_signal(String::new), use_signal(String::new));
    let mut errors = use_signal(FieldErrors::default);
    let mut failed = use_signal(|| None::<String>);
    let toasts = use_toasts();
    rsx! {
        Card { title: text::change_password(), icon: IconName::KeyRound,
            form {
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    spawn(async move {
                        match api::change_password(Valid(ChangePassword { current: current(), password: password() })).await {
                            Ok(()) => {
                                current.set(String::new());
                                password.set(String::new());
                                errors.set(FieldErrors::default());
                                failed.set(None);
                                toasts.say(text::password_changed());
                            }
                            Err(error) => {
                                failed.set(error.fields().is_empty().then(|| error.to_string()));
                                errors.set(error.fields());
                            }
                        }
                    });
                },
                ErrorSummary { problems: problems(&errors.read()), message: failed() }
                FormGrid {
                    TextInput { label: text::current_password(), name: "current", kind: InputKind::Password, value: current(), error: errors.read().text("current"), autocomplete: "current-password", required: true, oninput: move |value| current.set(value) }
                    TextInput { label: text::new_password(), name: "password", kind: InputKind::Password, value: password(), error: errors.read().text("password"), autocomplete: "new-password", required: true, oninput: move |value| password.set(value) }
                }
                FormActions { Button { kind: ButtonKind::Submit, {text::change_password()} } }
            }
        }
    }
}

#[component]
fn EmailCard(pending: Option<String>, security: Query<Security>) -> Element {
    let (mut email, mut password) = (use_signal(String::new), use_signal(String::new));
    let mut errors = use_signal(FieldErrors::default);
    let mut failed = use_signal(|| None::<String>);
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
                    spawn(async move {
                        match api::change_email(Valid(ChangeEmail { email: email(), password: password() })).await {
                            Ok(()) => {
                                toasts.say(text::email_sent(email()));
                                email.set(String::new());
                                password.set(String::new());
                                errors.set(FieldErrors::default());
                                failed.set(None);
                                security.refetch();
                            }
                            Err(error) => {
                                failed.set(error.fields().is_empty().then(|| error.to_string()));
                                errors.set(error.fields());
                            }
                        }
                    });
                },
                ErrorSummary { problems: errors.read().0.keys().filter_map(|name| errors.read().text(name).map(|message| FormProblem { id: format!("f-new-{name}"), message })).collect::<Vec<_>>(), message: failed() }
                FormGrid {
                    TextInput { label: text::new_email(), name: "email", id: "f-new-email", kind: InputKind::Email, value: email(), error: errors.read().text("email"), autocomplete: "email", required: true, oninput: move |value| email.set(value) }
                    TextInput { label: text::current_password(), name: "password", id: "f-new-password", kind: InputKind::Password, value: password(), error: errors.read().text("password"), autocomplete: "current-password", required: true, oninput: move |value| password.set(value) }
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
                            spawn(async move {
                                match api::end_other_devices(Valid(Nothing {})).await {
                                    Ok(()) => { security.refetch(); toasts.say(text::others_out()); }
                                    Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                                }
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
                                    let device = device.clone();
                                    spawn(async move {
                                        match api::end_device(device.id, Valid(Nothing {})).await {
                                            Ok(()) => { security.refetch(); toasts.say(text::device_out(device.name)); }
                                            Err(error) => toasts.tell(Tone::Danger, error.to_string()),
                                        }
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
