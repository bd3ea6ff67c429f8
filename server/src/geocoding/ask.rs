//! Asking a service over HTTP: in time, again when it is busy, and never more than it takes.

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, RETRY_AFTER};

/// The most an answer may weigh, in bytes.
const HEAVIEST: usize = 512 * 1024;

/// How long is waited for what.
#[derive(Clone, Debug)]
pub struct Patience {
    /// For one answer.
    pub answer: Duration,
    /// Before the first question is asked again; each further pause is three times as long.
    pub pause: Duration,
    /// How often a question is asked again.
    pub again: u32,
    /// Between two questions to a service that wants no more than one a second.
    pub gap: Duration,
    /// For a turn to ask.
    pub turn: Duration,
    /// How long a service that failed is left alone.
    pub rest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(4),
            pause: Duration::from_millis(400),
            again: 2,
            // a clock of theirs may run a little faster than ours, and a network hurry the second question
            gap: Duration::from_millis(1100),
            turn: Duration::from_secs(4),
            rest: Duration::from_secs(30),
        }
    }
}

/// Why a service gives no answer. Never says what was asked, nor by which key.
#[derive(Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It does not answer, or says that it cannot now.
    Away(String),
    /// It does not want to answer us.
    Refused(String),
    /// What it answers cannot be read.
    Unreadable,
    /// Too many ask for a turn.
    Crowded,
    /// It failed a moment ago.
    Resting,
}

impl Trouble {
    /// Whether it will be the same in a moment.
    pub fn is_lasting(&self) -> bool {
        matches!(self, Trouble::Away(_) | Trouble::Refused(_) | Trouble::Unreadable)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Away(why) => write!(f, "it is away: {why}"),
            Trouble::Refused(why) => write!(f, "it refuses, check TAILBOARD_GEOCODER_URL and TAILBOARD_GEOCODER_KEY: {why}"),
            Trouble::Unreadable => f.write_str("its answer cannot be read, check TAILBOARD_GEOCODER_URL"),
            Trouble::Crowded => f.write_str("too many questions wait for their turn"),
            Trouble::Resting => f.write_str("it failed a moment ago"),
        }
    }
}

/// What one try came to.
pub enum Tried<T> {
    Done(T),
    /// Asking again may help; after so long if the service says so.
    Busy(String, Option<Duration>),
    Failed(Trouble),
}

/// What services are asked with: in time or not at all, and never somewhere else than named.
pub fn client(agent: &str, patience: &Patience) -> reqwest::Result<reqwest::Client> {
    // one TLS provider for the whole process; a second install is refused and harmless
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().user_agent(agent).timeout(patience.answer).redirect(reqwest::redirect::Policy::none()).build()
}

/// Asks once.
pub async fn get(client: &reqwest::Client, url: reqwest::Url) -> Tried<Vec<u8>> {
    let mut answer = match client.get(url).header(ACCEPT, "application/json").send().await {
        Ok(answer) => answer,
        // the address of the question would name a place and a key
        Err(problem) => return Tried::Busy(problem.without_url().to_string(), None),
    };
    let status = answer.status();
    if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() {
        let after = answer.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
        return Tried::Busy(status.to_string(), after.map(Duration::from_secs));
    }
    if !status.is_success() {
        return Tried::Failed(Trouble::Refused(status.to_string()));
    }
    let mut body = Vec::new();
    loop {
        match answer.chunk().await {
            Ok(Some(piece)) if body.len() + piece.len() <= HEAVIEST => body.extend_from_slice(&piece),
            Ok(Some(_)) => return Tried::Failed(Trouble::Unreadable),
            Ok(None) => return Tried::Done(body),
            Err(problem) => return Tried::Busy(problem.without_url().to_string(), None),
        }
    }
}

/// Tries until there is an answer, it is pointless, or the patience ends.
pub async fn until<T, F: Future<Output = Tried<T>>>(patience: &Patience, mut attempt: impl FnMut() -> F) -> Result<T, Trouble> {
    let mut pause = patience.pause;
    for tries_left in (0..=patience.again).rev() {
        match attempt().await {
            Tried::Done(answer) => return Ok(answer),
            Tried::Failed(trouble) => return Err(trouble),
            Tried::Busy(why, after) => {
                let wait = after.unwrap_or(pause).max(pause);
                // who is told to come back in a minute does not let somebody wait for it
                if tries_left == 0 || wait > patience.answer {
                    return Err(Trouble::Away(why));
                }
                tokio::time::sleep(wait).await;
                pause *= 3;
            }
        }
    }
    Err(Trouble::Crowded)
}
