//! Finding where an address is: by the list of cities that comes with the program, or by a service the operator names
//! (`TAILBOARD_GEOCODER`): Nominatim, which is OpenStreetMap, or Google.
//!
//! Invariants: no transaction waits for somebody else's server. What a service answered is kept for the organization
//! that asked, as long as the service's terms allow and no longer. Nominatim is asked once a second by the whole process,
//! and the public one never with each key stroke, as its policy has it. A service that is away is tried three times, some
//! fourteen seconds at most, and then left alone for half a minute: the list of cities answers then, and says so. Keys and
//! addresses are never logged. One organization does not use up what all may ask.
//!
//! The base URL is the operator's and of no organization, so it may lie inside the operator's network. Left to others:
//! what becomes of a place that was chosen (quotes).

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::TimeDelta;
use secrecy::SecretString;
use shared::access::Action;
use shared::geo::{Candidate, Found, Source, known};
use shared::text::Locale;
use shared::{Error, Result};
use tokio::time::Instant;

use crate::app::App;
use crate::background::Sweep;
use crate::config::Config;
use crate::cx::Cx;

mod ask;
mod cache;
mod google;
mod nominatim;
mod pace;
#[cfg(test)]
mod simulators;
#[cfg(test)]
mod tests;

use ask::{Patience, Trouble};

/// The longest address that is looked for, in characters.
const LONGEST: usize = 300;
/// Less is not looked for.
const SHORTEST: usize = 3;
/// Nominatim's public server, whose policy forbids to ask it while somebody types.
const PUBLIC_NOMINATIM: &str = "nominatim.openstreetmap.org";

/// What is asked of a service.
pub(crate) struct Question<'a> {
    /// One line, without superfluous blanks.
    pub address: &'a str,
    pub language: Locale,
    /// The country the organization is in, by its two letters.
    pub country: &'a str,
}

/// How many questions of one organization go to a service in a minute: more than its people type, too few to use up what
/// the operator pays for, or to keep Nominatim from the others.
const QUESTIONS: u32 = 40;
const MINUTE: Duration = Duration::from_secs(60);

/// What finds addresses in this process.
pub struct Geocoder {
    outside: Option<Outside>,
    patience: Patience,
    /// Until when the service is left alone because it did not answer.
    resting: Mutex<Option<Instant>>,
}

/// Somebody else's server, and what asks it.
struct Outside {
    service: Service,
    client: reqwest::Client,
}

enum Service {
    Nominatim { base: reqwest::Url },
    Google { base: reqwest::Url, key: SecretString },
}

impl Service {
    fn source(&self) -> Source {
        match self {
            Service::Nominatim { .. } => Source::Nominatim,
            Service::Google { .. } => Source::Google,
        }
    }

    /// Whether it may be asked while somebody types.
    fn completes(&self) -> bool {
        match self {
            Service::Nominatim { base } => base.host_str() != Some(PUBLIC_NOMINATIM),
            Service::Google { .. } => true,
        }
    }

    /// How long an answer may be kept. Nothing found may be found tomorrow.
    fn keeps(&self, candidates: &[Candidate]) -> TimeDelta {
        match self {
            _ if candidates.is_empty() => TimeDelta::days(1),
            Service::Nominatim { .. } => TimeDelta::days(180),
            // a day less than the terms have it: what is over is removed once an hour
            Service::Google { .. } => TimeDelta::days(29),
        }
    }
}

/// Why there is no geocoder with these settings.
#[derive(Debug)]
pub struct BadGeocoder(String);

impl std::fmt::Display for BadGeocoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadGeocoder {}

impl Geocoder {
    /// The geocoder the settings name.
    pub fn of(config: &Config) -> std::result::Result<Self, BadGeocoder> {
        Self::patient(config, Patience::default())
    }

    fn patient(config: &Config, patience: Patience) -> std::result::Result<Self, BadGeocoder> {
        let bad = |problem: &dyn std::fmt::Display| BadGeocoder(problem.to_string());
        let base = |otherwise: &str| {
            let url = config.geocoder_url.as_deref().unwrap_or(otherwise).trim_end_matches('/');
            reqwest::Url::parse(&format!("{url}/")).map_err(|problem| bad(&problem))
        };
        let service = match config.geocoder {
            Source::Gazetteer => None,
            Source::Nominatim => Some(Service::Nominatim { base: base("")? }),
            Source::Google => {
                let key = config.geocoder_key.clone().unwrap_or_default();
                Some(Service::Google { base: base(google::BASE)?, key })
            }
        };
        // Nominatim's policy asks who asks, and how to reach them
        let agent = format!("tailboard/{} ({})", env!("CARGO_PKG_VERSION"), config.public_url);
        let outside = service
            .map(|service| ask::client(&agent, &patience).map(|client| Outside { service, client }))
            .transpose()
            .map_err(|problem| bad(&problem))?;
        Ok(Self { outside, patience, resting: Mutex::new(None) })
    }

    fn rests(&self) -> bool {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|until| Instant::now() < until)
    }

    fn rest(&self) {
        *self.resting.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + self.patience.rest);
    }

    /// What the service finds. It is asked again when it says that it is busy, and not at all while it rests.
    async fn ask(&self, outside: &Outside, question: &Question<'_>) -> std::result::Result<Vec<Candidate>, Trouble> {
        if self.rests() {
            return Err(Trouble::Resting);
        }
        let Outside { service, client } = outside;
        let answer = match service {
            Service::Nominatim { base } => nominatim::search(client, &self.patience, base, question).await,
            Service::Google { base, key } => google::search(client, &self.patience, base, key, question).await,
        };
        if let Err(trouble) = &answer {
            tracing::warn!(service = service.source().key(), problem = %trouble, "the geocoder gives no answer");
            if trouble.is_lasting() {
                self.rest();
            }
        }
        answer
    }
}

/// Places that may be the one somebody means. While they are `typing`, a service that wants no question with each key
/// stroke is not asked. Text that is no address finds nothing.
pub async fn find(cx: &Cx, address: Option<String>, language: Option<String>, typing: Option<bool>) -> Result<Found> {
    cx.may(Action::QuotesEdit)?;
    let address = address
        .unwrap_or_default()
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let length = address.chars().count();
    if length > LONGEST {
        return Err(Error::field("address", "too_long"));
    }
    if length < SHORTEST {
        return Ok(Found::default());
    }
    let geocoder = cx.app.geocoder();
    let Some(outside) = &geocoder.outside else {
        return Ok(Found { candidates: known(&address), ..Found::default() });
    };
    let service = &outside.service;
    let language = language.as_deref().map_or(cx.request.locale, Locale::from_tag);
    let key = cache::key(service.source(), language, &address);
    let mut tx = cx.read().await?;
    let (country, kept) = cache::look(&mut tx, &key).await?;
    // nobody's connection waits for somebody else's server
    drop(tx);
    if let Some(candidates) = kept {
        return Ok(told(service.source(), &address, candidates));
    }
    if typing.unwrap_or_default() && !service.completes() {
        return Ok(Found { candidates: known(&address), asks_whole: true, ..Found::default() });
    }
    let away = Found { candidates: known(&address), away: true, ..Found::default() };
    match cx.app.rate(&format!("geocoder:{}", cx.org), QUESTIONS, MINUTE).await {
        Err(Error::TooMany { .. }) => return Ok(away),
        counted => counted?,
    }
    let Ok(candidates) = geocoder.ask(outside, &Question { address: &address, language, country: &country }).await else {
        return Ok(away);
    };
    // who looks on behalf of somebody writes nothing
    if cx.on_behalf_of.is_none() {
        let mut tx = cx.write().await?;
        cache::keep(&mut tx, &key, service.source(), &candidates, service.keeps(&candidates)).await?;
        tx.commit(()).await?;
    }
    Ok(told(service.source(), &address, candidates))
}

/// What a service found; what it does not know, the list of cities may.
fn told(source: Source, address: &str, candidates: Vec<Candidate>) -> Found {
    if candidates.is_empty() {
        return Found { candidates: known(address), ..Found::default() };
    }
    Found { candidates, attribution: source.attribution().map(Into::into), ..Found::default() }
}

/// Removes answers that may not be kept any longer.
pub const FORGET: Sweep = Sweep { name: "geocoding.forget", every: Duration::from_secs(3600), run: |app| Box::pin(forget(app)) };

async fn forget(app: &App) -> Result<()> {
    let mut tx = app.system("answers of geocoders to all organizations end").await?;
    cache::forget(&mut tx, app.now()).await?;
    tx.commit().await
}
