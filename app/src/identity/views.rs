//! The pages before logging in, rendered by the server: plain forms that work without scripts.

use dioxus::prelude::*;
use shared::Currency;
use shared::identity::{COUNTRIES, InvitationOffer, ZONES, currency_of, zone_of};
use shared::packs::ServiceLine;
use shared::text::{Locale, locale};

use super::filled::{CommandField, Filled};
use super::text;
use crate::ui::*;

/// What all these pages share: the mark, the form, the other language, and beside it what the product is for.
#[component]
fn Frame(title: String, lead: Option<String>, here: String, children: Element) -> Element {
    let other = if locale() == Locale::Fr { Locale::En } else { Locale::Fr };
    rsx! {
        div { class: "w-login",
            main { id: "content", class: "w-login-main", tabindex: "-1",
                a { class: "w-brand", href: "/login",
                    span { class: "w-login-mark", aria_hidden: "true", Icon { name: IconName::Truck, size: IconSize::Lg } }
                    strong { {text::product()} }
                }
                div { class: "w-login-card",
                    div {
                        h1 { {title} }
                        if let Some(lead) = lead { p { class: "muted", {lead} } }
                    }
                    {children}
                }
                p { class: "w-login-foot", a { href: "/language/{other.tag()}?next={here}", lang: other.tag(), hreflang: other.tag(), {text::other_language()} } }
            }
            aside { class: "w-login-side", aria_label: text::product(),
                p { class: "w-login-claim", {text::claim()} }
                p { {text::claim_lead()} }
                // a drawing of the board, not data
                div { class: "w-login-board", aria_hidden: "true",
                    for (n, (tone, icon, word)) in lanes().into_iter().enumerate() {
                        div { key: "{n}", class: "w-login-lane",
                            span { class: "w-login-dot", "data-tone": tone.name() }
                            span { class: "w-login-bar", "data-tone": tone.name(), "data-n": "{n}",
                                Icon { name: icon, size: IconSize::Sm }
                                {word}
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The lanes of the drawn board.
fn lanes() -> [(Tone, IconName, String); 6] {
    [
        (Tone::Brand, IconName::MapPin, text::lane_on_site()),
        (Tone::Violet, IconName::Navigation, text::lane_on_the_way()),
        (Tone::Ok, IconName::Check, text::lane_done()),
        (Tone::Warn, IconName::Clock, text::lane_waiting()),
        (Tone::Info, IconName::CalendarDays, text::lane_planned()),
        (Tone::Brand, IconName::MapPin, text::lane_on_site()),
    ]
}

#[component]
fn Outcome(filled: Filled, names: Vec<&'static str>) -> Element {
    rsx! {
        if let Some(notice) = filled.notice.clone() {
            InlineAlert { tone: Tone::Ok, {notice} }
        }
        ErrorSummary { problems: filled.problems(&names), message: filled.message.clone() }
    }
}

/// The first step.
#[component]
pub(super) fn LogInPage(filled: Filled, next: String, unconfirmed: bool) -> Element {
    rsx! {
        Frame { title: text::login_title(), lead: text::login_lead(), here: "/login",
            Outcome { filled: filled.clone(), names: vec!["email", "password"] }
            if unconfirmed {
                form { method: "post", action: "/confirm/resend",
                    input { r#type: "hidden", name: "email", value: filled.value("email") }
                    Button { kind: ButtonKind::Submit, full: true, {text::resend()} }
                }
            }
            form { method: "post", action: "/login", novalidate: true,
                input { r#type: "hidden", name: "next", value: next }
                div { class: "stack gap-4",
                    TextInput { label: text::email(), name: "email", kind: InputKind::Email, value: filled.value("email"), error: filled.error("email"), autocomplete: "username", required: true, size: Size::Lg, maxlength: 254 }
                    TextInput { label: text::password(), name: "password", kind: InputKind::Password, error: filled.error("password"), autocomplete: "current-password", required: true, size: Size::Lg }
                    Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Lg, full: true, {text::login()} }
                }
            }
            p { class: "w-login-links", a { href: "/forgot", {text::forgot_link()} } }
            p { class: "w-login-links muted",
                {text::new_here()}
                " "
                a { href: "/register", {text::register_link()} }
            }
        }
    }
}

/// The second step.
#[component]
pub(super) fn CodePage(filled: Filled, name: String, email: String, next: String) -> Element {
    rsx! {
        Frame { title: text::code_title(), lead: text::code_lead(), here: "/login/code",
            div { class: "w-login-who",
                Avatar { name: name.clone(), size: AvatarSize::Lg, decorative: true }
                span { class: "grow", strong { {name} } small { {email} } }
                a { href: "/login", {text::not_you()} }
            }
            Outcome { filled: filled.clone(), names: vec!["code"] }
            form { method: "post", action: "/login/code", novalidate: true,
                input { r#type: "hidden", name: "next", value: next }
                div { class: "stack gap-4",
                    TextInput { label: text::code(), name: "code", hint: text::code_hint(), error: filled.error("code"), autocomplete: "one-time-code", required: true, size: Size::Lg, maxlength: 40, autofocus: true }
                    Checkbox { label: text::trust(), name: "trust", checked: filled.has("trust", "true") }
                    Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Lg, full: true, {text::go_on()} }
                }
            }
        }
    }
}

fn pack_detail(pack: ServiceLine) -> String {
    match pack {
        ServiceLine::Moving => text::pack_moving(),
        ServiceLine::Charter => text::pack_charter(),
        ServiceLine::Glass => text::pack_glass(),
        ServiceLine::Contracting => text::pack_contracting(),
    }
}

/// A country with the currency it brings.
fn country_option(code: &str) -> SelectOption {
    SelectOption::new(code, format!("{} ({})", text::country_name(code), currency_of(code)))
}

/// A new company; `country` is where the visitor seems to be.
#[component]
pub(super) fn RegisterPage(filled: Filled, country: String) -> Element {
    let countries: Vec<SelectOption> = COUNTRIES.iter().map(|code| country_option(code)).collect();
    let currencies: Vec<SelectOption> =
        Currency::ALL.iter().map(|currency| SelectOption::new(currency.code(), text::currency_name(*currency))).collect();
    let zones: Vec<SelectOption> = ZONES.iter().map(|zone| SelectOption::new(*zone, zone.replace('_', " "))).collect();
    let or = |name: &str, other: &str| if filled.get(name).is_empty() { other.to_owned() } else { filled.value(name) };
    let packs_error = filled.error("packs");
    rsx! {
        Frame { title: text::register_title(), lead: text::register_lead(), here: "/register",
            Outcome { filled: filled.clone(), names: vec!["organization", "name", "email", "password", "packs", "country", "currency", "zone"] }
            form { method: "post", action: "/register", novalidate: true,
                CommandField {}
                div { class: "stack gap-4",
                    TextInput { label: text::company(), name: "organization", value: filled.value("organization"), error: filled.error("organization"), autocomplete: "organization", required: true, size: Size::Lg, maxlength: 120 }
                    TextInput { label: text::name(), name: "name", value: filled.value("name"), error: filled.error("name"), autocomplete: "name", required: true, size: Size::Lg, maxlength: 120 }
                    TextInput { label: text::email(), name: "email", kind: InputKind::Email, value: filled.value("email"), error: filled.error("email"), autocomplete: "username", required: true, size: Size::Lg, maxlength: 254 }
                    TextInput { label: text::password(), name: "password", kind: InputKind::Password, hint: text::password_hint(), error: filled.error("password"), autocomplete: "new-password", required: true, size: Size::Lg }
                    FieldGroup { legend: text::packs(), hint: text::packs_hint(),
                        for (index, pack) in ServiceLine::ALL.iter().copied().enumerate() {
                            Checkbox {
                                key: "{pack}",
                                id: if index == 0 { "f-packs".to_owned() } else { format!("f-packs-{pack}") },
                                label: pack.text(),
                                name: "packs",
                                value: pack.key(),
                                checked: filled.has("packs", pack.key()),
                                hint: pack_detail(pack),
                                error: packs_error.clone().filter(|_| index == 0),
                            }
                        }
                    }
                    Select { label: text::country(), name: "country", options: countries, value: or("country", &country), error: filled.error("country"), autocomplete: "country", required: true, size: Size::Lg }
                    Select { label: text::currency(), name: "currency", options: currencies, placeholder: text::currency_of_country(), value: filled.value("currency"), hint: text::currency_hint(), error: filled.error("currency"), size: Size::Lg }
                    Select { label: text::zone(), name: "zone", options: zones, value: or("zone", zone_of(&country)), error: filled.error("zone"), required: true, size: Size::Lg }
                    Checkbox { label: text::practice(), name: "practice", checked: filled.has("practice", "true"), hint: text::practice_hint() }
                    Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Lg, full: true, {text::register()} }
                }
            }
            p { class: "w-login-links muted",
                {text::have_account()}
                " "
                a { href: "/login", {text::login()} }
            }
        }
    }
}

/// A page that says something and offers a way on.
#[component]
pub(super) fn SaidPage(title: String, words: String, href: String, label: String) -> Element {
    rsx! {
        Frame { title, here: "/login",
            p { {words} }
            LinkButton { href, size: Size::Lg, full: true, {label} }
        }
    }
}

/// A page that asks for one press.
#[component]
pub(super) fn PressPage(title: String, words: String, action: String, label: String) -> Element {
    rsx! {
        Frame { title, here: action.clone(),
            p { {words} }
            form { method: "post", action,
                Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Lg, full: true, {label} }
            }
        }
    }
}

/// Somebody forgot a password.
#[component]
pub(super) fn ForgotPage(filled: Filled) -> Element {
    rsx! {
        Frame { title: text::forgot_title(), lead: text::forgot_lead(), here: "/forgot",
            Outcome { filled: filled.clone(), names: vec!["email"] }
            form { method: "post", action: "/forgot", novalidate: true,
                div { class: "stack gap-4",
                    TextInput { label: text::email(), name: "email", kind: InputKind::Email, value: filled.value("email"), error: filled.error("email"), autocomplete: "username", required: true, size: Size::Lg, maxlength: 254 }
                    Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Lg, full: true, {text::send_link()} }
                }
            }
            p { class: "w-login-links", a { href: "/login", {text::back_to_login()} } }
        }
    }
}

/// A new password by a link.
#[component]
pub(super) fn ResetPage(filled: Filled, email: String, action: String) -> Element {
    rsx! {
        Frame { title: text::forgot_title(), lead: text::reset_lead(&email), here: action.clone(),
            Outcome { filled: filled.clone(), names: vec!["password"] }
            form { method: "post", action, novalidate: true,
                div { class: "stack gap-4",
                    // password managers keep the new password under this name
                    input { r#type: "hidden", name: "username", autocomplete: "username", value: email }
                    TextInput { label: text::new_password(), name: "password", kind: InputKind::Password, hint: text::password_hint(), error: filled.error("password"), autocomplete: "new-password", required: true, size: Size::Lg }
                    Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Lg, full: true, {text::save_password()} }
                }
            }
        }
    }
}

/// An invitation.
#[component]
pub(super) fn InvitationPage(filled: Filled, offer: InvitationOffer, action: String) -> Element {
    let name = if filled.get("name").is_empty() { offer.name.clone() } else { filled.value("name") };
    rsx! {
        Frame { title: text::invitation_title(&offer.org_name), lead: text::invitation_lead(&offer.invited_by, offer.role_names.join(", ")), here: action.clone(),
            if offer.is_known {
                p { {text::invitation_known()} }
            }
            Outcome { filled: filled.clone(), names: vec!["name", "password"] }
            form { method: "post", action, novalidate: true,
                CommandField {}
                div { class: "stack gap-4",
                    TextInput { label: text::email(), name: "email", kind: InputKind::Email, value: offer.email, readonly: true, autocomplete: "username", size: Size::Lg }
                    if !offer.is_known {
                        TextInput { label: text::name(), name: "name", value: name, error: filled.error("name"), autocomplete: "name", required: true, size: Size::Lg, maxlength: 120 }
                    }
                    TextInput {
                        label: text::password(),
                        name: "password",
                        kind: InputKind::Password,
                        hint: (!offer.is_known).then(text::password_hint),
                        error: filled.error("password"),
                        autocomplete: if offer.is_known { "current-password" } else { "new-password" },
                        required: true,
                        size: Size::Lg,
                    }
                    Button { kind: ButtonKind::Submit, variant: ButtonVariant::Primary, size: Size::Lg, full: true, {text::join()} }
                }
            }
        }
    }
}
