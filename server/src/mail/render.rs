//! Templates to text. They are compiled into the program and parsed once.

use std::{fmt, sync::LazyLock};

use minijinja::{Environment, UndefinedBehavior, Value, value::Serde};
use shared::text::Locale;

use super::{Template, message::one_line};

/// Far more than our templates need; a loop over hostile data ends here.
const FUEL: u64 = 100_000;

/// A mail ready to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// A complete HTML document with inline styles.
    pub html: String,
}

/// Why a template did not render: a value it needs is missing, or the template itself is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError(String);

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "mail template: {}; give every value the template shows", self.0)
    }
}

impl std::error::Error for RenderError {}

impl From<minijinja::Error> for RenderError {
    fn from(error: minijinja::Error) -> Self {
        Self(format!("{error:#}"))
    }
}

/// Renders `template` in the language of `locale` with the values of `context`.
///
/// # Errors
/// [`RenderError`] when `context` lacks a value the template shows.
pub fn render(template: Template, locale: Locale, context: &serde_json::Value) -> Result<Rendered, RenderError> {
    static TEMPLATES: LazyLock<Result<Environment<'static>, RenderError>> = LazyLock::new(environment);
    let templates = TEMPLATES.as_ref().map_err(Clone::clone)?;
    let language = match locale {
        Locale::En | Locale::Pseudo => "en",
        Locale::Fr => "fr",
    };
    let values = Value::from(Serde(context));
    let name = |kind: &str| format!("{}.{language}.{kind}", template.key());
    let text = templates.get_template(&name("txt"))?.render(&values)?;
    let html = templates.get_template(&name("html"))?.render(&values)?;
    // The first line of the text template is the subject.
    let (subject, text) = text.split_once('\n').unwrap_or((&text, ""));
    Ok(Rendered { subject: one_line(subject), text: text.trim().to_owned() + "\n", html })
}

fn environment() -> Result<Environment<'static>, RenderError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.add_filter("one_line", |text: String| one_line(&text));
    for (name, source) in SOURCES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

macro_rules! sources {
    ($($name:literal)*) => {
        &[
            ("layout.html", include_str!("templates/layout.html")),
            ("parts.html", include_str!("templates/parts.html")),
            $(
                (concat!($name, ".en.txt"), include_str!(concat!("templates/", $name, ".en.txt"))),
                (concat!($name, ".fr.txt"), include_str!(concat!("templates/", $name, ".fr.txt"))),
                (concat!($name, ".en.html"), include_str!(concat!("templates/", $name, ".en.html"))),
                (concat!($name, ".fr.html"), include_str!(concat!("templates/", $name, ".fr.html"))),
            )*
        ]
    };
}

const SOURCES: &[(&str, &str)] = sources![
    "confirm_email" "invitation" "reset_password" "new_address" "email_changed"
    "quote_sent" "quote_reminder" "lead_mail" "quotes_handed_over" "quote_approved" "quote_accepted" "job_booked" "portal_link" "portal_over" "portal_asked" "new_device" "factor_removed" "job_assigned"
];
