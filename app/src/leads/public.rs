//! The public forms of an organization, its own and those of its sources, in two languages, without a script.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use dioxus::prelude::*;
use serde::Deserialize;
use server::App;
use server::cx::{Refused, Visitor};
use server::leads::capture::{self, Host};
use server::leads::forms::{self, PublicForm};
use shared::customers::{CustomField, FieldKind};
use shared::leads::Capture;
use shared::packs::ServiceLine;
use shared::text::{Locale, with_locale};
use shared::{Error, FieldErrors, IntakeId};
use uuid::Uuid;

use super::text::public as text;
use crate::public::layout::{Head, document_of};
use crate::ui::*;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/capture/{slug}", get(show).post(send))
        .route("/capture/{slug}/thanks", get(thanks))
        .route("/capture/{slug}/{source}", get(show_of).post(send_of))
        .route("/capture/{slug}/{source}/thanks", get(thanks_of))
}

#[derive(Deserialize, Default)]
struct Asked {
    lang: Option<String>,
}

impl Asked {
    /// The language asked for, or the browser's.
    fn locale(&self, visitor: &Visitor) -> Locale {
        self.lang.as_deref().map_or(visitor.request.locale, Locale::from_tag)
    }
}

/// What the form sends: the inquiry, and the id that makes sending it twice one lead.
#[derive(Deserialize)]
struct Sent {
    form_id: String,
    #[serde(flatten)]
    capture: Capture,
    /// What stands in the organization's own fields, each as `custom.` and its key, and what nobody asked for.
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

impl Sent {
    fn read(self) -> Capture {
        let own = self.rest.into_iter().filter_map(|(name, value)| Some((name.strip_prefix("custom.")?.to_string(), value)));
        Capture { custom: own.collect(), ..self.capture }
    }
}

async fn show(visitor: Visitor, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Refused> {
    shown(visitor, &slug, None, &asked).await
}

async fn show_of(visitor: Visitor, Path((slug, source)): Path<(String, String)>, Query(asked): Query<Asked>) -> Result<Response, Refused> {
    shown(visitor, &slug, Some(&source), &asked).await
}

async fn shown(visitor: Visitor, slug: &str, source: Option<&str>, asked: &Asked) -> Result<Response, Refused> {
    let locale = asked.locale(&visitor);
    match forms::form(&visitor.app, slug, source).await {
        Ok(on) => Ok(page(locale, &on, &Capture::default(), &FieldErrors::default(), None, Uuid::now_v7()).into_response()),
        Err(Error::NotFound) => Ok(gone(locale)),
        Err(error) => Err(error.into()),
    }
}

async fn send(visitor: Visitor, Path(slug): Path<String>, Query(asked): Query<Asked>, Form(sent): Form<Sent>) -> Result<Response, Refused> {
    taken(visitor, &slug, None, &asked, sent).await
}

async fn send_of(
    visitor: Visitor,
    Path((slug, source)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    Form(sent): Form<Sent>,
) -> Result<Response, Refused> {
    taken(visitor, &slug, Some(&source), &asked, sent).await
}

async fn taken(mut visitor: Visitor, slug: &str, source: Option<&str>, asked: &Asked, sent: Sent) -> Result<Response, Refused> {
    let locale = asked.locale(&visitor);
    visitor.request.locale = locale;
    let on = match forms::form(&visitor.app, slug, source).await {
        Ok(on) => on,
        Err(Error::NotFound) => return Ok(gone(locale)),
        Err(error) => return Err(error.into()),
    };
    let id = sent.form_id.parse::<Uuid>().unwrap_or_else(|_| Uuid::now_v7());
    let form = sent.read();
    match capture::receive(&visitor.app, &on, visitor.request, IntakeId(id), form.clone()).await {
        Ok(()) => Ok(Redirect::to(&format!("{}/thanks?lang={}", on.path(), locale.tag())).into_response()),
        Err(Error::Invalid(errors)) => Ok((StatusCode::UNPROCESSABLE_ENTITY, page(locale, &on, &form, &errors, None, id)).into_response()),
        // what was written stays, to be sent again
        Err(error @ (Error::TooMany { .. } | Error::Unavailable { .. } | Error::Full)) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
            let why = with_locale(locale, || error.to_string());
            Ok((status, page(locale, &on, &form, &FieldErrors::default(), Some(why), id)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

async fn thanks(visitor: Visitor, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Refused> {
    thanked(visitor, &slug, None, &asked).await
}

async fn thanks_of(
    visitor: Visitor,
    Path((slug, source)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refused> {
    thanked(visitor, &slug, Some(&source), &asked).await
}

async fn thanked(visitor: Visitor, slug: &str, source: Option<&str>, asked: &Asked) -> Result<Response, Refused> {
    let locale = asked.locale(&visitor);
    let on = match forms::form(&visitor.app, slug, source).await {
        Ok(on) => on,
        Err(Error::NotFound) => return Ok(gone(locale)),
        Err(error) => return Err(error.into()),
    };
    let (host, path) = (&on.host, on.path());
    let html = with_locale(locale, || {
        document_of(Head { title: text::thanks_title(), brand_style: style(host), ..Head::small() }, || {
            rsx! {
                {top(host, None)}
                main { class: "w-public w-capture", id: "content", tabindex: "-1",
                    h1 { {text::thanks_title()} }
                    p { {text::thanks(&host.name)} }
                    p { a { href: "{path}?lang={locale.tag()}", {text::another()} } }
                }
            }
        })
    });
    Ok(Html(html).into_response())
}

fn gone(locale: Locale) -> Response {
    let html = with_locale(locale, || {
        document_of(Head { title: text::gone_title(), ..Head::small() }, || {
            rsx! {
                main { class: "w-public w-capture", id: "content", tabindex: "-1",
                    h1 { {text::gone_title()} }
                    p { {text::gone()} }
                }
            }
        })
    });
    (StatusCode::NOT_FOUND, Html(html)).into_response()
}

fn style(host: &Host) -> Option<String> {
    shared::brand::style(&host.brand_hex)
}

/// Whose form it is, and the same form, at its path, in the other language.
fn top(host: &Host, other: Option<(Locale, &str)>) -> Element {
    let brand = Brand { name: host.name.clone(), ..Brand::default() };
    rsx! {
        header { class: "w-public-top",
            div { class: "w-public-bar",
                BrandMark { brand }
                if let Some((other, path)) = other {
                    a { href: "{path}?lang={other.tag()}", lang: other.tag(), hreflang: other.tag(), {text::language()} }
                }
            }
        }
    }
}

fn service(line: ServiceLine) -> (String, IconName) {
    match line {
        ServiceLine::Moving => (text::moving(), IconName::Truck),
        ServiceLine::Charter => (text::charter(), IconName::Bus),
        ServiceLine::Glass => (text::glass(), IconName::Wrench),
        ServiceLine::Contracting => (text::contracting(), IconName::Building2),
    }
}

/// One of the organization's own fields.
fn own(field: &CustomField, form: &Capture, errors: &FieldErrors) -> Element {
    let name = format!("custom.{}", field.key);
    let value = form.custom.get(&field.key).cloned().unwrap_or_default();
    let (label, error, size) = (field.label.clone(), errors.text(&name), Size::Lg);
    let (required, optional) = (field.required, !field.required);
    match field.kind {
        FieldKind::Text => rsx! { TextInput { label, name, required, optional, size, value, error, maxlength: 300 } },
        FieldKind::Number => {
            rsx! { TextInput { label, name, kind: InputKind::Decimal, required, optional, size, value, error, maxlength: 40 } }
        }
        FieldKind::Date => rsx! { DateInput { label, name, required, optional, size, value, error } },
        FieldKind::YesNo | FieldKind::Choice => {
            let options: Vec<SelectOption> = if field.kind == FieldKind::YesNo {
                vec![SelectOption::new("true", text::yes()), SelectOption::new("false", text::no())]
            } else {
                field.choices.iter().map(|choice| SelectOption::new(choice, choice)).collect()
            };
            rsx! { Select { label, name, required, optional, size, value, error, options, placeholder: text::choose() } }
        }
    }
}

fn page(locale: Locale, on: &PublicForm, form: &Capture, errors: &FieldErrors, refused: Option<String>, id: Uuid) -> Html<String> {
    let (host, services, path) = (&on.host, on.lines(), on.path());
    Html(with_locale(locale, || {
        let problems = FormProblem::all(errors, str::to_owned);
        let other = if locale == Locale::Fr { Locale::En } else { Locale::Fr };
        let lines: Vec<Choice> = services
            .iter()
            .map(|line| {
                let (label, icon) = service(*line);
                Choice::new(line.key(), label).icon(icon)
            })
            .collect();
        let error = |field: &str| errors.text(field);
        // where nothing goes from one place to another there is one place
        let has_way = services.iter().any(|line| line.pack().route);
        let origin = if has_way { text::origin() } else { text::place() };
        let head = Head {
            title: text::title(&host.name),
            listed: true,
            description: Some(text::intro()),
            brand_style: style(host),
            ..Head::small()
        };
        document_of(head, || {
            rsx! {
                {top(host, Some((other, path.as_str())))}
                main { class: "w-public w-capture", id: "content", tabindex: "-1",
                    h1 { {text::title(&host.name)} }
                    p { class: "muted", {text::intro()} }
                    form { method: "post", action: "{path}?lang={locale.tag()}", class: "stack", novalidate: true,
                        if let Some(refused) = refused {
                            InlineAlert { tone: Tone::Warn, live: true, {refused} }
                        }
                        if !problems.is_empty() {
                            ErrorSummary { problems, message: text::problem() }
                        }
                        input { r#type: "hidden", name: "form_id", value: "{id}" }
                        p { class: "w-honey", "aria-hidden": "true",
                            label { r#for: "website", {text::website()} }
                            input { r#type: "text", id: "website", name: "website", tabindex: "-1", autocomplete: "off", value: form.website.clone() }
                        }
                        if lines.len() > 1 {
                            RadioCards { legend: text::service(), name: "service_line", options: lines, value: form.service_line.clone(), required: true, error: error("service_line") }
                        }
                        TextInput { label: text::your_name(), name: "name", required: true, autocomplete: "name", size: Size::Lg, value: form.name.clone(), error: error("name"), maxlength: 120 }
                        TextInput { label: text::email(), name: "email", kind: InputKind::Email, autocomplete: "email", size: Size::Lg, hint: text::contact_hint(), value: form.email.clone(), error: error("email"), maxlength: 254 }
                        TextInput { label: text::phone(), name: "phone", kind: InputKind::Tel, autocomplete: "tel", size: Size::Lg, value: form.phone.clone(), error: error("phone"), maxlength: 40 }
                        TextInput { label: text::company(), name: "company", optional: true, autocomplete: "organization", size: Size::Lg, value: form.company.clone(), error: error("company"), maxlength: 120 }
                        TextInput { label: origin, name: "origin", optional: true, size: Size::Lg, hint: text::origin_hint(), value: form.origin.clone(), error: error("origin"), maxlength: 300 }
                        if has_way {
                            TextInput { label: text::destination(), name: "destination", optional: true, size: Size::Lg, value: form.destination.clone(), error: error("destination"), maxlength: 300 }
                        }
                        DateInput { label: text::wanted_on(), name: "wanted_on", optional: true, size: Size::Lg, value: form.wanted_on.clone(), error: error("wanted_on") }
                        if services.contains(&ServiceLine::Charter) {
                            TextInput { label: text::vehicle_type(), name: "vehicle_type", optional: true, size: Size::Lg, hint: text::vehicle_type_hint(), value: form.vehicle_type.clone(), error: error("vehicle_type"), maxlength: 120 }
                            TextInput { label: text::passengers(), name: "passengers", kind: InputKind::Whole, optional: true, size: Size::Lg, value: form.passengers.clone(), error: error("passengers"), maxlength: 6 }
                        }
                        for field in on.fields.iter() {
                            {own(field, form, errors)}
                        }
                        TextArea { label: text::notes(), name: "notes", optional: true, hint: text::notes_hint(), value: form.notes.clone(), error: error("notes") }
                        Button { variant: ButtonVariant::Primary, size: Size::Lg, full: true, kind: ButtonKind::Submit, {text::send()} }
                    }
                }
            }
        })
    }))
}
